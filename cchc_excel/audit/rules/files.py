"""R01, R02, R13: files and sheets that could not be read or placed."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.group import Trouble
from ..case import Case
from ..registry import Found, Rule, rule


def trouble_finding(rule: Rule, trouble: Trouble) -> Finding:
    """A reader's trouble as a finding of its rule."""
    milder = Severity.INFO if trouble.code == "R02" else Severity.WARNING
    return rule.finding(
        trouble.place,
        f"{trouble.what[:1].upper()}{trouble.what[1:]}.",
        advice=f"{trouble.way_out}.",
        commune=trouble.commune,
        severity=milder if trouble.milder else None,
    )


def _troubles(case: Case, rule: Rule) -> Iterator[Found]:
    return (trouble_finding(rule, t) for t in case.group.troubles if t.code == rule.text.code)


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
