"""Lines drawn over the text, as Word keeps them in both of its drawing languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from ....model.form import DrawnLine
from ..word_xml import DEEPEST, TC, P, W, damaged
from .measures import MM_PER_EMU, is_off, millimetres, whole
from .runs import inner
from .theme import A

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
_V = "{urn:schemas-microsoft-com:vml}"
_O = "{urn:schemas-microsoft-com:office:office}"
_OLD = (_V + "line", _V + "shape", _V + "rect")
_LINES = frozenset({"line", "straightConnector1", "lineInv"})
_LINE_TYPES = ("_x0000_t20", "_x0000_t32")
_THIN = 1.5
"""Millimetres: a shape that is no higher, and longer than high, shows as a line."""
_PLACED = re.compile(r"\s*([-a-z]+)\s*:\s*([^;]*)")


@dataclass(frozen=True, slots=True)
class _Scale:
    """How a group's own units show on the page: millimetres of its left edge, its beginning, millimetres for one unit."""

    left: float = 0.0
    begin: float = 0.0
    unit: float = MM_PER_EMU

    def at(self, place: float) -> float:
        """Millimetres of a place given in the group's units."""
        return self.left + (place - self.begin) * self.unit


def drawn_lines(paragraph: etree._Element, width: float | None) -> Iterator[DrawnLine]:
    """The lines anchored in a paragraph whose column is so wide (mm), those in its text boxes left out."""
    in_cell = any(ancestor.tag == TC for ancestor in paragraph.iterancestors())
    for shape in _shapes(paragraph, 0):
        if shape.tag in (_WP + "anchor", _WP + "inline"):
            yield from _drawing(shape, width, in_cell=in_cell)
        elif shape.tag == _V + "group":
            yield from _old_group(shape, width)
        else:
            yield from _old_shape(shape, width)


def _shapes(parent: etree._Element, depth: int) -> Iterator[etree._Element]:
    if depth > DEEPEST:
        raise damaged()
    for child in inner(parent):
        if child.tag in (_WP + "anchor", _WP + "inline", *_OLD, _V + "group"):
            yield child
        elif child.tag not in (P, W + "txbxContent", W + "pPr", W + "rPr", W + "del"):
            yield from _shapes(child, depth + 1)


def _drawing(frame: etree._Element, width: float | None, *, in_cell: bool) -> Iterator[DrawnLine]:
    """A line alone, or those of a group or canvas."""
    extent = frame.find(_WP + "extent")
    wide = whole(extent.get("cx") if extent is not None else None) * MM_PER_EMU
    high = whole(extent.get("cy") if extent is not None else None) * MM_PER_EMU
    left = _left(frame.find(_WP + "positionH"), wide, width, in_cell=in_cell)
    content = frame.find(f"{A}graphic/{A}graphicData")
    alone = list(content) if content is not None else []
    if len(alone) == 1 and alone[0].tag == _WPS + "wsp":
        if _is_line(alone[0], wide, high):
            centre = None if left is None else left + wide / 2
            yield DrawnLine(kind="shape", length=wide, solid=_is_solid(alone[0]), centre=centre)
        return
    for group in alone:
        for line, begin, length in _grouped(group, _Scale(), 0):
            centre = None if left is None else left + begin + length / 2
            yield DrawnLine(kind="shape", length=length, solid=_is_solid(line), centre=centre)


def _grouped(group: etree._Element, scale: _Scale, depth: int) -> Iterator[tuple[etree._Element, float, float]]:
    """The lines in a group with where each begins, from the group's left edge, and its length."""
    if depth > DEEPEST:
        raise damaged()
    frame = group.find(f"{_WPG}grpSpPr/{A}xfrm")
    if frame is not None:
        unit = scale.unit
        if _of(frame, "chExt", "cx"):
            unit *= _of(frame, "ext", "cx") / _of(frame, "chExt", "cx")
        left = scale.at(_of(frame, "off", "x")) if depth else 0.0
        scale = _Scale(left, _of(frame, "chOff", "x"), unit)
    for child in inner(group):
        if child.tag == _WPS + "wsp":
            own = child.find(f"{_WPS}spPr/{A}xfrm")
            wide, high = (_of(own, "ext", side) * scale.unit for side in ("cx", "cy"))
            if _is_line(child, wide, high):
                yield child, scale.at(_of(own, "off", "x")), wide
        elif child.tag in (_WPG + "grpSp", _WPG + "wgp"):
            yield from _grouped(child, scale, depth + 1)


def _of(frame: etree._Element | None, name: str, attribute: str) -> int:
    found = frame.find(A + name) if frame is not None else None
    return whole(found.get(attribute) if found is not None else None)


