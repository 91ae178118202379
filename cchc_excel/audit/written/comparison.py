"""N01: the figures of a document against the audited ones; what follows from a wrong figure is told with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from ...model.audited import AuditedCommune, AuditedNode
from ...model.cause import CauseKind
from ...model.codes import TOTAL
from ...model.finding import Cause, Consequence, Finding
from ...model.names import capitalised
from ...model.numbers import PRINTED_PLACES, Exact, half_unit, percent, places_of, rounded, stands_for
from ...model.statement import FigureKey, Measure, StatedFigure, Statement
from ..causes.digits import digit_slips
from ..phrases import gap, machine, signed
from ..printed import printed_places
from ..rules.written import DIFFERS
from .quoting import quote
from .wording import exact_text, figure_name, figure_text, place_of, printed_text, shown, unit, where

_ORDER = (Measure.SCORE, Measure.MAX, Measure.INDEX, Measure.MISSING)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A stated figure that differs from the audited one."""

    key: FigureKey
    statement: Statement
    figure: StatedFigure
    node: AuditedNode
    exact: Exact

    @property
    def off(self) -> Fraction:
        """How much too much is stated."""
        return Fraction(self.figure.value) - Fraction(self.exact)


def exact_figure(node: AuditedNode, measure: Measure) -> Exact:
    """The audited figure."""
    if measure is Measure.SCORE:
        return node.score
    if measure is Measure.MAX:
        return node.max_points
    return node.index if measure is Measure.INDEX else node.deduction


def wrong_figures(stated: Sequence[Statement], commune: AuditedCommune) -> tuple[Wrong, ...]:
    """Every figure of a known node that cannot stand for the audited one, as printed."""
    known = [
        Wrong((i, j), s, f, commune.totals[s.key], exact_figure(commune.totals[s.key], f.measure))
        for i, s in enumerate(stated)
        if s.key in commune.totals
        for j, f in enumerate(s.figures)
    ]
    off = [w for w in known if not stands_for(w.figure.value, w.exact)]
    if not off:
        return ()
    # beside a score above its maximum, or a maximum that does not add up, all that was lost is not what the total lacks
    summed = sum((Fraction(leaf.deduction) for leaf in commune.deducted()), Fraction(0))
    known = [w for w in known if not (_is_all_lost(w) and stands_for(w.figure.value, summed))]
    off = [w for w in known if not stands_for(w.figure.value, w.exact)]
    places = {m: printed_places([(w.figure.value, w.exact) for w in known if w.figure.measure is m]) for m in Measure}
    return tuple(w for w in off if not stands_for(w.figure.value, w.exact, places[w.figure.measure]))


def _is_all_lost(one: Wrong) -> bool:
    return one.node.code == TOTAL and one.figure.measure is Measure.MISSING


def compared(
    file: str, stated: Sequence[Statement], commune: AuditedCommune
) -> tuple[tuple[Finding, ...], frozenset[FigureKey]]:
    """N01 findings, one per root, and the keys of all figures that are told in them."""
    wrong = wrong_figures(stated, commune)
    roots: dict[FigureKey, list[Wrong]] = {}
    by_key: dict[FigureKey, Wrong] = {}
    for one in sorted(wrong, key=lambda w: (-_depth(w.node, commune), _ORDER.index(w.figure.measure), w.key)):
        root = next((by_key[k] for k in roots if _follows(one, by_key[k], roots, by_key, commune)), None)
        by_key[one.key] = one
        if root is None:
            roots[one.key] = []
        else:
            roots[root.key].append(one)
    found = tuple(_finding(file, by_key[k], followers, commune) for k, followers in sorted(roots.items()))
    return found, frozenset(w.key for w in wrong)


def _depth(node: AuditedNode, commune: AuditedCommune) -> int:
    depth = 0
    while node.parent is not None:
        node, depth = commune.totals[node.parent], depth + 1
    return depth


