"""The reader of .ods: what LibreOffice makes of an .xlsx reads like the .xlsx, and no repetition fills the memory."""

from __future__ import annotations

import datetime
import json
import time
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from cchc_excel.audit.district import audit
from cchc_excel.errors import UnreadableFile
from cchc_excel.files.folder import InputFile
from cchc_excel.model.numbers import from_cell
from cchc_excel.readers.grid import CellValue, Grid
from cchc_excel.readers.ods import read_ods
from cchc_excel.readers.ods.formula import excel_formula
from cchc_excel.readers.one_file import read_file
from cchc_excel.readers.xlsx import read_xlsx
from cchc_excel.reading import read_folder
from cchc_excel.writers.json_result import result
from tests.builders.books import F, Percent, write_book
from tests.builders.districts import District
from tests.builders.libreoffice import SOFFICE, converted
from tests.builders.raw_ods import ENCRYPTED, SPACES, cell, content, raw_ods, row, table
from tests.conftest import ROOT

NEEDS_OFFICE = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: no .ods was READ")


def _varied(path: Path) -> Path:
    """Values, formats and formulas of the kinds that offices have."""
    book = xlsxwriter.Workbook(str(path))
    sheet, other, hidden = book.add_worksheet("Thanh Xá"), book.add_worksheet("O'Hà (1)"), book.add_worksheet("ẩn")
    hidden.hide()
    hidden.write(0, 0, "x")
    other.write(0, 0, 5)

    def look(code: str) -> xlsxwriter.format.Format:
        return book.add_format({"num_format": code})

    sheet.write(0, 0, "a  b\nc   d")
    for column, (value, code) in enumerate(
        [(12.2, "0.00"), (0.8977, "0.00%"), (1234.5, "#,##0.00"), (1.1, "0.00"), (5, "0"), (0.1 + 0.2, "General"), (1 / 3, "0.000"),
         (45002, "dd/mm/yyyy"), (45002.75, "dd/mm/yyyy hh:mm"), (0.25, "hh:mm"), (26.5, "[h]:mm"), (45000, "d-mmm"), (3, '0.0 "điểm"'),
         (12.25, "0.##"), (1e-7, "0.00E+00"), (12.25, "mm-yyyy"), (5, "@")], 1,
    ):  # fmt: skip
        sheet.write_number(0, column, value, look(code))
    for column, (text, value) in enumerate(
        [("SUM(B1:B1)", 12.2), ("'O''Hà (1)'!A1+1", 6), ('IF(B1>1,"a;b[.C1]~","c")', "a;b[.C1]~"), ("NA()", "#N/A"), ("1/0", "#DIV/0!"),
         ("$B$1*2+B$1", 36.6), ("SUM(B:B)", 12.2), ("SUM(3:4)", 0), ("SUM((B1,C1))", 13.0), ("IF(TRUE,SUM({1,2;3,4}),0)", 10),
         ("ẩn!A1&\"\"", "x"), ("SUMIF($B$1:$D$1,\">1\",B1)", 12.2)]
    ):  # fmt: skip
        sheet.write_formula(1, column, "=" + text, None, value)
    sheet.write_formula(1, 12, "=C1", look("0%"), 0.8977)
    sheet.merge_range("A5:C6", "gộp")
    sheet.write(7, 0, "ẩn")
    sheet.set_row(7, None, None, {"hidden": True})
    sheet.set_column("Z:AA", None, None, {"hidden": True})
    sheet.write(0, 26, 1)
    sheet.write_comment(0, 1, "ghi chú\nhai dòng")
    sheet.write_url(8, 0, "http://xa.example/", None, "đường dẫn")
    sheet.write_rich_string(9, 0, "a", book.add_format({"bold": True}), "đậm", " c")
    sheet.write_column(11, 0, ["k", "x", "y", "x"])
    sheet.autofilter("A12:A15")
    sheet.filter_column(0, "x == x")
    sheet.set_row(13, None, None, {"hidden": True})
    for line in (19, 20):
        sheet.write_row(line, 3, [1, 1, 1])
    book.close()
    return path


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, Path]]:
    """Workbooks, and the same as LibreOffice saves them as .ods."""
    folder = tmp_path_factory.mktemp("ods")
    found = sorted((ROOT / "workbooks").glob("*.xlsx"))
    found += sorted(District().write(folder / "district").glob("*.xlsx"))
    rows = [["a", F("B1*2", 5), Percent(0.5)], [F("1/0", "#DIV/0!"), None, 3]]
    found.append(
        write_book(folder / "small.xlsx", {"Một": rows, "Hai": rows}, {"Một": ["A1:B2"]}, {"Hai": ["", "1", "B"]})
    )
    found.append(_varied(folder / "varied.xlsx"))
    return list(zip(found, converted(found, "ods", folder / "out", folder / "profile"), strict=True))


