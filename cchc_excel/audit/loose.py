"""Findings about files that belong to no district."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.finding import Finding
from ..model.group import Trouble
from .registry import RULES
from .rules.files import trouble_finding


def loose_findings(troubles: Iterable[Trouble]) -> tuple[Finding, ...]:
    """One finding per trouble, gravest first."""
    found = [trouble_finding(RULES[t.code], t) for t in troubles]
    return tuple(sorted(found, key=lambda f: f.sort_key))
