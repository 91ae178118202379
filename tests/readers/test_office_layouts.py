"""Layouts of scoring sheets as offices type them by hand: codes, parts, totals, headings, titles and names of places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from cchc_excel.audit.district import audit
from cchc_excel.model.finding import Finding
from cchc_excel.model.group import Trouble
from cchc_excel.readers.cells.code_cells import text_code, totalled
from cchc_excel.readers.cells.numerals import text_number
from cchc_excel.readers.grid import Grid
from cchc_excel.readers.score_sheets.score_commune import owners, tab_commune
from cchc_excel.readers.wordings.commune_headings import named_alone, named_with_kind
from cchc_excel.readers.wordings.headings import Column, meaning
from cchc_excel.readers.wordings.titles import years_in
from cchc_excel.reading import read_folder
from tests.builders.books import write_book
from tests.builders.districts import SCORES, TREE, District, exact, maximum
from tests.conftest import above_info, audited

Codes = Callable[[str], object]
HEADINGS = ("TT", "Tiêu chí", "Điểm tối đa", "Điểm thẩm định")
ROMANS = {"A": "I", "B": "II"}


def plainly(code: str) -> object:
    return code if code != "T" else None


def name_of(code: str) -> str:
    return TREE[code][1] if code in TREE else "Tổng điểm"


def write(
    folder: Path,
    rows: Callable[[str, Decimal, Decimal], Sequence[object]],
    *,
    head: Sequence[Sequence[object]] = (HEADINGS,),
    title: str = "BẢNG ĐIỂM CCHC NĂM 2022",
    order: Sequence[str] = (*TREE, "T"),
    merges: Sequence[str] = (),
) -> None:
    """A sheet for each commune of the standard district; `rows` gives a code's cells from its code, maximum and score."""
    points = {name: exact(dict(scores)) for name, scores in District().scores.items()}
    sheets = {
        name: [
            ["UBND HUYỆN THANH HÀ"],
            [title],
            [name.upper()],
            *map(list, head),
            *(list(rows(code, maximum(code), points[name][code])) for code in order if code in points[name]),
        ]
        for name in SCORES
    }
    write_book(folder / "diem.xlsx", sheets, merges=dict.fromkeys(sheets, merges))  # type: ignore[arg-type]


def judged(folder: Path) -> tuple[list[str], dict[str, Decimal]]:
    """The findings above info, and each commune's total."""
    district = audited(folder)
    return [f"{f.code} {f.place.cell}" for f in above_info(district.findings)], {
        c.name.display: c.totals["T"].score for c in district.communes
    }


def _findings(folder: Path) -> list[Finding | Trouble]:
    """What is found in a folder, and what keeps it from being read."""
    contents = read_folder(folder)
    return [*contents.loose, *(f for g in contents.groups for f in audit(g).findings)]


RIGHT = {name: exact(dict(scores))["T"] for name, scores in District().scores.items()}


