"""Rounding, decided exactly: what prints right is always proved, what does not is always found, by the fewest changes."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import combinations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_excel.audit.rounding import (
    EVERYTHING,
    Contradiction,
    Interval,
    Node,
    Proof,
    Stated,
    Tree,
    decide,
    printed,
    printed_closed,
    simplest,
)
from cchc_excel.audit.rounding.factors import factored
from cchc_excel.model.numbers import rounded
from cchc_excel.model.statement import Measure

HALF = Fraction(1, 200)


def interval(text: str) -> Interval:
    """ "[9.875; 9.87525)"."""
    low, high = text[1:-1].split(";")
    return Interval(Fraction(low.strip()), Fraction(high.strip()), text[0] == "(", text[-1] == ")")


fractions = st.fractions(-5, 5, max_denominator=40)
intervals = st.builds(Interval, st.none() | fractions, st.none() | fractions, st.booleans(), st.booleans())


class DescribeAnInterval:
    @given(intervals, intervals, fractions)
    def it_holds_in_an_intersection_just_what_both_hold(self, one: Interval, other: Interval, value: Fraction) -> None:
        assert (value in one & other) == (value in one and value in other)

    @given(intervals, intervals, fractions, fractions)
    def it_holds_sums_and_differences(self, one: Interval, other: Interval, a: Fraction, b: Fraction) -> None:
        if a in one and b in other:
            assert a + b in one + other
            assert a - b in one - other
            assert -a in -one

    @given(intervals, fractions, fractions)
    def it_scales(self, one: Interval, value: Fraction, factor: Fraction) -> None:
        if factor:
            assert (value * factor in one.scaled(factor)) == (value in one)

    def it_cannot_be_scaled_by_nothing(self) -> None:
        with pytest.raises(ValueError):
            EVERYTHING.scaled(0)

    @given(intervals, intervals)
    def it_covers_what_lies_inside(self, one: Interval, other: Interval) -> None:
        assert one.covers(one & other)
        if not other.is_empty and other.covers(one) and one.covers(other):
            assert one == other or one.is_empty or (one & other) == one

    @given(st.fractions(-3, 3, max_denominator=4000), st.integers(0, 3))
    def it_is_what_a_printed_figure_stands_for(self, value: Fraction, places: int) -> None:
        shown = rounded(value, places)
        assert value in printed(shown, places)
        assert value in printed_closed(shown, places)
        for other in (-1, 1):
            assert value not in printed(shown + other * Decimal(1).scaleb(-places), places)

    @pytest.mark.parametrize(
        ("value", "expected"),
        [("9.88", "[9.875;9.885)"), ("-9.88", "(-9.885;-9.875]"), ("0", "(-0.005;0.005)")],
    )
    def it_is_half_open_as_half_away_from_zero_needs_it(self, value: str, expected: str) -> None:
        assert printed(Decimal(value), 2) == interval(expected)

    @given(intervals, fractions)
    def it_gives_the_simplest_value_inside(self, one: Interval, near: Fraction) -> None:
        if one.is_empty:
            with pytest.raises(ValueError):
                simplest(one, near)
            return
        found = simplest(one, near)
        assert found in one
        if isinstance(found, Decimal):
            places = max(0, -int(found.as_tuple().exponent))
            unit, value = Fraction(1, 10**places), Fraction(found)
            shorter = [Fraction(k, 10**p) for p in range(places) for k in range(-6 * 10**p, 6 * 10**p + 1)]
            assert not any(v in one for v in shorter[:5000])
            assert all(abs(value - near) <= abs(v - near) for v in (value + unit, value - unit) if v in one)

    def it_gives_the_single_value_that_no_decimal_writes(self) -> None:
        assert simplest(Interval.point(Fraction(1, 3))) == Fraction(1, 3)

    @pytest.mark.parametrize(
        ("text", "value"),
        [("[9.875;9.87525)", "9.875"), ("[8.365;8.365675)", "8.365"), ("[8.5155;8.5165)", "8.516"), ("(1;2)", "1.5")],
    )
    def it_gives_the_published_hidden_scores(self, text: str, value: str) -> None:
        assert simplest(interval(text)) == Decimal(value)

    @given(intervals, st.integers(0, 2))
    def it_tells_which_figures_its_values_print_as(self, one: Interval, places: int) -> None:
        if one.is_empty or one.low is None or one.high is None:
            return
        low, high = one.shown(places)
        assert low is not None and high is not None and low <= high
        for figure in (low, high):
            assert not (printed(figure, places) & one).is_empty
        step = Decimal(1).scaleb(-places)
        for figure in (low - step, high + step):
            assert (printed(figure, places) & one).is_empty


@dataclass(frozen=True)
class Exact:
    """A tree with its true scores and maxima."""

    children: dict[str, tuple[str, ...]]
    scores: dict[str, Fraction]
    maxima: dict[str, Fraction]

    def true(self, code: str, measure: Measure) -> Fraction:
        score, maximum = self.scores[code], self.maxima[code]
        if measure is Measure.INDEX:
            return score * 100 / maximum
        return {Measure.SCORE: score, Measure.MAX: maximum, Measure.MISSING: maximum - score}[measure]


@st.composite
def exact_trees(draw: st.DrawFn, depth: int = 3, width: int = 3) -> Exact:
    children: dict[str, tuple[str, ...]] = {}
    scores: dict[str, Fraction] = {}
    maxima: dict[str, Fraction] = {}

    def grow(code: str, level: int) -> None:
        count = draw(st.integers(0, width)) if level else 0
        children[code] = tuple(f"{code}.{i}" for i in range(count))
        for child in children[code]:
            grow(child, level - 1)
        if count:
            scores[code] = sum((scores[c] for c in children[code]), Fraction(0))
            maxima[code] = sum((maxima[c] for c in children[code]), Fraction(0))
        else:
            maxima[code] = Fraction(draw(st.integers(1, 60)), 4)
            scores[code] = Fraction(draw(st.integers(0, int(maxima[code] * 10000))), 10000)

    grow("0", depth)
    return Exact(children, scores, maxima)


def half_even(value: Fraction, places: int = 2) -> Decimal:
    unit = Decimal(1).scaleb(-places)
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(unit, rounding=ROUND_HALF_EVEN)


def stated_tree(exact: Exact, keep: list[tuple[str, Measure]], shown: object = rounded) -> Tree:
    nodes = []
    for code, below in exact.children.items():
        figures = []
        for measure in Measure:
            if (code, measure) in keep:
                true = exact.true(code, measure)
                value = Decimal(true.numerator) / Decimal(true.denominator)
                if measure is not Measure.MAX:
                    value = shown(true)  # type: ignore[operator]
                figures.append(Stated.of(measure, value, (code, measure)))
        nodes.append(Node(code, below, tuple(figures)))
    return Tree(tuple(nodes))


def figures_of(exact: Exact) -> list[tuple[str, Measure]]:
    return [(code, measure) for code in exact.children for measure in Measure]


@st.composite
def stated_trees(draw: st.DrawFn, shown: object = rounded) -> tuple[Exact, Tree]:
    """Any exact tree with any of its figures stated."""
    exact = draw(exact_trees())
    keep = draw(st.lists(st.sampled_from(figures_of(exact)), unique=True))
    return exact, stated_tree(exact, keep, shown)


@st.composite
def small_trees(draw: st.DrawFn, *, every_maximum: bool = True) -> Tree:
    """A tree of seven nodes at most, with up to seven figures and all maxima."""
    exact = draw(exact_trees(depth=2, width=2))
    figures = [f for f in figures_of(exact) if f[1] is not Measure.MAX or not every_maximum]
    keep = draw(st.lists(st.sampled_from(figures), unique=True, max_size=7))
    return stated_tree(exact, keep + [(c, Measure.MAX) for c in exact.children if every_maximum])


@st.composite
def spoilt(draw: st.DrawFn, tree: Tree, most: int, *, maxima: bool = False) -> Tree:
    """The tree with some figures moved."""
    keys = [k for k in all_keys(tree) if (k[1] is Measure.MAX) is maxima]  # type: ignore[index]
    for key in draw(st.lists(st.sampled_from(keys), max_size=most, unique=True)) if keys else ():
        figure = next(s for n in tree.nodes for s in n.stated if s.key == key)
        step = Decimal(draw(st.sampled_from((-500, -90, -3, -1, 1, 2, 90, 500)))) / 100
        tree = moved(tree, key, max(Decimal("0.25"), figure.value + step))
    return tree


def moved(tree: Tree, key: object, value: Decimal) -> Tree:
    """The tree with one figure changed."""
    return Tree(
        tuple(
            Node(
                n.code,
                n.children,
                tuple(Stated(s.measure, value if s.key == key else s.value, s.places, s.key) for s in n.stated),
            )
            for n in tree.nodes
        )
    )


def all_keys(tree: Tree) -> list[object]:
    return [s.key for n in tree.nodes for s in n.stated]


def is_witnessed(tree: Tree, scores: dict[str, Decimal | Fraction], maxima: dict[str, Fraction]) -> bool:
    """Checks a witness with nothing but additions and comparisons: every sum, and every figure of a known maximum."""
    for node in tree.nodes:
        score = Fraction(scores[node.code])
        if node.children and score != sum(Fraction(scores[c]) for c in node.children):
            return False
        for figure in node.stated:
            true: Fraction | None = score
            if figure.measure is not Measure.SCORE:
                maximum = maxima.get(node.code)
                true = maximum
                if maximum is not None and figure.measure is Measure.INDEX:
                    true = score * 100 / maximum
                elif maximum is not None and figure.measure is Measure.MISSING:
                    true = maximum - score
            if true is not None and true not in printed_closed(figure.value, figure.places):
                return False
    return True


class DescribeProof:
    @given(stated_trees())
    @settings(max_examples=200, deadline=None)
    def it_proves_every_exact_tree_and_encloses_the_truth(self, given: tuple[Exact, Tree]) -> None:
        exact, tree = given
        proof = decide(tree)
        assert isinstance(proof, Proof) and not proof.edges_count
        for code, true in exact.scores.items():
            assert true in proof.intervals[code]
            assert proof.simplest(code) in proof.intervals[code]
        for code, maximum in proof.maxima.items():
            assert maximum == exact.maxima[code]
        assert is_witnessed(tree, proof.witness(), dict(proof.maxima))

    @given(stated_trees(shown=half_even))
    @settings(max_examples=100, deadline=None)
    def it_proves_half_even_trees_too_since_an_edge_counts_as_right(self, given: tuple[Exact, Tree]) -> None:
        exact, tree = given
        proof = decide(tree)
        assert isinstance(proof, Proof)
        if proof.edges_count:
            assert all(true in proof.intervals[code] for code, true in exact.scores.items())

    def it_takes_a_figure_on_the_edge_for_right(self) -> None:
        parts = (Node("1", (), (_score("1", "1.005", 3),)), Node("2", (), (_score("2", "1", 3),)))
        up = decide(Tree((*parts, Node("T", ("1", "2"), (_score("T", "2.01"),)))))
        down = decide(Tree((*parts, Node("T", ("1", "2"), (_score("T", "2.00"),)))))
        off = decide(Tree((*parts, Node("T", ("1", "2"), (_score("T", "2.02"),)))))
        assert isinstance(up, Proof) and isinstance(down, Proof) and isinstance(off, Contradiction)

    def it_says_when_only_the_edges_explain_all(self) -> None:
        leaves = tuple(Node(c, (), (_score(c, "1"),)) for c in "123")
        even = decide(Tree((*leaves, Node("T", ("1", "2", "3"), (_score("T", "3.01"),)))))
        edge = decide(Tree((*leaves, Node("T", ("1", "2", "3"), (_score("T", "3.02"),)))))
        assert isinstance(even, Proof) and not even.edges_count
        assert isinstance(edge, Proof) and edge.edges_count and edge.simplest("1") == Decimal("1.005")

    @given(stated_trees(), st.data())
    @settings(max_examples=150, deadline=None)
    def it_finds_any_figure_outside_its_propagated_interval(
        self, given: tuple[Exact, Tree], data: st.DataObject
    ) -> None:
        _, tree = given
        if not all_keys(tree):
            return
        code, measure = key = data.draw(st.sampled_from(all_keys(tree)))  # type: ignore[misc]
        rest = decide(tree.without([key]))
        assert isinstance(rest, Proof)
        maximum = rest.maxima.get(code)
        allowed = rest.intervals[code]
        if measure is Measure.MAX:
            allowed = EVERYTHING if maximum is None else Interval.point(maximum)
        elif measure is not Measure.SCORE:
            if maximum is None:
                return
            allowed = allowed.scaled(100 / maximum) if measure is Measure.INDEX else Interval.point(maximum) - allowed
        figure = next(s for n in tree.nodes for s in n.stated if s.key == key)
        value = figure.value + Decimal(data.draw(st.integers(-300, 300))) / 100
        is_right = not (printed(value, 2) & allowed).is_empty
        on_edge = not (printed_closed(value, 2) & Interval(allowed.low, allowed.high)).is_empty
        if measure is Measure.MAX:
            if maximum is None:
                return
            is_right = on_edge = value == maximum
        found = decide(moved(tree, key, value))
        if is_right or not on_edge:
            assert isinstance(found, Proof) is is_right
        if isinstance(found, Contradiction):
            assert len({len(s) for c in found.conflicts for s in c.sets}) == 1
            assert sum(len(c.sets[0]) for c in found.conflicts) == 1
            changes = [c for conflict in found.conflicts for c in conflict.changes()]
            assert key in [c.stated.key for c in changes]

    def it_tells_truncation_from_rounding(self) -> None:
        exact = {"1": "1.2389", "2": "2.4589", "3": "3.9989"}
        leaves = tuple(Node(c, (), (_score(c, v, 4),)) for c, v in exact.items())
        total = sum(map(Decimal, exact.values()))
        cut = str(total.quantize(Decimal("0.01"), rounding=ROUND_DOWN))
        assert isinstance(decide(Tree((*leaves, Node("T", ("1", "2", "3"), (_score("T", cut),))))), Contradiction)


def _score(code: str, value: str, places: int = 2) -> Stated:
    return Stated(Measure.SCORE, Decimal(value), places, (code, Measure.SCORE))


def maxima_in(some: Iterable[object]) -> int:
    return sum(1 for key in some if key[1] is Measure.MAX)  # type: ignore[index]


def brute_force(tree: Tree, most_maxima: int) -> set[frozenset[object]]:
    """All smallest sets with so many maxima at most, by trying every subset."""
    keys = all_keys(tree)
    for size in range(len(keys) + 1):
        subsets = (some for some in combinations(keys, size) if maxima_in(some) <= most_maxima)
        found = {frozenset(some) for some in subsets if isinstance(decide(tree.without(some)), Proof)}
        if found:
            return found
    raise AssertionError


def told(found: Contradiction) -> set[frozenset[object]]:
    """The sets as a contradiction tells them, put together again."""
    sets: set[frozenset[object]] = {frozenset()}
    for conflict in found.conflicts:
        sets = {one | {c.stated.key for c in more} for one in sets for more in conflict.sets}
    return sets


class DescribeConflicts:
    @given(st.sets(st.frozensets(st.sampled_from("abcdef"), min_size=3, max_size=3), min_size=1, max_size=8))
    def it_gives_the_sets_back_put_together_again(self, sets: set[frozenset[str]]) -> None:
        blocks = factored(tuple(sets))
        assert {frozenset[object]().union(*choice) for choice in product(*blocks)} == sets

    @given(st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), min_size=1, max_size=3))
    def it_tells_apart_figures_that_have_nothing_to_do_with_each_other(self, blocks: list[set[str]]) -> None:
        named = [[frozenset([f"{i}{key}"]) for key in block] for i, block in enumerate(blocks)]
        found = factored(tuple(frozenset[object]().union(*choice) for choice in product(*named)))
        assert {frozenset(block) for block in found} == {frozenset(block) for block in named}

    def it_keeps_together_what_only_seems_to_fall_apart(self) -> None:
        sets = tuple(frozenset(one) for one in ("abc", "abd", "acd", "efb", "efc"))
        assert factored(sets) == (sets,)


class DescribeContradiction:
    @given(small_trees(), st.data())
    @settings(max_examples=120, deadline=None)
    def it_names_just_the_smallest_sets(self, tree: Tree, data: st.DataObject) -> None:
        tree = data.draw(spoilt(tree, 3))
        found = decide(tree)
        right = brute_force(tree, most_maxima=1)
        if isinstance(found, Proof):
            assert right == {frozenset()}
        else:
            assert found.is_exact
            assert told(found) == right

    @given(small_trees(), st.data())
    @settings(max_examples=60, deadline=None)
    def it_names_just_the_smallest_sets_for_a_wrong_maximum(self, tree: Tree, data: st.DataObject) -> None:
        tree = data.draw(spoilt(tree, 1, maxima=True))
        found = decide(tree)
        if isinstance(found, Contradiction):
            assert told(found) == brute_force(tree, most_maxima=1)

    @given(small_trees(every_maximum=False), st.data())
    @settings(max_examples=100, deadline=None)
    def it_names_sets_that_mend_where_maxima_are_missing_too(self, tree: Tree, data: st.DataObject) -> None:
        tree = data.draw(spoilt(data.draw(spoilt(tree, 2)), 1, maxima=True))
        found = decide(tree)
        if isinstance(found, Contradiction):
            for one in told(found):
                assert isinstance(decide(tree.without(one)), Proof)
                for key in one:
                    assert isinstance(decide(tree.without(one - {key})), Contradiction)

    @given(small_trees(), st.data())
    @settings(max_examples=100, deadline=None)
    def it_tells_what_mends_the_tree(self, tree: Tree, data: st.DataObject) -> None:
        tree = data.draw(spoilt(tree, 1, maxima=data.draw(st.booleans())))
        found = decide(tree)
        if isinstance(found, Proof):
            return
        for conflict in found.conflicts:
            for (change,) in conflict.sets:
                for value in {change.low, change.high} - {None}:
                    assert value is not None
                    assert isinstance(decide(moved(tree, change.stated.key, value)), Proof), (change, value)

    def it_adds_up_independent_conflicts_instead_of_multiplying_them(self) -> None:
        tree = random_table(random.Random(3), errors=0)
        for code in ("1.1", "2.3", "3.2", "4.1", "5.4", "6.2"):
            figure = next(s for s in tree.by_code[code].stated if s.measure is Measure.INDEX)
            tree = moved(tree, figure.key, figure.value + 7)
        found = decide(tree)
        assert isinstance(found, Contradiction) and found.chosen is not None
        assert sorted(c.code for c in found.chosen) == ["1.1", "2.3", "3.2", "4.1", "5.4", "6.2"]

    def it_blames_a_maximum_that_the_others_contradict(self) -> None:
        found = decide(_three("12.5", "11.5", "5", "100", "50"))
        assert isinstance(found, Contradiction) and found.chosen is not None
        (change,) = found.chosen
        assert (change.code, change.stated.measure, change.only) == ("T", Measure.MAX, Decimal("16.5"))

    def it_leaves_open_whether_index_score_or_maximum_is_wrong_where_nothing_tells(self) -> None:
        stated = (
            _score("1", "12.2"),
            Stated.of(Measure.MAX, Decimal(16), "max"),
            Stated.of(Measure.INDEX, Decimal("81.33"), "index"),
        )
        found = decide(Tree((Node("1", (), stated),)))
        assert isinstance(found, Contradiction) and found.chosen is None
        changes = {c.stated.measure: c for c in found.conflicts[0].changes()}
        assert set(changes) == {Measure.SCORE, Measure.MAX, Measure.INDEX}
        assert Fraction(15) in changes[Measure.MAX].interval
        assert changes[Measure.INDEX].low == Decimal("76.22") and changes[Measure.INDEX].high == Decimal("76.28")

    def it_suspects_a_maximum_whose_neighbours_are_unknown(self) -> None:
        stated = [Stated.of(Measure.MAX, Decimal(16), "max"), Stated.of(Measure.INDEX, Decimal("81.33"), "index")]
        first = Node("1", (), (*stated, _score("1", "12.2")))
        total = Node("T", ("1", "2", "3"), (Stated.of(Measure.MAX, Decimal(40), "total"),))
        found = decide(Tree((first, Node("2"), Node("3"), total)))
        assert isinstance(found, Contradiction)
        assert {c.stated.measure for c in found.conflicts[0].changes()} == {Measure.SCORE, Measure.MAX, Measure.INDEX}

    @pytest.mark.parametrize(("index", "missing", "agrees"), [("100", "0", True), ("0", "4", True), ("80", "3", False)])
    def it_holds_an_index_against_missing_points_of_an_unknown_maximum(
        self, index: str, missing: str, agrees: bool
    ) -> None:
        score = "0" if index == "0" else "8"
        stated = (
            _score("1", score),
            Stated.of(Measure.INDEX, Decimal(index), "index"),
            Stated.of(Measure.MISSING, Decimal(missing), "missing"),
        )
        assert isinstance(decide(Tree((Node("1", (), stated),))), Proof) is agrees

    def it_weighs_a_figure_stated_twice(self) -> None:
        twice = (_score("T", "3"), Stated.of(Measure.SCORE, Decimal("3.1"), "again"))
        leaves = (Node("1", (), (_score("1", "1"),)), Node("2", (), (_score("2", "2"),)))
        found = decide(Tree((*leaves, Node("T", ("1", "2"), twice))))
        assert isinstance(found, Contradiction) and found.chosen is not None
        assert [c.stated.key for c in found.chosen] == ["again"]

    def it_still_tells_what_rounding_explains_in_the_rest(self) -> None:
        found = decide(_three("16.5", "11.5", "5", "99", "50"))
        assert isinstance(found, Contradiction)
        assert found.rest.tree.nodes


def _three(total: str, first: str, second: str, index: str, other: str) -> Tree:
    """Two nodes at full and half marks with their sum."""

    def node(code: str, maximum: str, score: str, shown: str | None, *children: str) -> Node:
        figures = [Stated.of(Measure.MAX, Decimal(maximum), (code, Measure.MAX)), _score(code, score)]
        if shown is not None:
            figures.append(Stated.of(Measure.INDEX, Decimal(shown), (code, Measure.INDEX)))
        return Node(code, children, tuple(figures))

    return Tree(
        (
            node("1", first, "11.5", index),
            node("2", second, "2.5", other),
            node("T", total, "14", "84.85", "1", "2"),
        )
    )


def random_table(chance: random.Random, errors: int) -> Tree:
    """60 nodes and some 150 figures."""
    children = {"T": tuple(str(i) for i in range(1, 9))}
    for i in range(1, 9):
        children[str(i)] = tuple(f"{i}.{k}" for k in range(1, 7 if i < 8 else 10))
    children |= {c: () for below in tuple(children.values()) for c in below if c not in children}
    leaves = [c for c, below in children.items() if not below]
    maxima = {c: Fraction(chance.randint(2, 12), 4) for c in leaves}
    scores = {c: Fraction(chance.randint(0, int(maxima[c] * 1000)), 1000) for c in leaves}
    for code in [*map(str, range(1, 9)), "T"]:
        maxima[code] = sum((maxima[c] for c in children[code]), Fraction(0))
        scores[code] = sum((scores[c] for c in children[code]), Fraction(0))
    exact = Exact(children, scores, maxima)
    keep = [k for k in figures_of(exact) if k[1] is not Measure.MISSING or children[k[0]]]
    tree = stated_tree(exact, keep)
    for key in chance.sample(all_keys(tree), errors):
        figure = next(s for n in tree.nodes for s in n.stated if s.key == key)
        tree = moved(tree, key, figure.value + Decimal(chance.choice((-90, -9, 9, 18, 90))) / 100)
    return tree


class DescribeItsEffort:
    @pytest.mark.parametrize("errors", [0, 1, 3])
    def it_is_enough_to_decide_every_report_exactly(self, errors: int) -> None:
        for seed in range(5):
            found = decide(random_table(random.Random(seed), errors))
            assert isinstance(found, Proof) or found.is_exact


class DescribeATree:
    @pytest.mark.parametrize(
        "nodes",
        [
            (Node("1"), Node("1")),
            (Node("T", ("1",)),),
            (Node("1", ("2",)), Node("2", ("1",))),
            (Node("1", ("3",)), Node("2", ("3",)), Node("3")),
            (Node("1", (), (_score("1", "1"), _score("1", "2"))),),
        ],
    )
    def it_refuses_what_is_no_tree(self, nodes: tuple[Node, ...]) -> None:
        with pytest.raises(ValueError):
            Tree(nodes)

    @pytest.mark.parametrize("value", ["1E+12", "NaN", "Infinity"])
    def it_refuses_what_is_no_figure(self, value: str) -> None:
        with pytest.raises(ValueError):
            Stated.of(Measure.SCORE, Decimal(value), "key")

    def it_takes_a_short_figure_at_two_decimals(self) -> None:
        assert Stated.of(Measure.SCORE, Decimal("12.2"), "key").places == 2
        assert Stated.of(Measure.SCORE, Decimal("12.2"), "key", least_places=1).places == 1
        assert Stated.of(Measure.SCORE, Decimal("12.2345"), "key").places == 4

    def it_takes_binary_noise_for_what_it_is(self) -> None:
        noisy = Stated.of(Measure.INDEX, Decimal("89.7727272727273"), "index")
        stated = (_score("1", "9.875", 3), Stated.of(Measure.MAX, Decimal(11), "max"), noisy)
        assert isinstance(decide(Tree((Node("1", (), stated),))), Proof)

    def it_decides_several_trees_and_empty_ones(self) -> None:
        assert isinstance(decide(Tree(())), Proof)
        lonely = tuple(Node(c, (), (_score(c, "1"), Stated.of(Measure.SCORE, Decimal(2), c))) for c in "12")
        found = decide(Tree(lonely))
        assert isinstance(found, Contradiction) and len(found.conflicts) == 2
