"""Cleans tags that Word has left in one piece, as docxtpl would, without loading docxtpl."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"\{\{ [\w.]+ \}\}|\{%(?:p|tr) (?:if [\w.]+|for \w+ in [\w.]+|else|endif|endfor) %\}")
_TEXT_BEFORE_TAG = re.compile(r"<w:t>((?:(?!<w:t>).)*)({{.*?}}|{%.*?%})", re.DOTALL)
_ROW, _PARAGRAPH = (
    re.compile(rf"<w:{name}[ >](?:(?!<w:{name}[ >]).)*({{%|{{{{){name} ([^}}%]*(?:%}}|}}}})).*?</w:{name}>", re.DOTALL)
    for name in ("tr", "p")
)


def all_plain(xml: str) -> bool:
    """Whether no brace stands outside a plain tag: `{{ name }}`, or an if or for that takes its paragraph or row."""
    rest = _PLAIN.sub("", xml)
    return "{" not in rest and "}" not in rest


def cleaned(xml: str) -> str:
    """What docxtpl's `patch_xml` makes of such XML: of all its steps, those that change anything here."""
    xml = _TEXT_BEFORE_TAG.sub(r'<w:t xml:space="preserve">\1\2', xml)
    for enclosing in (_ROW, _PARAGRAPH):  # gives way to the tag in it
        xml = enclosing.sub(r"\1 \2", xml)
    return xml
