"""Writes one commune's scoring sheet, by formulas or typed, as its office lays it out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise

from . import names
from .cells import At, Sheet
from .exact import index, rounded
from .formulas import Binary, Formula, Range, Ref, Term, call, chain, number
from .layout import Layout
from .scheme import ROMANS, TOTAL, Scheme
from .scores import Commune

POINTS = ("max", "self", "score")


@dataclass
class ScoreSheet:
    """A sheet and where its figures stand."""

    sheet: Sheet
    layout: Layout
    scheme: Scheme
    commune: Commune
    rows: dict[str, int] = field(default_factory=dict)
    """The row with a node's figures."""
    named: At | None = None
    """The title cell that names the commune."""

    def at(self, code: str, column: str) -> At:
        """The cell of a node's figure, code or name."""
        return self.sheet.at(self.rows[code], self.layout.columns[column])

    def children(self, code: str) -> tuple[str, ...]:
        """Nodes directly below one that have rows of their own."""
        found: list[str] = []
        for child in self.scheme.children.get(code, ()):
            found += [child] if child in self.rows else self.children(child)
        return tuple(found)

    def is_total(self, code: str) -> bool:
        """Whether the node adds others up."""
        return code == TOTAL or code in self.scheme.children

    def summed(self, code: str, column: str, style: str | None = None) -> Term:
        """The formula of a node's total."""
        style = style or self.layout.sums[code]
        fixed = "rc" if self.layout.fixed else ""
        at = self.layout.columns[column]
        below = [self.rows[c] for c in self.scheme.below(code) if c in self.rows]
        if style == "subtotal":
            return call("SUBTOTAL", number(9), Range(min(below), at, max(below), at, fixed=fixed))
        if style == "sumif":
            level, level_at = self.scheme.by_code[self.children(code)[0]].level, self.layout.columns["level"]
            keys = Range(min(below), level_at, max(below), level_at, fixed="rc")
            return call("SUMIF", keys, number(level), Range(min(below), at, max(below), at, fixed=fixed))
        rows = [self.rows[c] for c in self.children(code)]
        if style == "leaves":
            rows = sorted(self.rows[c] for c in self.scheme.leaves(code) if c in self.rows)
            return call("SUM", *(Range(a, at, b, at, fixed=fixed) if b > a else Ref(a, at) for a, b in _runs(rows)))
        if style == "range" and rows[-1] - rows[0] == len(rows) - 1 > 0:
            return call("SUM", Range(rows[0], at, rows[-1], at, fixed=fixed))
        terms: list[Term] = [Ref(row, at) for row in rows]
        return chain(terms) if style == "chain" else call("SUM", *terms)

    def divided(self, code: str) -> Term:
        """The formula of a node's index."""
        row, columns = self.rows[code], self.layout.columns
        score, maximum = Ref(row, columns["score"]), Ref(row, columns["max"])
        share = Binary("/", score, maximum)
        if self.layout.index_formula == "percent":
            return share
        percents = Binary("*", share, number(100))
        if self.layout.index_formula == "rounded":
            return call("ROUND", percents, number(2))
        if self.layout.index_formula == "if":
            return call("IF", Binary("=", maximum, number(0)), number(0), percents)
        return percents


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    """First and last of each stretch of neighbouring rows."""
    starts = [rows[0], *(b for a, b in pairwise(rows) if b != a + 1)]
    ends = [*(a for a, b in pairwise(rows) if b != a + 1), rows[-1]]
    return list(zip(starts, ends, strict=True))


def built(
    sheet: Sheet, scheme: Scheme, layout: Layout, commune: Commune, seed: int, leave_out: frozenset[str] = frozenset()
) -> ScoreSheet:
    """The commune's sheet; `leave_out` are codes without a row. Reasons are drawn from the seed."""
    table = ScoreSheet(sheet, layout, scheme, commune)
    first = _head(table)
    for row, (code, kind) in enumerate(_lines(table, leave_out), first):
        if kind != "heading":
            table.rows[code] = row
        _label(table, row, code, kind)
    if layout.signed:
        _sign(table, max(table.rows.values()) + 2)
    rng = random.Random(f"{seed} {commune.name}")
    for code in table.rows:
        _figures(table, code, rng)
    return table


