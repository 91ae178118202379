"""D01-D09: the pages and letters of a written document. `audit.form` applies these rules; they have no check over a group."""

from __future__ import annotations

from ...model.finding import Severity
from ..registry import declare

DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I"
GENERAL = f"{DECREE}, mục I (quy định chung)"

PAPER = declare(
    "D01",
    Severity.ERROR,
    title="Khổ giấy không phải A4 đứng",
    explanation="Mọi phần của văn bản, kể cả phụ lục, phải dùng khổ A4 (210 mm x 297 mm), trình bày theo chiều đứng.",
    advice="Trong Word chọn Bố trí > Kích cỡ > A4 và Hướng > Dọc cho phần đó.",
    example="Phụ lục đặt ở khổ A4 ngang 297 mm x 210 mm cho vừa bảng nhiều cột. Cách sửa: đặt lại khổ đứng, thu hẹp cột hoặc "
    "tách bảng.",
    source=GENERAL,
)
MARGINS = declare(
    "D02",
    Severity.ERROR,
    title="Lề trang ngoài quy định",
    explanation="Lề trên và lề dưới từ 20 đến 25 mm, lề trái từ 30 đến 35 mm, lề phải từ 15 đến 20 mm. Phần chừa đóng gáy được "
    "tính vào lề trái.",
    advice="Trong Word chọn Bố trí > Lề > Lề tùy chỉnh rồi đặt lại, ví dụ trên 20, dưới 20, trái 30, phải 15 mm.",
    example="Lề trái đo được 25,4 mm vì tệp dùng lề mặc định của Word. Lề trái phải từ 30 đến 35 mm. Cách sửa: đặt lề trái 30 mm.",
    source=GENERAL,
)
FONT = declare(
    "D03",
    Severity.ERROR,
    title="Phông chữ không phải Times New Roman",
    explanation="Toàn văn bản dùng phông Times New Roman, bộ mã Unicode. Phông được xét như khi in: gộp từ kiểu (style), chủ đề "
    "(theme) và định dạng trực tiếp.",
    advice="Bôi đen chỗ đó (hoặc sửa kiểu của nó) và chọn phông Times New Roman.",
    example="Đoạn 12 in bằng phông Calibri vì kiểu của đoạn lấy phông của chủ đề. Cách sửa: chọn Times New Roman cho kiểu đó.",
    source=GENERAL,
)
COLOUR = declare(
    "D04",
    Severity.ERROR,
    title="Chữ không phải màu đen",
    explanation="Chữ trong văn bản màu đen. Màu của chủ đề và của siêu liên kết cũng được xét.",
    advice="Bôi đen chỗ đó và chọn màu chữ Tự động hoặc Đen.",
    example="Đoạn 20 có cụm từ màu đỏ FF0000 còn lại từ lúc góp ý. Cách sửa: đổi thành màu đen.",
    source=GENERAL,
)
UNICODE = declare(
    "D05",
    Severity.ERROR,
    title="Chữ tiếng Việt không phải Unicode dựng sẵn",
    explanation="Bộ mã Unicode theo TCVN 6909:2001, dạng dựng sẵn (NFC): mỗi chữ có dấu là một ký tự. Dạng tổ hợp in ra gần giống "
    "nhưng tìm, sắp xếp và so sánh sẽ sai.",
    advice="Dùng bộ gõ chuyển mã sang “Unicode dựng sẵn”, hoặc gõ lại chỗ đó.",
    example="Chữ “ế” ở đoạn 5 gồm 3 ký tự: e, dấu mũ, dấu sắc. Cách sửa: chuyển mã đoạn đó sang Unicode dựng sẵn.",
    source=GENERAL,
)
NUMBER_MISSING = declare(
    "D06",
    Severity.ERROR,
    title="Thiếu số trang hoặc số trang không phải chữ số Ả Rập",
    explanation="Từ trang thứ hai, mỗi trang có số trang tự động ở lề trên, bằng chữ số Ả Rập, đánh từ số 1.",
    advice="Chèn > Số trang > Đầu trang > Giữa, định dạng số 1, 2, 3.",
    example="Văn bản 4 trang không có số trang. Cách sửa: chèn số trang ở giữa lề trên và chọn “Trang đầu khác”.",
    source=GENERAL,
)
NUMBER_FORM = declare(
    "D07",
    Severity.ERROR,
    title="Số trang sai vị trí hoặc cỡ chữ",
    explanation="Số trang canh giữa trong lề trên, cỡ chữ 13 đến 14, kiểu chữ đứng; không đặt ở chân trang.",
    advice="Chuyển số trang lên đầu trang, canh giữa, cỡ chữ 13 hoặc 14.",
    example="Số trang nằm ở góc phải chân trang, cỡ 11. Cách sửa: xóa ở chân trang, chèn lại ở giữa lề trên, cỡ 14.",
    source=GENERAL,
)
NUMBER_FIRST = declare(
    "D08",
    Severity.ERROR,
    title="Trang thứ nhất hiện số trang",
    explanation="Số trang không hiện ở trang thứ nhất; phụ lục đánh số lại từ 1 thì trang đầu của phụ lục cũng không hiện số.",
    advice="Bấm đúp vào lề trên của trang đó, chọn “Trang đầu khác” và xóa số ở trang đầu.",
    example="Trang 1 có số 1 ở lề trên vì mục “Trang đầu khác” chưa được chọn. Cách sửa: chọn mục đó.",
    source=GENERAL,
)
NUMBER_WORDS = declare(
    "D09",
    Severity.WARNING,
    title="Số trang có chữ hoặc dấu đi kèm",
    explanation="Số trang chỉ là chữ số Ả Rập, không kèm chữ “Trang”, gạch nối hay tổng số trang.",
    advice="Bỏ phần đi kèm, chỉ để lại số.",
    example="Lề trên ghi “Trang 2/5”. Cách sửa: chỉ để lại số 2.",
    source=GENERAL,
)
