"""R: what could not be read, or was read with a reservation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby

from ...model.figures import Figure, Reading
from ...model.finding import Severity
from ...model.numbers import written_in_full
from ...model.score_sheet import ScoreRow
from ..case import Case
from ..recompute import Scored
from ..registry import Found, Rule, rule

_MANY_UNCACHED = 5
"""More formulas without a result than this on one sheet are told in one finding."""


def _troubles(case: Case, rule: Rule) -> Iterator[Found]:
    for trouble in case.group.troubles:
        if trouble.code == rule.text.code:
            what = trouble.what[:1].upper() + trouble.what[1:]
            yield rule.finding(trouble.place, f"{what}.", advice=f"{trouble.way_out}.", commune=trouble.commune)


rule(
    "R01",
    Severity.ERROR,
    title="Tệp không đọc được",
    explanation="Tệp hỏng, có mật khẩu, quá lớn, hoặc không phải bảng tính. Các tệp khác vẫn được xử lý bình thường.",
    advice="Mở thử tệp bằng Excel, lưu lại thành .xlsx không có mật khẩu rồi chạy lại.",
)(_troubles)

rule(
    "R02",
    Severity.ERROR,
    title="Trang tính giống bảng điểm nhưng không nhận ra các cột",
    explanation="Trang có mã tiêu chí và điểm, nhưng thiếu tiêu đề cột cần thiết hoặc thiếu tên đơn vị, nên chưa được kiểm tra.",
    advice="Ghi rõ tiêu đề các cột: TT, Tiêu chí, Điểm tối đa, Điểm tự đánh giá, Điểm thẩm định, Chỉ số (%).",
)(_troubles)

rule(
    "R13",
    Severity.ERROR,
    title="Không rõ năm đánh giá hoặc cơ quan thẩm định",
    explanation="Bảng không ghi năm và không tệp nào đi cùng cho biết năm, nên không biết ghép vào đâu. Năm không có giá trị mặc định.",
    advice="Ghi “năm 2022” ở tiêu đề bảng hoặc thêm dòng “Năm đánh giá” vào trang “Thông tin”.",
)(_troubles)


def _cells(scored: Scored) -> Iterator[tuple[ScoreRow, str, Figure]]:
    """Every figure of a sheet with the name of its column."""
    for row in scored.sheet.rows:
        columns = (
            ("điểm tối đa", row.max_points),
            ("điểm tự đánh giá", row.self_score),
            ("điểm thẩm định", row.score),
            ("chỉ số", row.index),
        )
        for name, figure in columns:
            if figure is not None:
                yield row, name, figure


def _each(case: Case, wanted: Callable[[Figure], bool]) -> Iterator[tuple[Scored, ScoreRow, str, Figure]]:
    for scored in case.communes:
        for row, name, figure in _cells(scored):
            if wanted(figure):
                yield scored, row, name, figure


@rule(
    "R03",
    Severity.ERROR,
    title="Ô phải là số nhưng không phải số",
    explanation="Ô điểm chứa chữ hoặc ký hiệu không đọc được thành một số duy nhất, nên không được tính vào tổng.",
    advice="Gõ lại ô này thành số, ví dụ 12,2.",
)
def not_a_number(case: Case, rule: Rule) -> Iterator[Found]:
    """Cells of the score table that hold text which is no number."""
    for scored, row, name, figure in _each(case, lambda f: f.reading is Reading.NOT_A_NUMBER):
        yield rule.finding(
            scored.sheet.place(figure.cell),
            f"Ô {name} của tiêu chí {row.code} ghi “{figure.text[:80]}”, không phải là số.",
            commune=scored.display,
            criterion=row.code,
            actual=figure.text[:80],
        )


@rule(
    "R04",
    Severity.INFO,
    title="Số lưu dưới dạng chữ",
    explanation="Ô ghi số dưới dạng chữ (ví dụ “12,2” hoặc “8,5 điểm”). Chương trình hiểu được, nhưng hàm SUM của Excel bỏ qua ô này.",
    advice="Gõ lại thành số để công thức trong bảng tính đúng.",
)
def text_number(case: Case, rule: Rule) -> Iterator[Found]:
    """Numbers stored as text that were understood."""
    for scored, row, name, figure in _each(case, lambda f: f.reading is Reading.TEXT):
        assert figure.value is not None
        yield rule.finding(
            scored.sheet.place(figure.cell),
            f"Ô {name} của tiêu chí {row.code} lưu “{figure.text[:40]}” dưới dạng chữ, được hiểu là "
            f"{written_in_full(figure.value)}.",
            commune=scored.display,
            criterion=row.code,
            expected=figure.value,
            actual=figure.text[:40],
        )


@rule(
    "R05",
    Severity.ERROR,
    title="Tiêu chí thành phần chưa có điểm",
    explanation="Tiêu chí thành phần ở mức thấp nhất không có điểm thẩm định, nên tổng chưa đầy đủ. Ô trống không được coi là 0 điểm.",
    advice="Điền điểm thẩm định; nếu không đạt thì ghi số 0.",
)
def no_score(case: Case, rule: Rule) -> Iterator[Found]:
    """Leaves whose appraised score is empty, or only a dash (warning)."""
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


@rule(
    "R06",
    Severity.ERROR,
    title="Ô chứa giá trị lỗi của Excel",
    explanation="Công thức trong ô cho kết quả lỗi (#N/A, #REF!, #DIV/0! ...), nên không có số để kiểm tra.",
    advice="Sửa công thức hoặc gõ lại số đúng, lưu tệp rồi chạy lại.",
)
def error_value(case: Case, rule: Rule) -> Iterator[Found]:
    """Excel error values in the score table."""
    for scored, row, name, figure in _each(case, lambda f: f.reading is Reading.ERROR):
        yield rule.finding(
            scored.sheet.place(figure.cell),
            f"Ô {name} của tiêu chí {row.code} chứa lỗi {figure.text} của Excel.",
            commune=scored.display,
            criterion=row.code,
            actual=figure.text,
        )


@rule(
    "R07",
    Severity.WARNING,
    title="Công thức chưa có kết quả lưu sẵn",
    explanation="Ô có công thức nhưng tệp không lưu kết quả (thường do phần mềm khác tạo ra và chưa mở bằng Excel).",
    advice="Mở tệp bằng Excel, bấm Lưu rồi chạy lại.",
)
def no_cached_value(case: Case, rule: Rule) -> Iterator[Found]:
    """Formulas without a stored result: an error on a leaf's score, a warning elsewhere."""
    found = _each(case, lambda f: f.reading is Reading.NO_CACHE)
    for scored, group in groupby(found, key=lambda item: item[0]):
        cells = list(group)
        shown = cells if len(cells) <= _MANY_UNCACHED else cells[:1]
        for _, row, name, figure in shown:
            more = f", và {len(cells) - 1} ô khác của trang này" if len(shown) < len(cells) else ""
            leaf = scored.is_leaf(row.code) and row.score is figure
            yield rule.finding(
                scored.sheet.place(figure.cell),
                f"Ô {name} của tiêu chí {row.code} có công thức nhưng chưa có kết quả lưu sẵn{more}.",
                commune=scored.display,
                criterion=row.code,
                actual=figure.text[:80],
                severity=Severity.ERROR if leaf else None,
            )


