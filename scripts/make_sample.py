"""Makes the bundled sample workbooks: python scripts/make_sample.py [OUTDIR=workbooks]."""

import sys
from datetime import UTC, datetime
from pathlib import Path

from sample.decision import write_indexes_annex, write_scores_annex
from sample.district import Result, district_results
from sample.info_sheets import write_contacts, write_info, write_remedies
from sample.report import planted_mistakes
from sample.score_sheet import write_score_sheet
from sample.styles import Styles, open_workbook
from sample.summary_sheet import write_summary

SCORES_FILE = "bang-diem-cchc-2022_huyen-thanh-ha.xlsx"
DECISION_FILE = "quyet-dinh-975-cong-bo-cchc-2022.xlsx"
CREATED = datetime(2023, 3, 14, 8, 0, tzinfo=UTC)
"""Written into the files in place of the present time, so that every run gives the same bytes."""


def write_scores_workbook(path: Path, results: tuple[Result, ...]) -> None:
    """The standard workbook: information, summary, a sheet per commune, contacts, remedies."""
    title = "Bảng điểm thẩm định Chỉ số cải cách hành chính năm 2022 (số liệu minh họa)"
    with open_workbook(str(path), {"title": title, "created": CREATED}) as workbook:
        styles = Styles(workbook)
        write_info(workbook, styles)
        write_summary(workbook, styles, results)
        for result in results:
            write_score_sheet(workbook, styles, result)
        write_contacts(workbook, styles)
        write_remedies(workbook, styles)


def write_decision_workbook(path: Path, results: tuple[Result, ...]) -> None:
    """The decision's two annexes."""
    title = "Phụ lục kèm theo Quyết định số 975/QĐ-UBND ngày 14/3/2023 (số liệu minh họa)"
    with open_workbook(str(path), {"title": title, "created": CREATED}) as workbook:
        styles = Styles(workbook)
        write_scores_annex(workbook, styles, results)
        write_indexes_annex(workbook, styles, results)


def main(arguments: list[str]) -> int:
    if len(arguments) > 1 or any(argument.startswith("-") for argument in arguments):
        print("usage: python scripts/make_sample.py [OUTDIR=workbooks]", file=sys.stderr)
        return 2
    out = Path(arguments[0] if arguments else "workbooks")
    out.mkdir(parents=True, exist_ok=True)
    results = district_results()
    write_scores_workbook(out / SCORES_FILE, results)
    write_decision_workbook(out / DECISION_FILE, results)
    print(f"Wrote {out / SCORES_FILE} and {out / DECISION_FILE}. Planted mistakes:")
    for line in planted_mistakes(results):
        print(line)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