def _is_line(shape: etree._Element, wide: float, high: float) -> bool:
    """Whether a shape shows as a line across; one that is not inked shows nothing."""
    outline = shape.find(f"{_WPS}spPr/{A}ln")
    if not wide or (outline is not None and outline.find(A + "noFill") is not None):
        return False
    kinds = {g.get("prst", "") for g in shape.iter(A + "prstGeom")}
    drawn = kinds or shape.find(f"{_WPS}spPr/{A}custGeom") is not None
    return bool(kinds & _LINES and high <= max(_THIN, wide / 5)) or bool(drawn and high <= _THIN)


def _is_solid(shape: etree._Element) -> bool:
    return {d.get("val", "solid") for d in shape.iter(A + "prstDash")} <= {"solid"}


def _left(place: etree._Element | None, wide: float, width: float | None, *, in_cell: bool) -> float | None:
    """The left edge from that of the column; None where it is placed by something else."""
    from_text = ("column", "text", "") if in_cell else ("column", "margin", "text", "")
    if place is None or place.get("relativeFrom", "") not in from_text:
        return None
    offset, aligned = place.find(_WP + "posOffset"), place.find(_WP + "align")
    if offset is not None:
        return whole((offset.text or "").strip()) * MM_PER_EMU
    if aligned is not None and aligned.text == "center" and width is not None:
        return (width - wide) / 2
    return None


def _old_shape(shape: etree._Element, width: float | None) -> Iterator[DrawnLine]:
    style = _style(shape)
    ends = [_along(shape.get(end, "")) for end in ("from", "to")]
    length, begin = abs(ends[1] - ends[0]), min(ends)
    if shape.tag != _V + "line":
        length, high = (millimetres(style.get(side), 1.0) or 0.0 for side in ("width", "height"))
        begin = 0.0
        if not _is_old_line(shape, length, high):
            return
    if length and not is_off(shape.get("stroked")):
        left = _old_left(style, length, width)
        centre = None if left is None else left + begin + length / 2
        yield DrawnLine(kind="shape", length=length, solid=_is_old_solid(shape), centre=centre)


def _is_old_line(shape: etree._Element, wide: float, high: float) -> bool:
    is_line = shape.get("type", "").lstrip("#") in _LINE_TYPES or shape.get(_O + "spt") in ("20", "32")
    return (is_line or shape.tag == _V + "rect") and high <= max(_THIN, wide / 5 if is_line else 0)


def _old_group(group: etree._Element, width: float | None) -> Iterator[DrawnLine]:
    """A group's lines, measured in its own units."""
    style = _style(group)
    wide = millimetres(style.get("width"), 1.0) or 0.0
    units, begin = (whole(group.get(name, "").partition(",")[0].strip()) for name in ("coordsize", "coordorigin"))
    scale = _Scale(begin=begin, unit=wide / (units or 1000))
    left = _old_left(style, wide, width)
    for shape in group.iter(*_OLD):
        own = _style(shape)
        if shape.tag == _V + "line":
            ends = sorted(whole(shape.get(end, "").partition(",")[0].strip()) for end in ("from", "to"))
        else:
            ends = [whole(own.get("left")), whole(own.get("left")) + whole(own.get("width"))]
            if not _is_old_line(shape, ends[1] - ends[0], whole(own.get("height"))):
                continue
        length = (ends[1] - ends[0]) * scale.unit
        if length and not is_off(shape.get("stroked")):
            centre = None if left is None else left + scale.at((ends[0] + ends[1]) / 2)
            yield DrawnLine(kind="shape", length=length, solid=_is_old_solid(shape), centre=centre)


def _style(shape: etree._Element) -> dict[str, str]:
    return {name: value.strip() for name, value in _PLACED.findall(shape.get("style", ""))}


def _is_old_solid(shape: etree._Element) -> bool:
    stroke = shape.find(_V + "stroke")
    return (stroke.get("dashstyle", "solid") if stroke is not None else "solid") == "solid"


def _along(point: str) -> float:
    """How far right a point lies."""
    return millimetres(point.partition(",")[0], 0.75) or 0.0


def _old_left(style: dict[str, str], wide: float, width: float | None) -> float | None:
    """The left edge from that of the column; None where it is placed by the page's."""
    if style.get("mso-position-horizontal-relative", "text") not in ("text", "char"):
        return None
    placed = style.get("mso-position-horizontal", "absolute")
    if placed == "center" and width is not None:
        return (width - wide) / 2
    return (millimetres(style.get("margin-left"), 0.75) or 0.0) if placed == "absolute" else None


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
