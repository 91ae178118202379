"""Opens a Word template: what is no .docx, or would bring along more than text, is refused in a line."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from xml.parsers.expat import ExpatError, ParserCreate

from lxml import etree

from ...errors import TemplateError
from .package import read_package

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LARGEST_PART = 8 * 2**20
"""Bytes of XML that a part may have: the shipped text is 16 KB."""
MOST_PARTS = 2000

_MAIN = "wordprocessingml.document.main+xml"
_LABELS = {
    _MAIN: "nội dung văn bản",
    "wordprocessingml.header+xml": "đầu trang",
    "wordprocessingml.footer+xml": "chân trang",
    "wordprocessingml.footnotes+xml": "chú thích cuối trang",
    "wordprocessingml.endnotes+xml": "chú thích cuối văn bản",
    "core-properties+xml": "thuộc tính của tệp",
    "extended-properties+xml": "thuộc tính của tệp",
    "custom-properties+xml": "thuộc tính của tệp",
}
_TYPES = "[Content_Types].xml"
_ROOT_RELATIONS = "_rels/.rels"
_USUAL = "word/document.xml"
_STRICT = "http://purl.oclc.org/ooxml/"
_UNPACKING = (
    zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, ValueError, OSError,
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SAVE = "hãy mở mẫu bằng Word rồi lưu lại dạng “Tài liệu Word (.docx)”"
_OTHER_TYPES = {
    "document.macroEnabled.main+xml": "chứa macro (.docm)",
    "template.macroEnabledTemplate.main+xml": "chứa macro (.dotm)",
    "wordprocessingml.template.main+xml": "là mẫu Word dạng .dotx",
    "spreadsheetml.sheet.main+xml": "là sổ tính Excel",
}
"""Main parts of files that are not taken, with what to call the file."""
_XML = (".xml", ".rels")


class _Unsafe(ValueError):
    """XML with declarations of its own."""


def parsed(data: bytes) -> etree._Element:
    """The XML without comments, read without entities and without the network. Raises etree.XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def open_template(data: bytes, name: str) -> dict[str, bytes]:
    """The parts of a .docx by name, in its order. Raises TemplateError when it is none, or is not safe to open."""
    if data.startswith(_OLE):
        kind = "có mật khẩu" if _ENCRYPTED in data else "thuộc định dạng Word cũ (.doc)"
        raise TemplateError(f"Mẫu báo cáo {name} {kind}; {_SAVE}, không đặt mật khẩu.")
    try:
        parts = read_package(data)
    except _UNPACKING as problem:
        raise TemplateError(f"Mẫu báo cáo {name} hỏng hoặc không phải tệp Word .docx; {_SAVE}.") from problem
    if parts.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        raise TemplateError(f"Mẫu báo cáo {name} là văn bản LibreOffice (OpenDocument, .odt); {_SAVE}.")
    _check_parts(parts, name)
    _check_type(parts, name)
    return _as_word_lays_it_out(parts, name)


