"""Checks that a filled report calls each criterion by the code that its name has in the scheme."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ...model.filled import FIGURE, FilledLine, FilledTable
from ...model.scheme import Scheme
from .plain import squeezed_name

_CODED = re.compile(r"^- Tiêu chí (?:thành phần )?(\d{1,2}(?:\.\d{1,2}){0,4}) “([^”]+)”: đạt ")
_CODE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}")


class OwnCodes:
    """The check for one district's reports: each pair of a code and a name is looked up once."""

    def __init__(self, scheme: Scheme) -> None:
        self._codes: dict[str, set[str]] = {}
        for node in scheme.nodes:
            self._codes.setdefault(squeezed_name(node.name), set()).add(node.code)
        self._told: dict[str | tuple[str, str], str | None] = {}

    def fault(self, body: Iterable[FilledLine | FilledTable]) -> str | None:
        """The first criterion with another one's code, as a Vietnamese clause; None for none."""
        told = self._told
        for part in body:
            if isinstance(part, FilledLine):
                if part.wording not in told:
                    found = _CODED.match(part.wording)
                    told[part.wording] = self._wrong(found[1], found[2]) if found else None
                if told[part.wording]:
                    return told[part.wording]
            elif fault := self._in_table(part):
                return fault
        return None

    def _in_table(self, table: FilledTable) -> str | None:
        for row in table.rows:
            first, second = row.get(1), row.get(2)
            if first is None or second is None or len(first) > 1 or len(second) > 1 or first[0].figures:
                continue
            pair = first[0].wording, second[0].wording
            if pair not in self._told:
                self._told[pair] = self._wrong(*pair) if _CODE.fullmatch(pair[0]) else None
            if self._told[pair]:
                return self._told[pair]
        return None

    def _wrong(self, code: str, name: str) -> str | None:
        """A name that is not in the scheme is the office's own and may have any code."""
        codes = self._codes.get(squeezed_name(name), ()) if FIGURE not in name else ()
        if not codes or code in codes:
            return None
        return f"tiêu chí “{name}” mang mã {code}, mã trong bộ tiêu chí là {' hoặc '.join(sorted(codes))}"
