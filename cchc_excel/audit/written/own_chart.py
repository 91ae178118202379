"""Checks the chart of a report that was filled here: each bar must be the audited index, the unit's or the mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from ...model.audited import AuditedCommune, AuditedDistrict
from ...model.filled import FilledSeries
from ...model.names import folded
from ...model.numbers import written

_NUMBER = re.compile(r"^\d{1,3}\.\s+")
_CUT = "…"


class OwnCharts:
    """The check for one district's charts: the bars' names, the same in every report, are understood once."""

    def __init__(self, district: AuditedDistrict) -> None:
        self._district = district
        self._named: dict[str, tuple[str, ...]] = {}

    def fault(self, series: Iterable[FilledSeries], commune: AuditedCommune) -> str | None:
        """The first bar that is not the audited figure of a node of that name, as a Vietnamese clause; None for none.

        The series named as the unit is shows its own indices, any other one the means of all units. A bar whose name is
        no node's must show some node's figure.
        """
        for one in series:
            is_own = one.name == commune.name.display
            for name, value, label in one.points:
                right = {written(index) for index in self._indices(name, commune, is_own)}
                shown = (value.replace(".", ","), *(() if label is None else (label,)))
                wrong = next((figure for figure in shown if figure not in right), None)
                if wrong is not None:
                    return _told(name, wrong, "đơn vị" if is_own else "mức trung bình", sorted(right))
        return None

    def _indices(self, name: str, commune: AuditedCommune, is_own: bool) -> Iterator[Fraction]:
        for code in self._codes(name):
            node = commune.totals.get(code)
            if is_own and node is not None:
                yield node.index
            elif not is_own and (mean := self._district.mean_index(code)) is not None:
                yield mean

    def _codes(self, name: str) -> tuple[str, ...]:
        """The nodes that a bar's name may mean: "3. Cải cách thủ tục …"."""
        if name not in self._named:
            wanted, nodes = folded(_NUMBER.sub("", name).rstrip(_CUT)), self._district.scheme.nodes
            found = tuple(n.code for n in nodes if wanted and folded(n.name).startswith(wanted))
            self._named[name] = found or tuple(n.code for n in nodes)
        return self._named[name]


def _told(name: str, wrong: str, whose: str, right: Sequence[str]) -> str:
    stated = f", số đã kiểm tra là {right[0]}" if len(right) == 1 else ""
    return f"biểu đồ ghi chỉ số “{name}” của {whose} là {wrong}{stated}"
