"""One commune's score sheet: the table in tree order, its formulas, and where each code stands."""

from decimal import Decimal

from .communes import PUBLISHED
from .district import Result
from .figures import cell
from .planted import omissions
from .rollup import MAXIMA, Scores, index
from .scheme import ROWS, SCHEME, TOTAL_CODE, Node, TotalStyle
from .styles import INDEX_FORMAT, Styles, Workbook, Worksheet, row_height, set_up_page
from .texts import reason

_MAX, _SELF, _APPRAISED, _INDEX = "C", "D", "E", "F"
_FIRST_ROW = 9
_WIDTHS = {"A": 7.0, "B": 37.5, "C": 8.0, "D": 9.0, "E": 9.0, "F": 10.5, "G": 36.0}
_HEADER_ROWS = (5, 7)

_ROW_OF = {node.code: _FIRST_ROW + position for position, node in enumerate(ROWS)}
_ROW_OF[TOTAL_CODE] = _FIRST_ROW + len(ROWS)


def appraised_cell(code: str) -> str:
    """The cell of a code's appraised score, the same on every commune's sheet."""
    return f"{_APPRAISED}{_ROW_OF[code]}"


def index_cell(code: str) -> str:
    return f"{_INDEX}{_ROW_OF[code]}"


def total_formula(node: Node, column: str, left_out: str = "") -> str:
    """A parent's formula in one column, in the style of its criterion; `left_out` shortens a range."""
    cells = [f"{column}{_ROW_OF[child.code]}" for child in node.children if child.code != left_out]
    if node.style is TotalStyle.RANGE:
        return f"=SUM({cells[0]}:{cells[-1]})"
    if node.style is TotalStyle.LIST:
        return f"=SUM({','.join(cells)})"
    return "=" + "+".join(cells)


