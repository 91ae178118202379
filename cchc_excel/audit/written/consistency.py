"""N02 and N03: whether a document's figures can all be right, and which must change if they cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from ...model.audited import AuditedCommune
from ...model.cause import CauseKind
from ...model.finding import Cause, Consequence, Finding
from ...model.names import capitalised
from ...model.numbers import Exact, written_in_full
from ...model.scheme import Scheme
from ...model.statement import FigureKey, Measure, Statement
from ..phrases import shown_exact
from ..rounding import Change, Conflict, Contradiction, Hidden, Operation, Proof, decide
from ..rules.written import CONTRADICTS, ROUNDED
from .likeliest import by_roundness, by_slip, in_order, slip_of
from .quoting import quote
from .tree import apart, figure_of, repeated, stated_tree
from .wording import figure_name, figure_text, place_of, shown, where

_POINTS = (Measure.SCORE, Measure.MISSING)
_ENOUGH = 6
"""So many scores of one decimal at most must stand in a text before it is taken to print one decimal."""
_MOST_NAMED = 4
"""Alternatives that a message names."""


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's statements with what is known about it."""

    file: str
    stated: Sequence[Statement]
    commune: AuditedCommune | None
    name: str | None
    """The commune's display name."""
    places: dict[FigureKey, list[FigureKey]]
    """Every different figure by where it stands first, with all its places."""


