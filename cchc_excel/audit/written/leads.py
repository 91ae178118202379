"""The words that lead to a number and tell what it measures; all are matched in squeezed text (see `plain`)."""

from __future__ import annotations

import re

NUMBER = r"\d{1,3}(?:[.,]\d{1,6}|[.,] \d{1,2}(?=/|diem|%))?"
UNIT = r"(?:diem(?!%|phantram|truong|cau|dancu|banhang|tiepnhan|truycap|buudien|bothi|nghen|nong|den|kiemsoat)|d(?![a-z0-9]))"
PERCENT = r"(?:%|phantram)"

_IS = r"(?:la|chila|:|=|chi|moi|cong|tong|so|voi|gan|con|omuc|dat|duoc|\(|\)|-)*"
_WITHIN = r"(?:cua)?(?:tieuchi|phan|muc|linhvuc|noidung)?(?:nay|tren)?"


def _ends(*choices: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(choices)})$")


SELF = _ends(rf"tu(?:danhgia|cham)(?:diem)?{_IS}", rf"(?:xa|phuong|thitran|donvi)(?:tu)?cham(?:diem)?{_IS}")
"""A commune's own view of itself."""

NOBODYS = _ends(
    rf"(?:tang(?:them)?|hon|chenh(?:lech)?|thuong|congthem|phandau(?:dat)?|muctieu|chitieu|dukien|itnhat|toithieu|trungbinh"
    rf"|binhquan|duoi|moi(?:lan|truonghop|vanban|noidung|loi|nhiemvu)(?:[a-z]{{0,12}})(?:bi)?tru){_IS}",
    r"(?<![a-z])tu",
)
"""A comparison, a target, a rule of the scheme: no figure of this commune's result."""

INDEX = _ends(
    r"chiso(?:cchc|caicachhanhchinh|thanhphan|parindex|nay|chung|tonghop|nam\d{4}|\(%\)|(?:cua)?(?:tieuchi|phan|linhvuc)(?:nay)?)*"
    r"(?:la|chi|moi|dat|duoc|:|=|con|o|muc|voi|\(|-)*",
    r"chiso(?:cchc|caicachhanhchinh|parindex)[^.;:%]{0,90}(?<!chua)(?:dat|la|bang)(?:duoc|:|tong|so|diem)*",
)

ALL_MISSING = _ends(
    r"bitrudiem,?(?:voi)?tongso(?:diem)?(?:la)?",
    r"tong(?:cong)?(?:so)?(?:diem)?(?:bitru|tru|chuadat|conthieu|bimat)(?:diem)?(?:la|:)?",
    r"(?:so)?diem(?:bi)?(?:tru|mat|thieu|chuadat|khongdat|conthieu|hut)(?:la|:|=|voi|tong|so|\()*",
)
MISSING = _ends(
    r"(?:chuadat(?:duoc)?|khongdat(?:duoc)?|(?:con|bi)?(?<!toi)thieu(?:hut)?|(?<!toi)hut|chuaco)(?:la|:|con|tong|so|toi|=)*"
)
PART_MISSING = _ends(
    r"(?:(?<!ngoai)(?<!loai)(?:bi)?tru(?:di|mat|diem)?|(?:bi)?(?<![a-z]be)mat(?:di|diem)?|(?:bi)?giam(?:tru|di|diem)?)"
    r"(?:la|:|tong|cong|so|di|con|=)*"
)
FULL = _ends(r"(?:dat|duoc)(?:duoc)?(?:so)?(?:muc)?(?:diem)?(?:toida|tuyetdoi)(?:la|:|\()*")
MAX = _ends(
    rf"(?:so|muc)?(?:diem)?(?:toida|caonhat){_WITHIN}{_IS}",
    rf"(?:diemchuan|thangdiem|khungdiem|diemquydinh|tongdiemtoida|tongsodiemtoida){_WITHIN}{_IS}",
    r"gom[^.;]{0,40}tong(?:so)?(?:diem)?(?:toida|chuan)?(?:la|:|bang)?",
)
WHOLE = _ends(
    rf"(?:tong(?:so|cong)?|(?<![a-z])cong)(?:diem)?(?:cua(?:phan|tieuchi)[a-z0-9.]{{0,3}})?{_WITHIN}(?:la|:|=|bang|\()*"
)
SCORE = _ends(
    r"(?:dat|duoc|diem|cham|thamdinh|danhgia)"
    r"(?:dat|duoc|diem|cham|thamdinh|danhgia|tong|cong|so|la|chi|moi|con|chung|nay|ketqua|muc|cua|huyen|tinh|hoidong|thanhphan"
    r"|cchc|nam\d{4}|:|=|-|\()*"
)
SAID_PLAINLY = re.compile(r"dat|duoc|cham|thamdinh")
"""In a lead to a score: then it is no maximum."""
COLON = _ends(r"[:=]-?", r"\s?-")
BRACKET = _ends(r"\(")
BESIDE = re.compile(
    r"[.,;]?(?:va|,|\(|-|:|=|hay|la|tyle|tile|tuong(?:ung|duong)|ung|bang|dat|duoc|chiem|voi|muc|ketqua|so|diem|chi|chiso|\))*"
)
"""All that may stand between a score and a percentage that is its index."""

OVER = re.compile(
    rf"\)?{UNIT}?\)?,?\(?(?:/|tren(?!dia)|trong)(?:tong)?(?:so)?(?:thang)?(?:diem)?(?:toida|chuan)?(?:la|:)?(?P<of>{NUMBER})(?P<unit>{UNIT})?"
    r"(?!\d|[.,]\d|/)"
)
"""Behind a score: "/15 điểm", " điểm trên tổng số 15 điểm"."""
POINTS = re.compile(UNIT)
PERCENTAGE = re.compile(PERCENT)
NOUN = re.compile(r"[a-z]")
AS_MAX = re.compile(rf"{UNIT}(?:toida|caonhat)(?!(?:la|:|cua)?\d)")
"""Behind a number: "15 điểm tối đa"."""
ENDS = re.compile(r"$|[^a-z0-9]|(?:va|chiso|dung|xep|tang|giam|so|bang|tuong|trong|con|chua|bi|do|vi|nen|hay)")
"""Behind a percentage that counts no things ("99% hồ sơ" does)."""
