"""The list of what is to be sent, as JSON of schema "cchc-send/1", written after a run's reports and read by `cchc send`."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any, NoReturn, cast

from ..model.audited import AuditedCommune, AuditedDistrict
from ..model.facts import Information
from ..model.finding import Severity
from ..model.names import folded
from ..model.send_list import SendItem, SendList, names_password, run_of
from .json_result import encoded
from .report.head import full_unit

SCHEMA = "cchc-send/1"
SETTINGS = (
    "Máy chủ thư", "Cổng", "Bảo mật", "Tài khoản thư", "Địa chỉ gửi", "Địa chỉ nhận trả lời", "Đồng gửi", "Số thư mỗi phút",
)  # fmt: skip
"""Keys of the information sheet that are about sending; a password is none of them."""
PASSWORD = "Mật khẩu"
"""Stands among the settings, without its text, where the sheet has a password: sending refuses that."""
LARGEST = 64 * 2**20
"""Bytes of a list: a commune takes some 40 KB."""
_MOST_ITEMS = 20_000
_LONGEST = 100_000
"""Characters of one text."""
_DEEPEST = 8
_HASH = frozenset("0123456789abcdef")
_LIST_TEXTS = ("commune", "unit", "recipient", "report", "sha256", "content")


IS_LIST = re.compile(r"danh-sach-gui_[0-9]{1,4}\.json")
"""What `send_list_name` gives, and nothing that was copied beside it."""


def send_list_name(year: int) -> str:
    """The list's file name in its group's folder."""
    return f"danh-sach-gui_{year}.json"


class Draft:
    """A district's list in the making: one entry for each report that was delivered."""

    def __init__(self, district: AuditedDistrict) -> None:
        self._district = district
        self._items: list[SendItem] = []
        self._held_back: list[str] = []
        self._errors: dict[str, set[str]] = {}
        for finding in district.findings:
            if finding.severity is Severity.ERROR and finding.commune is not None:
                self._errors.setdefault(finding.commune, set()).add(finding.code)

    def add(
        self, commune: AuditedCommune, values: Mapping[str, object], report: str, data: bytes, content: str
    ) -> None:
        """A delivered report: its file's name, its bytes, and what its mark says of their content."""
        contact, name = commune.contact, commune.name
        self._items.append(
            SendItem(
                commune=name.display,
                unit=full_unit(name),
                emails=contact.emails if contact else (),
                recipient=contact.recipient if contact else "",
                report=report,
                sha256=hashlib.sha256(data).hexdigest(),
                content=content,
                errors=tuple(sorted(self._errors.get(name.display, ()))),
                values={tag: _plain(value) for tag, value in values.items()},
            )
        )

    def hold_back(self, commune: AuditedCommune) -> None:
        """A report that is not delivered: nothing is sent, and that is told."""
        self._held_back.append(commune.name.display)

    def finished(self, communes: Sequence[AuditedCommune], old: SendList | None) -> SendList:
        """The list after a run for `communes`: of `old`, the one from before, what it says about the others stays."""
        district = self._district
        done = {c.name.display for c in communes}
        items = {item.commune: item for item in self._items}
        held_back = set(self._held_back)
        if old is not None and (old.authority, old.year) == (district.authority, district.year):
            items |= {item.commune: item for item in old.items if item.commune not in done}
            held_back |= set(old.held_back) - done
        names = dict.fromkeys(c.name.display for c in district.communes)
        return SendList.of(
            district.authority, district.year, mail_settings(district.information),
            (items[name] for name in names if name in items), (name for name in names if name in held_back),
        )  # fmt: skip


def mail_settings(information: Information) -> dict[str, str]:
    """What the information sheet says about sending, by the names of `SETTINGS`."""
    wanted = {folded(key): key for key in SETTINGS}
    found: dict[str, str] = {}
    for fact in information.facts:
        key = wanted.get(folded(fact.key))
        if key is not None and fact.value:
            found.setdefault(key, fact.value)
        elif fact.value and names_password(fact.key):
            found[PASSWORD] = ""
    return found


def encoded_list(listed: SendList) -> bytes:
    """The list as JSON, an item a line; the same list gives the same bytes."""
    data = {"schema": SCHEMA, **{f.name: getattr(listed, f.name) for f in fields(listed)}}
    data["items"] = [{f.name: getattr(item, f.name) for f in fields(item)} for item in listed.items]
    return encoded(data)


