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


_OWN = r"(?:cua(?:ubnd)?(?:xa|phuong|thitran|donvi)[a-z]{0,24}?)?"
SELF = _ends(rf"tu(?:danhgia|cham)(?:diem)?{_OWN}{_IS}", rf"(?:xa|phuong|thitran|donvi)(?:tu)?cham(?:diem)?{_IS}")
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
STILL = re.compile(r"(?:con|co)$")
AS_MISSING = re.compile(rf"{UNIT}(?:chuadat|khongdat|bitru|bimat)(?!(?:duoc)?(?:la|:)?\d)")
"""Behind a number, with `STILL` before it: "còn 2,8 điểm chưa đạt"."""
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
_LIKENED = r"-|:|=|la|tyle|tile|bang|dat|duoc|voi|muc|omuc|ketqua|so|diem|chi|chiso"
NAMED = _ends(rf"(?:{_LIKENED})*(?:dat|bang|la|:|=|-|tyle|tile|chiso|\()(?:{_LIKENED}|\()*")
"""What stands before a percentage that is the index of a node named right before it."""
REACHED = re.compile("dat|chiso")
"""What must stand between missing points and an index; without it the percentage is of what is missing."""
BESIDE = re.compile(
    rf"(?:,(?:xep|dung)(?:thu|loai|hang)[^;.,%]*)?[.,;]?(?:{_LIKENED}|va|,|\(|hay|tuong(?:ung|duong)|ung|chiem|\))*"
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
ENDS = re.compile(
    r"$|[^a-z0-9]|(?:va(?!nban)|chiso|xep|tang|giam|sovoi|diemtoida|bang|tuong(?:ung|duong)|trongdo|con(?!g|tra)"
    r"|chua(?=dat)|bi(?=tru|mat)|do(?!anh|i)|dung(?=thu)|nen(?=xep)|hay(?=bang|la))"
)
"""Behind a percentage that counts no things ("99% hồ sơ" does)."""
FRACTION_ENDS = re.compile(rf"{ENDS.pattern}|dat|tyle|thieu|mat|hut")
"""Likewise behind "12,2/15"."""