def labels(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The parts that may carry tags, each with its kind (a key of `label`)."""
    kinds: dict[str, str] = {}
    for part, content_type in content_types(parts, name).items():
        kind = next((k for k in _LABELS if content_type.endswith(k)), None)
        if kind and part in parts:
            kinds[part] = kind
    return kinds


def label(kind: str) -> str:
    """What an officer calls such a part."""
    return _LABELS[kind]


def is_main(kind: str) -> bool:
    """Whether the part is the document's own text."""
    return kind == _MAIN


def content_types(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The type of each part, its own or that of its file name's ending. Raises TemplateError."""
    try:
        root = parsed(parts.get(_TYPES, b""))
    except etree.XMLSyntaxError as problem:
        raise TemplateError(f"Mẫu báo cáo {name} hỏng: không đọc được {_TYPES} trong tệp; {_SAVE}.") from problem
    own = {o.get("PartName", "").lstrip("/"): o.get("ContentType", "") for o in root.iterchildren("{*}Override")}
    common = {d.get("Extension", "").lower(): d.get("ContentType", "") for d in root.iterchildren("{*}Default")}
    others = ((part, common.get(part.rpartition(".")[2].lower())) for part in parts if part not in own)
    return {part: kind for part, kind in (*own.items(), *others) if kind and part in parts}


def _check_type(parts: Mapping[str, bytes], name: str) -> None:
    types = content_types(parts, name)
    if any(t.endswith(_MAIN) and part in parts for part, t in types.items()):
        if any("vbaProject" in part or "vbaProject" in types.get(part, "") for part in parts):
            raise TemplateError(f"Mẫu báo cáo {name} chứa macro; {_SAVE}.")
        return
    for ending, what in _OTHER_TYPES.items():
        if any(t.endswith(ending) for t in types.values()):
            raise TemplateError(f"Mẫu báo cáo {name} {what}; {_SAVE}.")
    raise TemplateError(f"Mẫu báo cáo {name} không có nội dung văn bản; {_SAVE}.")


def _as_word_lays_it_out(parts: dict[str, bytes], name: str) -> dict[str, bytes]:
    """The parts with the text at its usual place, which Word's online edition gives another name."""
    main = _main_part(parts, name)
    folder, _, file = main.rpartition("/")
    if main == _USUAL:
        return parts
    if folder != "word" or _USUAL in parts:
        raise TemplateError(f"Mẫu báo cáo {name} sắp xếp các phần trong tệp khác thường; {_SAVE}.")
    moved = {main: _USUAL, f"word/_rels/{file}.rels": f"word/_rels/{_USUAL.rpartition('/')[2]}.rels"}
    laid_out = {moved.get(part, part): content for part, content in parts.items()}
    for part, element, attribute in ((_TYPES, "Override", "PartName"), (_ROOT_RELATIONS, "Relationship", "Target")):
        root = parsed(laid_out[part])
        for one in root.iterchildren(f"{{*}}{element}"):
            target = one.get(attribute, "")
            if target.lstrip("/") == main:
                one.set(attribute, target.replace(main, _USUAL))
        laid_out[part] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return laid_out


def _main_part(parts: Mapping[str, bytes], name: str) -> str:
    """The part that the package's relationships call the document. Raises TemplateError."""
    types = content_types(parts, name)
    for relation in parsed(parts.get(_ROOT_RELATIONS, b"<a/>")).iterchildren("{*}Relationship"):
        target = posixpath.normpath(relation.get("Target", "").lstrip("/"))
        if relation.get("Type", "").endswith("/officeDocument") and types.get(target, "").endswith(_MAIN):
            if relation.get("Type", "").startswith(_STRICT):
                raise TemplateError(f"Mẫu báo cáo {name} lưu ở dạng Strict Open XML; {_SAVE}, không chọn dạng Strict.")
            return target
    raise TemplateError(f"Mẫu báo cáo {name} hỏng: không tìm được nội dung văn bản trong tệp; {_SAVE}.")


def _check_parts(parts: Mapping[str, bytes], name: str) -> None:
    """Every XML part must be XML, small, and without declarations: it goes into each report as it is."""
    if len(parts) > MOST_PARTS:
        raise TemplateError(f"Mẫu báo cáo {name} chứa tới {len(parts)} phần, quá mức {MOST_PARTS}; {_SAVE}.")
    for part, content in parts.items():
        if not part.lower().endswith(_XML):
            continue
        if len(content) > LARGEST_PART:
            raise TemplateError(f"Mẫu báo cáo {name} nở ra quá lớn khi mở ({part}), không an toàn; {_SAVE}.")
        parser = ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        try:
            parser.Parse(content, True)
        except _Unsafe as problem:
            raise TemplateError(
                f"Mẫu báo cáo {name} chứa khai báo không an toàn (DOCTYPE, {part}); {_SAVE}."
            ) from problem
        except (ExpatError, ValueError, LookupError) as problem:
            raise TemplateError(f"Mẫu báo cáo {name} hỏng, không đọc được {part}; {_SAVE}.") from problem


def _refuse(*_: object) -> None:
    raise _Unsafe
