"""What `cchc template check` and `cchc template tags` print: faults of Word templates with their places; every tag there is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..bundled import SUMMARY_TEMPLATE_NAME, TEMPLATE_NAME, folder
from ..errors import ExitCode, TemplateError
from ..model.names import capitalised
from ..templates import template_bytes
from ..writers.report import Tag
from ..writers.template_check import KINDS, CheckedTemplate, DocumentKind, check_template
from .console import say, say_numbered

_SHIPPED = (TEMPLATE_NAME, SUMMARY_TEMPLATE_NAME)


def check(files: Sequence[Path]) -> ExitCode:
    """Every fault of every file. TEMPLATE where one of them is faulty."""
    sound = [_check(file) for file in files]
    return ExitCode.OK if all(sound) else ExitCode.TEMPLATE


def list_tags() -> ExitCode:
    """Every tag by kind of document, with its meaning and an example."""
    for kind in KINDS:
        say(f"{capitalised(kind.title)}:")
        for tag in kind.tags:
            _tell_tag(tag, "  ", f"{{{{ {tag.name} }}}}")
        say()
    say("Kiểm tra mẫu đã sửa, ví dụ: cchc template check report_templates/bao-cao-khac-phuc.docx")
    return ExitCode.OK


def _tell_tag(tag: Tag, indent: str, shown: str) -> None:
    if tag.is_list:
        shown = f"danh sách {tag.name}"
    example = f" Ví dụ: {tag.example.strip()}" if tag.example.strip() else ""
    say(f"{shown}: {tag.meaning}.{example}", indent=indent, hanging=f"{indent}    ")
    for field in tag.fields:
        _tell_tag(field, f"{indent}    ", f".{field.name}")


def _check(file: Path) -> bool:
    """Tells what was found in a file; whether it can be used."""
    try:
        found = check_template(template_bytes(file), file.name)
    except TemplateError as fault:
        say(str(fault))
        return False
    if found.faults:
        say(f"{file.name}: {len(found.faults)} lỗi ({found.kind.title}).")
        say_numbered(one.told for one in found.faults)
    else:
        say(f"{file.name}: Mẫu dùng được ({found.kind.title}).")
        _tell_usage(found)
    for note in found.notes:
        say(f"Lưu ý: {note}", indent="  ", hanging="    ")
    return not found.faults


def _tell_usage(found: CheckedTemplate) -> None:
    used = [tag.name for tag in found.kind.tags if tag.name in found.used]
    say(f"{len(used)} thẻ đã dùng: {', '.join(used)}.", indent="  ", hanging="    ")
    missing = _shipped(found.kind) - found.used
    if missing:
        say("Thẻ quan trọng (mẫu gốc có dùng) mà mẫu này không dùng:", indent="  ", hanging="    ")
        for tag in found.kind.tags:
            if tag.name in missing:
                say(f"{tag.name}: {tag.meaning}.", indent="    - ", hanging="      ")


def _shipped(kind: DocumentKind) -> frozenset[str]:
    """Names of the tags that the shipped template of this kind uses."""
    name = next(name for name in _SHIPPED if name.startswith(kind.stem))
    return check_template(template_bytes(folder("report_templates") / name), name).used