class DescribeCodes:
    @pytest.mark.parametrize(
        "codes",
        [
            pytest.param(lambda c: {"A": "Phần thứ nhất", "B": "PHẦN THỨ HAI"}.get(c, plainly(c)), id="worded parts"),
            pytest.param(lambda c: {"A": "Phần 1", "B": "Phần 2:"}.get(c, plainly(c)), id="numbered parts"),
            pytest.param(lambda c: c if c in "AB" else {"T": "C"}.get(c, c), id="the total as a further part"),
            pytest.param(lambda c: plainly(c) if c in "ABT" else f"{'B' if c[0] == '8' else 'A'}{c}", id="A1.1"),
            pytest.param(lambda c: f"Lĩnh vực {c}" if c in "12" else plainly(c), id="fields"),
        ],
    )
    def it_reads_them_all_alike(self, codes: Codes, tmp_path: Path) -> None:
        write(tmp_path, lambda c, most, score: [codes(c), name_of(c), float(most), float(score)])
        assert judged(tmp_path) == ([], RIGHT)
        assert {n.code for n in audited(tmp_path).communes[0].nodes} >= {"A", "B", "1", "2.1.2", "8.2"}

    @pytest.mark.parametrize("anew", [True, False])
    def it_takes_roman_numerals_between_lettered_parts_and_numbers_for_criteria(
        self, anew: bool, tmp_path: Path
    ) -> None:
        def code(c: str) -> object:
            if c in ("1", "2"):
                return {"1": "I", "2": "II"}[c]
            return c.partition(".")[2] if anew and c[0] in "12" else plainly(c)

        write(tmp_path, lambda c, most, score: [code(c), name_of(c), float(most), float(score)])
        assert judged(tmp_path) == ([], RIGHT)
        assert {n.code for n in audited(tmp_path).communes[0].nodes} >= {"1", "1.2", "2", "2.1", "2.1.2"}

    @pytest.mark.parametrize(
        ("text", "code"), [("Phần thứ ba", "C"), ("PHẦN THỨ I", "A"), ("VIII", "H"), ("Phần mềm", None)]
    )
    def it_knows_parts_in_words(self, text: str, code: str | None) -> None:
        told = text_code(text)
        assert (told[1] if told is not None else None) == code

    def it_finds_parts_in_titles_over_the_whole_width(self, tmp_path: Path) -> None:
        def row(c: str, most: Decimal, score: Decimal) -> list[object]:
            if c in ("A", "B"):
                return [f"{ROMANS[c]}. {name_of(c)}", None, float(most), float(score)]
            return [plainly(c), name_of(c), float(most), float(score)]

        write(tmp_path, row)
        assert judged(tmp_path) == ([], RIGHT)
        assert {n.code for n in audited(tmp_path).communes[0].nodes} >= {"A", "B"}

    def but_an_answer_with_a_letter_is_no_part(self, tmp_path: Path) -> None:
        write(tmp_path, lambda c, most, score: [plainly(c), name_of(c), float(most), float(score)])
        points = exact(dict(District().scores["Xã Thanh Xá"]))
        rows = [[plainly(c), name_of(c), float(maximum(c)), float(points[c])] for c in (*TREE, "T")]
        rows[6:6] = [[None, "C. Bố trí từ 90 % trở lên", 1, None]]
        head = [["UBND HUYỆN THANH HÀ"], ["BẢNG ĐIỂM CCHC NĂM 2022"], ["XÃ THANH XÁ"], list(HEADINGS)]
        write_book(tmp_path / "diem.xlsx", {"Thanh Xá": [*head, *rows]})  # type: ignore[dict-item]
        assert "C" not in {n.code for n in audited(tmp_path).communes[0].nodes}

    def it_reads_a_table_whose_header_comes_again_in_the_middle(self, tmp_path: Path) -> None:
        points = exact(dict(District().scores["Xã Thanh Xá"]))
        rows = [[plainly(c), name_of(c), float(maximum(c)), float(points[c])] for c in (*TREE, "T")]
        head = [list(HEADINGS), [1, 2, 3, 4]]
        title = [["UBND HUYỆN THANH HÀ"], ["BẢNG ĐIỂM CCHC NĂM 2022"], ["XÃ THANH XÁ"]]
        write_book(tmp_path / "diem.xlsx", {"Thanh Xá": [*title, *head, *rows[:5], *head, *rows[5:]]})  # type: ignore[dict-item]
        assert judged(tmp_path) == ([], {"Xã Thanh Xá": RIGHT["Xã Thanh Xá"]})

    def it_says_which_rows_bear_their_code_in_another_column(self, tmp_path: Path) -> None:
        def row(c: str, most: Decimal, score: Decimal) -> list[object]:
            levels = [c if c.isdigit() else None, *(c if c.count(".") == n else None for n in (1, 2))]
            return [*levels, name_of(c), float(most), float(score)]

        write(tmp_path, row, head=[("Lĩnh vực", "Tiêu chí", "TCTP", "Nội dung", "Điểm tối đa", "Điểm thẩm định")])
        assert "R02" in {f.code for f in _findings(tmp_path)}


