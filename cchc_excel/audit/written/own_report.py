"""Checks a report that was filled here against the model it was filled from, before it is delivered."""

from __future__ import annotations

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.statement import WrittenDocument
from .comparison import Wrong, wrong_figures
from .naming import Naming
from .passages import passages
from .quoting import quote
from .statements import passage_statements
from .wording import figure_name, figure_text, printed_text


class OwnReports:
    """The check for one district's reports: sentences that only differ in their figures are understood once."""

    def __init__(self, district: AuditedDistrict) -> None:
        self._naming = Naming(district.scheme)
        self._year = district.year

    def fault(self, document: WrittenDocument, commune: AuditedCommune) -> str | None:
        """The first figure that is not the audited one, as a Vietnamese clause; None where all are right."""
        stated = passage_statements(passages(document), self._naming, self._year)
        wrong = wrong_figures(stated, commune)
        return _told(wrong[0]) if wrong else None


def _told(one: Wrong) -> str:
    name = figure_name(one.statement, one.figure.measure)
    return (
        f"câu “{quote(one.figure)}” ghi {name} là {figure_text(one.figure)}, số đã kiểm tra là "
        f"{printed_text(one.figure, one.exact)}"
    )
