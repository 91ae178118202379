"""Writes docs/bang-chung-lam-tron.md, the published Thanh Xá table proved by intervals: python scripts/make_rounding_page.py"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cchc_excel.audit.rounding import Change, Contradiction, Interval, Node, Operation, Proof, Stated, Tree, decide
from cchc_excel.model.numbers import Exact, places_of, written_in_full
from cchc_excel.model.statement import Measure

PAGE = Path(__file__).resolve().parent.parent / "docs" / "bang-chung-lam-tron.md"

PUBLISHED = (
    ("1", "15", "12.2", "81.33", None),
    ("2", "5", "4.75", "95", None),
    ("3", "18.5", "16.73", "90.43", None),
    ("4", "6", "5.5", "91.67", None),
    ("5", "11", "9.88", "89.77", None),
    ("6", "7", "7", "100", None),
    ("7", "11.5", "8.37", "72.74", None),
    ("A", "74", "64.42", "87.05", None),
    ("8.1", "2", "1.5", "75", None),
    ("8.2", "14", "10.69", "76.36", None),
    ("8.3", "10", "8.52", "85.16", None),
    ("B", "26", "20.71", "79.64", "5.29"),
    ("T", "100", "85.13", None, "14.87"),
)
"""Code, maximum, score, index, missing points of xã Thanh Xá in 2022, as published."""

CHILDREN = {"A": tuple("1234567"), "B": ("8.1", "8.2", "8.3"), "T": ("A", "B")}
LABELS = {
    Measure.SCORE: "điểm",
    Measure.MAX: "điểm tối đa",
    Measure.INDEX: "chỉ số",
    Measure.MISSING: "điểm chưa đạt",
}
Key = tuple[str, Measure]


def table(changed: dict[Key, Decimal] | None = None) -> Tree:
    """The published figures, some of them changed."""
    nodes = []
    for code, *texts in PUBLISHED:
        figures = []
        for measure, text in zip((Measure.MAX, Measure.SCORE, Measure.INDEX, Measure.MISSING), texts, strict=True):
            if text is not None:
                key = code, measure
                figures.append(Stated.of(measure, (changed or {}).get(key, Decimal(text)), key))
        nodes.append(Node(code, CHILDREN.get(code, ()), tuple(figures)))
    return Tree(tuple(nodes))


@dataclass(frozen=True, slots=True)
class Trial:
    """One published figure changed by one unit of its last place, and what becomes of it."""

    key: Key
    published: Decimal
    changed: Decimal
    answer: Proof | Contradiction

    @property
    def named(self) -> tuple[Change, ...]:
        """The changed figure among the figures that may have to change; empty where it is none of them."""
        if isinstance(self.answer, Proof):
            return ()
        return tuple(c for conflict in self.answer.conflicts for c in conflict.changes() if c.stated.key == self.key)

    @property
    def is_singled_out(self) -> bool:
        """Whether evidence names just the changed figure."""
        return (
            isinstance(self.answer, Contradiction)
            and self.answer.chosen is not None
            and [c.stated.key for c in self.answer.chosen] == [self.key]
        )


def trials() -> Iterator[Trial]:
    """Every figure, a unit up and down: of the last place printed, and of the second decimal where that is another."""
    for node in table().nodes:
        for figure in node.stated:
            places = {places_of(figure.value)}
            if figure.measure is not Measure.MAX:
                places.add(figure.places)
            for last in sorted(places, reverse=True):
                for sign in (1, -1):
                    changed = figure.value + sign * Decimal(1).scaleb(-last)
                    key = node.code, figure.measure
                    yield Trial(key, figure.value, changed, decide(table({key: changed})))


def page() -> str:
    """The whole page in Markdown."""
    tried = list(trials())
    open_ = [t for t in tried if isinstance(t.answer, Proof)]
    proof = decide(table())
    assert isinstance(proof, Proof)
    return (
        "\n\n".join(
            [
                "# Bằng chứng làm tròn: số liệu công bố của xã Thanh Xá, năm 2022",
                "Trang này do `scripts/make_rounding_page.py` tạo ra từ chính phần kiểm tra của chương trình; không sửa bằng tay.",
                "## Vì sao các số đã công bố đều đúng",
                "Một số đã in là số đã làm tròn, nên nó đại diện cho một khoảng điểm chính xác. Đặt khoảng của điểm, của chỉ số và "
                "của tổng cạnh nhau thì mỗi mục còn lại một khoảng rất hẹp, và trong khoảng đó luôn có điểm thỏa mãn mọi phép cộng, "
                "mọi phép chia. Dấu ngoặc vuông là lấy cả đầu mút, ngoặc tròn là không.",
                "\n".join(_proved(proof)),
                "Cộng hoặc chia các số đã in thì ra khác ở những chỗ sau, tuy số đã công bố vẫn đúng:",
                "\n".join(_hidden(proof)),
                "## Thử đổi từng số một đơn vị cuối",
                f"Đổi từng số đã công bố lên và xuống một đơn vị ở chữ số cuối, mỗi lần một số: {len(tried)} lần thử. "
                f"{len(tried) - len(open_)} lần bị phát hiện, trong đó {sum(t.is_singled_out for t in tried)} lần chỉ đúng số đã đổi "
                f"là số duy nhất phải sửa. {len(open_)} lần còn lại không thể phân biệt: bảng đã đổi vẫn có điểm chính xác "
                "giải thích được mọi số, nêu ở cột cuối, nên không ai chỉ từ các số đã in mà biết được là đã đổi.",
                "### Những lần không thể phân biệt",
                "“Chỉ ở đầu mút” nghĩa là chỉ khi vài điểm chính xác nằm đúng giữa hai số in được thì mọi số mới khớp; số ở đầu mút "
                "của khoảng vẫn được coi là đúng, vì có nơi làm tròn số 5 xuống. Bảng này chỉ xét phép cộng, phép chia và làm tròn; "
                "chỉ số vượt 100% là do quy tắc khác báo.",
                "\n".join(_undecidable(open_)),
                "### Những lần bị phát hiện",
                "\n".join(_found([t for t in tried if isinstance(t.answer, Contradiction)])),
            ]
        )
        + "\n"
    )


def _proved(proof: Proof) -> Iterator[str]:
    yield "| Mục | Điểm tối đa | Điểm đã in | Khoảng của điểm chính xác | Điểm đơn giản nhất | Một lời giải chung |"
    yield "|---|---|---|---|---|---|"
    witness = proof.witness()
    for code, maximum, score, _, _ in PUBLISHED:
        cells = (maximum, score)
        shown = [written_in_full(Decimal(c)) for c in cells]
        rest = span(proof.intervals[code]), full(proof.simplest(code)), full(witness[code])
        yield f"| {_name(code)} | {' | '.join([*shown, *rest])} |"


def _hidden(proof: Proof) -> Iterator[str]:
    yield "| Số đã in | Phép tính trên các số đã in | Ra | Điểm chính xác có thể là |"
    yield "|---|---|---|---|"
    signs = {Operation.SUM: " + ", Operation.QUOTIENT: " / ", Operation.DIFFERENCE: " - "}
    for one in proof.needs_hidden:
        sum_ = signs[one.operation].join(written_in_full(o) for o in one.operands)
        figure = f"{LABELS[one.stated.measure]} {_name(one.code)}: {written_in_full(one.stated.value)}"
        yield f"| {figure} | {sum_} | {written_in_full(one.naive)} | {full(proof.witness()[one.code])} |"


def _undecidable(tried: list[Trial]) -> Iterator[str]:
    yield "| Số | Đã công bố | Đổi thành | Điểm chính xác của mục phải ở trong | Một lời giải (các mục không chia nhỏ) |"
    yield "|---|---|---|---|---|"
    for trial in tried:
        assert isinstance(trial.answer, Proof)
        witness = trial.answer.witness()
        leaves = "; ".join(f"{c}: {full(witness[c])}" for c, *_ in PUBLISHED if c not in CHILDREN)
        edge = " (chỉ ở đầu mút)" if trial.answer.edges_count else ""
        yield f"| {_trial(trial)} | {span(trial.answer.intervals[trial.key[0]])}{edge} | {leaves} |"


def _found(tried: list[Trial]) -> Iterator[str]:
    yield "| Số | Đã công bố | Đổi thành | Số phải sửa |"
    yield "|---|---|---|---|"
    for trial in tried:
        yield f"| {_trial(trial)} | {' hoặc '.join(_blamed(trial))} |"


def _blamed(trial: Trial) -> Iterator[str]:
    assert isinstance(trial.answer, Contradiction)
    for conflict in trial.answer.conflicts:
        for one in conflict.sets:
            yield " và ".join(f"{LABELS[c.stated.measure]} {_name(c.code)} {_wanted(c)}" for c in one)


def _wanted(change: Change) -> str:
    if change.low is None or change.high is None:
        return ""
    low, high = written_in_full(change.low), written_in_full(change.high)
    return f"(phải là {low})" if low == high else f"(phải từ {low} đến {high})"


def _trial(trial: Trial) -> str:
    code, measure = trial.key
    return f"{LABELS[measure]} {_name(code)} | {written_in_full(trial.published)} | {written_in_full(trial.changed)}"


def _name(code: str) -> str:
    return "tổng" if code == "T" else code


def full(number: Exact) -> str:
    """Every digit."""
    return written_in_full(number)


def span(interval: Interval) -> str:
    """As "[9,875; 9,87525)"."""
    ends = [
        f"{float(e):.7f}".rstrip("0").rstrip(".").replace(".", ",") for e in (interval.low or 0, interval.high or 0)
    ]
    return f"{'(' if interval.low_open else '['}{ends[0]}; {ends[1]}{')' if interval.high_open else ']'}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
