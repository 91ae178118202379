"""Random scores of a district's communes: appraised and self-given, with ties among the totals."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction

from . import names
from .scheme import Scheme


@dataclass
class Commune:
    """A commune with its leaf scores."""

    kind: str
    name: str
    score: dict[str, Fraction]
    self_score: dict[str, Fraction]

    @property
    def display(self) -> str:
        """As findings write it: "Xã Thanh Xá"."""
        return f"{self.kind[:1].upper()}{self.kind[1:]} {self.name}"


def drawn(rng: random.Random, scheme: Scheme, *, places: int, low: bool, count: int = 20) -> list[Commune]:
    """Communes with scores of at most `places` decimals; `low`: some leaves get nothing, or less than half."""
    chosen: dict[str, None] = {}
    while len(chosen) < count:
        chosen[f"{rng.choice(names.FIRST)} {rng.choice(names.SECOND)}"] = None
    communes = [_commune(rng, scheme, name, places, low=low) for name in chosen]
    communes[0].kind = rng.choice(("thị trấn", "xã"))
    if rng.random() < 0.5:
        for _ in range(rng.randint(1, 2)):
            one, other = rng.sample(communes, 2)
            _tie(rng, scheme, one, other)
    return communes


def _commune(rng: random.Random, scheme: Scheme, name: str, places: int, *, low: bool) -> Commune:
    skill = rng.uniform(0.7, 0.97)
    score, self_score = {}, {}
    for code, maximum in scheme.leaf_maxima.items():
        score[code] = _score(rng, maximum, skill, places, low=low)
        more = maximum - score[code]
        claimed = rng.choice((Fraction(0), Fraction(1, 2), Fraction(1)))
        own = score[code] + _stepped(more * claimed, min(2, places))
        if rng.random() < 0.05:
            own = score[code] - _stepped(score[code] * Fraction(1, 5), 2)
        if own - score[code] > maximum * Fraction(49, 100):
            own = score[code]
        self_score[code] = min(maximum, max(Fraction(0), own))
    return Commune("xã", name, score, self_score)


def _score(rng: random.Random, maximum: Fraction, skill: float, places: int, *, low: bool) -> Fraction:
    if rng.random() < 0.4:
        return maximum
    if low and rng.random() < 0.06:
        return _stepped(maximum * Fraction(rng.choice((0, 0, 2, 4)), 10), 2)
    share = Fraction(min(1000, max(520, round(rng.gauss(skill, 0.15) * 1000))), 1000)
    if rng.random() < 0.35:
        quarters = Fraction(round(maximum * share * 4), 4)
        return quarters if maximum / 2 < quarters <= maximum else maximum
    least = _stepped(maximum * Fraction(51, 100), places)
    return min(maximum, max(_stepped(maximum * share, rng.randint(1, places)), least))


def _stepped(number: Fraction, places: int) -> Fraction:
    """Rounded up to a number of decimals."""
    return Fraction(-(-number * 10**places // 1), 10**places)


def _tie(rng: random.Random, scheme: Scheme, one: Commune, other: Commune) -> None:
    """Gives the other commune the same total by other scores."""
    leaves = list(scheme.leaf_maxima)
    other.score, other.self_score = dict(one.score), dict(one.self_score)
    for _ in range(200):
        up, down = rng.sample(leaves, 2)
        step = Fraction(rng.randint(1, 40), 100)
        raised, lowered = other.score[up] + step, other.score[down] - step
        if raised <= scheme.leaf_maxima[up] and lowered >= scheme.leaf_maxima[down] * Fraction(55, 100):
            other.score[up], other.score[down] = raised, lowered
            other.self_score[up] = max(other.self_score[up], raised)
