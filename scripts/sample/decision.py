"""The two annexes of the decision: Phụ lục I (scores) and Phụ lục II (indexes), typed figures only."""

from dataclasses import dataclass
from decimal import Decimal

from .district import Result
from .figures import cell, round_half_up
from .planted import stated_rank, stated_score
from .rollup import MAXIMA, index
from .scheme import CRITERIA, IMPACTS, PART_A, PART_B, TOTAL_CODE
from .styles import Styles, Workbook, Worksheet, set_up_page

SCORES_SHEET, INDEXES_SHEET = "Phụ lục I", "Phụ lục II"
RANK_COLUMN = "Xếp hạng"

_ATTACHED = "(Kèm theo Quyết định số 975/QĐ-UBND ngày 14 tháng 3 năm 2023 của UBND huyện Thanh Hà)"
_NOTE = "(Trừ số liệu đã công bố của xã Thanh Xá, các số liệu trong phụ lục là minh họa)"
_HEADER_ROW = 5
_DATA_ROW = 7


@dataclass(frozen=True)
class _Column:
    """A column: heading, width in characters, the group it stands under and the code it shows, if any."""

    heading: str
    width: float
    group: str = ""
    code: str = ""


def _columns(criteria_group: str, impact_group: str) -> list[_Column]:
    return [
        _Column("TT", 5),
        _Column("Đơn vị", 22),
        *(_Column(f"Tiêu chí {node.code}", 8, criteria_group, node.code) for node in CRITERIA),
        _Column("Phần A", 9, code=PART_A.code),
        *(_Column(node.code, 8, impact_group, node.code) for node in IMPACTS),
        _Column("Phần B", 9, code=PART_B.code),
    ]


_SCORE_COLUMNS = [
    *_columns("Điểm theo tiêu chí", "Tác động của CCHC"),
    _Column("Tổng điểm", 11, code=TOTAL_CODE),
    _Column("Chỉ số (%)", 11),
    _Column(RANK_COLUMN, 10),
    _Column("Xếp loại", 13),
]
_INDEX_COLUMNS = _columns("Chỉ số theo tiêu chí (%)", "")


def in_order(results: tuple[Result, ...]) -> list[Result]:
    """The communes as the decision lists them: by rank, and on a tie as the score sheets list them."""
    return sorted(results, key=lambda result: result.total, reverse=True)


def score_cell(results: tuple[Result, ...], commune: str, *, code: str = "", heading: str = "") -> str:
    """The cell in Phụ lục I that shows a code (or stands under a heading) for one commune."""
    row = _DATA_ROW + 2 + [result.commune.name for result in in_order(results)].index(commune)
    position = next(
        number
        for number, column in enumerate(_SCORE_COLUMNS)
        if (code and column.code == code) or (heading and column.heading == heading)
    )
    return f"{chr(ord('A') + position)}{row}"


def write_scores_annex(workbook: Workbook, styles: Styles, results: tuple[Result, ...]) -> None:
    title = "ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022 CỦA UBND CÁC XÃ, THỊ TRẤN THUỘC HUYỆN THANH HÀ"
    sheet = _open_annex(workbook, styles, SCORES_SHEET, "PHỤ LỤC I", title, _SCORE_COLUMNS)
    maxima: list[str | int | Decimal] = ["", "Điểm tối đa"]
    maxima += [MAXIMA[column.code] if column.code else "" for column in _SCORE_COLUMNS[2:]]
    _write_line(sheet, styles, _DATA_ROW, maxima, bold=True)
    for place, result in enumerate(in_order(results), start=1):
        name = result.commune.name
        line: list[str | int | Decimal] = [place, result.commune.full_name]
        for column in _SCORE_COLUMNS:
            if column.code:
                line.append(stated_score(name, column.code, round_half_up(result.exact[column.code])))
        line.append(round_half_up(index(result.exact, TOTAL_CODE)))
        line += [stated_rank(name, result.rank_among(results)), result.grade]
        _write_line(sheet, styles, _DATA_ROW + place, line)


def write_indexes_annex(workbook: Workbook, styles: Styles, results: tuple[Result, ...]) -> None:
    title = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022 THEO TỪNG TIÊU CHÍ\nCỦA UBND CÁC XÃ, THỊ TRẤN THUỘC HUYỆN THANH HÀ"
    sheet = _open_annex(workbook, styles, INDEXES_SHEET, "PHỤ LỤC II", title, _INDEX_COLUMNS)
    for place, result in enumerate(in_order(results), start=1):
        line: list[str | int | Decimal] = [place, result.commune.full_name]
        line += [round_half_up(index(result.exact, column.code)) for column in _INDEX_COLUMNS if column.code]
        _write_line(sheet, styles, _DATA_ROW - 1 + place, line)


def _open_annex(
    workbook: Workbook, styles: Styles, name: str, annex: str, title: str, columns: list[_Column]
) -> Worksheet:
    """A landscape sheet with its title rows and the two header rows."""
    sheet: Worksheet = workbook.add_worksheet(name)
    last = len(columns) - 1
    for row, (text, look) in enumerate(((annex, "title"), (title, "title"), (_ATTACHED, "note"), (_NOTE, "note"))):
        sheet.merge_range(row, 0, row, last, text, styles.get(look))
        sheet.set_row(row, 20)
    sheet.set_row(1, 20 * (1 + title.count("\n")))
    header, second = styles.get("header"), _HEADER_ROW + 1
    for position, column in enumerate(columns):
        sheet.set_column(position, position, column.width)
        if not column.group:
            sheet.merge_range(_HEADER_ROW, position, second, position, column.heading, header)
        else:
            sheet.write_string(second, position, column.heading, header)
    for group in dict.fromkeys(column.group for column in columns if column.group):
        inside = [position for position, column in enumerate(columns) if column.group == group]
        sheet.merge_range(_HEADER_ROW, inside[0], _HEADER_ROW, inside[-1], group, header)
    sheet.set_row(_HEADER_ROW, 22)
    sheet.set_row(second, 36)
    sheet.freeze_panes(_DATA_ROW, 2)
    set_up_page(sheet, landscape=True, repeat=(_HEADER_ROW, second), pages_tall=1)
    return sheet


def _write_line(
    sheet: Worksheet, styles: Styles, row: int, line: list[str | int | Decimal], *, bold: bool = False
) -> None:
    """One commune's typed figures, or the row of maxima."""
    for position, value in enumerate(line):
        look = "number" if isinstance(value, Decimal) else "text" if position == 1 else "center"
        style = styles.get(look, bold=True) if bold else styles.get(look)
        if isinstance(value, Decimal):
            sheet.write_number(row, position, cell(value), style)
        elif value == "":
            sheet.write_blank(row, position, None, style)
        else:
            sheet.write(row, position, value, style)
    sheet.set_row(row, 21)
