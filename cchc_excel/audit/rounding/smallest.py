"""The smallest sets of figures to give up so that the rest of a tree of sums agrees, by an exact search.

Every subtree is known only by its best ways: what score it allows for how many figures. They are found bottom up with
no more figures than the smallest answer needs. Then the sets themselves are collected, following only what is part of
an answer, so that the work grows with the answers and not with the figures. Raises TooMuch when a limit is met.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from .frontier import ANYTHING, ZERO, Effort, Way, best, fits, joint, less, summed
from .own_ways import Key, OwnWay
from .tree import Tree

MOST_SETS = 1000
Sets = tuple[frozenset[Key], ...]
Answers = dict[Way, Sets]
"""Sets of figures by what they cost and allow."""


class Smallest:
    """The search over one tree (the subtree of `root`)."""

    def __init__(self, tree: Tree, root: str, own: Mapping[str, Sequence[OwnWay]], effort: Effort) -> None:
        self._root = root
        self._children = {n.code: n.children for n in tree.bottom_up(root)}
        self._own = own
        self._effort = effort
        self._ways: dict[tuple[str, int], list[Way]] = {}
        self._least: dict[str, int] = {}
        self.is_exact = True
        for code in self._children:
            self._find_least(code)

    @property
    def cost(self) -> int:
        """How many figures must change."""
        return self._least[self._root]

    def sets(self) -> Sets:
        """Every set of that many figures, up to a bound."""
        answers = self._answers(self._root, [ANYTHING], self.cost)
        found = dict.fromkeys(one for sets in answers.values() for one in sets)
        return tuple(found)

    def _find_least(self, code: str) -> None:
        cost = self._own_least(code) + sum(self._least[c] for c in self._children[code])
        while not self._ways_within(code, cost):
            cost += 1
        self._least[code] = cost

    def _own_least(self, code: str) -> int:
        return min((o.way[0] for o in self._own.get(code, ())), default=0)

    def _own_best(self, code: str) -> list[Way]:
        own = self._own.get(code)
        return best(o.way for o in own) if own else [ANYTHING]

    def _ways_within(self, code: str, budget: int) -> list[Way]:
        """The subtree's best ways that give up `budget` figures at most."""
        found = self._ways.get((code, budget))
        if found is None:
            own = self._own_best(code)
            if self._children[code]:
                below = self._sums(code, budget - self._own_least(code))[-1]
                self._effort.spend(len(below) * len(own))
                found = joint(below, own, budget)
            else:
                found = [w for w in own if w[0] <= budget]
            self._ways[code, budget] = found
        return found

    def _sums(self, code: str, budget: int) -> list[list[Way]]:
        """The best ways of the first child, of the first two together, and so on; the last is the sum of all."""
        rest = sum(self._least[c] for c in self._children[code])
        sums, budgets = [[ZERO]], self._budgets(code, budget)
        for child in self._children[code]:
            rest -= self._least[child]
            ways = self._ways_within(child, budgets[child])
            self._effort.spend(len(sums[-1]) * len(ways))
            sums.append(summed(sums[-1], ways, budget - rest))
        return sums

    def _budgets(self, code: str, budget: int) -> dict[str, int]:
        """What each child may cost when the others cost least."""
        least = {c: self._least[c] for c in self._children[code]}
        spare = budget - sum(least.values())
        return {c: cost + spare for c, cost in least.items()}

    def _answers(self, code: str, outside: list[Way], budget: int) -> Answers:
        """The subtree's shares of all answers. `outside` is what the rest of the tree allows for what."""
        own = self._own.get(code) or (OwnWay(ANYTHING, frozenset()),)
        if not self._children[code]:
            alone = ((o.way, (o.dropped,)) for o in own)
            return self._gathered(alone, outside)
        around = joint(outside, self._own_best(code), self.cost)
        below = self._answers_below(code, around, budget - self._own_least(code))
        return self._gathered(_both(below, own), outside)

    def _answers_below(self, code: str, around: list[Way], budget: int) -> Answers:
        """Likewise of the children together."""
        children, budgets = self._children[code], self._budgets(code, budget)
        sums = self._sums(code, budget)
        shares: list[tuple[Answers, list[Way]]] = []
        for i in range(len(children) - 1, -1, -1):
            ways = self._ways_within(children[i], budgets[children[i]])
            self._effort.spend(len(around) * (len(sums[i]) + len(ways)))
            alone = less(around, sums[i], self.cost)
            shares.append((self._answers(children[i], alone, budgets[children[i]]), around))
            around = less(around, ways, self.cost)
        found: Answers = {ZERO: (frozenset(),)}
        for share, beside in reversed(shares):
            found = self._gathered(_together(found, share), beside)
        return found

    def _gathered(self, answers: Iterable[tuple[Way, Sets]], outside: list[Way]) -> Answers:
        """Those that go with the rest of the tree, sets of equal ways put together."""
        found: Answers = {}
        for way, sets in answers:
            self._effort.spend(len(outside))
            if way in found or fits(way, outside, self.cost):
                together = found.get(way, ()) + sets
                if len(together) > MOST_SETS:
                    self.is_exact = False
                    together = together[:MOST_SETS]
                found[way] = together
        return found


def _both(below: Answers, own: Sequence[OwnWay]) -> Iterator[tuple[Way, Sets]]:
    """Children's sum and the node's own figures on the same score."""
    for (cost, low, high), sets in below.items():
        for one in own:
            price, a, b = one.way
            if max(low, a) <= min(high, b):
                yield (cost + price, max(low, a), min(high, b)), tuple(s | one.dropped for s in sets)


def _together(some: Answers, others: Answers) -> Iterator[tuple[Way, Sets]]:
    """Scores of neighbours added."""
    for (cost, low, high), sets in some.items():
        for (price, a, b), more in others.items():
            yield (cost + price, low + a, high + b), tuple(s | t for s in sets for t in more[:MOST_SETS])[:MOST_SETS]
