"""Finds loops and conditions whose two ends do not fit each other in the document: they would tear it or leave gaps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from .part_source import Block, PartSource
from .run_joining import names
from .written_tags import MARKERS, Kind, WrittenTag

_SECTION = names("sectPr")
_DRAWN = names("drawing", "pict", "object", "fldChar", "fldSimple", "footnoteReference", "endnoteReference")
_BREAK, _BREAK_TYPE = names("br"), names("type")


@dataclass(frozen=True, slots=True)
class Opened:
    """A tag and where it is: the index of its block, its number there."""

    block: int
    number: int
    tag: WrittenTag


Told = tuple[Opened, str, str]
"""Where, what, and the way out."""


def misplaced(source: PartSource, pairs: Sequence[tuple[Opened, Opened]]) -> Iterator[Told]:
    """What is wrong with how control tags stand in paragraphs, rows and cells."""
    unfit: set[Opened] = set()
    for opened, closed in pairs:
        for told in _fitting(source, opened, closed):
            unfit |= {opened, closed}
            yield told
    for index, block in enumerate(source.blocks):
        for number, tag in enumerate(block.tags):
            at = Opened(index, number, tag)
            if (tag.kind is Kind.CONTROL or tag.marker) and at not in unfit:
                yield from _alone(source, at)


def _alone(source: PartSource, at: Opened) -> Iterator[Told]:
    """A tag that takes a paragraph, row or cell with it takes all that stands there."""
    block, tag = source.blocks[at.block], at.tag
    what = MARKERS.get(tag.marker)
    if what is None:
        if block.is_flowing and _only_controls(block):
            yield (
                at,
                f"thẻ {tag.shown} để lại một đoạn trống trong báo cáo",
                f"viết {_with_marker(tag, 'p')}, mỗi thẻ một đoạn",
            )
        return
    taken = block.taken[at.number]
    if taken is None:
        yield at, f"thẻ {tag.shown} không nằm trong bảng", f"viết {_with_marker(tag, 'p')}"
        return
    inside = [b for b in source.blocks if b is block or (tag.marker != "p" and _is_below(b.element, taken))]
    if sum(t.kind is not Kind.COMMENT for b in inside for t in b.tags) > (tag.kind is Kind.CONTROL):
        yield at, f"{what} có thẻ {tag.shown} còn có thẻ khác", f"đặt thẻ {tag.shown} ở {what} riêng"
    elif any(_rest(b) for b in inside) or _holds_more(taken):
        yield (
            at,
            f"chữ, hình, trường, ngắt trang cùng {what} với thẻ {tag.shown} sẽ mất khỏi báo cáo",
            f"đặt thẻ {tag.shown} ở {what} riêng",
        )
    elif any(True for _ in taken.iter(*_SECTION)):
        yield at, f"{what} có thẻ {tag.shown} còn có ngắt phần (section)", "chuyển ngắt phần sang đoạn khác"


def _fitting(source: PartSource, opened: Opened, closed: Opened) -> Iterator[Told]:
    first, last = source.blocks[opened.block], source.blocks[closed.block]
    one = first.taken[opened.number]
    tag, end = opened.tag, closed.tag
    name = f"thẻ {{% {tag.word} {tag.inner} %}}"
    if tag.marker != end.marker:
        what = f"{name} mở ở một chỗ mà đóng ở chỗ khác hẳn (mở bằng {{%{tag.marker} mà gặp {{%{end.marker} {end.word} %}})"
        in_rows = first.row is not None and last.row is not None and first.row is not last.row
        marker = "tr" if in_rows and "tr" in (tag.marker, end.marker) else "p"
        yield opened, what, f"viết {_with_marker(tag, marker)} và {_with_marker(end, marker)}"
    elif not tag.marker:
        alone = first.holder is last.holder and (_only_controls(first) or _only_controls(last))
        if first is not last and not alone:
            yield opened, f"{name} mở ở một chỗ mà đóng ở chỗ khác hẳn", _ways_out(tag, end, first, last)
    elif one is not None and first.holders[opened.number] is not last.holders[closed.number]:
        yield opened, f"{name} mở ở một chỗ mà đóng ở chỗ khác hẳn", _ways_out(tag, end, first, last)


def _ways_out(tag: WrittenTag, end: WrittenTag, first: Block, last: Block) -> str:
    if first.row is not None and first.row is last.row and first.holder is not last.holder and not tag.marker:
        return (
            f"để lặp cả dòng của bảng, viết {_with_marker(tag, 'tr')} và {_with_marker(end, 'tr')}, mỗi thẻ một dòng riêng; "
            f"để lặp ô, viết {_with_marker(tag, 'tc')} và {_with_marker(end, 'tc')}, mỗi thẻ một ô riêng"
        )
    if first.row is not None and last.row is not None and first.row is not last.row:
        return f"để lặp cả dòng của bảng, viết {_with_marker(tag, 'tr')} và {_with_marker(end, 'tr')}, mỗi thẻ một dòng riêng"
    return f"đặt {tag.shown} và {end.shown} trong cùng một đoạn, hoặc viết {{%p … %}} ở hai đoạn riêng của cùng một ô hay cùng phần văn bản"


def _holds_more(taken: etree._Element) -> bool:
    """Whether a picture, a field, a note or a break of the page stands there."""
    breaks = (
        b for b in taken.iter(*_BREAK) if any(b.get(name, "textWrapping") != "textWrapping" for name in _BREAK_TYPE)
    )
    return any(True for _ in taken.iter(*_DRAWN)) or any(True for _ in breaks)


def _with_marker(tag: WrittenTag, marker: str) -> str:
    if tag.kind is Kind.COMMENT:
        return f"{{#{marker} … #}}"
    return replace(tag, marker=marker).shown


def _only_controls(block: Block) -> bool:
    """Whether nothing else stands in the paragraph."""
    return all(t.kind is not Kind.VALUE for t in block.tags) and not _rest(block)


def _rest(block: Block) -> str:
    """The block's text without its tags."""
    pieces, at = [], 0
    for tag in block.tags:
        pieces.append(block.text[at : tag.start])
        at = tag.end
    return "".join([*pieces, block.text[at:]]).strip()


def _is_below(element: etree._Element, holder: etree._Element) -> bool:
    return any(a is holder for a in element.iterancestors())
