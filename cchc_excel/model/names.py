"""Vietnamese names in a normal form: letters, tones wherever they stand, and commune names."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_STEERING = dict.fromkeys([0xAD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF])
"""Soft hyphens, joiners, marks of direction: they show nothing and can make two names of one, or a text read backwards."""
_OTHER_FORMS = ("<wide>", "<narrow>", "<compat>")
_NOT_WORD = re.compile(r"[^0-9a-z%]+")


@lru_cache(maxsize=16384)
def composed(text: str) -> str:
    """NFC, every white space (non-breaking too) folded to one blank, none at the ends, no mark that only steers the writing."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # such marks are not
        text = text.translate(_STEERING)
    return " ".join(text.split())


def narrowed(text: str) -> str:
    """Full-width digits and letters, and signs such as Ⅱ, as they are usually typed; raised ones, as of a footnote, stay."""
    if text.isascii():
        return text
    return "".join(
        unicodedata.normalize("NFKC", c) if unicodedata.decomposition(c).startswith(_OTHER_FORMS) else c for c in text
    )


def _bare(letter: str) -> str:
    decomposed = unicodedata.normalize("NFD", letter).replace("đ", "d")
    return "".join(c for c in decomposed if not unicodedata.combining(c))


_VIETNAMESE = "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
_TO_BARE = str.maketrans({letter: _bare(letter) for letter in _VIETNAMESE})


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """For matching headings: lower case without tones, punctuation as single blanks ("điểm tối đa" -> "diem toi da")."""
    letters = unicodedata.normalize("NFC", text).casefold().translate(_TO_BARE)
    if not letters.isascii():
        letters = _bare(letters)
    return _NOT_WORD.sub(" ", letters).strip()


@lru_cache(maxsize=8192)
def tone_key(text: str) -> str:
    """For matching names: case, composition and tone placement do not matter, tones do ("Hoà" = "Hòa" != "Hoa")."""
    words = []
    for word in composed(text).casefold().split(" "):
        decomposed = unicodedata.normalize("NFD", word)
        tones = "".join(c for c in decomposed if c in _TONES)
        rest = "".join(c for c in decomposed if c not in _TONES)
        words.append(unicodedata.normalize("NFC", rest) + tones)
    return " ".join(words)


def slug(text: str, limit: int = 60) -> str:
    """ASCII words joined by hyphens, safe as part of a file name anywhere ("Xã Thanh Xá" -> "xa-thanh-xa")."""
    return "-".join(folded(text).replace("%", " ").split())[:limit].strip("-") or "khong-ten"


def capitalised(text: str) -> str:
    """The text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def title_case(text: str) -> str:
    """Each word with a capital first letter, the rest small; for names typed all in capitals."""
    return " ".join(word[:1].upper() + word[1:].lower() for word in composed(text).split(" "))


_KINDS = {
    "xa": "xã",
    "x": "xã",
    "phuong": "phường",
    "p": "phường",
    "thi tran": "thị trấn",
    "dac khu": "đặc khu",
    "tt": "thị trấn",
    "ttr": "thị trấn",
    "t t": "thị trấn",
}
_PREFIX = re.compile(
    r"^(?:(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|UBND)\s+)?"
    r"(?:(xã|phường|thị\s+trấn|đặc\s+khu)\s+|(X|P|TTr|T\.T|TT)\s*\.\s*|(TTr?|P(?=\s*\d))\s*(?:(?<=\s)|(?=\d)))?(.+)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^\d{1,3}\s*[.)\-_]?\s+(?=\D)")
_FOOTNOTE = re.compile(r"\s*(?:\(\s*(?:\*+|\d{1,2})\s*\)|\*+|\[\d{1,2}\])\s*$")


@dataclass(frozen=True, slots=True)
class CommuneName:
    """A commune's name; two spellings of one commune have equal `key`."""

    kind: str | None
    """"xã", "phường", "thị trấn", "đặc khu"; None where the source does not say."""
    name: str
    """The proper name, as "Thanh Xá"."""

    @property
    def key(self) -> str:
        """The proper name's normal form, the kind left out."""
        return tone_key(self.name)

    @property
    def display(self) -> str:
        """As findings and reports write it: "Xã Thanh Xá"."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}" if self.kind else self.name

    @property
    def inline(self) -> str:
        """As it stands inside a sentence: "xã Thanh Xá"."""
        return f"{self.kind} {self.name}" if self.kind else self.name

    def same_as(self, other: CommuneName) -> bool:
        """Whether both can be one commune: equal names, and kinds that do not contradict each other."""
        return self.key == other.key and self.kind_fits(other)

    def kind_fits(self, other: CommuneName) -> bool:
        """Whether the kinds do not contradict each other; an unknown one fits any."""
        return not self.kind or not other.kind or self.kind == other.kind


def commune_name(text: str) -> CommuneName | None:
    """Reads "xã Thanh Xá", "X. THANH XÁ", "UBND thị trấn Thanh Hà", "Thanh Xá"; None when no name is left."""
    text = _NUMBERED.sub("", _FOOTNOTE.sub("", composed(text)).strip(" .,;:-"))
    found = _PREFIX.match(text)
    if not found or not any(c.isalnum() for c in found[4]):
        return None
    prefix = found[1] or found[2] or found[3]
    name = found[4].strip(" .,;:-")
    if not name:
        return None
    if name.isdigit():
        name = str(int(name))
    elif name.isupper() or name.islower():
        name = title_case(name)
    return CommuneName(_KINDS[folded(prefix)] if prefix else None, name)
