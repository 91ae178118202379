"""D31-D35: what stands below the text of a written document. `audit.form` applies these rules; no check over a group."""

from __future__ import annotations

from ...model.finding import Severity
from ..registry import declare
from .form_page import DECREE

_SIGNATURE, _RECIPIENTS = (f"{DECREE}, mục II, khoản {number}" for number in (7, 9))

SIGNATURE_TEXT = declare(
    "D31",
    Severity.ERROR,
    title="Quyền hạn, chức vụ người ký thiếu hoặc sai",
    explanation="Ghi quyền hạn và chức vụ của người ký: “TM. ỦY BAN NHÂN DÂN” rồi “CHỦ TỊCH”; ký thay thì “KT. CHỦ TỊCH” rồi “PHÓ CHỦ TỊCH”. "
    "Sau chữ viết tắt TM, KT, TL, TUQ, Q có dấu chấm; không viết tắt “UBND”.",
    advice="Gõ lại theo mẫu: TM. ỦY BAN NHÂN DÂN, dòng dưới CHỦ TỊCH.",
    example="Khối chữ ký chỉ có 1 dòng “CHỦ TỊCH”, thiếu dòng quyền hạn của Ủy ban nhân dân. Cách sửa: thêm dòng đó ở trên.",
    source=_SIGNATURE,
)
SIGNATURE_FORM = declare(
    "D32",
    Severity.ERROR,
    title="Khối chữ ký sai cách trình bày",
    explanation="Quyền hạn và chức vụ bằng chữ in hoa, cỡ 13 đến 14, đứng, đậm, canh giữa; họ và tên bằng chữ in thường, cỡ 13 đến 14, đứng, "
    "đậm, canh giữa so với quyền hạn, chức vụ.",
    advice="Đặt lại chữ đậm, đứng, cỡ 13 hoặc 14, canh giữa.",
    example="Dòng “CHỦ TỊCH” cỡ 12, không đậm. Cách sửa: đặt cỡ 14, đậm.",
    source=_SIGNATURE,
)
RECIPIENTS = declare(
    "D33",
    Severity.ERROR,
    title="“Nơi nhận:” thiếu hoặc sai",
    explanation="Từ “Nơi nhận:” trên một dòng riêng, sau có dấu hai chấm, cỡ 12, nghiêng, đậm, sát lề trái.",
    advice="Gõ “Nơi nhận:”, cỡ 12, đậm, nghiêng.",
    example="“Nơi nhận” thiếu dấu hai chấm và in đứng, cỡ 14. Cách sửa: ghi “Nơi nhận:”, cỡ 12, đậm, nghiêng.",
    source=_RECIPIENTS,
)
LISTED_FORM = declare(
    "D34",
    Severity.ERROR,
    title="Danh sách nơi nhận sai cách trình bày",
    explanation="Danh sách nơi nhận bằng chữ in thường, cỡ 11, đứng, không đậm, sát lề trái.",
    advice="Đặt lại cỡ 11, chữ đứng, không đậm, canh trái.",
    example="Dòng “- Lưu: VT, VP.” cỡ 12. Cách sửa: đặt cỡ 11.",
    source=_RECIPIENTS,
)
LISTED_TEXT = declare(
    "D35",
    Severity.ERROR,
    title="Danh sách nơi nhận sai dấu hoặc thiếu dòng lưu",
    explanation="Mỗi nơi nhận một dòng, đầu dòng có gạch, cuối dòng có dấu chấm phẩy; dòng cuối là “- Lưu: VT, ...” và kết thúc bằng dấu "
    "chấm.",
    advice="Sửa dấu đầu dòng và cuối dòng; dòng cuối ghi theo mẫu “- Lưu: VT, VP.”.",
    example="Dòng 2 của danh sách kết thúc bằng dấu phẩy. Cách sửa: thay bằng dấu chấm phẩy.",
    source=_RECIPIENTS,
)
ANNEX = declare(
    "D40",
    Severity.ERROR,
    title="Đầu đề phụ lục sai cách trình bày",
    explanation="Từ “Phụ lục” và tên phụ lục đặt canh giữa, cỡ 13 đến 14, đậm; dòng “(Kèm theo ...)” canh giữa, cỡ 13 đến 14, nghiêng.",
    advice="Đặt lại canh giữa, cỡ 13 hoặc 14, đậm cho từ “Phụ lục” và tên phụ lục.",
    example="Tên phụ lục canh trái, cỡ 16. Cách sửa: canh giữa, cỡ 14.",
    source=f"{DECREE}, mục III, khoản 1 (phụ lục)",
)