def _only(data: bytes) -> Grid:
    (grid,) = read_ods("a.ods", data)
    return grid


def _rows(*rows: str, columns: str = "", styles: str = "", style: str = "") -> Grid:
    return _only(raw_ods(content(table("".join(rows), columns, style=style), styles)))


def _digits(value: CellValue) -> object:
    """Numbers at the 15 digits that both formats keep."""
    return from_cell(value) if isinstance(value, float) else value


@NEEDS_OFFICE
class DescribeWhatLibreOfficeSaves:
    def it_reads_like_the_workbook_it_was_made_of(self, pairs: list[tuple[Path, Path]]) -> None:
        seen = 0
        for book, saved in pairs:
            grids, others = read_xlsx("a", book.read_bytes()), read_ods("a", saved.read_bytes())
            for one, other in zip(grids, others, strict=True):
                assert (one.name, one.is_hidden, one.hidden_rows, one.hidden_columns) == (
                    other.name, other.is_hidden, other.hidden_rows, other.hidden_columns,
                )  # fmt: skip
                assert sorted(one.merges) == sorted(other.merges) and one.errors == other.errors
                assert one.formulas == other.formulas and one.uncached == other.uncached
                assert (len(one.rows), one.width) == (len(other.rows), other.width)
                for where in [(r, c) for r in range(len(one.rows)) for c in range(one.width)]:
                    assert _digits(one.value(*where)) == _digits(other.value(*where)), (book, one.name, where)
                    assert type(one.value(*where)) is type(other.value(*where)), (book, one.name, where)
                    if one.value(*where) != "" or where in other.formats:
                        assert one.formats.get(where) == other.formats.get(where), (book, one.name, where)
                        seen += 1
        assert seen > 8000

    def it_has_the_values_that_calamine_reads_there(self, pairs: list[tuple[Path, Path]]) -> None:
        for book, saved in pairs:
            if book.stem == "varied":
                # which gives lengths of time as their texts
                continue
            other = CalamineWorkbook.from_path(saved)
            for grid in read_ods("a", saved.read_bytes()):
                assert grid.rows == other.get_sheet_by_name(grid.name).to_python(skip_empty_area=False), (
                    book,
                    grid.name,
                )

    def it_gives_the_same_audit(self, pairs: list[tuple[Path, Path]], tmp_path: Path) -> None:
        told = []
        for which in (0, 1):
            folder = tmp_path / str(which)
            folder.mkdir()
            for pair in pairs:
                if pair[0].parent == ROOT / "workbooks":
                    (folder / pair[which].name).write_bytes(pair[which].read_bytes())
            (data,) = (result(audit(g)) for g in read_folder(folder).groups)
            told.append(json.loads(json.dumps(data, ensure_ascii=False).replace(".ods", ".xlsx")))
        assert told[0] == told[1] and len(told[0]["communes"]) == 20 and len(told[0]["findings"]) > 500


