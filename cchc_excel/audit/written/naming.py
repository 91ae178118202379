"""Says which node of the scheme a piece of text speaks of: by its code, by its name, by the field it names."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from ...model import codes
from ...model.scheme import Scheme
from .plain import Squeezed, squeezed_name

FULL_MARKS = Decimal(100)
"""What the whole index is out of where nothing says otherwise."""
_FIELDS: tuple[tuple[str, str], ...] = (
    ("8.1", r"tacdongden(?:su)?phattrien(?:kinhte-?xahoi)?"),
    ("8.2", r"dieutraxahoihoc(?:\(?tochuc\)?)?"),
    ("8.3", r"(?:chisohailong|mucdohailong)(?:cua(?:nguoidan,?)?(?:tochuc)?)?(?:\(?sipas\)?)?|sipas"),
    ("B", r"tacdong(?:cua)?(?:cchc|caicachhanhchinh)(?!den)"),
    ("A", r"danhgia(?:qua|theo)(?:cac)?tieuchi|diemtheotieuchi|ketquathuchien(?:cac)?tieuchi"),
    ("1", r"chidao,?(?:va)?dieuhanh(?:cchc|caicachhanhchinh)?"),
    ("2", r"thuchien(?:cac)?(?:vanban)?(?:qppl|quyphamphapluat|vanban)|vanban(?:qppl|quyphamphapluat)|caicachtheche"),
    ("3", r"caicachthutuchanhchinh|caicachtthc"),
    ("4", r"caicach(?:tochuc)?bomay(?:chinhquyendiaphuong|hanhchinh(?:nhanuoc)?)?"),
    ("5", r"chedocongvu|doingucanbo,?congchuc"),
    ("6", r"taichinhcong"),
    ("7", r"chinhquyendientu|chinhquyenso|hiendaihoa(?:nen)?hanhchinh"),
)
"""The fields of the index as every province names them (DOMAIN section 3), the closer wordings first."""

_CODE = re.compile(
    r"(?:tieuchithanhphan|tieuchiso|tieuchi|tctp|mucso)\s?(\d{1,2}(?:\.\d{1,2}){0,4})(?!\d|%|/|,\d|\.\d|\s?\d|diem|tieuchi|noidung)"
)
_PART = re.compile(r"phan\s?([a-e]|iii|ii|iv|i)(?![a-z0-9]*\d/)")
_QUOTED = re.compile(r'"([^"]{3,200})"')
_NUMBERING = re.compile(r"^[-+*•·●○▪]?\(?(\d{1,2}(?:\.\d{1,2}){0,4}|[ivx]{1,5}(?=[.)])|[a-e](?=[.)]))[.):]*")
_LEADING = re.compile(r"^[-–+*•·●○▪\s]*(?:\(?(?:\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-E])[.):]+\s*)?")
_FOLLOWING = re.compile(r"\s*(?::|\((?:gồm|tổng|điểm|\d)|\s[-–]\s*$).*$", re.IGNORECASE)
_ROMAN = {"i": "A", "ii": "B", "iii": "C", "iv": "D"}
_WORDING = re.compile(r"^(?:tieuchithanhphan|tieuchi|linhvuc|noidung|nhom|phan|ve|doivoi|diem|ketqua|trongdo)+")
_SPLIT = re.compile(r"[:;(\[]|\.(?!\d)")
_TOTAL = re.compile(
    r"tongdiem|tongsodiem|chiso(?:chung|tonghop)|(?<![a-z0-9])tong(?:so)?:|tongcong|ketquachung|diemtonghop|diemchung|toandien|chiso(?:cchc|caicachhanhchinh|parindex)|diemcchc|diemcaicachhanhchinh"
)
_ABOVE = re.compile(r"cua(?:ubnd|toan)?(?:huyen|tinh|thanhpho|quan)|toan(?:huyen|tinh)")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a piece of text speaks of."""

    code: str | None
    """None where it names something that is not known."""
    name: str = ""
    label: str = ""
    """The number it bears in the text ("1.2"), which need not be its code."""
    end: int = 0
    """Where the words that name it end in the squeezed text."""
    sure: bool = True
    """False for a bare "tổng điểm", which may be the total or a group's maximum."""


