"""The score sheets of one group: their scheme, their communes recomputed, their leaves, and who is meant by a name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ..model.decision import Quantity
from ..model.facts import Contact, Remedy
from ..model.group import Group
from ..model.names import CommuneName
from ..model.numbers import Exact, percent
from ..model.scheme import Scheme
from .arrange import Arranger
from .borrowed import borrowed_cells
from .laid_down import Agreement, agreement
from .leaf import Leaf
from .matching import NameIndex
from .one_each import one_each
from .recompute import Scored, recompute

_NONE = Fraction(0)


class Appraised:
    """What the score sheets alone say. Nothing in it changes once it is built."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.sheets, self.repeated = one_each(group)
        self.agreement: Agreement = agreement(self.sheets, group.schemes)
        self.scheme: Scheme = self.agreement.scheme
        arranger = Arranger(self.scheme)
        borrowed = borrowed_cells(self.sheets)
        self.communes: tuple[Scored, ...] = tuple(
            recompute(s, arranger, borrowed.get(id(s), frozenset())) for s in self.sheets
        )
        self._indices: dict[int, dict[str, Fraction]] = {}

    @cached_property
    def maxima(self) -> dict[str, Decimal]:
        """The scheme's maxima, where it states one."""
        return {n.code: n.max_points for n in self.scheme.nodes if n.max_points is not None}

    def maximum(self, code: str, scored: Scored) -> Decimal:
        """Points a node can reach: the scheme's figure, the sheet's own for a code the scheme does not know."""
        agreed = self.maxima.get(code)
        if agreed is not None:
            return agreed
        row = scored.rows.get(code)
        if row is not None and row.max_points is not None and row.max_points.value is not None:
            return row.max_points.value
        return sum((self.maximum(c, scored) for c in scored.children.get(code, ())), Decimal(0))

    def index(self, code: str, scored: Scored) -> Fraction:
        """The exact index in percent; 0 where the maximum is 0."""
        return self.indices(scored).get(code, _NONE)

    def indices(self, scored: Scored) -> Mapping[str, Fraction]:
        """The exact index of every node of a commune."""
        found = self._indices.get(id(scored))
        if found is None:
            maxima = [(code, score, self.maximum(code, scored)) for code, score in scored.exact.items()]
            found = {code: percent(score, maximum) if maximum else _NONE for code, score, maximum in maxima}
            self._indices[id(scored)] = found
        return found

    @cached_property
    def leaves(self) -> tuple[Leaf, ...]:
        """Every row that carries a score of its own, commune by commune."""
        return tuple(
            Leaf(scored, code, row, self.maximum(code, scored))
            for scored in self.communes
            for code, row in scored.rows.items()
            if not scored.children.get(code)
        )

    @cached_property
    def deducted(self) -> tuple[Leaf, ...]:
        """Leaves of the scheme that got fewer points than they can reach."""
        return tuple(
            leaf
            for leaf in self.leaves
            if (value := leaf.value) is not None and value < leaf.maximum and leaf.code in self.scheme
        )

    @cached_property
    def impossible(self) -> tuple[Leaf, ...]:
        """Leaves with a score, appraised or self-given, below 0 or above what they can reach."""
        return tuple(leaf for leaf in self.leaves if leaf.is_impossible)

    def exact(self, scored: Scored, code: str, quantity: Quantity) -> Exact:
        """The exact score or index of a node."""
        return scored.exact[code] if quantity is Quantity.SCORE else self.index(code, scored)

    @cached_property
    def names(self) -> NameIndex:
        """The scored communes by name."""
        return NameIndex(self._by_name)

    @cached_property
    def _by_name(self) -> dict[CommuneName, Scored]:
        return {s.name: s for s in self.communes}

    @cached_property
    def contacts(self) -> dict[CommuneName, Contact]:
        """Each scored commune's first line in the contacts sheets, where it has one, with the addresses of its other lines."""
        found: dict[CommuneName, Contact] = {}
        for contact in self.group.contacts:
            only = self.names.only(contact.commune)
            if only is not None:
                first = found.setdefault(only, contact)
                further = tuple(one for one in contact.emails if one not in first.emails)
                found[only] = replace(first, emails=(*first.emails, *further)) if further else first
        return found

    def remedies(self, scored: Scored) -> dict[str, Remedy]:
        """A commune's remedies by code; one of its own goes before a common one, an earlier line before a later."""
        return self._remedies.get(None, {}) | self._remedies.get(scored.name, {})

    @cached_property
    def _remedies(self) -> dict[CommuneName | None, dict[str, Remedy]]:
        """By whom they are for; None for the common ones."""
        found: dict[CommuneName | None, dict[str, Remedy]] = {}
        for remedy in reversed(self.group.remedies):
            only = self.names.only(remedy.commune) if remedy.commune is not None else None
            if only is not None or remedy.commune is None:
                found.setdefault(only, {})[remedy.code] = remedy
        return found

    def beside(self, scored: Scored) -> list[Scored]:
        """The communes whose sheets come right before and after one's."""
        at = self._order[id(scored)]
        return [*self.communes[max(0, at - 1) : at], *self.communes[at + 1 : at + 2]]

    @cached_property
    def _order(self) -> dict[int, int]:
        return {id(scored): at for at, scored in enumerate(self.communes)}
