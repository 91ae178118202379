"""The parts of a Word package that make its form, parsed: body, styles, numbering, theme, settings, margins' texts."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from lxml import etree

from ...safe_xml import parsed
from ..word_xml import W, damaged, open_parts

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/officeDocument/relationships", R[1:-1].encode()),
    (b"http://purl.oclc.org/ooxml/drawingml/", b"http://schemas.openxmlformats.org/drawingml/2006/"),
)
"""The other edition of the standard has the same elements by other names."""
_WANTED = re.compile(r"[^/]+/(?:_rels/)?(?:theme/)?[^/]+\.(?:xml|rels)", re.IGNORECASE)
_MOST_PARTS = 400


@dataclass(frozen=True, slots=True)
class Package:
    """Roots of the parts; None for those that are not there or damaged."""

    body: etree._Element
    styles: etree._Element | None
    numbering: etree._Element | None
    settings: etree._Element | None
    theme: etree._Element | None
    margins: dict[str, etree._Element]
    """Headers and footers by the id of their relation."""


def open_form(data: bytes) -> Package:
    """The parsed parts. Raises UnreadableFile."""
    main, parts = open_parts(data, lambda name: _WANTED.fullmatch(name) is not None, _MOST_PARTS)
    try:
        root = _root(parts[main])
    except etree.XMLSyntaxError as error:
        raise damaged() from error
    body = root.find(W + "body")
    if body is None:
        raise damaged()
    folder, _, name = main.rpartition("/")
    related = _relations(parts.get(f"{folder}/_rels/{name}.rels", b""), folder)
    by_kind = dict(related.values())
    return Package(
        body=body,
        **{kind: _optional(parts.get(by_kind.get(kind, ""))) for kind in ("styles", "numbering", "settings", "theme")},
        margins={
            key: found
            for key, (kind, target) in related.items()
            if kind in ("header", "footer") and (found := _optional(parts.get(target))) is not None
        },
    )


def _relations(data: bytes, folder: str) -> dict[str, tuple[str, str]]:
    """By id, the last word of the relation's type and the part it leads to."""
    root = _optional(data or None)
    found = {}
    for relation in root if root is not None else ():
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if relation.get("TargetMode") != "External":
            found[relation.get("Id", "")] = (relation.get("Type", "").rpartition("/")[2], path)
    return found


def _optional(data: bytes | None) -> etree._Element | None:
    try:
        return _root(data) if data else None
    except etree.XMLSyntaxError:
        return None


def _root(data: bytes) -> etree._Element:
    if b"purl.oclc.org" in data[:4000]:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return parsed(data)
