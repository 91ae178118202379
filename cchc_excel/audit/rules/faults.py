"""X01: a rule that failed itself, so that what it checks has not been checked."""

from __future__ import annotations

from ...model.finding import Severity
from ..registry import declare

RULE_FAILED = declare(
    "X01",
    Severity.ERROR,
    title="Một quy tắc không chạy được",
    explanation="Phần mềm gặp dữ liệu chưa lường trước và dừng một quy tắc giữa chừng. Các quy tắc khác vẫn chạy đủ, "
    "nhưng những gì quy tắc này kiểm tra thì chưa được kiểm tra.",
    advice="Gửi tệp và dòng này cho người phụ trách phần mềm.",
    example="Quy tắc A02 (chỉ số) dừng giữa chừng. Danh sách không có phát hiện A02 nào, nhưng điều đó không có nghĩa là "
    "mọi chỉ số đều đúng: chưa chỉ số nào được kiểm tra. Điểm, tổng, xếp hạng vẫn đã được kiểm tra như thường lệ. "
    "Trong khi chờ sửa phần mềm, tự kiểm tra cột chỉ số bằng công thức =ROUND(E7/C7*100;2), với E là cột điểm thẩm định "
    "và C là cột điểm tối đa.",
)
