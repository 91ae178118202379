"""Tells which headings over columns name communes: by their kind, or by looking like names beside each other."""

from __future__ import annotations

import re

from ...model.names import CommuneName, commune_name, composed, folded, tone_key
from .headings import Column, meaning

_LONGEST = 40
_MOST_WORDS = 5
_STATISTIC = re.compile(
    r"^(?:(?:tổng(?: cộng| số| điểm)?|cộng|max|min|tb|(?:điểm |chỉ số |giá trị )?(?:trung bình|bình quân|cao nhất|thấp nhất|lớn nhất|nhỏ nhất|tb)\b.*"
    r"|toàn (?:huyện|tỉnh|thành phố|thị xã|quận|bộ).*|huyện.*|tỉnh|chung|chênh lệch.*|so sánh.*|so với.*|ghi chú|xếp .*|điểm.*|tỷ lệ.*|kết quả.*)"
    r"\s*:?)$"
)
_NOT_A_COMMUNE = re.compile(
    r"^(?:tổ|nhóm|phòng|ban(?! công)|sở(?! dầu)|lần|đợt|tháng|vòng|bước|cột|phần|đoàn(?! kết)|chuyên gia|thành viên|người|ông|bà|đồng chí|đ/c|hội đồng|ủy viên|uỷ viên"
    r"|thư ký|kiểm tra|phúc tra|thẩm định|thẩm tra|đánh giá|tự đánh giá|tự chấm|chấm|cán bộ|công chức|lãnh đạo|văn phòng|thanh tra|công an"
    r"|bộ phận|trung tâm)(?:\s|$)|^[ivx]+$|^(?:năm|kỳ|quý|tiêu chí|tc|mức)\s*(?:\d|[ivx]+$)|^(?:19|20)\d\d$"
)
_LIKE_AN_OFFICE = re.compile(r"^(?:phong|phóng|bàn|bản) (?=\S*[^\x00-\x7f])")
_DONE = re.compile(r"^(?:kiểm tra|phúc tra|thẩm định|thẩm tra|(?:tự )?đánh giá|(?:tự )?chấm)(?:\s|$)")
"""What is done, as in "xã tự chấm"."""
_OFFICES = frozenset(
    map(
        tone_key,
        [
            "công thương",
            "dân tộc",
            "giáo dục",
            "hạ tầng",
            "kế hoạch",
            "kinh tế",
            "lao động",
            "môi trường",
            "nội vụ",
            "nông nghiệp",
            "quân sự",
            "tài chính",
            "tài nguyên",
            "thuế",
            "tư pháp",
            "ubnd",
            "văn hóa",
            "văn hóa thông tin",
            "y tế",
        ],
    )
)
"""Offices that appraise, which may head columns, too."""
_PERSON = re.compile(r"\s(?:Văn|Thị|VĂN|THỊ)\s(?!trấn|TRẤN)")
_SEVERAL = re.compile(
    r"\b(?:cac (?:xa|phuong|don vi|dia phuong|thi tran)|cap xa|xa phuong|xa thi tran|tung (?:xa|don vi)|tong hop|toan (?:huyen|tinh))\b"
)


def named_with_kind(text: str) -> CommuneName | None:
    """The commune that a heading names with its kind: "Xã Thanh Xá", "TT. Thanh Hà", "P.12"; None for "Xã tự chấm"."""
    if not text or len(text) > _LONGEST:
        return None
    named = commune_name(text)
    if named is None or named.kind is None or not _is_proper(composed(text)[-len(named.name) :]):
        return None
    if text.isascii() and meaning([text], "score") is not None:
        return None
    return None if _is_no_place(composed(text)[-len(named.name) :]) else named


def named_alone(text: str) -> CommuneName | None:
    """The commune that a heading may name without its kind: capitalised words that mean nothing else."""
    if not text or len(text) > _LONGEST or _means_something(text):
        return None
    named = commune_name(text)
    if named is None or named.kind is not None or not any(map(str.isalpha, named.name)):
        return None
    if tone_key(named.name) in _OFFICES or _PERSON.search(text):
        return None
    return named if _is_proper(composed(text)[-len(named.name) :]) and not _is_other(named.name) else None


def _means_something(text: str) -> bool:
    """Whether a heading is one of a scoring table; "Phong Châu" only looks like an office ("phòng") without its tones."""
    told = meaning([text], "score")
    return told is not None and not (told is Column.OTHER and _LIKE_AN_OFFICE.match(composed(text).casefold()))


def may_be_a_name(text: str) -> bool:
    """Whether a heading is some name, a person's or a place's: several words that each begin with a capital."""
    words = composed(text).split(" ")
    return len(words) > 1 and all(w.isalpha() and w[:1].isupper() for w in words) and not text.isupper()


def is_statistic(text: str) -> bool:
    """Whether a column so headed sums several communes up: a mean, the highest, a total."""
    return bool(_STATISTIC.match(composed(text).casefold()))


def speaks_of_several(texts: list[str]) -> bool:
    """Whether titles or headings say that a table holds several communes."""
    return any(_SEVERAL.search(folded(text)) for text in texts)


def _is_proper(name: str) -> bool:
    words = name.split(" ")
    return len(words) <= _MOST_WORDS and all(w[:1].isupper() or w[:1].isdigit() for w in words)


def _is_no_place(name: str) -> bool:
    """Whether what follows "xã" is no name: "Xã Tự chấm", "XÃ TRUNG BÌNH"; "Đoàn Kết" is one, and "Trung Bình" may be."""
    small = composed(name).casefold()
    return bool(_DONE.match(small)) or (name.isupper() and is_statistic(name))


def _is_other(name: str) -> bool:
    small = composed(name).casefold()
    return bool(_NOT_A_COMMUNE.match(small)) or is_statistic(name)
