"""What one set of formatting marks says, as a flat table that can be laid over another."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from ..word_xml import W
from .measures import is_off, millimetres, value, whole

Marks = Mapping[str, str]
"""By name, as "spacing.before" or "font.ascii"."""

TOGGLES = ("b", "i", "caps", "vanish")
"""Switches that styles of different kinds turn over again: bold in a bold style is light."""
_FONT_SLOTS = ("ascii", "hAnsi")
_BORDERLESS = ("nil", "none")
_SOLID = frozenset({"single", "thick", "double", "thinThickSmallGap", "thickThinSmallGap"})
_IND = {"left": "left", "start": "left", "right": "right", "end": "right"}
_SPACING = ("before", "after", "line", "lineRule", "beforeAutospacing", "afterAutospacing", "beforeLines", "afterLines")
NO_MARKS: Marks = {}


def run_marks(properties: etree._Element | None) -> Marks:
    """Of a w:rPr."""
    if properties is None:
        return NO_MARKS
    marks: dict[str, str] = {}
    for name in TOGGLES:
        switch = properties.find(W + name)
        if switch is not None:
            marks[name] = "0" if is_off(switch.get(W + "val")) else "1"
    for name in ("sz", "u", "rStyle"):
        found = value(properties, name)
        if found is not None:
            marks[name] = found
    _add_fonts(properties.find(W + "rFonts"), marks)
    colour = properties.find(W + "color")
    if colour is not None:
        marks["colour"] = colour.get(W + "val", "auto")
        marks["colour.theme"] = colour.get(W + "themeColor", "")
        marks["colour.tint"] = colour.get(W + "themeTint", "") or colour.get(W + "themeShade", "")
    return marks


def _add_fonts(fonts: etree._Element | None, marks: dict[str, str]) -> None:
    """A theme's font wins over one that is named beside it; either replaces both of a lower layer."""
    for slot in _FONT_SLOTS if fonts is not None else ():
        assert fonts is not None
        theme, name = fonts.get(f"{W}{slot}Theme"), fonts.get(W + slot)
        if theme:
            marks[f"font.{slot}"] = f"+{theme}"
        elif name:
            marks[f"font.{slot}"] = name


def paragraph_marks(properties: etree._Element | None) -> Marks:
    """Of a w:pPr."""
    if properties is None:
        return NO_MARKS
    marks: dict[str, str] = {}
    for name in ("jc", "pStyle"):
        found = value(properties, name)
        if found is not None:
            marks[name] = found
    for name in ("keepNext", "pageBreakBefore", "contextualSpacing"):
        switch = properties.find(W + name)
        if switch is not None:
            marks[name] = "0" if is_off(switch.get(W + "val")) else "1"
    _add_spacing(properties.find(W + "spacing"), marks)
    _add_indents(properties.find(W + "ind"), marks)
    _add_borders(properties.find(W + "pBdr"), marks)
    _add_tabs(properties.find(W + "tabs"), marks)
    numbers = properties.find(W + "numPr")
    if numbers is not None:
        marks["numId"] = value(numbers, "numId") or marks.get("numId", "")
        marks["ilvl"] = value(numbers, "ilvl") or "0"
    return marks


def _add_spacing(spacing: etree._Element | None, marks: dict[str, str]) -> None:
    for name in _SPACING if spacing is not None else ():
        assert spacing is not None
        found = spacing.get(W + name)
        if found is not None:
            marks[f"spacing.{name}"] = found


def _add_indents(indents: etree._Element | None, marks: dict[str, str]) -> None:
    """A hanging indent is a first line's one below zero."""
    if indents is None:
        return
    for name, side in _IND.items():
        found = indents.get(W + name)
        if found is not None:
            marks[f"ind.{side}"] = found
    hanging, first = indents.get(W + "hanging"), indents.get(W + "firstLine")
    if hanging is not None:
        marks["ind.first"] = f"-{hanging.lstrip('-')}"
    elif first is not None:
        marks["ind.first"] = first


def _add_borders(borders: etree._Element | None, marks: dict[str, str]) -> None:
    for side in ("top", "bottom") if borders is not None else ():
        kind = value(borders, side)
        if kind is not None:
            marks[f"border.{side}"] = border_kind(kind)


def border_kind(kind: str) -> str:
    """ "" for no border, "solid", "broken" for dots and dashes."""
    return "" if kind in _BORDERLESS else "solid" if kind in _SOLID else "broken"


def _add_tabs(tabs: etree._Element | None, marks: dict[str, str]) -> None:
    """Under "tab.MM" each stop's kind; "clear" takes a lower layer's away."""
    for number, tab in enumerate(tabs if tabs is not None else ()):
        at = millimetres(tab.get(W + "pos"))
        if at is not None and number < 64:
            marks[f"tab.{at:.2f}"] = tab.get(W + "val", "left")


def laid_over(*layers: Marks) -> Marks:
    """What holds where later layers cover earlier ones."""
    merged: dict[str, str] = {}
    for layer in layers:
        merged.update(layer)
    return merged


def number(marks: Marks, name: str) -> int:
    """A mark's whole number, 0 where it says nothing."""
    return whole(marks.get(name))
