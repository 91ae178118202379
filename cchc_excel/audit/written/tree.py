"""Builds the tree of sums that a document's statements form: only what it lists completely is added up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from ...model import codes
from ...model.numbers import PRINTED_PLACES, half_unit
from ...model.scheme import Scheme
from ...model.statement import FigureKey, Measure, StatedFigure, Statement
from ..rounding import Node, Stated, Tree
from .naming import FULL_MARKS


def stated_tree(
    stated: Sequence[Statement],
    scheme: Scheme | None,
    places: dict[Measure, int],
    left_out: frozenset[FigureKey] = frozenset(),
) -> Tree:
    """The tree of the statements, without the figures left out. `places` are the decimals that a measure is printed with."""
    children = _children(_without(stated, left_out), scheme)
    figures: dict[str, list[Stated]] = {s.key: [] for s in stated}
    for first in repeated(stated, left_out):
        statement, figure = figure_of(stated, first)
        figures[statement.key].append(Stated.of(figure.measure, figure.value, first, places.get(figure.measure, 2)))
    return Tree(tuple(Node(key, children.get(key, ()), tuple(own)) for key, own in figures.items()))


def apart(tree: Tree) -> tuple[Tree, ...]:
    """The tree's parts that no sum connects: each is decided on its own, which is quicker by far."""
    return tuple(Tree(tuple(tree.bottom_up(root))) for root in tree.roots)


def _without(stated: Sequence[Statement], left_out: frozenset[FigureKey]) -> Sequence[Statement]:
    """The same statements without some figures, which must not say what a family adds up to."""
    if not left_out:
        return stated
    return [
        replace(s, figures=tuple(f for j, f in enumerate(s.figures) if (i, j) not in left_out))
        for i, s in enumerate(stated)
    ]


def repeated(stated: Sequence[Statement], left_out: frozenset[FigureKey]) -> dict[FigureKey, list[FigureKey]]:
    """Every different figure by where it stands first, with all places where it stands: said thrice it is one figure."""
    firsts: dict[tuple[str, Measure, Decimal], FigureKey] = {}
    places: dict[FigureKey, list[FigureKey]] = {}
    for i, statement in enumerate(stated):
        for j, figure in enumerate(statement.figures):
            if (i, j) not in left_out:
                first = firsts.setdefault((statement.key, figure.measure, figure.value), (i, j))
                places.setdefault(first, []).append((i, j))
    return places


def figure_of(stated: Sequence[Statement], key: FigureKey) -> tuple[Statement, StatedFigure]:
    """The statement and the figure that a key names."""
    return stated[key[0]], stated[key[0]].figures[key[1]]


def _said(stated: Sequence[Statement], measure: Measure) -> dict[str, Decimal]:
    """What the document says most often of each node."""
    said: dict[str, Counter[Decimal]] = {}
    for statement in stated:
        value = statement.value(measure)
        if value is not None:
            said.setdefault(statement.key, Counter())[value] += 1
    return {key: counts.most_common(1)[0][0] for key, counts in said.items()}


def _children(stated: Sequence[Statement], scheme: Scheme | None) -> dict[str, tuple[str, ...]]:
    """Complete families: whose maxima add up to their parent's."""
    top = _said(stated, Measure.MAX)
    keys = list(dict.fromkeys(s.key for s in stated))
    coded = [k for k in keys if not k.startswith("#")]
    found = dict(_by_code(coded, top, scheme, _said(stated, Measure.SCORE)))
    for parent, family in _by_order(stated, top, found):
        found[parent] = family
    return found


def _below(found: dict[str, tuple[str, ...]], keys: Sequence[str]) -> set[str]:
    below = set(keys)
    waiting = list(keys)
    while waiting:
        for child in found.get(waiting.pop(), ()):
            below.add(child)
            waiting.append(child)
    return below