class DescribeFormulas:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("of:=SUM([.E8:.E10])", "SUM(E8:E10)"),
            ("of:=[$'Thanh Xá'.E8]", "'Thanh Xá'!E8"),
            ("of:=[Sheet1.$E$8]+[$Đ_C.A1]", "Sheet1!$E$8+Đ_C!A1"),
            ("of:=SUM([$'a.b]:c'.A1:.B2])", "SUM('a.b]:c'!A1:B2)"),
            ("of:=SUM([$'O''Hà'.A1:$'O''Hà'.B2])", "SUM('O''Hà'!A1:B2)"),
            ("of:=SUM([$A.A1:$C.B2])", "SUM('A:C'!A1:B2)"),
            ("of:=['file:///C:/diem/b%202021.xlsx'#$'Thanh Xá'.B2]", "'[b 2021.xlsx]Thanh Xá'!B2"),
            ("of:=['file:///tmp/[x].ods'#$Sheet1.B2:.B4]", "'[x.ods]Sheet1'!B2:B4"),
            ('of:=IF([.B1]>1;"a;b[.C1]~""";TRUE())', 'IF(B1>1,"a;b[.C1]~""",TRUE)'),
            ("of:=SUM(([.B1]~[.B2]))", "SUM((B1,B2))"),
            ("of:=SUM({1;2|3;4})", "SUM({1,2;3,4})"),
            ("of:=SUM([.B:.B];[.3:.4])", "SUM(B:B,3:4)"),
            ("of:=SUM([.#REF!];[.A#REF!];[#REF!.A1])", "SUM(#REF!,#REF!,#REF!)"),
            ('of:=IF([.A1]="[";"]x[";[.A2])', 'IF(A1="[","]x[",A2)'),
            ("oooc:=SUM([.A1:.A2];3)", "SUM(A1:A2,3)"),
            ("msoxl:=SUM(A1:A2,3)", "SUM(A1:A2,3)"),
            ("=[.A1]", "A1"),
            ("of:=COM.MICROSOFT.CONCAT([.A1];ORG.LIBREOFFICE.X())", "CONCAT(A1,X())"),
            ("of:=[$'A1'.B1]+[$'2022'.B1]", "'A1'!B1+'2022'!B1"),
        ],
    )
    def it_reads_them_as_excel_has_them(self, text: str, read: str) -> None:
        assert excel_formula(text) == read

    @given(st.text(alphabet="of:=[].'#$;~|{}\"AB19 RE!%", max_size=60))
    def it_never_fails_on_any_text(self, text: str) -> None:
        excel_formula(text)

    def it_is_quick_on_any_text(self) -> None:
        start = time.process_time()
        for text in (
            "'" * 8000,
            "[]" * 4000,
            "['" * 2600 + "]" * 2600,
            "['''" * 1600 + "]" * 1600,
            "[.A1]" * 1600,
            "'a'#" * 2000,
            '"' * 8001,
        ):
            excel_formula("of:=" + text)
        assert time.process_time() - start < 3


