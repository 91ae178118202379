"""A letter's plain text with the report's tags: checked and compiled once, filled for each commune."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import SimpleNamespace
from typing import TYPE_CHECKING
from unicodedata import normalize

from ..errors import TemplateError
from ..model.plain_text import decoded
from .report.part_source import Block, PartSource
from .report.tag_language import LIST_FILTERS, TESTS, TEXT_FILTERS
from .report.tags import TAGS, Tag
from .report.template_fault import Fault, FaultyTemplate
from .report.written_tags import Kind, strays_in, tags_in

if TYPE_CHECKING:
    from jinja2 import Template
    from jinja2.sandbox import ImmutableSandboxedEnvironment

LETTER_TAGS: tuple[Tag, ...] = (
    *TAGS,
    Tag("nguoi_nhan", "Người nhận theo danh bạ; trống khi danh bạ không ghi", "Chủ tịch UBND xã Thanh Xá"),
    Tag("ten_tep", "Tên tệp đính kèm", "Báo cáo khắc phục CCHC năm 2022 - Xã Thanh Xá.docx"),
    Tag(
        "thay_the",
        "Câu nói rằng thư thay cho thư đã gửi trước; trống khi là thư đầu tiên",
        "Thư này thay cho thư đã gửi ngày 20/3/2023; đề nghị dùng báo cáo đính kèm thư này.",
    ),
)
SUBJECT = "Tiêu đề:"
_SUBJECT = re.compile(r"^\s*tiêu đề\s*:", re.IGNORECASE)
LARGEST = 256 * 1024
"""Bytes of a letter's template."""
_MOST_LINES = 2000
_LARGEST_LETTER = 2**20
_LONGEST_SUBJECT = 400
_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Letter:
    """A filled letter."""

    subject: str
    """One line."""
    body: str
    """Lines end with "\\n"."""


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """A compiled letter."""

    name: str
    """The file's name, for messages."""
    _subject: Template
    _body: Template

    @classmethod
    def compile(cls, data: bytes, name: str) -> LetterTemplate:
        """Takes "Tiêu đề: ...", an empty line, and the body. Raises TemplateError, one line that says where and what."""
        lines = _lines(data, name)
        subject = _SUBJECT.sub("", lines[0])
        if subject == lines[0] or not subject.strip():
            raise _fault(name, "dòng 1", f"phải ghi tiêu đề thư, ví dụ “{SUBJECT} Báo cáo năm {{{{ nam }}}}”")
        if len(lines) < 3 or lines[1].strip() or not any(line.strip() for line in lines[2:]):
            raise _fault(name, "dòng 2", "phải để trống, nội dung thư ghi từ dòng 3")
        environment = _environment()
        # each half is checked by itself, so that no loop reaches from the subject into the body
        halves = [_Half([subject], 1), _Half(lines[2:], 3)]
        faults = [fault for half in halves for fault in half.faults(environment)]
        if faults:
            raise TemplateError(_told(name, faults))
        made = cls(name, *(environment.from_string(half.code()) for half in halves))
        for values in ({t.name: t.sample() for t in LETTER_TAGS}, {t.name: t.empty() for t in LETTER_TAGS}):
            made._filled(values)
        return made

    def fill(self, values: Mapping[str, object]) -> Letter:
        """The letter for these values. Raises TemplateError where one of them is missing or not of its tag's shape."""
        made = self._filled({tag.name: _shaped(values[tag.name], tag) for tag in LETTER_TAGS if tag.name in values})
        if not made.subject:
            raise TemplateError(
                f"Mẫu thư {self.name}: dòng 1 không để lại chữ nào làm tiêu đề khi điền cho {values.get('ten_don_vi', 'một đơn vị')}. "
                "Hãy thêm chữ cố định vào dòng ấy."
            )
        return made

    def _filled(self, values: Mapping[str, object]) -> Letter:
        from jinja2 import TemplateError as Problem

        try:
            subject, body = (_rendered(half, values) for half in (self._subject, self._body))
        except (Problem, TypeError, ValueError, LookupError, AttributeError, ArithmeticError) as problem:
            detail = " ".join(str(problem).split())
            raise TemplateError(f"Mẫu thư {self.name}: không điền được ({detail}). Hãy chạy lại cchc run.") from problem
        line = " ".join(subject.split())
        if len(line) > _LONGEST_SUBJECT:
            raise TemplateError(f"Mẫu thư {self.name}: tiêu đề dài quá {_LONGEST_SUBJECT} chữ.")
        return Letter(line, body.strip("\n") + "\n")


