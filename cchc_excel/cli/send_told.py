"""What `cchc send` shows: what would go where, what is held back and why, what became of each message."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..mail.composing import Composed
from ..mail.entry import DeliveryState, Entry
from ..mail.plan import Left
from ..writers.mail_status import StatusRow
from .console import say, say_lines, width
from .table import table

_MOST_ROWS = 400
_MOST_NAMES = 5
_NAME = "[đơn vị]"


def tell_messages(messages: Sequence[Composed]) -> None:
    """The table of what would go where; what is the same for all stands above it, once."""
    shown = messages[:_MOST_ROWS]
    columns = [
        ("Đơn vị", [one.outgoing.commune for one in shown]),
        ("Gửi tới", [", ".join(one.outgoing.addresses) for one in shown]),
        *_told_once("Tiêu đề", [(one.outgoing.commune, one.outgoing.subject) for one in shown]),
        *_told_once("Tệp đính kèm", [(one.outgoing.commune, ", ".join(one.names)) for one in shown]),
        ("Cỡ thư", [size_of(one.outgoing.size) for one in shown]),
    ]
    copies = sorted({address for one in shown for address in one.outgoing.copies})
    if copies:
        say(f"Đồng gửi mọi thư: {', '.join(copies)}", indent="  ", hanging="    ")
    rows = list(zip(*(texts for _, texts in columns), strict=True))
    say_lines(table([heading for heading, _ in columns], rows, width=width() - 1, indent="  "))
    if len(messages) > len(shown):
        say(f"... và {len(messages) - len(shown)} thư khác.", indent="  ")


def tell_replacing(messages: Sequence[Composed]) -> None:
    """Whose earlier message a new one takes the place of."""
    names = [one.outgoing.commune for one in messages if one.planned.earlier is not None]
    if names:
        told = ", ".join(names[:_MOST_ROWS])
        say(f"Báo cáo đã khác lần gửi trước, thư mới thay thư cũ: {told}.", indent="  ", hanging="    ")


def tell_shared(messages: Sequence[Composed]) -> None:
    """Addresses that get the reports of several communes: often a line of the contacts copied too far."""
    found: dict[str, dict[str, None]] = {}
    for one in messages:
        for address in one.outgoing.addresses:
            where = f"{one.outgoing.commune} ({one.outgoing.authority})"
            found.setdefault(address.casefold(), {})[where] = None
    lists = {one.outgoing.authority for one in messages}
    for address, places in found.items():
        if len(places) > 1:
            names = list(places) if len(lists) > 1 else [where.rpartition(" (")[0] for where in places]
            told = ", ".join(names[:_MOST_NAMES]) + (" ..." if len(names) > _MOST_NAMES else "")
            say(f"Chú ý: {address} nhận thư của {len(names)} đơn vị: {told}. Hãy xem lại danh bạ.", hanging="  ")


def tell_other_names(messages: Sequence[Composed], entries: Iterable[Entry]) -> None:
    """Who has got a report of the year under another authority's name: often the same one, its name put right."""
    going: dict[tuple[int, str, str], set[str]] = {}
    for one in (message.outgoing for message in messages):
        for address in one.addresses:
            going.setdefault((one.year, one.commune, address.casefold()), set()).add(one.authority)
    found: dict[tuple[int, str], dict[str, None]] = {}
    for entry in entries:
        for delivery in entry.deliveries:
            now = going.get((entry.year, entry.commune, delivery.address.casefold()), set())
            if now - {entry.authority} and delivery.state in (DeliveryState.ACCEPTED, DeliveryState.OFFERED):
                found.setdefault((entry.year, entry.authority), {})[entry.commune] = None
    for (year, authority), communes in found.items():
        say(
            f"Chú ý: sổ gửi thư ghi “{authority}” đã gửi báo cáo năm {year} tới {len(communes)} đơn vị ở chính các địa chỉ này. Nếu chỉ "
            "là ghi lại tên cơ quan thì các đơn vị ấy sẽ nhận hai lần; hãy xem lại trước khi gửi.",
            hanging="  ",
        )


def _told_once(heading: str, texts: Sequence[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """A column of texts, each given with its commune; none where they differ in the commune's name only, which is told then."""
    masked = {text.replace(name, _NAME).replace(name[:1].lower() + name[1:], _NAME) for name, text in texts}
    if len(texts) > 1 and len(masked) == 1:
        say(f"{heading}: “{masked.pop()}”", indent="  ", hanging="    ")
        return []
    return [(heading, [text for _, text in texts])]


def tell_left(left: Sequence[Left]) -> None:
    """What does not go, what somebody has to look at first; what was sent before is only counted."""
    held = [one for one in left if not one.is_settled]
    if held:
        say(f"Chưa gửi được {len(held)} đơn vị:", indent="  ")
        for one in held:
            say(f"{one.commune}: {one.reason}", indent="  - ", hanging="    ")
    settled = len(left) - len(held)
    if settled:
        say(f"Đã gửi từ trước, không gửi lại: {settled} đơn vị.", indent="  ")


def tell_status(rows: Sequence[StatusRow]) -> None:
    """The table of `--status`, and below it what is to be done, commune by commune."""
    shown = [(row.commune, row.state, row.when) for row in rows]
    say_lines(table(("Đơn vị", "Tình hình", "Lúc"), shown, width=width() - 1, indent="  "))
    for row in rows:
        if row.told and row.kind not in ("sent", "replaced"):
            say(f"{row.commune}: {row.told}", indent="  - ", hanging="    ")


def size_of(count: int) -> str:
    """A number of bytes, for people."""
    if count < 1000 * 1024:
        return f"{max(1, round(count / 1024))} KB"
    return f"{count / 2**20:.1f} MB".replace(".", ",")
