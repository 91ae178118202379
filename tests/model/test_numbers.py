"""Exact numbers: what cells hold, how figures are rounded, when a printed figure stands for an exact one."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model.numbers import from_cell, percent, places_of, plain, rounded, stands_for, written

SCORES = st.decimals(min_value=0, max_value=1000, places=3, allow_nan=False)


class DescribeACellsNumber:
    def it_is_the_shortest_decimal_at_15_digits(self) -> None:
        assert from_cell(0.1 + 0.2) == Decimal("0.3")
        assert str(from_cell(12.2)) == "12.2"
        assert str(from_cell(100.0)) == "100"
        assert str(from_cell(8.515999999999998)) == "8.516"

    def it_is_never_nan_infinite_or_so_large_that_digits_are_lost(self) -> None:
        for bad in (float("nan"), float("inf"), 1e15, -1e300, 10**15):
            with pytest.raises(ValueError, match="every digit"):
                from_cell(bad)

    @given(SCORES)
    def it_survives_the_trip_through_a_float(self, score: Decimal) -> None:
        assert from_cell(float(score)) == score


class DescribeRounding:
    @pytest.mark.parametrize(
        ("exact", "shown"),
        [
            ("9.875", "9,88"),
            ("8.365", "8,37"),
            ("64.42", "64,42"),
            ("-0.005", "-0,01"),
            ("5.00", "5"),
            ("12.20", "12,2"),
            ("0.004", "0"),
            ("100", "100"),
        ],
    )
    def it_goes_half_away_from_zero_and_drops_trailing_zeros(self, exact: str, shown: str) -> None:
        assert written(Decimal(exact)) == shown

    @given(SCORES, st.integers(0, 4))
    def it_is_the_same_for_fractions_and_decimals(self, score: Decimal, places: int) -> None:
        assert rounded(score, places) == rounded(Fraction(score), places)
        assert rounded(-score, places) == rounded(-Fraction(score), places) == -rounded(score, places)

    @given(st.fractions(min_value=0, max_value=100), st.integers(0, 4))
    def it_moves_a_figure_by_half_a_unit_at_most(self, exact: Fraction, places: int) -> None:
        assert abs(Fraction(rounded(exact, places)) - exact) <= Fraction(1, 2 * 10**places)


class DescribeAPrintedFigure:
    @given(SCORES, SCORES.filter(lambda m: m > 0))
    def it_stands_for_the_exact_one_it_was_printed_from(self, score: Decimal, maximum: Decimal) -> None:
        assert stands_for(rounded(score), score)
        index = percent(score, maximum)
        assert stands_for(rounded(index), index)

    @given(SCORES)
    def it_does_not_stand_for_anything_a_unit_away(self, score: Decimal) -> None:
        assert not stands_for(rounded(score) + Decimal("0.02"), score)

    @given(st.fractions(min_value=1, max_value=100, max_denominator=1000))
    def it_may_carry_what_binary_division_left_of_it(self, exact: Fraction) -> None:
        assert stands_for(from_cell(exact.numerator / exact.denominator), exact)

    def it_is_right_on_the_edge_of_its_interval(self) -> None:
        assert stands_for(Decimal("9.87"), Decimal("9.875"))
        assert not stands_for(Decimal("9.87"), Decimal("9.8751"))

    def it_is_compared_at_its_own_decimals_where_it_has_more(self) -> None:
        assert not stands_for(Decimal("64.425"), Decimal("64.42"))

    def it_can_have_fewer_decimals_where_the_table_has(self) -> None:
        assert not stands_for(Decimal("12.2"), Decimal("12.24"))
        assert stands_for(Decimal("12.2"), Decimal("12.24"), places=1)


class DescribeWriting:
    def it_writes_plain_decimal_strings(self) -> None:
        assert plain(Decimal("1E+2")) == "100"
        assert plain(Decimal("85.1260")) == "85.126"
        assert plain(Decimal("0.000")) == "0"

    def it_counts_decimals_without_trailing_zeros(self) -> None:
        assert [places_of(Decimal(d)) for d in ("12.20", "5", "9.875", "1E+2")] == [1, 0, 3, 0]
