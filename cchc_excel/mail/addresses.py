"""Reads e-mail addresses as people type them, and lets none through that a server could take for something else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model.names import composed

LONGEST = 254
_LONGEST_NAME = 200
_PIECE = re.compile(r'(?:"[^"\n]*"|“[^”\n]*”|[^;,\n])+')
"""What stands between commas, semicolons and line ends that are in no quotes."""
_REMARK = re.compile(r"\([^()<>@]*\)")
_NOTHING = " -–—_./…"
_NAMED = re.compile(r"([^<>]*)<([^<>]*)>")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address, with the name that is shown for it."""

    name: str
    """"" where none is given."""
    address: str
    """ASCII, the domain in lower case."""


def mailbox(text: str) -> Mailbox:
    """Reads "a@xa.example" or "Phòng Nội vụ <a@xa.example>". Raises ValueError with what is wrong, a Vietnamese clause."""
    shown = composed(text)
    if not shown or len(shown) > LONGEST + _LONGEST_NAME:
        raise ValueError("địa chỉ thư để trống" if not shown else "địa chỉ thư quá dài")
    if "<" in shown or ">" in shown:
        name, address = _named(shown)
    else:
        name, address = "", _REMARK.sub(" ", shown).strip()
    return Mailbox(name, _checked(address.removeprefix("mailto:")))


def mailboxes(texts: Iterable[str]) -> tuple[Mailbox, ...]:
    """Every address in the texts, each once; commas, semicolons, lines or blanks stand between them. Raises ValueError.

    Nothing is passed over but dashes that stand for "none": half of what was typed may be somebody else's address.
    """
    found: dict[str, Mailbox] = {}
    for text in texts:
        for piece in _pieces(text):
            one = mailbox(piece)
            found.setdefault(one.address.casefold(), one)
    return tuple(found.values())


def addresses(texts: Iterable[str]) -> tuple[str, ...]:
    """The bare addresses in the texts, each once. Raises ValueError with what is wrong, a Vietnamese clause."""
    return tuple(one.address for one in mailboxes(texts))


def _pieces(text: str) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        words = _REMARK.sub(" ", piece).split() if "<" not in piece else []
        if len(words) > 1 and all("@" in word for word in words):
            yield from words
        elif piece.strip(_NOTHING):
            yield piece


def _named(shown: str) -> tuple[str, str]:
    found = _NAMED.fullmatch(shown)
    if found is None:
        raise ValueError(f"“{_short(shown)}” không đúng dạng: Tên <địa chỉ thư>")
    return found[1].strip(" \"'“”"), found[2].strip()


def _checked(address: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        found = validate_email(address, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as problem:
        raise ValueError(f"“{_short(address)}” không phải địa chỉ thư hợp lệ: {_why(address)}") from problem
    return found.ascii_email or found.normalized


def _why(address: str) -> str:
    """What most likely is wrong, since the library tells it in English only."""
    local, at, domain = address.rpartition("@")
    if not at:
        return "thiếu dấu @"
    if "@" in local and " " in address:
        return "nhiều địa chỉ phải cách nhau bằng dấu chấm phẩy"
    if "@" in local:
        return "có hai dấu @"
    if not local:
        return "thiếu phần tên trước dấu @"
    if " " in address:
        return "có khoảng trắng"
    if not local.isascii():
        return "phần trước dấu @ có chữ có dấu"
    if ".." in address or local[0] == "." or local[-1] == "." or domain[-1:] == ".":
        return "dấu chấm đặt sai chỗ"
    if "." not in domain:
        return "tên miền sau dấu @ thiếu phần cuối, như .gov.vn"
    if len(address) > LONGEST or len(local) > 64:
        return "quá dài"
    return "có ký tự không dùng được trong địa chỉ thư, hoặc tên miền không dùng để nhận thư"


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
