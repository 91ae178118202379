"""Causes: named when the evidence singles one out, and only then."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.audit.causes.digits import are_swapped, digit_causes, swaps
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.finding import Finding
from tests.builders.books import F
from tests.builders.districts import ROW, District
from tests.conftest import above_info, audited

XA, AN, HA = "Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà"
XA_LINE, AN_LINE, HA_LINE = 7, 6, 8
"""Rows of the decision, best total first."""


def e(code: str) -> str:
    return f"E{ROW[code]}"


def gravest(district: District, folder: Path, *but: str) -> list[Finding]:
    """Findings above info, those of the codes named left out."""
    return [f for f in above_info(audited(district.write(folder)).findings) if f.code not in but]


def told(finding: Finding) -> tuple[str, str, CauseKind | None]:
    return finding.code, finding.place.cell, finding.cause.kind if finding.cause is not None else None


class DescribeDigits:
    @pytest.mark.parametrize(
        ("stated", "right", "kinds"),
        [
            ("9.785", "9.875", {CauseKind.TRANSPOSED_DIGITS}),
            ("8.98", "9.875", {CauseKind.TRANSPOSED_DIGITS}),
            ("21.2", "12.2", {CauseKind.TRANSPOSED_DIGITS}),
            ("12.02", "12.2", {CauseKind.TRANSPOSED_DIGITS}),
            ("167.3", "16.73", {CauseKind.SHIFTED_DECIMAL}),
            ("1.673", "16.73", {CauseKind.SHIFTED_DECIMAL}),
            ("98.8", "9.875", {CauseKind.SHIFTED_DECIMAL}),
            ("0.5", "5", {CauseKind.SHIFTED_DECIMAL}),
            ("8.51", "8.516", {CauseKind.TRUNCATED}),
            ("8.5", "8.59", {CauseKind.TRUNCATED}),
            ("8.52", "8.516", set()),
            ("8.5", "8.516", set()),
            ("9.38", "9.88", set()),
            ("7.75", "5.77", set()),
        ],
    )
    def it_tells_slips_of_the_hand(self, stated: str, right: str, kinds: set[CauseKind]) -> None:
        assert set(digit_causes(Decimal(stated), Decimal(right))) == kinds

    def it_takes_indices_as_printed(self) -> None:
        assert digit_causes(Decimal("89.07"), Fraction(8970, 100)) == (CauseKind.TRANSPOSED_DIGITS,)

    @given(st.decimals(min_value=0, max_value=999, places=3))
    def it_knows_every_swap_of_neighbouring_digits(self, number: Decimal) -> None:
        number = number.normalize()
        for swapped in swaps(number):
            assert are_swapped(swapped, number)

    @given(st.decimals(min_value=0, max_value=99, places=2), st.decimals(min_value=0, max_value=99, places=2))
    def it_is_symmetric(self, one: Decimal, other: Decimal) -> None:
        assert are_swapped(one, other) == are_swapped(other, one)


class DescribePublishedFigures:
    @pytest.mark.parametrize(
        ("cell", "value", "code", "kind"),
        [
            ("D7", 8.98, "Q01", CauseKind.TRANSPOSED_DIGITS),
            ("C7", 77.5, "Q01", CauseKind.SHIFTED_DECIMAL),
            ("G7", 8.51, "Q01", CauseKind.TRUNCATED),
            ("G7", 9.25, "Q01", CauseKind.ROW_SHIFT),
            ("G7", 8.02, "Q01", CauseKind.TYPO),
            ("E7", 19.03, "Q02", CauseKind.TYPO),
            ("E7", 7.75, "Q02", CauseKind.OMITTED_CHILD),
            ("E7", 25.38, "Q02", CauseKind.DOUBLE_COUNTED_CHILD),
            ("E7", 16.73, "Q02", CauseKind.TRANSPOSED_DIGITS),
            ("J7", 86.23, "Q03", CauseKind.TYPO),
        ],
    )
    def it_names_what_one_wrong_figure_comes_from(
        self, cell: str, value: float, code: str, kind: CauseKind, tmp_path: Path
    ) -> None:
        district = District()
        district.set_decision(cell, value)
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == (code, cell, kind)

    def it_sees_the_self_score(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, f"D{ROW['8.2']}", 9.1).set_decision("G7", 9.1)
        (finding,) = gravest(district, tmp_path, "A01")
        assert told(finding) == ("Q01", "G7", CauseKind.SELF_SCORE_USED)

    def it_sees_the_maximum(self, tmp_path: Path) -> None:
        district = District()
        district.set_decision("G8", 10)
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q01", "G8", CauseKind.MAX_USED)

    def it_does_not_choose_between_two_explanations(self, tmp_path: Path) -> None:
        district = District()
        district.set_decision("D7", 11)  # the maximum, and Thanh An's score in the line above
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q01", "D7", CauseKind.UNKNOWN)
        assert finding.cause is not None
        assert CauseKind.MAX_USED.label in finding.cause.detail
        assert "Thanh An" in finding.cause.detail

    def it_tells_a_line_of_another_commune_once(self, tmp_path: Path) -> None:
        district = District()
        district.decision[XA_LINE - 1][2:10] = district.decision[HA_LINE - 1][2:10]
        district.decision[XA_LINE - 1][12:] = district.decision[HA_LINE - 1][12:]
        found = [f for f in gravest(district, tmp_path) if f.code.startswith("Q0") and f.code not in ("Q04", "Q05")]
        assert [told(f) for f in found] == [("Q01", "C7", CauseKind.ROW_SHIFT)]
        assert {"D7", "F7", "G7"} <= {c.place.cell for c in found[0].consequences}

    def it_knows_a_line_of_another_commune_whose_sheet_has_changed_since(self, tmp_path: Path) -> None:
        district = District()
        district.decision[XA_LINE - 1][2:10] = district.decision[HA_LINE - 1][2:10]
        district.decision[XA_LINE - 1][12:] = district.decision[HA_LINE - 1][12:]
        leaf, was = ROW["1.1"], 3.0
        district.set(HA, f"E{leaf}", was + 1)
        for code in ("1", "A", "T"):
            district.set(HA, e(code), lambda old: F(old.text, old.value + 1))
        found = [f for f in gravest(district, tmp_path) if f.commune == XA and f.code in ("Q01", "Q02", "Q03")]
        assert [told(f) for f in found] == [("Q01", "C7", CauseKind.ROW_SHIFT)]

    def it_takes_a_figure_for_a_typo_when_all_above_was_worked_out_from_it(self, tmp_path: Path) -> None:
        district = District()
        for cell, value in (("C7", 6.75), ("E7", 16.63), ("I7", 26.64), ("J7", 83.25), ("M7", 75), ("O7", 83.13)):
            district.set_decision(cell, value)
        (finding,) = gravest(district, tmp_path, "Q05")
        assert told(finding) == ("Q01", "C7", CauseKind.TYPO)
        assert finding.cause is not None and "E7" in finding.cause.detail


class DescribeTotals:
    @pytest.mark.parametrize(
        ("code", "value", "kind"),
        [
            ("2", 9.785, CauseKind.TRANSPOSED_DIGITS),
            ("1", 77.5, CauseKind.SHIFTED_DECIMAL),
            ("1", 8.13, CauseKind.STALE_TOTAL),
            ("2", 4.875, CauseKind.OMITTED_CHILD),
            ("A", 27.5, CauseKind.DOUBLE_COUNTED_CHILD),
            ("B", 10.01, CauseKind.TRUNCATED),
            ("B", 11.25, CauseKind.ROW_SHIFT),
            ("A", 17.9, CauseKind.STALE_TOTAL),
        ],
    )
    def it_names_why_a_typed_total_is_wrong(self, code: str, value: float, kind: CauseKind, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e(code), value)
        (finding,) = gravest(district, tmp_path, "F03")
        assert told(finding) == ("A01", e(code), kind)

    def it_sees_sums_of_rounded_figures(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA] |= {"1.1": "3.506", "2.2": "4.511"}
        district.__post_init__()
        # 7,756 and 9,386 make 17,142; rounded first they make 17,15
        district.set(XA, e("A"), F(f"ROUND({e('1')},2)+ROUND({e('2')},2)", 17.15))
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("A01", e("A"), CauseKind.ROUNDED_BEFORE_SUMMING)

    def it_takes_the_result_of_a_right_formula_for_an_old_one(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F(f"{e('1.1')}+{e('1.2')}", 6.5))
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("A01", e("1"), CauseKind.STALE_TOTAL)


class DescribeLeaves:
    """A leaf mistyped after all above it had been worked out: the leaf is the cell to change."""

    @pytest.mark.parametrize(("value", "kind"), [(2.785, "transposed_digits"), (0.2875, "shifted_decimal")])
    def it_accuses_the_leaf_and_not_the_totals(self, value: float, kind: str, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2.1.2"), value)
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("A01", e("2.1.2"), CauseKind(kind))
        assert (finding.expected, finding.actual) == ("2.875", str(value))
        assert finding.consequences == ()

    def it_says_what_a_score_above_its_maximum_should_be(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2.1.2"), 28.75)
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("V01", e("2.1.2"), CauseKind.SHIFTED_DECIMAL)
        assert finding.expected == "2.875"

    def it_accuses_the_leaf_when_the_sheet_was_recalculated_and_the_decision_was_not(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA]["2.1.2"] = "2.785"
        changed = District(scores=district.scores)
        changed.decision = District().decision
        (finding,) = gravest(changed, tmp_path)
        assert told(finding) == ("A01", e("2.1.2"), CauseKind.TRANSPOSED_DIGITS)
        assert finding.expected == "2.875"


class DescribeHalves:
    """A figure on the edge of its interval is right; how it came there is told apart."""

    def _kinds(self, district: District, folder: Path) -> dict[str, CauseKind]:
        found = audited(district.write(folder)).findings
        assert above_info(found) == []
        return {f.place.cell: f.cause.kind for f in found if f.code == "Q06" and f.cause is not None}

    def it_knows_a_half_that_was_cut_off(self, tmp_path: Path) -> None:
        district = District()
        district.set_decision("D7", 9.87)  # 9,875, which to the even digit would be 9,88
        assert self._kinds(district, tmp_path) == {"D7": CauseKind.TRUNCATED}

    def it_knows_a_half_rounded_to_the_even_digit_by_the_other_halves(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA]["8.2"], district.scores[HA]["8.2"] = "8.505", "7.01"
        district.__post_init__()
        district.set_decision("G7", 8.5).set_decision("H7", 10).set_decision("E7", 17.62)
        assert self._kinds(district, tmp_path)["G7"] is CauseKind.HALF_EVEN

    def but_it_leaves_open_what_one_half_alone_cannot_tell(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA] |= {"8.2": "8.505", "2.1.2": "2.87"}
        district.scores[HA]["8.2"] = "7.01"
        district.__post_init__()
        district.set_decision("G7", 8.5)
        assert self._kinds(district, tmp_path)["G7"] is CauseKind.UNKNOWN


class DescribeAnotherCommunesFigure:
    def it_may_stand_further_away_where_that_can_hardly_be_chance(self, tmp_path: Path) -> None:
        district = District()
        district.set_decision(f"G{HA_LINE}", 9.25)  # Thanh An's, two lines above
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q01", f"G{HA_LINE}", CauseKind.ROW_SHIFT)

    def but_not_where_all_figures_lie_close_together(self, tmp_path: Path) -> None:
        district = District()
        for name, score in ((XA, "9.23"), (AN, "9.25"), (HA, "9.2")):
            district.scores[name]["8.2"] = score
        district.__post_init__()
        district.set_decision(f"G{HA_LINE}", 9.25)
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q01", f"G{HA_LINE}", CauseKind.TYPO)


class DescribeWhatContradictsALeafSlip:
    def it_is_the_total_when_the_decision_agrees_with_the_leaves(self, tmp_path: Path) -> None:
        district = District()
        # 1.2 is 4,25, which swapped would be 4,52: but the decision says 7,75
        district.set(XA, e("1"), 8.02).set(XA, e("A"), F("E8+E11", 17.895)).set(XA, e("T"), F("E7+E16", 27.911))
        district.set(XA, f"D{ROW['1.1']}", 3.75).set(XA, f"D{ROW['1.2']}", 4)
        (finding,) = gravest(district, tmp_path, "F03")
        assert told(finding)[:2] == ("A01", e("1"))

    def it_is_the_formula_when_that_explains_the_total(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F(e("1.1"), 3.5)).set(XA, e("A"), 13.375).set(XA, e("T"), 23.391)
        district.set(XA, f"D{ROW['1.1']}", 3.75).set(XA, f"D{ROW['1.2']}", 4)
        for code, value, most in (("1", 3.5, 9), ("A", 13.375, 20), ("T", 23.391, 32)):
            district.set(XA, f"F{ROW[code]}", value / most * 100)
        found = gravest(district, tmp_path, "F03")
        assert [(f.code, f.place.cell) for f in found] == [("F01", e("1"))]

    def it_is_the_leaf_with_full_marks_beside_a_reason_for_a_deduction(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA]["1.1"] = "4"
        district.__post_init__()
        for code, value in (("1", 8.25), ("A", 18.125), ("T", 28.141)):
            district.set(XA, e(code), value)
        district.set(XA, e("1.2"), 5).set(XA, f"F{ROW['1.2']}", 100)
        (finding,) = gravest(district, tmp_path, "F03")
        assert told(finding) == ("A01", e("1.2"), CauseKind.MAX_USED)

    def it_lets_printed_totals_follow_a_printed_one(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA]["2.2"] = "5.001"
        district.__post_init__()
        # 7,9951 was printed as 8, so that A, 17,8711, is printed as 17,87 and not as 8 + 9,876 would be
        district.set(XA, e("1"), 8).set(XA, e("A"), 17.87).set(XA, e("T"), 27.89)
        found = gravest(district, tmp_path, "F03", "A02")
        assert [(f.code, f.place.cell) for f in found] == [("A01", e("1"))]


def many(totals: list[float]) -> District:
    """A district whose communes differ by their last leaf only."""
    base = {"1.1": "3", "1.2": "4", "2.1.1": "1", "2.1.2": "2", "2.2": "4", "8.1": "1"}
    return District(scores={f"Xã Số {i}": base | {"8.2": f"{t:.2f}"} for i, t in enumerate(totals, 1)})


class DescribeRanks:
    def it_knows_swapped_digits(self, tmp_path: Path) -> None:
        district = many([9 - i / 10 for i in range(22)])
        district.set_decision("K17", 21)
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q04", "K17", CauseKind.TRANSPOSED_DIGITS)

    def it_knows_two_lines_exchanged(self, tmp_path: Path) -> None:
        district = many([9, 8, 7, 6])
        district.set_decision("K7", 3).set_decision("K8", 2)
        assert [told(f) for f in gravest(district, tmp_path)] == [
            ("Q04", "K7", CauseKind.ROW_SHIFT),
            ("Q04", "K8", CauseKind.ROW_SHIFT),
        ]

    def it_sees_which_lines_a_rank_formula_leaves_out(self, tmp_path: Path) -> None:
        district = many([9, 8, 7, 6])
        district.set_decision("K8", F("RANK(I8,I7:I9)", 2))
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q04", "K8", CauseKind.OMITTED_CHILD)
        assert finding.cause is not None and "Xã Số 1" in finding.cause.detail

    def it_tells_a_ranking_that_goes_on_counting_after_a_tie_once(self, tmp_path: Path) -> None:
        district = many([9, 8, 8, 7, 6])
        for line, rank in ((9, 3), (10, 4)):
            district.set_decision(f"K{line}", rank)
        (finding,) = gravest(district, tmp_path)
        assert told(finding)[:2] == ("Q04", "K9")
        assert {c.place.cell for c in finding.consequences} == {"K10"}

    def it_takes_a_rank_copied_with_its_line_for_part_of_the_line(self, tmp_path: Path) -> None:
        district = District()
        district.decision[XA_LINE - 1][2:] = district.decision[HA_LINE - 1][2:]
        (finding,) = gravest(district, tmp_path)
        assert told(finding) == ("Q01", "C7", CauseKind.ROW_SHIFT)
        assert {"K7", "L7"} <= {c.place.cell for c in finding.consequences}

    def it_follows_those_of_several_totals_that_the_ranks_were_made_from(self, tmp_path: Path) -> None:
        district = many([5.5, 8, 7, 6, 5])
        # the first commune lost points after the ranks were made; the second one's total was mistyped
        district.decision = many([9, 8, 7, 6, 5]).decision
        district.set_decision("I7", 32)
        assert [f.code for f in gravest(district, tmp_path) if f.code == "Q04"] == []

    def it_does_not_follow_a_total_that_the_other_ranks_do_not_follow(self, tmp_path: Path) -> None:
        district = many([9, 8, 8, 6])
        district.set("Xã Số 4", e("T"), 31)
        district.set_decision("K8", 3)  # shares rank 2; it would be third if the fourth were first
        found = gravest(district, tmp_path, "F03", "A02")
        assert ("Q04", "K8") in [(f.code, f.place.cell) for f in found]


class DescribeIndices:
    def it_must_be_that_of_the_exact_score_when_it_is_typed(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2"), 9.88).set(XA, f"F{ROW['2']}", 89.82)
        (finding,) = gravest(district, tmp_path, "F03")
        assert told(finding) == ("A02", f"F{ROW['2']}", CauseKind.ROUNDED_BEFORE_SUMMING)

    def but_a_formula_may_divide_the_total_as_it_stands(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2"), F(f"ROUND({e('2.1')}+{e('2.2')},2)", 9.88))
        district.set(XA, f"F{ROW['2']}", F(f"{e('2')}/C{ROW['2']}*100", 89.8181818181818))
        assert gravest(district, tmp_path) == []


class DescribeSelfScores:
    def it_tells_a_faulty_formula_once_and_not_the_total_above_it(self, tmp_path: Path) -> None:
        district = District()
        row = ROW["1"]
        district.set(XA, f"D{row}", F(f"SUM(D{row + 1}:D{row + 1})", 3.5))
        (finding,) = gravest(district, tmp_path)
        assert (finding.code, finding.place.cell) == ("F01", f"D{row}")
