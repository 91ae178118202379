"""How findings about a written report speak of its figures and places."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ...model import codes
from ...model.finding import Passage, Place
from ...model.numbers import Exact, places_of, written, written_in_full
from ...model.statement import Measure, StatedFigure, Statement
from ..phrases import INDEX_PLACES, called

_MEASURED = {
    Measure.SCORE: "điểm",
    Measure.MAX: "điểm tối đa",
    Measure.INDEX: "chỉ số",
    Measure.MISSING: "điểm chưa đạt",
}
_OF_TOTAL = {
    Measure.SCORE: "tổng điểm",
    Measure.MAX: "tổng điểm tối đa",
    Measure.INDEX: "chỉ số chung",
    Measure.MISSING: "tổng điểm chưa đạt",
}
_LONGEST_NAME = 50


def figure_name(statement: Statement, measure: Measure) -> str:
    """ "điểm tiêu chí 5", "chỉ số phần A", "tổng điểm"; of a node without a code "điểm của “Tên mục”"."""
    if statement.key == codes.TOTAL:
        return _OF_TOTAL[measure]
    if statement.is_coded:
        return f"{_MEASURED[measure]} {called(statement.key)}"
    name = statement.name if len(statement.name) <= _LONGEST_NAME else statement.name[: _LONGEST_NAME - 1] + "…"
    return f"{_MEASURED[measure]} của “{name}”" if name else f"{_MEASURED[measure]} ở câu này"


def figure_text(figure: StatedFigure) -> str:
    """The figure as Vietnamese writes it, with its percent sign."""
    return written_in_full(figure.value) + unit(figure.measure)


def unit(measure: Measure) -> str:
    """ "%" of an index, nothing of points."""
    return "%" if measure is Measure.INDEX else ""


def exact_text(measure: Measure, exact: Exact) -> str:
    """An exact figure: points in full, an index at four decimals."""
    return (written(exact, INDEX_PLACES) if isinstance(exact, Fraction) else written_in_full(exact)) + unit(measure)


def printed_text(figure: StatedFigure, exact: Exact) -> str:
    """What the report would have to show, at two decimals or the figure's own if more."""
    return written(exact, max(2, places_of(figure.value))) + unit(figure.measure)


def place_of(file: str, figure: StatedFigure) -> Passage:
    """The paragraph or the page."""
    return Passage(file, paragraph=figure.block.paragraph, page=figure.block.page)


def where(place: Place) -> str:
    """ "đoạn 16", "trang 3"; "" for a whole file."""
    if not isinstance(place, Passage):
        return ""
    if place.page:
        return f"trang {place.page}"
    return f"đoạn {place.paragraph}" if place.paragraph else ""


def shown(value: Decimal, measure: Measure) -> str:
    """A printed figure with its unit."""
    return written_in_full(value) + unit(measure)
