"""How one made-up office lays out its workbooks: columns, wordings, totals, formulas or typed figures."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from . import names
from .scheme import TOTAL, Scheme

_ORDERS = (
    "code name max self score index reason",
    "code name max self score reason index",
    "code name self max score index reason",
    "code name max score self index reason",
    "code name reason max self score index",
    "code name max self index score reason",
)
_INDEX_FORMULAS = ("plain", "plain", "rounded", "if", "percent")
_RANKS = ("RANK", "RANK.EQ", "COUNTIF")
GRADES = (("Xuất sắc", 90), ("Tốt", 80), ("Khá", 70), ("Trung bình", 50), ("Yếu", 0))


@dataclass(frozen=True)
class Layout:
    """Everything that is the same on all sheets of a district."""

    columns: dict[str, int]
    headings: dict[str, str]
    title: str
    computed: bool
    """Totals are formulas; otherwise typed."""
    index_computed: bool
    printed: bool
    """Typed totals are rounded to two decimals; otherwise exact."""
    index_formula: str
    index_on_leaves: bool
    sums: dict[str, str]
    """How each node's total is written: "range", "list", "chain", "leaves", "subtotal", "sumif"."""
    rounding: frozenset[str]
    """Nodes whose formula is wrapped in ROUND(..., 2); only where no score has more decimals."""
    fixed: bool
    """Ranges carry dollar signs."""
    shared: bool
    """Like formulas are stored once, as Excel does when one is filled down."""
    maxima_computed: bool
    part_totals: bool
    """Parts are totalled under their rows ("Cộng phần A"), not on them."""
    total_on_top: bool
    total_name: str
    two_header_rows: bool
    numbering: bool
    lone_row: bool
    """The only criterion of a part has a row of its own."""
    one_file_each: bool
    summary: bool
    rank_formula: str
    decision_as_sheet: bool
    decision_parts: bool
    decision_indices: bool
    """The decision has a second annex with indices."""
    decision_by_rank: bool
    decision_maxima: bool
    decision_as_text: bool
    decision_average: bool
    """A line of averages under the decision's communes."""
    plain_names: bool
    """The decision names communes without "Xã"."""
    signed: bool
    """A note and a signature block under the scoring tables."""
    noisy: bool
    """Stored results carry the last-digit noise of binary sums."""
    decision_after: bool
    """The decision was printed from the workbook with its slips in; otherwise before them."""
    wording: dict[str, str] = field(default_factory=dict)

    @property
    def is_subtotalled(self) -> bool:
        """Whether the totals are nested SUBTOTALs."""
        return self.sums[TOTAL] == "subtotal"


def drawn(rng: random.Random, scheme: Scheme, places: int) -> Layout:
    """A random layout; `places` are the decimals that scores may have."""
    mode = rng.choice(("formulas", "formulas", "formulas", "formulas", "index typed", "typed", "printed", "printed"))
    computed = mode in ("formulas", "index typed")
    one_file_each = rng.random() < 0.25
    order = rng.choice(_ORDERS).split()
    sums = _sums(rng, scheme)
    if "sumif" in sums.values():
        order.append("level")
    rounding = computed and places <= 2 and rng.random() < 0.5 and "subtotal" not in sums.values()
    wording = {
        "commune": rng.choice(names.COMMUNE_HEADINGS),
        "total": rng.choice(names.TOTAL_HEADINGS),
        "rank": rng.choice(names.RANK_HEADINGS),
        "grade": rng.choice(names.GRADE_HEADINGS),
        "index": rng.choice(names.INDEX_HEADINGS),
        "district": rng.choice(names.DISTRICTS),
    }
    return Layout(
        columns={what: column for column, what in enumerate(order)},
        headings={what: rng.choice(words) for what, words in names.HEADINGS.items()},
        title=rng.choice(names.TITLES),
        computed=computed,
        index_computed=mode == "formulas",
        printed=mode == "printed",
        index_formula=rng.choice(_INDEX_FORMULAS),
        index_on_leaves=rng.random() < 0.6,
        sums=sums,
        rounding=frozenset(c for c in scheme.parents() if rounding and rng.random() < 0.6),
        fixed=rng.random() < 0.3,
        shared=rng.random() < 0.4,
        maxima_computed=computed and rng.random() < 0.6,
        part_totals=rng.random() < 0.25,
        total_on_top=rng.random() < 0.25,
        total_name=rng.choice(names.TOTALS),
        two_header_rows=rng.random() < 0.35,
        numbering=rng.random() < 0.3,
        lone_row=rng.random() < 0.6,
        one_file_each=one_file_each,
        summary=not one_file_each and mode != "printed" and rng.random() < 0.6,
        rank_formula=rng.choice(_RANKS),
        decision_as_sheet=not one_file_each and rng.random() < 0.35,
        decision_parts=rng.random() < 0.8,
        decision_indices=rng.random() < 0.5,
        decision_by_rank=rng.random() < 0.5,
        decision_maxima=rng.random() < 0.4,
        decision_as_text=rng.random() < 0.1,
        decision_average=rng.random() < 0.2,
        plain_names=rng.random() < 0.25,
        signed=rng.random() < 0.3,
        noisy=rng.random() < 0.4,
        decision_after=rng.random() < 0.5,
        wording=wording,
    )


def _sums(rng: random.Random, scheme: Scheme) -> dict[str, str]:
    whole = rng.random()
    if whole < 0.15:
        return dict.fromkeys(scheme.parents(), "subtotal")
    if whole < 0.3:
        return dict.fromkeys(scheme.parents(), "sumif")
    usual = rng.choice(("range", "list", "chain", "leaves", None))
    return {
        code: usual if usual and rng.random() < 0.7 else rng.choice(("range", "list", "chain", "leaves"))
        for code in scheme.parents()
    }
