"""Finds the charts of a template whose series are named by tags, checks them and makes them ready to be filled.

The workbook that Word keeps for such a chart holds the template's sample figures: it is left out.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from copy import deepcopy

from lxml import etree

from ...errors import TemplateError
from .chart import COMPARED, ChartPart, slot
from .opening import DECLARATION, parsed
from .tags import Tag

SERIES = {"bieu_do_don_vi": "chi_so", "bieu_do_trung_binh": COMPARED}
"""The tag in a series' name, and the field of a bar that the series shows."""

_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
_TYPES = "[Content_Types].xml"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORKBOOKS = "word/embeddings/"
_TAG = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_XMLNS = re.compile(r' xmlns:\w+="[^"]*"')
_BRACE = re.compile(r"\{\{|\}\}|\{%|%\}")


def take_charts(contents: dict[str, bytes], name: str, tags: Sequence[Tag]) -> dict[str, ChartPart]:
    """The template's charts that tags name, by part; what they need no longer is taken out of `contents`.

    Raises TemplateError where a chart is faulty.
    """
    where = f"Mẫu báo cáo {name}, biểu đồ"
    texts = {tag.name for tag in tags if not tag.is_list}
    found: dict[str, ChartPart] = {}
    try:
        for part in _chart_names(contents):
            root = parsed(contents[part])
            if any(_BRACE.search(str(text)) for text in root.itertext(f"{_C}v", f"{_A}t")):
                found[part] = _compiled(part, root, texts, where)
                _leave_workbook_out(part, root, contents)
    except etree.XMLSyntaxError as problem:
        raise TemplateError(f"{where} hỏng, không đọc được; hãy mở mẫu bằng Word rồi lưu lại.") from problem
    return found


def _chart_names(contents: Mapping[str, bytes]) -> list[str]:
    overrides = parsed(contents[_TYPES]).iterchildren("{*}Override")
    names = [o.get("PartName", "").lstrip("/") for o in overrides if o.get("ContentType") == _TYPE]
    return [name for name in names if name in contents]


def _compiled(part: str, root: etree._Element, texts: Collection[str], where: str) -> ChartPart:
    etree.strip_tags(root, etree.PI, etree.Comment)
    shown = {_prepare_series(series, texts, where) for series in root.iter(f"{_C}ser")}
    if "chi_so" not in shown:
        raise TemplateError(f"{where}: thiếu dãy số liệu mang tên {{{{ bieu_do_don_vi }}}}.")
    for paragraph in root.iter(f"{_A}p"):
        _prepare_paragraph(paragraph, texts, where)
    for external in root.findall(f"{_C}externalData"):
        root.remove(external)
    looks = dict(look for series in root.iter(f"{_C}ser") if (look := _spell_labels_out(series)))
    compared, alone = _written(root), deepcopy(root)
    for series in list(alone.iter(f"{_C}ser")):
        if _shown_by(series) == COMPARED:
            _drop(series)
    return ChartPart.from_xml(part, compared, _written(alone), looks)


def _prepare_series(series: etree._Element, texts: Collection[str], where: str) -> str:
    """Puts slots for a series' name, categories and numbers; gives the field of a bar that it shows."""
    name = series.find(f"{_C}tx")
    text = "".join(map(str, name.itertext(f"{_C}v"))) if name is not None else ""
    field = next((SERIES[tag] for tag in _TAG.findall(text) if tag in SERIES), None)
    if name is None or field is None:
        raise TemplateError(
            f"{where}: dãy số liệu “{text}” không mang thẻ {{{{ bieu_do_don_vi }}}} hoặc {{{{ bieu_do_trung_binh }}}}; "
            "hãy xóa dãy đó hoặc đặt lại tên."
        )
    numbers = series.find(f"{_C}val")
    if numbers is None:
        raise TemplateError(f"{where}: hãy dùng biểu đồ cột, thanh hoặc đường.")
    categories = series.find(f"{_C}cat")
    if categories is None:
        categories = etree.Element(f"{_C}cat")
        numbers.addprevious(categories)
    _slots_in(_emptied(name, "v"), text, texts, where)
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


def _prepare_paragraph(paragraph: etree._Element, texts: Collection[str], where: str) -> None:
    """Puts slots for the tags in a title; its text goes to the first run, since Word splits tags."""
    runs = list(paragraph.iter(f"{_A}t"))
    text = "".join(run.text or "" for run in runs)
    if _BRACE.search(text):
        for run in runs:
            run.text = ""
        _slots_in(runs[0], text, texts, where)


def _slots_in(element: etree._Element, text: str, texts: Collection[str], where: str) -> None:
    """Gives the element this text, with a slot for each tag in it."""
    pieces = _TAG.split(text)
    stray = next((m for m in map(_BRACE.search, pieces[::2]) if m), None)
    if stray:
        raise TemplateError(f"{where}: có dấu “{stray[0]}” không thành thẻ (gần chỗ “{text}”).")
    element.text = pieces[0]
    for tag, after in zip(pieces[1::2], pieces[2::2], strict=True):
        if tag not in texts:
            raise TemplateError(f"{where}: không có thẻ {{{{ {tag} }}}} (gần chỗ “{text}”).")
        mark = etree.PI(*slot("text", tag))
        mark.tail = after
        element.append(mark)


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
