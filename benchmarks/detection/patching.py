"""Puts into a written workbook what XlsxWriter cannot write: shared formulas and links to another workbook."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from .cells import At

_LINKED_BOOK = "diem-xa-goc.xlsx"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_LINK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml"


@dataclass(frozen=True)
class Patch:
    """What to change in one workbook."""

    shared: list[list[list[At]]] = field(default_factory=list)
    """By sheet, the stretches of cells that share one formula."""
    foreign: frozenset[str] = frozenset()
    """Sheets of the linked workbook."""
    uncached: list[list[At]] = field(default_factory=list)
    """By sheet, the formulas whose result is taken out."""


def patched(data: bytes, patch: Patch) -> bytes:
    """The workbook with the changes made."""
    if not any(patch.shared) and not patch.foreign and not patch.uncached:
        return data
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode("utf-8")
            number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if number and patch.shared:
                text = _share(text, patch.shared[int(number[1]) - 1])
            if number and patch.uncached:
                text = _without_results(text, patch.uncached[int(number[1]) - 1])
            if patch.foreign:
                text = _linked(name, text)
            target.writestr(name, text)
        if patch.foreign:
            target.writestr("xl/externalLinks/externalLink1.xml", _link(sorted(patch.foreign)))
            target.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", _link_target())
    return result.getvalue()


def _share(text: str, runs: list[list[At]]) -> str:
    members: dict[str, str] = {}
    for number, run in enumerate(runs):
        first, last = run[0], run[-1]
        members[first.cell] = f'<f t="shared" ref="{first.cell}:{last.cell}" si="{number}">'
        members.update((at.cell, f'<f t="shared" si="{number}"/>') for at in run[1:])

    def replaced(found: re.Match[str]) -> str:
        new = members.get(found[2])
        if new is None:
            return found[0]
        return f"{found[1]}{new}" if new.endswith("/>") else f"{found[1]}{new}{found[3]}</f>"

    return re.sub(r'(<c r="([A-Z]+\d+)"[^>]*>)<f>([^<]*)</f>', replaced, text)


def _without_results(text: str, cells: list[At]) -> str:
    for at in cells:
        text = re.sub(
            rf'(<c r="{at.cell}"[^>]*>(?:<f>[^<]*</f>|<f [^>]*/>|<f [^>]*>[^<]*</f>))<v>[^<]*</v>', r"\1", text
        )
    return text


def _linked(name: str, text: str) -> str:
    if name == "[Content_Types].xml":
        part = f'<Override PartName="/xl/externalLinks/externalLink1.xml" ContentType="{_LINK_TYPE}"/>'
        return text.replace("</Types>", f"{part}</Types>")
    if name == "xl/_rels/workbook.xml.rels":
        kind = f"{_OFFICE}/externalLink"
        link = f'<Relationship Id="rIdLink1" Type="{kind}" Target="externalLinks/externalLink1.xml"/>'
        return text.replace("</Relationships>", f"{link}</Relationships>")
    if name == "xl/workbook.xml":
        return text.replace(
            "</sheets>", '</sheets><externalReferences><externalReference r:id="rIdLink1"/></externalReferences>'
        )
    return text


def _link(sheets: list[str]) -> str:
    names = "".join(f'<sheetName val="{s}"/>' for s in sheets)
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<externalLink xmlns="{_MAIN}">'
        f'<externalBook xmlns:r="{_OFFICE}" r:id="rId1"><sheetNames>{names}</sheetNames></externalBook></externalLink>'
    )


def _link_target() -> str:
    kind = f"{_OFFICE}/externalLinkPath"
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE}">'
        f'<Relationship Id="rId1" Type="{kind}" Target="{_LINKED_BOOK}" TargetMode="External"/></Relationships>'
    )