class DescribeCells:
    @pytest.mark.parametrize(
        ("spelt", "value"),
        [
            (cell("<text:p>12,20</text:p>", value_type="float", value="12.2"), 12.2),
            (cell("<text:p>x</text:p>", value_type="float", value="INF"), "x"),
            (cell(value_type="percentage", value="0.8977"), 0.8977),
            (cell(value_type="currency", value="-1.5"), -1.5),
            (cell(value_type="boolean", boolean_value="true"), True),
            (cell(value_type="date", date_value="2023-03-17"), datetime.date(2023, 3, 17)),
            (cell(value_type="date", date_value="2023-03-17T08:30:00.5"), datetime.datetime(2023, 3, 17, 8, 30, 0, 500_000)),
            (cell(value_type="date", date_value="1900-01-11"), datetime.date(1900, 1, 12)),
            (cell("<text:p>hôm qua</text:p>", value_type="date", date_value="x"), "hôm qua"),
            (cell(value_type="time", time_value="PT08H30M00S"), datetime.time(8, 30)),
            (cell(value_type="time", time_value="PT36H00M00S"), datetime.timedelta(hours=36)),
            (cell("<text:p>một</text:p><text:p>hai</text:p>", value_type="string"), "một\nhai"),
            (cell("<text:p>a<text:s text:c='2'/>b<text:tab/>c<text:line-break/>d</text:p>", value_type="string"), "a  b\tc\nd"),
            (cell("<text:p>\n  a <text:span>b<text:a>c</text:a></text:span>\n d</text:p>", value_type="string"), " a bc d"),
            (cell("<office:annotation><dc:date>x</dc:date><text:p>ghi chú</text:p></office:annotation><text:p>a</text:p>", value_type="string"), "a"),
            (cell("<text:p>a<office:annotation><text:p>n</text:p></office:annotation>b</text:p>", value_type="string"), "ab"),
            (cell("<text:p>hiện</text:p>", value_type="string", string_value="lưu"), "lưu"),
            (cell("<text:p>không kiểu</text:p>"), "không kiểu"),
            (cell("<text:p><text:s text:c='999999999'/></text:p>", value_type="string"), " " * 32_767),
        ],
    )  # fmt: skip
    def it_has_the_value_that_is_stored(self, spelt: str, value: CellValue) -> None:
        assert _rows(row(spelt)).rows == [[value]]

    @pytest.mark.parametrize(
        "spelt",
        [
            '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>',
            cell("<text:p>#DIV/0!</text:p>", t_formula="of:=1/0", value_type="float", value="0"),
            cell("<text:p>#DIV/0!</text:p>", t_formula="of:=1/0", value_type="string", string_value=""),
        ],
    )
    def it_tells_errors_of_every_age(self, spelt: str) -> None:
        grid = _rows(row(spelt, cell(value_type="float", value="1")))
        assert grid.errors == {(0, 0): "#DIV/0!"} and grid.rows == [["", 1.0]] and grid.formulas == {(0, 0): "1/0"}

    def it_tells_a_formula_without_a_result(self) -> None:
        grid = _rows(
            row(
                cell(t_formula="of:=[.B1]"),
                cell("<text:p/>", t_formula="of:=[.C1]"),
                cell("<text:p/>", t_formula="of:=[.D1]", value_type="string"),
                cell("<text:p>#N/A</text:p>", value_type="string"),
            )
        )
        assert grid.uncached == {(0, 0), (0, 1)} and len(grid.formulas) == 3 and not grid.errors

    @pytest.mark.parametrize(
        ("style", "code"),
        [
            ('<number:number-style style:name="N"><number:number number:decimal-places="2" number:min-integer-digits="1"/></number:number-style>', "0.00"),
            ('<number:number-style style:name="N"><number:number number:min-integer-digits="1"/></number:number-style>', None),
            ('<number:percentage-style style:name="N"><number:number number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text></number:percentage-style>', "0%"),
            ('<number:number-style style:name="N"><number:number number:decimal-places="3" number:min-decimal-places="1" number:grouping="true" number:min-integer-digits="1"/><number:text> đ</number:text></number:number-style>', '#,##0.0## "đ"'),
            ('<number:date-style style:name="N"><number:day number:style="long"/><number:text>/</number:text><number:month/><number:text>/</number:text><number:year number:style="long"/></number:date-style>', "dd/m/yyyy"),
            ('<number:time-style style:name="N" number:truncate-on-overflow="false"><number:hours/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style>', "[h]:mm"),
            ('<number:number-style style:name="N"><number:number number:decimal-places="999999999" number:min-integer-digits="1"/></number:number-style>', None),
            ('<number:number-style style:name="N"><style:map style:condition="value()&lt;5" style:apply-style-name="N"/><number:number number:decimal-places="1" number:min-integer-digits="1"/></number:number-style>', "0.0"),
        ],
    )  # fmt: skip
    def it_has_the_number_format(self, style: str, code: str | None) -> None:
        styles = (
            '<style:style style:name="c" style:family="table-cell" style:parent-style-name="d"/>'
            f'<style:style style:name="d" style:family="table-cell" style:data-style-name="N"/>{style}'
        )
        columns = '<table:table-column table:default-cell-style-name="c" table:number-columns-repeated="16384"/>'
        number = cell(value_type="float", value="1")
        grid = _rows(
            row(number, number.replace("<table:table-cell", '<table:table-cell table:style-name="c"')),
            columns=columns,
            styles=styles,
        )
        if "999999999" in style:
            assert grid.formats == {(0, 0): "0", (0, 1): "0"}
        else:
            assert grid.formats == ({(0, 0): code, (0, 1): code} if code else {})

    def it_stops_at_styles_that_come_from_each_other(self) -> None:
        styles = "".join(
            f'<style:style style:name="{a}" style:family="table-cell" style:parent-style-name="{b}"/>'
            for a, b in ("ab", "ba")
        )
        assert (
            _rows(
                row('<table:table-cell table:style-name="a" office:value-type="float" office:value="1"/>'),
                styles=styles,
            ).formats
            == {}
        )


