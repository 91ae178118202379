"""Reads an .xlsx into grids: values by calamine, formulas and the rest straight from the sheet's XML."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from ..errors import UnreadableFile
from ..files.archive import open_workbook_archive
from ..model.audited import PROGRAM_MARK
from .formula_syntax import moved
from .grid import Grid, Position, a1, position

MAX_SHEETS = 600
MAX_ROWS = 20_000
MAX_COLUMNS = 1_000
MAX_AREA = 2_000_000
"""Rows times columns: what is laid out in memory, however few cells of it are filled."""

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_HIDDEN = "@hidden='1' or @hidden='true'"
_PARSER = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}


def read_xlsx(file: str, data: bytes) -> tuple[Grid, ...]:
    """Every worksheet, in the order of its tabs. Raises UnreadableFile."""
    archive = open_workbook_archive(data)
    try:
        extras = [(tab, _SheetXml(archive, tab.part)) for tab in _tabs(archive)]
        percent_styles = _percent_styles(archive)
        for _, extra in extras:
            extra.check_size()
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return tuple(_grid(file, tab, extra, workbook, percent_styles) for tab, extra in extras)
    except UnreadableFile:
        raise
    except (CalamineError, etree.XMLSyntaxError, zipfile.BadZipFile, zlib.error) as error:
        raise UnreadableFile("tệp hỏng, nội dung bên trong không đọc được") from error
    except (KeyError, ValueError, IndexError, OverflowError, EOFError, OSError, NotImplementedError) as error:
        raise UnreadableFile("tệp hỏng, cấu trúc bên trong sai") from error


def is_own_output(data: bytes) -> bool:
    """Whether the workbook says it was written by this program."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return archive.getinfo("docProps/core.xml").file_size < 65536 and (
                f">{PROGRAM_MARK}</" in archive.read("docProps/core.xml").decode("utf-8", "replace")
            )
    except (KeyError, zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError):
        return False


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element:
    return _parsed(archive.read(part))


def _parsed(data: bytes) -> etree._Element:
    root = etree.fromstring(data, etree.XMLParser(**_PARSER))  # type: ignore[arg-type]
    document: Any = root.getroottree().docinfo
    if document.doctype:
        raise UnreadableFile("tệp chứa khai báo không an toàn (DOCTYPE)")
    return root


def _namespace(root: etree._Element) -> str:
    return etree.QName(root).namespace or ""


@dataclass(frozen=True, slots=True)
class _Tab:
    """A worksheet of the workbook."""

    name: str
    part: str
    is_hidden: bool


def _tabs(archive: zipfile.ZipFile) -> list[_Tab]:
    """Every worksheet, in the order of the tabs."""
    targets = {
        rel.get("Id"): posixpath.normpath(posixpath.join("xl", str(rel.get("Target")))).removeprefix("/")
        for rel in _parse(archive, "xl/_rels/workbook.xml.rels")
        if isinstance(rel.tag, str) and str(rel.get("Type")).endswith("/worksheet")
    }
    root = _parse(archive, "xl/workbook.xml")
    sheets = root.find(f"{{{_namespace(root)}}}sheets")
    found: list[_Tab] = []
    for sheet in sheets if sheets is not None else ():
        part = targets.get(sheet.get(f"{{{_OFFICE}}}id") or sheet.get(f"{{{_STRICT_OFFICE}}}id"))
        if part is not None:
            found.append(_Tab(str(sheet.get("name")), part, sheet.get("state") in ("hidden", "veryHidden")))
    if len(found) > MAX_SHEETS:
        raise UnreadableFile(f"tệp có {len(found)} trang tính, quá mức {MAX_SHEETS}")
    return found


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Numbers of the cell styles that show percentages."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    root = _parse(archive, "xl/styles.xml")
    ns = {"m": _namespace(root)}
    formats = {"9", "10"} | {
        str(f.get("numFmtId")) for f in root.iterfind("m:numFmts/m:numFmt", ns) if "%" in str(f.get("formatCode"))
    }
    return frozenset(
        str(i) for i, xf in enumerate(root.iterfind("m:cellXfs/m:xf", ns)) if xf.get("numFmtId") in formats
    )