def write_score_sheet(workbook: Workbook, styles: Styles, result: Result) -> None:
    sheet: Worksheet = workbook.add_worksheet(result.commune.sheet)
    for column, width in _WIDTHS.items():
        sheet.set_column(f"{column}:{column}", width)
    _write_heading(sheet, styles, result)
    _write_table_header(sheet, styles)
    for node in ROWS:
        _write_row(sheet, styles, result, node)
    _write_total(sheet, styles, result)
    _write_signatures(sheet, styles)
    sheet.freeze_panes(_FIRST_ROW - 1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A{_FIRST_ROW}:A{_ROW_OF[TOTAL_CODE]}"})
    set_up_page(sheet, repeat=_HEADER_ROWS)


def _write_heading(sheet: Worksheet, styles: Styles, result: Result) -> None:
    note = (
        "(Điểm từng tiêu chí theo số liệu đã công bố; điểm tiêu chí thành phần là minh họa)"
        if result.commune.name == PUBLISHED
        else "(Số liệu minh họa)"
    )
    sheet.write("A1", "ỦY BAN NHÂN DÂN HUYỆN THANH HÀ", styles.get("authority"))
    title = "BẢNG ĐIỂM THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022"
    sheet.merge_range("A2:G2", title, styles.get("title"))
    sheet.merge_range("A3:G3", f"Đơn vị: {result.commune.committee}", styles.get("subtitle"))
    sheet.merge_range("A4:G4", note, styles.get("note"))
    sheet.set_row(1, 26)


def _write_table_header(sheet: Worksheet, styles: Styles) -> None:
    header = styles.get("header")
    sheet.merge_range("A6:A7", "TT", header)
    sheet.merge_range("B6:B7", "Tiêu chí, tiêu chí thành phần", header)
    sheet.merge_range("C6:E6", "Điểm", header)
    for column, text in ((_MAX, "Tối đa"), (_SELF, "Tự đánh giá"), (_APPRAISED, "Thẩm định")):
        sheet.write(f"{column}7", text, header)
    sheet.merge_range("F6:F7", "Chỉ số (%)", header)
    sheet.merge_range("G6:G7", "Lý do trừ điểm", header)
    sheet.set_row(5, 20)
    sheet.set_row(6, 36)
    for number, column in enumerate(_WIDTHS, start=1):
        sheet.write_string(f"{column}8", f"({number})", styles.get("column number"))


def _level(node: Node) -> int:
    """0 for a part, 1 for a criterion (8.1 to 8.3 are criteria, too), 2 for a sub-criterion with its own."""
    if node in SCHEME.children:
        return 0
    if any(node in part.children for part in SCHEME.children):
        return 1
    return 3 if node.is_leaf else 2


def _write_row(sheet: Worksheet, styles: Styles, result: Result, node: Node) -> None:
    row, level, code = _ROW_OF[node.code], _level(node), node.code
    why = reason(result.commune.name, node, result.leaves[code].appraised) if node.is_leaf else ""
    sheet.write_string(f"A{row}", code, styles.row("center", level=level))
    sheet.write_string(f"B{row}", node.name, styles.row("text", level=level))
    left_out = omissions(result.commune.name).get(code, "")
    _write_points(sheet, styles, node, _MAX, MAXIMA)
    _write_points(sheet, styles, node, _SELF, result.own)
    _write_points(sheet, styles, node, _APPRAISED, result.on_sheet, left_out)
    _write_index(sheet, styles, node, result.on_sheet)
    reason_style = styles.row("text", level=3 if level == 1 else level, font_size=11)
    if why:
        sheet.write_string(f"G{row}", why, reason_style)
    else:
        sheet.write_blank(f"G{row}", None, reason_style)
    name_width = _WIDTHS["B"] * (0.95 if level < 2 else 1.05)
    sheet.set_row(row - 1, row_height({node.name: name_width, why: _WIDTHS["G"] * 1.15}))


def _write_points(
    sheet: Worksheet, styles: Styles, node: Node, column: str, scores: Scores, left_out: str = ""
) -> None:
    """A leaf's typed number, a parent's formula with the value it has."""
    at, style = f"{column}{_ROW_OF[node.code]}", styles.row("number", level=_level(node))
    value: Decimal = scores[node.code]
    if node.is_leaf:
        sheet.write_number(at, cell(value), style)
    else:
        sheet.write_formula(at, total_formula(node, column, left_out), style, cell(value))


def _write_index(sheet: Worksheet, styles: Styles, node: Node, scores: Scores) -> None:
    row = _ROW_OF[node.code]
    style = styles.row("number", level=_level(node), num_format=INDEX_FORMAT)
    formula = f"={_APPRAISED}{row}/{_MAX}{row}*100"
    sheet.write_formula(f"{_INDEX}{row}", formula, style, cell(index(scores, node.code)))


def _write_total(sheet: Worksheet, styles: Styles, result: Result) -> None:
    row = _ROW_OF[TOTAL_CODE]
    sheet.merge_range(f"A{row}:B{row}", SCHEME.name, styles.row("center", level=0))
    for column, scores in ((_MAX, MAXIMA), (_SELF, result.own), (_APPRAISED, result.on_sheet)):
        style = styles.row("number", level=0)
        formula = total_formula(SCHEME, column)
        sheet.write_formula(f"{column}{row}", formula, style, cell(scores[TOTAL_CODE]))
    style = styles.row("number", level=0, num_format=INDEX_FORMAT)
    formula = f"={_APPRAISED}{row}/{_MAX}{row}*100"
    sheet.write_formula(f"{_INDEX}{row}", formula, style, cell(index(result.on_sheet, TOTAL_CODE)))
    sheet.write_blank(f"G{row}", None, styles.row("text", level=0))
    sheet.set_row(row - 1, 24)


def _write_signatures(sheet: Worksheet, styles: Styles) -> None:
    row = _ROW_OF[TOTAL_CODE] + 2
    day = "Thanh Hà, ngày       tháng 3 năm 2023"
    sheet.merge_range(f"E{row}:G{row}", day, styles.get("sign date"))
    sheet.merge_range(f"A{row + 1}:B{row + 1}", "Người lập biểu", styles.get("sign"))
    sheet.merge_range(f"E{row + 1}:G{row + 1}", "TM. Tổ thẩm định", styles.get("sign"))
