"""How cells, headings and titles are understood."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model.decision import Quantity
from cchc_excel.model.figures import Reading
from cchc_excel.readers.cells.code_cells import leading_code, row_code, totalled
from cchc_excel.readers.cells.numerals import figure, text_number
from cchc_excel.readers.grid import Grid, a1, position
from cchc_excel.readers.wordings.headings import Column, figure_column, is_commune_heading, meaning
from cchc_excel.readers.wordings.titles import authority_in, commune_in, communes_in, year_in


class DescribeAddresses:
    @given(st.integers(0, 1_048_575), st.integers(0, 16_383))
    def it_goes_there_and_back(self, row: int, column: int) -> None:
        assert position(a1(row, column)) == (row, column)

    def it_writes_them_as_excel_does(self) -> None:
        assert (a1(40, 4), a1(0, 25), a1(0, 26), a1(0, 702)) == ("E41", "Z1", "AA1", "AAA1")


class DescribeNumbersInText:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("12,2", "12.2"), ("12.2", "12.2"), ("89,77 %", "89.77"), ("8,5 điểm", "8.5"), ("8,5đ", "8.5"), (" 7 ", "7"),
            ("12,2/15", "12.2"), ("12,2 / 15 điểm", "12.2"), ("8,516\u00a0điểm", "8.516"), ("-1,5", "-1.5"), ("12, 2", "12.2"),
            ("8,5 điê\u0309m", "8.5"), ("100,00", "100"),
        ],
    )  # fmt: skip
    def it_reads_what_offices_type(self, text: str, number: str) -> None:
        assert text_number(text) == Decimal(number)

    @pytest.mark.parametrize(
        "text", ["", "abc", "12,2,3", "1 2", "12-13", "đạt", "12,2 hoặc 13", "1/2/2023", "1e5", "٣"]
    )
    def but_it_never_guesses(self, text: str) -> None:
        assert text_number(text) is None


class DescribeAFigure:
    def it_tells_empty_dash_zero_and_text_apart(self) -> None:
        grid = Grid("f", "s", [["", "-", 0.0, "12,2", "abc", True, datetime.date(2022, 1, 2)]])
        readings = [figure(grid, 0, c).reading for c in range(7)]
        assert readings == [
            Reading.EMPTY, Reading.DASH, Reading.NUMBER, Reading.TEXT,
            Reading.NOT_A_NUMBER, Reading.NOT_A_NUMBER, Reading.NOT_A_NUMBER,
        ]  # fmt: skip

    def it_reads_full_width_digits_but_takes_no_footnote_for_one(self) -> None:
        assert text_number("１２，２％") == Decimal("12.2") and text_number("'12,2") == Decimal("12.2")
        assert text_number("12,2²") is None and text_number("12½") is None

    def but_a_number_whose_digits_nobody_knows_is_none(self) -> None:
        grid = Grid("f", "s", [[1e30, -1e300, 1e14]], formats={(0, 1): "0%"})
        huge, percent, large = (figure(grid, 0, column) for column in range(3))
        assert {huge.reading, percent.reading} == {Reading.NOT_A_NUMBER} and huge.text == "1e+30"
        assert large.value == Decimal(10**14)

    def it_gives_percent_cells_in_percent_points(self) -> None:
        grid = Grid("f", "s", [[0.8977]], formats={(0, 0): "0.0%"})
        assert figure(grid, 0, 0).value == Decimal("89.77")


class DescribeCodes:
    @pytest.mark.parametrize(
        ("value", "code"),
        [
            ("1", "1"), ("1.1", "1.1"), ("1.1.1.", "1.1.1"), (" 1.10 ", "1.10"), ("1,2", "1.2"), (1.0, "1"), (1.1, "1.1"), (7, "7"),
            ("A", "A"), ("B.", "B"), ("I", "A"), ("II", "B"), ("Phần A", "A"), ("PHẦN II", "B"), ("Tiêu chí 3", "3"), ("TC 8.1", "8.1"),
            ("TT", None), ("", None), ("a", None), ("Tổng", None), ("(1)", None), (-1.0, None), (True, None), ("1.2.x", None),
        ],
    )  # fmt: skip
    def it_reads_every_form(self, value: object, code: str | None) -> None:
        assert row_code(value, set()) == code  # type: ignore[arg-type]

    def it_takes_no_footnote_for_a_digit_of_a_code(self) -> None:
        assert (row_code("１.２", set()), row_code("Ⅱ", set()), row_code("1.1¹", set())) == ("1.2", "B", "1.1")

    def it_knows_that_the_number_1_1_after_1_9_is_1_10(self) -> None:
        seen = {f"1.{n}" for n in range(1, 10)}
        assert row_code(1.1, seen) == "1.10"
        assert row_code(1.1, {"1.1", "1.2"}) == "1.1"

    @pytest.mark.parametrize(
        ("text", "node"),
        [
            ("TỔNG ĐIỂM", "T"), ("Tổng cộng", "T"), ("Cộng", "T"), ("Tổng điểm (A+B)", "T"), ("Tổng (I + II)", "T"),
            ("Cộng phần A", "A"), ("Tổng điểm phần II", "B"), ("Cộng tiêu chí 3", "3"), ("Tổng hợp báo cáo", None), ("Công tác", None),
        ],
    )  # fmt: skip
    def it_knows_what_a_total_row_totals(self, text: str, node: str | None) -> None:
        assert totalled(text) == node

    def it_finds_a_code_at_the_head_of_a_name(self) -> None:
        assert leading_code("1.1. Kế hoạch CCHC") == ("1.1", "Kế hoạch CCHC")
        assert leading_code("Phần I. Đánh giá") == ("A", "Đánh giá")
        assert leading_code("Kế hoạch") is None


class DescribeHeadings:
    @pytest.mark.parametrize(
        ("texts", "column"),
        [
            (["TT"], Column.CODE), (["STT"], Column.CODE), (["Mã tiêu chí"], Column.CODE), (["Tiêu chí, tiêu chí thành phần"], Column.NAME),
            (["Nội dung"], Column.NAME), (["Điểm tối đa"], Column.MAX), (["ĐIỂM CHUẨN"], Column.MAX), (["Thang điểm"], Column.MAX),
            (["Tối đa", "Điểm"], Column.MAX), (["Tự đánh giá", "Điểm"], Column.SELF), (["Điểm tự chấm"], Column.SELF),
            (["Thẩm định", "Điểm"], Column.SCORE), (["Huyện chấm"], Column.SCORE), (["Điểm đạt"], Column.SCORE),
            (["Điểm", "Kết quả thẩm định"], Column.SCORE), (["Chỉ số (%)"], Column.INDEX), (["Tỷ lệ %"], Column.INDEX),
            (["Lý do trừ điểm"], Column.REASON), (["Ghi chú"], Column.REASON), (["Điểm trừ"], Column.OTHER),
            (["Diem toi da"], Column.MAX), (["Điểm tô\u0301i đa"], Column.MAX), (["Điểm"], None), ([""], None),
        ],
    )  # fmt: skip
    def it_knows_the_columns_of_a_score_table(self, texts: list[str], column: Column | None) -> None:
        assert meaning(texts, "score") is column

    @pytest.mark.parametrize(
        ("texts", "wanted"),
        [
            (["Tiêu chí 1"], ("1", None)), (["1. Công tác chỉ đạo"], ("1", None)), (["TC7", "Điểm theo tiêu chí"], ("7", Quantity.SCORE)),
            (["8.1"], ("8.1", None)), (["Phần A"], ("A", None)), (["Điểm", "Tiêu chí 2"], ("2", Quantity.SCORE)),
            (["Chỉ số (%)", "Tiêu chí 2"], ("2", Quantity.INDEX)), (["Tổng điểm"], ("T", Quantity.SCORE)),
            (["Chỉ số (%)"], ("T", Quantity.INDEX)), (["Chỉ số Tiêu chí 2 (%)"], ("2", Quantity.INDEX)),
            (["Xếp hạng"], Column.RANK), (["Xếp loại"], Column.GRADE), (["Ghi chú"], None),
            (["Cải cách tài chính công"], ("name:cai cach tai chinh cong", None)),
        ],
    )  # fmt: skip
    def it_knows_the_columns_of_a_decision(self, texts: list[str], wanted: object) -> None:
        assert figure_column(texts) == wanted

    def it_knows_who_is_listed(self) -> None:
        assert all(map(is_commune_heading, ["Đơn vị", "Tên xã", "Xã, thị trấn", "UBND các xã, thị trấn", "Địa phương"]))
        assert not any(
            map(
                is_commune_heading,
                ["Đơn vị: UBND xã Thanh Xá", "Tiêu chí", "Đơn vị tính: %", "Xã Phượng Xá", "Phường Xá"],
            )
        )


class DescribeTitles:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Đơn vị: UBND xã Thanh Xá", "Xã Thanh Xá"), ("XÃ THANH XÁ", "Xã Thanh Xá"), ("THỊ TRẤN THANH HÀ", "Thị trấn Thanh Hà"),
            ("BẢNG ĐIỂM CCHC NĂM 2022 CỦA UBND XÃ THANH XÁ, HUYỆN THANH HÀ", "Xã Thanh Xá"),
            ("BẢNG ĐIỂM CỦA XÃ THANH XÁ NĂM 2022", "Xã Thanh Xá"), ("UBND phường 12", "Phường 12"),
            ("Bảng điểm xã Quý Lộc năm 2022", "Xã Quý Lộc"), ("UBND thị trấn Năm Căn", "Thị trấn Năm Căn"),
            ("CHỈ SỐ CCHC CẤP XÃ NĂM 2022", None), ("của UBND các xã, thị trấn thuộc huyện Thanh Hà", None),
            ("UBND HUYỆN THANH HÀ", None), ("UBND thị xã Kinh Môn", None), ("Tên đơn vị: Thanh Xá", "Thanh Xá"),
        ],
    )  # fmt: skip
    def it_finds_the_one_commune(self, text: str, name: str | None) -> None:
        found = commune_in(text)
        assert (found.display if found else None) == name

    def it_takes_a_kind_of_place_within_a_name_for_no_second_commune(self) -> None:
        assert [one.display for one in communes_in("UBND phường Phường Đúc")] == ["Phường Phường Đúc"]
        several = communes_in("UBND xã Xã Đàn, phường Đúc, thị trấn Thanh Hà")
        assert [one.display for one in several] == ["Xã Xã Đàn", "Phường Đúc", "Thị trấn Thanh Hà"]

    def it_finds_the_scored_year_and_no_date(self) -> None:
        assert year_in(["KẾT QUẢ CHỈ SỐ CCHC NĂM 2022"]) == 2022
        assert year_in(["(Kèm theo Quyết định ngày 14 tháng 3 năm 2023)"]) is None
        assert year_in(["(Quyết định ngày 14 tháng 3 năm 2023)", "Chỉ số năm 2022"]) == 2022

    @pytest.mark.parametrize(
        ("text", "authority"),
        [
            ("ỦY BAN NHÂN DÂN HUYỆN THANH HÀ", "UBND huyện Thanh Hà"), ("UBND tỉnh Hải Dương", "UBND tỉnh Hải Dương"),
            ("CỦA UBND CÁC XÃ", None), ("UBND xã Thanh Xá", None),
        ],
    )  # fmt: skip
    def it_finds_the_authority(self, text: str, authority: str | None) -> None:
        assert authority_in([text]) == authority