def decided(
    file: str,
    stated: Sequence[Statement],
    *,
    scheme: Scheme | None = None,
    commune: AuditedCommune | None = None,
    name: str | None = None,
    told: frozenset[FigureKey] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings about the document alone; figures `told` elsewhere are left out."""
    text = _Text(file, stated, commune, name, repeated(stated, told))
    verdicts = _verdicts(stated, scheme, told)
    found: list[Finding] = []
    disputed: set[FigureKey] = set()
    for conflict in (c for verdict in verdicts if isinstance(verdict, Contradiction) for c in verdict.conflicts):
        found += _contradiction(text, conflict)
        disputed.update(k for change in conflict.changes() for k in text.places[_key(change)])
    found += _beyond(text, told | frozenset(disputed))
    for verdict in verdicts:
        proof = verdict.rest if isinstance(verdict, Contradiction) else verdict
        found += [f for hidden in proof.needs_hidden if (f := _rounded(text, proof, hidden)) is not None]
    return tuple(found)


_Verdicts = list[Proof | Contradiction]


def _verdicts(stated: Sequence[Statement], scheme: Scheme | None, told: frozenset[FigureKey]) -> _Verdicts:
    """At two decimals; at one where all figures of a longer text have one at most, and that explains them all."""
    found: _Verdicts = [decide(part) for part in apart(stated_tree(stated, scheme, {}, told))]
    if all(isinstance(verdict, Proof) for verdict in found):
        return found
    fewer: dict[Measure, int] = {}
    for measures in (_POINTS, (Measure.INDEX,)):
        places = [f.places for s in stated for f in s.figures if f.measure in measures]
        if len(places) >= _ENOUGH and max(places) < 2:
            fewer |= dict.fromkeys(measures, max(places))
    if fewer:
        again: _Verdicts = [decide(part) for part in apart(stated_tree(stated, scheme, fewer, told))]
        if all(isinstance(verdict, Proof) for verdict in again):
            return again
    return found


def _contradiction(text: _Text, conflict: Conflict) -> Iterator[Finding]:
    chosen = conflict.chosen or by_slip(conflict) or _least_said(text, conflict) or by_roundness(conflict)
    if chosen is not None:
        yield from (_must_change(text, change) for change in chosen)
    else:
        yield _cannot_all(text, conflict)


def _beyond(text: _Text, left_out: frozenset[FigureKey]) -> Iterator[Finding]:
    """Scores above their maximum and indices above 100 %, which sums and quotients alone may allow."""
    for i, statement in enumerate(text.stated):
        maxima = [(i, j) for j, f in enumerate(statement.figures) if f.measure is Measure.MAX]
        maximum = statement.value(Measure.MAX) if not left_out.intersection(maxima) else None
        for j, figure in enumerate(statement.figures):
            limit = Decimal(100) if figure.measure is Measure.INDEX else maximum
            if figure.measure is Measure.MAX or limit is None or figure.value <= limit or (i, j) in left_out:
                continue
            name = capitalised(figure_name(statement, figure.measure))
            above = "quá 100%" if figure.measure is Measure.INDEX else f"lớn hơn điểm tối đa {written_in_full(limit)}"
            finding = CONTRADICTS.finding(
                place_of(text.file, figure),
                f"{name} ghi {figure_text(figure)}, {above}: “{quote(figure)}”",
                commune=text.name,
                criterion=_criterion(statement),
                actual=figure.value,
            )
            yield replace(finding, figure=figure.measure.value)


def _criterion(statement: Statement) -> str | None:
    return statement.key if statement.is_coded else statement.label or None


def _least_said(text: _Text, conflict: Conflict) -> tuple[Change, ...] | None:
    """The one set of figures that stand in the fewest places: what is said again and again is right."""
    said = sorted((sum(len(text.places[_key(c)]) for c in s), i) for i, s in enumerate(conflict.sets))
    return conflict.sets[said[0][1]] if said[0][0] < said[1][0] else None


def _must_change(text: _Text, change: Change) -> Finding:
    statement, figure = figure_of(text.stated, _key(change))
    right = _right(change)
    must = f"; để khớp thì phải là {right}" if right else ""
    return _finding(
        text,
        change,
        f"{capitalised(figure_name(statement, figure.measure))} ghi {figure_text(figure)}, trái với các số khác trong báo cáo{must}: "
        f"“{quote(figure)}”",
        _cause(change),
    )


def _cannot_all(text: _Text, conflict: Conflict) -> Finding:
    """One finding for figures of which any may be the wrong one; it stands at the likeliest."""
    changes = list({_key(c): c for likely in in_order(conflict) for c in likely}.values())
    named = []
    for change in changes[:_MOST_NAMED]:
        statement, figure = figure_of(text.stated, _key(change))
        right = _right(change)
        place = where(place_of("", figure))
        named.append(
            f"{figure_name(statement, figure.measure)} {figure_text(figure)}"
            + (f" ({place}" + (f", khớp nếu là {right})" if right else ")") if place else "")
        )
    more = f" và {len(changes) - _MOST_NAMED} số khác" if len(changes) > _MOST_NAMED else ""
    first = changes[0]
    _, figure = figure_of(text.stated, _key(first))
    return _finding(
        text,
        first,
        f"Các số sau không thể cùng đúng, dù làm tròn thế nào: {'; '.join(named)}{more}: “{quote(figure)}”",
        Cause(CauseKind.UNKNOWN, "các số trong báo cáo không đủ để biết số nào sai"),
    )


def _finding(text: _Text, change: Change, message: str, cause: Cause | None) -> Finding:
    statement, figure = figure_of(text.stated, _key(change))
    finding = CONTRADICTS.finding(
        place_of(text.file, figure),
        message,
        commune=text.name,
        criterion=_criterion(statement),
        expected=change.only,
        actual=figure.value,
        cause=cause,
    )
    again = tuple(_again(text, key) for key in text.places[_key(change)][1:])
    return replace(finding, figure=figure.measure.value, consequences=again)


def _again(text: _Text, key: FigureKey) -> Consequence:
    """The same figure at another place."""
    statement, figure = figure_of(text.stated, key)
    place = place_of(text.file, figure)
    message = f"{capitalised(where(place))}: {figure_name(statement, figure.measure)} cũng ghi {figure_text(figure)}."
    return Consequence(text.name or "", _criterion(statement) or "", place, message)


def _cause(change: Change) -> Cause:
    stated, measure = change.stated.value, change.stated.measure
    if (slip := slip_of(change)) is not None:
        kind, right = slip
        return Cause(kind, f"{shown(right, measure)} thành {shown(stated, measure)}")
    return Cause(CauseKind.TYPO, "chỉ riêng số này không khớp")


def _right(change: Change) -> str:
    """ "9,88", "từ 9,87 đến 9,88"; "" where nothing is known."""
    measure = change.stated.measure
    if change.only is not None:
        return shown(change.only, measure)
    if change.low is not None and change.high is not None and change.low < change.high:
        return f"từ {shown(change.low, measure)} đến {shown(change.high, measure)}"
    return ""


def _rounded(text: _Text, proof: Proof, hidden: Hidden) -> Finding | None:
    statement, figure = figure_of(text.stated, _stated_key(hidden))
    name = figure_name(statement, figure.measure)
    exact = _hidden_score(text, proof, hidden.code)
    operands = [written_in_full(o) for o in hidden.operands]
    if hidden.operation is Operation.SUM:
        why = (
            f"{capitalised(name)} {figure_text(figure)} đúng; các số đã in cộng lại là {written_in_full(hidden.naive)} chỉ vì từng số đã làm "
            f"tròn (điểm chính xác có thể là {shown_exact(exact)})"
        )
    elif hidden.operation is Operation.QUOTIENT:
        why = (
            f"{operands[0]} và {figure_text(figure)} đều đúng nếu điểm chính xác là {shown_exact(exact)} (chia số đã in cho "
            f"{operands[-1]} thì ra {written_in_full(hidden.naive)}%)"
        )
    else:
        why = (
            f"{operands[-1]} và {figure_text(figure)} điểm chưa đạt đều đúng nếu điểm chính xác là {shown_exact(exact)} (trừ số đã in thì "
            f"ra {written_in_full(hidden.naive)})"
        )
    finding = ROUNDED.finding(
        place_of(text.file, figure),
        f"{why}: “{quote(figure)}”",
        commune=text.name,
        criterion=_criterion(statement),
        expected=exact if isinstance(exact, Decimal) else None,
        actual=figure.value,
    )
    return replace(finding, figure=figure.measure.value)


def _hidden_score(text: _Text, proof: Proof, code: str) -> Exact:
    """The audited score where it is known, else the simplest that explains the figures."""
    if text.commune is not None and code in text.commune.totals:
        return text.commune.totals[code].score
    return proof.simplest(code)


def _key(change: Change) -> FigureKey:
    key = change.stated.key
    assert isinstance(key, tuple)
    return key


def _stated_key(hidden: Hidden) -> FigureKey:
    key = hidden.stated.key
    assert isinstance(key, tuple)
    return key
