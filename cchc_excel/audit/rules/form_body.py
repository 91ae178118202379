"""D23-D30, D36-D39: the text of a written document. `audit.form` applies these rules; they have no check over a group."""

from __future__ import annotations

from ...model.finding import Severity
from ..registry import declare
from .form_page import DECREE

_CONTENT = f"{DECREE}, mục II, khoản 6 (nội dung văn bản)"
_OFFICE = "Quy ước trình bày của cơ quan, không phải quy định bắt buộc"

SIZE = declare(
    "D23",
    Severity.ERROR,
    title="Cỡ chữ của nội dung ngoài 13 đến 14",
    explanation="Nội dung văn bản, kể cả đề mục, dùng cỡ chữ từ 13 đến 14. Chữ trong bảng và phụ lục không xét ở đây.",
    advice="Đặt lại cỡ chữ 13 hoặc 14, cùng cỡ với các đoạn khác.",
    example="Đoạn 18 có cỡ chữ 12. Cách sửa: đặt cỡ 14 như các đoạn khác.",
    source=_CONTENT,
)
SAME_SIZE = declare(
    "D24",
    Severity.WARNING,
    title="Cỡ chữ của nội dung không thống nhất",
    explanation="Các đoạn nội dung của cùng một văn bản dùng một cỡ chữ. Đề mục in đậm không xét ở đây.",
    advice="Đặt lại đoạn này cùng cỡ với các đoạn khác.",
    example="Các đoạn cỡ 14, riêng đoạn 25 cỡ 13. Cách sửa: đặt đoạn 25 cỡ 14.",
    source=_CONTENT,
)
ALIGNED = declare(
    "D25",
    Severity.ERROR,
    title="Nội dung không canh đều hai lề",
    explanation="Mỗi đoạn nội dung được canh đều cả hai lề. Tên phần, chương ở giữa dòng và đề mục ngắn trọn một dòng được chấp nhận.",
    advice="Chọn đoạn rồi bấm Ctrl+J.",
    example="Đoạn 30 canh trái nên mép phải lởm chởm. Cách sửa: chọn đoạn 30 rồi bấm Ctrl+J.",
    source=_CONTENT,
)
INDENT = declare(
    "D26",
    Severity.ERROR,
    title="Dòng đầu của đoạn không lùi 1 cm hoặc 1,27 cm",
    explanation="Khi xuống dòng, chữ đầu dòng lùi vào 1 cm hoặc 1,27 cm so với lề trái. Xét vị trí thật của chữ đầu: thụt dòng, danh sách "
    "tự động và phím Tab đều được tính.",
    advice="Đoạn văn > Thụt lề > Đặc biệt: Dòng đầu tiên 1,27 cm; thụt trái 0.",
    example="Đoạn 14 có dòng đầu sát lề, thụt 0 cm. Cách sửa: đặt thụt dòng đầu 1,27 cm.",
    source=_CONTENT,
)
SPACING = declare(
    "D27",
    Severity.ERROR,
    title="Khoảng cách giữa các đoạn dưới 6 pt",
    explanation="Khoảng cách giữa hai đoạn liền nhau tối thiểu 6 pt, đặt đều ở trước hoặc đều ở sau mọi đoạn. Mục “Không thêm khoảng cách giữa "
    "các đoạn cùng kiểu” làm khoảng cách bằng 0.",
    advice="Đoạn văn > Khoảng cách: đặt Sau (hoặc Trước) 6 pt cho mọi đoạn.",
    example="Giữa đoạn 20 và đoạn 21 chỉ có 3 pt. Cách sửa: đặt khoảng cách sau của đoạn 20 là 6 pt.",
    source=_CONTENT,
)
LINE_SPACING = declare(
    "D28",
    Severity.ERROR,
    title="Khoảng cách dòng ngoài 1 đến 1,5 dòng",
    explanation="Khoảng cách giữa các dòng tối thiểu là dòng đơn, tối đa 1,5 dòng. Khoảng cách đặt chính xác bằng pt được quy ra dòng theo cỡ "
    "chữ; từ 15 pt trở lên được coi là đủ dòng đơn.",
    advice="Đoạn văn > Khoảng cách dòng: đặt Đơn đến 1,5 dòng.",
    example="Đoạn 16 giãn 2 dòng. Cách sửa: đặt khoảng cách 1,15 dòng như các đoạn khác.",
    source=_CONTENT,
)
CLOSING = declare(
    "D29",
    Severity.ERROR,
    title="Văn bản không kết thúc bằng “./.”",
    explanation="Chữ cuối cùng của phần nội dung kết thúc bằng dấu “./.” để biết văn bản đã hết.",
    advice="Thêm “./.” vào cuối đoạn nội dung cuối cùng.",
    example="Đoạn 72 là đoạn cuối và kết thúc bằng dấu chấm. Cách sửa: thay dấu chấm bằng “./.”.",
    source=_CONTENT,
)
DATES = declare(
    "D30",
    Severity.WARNING,
    title="Ngày tháng trong văn bản viết sai",
    explanation="Ngày viết đủ “ngày ... tháng ... năm ...”; ngày dưới 10 và tháng 1, 2 có số 0 phía trước, tháng 3 đến 9 thì không. Ngày không có "
    "thật là lỗi. Dạng 14/3/2023 ở căn cứ là cảnh báo, ở đoạn khác là thông tin, trong bảng thì không xét.",
    advice="Viết lại theo mẫu “ngày 05 tháng 4 năm 2023”, hoặc kiểm tra lại ngày.",
    example="Đoạn 13 ghi “ngày 31 tháng 4 năm 2023” nhưng tháng 4 chỉ có 30 ngày. Cách sửa: xem lại văn bản gốc.",
    source=f"{DECREE}, mục II, khoản 4 và khoản 6",
)
TABLE = declare(
    "D36",
    Severity.WARNING,
    title="Bảng dài không lặp hàng tiêu đề hoặc hàng bị ngắt qua trang",
    explanation="Bảng dài hơn một trang nên lặp lại hàng tiêu đề ở đầu mỗi trang và không để một hàng bị cắt làm hai.",
    advice="Chọn hàng đầu, bấm Bố trí > Lặp lại hàng tiêu đề; trong Thuộc tính bảng > Hàng bỏ “Cho phép ngắt hàng qua trang”.",
    example="Bảng phụ lục có 40 hàng, trang sau không có tiêu đề cột. Cách sửa: chọn hàng đầu và bật lặp lại hàng tiêu đề.",
    source=_OFFICE,
)
HEADING = declare(
    "D37",
    Severity.INFO,
    title="Đề mục có thể nằm một mình ở cuối trang",
    explanation="Đề mục chưa bật “Giữ với đoạn sau”, nên có thể đứng một mình ở cuối trang.",
    advice="Đoạn văn > Ngắt dòng và trang > Giữ với đoạn sau.",
    example="Đề mục “1. Công tác chỉ đạo” ở cuối trang 2, nội dung sang trang 3. Cách sửa: bật “Giữ với đoạn sau”.",
    source=_OFFICE,
)
BLANKS = declare(
    "D38",
    Severity.INFO,
    title="Thừa khoảng trắng",
    explanation="Có hai khoảng trắng liền nhau giữa hai từ, hoặc khoảng trắng trước dấu câu.",
    advice="Xóa khoảng trắng thừa.",
    example="Đoạn 22 ghi “đạt 5 điểm , chưa đạt”. Cách sửa: xóa khoảng trắng trước dấu phẩy.",
    source=_OFFICE,
)
LEFTOVER = declare(
    "D39",
    Severity.INFO,
    title="Còn chỗ chờ bổ sung hoặc thẻ của mẫu",
    explanation="Văn bản còn thẻ của mẫu báo cáo, như {{ nam }}, hoặc lời nhắc trong ngoặc vuông, như [Đơn vị bổ sung biện pháp].",
    advice="Thay bằng nội dung thật trước khi ký.",
    example="Đoạn 31 còn “[Đơn vị bổ sung biện pháp]” vì sổ chưa có biện pháp. Cách sửa: ghi biện pháp của đơn vị.",
    source=_OFFICE,
)