class _SheetXml:
    """What calamine does not tell of a sheet, by XPath at the C library's speed."""

    def __init__(self, archive: zipfile.ZipFile, part: str) -> None:
        data = archive.read(part)
        self._root = _parsed(data)
        self._ns = {"m": _namespace(self._root)}
        self._may_have_errors = b't="e"' in data or b"t='e'" in data or b"\x00" in data[:64]

    def _find(self, path: str) -> list[etree._Element]:
        found = self._root.xpath(path, namespaces=self._ns)
        assert isinstance(found, list)
        return found  # type: ignore[return-value]

    def check_size(self) -> None:
        """Bounds what the compiled reader would lay out as a full rectangle. Raises UnreadableFile.

        Every cell that holds something counts, in whatever order it comes and with an address of its own or none.
        """
        deepest = widest = 0
        for row, column in self._filled():
            if row >= MAX_ROWS or column >= MAX_COLUMNS:
                where = a1(row, column)
                raise UnreadableFile(f"trang tính có ô {where}, vượt mức {MAX_ROWS} dòng, {MAX_COLUMNS} cột")
            deepest, widest = max(deepest, row + 1), max(widest, column + 1)
        if deepest * widest > MAX_AREA:
            raise UnreadableFile(f"trang tính trải {deepest} dòng, {widest} cột, vượt mức diện tích {MAX_AREA} ô")

    def _filled(self) -> Iterator[Position]:
        """Where the cells stand that are not blank."""
        rows = self._root.find(f"{{{self._ns['m']}}}sheetData")
        row = -1
        for element in rows if rows is not None else ():
            number = element.get("r")
            row = int(number) - 1 if number else row + 1
            column = -1
            for cell in element:
                reference = cell.get("r")
                where = position(reference) if reference else (row, column + 1)
                column = where[1]
                if len(cell):
                    yield where

    def formulas(self) -> tuple[dict[Position, str], set[Position]]:
        """Formula texts, and those without a stored result."""
        texts: dict[Position, str] = {}
        uncached: set[Position] = set()
        shared: dict[str, Position] = {}
        members: list[tuple[Position, str]] = []
        value = f"{{{self._ns['m']}}}v"
        for formula in self._find("m:sheetData/m:row/m:c/m:f"):
            cell = formula.getparent()
            assert cell is not None
            where = position(str(cell.get("r")))
            texts[where] = formula.text or ""
            if formula.get("t") == "shared":
                if formula.text:
                    shared[str(formula.get("si"))] = where
                else:
                    members.append((where, str(formula.get("si"))))
            stored = formula.getnext()
            if stored is None or stored.tag != value:
                stored = cell.find(value)
            if cell.get("t") != "str" and (stored is None or not stored.text):
                uncached.add(where)
        for where, group in members:
            if group in shared:
                first = shared[group]
                texts[where] = moved(texts[first], where[0] - first[0], where[1] - first[1])
        return texts, uncached

    def errors(self) -> dict[Position, str]:
        """Cells that hold an Excel error value."""
        if not self._may_have_errors:
            return {}
        v = f"{{{self._ns['m']}}}v"
        return {position(str(c.get("r"))): c.findtext(v) or "#LỖI" for c in self._find("m:sheetData/m:row/m:c[@t='e']")}

    def percents(self, styles: frozenset[str]) -> dict[Position, str]:
        """Cells with one of the styles."""
        if not styles:
            return {}
        wanted = " or ".join(f"@s='{style}'" for style in sorted(styles))
        return {position(str(c.get("r"))): "0%" for c in self._find(f"m:sheetData/m:row/m:c[{wanted}]")}

    def hidden_rows(self) -> frozenset[int]:
        """Rows that are not shown, whether hidden by hand or by a filter."""
        return frozenset(
            int(str(row.get("r"))) - 1 for row in self._find(f"m:sheetData/m:row[@r and ({_HIDDEN} or @ht='0')]")
        )

    def hidden_columns(self) -> frozenset[int]:
        """Columns that are not shown."""
        found: set[int] = set()
        for columns in self._find(f"m:cols/m:col[{_HIDDEN} or @width='0']"):
            first, last = int(str(columns.get("min"))) - 1, int(str(columns.get("max"))) - 1
            found.update(range(max(0, first), min(last, MAX_COLUMNS) + 1))
        return frozenset(found)

    def merges(self) -> tuple[tuple[int, int, int, int], ...]:
        """Merged ranges."""
        found = []
        for cell in self._find("m:mergeCells/m:mergeCell"):
            first, _, last = str(cell.get("ref")).partition(":")
            found.append((*position(first), *position(last or first)))
        return tuple(found)


def _grid(file: str, tab: _Tab, extra: _SheetXml, workbook: CalamineWorkbook, percent_styles: frozenset[str]) -> Grid:
    formulas, uncached = extra.formulas()
    return Grid(
        file=file,
        name=tab.name,
        rows=workbook.get_sheet_by_name(tab.name).to_python(skip_empty_area=False),
        formulas=formulas,
        uncached=uncached,
        errors=extra.errors(),
        formats=extra.percents(percent_styles),
        merges=extra.merges(),
        hidden_rows=extra.hidden_rows(),
        hidden_columns=extra.hidden_columns(),
        is_hidden=tab.is_hidden,
    )