@dataclass(frozen=True, slots=True)
class _Half:
    """The subject, or the body: lines, the first of which has a number in the file."""

    lines: Sequence[str]
    first: int

    def faults(self, environment: ImmutableSandboxedEnvironment) -> tuple[Fault, ...]:
        """What is wrong with the tags."""
        from .report.tag_check import TagCheck

        return TagCheck(environment, LETTER_TAGS, PartSource("", "", tuple(self._blocks()), ())).faults()

    def code(self) -> str:
        """The text as the template's language has it; a line that holds nothing but control tags leaves no line behind."""
        return "".join(_code(line) for line in self.lines)

    def _blocks(self) -> Iterator[Block]:
        from lxml import etree

        holder = etree.Element("letter")
        for number, line in enumerate(self.lines, self.first):
            tags = tuple(tags_in(line))
            element = etree.SubElement(holder, "line")
            taken = tuple(element if tag.marker == "p" else None for tag in tags)
            yield Block(
                f"dòng {number}", line, tags, tuple(strays_in(line, list(tags))), element, taken,
                holders=tuple(holder if t is not None else None for t in taken), holder=holder, row=None,
            )  # fmt: skip


def _lines(data: bytes, name: str) -> list[str]:
    """The file's lines. Raises TemplateError."""
    if len(data) > LARGEST:
        raise TemplateError(f"Mẫu thư {name} lớn quá {LARGEST // 1024} KB.")
    try:
        text = normalize("NFC", decoded(data))
    except UnicodeDecodeError as problem:
        raise TemplateError(
            f"Mẫu thư {name} không phải chữ UTF-8. Hãy mở bằng Notepad, lưu lại với mã hóa UTF-8."
        ) from problem
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    for number, line in enumerate(lines, 1):
        if not line.replace("\t", " ").replace("\u00a0", " ").isprintable():
            raise _fault(name, f"dòng {number}", "có ký tự lạ không in được; hãy gõ lại dòng này")
    if len(lines) > _MOST_LINES:
        raise TemplateError(f"Mẫu thư {name} dài quá {_MOST_LINES} dòng.")
    return lines


def _fault(name: str, place: str, what: str) -> TemplateError:
    return TemplateError(f"Mẫu thư {name}: {place} {what}.")


def _told(name: str, faults: Sequence[Fault]) -> str:
    """The faults in one line."""
    return FaultyTemplate(name, faults[:3]).told("").replace(f"Mẫu {name}", f"Mẫu thư {name}", 1)


def _environment() -> ImmutableSandboxedEnvironment:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from .report.xml_text import one_line

    made = ImmutableSandboxedEnvironment(
        autoescape=False, undefined=StrictUndefined, finalize=one_line, keep_trailing_newline=True
    )
    # the check lets nothing else through; this holds should it ever err
    made.globals = {}
    made.filters = {name: made.filters[name] for name in TEXT_FILTERS | LIST_FILTERS}
    made.tests = {name: made.tests[name] for name in TESTS}
    return made


def _code(line: str) -> str:
    tags = tags_in(line)
    pieces, at = [], 0
    for tag in tags:
        pieces += [line[at : tag.start], tag.text]
        at = tag.end
    rest = "".join(pieces[::2]) + line[at:]
    if tags and not rest.strip() and all(tag.kind is not Kind.VALUE for tag in tags):
        return "".join(tag.text for tag in tags)
    return "".join([*pieces, line[at:], "\n"])


def _shaped(value: object, tag: Tag) -> object:
    """A value from a send list as its tag has it: items of a list keep the tag's own fields, nothing else."""
    if not tag.is_list:
        if not isinstance(value, str):
            raise TemplateError(f"Danh sách gửi ghi sai thẻ “{tag.name}”. Hãy chạy lại cchc run.")
        return value
    if not isinstance(value, list | tuple):
        raise TemplateError(f"Danh sách gửi ghi sai thẻ “{tag.name}”. Hãy chạy lại cchc run.")
    if not tag.fields:
        return [str(one) for one in value]
    return [_item(one, tag) for one in value]


def _item(value: object, tag: Tag) -> SimpleNamespace:
    if not isinstance(value, Mapping):
        raise TemplateError(f"Danh sách gửi ghi sai thẻ “{tag.name}”. Hãy chạy lại cchc run.")
    return SimpleNamespace(**{f.name: _shaped(value[f.name], f) for f in tag.fields if f.name in value})


def _rendered(template: Template, values: Mapping[str, object]) -> str:
    """Bounded, whatever loops there are. Raises TemplateError and what jinja raises."""
    pieces, room = [], _LARGEST_LETTER
    produced = template.generate(dict(values))
    while some := list(islice(produced, _AT_ONCE)):
        pieces.append("".join(some))
        room -= len(pieces[-1])
        if room < 0:
            raise TemplateError(f"Mẫu thư: thư dài quá {_LARGEST_LETTER // 2**20} MB. Hãy bỏ bớt vòng lặp.")
    return "".join(pieces)
