"""Workbooks of binary records, .xls and .xlsb: told as the same workbook is told from .xlsx, and never trusted."""

from __future__ import annotations

import datetime
import io
import re
import shutil
import struct
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_excel.errors import UnreadableFile
from cchc_excel.files.compound import packed, workbook_stream
from cchc_excel.files.folder import InputFile
from cchc_excel.readers.formulas.formula import formula_at
from cchc_excel.readers.formulas.formula_syntax import elsewhere
from cchc_excel.readers.grid import Grid
from cchc_excel.readers.one_file import read_file
from cchc_excel.readers.records.references import References
from cchc_excel.readers.records.tokens import BIFF8, BIFF12, UNKNOWN, TokenReader
from cchc_excel.readers.xls import read_xls
from cchc_excel.readers.xlsb import read_xlsb
from cchc_excel.readers.xlsx import read_xlsx
from tests.builders import xls_records as x
from tests.builders.books import F, Percent
from tests.builders.districts import District
from tests.builders.xlsb import ErrorCell, Member, Rich, Shown, record, write_xlsb
from tests.builders.xlsb_tokens import tokens

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice, which writes .xls, is not installed")


def _converted(sources: Sequence[Path], target: str, folder: Path) -> list[Path]:
    """The same workbooks in another type."""
    assert SOFFICE is not None
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
         "--convert-to", target, "--outdir", str(folder), *map(str, sources)],
        capture_output=True, check=True, timeout=300,
    )  # fmt: skip
    return [folder / f"{source.stem}.{target.partition(':')[0]}" for source in sources]


