"""Times reading a workbook of 25 sheets of 110 rows: ours, calamine for its values alone, and openpyxl twice.

Ours tells values, formulas, number formats, merges and what is hidden of every cell; openpyxl is loaded once for the
values and once for the formulas, as is usual. All take turns in one process; the ratios are to calamine's median.
"""

from __future__ import annotations

import argparse
import io
import re
import statistics
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cchc_excel.readers.xlsx import read_xlsx

SHEETS, ROWS = 25, 110
_HEADINGS = ("TT", "Tiêu chí", "Điểm tối đa", "Điểm tự đánh giá", "Điểm thẩm định", "Chỉ số (%)", "Ghi chú")


def workbook() -> bytes:
    """Score sheets: a title, headings, every eleventh row a total, an index beside each score, a note on every third."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True})
    score, index = book.add_format({"num_format": "0.00", "border": 1}), book.add_format({"num_format": "0.00%"})
    bordered = book.add_format({"border": 1})
    for number in range(SHEETS):
        sheet = book.add_worksheet(f"Xã số {number + 1}")
        sheet.merge_range(0, 0, 0, 6, f"BẢNG ĐIỂM CẢI CÁCH HÀNH CHÍNH XÃ SỐ {number + 1}", bordered)
        sheet.write_row(1, 0, _HEADINGS, bordered)
        for row in range(2, ROWS):
            _write_row(sheet, row, number, bordered, score, index)
        sheet.set_row(ROWS - 1, None, None, {"hidden": True})
    book.close()
    return held.getvalue()


def _write_row(sheet: xlsxwriter.worksheet.Worksheet, row: int, number: int, *looks: xlsxwriter.format.Format) -> None:
    bordered, score, index = looks
    place, excel_row = row - 2, row + 1
    sheet.write(row, 0, f"{place // 11 + 1}.{place % 11}" if place % 11 else str(place // 11 + 1), bordered)
    sheet.write(row, 1, f"Tiêu chí thành phần thứ {place} của bộ tiêu chí", bordered)
    for column, share in ((2, 4), (3, 3), (4, 2)):
        letter = "ABCDE"[column]
        if place % 11 == 0:
            total = f"=SUM({letter}{excel_row + 1}:{letter}{min(excel_row + 10, ROWS)})"
            sheet.write_formula(row, column, total, score, share * 10 / 4)
        else:
            sheet.write_number(row, column, share / 4 + (place + number) % 4 / 8, score)
    sheet.write_formula(row, 5, f"=IF(C{excel_row}>0,E{excel_row}/C{excel_row},0)", index, 0.5)
    sheet.write(row, 6, "Chưa có kế hoạch, báo cáo chậm" if place % 3 == 0 else None, bordered)


def with_shared_formulas(data: bytes) -> bytes:
    """The same workbook with each sheet's index column as one shared formula, as Excel itself stores it."""
    first = f'<f t="shared" ref="F3:F{ROWS}" si="0">\\1</f>'.encode()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name.startswith("xl/worksheets/"):
                part = re.sub(rb"<f>(IF\(C3&gt;[^<]*)</f>", first, part)
                part = re.sub(rb"<f>IF\(C[0-9]+&gt;[^<]*</f>", b'<f t="shared" si="0"/>', part)
            new.writestr(name, part)
    return out.getvalue()


def by_calamine(data: bytes) -> int:
    """Values alone."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in book.sheet_names)


def by_ours(data: bytes) -> int:
    """Everything that a grid holds, of every cell."""
    grids = read_xlsx("a.xlsx", data)
    assert all(len(g.formats) > 3 * ROWS and len(g.formulas) > ROWS and g.merges and g.hidden_rows for g in grids)
    return sum(len(grid.rows) for grid in grids)


def _by_openpyxl(data: bytes, *, read_only: bool) -> int:
    rows = 0
    for data_only in (True, False):
        book = openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, read_only=read_only)
        for sheet in book.worksheets:
            rows += sum(
                1 for row in sheet.iter_rows() if [(c.value, c.number_format) for c in row if c.value is not None]
            )
    return rows // 2


def by_openpyxl(data: bytes) -> int:
    """Loaded twice."""
    return _by_openpyxl(data, read_only=False)


def by_openpyxl_read_only(data: bytes) -> int:
    """Loaded twice in its quicker mode, which tells nothing of merges and hidden rows."""
    return _by_openpyxl(data, read_only=True)


READERS: dict[str, Callable[[bytes], int]] = {
    "calamine, values alone": by_calamine,
    "ours": by_ours,
    "openpyxl twice": by_openpyxl,
    "openpyxl read-only twice": by_openpyxl_read_only,
}


def _timed(readers: dict[str, Callable[[bytes], int]], data: bytes, runs: int) -> dict[str, float]:
    """Median CPU milliseconds, the readers taking turns."""
    taken: dict[str, list[float]] = {name: [] for name in readers}
    for _ in range(runs):
        for name, reader in readers.items():
            start = time.process_time()
            assert reader(data) == SHEETS * ROWS
            taken[name].append((time.process_time() - start) * 1000)
    return {name: statistics.median(times) for name, times in taken.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--no-openpyxl", action="store_true", help="leave the slow ones out")
    arguments = parser.parse_args()
    kept = {name: by for name, by in READERS.items() if not (arguments.no_openpyxl and "openpyxl" in name)}
    plain = workbook()
    for title, data in (("every formula spelt out", plain), ("index formulas shared", with_shared_formulas(plain))):
        times = _timed(kept, data, arguments.runs)
        print(f"{SHEETS} sheets, {ROWS} rows; {title}")
        for name, median in times.items():
            print(f"  {name:26}{median:9.1f} ms  {median / times['calamine, values alone']:6.2f} x")


if __name__ == "__main__":
    main()
