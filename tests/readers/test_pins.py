"""Lines of the information sheet that lay down how the sheets of their workbook are read."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from cchc_excel.files.folder import InputFile
from cchc_excel.model.facts import Fact
from cchc_excel.model.finding import Place
from cchc_excel.model.understanding import Role, SheetUnderstanding
from cchc_excel.readers.contents import Contents
from cchc_excel.readers.grid import value_text
from cchc_excel.readers.one_file import read_file
from cchc_excel.readers.pins.pin_lines import _rows, as_pin
from cchc_excel.readers.pins.pins import Pin
from tests.audit.test_offices import found
from tests.builders.books import write_book
from tests.builders.districts import ROW, District
from tests.conftest import ROOT, above_info, audited

XA, AN, HA = "Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà"


def read(path: Path) -> Contents:
    return read_file(InputFile(path, path.name))


def note(contents: Contents, sheet: str) -> SheetUnderstanding:
    (one,) = [s for s in contents.understood if s.sheet == sheet]
    return one


def pinned(district: District, *pins: tuple[object, object]) -> District:
    district.information += list(pins)
    return district


def untold(district: District, commune: str = XA) -> District:
    """The heading of a commune's appraised scores says nothing."""
    return district.set(commune, "E6", "Cột 5")


def moved(district: District, commune: str = XA) -> District:
    """A commune's appraised scores stand in H under a heading that says nothing; E holds other figures."""
    for number, row in enumerate(district.sheets[commune]):
        row += [None] * (8 - len(row))
        if number >= 6:
            row[7] = row[4].value if hasattr(row[4], "value") else row[4]
            row[4] = 0.5
    return district.set(commune, "E6", "Điểm lần đầu").set(commune, "H6", "Điểm lần hai")


class DescribeAPinnedColumn:
    @pytest.mark.parametrize(
        ("key", "value"),
        [
            ("Cột điểm thẩm định (trang Thanh Xá)", "E"), ("cot diem tham dinh (trang thanh xa)", "e"),
            ("CỘT ĐIỂM THẨM ĐỊNH - TRANG THANH XÁ", "cột E"), ("Cột huyện chấm (sheet “Thanh Xá”)", " E "),
            ("Cột điểm đạt [trang tính Thanh Xá]", "E"), ("Cột điểm thẩm định", "E"), ("Cột điểm thẩm định trang Thanh Xá:", "E"),
        ],
    )  # fmt: skip
    def it_stands_for_a_heading_that_says_nothing(self, key: str, value: str, tmp_path: Path) -> None:
        assert [f[0] for f in found(untold(District()), tmp_path / "asked")] == ["R02", "R11"]
        assert found(pinned(untold(District()), (key, value)), tmp_path / "pinned") == []

    def it_goes_before_what_the_headings_say(self, tmp_path: Path) -> None:
        district = pinned(moved(District()), ("Cột điểm thẩm định (trang Thanh Xá)", "H"))
        for code, row in ROW.items():
            if code not in ("1.1", "1.2", "2.1.1", "2.1.2", "2.2", "8.1", "8.2"):
                district.set(XA, f"F{row}", district.sheets[XA][row - 1][5].value)  # type: ignore[attr-defined]
        (xa,) = [c for c in audited(district.write(tmp_path)).communes if c.name.display == XA]
        assert str(xa.total.score) == "27.641"

    def it_may_say_that_there_is_no_such_column(self, tmp_path: Path) -> None:
        district = District().set(XA, f"F{ROW['T']}", 99)
        assert [f[0] for f in found(district, tmp_path / "wrong")] == ["A02"]
        pinned(district, ("Cột chỉ số (trang Thanh Xá)", "không có"))
        assert found(district, tmp_path / "pinned") == []

    def it_is_of_a_table_of_communes_too(self, tmp_path: Path) -> None:
        district = District()
        district.decision[4][8] = "Cột lạ"
        district.set_decision("I7", 88)
        write_book(
            tmp_path / "a.xlsx", {"Thông tin": [("Cột tổng điểm (trang Phụ lục)", "I")], "Phụ lục": district.decision}
        )
        contents = read(tmp_path / "a.xlsx")
        assert {c.column: c.meaning for c in note(contents, "Phụ lục").columns}["I"] == "Tổng điểm"
        (row,) = [r for r in contents.tables[0].rows if r.cell == "B7"]
        assert [str(f.value) for (code, _), f in row.figures.items() if code == "T" and f.cell == "I7"] == ["88"]

    def it_goes_before_a_heading_of_such_a_table(self, tmp_path: Path) -> None:
        district = District()
        for number, row in enumerate(district.decision[4:]):
            row.append("Cột lạ" if number == 0 else 12.5)
        write_book(tmp_path / "a.xlsx", {"Thông tin": [("Cột tổng điểm", "S")], "Phụ lục": district.decision})
        contents = read(tmp_path / "a.xlsx")
        meanings = {c.column: c.meaning for c in note(contents, "Phụ lục").columns}
        assert (meanings["S"], meanings["I"], contents.troubles) == ("Tổng điểm", "", [])

    @pytest.mark.parametrize(
        ("key", "column"),
        [
            ("Cột đơn vị (trang Phụ lục)", "B"), ("Cột xếp hạng (trang Phụ lục)", "K"), ("Cột tiêu chí 2", "D"),
            ("Cột chỉ số tiêu chí 2", "N"), ("Cột phần A", "E"), ("Cột xếp hạng", "K"),
        ],
    )  # fmt: skip
    def it_names_a_decisions_columns_in_words(self, key: str, column: str, tmp_path: Path) -> None:
        write_book(tmp_path / "a.xlsx", {"Thông tin": [(key, column)], "Phụ lục": District().decision})
        contents = read(tmp_path / "a.xlsx")
        assert not contents.troubles and note(contents, "Phụ lục").pins
        assert len(contents.tables[0].rows) == 3