FORMULAS = {
    "SUM(B1:B5)": 2.5, "SUM(B1,B3:B4,10)": 11.25, "ROUND(SUM(B1:B5)/3,2)": 0.83, "RANK(B3,$B$1:$B$40)": 38,
    "IF(B3>2,B4,-1.5)": -1.5, "IFERROR(B3/C2,0)": 0.5, "SUMIF(C:C,1,B:B)": 0.25, 'SUMIFS(B1:B9,C1:C9,">1")': 8.75,
    'COUNTIF(B1:B9,">"&B3)+1': 7, "SUBTOTAL(9,B1:B9)": 9, "AGGREGATE(9,0,B1:B9)": 9, "SUMPRODUCT((C1:C9=1)*B1:B9)": 0.25,
    "SUMPRODUCT(--(C1:C9=1),B1:B9)": 0.25, "'Dữ liệu 2'!A3+Sheet4!B2": 9, "SUM('Dữ liệu 2'!$A1:A$9)": 36,
    "VLOOKUP(B3,B1:C9,2,FALSE)": 2, "INDEX(B1:B9,MATCH(2,C1:C9,0))": 0.5, "-B3+(B4-B5)*2^2%": -0.7535, "MAX(0,B3)": 0.5,
    "INT(B3)": 0, "TRUNC(B3,1)": 0.5, "ROUNDUP(B3,1)": 0.5, "ROUNDDOWN(B3,1)": 0.5, "COUNTA(A1:A9)": 9, "IF(B3,B4,)": 0.75,
    "RANK.EQ(B3,B1:B9)": 7, "NA()": "#N/A", "1/0": "#DIV/0!", "MOD(B3,2)": 0.5, "LARGE(B1:B9,2)": 1.75, "N(B3)": 0.5,
    "IF(AND(B3>=0.5,NOT(B3<>0.5)),IF(OR(B3<=1,FALSE),1,B5),B6)": 1, "tong": 0,
}  # fmt: skip
"""What offices write, with the results that are stored."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, Path]]:
    """Workbooks as .xlsx, and as the .xls that LibreOffice made of each."""
    folder = tmp_path_factory.mktemp("xls")
    originals = [_many_things(folder / "many.xlsx"), District().write(folder / "in") / "bang diem.xlsx"]
    made = _converted(originals, "xls:MS Excel 97", folder / "out")
    return {original.stem: (original, xls) for original, xls in zip(originals, made, strict=True)}


@pytest.fixture(scope="module")
def told_twice(written: dict[str, tuple[Path, Path]]) -> tuple[dict[str, Grid], dict[str, Grid]]:
    """The sheets of one as read from either."""
    original, made = written["many"]
    before, after = read_xlsx("a", original.read_bytes()), read_xls("a", made.read_bytes())
    assert [grid.name for grid in before] == [grid.name for grid in after]
    return {grid.name: grid for grid in before}, {grid.name: grid for grid in after}


def _many_things(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False})
    shown = {code: book.add_format({"num_format": code}) for code in ("0.00%", "0%", "0.00", "#,##0.00", "0.0", "@")}
    date, hour = (book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "h:mm"))
    sheet, data = book.add_worksheet("Xã Thanh Xá"), book.add_worksheet("Dữ liệu 2")
    secret, other = book.add_worksheet("Ẩn sâu"), book.add_worksheet("Sheet4")
    for row in range(40):
        sheet.write(row, 0, f"1.{row}")
        sheet.write_number(row, 1, row / 4, shown["0.00"])
        sheet.write_number(row, 2, row, shown["0.00%"] if row % 2 else None)
        sheet.write_formula(row, 3, f"=B{row + 1}*C{row + 1}+$B$1", shown["#,##0.00"], row * row / 4)
        data.write_number(row, 0, row, shown["0%"])
    for row, (formula, result) in enumerate(FORMULAS.items()):
        newer = {"RANK.EQ": "_xlfn.RANK.EQ", "AGGREGATE": "_xlfn.AGGREGATE"}
        for name, stored in newer.items():
            formula = formula.replace(name, stored)
        sheet.write_formula(row, 5, "=" + formula, None, result)
    book.define_name("tong", "='Dữ liệu 2'!$A$1")
    sheet.write_datetime(41, 1, datetime.datetime(2023, 3, 17), date)
    sheet.write_datetime(42, 1, datetime.datetime(1900, 1, 1, 8, 30), hour)
    values = ("1.10", "ă" * 9000, "Hoà 𝄞 hòa " + "x" * 100, 123456789.123, 0.1 + 0.2, -3.25, 1e-7, "Hoà", 0)
    for row, value in enumerate(values, 43):
        sheet.write(row, 1, value, shown["@"] if row == 43 else shown["0.0"] if row == 47 else None)
    sheet.merge_range("A56:C57", "gộp")
    sheet.merge_range("A58:A60", "gộp dọc")
    for row in (5, 17):
        sheet.set_row(row, None, None, {"hidden": True})
    sheet.set_column("E:E", None, None, {"hidden": True})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "='Dữ liệu 2'!$A$1:$A$3"})
    sheet.insert_chart("H2", chart)
    secret.very_hidden()
    secret.write(0, 0, "bí mật")
    other.hide()
    other.write("B2", 7)
    book.close()
    return path


def _decimals(code: str | None) -> tuple[bool, int]:
    """What of a number format matters: whether it shows percents, and how many decimals."""
    found = re.search(r"0\.(0+)", code or "")
    return "%" in (code or ""), len(found[1]) if found else 0


@needs_libreoffice
class DescribeAnXlsThatLibreOfficeWrote:
    def it_holds_the_same_values_cell_by_cell(self, told_twice: tuple[dict[str, Grid], dict[str, Grid]]) -> None:
        for name, before in told_twice[0].items():
            after = told_twice[1][name]
            for row in range(max(len(before.rows), len(after.rows))):
                for column in range(max(before.width, after.width)):
                    where = f"{name} {before.address(row, column)}"
                    assert after.value(row, column) == before.value(row, column), where

    def it_holds_the_same_formulas(self, told_twice: tuple[dict[str, Grid], dict[str, Grid]]) -> None:
        for name, before in told_twice[0].items():
            wanted = {where: text.replace("_xlfn.", "") for where, text in before.formulas.items()}
            assert told_twice[1][name].formulas == wanted
            assert told_twice[1][name].uncached == before.uncached == set()

    def it_shows_numbers_alike(self, told_twice: tuple[dict[str, Grid], dict[str, Grid]]) -> None:
        for name, before in told_twice[0].items():
            after = told_twice[1][name]
            assert before.formats or name in ("Ẩn sâu", "Sheet4")
            for row, values in enumerate(before.rows):
                for where in ((row, column) for column, value in enumerate(values) if value != ""):
                    assert _decimals(after.formats.get(where)) == _decimals(before.formats.get(where)), where

    def it_hides_merges_and_errs_alike(self, told_twice: tuple[dict[str, Grid], dict[str, Grid]]) -> None:
        for name, before in told_twice[0].items():
            after = told_twice[1][name]
            assert sorted(after.merges) == sorted(before.merges)
            assert (after.hidden_rows, after.hidden_columns) == (before.hidden_rows, before.hidden_columns)
            assert (after.is_hidden, after.errors) == (before.is_hidden, before.errors)
        sheets = told_twice[1]
        assert sheets["Ẩn sâu"].is_hidden and sheets["Sheet4"].is_hidden
        assert sheets["Xã Thanh Xá"].hidden_rows == {5, 17} and sheets["Xã Thanh Xá"].hidden_columns == {4}
        assert set(sheets["Xã Thanh Xá"].errors.values()) == {"#N/A", "#DIV/0!"}

    def it_gives_the_score_sheets_of_the_standard_workbook(self, written: dict[str, tuple[Path, Path]]) -> None:
        before, after = (read_file(InputFile(path, "a")) for path in written["bang diem"])
        assert after.sheets == before.sheets and len(after.sheets) == 3
        assert after.troubles == before.troubles


_B2, _AREA = struct.pack("<BHH", 0x44, 1, 0xC001), struct.pack("<BHHHH", 0x25, 0, 2, 0xC001, 0xC001)
_SUM = bytes((0x19, 0x10, 0, 0))


def _cell_tokens(row: int, column: int) -> bytes:
    """Distances from the cell that reads, in two's complement."""
    return struct.pack("<BHH", 0x4C, row & 0xFFFF, 0xC000 | column & 0xFF)


