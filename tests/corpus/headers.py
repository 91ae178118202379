"""Header rows of a table: one to three, merged, left blank or repeated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from .sheets import Sheet

JOINS = ("merged", "blank", "repeated", "low")
"""What stands in the cells that a heading spreads over: a merge, nothing, the heading again; "low" has it in the lowest row."""


def write_header(sheet: Sheet, top: int, headings: Mapping[int, Sequence[str]], join: str) -> int:
    """Writes every column's headings, highest first, all of one depth; gives the row under the header."""
    depth = len(next(iter(headings.values())))
    for column, texts in headings.items():
        start = 0
        for text, run in groupby(texts):
            last = start + len(tuple(run)) - 1
            _down(sheet, top + start, top + last, column, text, join)
            start = last + 1
    if join == "merged":
        for level in range(depth - 1):
            _across(sheet, top + level, level, headings)
    elif join in ("blank", "low"):
        for level in range(depth - 1):
            for run in _runs(level, headings):
                for column in run[1:]:
                    sheet.cells.pop((top + level, column), None)
    sheet.header = (top, top + depth - 1)
    return top + depth


def _down(sheet: Sheet, first: int, last: int, column: int, text: str, join: str) -> None:
    if join == "repeated":
        for row in range(first, last + 1):
            sheet.put(row, column, text)
        return
    sheet.put(last if join == "low" else first, column, text)
    if last > first and join == "merged":
        sheet.merges.append((first, column, last, column))


def _across(sheet: Sheet, row: int, level: int, headings: Mapping[int, Sequence[str]]) -> None:
    for run in _runs(level, headings):
        for column in run[1:]:
            sheet.cells.pop((row, column), None)
        sheet.merges.append((row, run[0], row, run[-1]))


def _runs(level: int, headings: Mapping[int, Sequence[str]]) -> list[list[int]]:
    """Neighbouring columns under one heading that does not reach the lowest row."""
    runs: list[list[int]] = []
    for column in sorted(headings):
        texts = headings[column]
        if texts[level] == texts[-1]:
            continue
        before = runs[-1] if runs else []
        if before and before[-1] == column - 1 and headings[column - 1][level] == texts[level]:
            before.append(column)
        else:
            runs.append([column])
    return [run for run in runs if len(run) > 1]
