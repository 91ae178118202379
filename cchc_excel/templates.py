"""Finds the Word templates of a run, compiles each once, and picks the most specific one for each commune and authority."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from .bundled import SUMMARY_TEMPLATE_NAME, TEMPLATE_NAME, folder, template_places
from .errors import TemplateError
from .files.disk_words import told
from .model.names import CommuneName, slug
from .writers import district_summary
from .writers.report import TAGS, ReportTemplate, Tag
from .writers.report.template_fault import FaultyTemplate

LARGEST_FILE = 64 * 2**20
KINDS = ("xa", "phuong", "thi-tran", "dac-khu")
"""Types of communes as file names have them."""
_LOCK = "~$"
_Key = tuple[str, str]
"""An authority's and a type's slug; "" for any."""


def authority_slug(authority: str) -> str:
    """An authority as names of folders and templates have it: "UBND huyện Thanh Hà" is "huyen-thanh-ha"."""
    return slug(authority.removeprefix("UBND ")) if authority else "khong-ro-co-quan"


@dataclass(frozen=True, slots=True)
class Templates:
    """The report templates of a run."""

    _by_key: Mapping[_Key, ReportTemplate]
    _faulty: Mapping[_Key, TemplateError] = field(default_factory=dict)
    """Templates for one authority that are faulty: an error only where that authority is at hand."""
    _files: Mapping[_Key, Path] = field(default_factory=dict)

    @classmethod
    def only(cls, template: ReportTemplate) -> Templates:
        """One template for all."""
        return cls({("", ""): template})

    @classmethod
    def beside(cls, inputs: Path) -> Templates:
        """Those in `report_templates` beside the inputs, above them, in the working folder, and the shipped one.

        Of two files of one name the nearer is taken. Raises TemplateError where one for all authorities is faulty.
        """
        files = _files(inputs, TEMPLATE_NAME)
        compiled: dict[_Key, ReportTemplate] = {}
        faulty: dict[_Key, TemplateError] = {}
        for key, path in files.items():
            try:
                compiled[key] = compiled_template(path)
            except TemplateError as fault:
                if not key[0]:
                    raise
                faulty[key] = fault
        return cls(compiled, faulty, files)

    def of(self, authority: str, commune: CommuneName) -> ReportTemplate:
        """The template for a commune: its authority's for its type, its authority's, its type's, the common one.

        Raises TemplateError where that one is faulty.
        """
        key = self._key(authority, commune)
        if key in self._faulty:
            raise self._faulty[key]
        return self._by_key[key]

    def settle(self, needed: Iterable[tuple[str, CommuneName]]) -> tuple[str, ...]:
        """Looks before anything is written whether all that is needed is sound; a line for each file that fits nothing.

        `needed` are communes, each with its authority. Raises TemplateError.
        """
        used: set[_Key] = {("", "")}
        for authority, commune in needed:
            self.of(authority, commune)
            used |= set(_keys(authority, commune))
        return tuple(_unfit(path) for key, path in self._files.items() if key not in used)

    def _key(self, authority: str, commune: CommuneName) -> _Key:
        known = (*self._by_key, *self._faulty)
        return next((key for key in _keys(authority, commune) if key in known), ("", ""))


@dataclass(frozen=True, slots=True)
class SummaryTemplates:
    """The summary's templates of a run. A faulty one costs the summaries made from it and nothing else."""

    _files: Mapping[_Key, Path]
    _compiled: dict[Path, ReportTemplate | TemplateError] = field(default_factory=dict)

    @classmethod
    def beside(cls, inputs: Path) -> SummaryTemplates:
        """Those that lie where the report templates do."""
        return cls(_files(inputs, SUMMARY_TEMPLATE_NAME))

    def of(self, authority: str) -> ReportTemplate:
        """The authority's own, else the common one. Raises TemplateError where that one is faulty."""
        path = self._files.get((authority_slug(authority), ""), self._files["", ""])
        if path not in self._compiled:
            try:
                self._compiled[path] = compiled_template(path, district_summary.TAGS)
            except TemplateError as fault:
                self._compiled[path] = fault
        found = self._compiled[path]
        if isinstance(found, TemplateError):
            raise found
        return found

    def unfit(self, authorities: Iterable[str]) -> tuple[str, ...]:
        """A line for each file that fits none of the authorities."""
        used = {("", ""), *((authority_slug(a), "") for a in authorities)}
        return tuple(_unfit(path) for key, path in self._files.items() if key not in used)


def _unfit(path: Path) -> str:
    return f"Mẫu “{path}” không hợp với cơ quan, loại đơn vị nào lần này nên không dùng."


def compiled_template(path: Path, tags: Sequence[Tag] = TAGS) -> ReportTemplate:
    """The Word template, a report's unless other tags are given, checked and ready to fill. Raises TemplateError."""
    try:
        return ReportTemplate.compile(template_bytes(path), path.name, tags)
    except FaultyTemplate as problem:
        raise FaultyTemplate(path.name, problem.faults, f'"{path}"') from problem


def template_bytes(path: Path) -> bytes:
    """A template file's bytes. Raises TemplateError."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise TemplateError(f"Mẫu báo cáo “{path}” lớn quá {LARGEST_FILE // 2**20} MB. Hãy bỏ bớt hình trong mẫu.")
        return path.read_bytes()
    except OSError as error:
        raise TemplateError(
            f"Không đọc được mẫu báo cáo “{path}”: {told(error)}. Hãy đóng tệp trong Word hoặc chép lại mẫu bằng lệnh cchc init."
        ) from error


def _keys(authority: str, commune: CommuneName) -> tuple[_Key, ...]:
    """What fits a commune, the most specific first."""
    own, kind = authority_slug(authority), slug(commune.kind) if commune.kind else ""
    return ((own, kind), (own, ""), ("", kind), ("", ""))


def _files(inputs: Path, name: str) -> dict[_Key, Path]:
    """The template of this name and its variants by what they are for, the nearest of each; the shipped one for any."""
    stem = name.removesuffix(".docx")
    files: dict[_Key, Path] = {}
    for place in template_places(inputs):
        for path in sorted(place.glob("*.docx")) if place.is_dir() else ():
            if path.name.startswith(_LOCK) or not path.is_file():
                continue
            if path.stem.lower() == stem or path.stem.lower().startswith(f"{stem}_"):
                files.setdefault(_key_of(path.stem[len(stem) + 1 :]), path)
    files.setdefault(("", ""), folder("report_templates") / name)
    return files


def _key_of(name: str) -> _Key:
    """What a file is for, by its name's end: "xa", "huyen-thanh-ha", "huyen-thanh-ha_xa"."""
    if not name:
        return "", ""
    pieces = [slug(piece) for piece in name.split("_")]
    kind = pieces.pop() if pieces[-1] in KINDS else ""
    return "-".join(pieces), kind
