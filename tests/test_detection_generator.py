"""The detection measure's generator: its clean districts are clean, each family can be put, its truth is held rightly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from benchmarks.detection import report, running, scoring, spoiling
from benchmarks.detection.calculation import Calculation
from benchmarks.detection.cells import ExcelError, Sheet
from benchmarks.detection.family import FAMILIES
from benchmarks.detection.figures import Evidence, explanations, wrong
from benchmarks.detection.formulas import Formula, Range, Ref, call, chain, number
from benchmarks.detection.running import Job

README = Path(__file__).resolve().parent.parent / "benchmarks" / "README.md"


class DescribeACleanDistrict:
    @pytest.mark.parametrize("case", [0, 1])
    def it_is_read_whole_and_raises_no_alarm(self, case: int) -> None:
        result = running.run(Job(seed=7, case=case, clean=True))
        assert result.read == 20
        assert result.false_alarms == []

    def it_is_the_same_for_the_same_seed(self) -> None:
        one, other = spoiling.spoilt(5), spoiling.spoilt(5)
        assert [s.what for s in one.slips] == [s.what for s in other.slips] != []
        assert one.values == other.values


class DescribeTheFamilies:
    def it_can_put_each_of_them(self) -> None:
        left = set(FAMILIES)
        for seed in range(40):
            left -= spoiling.possible(seed, sorted(left), communes=5)
            if not left:
                break
        assert left == set()

    def it_lists_them_in_the_readme(self) -> None:
        assert report.families_table() in README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def case() -> spoiling.Spoilt:
    """A district with one slip: two digits of a criterion swapped in the decision."""
    drawn = (spoiling.spoilt(seed, ["decision_criterion_transposed"]) for seed in range(1, 20))
    return next(s for s in drawn if s.slips)


class DescribeTheScoring:
    def _finding(self, case: spoiling.Spoilt, **other: object) -> scoring.Found:
        slip = case.slips[0]
        assert slip.commune is not None
        file, sheet, cell = next(iter(slip.culprits))
        return {
            "code": "Q01",
            "severity": "error",
            "commune": case.district.display(slip.commune),
            "file": file,
            "sheet": sheet,
            "cell": cell,
            "message": "",
            "cause": {"kind": "transposed_digits"},
            "consequences": [],
            **other,
        }

    def _tally(self, case: spoiling.Spoilt, *findings: scoring.Found) -> tuple[scoring.Tally, scoring.Result]:
        result = scoring.score(case, list(findings), 20)
        return result.tallies["decision_criterion_transposed"], result

    def it_counts_a_right_finding(self, case: spoiling.Spoilt) -> None:
        tally, result = self._tally(case, self._finding(case))
        assert (tally.found, tally.at_culprit, tally.cause_right) == (1, 1, 1)
        assert result.false_alarms == result.failures == []

    def it_counts_an_error_that_nobody_told_as_missed(self, case: spoiling.Spoilt) -> None:
        tally, result = self._tally(case)
        assert (tally.slips, tally.found) == (1, 0)
        assert [kind for _, kind, _ in result.failures] == ["missed"]

    def but_not_a_finding_with_another_code_or_severity(self, case: spoiling.Spoilt) -> None:
        for other in ({"code": "R05"}, {"severity": "info"}):
            assert self._tally(case, self._finding(case, **other))[0].found == 0

    def it_tells_a_wrong_cause_and_a_wrong_cell(self, case: spoiling.Spoilt) -> None:
        elsewhere = next(iter(case.slips[0].touched - case.slips[0].culprits))
        finding = self._finding(case, cause={"kind": "typo"}, sheet=elsewhere[1], file=elsewhere[0], cell=elsewhere[2])
        tally, result = self._tally(case, finding)
        assert (tally.found, tally.findings, tally.at_culprit, tally.cause_right) == (1, 1, 0, 0)
        assert {kind for _, kind, _ in result.failures} == {"elsewhere", "cause"}

    def it_tells_an_alarm_at_a_cell_that_no_error_touched(self, case: spoiling.Spoilt) -> None:
        _, result = self._tally(case, self._finding(case), self._finding(case, sheet="Thông tin", cell="B2"))
        assert len(result.false_alarms) == 1

    def it_finds_what_the_audit_finds(self) -> None:
        result = running.run(Job(seed=7, case=3, families=("decision_total_shifted", "decision_rank")))
        assert sum(t.slips for t in result.tallies.values()) > 0
        assert [kind for _, kind, _ in result.failures if kind == "missed"] == []


class DescribeTheCalculation:
    def _value(self, cells: dict[tuple[int, int], object], at: tuple[int, int]) -> object:
        sheet = Sheet("a.xlsx", "S", cells)
        return Calculation({"a.xlsx": {"S": sheet}}).value(sheet.at(*at))

    def it_passes_over_nested_subtotals(self) -> None:
        inner = Formula(call("SUBTOTAL", number(9), Range(1, 0, 2, 0)))
        outer = Formula(call("SUBTOTAL", number(9), Range(0, 0, 2, 0)))
        cells = {(0, 0): inner, (1, 0): Fraction(2), (2, 0): Fraction(3), (5, 0): outer}
        assert self._value(cells, (5, 0)) == 5

    def it_lets_sum_pass_over_text_and_a_chain_fail_on_it(self) -> None:
        cells: dict[tuple[int, int], object] = {(0, 0): Fraction(2), (1, 0): "Đạt"}
        cells[(2, 0)] = Formula(call("SUM", Range(0, 0, 1, 0)))
        cells[(3, 0)] = Formula(chain([Ref(0, 0), Ref(1, 0)]))
        assert self._value(cells, (2, 0)) == 2
        assert isinstance(self._value(cells, (3, 0)), ExcelError)

    def it_shares_ranks_on_a_tie(self) -> None:
        cells: dict[tuple[int, int], object] = {(n, 0): Fraction(v) for n, v in enumerate((9, 8, 8, 7))}
        cells.update({(n, 1): Formula(call("RANK", Ref(n, 0), Range(0, 0, 3, 0))) for n in range(4)})
        assert [self._value(cells, (n, 1)) for n in range(4)] == [1, 2, 2, 4]


class DescribeAmbiguity:
    def it_takes_no_wrong_figure_that_another_slip_explains_too(self) -> None:
        known = Evidence(Fraction("1.5"), Fraction("1.5"), self_score=Fraction("5.1"), maximum=Fraction(9))
        assert explanations(known, Fraction("5.1")) == {"transposed_digits", "self_score_used"}
        for kind in ("transposed_digits", "self_score_used"):
            assert wrong(kind, known, spoiling.random.Random(1)) is None
