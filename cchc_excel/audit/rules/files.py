"""R01, R02, R13: files and sheets that could not be read or placed."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.group import Trouble
from ...model.names import capitalised
from ..case import Case
from ..registry import Found, Rule, rule


def trouble_finding(rule: Rule, trouble: Trouble) -> Finding:
    """A reader's trouble as a finding of its rule."""
    milder = Severity.INFO if trouble.code == "R02" else Severity.WARNING
    return rule.finding(
        trouble.place,
        f"{capitalised(trouble.what)}.",
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
    example="Tệp “Thanh An.xlsx” có mật khẩu nên không mở được. 19 tệp còn lại vẫn được kiểm tra, nhưng xếp hạng lúc "
    "này chỉ tính giữa 19 đơn vị, chưa phải 20. Mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi chạy lại.",
)(_troubles)

rule(
    "R02",
    Severity.ERROR,
    title="Trang tính giống bảng điểm nhưng không nhận ra các cột",
    explanation="Trang có mã tiêu chí và điểm, nhưng thiếu tiêu đề cột cần thiết hoặc thiếu tên đơn vị, nên chưa được kiểm tra.",
    advice="Ghi rõ tiêu đề các cột: TT, Tiêu chí, Điểm tối đa, Điểm tự đánh giá, Điểm thẩm định, Chỉ số (%).",
    example="Trang “Thanh An” có các dòng mã 1, 1.1, 1.2 kèm điểm, nhưng ô tiêu đề E5 để trống, nên không biết số 4,75 "
    "ở ô E7 là điểm tự đánh giá hay điểm thẩm định. Chương trình không đoán và chưa kiểm tra trang này. Gõ "
    "“Điểm thẩm định” vào ô E5, lưu rồi chạy lại.",
    source="Các bảng đầu vào",
)(_troubles)

rule(
    "R13",
    Severity.ERROR,
    title="Không rõ năm đánh giá hoặc cơ quan thẩm định",
    explanation="Bảng không ghi năm và không tệp nào đi cùng cho biết năm, nên không biết ghép vào đâu. Năm không có giá trị mặc định.",
    advice="Ghi “năm 2022” ở tiêu đề bảng hoặc thêm dòng “Năm đánh giá” vào trang “Thông tin”.",
    example="Tiêu đề bảng chỉ ghi “BẢNG ĐIỂM CCHC XÃ THANH XÁ”, trong thư mục cũng không có trang “Thông tin”, nên "
    "không biết 85,13 điểm là của năm 2022 hay năm 2023. Thêm “NĂM 2022” vào ô tiêu đề, hoặc thêm trang “Thông "
    "tin” có dòng “Năm đánh giá” với giá trị 2022.",
    source="Các bảng đầu vào: năm không có giá trị mặc định",
)(_troubles)
