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
