"""Findings: what is wrong, low or worth knowing, each tied to its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from .cause import CauseKind


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return ("error", "warning", "info").index(self.value)

    @property
    def label(self) -> str:
        """The Vietnamese name."""
        return ("Lỗi", "Cảnh báo", "Thông tin")[self.rank]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where to look: a cell of a sheet of a file."""

    file: str = ""
    """Path relative to the folder that was read, with forward slashes."""
    sheet: str = ""
    cell: str = ""
    """"E41"; empty where a finding is about a whole sheet or file."""


@dataclass(frozen=True, slots=True, order=True)
class Passage(Place):
    """Where to look in a written report."""

    paragraph: int = 0
    """1-based; 0 where pages are counted."""
    page: int = 0
    """1-based; 0 where paragraphs are counted."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What most likely went wrong."""

    kind: CauseKind
    detail: str
    """What shows it, as a Vietnamese clause that can follow a colon; it does not repeat the finding's message."""


@dataclass(frozen=True, slots=True)
class Consequence:
    """A figure that is off only because another one is: no finding of its own."""

    commune: str
    criterion: str
    """The node whose figure is off."""
    place: Place
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found. `message` is a Vietnamese sentence an officer can act on."""

    code: str
    severity: Severity
    place: Place
    message: str
    advice: str
    """What to do about it."""
    commune: str | None = None
    criterion: str | None = None
    expected: str | None = None
    """What the cell should hold, as a decimal string with a point, or a text."""
    actual: str | None = None
    """What it holds."""
    cause: Cause | None = None
    consequences: tuple[Consequence, ...] = ()
    figure: str | None = None
    """Which figure of a written report is meant: "score", "max", "index", "missing"."""

    @property
    def is_about_low_score(self) -> bool:
        """Whether it tells that points were lost (family L, DOMAIN section 6), not that something is wrong."""
        return self.code.startswith("L")

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Gravest first, then by place and code, so that two runs compare equal."""
        place = (self.place.file, self.place.sheet, *_row_and_column(self.place.cell))
        return (self.severity.rank, place, self.code, self.criterion or "", self.message)


_DOCUMENT_CELL = re.compile(r"(?:P(\d+))?T(\d+)R(\d+)C(\d+)$")


def _row_and_column(cell: str) -> tuple[int, int, str]:
    """Orders cells as a sheet does: E8 before E11, Z1 before AA1; and as a document does: T1R9C2 before T1R10C1."""
    found = _DOCUMENT_CELL.match(cell)
    if found:
        page, table, row, column = (int(n or 0) for n in found.groups())
        return (page * 1000 + table) * 100_000 + row, column, cell
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    return int(digits) if digits else 0, len(letters), letters


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """A rule's stable code and all its Vietnamese text."""

    code: str
    severity: Severity
    """The usual severity; a finding may carry a milder one."""
    title: str
    explanation: str
    advice: str
    """What to do about a finding, unless the finding says it more closely."""
    example: str
    """A worked example with figures, in sentences an officer reads without opening anything else."""
    source: str = "Danh mục phát hiện"
    """Where the rule comes from, in Vietnamese: the list of findings, unless a closer source is told."""
    causes: tuple[CauseKind, ...] = ()
    """The kinds of cause that its findings may name."""
