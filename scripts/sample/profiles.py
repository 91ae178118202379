"""How each commune did: how often it lost points, how its surveys went, and the leaves set by hand."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Profile:
    """One commune's year.

    `rate` is the chance in a hundred that a leaf of part A loses points, `depth` how heavily (0 to 90), and
    `survey` the usual result of a survey in thousandths of its maximum. `appraised` and `self_scores` state
    single leaves by code and go before everything else: zeros, scores below half the maximum, the points
    that settle a tie, and all of xã Thanh Xá.
    """

    rate: int
    depth: int
    survey: int
    appraised: dict[str, str] = field(default_factory=dict)
    self_scores: dict[str, str] = field(default_factory=dict)

    def appraised_score(self, code: str) -> Decimal | None:
        text = self.appraised.get(code)
        return None if text is None else Decimal(text)

    def self_score(self, code: str) -> Decimal | None:
        text = self.self_scores.get(code)
        return None if text is None else Decimal(text)


FULL = 1000
"""Thousandths: a commune whose surveys all stand at their maximum unless set by hand."""

_THANH_XA = {
    "1.1.2": "1.45",
    "1.4": "1.25",
    "1.5": "0.5",
    "2.3": "1.25",
    "3.2": "1.25",
    "3.6.1": "2.48",
    "3.6.2": "0.75",
    "3.10": "1.25",
    "4.3": "1",
    "5.3": "1.875",
    "5.5": "1.5",
    "7.1.2": "1.5",
    "7.2.2": "0.615",
    "7.2.3": "0",
    "7.4": "1",
    "7.5": "1.25",
    "8.1": "1.5",
    "8.2.1": "2.315",
    "8.2.2": "2.27",
    "8.2.3": "3.085",
    "8.2.4": "3.02",
    "8.3.1": "1.725",
    "8.3.2": "1.698",
    "8.3.3": "1.74",
    "8.3.4": "1.712",
    "8.3.5": "1.641",
}

PROFILES: dict[str, Profile] = {
    "Thanh Xá": Profile(0, 0, FULL, _THANH_XA, {"1.5": "2", "7.2.2": "1.2", "7.2.3": "0.4"}),
    "Thanh Quang": Profile(
        0,
        0,
        FULL,
        {
            "1.5": "1.25",
            "7.2.2": "0.835",
            "7.2.3": "0.63",
            "8.2.1": "2.115",
            "8.2.3": "2.615",
            "8.2.4": "2.54",
            "8.3.5": "1.216",
        },
    ),
    "Thanh Hà": Profile(18, 10, 855, {"8.1": "1.75"}),
    "Thanh Sơn": Profile(16, 20, 840, {"7.2.3": "0.415", "8.1": "1.5"}),
    "Hồng Lạc": Profile(30, 30, 810, {"8.1": "1.75"}, {"1.2": "1.25"}),
    "Thanh Thủy": Profile(20, 20, 810, {"7.3": "0.385"}),
    "Cẩm Chế": Profile(26, 40, 805, {"1.5": "0.75", "8.1": "1.5"}, {"4.2": "1.25"}),
    "Tân An": Profile(24, 90, 765, {"7.2.3": "0"}, {"7.2.3": "1"}),
    "Thanh Hải": Profile(26, 90, 740, {"7.2.2": "0.672", "8.1": "1.25"}),
    "Liên Mạc": Profile(20, 50, 760, {"1.5": "0"}, {"1.5": "1.5"}),
    "Thanh Cường": Profile(20, 90, 725, {"7.2.3": "0.362", "3.6.2": "0.25"}, {"3.6.2": "1"}),
    "Thanh Xuân": Profile(28, 90, 675, {"7.3": "0"}),
    "Việt Hồng": Profile(32, 90, 690, {"1.5": "0.5", "7.2.3": "0.315", "5.5": "1"}),
    # Its surveys settle the tie with Việt Hồng; they are chosen so that a spreadsheet's own sums tie as well.
    "Vĩnh Lập": Profile(28, 90, 690, {"7.2.2": "0.561", "3.9": "0.5", "1.5": "0", "8.2.3": "2.901", "8.2.4": "3.163"}),
    "Thanh Lang": Profile(26, 60, 675, {"7.2.3": "0", "2.2": "0.5", "3.10": "0.835"}),
    "An Phượng": Profile(38, 70, 685, {"1.5": "0", "7.3": "0.425", "7.5": "0.75"}),
    "Thanh An": Profile(26, 90, 650, {"3.10": "0.845", "7.2.3": "0", "1.4": "0.75", "1.7": "0.5"}),
    "Tân Việt": Profile(34, 90, 635, {"7.2.2": "0.555", "7.2.3": "0.25", "1.5": "0", "7.5": "0.75"}),
    "Thanh Khê": Profile(48, 90, 615, {"1.5": "0", "7.2.3": "0", "3.10": "0.764", "5.4": "0.75"}, {"3.10": "2"}),
    "Thanh Hồng": Profile(44, 90, 590, {"1.5": "0", "5.5": "1", "3.10": "0.688", "7.5": "0"}),
}
"""By commune: the published one first, the one with very few deductions next, then from good to weak."""
