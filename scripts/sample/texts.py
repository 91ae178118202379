"""Puts a leaf's texts together: the reason that fits its score, the remedy that fits the leaf."""

from decimal import Decimal

from .choice import pick
from .figures import percentage, round_half_up, vietnamese
from .reasons_1_4 import REASONS_1_4
from .reasons_5_8 import REASONS_5_8
from .remedies_1_4 import REMEDIES_1_4
from .remedies_5_8 import REMEDIES_5_8
from .scheme import Node
from .text_types import Reasons, Remedy

REASONS: dict[str, Reasons] = REASONS_1_4 | REASONS_5_8
REMEDIES: dict[str, Remedy] = REMEDIES_1_4 | REMEDIES_5_8


def reason(commune: str, leaf: Node, appraised: Decimal) -> str:
    """Why the appraiser took points off; empty where the leaf has its full marks."""
    if appraised == leaf.max_points:
        return ""
    texts = REASONS[leaf.code]
    if appraised == 0:
        return texts.zero
    text = texts.partial[pick(len(texts.partial), commune, leaf.code, "reason")]
    return text.format(pct=vietnamese(round_half_up(percentage(appraised, leaf.max_points))))
