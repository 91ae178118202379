"""The reader of .xlsx: agrees with openpyxl on every cell, quickly where the XML is plain and the same where it is not."""

from __future__ import annotations

import dataclasses
import io
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.formula import ArrayFormula

from cchc_excel.errors import UnreadableFile
from cchc_excel.readers import sheet_cells as cells
from cchc_excel.readers.formulas.shared_formula import SharedFormula
from cchc_excel.readers.grid import Grid
from cchc_excel.readers.xlsx import read_xlsx, sheet
from cchc_excel.readers.xlsx.layout import Layouts
from cchc_excel.readers.xlsx.package import Package
from cchc_excel.readers.xlsx.sheet import SheetXml, generally, plainly
from cchc_excel.readers.xlsx.styles import number_formats
from tests.builders.books import F, Percent, write_book
from tests.builders.districts import District
from tests.builders.libreoffice import SOFFICE, converted
from tests.builders.openpyxl_view import agrees
from tests.builders.raw_xlsx import MAIN, STRICT, STRINGS, STYLES, raw_book, sheet_xml
from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

from detection import running
from detection.running import Job


def _varied(path: Path) -> Path:
    """Kinds of cells that the other workbooks have none of."""
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("Đủ loại")
    for column, code in enumerate(
        ("0.00%", "dd/mm/yyyy", "#,##0.00", "@", '0.0 "điểm"', "[h]:mm", "# ?/?", "General", "mmm-yy")
    ):
        sheet.write_number(0, column, 45000.25, book.add_format({"num_format": code}))
    for row, number in enumerate((0, 1, 2, 9, 10, 11, 14, 22, 37, 44, 45, 49)):
        sheet.write_number(1 + row, 0, 2.5, book.add_format({"num_format": number}))
    sheet.write_row("C2", [True, "a\nb", "  hai đầu  ", "1 < 2 & 3 > 2", "_x000D_" * 0 + "é", 1e-7, 12345678901234.5])
    sheet.write_formula("C3", '=IF(A1>1,"a;b<c>&""d""","c")', None, 'a;b<c>&"d"')
    sheet.write_formula("D3", "=NA()", None, "#N/A")
    sheet.write_array_formula("E3:E4", "{=A1:A2*2}", None, 3)
    sheet.write_formula("F3", "=1/0", None, "#DIV/0!")
    sheet.write_blank("Z40", None, book.add_format({"num_format": "0.00"}))
    sheet.set_column("H:J", None, None, {"hidden": True})
    sheet.set_column("L:L", 0)
    sheet.set_row(5, 0)
    sheet.merge_range("C6:D9", "gộp")
    other = book.add_worksheet("Ẩn & hiện")
    other.hide()
    book.add_worksheet("trống")
    book.close()
    return path


def _by_openpyxl(path: Path) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in ([1, "a", 2.5], ["=A1*2", "=SUM(A1:C1)", "#N/A"], [None, True, "x"]):
        sheet.append(row)
    sheet["D1"] = ArrayFormula("D1:D2", "=A1:A2*2")
    sheet["C1"].number_format = "0.0%"
    sheet.merge_cells("E1:F2")
    sheet.row_dimensions[2].hidden = True
    sheet.column_dimensions["B"].hidden = True
    book.create_sheet("Trang 2").sheet_state = "veryHidden"
    book.save(path)
    return path


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Workbooks of every writer at hand."""
    folder = tmp_path_factory.mktemp("books")
    found = sorted((ROOT / "workbooks").glob("*.xlsx"))
    found += sorted(District().write(folder / "district").glob("*.xlsx"))
    rows = [["a", F("B1*2", 5), Percent(0.5)], [F("1/0", "#DIV/0!"), None, 3]]
    found.append(
        write_book(folder / "small.xlsx", {"Một": rows, "Hai": rows}, {"Một": ["A1:B2"]}, {"Hai": ["", "1", "B"]})
    )
    found += [_varied(folder / "varied.xlsx"), _by_openpyxl(folder / "openpyxl.xlsx")]
    for case in range(3):
        running.keep(Job(7, case), folder / str(case))
        found += sorted((folder / str(case)).rglob("*.xlsx"))
    return found


@pytest.fixture(scope="module")
def resaved(books: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The same as LibreOffice saves them."""
    folder = tmp_path_factory.mktemp("resaved")
    (folder / "in").mkdir()
    copies = []
    for number, book in enumerate(books):
        copies.append(folder / "in" / f"{number}.xlsx")
        copies[-1].write_bytes(book.read_bytes())
    return converted(copies, "xlsx", folder / "out", folder / "profile")


