"""R03-R07: cells that should hold a number and do not, or hold it as text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from ...model import codes
from ...model.decision import Quantity
from ...model.figures import Figure, Reading
from ...model.finding import Consequence, Place, Severity
from ...model.numbers import written_in_full
from ...model.score_sheet import ScoreRow
from ..case import Case
from ..phrases import called, measured
from ..recompute import Scored
from ..registry import Found, Rule, rule
from ..table_row import TableRow

_MANY_UNCACHED = 5
"""More formulas without a result than this on one sheet are told in one finding."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell that should hold a number, of a score sheet or of a table of communes."""

    commune: str
    code: str
    what: str
    """"Ô điểm thẩm định của tiêu chí 1.1", "Quyết định: điểm tiêu chí 1"."""
    place: Place
    figure: Figure
    scored: Scored | None
    """None on a line that means no scored commune."""
    row: ScoreRow | None = None
    """The score sheet's row; None in a table of communes."""


def _sheet_cells(scored: Scored) -> Iterator[_Cell]:
    for row in scored.sheet.rows:
        columns = (
            ("điểm tối đa", row.max_points),
            ("điểm tự đánh giá", row.self_score),
            ("điểm thẩm định", row.score),
            ("chỉ số", row.index),
        )
        for name, figure in columns:
            if figure is not None and figure.reading is not Reading.NUMBER:
                place = scored.sheet.place(figure.cell)
                what = f"Ô {name} của {called(row.code)}"
                yield _Cell(scored.display, row.code, what, place, figure, scored, row)


def _table_cells(line: TableRow) -> Iterator[_Cell]:
    figures = [(code, measured(code, quantity), f) for (code, quantity), f in line.row.figures.items()]
    if line.row.rank is not None:
        figures.append((codes.TOTAL, "xếp hạng", line.row.rank))
    for code, what, figure in figures:
        if figure.reading is not Reading.NUMBER:
            place = line.table.place(figure.cell)
            yield _Cell(line.display, code, f"{line.source}: ô {what}", place, figure, line.scored)


def _each(case: Case, *wanted: Reading, tables: bool = True) -> Iterator[_Cell]:
    """Cells read as one of `wanted`, commune by commune."""
    for scored in case.communes:
        yield from (c for c in _sheet_cells(scored) if c.figure.reading in wanted)
    for line in case.table_rows if tables else ():
        yield from (c for c in _table_cells(line) if c.figure.reading in wanted)


@rule(
    "R03",
    Severity.ERROR,
    title="Ô phải là số nhưng không phải số",
    explanation="Ô điểm chứa chữ hoặc ký hiệu không đọc được thành một số duy nhất, nên không được tính vào tổng.",
    advice="Gõ lại ô này thành số, ví dụ 12,2.",
)
def not_a_number(case: Case, rule: Rule) -> Iterator[Found]:
    """Cells of the tables that hold text which is no number."""
    for cell in _each(case, Reading.NOT_A_NUMBER):
        yield rule.finding(
            cell.place,
            f"{cell.what} ghi “{cell.figure.text[:80]}”, không phải là số.",
            commune=cell.commune,
            criterion=cell.code,
            actual=cell.figure.text[:80],
        )


@rule(
    "R04",
    Severity.INFO,
    title="Số lưu dưới dạng chữ",
    explanation="Ô ghi số dưới dạng chữ (ví dụ “12,2” hoặc “8,5 điểm”). Chương trình hiểu được, nhưng hàm SUM của Excel bỏ qua ô này.",
    advice="Gõ lại thành số để công thức trong bảng tính đúng.",
)
def text_number(case: Case, rule: Rule) -> Iterator[Found]:
    """Numbers stored as text that were understood. In a decision, which nobody computes with, that is no matter."""
    for cell in _each(case, Reading.TEXT, tables=False):
        assert cell.figure.value is not None
        yield rule.finding(
            cell.place,
            f"{cell.what} lưu “{cell.figure.text[:40]}” dưới dạng chữ, được hiểu là {written_in_full(cell.figure.value)}.",
            commune=cell.commune,
            criterion=cell.code,
            expected=cell.figure.value,
            actual=cell.figure.text[:40],
        )