def _head(table: ScoreSheet) -> int:
    """Title and headings; gives the first row under them."""
    sheet, layout = table.sheet, table.layout
    sheet.put(0, 0, f"UBND HUYỆN {layout.wording['district'].upper()}")
    sheet.put(1, 0, layout.title)
    sheet.put(2, 0, f"Đơn vị: {table.commune.display}")
    table.named = sheet.at(2, 0)
    top = 4
    depth = 2 if layout.two_header_rows else 1
    columns = layout.columns
    low, high = sorted((columns["self"], columns["score"]))
    grouped = depth == 2 and high == low + 1
    for what, column in columns.items():
        if grouped and what in names.GROUPED:
            sheet.put(top + 1, column, names.GROUPED[what])
            continue
        sheet.put(top, column, layout.headings[what])
        if depth == 2:
            sheet.merges.append((top, column, top + 1, column))
    if grouped:
        sheet.put(top, low, "Điểm")
        sheet.merges.append((top, low, top, high))
    row = top + depth
    if layout.numbering:
        for column in range(len(columns)):
            sheet.put(row, column, f"({column + 1})")
        row += 1
    return row


def _sign(table: ScoreSheet, row: int) -> None:
    """What stands under a signed table."""
    name = table.layout.columns["name"]
    table.sheet.put(row, name, "Ghi chú: điểm thẩm định theo tài liệu kiểm chứng đã gửi.")
    table.sheet.put(row + 2, name, "NGƯỜI LẬP BIỂU")
    table.sheet.put(row + 2, table.layout.columns["score"], "TM. HỘI ĐỒNG THẨM ĐỊNH")


def _lines(table: ScoreSheet, leave_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Code and kind of each row: "node", "heading" (a part's row without figures), "foot", "total"."""
    layout, scheme = table.layout, table.scheme
    if layout.total_on_top:
        yield TOTAL, "total"
    parts = scheme.parts()
    for part in parts or (TOTAL,):
        if parts:
            yield part, "heading" if layout.part_totals else "node"
        for code in scheme.below(part):
            lone = scheme.by_code[code].level == 1 and len(scheme.children[part]) == 1
            if code not in leave_out and not (lone and not layout.lone_row):
                yield code, "node"
        if parts and layout.part_totals:
            yield part, "foot"
    if not layout.total_on_top:
        yield TOTAL, "total"


def _label(table: ScoreSheet, row: int, code: str, kind: str) -> None:
    sheet, columns, layout = table.sheet, table.layout.columns, table.layout
    roman = layout.total_on_top
    shown = ROMANS.get(code, code) if roman else code
    if kind == "total":
        sheet.put(row, columns["name"], layout.total_name)
    elif kind == "foot":
        sheet.put(row, columns["name"], f"Cộng phần {shown}")
    else:
        node = table.scheme.by_code[code]
        sheet.put(row, columns["code"], shown)
        sheet.put(row, columns["name"], node.name)
    if kind != "node" or table.is_total(code):
        sheet.bold.add(row)
    if "level" in columns and kind != "heading" and code != TOTAL:
        sheet.put(row, columns["level"], Fraction(table.scheme.by_code[code].level))


def _figures(table: ScoreSheet, code: str, rng: random.Random) -> None:
    sheet, layout, scheme, commune = table.sheet, table.layout, table.scheme, table.commune
    leaves = {"max": scheme.leaf_maxima, "self": commune.self_score, "score": commune.score}
    for column in POINTS:
        at = table.at(code, column)
        exact = _exact(table, leaves[column], code)
        typed = not table.is_total(code) or not (layout.maxima_computed if column == "max" else layout.computed)
        if typed:
            is_printed = layout.printed and table.is_total(code)
            sheet.put(at.row, at.column, rounded(exact) if is_printed else exact)
            continue
        term = table.summed(code, column)
        sheet.put(at.row, at.column, Formula(call("ROUND", term, number(2)) if code in layout.rounding else term))
    if table.is_total(code) or layout.index_on_leaves:
        _index(table, code)
    if code in scheme.leaf_maxima and commune.score[code] < scheme.leaf_maxima[code]:
        sheet.put(table.rows[code], layout.columns["reason"], rng.choice(names.REASONS))


def _exact(table: ScoreSheet, leaf: dict[str, Fraction], code: str) -> Fraction:
    present = [c for c in table.scheme.leaves(code) if c in table.rows]
    return sum((leaf[c] for c in present), Fraction(0))


def _index(table: ScoreSheet, code: str) -> None:
    at, layout = table.at(code, "index"), table.layout
    if layout.index_formula == "percent":
        table.sheet.percents.add(at.column)
    if layout.index_computed:
        table.sheet.put(at.row, at.column, Formula(table.divided(code)))
        return
    share = index(_exact(table, table.commune.score, code), _exact(table, table.scheme.leaf_maxima, code))
    stated = rounded(share)
    table.sheet.put(at.row, at.column, stated / 100 if layout.index_formula == "percent" else stated)
