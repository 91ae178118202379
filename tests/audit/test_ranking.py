"""Ranks that share a place on a tie, grades by thresholds, and names that are never guessed."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.audit.matching import match
from cchc_excel.audit.printed import printed_places
from cchc_excel.audit.ranking import grade, rank_spans, ranks
from cchc_excel.model.names import CommuneName
from cchc_excel.model.numbers import rounded

TOTALS = st.dictionaries(st.integers(), st.decimals(0, 100, places=1), max_size=30)


class DescribeRanks:
    def it_shares_a_place_and_skips_the_next(self) -> None:
        totals = {"a": Decimal("90"), "b": Decimal("80.5"), "c": Decimal("80.50"), "d": Decimal("70")}
        assert ranks(totals) == {"a": 1, "b": 2, "c": 2, "d": 4}

    @given(TOTALS)
    def it_is_one_more_than_the_number_of_better_ones(self, totals: dict[int, Decimal]) -> None:
        found = ranks(totals)
        assert all(found[k] == 1 + sum(1 for v in totals.values() if v > totals[k]) for k in totals)


class DescribeGrades:
    THRESHOLDS = (("Tốt", Decimal(80)), ("Khá", Decimal(70)), ("Yếu", Decimal(0)))

    def it_is_decided_on_the_exact_index(self) -> None:
        assert grade(Fraction(80), self.THRESHOLDS) == "Tốt"
        assert grade(Fraction(79999, 1000), self.THRESHOLDS) == "Khá"
        assert grade(Fraction(50), ()) is None


class DescribeMatchingNames:
    TOWN, COMMUNE, BARE = (
        CommuneName("thị trấn", "Thanh Hà"),
        CommuneName("xã", "Thanh Hà"),
        CommuneName(None, "Thanh Hà"),
    )

    def it_takes_the_one_of_the_same_kind(self) -> None:
        assert match(self.COMMUNE, [self.TOWN, self.COMMUNE]) == (self.COMMUNE,)
        assert match(self.TOWN, [self.TOWN, self.BARE]) == (self.TOWN,)
        assert match(self.BARE, [self.COMMUNE]) == (self.COMMUNE,)

    def but_it_asks_where_two_could_be_meant(self) -> None:
        assert match(self.BARE, [self.TOWN, self.COMMUNE]) == (self.TOWN, self.COMMUNE)

    def it_understands_a_name_typed_without_tones_when_it_is_one_commune_only(self) -> None:
        xa, hai = CommuneName("xã", "Thanh Xá"), CommuneName("xã", "Thanh Hải")
        assert match(CommuneName(None, "Thanh Xa"), [xa, hai]) == (xa,)
        assert match(CommuneName(None, "Thanh Xã"), [xa, hai]) == ()


class DescribePrintedPlaces:
    @given(st.lists(st.decimals(0, 20, places=3), min_size=12, max_size=40))
    def it_is_two_for_figures_printed_at_two(self, scores: list[Decimal]) -> None:
        off_at_one = [s for s in scores if rounded(s, 1) != rounded(s, 2)]
        if 10 * len(off_at_one) > len(scores):
            assert printed_places((rounded(s), s) for s in scores) == 2

    @given(st.lists(st.decimals(1, 20, places=2), min_size=12, max_size=40))
    def it_is_one_where_that_explains_what_differs(self, scores: list[Decimal]) -> None:
        spread = [s + Decimal("0.03") if rounded(s, 1) == s else s for s in scores]
        off = [s for s in spread if abs(rounded(s, 1) - s) > Decimal("0.005")]
        if len(off) == len(spread) and any(rounded(s, 0) != rounded(s, 1) for s in spread):
            assert printed_places((rounded(s, 1), s) for s in spread) in (0, 1)


class DescribeRankSpans:
    @given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 3)), min_size=1, max_size=5))
    def it_is_the_best_and_worst_rank_that_any_totals_within_give(self, given: list[tuple[int, int]]) -> None:
        totals = {i: (Decimal(low), Decimal(low + more)) for i, (low, more) in enumerate(given)}
        possible: dict[int, set[int]] = {i: set() for i in totals}
        for chosen in product(*(range(int(low), int(high) + 1) for low, high in totals.values())):
            for key, rank in ranks({i: Decimal(c) for i, c in enumerate(chosen)}).items():
                possible[key].add(rank)
        assert rank_spans(totals) == {i: (min(found), max(found)) for i, found in possible.items()}
