"""A few combinations in which every pair of choices occurs at least once."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

Row = dict[str, Any]
_Choice = tuple[int, int]
"""An axis and which of its choices, both by number."""
_TRIES = 5


def covering(axes: Mapping[str, Sequence[Any]], seed: int) -> list[Row]:
    """Rows with one choice of each axis; the same for the same seed. Greedy, so a little more than the fewest."""
    chance = random.Random(seed)
    sizes = [len(choices) for choices in axes.values()]
    every = [[(axis, n) for n in range(size)] for axis, size in enumerate(sizes)]
    # for every choice the choices of other axes that it has not met
    unmet = {a: {b for other in every for b in other if b[0] != a[0]} for axis in every for a in axis}
    rows = []
    while any(unmet.values()):
        tried = [_row(sizes, unmet, chance) for _ in range(_TRIES)]
        best = max(tried, key=lambda row: sum(b in unmet[a] for a, b in combinations(row, 2)))
        for a in best:
            unmet[a] -= set(best)
        rows.append({name: choices[n] for (name, choices), (_, n) in zip(axes.items(), sorted(best), strict=True)})
    return rows


def _row(sizes: Sequence[int], unmet: Mapping[_Choice, set[_Choice]], chance: random.Random) -> list[_Choice]:
    """A row built around a random pair that has not met, each further choice taken for how many it has not met."""
    first = chance.choice(sorted(a for a, others in unmet.items() if others))
    row = [first, chance.choice(sorted(unmet[first]))]
    axes = [axis for axis in range(len(sizes)) if axis not in (row[0][0], row[1][0])]
    for axis in chance.sample(axes, len(axes)):
        options = [(axis, n) for n in range(sizes[axis])]
        chance.shuffle(options)
        row.append(max(options, key=lambda option: sum(a in unmet[option] for a in row)))
    return row
