"""Finds what is wrong with a template's tags before any report is filled, and says it in Vietnamese."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import get_close_matches
from types import CodeType

from jinja2 import Environment, TemplateSyntaxError, nodes

from ...errors import TemplateError
from .tags import Tag

_MARKUP = re.compile(r"<[^>]*>")
_CLOSERS = {"endfor": "for", "endif": "if"}
_OPENERS = frozenset(_CLOSERS.values())
_BUILT_IN = frozenset({"loop", "range", "namespace", "dict", "lipsum", "cycler", "joiner"})
_NEARBY = 60
_BLOCK = re.compile(r"\{%-?\s*(\w+)([^%]*)%\}")
_ANY_TAG = re.compile(r"\{[{%].*?[}%]\}")
_ELEMENT = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")
_Fields = tuple[Tag, ...] | None
"""The tags of an item; None for a name about which nothing is known."""


class TagCheck:
    """Checks one part of one template."""

    def __init__(self, environment: Environment, tags: Sequence[Tag], where: str, source: str) -> None:
        self._environment = environment
        self._known = {tag.name: tag for tag in tags}
        self._where = where
        self._source = source
        self._lines = source.split("\n")
        self._names: dict[str, _Fields] = {}

    def run(self) -> CodeType:
        """Compiles the source. Raises TemplateError at the first fault."""
        code = self._compiled()
        tree = self._environment.parse(self._source)
        self._names = {n.name: None for n in tree.find_all(nodes.Name) if n.ctx != "load"}
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.target, nodes.Name):
                self._names[loop.target.name] = self._fields_of(loop.iter)
        for name in tree.find_all(nodes.Name):
            self._check_name(name)
        for attribute in tree.find_all(nodes.Getattr):
            self._check_attribute(attribute)
        return code

    def fault(self, what: str, line: int) -> TemplateError:
        """The error, with the text of the document near that line (from 1)."""
        nearby = next(filter(None, map(self._text, (line, line + 1, line - 1, line + 2))), "")
        place = f" (gần chỗ “{nearby}”)" if nearby else ""
        return TemplateError(f"{self._where}: {what}{place}; hãy mở mẫu bằng Word và sửa lại.")

    def _compiled(self) -> CodeType:
        try:
            return self._environment.compile(self._source)
        except TemplateSyntaxError as problem:
            raise self._explained(problem) from problem

    def _explained(self, problem: TemplateSyntaxError) -> TemplateError:
        message = problem.message or ""
        named = re.search(r"'([^']*)'", message)
        word = named[1] if named else ""
        if "innermost block" in message:
            tag, line = self._unclosed()
            return self.fault(f"thẻ {{% {tag} %}} chưa được đóng", line)
        if message.startswith("Encountered unknown tag") and word in _CLOSERS:
            return self.fault(f"thẻ {{% {word} %}} thừa hoặc đặt sai chỗ", problem.lineno)
        if message.startswith("Encountered unknown tag") and word in {"p", "tr", "tc", "r"}:
            return self.fault(f"thẻ {{%{word} … %}} đặt sai chỗ", problem.lineno)
        if message.startswith("Encountered unknown tag"):
            return self.fault(f"không có thẻ {{% {word} %}}", problem.lineno)
        if message.startswith("No filter named"):
            return self.fault(f"không có bộ lọc “{word}”", problem.lineno)
        tags = ", ".join(_ANY_TAG.findall(self._lines[min(problem.lineno, len(self._lines)) - 1]))
        return self.fault(f"có thẻ viết sai {tags}".strip(), problem.lineno)

    def _unclosed(self) -> tuple[str, int]:
        """The innermost tag that is open at the end, and its line."""
        opened = [start for start, end in self._pairs() if end is None]
        if not opened:
            return "…", len(self._lines)
        return f"{opened[-1][1]} {opened[-1][2].strip()}", self._line_of(opened[-1])

    def torn(self) -> TemplateError:
        """For a part that is XML no more once it is filled: names the tag whose two ends do not match."""
        for start, end in self._pairs():
            if end is not None and not _balanced(self._source[start.end() : end.start()]):
                tag = f"{start[1]} {start[2].strip()}"
                what = f"thẻ {{% {tag} %}} mở ở một chỗ mà đóng ở chỗ khác hẳn (mở bằng {{%p thì đóng bằng {{%p)"
                return self.fault(what, self._line_of(start))
        return self.fault("có thẻ đặt sai chỗ", 1)

    def _pairs(self) -> list[tuple[re.Match[str], re.Match[str] | None]]:
        """Each opening tag with its closing one; None while it has none."""
        pairs: list[tuple[re.Match[str], re.Match[str] | None]] = []
        still_open: list[int] = []
        for found in _BLOCK.finditer(self._source):
            if found[1] in _OPENERS:
                still_open.append(len(pairs))
                pairs.append((found, None))
            elif still_open and _CLOSERS.get(found[1]) == pairs[still_open[-1]][0][1]:
                opened = still_open.pop()
                pairs[opened] = (pairs[opened][0], found)
        return pairs

    def _line_of(self, found: re.Match[str]) -> int:
        return self._source.count("\n", 0, found.start()) + 1

    def _fields_of(self, expression: nodes.Node) -> _Fields:
        """The tags of the items of a list; None where the expression is no list this check knows."""
        tag: Tag | None = None
        if isinstance(expression, nodes.Name):
            tag = self._known.get(expression.name)
        elif isinstance(expression, nodes.Getattr) and isinstance(expression.node, nodes.Name):
            fields = self._names.get(expression.node.name) or ()
            tag = next((f for f in fields if f.name == expression.attr), None)
        return tag.fields if tag else None

    def _check_name(self, name: nodes.Name) -> None:
        if name.name not in self._known and name.name not in self._names and name.name not in _BUILT_IN:
            raise self._unknown(name.name, [*self._known, *self._names], name.lineno)

    def _check_attribute(self, attribute: nodes.Getattr) -> None:
        if not isinstance(attribute.node, nodes.Name) or attribute.node.name in _BUILT_IN:
            return
        item = attribute.node.name
        fields = self._names.get(item) if item in self._names else ()
        if fields is not None and attribute.attr not in {f.name for f in fields}:
            raise self._unknown(f"{item}.{attribute.attr}", [f"{item}.{f.name}" for f in fields], attribute.lineno)

    def _unknown(self, tag: str, known: Sequence[str], line: int) -> TemplateError:
        close = get_close_matches(tag, known, n=1)
        hint = f", có lẽ là {{{{ {close[0]} }}}}" if close else ""
        return self.fault(f"không có thẻ {{{{ {tag} }}}}{hint}", line)

    def _text(self, line: int) -> str:
        """The document's text on a line of the source."""
        if not 1 <= line <= len(self._lines):
            return ""
        text = " ".join(_MARKUP.sub(" ", _BLOCK.sub("", self._lines[line - 1])).split())
        return text if len(text) <= _NEARBY else text[: _NEARBY - 1].rstrip() + "…"


def _balanced(fragment: str) -> bool:
    """Whether every element that begins in the fragment ends in it, and the reverse."""
    still_open: list[str] = []
    for closing, element, alone in _ELEMENT.findall(fragment):
        if closing:
            if not still_open or still_open.pop() != element:
                return False
        elif not alone:
            still_open.append(element)
    return not still_open
