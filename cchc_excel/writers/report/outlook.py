"""Chooses what a commune undertakes from now on, by the fields in which it is weakest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ...model.audited import AuditedNode
from ...model.names import folded
from .notes import in_quotes
from .wording import figure, heading

WEAKEST = 3
"""Fields that get a task of their own."""

_TASKS = (
    (
        r"dien tu|chinh quyen so|chuyen doi so|so hoa|cong nghe",
        "tăng tỷ lệ hồ sơ nộp, xử lý và thanh toán trực tuyến; số hóa đầy đủ hồ sơ, kết quả giải quyết thủ "
        "tục hành chính; gửi, nhận và ký số văn bản trên môi trường mạng; phát huy vai trò của tổ công nghệ "
        "số cộng đồng trong hướng dẫn người dân sử dụng dịch vụ công trực tuyến",
    ),
    (
        r"thu tuc hanh chinh|tthc|mot cua",
        "công khai kịp thời, đầy đủ thủ tục hành chính; tiếp nhận, giải quyết và trả kết quả đúng hạn, có "
        "văn bản xin lỗi khi để hồ sơ quá hạn; xử lý dứt điểm phản ánh, kiến nghị của người dân, tổ chức về "
        "quy định hành chính",
    ),
    (
        r"tac dong|hai long|xa hoi hoc|sipas",
        "nâng cao chất lượng phục vụ, thái độ giao tiếp của công chức khi giải quyết công việc của người dân; "
        "tổ chức đối thoại, lấy ý kiến người dân, tổ chức và giải quyết kịp thời những nội dung chưa hài "
        "lòng; gắn cải cách hành chính với thực hiện các chỉ tiêu phát triển kinh tế - xã hội",
    ),
    (
        r"phap luat|qppl|the che",
        "rà soát, tự kiểm tra văn bản thường xuyên; tổ chức thực hiện và theo dõi thi hành pháp luật đúng kế "
        "hoạch; xử lý, kiến nghị xử lý ngay các vấn đề phát hiện qua theo dõi, kiểm tra",
    ),
    (
        r"cong vu|can bo|cong chuc",
        "bố trí, sử dụng cán bộ, công chức đúng vị trí, tiêu chuẩn chức danh; tổ chức đào tạo, bồi dưỡng "
        "theo kế hoạch; tăng cường kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính và đánh giá, xếp "
        "loại đúng thực chất",
    ),
    (
        r"tai chinh|ngan sach",
        "quản lý, sử dụng kinh phí và tài sản công đúng quy định; công khai ngân sách đầy đủ, đúng thời hạn; "
        "thực hiện nghiêm các kiến nghị sau thanh tra, kiểm tra, kiểm toán về tài chính, ngân sách",
    ),
    (
        r"bo may|to chuc",
        "rà soát, bổ sung quy chế làm việc, phân công rõ nhiệm vụ, thẩm quyền của từng cán bộ, công chức; "
        "thực hiện đúng các quy định về tổ chức bộ máy và phân cấp, ủy quyền",
    ),
    (
        r"chi dao|dieu hanh",
        "ban hành kế hoạch, báo cáo đúng thời hạn, đúng yêu cầu; hoàn thành các nhiệm vụ trong kế hoạch năm; "
        "tự kiểm tra và xử lý đầy đủ vấn đề phát hiện qua kiểm tra; đổi mới công tác tuyên truyền và khuyến "
        "khích sáng kiến",
    ),
)
_STEADY = (
    (
        r"dien tu|chinh quyen so|chuyen doi so|so hoa|cong nghe",
        "vận hành ổn định các hệ thống thông tin, xử lý văn bản, hồ sơ công việc trên môi trường mạng và hỗ trợ người "
        "dân sử dụng dịch vụ công trực tuyến",
    ),
    (
        r"thu tuc hanh chinh|tthc|mot cua",
        "công khai đầy đủ thủ tục hành chính, giải quyết hồ sơ đúng hạn và trước hạn, xử lý kịp thời phản ánh, kiến nghị",
    ),
    (
        r"tac dong|hai long|xa hoi hoc|sipas",
        "lắng nghe, tiếp thu ý kiến người dân, tổ chức và giữ vững chất lượng phục vụ",
    ),
    (
        r"phap luat|qppl|the che",
        "ban hành văn bản đúng thẩm quyền, trình tự; rà soát, kiểm tra văn bản và theo dõi thi hành pháp luật thường xuyên",
    ),
    (
        r"cong vu|can bo|cong chuc",
        "thực hiện đúng quy định về quản lý, sử dụng, đánh giá, đào tạo, bồi dưỡng và kỷ luật, kỷ cương hành chính",
    ),
    (
        r"tai chinh|ngan sach",
        "quản lý, sử dụng kinh phí, tài sản công đúng quy định; công khai ngân sách đầy đủ, đúng thời hạn",
    ),
    (
        r"bo may|to chuc",
        "thực hiện đúng quy chế làm việc, phân công rõ người, rõ việc và các quy định về tổ chức bộ máy",
    ),
    (
        r"chi dao|dieu hanh",
        "ban hành, thực hiện kế hoạch và báo cáo đúng thời hạn; tự kiểm tra thường xuyên; đẩy mạnh tuyên truyền, sáng kiến",
    ),
)
_STEADY_OTHER = "thực hiện đầy đủ, đúng thời hạn các nhiệm vụ thuộc lĩnh vực này"
_OTHER = (
    "rà soát từng tiêu chí thành phần bị trừ điểm, xác định rõ nguyên nhân, phân công người chịu trách nhiệm "
    "và hoàn thành việc khắc phục trong kỳ đánh giá tới"
)
_KEPT_UP = (
    "Duy trì kết quả đã đạt được ở tất cả các lĩnh vực; nhân rộng cách làm hay, sáng kiến trong giải quyết "
    "công việc và phục vụ người dân, tổ chức."
)


def kept_up(field: AuditedNode) -> str:
    """What is done to keep full marks in a field, as a clause."""
    return _text_for(field.name, _STEADY) or _STEADY_OTHER


@lru_cache(maxsize=1024)
def _text_for(name: str, table: tuple[tuple[str, str], ...]) -> str | None:
    """The first text whose pattern is found in the name."""
    return next((text for pattern, text in table if re.search(pattern, folded(name))), None)


def tasks(fields: Sequence[AuditedNode], authority: str) -> list[str]:
    """Three to five tasks: leadership, one for each of the weakest fields, self-checks and reporting.

    `authority` is "" where nothing names it.
    """
    weak = sorted((f for f in fields if f.deduction > 0), key=lambda f: f.index)[:WEAKEST]
    reported = f"báo cáo {authority}" if authority else "báo cáo cơ quan có thẩm quyền"
    return [
        "Tiếp tục quán triệt và thực hiện nghiêm các văn bản chỉ đạo của cấp trên về cải cách hành chính; "
        "gắn trách nhiệm của người đứng đầu và từng cán bộ, công chức với kết quả của tiêu chí, tiêu chí "
        "thành phần được giao.",
        *([_task(field) for field in weak] or [_KEPT_UP]),
        "Định kỳ tự kiểm tra, tự đánh giá theo bộ tiêu chí; kịp thời chấn chỉnh tồn tại, hạn chế, lưu giữ "
        f"đầy đủ tài liệu kiểm chứng và {reported} kết quả thực hiện theo quy định.",
    ]


def _task(field: AuditedNode) -> str:
    name = heading(field.name)
    text = _text_for(name, _TASKS) or _OTHER
    called = in_quotes(name or f"Tiêu chí {field.code}")
    return f"Tập trung cải thiện nội dung {called} (chỉ số mới đạt {figure(field, field.index)}%): {text}."
