"""N01-N04: what a written report states. These rules have no check over a group: `audit.written` applies them."""

from __future__ import annotations

from ...model.cause import CauseKind
from ...model.finding import Severity
from ..registry import ROUNDING_SOURCE, declare

_SLIPS = (
    CauseKind.TRANSPOSED_DIGITS,
    CauseKind.SHIFTED_DECIMAL,
    CauseKind.TRUNCATED,
    CauseKind.MAX_USED,
    CauseKind.SELF_SCORE_USED,
    CauseKind.TYPO,
)

DIFFERS = declare(
    "N01",
    Severity.ERROR,
    title="Số trong báo cáo khác số đã kiểm tra",
    explanation="Một số ghi trong báo cáo (điểm đạt, điểm tối đa, chỉ số hoặc điểm chưa đạt) khác số tính lại từ sổ bảng "
    "điểm, so như đã in. Số khác kéo theo số khác thì chỉ báo ở số gốc.",
    advice="Sửa số trong báo cáo theo sổ bảng điểm; nếu báo cáo mới đúng thì kiểm tra lại sổ bảng điểm.",
    example="Báo cáo ghi “Cải cách thủ tục hành chính: đạt 16,37/18,5 điểm, chỉ số đạt 90,43%”. Sổ bảng điểm tính ra 16,73. "
    "Chỉ số 90,43% đúng, còn 16,37 là 16,73 gõ đảo hai chữ số. Cách sửa: đổi 16,37 thành 16,73.",
    source=ROUNDING_SOURCE,
    causes=_SLIPS,
)

CONTRADICTS = declare(
    "N02",
    Severity.ERROR,
    title="Báo cáo tự mâu thuẫn",
    explanation="Các số trong báo cáo không thể cùng đúng, dù điểm chính xác là bao nhiêu: tổng không khớp các mục, chỉ số không "
    "khớp điểm chia điểm tối đa, hoặc điểm chưa đạt không khớp điểm tối đa trừ điểm đạt. Sai lệch do làm tròn không tính.",
    advice="Đối chiếu với quyết định công bố hoặc bảng điểm, sửa số sai rồi kiểm tra lại bằng lệnh cchc check.",
    example="Báo cáo ghi “đạt 12,2/15 điểm, chỉ số đạt 83,13%”. 12,2 chia 15 là 81,33%; không điểm nào in ra 12,2 mà cho "
    "83,13%. Nếu điểm và điểm tối đa đúng thì chỉ số phải là 81,33% (hai chữ số bị đảo). Cách sửa: đổi 83,13% thành 81,33%.",
    source=ROUNDING_SOURCE,
    causes=(*_SLIPS, CauseKind.UNKNOWN),
)

ROUNDED = declare(
    "N03",
    Severity.INFO,
    title="Các số trong báo cáo khớp nhau nhờ làm tròn",
    explanation="Cộng hoặc chia các số đã in thì ra khác, nhưng có điểm chính xác làm cho mọi số đã in đều đúng. Phát hiện "
    "nêu điểm chính xác đơn giản nhất như vậy.",
    advice="Không phải sửa.",
    example="Báo cáo ghi “đạt 9,88/11 điểm, chỉ số đạt 89,77%”. 9,88 chia 11 là 89,82%, nhưng nếu điểm chính xác là 9,875 "
    "thì in ra đúng là 9,88 và 89,77%. Không phải sửa gì.",
    source=ROUNDING_SOURCE,
)

NOT_COMPARED = declare(
    "N04",
    Severity.WARNING,
    title="Chưa đối chiếu được báo cáo với sổ bảng điểm",
    explanation="Báo cáo không cho biết là của đơn vị nào, hoặc đơn vị, năm đó không có trong thư mục đối chiếu. Báo cáo vẫn "
    "được kiểm tra xem có tự mâu thuẫn không.",
    advice="Kiểm tra tên đơn vị và năm trong báo cáo, hoặc chọn đúng thư mục sổ bảng điểm sau --against.",
    example="Báo cáo của UBND xã Thanh Xá năm 2023, trong khi thư mục chỉ có sổ bảng điểm năm 2022. Cách sửa: chạy lại với "
    "--against trỏ tới thư mục có sổ năm 2023.",
)

NO_FIGURES = declare(
    "N05",
    Severity.WARNING,
    title="Không tìm thấy số liệu điểm trong văn bản",
    explanation="Văn bản đọc được nhưng không có câu hay bảng nào ghi điểm, điểm tối đa, chỉ số hoặc điểm chưa đạt, hoặc có hàng "
    "nghìn số liệu nên không thể là báo cáo của một đơn vị; vì thế chưa kiểm tra được gì.",
    advice="Kiểm tra lại có đúng là báo cáo cần kiểm tra không.",
    example="Chọn nhầm tệp kế hoạch 28/KH-UBND thay cho báo cáo: văn bản chỉ có ngày tháng và số văn bản, không có điểm nào. "
    "Cách sửa: chọn lại tệp báo cáo rồi chạy lại lệnh cchc check.",
)