def _plain(value: object) -> object:
    """A tag's value as JSON has it: texts, lists, and mappings in place of our own items."""
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return str(value)


def read_send_list(data: bytes) -> SendList:
    """The list that was written. Raises ValueError with what is wrong, a Vietnamese clause."""
    if len(data) > LARGEST:
        _wrong(f"lớn quá {LARGEST // 2**20} MB")
    try:
        found = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError) as problem:
        raise ValueError("danh sách gửi hỏng, không đọc được") from problem
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        _wrong("không phải danh sách gửi của chương trình này, hoặc do bản khác lập")
    return _read_list(found)


def _read_list(found: Mapping[str, Any]) -> SendList:
    year, settings, raw = found.get("year"), found.get("settings"), found.get("items")
    if type(year) is not int or not 2000 <= year <= 2999:
        _wrong("sai “year”")
    if not isinstance(settings, dict) or not all(map(_is_setting, settings, settings.values())):
        _wrong("sai “settings”")
    if not isinstance(raw, list) or len(raw) > _MOST_ITEMS:
        _wrong("sai “items”")
    items = tuple(_read_item(one, number) for number, one in enumerate(raw, 1))
    for name in ("commune", "report"):
        if len({getattr(item, name).casefold() for item in items}) < len(items):
            _wrong(f"“{name}” có hai mục trùng nhau")
    if found.get("run") != run_of(items):
        _wrong("“run” không khớp với các báo cáo trong danh sách")
    authority = found.get("authority")
    if not _is_text(authority):
        _wrong("sai “authority”")
    return SendList.of(cast(str, authority), year, settings, items, _read_held_back(found.get("held_back"), items))


def _read_held_back(found: object, items: Sequence[SendItem]) -> tuple[str, ...]:
    """Communes without a report: in the list once, here or among the items."""
    if not isinstance(found, list) or len(found) > _MOST_ITEMS or not all(one and _is_text(one) for one in found):
        _wrong("sai “held_back”")
    names = [name.casefold() for name in (*found, *(item.commune for item in items))]
    if len(set(names)) < len(names):
        _wrong("“held_back” có đơn vị ghi hai lần")
    return tuple(found)


def _read_item(found: object, number: int) -> SendItem:
    """One commune's entry."""
    if not isinstance(found, dict) or set(found) != {f.name for f in fields(SendItem)}:
        _wrong(f"mục {number} thiếu hoặc thừa thông tin")
    for name in _LIST_TEXTS:
        if not _is_text(found[name]):
            _wrong(f"sai “{name}” ở mục {number}")
    for name in ("emails", "errors"):
        if not isinstance(found[name], list) or len(found[name]) > _MOST_ITEMS or not all(map(_is_text, found[name])):
            _wrong(f"sai “{name}” ở mục {number}")
    for name in ("sha256", "content"):
        if len(found[name]) != 64 or not _HASH.issuperset(found[name]):
            _wrong(f"sai “{name}” ở mục {number}")
    if not found["commune"] or not _is_file_name(found["report"]):
        _wrong(f"sai “commune” hoặc “report” ở mục {number}")
    if not isinstance(found["values"], dict) or not _is_value(found["values"], _DEEPEST):
        _wrong(f"sai “values” ở mục {number}")
    return SendItem(**{**found, "emails": tuple(found["emails"]), "errors": tuple(found["errors"])})


def _is_setting(key: str, value: object) -> bool:
    return (key in SETTINGS and _is_text(value)) or (key, value) == (PASSWORD, "")


def _is_text(value: object) -> bool:
    """Whether it is a text that can be written out: JSON can hold half a character."""
    return isinstance(value, str) and len(value) <= _LONGEST and value.encode("utf-8", "ignore").decode() == value


def _is_file_name(name: str) -> bool:
    """Whether it names a .docx in the folder itself, on any system."""
    return (
        len(name) <= 255
        and name.endswith(".docx")
        and name.isprintable()
        and not set(name) & set('/\\:*?"<>|')
        and name[0] != "."
    )


def _is_value(value: object, deepest: int) -> bool:
    if isinstance(value, dict):
        return deepest > 0 and all(_is_text(k) and _is_value(v, deepest - 1) for k, v in value.items())
    if isinstance(value, list):
        return deepest > 0 and all(_is_value(one, deepest - 1) for one in value)
    return _is_text(value)


def _wrong(clause: str) -> NoReturn:
    raise ValueError(f"danh sách gửi {clause}")
