"""Looks a whole template over: the sources of its parts, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from ...errors import TemplateError
from .environment import ReportEnvironment
from .opening import is_main, label, labels, parsed
from .package_check import package_faults
from .part_source import PartSource, source_of
from .tag_check import TagCheck
from .tags import Tag
from .template_fault import Fault

_OUT_OF_REACH = {
    "instrText": ("trong mã trường của Word", "xóa trường, gõ thẻ như chữ thường"),
    "delText": ("trong chữ đã xóa (Track Changes)", "trong Word chọn Xem lại > Chấp nhận tất cả thay đổi"),
    "docPr": ("trong chữ thay thế của hình", "xóa thẻ khỏi chữ thay thế của hình"),
}


@dataclass(frozen=True, slots=True)
class TemplateSources:
    """What is known of a template before it is compiled."""

    parts: Mapping[str, PartSource]
    """Parts with tags, by name."""
    faults: tuple[Fault, ...]
    used: frozenset[str]
    """Names of the tags it uses."""
    emptied: frozenset[str]
    """The parts in which a report may be left with empty cells, rows or tables."""


def template_sources(contents: Mapping[str, bytes], name: str, tags: Sequence[Tag]) -> TemplateSources:
    """Reads and checks every part that may carry tags. Raises TemplateError where the package itself is no template."""
    try:
        return _read(contents, name, tags)
    except etree.XMLSyntaxError as problem:
        raise TemplateError(f"Mẫu báo cáo {name} hỏng; hãy mở mẫu bằng Word rồi lưu lại dạng .docx.") from problem


def _read(contents: Mapping[str, bytes], name: str, tags: Sequence[Tag]) -> TemplateSources:
    environment = ReportEnvironment()
    parts: dict[str, PartSource] = {}
    faults = list(package_faults(contents))
    used: set[str] = set()
    emptied: set[str] = set()
    for part, kind in labels(contents, name).items():
        source = source_of(parsed(contents[part]), "" if is_main(kind) else label(kind))
        if not source.has_tags:
            continue
        check = TagCheck(environment, tags, source)
        faults += check.faults()
        faults += _out_of_reach(source)
        parts[part] = source
        used |= check.used
        if check.may_empty:
            emptied.add(part)
    if not parts and not any("/charts/" in part and b"{{" in data for part, data in contents.items()):
        faults.append(
            Fault(
                "",
                "mẫu không có thẻ nào nên mọi báo cáo sẽ giống hệt nhau",
                "chép các thẻ từ mẫu gốc, ví dụ {{ ten_don_vi }}",
            )
        )
    return TemplateSources(parts, tuple(dict.fromkeys(faults)), frozenset(used), frozenset(emptied))


def _out_of_reach(source: PartSource) -> list[Fault]:
    found = []
    for element, text, place in source.out_of_reach:
        where, way_out = _OUT_OF_REACH.get(
            element, ("ở chỗ không điền được (công thức, chữ nghệ thuật, thuộc tính)", "chuyển thẻ ra đoạn chữ thường")
        )
        shown = " ".join(text.split())[:60]
        found.append(Fault(place or source.where, f"thẻ “{shown}” nằm {where}", way_out))
    return found