@rule(
    "R09",
    Severity.ERROR,
    title="Mã tiêu chí ghi hai lần",
    explanation="Hai dòng của một bảng điểm mang cùng một mã tiêu chí.",
    advice="Sửa lại mã của dòng ghi sai, hoặc bỏ dòng thừa.",
)
def code_twice(case: Case, rule: Rule) -> Iterator[Found]:
    """Rows that bear another row's code."""
    for scored in case.communes:
        for stray in scored.twice:
            meant = f"; theo tên thì đây là tiêu chí {stray.meant}" if stray.meant else ""
            yield rule.finding(
                scored.sheet.place(stray.row.cell),
                f"Mã {stray.row.code} đã có ở dòng khác; dòng này là “{stray.row.name}”{meant}.",
                commune=scored.display,
                criterion=stray.row.code,
                expected=stray.meant,
                actual=stray.row.code,
            )


@rule(
    "R10",
    Severity.ERROR,
    title="Đơn vị có hai bảng điểm",
    explanation="Cùng một đơn vị có hơn một bảng điểm của cùng năm, hoặc hai dòng trong quyết định. Chỉ bảng đầu tiên được dùng.",
    advice="Giữ lại một bảng (một dòng), bỏ hoặc chuyển bảng kia ra khỏi thư mục.",
)
def commune_twice(case: Case, rule: Rule) -> Iterator[Found]:
    """Second score sheets of a commune, and its second lines in one table."""
    for sheet, earlier in case.repeated:
        same = sheet.rows == earlier.rows
        yield rule.finding(
            sheet.place(sheet.commune_cell or "A1"),
            f"{sheet.commune.display} đã có bảng điểm ở trang “{earlier.sheet}” tệp “{earlier.file}”; "
            + ("hai bảng giống hệt nhau." if same else "hai bảng KHÁC nhau về số liệu hoặc vị trí ô."),
            commune=earlier.commune.display,
        )
    for line in case.table_rows:
        if not line.first and line.scored is not None:
            yield rule.finding(
                line.table.place(line.row.cell),
                f"{line.scored.display} đã có ở một dòng khác của bảng này.",
                commune=line.scored.display,
            )


@rule(
    "R11",
    Severity.ERROR,
    title="Đơn vị có trong quyết định nhưng không có bảng điểm",
    explanation="Quyết định công bố kết quả của đơn vị này, nhưng không có bảng điểm tương ứng để kiểm tra, "
    "hoặc tên gọi khớp với nhiều đơn vị.",
    advice="Bổ sung bảng điểm của đơn vị vào thư mục, hoặc sửa tên đơn vị cho thống nhất.",
)
def no_scores(case: Case, rule: Rule) -> Iterator[Found]:
    """Lines of tables that mean no scored commune, or could mean several."""
    for line in case.table_rows:
        if line.scored is not None:
            continue
        name = line.row.commune.display
        if line.candidates:
            several = ", ".join(c.display for c in line.candidates)
            message = f"Tên “{name}” có thể là {several}; cần ghi rõ là đơn vị nào."
        else:
            message = f"{name} có trong bảng số liệu công bố nhưng không có bảng điểm."
        yield rule.finding(line.table.place(line.row.cell), message, commune=name)


@rule(
    "R12",
    Severity.ERROR,
    title="Đơn vị có bảng điểm nhưng không có trong quyết định",
    explanation="Đơn vị đã được chấm điểm nhưng quyết định công bố không có dòng nào của đơn vị.",
    advice="Kiểm tra lại danh sách trong quyết định, hoặc tên đơn vị trên bảng điểm.",
)
def not_in_decision(case: Case, rule: Rule) -> Iterator[Found]:
    """Scored communes that the decision, where there is one, does not name."""
    if not case.official:
        return
    named = {c for line in case.official for c in line.candidates}
    for scored in case.communes:
        if scored.name not in named:
            yield rule.finding(
                scored.sheet.place(scored.sheet.commune_cell or "A1"),
                f"{scored.display} có bảng điểm nhưng không có trong quyết định công bố.",
                commune=scored.display,
            )
