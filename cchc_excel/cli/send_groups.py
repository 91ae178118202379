"""Finds what earlier runs left to be sent, and the communes that are named at the keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ..errors import MailError, NothingReadable
from ..files.disk_words import told
from ..files.presence import is_folder
from ..mail.list_file import ListFile
from ..model.names import commune_name, folded
from ..model.send_list import SendList
from ..writers.send_list import IS_LIST


@dataclass(frozen=True, slots=True)
class Group:
    """One authority's year: its folder and its list."""

    file: ListFile

    @property
    def folder(self) -> Path:
        """Where its outputs lie."""
        return self.file.path.parent

    @property
    def listed(self) -> SendList:
        """The list as it was read."""
        return self.file.listed

    @property
    def title(self) -> str:
        """As messages head it."""
        return f"{self.listed.authority or 'Không rõ cơ quan thẩm định'} - năm {self.listed.year}"


@dataclass(frozen=True, slots=True)
class Outputs:
    """What one `cchc send` works on."""

    root: Path
    """The folder of results, where the ledger lies."""
    groups: tuple[Group, ...]


def open_outputs(folder: Path) -> Outputs:
    """The lists in a folder of results, or the one in a single group's folder. Raises NothingReadable and MailError."""
    if not is_folder(folder):
        raise NothingReadable(f"Không thấy thư mục kết quả “{folder}”. Hãy chạy cchc run trước, rồi gửi.")
    own = _lists(folder)
    # the ledger is one for all groups, from wherever and however the folder is named: "..", a link
    root = folder.resolve().parent if own else folder
    files = own or [file for inner in _inside(folder) for file in _lists(inner)]
    if not files:
        raise NothingReadable(
            f"Trong “{folder}” không có danh sách gửi nào. Hãy chạy lại cchc run: lệnh ấy lập báo cáo và danh sách gửi."
        )
    for file in files:
        if file.parent.resolve().parent != root.resolve():
            raise MailError(
                f"“{file.parent}” chỉ là lối tắt tới “{file.parent.resolve()}”, nơi có sổ gửi thư khác. Hãy bỏ lối tắt ấy, hoặc chạy: "
                f'cchc send "{file.parent.resolve()}"'
            )
    groups = tuple(Group(ListFile.read(file)) for file in files)
    _require_one_list_each(groups)
    return Outputs(root, groups)


def _inside(folder: Path) -> list[Path]:
    try:
        return sorted(one for one in folder.iterdir() if is_folder(one))
    except OSError as error:
        raise NothingReadable(f"Không mở được thư mục “{folder}”: {told(error)}. Hãy kiểm tra rồi chạy lại.") from error


def _lists(folder: Path) -> list[Path]:
    """The lists a run left there, none of the copies that somebody made beside them."""
    try:
        return sorted(one for one in folder.iterdir() if IS_LIST.fullmatch(one.name))
    except OSError:
        return []


def _require_one_list_each(groups: Sequence[Group]) -> None:
    """A copy of a group's folder would be sent, too, its old reports last. Raises MailError."""
    found: dict[tuple[str, int], Group] = {}
    for group in groups:
        first = found.setdefault((folded(group.listed.authority), group.listed.year), group)
        if first is not group:
            raise MailError(
                f"Có hai danh sách gửi của {group.title}: trong “{first.folder}” và trong “{group.folder}”. Bản nào là bản sao thì chuyển "
                f'ra ngoài thư mục kết quả rồi chạy lại, hoặc nêu thư mục cần gửi, ví dụ: cchc send "{first.folder}"'
            )


def named(groups: Iterable[Group], names: Sequence[str], option: str, further: Iterable[str] = ()) -> frozenset[str]:
    """Display names of the communes that are meant; tones may be left out. Raises click.BadParameter.

    `further` are communes that no list has any more.
    """
    lists = [group.listed for group in groups]
    known = dict.fromkeys(name for one in lists for name in (*(item.commune for item in one.items), *one.held_back))
    known |= dict.fromkeys(further)
    return frozenset(_meant(list(known), _typed(name), option) for name in names)


def _typed(name: str) -> str:
    """What was typed: where the system is set to no language, Python leaves the bytes of other letters undecoded."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _meant(listed: Sequence[str], name: str, option: str) -> str:
    wanted = commune_name(name)
    known = [(one, own) for one in listed if (own := commune_name(one)) is not None]
    communes = [one for one, own in known if wanted is not None and own.same_as(wanted)]
    communes = communes or [one for one in listed if folded(one) == folded(name)]
    if not communes and wanted is not None:
        communes = [one for one, own in known if own.kind_fits(wanted) and folded(own.name) == folded(wanted.name)]
    if not communes:
        raise click.BadParameter(f"danh sách gửi không có đơn vị nào tên “{name}”", param_hint=option)
    if len(communes) > 1:
        told = " hoặc ".join(sorted(communes))
        raise click.BadParameter(f"“{name}” có thể là {told}; hãy ghi đủ dấu", param_hint=option)
    return communes[0]