def _by_code(
    coded: Sequence[str], top: dict[str, Decimal], scheme: Scheme | None, scores: dict[str, Decimal]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Families by the codes: the nearest listed nodes below a node.

    The scores of a part's criteria may show the family complete, too: then a maximum that does not fit is wrong.
    """
    for parent, family in (
        _families_in(coded, scheme) if scheme is not None else _families_by_number(coded, top, scores)
    ):
        maximum = top.get(parent, FULL_MARKS if parent == codes.TOTAL else None)
        large = parent == codes.TOTAL or codes.is_part(parent)
        if _adds_up(family, top, maximum) or (
            large
            and scores.get(parent)
            and all(c in top for c in family)
            and _adds_up(family, scores, scores.get(parent), rounded=True)
            and not _lacks_one_without_points(family, maximum, top, scores)
        ):
            yield parent, tuple(family)


def _lacks_one_without_points(
    family: Sequence[str], maximum: Decimal | None, top: dict[str, Decimal], scores: dict[str, Decimal]
) -> bool:
    """Whether what the maxima lack is that of another node that scored nothing: bonus points that nobody got."""
    lacking = (maximum or Decimal(0)) - sum((top[c] for c in family), Decimal(0))
    return any(top[k] == lacking and k not in family for k, score in scores.items() if not score and k in top)


def _adds_up(
    family: Sequence[str], values: dict[str, Decimal], whole: Decimal | None, *, rounded: bool = False
) -> bool:
    """Whether every value is known and they add up, if `rounded` within what rounding each at two decimals allows."""
    if not family or whole is None or not all(c in values for c in family):
        return False
    slack = (len(family) + 1) * half_unit(PRINTED_PLACES) if rounded and len(family) > 1 else Decimal(0)
    return abs(sum((values[c] for c in family), Decimal(0)) - whole) <= slack


def _families_in(coded: Sequence[str], scheme: Scheme) -> Iterator[tuple[str, list[str]]]:
    listed = set(coded)
    families: dict[str, list[str]] = {}
    for code in coded:
        above = next((a for a in scheme.ancestors(code) if a in listed), None)
        if above is not None:
            families.setdefault(above, []).append(code)
    yield from families.items()


def _families_by_number(
    coded: Sequence[str], top: dict[str, Decimal], scores: dict[str, Decimal]
) -> Iterator[tuple[str, list[str]]]:
    """Without a scheme: 1.2 stands below 1; parts take the criteria in their order."""
    numbered = sorted((c for c in coded if codes.is_numbered(c)), key=codes.sort_key)
    families: dict[str, list[str]] = {}
    loose: list[str] = []
    for code in numbered:
        above = codes.dotted_parent(code)
        while above is not None and above not in coded:
            above = codes.dotted_parent(above)
        (families.setdefault(above, []) if above is not None else loose).append(code)
    yield from families.items()
    parts = sorted(c for c in coded if codes.is_part(c))
    if parts:
        yield codes.TOTAL, parts
        for part in parts:
            family = _run(loose, top, top.get(part)) or _run(loose, scores, scores.get(part), rounded=True)
            yield part, family
            loose = loose[len(family) :]
    else:
        yield codes.TOTAL, loose


def _run(
    loose: Sequence[str], values: dict[str, Decimal], whole: Decimal | None, *, rounded: bool = False
) -> list[str]:
    """The first nodes, all of one level, that add up to the whole; none where they do not.

    A criterion and another one's sub-criterion may add up to a part by chance, but are never its family.
    """
    alike = list(takewhile(lambda code: codes.depth(code) == codes.depth(loose[0]), loose))
    return next(
        (alike[:i] for i in range(1, len(alike) + 1) if _adds_up(alike[:i], values, whole, rounded=rounded)), []
    )


def _by_order(
    stated: Sequence[Statement], top: dict[str, Decimal], found: dict[str, tuple[str, ...]]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Families by place: a group's sentence, then its items; or items, then their sum. Smaller groups first.

    `found` holds the families known so far, and each one given as soon as it was taken up.
    """
    groups = [(top[s.key], i) for i, s in enumerate(stated) if s.key in top and _may_head(s)]
    for maximum, i in sorted(groups):
        key = stated[i].key
        for others in (stated[i + 1 :], stated[i - 1 :: -1] if i else ()):
            if key in found:
                break
            taken = {c for family in found.values() for c in family}
            family = _items(key, others, top, maximum, taken)
            if any(k.startswith("#") for k in (key, *family)) and key not in _below(found, family) and family:
                yield key, family


def _may_head(statement: Statement) -> bool:
    return statement.is_group or statement.key == codes.TOTAL or codes.is_part(statement.key)


def _items(
    key: str, others: Sequence[Statement], top: dict[str, Decimal], maximum: Decimal, taken: set[str]
) -> tuple[str, ...]:
    """The nearest nodes without a parent that add up to a maximum exactly, two at least."""
    family: list[str] = []
    total = Decimal(0)
    for other in others:
        if other.key == key or other.key in family or other.key in taken:
            continue
        if other.key not in top or other.key == codes.TOTAL:
            return ()
        family.append(other.key)
        total += top[other.key]
        if total >= maximum:
            return tuple(family) if total == maximum and len(family) > 1 else ()
    return ()
