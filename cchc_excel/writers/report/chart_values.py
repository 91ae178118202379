"""Gives the bars of the report's chart: a commune's index in each field against its district's mean."""

from __future__ import annotations

from dataclasses import dataclass

from ...model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from .fields import fields_of
from .wording import counted, heading, written

LONGEST_NAME = 72
"""Characters of a field's name beside its bar: two lines of the shipped chart."""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A field as the chart shows it; attributes are the tags' names."""

    ten: str
    chi_so: str
    trung_binh: str
    """ "" where no other commune is there to be compared with."""


def chart_values(district: AuditedDistrict, commune: AuditedCommune) -> dict[str, object]:
    """The chart's tags: its bars, and the names of its two series."""
    numbered = enumerate(fields_of(district.scheme, commune), start=1)
    compared = len(district.communes) > 1
    return {
        "bieu_do": [_bar(number, node, district, compared) for number, node in numbered if node.max_points],
        "bieu_do_don_vi": commune.name.display,
        "bieu_do_trung_binh": f"Trung bình {counted(len(district.communes), 'đơn vị')}" if compared else "",
    }


def _bar(number: int, node: AuditedNode, district: AuditedDistrict, compared: bool) -> ChartBar:
    mean = district.mean_index(node.code) if compared else None
    return ChartBar(
        ten=f"{number}. {_cut(heading(node.name) or f'Tiêu chí {node.code}')}",
        chi_so=written(node.index),
        trung_binh="" if mean is None else written(mean),
    )


def _cut(name: str) -> str:
    """The name, ended at a word where two lines would not hold it."""
    if len(name) <= LONGEST_NAME:
        return name
    return name[:LONGEST_NAME].rpartition(" ")[0].rstrip(" ,;:-–(") + "…"
