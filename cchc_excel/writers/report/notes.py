"""Makes what an office has typed fit to stand in a sentence: lines, bullets, labels, capitals, punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

from ...model.names import composed, folded

NBSP = "\u00a0"
"""Keeps a number and its unit on one line."""

_BULLET = re.compile(r"^(?:[-–+•*]\s+|[-–+•●○▪·*]\s*(?=[^\W\d_]))")
_NUMBERING = re.compile(r"^(?:\(?(\d{1,2})\)|(\d{1,2})\.)\s+(?=[^\W\d_])")
_LABEL = re.compile(
    r"^(?:(?:nguyên nhân|l[ýí] do|tồn tại|hạn chế|tồn tại, hạn chế|biện pháp|giải pháp)"
    r"(?: (?:bị )?trừ điểm| khắc phục)?\s*(?::|[-–]\s|là\s+(?=do\b|vì\b))|nguyên nhân\s+(?=(?:là )?(?:do|vì)\b))\s*",
    re.IGNORECASE,
)
"""What the report says itself before the note: "Nguyên nhân: ..."."""
_BREAK = re.compile(r"[\n\v\f\r\x85\u2028\u2029]+")
_BLANK_BEFORE = re.compile(r"(?<=\w)\s+(?=[,;:.!?](?:\s|$))")
_NO_BLANK_BEHIND = re.compile(r"(?<=[\w)”])([,;])(?=[^\W\d_]{2})")
_KEEP_CAPITAL = re.compile(
    r"(?:dang (?:uy|bo)|(?:pho )?chu tich|bi thu|chinh phu|thu tuong|nghi (?:dinh|quyet)|quyet dinh so|"
    r"thong tu|chi thi|luat|hien phap|uy ban|hoi (?:dong|lien|nong|cuu)|mat tran|doan thanh|quoc hoi|"
    r"(?:phong|so|bo) noi|bo phan tiep nhan)\b"
)
"""How names of bodies, posts and laws begin, which keep their capital inside a sentence."""
_LONGEST_KEPT = 60
"""Characters in which such a beginning is found."""
_NEVER_A_NAME = frozenset(
    ("theo", "do", "vì", "chưa", "không", "còn", "các", "một", "những", "trong", "khi", "sau",
     "trước", "đã", "bị", "được", "để", "từ", "đến", "về", "căn")
)  # fmt: skip
"""First words that are small inside a sentence even before a name: "Theo Quyết định"."""
_PROPER = re.compile(
    r"\b(?:(?<!CẤP )(?:XÃ(?! HỘI)|HUYỆN|TỈNH)|PHƯỜNG|THỊ (?:XÃ|TRẤN)|QUẬN|THÀNH PHỐ|ĐẶC KHU|KHU PHỐ|THÔN|XÓM|ẤP|ÔNG|BÀ"
    r"|(?<!CƠ )(?<!TRỤ )SỞ|BỘ NỘI)\b"
)
"""Where a name may follow, whose letters would have to stay capital."""
_UNIT = re.compile(r"(?<=\d) (?=(?:điểm|ngày|tháng)\b)")
"""Between a number and its unit."""
_STRAIGHT = re.compile(r'"([^"]*)"')
_WORD = re.compile(r"\w+")
_VOWEL = re.compile("[aeiouyăâêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]")
_ABBREVIATED = frozenset(["ubnd", "ubmttq", "ubkt", "sipas", "papi", "pci", "iso", "vneid", "ioc"])
"""Abbreviations that could be read as syllables."""
_ROMAN = re.compile(r"i{1,3}|iv|vi{2,3}|ix|[vx]")
"""Not "vi", as in "hành vi"."""


@lru_cache(maxsize=8192)
def clean(text: str) -> str:
    """An office's note on one line: line breaks as "; ", bullets left out, no capitals throughout, no punctuation at the end.

    "" where it holds neither letter nor digit.
    """
    lines = [line for raw in _BREAK.split(text) if (line := _tidy(raw))]
    if len(lines) > 1:
        lines = [_NUMBERING.sub(lambda m: f"({m[1] or m[2]}) ", line) for line in lines]
        return "; ".join([*lines[:1], *map(_inside, lines[1:])])
    return lines[0] if lines else ""


@lru_cache(maxsize=8192)
def note(text: str) -> str:
    """A reason, a shortcoming or a remedy: `clean`, without the label that the report puts before it."""
    return _UNIT.sub(NBSP, _LABEL.sub("", clean(text)))


def _tidy(line: str) -> str:
    line = _BULLET.sub("", composed(line)).rstrip(" .;,:…")
    line = _STRAIGHT.sub(r"“\1”", line) if '"' in line else line
    line = _NO_BLANK_BEHIND.sub(r"\1 ", _BLANK_BEFORE.sub("", line))
    return calmed(line) if any(c.isalnum() for c in line) else ""


def _inside(line: str) -> str:
    """A further line, small behind its number, too: "(2) thiếu báo cáo"."""
    number, bracket, rest = line.partition(") ") if line.startswith("(") else ("", "", line)
    return f"{number}{bracket}{soft(rest)}"


@lru_cache(maxsize=8192)
def soft(text: str) -> str:
    """The text inside a sentence: a small first letter, unless its first word is a name or an abbreviation."""
    first, _, second = text.partition(" ")
    if not text[:1].isupper() or not text[1:2].islower():
        return text
    if first.lower() not in _NEVER_A_NAME and (
        second[:1].isupper() or _KEEP_CAPITAL.match(folded(text[:_LONGEST_KEPT]))
    ):
        return text
    return text[0].lower() + text[1:]


def calmed(text: str) -> str:
    """A text typed all in capitals as a sentence, its abbreviations kept; as it is where it may hold a name."""
    if not text.isupper() or " " not in text or _PROPER.search(text):
        return text
    small = _WORD.sub(lambda m: m[0] if _is_abbreviation(m[0].lower()) else m[0].lower(), text)
    return small[:1].upper() + small[1:]


def _is_abbreviation(word: str) -> bool:
    """Whether no syllable is spelt like that: "tthc", "ubnd", "ii"."""
    return word in _ABBREVIATED or bool(_ROMAN.fullmatch(word)) or not _VOWEL.search(word)


def in_quotes(name: str) -> str:
    """The name in quotes, those within it as single ones."""
    inner = name[1:-1] if name.startswith("“") and name.find("”") == len(name) - 1 else name
    return f"“{inner.replace('“', '‘').replace('”', '’')}”"
