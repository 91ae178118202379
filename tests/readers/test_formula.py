"""What formulas are understood to read, and what is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model.formula import Does, Formula
from cchc_excel.readers.formulas.formula import formula_at
from cchc_excel.readers.formulas.shared_formula import moved
from cchc_excel.readers.grid import Grid


def understood(
    text: str, rows: list[list[object]] | None = None, others: dict[tuple[int, int], str] | None = None
) -> Formula:
    """A formula that stands in Z99 of a sheet."""
    grid = Grid("a.xlsx", "Xã A", rows or [], formulas={(98, 25): text, **(others or {})})  # type: ignore[arg-type]
    found = formula_at(grid, (98, 25))
    assert found is not None
    return found


def cells(formula: Formula) -> str:
    return " ".join(
        f"{c.sheet + '!' if c.sheet else ''}{c.cell}{'' if c.times == 1 else f'*{c.times}'}" for c in formula.counted
    )


class DescribeSums:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("SUM(E5:E7)", "E5 E6 E7"),
            ("sum( $E$5:E$7 )", "E5 E6 E7"),
            ("SUM(E7:E5)", "E5 E6 E7"),
            ("SUM(E5,E8:E9)", "E5 E8 E9"),
            ("E5+E6+E7", "E5 E6 E7"),
            ("+E5+(E6+E7)", "E5 E6 E7"),
            ("E5+E6-E7", "E5 E6 E7*-1"),
            ("SUM(E5:E6)+E5", "E5*2 E6"),
            ("ROUND(SUM(E5:E6),2)+ROUND(E7,1)", "E5 E6 E7"),
            ("IF(E5=\"\",0,SUM(E5:E6))", "E5 E6"),
            ("IFERROR(SUM(E5:E6),0)", "E5 E6"),
            ("'Xã Thanh An'!E5+E6", "Xã Thanh An!E5 E6"),
            ("'Xã ''A'''!E5", "Xã 'A'!E5"),
            ("D5", "D5"),
            ("SUM((E5:E6,E9))", "E5 E6 E9"),
            ("SUM(E5:E6)*1", "E5 E6"),
            ("1*(E5+E6)", "E5 E6"),
            ("MAX(0,SUM(E5:E6))", "E5 E6"),
            ("SUMPRODUCT(E5:E6)", "E5 E6"),
        ],
    )  # fmt: skip
    def it_knows_the_cells_that_are_added(self, text: str, read: str) -> None:
        formula = understood(text)
        assert (formula.does, cells(formula)) == (Does.SUM, read)

    def it_passes_over_subtotals_within_a_subtotal(self) -> None:
        formula = understood("SUBTOTAL(9,E1:E4)", others={(1, 4): "SUBTOTAL(9,E3:E4)"})
        assert cells(formula) == "E1 E3 E4"

    @pytest.mark.parametrize("criterion", ["2", '"2"', '"=2"', "G1"])
    def it_follows_sumif_on_a_column_of_levels(self, criterion: str) -> None:
        rows: list[list[object]] = [["", "", "", "", 5.0, level, 2] for level in (1, 2, 3, 2)]
        assert cells(understood(f"SUMIF($F$1:$F$4,{criterion},E1:E4)", rows)) == "E2 E4"
        assert cells(understood(f"SUMIFS(E1:E4,$F$1:$F$4,{criterion})", rows)) == "E2 E4"

    @pytest.mark.parametrize("option", [0, 3])
    def it_passes_over_totals_within_an_aggregate_that_does(self, option: int) -> None:
        others = {(1, 4): "SUBTOTAL(9,E3:E4)", (2, 4): "_xlfn.AGGREGATE(9,3,E4:E4)"}
        assert cells(understood(f"_xlfn.AGGREGATE(9,{option},E1:E4)", others=others)) == "E1 E4"

    def but_not_within_one_that_only_passes_over_errors(self) -> None:
        assert cells(understood("_xlfn.AGGREGATE(9,6,E1:E2)", others={(1, 4): "SUBTOTAL(9,E3:E4)"})) == "E1 E2"

    @pytest.mark.parametrize(
        "text",
        [
            "SUMIF(F:F,2,E:E)", "SUMIF($F:$F,G1,$E:$E)", "SUMIFS(E:E,F:F,2)",
            "SUMPRODUCT((F1:F4=2)*E1:E4)", "SUMPRODUCT(E1:E4*(F1:F4=G1))", "SUMPRODUCT(--(F1:F4=2),E1:E4)",
        ],
    )  # fmt: skip
    def it_follows_a_condition_on_a_column_of_levels(self, text: str) -> None:
        rows: list[list[object]] = [["", "", "", "", 5.0, level, 2] for level in (1, 2, 3, 2)]
        assert cells(understood(text, rows)) == "E2 E4"

    def but_a_condition_that_blank_cells_meet_is_left_alone(self) -> None:
        assert understood("SUMPRODUCT((F1:F4=0)*E1:E4)", [["", "", "", "", 5.0]]).does is Does.OTHER

    def it_follows_sumif_with_a_pattern_of_codes(self) -> None:
        rows: list[list[object]] = [["1", 9.0], ["1.1", 4.0], ["1.1.1", 2.0], ["1.2", 5.0]]
        assert cells(understood('SUMIF(A1:A4,"?.?",B1:B4)', rows)) == "B2 B4"


class DescribeSharesAndRanks:
    @pytest.mark.parametrize(
        "text",
        ["E5/C5*100", "100*E5/C5", "E5*100/C5", "E5/C5", "ROUND(E5/C5*100,2)", "ROUND(E5/C5,4)*100", 'IF(C5=0,"",E5/C5*100)'],
    )  # fmt: skip
    def it_knows_an_index(self, text: str) -> None:
        formula = understood(text)
        assert (formula.does, cells(formula), [c.cell for c in formula.against]) == (Does.SHARE, "E5", ["C5"])

    @pytest.mark.parametrize("text", ["RANK(I5,I$4:I$6)", "_xlfn.RANK.EQ(I5,$I$4:$I$6,0)", 'COUNTIF(I$4:I$6,">"&I5)+1'])
    def it_knows_a_rank(self, text: str) -> None:
        formula = understood(text)
        assert (formula.does, cells(formula), [c.cell for c in formula.against]) == (
            Does.RANK,
            "I5",
            ["I4", "I5", "I6"],
        )


class DescribeWhatIsNotUnderstood:
    @pytest.mark.parametrize(
        "text",
        [
            "SUM(E:E)", "SUMPRODUCT((LEN(A1:A9)=3)*E1:E9)", "VLOOKUP(B5,A1:F9,5,0)", "SUM(DiemTP)", "E5*2", "#REF!+E5", "SUM(E5:E6",
            "E5)", 'SUMIF(F1:F4,">1",E1:E4)', "SUBTOTAL(1,E1:E4)", "INDIRECT(\"E5\")+E6", "SUM(E1:ZZ9999)", "(" * 60 + "E5" + ")" * 60,
            "+".join(f"E{i}" for i in range(1, 2000)), "'A:B'!E5+E6&E7", "{1,2}+E5", "E5 E6",
        ],
    )  # fmt: skip
    def it_says_so_and_guesses_nothing(self, text: str) -> None:
        formula = understood(text)
        assert (formula.does, formula.counted) == (Does.OTHER, ())

    def it_knows_a_figure_typed_as_a_sum(self) -> None:
        assert understood("4.5+2").does is Does.CONSTANT

    @pytest.mark.parametrize(
        ("text", "sheets", "books"),
        [
            ("[1]Sheet1!E5", (), ("[1]",)),
            ("SUM('C:\\diem\\[b 2021.xlsx]S'!E5:E6)", (), ("[b 2021.xlsx]",)),
            ("VLOOKUP(B5,'Xã B'!A1:F9,5,0)+Đ_C!A1", ("Xã B", "Đ_C"), ()),
            ('E5&"[1]x!y"', (), ()),
        ],
    )
    def but_it_names_what_lies_elsewhere(self, text: str, sheets: tuple[str, ...], books: tuple[str, ...]) -> None:
        formula = understood(text)
        assert (formula.sheets, formula.books) == (sheets, books)

    @given(st.text(alphabet="E5:$,()+-*/&<>=\"'![]{}. SUMIFRANKéĐ9%#", max_size=60))
    def it_never_fails_on_any_text(self, text: str) -> None:
        understood(text)


class DescribeSharedFormulas:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("SUM(E5:E$7)", "SUM(F7:F$7)"),
            ("$E5+E$5", "$E7+F$5"),
            ("'Xã E5'!E5&\"E5\"", "'Xã E5'!F7&\"E5\""),
            ("LOG10(E5)+A1B", "LOG10(F7)+A1B"),
            ("SUMIF($H:$H,1,E:E)", "SUMIF($H:$H,1,F:F)"),
        ],
    )
    def it_moves_relative_references_only(self, text: str, read: str) -> None:
        assert moved(text, 2, 1) == read

    def it_marks_what_falls_off_the_sheet(self) -> None:
        assert moved("E1", -1, 0) == "#REF!"
