"""The axes along which tables vary, and the cases made of them: pairwise with a fixed seed, or drawn at random."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache
from itertools import cycle, product
from typing import Any, TypeVar

from . import decision_layout, matrix_layout, rows, score_layout
from . import wordings as say
from .cases import FORMS, LAYOUTS, TYPES, Case
from .decision_layout import DecisionStyle
from .headers import JOINS
from .matrix_layout import MatrixStyle
from .pairwise import covering
from .score_layout import ScoreStyle
from .truth import ALL_SLIPS, Slip

Axes = Mapping[str, Sequence[Any]]
_Style = TypeVar("_Style", bound=rows.RowStyle)
EVERYTHING = os.environ.get("CCHC_CORPUS") == "all"
"""Asked for by hand: no case is left out to save time."""
_YES_NO = (False, True)
_SHEET_SPELLINGS = tuple(s for s in say.SPELLINGS if s not in ("toneless", "note"))
"""What a scoring sheet may call its commune: the name itself must be there to be audited."""

ROWS: Axes = {
    "wording": say.WORDINGS,
    "toneless": _YES_NO,
    "join": JOINS,
    "numbering": _YES_NO,
    "totals": rows.TOTALS,
    "total_words": range(len(rows.TOTAL_WORDS)),
    "parts": (*say.PART_FORMS, "in name"),
    "codes": say.CODE_FORMS,
    "points": say.POINT_FORMS,
    "formulas": _YES_NO,
    "notes": rows.NOTES,
    "offset": range(len(rows.OFFSETS)),
    "spelling": _SHEET_SPELLINGS,
}
SCORE: Axes = {
    **ROWS,
    "order": range(len(score_layout.ORDERS)),
    "header": score_layout.HEADERS,
    "percents": say.PERCENT_FORMS,
    "title": score_layout.TITLES,
    "hides_extras": _YES_NO,
}
MATRIX: Axes = {
    **ROWS,
    "totals": (*rows.TOTALS, "leaves"),
    "header": matrix_layout.HEADERS,
    "over": range(len(matrix_layout.OVER)),
    "has_maxima": _YES_NO,
    "maxima_last": _YES_NO,
}
DECISION: Axes = {
    "content": decision_layout.CONTENTS,
    "shuffle": decision_layout.SHUFFLES,
    "wording": range(len(decision_layout.HEADS)),
    "grouped": _YES_NO,
    "join": JOINS,
    "numbering": _YES_NO,
    "has_maxima": _YES_NO,
    "has_means": _YES_NO,
    "by_rank": _YES_NO,
    "points": say.POINT_FORMS,
    "percents": say.PERCENT_FORMS,
    "spelling": say.SPELLINGS,
    "offset": range(len(rows.OFFSETS)),
    "notes": ("none", "around"),
}
CASE: Axes = {
    "type": TYPES,
    "form": FORMS,
    "script": tuple(say.SCRIPTS),
    "has_scheme": _YES_NO,
    "has_helper": _YES_NO,
}


def case_of(choices: Mapping[str, Any], layout: str) -> Case:
    """The case of choices named "score.order", "decision.points", "type" ..., in one of the layouts."""

    def own(prefix: str) -> dict[str, Any]:
        return {k.removeprefix(prefix): v for k, v in choices.items() if k.startswith(prefix)}

    case = Case(
        layout=layout,
        slips=ALL_SLIPS,
        score=_settled(ScoreStyle(**own("score."))),
        matrix=_settled(MatrixStyle(**own("matrix."))),
        decision=DecisionStyle(**own("decision.")),
        **{f.name: choices[f.name] for f in fields(Case) if f.name in choices},
    )
    if layout == "matrix of leaves":
        case = replace(case, matrix=replace(case.matrix, totals="leaves"))
    if case.is_matrix and not case.matrix.has_maxima:
        # then they can stand in a sheet of the scheme only
        case = replace(case, has_scheme=True)
    if case.form.startswith("pdf") and case.script == "nbsp":
        # where no blank may break, the page breaks words instead
        case = replace(case, script="nfc")
    if case.decision.grouped and case.decision.join in ("blank", "low"):
        # "Điểm" and "Chỉ số" over unmerged cells leave open which columns they speak of: that is asked, not guessed
        case = replace(case, decision=replace(case.decision, join="merged"))
    return case


def _settled(style: _Style) -> _Style:
    """Without the choices that together are a question to the officer."""
    if style.codes == "long date" and style.parts == "in name":
        # 8/1/2023 right after 4.2, no part's row between them in the column of codes: 8.1 or 8.1.23
        return replace(style, parts="letter")
    return style


def axes_of(layout: str) -> dict[str, Sequence[Any]]:
    """All that may vary in a layout."""
    prefix, own = ("matrix.", MATRIX) if layout.startswith("matrix") else ("score.", SCORE)
    return CASE | _under(prefix, own) | _under("decision.", DECISION)


def _under(prefix: str, axes: Axes) -> dict[str, Sequence[Any]]:
    return {prefix + name: choices for name, choices in axes.items()}


_FILE: Axes = {k: v for k, v in CASE.items() if k != "form"}
_SEED = 4


@cache
def varied_sheets() -> tuple[Case, ...]:
    """Scoring sheets in which every pair of choices occurs, beside the standard decision."""
    rows = covering(_FILE | _under("score.", SCORE), _SEED)
    # one commune's sheet is the same in a workbook of its own, so that takes turns
    layouts = cycle(("one workbook",) * 4 + ("workbook each",))
    return tuple(case_of(choices, layout) for choices, layout in zip(rows, layouts, strict=False))


@cache
def varied_matrices() -> tuple[Case, ...]:
    """Likewise score matrices."""
    return tuple(case_of(choices, "matrix") for choices in covering(_FILE | _under("matrix.", MATRIX), _SEED))


@cache
def varied_decisions() -> tuple[Case, ...]:
    """Likewise decisions, beside the standard scores."""
    axes = {"form": FORMS, "script": CASE["script"]} | _under("decision.", DECISION)
    return tuple(case_of(choices, "one workbook") for choices in covering(axes, _SEED))


@cache
def base_cases() -> tuple[Case, ...]:
    """Every layout x file type x decision form, all with the planted slips."""
    return tuple(_base(*choice, ALL_SLIPS) for choice in product(LAYOUTS, TYPES, FORMS))


@cache
def clean_cases() -> tuple[Case, ...]:
    """Districts without any slip: every pair of layout, file type and decision form, or all of them when asked."""
    axes = {"layout": LAYOUTS, "type": TYPES, "form": FORMS}
    if EVERYTHING:
        return tuple(_base(*choice, frozenset()) for choice in product(*axes.values()))
    return tuple(_base(row["layout"], row["type"], row["form"], frozenset()) for row in covering(axes, _SEED))


def _base(layout: str, of_type: str, form: str, slips: frozenset[Slip]) -> Case:
    decision = DecisionStyle(grouped="merged" in form, content="both" if form == "docx merged" else "scores")
    case = case_of({"type": of_type, "form": form}, layout)
    return replace(case, slips=slips, decision=decision)