@rule(
    "R05",
    Severity.ERROR,
    title="Tiêu chí thành phần chưa có điểm",
    explanation="Tiêu chí thành phần ở mức thấp nhất không có điểm thẩm định, nên tổng chưa đầy đủ. Ô trống không được coi là 0 điểm.",
    advice="Điền điểm thẩm định; nếu không đạt thì ghi số 0.",
)
def no_score(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves whose appraised score is empty, or only a dash (warning); likewise empty cells of a decision's column."""
    yield from _empty_in_tables(case, rule)
    for scored in case.communes:
        for code, row in scored.rows.items():
            stated = row.score
            if stated is None or not scored.is_leaf(code) or code not in scored.exact:
                continue
            if stated.reading in (Reading.EMPTY, Reading.DASH):
                dash = stated.reading is Reading.DASH
                yield rule.finding(
                    scored.sheet.place(stated.cell),
                    f"Tiêu chí thành phần {code} “{row.name}” "
                    + ("chỉ ghi dấu gạch, không có điểm thẩm định." if dash else "chưa có điểm thẩm định."),
                    commune=scored.display,
                    criterion=code,
                    severity=Severity.WARNING if dash else None,
                )


def _empty_in_tables(case: Case, rule: Rule) -> Iterator[Found]:
    """Empty cells in columns that most other lines of a decision fill."""
    filled: dict[tuple[str, str, str, Quantity], int] = {}
    lines: dict[tuple[str, str], int] = {}
    for line in case.official:
        sheet = (line.table.file, line.table.sheet)
        lines[sheet] = lines.get(sheet, 0) + 1
        for key, figure in line.row.figures.items():
            filled[*sheet, *key] = filled.get((*sheet, *key), 0) + (figure.reading is not Reading.EMPTY)
    for line in case.official:
        if line.scored is None:
            continue
        sheet = (line.table.file, line.table.sheet)
        for key, figure in line.row.figures.items():
            if figure.reading is Reading.EMPTY and 2 * filled[*sheet, *key] > lines[sheet]:
                yield rule.finding(
                    line.table.place(figure.cell),
                    f"{line.source} để trống ô {measured(*key)} của {line.display}.",
                    commune=line.display,
                    criterion=key[0],
                    advice="Điền số còn thiếu vào bảng của quyết định.",
                )


@rule(
    "R06",
    Severity.ERROR,
    title="Ô chứa giá trị lỗi của Excel",
    explanation="Công thức trong ô cho kết quả lỗi (#N/A, #REF!, #DIV/0! ...), nên không có số để kiểm tra.",
    advice="Sửa công thức hoặc gõ lại số đúng, lưu tệp rồi chạy lại.",
)
def error_value(case: Case, rule: Rule) -> Iterator[Found]:
    """Excel error values; one that only passes on an error below it, or beside it, is a consequence."""
    for cell in _each(case, Reading.ERROR):
        message = f"{cell.what} chứa lỗi {cell.figure.text} của Excel."
        if _passed_on(cell):
            yield Consequence(cell.commune, cell.code, cell.place, message)
        else:
            yield rule.finding(cell.place, message, commune=cell.commune, criterion=cell.code, actual=cell.figure.text)


def _passed_on(cell: _Cell) -> bool:
    scored, row = cell.scored, cell.row
    if scored is None:
        return False
    if row is None:
        return any(_is_error(f) for r in scored.sheet.rows for f in (r.score, r.index))
    if cell.figure is row.index and (_is_error(row.score) or _is_error(row.max_points)):
        return True
    below = (scored.rows[c] for c in scored.children.get(row.code, ()) if c in scored.rows)
    columns = {id(row.max_points): "max_points", id(row.self_score): "self_score", id(row.score): "score"}
    column = columns.get(id(cell.figure))
    return column is not None and any(_is_error(getattr(r, column)) for r in below)


def _is_error(figure: Figure | None) -> bool:
    return figure is not None and figure.reading is Reading.ERROR


@rule(
    "R07",
    Severity.WARNING,
    title="Công thức chưa có kết quả lưu sẵn",
    explanation="Ô có công thức nhưng tệp không lưu kết quả (thường do phần mềm khác tạo ra và chưa mở bằng Excel).",
    advice="Mở tệp bằng Excel, bấm Lưu rồi chạy lại.",
)
def no_cached_value(case: Case, rule: Rule) -> Iterator[Found]:
    """Formulas without a stored result: an error on a leaf's score, a warning elsewhere."""
    for _, group in groupby(_each(case, Reading.NO_CACHE), key=lambda c: (c.place.file, c.place.sheet)):
        cells = list(group)
        shown = cells if len(cells) <= _MANY_UNCACHED else cells[:1]
        more = f", và {len(cells) - 1} ô khác của trang này" if len(shown) < len(cells) else ""
        for cell in shown:
            yield rule.finding(
                cell.place,
                f"{cell.what} có công thức nhưng chưa có kết quả lưu sẵn{more}.",
                commune=cell.commune,
                criterion=cell.code,
                actual=cell.figure.text[:80],
                severity=Severity.ERROR if _is_leaf_score(cell) else None,
            )


def _is_leaf_score(cell: _Cell) -> bool:
    if cell.scored is None or cell.row is None:
        return False
    return cell.row.score is cell.figure and cell.scored.is_leaf(cell.code)
