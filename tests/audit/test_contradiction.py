"""Q07: lines of the decision that no score sheet decides are held against themselves."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from cchc_excel.model.cause import CauseKind
from cchc_excel.model.finding import Finding
from tests.builders.districts import ROW, District
from tests.conftest import audited

XA, AN = "Xã Thanh Xá", "Xã Thanh An"
SCORE_OF_2, PART_A, PART_B, TOTAL, INDEX_OF_2, INDEX_OF_A = "D{}", "E{}", "H{}", "I{}", "N{}", "O{}"


def line_of(district: District, commune: str) -> int:
    return next(i for i, row in enumerate(district.decision, 1) if row[1:2] == [commune])


def without_scores(commune: str = XA) -> tuple[District, int]:
    """A district whose decision has a commune that has no score sheet."""
    district = District()
    del district.sheets[commune]
    return district, line_of(district, commune)


def contradictions(district: District, folder: Path) -> list[Finding]:
    return [f for f in audited(district.write(folder)).findings if f.code == "Q07"]


class DescribeADecisionThatContradictsItself:
    def it_is_silent_where_rounding_explains_all(self, tmp_path: Path) -> None:
        district, line = without_scores()
        row = district.decision[line - 1]
        assert row[3] == 9.88 and row[13] == 89.77, "printed arithmetic would object"
        assert contradictions(district, tmp_path) == []

    @pytest.mark.parametrize(
        ("cell", "value", "right", "cause"),
        [
            (SCORE_OF_2, 8.98, "9.88", CauseKind.TRANSPOSED_DIGITS),
            (SCORE_OF_2, 98.8, "9.88", CauseKind.SHIFTED_DECIMAL),
            (INDEX_OF_2, 98.77, "89.77", CauseKind.TRANSPOSED_DIGITS),
            (TOTAL, 26.74, "27.64", CauseKind.TRANSPOSED_DIGITS),
            (TOTAL, 25.11, "27.64", CauseKind.TYPO),
            (PART_A, 71.63, "17.63", CauseKind.TRANSPOSED_DIGITS),
        ],
    )
    def it_is_told_at_the_culprit(self, cell: str, value: float, right: str, cause: CauseKind, tmp_path: Path) -> None:
        district, line = without_scores()
        district.set_decision(cell.format(line), value)
        (finding,) = contradictions(district, tmp_path)
        assert (finding.place.cell, finding.commune, finding.actual) == (cell.format(line), XA, str(value))
        assert finding.cause is not None and finding.cause.kind is cause
        assert finding.expected is not None
        assert abs(Decimal(finding.expected) - Decimal(right)) <= Decimal("0.01")
        assert finding.message.endswith(".") and "để khớp thì" in finding.message

    def it_shows_the_quotient(self, tmp_path: Path) -> None:
        district, line = without_scores()
        district.set_decision(INDEX_OF_2.format(line), 98.77)
        (finding,) = contradictions(district, tmp_path)
        assert "9,88/11 điểm là 89,82%" in finding.message

    def it_names_the_candidates_where_several_may_be_wrong(self, tmp_path: Path) -> None:
        district, line = without_scores()
        for row in district.decision[5:]:
            del row[12:]
            for column in (2, 3, 5, 6, 9):
                row[column] = None
        district.set_decision(TOTAL.format(line), 29)
        (finding,) = contradictions(district, tmp_path)
        assert finding.place.cell == TOTAL.format(line)
        assert finding.cause is not None and finding.cause.kind is CauseKind.UNKNOWN
        assert "phần A" in finding.message and "phần B" in finding.message

    def it_leaves_to_the_comparing_rules_what_scores_decide(self, tmp_path: Path) -> None:
        district = District()
        district.set_decision(SCORE_OF_2.format(line_of(district, XA)), 9.78)
        assert contradictions(district, tmp_path) == []

    def it_looks_where_an_unreadable_leaf_leaves_only_a_span(self, tmp_path: Path) -> None:
        district = District().set(XA, f"E{ROW['2.2']}", "chưa chấm")
        line = line_of(district, XA)
        assert contradictions(district, tmp_path / "right") == []
        district.set_decision(INDEX_OF_2.format(line), 88.77)
        codes = {
            f.code: f for f in audited(district.write(tmp_path / "spoilt")).findings if f.place.cell.endswith(str(line))
        }
        assert codes["Q07"].place.cell == INDEX_OF_2.format(line)
        assert "Q03" not in codes