class DescribeTotals:
    @pytest.mark.parametrize(
        "label",
        ["TỔNG ĐIỂM (100 điểm)", "Tổng điểm đánh giá (32)", "Tổng 32 điểm", "TỔNG ĐIỂM NĂM 2022", "Tổng cộng (A+B)"],
    )
    def it_knows_the_total_with_its_points_or_year_beside(self, label: str, tmp_path: Path) -> None:
        assert totalled(label) == "T"
        write(
            tmp_path, lambda c, most, score: [plainly(c), label if c == "T" else name_of(c), float(most), float(score)]
        )
        assert judged(tmp_path) == ([], RIGHT)

    @pytest.mark.parametrize(("label", "code"), [("Cộng mục 2", "2"), ("Tổng điểm tiêu chí 2", "2"), ("Cộng A", "A")])
    def but_a_number_alone_is_a_code(self, label: str, code: str) -> None:
        assert totalled(label) == code

    def it_puts_a_part_totalled_below_over_what_it_holds(self, tmp_path: Path) -> None:
        order = ("1", "1.1", "1.2", "2", "2.1", "2.1.1", "2.1.2", "2.2", "A", "8.1", "8.2", "B", "T")

        def row(c: str, most: Decimal, score: Decimal) -> list[object]:
            if c in ("A", "B"):
                return [None, f"Cộng phần {c}", float(most), float(score)]
            return [plainly(c), name_of(c), float(most), float(score)]

        write(tmp_path, row, order=order)
        assert judged(tmp_path) == ([], RIGHT)
        assert audited(tmp_path).communes[0].totals["B"].score == exact(dict(District().scores["Xã Thanh Xá"]))["B"]


class DescribeHeaders:
    def it_passes_over_a_row_of_units_above_the_numbering(self, tmp_path: Path) -> None:
        head = [
            ["TT", "Tiêu chí", "Điểm", None, "Ghi chú"],
            [None, None, "Tối đa", "Thẩm định", None],
            [None, None, "(điểm)", "(điểm)", None],
            [1, 2, 3, 4, 5],
        ]
        merges = ("A4:A6", "B4:B6", "C4:D4", "E4:E6")
        write(
            tmp_path,
            lambda c, most, score: [plainly(c), name_of(c), float(most), float(score)],
            head=head,
            merges=merges,
        )
        assert judged(tmp_path) == ([], RIGHT)

    def it_takes_no_year_from_the_heading_of_a_merged_header(self, tmp_path: Path) -> None:
        head = [
            ["TT", "Tiêu chí", "Điểm số", None, "Điểm thẩm định năm 2021"],
            [None, None, "Tối đa", "Thẩm định", None],
        ]
        write(
            tmp_path,
            lambda c, most, score: [plainly(c), name_of(c), float(most), float(score), float(most) / 2],
            head=head,
            title="BẢNG TỔNG HỢP NĂM 2022",
            merges=("A4:A5", "B4:B5", "C4:D4", "E4:E5"),
        )
        assert judged(tmp_path) == ([], RIGHT) and audited(tmp_path).year == 2022

    def it_takes_plain_points_beside_a_maximum_for_the_score(self, tmp_path: Path) -> None:
        rows = lambda c, most, score: [plainly(c), name_of(c), float(most), float(score)]  # noqa: E731
        write(tmp_path, rows, head=[("TT", "Tiêu chí", "Điểm tối đa", "Điểm")])
        assert judged(tmp_path) == ([], RIGHT)

    def but_not_where_the_title_says_they_are_self_scores(self, tmp_path: Path) -> None:
        rows = lambda c, most, score: [plainly(c), name_of(c), float(most), float(score)]  # noqa: E731
        write(tmp_path, rows, head=[("TT", "Tiêu chí", "Điểm tối đa", "Điểm")], title="BẢNG TỰ CHẤM ĐIỂM NĂM 2022")
        assert {f.code for f in _findings(tmp_path)} == {"R02"}

    @pytest.mark.parametrize(
        ("heading", "column"),
        [
            ("Lí do trừ điểm", Column.REASON),
            ("Căn cứ trừ điểm", Column.REASON),
            ("TT tiêu chí", Column.CODE),
            ("Chỉ tiêu", Column.NAME),
            ("Mức điểm", Column.MAX),
            ("Điểm tiêu chuẩn", Column.MAX),
            ("Điểm HĐTĐ", Column.SCORE),
            ("Tổ kiểm tra chấm", Column.SCORE),
            ("Điểm thực tế", Column.SCORE),
            ("Kết quả đánh giá", Column.SCORE),
            ("Tỷ lệ % so với điểm tối đa", Column.INDEX),
            ("So với năm 2021", Column.OTHER),
            ("Kết quả tự đánh giá", Column.SELF),
        ],
    )
    def it_knows_what_offices_call_a_column(self, heading: str, column: Column) -> None:
        assert meaning([heading], "score") is column and meaning([heading.upper()], "score") is column


