"""What the headings of tables mean, in the wordings that offices use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from ...model import codes
from ...model.decision import Quantity
from ...model.names import composed, folded


class Column(StrEnum):
    """What a column of a table is; the value is its Vietnamese name for messages."""

    CODE = "TT (mã tiêu chí)"
    NAME = "Tiêu chí, tiêu chí thành phần"
    MAX = "Điểm tối đa"
    SELF = "Điểm tự đánh giá"
    SCORE = "Điểm thẩm định"
    INDEX = "Chỉ số (%)"
    REASON = "Lý do trừ điểm"
    COMMUNE = "Đơn vị"
    RANK = "Xếp hạng"
    GRADE = "Xếp loại"
    EMAIL = "E-mail"
    RECIPIENT = "Người nhận"
    SHORTCOMING = "Tồn tại, hạn chế"
    ACTION = "Biện pháp khắc phục"
    WHO = "Người thực hiện"
    UNTIL = "Thời hạn"
    OTHER = "cột khác"


def _patterns(*pairs: tuple[Column, str]) -> tuple[tuple[Column, re.Pattern[str]], ...]:
    return tuple((column, re.compile(pattern)) for column, pattern in pairs)


_AREA = r"(?:huyen|quan|tinh|thanh pho|tp|thi xa)"
_APPRAISER = (
    rf"(?:{_AREA}|(?<!ho )(?<!co )(?<!chi )so|hoi dong|hdtd|noi vu|(?:to|doan) (?:cong tac|tham dinh|kiem tra)|cap tren"
    r"|co quan tham dinh)"
)
_SCORED = r"(?:don vi|(?<!thi )xa|phuong|thi tran|dia phuong|co so)"
_ORDINAL = r"(?:s ?)?t ?t|so tt|so thu tu|thu tu"
_SCORE_TABLE = _patterns(
    (
        Column.CODE,
        rf"^(?:{_ORDINAL}|(?:{_ORDINAL}|ma|ma so|ky hieu|so hieu|ma hieu|so)(?: (?:cua )?(?:tieu chi|tc|tctp|muc|chi tieu))?(?: thanh phan)?"
        r"|(?:muc|tieu chi|chi muc) so|so muc|muc|tc|tctp)$",
    ),
    (
        Column.REASON,
        r"\bl[yi] do\b|can cu tru\b|\bghi chu\b|\bgiai trinh\b|\by kien\b|\bnhan xet\b|\bnguyen nhan\b|\bgiai thich\b|\bdien giai\b"
        r"|^noi dung (?:bi )?(?:tru|mat)|ton tai|han che",
    ),
    (
        Column.OTHER,
        rf"^(?:co quan|bo phan|don vi|phong|ban) (?!.*(?:cham|diem|{_SCORED} danh gia|tu danh gia|(?<!duoc )tham dinh))"
        r"|^(?:ngay|thoi gian|thoi han|thoi diem|nguoi|can bo)\b|tai lieu|kiem chung|minh chung|diem (?:bi )?tru\b|bi tru|diem mat|con thieu"
        r"|chua dat|chenh lech|so lieu|nam truoc|nam ngoai|nam lien ke|so voi(?! (?:tong |diem |muc |thang )*(?:toi da|chuan|quy dinh))|tang giam|diem thuong|he so"
        r"|trong so|^cach |^phuong phap"
        r"|^huong dan|^ket qua thuc hien|xep hang|xep loai|trung binh|binh quan|thap nhat",
    ),
    (Column.OTHER, rf"(?:chi so|ty le|ti le|%).*(?:tu danh gia|tu cham|{_SCORED} cham)"),
    (Column.NAME, r"^(?:ten )?tieu chi\b|^noi dung\b|^chi so thanh phan tieu chi|^linh vuc tieu chi"),
    (Column.INDEX, r"^(?!diem\b).*\bchi so\b|\bty le\b|\bti le\b|\bty so\b|\bphan tram\b|\bpar index\b|^%"),
    (
        Column.SELF,
        rf"tu danh gia|tu (?:t )?cham|tu tham dinh|tu cho diem|\bt cham|{_SCORED} (?:t |tu )?cham|{_SCORED} danh gia"
        rf"|^(?:diem|d) ?tc$|^(?:diem|d)? ?t ?d ?g$|^dtc$|(?:diem|cham|danh gia) (?:cua |do )?(?:ubnd )?(?:cap )?{_SCORED}"
        r"(?: phuong| thi tran| tran)*$",
    ),
    (
        Column.MAX,
        r"toi da|(?:diem|d|thang|muc) chuan\b(?! hoa)|^chuan$|thang diem|(?:diem|theo) quy dinh|khung diem|cao nhat|\bmax\b|\btda\b"
        r"|ba ?rem|diem tieu chuan\b|^(?:muc|bieu) diem$",
    ),
    (
        Column.SCORE,
        rf"tham dinh|{_APPRAISER} (?:cham|danh gia|cho diem)|diem dat\b|dat duoc|diem cham\b|diem danh gia|ket qua (?:cham|danh gia|diem)|phuc tra"
        rf"|phuc khao|cham lai|diem (?:chinh thuc|cuoi cung|ket luan|thuc te|thuc dat)|cong nhan|^(?:diem|cham|danh gia) (?:cua |do )?(?:ubnd )?{_APPRAISER}\b",
    ),
    (Column.NAME, r"tieu chi|noi dung|linh vuc|hang muc|nhiem vu|chi so thanh phan|^chi tieu\b"),
)
_EITHER = re.compile(r"^(?:diem|d)? ?td$|^dtd$")
"""An abbreviation of both "tối đa" and "thẩm định": the other columns of the table tell which."""
_OF_SELF = re.compile(rf"tu danh gia|tu cham|{_SCORED} cham")

_CONTACTS = _patterns(
    (Column.EMAIL, r"^(?:dia chi )?(?:e mail|email|thu dien tu|hop thu|mail)\b"),
    (Column.RECIPIENT, r"nguoi nhan|nguoi lien he|chuc danh nhan"),
    (Column.CODE, r"^(?:tt|stt|so tt|so thu tu)$"),
    (Column.COMMUNE, r"^(?:ten )?(?:don vi|xa phuong|xa thi tran|xa|dia phuong|ubnd (?:cap )?xa)\b"),
)

_REMEDIES = _patterns(
    (Column.ACTION, r"bien phap|giai phap|cach khac phuc"),
    (Column.SHORTCOMING, r"ton tai|han che|khuyet diem"),
    (Column.WHO, r"nguoi thuc hien|chiu trach nhiem|nguoi phu trach|phu trach|don vi thuc hien|bo phan thuc hien"),
    (Column.UNTIL, r"thoi han|thoi gian|han hoan thanh|hoan thanh"),
    (Column.CODE, r"^ma\b|ma tieu chi|ma tc|^(?:tieu chi|tctp)$"),
    (Column.COMMUNE, r"^(?:ten )?(?:don vi|xa phuong|xa thi tran|xa|dia phuong)\b"),
    (Column.NAME, r"tieu chi"),
)

TABLES = {"score": _SCORE_TABLE, "contacts": _CONTACTS, "remedies": _REMEDIES}


def meaning(texts: Sequence[str], table: str) -> Column | None:
    """What a column is by its header cells, lowest first: the lowest alone, then with those above it."""
    for depth in range(1, len(texts) + 1):
        column = _meaning(folded(" ".join(reversed(texts[:depth]))), table)
        if column is Column.INDEX and depth < len(texts) and _OF_SELF.search(folded(" ".join(texts[depth:]))):
            return Column.OTHER
        if column is not None:
            return column
    return None


def is_max_or_score(texts: Sequence[str]) -> bool:
    """Whether a column is headed "Điểm TĐ", which may mean its maximum or its appraised score."""
    return any(_EITHER.match(folded(" ".join(reversed(texts[:depth])))) for depth in range(1, len(texts) + 1))


@lru_cache(maxsize=8192)
def _meaning(heading: str, table: str) -> Column | None:
    return next((column for column, pattern in TABLES[table] if pattern.search(heading)), None)


_COMMUNE_HEADING = re.compile(
    r"^(?:ten |danh sach )?(?:(?:ubnd |co quan )?(?:cac |cap )?(?:don vi|xa|phuong|thi tran|dia phuong|dac khu)"
    r"(?: (?:xa|phuong|thi tran|dac khu))*)(?: hanh chinh)?(?: cap xa)?(?: duoc (?:danh gia|tham dinh|cham diem))?$"
)
_TONED = {"xa": {"xã"}, "phuong": {"phường", "phương"}}
_ORDINAL_HEADING = re.compile(rf"^(?:{_ORDINAL})$")
_RANK = re.compile(r"xếp hạng|thứ hạng|xếp thứ|\bhạng\b|vị thứ")
_RANK_BARE = re.compile(r"xep hang|thu hang|xep thu|\bhang$|vi thu")
_GRADE = re.compile(r"xep loai|phan loai|^loai$|muc xep")
_INDEX = re.compile(r"chi so(?! hai long)|ty le|ti le|par index|%")
_TOTAL = re.compile(r"\btổng\b|toàn diện|\bchung\b|^cộng$|^tổng cộng$")
_TOTAL_BARE = re.compile(r"\btong\b|toan dien|\bchung$|^cong$")
_IGNORED = re.compile(
    r"ghi chu|tu cham|tu danh gia|chenh lech|diem tru|nam truoc|nam ngoai|nam lien ke|so voi|tang giam|diem chuan|diem toi da"
    r"|thay doi|bien dong|ly do"
)
_PART = re.compile(r"\bphan ([a-h]|i{1,3}|iv|v)\b|^(?:(?:tong|cong) )?(?:diem )?([a-h]|i{1,3}|iv)$|^([a-h]|i{1,3}|iv) ")
_ROMAN_PART = {"i": "A", "ii": "B", "iii": "C", "iv": "D", "v": "E"}
_WHOLE = frozenset(
    {
        "diem",
        "diem so",
        "diem dat",
        "diem cchc",
        "diem danh gia",
        "diem tham dinh",
        "diem cham",
        "diem dat duoc",
        "ket qua",
    }
)
"""Headings of the one score column of a table that has no other."""
_DATED = re.compile(r" nam 20\d\d$")
_PLAIN_INDEX = re.compile(
    r"^(?:chi so|ty le|ti le|par index)?(?: cchc| cai cach hanh chinh| par index| dat(?: duoc)?)*(?: ?%)?$"
)
_WORDED = r"(?:tieu chi(?: so| thanh phan)?|tctp|tc|muc|linh vuc)"
_WORTH = re.compile(r"\([^()]{0,30}\d\s*(?:điểm|đ)\b[^()]{0,20}\)", re.IGNORECASE)
"""What a heading says its column is worth: "Các tiêu chí (74 điểm)" does not speak of a criterion 74."""
_NUMBER = re.compile(rf"(?:^{_WORDED}?|\b{_WORDED})\s*(\d{{1,2}}(?:[.,]\d{{1,2}}){{0,3}})(?:\s|[.:)]|$)")


def is_commune_heading(text: str) -> bool:
    """Whether a column so headed names the communes; "Xã Phượng Xá" is one of them."""
    if not _COMMUNE_HEADING.match(folded(text)):
        return False
    toned = re.findall(r"\w+", composed(text).casefold())
    return all(word.isascii() or word in _TONED.get(folded(word), {word}) for word in toned)


def is_ordinal_heading(text: str) -> bool:
    """Whether a column so headed only counts the lines."""
    return bool(_ORDINAL_HEADING.match(folded(text)))


def figure_column(texts: Sequence[str]) -> tuple[str, Quantity | None] | Column | None:
    """What a figure column of a table of communes holds: (node code, quantity), RANK, GRADE, or None.

    The quantity is None where the heading names neither points nor an index. A heading that gives a criterion's
    name only comes as code "name:<folded heading>".
    """
    parts = [t for t in dict.fromkeys(texts) if t]
    joined = folded(" ".join(reversed(parts)))
    if not joined or _IGNORED.search(joined):
        return None
    if any(_says(_RANK, _RANK_BARE, part) for part in parts):
        return None if _node_of(parts) else Column.RANK
    if _GRADE.search(joined):
        return Column.GRADE
    quantity = Quantity.INDEX if _INDEX.search(joined) else Quantity.SCORE if "diem" in joined.split() else None
    return _figure_code(parts), quantity


def _says(toned: re.Pattern[str], bare: re.Pattern[str], text: str) -> bool:
    """Whether a heading says something; its tones count unless it is typed without any."""
    return bool(bare.search(folded(text)) if text.isascii() else toned.search(composed(text).casefold()))


def _figure_code(parts: Sequence[str]) -> str:
    """The node a heading speaks of, lowest header cell first."""
    node = _node_of(parts)
    if node:
        return node
    if any(_says(_TOTAL, _TOTAL_BARE, text) for text in parts):
        return codes.TOTAL
    dated = (_DATED.sub("", folded(text)) for text in parts)
    named = [rest for rest in dated if rest not in _WHOLE and not _PLAIN_INDEX.match(rest)]
    return f"name:{named[0]}" if named else codes.TOTAL


def _node_of(parts: Sequence[str]) -> str:
    """The criterion or part that header cells name by its code; "" where they name none."""
    for text in parts:
        number = _NUMBER.search(_marks_kept(_WORTH.sub(" ", text)))
        if number:
            return number[1].replace(",", ".")
        part = _PART.search(folded(text))
        if part:
            letter = part[1] or part[2] or part[3]
            return _ROMAN_PART.get(letter, letter.upper())
    return ""


def _marks_kept(text: str) -> str:
    """Like `folded`, but with the marks that separate numbers kept."""
    out = []
    for piece in re.split(r"([.,:)])", text):
        out.append(piece if piece in {".", ",", ":", ")"} else folded(piece) + (" " if piece.endswith(" ") else ""))
    return "".join(out).strip()
