"""R03-R07: cells that should hold a number and do not, or hold it as text."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from ...model import codes
from ...model.decision import Quantity, TableKey
from ...model.figures import Figure, Reading
from ...model.finding import Consequence, Severity
from ...model.numbers import written_in_full
from ..case import Case
from ..odd_cells import OddCell
from ..phrases import measured
from ..registry import Found, Rule, rule

_MANY_UNCACHED = 5
"""More formulas without a result than this on one sheet are told in one finding."""


@rule(
    "R03",
    Severity.ERROR,
    title="Ô phải là số nhưng không phải số",
    explanation="Ô điểm chứa chữ hoặc ký hiệu không đọc được thành một số duy nhất, nên không được tính vào tổng.",
    advice="Gõ lại ô này thành số, ví dụ 12,2.",
    example="Ô E9 (điểm thẩm định của 1.2) ghi “1,5?”. Dấu hỏi làm cho ô không còn là số, nên cả chương trình và hàm "
    "SUM của Excel đều không cộng được 1,5 điểm này. Gõ lại 1,5; nếu còn băn khoăn thì ghi ở cột ghi chú.",
)
def not_a_number(case: Case, rule: Rule) -> Iterator[Found]:
    """Cells of the tables that hold text which is no number."""
    for cell in case.odd_cells[Reading.NOT_A_NUMBER]:
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
    example="Các ô E8, E9, E10 ghi 2,5; “1,5” và 0,75, trong đó ô E9 là chữ (thường có tam giác xanh ở góc ô). Chương "
    "trình hiểu là 1,5 và tính được 4,75, nhưng =SUM(E8:E10) của Excel chỉ ra 3,25. Chọn ô E9, gõ lại 1,5 để "
    "thành số.",
)
def text_number(case: Case, rule: Rule) -> Iterator[Found]:
    """Numbers stored as text that were understood. In a decision, which nobody computes with, that is no matter."""
    for cell in case.odd_cells[Reading.TEXT]:
        if cell.row is None:
            continue
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
    example="Ô E9 (điểm thẩm định của 1.2, tối đa 2 điểm) để trống; hai mục kia của tiêu chí 1 được 2,5 và 0,75. Tiêu "
    "chí 1 vì vậy mới có 3,25 điểm và có thể lên tới 5,25, nên hạng của đơn vị chưa chắc chắn. Điền điểm của "
    "1.2; nếu không đạt thì ghi 0.",
)
def no_score(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves whose appraised score is empty, or only a dash (warning); likewise empty cells of a decision's column."""
    yield from _empty_in_tables(case, rule)
    for leaf in case.leaves:
        scored, code, stated = leaf.scored, leaf.code, leaf.row.score
        if stated is not None and stated.reading in (Reading.EMPTY, Reading.DASH) and code in scored.exact:
            dash = stated.reading is Reading.DASH
            yield rule.finding(
                scored.sheet.place(stated.cell),
                f"Tiêu chí thành phần {code} “{leaf.row.name}” "
                + ("chỉ ghi dấu gạch, không có điểm thẩm định." if dash else "chưa có điểm thẩm định."),
                commune=scored.display,
                criterion=code,
                severity=Severity.WARNING if dash else None,
            )


