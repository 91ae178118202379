"""Opens a report once more before it is sent: only this commune's, this run's, unchanged, is attached."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from ..errors import UnreadableFile
from ..files.archive import FileType, file_type, read_bounded
from ..files.pdf_beside import source_of
from ..files.presence import may_be
from ..model.report_mark import ReportMark
from ..model.send_list import SendItem, SendList

REPORTS = "bao_cao"
_AGAIN = "Hãy chạy lại cchc run"


class Refused(StrEnum):
    """Why a report is not attached."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_OURS = "not_ours"
    OTHER_COMMUNE = "other_commune"
    OTHER_YEAR = "other_year"
    OTHER_AUTHORITY = "other_authority"
    OTHER_RUN = "other_run"
    EDITED = "edited"
    PDF_FOREIGN = "pdf_foreign"
    PDF_STALE = "pdf_stale"


@dataclass(frozen=True, slots=True)
class Attachment:
    """What may be attached, without its bytes: those of hundreds of signed PDFs would not fit into the memory."""

    sha256: str
    """Of the report, 64 hexadecimal digits."""
    pdf_sha256: str | None
    """None where no PDF lies beside the report."""
    is_edited: bool
    """Whether any of it is not what the run delivered, but what an officer has accepted in its place."""


@dataclass(frozen=True, slots=True)
class Opened:
    """What is attached, as it was read from the disk: what was checked is what is sent."""

    attachment: Attachment
    docx: bytes
    pdf: bytes | None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a report is not attached."""

    kind: Refused
    reason: str
    """A Vietnamese sentence, or several."""
    sha256s: tuple[str, ...] = ()
    """Hashes of the contents that an officer may accept, all of them together; empty where nothing can be accepted."""


def checked_attachment(
    folder: Path, item: SendItem, send_list: SendList, accepted: Collection[str]
) -> Opened | Refusal:
    """The report of `item` below the group's folder `folder`, if it is this commune's, this run's, unchanged.

    `accepted` holds the SHA-256 of file contents an officer has accepted for this commune although the run did not write
    them: its report edited since, and PDFs that were signed, scanned or made by other means. Another commune's must not
    be among them: a signed PDF does not say whose it is.
    """
    path = folder / REPORTS / item.report
    docx = _read(path, f"báo cáo của {item.commune}")
    if isinstance(docx, Refusal):
        return docx
    if wrong := _not_its_own(docx, item, send_list):
        return wrong
    beside = path.with_suffix(".pdf")
    pdf = _read(beside, f"bản PDF của {item.commune}") if may_be(beside) else None
    if isinstance(pdf, Refusal):
        return pdf
    if pdf is not None and file_type(pdf) is not FileType.PDF:
        return Refusal(Refused.UNREADABLE, f"Tệp {beside.name} không phải tệp PDF. Hãy xóa tệp này rồi gửi lại.")
    if pdf is not None and (other := _whose_pdf(pdf, item, send_list)):
        told = f"Bản PDF {beside.name} là của {other}, không phải của {item.commune}."
        return Refusal(Refused.OTHER_COMMUNE, f"{told} Hãy xóa tệp này rồi chạy lại cchc run.")
    doubts = [*_edited(path, docx, item), *(_not_its_pdf(beside, pdf, docx) if pdf is not None else ())]
    open_doubts = [doubt for doubt in doubts if doubt.sha256s[0] not in accepted]
    if open_doubts:
        return _together(open_doubts, item)
    attachment = Attachment(_digest(docx), _digest(pdf) if pdf is not None else None, bool(doubts))
    return Opened(attachment, docx, pdf)


def _read(path: Path, what: str) -> bytes | Refusal:
    """The file's bytes."""
    if not may_be(path):
        return Refusal(
            Refused.MISSING, f"Không tìm thấy {what} ({path.name}) trong thư mục {path.parent.name}. {_AGAIN}."
        )
    try:
        return read_bounded(path)
    except UnreadableFile as problem:
        return Refusal(
            Refused.UNREADABLE,
            f"Không mở được {what} ({path.name}): {problem}. Hãy đóng tệp nếu đang mở rồi gửi lại, hoặc chạy lại cchc run.",
        )


def _not_its_own(docx: bytes, item: SendItem, listed: SendList) -> Refusal | None:
    """What no officer can accept: a report that is not, or no longer tells that it is, this one's of this run."""
    from ..readers.documents.report_mark import read_mark

    file, this = item.report, ReportMark.of(listed.authority, listed.year, item.commune)
    try:
        found = read_mark(docx)
    except UnreadableFile as problem:
        return Refusal(Refused.UNREADABLE, f"Không mở được báo cáo {file}: {problem}. {_AGAIN}.")
    if found is None:
        return Refusal(
            Refused.NOT_OURS,
            f"Tệp {file} không mang dấu của chương trình trong thuộc tính tệp nên không chắc là báo cáo của {item.commune}. "
            f"{_AGAIN}; nếu cần sửa thì mở báo cáo bằng Word, sửa và lưu tại chỗ.",
        )
    mark = found.mark
    if mark.commune != this.commune:
        return Refusal(
            Refused.OTHER_COMMUNE, f"Tệp {file} là báo cáo của {mark.commune}, không phải của {item.commune}. {_AGAIN}."
        )
    if mark.year != this.year:
        return Refusal(
            Refused.OTHER_YEAR, f"Tệp {file} là báo cáo năm {mark.year}, không phải năm {listed.year}. {_AGAIN}."
        )
    if mark.authority != this.authority:
        theirs = mark.authority or "cơ quan thẩm định không rõ tên"
        return Refusal(
            Refused.OTHER_AUTHORITY, f"Tệp {file} thuộc đợt của {theirs}, không phải của {listed.authority}. {_AGAIN}."
        )
    if found.content != item.content:
        return Refusal(
            Refused.OTHER_RUN, f"Tệp {file} được lập ở một lần chạy khác, không phải lần lập danh sách gửi. {_AGAIN}."
        )
    return None


def _edited(path: Path, docx: bytes, item: SendItem) -> list[Refusal]:
    if _digest(docx) == item.sha256:
        return []
    return [Refusal(Refused.EDITED, f"Báo cáo {path.name} đã được sửa sau khi lập.", (_digest(docx),))]


def _whose_pdf(pdf: bytes, item: SendItem, listed: SendList) -> str | None:
    """The other commune whose report of this run the PDF was made from."""
    source = source_of(pdf)
    others = (one for one in listed.items if one.commune != item.commune)
    return next((one.commune for one in others if one.sha256 == source), None)


def _not_its_pdf(path: Path, pdf: bytes, docx: bytes) -> list[Refusal]:
    source = source_of(pdf)
    if source is None:
        kind, told = Refused.PDF_FOREIGN, "không do chương trình lập (đã ký, quét hoặc xuất bằng cách khác)"
    elif source != _digest(docx):
        kind, told = Refused.PDF_STALE, "được lập từ một bản khác của báo cáo"
    else:
        return []
    return [Refusal(kind, f"Bản PDF {path.name} {told}.", (_digest(pdf),))]


def _together(doubts: list[Refusal], item: SendItem) -> Refusal:
    """One refusal for all that an officer would have to look at."""
    told = " ".join(doubt.reason for doubt in doubts)
    what = "Nếu bản sửa là đúng" if doubts[0].kind is Refused.EDITED and len(doubts) == 1 else "Nếu đúng là bản cần gửi"
    way_out = f'{what}, chạy: cchc send --accept "{item.commune}"'
    return Refusal(doubts[0].kind, f"{told} {way_out}", tuple(d for doubt in doubts for d in doubt.sha256s))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
