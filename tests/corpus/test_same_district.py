"""The law: whatever layout, file type and decision form a folder has, its audited district is the same to the digit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .cases import FORMS, LAYOUTS, TYPES, Case, File
from .law import named
from .same import Judge
from .score_layout import ScoreStyle
from .sheets import Sheet
from .spreadsheets import SOFFICE
from .truth import ALL_SLIPS, AUTHORITY, COMMUNES, PLANTED, POINTS, TREE, YEAR, Slip, grade, index, maximum, rank
from .variations import (
    EVERYTHING,
    axes_of,
    base_cases,
    case_of,
    clean_cases,
    varied_decisions,
    varied_matrices,
    varied_sheets,
)


def holds(judge: Judge, case: Case) -> None:
    """Fails with what departs from the standard."""
    if case.is_converted and SOFFICE is None:
        pytest.skip("LibreOffice (soffice) is not installed: this folder was NOT built")
    faults = judge.faults(case)
    assert not faults, "\n".join([f"{len(faults)} departures of {case}", *faults[:12]])


class DescribeTheStandard:
    """The workbook that all others are measured by is itself measured by the description's own sums."""

    @pytest.mark.parametrize("formulas", [True, False])
    def it_has_the_figures_of_the_description(self, formulas: bool, judge: Judge) -> None:
        found = judge.standard(Case(slips=ALL_SLIPS, score=ScoreStyle(formulas=formulas)))
        assert found.head == (AUTHORITY, YEAR)
        assert found.communes == {named(c).key: (rank(c), grade(c)) for c in COMMUNES}
        for commune in COMMUNES:
            nodes = found.nodes[named(commune).key]
            assert {c: n[2:] for c, n in nodes.items()} == {
                c: (maximum(c), POINTS[commune][c], index(commune, c)) for c in ("T", *TREE)
            }

    def it_has_the_planted_slips_and_no_other_error(self, judge: Judge) -> None:
        expected = {
            ("A01", named(PLANTED[Slip.TOTAL].commune).key, "2", "9.875", "9.785"),
            ("Q01", named(PLANTED[Slip.CRITERION].commune).key, "1", "11.67", "10.7"),
            ("Q04", named(PLANTED[Slip.RANK].commune).key, "T", "5", "6"),
        }
        found = judge.standard(Case(slips=ALL_SLIPS)).findings
        assert {(f[0], *f[2:]) for f in found if f[1].value == "error"} == expected
        assert not [f for f in judge.standard(Case()).findings if f[1].value == "error"]


class DescribeEveryFolder:
    @pytest.mark.parametrize("case", base_cases(), ids=lambda c: c.name)
    def it_gives_the_standard_district(self, case: Case, judge: Judge) -> None:
        holds(judge, case)

    @pytest.mark.parametrize("case", clean_cases(), ids=lambda c: c.name)
    def it_gives_the_standard_district_without_a_slip(self, case: Case, judge: Judge) -> None:
        holds(judge, case)

    @pytest.mark.parametrize(
        "case", base_cases() if EVERYTHING else base_cases()[:: len(TYPES) * len(FORMS) // 8 + 1], ids=lambda c: c.name
    )
    def it_is_read_from_disk_alike(self, case: Case, judge: Judge, tmp_path: Path) -> None:
        if case.is_converted and SOFFICE is None:
            pytest.skip("LibreOffice (soffice) is not installed: this folder was NOT built")
        assert judge.faults(case, judge.workshop.audited_folder(case, tmp_path)) == []


class DescribeTablesOfEveryShape:
    @pytest.mark.parametrize("case", varied_sheets(), ids=lambda c: f"{c.type}-{c.script}")
    def it_reads_scoring_sheets(self, case: Case, judge: Judge) -> None:
        holds(judge, case)

    @pytest.mark.parametrize("case", varied_matrices(), ids=lambda c: f"{c.type}-{c.script}")
    def it_reads_score_matrices(self, case: Case, judge: Judge) -> None:
        holds(judge, case)

    @pytest.mark.parametrize("case", varied_decisions(), ids=lambda c: f"{c.form}-{c.script}")
    def it_reads_decisions(self, case: Case, judge: Judge) -> None:
        holds(judge, case)

    @pytest.mark.parametrize("layout", LAYOUTS)
    @given(data=st.data())
    @settings(max_examples=200 if EVERYTHING else 10, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def it_reads_any_mix(self, layout: str, data: st.DataObject, judge: Judge) -> None:
        axes = {**axes_of(layout), "type": ("xlsx", "xlsm"), "form": ("inside", "xlsx", "xlsm")}
        choices = {name: data.draw(st.sampled_from(list(options)), label=name) for name, options in axes.items()}
        holds(judge, case_of(choices, layout))


def _one_figure_off(sheet: Sheet) -> Sheet:
    """A leaf's score raised by a hundredth in a sheet that holds it."""
    spot = (COMMUNES[2], "8.1", "score")
    if spot not in sheet.figures:
        return sheet
    value = sheet.cells[sheet.figures[spot]]
    assert isinstance(value, float)
    return replace(sheet, cells={**sheet.cells, sheet.figures[spot]: value + 0.01})


def _row_dropped(sheet: Sheet) -> Sheet:
    """The row of a leaf left blank in a sheet that holds it."""
    spot = (COMMUNES[2], "8.1", "score")
    if spot not in sheet.figures:
        return sheet
    row = sheet.figures[spot][0]
    return replace(sheet, cells={at: v for at, v in sheet.cells.items() if at[0] != row})


class DescribeTheLawItself:
    """A law that nothing breaks would prove nothing."""

    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize("spoil", [_one_figure_off, _row_dropped])
    def it_sees_what_is_spoilt(self, layout: str, spoil: Callable[[Sheet], Sheet], judge: Judge) -> None:
        case = Case(layout=layout, score=ScoreStyle(formulas=False))
        files = [File(f.name, f.form, tuple(map(spoil, f.sheets))) for f in case.files]
        assert judge.faults(case, judge.workshop.audited(files))
