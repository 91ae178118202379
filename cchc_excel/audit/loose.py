"""Findings about files that belong to no district."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.finding import Finding
from ..model.group import Trouble
from . import rules as _every_rule
from .registry import RULES

assert _every_rule, "importing the package registers the rules"


def loose_findings(troubles: Iterable[Trouble]) -> tuple[Finding, ...]:
    """One finding per trouble, gravest first."""
    found = [
        RULES[t.code].finding(t.place, f"{t.what[:1].upper()}{t.what[1:]}.", advice=f"{t.way_out}.", commune=t.commune)
        for t in troubles
    ]
    return tuple(sorted(found, key=lambda f: f.sort_key))