def _first(data: bytes) -> Grid:
    return read_xls("a.xls", data)[0]


class DescribeTheRecordsOfAnXls:
    def it_gives_each_member_of_a_shared_formula_its_own_text(self) -> None:
        shared = _cell_tokens(0, -2) + _cell_tokens(-1, -1) + b"\x03" + struct.pack("<BHH", 0x44, 0, 0x0000) + b"\x04"
        rows = [x.member(row, 3, (2, 3)) for row in (2, 3, 4)]
        rows.insert(1, x.record(0x04BC, "HHBBBBH", 2, 4, 3, 3, 0, 3, len(shared), more=shared))
        formulas = _first(x.xls([x.Tab("Một", rows)])).formulas
        assert formulas == {(2, 3): "B3+C2-$A$1", (3, 3): "B4+C3-$A$1", (4, 3): "B5+C4-$A$1"}

    def it_tells_an_array_formula_where_it_begins(self) -> None:
        rows = [
            x.member(0, 3, (0, 3)),
            x.record(0x0221, "HHBBHIH", 0, 1, 3, 3, 0, 0, 13, more=_AREA + _SUM),
            x.member(1, 3, (0, 3)),
        ]
        grid = _first(x.xls([x.Tab("Một", rows)]))
        assert grid.formulas == {(0, 3): "SUM(B1:B3)"} and grid.rows[1][3] == 1.0

    def it_names_other_sheets_and_other_workbooks(self) -> None:
        other = x.record(0x01AE, "HH", 1, 7, more=x.text("\x01b.xlsx") + struct.pack("<H", 8) + x.text("Phụ lục1"))
        own, add_ins = x.record(0x01AE, "HH", 2, 0x0401), x.record(0x01AE, "HH", 1, 0x3A01)
        function = x.record(0x23, "HHHB", 0, 0, 0, 13, more=x.text("_xlfn.IFERROR"))
        spans = x.record(0x17, "H", 4, more=struct.pack("<12h", 0, 1, 1, 1, -2, -2, 2, 0, 0, 0, -1, -1))
        cells = [struct.pack("<BHHH", 0x5A, span, 1, 0xC001) for span in range(4)]
        call = struct.pack("<BHI", 0x39, 1, 1) + cells[0] + b"\x1e\0\0" + struct.pack("<BBH", 0x42, 3, 255)
        rows = [x.formula(0, column, tokens) for column, tokens in enumerate((cells[0], cells[2], cells[3], call))]
        tabs = [x.Tab("Một", rows), x.Tab("Xã Hải Hà", [x.number(0, 0, 1)])]
        grid = _first(x.xls(tabs, [own, add_ins, function, other, spans]))
        texts = [grid.formulas[0, column] for column in range(4)]
        assert texts == ["'Xã Hải Hà'!B2", "'[1]Phụ lục1'!B2", "#REF!", "IFERROR('Xã Hải Hà'!B2,0)"]
        assert elsewhere(texts[0]) == (("Xã Hải Hà",), ()) and elsewhere(texts[1]) == ((), ("[1]",))

    def it_passes_over_charts_and_macros_and_what_stands_inside_a_sheet(self) -> None:
        inside = x.begin(0x20) + x.number(9, 9, 99) + x.END
        tabs = [
            x.Tab("Biểu đồ", [x.number(0, 0, 5)], x.CHART),
            x.Tab("Macro1", [x.number(0, 0, 6)], x.MACRO_SHEET),
            x.Tab("Xã A", [x.number(0, 0, 7), inside, x.record(0xE5, "HHHHH", 1, 0, 1, 0, 2)], state=2),
        ]
        (grid,) = read_xls("a.xls", x.xls(tabs))
        assert (grid.name, grid.rows, grid.is_hidden, grid.merges) == ("Xã A", [[7.0]], True, ((0, 0, 1, 2),))

    def it_takes_results_that_are_no_numbers(self) -> None:
        special = [bytes((kind, 0, value, 0, 0, 0, 0xFF, 0xFF)) for kind, value in ((0, 0), (1, 1), (2, 42), (3, 0))]
        rows = [x.formula(0, column, _B2, result) for column, result in enumerate(special)]
        rows.insert(1, x.record(0x0207, "H", 3, more=x.text("Tốt")))
        grid = _first(x.xls([x.Tab("Một", rows)]))
        assert grid.rows == [["Tốt", True, ""]] and grid.errors == {(0, 2): "#N/A"}
        assert len(grid.formulas) == 4 and not grid.uncached

    @pytest.mark.parametrize(
        ("tokens", "flags", "is_known"),
        [
            (_B2, 3, False),
            (_B2, 0, True),
            (_B2, 1, True),
            (b"\x17\x01\0T" + b"\x17\x01\0K" + b"\x08", 0, False),
            (_B2 + b"\x17\x01\0T\x17\x01\0K" + struct.pack("<BBH", 0x42, 3, 1), 0, False),
            (_B2 + b"\x17\x01\0T\x1e\x01\0" + struct.pack("<BBH", 0x42, 3, 1), 0, True),
        ],
        ids=["to be calculated on loading", "zero", "volatile", "joined texts", "a grade", "a text or a number"],
    )
    def it_knows_a_nought_that_stands_for_no_result(self, tokens: bytes, flags: int, is_known: bool) -> None:
        grid = _first(x.xls([x.Tab("Một", [x.number(0, 1, 5), x.formula(0, 0, tokens, 0.0, flags)])]))
        assert grid.uncached == (set() if is_known else {(0, 0)})
        assert grid.rows == [[0.0 if is_known else "", 5.0]]

    def it_reads_short_numbers_and_dates_counted_from_1904(self) -> None:
        many = x.record(0xBD, "HHHiHiH", 0, 0, 0, 12 << 2 | 2, 0, 1220 << 2 | 3, 1)
        styles = [x.record(0xE0, "HHHHHHHHH", 0, code, 0, 0, 0, 0, 0, 0, 0) for code in (0, 14, 10)]
        rows = [many, x.number(0, 2, 1.0, 1), x.number(0, 3, 0.5, 2)]
        grid = _first(x.xls([x.Tab("Một", rows)], [x.record(0x22, "H", 1), *styles]))
        assert grid.rows == [[12, 12.2, datetime.date(1904, 1, 2), 0.5]]
        assert grid.is_percent((0, 3)) and not grid.is_percent((0, 1))

    def it_reads_texts_that_go_on_in_further_records(self) -> None:
        first = struct.pack("<HB", 4, 0) + b"Kh"
        rich = struct.pack("<HBHI", 3, 13, 1, 4) + "Tốt".encode("utf-16-le") + bytes(4) + bytes(2)
        chunks = [x.record(0xFC, "II", 3, 3, more=first), x.record(0x3C, more=b"\1" + "á1".encode("utf-16-le") + rich)]
        chunks.append(x.record(0x3C, more=bytes(2) + struct.pack("<HB", 2, 0) + b"ab"))
        cells = [x.record(0xFD, "HHHI", 0, number, 0, number) for number in range(3)]
        assert _first(x.xls([x.Tab("Một", cells)], chunks)).rows == [["Khá1", "Tốt", "ab"]]

    def it_takes_no_stored_nonsense_for_a_number(self) -> None:
        rk = x.record(0x027E, "HHHi", 0, 2, 0, 0x7FF80000)
        rows = [x.number(0, 0, float("nan")), x.formula(0, 1, _B2, float("-inf")), rk, x.number(0, 3, 1e300)]
        grid = _first(x.xls([x.Tab("Một", rows)]))
        assert grid.errors == dict.fromkeys([(0, 0), (0, 1), (0, 2)], "#NUM!") and grid.value(0, 3) == 1e300

    def it_puts_rows_into_order(self) -> None:
        grid = _first(x.xls([x.Tab("Một", [x.number(4, 0, 4), x.number(0, 0, 1), x.number(2, 1, 2)])]))
        assert (grid.value(4, 0), grid.value(0, 0), grid.value(2, 1)) == (4.0, 1.0, 2.0)


