"""`cchc send` and its options."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from ..errors import ExitCode

_Command = TypeVar("_Command", bound=Callable[..., Any])


def _commune(option: str, told: str) -> Callable[[_Command], _Command]:
    """An option that names communes."""
    return click.option(option, metavar="COMMUNE", multiple=True, help=told)


@click.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Gửi báo cáo qua thư điện tử cho các đơn vị.",
    help="Cho xem thư nào sẽ gửi tới đâu, từ kết quả của cchc run trong OUTPUTS; chưa có --send thì không thư nào gửi đi. "
    "COMMUNE là tên đơn vị, có thể bỏ dấu; ghi được nhiều lần. Hướng dẫn: docs/gui-thu.md",
)
@click.argument("outputs", metavar="[OUTPUTS]", default="outputs", type=click.Path(path_type=Path))
@click.option("--send", is_flag=True, help="Gửi thật, sau khi hỏi lại một lần.")
@click.option("--trial", is_flag=True, help="Gửi thử một thư tới chính địa chỉ gửi, không gửi cho đơn vị nào.")
@click.option("--yes", is_flag=True, help="Không hỏi lại.")
@click.option("--status", is_flag=True, help="Xem từng thư đã tới đâu; ghi thêm thành bảng Excel.")
@_commune("--force", "Gửi dù số liệu của đơn vị còn lỗi.")
@_commune("--accept", "Báo cáo đã sửa, bản PDF đã ký của đơn vị là đúng.")
@_commune("--resend", "Gửi lại thư chưa rõ đã tới hay chưa.")
@_commune("--mark-sent", "Thư chưa rõ của đơn vị đã tới.")
@click.option(
    "--per-minute", metavar="N", default=None, type=click.IntRange(0, 6000), help="Số thư mỗi phút; 0 là không hạn chế."
)
@click.option(
    "--settings", metavar="FILE", default=None, type=click.Path(path_type=Path), help="Tệp cài đặt khác gui-thu.toml."
)
@click.option("--remember", is_flag=True, help="Hỏi mật khẩu rồi giữ trong kho mật khẩu của máy.")
def send(outputs: Path, status: bool, **asked: Any) -> ExitCode:
    """E-mail."""
    from . import send as sending

    if status and any(value not in (None, False, ()) for value in asked.values()):
        raise click.UsageError("--status chỉ xem tình hình, không đi cùng tùy chọn khác")
    if asked["remember"] and not (asked["send"] or asked["trial"]):
        raise click.UsageError("--remember chỉ dùng cùng --send hoặc --trial, lúc chương trình hỏi mật khẩu")
    if asked["trial"] and any(asked[name] for name in ("send", "yes", "accept", "resend", "mark_sent")):
        raise click.UsageError(
            "--trial chỉ gửi một thư cho chính mình, không đi cùng --send và các tùy chọn ghi vào sổ gửi thư"
        )
    if status:
        return sending.status(outputs)
    return sending.send(outputs, sending.Asked(**asked))
