"""Opens the reports of a list: for the plan, and once more right before each message goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from ..model.send_list import SendItem
from .attachment import Attachment, Opened, Refusal, checked_attachment
from .list_file import ListFile
from .outgoing import Withheld
from .plan import Planned

_RUN_AGAIN = "cchc run đã lập lại danh sách gửi trong lúc này."
_CHANGED = "Báo cáo hoặc bản PDF đã thay đổi trong lúc này."


class Reports:
    """The reports of one list."""

    def __init__(self, file: ListFile, accepted: Mapping[str, Collection[str]]) -> None:
        """`accepted` holds the hashes of file contents that an officer has accepted, by commune."""
        self._file = file
        self._accepted = accepted

    def opened(self, item: SendItem) -> Opened | Refusal:
        """The report of one commune, as it lies there now."""
        listed, folder = self._file.listed, self._file.path.parent
        return checked_attachment(folder, item, listed, self._accepted.get(item.commune, ()))

    def attached(self, item: SendItem) -> Attachment | Refusal:
        """The same without the bytes."""
        found = self.opened(item)
        return found.attachment if isinstance(found, Opened) else found

    def again(self, planned: Planned) -> Opened:
        """What was planned, as it lies there now. Raises Withheld where the run or the report is not the one any more."""
        if not self._file.still_has(planned.item):
            raise Withheld(_RUN_AGAIN)
        found = self.opened(planned.item)
        if isinstance(found, Refusal):
            raise Withheld(found.reason)
        if found.attachment != planned.attachment:
            raise Withheld(_CHANGED)
        return found
