"""Every rule: a clean district passes, one spoilt cell is found at its cell, and nothing else is reported."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from cchc_excel.audit import rules as _every_rule
from cchc_excel.audit.registry import RULES
from cchc_excel.model.finding import Finding, Severity
from tests.builders.books import F
from tests.builders.districts import ROW, District
from tests.conftest import above_info, audited

assert _every_rule
XA, AN, HA = "Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà"


@dataclass(frozen=True)
class Spoilt:
    """One thing gone wrong, and the finding it must lead to."""

    code: str
    commune: str | None
    cell: str
    expected: str | None
    actual: str | None


def e(code: str) -> str:
    return f"E{ROW[code]}"


def _insert(rows: list[list[object]], at: int, row: list[object]) -> None:
    rows.insert(at - 1, row)


def not_a_number(d: District) -> Spoilt:
    d.set(XA, e("1.1"), "chưa chấm")
    return Spoilt("R03", XA, e("1.1"), None, "chưa chấm")


def no_score(d: District) -> Spoilt:
    d.set(XA, e("2.1.2"), None)
    return Spoilt("R05", XA, e("2.1.2"), None, None)


def dash_for_a_score(d: District) -> Spoilt:
    d.set(XA, e("2.1.2"), "-")
    return Spoilt("R05", XA, e("2.1.2"), None, None)


def error_value(d: District) -> Spoilt:
    d.set(XA, f"F{ROW['1']}", F("1/0", "#DIV/0!"))
    return Spoilt("R06", XA, f"F{ROW['1']}", None, "#DIV/0!")


def criterion_twice(d: District) -> Spoilt:
    d.set(XA, f"A{ROW['1.2']}", "1.1")
    return Spoilt("R09", XA, f"A{ROW['1.2']}", "1.2", "1.1")


def criterion_missing(d: District) -> Spoilt:
    rows = d.sheets[XA]
    for column in range(7):
        rows[ROW["2.2"] - 1][column] = None
    return Spoilt("S01", XA, f"A{ROW['2']}", "2.2", None)


def criterion_unknown(d: District) -> Spoilt:
    d.set(XA, f"A{ROW['8.2']}", "8.9")
    return Spoilt("S02", XA, f"A{ROW['8.2']}", "8.2", "8.9")


def other_maximum(d: District) -> Spoilt:
    d.set(XA, f"C{ROW['1.1']}", 3.5)
    return Spoilt("S03", XA, f"C{ROW['1.1']}", "4", "3.5")


def maxima_do_not_add_up(d: District) -> Spoilt:
    for name in d.sheets:
        d.set(name, f"C{ROW['2.1']}", 6)
        d.set(name, f"F{ROW['2.1']}", lambda f: F(f.text, f.value * 5 / 6))
    return Spoilt("S04", XA, f"C{ROW['2.1']}", "5", "6")


def above_maximum(d: District) -> Spoilt:
    d.set(XA, e("8.1"), 2.5)
    return Spoilt("V01", XA, e("8.1"), None, "2.5")


def negative(d: District) -> Spoilt:
    d.set(XA, e("8.1"), -1.5)
    return Spoilt("V02", XA, e("8.1"), None, "-1.5")


def typed_total(d: District) -> Spoilt:
    for name, rows in d.sheets.items():
        total = rows[ROW["1"] - 1][4]
        assert isinstance(total, F)
        d.set(name, e("1"), 7.57 if name == XA else total.value)
    return Spoilt("A01", XA, e("1"), "7.75", "7.57")


def short_sum(d: District) -> Spoilt:
    short = 3.5 + 4.25 + 2 + 2.875
    d.set(XA, e("2"), F(f"SUM({e('2.1')})", 4.875))
    d.set(XA, e("A"), F(f"{e('1')}+{e('2')}", short))
    d.set(XA, e("T"), F(f"{e('A')}+{e('B')}", short + 10.016))
    for code, value in (("2", 4.875 / 11), ("A", short / 20), ("T", (short + 10.016) / 32)):
        d.set(XA, f"F{ROW[code]}", F("x", value * 100))
    return Spoilt("F01", XA, e("2"), "9.875", "4.875")


def wrong_index(d: District) -> Spoilt:
    d.set(XA, f"F{ROW['2']}", 89.82)
    return Spoilt("A02", XA, f"F{ROW['2']}", "89.7727", "89.82")


def impossible_index(d: District) -> Spoilt:
    d.set("Xã Thanh An", f"F{ROW['8.1']}", 100.2)
    return Spoilt("A02", "Xã Thanh An", f"F{ROW['8.1']}", "100", "100.2")


def rank_on_the_sheet(d: District) -> Spoilt:
    d.sheets[XA].append([])
    d.sheets[XA].append([None, "Xếp hạng", 3])
    return Spoilt("A03", XA, f"C{len(d.sheets[XA])}", "2", "3")


def grade_on_the_sheet(d: District) -> Spoilt:
    d.sheets[XA].append(["Xếp loại: Khá"])
    return Spoilt("A04", XA, f"A{len(d.sheets[XA])}", "Tốt", "Khá")


def decision_criterion(d: District) -> Spoilt:
    d.set_decision("D7", 9.87 + 0.02)
    return Spoilt("Q01", XA, "D7", "9.875", "9.89")


def decision_slip_of_a_hundredth(d: District) -> Spoilt:
    d.set_decision("G7", 8.51)
    return Spoilt("Q01", XA, "G7", "8.516", "8.51")


def decision_part(d: District) -> Spoilt:
    d.set_decision("E7", 17.64)
    return Spoilt("Q02", XA, "E7", "17.625", "17.64")


def decision_index(d: District) -> Spoilt:
    d.set_decision("N7", 89.82)
    return Spoilt("Q03", XA, "N7", "89.7727", "89.82")


def decision_rank(d: District) -> Spoilt:
    d.set_decision("K8", 2)
    return Spoilt("Q04", HA, "K8", "3", "2")


def decision_grade(d: District) -> Spoilt:
    d.set_decision("L7", "Khá")
    return Spoilt("Q05", XA, "L7", "Tốt", "Khá")


def commune_twice_in_the_decision(d: District) -> Spoilt:
    d.decision.append(list(d.decision[6]))
    return Spoilt("R10", XA, "B9", None, None)


def stranger_in_the_decision(d: District) -> Spoilt:
    d.decision.append([4, "Xã Tân An", 8, 9, 17, 1, 8, 9, 26, 81.25, 3, "Tốt"])
    d.set_decision("K8", 4)
    return Spoilt("R11", "Xã Tân An", "B9", None, None)


def commune_not_in_the_decision(d: District) -> Spoilt:
    d.decision.pop()
    return Spoilt("R12", HA, "A3", None, None)


SPOILT = [
    not_a_number, no_score, dash_for_a_score, error_value, criterion_twice, criterion_missing, criterion_unknown,
    other_maximum, maxima_do_not_add_up, above_maximum, negative, typed_total, short_sum, wrong_index, impossible_index, rank_on_the_sheet,
    grade_on_the_sheet, decision_criterion, decision_slip_of_a_hundredth, decision_part, decision_index, decision_rank,
    decision_grade, commune_twice_in_the_decision, stranger_in_the_decision, commune_not_in_the_decision,
]  # fmt: skip


def _found(folder: Path) -> list[Finding]:
    return above_info(audited(folder).findings)


class DescribeACleanDistrict:
    def it_has_no_finding_above_info(self, tmp_path: Path) -> None:
        assert _found(District().write(tmp_path)) == []

    def it_explains_figures_that_only_rounding_tells_apart(self, tmp_path: Path) -> None:
        rounding = [f for f in audited(District().write(tmp_path)).findings if f.code == "Q06"]
        assert ("D7", "9.875", "9.88") in [(f.place.cell, f.expected, f.actual) for f in rounding]
        assert ("N7", "89.7727", "89.77") in [(f.place.cell, f.expected, f.actual) for f in rounding]

    def it_counts_a_figure_on_the_edge_of_its_interval_as_right(self, tmp_path: Path) -> None:
        district = District().set_decision("D7", 9.87)
        assert _found(district.write(tmp_path)) == []


class DescribeOneSpoiltCell:
    @pytest.mark.parametrize("spoil", SPOILT, ids=lambda s: s.__name__)
    def it_is_the_only_finding_and_at_its_cell(self, spoil: object, tmp_path: Path) -> None:
        district = District()
        wanted = spoil(district)  # type: ignore[operator]
        found = _found(district.write(tmp_path))
        assert [
            Spoilt(f.code, f.commune, f.place.cell, f.expected, f.actual) for f in found
        ] == [wanted], [f.message for f in found]  # fmt: skip

    @pytest.mark.parametrize("spoil", SPOILT, ids=lambda s: s.__name__)
    def it_is_explained_in_vietnamese_with_the_way_out(self, spoil: object, tmp_path: Path) -> None:
        district = District()
        spoil(district)  # type: ignore[operator]
        (finding,) = _found(district.write(tmp_path))
        assert finding.message.endswith(".") and finding.advice.endswith(".")
        assert len(finding.message) > 20


class DescribeWhatFollowsFromASlip:
    def it_is_attached_to_the_root_instead_of_being_reported(self, tmp_path: Path) -> None:
        district = District()
        short_sum(district)
        (finding,) = _found(district.write(tmp_path))
        told = {c.place.cell for c in finding.consequences}
        assert {e("A"), e("T"), f"F{ROW['2']}", f"F{ROW['A']}", f"F{ROW['T']}"} <= told

    def it_covers_a_decision_that_repeats_the_wrong_total(self, tmp_path: Path) -> None:
        district = District()
        short_sum(district)
        for cell, value in (("D7", 4.88), ("E7", 12.63), ("I7", 22.64), ("J7", 70.75), ("N7", 44.32), ("O7", 63.13)):
            district.set_decision(cell, value)
        district.set_decision("L7", "Khá")
        (finding,) = _found(district.write(tmp_path))
        assert (finding.code, finding.place.cell) == ("F01", e("2"))
        assert {"D7", "E7", "I7", "L7"} <= {c.place.cell for c in finding.consequences}

    def it_covers_a_whole_decision_row_built_on_one_wrong_criterion(self, tmp_path: Path) -> None:
        district = District()
        for cell, value in (("C7", 5.75), ("E7", 15.63), ("I7", 25.64), ("J7", 80.13), ("M7", 63.89), ("O7", 78.13)):
            district.set_decision(cell, value)
        (finding,) = _found(district.write(tmp_path))
        assert (finding.code, finding.place.cell, finding.expected) == ("Q01", "C7", "7.75")

    def it_does_not_cover_a_slip_of_its_own_above(self, tmp_path: Path) -> None:
        district = District()
        for cell, value in (("C7", 5.75), ("E7", 15.63), ("I7", 25.67), ("J7", 80.13), ("M7", 63.89), ("O7", 78.13)):
            district.set_decision(cell, value)
        assert [(f.code, f.place.cell) for f in _found(district.write(tmp_path))] == [("Q01", "C7"), ("Q02", "I7")]


class DescribeReading:
    def it_understands_numbers_stored_as_text(self, tmp_path: Path) -> None:
        district = District().set(XA, e("8.2"), "8,516 điểm")
        result = audited(district.write(tmp_path))
        assert above_info(result.findings) == []
        (finding,) = [f for f in result.findings if f.code == "R04"]
        assert (finding.place.cell, finding.expected, finding.severity) == (e("8.2"), "8.516", Severity.INFO)

    def it_tells_a_leaf_formula_without_a_result(self, tmp_path: Path) -> None:
        district = District().set(XA, e("1.1"), F("3+0.5", ""))
        found = _found(district.write(tmp_path))
        assert found == [] or [f.code for f in found] in (["R03"], ["R05"], ["R07"])

    def it_reports_a_second_sheet_of_a_commune(self, tmp_path: Path) -> None:
        district = District()
        district.sheets["Xã Thanh Xá (2)"] = [list(row) for row in district.sheets[XA]]
        found = _found(district.write(tmp_path))
        assert [(f.code, f.place.sheet, f.place.cell) for f in found] == [("R10", "Thanh Xá (2)", "A3")]


class DescribeLowScores:
    def it_tells_zero_low_and_incomplete_apart(self, tmp_path: Path) -> None:
        district = District()
        for code, value in (("1.1", 0), ("1.2", 2.4), ("2.2", 3)):
            district.set(XA, e(code), value)
        low = [
            f for f in audited(district.write(tmp_path)).findings if f.commune == XA and f.code in ("L01", "L02", "L03")
        ]
        told = [(f.place.cell, f.code) for f in low]
        for code, wanted in (("1.1", "L03"), ("1.2", "L02"), ("2.2", "L01")):
            assert [c for cell, c in told if cell == e(code)] == [wanted]

    def it_tells_a_self_score_far_above(self, tmp_path: Path) -> None:
        district = District().set(HA, e("8.1"), 1).set(HA, f"D{ROW['8.1']}", 2)
        found = [f for f in audited(district.write(tmp_path)).findings if f.code == "L04"]
        assert [(f.commune, f.place.cell) for f in found] == [(HA, e("8.1"))]


class DescribeTheRegistry:
    @pytest.mark.parametrize("code", sorted(RULES))
    def it_gives_every_rule_its_texts(self, code: str) -> None:
        text = RULES[code].text
        assert text.title and text.explanation.endswith(".") and text.advice.endswith(".") and text.source

    def it_holds_the_codes_of_the_contract(self) -> None:
        wanted = "R01 R02 R03 R04 R05 R06 R07 R09 R10 R11 R12 S01 S02 S03 S04 V01 V02 A01 A02 A03 A04 Q01 Q02 Q03 Q04 Q05 Q06"
        assert set(wanted.split()) | {"L01", "L02", "L03", "L04"} <= set(RULES)
