"""D10-D22: the head and title of a written document. `audit.form` applies these rules; they have no check over a group."""

from __future__ import annotations

from ...model.finding import Severity
from ..registry import declare
from .form_page import DECREE

_PARTS = f"{DECREE}, mục II"
_NATION, _BODY, _NUMBER, _DATE, _TITLE = (f"{_PARTS}, khoản {number}" for number in range(1, 6))

NATIONAL_TEXT = declare(
    "D10",
    Severity.ERROR,
    title="Thiếu hoặc sai Quốc hiệu",
    explanation="Quốc hiệu là “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM”, đủ chữ, trên một dòng.",
    advice="Gõ lại Quốc hiệu cho đúng.",
    example="Quốc hiệu ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAN”, sai 1 chữ. Cách sửa: gõ lại chữ NAM.",
    source=_NATION,
)
NATIONAL_FORM = declare(
    "D11",
    Severity.ERROR,
    title="Quốc hiệu sai cách trình bày",
    explanation="Quốc hiệu bằng chữ in hoa, cỡ 12 đến 13, đứng, đậm, ở phía trên bên phải trang đầu, trọn trên một dòng.",
    advice="Đặt lại chữ in hoa, đậm, cỡ 12 hoặc 13; cột hẹp quá thì nới rộng cột bên phải.",
    example="Quốc hiệu cỡ 14 trong cột rộng 80 mm nên xuống hai dòng. Cách sửa: đặt cỡ 12 hoặc nới cột.",
    source=_NATION,
)
MOTTO_TEXT = declare(
    "D12",
    Severity.ERROR,
    title="Thiếu hoặc sai Tiêu ngữ",
    explanation="Tiêu ngữ là “Độc lập - Tự do - Hạnh phúc”: chữ cái đầu các cụm từ viết hoa, giữa các cụm từ có gạch nối, có cách "
    "chữ hai bên.",
    advice="Gõ lại: Độc lập - Tự do - Hạnh phúc.",
    example="Tiêu ngữ ghi “Độc lập – Tự do – Hạnh Phúc”, dùng 2 gạch dài và viết hoa chữ Phúc. Cách sửa: gõ lại cho đúng.",
    source=_NATION,
)
MOTTO_FORM = declare(
    "D13",
    Severity.ERROR,
    title="Tiêu ngữ sai cách trình bày",
    explanation="Tiêu ngữ bằng chữ in thường, cỡ 13 đến 14, đứng, đậm, canh giữa dưới Quốc hiệu, trọn trên một dòng.",
    advice="Đặt lại chữ đậm, đứng, cỡ 13 hoặc 14, canh giữa dưới Quốc hiệu.",
    example="Tiêu ngữ cỡ 12, không đậm. Cách sửa: đặt cỡ 13, đậm.",
    source=_NATION,
)
MOTTO_LINE = declare(
    "D14",
    Severity.ERROR,
    title="Đường kẻ dưới Tiêu ngữ thiếu hoặc sai",
    explanation="Phía dưới Tiêu ngữ có đường kẻ ngang, nét liền, dài bằng dòng chữ. Đường kẻ phải được vẽ (Shapes) hoặc là đường viền; "
    "không dùng chữ gạch chân hay dãy gạch nối. Cho phép lệch 15 phần trăm độ dài.",
    advice="Vẽ đường kẻ bằng Chèn > Hình > Đường, dài bằng dòng Tiêu ngữ; bỏ gạch chân hoặc dãy dấu gạch.",
    example="Tiêu ngữ được gạch chân thay cho đường kẻ. Cách sửa: bỏ gạch chân, vẽ một đường dài 56 mm ở dưới.",
    source=_NATION,
)
BODY_FORM = declare(
    "D15",
    Severity.ERROR,
    title="Tên cơ quan sai cách trình bày",
    explanation="Tên cơ quan chủ quản bằng chữ in hoa, cỡ 12 đến 13, đứng, không đậm; tên cơ quan ban hành bằng chữ in hoa, cỡ 12 đến "
    "13, đứng, đậm, canh giữa dưới tên cơ quan chủ quản, ở phía trên bên trái.",
    advice="Đặt lại chữ in hoa, cỡ 12 hoặc 13; chỉ tên cơ quan ban hành để đậm; canh giữa cột.",
    example="“UBND HUYỆN THANH HÀ” là cơ quan chủ quản mà in đậm, cỡ 14. Cách sửa: bỏ đậm, đặt cỡ 12.",
    source=_BODY,
)
BODY_LINE = declare(
    "D16",
    Severity.ERROR,
    title="Đường kẻ dưới tên cơ quan ban hành thiếu hoặc sai",
    explanation="Dưới tên cơ quan ban hành có đường kẻ ngang, nét liền, dài bằng 1/3 đến 1/2 dòng chữ, cân đối so với dòng chữ; phải là "
    "nét vẽ hoặc đường viền.",
    advice="Vẽ đường kẻ bằng Chèn > Hình > Đường, dài từ 1/3 đến 1/2 tên cơ quan.",
    example="Tên cơ quan dài 45 mm mà đường kẻ dài 45 mm. Đường kẻ phải dài từ 15 đến 22,5 mm. Cách sửa: rút ngắn đường kẻ.",
    source=_BODY,
)
NUMBER = declare(
    "D17",
    Severity.ERROR,
    title="Số, ký hiệu thiếu hoặc sai",
    explanation="“Số: .../BC-UBND”: từ “Số” bằng chữ in thường, sau có dấu hai chấm; số dưới 10 ghi thêm số 0; ký hiệu bằng chữ in hoa. "
    "Cỡ 13, đứng, canh giữa dưới tên cơ quan ban hành, trên một dòng. Số có thể để trống cho văn thư.",
    advice="Gõ lại theo mẫu “Số: 05/BC-UBND”, cỡ 13, chữ đứng, không đậm, canh giữa.",
    example="Văn bản ghi “Số 5/BC-UBND”, thiếu dấu hai chấm và số 0. Cách sửa: ghi “Số: 05/BC-UBND”.",
    source=_NUMBER,
)
DATE_TEXT = declare(
    "D18",
    Severity.ERROR,
    title="Địa danh và thời gian thiếu hoặc sai",
    explanation="Ghi “Địa danh, ngày ... tháng ... năm ...”: sau địa danh có dấu phẩy; ngày dưới 10 và tháng 1, 2 ghi thêm số 0 phía "
    "trước, tháng 3 đến 9 thì không; ngày phải có thật. Ngày, tháng có thể để trống cho văn thư.",
    advice="Gõ lại theo mẫu “Thanh Xá, ngày 05 tháng 4 năm 2023”.",
    example="Văn bản ghi “Thanh Xá, ngày 5 tháng 04 năm 2023”. Cách sửa: ghi “ngày 05 tháng 4 năm 2023”.",
    source=_DATE,
)
DATE_FORM = declare(
    "D19",
    Severity.ERROR,
    title="Địa danh và thời gian sai cách trình bày",
    explanation="Địa danh và thời gian bằng chữ in thường, cỡ 13 đến 14, nghiêng, không đậm, canh giữa dưới Quốc hiệu và Tiêu ngữ, trọn trên "
    "một dòng.",
    advice="Đặt lại chữ nghiêng, cỡ 13 hoặc 14, canh giữa dưới Tiêu ngữ.",
    example="Dòng “Thanh Xá, ngày 05 tháng 4 năm 2023” in chữ đứng, cỡ 12. Cách sửa: đặt nghiêng, cỡ 13.",
    source=_DATE,
)
TYPE = declare(
    "D20",
    Severity.ERROR,
    title="Tên loại văn bản thiếu hoặc sai cách trình bày",
    explanation="Tên loại “BÁO CÁO” đặt canh giữa trên một dòng riêng, chữ in hoa, cỡ 13 đến 14, đứng, đậm.",
    advice="Đặt tên loại trên một dòng riêng: BÁO CÁO, cỡ 14, đậm, canh giữa.",
    example="Tên loại ghi “Báo cáo”, cỡ 16. Cách sửa: ghi BÁO CÁO, cỡ 14.",
    source=_TITLE,
)
SUBJECT = declare(
    "D21",
    Severity.ERROR,
    title="Trích yếu nội dung thiếu hoặc sai cách trình bày",
    explanation="Trích yếu đặt ngay dưới tên loại, canh giữa, chữ in thường, cỡ 13 đến 14, đứng, đậm.",
    advice="Đặt lại trích yếu canh giữa, cỡ 14, đậm, ngay dưới tên loại.",
    example="Trích yếu cỡ 12, không đậm. Cách sửa: đặt cỡ 14, đậm.",
    source=_TITLE,
)
SUBJECT_LINE = declare(
    "D22",
    Severity.ERROR,
    title="Đường kẻ dưới trích yếu thiếu hoặc sai",
    explanation="Dưới trích yếu có đường kẻ ngang, nét liền, dài bằng 1/3 đến 1/2 dòng chữ, cân đối so với dòng chữ; phải là nét vẽ hoặc "
    "đường viền.",
    advice="Vẽ đường kẻ bằng Chèn > Hình > Đường, dài từ 1/3 đến 1/2 một dòng trích yếu, đặt ở giữa.",
    example="Dưới trích yếu dài 120 mm không có đường kẻ. Cách sửa: vẽ đường kẻ dài từ 40 đến 60 mm.",
    source=_TITLE,
)
