"""Tells braces that were meant to be a tag but are none: half ones, single ones, full-width ones, torn ones."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from .part_source import Block, PartSource
from .tag_values import nearest
from .template_fault import Fault
from .written_tags import Stray

_EXAMPLE = "gõ lại thẻ, ví dụ {{ nam }}"
_MOST = 50
"""Braces of one paragraph that are told."""
_OPENING, _CLOSING = ("{{", "{%", "{#"), ("}}", "%}", "#}")


def brace_faults(source: PartSource, index: int, known: Collection[str]) -> Iterator[Fault]:
    """The faults of one block."""
    open_kind = ""
    for stray in source.blocks[index].strays[:_MOST]:
        if open_kind and (stray.kind == open_kind or stray.text in _CLOSING):
            open_kind = ""
            continue  # the other end of the same tag, most likely
        open_kind = stray.kind if stray.kind in ("wide", "apart") else ""
        told = _told(source, index, stray, known)
        if told is not None:
            what, way_out = told
            yield Fault(source.place(index), what, way_out, source.near(index, stray.start))


def _told(source: PartSource, index: int, stray: Stray, known: Collection[str]) -> tuple[str, str] | None:
    if stray.kind == "wide":
        return (
            f"có dấu “{stray.text}” của bộ gõ khác (chữ rộng)",
            "gõ lại bằng dấu { } trên bàn phím thường, ví dụ {{ nam }}",
        )
    if stray.kind == "apart":
        return f"có dấu “{stray.text}” cách nhau nên không thành thẻ", "gõ hai dấu liền nhau, ví dụ {{ nam }}"
    if stray.kind == "single":
        close = nearest(stray.name, list(known))
        if close is None and "_" not in stray.name:
            return None  # prose
        name = close or stray.name
        return f"“{stray.text}” chỉ có một dấu ngoặc nên không thành thẻ", f"viết hai dấu: {{{{ {name} }}}}"
    if stray.text in _OPENING and _ends_elsewhere(source, index, stray):
        return (
            f"thẻ bắt đầu bằng “{stray.text}” không thành thẻ vì bị ngắt sang đoạn hoặc ô sau",
            "xóa chỗ xuống dòng, để cả thẻ nằm trong một đoạn",
        )
    if stray.text in _CLOSING and _begins_elsewhere(source, index, stray):
        return None  # told with its beginning
    return f"có dấu “{stray.text}” không thành thẻ", _EXAMPLE


def _ends_elsewhere(source: PartSource, index: int, stray: Stray) -> bool:
    following = _next_with_strays(source.blocks[index + 1 : index + 4])
    last = source.blocks[index].strays[-1]
    return stray is last and following is not None and following.strays[0].text in _CLOSING


def _begins_elsewhere(source: PartSource, index: int, stray: Stray) -> bool:
    before = _next_with_strays(source.blocks[max(0, index - 3) : index][::-1])
    first = source.blocks[index].strays[0]
    return stray is first and before is not None and before.strays[-1].text in _OPENING


def _next_with_strays(blocks: tuple[Block, ...]) -> Block | None:
    return next((b for b in blocks if b.strays), None)
