"""One thing that is wrong with a template: where, what, and the way out, as a line for the officer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ...errors import TemplateError
from ...model.names import capitalised

_TOLD = 3
"""Faults that the error of a run tells; the check tells all."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault; texts are Vietnamese clauses without a closing sign."""

    place: str
    """As an officer finds it: "đoạn 12", "bảng 1, dòng 2, cột 3", "đầu trang, đoạn 1"; "" where the file as a whole is meant."""
    what: str
    way_out: str
    near: str = ""
    """Text of the document beside it; "" where there is none."""

    @property
    def line(self) -> str:
        """The fault in one line."""
        near = f" (gần chỗ “{self.near}”)" if self.near else ""
        said = f"{self.place}: {self.what}" if self.place else self.what
        return f"{said}{near}; {self.way_out}."

    @property
    def told(self) -> str:
        """Likewise, as a line of its own."""
        return capitalised(self.line)


class FaultyTemplate(TemplateError):
    """A template with faults, all of them."""

    def __init__(self, name: str, faults: Sequence[Fault], file: str = "FILE") -> None:
        self.name = name
        self.faults = tuple(faults)
        super().__init__(self.told(file))
        if len(self.faults) > 1:
            heading = f"Mẫu {file} có {len(self.faults)} lỗi. Hãy sửa mẫu rồi chạy lại:"
            self.listed = (heading, *(fault.told for fault in self.faults))

    def told(self, file: str) -> str:
        """The first faults in one line; `file` is how to call the file at the keyboard for the rest."""
        shown = self.faults[:_TOLD]
        if len(self.faults) == 1:
            return f"Mẫu {self.name}: {shown[0].line}"
        lines = " ".join(f"({number}) {fault.line}" for number, fault in enumerate(shown, 1))
        rest = (
            ""
            if len(self.faults) == len(shown)
            else f" Xem đủ {len(self.faults)} lỗi bằng lệnh: cchc template check {file}"
        )
        return f"Mẫu {self.name} có {len(self.faults)} lỗi: {lines}{rest}"
