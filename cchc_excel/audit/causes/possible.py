"""Which kinds of cause the findings of a rule may name."""

from __future__ import annotations

from ...model.cause import CauseKind

OF_DIGITS = (CauseKind.TRANSPOSED_DIGITS, CauseKind.SHIFTED_DECIMAL, CauseKind.TRUNCATED)
OF_A_LEAF = (*OF_DIGITS, CauseKind.TYPO, CauseKind.UNKNOWN)
OF_AN_INDEX = (
    *OF_DIGITS,
    CauseKind.SELF_SCORE_USED,
    CauseKind.MAX_USED,
    CauseKind.ROUNDED_BEFORE_SUMMING,
    CauseKind.ROW_SHIFT,
    CauseKind.TYPO,
    CauseKind.UNKNOWN,
)
OF_A_TOTAL = tuple(kind for kind in CauseKind if kind is not CauseKind.HALF_EVEN)
OF_ROUNDING = (CauseKind.ROUNDED_BEFORE_SUMMING, CauseKind.TRUNCATED, CauseKind.HALF_EVEN, CauseKind.UNKNOWN)
OF_A_WRONG_COLUMN = (
    CauseKind.DOUBLE_COUNTED_CHILD,
    CauseKind.SELF_SCORE_USED,
    CauseKind.MAX_USED,
    CauseKind.UNKNOWN,
)
OF_A_RANK = (
    CauseKind.TRANSPOSED_DIGITS,
    CauseKind.OMITTED_CHILD,
    CauseKind.ROUNDED_BEFORE_SUMMING,
    CauseKind.ROW_SHIFT,
    CauseKind.TYPO,
    CauseKind.UNKNOWN,
)
