"""Tells what a template would bring along or fetch besides text: links to other files, macros, mail-merge fields, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from .opening import content_types, is_main, label, labels, parsed
from .part_places import paragraphs
from .run_joining import names
from .template_fault import Fault

_LINKED = {
    "attachedTemplate": (
        "mẫu gắn với tệp mẫu khác",
        "trong Word: Nhà phát triển > Mẫu tài liệu, xóa tên tệp mẫu kèm theo",
    ),
    "image": (
        "hình ảnh lấy từ tệp hoặc trang web khác",
        "xóa hình rồi chèn lại bằng Chèn > Hình ảnh (không chọn Liên kết)",
    ),
    "aFChunk": ("văn bản chèn từ tệp khác (altChunk)", "mở mẫu bằng Word rồi lưu lại dạng .docx"),
    "oleObject": ("đối tượng nhúng (OLE)", "xóa đối tượng đó, hoặc dán lại thành hình ảnh"),
    "subDocument": ("tài liệu con", "chép nội dung tài liệu con vào mẫu"),
    "mailMergeSource": ("nguồn trộn thư", "trong Word: Thư > Bắt đầu trộn thư > Tài liệu Word thường"),
    "control": ("điều khiển ActiveX", "xóa điều khiển đó"),
    "vbaProject": ("macro", "lưu lại dạng “Tài liệu Word (.docx)”"),
}
"""By the relationship's kind."""
_ALWAYS = ("aFChunk", "subDocument", "control", "vbaProject", "mailMergeSource", "oleObject")
"""Refused inside the package, too."""
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]+):", re.IGNORECASE)
_HARMLESS = ("http", "https", "mailto", "tel", "ftp")
"""What a link that is followed only by hand may begin with."""
_TAG_IN_LINK = re.compile(r"(?:\{|%7B)(?:\{|%7B|%25)", re.IGNORECASE)
_DRAWN = ("word/diagrams/", "word/charts/", "word/drawings/")
"""Parts that are shown in the text, and are not filled."""
_SETTINGS, _MAIL_MERGE, _PROTECTION = "settings+xml", names("mailMerge"), names("documentProtection")
_FILLED_CHART = "drawingml.chart+xml"
_TEXT_OF_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_FETCHING = re.compile(
    r"^[\s\"“”]*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD|MERGEFIELD|MERGEREC|MERGESEQ|NEXT|NEXTIF|SKIPIF|ADDRESSBLOCK|GREETINGLINE|ASK|FILLIN|MACROBUTTON)\b",
    re.IGNORECASE,
)
_FIELD = names("instrText")
_FIELD_MARK = names("fldChar")
_MOST_PIECES = 200
_SIMPLE_FIELD = names("fldSimple")
_CHANGED = names("ins", "del", "moveFrom", "moveTo")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def package_faults(contents: Mapping[str, bytes]) -> Iterator[Fault]:
    """What makes a template unfit whatever its tags say."""
    for part, content in contents.items():
        if part.endswith(".rels"):
            yield from _links(content)
    filled = labels(contents, "")
    for part, kind in filled.items():
        if "wordprocessingml" in kind:
            yield from _fields(contents[part], "" if is_main(kind) else label(kind))
    for part, kind in content_types(contents, "").items():
        if kind.endswith(_SETTINGS) and any(True for _ in parsed(contents[part]).iter(*_MAIL_MERGE)):
            what, way_out = _LINKED["mailMergeSource"]
            yield Fault("", f"mẫu có {what}", way_out)
        if part.startswith(_DRAWN) and part.endswith(".xml") and not kind.endswith(_FILLED_CHART):
            yield from _unfilled(contents[part])


