"""Tells what a template would bring along or fetch besides text: links to other files, macros, mail-merge fields, comments."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from .opening import content_types, labels, parsed
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
    "oleObject": ("đối tượng nhúng lấy từ tệp khác", "xóa đối tượng đó"),
    "subDocument": ("tài liệu con", "chép nội dung tài liệu con vào mẫu"),
    "mailMergeSource": ("nguồn trộn thư", "trong Word: Thư > Bắt đầu trộn thư > Tài liệu Word thường"),
    "control": ("điều khiển ActiveX", "xóa điều khiển đó"),
    "vbaProject": ("macro", "lưu lại dạng “Tài liệu Word (.docx)”"),
}
"""By the relationship's kind."""
_ALWAYS = ("aFChunk", "subDocument", "control", "vbaProject", "mailMergeSource")
"""Refused inside the package, too."""
_HARMLESS = ("hyperlink",)
_FETCHING = re.compile(
    r"^\s*(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|IMPORT|DATABASE|RD|MERGEFIELD|MACROBUTTON)\b", re.IGNORECASE
)
_FIELD = names("instrText")
_SIMPLE_FIELD = names("fldSimple")
_CHANGED = names("ins", "del", "moveFrom", "moveTo")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def package_faults(contents: Mapping[str, bytes]) -> Iterator[Fault]:
    """What makes a template unfit whatever its tags say."""
    for part, content in contents.items():
        if part.endswith(".rels"):
            yield from _links(content)
    for part, kind in labels(contents, "").items():
        if "wordprocessingml" in kind:
            yield from _fields(contents[part])


def package_notes(contents: Mapping[str, bytes]) -> Iterator[str]:
    """What an officer should know though it is no fault."""
    types = content_types(contents, "")
    filled = labels(contents, "")
    for part, kind in types.items():
        if kind.endswith("comments+xml") and b":comment " in contents.get(part, b""):
            yield "Mẫu còn ghi chú (Comment) của Word; các ghi chú này sẽ đi theo mọi báo cáo. Nên xóa hết trước khi dùng."
    for part in filled:
        if "wordprocessingml" in filled[part] and any(True for _ in parsed(contents[part]).iter(*_CHANGED)):
            yield "Mẫu còn thay đổi chưa duyệt (Track Changes). Nên chọn Xem lại > Chấp nhận tất cả thay đổi."
            break
    for part, content in contents.items():
        if part.endswith(".xml") and part not in filled and "/charts/" not in part and b"{{" in content:
            tags = _TAG.findall(content.decode("utf-8", "replace"))
            if tags:
                yield f"Thẻ {re.sub('<[^>]*>', '', tags[0])} nằm ở chỗ chương trình không điền ({part})."


def _links(content: bytes) -> Iterator[Fault]:
    for relation in parsed(content).iterchildren("{*}Relationship"):
        kind = relation.get("Type", "").rpartition("/")[2]
        external = relation.get("TargetMode", "").lower() == "external"
        if kind in _ALWAYS or (external and kind not in _HARMLESS):
            what, way_out = _LINKED.get(kind, (f"liên kết ra ngoài tệp ({kind})", "xóa liên kết đó"))
            yield Fault("", f"mẫu có {what}{_target(relation.get('Target', '')) if external else ''}", way_out)


def _target(target: str) -> str:
    return f" “{target if len(target) <= 80 else target[:79] + '…'}”"


def _fields(content: bytes) -> Iterator[Fault]:
    root = parsed(content)
    codes = [str(e.text or "") for e in root.iter(*_FIELD)]
    codes += [str(value) for e in root.iter(*_SIMPLE_FIELD) for value in e.attrib.values()]
    for code in codes:
        found = _FETCHING.match(code)
        if found:
            shown = " ".join(code.split())[:60]
            yield Fault(
                "",
                f"mẫu có trường “{shown}”, không dùng trong mẫu được",
                "xóa trường đó, thay bằng thẻ như {{ ten_don_vi }}",
            )
