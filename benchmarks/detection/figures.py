"""Ways a single figure goes wrong, and every way a wrong figure could be explained, so that no ambiguous one is used."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from .exact import digits, is_apart, rounded, truncated

KINDS = (
    "transposed_digits",
    "shifted_decimal",
    "self_score_used",
    "max_used",
    "truncated",
    "rounded_before_summing",
    "row_shift",
    "typo",
    "stale_total",
)


@dataclass(frozen=True)
class Evidence:
    """What else is known of a figure that will be spoilt."""

    right: Fraction
    """Exact."""
    typed: Fraction
    """As it was, or would have been, typed."""
    self_score: Fraction
    maximum: Fraction
    parts: tuple[Fraction, ...] = ()
    """Exact figures that add up to it."""
    hasty: Fraction | None = None
    """What comes of already rounded figures."""
    others: tuple[Fraction, ...] = ()
    """The same figure of other communes, exact."""
    neighbours: tuple[Fraction, ...] = ()
    """Of those, the ones in neighbouring lines."""


def wrong(kind: str, known: Evidence, rng: random.Random) -> Fraction | None:
    """A wrong figure of a kind that nothing else explains; None when there is none."""
    candidates = list(_candidates(kind, known, rng))
    rng.shuffle(candidates)
    for stated in candidates:
        if stated < 0 or not is_apart(stated, known.right) or not is_apart(stated, known.typed):
            continue
        if explanations(known, stated) <= {kind}:
            return stated
    return None


def _candidates(kind: str, known: Evidence, rng: random.Random) -> list[Fraction]:
    typed = known.typed
    match kind:
        case "transposed_digits":
            return _transposed(digits(typed))
        case "shifted_decimal":
            return [typed * 10, typed / 10]
        case "self_score_used":
            return [rounded(known.self_score)]
        case "max_used":
            return [known.maximum]
        case "truncated":
            return [truncated(known.right)]
        case "rounded_before_summing":
            return [known.hasty] if known.hasty is not None else []
        case "row_shift":
            return list(known.neighbours)
        case "typo":
            return _mistyped(digits(typed), rng)
    return [rounded(known.right * Fraction(rng.randint(700, 1200), 1000)) for _ in range(8)]


def _transposed(text: str) -> list[Fraction]:
    """Two neighbouring digits swapped, over the point too; the number keeps its length."""
    at = [i for i, c in enumerate(text) if c.isdigit()]
    found = []
    for a, b in pairwise(at):
        swapped = list(text)
        swapped[a], swapped[b] = swapped[b], swapped[a]
        new = "".join(swapped)
        if text[a] != text[b] and not (new.startswith("0") and not new.startswith("0.")):
            found.append(Fraction(new))
    return found


def _mistyped(text: str, rng: random.Random) -> list[Fraction]:
    found = []
    for at in (i for i, c in enumerate(text) if c.isdigit()):
        other = rng.choice([d for d in "123456789" if d != text[at]])
        found.append(Fraction(text[:at] + other + text[at + 1 :]))
    return found


def explanations(known: Evidence, stated: Fraction) -> set[str]:
    """Every kind, "typo" and "stale_total" apart, that a stated figure could be."""
    found = set()
    forms = {digits(known.typed), digits(rounded(known.right)), _padded(rounded(known.right))}
    if any(stated in _transposed(f) for f in forms):
        found.add("transposed_digits")
    if any(stated == base * scale for base in (known.typed, rounded(known.right)) for scale in _SCALES):
        found.add("shifted_decimal")
    if _same(stated, known.self_score):
        found.add("self_score_used")
    if _same(stated, known.maximum):
        found.add("max_used")
    if any(stated == truncated(known.right, n) for n in (0, 1, 2)) and is_apart(stated, known.right):
        found.add("truncated")
    if known.hasty is not None and stated == known.hasty:
        found.add("rounded_before_summing")
    if any(_same(stated, o) for o in known.others):
        found.add("row_shift")
    if any(_same(stated, known.right - p) for p in known.parts if p):
        found.add("omitted_child")
    if any(_same(stated, known.right + p) for p in known.parts if p):
        found.add("double_counted_child")
    return found


_SCALES = (Fraction(10), Fraction(1, 10), Fraction(100), Fraction(1, 100))


def _same(stated: Fraction, other: Fraction) -> bool:
    return stated == other or rounded(stated) == rounded(other)


def _padded(number: Fraction) -> str:
    whole, _, part = digits(number).partition(".")
    return f"{whole}.{part.ljust(2, '0')}"


def leaf_alternatives(leaves: list[Fraction], change: Fraction) -> int:
    """How many single leaves would explain a change by swapped digits or a shifted point in them."""
    count = 0
    for leaf in leaves:
        before = leaf + change
        if before >= 0 and leaf in _slipped(before):
            count += 1
        if before >= 0 and before in _slipped(leaf):
            count += 1
    return count


def _slipped(number: Fraction) -> list[Fraction]:
    try:
        text = digits(number)
    except ValueError:
        return []
    return [*_transposed(text), number * 10, number / 10]
