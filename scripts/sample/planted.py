"""The three mistakes planted in the sample on purpose. Nothing else in the two workbooks is wrong.

1. Xã Thanh Hải, score sheet: the appraised sum of one criterion stops one row short of its last child.
   Part A, the total, the index and the commune's row in "Tổng hợp" follow from it; its rank and grade stay,
   and the decision has the right figures.
2. Xã Liên Mạc, decision, Phụ lục I: two digits of one criterion's score are swapped.
3. Xã Vĩnh Lập ties with xã Việt Hồng, but the decision gives it the next rank instead of the shared one.

All three stand in communes whose figures are illustrative.
"""

from decimal import Decimal

OMITTING_COMMUNE = "Thanh Hải"
OMITTING_PARENT, OMITTED_CHILD = "2", "2.4"

SWAPPED_COMMUNE, SWAPPED_CRITERION = "Liên Mạc", "3"

TIED_FIRST, TIED_SECOND = "Việt Hồng", "Vĩnh Lập"


def omissions(commune: str) -> dict[str, str]:
    """By parent, the child that its appraised sum leaves out on the commune's sheet."""
    return {OMITTING_PARENT: OMITTED_CHILD} if commune == OMITTING_COMMUNE else {}


def stated_score(commune: str, code: str, printed: Decimal) -> Decimal:
    """What the decision states for a criterion whose score prints as `printed`."""
    if (commune, code) != (SWAPPED_COMMUNE, SWAPPED_CRITERION):
        return printed
    text = f"{printed:.2f}"
    stated = Decimal(text[:-2] + text[-1] + text[-2])
    if stated == printed:
        raise ValueError(f"{commune}, criterion {code}: swapping the decimals of {text} changes nothing")
    return stated


def stated_rank(commune: str, rank: int) -> int:
    """The rank that the decision states for a commune of the given true rank."""
    return rank + 1 if commune == TIED_SECOND else rank
