"""Tells whether a clause speaks of something else than this commune's result of the year: a comparison, another body."""

from __future__ import annotations

import re

from .plain import Squeezed, squeezed_name

CLAUSE = re.compile(r"[;.](?!\d)")
_AVERAGE = re.compile(r"trungbinh|binhquan|caonhat|thapnhat|namtruoc|namngoai|cungky|kytruoc|(?:xa|phuong|thitran)khac")
_COMPARED = re.compile(r"sovoi(?!(?:muc)?(?:diem)?(?:toida|chuan)|thangdiem|tong|quydinh|yeucau|100)")
_COMPARED_BEHIND = re.compile(rf"[,(]?{_COMPARED.pattern}")
_YEAR = re.compile(r"(?:nam(?=20\d\d)|[(;,](?=20\d\d:))(20\d\d)")
_YEAR_BEHIND = re.compile(r"(?:(?:cua|trong|vao)?nam|\(nam)(20\d\d)(?=[).;,]|$|len|xuong)")
"""Right behind a figure: "82,78 điểm (năm 2021)", but not "85,13 điểm (năm 2021: 82,78 điểm)"."""
_RULE = re.compile(r"\dphantramtrolen|\d%trolen|diemtrolen")
"""A rule of the scheme: "từ 50% trở lên thì được 1,5 điểm"."""
_OTHERS = re.compile(r"chiso[a-z0-9()-]*cua(?:ubnd|toan|ca)?(?:huyen|tinh|thanhpho|quan)")
_BRACKET = re.compile(r"[()]")
_GOES_OVER = re.compile(r"[;.)](?!\d)|nam20\d\d|,(?:ubnd)?(?:xa|phuong|thitran|donvi|huyen)")
"""Where a clause about something else ends."""
_KIND = re.compile(r"xa|phuong|thitran")
_COMMUNE = re.compile(r"\b(?:xã|phường|thị trấn|đặc khu|TT\.?)\s+(?=\w)", re.IGNORECASE)
_WORD = re.compile(r"[\w’'-]+")
_MOST_WORDS = 4
_LONGEST_NAME = 60
_NEAR = 300
"""Letters before a figure among which its commune is named."""


class Elsewhere:
    """Goes along with the figures of one passage."""

    def __init__(self, text: Squeezed, own: str, year: int | None) -> None:
        self._text = text
        self._own = own
        self._year = year
        self._away = False
        self._another = False

    def tells(self, last: int, at: int, end: int, *, is_named: bool, is_loss: bool) -> bool:
        """Whether the figure at `at`, after the one that ends at `last`, is no figure of the result.

        `is_named` where a node of the scheme stands before it. `is_loss` for missing points: "giảm 0,5 điểm so với
        năm 2021" compares, "đạt 12,2 điểm, so với năm 2021 tăng 0,5 điểm" does so only afterwards.
        """
        region = self._text.text[last:at]
        clause = _behind_bracket(CLAUSE.split(region)[-1])
        if self._away and not (is_named and not self._another) and not _GOES_OVER.search(region):
            return True
        self._another = self._is_of_another(clause, last, at)
        self._away = self._another or bool(_AVERAGE.search(clause))
        of = _YEAR_BEHIND.match(self._text.text, end)
        if of and self._year is not None and of[1] != str(self._year):
            return True
        behind = is_loss and _COMPARED_BEHIND.match(self._text.text, end)
        return self._away or bool(_COMPARED.search(clause) or _RULE.search(clause) or behind)

    def _is_of_another(self, clause: str, last: int, at: int) -> bool:
        years = _YEAR.findall(clause)
        if years and self._year is not None and str(self._year) != years[-1]:
            return True
        if _OTHERS.search(clause):
            return True
        if not self._own or not _KIND.search(clause):
            return False
        return self._names_another(self._text.original(max(last, at - _NEAR), at))

    def _names_another(self, original: str) -> bool:
        """Whether the commune named last is another one; in capitals throughout no name can be told."""
        if original.isupper():
            return False
        named = [
            name for m in _COMMUNE.finditer(original) if (name := _name(original[m.end() : m.end() + _LONGEST_NAME]))
        ]
        return bool(named) and not (named[-1].startswith(self._own) or self._own.startswith(named[-1]))


def _behind_bracket(clause: str) -> str:
    """What follows a bracket that was opened before the clause: "so với năm 2021), chỉ số đạt" says nothing of 2021."""
    depth = start = 0
    for found in _BRACKET.finditer(clause):
        depth += 1 if found[0] == "(" else -1
        if depth < 0:
            depth, start = 0, found.end()
    return clause[start:]


def _name(text: str) -> str:
    """The capitalised words a text begins with, squeezed."""
    words: list[str] = []
    for found in _WORD.finditer(text):
        if not (found[0][0].isupper() or found[0].isdigit()) or len(words) == _MOST_WORDS:
            break
        if text[: found.start()].strip(" ") and text[found.start() - 1] != " ":
            break
        words.append(found[0])
        if text[found.end() : found.end() + 1] != " ":
            break
    return squeezed_name(" ".join(words))