class DescribeTitles:
    @pytest.mark.parametrize(
        ("lines", "years"),
        [
            (("BẢNG ĐIỂM CHỈ SỐ CCHC 2022",), (2022,)),
            (("BẢNG ĐIỂM CCHC - 2022", "Thanh Hà, ngày 15 tháng 01 năm 2023"), (2022,)),
            (("BẢNG ĐIỂM NĂM 2022", "Bộ tiêu chí đánh giá 2021"), (2022,)),
            (("Đánh giá theo Quyết định số 2021/QĐ-UBND",), ()),
            (("Bảng điểm lập ngày 15/01/2023",), ()),
        ],
    )
    def it_takes_a_bare_year_where_no_line_says_it_better(self, lines: tuple[str, ...], years: tuple[int, ...]) -> None:
        assert years_in(lines) == years

    @pytest.mark.parametrize(
        "place",
        [
            "Xã Phong Châu", "Xã Đoàn Kết", "Phường Tô Hiệu", "Phường Sở Dầu", "Phường Quán Toan", "Xã Huyền Hội", "Xã Văn Hóa",
            "Xã Mẫu Sơn", "Xã Bằng Mạc", "Xã Điềm Thụy", "Phường Tràng An",
        ],
    )  # fmt: skip
    def it_knows_places_that_sound_like_something_else(self, place: str) -> None:
        for line in (f"UBND {place.upper()}", f"Đơn vị: {place}"):
            (owner,) = owners(Grid("f", "Sheet1", [[line]]), 1)
            assert owner.commune.display == place, line
        tab, head = tab_commune(place), named_with_kind(place)
        assert tab is not None and tab.display == place
        assert head is not None and head.display == place

    @pytest.mark.parametrize("name", ["Phong Châu", "Đoàn Kết", "Sở Dầu", "Bàn Cờ"])
    def it_knows_some_by_their_tones_without_a_kind(self, name: str) -> None:
        assert named_alone(name) is not None

    def it_knows_a_township_of_a_state_farm(self) -> None:
        (owner,) = owners(Grid("f", "1", [["Đơn vị: Thị trấn Nông trường Mộc Châu, huyện Mộc Châu"]]), 1)
        assert owner.commune.name == "Nông trường Mộc Châu"

    @pytest.mark.parametrize(
        "line", ["Đơn vị: Phòng Nội vụ", "Don vi: Phong Noi vu", "Đơn vị: P. NỘI VỤ", "Đơn vị: UBND huyện Thanh Hà"]
    )
    def but_no_office_is_a_commune(self, line: str) -> None:
        assert owners(Grid("f", "Sheet1", [[line]]), 1) == ()

    @pytest.mark.parametrize("tab", ["Bảng 1", "Mau 01", "Mẫu phiếu", "Trang 2", "Điểm", "Bang diem"])
    def but_no_form_is_one(self, tab: str) -> None:
        assert tab_commune(tab) is None

    @pytest.mark.parametrize("text", ["Xã Tự chấm", "XÃ TỰ CHẤM", "XÃ TRUNG BÌNH", "Phòng Nội vụ", "Đoàn kiểm tra"])
    def but_no_activity_heads_a_commune(self, text: str) -> None:
        assert named_with_kind(text) is None and named_alone(text) is None