class Naming:
    """The names of one scheme, or those of the fields where no scheme is known."""

    def __init__(
        self, scheme: Scheme | None = None, own: str = "", told: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        """`told` are the codes that a document itself gives to names, squeezed; for where no scheme is known."""
        self.scheme = scheme
        self.own = squeezed_name(own)
        """The commune's own name; "" where it is not known, and no other one can be told from it."""
        total = scheme.get(codes.TOTAL) if scheme is not None else None
        self.full_marks = total.max_points if total is not None and total.max_points is not None else FULL_MARKS
        """What the whole index is out of."""
        self._names: dict[str, list[str]] = {}
        for node in scheme.nodes if scheme is not None else ():
            if node.code != codes.TOTAL and (key := squeezed_name(node.name)):
                self._names.setdefault(key, []).append(node.code)
        told = {} if told is None or scheme is not None else told
        self._names |= {name: list(known) for name, known in told.items() if name and known and not _is_part(name)}
        self._fields = tuple(_fields(scheme)) if not told else tuple(_told_fields(told))

    def subject(self, text: Squeezed, start: int, end: int) -> Subject | None:
        """What `text[start:end]` speaks of; None where it names nothing."""
        piece = text.text[start:end]
        if len(piece) < 2:
            return None
        return (
            self._coded(text, start, end)
            or self._part(text, start, end)
            or self._named(piece, text.original(start, end), start)
            or self._total(piece, start)
        )

    def by_name(self, name: str, label: str = "") -> str | None:
        """The code of a table's line, by its name."""
        letters = squeezed_name(name)
        if exact := self._exact(letters, label):
            return exact
        found = self._field(letters, label)
        return found[0] if found else None

    def _coded(self, text: Squeezed, start: int, end: int) -> Subject | None:
        every = list(_CODE.finditer(text.text, start, end))
        if not every:
            return None
        found = every[-1]
        code = found[1]
        if self.scheme is not None and code not in self.scheme:
            return Subject(None, label=code, end=found.end())
        return Subject(code, name=f"tiêu chí {code}", end=found.end())

    def _part(self, text: Squeezed, start: int, end: int) -> Subject | None:
        for found in _PART.finditer(text.text, start, end):
            letter = text.original(found.start(1), found.end(1))
            behind = text.source[text.position(found.end(1) - 1) + 1 : text.position(found.end(1) - 1) + 2]
            if letter.isupper() and not behind.isalpha():
                code = _ROMAN.get(found[1], found[1].upper())
                known = self.scheme is None or code in self.scheme
                return Subject(code if known else None, name=f"phần {letter}", end=found.end())
        return None

    def _named(self, piece: str, original: str, start: int) -> Subject | None:
        numbering = _NUMBERING.match(piece)
        label = numbering[1] if numbering else ""
        begin = numbering.end() if numbering else 0
        for quoted in _QUOTED.finditer(piece):
            if code := self._exact(_letters(quoted[1]), label):
                return Subject(code, name=quoted[1], label=label, end=start + quoted.end())
        for a, b in _parts(piece, begin):
            if code := self._exact(_letters(piece[a:b]), label):
                return Subject(code, name=tidy_name(original), label=label, end=start + b)
        if found := self._field(piece, label, begin):
            return Subject(found[0], name=tidy_name(original), label=label, end=start + found[1])
        return None

    def _exact(self, letters: str, label: str) -> str | None:
        for key in (letters, _WORDING.sub("", letters)):
            found = self._names.get(key, ())
            if len(found) == 1:
                return found[0]
            if label in found:
                return label
            if found and codes.is_part(found[0]):
                # a part and its lone criterion may share a name; a report that numbers neither speaks of the part
                return found[0]
        return None

    def _field(self, piece: str, label: str, begin: int = 0) -> tuple[str, int] | None:
        """The field whose wording stands last in the piece, and where it ends."""
        best: tuple[int, str] | None = None
        for code, pattern in self._fields:
            for found in pattern.finditer(piece, begin):
                if best is None or found.end() > best[0]:
                    best = (found.end(), code)
        if best is None:
            return None
        is_eight = best[1] == "B" and label == "8" and (self.scheme is None or "8" in self.scheme)
        return "8" if is_eight else best[1], best[0]

    def _total(self, piece: str, start: int) -> Subject | None:
        # the last one: the subject of a report names the index, too
        found = next(reversed(list(_TOTAL.finditer(piece))), None)
        if found is None or _ABOVE.search(piece, found.start()):
            return None
        sure = "chiso" in found[0] or "chung" in found[0] or "cchc" in found[0]
        return Subject(codes.TOTAL, name="tổng điểm", end=start + found.end(), sure=sure)

    def numbering(self, piece: str) -> str:
        """The number that a line bears; "" for none."""
        found = _NUMBERING.match(piece)
        return found[1] if found else ""


def _parts(piece: str, begin: int) -> Iterator[tuple[int, int]]:
    """The whole piece, what stands before each colon, then between its colons, brackets and full stops, the last first."""
    yield begin, len(piece)
    # a name may hold such a mark itself
    yield from ((begin, colon) for colon in range(len(piece) - 1, begin, -1) if piece[colon] == ":")
    marks = [begin, *(m.end() for m in _SPLIT.finditer(piece, begin))]
    ends = [*(m.start() for m in _SPLIT.finditer(piece, begin)), len(piece)]
    yield from reversed(list(zip(marks, ends, strict=True)))


def tidy_name(original: str) -> str:
    """A name as the text writes it, without its number and what follows it."""
    name = _LEADING.sub("", original)
    return _FOLLOWING.sub("", name).strip(" :;,.-–")


@lru_cache(maxsize=8192)
def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _is_part(name: str) -> bool:
    """Whether a squeezed name is the usual one of a part."""
    return any(codes.is_part(code) and _compiled(wording).fullmatch(name) for code, wording in _FIELDS)


def fields_named(names: Collection[str]) -> Iterator[list[str]]:
    """For each field, those of the squeezed names that sound like it."""
    for _, wording in _FIELDS:
        yield [name for name in names if _compiled(wording).search(name)]


def _told_fields(told: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, re.Pattern[str]]]:
    """Each field's wording with the usual code, unless the document gives that to another name; then with its own."""
    named = {code: name for name, known in told.items() for code in known}
    numbers = {code.partition(".")[0] for code in named}
    for usual, wording in _FIELDS:
        pattern = _compiled(wording)
        if any(not known and pattern.search(name) for name, known in told.items()):
            continue  # several names sound like it
        own = [code for code, name in named.items() if pattern.search(name)]
        above = usual.partition(".")[0]
        if usual in own or codes.is_part(usual):
            yield usual, pattern
        elif "." in usual:
            # below another criterion than the usual one these are no numbers
            if not own and above in numbers and _is_part(named.get(above, "tacdongcuacchc")):
                yield usual, pattern
        elif len(own) == 1:
            yield own[0], pattern
        elif not own and usual not in named:
            yield usual, pattern


def _fields(scheme: Scheme | None) -> Iterable[tuple[str, re.Pattern[str]]]:
    """Each field's wording with its code: the usual one, or the scheme's own."""
    for usual, wording in _FIELDS:
        pattern = _compiled(wording)
        if scheme is None:
            yield usual, pattern
            continue
        named = [n.code for n in scheme.nodes if n.code != codes.TOTAL and pattern.search(squeezed_name(n.name))]
        named.sort(key=lambda c: (not codes.is_part(c), codes.depth(c)))
        if named and codes.depth(named[0]) <= 2:
            yield named[0], pattern
