"""`cchc rules` and `cchc explain`: every rule told in full, at any width, on any code page."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

import pytest

from cchc_excel.audit.families import FAMILIES, in_order
from cchc_excel.cli import rules
from cchc_excel.cli.summary import tell_gravest
from cchc_excel.errors import ExitCode
from cchc_excel.model.cause import CauseKind
from cchc_excel.model.finding import RuleText
from cchc_excel.model.numbers import stands_for
from tests.builders.audited import finding
from tests.conftest import Run

_NUMBER = r"[0-9]+(?:,[0-9]+)?"
_TERM = rf"{_NUMBER}(?:/{_NUMBER})?"
_EQUATION = re.compile(rf"((?<![A-Z0-9]){_TERM}(?: [-+] {_TERM})*) = ({_NUMBER})(%?)")
WIDTHS = (40, 60, 80, 120)


def unwrapped(text: str) -> str:
    return " ".join(text.split())


class DescribeRules:
    def it_lists_every_rule_below_its_family(self, cchc: Run) -> None:
        done = cchc("rules", env={"COLUMNS": "80"})
        assert (done.returncode, done.stderr) == (0, "")
        codes = re.findall(r"^  ([A-Z][0-9]{2})  ", done.stdout, re.MULTILINE)
        assert codes == [rule.code for rule in in_order()]
        family = ""
        for line in done.stdout.splitlines():
            if re.match(r"[A-Z] - ", line):
                family = line[0]
                assert line == f"{family} - {FAMILIES[family]}"
            elif re.match(r"  [A-Z][0-9]{2}  ", line):
                assert line[2] == family

    @pytest.mark.parametrize("width", WIDTHS)
    def it_keeps_a_table_at_any_width(
        self, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        assert rules.list_rules() is ExitCode.OK
        lines = capsys.readouterr().out.splitlines()
        assert max(map(len, lines)) < width
        told = unwrapped(" ".join(lines))
        for rule in in_order():
            assert f"{rule.code} {rule.severity.label} {rule.title}" in told

    @pytest.mark.parametrize("encoding", ["cp437", "cp1252", "cp1258", "ascii"])
    def it_can_be_read_on_an_old_code_page(self, cchc: Run, encoding: str) -> None:
        env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "COLUMNS": "80"}
        for args in (("rules",), ("explain", *(rule.code for rule in in_order()))):
            done = cchc(*args, env=env, encoding=encoding)
            assert done.returncode == 0
            assert "A01" in done.stdout and "?" not in done.stdout.replace("1,5?", "")
            assert max(map(len, done.stdout.splitlines())) < 80


class DescribeExplain:
    @pytest.mark.parametrize("width", WIDTHS)
    @pytest.mark.parametrize("rule", in_order(), ids=lambda rule: rule.code)
    def it_tells_everything_about_a_rule(
        self, rule: RuleText, width: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.setenv("COLUMNS", str(width))
        assert rules.explain([rule.code]) is ExitCode.OK
        out = capsys.readouterr().out
        assert max(map(len, out.splitlines())) < width
        told = unwrapped(out)
        for text in (rule.title, rule.severity.label, rule.explanation, rule.example, rule.advice, rule.source):
            assert text and unwrapped(text) in told
        assert all(f"- {kind.label}: {kind.meaning}" in told for kind in rule.causes)
        assert ("Nguyên nhân" in told) == bool(rule.causes) or "Nguyên nhân" in unwrapped(rule.explanation)

    def it_takes_codes_as_they_are_typed(self, cchc: Run) -> None:
        done = cchc("explain", "a01", "q6", "A1")
        assert done.returncode == 0
        assert re.findall(r"^([A-Z][0-9]{2}) - ", done.stdout, re.MULTILINE) == ["A01", "Q06"]

    @pytest.mark.parametrize(
        ("typed", "near"),
        [
            ("A9", "A05"),
            ("B01", "01"),
            ("A", "A01"),
            ("xyz", ""),
            ("", ""),
            ("01", ""),
            ("A01\x1b[31m", ""),
            ("Ａ０１", ""),
        ],
    )
    def but_it_says_so_in_one_line_when_it_does_not_know_one(self, cchc: Run, typed: str, near: str) -> None:
        done = cchc("explain", "A01", typed, env={"COLUMNS": "100"})
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("Không có quy tắc “") and done.stderr.count("\n") == 1
        assert near in done.stderr and "\x1b" not in done.stderr

    def but_it_asks_for_a_code(self, cchc: Run) -> None:
        done = cchc("explain")
        assert done.returncode == 2 and "CODE" in done.stderr


class DescribeEveryRule:
    @pytest.mark.parametrize("rule", in_order(), ids=lambda rule: rule.code)
    def it_has_a_worked_example_in_figures(self, rule: RuleText) -> None:
        assert re.search(r"[0-9]", rule.example)
        assert 2 <= len(re.findall(r"\.(?= |$)", rule.example)) <= 5
        assert rule.example.endswith(".") and '"' not in rule.example

    def it_calculates_rightly_in_its_examples(self) -> None:
        """Every sum, difference and quotient that a text states ("3 + 1,5 = 4,5", "9,875/11 = 89,77%")."""
        checked = 0
        texts = [t for rule in in_order() for t in (rule.example, rule.explanation)]
        for text in (*texts, *(kind.meaning for kind in CauseKind)):
            for terms, shown, percent in _EQUATION.findall(text):
                exact = Fraction(0)
                for sign, term in re.findall(r"(^|[-+]) ?([0-9,/]+)", terms):
                    top, _, under = term.replace(",", ".").partition("/")
                    exact += Fraction(top) / Fraction(under or 1) * (-1 if sign == "-" else 1)
                stated = Decimal(shown.replace(",", "."))
                assert stands_for(stated, exact * 100 if percent else exact), (terms, shown)
                checked += 1
        assert checked >= 10

    def it_belongs_to_a_family(self) -> None:
        assert {rule.code[0] for rule in in_order()} <= set(FAMILIES)


class DescribeTheGravest:
    def it_names_the_cause_in_a_few_words(self, capsys: pytest.CaptureFixture[str]) -> None:
        tell_gravest([finding(kind=CauseKind.TRANSPOSED_DIGITS, cause="chữ số 8 và 7")])
        assert "Có thể do đảo chữ số." in unwrapped(capsys.readouterr().out)

    @pytest.mark.parametrize(
        ("kind", "message"), [(CauseKind.UNKNOWN, "Sai."), (CauseKind.TYPO, "Sai, có lẽ gõ nhầm ô này.")]
    )
    def but_not_what_is_unknown_or_said_already(
        self, kind: CauseKind, message: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        tell_gravest([finding(kind=kind, cause="", message=message)])
        assert "Có thể do" not in capsys.readouterr().out
