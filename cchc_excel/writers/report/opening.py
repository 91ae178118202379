"""Opens a Word template and makes the text of its parts ready for compiling."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from ...errors import TemplateError
from . import plain_tags
from .package import read_package

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_MAIN = "wordprocessingml.document.main+xml"
_LABELS = {
    _MAIN: "nội dung văn bản",
    "wordprocessingml.header+xml": "đầu trang",
    "wordprocessingml.footer+xml": "chân trang",
    "wordprocessingml.footnotes+xml": "chú thích cuối trang",
    "wordprocessingml.endnotes+xml": "chú thích cuối văn bản",
    "core-properties+xml": "thuộc tính của tệp",
}
_TYPES = "[Content_Types].xml"
_UNPACKING = (
    zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError,
)  # fmt: skip
_PARAGRAPH = re.compile(r"<w:p(?=[ >])")
_TAG = re.compile(r"\{\{(?:(?!\{[{%]|[}%]\}).)*\}\}|\{%(?:(?!\{[{%]|[}%]\}).)*%\}|\{#.*?#\}")
_BRACES = re.compile(r"\{\{|\{%|%\}|\}\}")
_NEARBY = 60


def parsed(data: bytes) -> etree._Element:
    """The XML, read without entities and without the network. Raises etree.XMLSyntaxError."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def open_template(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a .docx by name, in its order. Raises TemplateError when it is none."""
    try:
        parts = read_package(data)
    except _UNPACKING as problem:
        raise TemplateError(
            f"Mẫu báo cáo {name} hỏng hoặc không phải tệp Word .docx; hãy mở mẫu bằng Word rồi lưu lại dạng .docx."
        ) from problem
    if _MAIN not in labels(parts, name).values():
        raise TemplateError(
            f"Mẫu báo cáo {name} không có nội dung văn bản; hãy mở mẫu bằng Word rồi lưu lại dạng .docx."
        )
    return parts


def labels(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The parts that may carry tags, each with its kind (a key of `label`)."""
    try:
        root = parsed(parts.get(_TYPES, b""))
    except etree.XMLSyntaxError as problem:
        raise TemplateError(f"Mẫu báo cáo {name} hỏng: không đọc được {_TYPES} trong tệp.") from problem
    kinds: dict[str, str] = {}
    for override in root.iterchildren("{*}Override"):
        part = override.get("PartName", "").lstrip("/")
        kind = next((k for k in _LABELS if override.get("ContentType", "").endswith(k)), None)
        if kind and part in parts:
            kinds[part] = kind
    return kinds


def label(kind: str) -> str:
    """What an officer calls such a part."""
    return _LABELS[kind]


def source_of(data: bytes, where: str) -> str:
    """The part as template source: tags cleaned of Word's markup, each paragraph on a line of its own.

    `where` names the part in the TemplateError raised when it is not XML.
    """
    try:
        root = parsed(data)
    except etree.XMLSyntaxError as problem:
        raise TemplateError(f"{where} hỏng, không đọc được; hãy mở mẫu bằng Word rồi lưu lại.") from problem
    _check_braces(root, where)
    xml: str = etree.tostring(root, encoding="unicode")
    return _PARAGRAPH.sub("\n<w:p", plain_tags.cleaned(xml) if plain_tags.all_plain(xml) else _cleaned(xml))


def _cleaned(xml: str) -> str:
    """For tags that Word has split, and for all else that docxtpl understands."""
    from docxtpl import DocxTemplate

    clean: str = DocxTemplate(None).patch_xml(xml)
    return clean


def _check_braces(root: etree._Element, where: str) -> None:
    """Each tag must begin and end in one paragraph: docxtpl drops what stands between the ends of a torn one."""
    for block in list(root.iter("{*}p")) or list(root):
        text = (
            "".join(map(str, block.itertext("{*}t", "{*}instrText"))) if block.tag.endswith("}p") else block.text or ""
        )
        stray = _BRACES.search(_TAG.sub("", text))
        if stray:
            nearby = " ".join(text.split())
            nearby = nearby if len(nearby) <= _NEARBY else nearby[: _NEARBY - 1] + "…"
            raise TemplateError(
                f"{where}: có dấu “{stray[0]}” không thành thẻ (gần chỗ “{nearby}”); hãy mở mẫu bằng Word và sửa lại."
            )


def has_tags(source: str) -> bool:
    """Whether anything is to be filled in, or looks as if it were meant to be."""
    return any(mark in source for mark in ("{{", "{%", "{#", "}}", "%}"))
