"""Takes the settings of sending out of a file or the information sheet, as texts with their places, no password among them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from ..errors import MailError, UnreadableFile
from ..files.archive import read_bounded
from ..model.names import composed, folded
from ..model.plain_text import decoded
from ..model.send_list import names_password

SHEET = "Thông tin"
KEYS = (
    "may_chu_thu", "cong", "bao_mat", "tai_khoan_thu", "dia_chi_gui", "dia_chi_nhan_tra_loi", "dong_gui",
    "so_thu_moi_phut", "tep_chung_thu_goc", "cho_lan_dau",
)  # fmt: skip
"""What the file may hold; the sheet's keys are the same with tones, the last two are the file's alone."""
FILE_ONLY = frozenset({"tep chung thu goc", "cho lan dau"})
_LARGEST = 64 * 1024
_LONGEST = 4000
_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class Given:
    """One setting as it was given."""

    where: str
    """The file or sheet and the key, as a message begins: "gui-thu.toml, mục “cong”"."""
    text: str
    """What a list holds stands in lines."""

    def wrong(self, clause: str) -> NoReturn:
        """Raises MailError: what is wrong with it."""
        raise MailError(f"{self.where}: {clause}.")


def given_by_sheet(settings: Mapping[str, str]) -> dict[str, Given]:
    """What a send list has from the sheet, by folded key. Raises MailError where a password is among it."""
    found: dict[str, Given] = {}
    for key, text in settings.items():
        where = f"Trang “{SHEET}”, dòng “{composed(key)}”"
        _refuse_password(where, key, " rồi chạy lại cchc run")
        if folded(key) not in FILE_ONLY and composed(text):
            found.setdefault(folded(key), Given(where, text))
    return found


def given_by_file(path: Path) -> dict[str, Given]:
    """What the settings file has, by folded key. Raises MailError."""
    found: dict[str, Given] = {}
    for key, value in _parsed(path).items():
        where = f"{path.name}, mục “{composed(key)}”"
        _refuse_password(where, key)
        if folded(key) not in map(folded, KEYS):
            _unknown(path, key, value)
        text = _text(value, where)
        if folded(key) in found:
            raise MailError(f"{where}: ghi hai lần. Hãy bỏ bớt một dòng.")
        if composed(text):
            found[folded(key)] = Given(where, text)
    return found


def _parsed(path: Path) -> dict[str, object]:
    try:
        data = read_bounded(path)
    except UnreadableFile as problem:
        raise MailError(f"Không đọc được tệp cài đặt thư “{path}”: {problem}.") from problem
    if len(data) > _LARGEST:
        raise MailError(f"Tệp cài đặt thư “{path}” lớn quá {_LARGEST // 1024} KB.")
    try:
        text = decoded(data)
    except UnicodeDecodeError as problem:
        raise MailError(
            f"Tệp cài đặt thư “{path}” không phải chữ UTF-8. Hãy mở bằng Notepad, lưu lại với mã hóa UTF-8."
        ) from problem
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as problem:
        told = str(problem)
    line = _LINE.search(told)
    at = f", dòng {line[1]}" if line else ""
    # the parser's own words could hold what was typed there
    raise MailError(f"{path.name}{at}: {_slip(told, _line(text, line))}")


def _line(text: str, found: re.Match[str] | None) -> str:
    return "".join(text.split("\n")[int(found[1]) - 1 :][:1]) if found is not None else ""


def _slip(told: str, line: str) -> str:
    """What is wrong with a line, without its own words."""
    if "overwrite" in told:
        return "có mục ghi hai lần. Hãy bỏ bớt một dòng."
    if "“" in line or "”" in line:
        return 'viết sai. Hãy dùng dấu nháy thẳng ("), không dùng dấu nháy cong của Word.'
    if "\\" in line:
        return "viết sai. Đường dẫn có dấu \\ phải đặt trong dấu nháy đơn, ví dụ 'C:\\thu\\chung-thu.pem'."
    return 'viết sai. Mỗi dòng có dạng: tên_mục = "giá trị"; dòng ghi chú bắt đầu bằng dấu #.'


def _text(value: object, where: str) -> str:
    """A setting's value as text: a text, a whole number, or a list of texts."""
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        value = "\n".join(value)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise MailError(f"{where}: phải là chữ trong dấu nháy kép hoặc số.")
    if isinstance(value, int) and abs(value) > 10**18:
        raise MailError(f"{where}: số quá lớn.")
    if len(text := str(value)) > _LONGEST:
        raise MailError(f"{where}: dài quá {_LONGEST} chữ.")
    return text


def _refuse_password(where: str, key: str, again: str = "") -> None:
    if names_password(key):
        raise MailError(
            f"{where}: không ghi mật khẩu vào đây. Hãy xóa dòng này{again}, đổi mật khẩu nếu tệp đã gửi cho người khác; chương trình "
            "sẽ hỏi mật khẩu khi gửi (thêm --remember để máy giữ hộ), hoặc lấy từ biến môi trường CCHC_MAIL_PASSWORD."
        )


def _unknown(path: Path, key: str, value: object) -> NoReturn:
    if isinstance(value, dict):
        raise MailError(
            f"{path.name}: có phần [{composed(key)}], tệp này không chia phần. Hãy xóa dòng [{composed(key)}]."
        )
    close = get_close_matches("_".join(folded(key).split()), KEYS, n=1)
    hint = f"có lẽ là “{close[0]}”" if close else f"các mục có thể ghi: {', '.join(KEYS)}"
    raise MailError(f"{path.name}: không có mục “{composed(key)}”; {hint}.")
