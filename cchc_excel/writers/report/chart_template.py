"""Finds the charts of a template whose series are named by tags, checks them and makes them ready to be filled.

The workbook that Word keeps for such a chart holds the template's sample figures: it is left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from .chart import COMPARED, ChartPart, slot
from .opening import DECLARATION, content_types, parsed
from .tag_values import nearest
from .tags import Tag
from .template_fault import Fault

SERIES = {"bieu_do_don_vi": "chi_so", "bieu_do_trung_binh": COMPARED}
"""The tag in a series' name, and the field of a bar that the series shows."""

_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOKS = "word/embeddings/"
_TAG = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_XMLNS = re.compile(r' xmlns:\w+="[^"]*"')
_REDO = "đặt lại tên dãy số liệu, hoặc chép lại biểu đồ từ mẫu gốc"
_LONGEST_NEAR = 60
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}")


@dataclass(frozen=True, slots=True)
class Charts:
    """The charts of a template that tags name."""

    parts: Mapping[str, ChartPart]
    """By name."""
    faults: tuple[Fault, ...]
    used: frozenset[str]
    """Names of the tags they use."""


def take_charts(contents: dict[str, bytes], tags: Sequence[Tag]) -> Charts:
    """Checks the template's charts; what they need no longer is taken out of `contents`."""
    texts = {tag.name for tag in tags if not tag.is_list}
    found: dict[str, ChartPart] = {}
    faults: list[Fault] = []
    used: set[str] = set()
    names = _chart_names(contents)
    for number, part in enumerate(names, 1):
        told: list[Fault] = []
        where = f"biểu đồ {number}" if len(names) > 1 else "biểu đồ"
        try:
            root = parsed(contents[part])
            if any(_BRACE.search(_text_of(e)) for e in root.iter(f"{_C}v", f"{_A}p")):
                used |= {"bieu_do", *(n for e in root.iter(f"{_C}v", f"{_A}p") for n in _TAG.findall(_text_of(e)))}
                chart = _compiled(part, root, _Told(where, told, texts))
                if not told:
                    found[part] = chart
                    _leave_workbook_out(part, root, contents)
        except etree.XMLSyntaxError:
            told.append(Fault(where, "hỏng, không đọc được", "mở mẫu bằng Word rồi lưu lại"))
        faults += told
    return Charts(found, tuple(dict.fromkeys(faults)), frozenset(used & {tag.name for tag in tags}))


@dataclass(frozen=True, slots=True)
class _Told:
    """Takes up the faults of one chart."""

    where: str
    faults: list[Fault]
    texts: Collection[str]
    """The tags that it may name."""

    def tell(self, what: str, way_out: str, near: str = "") -> None:
        """One more fault."""
        self.faults.append(Fault(self.where, what, way_out, " ".join(near.split())[:_LONGEST_NEAR]))


def _text_of(element: etree._Element) -> str:
    return "".join(map(str, element.itertext(f"{_C}v", f"{_A}t")))


def _chart_names(contents: Mapping[str, bytes]) -> list[str]:
    return [name for name, kind in content_types(contents, "").items() if kind == _TYPE]


def _compiled(part: str, root: etree._Element, told: _Told) -> ChartPart:
    """The chart ready to be filled; of no use where a fault was told."""
    etree.strip_tags(root, etree.PI, etree.Comment)
    shown = {_prepare_series(series, told) for series in root.iter(f"{_C}ser")}
    if "chi_so" not in shown and not told.faults:
        told.tell("thiếu dãy số liệu mang tên {{ bieu_do_don_vi }}", _REDO)
    for paragraph in root.iter(f"{_A}p"):
        _prepare_paragraph(paragraph, told)
    if told.faults:
        return ChartPart(part, (), (), {})
    for external in root.findall(f"{_C}externalData"):
        root.remove(external)
    looks = dict(look for series in root.iter(f"{_C}ser") if (look := _spell_labels_out(series)))
    compared, alone = _written(root), deepcopy(root)
    for series in list(alone.iter(f"{_C}ser")):
        if _shown_by(series) == COMPARED:
            _drop(series)
    return ChartPart.from_xml(part, compared, _written(alone), looks)