class DescribePinnedRows:
    @pytest.mark.parametrize(
        "value", ["5-6", "5 - 6", "dòng 5 đến 6", "5:6", datetime.date(2024, 6, 5), datetime.date(2024, 5, 6)]
    )
    def it_takes_the_header_that_is_laid_down_even_where_excel_made_a_date_of_it(
        self, value: object, tmp_path: Path
    ) -> None:
        district = pinned(District(), ("Dòng tiêu đề (trang Thanh Xá)", "5-6"))
        path = district.write(tmp_path) / "bang diem.xlsx"
        contents = read(path)
        assert note(contents, "Thanh Xá").header == "5-6" and not contents.troubles
        assert _rows(value_text(value)) == (4, 5)  # type: ignore[arg-type]

    def it_leaves_out_what_stands_above_the_first_or_below_the_last(self, tmp_path: Path) -> None:
        district = pinned(District(), ("Dòng đầu (trang Thanh Xá)", ROW["1"]), ("Dòng cuối (trang Thanh Xá)", ROW["B"]))
        contents = read(district.write(tmp_path) / "bang diem.xlsx")
        (sheet,) = [s for s in contents.sheets if s.commune.display == XA]
        assert (sheet.rows[0].code, sheet.rows[-1].code) == ("1", "B")
        assert note(contents, "Thanh Xá").data == f"{ROW['1']}-{ROW['B']}"

    def it_puts_what_is_said_of_one_sheet_before_what_is_said_of_all(self, tmp_path: Path) -> None:
        district = pinned(District(), ("Dòng cuối", ROW["T"]), ("Dòng cuối (trang Thanh Xá)", ROW["B"]))
        contents = read(district.write(tmp_path) / "bang diem.xlsx")
        assert {s.commune.display: s.rows[-1].code for s in contents.sheets} == {XA: "B", AN: "T", HA: "T"}

    def it_needs_no_headings_at_all(self, tmp_path: Path) -> None:
        district = District()
        district.sheets[XA][4:6] = [[], []]
        pins = [("Cột TT (trang Thanh Xá)", "A"), ("Cột tiêu chí (trang Thanh Xá)", "B"), ("Cột điểm tối đa (trang Thanh Xá)", "C"),
                ("Cột điểm thẩm định (trang Thanh Xá)", "E")]  # fmt: skip
        assert found(pinned(district, *pins), tmp_path) == []


class DescribeAPinnedRole:
    def it_leaves_a_sheet_out(self, tmp_path: Path) -> None:
        path = pinned(District(), ("Vai trò (trang Thanh Xá)", "Bỏ qua")).write(tmp_path) / "bang diem.xlsx"
        contents = read(path)
        assert note(contents, "Thanh Xá").role is Role.LEFT_OUT and len(contents.sheets) == 2

    @pytest.mark.parametrize(("word", "official"), [("quyết định", True), ("Tổng hợp", False)])
    def it_tells_a_decision_from_a_summary(self, word: str, official: bool, tmp_path: Path) -> None:
        district = pinned(District(), ("Vai trò (trang Bảng 2)", word))
        district.sheets["Bảng 2"] = district.decision
        (table,) = read(district.write(tmp_path) / "bang diem.xlsx").tables
        assert table.official is official

    def it_is_told_when_the_sheet_cannot_be_that(self, tmp_path: Path) -> None:
        path = pinned(District(), ("Vai trò (trang Thanh Xá)", "danh bạ")).write(tmp_path) / "bang diem.xlsx"
        (trouble,) = read(path).troubles
        assert (trouble.code, trouble.place.sheet, trouble.place.cell) == ("R14", "Thông tin", "B12")