def _both_ways(data: bytes) -> list[tuple[SheetXml | None, SheetXml]]:
    package = Package(data)
    layouts = Layouts(number_formats(package.styles()))
    parts = [package.read(tab.part) for tab in package.tabs()]
    return [(plainly(part, layouts), generally(part, layouts.formats)) for part in parts]


def _same(one: SheetXml, other: SheetXml) -> bool:
    for found in (one, other):
        found.cells.expand(cells.MAX_SHARED_TEXT)
    return dataclasses.replace(one, respelt=None) == dataclasses.replace(other, respelt=None)


def _only(data: bytes) -> Grid:
    (grid,) = read_xlsx("a.xlsx", data)
    return grid


def _read_generally(data: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[Grid, ...]:
    with monkeypatch.context() as patch:
        patch.setattr(sheet, "plainly", lambda *_: None)
        return read_xlsx("a.xlsx", data)


class DescribeWorkbooksOfKnownPrograms:
    def it_agrees_with_openpyxl_on_every_cell(self, books: list[Path]) -> None:
        seen = 0
        for book in books:
            data = book.read_bytes()
            seen += agrees(read_xlsx("a.xlsx", data), data)
        assert seen > 20_000

    def it_reads_them_by_the_quick_way_with_the_same_result(
        self, books: list[Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for book in books:
            data = book.read_bytes()
            for quick, general in _both_ways(data):
                # a sheet with nothing on it has no cells to be quick about
                assert quick is None or _same(quick, general), book
                assert quick is not None or general.cells == cells.SheetCells(), book
            assert read_xlsx("a.xlsx", data) == _read_generally(data, monkeypatch), book

    @pytest.mark.skipif(
        SOFFICE is None, reason="LibreOffice (soffice) is not installed: its workbooks were NOT compared"
    )
    def it_does_so_when_libreoffice_saved_them(self, resaved: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
        for book in resaved:
            data = book.read_bytes()
            grids = read_xlsx("a.xlsx", data)
            agrees(grids, data)
            assert grids == _read_generally(data, monkeypatch)
            for quick, general in _both_ways(data):
                assert (quick is not None and _same(quick, general)) or general.cells == cells.SheetCells(), book


ROWS = '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><f>A2*2</f><v>0.5</v></c></row><row r="2" hidden="1"><c r="A2"><v>3</v></c></row>'
ODD = {
    "attributes in another order": ROWS.replace('r="B1" s="1"', 's="1" r="B1"').replace('r="2" hidden="1"', 'hidden="1" r="2"'),
    "single quotes": ROWS.replace('"', "'"),
    "spaces": ROWS.replace("><", ">\n  <").replace('r="A1"', '\n r = "A1"\t'),
    "no address": ROWS.replace(' r="A1"', "").replace(' r="B1"', "").replace(' r="A2"', ""),
    "no row numbers": ROWS.replace('<row r="1"', "<row").replace('<row r="2"', "<row"),
    "neither": ROWS.replace(' r="A1"', "").replace(' r="B1"', "").replace(' r="A2"', "").replace('<row r="1"', "<row").replace('<row r="2"', "<row"),
    "comments": ROWS.replace("<v>0.5</v>", "<v>0.<!-- x -->5</v><!-- y -->").replace("</row>", "<!-- <row r='9'/> --></row>"),
    "instructions": ROWS.replace("</row>", "<?x y?></row>"),
    "raw text": ROWS.replace("<f>A2*2</f>", "<f><![CDATA[A2*2]]></f>").replace("<v>3</v>", "<v><![CDATA[3]]></v>"),
    "characters by number": ROWS.replace("A2*2", "A2&#42;2"),
    "more attributes": ROWS.replace('r="B1"', 'r="B1" cm="1" ph="1"'),
    "empty elements spelt out": ROWS.replace("</row>", '<c r="C9" s="0"></c></row>', 1).replace("C9", "C1"),
    "a namespace of its own": ROWS.replace('<c r="A2"', f'<c xmlns="{MAIN}" r="A2"'),
    "cells out of order": '<row r="1"><c r="B1" s="1"><f>A2*2</f><v>0.5</v></c><c r="A1" t="s"><v>1</v></c></row><row r="2" hidden="true"><c r="A2"><v>3</v></c></row>',
    "rows out of order": '<row r="2" ht="0"><c r="A2"><v>3</v></c></row><row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" s="1"><f>A2*2</f><v>0.5</v></c></row>',
    "an inline text": ROWS.replace('t="s"><v>1</v>', 't="inlineStr"><is><r><t xml:space="preserve">hai </t></r><r><t>ba</t></r><rPh sb="0" eb="1"><t>x</t></rPh></is>'),
    "a text of its own": ROWS.replace('t="s"><v>1</v>', 't="str"><v>hai&#32;ba</v>'),
    "an extension": ROWS.replace("</c></row><row", "<extLst><ext><c r='Z9'><v>7</v></c></ext></extLst></c></row><row"),
}  # fmt: skip
PREFIXED = sheet_xml(ROWS).replace("xmlns=", "xmlns:x=").replace("<", "<x:").replace("<x:/", "</x:")
UTF16 = '<?xml version="1.0" encoding="UTF-16"?>'


class DescribeXmlOfOtherSpellings:
    @pytest.mark.parametrize(
        "part",
        [
            *(pytest.param(sheet_xml(rows), id=name) for name, rows in ODD.items()),
            pytest.param(PREFIXED, id="a prefix"),
            pytest.param(sheet_xml(ROWS, space=STRICT), id="the strict edition"),
            pytest.param((UTF16 + sheet_xml(ROWS)).encode("utf-16"), id="UTF-16"),
            pytest.param(("\ufeff" + sheet_xml(ROWS)).encode(), id="a byte order mark"),
            pytest.param(sheet_xml(ROWS, before="<!-- <sheetData> -->"), id="a comment before"),
            pytest.param(sheet_xml(ROWS, after="<!-- </sheetData> -->"), id="a comment behind"),
            pytest.param(sheet_xml(ROWS, before="<sheetPr><![CDATA[<sheetData/>]]></sheetPr>"), id="raw text before"),
        ],
    )
    def it_means_the_same(self, part: str | bytes) -> None:
        plain, odd = _only(raw_book(sheet_xml(ROWS))), _only(raw_book(part))
        assert plain.rows == [["hai ba", 0.5], [3.0, ""]] and plain.formulas == {(0, 1): "A2*2"}
        assert plain.formats == {(0, 1): "0.00%"} and plain.hidden_rows == {1}
        assert odd == plain

    @pytest.mark.parametrize("name", ["strings", "styles"])
    def it_reads_every_part_in_another_encoding(self, name: str) -> None:
        parts = {"strings": STRINGS, "styles": STYLES}
        other = (UTF16 + parts[name]).encode("utf-16")
        told = raw_book(sheet_xml(ROWS), **{name: other})  # type: ignore[arg-type]
        assert _only(told) == _only(raw_book(sheet_xml(ROWS)))

    def it_reads_values_whatever_their_spelling(self) -> None:
        rows = (
            '<row r="1"><c r="A1" t="str"><f>B1</f><v>a &amp; b&#10;c</v></c><c r="B1" t="str"><f>C1</f><v></v></c>'
            '<c r="C1"><f>D1</f><v/></c><c r="D1"><f>E1</f></c><c r="E1" t="str"><v xml:space="preserve"> x </v></c>'
            '<c r="F1" t="b"><v>1</v></c><c r="G1" t="d"><v>2023-03-17</v></c><c r="H1" t="n"><v>1E-3</v></c></row>'
        )
        grid = _only(raw_book(sheet_xml(rows)))
        assert grid.rows[0][0] == "a & b\nc" and grid.rows[0][4:6] == [" x ", True] and grid.rows[0][7] == 0.001
        assert str(grid.rows[0][6]) == "2023-03-17"
        assert grid.uncached == {(0, 2), (0, 3)} and len(grid.formulas) == 4

    def it_reads_error_values_that_the_compiled_reader_does_not_know(self) -> None:
        rows = '<row r="1"><c r="A1" t="e"><f>F()</f><v>#SPILL!</v></c><c r="B1"><v>5</v></c><c r="C1" t="e"><v>#N/A</v></c></row>'
        grid = _only(raw_book(sheet_xml(rows)))
        assert grid.errors == {(0, 0): "#SPILL!", (0, 2): "#N/A"} and grid.value(0, 1) == 5 and not grid.uncached

    @pytest.mark.parametrize(
        "rows",
        [
            '<row r="1"><c r="A1"><v>1</v></row>',
            '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>&nothing;</v></c></row>',
            '<row r="1"><c r="A1"><f>A\x01</f><v>1</v></c></row>',
            '<row r="1">\x00</row>',
            '<row r="0"><c><v>1</v></c></row>',
            '<row r="1"><c r="1A"><v>1</v></c></row>',
            '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
            '<row r="1"/><c r="A1"><v>1</v></c>',
        ],
    )
    def but_what_is_no_sheet_is_refused_or_read_alike(self, rows: str, monkeypatch: pytest.MonkeyPatch) -> None:
        data = raw_book(sheet_xml(rows))

        def outcome() -> object:
            try:
                return read_xlsx("a.xlsx", data)
            except UnreadableFile as error:
                return str(error)

        quick = outcome()
        with monkeypatch.context() as patch:
            patch.setattr(sheet, "plainly", lambda *_: None)
            assert outcome() == quick


def _spelt(draw: st.DrawFn, name: str, attributes: dict[str, str], inner: str | None) -> str:
    """An element in one of the spellings that XML allows."""
    quote = draw(st.sampled_from('"""\''))
    order = draw(st.permutations(sorted(attributes)))
    marks = "".join(f"{draw(_GAP)}{key}={quote}{attributes[key]}{quote}" for key in order)
    if inner is None and draw(st.booleans()):
        return f"<{name}{marks}{draw(st.sampled_from(['', '', ' ']))}/>"
    return f"<{name}{marks}>{inner or ''}</{name}>"


_GAP = st.sampled_from([" ", " ", " ", " ", "  ", "\n"])
_VALUES = st.sampled_from(["0", "1", "-2.5", "1e3", "", "7<!-- x -->", "<![CDATA[4]]>", "a &amp; b", "ăn"])
_FORMULAS = st.sampled_from(["A1", "SUM(A1:B2)", "A1&gt;1", "A1&#62;1", "", "$A$1+B2", "'Xã A'!C3"])


@st.composite
def _cell(draw: st.DrawFn, row: int, column: int) -> str:
    attributes = {"r": f"{'ABCDE'[column]}{row}"} if draw(st.integers(0, 9)) else {}
    if draw(st.booleans()):
        attributes["s"] = draw(st.sampled_from(["0", "1", "3", "9"]))
    inner = ""
    if draw(st.integers(0, 2)) == 0:
        marks = draw(
            st.sampled_from([{}, {}, {"aca": "false"}, {"t": "shared", "si": "0"}, {"t": "array", "ref": "A1"}])
        )
        inner += _spelt(draw, "f", marks, draw(_FORMULAS) or None)
    kind = draw(st.sampled_from(["", "", "n", "str", "e", "b", "inlineStr"]))
    if kind:
        attributes["t"] = kind
    if kind == "e":
        inner += _spelt(draw, "v", {}, draw(st.sampled_from(["#N/A", "#REF!", "#SPILL!"])))
    elif kind == "b":
        inner += "<v>1</v>"
    elif kind == "inlineStr":
        inner += (
            f"<is>{_spelt(draw, 't', {'xml:space': 'preserve'}, draw(st.sampled_from(['a', ' b ', ''])) or None)}</is>"
        )
    elif draw(st.integers(0, 4)):
        inner += _spelt(draw, "v", {}, draw(_VALUES if kind == "str" else st.sampled_from(["0", "2.5", "1e3"])) or None)
    return _spelt(draw, "c", attributes, inner or None)


@st.composite
def _sheets(draw: st.DrawFn) -> str:
    rows = []
    for number in draw(st.lists(st.integers(1, 6), unique=True, max_size=4).map(sorted)):
        columns = draw(st.lists(st.integers(0, 4), unique=True, max_size=4).map(sorted))
        marks = {"r": str(number)} if draw(st.integers(0, 9)) else {}
        marks |= draw(st.sampled_from([{}, {}, {"hidden": "1"}, {"hidden": "false"}, {"ht": "0"}, {"ht": "12.75"}]))
        body = "".join(draw(_cell(number, column)) + draw(st.sampled_from(["", "", "", "\n"])) for column in columns)
        rows.append(_spelt(draw, "row", marks, body or None))
    return "".join(rows)


class DescribeTheTwoWays:
    @given(_sheets())
    @settings(max_examples=200)
    def it_reads_whatever_spelling_alike(self, rows: str) -> None:
        ((quick, general),) = _both_ways(raw_book(sheet_xml(rows)))
        assert quick is None or _same(quick, general)

    @given(_sheets())
    @settings(max_examples=100)
    def it_gives_the_same_values(self, rows: str) -> None:
        data = raw_book(sheet_xml(rows))
        with pytest.MonkeyPatch.context() as patch:
            quick = _only(data)
            patch.setattr(sheet, "plainly", lambda *_: None)
            assert _only(data) == quick

    def it_takes_the_quick_way_for_what_is_plain(self) -> None:
        rows = ROWS.replace(
            "</c></row>", '</c><c r="C1" t="str"><f>A2</f><v></v></c><c r="D1"><f>A2</f><v></v></c></row>', 1
        )
        ((quick, general),) = _both_ways(raw_book(sheet_xml(rows)))
        assert quick is not None and _same(quick, general)
        assert quick.cells.uncached == {(0, 3)} and len(quick.cells.formulas) == 3

    @pytest.mark.parametrize("name", ["cells out of order", "rows out of order", "no address", "comments", "raw text"])
    def but_not_for_what_the_compiled_reader_might_misread(self, name: str) -> None:
        ((quick, general),) = _both_ways(raw_book(sheet_xml(ODD[name])))
        assert quick is None and general.respelt is not None

    def it_believes_what_a_part_says_of_its_encoding(self) -> None:
        rows = '<row r="1"><c r="A1" t="str"><f>"Ã©"</f><v>Ã©</v></c></row>'
        part = ('<?xml version="1.0" encoding="ISO-8859-1"?>' + sheet_xml(rows)).encode("latin-1")
        grid = _only(raw_book(part))
        assert grid.formulas == {(0, 0): '"Ã©"'} and grid.rows == [["Ã©"]]

    def it_tells_sheets_apart_that_are_laid_out_nearly_alike(self, tmp_path: Path) -> None:
        sheets = {
            "Một": [[1, 2]],
            "Hai": [[Percent(1), 2]],
            "Ba": [[1, Percent(2)]],
            "Bốn": [[1, 2]],
            "Năm": [[1, 2, 3]],
        }
        grids = read_xlsx("a", write_book(tmp_path / "a.xlsx", sheets, hidden={"Ba": ["1"], "Năm": ["1"]}).read_bytes())
        assert [g.formats for g in grids] == [{}, {(0, 0): "0.00%"}, {(0, 1): "0.00%"}, {}, {}]
        assert [g.hidden_rows for g in grids] == [set(), set(), {0}, set(), {0}]

    def it_reads_a_large_sheet_in_pieces_alike(self, monkeypatch: pytest.MonkeyPatch) -> None:
        rows = "".join(
            f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n % 7 == 0 else ""}><c r="A{n}" s="1"><f>B{n}*2</f><v>{n}</v></c></row>'
            for n in range(1, 400)
        )
        monkeypatch.setattr("cchc_excel.readers.xlsx.plain._CHUNK", 500)
        ((quick, general),) = _both_ways(raw_book(sheet_xml(rows + '<row r="1048576"><c r="XFD1048576" s="1"/></row>')))
        assert quick is not None and _same(quick, general) and len(quick.cells.hidden_rows) == 57


class DescribeSharedFormulas:
    HEAD = '<row r="1"><c r="A1"><f t="shared" ref="A1:A9" si="0">B1*$C$1</f><v>1</v></c></row>'

    def it_gives_each_member_its_own_text(self) -> None:
        rows = (
            self.HEAD
            + '<row r="3"><c r="A3"><f t="shared" si="0"/><v>1</v></c><c r="B3"><f si="0" t="shared"></f></c></row>'
        )
        grid = _only(raw_book(sheet_xml(rows)))
        assert grid.formulas == {(0, 0): "B1*$C$1", (2, 0): "B3*$C$1", (2, 1): "C3*$C$1"}
        assert grid.uncached == {(2, 1)}

    @pytest.mark.parametrize(
        ("text", "down", "right", "read"),
        [
            ("SUM(E5:E$7)%", 2, 1, "SUM(F7:F$7)%"),
            ("E1+E9", -1, 0, "#REF!+E8"),
            ("A5:B6", 1, -1, "#REF!:A7"),
            ("3:4+$3:4", 1, 1, "4:5+$3:5"),
            ("B:C", 0, -1, "A:B"),
            ("Bảng[Q1]+[1]S!A1", 1, 1, "Bảng[Q1]+[1]S!B2"),
        ],
    )
    def it_moves_every_kind_of_reference(self, text: str, down: int, right: int, read: str) -> None:
        formula = SharedFormula(text)
        assert [formula.at(down, right), formula.at(0, 0), formula.at(down, right)] == [read, text, read]

    def but_it_does_not_lay_out_more_than_it_may(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cchc_excel.readers.xlsx.workbook.MAX_SHARED_TEXT", 1000)
        members = "".join(f'<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>' for n in range(2, 300))
        with pytest.raises(UnreadableFile, match="công thức dùng chung"):
            read_xlsx("a.xlsx", raw_book(sheet_xml(self.HEAD + members)))


class DescribeItsBounds:
    @pytest.mark.parametrize(
        ("part", "told"),
        [
            (sheet_xml("", after="<mergeCells>" + '<mergeCell ref="A1:AH100"/>' * 700 + "</mergeCells>"), "ô gộp phủ"),
            (
                sheet_xml("", after="<mergeCells>" + '<mergeCell ref="A1:B1"/>' * 100_001 + "</mergeCells>"),
                "vùng ô gộp",
            ),
            (sheet_xml("", before="<cols>" + '<col min="1" max="9" hidden="1"/>' * 16_385 + "</cols>"), "nhóm cột"),
            (
                sheet_xml(
                    f'<row r="1"><c r="A1"><f t="shared" si="0">{"A1+" * 3000}A1</f></c><c r="A2"><f t="shared" si="0"/></c></row>'
                ),
                "dài",
            ),
            (sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>' + "<!-- x -->" * 3_400_000), "MB"),
        ],
        ids=["merged area", "merges", "columns", "long formula", "size"],
    )
    def it_refuses_what_no_person_made(self, part: str, told: str) -> None:
        held = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw_book(part))) as old, zipfile.ZipFile(held, "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name))
        with pytest.raises(UnreadableFile, match=told):
            read_xlsx("a.xlsx", held.getvalue())
