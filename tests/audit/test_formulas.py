"""The formula layer: what a total's formula covers, beside what it should."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from cchc_excel.model.cause import CauseKind
from cchc_excel.model.finding import Finding, Severity
from tests.builders.books import F
from tests.builders.districts import ROW, TREE, District, exact, maximum
from tests.conftest import above_info, audited

XA, AN = "Xã Thanh Xá", "Xã Thanh An"


def e(code: str) -> str:
    return f"E{ROW[code]}"


def recalculated(district: District, commune: str, values: Mapping[str, float]) -> District:
    """Puts the results that Excel would store after a slip: totals and their indices."""
    for code, value in values.items():
        old = district.sheets[commune][ROW[code] - 1][4]
        district.set(commune, e(code), F(old.text, value) if isinstance(old, F) else value)
        district.set(commune, f"F{ROW[code]}", F(f"E{ROW[code]}/C{ROW[code]}*100", value * 100 / float(maximum(code))))
    return district


def above(district: District, folder: Path) -> list[Finding]:
    return above_info(audited(district.write(folder)).findings)


def of_code(district: District, folder: Path, code: str) -> list[Finding]:
    return [f for f in audited(district.write(folder)).findings if f.code == code]


class DescribeRightFormulas:
    @pytest.mark.parametrize(
        "formulas",
        [
            {"1": "SUM({1.1}:{1.2})", "2": "SUM({2.1},{2.2})", "A": "{1}+{2}", "T": "SUM({A},{B})"},
            {"2": "SUM({2.1.1}:{2.2})"},
            {"A": "SUM({1.1},{1.2},{2.1.1},{2.1.2},{2.2})"},
            {"A": "ROUND(SUM({1.1}:{1.2}),3)+ROUND({2},3)"},
            {"1": "SUBTOTAL(9,{1.1}:{1.2})", "2.1": "SUBTOTAL(9,{2.1.1}:{2.1.2})", "2": "SUBTOTAL(9,{2.1}:{2.2})"},
            {"2": "'Thanh Xá'!{2.1}+'thanh xá'!{2.2}"},
            {"2": "$E${2.1 row}+$E${2.2 row}"},
            {"T": "SUMIF($H$7:$H$19,1,E7:E19)"},
            {"1": "SUM({1}:{1.2})-{1}"},
        ],
    )
    def it_takes_the_children_or_the_leaves_below_them(self, formulas: Mapping[str, str], tmp_path: Path) -> None:
        district = District()
        for code, text in formulas.items():
            old = district.sheets[XA][ROW[code] - 1][4]
            assert isinstance(old, F)
            for node in (*TREE, "T"):
                text = text.replace(f"{{{node}}}", e(node)).replace(f"{{{node} row}}", str(ROW[node]))
            district.set(XA, e(code), F(text, old.value))
        for code in TREE:
            district.set(XA, f"H{ROW[code]}", 1 if code in ("A", "B") else 2)
        assert above(district, tmp_path) == []
        assert of_code(district, tmp_path, "F06") == []

    def it_follows_shared_formulas(self, tmp_path: Path) -> None:
        folder = District().write(tmp_path)
        _share_index_formulas(folder / "bang diem.xlsx")
        found = audited(folder).findings
        assert above_info(found) == []

    def it_reads_members_of_a_shared_formula_at_their_own_place(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F(f"SUM({e('1.1')}:{e('1.2')})", 7.75))
        district.set(XA, e("2.1"), F(f"SUM({e('2.1.1')}:{e('2.1.2')})", 4.875))
        book = district.write(tmp_path) / "bang diem.xlsx"
        first, member = f"SUM({e('1.1')}:{e('1.2')})", f"SUM({e('2.1.1')}:{e('2.1.2')})"
        _edit_sheet(book, f"<f>{first}</f>", f'<f t="shared" ref="E8:E12" si="0">{first}</f>')
        _edit_sheet(book, f"<f>{member}</f>", '<f t="shared" si="0"/>')
        assert above_info(audited(tmp_path).findings) == []

    def but_a_shared_formula_one_row_off_is_seen(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F(f"SUM({e('1.1')}:{e('1.1')})", 7.75))
        district.set(XA, e("2.1"), F(f"SUM({e('2.1.1')}:{e('2.1.1')})", 4.875))
        folder = district.write(tmp_path)
        _edit_sheet(
            folder / "bang diem.xlsx",
            f"<f>SUM({e('1.1')}:{e('1.1')})</f>",
            f'<f t="shared" ref="E8:E12" si="0">SUM({e("1.1")}:{e("1.1")})</f>',
        )
        _edit_sheet(folder / "bang diem.xlsx", f"<f>SUM({e('2.1.1')}:{e('2.1.1')})</f>", '<f t="shared" si="0"/>')
        assert [(f.code, f.place.cell) for f in above_info(audited(folder).findings)] == [
            ("F01", e("1")),
            ("F01", e("2.1")),
        ]


def _share_index_formulas(path: Path) -> None:
    """Every second index a member of the formula above it, as Excel stores a filled-down column."""
    _edit_sheet(path, "<f>E8/C8*100</f>", '<f t="shared" ref="F8:F9" si="0">E8/C8*100</f>')
    _edit_sheet(path, "<f>E9/C9*100</f>", '<f t="shared" si="0"/>')


def _edit_sheet(path: Path, old: str, new: str) -> None:
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(n for n, data in parts.items() if n.startswith("xl/worksheets/sheet") and old.encode() in data)
    parts[sheet] = parts[sheet].replace(old.encode(), new.encode(), 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


class DescribeFaultyFormulas:
    def it_names_the_row_that_a_sum_leaves_out(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2"), F(f"SUM({e('2.1')}:{e('2.1.2')})-{e('2.1')}", 4.875))
        recalculated(district, XA, {"2": 4.875, "A": 12.625, "T": 22.641})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.severity) == ("F01", e("2"), Severity.ERROR)
        assert (finding.expected, finding.actual) == ("9.875", "4.875")
        assert f"2.2 (ô {e('2.2')})" in finding.message
        assert f"={e('2.1')}+{e('2.2')}" in finding.advice
        assert finding.cause is not None and finding.cause.kind is CauseKind.OMITTED_CHILD
        assert {e("A"), e("T"), f"F{ROW['2']}"} <= {c.place.cell for c in finding.consequences}

    def it_sees_a_subtotal_counted_with_its_own_leaves(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2"), F(f"SUM({e('2.1')}:{e('2.2')})", 14.75))
        recalculated(district, XA, {"2": 14.75, "A": 22.5, "T": 32.516})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell) == ("F02", e("2"))
        assert finding.cause is not None and finding.cause.kind is CauseKind.DOUBLE_COUNTED_CHILD

    @pytest.mark.parametrize(
        ("code", "text", "value", "said"),
        [
            ("1", "SUM({1.1}:{2})", 17.625, "tiêu chí 2 (ô"),
            ("1", "{1.1}+{1.2}+{1.2}", 12.0, "cộng hai lần tiêu chí thành phần 1.2"),
            ("T", "SUM({A}:{B})", 62.891, "vừa cộng"),
            ("T", "SUM({A},{B},{T})", 27.641, "chính ô tổng"),
        ],
    )
    def it_sees_what_is_counted_too_much(self, code: str, text: str, value: float, said: str, tmp_path: Path) -> None:
        district = District()
        for node in (*TREE, "T"):
            text = text.replace(f"{{{node}}}", e(node))
        district.set(XA, e(code), F(text, value))
        found = [f for f in above(district, tmp_path) if f.place.cell == e(code)]
        assert [f.code for f in found] == ["F02"]
        assert said in found[0].message

    def it_sees_a_number_between_the_rows(self, tmp_path: Path) -> None:
        district = District()
        rows = district.sheets[XA]
        rows.append([])
        rows.append([None, "Ghi chú", None, None, None])
        rows[ROW["B"] - 1][4] = F(f"SUM({e('8.1')}:{e('8.2')})", 10.016)
        for name in district.sheets:
            district.sheets[name].insert(ROW["8.1"], [None, "(trong đó vận động thêm)", None, None, 0.25])
        for name, sheet in district.sheets.items():
            for number, row in enumerate(sheet):
                sheet[number] = [F(_down(v.text), v.value) if isinstance(v, F) else v for v in row]
            del name
        found = [f for f in above(district, tmp_path) if f.commune == XA]
        assert [(f.code, f.place.cell) for f in found] == [("F02", e("B"))]
        assert f"E{ROW['8.1'] + 1}" in found[0].message

    def it_sees_the_column_of_self_scores(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, f"D{ROW['1.1']}", 4).set(XA, f"D{ROW['1']}", 8.25).set(XA, f"D{ROW['A']}", 18.125)
        district.set(XA, f"D{ROW['T']}", 28.141).set(XA, e("1"), F(f"SUM(D{ROW['1.1']}:D{ROW['1.2']})", 8.25))
        recalculated(district, XA, {"1": 8.25, "A": 18.125, "T": 28.141})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell) == ("F02", e("1"))
        assert finding.cause is not None and finding.cause.kind is CauseKind.SELF_SCORE_USED

    @pytest.mark.parametrize(
        ("text", "value", "code"), [("SUM({last})", 4.25, "F01"), ("SUM({first}:{last})+{last}", 12.0, "F02")]
    )
    def it_tells_a_slip_that_was_filled_across_to_the_self_scores_once(
        self, text: str, value: float, code: str, tmp_path: Path
    ) -> None:
        district, self_cell = District(), f"D{ROW['1']}"
        for column in "DE":
            filled = text.format(first=f"{column}{ROW['1.1']}", last=f"{column}{ROW['1.2']}")
            district.set(XA, f"{column}{ROW['1']}", F(filled, value))
        recalculated(district, XA, {"1": value, "A": value + 9.875, "T": value + 19.891})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell) == (code, e("1"))
        assert self_cell in {c.place.cell for c in finding.consequences}

    @pytest.mark.parametrize("everywhere", [False, True])
    def it_lets_the_maximum_follow_when_its_formula_repeats_the_slip(self, everywhere: bool, tmp_path: Path) -> None:
        district = District()
        maximum_cell = f"C{ROW['1']}"
        for name in district.sheets if everywhere else (XA,):
            leaf = float(exact(district.scores[name])["1.2"])
            district.set(name, maximum_cell, F(f"SUM(C{ROW['1.2']})", 5)).set(name, e("1"), F(f"SUM({e('1.2')})", leaf))
        found = above(district, tmp_path)
        assert {(f.code, f.place.cell) for f in found if f.place.cell in (maximum_cell, e("1"))} == {("F01", e("1"))}
        assert any(maximum_cell in {c.place.cell for c in f.consequences} for f in found)

    def but_another_slip_among_the_self_scores_is_a_finding_of_its_own(self, tmp_path: Path) -> None:
        district = District()
        row = ROW["1"]
        district.set(XA, f"D{row}", F(f"D{row + 1}", 3.5)).set(XA, e("1"), F(f"E{row + 2}", 4.25))
        recalculated(district, XA, {"1": 4.25, "A": 14.125, "T": 24.141})
        assert [(f.code, f.place.cell) for f in above(district, tmp_path)] == [("F01", e("1")), ("F01", f"D{row}")]

    def it_leaves_a_maximum_less_deductions_alone(self, tmp_path: Path) -> None:
        district = District()
        for code in ("1", "2", "A"):
            row, total = ROW[code], exact(district.scores[XA])[code]
            district.set(XA, f"H{row}", float(maximum(code) - total))
            district.set(XA, e(code), F(f"C{row}-H{row}", float(total)))
        assert above(district, tmp_path) == []

    def it_only_warns_while_the_value_is_right(self, tmp_path: Path) -> None:
        district = District()
        district.scores[XA]["8.1"] = "0"
        district.__post_init__()
        district.set(XA, e("B"), F(e("8.2"), 8.516))
        found = [f for f in above(district, tmp_path) if f.code.startswith("F")]
        assert [(f.code, f.place.cell, f.severity) for f in found] == [("F01", e("B"), Severity.WARNING)]

    def it_sees_a_formula_that_reads_another_commune(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F(f"'Thanh An'!{e('1')}", 9))
        recalculated(district, XA, {"1": 9, "A": 18.875, "T": 28.891})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.expected) == ("F04", e("1"), "7.75")
        assert AN in finding.message

    def it_tells_a_copied_sheet_that_still_reads_the_first_commune_once(self, tmp_path: Path) -> None:
        district = District()
        for code in ("1", "2", "A"):
            district.set(XA, e(code), F(f"'Thanh An'!{e(code)}", float(exact(district.scores[AN])[code])))
        recalculated(district, XA, {"1": 9, "2": 11, "A": 20, "T": 30.016})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.commune, finding.place.cell) == ("F04", XA, e("A"))
        assert e("1") in finding.message and e("2") in finding.message

    def it_accuses_nothing_else_when_a_leaf_reads_another_commune(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("2.1.2"), F(f"'Thanh An'!{e('2.1.2')}", 3))
        recalculated(district, XA, {"2.1.2": 3, "2.1": 5, "2": 10, "A": 17.75, "T": 27.766})
        district.set(XA, e("2.1.2"), F(f"'Thanh An'!{e('2.1.2')}", 3))
        assert [(f.code, f.place.cell) for f in above(district, tmp_path)] == [("F04", e("2.1.2"))]

    def it_tells_a_workbook_read_from_outside_once_for_a_sheet(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1.1"), F("[1]Diem!E9", 3.5)).set(XA, e("1.2"), F("[1]Diem!E10", 4.25))
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.severity) == ("F05", e("1.1"), Severity.WARNING)
        assert e("1.2") in finding.message

    def it_only_mentions_a_formula_that_it_does_not_understand(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F("SUMPRODUCT((LEN(A8:A10)=3)*E8:E10)", 7.75))
        assert above(district, tmp_path) == []
        (finding,) = of_code(district, tmp_path, "F06")
        assert (finding.place.cell, finding.severity) == (e("1"), Severity.INFO)


def _down(text: str) -> str:
    """A formula after a row was inserted under 8.1."""
    return re.sub(r"([A-Z])(\d+)", lambda m: f"{m[1]}{int(m[2]) + (int(m[2]) > ROW['8.1'])}", text)


class DescribeNestedSubtotals:
    """SUBTOTAL passes over cells that hold a SUBTOTAL themselves, and over blanks beside headings."""

    def _district(self, *but: str) -> District:
        district = District()
        for name, rows in district.sheets.items():
            for code, area in (
                ("1", ("1.1", "1.2")), ("2.1", ("2.1.1", "2.1.2")), ("2", ("2.1", "2.2")),
                ("A", ("1", "2.2")), ("B", ("8.1", "8.2")), ("T", ("A", "8.2")),
            ):  # fmt: skip
                old = rows[ROW[code] - 1][4]
                assert isinstance(old, F)
                if code not in but or name != XA:
                    district.set(name, e(code), F(f"SUBTOTAL(9,{e(area[0])}:{e(area[1])})", old.value))
        return district

    def it_takes_them_for_right(self, tmp_path: Path) -> None:
        assert above(self._district(), tmp_path) == []

    def it_passes_over_a_blank_beside_a_heading(self, tmp_path: Path) -> None:
        district = self._district()
        district.set(XA, e("B"), None).set(XA, f"F{ROW['B']}", None)
        assert above(district, tmp_path) == []

    def it_judges_sheets_of_one_shape_but_other_blanks_apart(self, tmp_path: Path) -> None:
        district = self._district()
        district.set(XA, e("B"), None).set(XA, f"F{ROW['B']}", None).set(AN, e("B"), 11.25)
        district.set(AN, e("T"), F(f"SUBTOTAL(9,{e('A')}:{e('8.2')})", 42.5))
        district.set(AN, f"F{ROW['T']}", F("x", 42.5 / 32 * 100))
        assert {(f.commune, f.place.cell) for f in above(district, tmp_path)} == {(AN, e("B"))}

    def it_blames_the_typed_total_and_not_the_subtotals_above_it(self, tmp_path: Path) -> None:
        district = self._district()
        district.set(XA, e("1"), 7.75)
        recalculated(district, XA, {"A": 25.375, "T": 35.391})
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.severity) == ("F03", e("1"), Severity.ERROR)
        assert {e("A"), e("T")} <= {c.place.cell for c in finding.consequences}

    def but_it_blames_the_subtotal_where_every_sheet_types_the_total_below(self, tmp_path: Path) -> None:
        district = self._district()
        for name, rows in district.sheets.items():
            old = rows[ROW["1"] - 1][4]
            assert isinstance(old, F)
            district.set(name, e("1"), old.value)
        recalculated(district, XA, {"A": 25.375, "T": 35.391})
        found = [f for f in above(district, tmp_path) if f.commune == XA]
        assert {(f.code, f.place.cell) for f in found} == {("F02", e("A")), ("F02", e("T"))}

    def but_a_leaf_named_twice_is_the_fault_of_the_subtotal(self, tmp_path: Path) -> None:
        district = self._district("1")
        district.set(XA, e("1"), F(f"SUBTOTAL(9,{e('1.1')}:{e('1.2')},{e('1.2')})", 12.0))
        assert [(f.code, f.place.cell) for f in above(district, tmp_path)] == [("F02", e("1"))]


class DescribeTypedTotals:
    def it_needs_most_of_the_peers_to_be_formulas(self, tmp_path: Path) -> None:
        district = District()
        for name in (XA, AN):
            old = district.sheets[name][ROW["1"] - 1][4]
            assert isinstance(old, F)
            district.set(name, e("1"), old.value)
        assert above(district, tmp_path) == []

    def it_is_told_even_when_the_value_is_right(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), 7.75)
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell, finding.severity) == ("F03", e("1"), Severity.WARNING)

    def it_takes_a_sum_of_typed_numbers_for_typed(self, tmp_path: Path) -> None:
        district = District()
        district.set(XA, e("1"), F("3.5+4.25", 7.75))
        assert [f.code for f in above(district, tmp_path)] == ["F03"]

    def it_tells_a_typed_sheet_once(self, tmp_path: Path) -> None:
        district = District()
        for code in ("1", "2", "2.1", "A", "B", "T"):
            old = district.sheets[XA][ROW[code] - 1][4]
            assert isinstance(old, F)
            district.set(XA, e(code), old.value)
        (finding,) = above(district, tmp_path)
        assert (finding.code, finding.place.cell) == ("F03", e("T"))

    def but_not_where_every_sheet_is_typed(self, tmp_path: Path) -> None:
        district = District()
        for name, rows in district.sheets.items():
            for code in ("1", "2", "2.1", "A", "B", "T"):
                old = rows[ROW[code] - 1][4]
                assert isinstance(old, F)
                district.set(name, e(code), old.value)
        assert above(district, tmp_path) == []
