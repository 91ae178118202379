"""The sheet "Tổng hợp": every commune's result, drawn by formula from the score sheets."""

from .district import Result
from .figures import cell
from .info_sheets import threshold_reference
from .rollup import GRADES, grade, index, rank
from .scheme import PART_A, PART_B, TOTAL_CODE
from .score_sheet import appraised_cell, index_cell
from .styles import INDEX_FORMAT, Styles, Workbook, Worksheet, set_up_page

SUMMARY_SHEET = "Tổng hợp"
_HEADINGS = ("TT", "Đơn vị", "Phần A", "Phần B", "Tổng điểm", "Chỉ số (%)", "Xếp hạng", "Xếp loại")
_WIDTHS = (6, 26, 12, 12, 12, 12, 11, 15)
_FIRST_ROW = 6


def summary_row(results: tuple[Result, ...], commune: str) -> int:
    return _FIRST_ROW + [result.commune.name for result in results].index(commune)


def write_summary(workbook: Workbook, styles: Styles, results: tuple[Result, ...]) -> None:
    sheet: Worksheet = workbook.add_worksheet(SUMMARY_SHEET)
    last = len(_HEADINGS) - 1
    sheet.write("A1", "ỦY BAN NHÂN DÂN HUYỆN THANH HÀ", styles.get("authority"))
    title = "BẢNG TỔNG HỢP ĐIỂM THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"
    sheet.merge_range(1, 0, 1, last, title, styles.get("title"))
    note = "(Trừ số liệu đã công bố của xã Thanh Xá, các số liệu là minh họa)"
    sheet.merge_range(2, 0, 2, last, note, styles.get("note"))
    sheet.set_row(1, 44)
    for column, (heading, width) in enumerate(zip(_HEADINGS, _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(_FIRST_ROW - 2, column, heading, styles.get("header"))
    sheet.set_row(_FIRST_ROW - 2, 36)
    for position, result in enumerate(results):
        _write_commune(sheet, styles, results, result, _FIRST_ROW + position)
    below = _FIRST_ROW + len(results) + 1
    sheet.merge_range(f"E{below}:H{below}", "Thanh Hà, ngày       tháng 3 năm 2023", styles.get("sign date"))
    sheet.merge_range(f"A{below + 1}:C{below + 1}", "Người lập biểu", styles.get("sign"))
    sheet.merge_range(f"E{below + 1}:H{below + 1}", "TM. Tổ thẩm định", styles.get("sign"))
    sheet.freeze_panes(_FIRST_ROW - 1, 2)
    set_up_page(sheet, repeat=(_FIRST_ROW - 2, _FIRST_ROW - 2))


def _write_commune(sheet: Worksheet, styles: Styles, results: tuple[Result, ...], result: Result, row: int) -> None:
    scores, number = result.on_sheet, styles.get("number")
    totals = [other.on_sheet[TOTAL_CODE] for other in results]
    sheet.write_number(f"A{row}", row - _FIRST_ROW + 1, styles.get("center"))
    sheet.write_string(f"B{row}", result.commune.full_name, styles.get("text"))
    for column, code in (("C", PART_A.code), ("D", PART_B.code), ("E", TOTAL_CODE)):
        reference = f"='{result.commune.sheet}'!{appraised_cell(code)}"
        sheet.write_formula(f"{column}{row}", reference, number, cell(scores[code]))
    reference = f"='{result.commune.sheet}'!{index_cell(TOTAL_CODE)}"
    index_style = styles.get("number", num_format=INDEX_FORMAT)
    sheet.write_formula(f"F{row}", reference, index_style, cell(index(scores, TOTAL_CODE)))
    ranking = f"=RANK(E{row},$E${_FIRST_ROW}:$E${_FIRST_ROW + len(results) - 1})"
    sheet.write_formula(f"G{row}", ranking, styles.get("center"), rank(scores[TOTAL_CODE], totals))
    sheet.write_formula(f"H{row}", _grade_formula(f"F{row}"), styles.get("center"), grade(scores))
    sheet.set_row(row - 1, 21)


def _grade_formula(index_at: str) -> str:
    """IFs one inside the other, best grade first, against the thresholds on the information sheet."""
    *better, (worst, _) = GRADES
    formula = f'"{worst}"'
    for name, _ in reversed(better):
        formula = f'IF({index_at}>={threshold_reference(name)},"{name}",{formula})'
    return f"={formula}"