HIDING = (
    '<style:style style:name="thin" style:family="table-row"><style:table-row-properties style:row-height="0cm"/></style:style>'
    '<style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="0.000in"/></style:style>'
    '<style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>'
)
ONE = cell(value_type="float", value="1")


class DescribeRowsAndColumns:
    def it_tells_what_is_hidden_in_every_way(self) -> None:
        grid = _rows(
            row(ONE), row(ONE, marks='table:visibility="filter"'), row(ONE, marks='table:visibility="collapse" table:number-rows-repeated="2"'),
            row(ONE, marks='table:style-name="thin"'), f'<table:table-row-group table:display="false">{row(ONE)}</table:table-row-group>', row(ONE),
            columns='<table:table-column/><table:table-column-group><table:table-column table:visibility="collapse" table:number-columns-repeated="2"/>'
            '</table:table-column-group><table:table-column table:style-name="narrow"/>',
            styles=HIDING, style="off",
        )  # fmt: skip
        assert grid.hidden_rows == {1, 2, 3, 4, 5} and grid.hidden_columns == {1, 2, 3} and grid.is_hidden
        assert grid.rows == [[1.0]] * 7

    def it_repeats_rows_and_cells(self) -> None:
        twice = ONE.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="2"')
        blank = '<table:table-cell table:number-columns-repeated="3"/>'
        grid = _rows(
            f"<table:table-header-rows>{row(blank, marks='table:number-rows-repeated=' + chr(34) + '2' + chr(34))}</table:table-header-rows>",
            row(
                blank,
                twice,
                '<table:table-cell table:number-columns-repeated="16379"/>',
                marks='table:number-rows-repeated="2"',
            ),
            row(
                '<table:table-cell table:number-columns-repeated="16384"/>',
                marks='table:number-rows-repeated="1048572"',
            ),
        )
        assert grid.rows == [[""] * 5] * 2 + [["", "", "", 1.0, 1.0]] * 2
        grid.rows[2][3] = 9
        assert grid.rows[3][3] == 1.0

    def it_has_merged_ranges_and_what_they_cover(self) -> None:
        merged = cell(
            "<text:p>a</text:p>", value_type="string", t_number_columns_spanned="2", t_number_rows_spanned="2"
        )
        hidden = '<table:covered-table-cell office:value-type="float" office:value="7"/>'
        grid = _rows(row(merged, hidden, ONE), row(hidden, hidden, ONE))
        assert grid.merges == ((0, 0, 1, 1),) and grid.rows == [["a", 7.0, 1.0], [7.0, 7.0, 1.0]]

    def it_passes_over_kept_copies_of_other_files(self) -> None:
        tables = table(row(ONE)) + table(row(ONE), name="'file:///x.ods'#Trang")
        assert [g.name for g in read_ods("a", raw_ods(content(tables)))] == ["S"]


