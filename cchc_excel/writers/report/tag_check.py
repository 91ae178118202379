"""Finds everything that is wrong with the tags of one part of a template, before any report is filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from jinja2 import Environment, nodes

from .block_pairs import Opened, misplaced
from .brace_check import brace_faults
from .part_source import PartSource
from .room_left import may_be_emptied
from .tag_language import check_printed, list_of, parsed_condition, parsed_loop, parsed_value, value_of
from .tag_values import Scope, TagProblem, Unknown, Value, nearest, value_of_item
from .tags import Tag
from .template_fault import Fault
from .written_tags import LONGEST_TAG, MARKERS, WORDS, Kind, WrittenTag

DEEPEST, MOST_LOOPS = 12, 3
"""So many loops and conditions, and of these so many loops, may stand inside each other."""
MOST_TAGS = 5000
_LIKE_A_NAME = re.compile(r"[^\W\d][\w.\s\u2010-\u2015\u2017\u2212-]*")
"""Letters, with what is typed by mistake between them."""
_CLOSES = {"endfor": "for", "endif": "if"}


@dataclass(frozen=True, slots=True)
class _Loop:
    """An open loop's variable and list; both None where they are not known."""

    variable: str | None
    over: Tag | None


class TagCheck:
    """Checks one part of one template."""

    def __init__(self, environment: Environment, tags: Sequence[Tag], source: PartSource) -> None:
        self._environment = environment
        self._known = {tag.name: tag for tag in tags}
        self._source = source
        self._open: list[tuple[Opened, _Loop]] = []
        self._pairs: list[tuple[Opened, Opened]] = []
        self._loops = {
            tag.inner.partition(" in ")[0].strip(): tag.shown
            for block in source.blocks
            for tag in block.tags
            if tag.word == "for"
        }
        self._told: set[Opened] = set()
        """Tags that are known to be faulty in themselves: where they stand is of no matter yet."""
        self.used: set[str] = set()
        """Names of the tags that the part uses; complete after `faults`."""

    def faults(self) -> tuple[Fault, ...]:
        """Every fault, in the document's order as far as it has one."""
        if sum(len(block.tags) for block in self._source.blocks) > MOST_TAGS:
            return (Fault(self._source.where, f"mẫu có quá {MOST_TAGS} thẻ", "bỏ bớt thẻ"),)
        found: list[tuple[int, Fault]] = []
        for index, block in enumerate(self._source.blocks):
            found += ((index, f) for f in brace_faults(self._source, index, self._known))
            for number, tag in enumerate(block.tags):
                found += ((index, f) for f in self._check(Opened(index, number, tag)))
        found += (
            (o.block, self._at(o, f"thẻ {_bare(o.tag)} chưa được đóng", f"thêm thẻ {_closing(o.tag)} ở chỗ kết thúc"))
            for o, _ in self._open
        )
        told = misplaced(self._source, self._pairs)
        found += ((o.block, self._at(o, what, way_out)) for o, what, way_out in told if o not in self._told)
        found.sort(key=lambda one: one[0])
        return tuple(dict.fromkeys(fault for _, fault in found))

    @property
    def may_empty(self) -> bool:
        """Whether cells, rows or tables may be left with nothing in them; known after `faults`."""
        return may_be_emptied(self._source, self._pairs)

    def _check(self, at: Opened) -> Iterator[Fault]:
        try:
            if len(at.tag.raw) > LONGEST_TAG:
                raise TagProblem(f"thẻ dài quá {LONGEST_TAG} chữ", "chỉ ghi tên thẻ trong dấu {{ }}")
            if at.tag.kind is Kind.VALUE:
                self._check_value(at.tag)
            elif at.tag.kind is Kind.CONTROL:
                yield from self._check_control(at)
        except TagProblem as problem:
            self._told.add(at)
            yield self._at(at, problem.what, problem.way_out)

    def _check_value(self, tag: WrittenTag) -> None:
        if not tag.inner:
            raise TagProblem("thẻ {{ }} để trống", "ghi tên thẻ vào giữa hoặc xóa đi")
        check_printed(self._parsed(tag.inner, tag.shown, parsed_value), self._scope())

    def _parsed(self, text: str, shown: str, parse: Callable[[Environment, str, str], nodes.Expr]) -> nodes.Expr:
        """The expression; names with tones, capitals, blanks or dashes are told as unknown tags."""
        scope = self._scope()
        is_name = _LIKE_A_NAME.fullmatch(text) is not None
        try:
            node = parse(self._environment, text, shown)
            if isinstance(node, nodes.Sub) and re.sub(r"\s*-\s*", "_", text) in self._known:
                raise TagProblem(f"có thẻ viết sai {shown}", "trong thẻ chỉ ghi tên thẻ, ví dụ {{ nam }}")
        except TagProblem as problem:
            close = nearest(text, scope.names()) if is_name else None
            if close is None:
                raise
            raise TagProblem(
                f"có thẻ viết sai {shown}, có lẽ là {shown.replace(text, close)}",
                f"thay bằng {shown.replace(text, close)}",
            ) from problem
        self.used |= {n.name for n in _names(node)} & set(self._known)
        return node

    def _check_control(self, at: Opened) -> Iterator[Fault]:
        word, tag = at.tag.word, at.tag
        if not self._source.blocks[at.block].is_flowing:
            raise TagProblem(f"thẻ {tag.shown} không dùng được ở đây", "chỗ này chỉ dùng thẻ {{ … }}")
        if word not in WORDS:
            raise _unknown_word(tag)
        if tag.amiss or (tag.inner and word in _CLOSES):
            self._told.add(at)
            right = tag.shown if tag.amiss else replace(tag, inner="").shown
            yield self._at(at, f"thẻ {tag.raw} viết sai ở “{tag.amiss or tag.inner}”", f"viết {right}")
        if word in _CLOSES:
            yield from self._close(at, _CLOSES[word])
        elif word in ("elif", "else"):
            self._go_on(at)
        else:
            yield from self._begin(at)

    def _begin(self, at: Opened) -> Iterator[Fault]:
        if len(self._open) >= DEEPEST:
            raise TagProblem("quá nhiều vòng lặp, điều kiện lồng nhau", f"chỉ lồng tối đa {DEEPEST} lần")
        loop = _Loop(None, None)
        try:
            if at.tag.word == "for":
                loop = self._loop(at.tag.inner)
            else:
                self._check_condition(at.tag)
        except TagProblem as problem:
            self._told.add(at)
            yield self._at(at, problem.what, problem.way_out)
            if at.tag.word == "for":
                loop = _Loop(at.tag.inner.partition(" in ")[0].strip(), None)
        self._open.append((at, loop))

    def _loop(self, text: str) -> _Loop:
        variable, expression = parsed_loop(self._environment, text)
        self.used |= {n.name for n in _names(expression)} & set(self._known)
        over = list_of(expression, self._scope())
        if sum(loop.variable is not None for _, loop in self._open) >= MOST_LOOPS:
            raise TagProblem("quá nhiều vòng lặp lồng nhau", f"chỉ lồng tối đa {MOST_LOOPS} vòng lặp")
        if any(loop.over is over for _, loop in self._open):
            raise TagProblem(
                f"vòng lặp qua “{over.name}” nằm trong vòng lặp của chính danh sách ấy", "bỏ một trong hai vòng lặp"
            )
        return _Loop(variable, over)

    def _go_on(self, at: Opened) -> None:
        if not self._open or (at.tag.word == "elif" and self._open[-1][0].tag.word != "if"):
            raise TagProblem(f"thẻ {{% {at.tag.word} %}} thừa hoặc đặt sai chỗ", "đặt giữa {%p if … %} và {%p endif %}")
        if self._open[-1][0].tag.word == "for":
            raise TagProblem("thẻ {% else %} nằm trực tiếp trong vòng lặp", "đặt giữa {%p if … %} và {%p endif %}")
        self._pairs.append((self._open[-1][0], at))
        if at.tag.word == "elif":
            self._check_condition(at.tag)
        elif at.tag.inner:
            raise TagProblem(f"thẻ {at.tag.raw} viết sai", "viết {% else %}, hoặc {% elif … %} khi có điều kiện")

    def _check_condition(self, tag: WrittenTag) -> None:
        if not tag.inner:
            raise TagProblem(f"thẻ {tag.shown} thiếu điều kiện", "ghi tên thẻ sau if, ví dụ {%p if so_voi_nam_truoc %}")
        value_of(self._parsed(tag.inner, tag.shown, parsed_condition), self._scope())

    def _close(self, at: Opened, word: str) -> Iterator[Fault]:
        depth = next((i for i, (o, _) in enumerate(reversed(self._open)) if o.tag.word == word), None)
        if depth is None:
            way_out = f"xóa thẻ này, hoặc thêm thẻ {{%{at.tag.marker} {word} … %}} ở chỗ bắt đầu"
            raise TagProblem(f"thẻ {{% {at.tag.word} %}} thừa hoặc đặt sai chỗ", way_out)
        for _ in range(depth):
            crossed, _ = self._open.pop()
            what = f"thẻ {_bare(crossed.tag)} chưa được đóng mà đã gặp {{% {at.tag.word} %}}"
            yield self._at(
                crossed, what, f"thêm thẻ {_closing(crossed.tag)} trước {{%{at.tag.marker} {at.tag.word} %}}"
            )
        self._pairs.append((self._open.pop()[0], at))

    def _scope(self) -> Scope:
        """The names known here; the variable of a loop with a fault of its own stands for any item."""
        variables: dict[str, Value] = {}
        for _, loop in self._open:
            if loop.variable and loop.over is not None:
                variables[loop.variable] = value_of_item(loop.over)
            elif loop.variable:
                variables[loop.variable] = Unknown()
        return Scope(self._known, variables, self._loops)

    def _at(self, at: Opened, what: str, way_out: str) -> Fault:
        return Fault(self._source.place(at.block), what, way_out, self._source.near(at.block, at.tag.start))


def _unknown_word(tag: WrittenTag) -> TagProblem:
    word = f"{tag.word} {tag.inner}".split() or [""]
    at = 1 if len(word) > 1 and word[0].lower() in (*MARKERS, "r") else 0
    glued = next((m for m in ("tr", "tc", "p") if word[at].lower().removeprefix(m) in WORDS), "")
    close = word[at].lower().removeprefix(glued) if glued else nearest(word[at], WORDS)
    marker = glued or (word[0].lower() if at else tag.marker)
    more = "" if close is None or close in (*_CLOSES, "else") else " …"
    hint = f"viết {{%{marker} {close}{more} %}}" if close else f"các thẻ điều khiển: {', '.join(WORDS)}"
    return TagProblem(f"không có thẻ {tag.raw}", hint)


def _names(node: nodes.Expr) -> list[nodes.Name]:
    return [n for n in [node, *node.find_all(nodes.Name)] if isinstance(n, nodes.Name)]


def _bare(tag: WrittenTag) -> str:
    return f"{{% {tag.word} {tag.inner} %}}"


def _closing(tag: WrittenTag) -> str:
    return f"{{%{tag.marker} end{tag.word} %}}"