class DescribeAPinnedCommune:
    @pytest.mark.parametrize("key", ["Đơn vị", "Đơn vị (trang Sheet1)", "don vi (trang sheet1)"])
    def it_says_whose_a_sheet_is(self, key: str, tmp_path: Path) -> None:
        rows = District().sheets[XA]
        rows[2] = []
        write_book(tmp_path / "a.xlsx", {"Sheet1": rows, "Thông tin": [(key, "xã Thanh Xá")]})
        contents = read(tmp_path / "a.xlsx")
        assert [s.commune.display for s in contents.sheets] == [XA] and not contents.troubles
        assert note(contents, "Sheet1").commune_from == "trang “Thông tin”, ô B1"

    def but_an_authority_there_is_no_pin(self, tmp_path: Path) -> None:
        path = pinned(District(), ("Đơn vị", "UBND huyện Thanh Hà")).write(tmp_path) / "bang diem.xlsx"
        contents = read(path)
        assert len(contents.sheets) == 3 and not contents.troubles

    def but_with_several_sheets_it_must_say_which(self, tmp_path: Path) -> None:
        path = pinned(District(), ("Đơn vị", "xã Thanh Xá")).write(tmp_path) / "bang diem.xlsx"
        contents = read(path)
        assert [t.code for t in contents.troubles] == ["R14"] and "3 trang bảng điểm" in contents.troubles[0].what


class DescribeAPinThatCannotBeFollowed:
    @pytest.mark.parametrize(
        ("key", "value", "told"),
        [
            ("Cột điểm thẩm định (trang Không Có)", "E", "không có trang “Không Có”"),
            ("Cột điểm thẩm định (trang Thanh Xá)", "ZZ", "chỉ có đến cột G"),
            ("Cột điểm thẩm định (trang Thanh Xá)", 5, "không phải chữ cái"),
            ("Cột gì đó (trang Thanh Xá)", "E", "không hiểu “gì đó”"),
            ("Cột xếp hạng (trang Thanh Xá)", "E", "Bảng điểm"),
            ("Dòng đầu (trang Thanh Xá)", 900, "chỉ có"),
            ("Dòng tiêu đề (trang Thanh Xá)", "trên cùng", "không phải số thứ tự dòng"),
            ("Dòng tiêu đề (trang Thanh Xá)", "6-5", "không phải số thứ tự dòng"),
            ("Vai trò (trang Thanh Xá)", "linh tinh", "không hiểu vai trò"),
            ("Vai trò", "bảng điểm", "cần ghi rõ của trang nào"),
            ("Đơn vị (trang Thanh Xá)", "...", "không phải tên đơn vị"),
        ],
    )  # fmt: skip
    def it_is_a_warning_at_its_own_cell_and_the_rest_is_read(
        self, key: str, value: object, told: str, tmp_path: Path
    ) -> None:
        result = audited(pinned(District(), (key, value)).write(tmp_path))
        (finding,) = above_info(result.findings)
        assert (finding.code, finding.severity.value) == ("R14", "warning")
        assert (finding.place.sheet, finding.place.cell) == ("Thông tin", "B12")
        assert told in finding.message, finding.message
        assert len(result.communes) == 3

    def it_is_told_when_two_contradict_each_other(self, tmp_path: Path) -> None:
        key = "Cột điểm thẩm định (trang Thanh Xá)"
        assert found(pinned(District(), (key, "E"), (key, "D")), tmp_path) == [("R14", None, "B13")]


class DescribeThePageAboutPins:
    def it_gives_only_keys_that_are_understood(self) -> None:
        page = (ROOT / "docs" / "nhan-dang.md").read_text(encoding="utf-8")
        lines = [row.split(" | ") for row in page.splitlines() if row.startswith("| ") and "khóa" not in row]
        assert len(lines) > 10
        for keys, value, _ in lines:
            for key in keys.strip("| ").split(", "):
                answer = {"chữ cái": "G"}.get(value, value)
                pin = as_pin(Fact(key=key, value=answer, place=Place()))
                assert isinstance(pin, Pin), (key, pin)


class DescribeWhatPinsAreNot:
    def it_is_no_fact_of_the_district(self, tmp_path: Path) -> None:
        district = pinned(District(), ("Cột điểm thẩm định (trang Thanh Xá)", "E"), ("Dòng tiêu đề", "5-6"))
        result = audited(district.write(tmp_path))
        assert not any("cột" in f.key.casefold() or "dòng" in f.key.casefold() for f in result.information.facts)
        assert not result.missing_facts

    def it_takes_no_other_key_for_a_pin(self, tmp_path: Path) -> None:
        lines = [
            ("Địa chỉ trang thông tin điện tử", "a.example"),
            ("Cột mốc", "2022"),
            ("Dòng", "5"),
            ("Trang bìa", "x"),
        ]
        contents = read(pinned(District(), *lines).write(tmp_path) / "bang diem.xlsx")
        assert [t.place.cell for t in contents.troubles if t.code == "R14"] in ([], ["B13"])
