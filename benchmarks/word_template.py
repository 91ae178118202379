"""The shipped template as it comes back once an office has saved it in Word: with all of Word's default styles in it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STYLES = "word/styles.xml"


def as_word_saves_it(template: Path) -> bytes:
    """The same document and named styles, with the styles, latent styles and table styles of Word's default template added."""
    blank = io.BytesIO()
    docx.Document().save(blank)
    with zipfile.ZipFile(blank) as archive:
        words = etree.fromstring(archive.read(_STYLES))
    out = io.BytesIO()
    with zipfile.ZipFile(template) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _merged(data, words) if name == _STYLES else data)
    return out.getvalue()


def _merged(ours: bytes, words: etree._Element) -> bytes:
    root = etree.fromstring(ours)
    have = {s.get(f"{_W}styleId") for s in root.iter(f"{_W}style")}
    names = {n.get(f"{_W}val") for n in root.iter(f"{_W}name")}
    latent = words.find(f"{_W}latentStyles")
    if latent is not None and root.find(f"{_W}latentStyles") is None:
        root.insert(1, latent)
    for style in words.findall(f"{_W}style"):
        name = style.find(f"{_W}name")
        if style.get(f"{_W}styleId") not in have and (name is None or name.get(f"{_W}val") not in names):
            style.attrib.pop(f"{_W}default", None)
            root.append(style)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
