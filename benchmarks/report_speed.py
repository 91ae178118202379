"""Times a report made three ways, in turn: docxtpl's own loop, ours, and the floor below which no writer can go.

Each turn makes different reports one after the other: a processor that meets the same bytes again and again foretells
every branch of the compression, and no run is like that.

python benchmarks/report_speed.py [--rounds N] [--commune NAME]
"""

from __future__ import annotations

import argparse
import gc
import io
import statistics
import sys
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from docxtpl import DocxTemplate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.stages import forget  # noqa: E402
from benchmarks.word_template import as_word_saves_it  # noqa: E402
from cchc_excel.audit.district import audit  # noqa: E402
from cchc_excel.bundled import TEMPLATE_NAME  # noqa: E402
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict  # noqa: E402
from cchc_excel.model.group import Group  # noqa: E402
from cchc_excel.model.report_mark import ReportMark  # noqa: E402
from cchc_excel.model.score_sheet import ScoreSheet  # noqa: E402
from cchc_excel.reading import read_folder  # noqa: E402
from cchc_excel.writers.report import ReportTemplate, report_values  # noqa: E402
from cchc_excel.writers.report.package import LEVEL_EACH, PackedPart, package, packed, read_package  # noqa: E402

MILLI = 1000
Z_DEFAULT = 6
"""The level at which zlib deflates where nobody asks for another."""
_ONCE = ("[Content_Types].xml", "_rels/.rels")
"""Parts that differ from the template's, but are the same in every report, since each carries a mark."""
SHORT = 2
"""Deductions in a report of four pages and an annex of one."""


@dataclass(slots=True)
class Job:
    """One way to make the communes' reports, and the CPU seconds that a report took at each turn."""

    name: str
    works: Sequence[Callable[[], bytes]]
    """One for each commune."""
    took: list[float] = field(default_factory=list)

    def turn(self, number: int, whole: bool = True) -> None:
        """Makes the reports one after the other, as in a run; where that would take too long, the next one only."""
        works = self.works if whole else (self.works[number % len(self.works)],)
        start = time.process_time()
        for work in works:
            work()
        self.took.append((time.process_time() - start) / len(works))

    @property
    def median(self) -> float:
        """In milliseconds."""
        return statistics.median(self.took) * MILLI

    @property
    def best(self) -> float:
        """In milliseconds."""
        return min(self.took) * MILLI


def jobs(data: bytes, district: AuditedDistrict, communes: Sequence[AuditedCommune]) -> tuple[Job, Job, Job, Job]:
    """docxtpl's loop, ours, and the floor (deflated as we do, and as zlib does by itself), for these communes."""
    compiled = ReportTemplate.compile(data, TEMPLATE_NAME)
    plain = read_package(data)

    def by_docxtpl(values: dict[str, object]) -> bytes:
        template = DocxTemplate(io.BytesIO(data))
        template.render(values, autoescape=True)
        out = io.BytesIO()
        template.save(out)
        return out.getvalue()

    def by_us(commune: AuditedCommune) -> bytes:
        return _ours(compiled, district, commune)

    def floor(parts: Sequence[PackedPart | tuple[str, bytes]], level: int) -> bytes:
        return package(part if isinstance(part, PackedPart) else packed(*part, level) for part in parts)

    values = [report_values(district, commune) for commune in communes]
    finished = [read_package(by_us(commune)) for commune in communes]
    kept = {
        name: packed(name, content)
        for name, content in finished[0].items()
        if name in _ONCE or plain.get(name) == content
    }
    parts = [[kept.get(name, (name, content)) for name, content in report.items()] for report in finished]
    assert _text(by_docxtpl(values[0])) == _text(by_us(communes[0])), "the two reports differ"
    return (
        Job("docxtpl", [partial(by_docxtpl, one) for one in values]),
        Job("ours", [partial(by_us, commune) for commune in communes]),
        Job("floor", [partial(floor, one, LEVEL_EACH) for one in parts]),
        Job("zlib's", [partial(floor, one, Z_DEFAULT) for one in parts]),
    )


def _ours(template: ReportTemplate, district: AuditedDistrict, commune: AuditedCommune) -> bytes:
    """As a run makes it, with its mark."""
    mark = ReportMark.of(district.authority, district.year, commune.name.display)
    data, _ = template.fill_marked(report_values(district, commune), mark)
    return data


