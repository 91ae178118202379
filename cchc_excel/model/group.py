"""Everything that was read for one authority and one year, before any judgement."""

from __future__ import annotations

from dataclasses import dataclass, field

from .decision import CommuneTable
from .facts import Contact, Information, Remedy
from .finding import Place
from .names import CommuneName
from .score_sheet import SchemeSheet, ScoreSheet


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that could not be read; a rule turns it into a finding."""

    code: str
    """The rule's code: R01, R02, ..."""
    place: Place
    what: str
    """What is wrong, a Vietnamese clause without a closing period."""
    way_out: str
    """What to do, likewise."""
    commune: str | None = None
    milder: bool = False
    """Worth knowing only: it harms nothing else."""
    unless_decided: bool = False
    """Whether it is milder where the group has an official decision: the file may be that decision's signed copy."""
    unless_scored: CommuneName | None = None
    """The commune whose self-scores alone a sheet holds: it is milder where another sheet has the appraised ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One appraisal: an authority, a year, and all that the folder holds about them."""

    authority: str
    """"UBND huyện Thanh Hà"; "" when nothing names it."""
    year: int
    sheets: tuple[ScoreSheet, ...]
    tables: tuple[CommuneTable, ...] = ()
    schemes: tuple[SchemeSheet, ...] = ()
    """Sheets that lay down the scheme; more than one need not agree."""
    information: Information = field(default_factory=Information)
    contacts: tuple[Contact, ...] = ()
    remedies: tuple[Remedy, ...] = ()
    troubles: tuple[Trouble, ...] = ()
