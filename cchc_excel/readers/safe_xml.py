"""Parses XML parts without entities, links or any help from outside."""

from __future__ import annotations

from typing import Any

from lxml import etree

from ..errors import UnreadableFile

MAX_MARKS = 3_000_000
"""Elements and attributes of a part that is laid out as a tree, some 150 bytes for each."""


def parsed(data: bytes) -> etree._Element:
    """The root of an XML part; comments and instructions are left out. Raises UnreadableFile, XMLSyntaxError."""
    if data.count(b"<") // 2 + data.count(b"=") > MAX_MARKS:
        raise UnreadableFile(f"một phần của tệp có quá {MAX_MARKS} thẻ XML")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(data, parser)
    if _document(root).doctype:
        raise UnreadableFile("tệp chứa khai báo không an toàn (DOCTYPE)")
    return root


def _document(root: etree._Element) -> Any:
    return root.getroottree().docinfo


def is_utf8(root: etree._Element) -> bool:
    """Whether the part that was parsed is written in the one encoding that the compiled reader knows."""
    return str(_document(root).encoding or "UTF-8").upper() in ("UTF-8", "ASCII", "US-ASCII")


def namespace(root: etree._Element) -> str:
    """The namespace of the part's own elements, whichever edition of the standard it follows."""
    return etree.QName(root).namespace or ""
