"""Wordings by which elements are known, without tones and in small letters."""

from __future__ import annotations

import re

from .lines import Line

_OPENING = re.compile(
    r"\s*(căn cứ|thực hiện|kính gửi|theo đề nghị|xét|phần\s|chương\s|[IVX]{1,4}\s*[.\-]|[0-9]{1,2}\s*[.)]|-\s)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\s*([IVX]{1,4}\s*[.\-]|[0-9]{1,2}\s*[.)]|-\s|phần\s|chương\s)", re.IGNORECASE)
_POSITIONS = (
    "chu tich", "pho chu tich", "giam doc", "pho giam doc", "tong giam doc", "truong phong", "pho truong phong",
    "chanh van phong", "pho chanh van phong", "truong ban", "pho truong ban", "bi thu", "pho bi thu", "cuc truong",
    "chi cuc truong", "hieu truong", "vien truong", "bo truong", "thu truong", "thu truong co quan", "chanh thanh tra",
    "tong cuc truong", "vu truong", "nguoi dung dau",
)  # fmt: skip
_AUTHORITY = re.compile(r"(tm|t m|kt|k t|tl|t l|tuq|q|thay mat)\s")
_ANNEX = re.compile(r"phu luc(?:\s+(?:so\s+)?[0-9ivx]{1,4})?(?:\s.{0,20})?")


def opens_body(text: str) -> bool:
    """Whether a paragraph begins as the text of a report does, not as its title."""
    return _OPENING.match(text) is not None


def is_numbered(text: str) -> bool:
    """Whether a paragraph begins with the number of a heading or the dash of a list."""
    return _NUMBERED.match(text) is not None


def is_authority(line: Line) -> bool:
    """ "TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH" and the like, however it is typed."""
    return (_AUTHORITY.match(line.plain) is not None and line.text[:2].isupper()) or line.plain.startswith("thay mat ")


def is_position(line: Line) -> bool:
    """ "CHỦ TỊCH", "GIÁM ĐỐC" and the like."""
    return line.plain.startswith(_POSITIONS) and len(line.text) < 60


def is_signature(line: Line) -> bool:
    """Whether a line tells in whose name, or as what, somebody signs."""
    return len(line.text) < 60 and (is_authority(line) or (is_position(line) and line.text.isupper()))


def is_annex(plain: str) -> bool:
    """ "Phụ lục", "PHỤ LỤC I", "Phụ lục số 02" on a line of its own."""
    return _ANNEX.fullmatch(plain) is not None
