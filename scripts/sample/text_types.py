"""The shapes of the texts that go with a leaf: reasons for a deduction, and the remedy."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reasons:
    """Texts for one leaf. `{pct}` stands for its index; `zero` is empty where a zero cannot occur."""

    partial: tuple[str, ...]
    zero: str = ""


@dataclass(frozen=True)
class Remedy:
    """One row of the sheet of remedies: roles and deadlines only, valid for every commune."""

    shortcoming: str
    measure: str
    owner: str
    deadline: str
