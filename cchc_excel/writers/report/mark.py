"""Writes the report's own mark into its package, beside whatever properties the office's template has."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import count

from lxml import etree

from ...errors import TemplateError
from ...model.report_mark import AUTHORITY, COMMUNE, CONTENT, PART, PROPERTIES, YEAR, ReportMark, content_of
from .opening import parsed
from .package import LEVEL_ONCE, PackedPart, packed

_TYPES, _LINKS = "[Content_Types].xml", "_rels/.rels"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_USUAL = "http://schemas.openxmlformats.org/officeDocument/2006/"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/"
_NAMES = {
    _USUAL: ("relationships/custom-properties", "custom-properties", "docPropsVTypes"),
    _STRICT: ("relationships/customProperties", "customProperties", "docPropsVTypes"),
}
"""By edition of the standard: the relationship's type, the properties' namespace and that of their values."""
_KINDS = tuple(edition + names[0] for edition, names in _NAMES.items())
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
"""What every custom property has for its format, by the standard."""
_SLOT = re.compile(rb"<\?fill (\w+)\?>")


@dataclass(frozen=True, slots=True)
class Marking:
    """The parts of a template that change when its reports are marked."""

    _types: PackedPart
    _links: PackedPart
    _pieces: tuple[bytes, ...]
    """The properties' XML: static bytes in turn with the name of what goes there."""
    _dropped: frozenset[str]
    """Parts of the template that the mark's own takes the place of."""

    @classmethod
    def for_template(cls, contents: Mapping[str, bytes], name: str) -> Marking:
        """How reports of this template are marked. Raises TemplateError where its package is damaged."""
        try:
            types, links = parsed(contents[_TYPES]), parsed(contents[_LINKS])
            edition = _STRICT if _STRICT.encode() in contents[_LINKS] else _USUAL
            old = _relinked(links, edition)
            own = {n for n in contents if n.lower() in old | {PART.lower()}}
            _retyped(types, own)
            pieces = _SLOT.split(_written(_with_slots(_properties(contents, own, edition), edition)))
        except (etree.LxmlError, KeyError, ValueError) as problem:
            raise TemplateError(
                f"Mẫu báo cáo {name} hỏng, không ghi được thuộc tính của tệp; hãy mở mẫu bằng Word rồi lưu lại dạng .docx."
            ) from problem
        return cls(
            packed(_TYPES, _written(types), LEVEL_ONCE), packed(_LINKS, _written(links), LEVEL_ONCE),
            tuple(pieces), frozenset(own),
        )  # fmt: skip

    def marked(self, parts: Sequence[PackedPart], mark: ReportMark) -> tuple[list[PackedPart], str]:
        """The parts of a marked report, in order, and what the mark says of their content."""
        own = {_TYPES: self._types, _LINKS: self._links}
        others = [own.get(part.name, part) for part in parts if part.name not in self._dropped]
        content = content_of((part.name, part.deflated) for part in others)
        texts = {AUTHORITY: mark.authority, YEAR: str(mark.year), COMMUNE: mark.commune, CONTENT: content}
        filled = [self._pieces[0]]
        for name, static in zip(self._pieces[1::2], self._pieces[2::2], strict=True):
            filled += (escape(texts[name.decode()], quote=False).encode(), static)
        return [*others, packed(PART, b"".join(filled))], content


def _relinked(links: etree._Element, edition: str) -> set[str]:
    """Points the package at the mark's part; the names, in small letters, of the part it pointed at before."""
    old = [link for link in links.iterchildren("{*}Relationship") if link.get("Type") in _KINDS]
    for link in old:
        links.remove(link)
    taken = {link.get("Id") for link in links}
    link = etree.SubElement(links, f"{{{etree.QName(links).namespace}}}Relationship")
    link.set("Id", next(i for i in (f"rId{n}" for n in count(1)) if i not in taken))
    link.set("Type", edition + _NAMES[edition][0])
    link.set("Target", PART)
    return {link.get("Target", "").lstrip("/").lower() for link in old}


def _retyped(types: etree._Element, dropped: set[str]) -> None:
    names = {f"/{name}".lower() for name in (*dropped, PART)}
    for override in list(types.iterchildren("{*}Override")):
        if override.get("PartName", "").lower() in names:
            types.remove(override)
    override = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override")
    override.set("PartName", f"/{PART}")
    override.set("ContentType", _TYPE)


def _properties(contents: Mapping[str, bytes], own: set[str], edition: str) -> etree._Element:
    """The template's own properties, without a mark that an earlier report left there; else an empty list of them."""
    for name in sorted(own):
        root = parsed(contents[name])
        if etree.QName(root).localname == "Properties":
            for entry in list(root):
                if entry.get("name", "").lower() in PROPERTIES:
                    root.remove(entry)
            return root
    _, properties, values = _NAMES[edition]
    return parsed(f'<Properties xmlns="{edition}{properties}" xmlns:vt="{edition}{values}"/>'.encode())


def _with_slots(root: etree._Element, edition: str) -> etree._Element:
    """The properties with the mark's behind them, each with a place to fill."""
    taken = {entry.get("pid") for entry in root}
    free = (str(n) for n in count(2) if str(n) not in taken)
    for name in PROPERTIES:
        entry = etree.SubElement(root, f"{{{etree.QName(root).namespace}}}property")
        entry.set("fmtid", _FORMAT)
        entry.set("pid", next(free))
        entry.set("name", name)
        text = etree.SubElement(entry, f"{{{edition}{_NAMES[edition][2]}}}lpwstr")
        text.append(etree.ProcessingInstruction("fill", name))
    return root


def _written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