class DescribeAnXlsThatCannotBeRead:
    @pytest.mark.parametrize(
        ("tabs", "shared", "told"),
        [
            ([x.Tab("A", [x.number(65535, 255, 1)])], [], "ô IV65536"),
            ([x.Tab("A", [x.number(19999, 0, 1), x.number(0, 200, 1)])], [], "diện tích"),
            ([x.Tab(n, [x.number(19_999, 90, 1)]) for n in "ABCDEF"], [], "cộng lại"),
            ([x.Tab("A")], [x.record(0x2F, "H", 1)], "mật khẩu"),
            ([x.Tab("A", [x.record(0xE5, "H", 9000)])], [], "hỏng"),
            ([x.Tab("A", [x.record(0x06, "HH", 1, 1)])], [], "hỏng"),
            ([x.Tab("A", [x.record(0xFD, "HHHI", 0, 0, 0, 9)])], [], "hỏng"),
            ([x.Tab("A")], [x.record(0xFC, "II", 1, 1, more=struct.pack("<H", 9) + x.text("ngắn"))], "hỏng"),
            ([x.Tab("A")], [x.record(0xFC, "II", 1, 0x7FFFFFFF)], "hỏng"),
            ([x.Tab(str(n)) for n in range(700)], [], "trang tính"),
        ],
        ids=[
            "far corner",
            "large rectangle",
            "large sheets",
            "password",
            "merges",
            "short cell",
            "unknown text",
            "cut text",
            "texts without end",
            "sheets",
        ],
    )
    def it_is_told_why(self, tabs: Sequence[x.Tab], shared: Sequence[bytes], told: str) -> None:
        with pytest.raises(UnreadableFile) as caught:
            read_xls("a.xls", x.xls(tabs, shared))
        assert told in str(caught.value) and caught.value.way_out

    def it_minds_no_declared_extent(self) -> None:
        tab = x.Tab("A", [x.record(0x0200, "IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0), x.number(0, 0, 1)])
        assert _first(x.xls([tab])).rows == [[1.0]]

    def it_bounds_what_shared_formulas_grow_to(self) -> None:
        shared = b"\x15" * 8000
        head = x.record(0x04BC, "HHBBBBH", 0, 0, 0, 0, 0, 1, len(shared), more=shared)
        rows = [x.member(0, 0, (0, 0)), head, *(x.member(row, 0, (0, 0)) for row in range(1, 5000))]
        with pytest.raises(UnreadableFile, match="dùng chung"):
            read_xls("a.xls", x.xls([x.Tab("A", rows)]))

    @pytest.mark.parametrize(("cells", "is_read"), [(2000, True), (2200, False)])
    def it_bounds_how_often_long_texts_are_shown(self, cells: int, is_read: bool) -> None:
        strings = x.record(0xFC, "II", 1, 1, more=struct.pack("<H", 32_000) + x.text("x" * 32_000))
        data = x.xls([x.Tab("A", [x.record(0xFD, "HHHI", row, 0, 0, 0) for row in range(cells)])], [strings])
        if is_read:
            assert len(read_xls("a.xls", data)[0].rows) == cells
            return
        with pytest.raises(UnreadableFile, match="ký tự"):
            read_xls("a.xls", data)

    def it_is_of_excel_95(self) -> None:
        older = packed(x.begin(5, version=0x0500) + x.END)
        with pytest.raises(UnreadableFile, match="Excel 95"):
            read_xls("a.xls", older)

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"<html><head><meta charset=utf-8></head><table><tr><td>Ti\xc3\xaau ch\xc3\xad</td></tr></table>", "HTML"),
            ("\ufeff\n <TABLE border=1>".encode("utf-16"), "HTML"),
            (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "HTML"),
            (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">', "XML"),
            ("TT,Tiêu chí,Điểm\n1,Một,2\n".encode(), "CSV"),
            (b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00", "Excel 95"),
            (bytes(range(256)) * 4, "không phải bảng tính Excel"),
            (
                packed(b"WordDocument").replace("Workbook".encode("utf-16-le"), "WordDocu".encode("utf-16-le")),
                "không phải",
            ),
        ],
        ids=[
            "web page",
            "web page in UTF-16",
            "page saved as one file",
            "XML of 2003",
            "CSV",
            "Excel 4",
            "bytes",
            "Word",
        ],
    )
    def it_only_bears_a_workbooks_name(self, data: bytes, told: str, tmp_path: Path) -> None:
        (tmp_path / "a.xls").write_bytes(data)
        (trouble,) = read_file(InputFile(tmp_path / "a.xls", "a.xls")).troubles
        assert trouble.code == "R01" and told in trouble.what and "chưa đọc được (" not in trouble.what
        assert trouble.way_out

    def it_is_encrypted(self, tmp_path: Path) -> None:
        encrypted = packed(b"x").replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")[:16])
        (tmp_path / "a.xlsx").write_bytes(encrypted + "EncryptedPackage".encode("utf-16-le"))
        (trouble,) = read_file(InputFile(tmp_path / "a.xlsx", "a.xlsx")).troubles
        assert "mật khẩu" in trouble.what


BOOK: dict[str, list[list[object]]] = {
    "Thanh Xá": [
        ["TT", "Tiêu chí", "Tối đa", "Đạt", "%"],
        ["1.10", "Một", 2, 1.5, Percent(0.75)],
        ["2", "Hai", 3, F("D2+1", 2.5), Shown(F("D3/C3", 2.5 / 3), "0.0%")],
        [None, "Tổng", F("SUM(C2:C3)", 5), F("ROUND(SUM(D2:D3),2)", 4), F("SUMIF($C$2:C3,2,D2:D3)", 1.5)],
        [Rich("chữ giàu"), True, ErrorCell("#N/A"), F("C9/0", "#DIV/0!"), F('IF(C2>1,"Tốt","Khá")', "Tốt")],
        [Shown(44927, "d/m/yyyy"), Shown(1.1, "0.00"), Member(4.0, "C6", "C2*2+$D$2-D$2", "C8"), -7],
        [F("C2>1", True), F("IFERROR(RANK(D2,$D$2:$D$4),0)", 3), Member(6.0, "C6"), 2.5e-7],
        [None, 0.1 + 0.2, Member(10.0, "C6"), None],
    ],
    "Hải B'C": [["x", F("'Thanh Xá'!D4", 4)], [1, F("SUM('Thanh Xá'!D2:D3)+2.5%", 4.025)], [2]],
    "An": [["y", F("'Hải B''C'!A2-(1+2)*4", -11)]],
}
MERGES = {"Thanh Xá": ["A9:B10", "D6:E6"]}
HIDDEN = {"Thanh Xá": ["3", "B"], "An": [""]}


@pytest.fixture(scope="module")
def binary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_xlsb(tmp_path_factory.mktemp("xlsb") / "a.xlsb", BOOK, MERGES, HIDDEN)


class DescribeAnXlsb:
    def it_tells_values_formulas_formats_and_what_is_hidden(self, binary: Path) -> None:
        sheet, other, last = read_xlsb("a.xlsb", binary.read_bytes())
        assert sheet.rows[1][:5] == ["1.10", "Một", 2.0, 1.5, 0.75] and sheet.rows[4][:2] == ["chữ giàu", True]
        assert sheet.rows[5][:2] == [datetime.date(2023, 1, 1), 1.1] and sheet.value(7, 1) == 0.1 + 0.2
        assert (sheet.value(5, 3), sheet.value(6, 3), sheet.value(6, 0)) == (-7.0, 2.5e-7, True)
        assert sheet.formats == {
            (1, 4): "0.00%", (2, 4): "0.0%", (5, 0): "d/m/yyyy", (5, 1): "0.00",
        }  # fmt: skip
        assert sheet.errors == {(4, 2): "#N/A", (4, 3): "#DIV/0!"} and not sheet.uncached
        assert sheet.merges == ((8, 0, 9, 1), (5, 3, 5, 4))
        assert (sheet.hidden_rows, sheet.hidden_columns, sheet.is_hidden) == ({2}, {1}, False)
        assert (other.name, other.is_hidden, last.name, last.is_hidden) == ("Hải B'C", False, "An", True)

    def it_writes_formulas_out_as_they_were_typed(self, binary: Path) -> None:
        grids = read_xlsb("a.xlsb", binary.read_bytes())
        for grid, rows in zip(grids, BOOK.values(), strict=True):
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    cell = cell.value if isinstance(cell, Shown) else cell
                    if isinstance(cell, F):
                        assert grid.formulas[r, c] == cell.text
        members = [grids[0].formulas[row, 2] for row in (5, 6, 7)]
        assert members == ["C2*2+$D$2-D$2", "C3*2+$D$2-D$2", "C4*2+$D$2-D$2"]

    @needs_libreoffice
    def it_is_the_workbook_that_libreoffice_sees(self, binary: Path, tmp_path: Path) -> None:
        (made,) = _converted([binary], "xlsx", tmp_path)
        for mine, theirs in zip(read_xlsb("a", binary.read_bytes()), read_xlsx("a", made.read_bytes()), strict=True):
            assert (mine.name, mine.is_hidden, mine.errors) == (theirs.name, theirs.is_hidden, theirs.errors)
            assert (mine.hidden_rows, mine.hidden_columns) == (theirs.hidden_rows, theirs.hidden_columns)
            assert sorted(mine.merges) == sorted(theirs.merges)
            assert mine.formulas == {where: theirs.formulas[where] for where in mine.formulas}
            for row, values in enumerate(mine.rows):
                for column, value in enumerate(values):
                    seen = theirs.value(row, column)
                    assert seen == (pytest.approx(value, rel=1e-14) if isinstance(value, float) else value)

    def it_is_read_like_the_same_score_sheet(self, tmp_path: Path) -> None:
        rows = [
            ["TT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định"],
            ["1", "Một", F("SUM(C3:C4)", 3), F("SUM(D3:D4)", 2.5)],
        ]
        rows += [["1.1", "Một một", 2, 1.5], ["1.2", "Một hai", 1, 1], [None, "Tổng", F("C2", 3), F("D2", 2.5)]]
        path = write_xlsb(tmp_path / "a.xlsb", {"Xã Thanh Xá": rows})
        (sheet,) = read_file(InputFile(path, "a.xlsb")).sheets
        grid = read_xlsb("a", path.read_bytes())[0]
        understood = formula_at(grid, (1, 3))
        assert understood is not None and [cell.cell for cell in understood.counted] == ["D3", "D4"]
        assert "Thanh Xá" in str(sheet.commune)

    def it_names_other_workbooks_whose_sheets_stand_in_a_part_of_this_one(self, binary: Path) -> None:
        book = struct.pack("<I", 2) + "r9".encode("utf-16-le") + struct.pack("<II", 0xFFFFFFFF, 0)
        spans = struct.pack("<I", 1) + struct.pack("<Iii", 1, 0, 0)
        names = record(359, struct.pack("<II", 1, 7) + "Bảng 2a".encode("utf-16-le"))
        workbook = record(353) + record(357) + record(355, book) + record(362, spans)
        cell = (
            struct.pack("<IId", 0, 0, 5.0)
            + struct.pack("<HI", 0, 9)
            + struct.pack("<BHIH", 0x5A, 0, 1, 0xC001)
            + bytes(4)
        )
        data = _with_parts(
            binary.read_bytes(),
            {
                "xl/workbook.bin": lambda old: old[: old.index(record(353))] + workbook + record(132),
                "xl/_rels/workbook.bin.rels": lambda old: old.replace(
                    b"</Rel", b'<Relationship Id="r9" Type="x/externalLink" Target="externalLinks/e1.bin"/></Rel'
                ),
                "xl/externalLinks/e1.bin": lambda _: names,
                "xl/worksheets/sheet3.bin": lambda _: record(0, bytes(25)) + record(9, cell),
            },
        )
        assert read_xlsb("a", data)[2].formulas == {(0, 0): "'[1]Bảng 2a'!B2"}

    def it_takes_no_stored_nonsense_for_a_number(self, binary: Path) -> None:
        cells = record(0, bytes(25)) + record(5, struct.pack("<IId", 0, 0, float("nan")))
        cells += record(2, struct.pack("<IIi", 1, 0, 0x7FF00000)) + record(2, struct.pack("<IIi", 2, 0, 0x7FF00002))
        data = _with_parts(binary.read_bytes(), {"xl/worksheets/sheet3.bin": lambda _: cells})
        grid = read_xlsb("a", data)[2]
        assert grid.errors == dict.fromkeys([(0, 0), (0, 1)], "#NUM!") and grid.value(0, 2) == 0x1FFC0000

    @pytest.mark.parametrize(
        ("records", "told"),
        [
            (
                record(0, struct.pack("<I", 1048575) + bytes(21)) + record(5, struct.pack("<IId", 16383, 0, 1)),
                "XFD1048576",
            ),
            (record(0, bytes(25)) + record(5, b"\0" * 9), "hỏng"),
            (record(0, bytes(25)) + record(7, struct.pack("<III", 0, 0, 10**6)), "hỏng"),
            (record(0, bytes(25)) + record(6, struct.pack("<III", 0, 0, 0x7FFFFFFF)), "hỏng"),
            (b"\x05\xff\xff\xff\x7f", "hỏng"),
            (record(176, struct.pack("<IIII", 0, 0, 0, 1)) * 100_001, "vùng ô gộp"),
            (record(176, struct.pack("<IIII", 0, 0, 0, 4095)) * 1000, "gộp"),
        ],
        ids=["far corner", "short number", "unknown text", "long text", "long record", "merges", "wide merges"],
    )
    def it_refuses_what_cannot_be(self, binary: Path, records: bytes, told: str) -> None:
        with pytest.raises(UnreadableFile) as caught:
            read_xlsb("a", _with_parts(binary.read_bytes(), {"xl/worksheets/sheet3.bin": lambda _: records}))
        assert told in str(caught.value)


def _with_parts(data: bytes, changes: dict[str, object]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys((*old.namelist(), *changes)):
            part = old.read(name) if name in old.namelist() else b""
            new.writestr(name, changes[name](part) if name in changes else part)  # type: ignore[operator]
    return out.getvalue()


_SIGNS = ["+", "-", "*", "/", "&", "<", "<=", "=", ">=", ">", "<>"]
_FORMS = [
    *(f"({{0}}{sign}{{1}})" for sign in _SIGNS),
    "SUM({0},{1})",
    "ROUND({0},{1})",
    "-({0})",
    "({0})%",
    "IF({0},{1},)",
]
_CELLS = st.tuples(
    st.sampled_from(["", "", "'Hải Hà'!", "Sheet1!"]),
    st.sampled_from(["A", "$Z", "AB", "$IV"]),
    st.sampled_from(["", "$"]),
    st.integers(1, 60_000),
).map(lambda parts: "".join(map(str, parts)))
_AREAS = st.sampled_from(["A1:C9", "$B$2:D$40", "Sheet1!C3:C$9", "'Hải Hà'!$C$3:$C$9"])
_CONSTANTS = st.sampled_from(["0", "65535", "70000", "0.5", "12.25", '"Tốt"', '"a""b"'])
_FORMULAS = st.recursive(
    st.one_of(_CELLS, _AREAS, _CONSTANTS),
    lambda inner: st.tuples(st.sampled_from(_FORMS), inner, inner).map(lambda parts: parts[0].format(*parts[1:])),
    max_leaves=12,
)


class DescribeTokens:
    @given(formula=_FORMULAS)
    @settings(max_examples=150, deadline=None)
    def it_gives_back_whatever_was_encoded(self, formula: str) -> None:
        sheets = ["Sheet1", "Hải Hà"]
        references = References()
        references.add_other_book([])
        references.books[0].number, references.books[0].sheets = 0, sheets
        references.spans = [(0, 0, 0), (0, 1, 1)]
        assert TokenReader(BIFF12, references).text(tokens(formula, sheets)) == formula

    @given(data=st.binary(max_size=60), row=st.integers(0, 70_000), column=st.integers(0, 300))
    @settings(max_examples=300, deadline=None)
    def it_never_raises_whatever_the_bytes_are(self, data: bytes, row: int, column: int) -> None:
        for layout in (BIFF8, BIFF12):
            assert isinstance(TokenReader(layout, References()).text(data, (row, column)), str)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\x03",
            b"\x44\x01",
            b"\x18\x19" + bytes(12),
            _B2 + _B2,
            b"\x21\xff\x7f",
            b"\x42\x05\x04\0",
            b"\x5a\x07\0\0\0\0\xc0",
        ],
        ids=[
            "none",
            "no operands",
            "cut short",
            "unknown",
            "two results",
            "unknown function",
            "too few",
            "no such sheet",
        ],
    )
    def it_never_guesses(self, data: bytes) -> None:
        assert TokenReader(BIFF8, References()).text(data) == UNKNOWN
        grid = Grid("a", "b", [], formulas={(0, 0): UNKNOWN})
        understood = formula_at(grid, (0, 0))
        assert understood is not None and understood.does.value == "other" and not understood.counted


@pytest.fixture(scope="module")
def small_xls() -> bytes:
    shared = _cell_tokens(0, -1)
    rows = [x.number(0, 1, 5), x.member(0, 2, (0, 2)), x.record(0x04BC, "HHBBBBH", 0, 0, 2, 2, 0, 1, 5, more=shared)]
    rows += [
        x.formula(1, 1, _AREA + _SUM),
        x.record(0xE5, "HHHHH", 1, 0, 1, 0, 2),
        x.record(0x7D, "HHHHHH", 0, 1, 9, 0, 1, 0),
    ]
    strings = x.record(0xFC, "II", 1, 1, more=struct.pack("<H", 3) + x.text("Tốt"))
    rows.append(x.record(0xFD, "HHHI", 2, 0, 0, 0))
    return x.xls([x.Tab("Xã Thanh Xá", rows), x.Tab("Hai", rows)], [x.record(0x01AE, "HH", 2, 0x0401), strings])


class DescribeSpoiltBytes:
    @given(data=st.data())
    @settings(max_examples=200, deadline=None)
    def it_never_raises_for_an_xls(
        self, small_xls: bytes, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        stream = workbook_stream(small_xls)
        for version in (
            _spoilt(small_xls, data),
            packed(_spoilt(stream, data)),
            small_xls[: data.draw(st.integers(8, 9000))],
        ):
            _assert_answered(version, tmp_path_factory.getbasetemp() / "spoilt.xls")

    @given(data=st.data())
    @settings(max_examples=200, deadline=None)
    def it_never_raises_for_an_xlsb(
        self, binary: Path, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        part = data.draw(
            st.sampled_from(["xl/workbook.bin", "xl/styles.bin", "xl/sharedStrings.bin", "xl/worksheets/sheet1.bin"])
        )
        spoilt = _with_parts(binary.read_bytes(), {part: lambda old: _spoilt(old, data)})
        for version in (spoilt, _spoilt(binary.read_bytes(), data)):
            _assert_answered(version, tmp_path_factory.getbasetemp() / "spoilt.xlsb")


def _spoilt(data: bytes, draw: st.DataObject) -> bytes:
    spoilt = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 6))):
        spoilt[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    return bytes(spoilt)


def _assert_answered(data: bytes, path: Path) -> None:
    path.write_bytes(data)
    contents = read_file(InputFile(path, path.name))
    assert contents.sheets or contents.troubles or contents.ignored
    odd = [trouble.what for trouble in contents.troubles if "khác thường" in trouble.what]
    assert all("InvalidOperation" in what for what in odd), odd
