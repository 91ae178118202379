"""Holds what the audit found against the truth: found or missed, named first, cause right, false alarms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .district import District
from .family import FAMILIES
from .spoiling import Spoilt
from .truth import Place, Slip

Found = dict[str, Any]
"""A finding of the JSON result."""

LOW_SCORES = ("L02", "L03", "L04")
"""Remarks on low scores: true in clean districts too, so no alarms."""


@dataclass
class Tally:
    """Counts of one family, or of all."""

    slips: int = 0
    found: int = 0
    findings: int = 0
    """Findings that speak of a slip."""
    at_culprit: int = 0
    with_cause: int = 0
    """Found slips for which a cause is expected."""
    cause_right: int = 0

    def add(self, other: Tally) -> None:
        """Adds another tally's counts."""
        self.slips += other.slips
        self.found += other.found
        self.findings += other.findings
        self.at_culprit += other.at_culprit
        self.with_cause += other.with_cause
        self.cause_right += other.cause_right


@dataclass
class Result:
    """One district's outcome; plain, so that it passes between processes."""

    seed: int
    tallies: dict[str, Tally] = field(default_factory=dict)
    false_alarms: list[str] = field(default_factory=list)
    failures: list[tuple[str, str, str]] = field(default_factory=list)
    """Family, kind of failure, what happened."""
    read: int = 0
    """Communes that were read."""


def place(found: Found) -> Place:
    """Where a finding, or a consequence, points."""
    return found["file"], found["sheet"], found["cell"]


def told(found: Found) -> str:
    """A finding in one line."""
    cause = (found.get("cause") or {}).get("kind")
    return f"{found['code']} {found['commune']} {'!'.join(place(found))} [{cause}] {found['message'][:140]}"


def score(case: Spoilt, findings: list[Found], communes: int) -> Result:
    """The outcome of one district."""
    result = Result(case.district.seed, read=communes)
    left = [f for f in findings if f["code"] not in LOW_SCORES or _is_touched(case, f)]
    alarms = [f for f in left if f["severity"] != "info"]
    about: dict[int, list[Found]] = {}
    for finding in alarms:
        slip = _slip_of(case, finding)
        if slip is None:
            result.false_alarms.append(told(finding))
        else:
            about.setdefault(id(slip), []).append(finding)
    for slip in case.slips:
        _score_slip(case.district, slip, about.get(id(slip), []), left, result)
    return result


def _slip_of(case: Spoilt, finding: Found) -> Slip | None:
    """The slip that a finding speaks of: one that touched its cell, of its own commune if there is one."""
    near = [s for s in case.slips if _within(place(finding), s.touched)]
    near = near or [s for s in case.slips if place(finding) in s.perhaps]
    own = [s for s in near if finding["commune"] in _names(case.district, s)]
    named = [s for s in own or near if _within(place(finding), s.culprits)]
    return next(iter(named or own or near), None)


def _names(district: District, slip: Slip) -> set[str]:
    """With and without the kind, which a finding about a commune without scores may not know."""
    own = [n for n in (slip.commune, *slip.others) if n is not None]
    return {*own, *(district.display(n) for n in own)}


def _is_touched(case: Spoilt, finding: Found) -> bool:
    return any(_within(place(finding), slip.culprits) for slip in case.slips)


def _within(where: Place, places: set[Place] | frozenset[Place]) -> bool:
    return where in places or (where[0], where[1], "") in places


def _score_slip(district: District, slip: Slip, about: list[Found], findings: list[Found], result: Result) -> None:
    family = FAMILIES[slip.family]
    tally = result.tallies.setdefault(slip.family, Tally())
    tally.slips += 1
    names = _names(district, slip)
    wanted = [f for f in (findings if family.info else about) if _is_wanted(f, slip, family.codes, names)]
    counted = [f for f in about if f["code"] not in family.aside or f["code"] in family.codes]
    if family.info:
        counted = wanted
    tally.found += bool(wanted)
    if not wanted:
        result.failures.append((slip.family, "missed", f"{slip.what}; told instead: {[told(f) for f in about[:3]]}"))
    for finding in counted:
        tally.findings += 1
        right = _within(place(finding), slip.culprits)
        tally.at_culprit += right
        if not right:
            result.failures.append((slip.family, "elsewhere", f"{slip.what}; {_cells(slip)}: {told(finding)}"))
    if family.causes and wanted:
        tally.with_cause += 1
        kinds = [(f.get("cause") or {}).get("kind") for f in wanted]
        tally.cause_right += kinds[0] in family.causes
        if kinds[0] not in family.causes:
            result.failures.append((slip.family, "cause", f"{slip.what}; {kinds} for {sorted(family.causes)}"))


def _cells(slip: Slip) -> str:
    return "culprit " + ", ".join("!".join(p) for p in sorted(slip.culprits)[:2])


def _is_wanted(finding: Found, slip: Slip, codes: frozenset[str], names: set[str]) -> bool:
    if finding["code"] not in codes:
        return False
    if finding["commune"] is None and _within(place(finding), slip.culprits):
        return True
    if names and finding["commune"] not in names:
        return False
    cells = [place(finding), *(place(c) for c in finding.get("consequences", ()))]
    return any(_within(c, slip.touched) for c in cells)
