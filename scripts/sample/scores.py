"""The score of every leaf of every commune, the appraised one and the commune's own."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .choice import pick
from .profiles import FULL, PROFILES, Profile
from .scheme import LEAVES, Node, Scoring

_QUARTER = Decimal("0.25")
_TENTH = Decimal("0.1")
_TWENTIETH = Decimal("0.05")
_THOUSANDTH = Decimal("0.001")
_USUAL_MAXIMUM = Decimal("1.5")
"""A leaf worth more than this loses points more often than the rate says, one worth less, less often."""

_PERCENT_FLOOR = {
    "3.6.1": 912,
    "1.6": 800,
    "1.1.2": 700,
    "7.1.1": 760,
    "7.1.2": 680,
}
"""The lowest ordinary result of a leaf scored as a percentage, in thousandths of its maximum."""
_ONLINE_FLOOR = 520
"""The same for all other leaves of the kind: online services, digitising, postal service."""

_HEADS = {"5.2.1": 8, "5.2.2": 8, "5.3": 18}
"""Leaves that count people: the smallest number there are, so that a percentage is one of whole persons."""

_LATE_FILES, _APOLOGIES = "3.6.1", "3.6.2"
"""Where no file was late, nobody had to be apologised to."""


@dataclass(frozen=True)
class LeafScore:
    """A leaf's two scores."""

    self_score: Decimal
    appraised: Decimal


def leaf_scores(commune: str) -> dict[str, LeafScore]:
    """One commune's scores by leaf code."""
    profile = PROFILES[commune]
    appraised = {leaf.code: _appraised(commune, profile, leaf) for leaf in LEAVES}
    if appraised[_LATE_FILES] == _leaf(_LATE_FILES).max_points:
        appraised[_APOLOGIES] = _leaf(_APOLOGIES).max_points
    return {
        leaf.code: LeafScore(_self_score(commune, profile, leaf, appraised[leaf.code]), appraised[leaf.code])
        for leaf in LEAVES
    }


def _leaf(code: str) -> Node:
    return next(leaf for leaf in LEAVES if leaf.code == code)


def _appraised(commune: str, profile: Profile, leaf: Node) -> Decimal:
    by_hand = profile.appraised_score(leaf.code)
    if by_hand is not None:
        return by_hand
    if leaf.scoring is Scoring.SURVEY:
        return _survey(commune, profile, leaf)
    chance = (leaf.max_points / _USUAL_MAXIMUM) ** 2 * profile.rate
    if pick(100, commune, leaf.code, "deducted") >= chance:
        return leaf.max_points
    if leaf.scoring is Scoring.PERCENT:
        return _percent(commune, profile, leaf)
    return _step(commune, profile, leaf)


def _survey(commune: str, profile: Profile, leaf: Node) -> Decimal:
    if profile.survey == FULL:
        return leaf.max_points
    ten_thousandths = profile.survey * 10 + pick(901, commune, leaf.code, "survey") - 450
    return _thousandths(Fraction(leaf.max_points) * ten_thousandths / 10000)


def _percent(commune: str, profile: Profile, leaf: Node) -> Decimal:
    if leaf.code in _HEADS:
        heads = _HEADS[leaf.code] + pick(5, commune, leaf.code, "heads")
        missing = 1 + heads * profile.depth // 500 + pick(heads // 9, commune, leaf.code, "missing")
        return _thousandths(Fraction(leaf.max_points) * (heads - missing) / heads)
    floor = _PERCENT_FLOOR.get(leaf.code, _ONLINE_FLOOR)
    span = (FULL - floor) * (100 - profile.depth) // 100 - 2
    result = floor + pick(span, commune, leaf.code, "percent")
    return _thousandths(Fraction(leaf.max_points) * result / FULL)


def _step(commune: str, profile: Profile, leaf: Node) -> Decimal:
    """Full marks less some quarters, or a little above the half: always more than half the maximum."""
    half = leaf.max_points / 2
    losses = [_QUARTER * step for step in range(1, 8) if _QUARTER * step < half]
    losses.append(half - _TENTH)
    if leaf.max_points > 1:
        losses.append(half - _TWENTIETH)
    mildest = min(len(losses) * profile.depth // 100, len(losses) - 3)
    losses = losses[max(mildest, 0) :]
    return leaf.max_points - losses[pick(len(losses), commune, leaf.code, "step")]


def _self_score(commune: str, profile: Profile, leaf: Node, appraised: Decimal) -> Decimal:
    """Mostly full marks; less now and then, and wherever they would claim half the maximum too much."""
    by_hand = profile.self_score(leaf.code)
    if by_hand is not None:
        return by_hand
    half = leaf.max_points / 2
    gap = leaf.max_points - appraised
    modest = leaf.scoring is Scoring.SURVEY or pick(100, commune, leaf.code, "self") < 25
    if gap < half and not modest:
        return leaf.max_points
    claims = int(min(gap, half) / _TENTH)
    extra = _TENTH * pick(claims, commune, leaf.code, "claim") if claims else Decimal(0)
    return appraised + extra


def _thousandths(value: Fraction) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(_THOUSANDTH, ROUND_HALF_UP)