class DescribeWhatIsRefused:
    @pytest.mark.parametrize(
        ("cells", "told"),
        [
            (row(ONE, marks='table:number-rows-repeated="1048576"'), "A1048576"),
            (row(ONE.replace("<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"')), "XFD1"),
            (row('<table:table-cell table:number-columns-repeated="999"/>', ONE, marks='table:number-rows-repeated="19999"'), "diện tích"),
            (row('<table:table-cell table:number-columns-repeated="999999999"/>', ONE), "vượt mức"),
            (row(ONE, marks='table:number-rows-repeated="19999"') + row('<table:table-cell table:number-columns-repeated="900"/>', ONE), "diện tích"),
            (row(cell(t_formula="of:=1", value_type="float", value="1", t_number_columns_repeated="900"), marks='table:number-rows-repeated="1900"'), "mang công thức"),
            (row(cell(t_number_columns_spanned="60", t_number_rows_spanned="60") * 600), "ô gộp phủ"),
        ],
        ids=["rows", "columns", "area", "number", "apart", "formulas", "merges"],
    )  # fmt: skip
    def it_lays_out_no_more_than_a_sheet_of_scores_could_have(self, cells: str, told: str) -> None:
        start = time.process_time()
        with pytest.raises(UnreadableFile, match=told):
            _rows(cells)
        assert time.process_time() - start < 2

    def but_repeated_blanks_to_the_end_cost_nothing(self) -> None:
        blank = '<table:table-cell table:number-columns-repeated="16384"/>'
        start = time.process_time()
        grid = _rows(
            row(ONE), *[row(blank, marks='table:number-rows-repeated="1048576" table:visibility="collapse"')] * 50
        )
        assert grid.rows == [[1.0]] and time.process_time() - start < 1

    @pytest.mark.parametrize(
        ("data", "told", "way_out"),
        [
            (raw_ods("x", manifest=ENCRYPTED), "mật khẩu", "không đặt mật khẩu"),
            (raw_ods("x", manifest=ENCRYPTED.replace("content.xml", "encrypted-package"), main="encrypted-package"), "mật khẩu", "mật khẩu"),
            (raw_ods(content(""), kind="application/vnd.oasis.opendocument.text"), "không phải bảng tính", ""),
            (raw_ods(f"<!DOCTYPE x [<!ENTITY a 'b'>]>{content(table(row(ONE)))}"), "DOCTYPE", ""),
            (raw_ods(content(table(row(ONE)))[:-9]), "hỏng", ""),
            (raw_ods(content("") + " " * 33_000_000), "nở ra quá lớn", ""),
            (f'<?xml version="1.0"?><office:document {SPACES}><office:body/></office:document>'.encode(), ".fods", ".xlsx"),
        ],
        ids=["encrypted", "encrypted as a whole", "text", "entities", "cut off", "bomb", "flat"],
    )  # fmt: skip
    def it_says_why_and_what_to_do(self, data: bytes, told: str, way_out: str, tmp_path: Path) -> None:
        (tmp_path / "a.ods").write_bytes(data)
        (trouble,) = read_file(InputFile(tmp_path / "a.ods", "a.ods")).troubles
        assert trouble.code == "R01" and told in trouble.what and trouble.way_out and way_out in trouble.way_out

    def it_bounds_the_content_that_is_laid_out_as_a_tree(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("cchc_excel.readers.ods.workbook.MAX_CONTENT", 500)
        with pytest.raises(UnreadableFile, match=r"content\.xml"):
            _rows(row(ONE))

    def it_is_read_under_any_name(self, tmp_path: Path) -> None:
        (tmp_path / "a.tmp").write_bytes(raw_ods(content(table(row(ONE)))))
        contents = read_file(InputFile(tmp_path / "a.tmp", "a.tmp"))
        assert contents.ignored == "không có bảng điểm hay bảng nào nhận ra được"
