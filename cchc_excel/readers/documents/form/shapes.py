"""Lines drawn over the text, as Word keeps them in both of its drawing languages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from ....model.form import DrawnLine
from ..word_xml import DEEPEST, P, W, damaged
from .measures import MM_PER_EMU, millimetres, whole
from .runs import inner
from .theme import A

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_LINES = frozenset({"line", "straightConnector1", "lineInv"})
_LINE_TYPES = ("_x0000_t20", "_x0000_t32")
_THIN = 1.5
"""Millimetres: a shape that is no higher, and longer than high, shows as a line."""
_PLACED = re.compile(r"\s*([-a-z]+)\s*:\s*([^;]*)")
_FROM_TEXT = ("column", "margin", "text", "")


def drawn_lines(paragraph: etree._Element, width: float | None) -> Iterator[DrawnLine]:
    """The lines anchored in a paragraph whose column is so wide (mm), those in its text boxes left out."""
    for shape in _shapes(paragraph, 0):
        if shape.tag in (_WP + "anchor", _WP + "inline"):
            yield from _drawing(shape, width)
        else:
            yield from _old_shape(shape)


def _shapes(parent: etree._Element, depth: int) -> Iterator[etree._Element]:
    if depth > DEEPEST:
        raise damaged()
    for child in inner(parent):
        if child.tag in (_WP + "anchor", _WP + "inline", _V + "line", _V + "shape", _V + "rect"):
            yield child
        elif child.tag not in (P, W + "txbxContent", W + "pPr", W + "rPr", W + "del"):
            yield from _shapes(child, depth + 1)


def _drawing(frame: etree._Element, width: float | None) -> Iterator[DrawnLine]:
    extent = frame.find(_WP + "extent")
    wide = whole(extent.get("cx") if extent is not None else None) * MM_PER_EMU
    high = whole(extent.get("cy") if extent is not None else None) * MM_PER_EMU
    kinds = {g.get("prst", "") for g in frame.iter(A + "prstGeom")}
    straight = bool(kinds & _LINES) and high <= max(_THIN, wide / 5)
    if not wide or not (straight or (kinds and high <= _THIN)):
        return
    dashes = {d.get("val", "solid") for d in frame.iter(A + "prstDash")}
    yield DrawnLine(
        kind="shape", length=wide, solid=dashes <= {"solid"}, centre=_centre(frame.find(_WP + "positionH"), wide, width)
    )


def _centre(place: etree._Element | None, wide: float, width: float | None) -> float | None:
    """From the column's left edge; None where it is placed by something else."""
    if place is None or place.get("relativeFrom", "") not in _FROM_TEXT:
        return None
    offset, aligned = place.find(_WP + "posOffset"), place.find(_WP + "align")
    if offset is not None:
        return whole((offset.text or "").strip()) * MM_PER_EMU + wide / 2
    if aligned is not None and aligned.text == "center" and width is not None:
        return width / 2
    return None


def _old_shape(shape: etree._Element) -> Iterator[DrawnLine]:
    style = dict(_PLACED.findall(shape.get("style", "")))
    stroke = shape.find(_V + "stroke")
    solid = (stroke.get("dashstyle", "solid") if stroke is not None else "solid") == "solid"
    if shape.tag == _V + "line":
        ends = [_along(shape.get(end, "")) for end in ("from", "to")]
        length = abs(ends[1] - ends[0])
        if length:
            yield DrawnLine(kind="shape", length=length, solid=solid, centre=_offset(style) + sum(ends) / 2)
        return
    wide, high = (millimetres(style.get(side), 1.0) or 0.0 for side in ("width", "height"))
    is_line = shape.get("type", "").lstrip("#") in _LINE_TYPES or shape.get(_O + "spt") in ("20", "32")
    if wide and (is_line or shape.tag == _V + "rect") and high <= max(_THIN, wide / 5 if is_line else 0):
        yield DrawnLine(kind="shape", length=wide, solid=solid, centre=_offset(style) + wide / 2)


def _along(point: str) -> float:
    """How far right a point lies."""
    return millimetres(point.partition(",")[0], 0.75) or 0.0


def _offset(style: dict[str, str]) -> float:
    return millimetres(style.get("margin-left"), 0.75) or 0.0


def box_place(content: etree._Element) -> str:
    """How the text box around this content stands across the page: "center", "left", ...; "" where it cannot be told."""
    for ancestor in content.iterancestors():
        if ancestor.tag in (_WP + "anchor", _WP + "inline"):
            aligned = ancestor.find(f"{_WP}positionH/{_WP}align")
            return str(aligned.text or "") if aligned is not None else ""
        if ancestor.tag == P:
            return ""
        found: dict[str, str] = dict(_PLACED.findall(ancestor.get("style", "")))
        if "mso-position-horizontal" in found:
            return found["mso-position-horizontal"].strip()
    return ""
