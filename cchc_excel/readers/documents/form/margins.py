"""Sections: paper, margins, and the texts in the margins with what later sections inherit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from ....model.form import FormParagraph, FormSection, PageMargin
from ..limits import too_long
from ..word_xml import W, is_on
from .measures import millimetres, value, whole
from .package import Package, R

Read = Callable[[etree._Element, float], tuple[FormParagraph, ...]]
"""Reads the paragraphs of a header or footer that is so wide (mm)."""
_PAPER = (215.9, 279.4)
"""Word's own choice, in millimetres."""
_MOST_SECTIONS = 200
_KINDS = ("first", "default", "even")
_CONTINUING = ("continuous", "nextColumn")


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for the whole document."""

    even_and_odd: bool
    gutter_on_top: bool
    summed_spacing: bool
    default_tab: float

    @classmethod
    def of(cls, root: etree._Element | None) -> Settings:
        """From the settings part, or Word's own."""
        compat = root.find(W + "compat") if root is not None else None
        return cls(
            even_and_odd=is_on(root, "evenAndOddHeaders"),
            gutter_on_top=is_on(root, "gutterAtTop"),
            summed_spacing=is_on(compat, "doNotUseHTMLParagraphAutoSpacing"),
            default_tab=millimetres(value(root, "defaultTabStop")) or 12.7,
        )


def section_marks(body: etree._Element) -> list[etree._Element]:
    """Every w:sectPr in order; the last one stands in the body itself."""
    return [s for s in body.iter(W + "sectPr") if s.getparent() is not None and _is_live(s, body)]


def _is_live(section: etree._Element, body: etree._Element) -> bool:
    parent = section.getparent()
    return parent is body or (parent is not None and parent.tag == W + "pPr")


def sections(package: Package, settings: Settings, read: Read) -> Iterator[FormSection]:
    """The sections; one that says nothing where there is none. Raises UnreadableFile."""
    inherited: dict[tuple[str, str], etree._Element] = {}
    found_marks = section_marks(package.body)
    if len(found_marks) > _MOST_SECTIONS:
        raise too_long()
    for marks in found_marks or [etree.Element(W + "sectPr")]:
        for part in ("header", "footer"):
            for reference in marks.iterfind(f"{W}{part}Reference"):
                found = package.margins.get(reference.get(R + "id", ""))
                if found is not None:
                    inherited[part, reference.get(W + "type", "default")] = found
        yield _section(marks, settings, inherited, read)


def _section(
    marks: etree._Element, settings: Settings, texts: dict[tuple[str, str], etree._Element], read: Read
) -> FormSection:
    width, height = (millimetres(value(marks, "pgSz", a)) or usual for a, usual in zip(("w", "h"), _PAPER, strict=True))
    sides = {side: abs(millimetres(value(marks, "pgMar", side)) or 0.0) for side in ("top", "bottom", "left", "right")}
    sides["top" if settings.gutter_on_top else "left"] += millimetres(value(marks, "pgMar", "gutter")) or 0.0
    title = is_on(marks, "titlePg")
    used = [k for k in _KINDS if k == "default" or (title if k == "first" else settings.even_and_odd)]
    room = width - sides["left"] - sides["right"]
    start = value(marks, "pgNumType", "start")
    made: dict[str, Sequence[PageMargin]] = {
        part: [PageMargin(kind=k, paragraphs=read(texts[part, k], room)) for k in used if (part, k) in texts]
        for part in ("header", "footer")
    }
    return FormSection(
        width=width, height=height, **sides, title_page=title, new_page=(value(marks, "type") not in _CONTINUING),
        number_format=value(marks, "pgNumType", "fmt") or "decimal",
        number_start=None if start is None else whole(start),
        headers=tuple(made["header"]), footers=tuple(made["footer"]),
    )  # fmt: skip