def _text(report: bytes) -> list[str]:
    """The report's texts in order, to see that the same thing is being timed."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(report)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return ["".join(map(str, p.itertext("{*}t"))) for p in root.iter("{*}p")]


def measure(
    data: bytes, title: str, district: AuditedDistrict, communes: Sequence[AuditedCommune], rounds: int
) -> None:
    """Lets the three take turns and prints a table."""
    docxtpl, ours, floor, usual = jobs(data, district, communes)
    for number in range(rounds):
        docxtpl.turn(number, whole=False)
        ours.turn(number)
        floor.turn(number)
        usual.turn(number)
    print(f"{title}: template {len(data):,} bytes, first report {len(ours.works[0]()):,} bytes")
    for job in (docxtpl, ours, floor, usual):
        print(f"  {job.name:<8} CPU ms: median {job.median:7.2f}, best {job.best:7.2f}")
    print(
        f"  docxtpl / ours {docxtpl.median / ours.median:.1f} (best times {docxtpl.best / ours.best:.1f}; goal 20), "
        f"ours / floor {ours.median / floor.median:.2f} (best times {ours.best / floor.best:.2f}; goal 4), "
        f"ours / floor at zlib's usual level {ours.median / usual.median:.2f}"
    )
    print(
        f"  ours, each of {len(district.communes)} communes once, nothing remembered: {_first_time(data, district):.2f} ms"
    )


def _first_time(data: bytes, district: AuditedDistrict) -> float:
    """CPU milliseconds of a report when each commune has its turn once, as in a run."""
    took = []
    for _ in range(5):
        forget()
        compiled = ReportTemplate.compile(data, TEMPLATE_NAME)
        start = time.process_time()
        for commune in district.communes:
            _ours(compiled, district, commune)
        took.append((time.process_time() - start) / len(district.communes))
    return statistics.median(took) * MILLI


def shortened(group: Group, deductions: int) -> Group:
    """The same communes, each with its first so many deducted sub-criteria; the others at their maxima."""
    return replace(group, sheets=tuple(_shortened(sheet, deductions) for sheet in group.sheets))


def _shortened(sheet: ScoreSheet, deductions: int) -> ScoreSheet:
    kept, rows = 0, []
    parents = {row.code.rpartition(".")[0] for row in sheet.rows}
    for row in sheet.rows:
        if (
            row.score
            and row.max_points
            and row.code[0].isdigit()
            and row.code not in parents
            and row.score.value != row.max_points.value
        ):
            kept += 1
            if kept > deductions:
                row = replace(row, score=replace(row.score, value=row.max_points.value))
        rows.append(row)
    return replace(sheet, rows=tuple(rows))


def _chosen(district: AuditedDistrict, name: str | None, count: int) -> list[AuditedCommune]:
    """The commune of that name; else so many about the middle by their number of deductions."""
    if name:
        return [c for c in district.communes if name in (c.name.name, c.name.display)]
    ordered = sorted(district.communes, key=lambda c: len(c.deducted()))
    start = (len(ordered) - count) // 2
    return ordered[start : start + count]


def main() -> None:
    """Measures with the shipped template, and with it as Word saves it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=60, metavar="N", help="turns of each (default: 60)")
    parser.add_argument("--commune", metavar="NAME", help="default: ten about the middle by their number of deductions")
    given = parser.parse_args()
    if given.rounds < 1:
        parser.error("--rounds must be at least 1")
    (group,) = read_folder(ROOT / "workbooks", workers=1).groups
    shipped = ROOT / "report_templates" / TEMPLATE_NAME
    gc.disable()  # as `cchc` does
    for pages, district in (
        ("4 pages and an annex of one", audit(shortened(group, SHORT))),
        ("9 to 12 pages, annex included", audit(group)),
    ):
        communes = _chosen(district, given.commune, 10)
        if not communes:
            parser.error("no such commune")
        counts = " ".join(str(len(c.deducted())) for c in communes)
        print(f"{len(communes)} reports of {pages}, {counts} sub-criteria with deductions")
        measure(shipped.read_bytes(), "shipped template", district, communes, given.rounds)
        measure(as_word_saves_it(shipped), "as Word saves it", district, communes, given.rounds)


if __name__ == "__main__":
    main()
