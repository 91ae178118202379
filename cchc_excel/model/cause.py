"""The kinds of cause a finding can carry, each with its Vietnamese name and meaning."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType


class CauseKind(StrEnum):
    """What most likely went wrong (DOMAIN section 6). The values are stable: scripts read them."""

    TRANSPOSED_DIGITS = "transposed_digits"
    SHIFTED_DECIMAL = "shifted_decimal"
    OMITTED_CHILD = "omitted_child"
    DOUBLE_COUNTED_CHILD = "double_counted_child"
    SELF_SCORE_USED = "self_score_used"
    MAX_USED = "max_used"
    ROUNDED_BEFORE_SUMMING = "rounded_before_summing"
    TRUNCATED = "truncated"
    HALF_EVEN = "half_even"
    ROW_SHIFT = "row_shift"
    STALE_TOTAL = "stale_total"
    TYPO = "typo"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The Vietnamese name, a few words that begin small: "đảo chữ số"."""
        return _TEXTS[self][0]

    @property
    def meaning(self) -> str:
        """One Vietnamese sentence: what happened, with figures where they make it plainer."""
        return _TEXTS[self][1]


_TEXTS = MappingProxyType(
    {
        CauseKind.TRANSPOSED_DIGITS: (
            "đảo chữ số",
            "Hai chữ số bị gõ đổi chỗ cho nhau, ví dụ 9,785 thay cho 9,875.",
        ),
        CauseKind.SHIFTED_DECIMAL: (
            "lệch dấu phẩy",
            "Dấu phẩy thập phân đặt sai chỗ nên số lớn gấp hoặc nhỏ đi 10, 100, 1.000 lần, ví dụ 167,3 thay cho 16,73.",
        ),
        CauseKind.OMITTED_CHILD: (
            "bỏ sót một mục",
            "Một mục bên dưới không được cộng vào; số lệch đúng bằng điểm của mục đó.",
        ),
        CauseKind.DOUBLE_COUNTED_CHILD: (
            "cộng hai lần một mục",
            "Một mục bên dưới được cộng hai lần; số lệch đúng bằng điểm của mục đó.",
        ),
        CauseKind.SELF_SCORE_USED: (
            "lấy nhầm điểm tự đánh giá",
            "Số được ghi là điểm tự đánh giá, không phải điểm thẩm định.",
        ),
        CauseKind.MAX_USED: (
            "lấy nhầm điểm tối đa",
            "Số được ghi là điểm tối đa, không phải điểm thẩm định.",
        ),
        CauseKind.ROUNDED_BEFORE_SUMMING: (
            "làm tròn trước khi cộng",
            "Các số đã làm tròn được cộng với nhau, thay vì cộng số chính xác rồi mới làm tròn, "
            "ví dụ 2,35 + 3,35 = 5,70, trong khi 2,345 + 3,345 = 5,69.",
        ),
        CauseKind.TRUNCATED: (
            "cắt bớt chữ số",
            "Các chữ số cuối bị cắt bỏ thay vì làm tròn, ví dụ 8,36 thay cho 8,37 khi số chính xác là 8,365.",
        ),
        CauseKind.HALF_EVEN: (
            "làm tròn nửa về số chẵn",
            "Số đứng đúng giữa hai số in được làm tròn về chữ số chẵn thay vì làm tròn lên, "
            "ví dụ 8,36 thay cho 8,37 khi số chính xác là 8,365; một số phần mềm làm như vậy, hàm ROUND của Excel thì không.",
        ),
        CauseKind.ROW_SHIFT: (
            "lấy nhầm dòng",
            "Số được ghi là của đơn vị khác, thường do chép hoặc sắp xếp lệch dòng.",
        ),
        CauseKind.STALE_TOTAL: (
            "số gõ tay đã cũ",
            "Tổng được gõ tay, không phải công thức, nên không đổi theo khi một điểm bên dưới được sửa.",
        ),
        CauseKind.TYPO: (
            "gõ nhầm",
            "Chỉ một số bị gõ sai; sửa riêng số đó thì mọi số khác đều khớp.",
        ),
        CauseKind.UNKNOWN: (
            "chưa xác định",
            "Số liệu không đủ để chỉ ra một nguyên nhân; các khả năng được nêu kèm theo.",
        ),
    }
)