class DescribeFigures:
    @pytest.mark.parametrize(("text", "number"), [("'12,2", "12.2"), ("\uff11\uff12,\uff12", "12.2"), ("12,2.", None)])
    def it_reads_what_only_looks_different(self, text: str, number: str | None) -> None:
        assert text_number(text) == (Decimal(number) if number is not None else None)


class DescribeSelfScoresBesideAppraisedOnes:
    HEAD = (("TT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm"),)

    def it_is_only_worth_knowing_that_a_sheet_has_no_appraised_scores(self, tmp_path: Path) -> None:
        rows = lambda c, most, score: [plainly(c), name_of(c), float(most), float(score)]  # noqa: E731
        write(tmp_path / "tu cham", rows, head=self.HEAD)
        write(tmp_path, rows)
        assert judged(tmp_path) == ([], RIGHT)
        assert {f.code for f in _findings(tmp_path)} >= {"R02"}

    def but_it_is_an_error_where_they_stand_nowhere(self, tmp_path: Path) -> None:
        rows = lambda c, most, score: [plainly(c), name_of(c), float(most), float(score)]  # noqa: E731
        write(tmp_path / "tu cham", rows, head=self.HEAD)
        points = exact(dict(District().scores["Xã Thanh Xá"]))
        one = [[plainly(c), name_of(c), float(maximum(c)), float(points[c])] for c in (*TREE, "T")]
        head = [["UBND HUYỆN THANH HÀ"], ["BẢNG ĐIỂM CCHC NĂM 2022"], ["XÃ THANH XÁ"], list(HEADINGS)]
        write_book(tmp_path / "diem.xlsx", {"Thanh Xá": [*head, *one]})  # type: ignore[dict-item]
        open_ones = [f for f in above_info(audited(tmp_path).findings) if f.code == "R02"]
        assert {f.place.sheet for f in open_ones} == {"Xã Thanh An", "Thị trấn Thanh Hà"}


class DescribeAMatrixOfBareNames:
    def it_asks_about_a_column_before_the_others_that_may_be_a_person(self, tmp_path: Path) -> None:
        places = ("Hoàng Văn Thụ", "Tân An", "Bình Hòa", "Sơn Hà", "Tân Hà", "Ia Kla")
        points = exact(dict(District().scores["Xã Thanh Xá"]))
        rows = [[plainly(c), name_of(c), float(maximum(c)), *(float(points[c]) for _ in places)] for c in (*TREE, "T")]
        head = [["UBND HUYỆN THANH HÀ"], ["TỔNG HỢP ĐIỂM CÁC XÃ NĂM 2022"], [*HEADINGS[:3], *places]]
        write_book(tmp_path / "diem.xlsx", {"TH": [*head, *rows]})  # type: ignore[dict-item]
        (finding,) = above_info(audited(tmp_path).findings)
        assert (finding.code, finding.place.cell) == ("R02", "D3") and "Hoàng Văn Thụ" in finding.message


class DescribeCriteriaWithoutACode:
    def it_tells_one_by_its_maximum_above_its_sub_criteria(self, tmp_path: Path) -> None:
        write(
            tmp_path,
            lambda c, most, score: [plainly(c) if c not in "12" else None, name_of(c), float(most), float(score)],
        )
        assert judged(tmp_path) == ([], RIGHT)
        assert {n.code for n in audited(tmp_path).communes[0].nodes} >= {"1", "2"}

    def but_not_where_the_maxima_differ(self, tmp_path: Path) -> None:
        def row(c: str, most: Decimal, score: Decimal) -> list[object]:
            return [plainly(c) if c != "2" else None, name_of(c), float(most) + (c == "2"), float(score)]

        write(tmp_path, row)
        assert "R02 B9" in judged(tmp_path)[0]