def package_notes(contents: Mapping[str, bytes]) -> Iterator[str]:
    """What an officer should know though it is no fault."""
    types = content_types(contents, "")
    filled = labels(contents, "")
    for part, kind in types.items():
        if kind.endswith("comments+xml") and b":comment " in contents.get(part, b""):
            yield "Mẫu còn ghi chú (Comment) của Word; các ghi chú này sẽ đi theo mọi báo cáo. Nên xóa hết trước khi dùng."
        if kind.endswith(_SETTINGS) and any(True for _ in parsed(contents[part]).iter(*_PROTECTION)):
            yield "Mẫu đang bị khóa sửa (Restrict Editing) nên mọi báo cáo cũng bị khóa. Nên chọn Xem lại > Hạn chế chỉnh sửa > Dừng bảo vệ."
    for part in filled:
        if "wordprocessingml" in filled[part] and any(True for _ in parsed(contents[part]).iter(*_CHANGED)):
            yield "Mẫu còn thay đổi chưa duyệt (Track Changes). Nên chọn Xem lại > Chấp nhận tất cả thay đổi."
            break
    for part, content in contents.items():
        if part.endswith(".xml") and part not in filled and not part.startswith(_DRAWN) and b"{{" in content:
            tags = _TAG.findall(content.decode("utf-8", "replace"))
            if tags:
                yield f"Thẻ {re.sub('<[^>]*>', '', tags[0])} nằm ở chỗ chương trình không điền ({part})."


def _links(content: bytes) -> Iterator[Fault]:
    for relation in parsed(content).iterchildren("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        external = relation.get("TargetMode", "").lower() == "external"
        if external and kind == "hyperlink":
            yield from _hyperlink(relation.get("Target", ""))
        elif kind in _ALWAYS or external:
            what, way_out = _LINKED.get(kind, (f"liên kết ra ngoài tệp ({kind})", "xóa liên kết đó"))
            yield Fault("", f"mẫu có {what}{_target(relation.get('Target', '')) if external else ''}", way_out)


def _hyperlink(target: str) -> Iterator[Fault]:
    scheme = _SCHEME.match(target)
    if _TAG_IN_LINK.search(target):
        yield Fault(
            "", f"mẫu có thẻ trong địa chỉ của liên kết{_target(target)}", "xóa liên kết, gõ thẻ như chữ thường"
        )
    elif scheme and scheme[1].lower() not in _HARMLESS:
        yield Fault("", f"mẫu có liên kết tới tệp hoặc lệnh trên máy{_target(target)}", "xóa liên kết đó")


def _target(target: str) -> str:
    return f" “{target if len(target) <= 80 else target[:79] + '…'}”"


def _unfilled(content: bytes) -> Iterator[Fault]:
    for paragraph in parsed(content).iter(f"{_TEXT_OF_DRAWING}p", f"{_TEXT_OF_DRAWING}t"):
        tag = _TAG.search("".join(map(str, paragraph.itertext(f"{_TEXT_OF_DRAWING}t"))))
        if tag:
            what = f"thẻ {tag[0][:60]} nằm trong hình vẽ, SmartArt hoặc loại biểu đồ không điền được"
            yield Fault("", what, "chuyển thẻ ra đoạn chữ thường")


def _fields(content: bytes, where: str) -> Iterator[Fault]:
    root = parsed(content)
    for element, code in _codes(root):
        if _FETCHING.match(code):
            shown = " ".join(code.split())[:60]
            yield Fault(
                _place(root, element, where),
                f"mẫu có trường “{shown}”, không dùng trong mẫu được",
                "xóa trường đó, thay bằng thẻ như {{ ten_don_vi }}",
            )


def _codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The code of each field, which Word splits as it does text, with where it begins."""
    pending: list[tuple[etree._Element, list[str]]] = []
    for element in root.iter(*_FIELD, *_FIELD_MARK, *_SIMPLE_FIELD):
        if element.tag in _SIMPLE_FIELD:
            yield from ((element, str(value)) for value in element.attrib.values())
        elif element.tag in _FIELD:
            if not pending:
                yield element, element.text or ""
            elif len(pending[-1][1]) < _MOST_PIECES:
                pending[-1][1].append(element.text or "")
        elif "begin" in element.attrib.values():
            pending.append((element, []))
        elif "end" in element.attrib.values() and pending:
            begin, pieces = pending.pop()
            yield begin, "".join(pieces)
    yield from ((begin, "".join(pieces)) for begin, pieces in pending)


def _place(root: etree._Element, element: etree._Element, where: str) -> str:
    places = dict(paragraphs(root))
    place = next((places[a] for a in element.iterancestors() if a in places), "")
    return ", ".join(filter(None, (where, place)))
