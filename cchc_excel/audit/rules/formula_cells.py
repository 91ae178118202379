"""F03, F05, F06: totals that are typed among formulas, read another workbook, or cannot be understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ...model.decision import Quantity
from ...model.figures import Figure
from ...model.finding import Place, Severity
from ...model.formula import Does, Formula
from ...model.names import capitalised
from ...model.numbers import written_in_full
from ..case import Case
from ..phrases import measured
from ..recompute import Scored
from ..registry import Found, Rule, rule

_SHOWN = 60
"""Characters of a formula that a message quotes."""
_LISTED = 6


@rule(
    "F03",
    Severity.WARNING,
    title="Ô tổng gõ số, trong khi các ô cùng loại là công thức",
    explanation="Ô tổng này là số gõ tay, trong khi ô tương ứng của các đơn vị khác (hoặc các ô tổng khác trên trang) là công thức. "
    "Khi điểm thành phần thay đổi, số gõ tay sẽ không thay đổi theo; báo cả khi hôm nay số vẫn đúng.",
    advice="Thay số gõ tay bằng công thức như các ô cùng loại.",
    example="Ở 19 trang, tổng điểm tiêu chí 3 (ô E21) là công thức =SUM(E22:E27); riêng trang “Xã Thanh An” ô E21 là số 16,5 gõ tay. "
    "Gõ lại =SUM(E22:E27) như các trang khác.",
)
def typed(case: Case, rule: Rule) -> Iterator[Found]:
    """Typed totals among formulas; a sheet of typed totals is one finding."""
    doubled = {(id(fault.scored), code) for fault in case.faults for code in fault.follows}
    for one in case.typed_totals:
        code, figure = one.totals[-1] if one.whole_sheet else one.totals[0]
        breaks_above = not one.whole_sheet and (id(one.scored), code) in doubled
        if one.whole_sheet:
            message = (
                f"{len(one.totals)} ô tổng của {'cột' if one.scored.sheet.column else 'trang'} này là số gõ tay "
                f"({', '.join(f.cell for _, f in one.totals[:_LISTED])}, ...), trong khi các "
                f"{'cột' if one.scored.sheet.column else 'trang'} khác dùng công thức."
            )
        else:
            message = (
                f"{capitalised(measured(code, Quantity.SCORE))} ở ô {figure.cell} là số gõ tay "
                f"({written_in_full(figure.value or Decimal(0))}), trong khi các ô cùng loại là công thức."
            )
        yield rule.finding(
            one.scored.sheet.place(figure.cell),
            message,
            commune=one.scored.display,
            criterion=code,
            expected=one.scored.exact.get(code),
            actual=figure.value,
            severity=Severity.ERROR if breaks_above else None,
        )


@rule(
    "F05",
    Severity.WARNING,
    title="Công thức đọc sổ tính khác",
    explanation="Công thức lấy số từ một tệp khác. Chương trình không mở tệp đó; số đang lưu có thể đã cũ, và mất khi gửi tệp đi.",
    advice="Chép giá trị vào sổ này (Dán đặc biệt, Giá trị) hoặc thay bằng công thức trong sổ.",
    example="Ô E12 ghi ='[Diem 2021.xlsx]Thanh Xá'!E12. Tệp Diem 2021.xlsx không có ở máy người nhận, nên số 1,5 đang hiện không "
    "thể kiểm tra. Gõ lại điểm vào ô E12.",
)
def another_workbook(case: Case, rule: Rule) -> Iterator[Found]:
    """Formulas that read another workbook: one finding for a sheet and a workbook read."""
    found: dict[tuple[str, str, str], list[tuple[Place, str | None, str, Figure, Formula]]] = {}
    for place, commune, code, figure, formula in _reading_books(case):
        for book in formula.books:
            found.setdefault((place.file, place.sheet, book), []).append((place, commune, code, figure, formula))
    for (_, _, book), cells in found.items():
        place, commune, code, figure, formula = cells[0]
        more = f" Cùng đọc tệp này: {_list_cells([c[3] for c in cells[1:]])}." if len(cells) > 1 else ""
        yield rule.finding(
            place,
            f"Công thức ở ô {figure.cell} (={formula.text[:_SHOWN]}) đọc sổ tính khác ({book[:_SHOWN]}), không kiểm tra được nguồn."
            f"{more}",
            commune=commune,
            criterion=code,
            actual=figure.value,
        )


def _list_cells(figures: Sequence[Figure]) -> str:
    told = ", ".join(f.cell for f in figures[:_LISTED])
    return f"{told} và {len(figures) - _LISTED} ô khác" if len(figures) > _LISTED else told


def _reading_books(case: Case) -> Iterator[tuple[Place, str | None, str, Figure, Formula]]:
    """Every judged figure whose formula reads another workbook, with its commune and node."""
    for scored in case.communes:
        for row in scored.sheet.rows:
            for figure in (row.max_points, row.self_score, row.score, row.index):
                if figure is not None and figure.formula is not None and figure.formula.books:
                    yield scored.sheet.place(figure.cell), scored.display, row.code, figure, figure.formula
    for line in case.table_rows:
        for (code, _), figure in line.row.figures.items():
            if figure.formula is not None and figure.formula.books:
                yield line.table.place(figure.cell), line.display, code, figure, figure.formula


@rule(
    "F06",
    Severity.INFO,
    title="Công thức tổng chưa hiểu",
    explanation="Công thức của ô tổng không thuộc các dạng mà chương trình hiểu (SUM, phép cộng, SUBTOTAL, SUMIF, ROUND ...), nên không "
    "kiểm tra được nó cộng những dòng nào. Giá trị của ô vẫn được kiểm tra.",
    advice="Không bắt buộc sửa; nếu được, dùng SUM hoặc phép cộng để dễ kiểm tra.",
    example="Ô E7 ghi =SUMPRODUCT((LEN(A8:A20)=3)*E8:E20). Chương trình không đoán công thức này cộng dòng nào, chỉ so kết quả 4,75 "
    "của ô với tổng chính xác.",
)
def not_understood(case: Case, rule: Rule) -> Iterator[Found]:
    """Totals with formulas that are not understood: one finding for a sheet."""
    for scored in case.communes:
        unclear = [
            (code, figure)
            for code, below in scored.children.items()
            if below and (figure := scored.figure(code)) is not None and _is_unclear(scored, figure)
        ]
        if unclear:
            code, first = unclear[0]
            assert first.formula is not None
            more = f"; cùng loại: {_list_cells([f for _, f in unclear[1:]])}" if len(unclear) > 1 else ""
            yield rule.finding(
                scored.sheet.place(first.cell),
                f"Chưa hiểu công thức {measured(code, Quantity.SCORE)} ở ô {first.cell} (={first.formula.text[:_SHOWN]}){more}.",
                commune=scored.display,
                criterion=code,
            )


def _is_unclear(scored: Scored, figure: Figure) -> bool:
    formula = figure.formula
    if formula is None or formula.books or formula.does is Does.CONSTANT:
        return False
    own = {"", scored.sheet.sheet.casefold()}
    return formula.does is not Does.SUM or any(c.sheet.casefold() not in own for c in formula.counted)
