"""What a letter says about one commune's report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ..model.names import composed
from ..model.send_list import SendItem, SendList
from ..writers.letter_template import Letter, LetterTemplate

__all__ = ["Earlier", "Letter", "LetterTemplate", "attached_name", "letter_for"]

_NOT_IN_NAMES = dict.fromkeys(map(ord, '/\\:*?"<>|'), "-")
_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Earlier:
    """The message that a new one takes the place of."""

    message_id: str
    sent: datetime | None
    """When it was sent; None where that is not known."""
    is_certain: bool = True
    """Whether it has arrived for certain."""


def attached_name(listed: SendList, item: SendItem, ending: str = ".docx") -> str:
    """ "Báo cáo khắc phục CCHC năm 2022 - Xã Thanh Xá.docx": what the people who get it see, fit for any system."""
    commune = "".join(c if c.isprintable() else " " for c in composed(item.commune)).translate(_NOT_IN_NAMES)
    return f"Báo cáo khắc phục CCHC năm {listed.year} - {commune[:_LONGEST_NAME].strip(' .-')}{ending}"


def letter_for(
    template: LetterTemplate, listed: SendList, item: SendItem, earlier: Earlier | None, *, has_pdf: bool = False
) -> Letter:
    """The letter's subject and body. Raises TemplateError."""
    name = attached_name(listed, item)
    own = {
        "nguoi_nhan": item.recipient,
        "ten_tep": f"{name} (kèm bản PDF)" if has_pdf else name,
        "thay_the": _replacing(earlier) if earlier is not None else "",
    }
    return template.fill({**item.values, **own})


def _replacing(earlier: Earlier) -> str:
    sent = earlier.sent
    when = f" ngày {sent.day}/{sent.month}/{sent.year}" if sent is not None else " trước đây"
    told = f"Thư này thay cho thư đã gửi{when}"
    return f"{told}{'' if earlier.is_certain else ' (nếu đã nhận)'}; đề nghị dùng báo cáo đính kèm thư này."
