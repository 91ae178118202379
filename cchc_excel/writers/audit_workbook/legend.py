""" "Chú giải": how to read the sheets, and the kinds of cause, and every rule that was applied."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.workbook import Workbook

from ...model.audited import AuditedDistrict, Verdict
from ...model.cause import CauseKind
from ...model.finding import RuleText, Severity
from ...model.names import capitalised
from ...model.numbers import written
from . import fit
from .page import Column, Page
from .styles import GREY, SEVERITY_NAMES, SEVERITY_TRAITS, VERDICT_TRAITS, Styles

NAME = "Chú giải"

COLUMNS = (
    Column("Mã", 9, ("cell", "centre", "bold")),
    Column("Mức độ", 15, ("cell", "centre")),
    Column("Quy tắc", 28),
    Column("Giải thích", 48),
    Column("Ví dụ", 64),
    Column("Việc cần làm", 38),
)
_LAST = len(COLUMNS) - 1

_SHEETS = {
    "Tổng hợp": (
        "Bảng xếp hạng theo điểm tính lại, đơn vị cao nhất ở trên. Màu cam là chỉ số thấp, màu xanh là chỉ số cao, "
        "so trên cùng một thang cho mọi tiêu chí. Cột cuối dẫn tới phát hiện nặng nhất của từng đơn vị."
    ),
    "Sai lệch": (
        "Mỗi hàng là một phát hiện, nặng nhất ở trên. Cột “Ô” là ô cần xem trước tiên, bấm vào để mở tệp gốc. "
        "“Chênh lệch” là số đã ghi trừ số tính lại. “Nguyên nhân” là điều có khả năng nhất, khi số liệu chỉ ra được. "
        "“Hệ quả” là các số liệu khác sai theo ô này. "
        "Tiêu chí thành phần chưa đạt điểm tối đa (L01) chỉ nêu ở trang “Điểm thấp”."
    ),
    "Đối chiếu": (
        "Từng số liệu đặt cạnh nhau: bảng điểm ghi, tính lại từ điểm các tiêu chí thành phần, quyết định công bố."
    ),
    "Điểm thấp": (
        "Phần trên: tiêu chí thành phần làm mất nhiều điểm nhất, tính chung mọi đơn vị. "
        "Phần dưới: từng tiêu chí thành phần chưa đạt điểm tối đa của từng đơn vị."
    ),
}
_SEVERITIES = {
    Severity.ERROR: "Số liệu hoặc tệp sai. Phải sửa trước khi trình ký.",
    Severity.WARNING: "Có dấu hiệu bất thường. Cần người xem lại và quyết định.",
    Severity.INFO: "Không sai; nêu để biết.",
}
_VERDICTS = {
    Verdict.EQUAL: "Số đã ghi đúng bằng số tính lại.",
    Verdict.ROUNDED: "Số đã in trông khác, nhưng là số tính lại được làm tròn. Không phải sửa.",
    Verdict.DIFFERENT: "Số đã ghi khác số tính lại, làm tròn không giải thích được. Xem trang “Sai lệch”.",
    Verdict.ABSENT: "Bảng điểm hoặc quyết định không có số này để so.",
}


def write(workbook: Workbook, styles: Styles, district: AuditedDistrict) -> None:
    """Adds the sheet."""
    page = Page(workbook, styles, NAME, [c.width for c in COLUMNS], GREY)
    page.title("CHÚ GIẢI", f"Cách đọc các trang và các quy tắc đã áp dụng, năm {district.year}")
    row = _write_terms(page, 2, "Các trang", [(name, text, "bold") for name, text in _SHEETS.items()])
    severities = [(SEVERITY_NAMES[s], text, SEVERITY_TRAITS[s]) for s, text in _SEVERITIES.items()]
    row = _write_terms(page, row, "Mức độ", severities)
    verdicts = [(v.value, text, VERDICT_TRAITS[v]) for v, text in _VERDICTS.items()]
    row = _write_terms(page, row, "Kết luận đối chiếu", verdicts)
    row = _write_terms(page, row, "Quy ước số liệu", [(k, t, "bold") for k, t in _conventions(district).items()])
    causes = [(capitalised(k.label), k.meaning, "bold") for k in CauseKind]
    row = _write_terms(page, row, "Nguyên nhân", causes)
    _write_rules(page, row, district.rules)
    page.sheet.freeze_panes(2, 0)


def _conventions(district: AuditedDistrict) -> dict[str, str]:
    information = district.information
    found = {
        "Làm tròn": (
            "Số in làm tròn đến 2 chữ số thập phân, nửa thì làm tròn ra xa số 0 (như hàm ROUND của Excel). "
            "Cộng điểm và xếp hạng luôn dùng số chính xác."
        ),
        "Chỉ số (%)": "Điểm thẩm định chia điểm tối đa, nhân 100. Chỉ số tính lại ghi tới 4 chữ số thập phân.",
        "Ô trong văn bản": (
            "T1R5C3 là bảng thứ 1, hàng 5, cột 3 của tệp Word, đếm từ 1, tính cả hàng tiêu đề (T: bảng, R: hàng, C: cột); "
            "P2T1R5C3 là ô ấy trong bảng thứ 1 ở trang 2 của tệp PDF (P: trang)."
        ),
        "Xếp hạng": "Theo tổng điểm chính xác; bằng điểm thì đồng hạng (1, 2, 2, 4).",
        "Ngưỡng cảnh báo": f"“Dưới ngưỡng” là đạt dưới {written(information.threshold)}% điểm tối đa.",
    }
    if information.grades:
        grades = "; ".join(f"{grade} từ {written(lowest)}%" for grade, lowest in information.grades)
        found["Xếp loại"] = f"Theo chỉ số: {grades}."
    return found


def _write_terms(page: Page, first: int, heading: str, terms: Sequence[tuple[str, str, str]]) -> int:
    """A heading, then lines of a term and its meaning, the term with a trait; gives the next free row."""
    page.section(first, heading)
    for row, (term, text, trait) in enumerate(terms, first + 1):
        page.merge(row, 0, 1, term, page.styles("cell", "middle", trait))
        page.merge(row, 2, _LAST, text, page.styles("cell", "middle"))
        most = max(_lines_across(term, 0, 1, bold=True), _lines_across(text, 2, _LAST))
        page.row_height(row, fit.height(most, least=18))
    return first + len(terms) + 2


def _lines_across(text: str, first: int, last: int, *, bold: bool = False) -> int:
    return fit.lines(text, fit.merged_width([c.width for c in COLUMNS[first : last + 1]]), bold=bold)


def _write_rules(page: Page, first: int, rules: tuple[RuleText, ...]) -> None:
    page.section(first, "Quy tắc kiểm tra")
    page.header(first + 1, COLUMNS)
    page.sheet.repeat_rows(first + 1)
    for row, rule in enumerate(rules, first + 2):
        texts = (rule.code, SEVERITY_NAMES[rule.severity], rule.title, rule.explanation, rule.example, rule.advice)
        for number, (column, text) in enumerate(zip(COLUMNS, texts, strict=True)):
            more = (SEVERITY_TRAITS[rule.severity],) if number == 1 else ()
            page.write(row, number, text, page.styles(*column.traits, *more))
        page.fit_row(row, list(enumerate(texts))[2:])
