"""Spoils the shipped report template, and splits its tags as Word does."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping

from cchc_excel.bundled import TEMPLATE_NAME, folder
from cchc_excel.writers.report.package import package, packed, read_package

SHIPPED = (folder("report_templates") / TEMPLATE_NAME).read_bytes()
MAIN = "word/document.xml"
_RUN = re.compile(r"<w:r>(<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>([^<]*\{[^<]*)</w:t></w:r>")
_BETWEEN = (
    "", '<w:proofErr w:type="spellStart"/>', '<w:proofErr w:type="gramEnd"/>',
    '<w:bookmarkStart w:id="{n}" w:name="b{n}"/><w:bookmarkEnd w:id="{n}"/>',
)  # fmt: skip
_OWN_LOOK = ("", '<w:lang w:val="en-US"/>', "<w:noProof/>")


def edited(*changes: tuple[str, str], part: str = MAIN, more: Mapping[str, bytes] | None = None) -> bytes:
    """The shipped template with the first of each text in one part replaced, and parts added or put in place of others."""
    contents = dict(read_package(SHIPPED))
    text = contents[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    contents[part] = text.encode()
    return package(packed(name, data) for name, data in {**contents, **(more or {})}.items())


def split(chance: random.Random, *, only_spelling: bool = False) -> bytes:
    """The shipped template with every text that holds a tag cut at random places into runs of its own.

    `only_spelling` puts nothing but the spell-checker's marks between them.
    """
    contents = dict(read_package(SHIPPED))
    number = 1000

    def cut(found: re.Match[str]) -> str:
        nonlocal number
        look, text = found[1] or "", found[2]
        places = sorted(chance.sample(range(1, len(text)), min(len(text) - 1, chance.randint(0, 6))))
        runs = []
        for start, end in zip([0, *places], [*places, len(text)], strict=True):
            number += 1
            own = "" if only_spelling else chance.choice(_OWN_LOOK)
            with_own = look.replace("</w:rPr>", f"{own}</w:rPr>") if look else (f"<w:rPr>{own}</w:rPr>" if own else "")
            rsid = f' w:rsidR="{number:08X}"' if chance.random() < 0.5 and not only_spelling else ""
            between = chance.choice(_BETWEEN[:3] if only_spelling else _BETWEEN).format(n=number) if start else ""
            runs.append(f'{between}<w:r{rsid}>{with_own}<w:t xml:space="preserve">{text[start:end]}</w:t></w:r>')
        return "".join(runs)

    _on_text(contents, lambda text: _RUN.sub(cut, text))
    return package(packed(name, data) for name, data in contents.items())


def _on_text(contents: dict[str, bytes], change: Callable[[str], str]) -> None:
    for name in contents:
        if name == MAIN or name.startswith(("word/header", "word/footer")):
            contents[name] = change(contents[name].decode()).encode()
