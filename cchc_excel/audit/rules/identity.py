"""R09-R12: codes and communes met twice, or on one side only."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import codes
from ...model.decision import TableKey
from ...model.finding import Severity
from ...model.names import CommuneName
from ...model.score_sheet import ScoreSheet
from ..case import Case
from ..registry import Found, Rule, rule
from ..table_row import TableRow

_FEW = 10
"""An annex that names all communes but one, or one in ten, means to name them all."""


@rule(
    "R09",
    Severity.ERROR,
    title="Mã tiêu chí ghi hai lần",
    explanation="Hai dòng của một bảng điểm mang cùng một mã tiêu chí.",
    advice="Sửa lại mã của dòng ghi sai, hoặc bỏ dòng thừa.",
    example="Ô A9 và ô A10 đều ghi mã 1.2; theo tên thì dòng 10 là tiêu chí 1.3 (0,75 điểm). Nếu để nguyên, công thức "
    "dò theo mã (VLOOKUP) lấy 1,5 điểm của dòng 9 cho cả hai dòng, thừa 0,75 điểm. Gõ lại ô A10 thành 1.3.",
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


def _has_other_criteria(sheet: ScoreSheet, earlier: ScoreSheet) -> bool:
    """Whether two tables of a commune have no criterion in common: one table that was split."""
    numbered = [{row.code for row in s.rows if codes.is_numbered(row.code)} for s in (sheet, earlier)]
    return not numbered[0] & numbered[1]


def _split_over_sheets(case: Case, rule: Rule) -> Iterator[Found]:
    """Tables whose criteria go on on another sheet: one finding for the two sheets, however many communes they hold."""
    split: dict[tuple[str, str, str, str], list[tuple[ScoreSheet, ScoreSheet]]] = {}
    for sheet, earlier in case.repeated:
        if _has_other_criteria(sheet, earlier):
            split.setdefault((sheet.file, sheet.sheet, earlier.file, earlier.sheet), []).append((sheet, earlier))
    for pairs in split.values():
        sheet, earlier = pairs[0]
        whose = sheet.commune.display if len(pairs) == 1 else f"{len(pairs)} đơn vị"
        listed = [row.code for row in sheet.rows if codes.is_numbered(row.code)]
        yield rule.finding(
            sheet.place(sheet.rows[0].cell),
            f"Tiêu chí của {whose} chia ra hai trang: trang “{earlier.sheet}” và trang “{sheet.sheet}” (từ {listed[0]} đến {listed[-1]}). "
            f"Điểm ở trang “{sheet.sheet}” chưa được tính.",
            commune=sheet.commune.display if len(pairs) == 1 else None,
            advice="Gộp mọi tiêu chí của một đơn vị vào một bảng trên một trang rồi chạy lại.",
        )


def _figures(sheet: ScoreSheet) -> list[tuple[str, object]]:
    return [(row.code, row.score.value if row.score is not None else None) for row in sheet.rows]


def _is_new(told: set[tuple[str, str]], line: TableRow) -> bool:
    """Whether this is a file's first word on a commune: annexes of one decision repeat their lines."""
    key = (line.table.file, line.row.commune.key)
    if key in told:
        return False
    told.add(key)
    return True


@rule(
    "R10",
    Severity.ERROR,
    title="Đơn vị có hai bảng điểm",
    explanation="Cùng một đơn vị có hơn một bảng điểm của cùng năm, hoặc hai dòng trong quyết định. Chỉ bảng đầu tiên được dùng.",
    advice="Giữ lại một bảng (một dòng), bỏ hoặc chuyển bảng kia ra khỏi thư mục.",
    example="Xã Thanh Xá có bảng điểm trong tệp “bang diem.xlsx” (tổng 85,126) và cả trong tệp “Thanh Xa sua lan "
    "2.xlsx” (tổng 85,626), chênh nhau 0,5 điểm. Chương trình chỉ dùng bảng gặp trước và nêu rõ bảng nào. Giữ "
    "bảng đúng, chuyển bảng kia ra khỏi thư mục rồi chạy lại.",
)
def commune_twice(case: Case, rule: Rule) -> Iterator[Found]:
    """Second score sheets of a commune, and its second lines in one table."""
    yield from _split_over_sheets(case, rule)
    for sheet, earlier in case.repeated:
        if _has_other_criteria(sheet, earlier):
            continue
        same = _figures(sheet) == _figures(earlier) if sheet.column else sheet.rows == earlier.rows
        yield rule.finding(
            sheet.place(sheet.commune_cell or "A1"),
            f"{sheet.commune.display} đã có bảng điểm ở {earlier.source} tệp “{earlier.file}”; "
            + ("hai bảng giống hệt nhau." if same else "hai bảng KHÁC nhau về số liệu hoặc vị trí ô."),
            commune=earlier.commune.display,
        )
    told: set[tuple[str, str]] = set()
    for line in case.table_rows:
        if not line.first and line.scored is not None and _is_new(told, line):
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
    example="Dòng 15 của quyết định công bố xã Thanh Sơn đạt 86,4 điểm, nhưng trong thư mục không có bảng điểm nào của "
    "xã này, nên 86,4 không có gì để đối chiếu. Chép bảng điểm của xã vào thư mục; nếu đã có thì xem tên xã ở "
    "hai nơi có viết khác nhau không.",
)
def no_scores(case: Case, rule: Rule) -> Iterator[Found]:
    """Lines of tables that mean no scored commune, or could mean several."""
    told: set[tuple[str, str]] = set()
    for line in case.table_rows:
        if line.scored is not None or not _is_new(told, line):
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
    example="Xã Thanh Sơn có bảng điểm với tổng 86,4 điểm, nhưng 19 dòng của quyết định không có tên xã. Nếu quyết "
    "định bỏ sót thì cả danh sách phải là 20 đơn vị và các xã dưới 86,4 điểm lùi một hạng. Kiểm tra danh sách "
    "trước khi ký.",
)
def not_in_decision(case: Case, rule: Rule) -> Iterator[Found]:
    """Scored communes that the decision, where there is one, does not name; or one of its annexes that names the others."""
    if not case.official:
        return
    named = {c for line in case.official for c in line.candidates}
    lacking = _annexes_without(case)
    for scored in case.communes:
        absent = scored.name not in named
        if absent or scored.name in lacking:
            where = "trong quyết định công bố" if absent else f"ở {lacking[scored.name]} của quyết định công bố"
            yield rule.finding(
                scored.sheet.place(scored.sheet.commune_cell or "A1"),
                f"{scored.display} có bảng điểm nhưng không có {where}.",
                commune=scored.display,
            )


def _annexes_without(case: Case) -> dict[CommuneName, str]:
    """Communes that an annex leaves out although it names nearly all the others."""
    annexes: dict[TableKey, tuple[str, set[CommuneName]]] = {}
    for line in case.official:
        annexes.setdefault(line.table.key, (line.table.title, set()))[1].update(line.candidates)
    lacking: dict[CommuneName, str] = {}
    for title, named in annexes.values():
        absent = [s.name for s in case.communes if s.name not in named]
        if len(annexes) > 1 and 0 < len(absent) <= max(1, len(case.communes) // _FEW) < len(named):
            for name in absent:
                lacking.setdefault(name, title)
    return lacking
