"""Writes the measure's figures, family by family, with the failing cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from .family import FAMILIES, SHEET_SIDE, Family
from .running import Job
from .scoring import Result, Tally


def families_table() -> str:
    """Every family as a Markdown table."""
    lines = ["| family | what is wrong | counts as found | cause |", "|---|---|---|---|"]
    for family in _ordered():
        codes, causes = ", ".join(sorted(family.codes)), ", ".join(sorted(family.causes)) or "-"
        lines.append(f"| {family.name} | {family.about} | {codes} | {causes} |")
    return "\n".join(lines)


def _ordered() -> list[Family]:
    """Families in the order of the workbooks they are put into."""
    return sorted(FAMILIES.values(), key=lambda f: (*SHEET_SIDE, "decision").index(f.group))


def measured(outcomes: Sequence[tuple[Job, Result]], most: int = 3) -> str:
    """The figures over all, by family, and up to `most` failing cases of each family and kind."""
    tallies: dict[str, Tally] = {name: Tally() for name in FAMILIES}
    whole = Tally()
    clean = [r for job, r in outcomes if job.clean]
    spoilt = [(job, r) for job, r in outcomes if not job.clean]
    for _, result in spoilt:
        for name, tally in result.tallies.items():
            tallies[name].add(tally)
            whole.add(tally)
    alarms = sum(len(r.false_alarms) for r in clean)
    lines = [
        f"districts with slips: {len(spoilt)}, slips: {whole.slips}; clean districts: {len(clean)}",
        f"errors found:             {_share(whole.found, whole.slips)}   (goal 99.9 %)",
        f"false alarms when clean:  {alarms}   (goal 0)",
        f"first cell is culprit:    {_share(whole.at_culprit, whole.findings)}   (goal 95 %)",
        f"cause named rightly:      {_share(whole.cause_right, whole.with_cause)}   (goal 90 %)",
        f"false alarms beside slips: {sum(len(r.false_alarms) for _, r in spoilt)}",
        "",
        f"{'family':<32}{'slips':>6}{'found':>7}{'findings':>9}{'culprit':>8}{'cause':>12}",
    ]
    for name in (f.name for f in _ordered()):
        tally = tallies[name]
        cause = f"{tally.cause_right}/{tally.with_cause}" if FAMILIES[name].causes else "-"
        lines.append(f"{name:<32}{tally.slips:>6}{tally.found:>7}{tally.findings:>9}{tally.at_culprit:>8}{cause:>12}")
    return "\n".join([*lines, "", *_failing(outcomes, most)])


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f} % ({part}/{whole})" if whole else "-"


def _failing(outcomes: Sequence[tuple[Job, Result]], most: int) -> list[str]:
    kinds: dict[tuple[str, str], list[str]] = defaultdict(list)
    for job, result in outcomes:
        case = f"--seed {job.seed} --case {job.case}{' --clean-case' if job.clean else ''}"
        for family, kind, what in result.failures:
            kinds[(family, kind)].append(f"  {case}: {what}")
        for alarm in result.false_alarms:
            kinds[("", "false alarm when clean" if job.clean else "false alarm")].append(f"  {case}: {alarm}")
    lines = []
    for (family, kind), cases in sorted(kinds.items()):
        lines.append(f"{kind}{': ' + family if family else ''} ({len(cases)})")
        lines += cases[:most]
    return lines