def _prepare_series(series: etree._Element, told: _Told) -> str:
    """Puts slots for a series' name, categories and numbers; gives the field of a bar that it shows, "" for none."""
    name = series.find(f"{_C}tx")
    text = _text_of(name) if name is not None else ""
    field = next((SERIES[tag] for tag in _TAG.findall(text) if tag in SERIES), None)
    if name is None or field is None:
        told.tell(
            f"dãy số liệu “{text}” không mang thẻ {{{{ bieu_do_don_vi }}}} hoặc {{{{ bieu_do_trung_binh }}}}",
            "xóa dãy đó hoặc đặt lại tên",
        )
        _check_text(text, told)
        return ""
    numbers = series.find(f"{_C}val")
    if numbers is None:
        told.tell("loại biểu đồ này không điền được", "hãy dùng biểu đồ cột, thanh hoặc đường", text)
        return field
    categories = series.find(f"{_C}cat")
    if categories is None:
        categories = etree.Element(f"{_C}cat")
        numbers.addprevious(categories)
    _slots_in(_emptied(name, "v"), text, told)
    _emptied(categories, "strLit").append(etree.PI(*slot("names", "ten")))
    literal = _emptied(numbers, "numLit")
    etree.SubElement(literal, f"{_C}formatCode").text = "General"
    literal.append(etree.PI(*slot("numbers", field)))
    for extension in list(series.iter(f"{_C}extLst")):
        _drop(extension)  # may hold texts of the sample figures
    return field


def _spell_labels_out(series: etree._Element) -> tuple[str, str] | None:
    """Puts a slot for a label of each bar; gives the field that the series shows and the look of its labels.

    None where the office wants no figures, or has chosen a number format of its own.
    """
    labels = series.find(f"{_C}dLbls")
    if labels is None:
        return None
    for typed in labels.findall(f"{_C}dLbl"):
        labels.remove(typed)  # made for one bar of the sample
    shown, own = labels.find(f"{_C}showVal"), labels.find(f"{_C}numFmt")
    if shown is None or shown.get("val") in ("0", "false"):
        return None
    if own is not None and own.get("formatCode") != "General" and own.get("sourceLinked") != "1":
        return None
    look = "".join(etree.tostring(child, encoding="unicode", with_tail=False) for child in labels if child is not own)
    labels.insert(0, etree.PI(*slot("labels", _shown_by(series))))
    return _shown_by(series), _XMLNS.sub("", look)


def _shown_by(series: etree._Element) -> str:
    """The field that a prepared series shows."""
    marks = series.find(f"{_C}val").iter(etree.PI)  # type: ignore[union-attr]  # prepared: it is there
    return next(str(mark.text).split()[1] for mark in marks)


def _emptied(element: etree._Element, child: str) -> etree._Element:
    """The only child, new, of an element whose content goes."""
    for old in list(element):
        element.remove(old)
    return etree.SubElement(element, f"{_C}{child}")


def _prepare_paragraph(paragraph: etree._Element, told: _Told) -> None:
    """Puts slots for the tags in a title; its text goes to the first run, since Word splits tags."""
    runs = list(paragraph.iter(f"{_A}t"))
    text = "".join(run.text or "" for run in runs)
    if _BRACE.search(text):
        for run in runs:
            run.text = ""
        _slots_in(runs[0], text, told)


def _slots_in(element: etree._Element, text: str, told: _Told) -> None:
    """Gives the element this text, with a slot for each tag in it."""
    _check_text(text, told)
    pieces = _TAG.split(text)
    element.text = pieces[0]
    for tag, after in zip(pieces[1::2], pieces[2::2], strict=True):
        mark = etree.PI(*slot("text", tag))
        mark.tail = after
        element.append(mark)


def _check_text(text: str, told: _Told) -> None:
    """Tells what is wrong with the tags in a text of the chart."""
    pieces = _TAG.split(text)
    for stray in dict.fromkeys(m[0] for piece in pieces[::2] for m in _BRACE.finditer(piece)):
        told.tell(f"có dấu “{stray}” không thành thẻ", "gõ lại thẻ, ví dụ {{ nam }}", text)
    for tag in dict.fromkeys(pieces[1::2]):
        if tag not in told.texts:
            close = nearest(tag, list(told.texts))
            hint = f", có lẽ là {{{{ {close} }}}}" if close else ""
            told.tell(
                f"không có thẻ {{{{ {tag} }}}}{hint}", f"thay bằng {{{{ {close} }}}}" if close else "xóa thẻ", text
            )


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _written(root: etree._Element) -> bytes:
    return (DECLARATION + etree.tostring(root, encoding="unicode")).encode()


def _leave_workbook_out(part: str, root: etree._Element, contents: dict[str, bytes]) -> None:
    """Takes out the chart's workbook or its link to one, which `_compiled` has cut off."""
    folder, file = posixpath.split(part)
    name = f"{folder}/_rels/{file}.rels"
    if name not in contents:
        return
    relations = parsed(contents[name])
    used = {value for element in root.iter(etree.Element) for key, value in element.attrib.items() if key == _ID}
    for relation in list(relations):
        if relation.get("Type", "").endswith(("/package", "/oleObject")) and relation.get("Id") not in used:
            relations.remove(relation)
            target = posixpath.normpath(posixpath.join(folder, relation.get("Target", "")))
            if target.startswith(_WORKBOOKS):
                contents.pop(target, None)
    if len(relations):
        contents[name] = etree.tostring(relations, xml_declaration=True, encoding="UTF-8", standalone=True)
    else:
        del contents[name]
