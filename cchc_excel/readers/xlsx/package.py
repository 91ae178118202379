"""The parts of an .xlsx: its tabs, its styles, and the bytes that the compiled reader is given."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from ...errors import UnreadableFile
from ...files.archive import open_workbook_archive
from ..safe_xml import is_utf8, namespace, parsed
from ..sheet_cells import MAX_SHEETS

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_WORKBOOK, _RELATIONS, _STRINGS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml"


@dataclass(frozen=True, slots=True)
class Tab:
    """A worksheet of the workbook."""

    name: str
    part: str
    is_hidden: bool


class Package:
    """An open workbook. Parts that the compiled reader would misread are replaced by the same in plain spelling."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._archive = open_workbook_archive(data)
        self._names = {name.lower(): name for name in self._archive.namelist()}
        self._replaced: dict[str, bytes] = {}

    def read(self, part: str) -> bytes:
        """The bytes of a part, whose name's case may differ. Raises KeyError."""
        return self._archive.read(self._names[part.lower()])

    def replace(self, part: str, data: bytes) -> None:
        """Gives the compiled reader other bytes for a part."""
        self._replaced[self._names[part.lower()]] = data

    def for_values(self) -> io.BytesIO:
        """The workbook as the compiled reader shall see it: the file itself, unless some part had to be replaced."""
        if _STRINGS.lower() in self._names:
            self._plain_strings()
        if not self._replaced:
            return io.BytesIO(self._data)
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as plain:
            for name in self._names.values():
                if name.lower().endswith((".xml", ".rels")):
                    plain.writestr(name, self._replaced.get(name) or self._archive.read(name))
        target.seek(0)
        return target

    def _plain_strings(self) -> None:
        with self._archive.open(self._names[_STRINGS.lower()]) as part:
            head = part.read(200).removeprefix(b"\xef\xbb\xbf")
        declared = head.partition(b"?>")[0].lower() if head.startswith(b"<?xml") else b""
        if not head.startswith(b"<") or (b"encoding" in declared and b"utf-8" not in declared):
            self._root(_STRINGS)

    def _root(self, part: str) -> etree._Element:
        root = parsed(self.read(part))
        if not is_utf8(root):
            self.replace(part, etree.tostring(root, encoding="UTF-8", xml_declaration=True))
        return root

    def styles(self) -> etree._Element | None:
        """The root of the styles part, if there is one."""
        return self._root("xl/styles.xml") if "xl/styles.xml" in self._names else None

    def tabs(self) -> list[Tab]:
        """Every worksheet, in the order of the tabs."""
        targets = {
            rel.get("Id"): posixpath.normpath(posixpath.join("xl", str(rel.get("Target")))).removeprefix("/")
            for rel in self._root(_RELATIONS)
            if str(rel.get("Type")).endswith("/worksheet")
        }
        root = self._root(_WORKBOOK)
        sheets = root.find(f"{{{namespace(root)}}}sheets")
        found: list[Tab] = []
        for sheet in sheets if sheets is not None else ():
            part = targets.get(sheet.get(f"{{{_OFFICE}}}id") or sheet.get(f"{{{_STRICT_OFFICE}}}id"))
            if part is not None:
                found.append(Tab(str(sheet.get("name")), part, sheet.get("state") in ("hidden", "veryHidden")))
        if len(found) > MAX_SHEETS:
            raise UnreadableFile(f"tệp có {len(found)} trang tính, quá mức {MAX_SHEETS}")
        # values are asked for by name
        if len({tab.name for tab in found}) < len(found):
            raise UnreadableFile("tệp hỏng, có hai trang tính cùng tên")
        return found