def _follows(
    one: Wrong, root: Wrong, roots: Iterable[FigureKey], by_key: dict[FigureKey, Wrong], commune: AuditedCommune
) -> bool:
    """Whether a wrong figure is only what the root makes of it."""
    measure, value = one.figure.measure, one.figure.value
    if one.node is root.node and measure is root.figure.measure and value == root.figure.value:
        return True
    scores = [
        by_key[k]
        for k in roots
        if by_key[k].figure.measure is Measure.SCORE and _is_at_or_below(by_key[k].node, one.node, commune)
    ]
    scores = list({w.node.code: w for w in scores}.values())
    tops = [by_key[k] for k in roots if by_key[k].figure.measure is Measure.MAX and by_key[k].node is one.node]
    if root not in scores and root not in tops:
        return False
    score = Fraction(one.node.score) + sum((w.off for w in scores), Fraction(0))
    top = Fraction(tops[0].figure.value if tops else one.node.max_points)
    slack = Fraction(half_unit(max(PRINTED_PLACES, places_of(value))) + len(scores) * half_unit(PRINTED_PLACES))
    if measure is Measure.SCORE:
        return bool(scores) and abs(Fraction(value) - score) <= slack
    if measure is Measure.MISSING:
        return abs(Fraction(value) - (top - score)) <= slack
    if measure is Measure.INDEX and top:
        return abs(Fraction(value) - percent(score, top)) <= Fraction(half_unit(PRINTED_PLACES)) + percent(slack, top)
    return False


def _is_at_or_below(node: AuditedNode, other: AuditedNode, commune: AuditedCommune) -> bool:
    here: AuditedNode | None = node
    while here is not None and here is not other:
        here = commune.totals[here.parent] if here.parent is not None else None
    return here is other


def _finding(file: str, root: Wrong, followers: Sequence[Wrong], commune: AuditedCommune) -> Finding:
    figure, name = root.figure, figure_name(root.statement, root.figure.measure)
    right = printed_text(figure, root.exact)
    full = exact_text(figure.measure, root.exact)
    audited = right if right == full else f"{right} (chính xác {full})"
    difference = signed(gap(figure.value, root.exact)) + unit(figure.measure)
    finding = DIFFERS.finding(
        place_of(file, figure),
        f"Báo cáo ghi {name} là {figure_text(figure)}, số đã kiểm tra là {audited}, {difference}: “{quote(figure)}”",
        commune=commune.name.display,
        criterion=root.node.code,
        expected=machine(root.exact),
        actual=figure.value,
        advice=f"Sửa {figure_text(figure)} thành {right}{_at(root)}; nếu báo cáo mới đúng thì kiểm tra lại sổ bảng điểm.",
        cause=_cause(root, followers),
    )
    return replace(
        finding,
        figure=figure.measure.value,
        consequences=tuple(_consequence(file, w, commune) for w in sorted(followers, key=lambda w: w.key)),
    )


def _at(root: Wrong) -> str:
    place = where(place_of("", root.figure))
    return f" ở {place}" if place else ""


def _consequence(file: str, one: Wrong, commune: AuditedCommune) -> Consequence:
    place = place_of(file, one.figure)
    name = figure_name(one.statement, one.figure.measure)
    text = f"{where(place)}: {name} ghi {figure_text(one.figure)}, đúng ra là {printed_text(one.figure, one.exact)}."
    return Consequence(commune.name.display, one.node.code, place, capitalised(text))


def _cause(root: Wrong, followers: Sequence[Wrong]) -> Cause | None:
    """The one slip that explains the figure; a plain slip of the hand where all else about the node is right."""
    kinds = list(slips(root.figure.value, root.exact, root.figure.measure, root.node))
    if len(kinds) == 1:
        kind, right = kinds[0]
        return Cause(kind, f"{shown(right, root.figure.measure)} thành {figure_text(root.figure)}")
    if kinds or any(w.node is root.node for w in followers) or len(root.statement.figures) < 2:
        return None
    return Cause(CauseKind.TYPO, "chỉ riêng số này không khớp")


def slips(
    value: Decimal, right: Exact, measure: Measure, node: AuditedNode | None = None
) -> Iterator[tuple[CauseKind, Decimal]]:
    """What may have been done to the right figure, with the form of it that shows it."""
    if node is not None and measure is Measure.SCORE:
        if value == node.max_points:
            yield CauseKind.MAX_USED, rounded(right, PRINTED_PLACES)
            return
        if node.self_score is not None and value == node.self_score:
            yield CauseKind.SELF_SCORE_USED, rounded(right, PRINTED_PLACES)
            return
    yield from digit_slips(value, right)
