"""Reads what a table of criteria states, by its headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ...model import codes
from ...model.names import folded
from ...model.numbers import places_of
from ...model.statement import Measure, StatedFigure, Statement
from .naming import Naming
from .passages import Passage, TablePassage
from .phrases import number
from .plain import squeezed

_COLUMNS: tuple[tuple[str, str], ...] = (
    ("code", r"^(?:tt|stt|so tt|so thu tu|ma|ma so|ma tieu chi|ma tc|ma tctp|muc)$"),
    ("other", r"ly do|ghi chu|giai trinh|nguyen nhan|bien phap|thoi han|nguoi thuc hien|nam truoc|tu cham|tu danh gia|tai lieu|chenh lech|so voi"),
    ("missing", r"diem tru|bi tru|chua dat|bi mat|con thieu|diem mat"),
    ("index", r"\bchi so\b|\bty le\b|\bti le\b|^%$"),
    ("max", r"toi da|diem chuan|thang diem|diem quy dinh|khung diem"),
    ("score", r"tham dinh|huyen cham|tinh cham|diem dat|dat duoc|diem cham|diem danh gia|ket qua cham|^diem$|^diem so$"),
    ("name", r"tieu chi|noi dung|linh vuc|hang muc"),
)  # fmt: skip
MEASURES = {"missing": Measure.MISSING, "index": Measure.INDEX, "max": Measure.MAX, "score": Measure.SCORE}
HEADER_ROWS = 3
_YEAR = re.compile(r"(?:nam )?(20\d\d)")
_FRACTION = re.compile(r"(?:dat|tham dinh|cham|diem)\b.*(?:toi da|chuan|thang diem)")
_CELL = re.compile(r"^([-−]?\d{1,3}(?:[.,]\d{1,6})?)(?:diem|%|d)?(?:/(\d{1,3}(?:[.,]\d{1,6})?)(?:diem|d)?)?$")
_LONGEST_NUMBER = 24
_FEWEST_KNOWN = 3
_CODE = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2}){0,4}|[A-H]|I{1,3}|IV|V)\.?$")
_ROMAN = {"I": "A", "II": "B", "III": "C", "IV": "D", "V": "E"}
_SUM = re.compile(r"^(?:tổng|cộng)\b", re.IGNORECASE)


Columns = dict[int, str]
Row = dict[int, str]
"""The text of each cell, by its column."""


def table_statements(
    table: TablePassage, columns: Columns, first: int, naming: Naming, local: str
) -> Iterator[Statement]:
    """One statement per row from the row `first` on."""
    every = list(_rows(table, columns, first, naming, local))
    trusted = _numbers_criteria(every)
    for statement in every:
        label = statement.label.strip().rstrip(".")
        if (
            trusted
            and not statement.is_coded
            and label.isdecimal()
            and (naming.scheme is None or label in naming.scheme)
        ):
            yield replace(statement, key=label)
        else:
            yield statement


def _numbers_criteria(every: Sequence[Statement]) -> bool:
    """Whether a table's numbers are the codes of its criteria: those of all that are known by name are."""
    known = [s for s in every if s.is_coded and s.label.strip().rstrip(".").isdecimal() and s.key != codes.TOTAL]
    return len(known) >= _FEWEST_KNOWN and all(s.key == s.label.strip().rstrip(".") for s in known)


def _rows(table: TablePassage, columns: Columns, first: int, naming: Naming, local: str) -> Iterator[Statement]:
    for number_, row in enumerate(table.rows[first:], first):
        figures = tuple(figures_of(row, columns))
        if not figures:
            continue
        texts = texts_of(row)
        code, name = text_in(texts, columns, "code"), text_in(texts, columns, "name")
        key = row_key(code, name, naming, {f.measure: f.value for f in figures}) or f"{local}.{number_}"
        yield Statement(key=key, name=name, label=code, is_group=is_sum(code, name), figures=figures)


def is_sum(code: str, name: str) -> bool:
    """Whether a row adds others up."""
    return _SUM.match(name or code) is not None


@lru_cache(maxsize=1024)
def column_kind(heading: str, year: int | None = None) -> str | None:
    """What a heading says its column holds; of another year than the scored one nothing that counts."""
    text = folded(heading)
    years = _YEAR.findall(text)
    if years and year is not None and str(year) not in years:
        return "other"
    if "/" in heading and _FRACTION.search(text):
        return "score"
    text = _YEAR.sub("", text).strip() if years else text
    return next((k for k, pattern in _COLUMNS if re.search(pattern, text)), None)


def told_columns(rows: Sequence[Row], year: int | None = None) -> tuple[Columns, int]:
    """What each column holds, and the first row below the headings; no columns where the headings do not tell them."""
    columns: Columns = {}
    first = min(HEADER_ROWS, len(rows))
    for i, row in enumerate(rows[:HEADER_ROWS]):
        if any(_number_in(text) for column, text in row.items() if column > 1):
            first = i
            break
        for column, text in row.items():
            kind = column_kind(text, year)
            if kind is not None:
                columns[column] = kind
    kinds = set(columns.values())
    known = kinds & {"name", "code"} and kinds & {"max", "score", "missing"}
    return (columns, first) if known else ({}, 0)


def texts_of(row: Mapping[int, Passage]) -> Row:
    """The texts of a row's cells."""
    return {column: cell.text for column, cell in row.items()}


def text_in(row: Row, columns: Columns, kind: str) -> str:
    """The text of a row in the column of a kind; "" for none."""
    return next((row[c] for c, k in columns.items() if k == kind and c in row), "")


def figures_in(row: Row, columns: Columns) -> Iterator[tuple[Measure, Decimal, int]]:
    """The figures of a row's columns, each measure once, with their columns."""
    seen: set[Measure] = set()
    for column, kind in columns.items():
        measure = MEASURES.get(kind)
        found = _number_in(row[column]) if measure is not None and column in row else None
        if measure is None or found is None or measure in seen:
            continue
        seen.add(measure)
        yield measure, number(found[1]), column
        if found[2] and measure is Measure.SCORE and Measure.MAX not in seen:
            seen.add(Measure.MAX)
            yield Measure.MAX, number(found[2]), column


def figures_of(row: Mapping[int, Passage], columns: Columns) -> Iterator[StatedFigure]:
    """The figures of a row's columns, each measure once."""
    texts = texts_of(row)
    text = " | ".join(texts.values())
    for measure, value, column in figures_in(texts, columns):
        yield StatedFigure(
            measure=measure, value=value, places=places_of(value), block=row[column].blocks[0], text=text, at=None
        )


@lru_cache(maxsize=16384)
def _number_in(text: str) -> re.Match[str] | None:
    return _CELL.match(text) or (_CELL.match(squeezed(text)) if len(text) < _LONGEST_NUMBER else None)


def row_key(code: str, name: str, naming: Naming, stated: Mapping[Measure, Decimal]) -> str | None:
    """The row's node: its code where the scheme has it, or its name's; of a sum the total where its figures fit it."""
    if is_sum(code, name):
        maximum, score = stated.get(Measure.MAX), stated.get(Measure.SCORE)
        is_total = maximum in (None, naming.full_marks) or (score is not None and 2 * score > naming.full_marks)
        return codes.TOTAL if is_total else None
    plain = code.strip().rstrip(".")
    named = naming.by_name(name, plain) if name else None
    if _CODE.match(plain):
        plain = _ROMAN.get(plain, plain)
        if naming.scheme is not None and plain in naming.scheme:
            return plain if named is None or named == plain or "." in plain else named
        if naming.scheme is None and ("." in plain or codes.is_part(plain)):
            return plain
    return named