def _empty_in_tables(case: Case, rule: Rule) -> Iterator[Found]:
    """Empty cells in columns that most other lines of a decision fill."""
    filled: dict[tuple[TableKey, str, Quantity], int] = {}
    lines: dict[TableKey, int] = {}
    for line in case.official:
        sheet = line.table.key
        lines[sheet] = lines.get(sheet, 0) + 1
        for key, figure in line.row.figures.items():
            filled[sheet, *key] = filled.get((sheet, *key), 0) + (figure.reading is not Reading.EMPTY)
    for line in case.official:
        if line.scored is None:
            continue
        sheet = line.table.key
        for key, figure in line.row.figures.items():
            if figure.reading is Reading.EMPTY and 2 * filled[sheet, *key] > lines[sheet]:
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
    example="Ô F9 (chỉ số của 1.2) hiện #DIV/0! vì công thức =E9/C9*100 chia cho ô C9 đang trống. Điền điểm tối đa 2 "
    "vào ô C9, ô F9 sẽ ra 1,5/2 = 75%. Nếu lỗi nằm ở một ô điểm thì các tổng phía trên cũng hiện lỗi; khi đó "
    "chỉ ô gốc là một phát hiện, các ô kia nêu ở cột “Hệ quả”.",
)
def error_value(case: Case, rule: Rule) -> Iterator[Found]:
    """Excel error values; one that only passes on an error below it, or beside it, is a consequence.

    One total that is an error value makes every rank of its table one.
    """
    broken: dict[tuple[str, str], str] = {}
    for cell in case.odd_cells[Reading.ERROR]:
        if cell.row is None and cell.code == codes.TOTAL and not cell.is_rank:
            broken.setdefault((cell.place.file, cell.place.sheet), cell.commune)
    for cell in case.odd_cells[Reading.ERROR]:
        message = f"{cell.what} chứa lỗi {cell.figure.text} của Excel."
        source = broken.get((cell.place.file, cell.place.sheet)) if cell.is_rank else None
        if source is not None or _passed_on(cell):
            yield Consequence(source or cell.commune, cell.code, cell.place, message)
        else:
            yield rule.finding(cell.place, message, commune=cell.commune, criterion=cell.code, actual=cell.figure.text)


def _passed_on(cell: OddCell) -> bool:
    scored, row = cell.scored, cell.row
    if scored is None:
        return False
    if row is None:
        return any(_is_error(f) for r in scored.sheet.rows for f in (r.score, r.index))
    if cell.figure is row.index and (_breaks(row.score) or _breaks(row.max_points)):
        return True
    below = (scored.rows[c] for c in scored.children.get(row.code, ()) if c in scored.rows)
    columns = {id(row.max_points): "max_points", id(row.self_score): "self_score", id(row.score): "score"}
    column = columns.get(id(cell.figure))
    return column is not None and any(_breaks(getattr(r, column)) for r in below)


def _breaks(figure: Figure | None) -> bool:
    """Whether a formula that reads the figure gives an error: an error itself, or words (a dash too) instead of a number."""
    return figure is not None and figure.reading in (Reading.ERROR, Reading.NOT_A_NUMBER, Reading.DASH)


def _is_error(figure: Figure | None) -> bool:
    return figure is not None and figure.reading is Reading.ERROR


@rule(
    "R07",
    Severity.WARNING,
    title="Công thức chưa có kết quả lưu sẵn",
    explanation="Ô có công thức nhưng tệp không lưu kết quả (thường do phần mềm khác tạo ra và chưa mở bằng Excel).",
    advice="Mở tệp bằng Excel, bấm Lưu rồi chạy lại.",
    example="Ô E7 có công thức =SUM(E8:E10), nhưng tệp do một phần mềm khác xuất ra và không lưu kết quả 4,75, nên "
    "không có số nào để so. Mở tệp bằng Excel (Excel tự tính lại), bấm Lưu rồi chạy lại. Nếu ô như vậy là điểm "
    "của tiêu chí thành phần thì đây là lỗi, vì tổng thiếu hẳn điểm đó.",
)
def no_cached_value(case: Case, rule: Rule) -> Iterator[Found]:
    """Formulas without a stored result: an error on a leaf's score, a warning elsewhere."""
    for _, group in groupby(case.odd_cells[Reading.NO_CACHE], key=lambda c: (c.place.file, c.place.sheet)):
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


def _is_leaf_score(cell: OddCell) -> bool:
    if cell.scored is None or cell.row is None:
        return False
    return cell.row.score is cell.figure and cell.scored.is_leaf(cell.code)
