"""The types of administrative documents, and the letters of each in the symbol (Nghị định 30/2020/NĐ-CP, Phụ lục III)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from ...model.names import folded
from .lines import Line

_ALIKE = 0.85
_WORDS = re.compile(r"[^:/]*[:/]?[^/]*/\s*(?:[0-9]{4}\s*/\s*)?([A-Za-zĐđ]+)\s*[-–]")


@dataclass(frozen=True, slots=True)
class Kind:
    """A type with the letters that begin its symbol."""

    name: str
    symbol: str
    personal: bool = False
    """Whether the head of a body may issue it in his own name."""
    resolves: bool = False
    """Whether its text names who decides, and "QUYẾT ĐỊNH:", on lines of their own in the middle."""

    @property
    def plain(self) -> str:
        """Its name without tones, in small letters."""
        return folded(self.name)


REPORT = Kind("BÁO CÁO", "BC")
KINDS = (
    REPORT,
    Kind("NGHỊ QUYẾT", "NQ", resolves=True), Kind("QUYẾT ĐỊNH", "QĐ", personal=True, resolves=True),
    Kind("CHỈ THỊ", "CT", personal=True), Kind("QUY CHẾ", "QC"), Kind("QUY ĐỊNH", "QyĐ"), Kind("THÔNG CÁO", "TC"),
    Kind("THÔNG BÁO", "TB"), Kind("HƯỚNG DẪN", "HD"), Kind("CHƯƠNG TRÌNH", "CTr"), Kind("KẾ HOẠCH", "KH"),
    Kind("PHƯƠNG ÁN", "PA"), Kind("ĐỀ ÁN", "ĐA"), Kind("DỰ ÁN", "DA"), Kind("BIÊN BẢN", "BB"), Kind("TỜ TRÌNH", "TTr"),
    Kind("CÔNG ĐIỆN", "CĐ", personal=True), Kind("GIẤY MỜI", "GM"), Kind("GIẤY GIỚI THIỆU", "GGT"),
    Kind("GIẤY ỦY QUYỀN", "GUQ", personal=True), Kind("PHIẾU GỬI", "PG"), Kind("PHIẾU CHUYỂN", "PC"), Kind("PHIẾU BÁO", "PB"),
)  # fmt: skip
_BY_PLAIN = {kind.plain: kind for kind in KINDS}
_BY_SYMBOL = {kind.symbol.upper(): kind for kind in KINDS}


def type_line(near: Sequence[Line]) -> tuple[Line, Kind] | None:
    """The first line that is nothing but a type's name; else one in capitals that is nearly so."""
    for line in near:
        if line.plain in _BY_PLAIN:
            return line, _BY_PLAIN[line.plain]
    for line in near:
        if line.align == "center" and line.text.isupper() and len(line.text) < 20:
            likely = max(KINDS, key=lambda kind: _likeness(line, kind))
            if _likeness(line, likely) >= _ALIKE:
                return line, likely
    return None


def _likeness(line: Line, kind: Kind) -> float:
    return SequenceMatcher(None, line.plain, kind.plain, autojunk=False).ratio()


def kind_of_symbol(number: Line | None) -> Kind | None:
    """The type that a document's number says it has; None where it says none, as that of a letter."""
    found = _WORDS.match(number.text) if number is not None else None
    return _BY_SYMBOL.get(found[1].upper()) if found is not None else None
