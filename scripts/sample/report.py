"""Says in plain words where the planted mistakes stand, with the stated and the right value of each."""

from decimal import Decimal

from .decision import RANK_COLUMN, SCORES_SHEET, score_cell
from .district import Result
from .figures import round_half_up
from .planted import (
    OMITTED_CHILD,
    OMITTING_COMMUNE,
    OMITTING_PARENT,
    SWAPPED_COMMUNE,
    SWAPPED_CRITERION,
    TIED_FIRST,
    TIED_SECOND,
    stated_rank,
    stated_score,
)
from .scheme import PART_A, SCHEME, TOTAL_CODE
from .score_sheet import appraised_cell, total_formula
from .summary_sheet import SUMMARY_SHEET, summary_row


def planted_mistakes(results: tuple[Result, ...]) -> list[str]:
    """One line for each planted mistake."""
    by_name = {result.commune.name: result for result in results}
    return [
        _omission(results, by_name[OMITTING_COMMUNE]),
        _swap(results, by_name[SWAPPED_COMMUNE]),
        _rank(results, by_name[TIED_SECOND]),
    ]


def _omission(results: tuple[Result, ...], result: Result) -> str:
    parent = next(node for node in SCHEME.walk() if node.code == OMITTING_PARENT)
    column = appraised_cell(parent.code)[0]
    follow = ", ".join(appraised_cell(code) for code in (PART_A.code, TOTAL_CODE))
    return (
        f"1. score sheet '{result.commune.sheet}', cell {appraised_cell(parent.code)}: "
        f"{total_formula(parent, column, OMITTED_CHILD)} leaves out {appraised_cell(OMITTED_CHILD)} "
        f"(code {OMITTED_CHILD}, {_plain(result.exact[OMITTED_CHILD])}); it says "
        f"{_plain(result.on_sheet[parent.code])}, right is {_plain(result.exact[parent.code])}. "
        f"What follows: {follow} (total {_plain(result.on_sheet[TOTAL_CODE])}, right is "
        f"{_plain(result.total)}) and '{SUMMARY_SHEET}' row {summary_row(results, result.commune.name)}."
    )


def _swap(results: tuple[Result, ...], result: Result) -> str:
    name, right = result.commune.name, round_half_up(result.exact[SWAPPED_CRITERION])
    at = score_cell(results, name, code=SWAPPED_CRITERION)
    return (
        f"2. decision '{SCORES_SHEET}', cell {at} (xã {name}, criterion {SWAPPED_CRITERION}): "
        f"says {stated_score(name, SWAPPED_CRITERION, right)}, right is {right} "
        f"(exactly {result.exact[SWAPPED_CRITERION]})."
    )


def _rank(results: tuple[Result, ...], result: Result) -> str:
    name, right = result.commune.name, result.rank_among(results)
    at = score_cell(results, name, heading=RANK_COLUMN)
    return (
        f"3. decision '{SCORES_SHEET}', cell {at} (rank of xã {name}, tied with xã {TIED_FIRST} at "
        f"{result.total}): says {stated_rank(name, right)}, right is {right}."
    )


def _plain(value: Decimal) -> str:
    """A figure without trailing zeros."""
    return f"{value.normalize():f}"
