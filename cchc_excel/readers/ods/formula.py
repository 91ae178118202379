"""Rewrites an OpenDocument formula as Excel would have it: references, separators, names of functions."""

from __future__ import annotations

import re
from urllib.parse import unquote

from ..formulas.formula_syntax import MAX_LENGTH

_PREFIX = re.compile(r"^(?P<kind>[A-Za-z][\w.-]*:)?=")
_TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*+")"""
    r"""|\[(?P<reference>(?:'(?:[^']|'')*+'|[^\[\]'])*+)\]"""
    r"""|(?P<truth>\b(?:TRUE|FALSE))\(\s*\)"""
    r"""|(?P<vendor>\b(?:COM\.MICROSOFT|ORG\.LIBREOFFICE|ORG\.OPENOFFICE)\.)(?=[A-Za-z])"""
    r"""|(?P<sign>[;~|{}])""",
    re.IGNORECASE,
)
_SHEET = (
    r"(?:(?:'(?P<book>(?:[^']|'')*)'|(?P<plain>[^#'\[\]]+))#)?\$?(?:'(?P<quoted>(?:[^']|'')*)'|(?P<bare>[^.'\[\]]*))"
)
_END = re.compile(rf"(?:{_SHEET})?\.(?P<cell>\$?[A-Za-z]*\$?[0-9]*|\$?[A-Za-z]*\$?#REF!(?:\$?[0-9]+)?)$")
_BARE_NAME = re.compile(r"[^\W\d]\w*")
_LIKE_A_CELL = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[RrCc][0-9]*(?:[Cc][0-9]*)?|TRUE|FALSE", re.IGNORECASE)
_LOST = "#REF!"


def excel_formula(text: str) -> str:
    """The formula without "=". References into other files become "'[name]sheet'!A1".

    What is too long for Excel stays as it is.
    """
    prefix = _PREFIX.match(text)
    body = text[prefix.end() :] if prefix else text
    is_excel = prefix is not None and (prefix["kind"] or "").lower() == "msoxl:"
    if is_excel or len(body) > MAX_LENGTH:
        return body
    depth = 0

    def replaced(found: re.Match[str]) -> str:
        nonlocal depth
        if found["reference"] is not None:
            return _reference(found["reference"])
        if found["truth"] is not None:
            return found["truth"].upper()
        if found["vendor"] is not None:
            return ""
        sign = found["sign"]
        if sign is None:
            return found[0]
        depth += (sign == "{") - (sign == "}")
        return {";": ",", "~": ",", "|": ";" if depth > 0 else "|"}.get(sign, sign)

    return _TOKEN.sub(replaced, body)


def _reference(text: str) -> str:
    """ "'Thanh Xá'!E8:E10" for "$'Thanh Xá'.E8:.E10"."""
    first, last = _parted(text)
    start = _END.match(first)
    if start is None:
        return _LOST
    sheet = _sheet(start)
    if "#REF" in start["cell"] or sheet == _LOST:
        return _LOST
    if last is None:
        return f"{sheet}{start['cell']}"
    end = _END.match(last)
    if end is None or "#REF" in end["cell"]:
        return _LOST
    return f"{_over_sheets(start, end) or sheet}{start['cell']}:{end['cell']}"


def _parted(text: str) -> tuple[str, str | None]:
    """Both ends of a range, parted at the colon that stands in no quotes."""
    quoted = named = False
    for at, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif letter == ".":
            named = True
        elif letter == ":" and not quoted and named:
            return text[:at], text[at + 1 :]
    return text, None


def _name(end: re.Match[str]) -> str:
    return (end["quoted"] or "").replace("''", "'") or end["bare"] or ""


def _sheet(end: re.Match[str]) -> str:
    name = _name(end)
    book = (end["book"] or "").replace("''", "'") or end["plain"]
    if book:
        file = unquote(book).replace("\\", "/").rstrip("/").rpartition("/")[2]
        name = f"[{re.sub(r'[][]', '', file) or '?'}]{name}"
    elif not name:
        return ""
    elif name == _LOST:
        return _LOST
    return f"{_spelt(name)}!"


def _over_sheets(start: re.Match[str], end: re.Match[str]) -> str:
    """ "'A:C'!" for a range over several sheets; "" where both ends lie in one."""
    first, last = _name(start), _name(end)
    return f"{_spelt(f'{first}:{last}')}!" if last and last != first else ""


def _spelt(name: str) -> str:
    if _BARE_NAME.fullmatch(name) and not _LIKE_A_CELL.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"
