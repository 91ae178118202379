"""How a sheet was understood, so that an officer can see it and settle what is wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a sheet is; the value is its Vietnamese name."""

    SCORES = "Bảng điểm"
    MATRIX = "Ma trận điểm"
    SCHEME = "Bộ tiêu chí"
    DECISION = "Bảng quyết định"
    SUMMARY = "Bảng tổng hợp"
    INFORMATION = "Thông tin"
    CONTACTS = "Danh bạ"
    REMEDIES = "Biện pháp"
    LEFT_OUT = "Bỏ qua"
    """The information sheet says to pass over it."""
    EMPTY = "Trang trống"
    UNKNOWN = "Không nhận ra"


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column of a table."""

    column: str
    """Its letters, "E"; in a document's table "C5"."""
    meaning: str
    """What it was taken for, in Vietnamese; "" where it is not used."""
    heading: str
    """The heading as found, upper cells first."""


@dataclass(frozen=True, slots=True)
class Question:
    """A line of the information sheet that would settle what is not clear."""

    key: str
    """"Cột điểm thẩm định (trang Sheet1)"."""
    value: str
    """What to put beside it: an answer as an example, or several to choose from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetUnderstanding:
    """One sheet, or one table of a document."""

    file: str
    sheet: str
    role: Role
    why: str = ""
    """Why it was not understood, or left out; a Vietnamese clause."""
    is_hidden: bool = False
    """Whether the tab itself is hidden."""
    header: str = ""
    """The header's rows, "5-6"; "" where the sheet has none."""
    data: str = ""
    """First and last row that was read, "7-96"."""
    holds: str = ""
    """How much was read, in a few Vietnamese words: "90 mã", "20 đơn vị"."""
    commune: str = ""
    """Of whom, as reports write it."""
    commune_from: str = ""
    """Where that was read: a cell, "tên trang", or the pin's cell."""
    year: int | None = None
    authority: str = ""
    columns: tuple[ColumnRead, ...] = ()
    """Columns in use first to last, those not used among them."""
    pins: tuple[str, ...] = ()
    """What the information sheet laid down for it: "Cột điểm thẩm định = G (Thông tin!B12)"."""
    missing: tuple[str, ...] = ()
    """Headings that were looked for and not found."""
    questions: tuple[Question, ...] = ()
    """What would settle it."""

    @property
    def is_understood(self) -> bool:
        """Whether the sheet is of some use, or known to be of none."""
        return self.role is not Role.UNKNOWN and not self.questions
