"""`cchc`: its commands, and the one place where errors become Vietnamese lines and exit statuses."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import click

from .. import __version__, bounded
from ..errors import CchcError, ExitCode
from . import console, failures, language
from .send_command import send

_FOLDER = click.argument("folder", metavar="[FOLDER]", default="workbooks", type=click.Path(path_type=Path))
_OUT = click.option(
    "--out",
    metavar="DIR",
    default="outputs",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Thư mục kết quả.",
)
_WORKERS = click.option(
    "--workers", metavar="N", default=0, type=click.IntRange(0, 64), help="Số tiến trình đọc tệp; 0 là tự chọn."
)
_TEMPLATE = click.option(
    "--template",
    metavar="FILE",
    default=None,
    type=click.Path(path_type=Path),
    help="Mẫu báo cáo Word khác mẫu có sẵn.",
)

_PDF = click.option("--pdf", is_flag=True, help="Xuất thêm PDF cạnh mỗi văn bản .docx; cần có LibreOffice.")


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Kiểm tra điểm chỉ số cải cách hành chính (CCHC) cấp xã và lập báo cáo khắc phục.\n\n"
    "Chép sổ bảng điểm của cơ quan thẩm định vào thư mục workbooks rồi chạy: cchc run",
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH ...",
    epilog="Mã thoát: 0 không có gì phải xem; 2 gõ sai lệnh; 3 có lỗi hoặc cảnh báo; 4 không đọc được gì; "
    "5 không ghi được kết quả; 6 mẫu báo cáo sai; 7 còn thư chưa gửi xong; 70 lỗi nội bộ; 130 bị ngắt.",
)
@click.version_option(
    __version__, "--version", prog_name="cchc", message="%(prog)s %(version)s", help="Hiện phiên bản rồi thoát."
)
def cchc() -> None:
    """The group itself does nothing."""


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Kiểm tra và lập báo cáo cho cả thư mục.",
    help="Kiểm tra toàn bộ FOLDER, ghi sổ kiểm tra, kết quả JSON và báo cáo của từng đơn vị vào DIR.",
)
@_FOLDER
@_OUT
@_PDF
@_TEMPLATE
@_WORKERS
def run(folder: Path, out: Path, pdf: bool, template: Path | None, workers: int) -> ExitCode:
    """The main job."""
    bounded.begin_folder(folder, out, workers)
    from . import work

    return work.run(folder, out, template=template, workers=workers, pdf=pdf)


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Chỉ kiểm tra, in kết quả.",
    help="Chỉ kiểm tra FOLDER và in kết quả; --json ghi kết quả cho máy đọc.",
)
@_FOLDER
@click.option(
    "--json", "json_file", metavar="FILE", default=None, type=click.Path(path_type=Path), help="Ghi kết quả JSON."
)
@_WORKERS
def audit(folder: Path, json_file: Path | None, workers: int) -> ExitCode:
    """The checking alone."""
    bounded.begin_folder(folder, None, workers)
    from . import work

    return work.audit(folder, json_file, workers=workers)


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Chỉ lập báo cáo khắc phục (.docx).",
    help="Chỉ lập báo cáo khắc phục (.docx) cho các đơn vị trong FOLDER, hoặc một đơn vị.",
)
@_FOLDER
@_OUT
@click.option("--commune", metavar="NAME", default=None, help="Chỉ lập cho đơn vị này, ví dụ “Thanh Xá”.")
@_PDF
@_TEMPLATE
@_WORKERS
def report(folder: Path, out: Path, commune: str | None, pdf: bool, template: Path | None, workers: int) -> ExitCode:
    """The documents alone."""
    bounded.begin_folder(folder, out, workers)
    from . import work

    return work.report(folder, out, commune=commune, template=template, workers=workers, pdf=pdf)


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Kiểm tra số liệu, thể thức của báo cáo đã viết.",
    help="Kiểm tra số liệu trong các báo cáo FILE (.docx, .pdf có chữ, .txt): các số có khớp nhau không, và với --against thì có "
    "khớp sổ bảng điểm không. Với --form thì kiểm tra thể thức của các tệp .docx.",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--json", "json_file", metavar="FILE", default=None, type=click.Path(path_type=Path), help="Ghi kết quả JSON."
)
@click.option(
    "--against",
    metavar="FOLDER",
    default=None,
    type=click.Path(path_type=Path),
    help="Đối chiếu với sổ bảng điểm trong thư mục này.",
)
@click.option("--form", is_flag=True, help="Kiểm tra thể thức (Nghị định 30/2020/NĐ-CP) của tệp .docx thay vì số liệu.")
@_WORKERS
def check(files: tuple[Path, ...], json_file: Path | None, against: Path | None, form: bool, workers: int) -> ExitCode:
    """Written reports."""
    if form:
        return _check_form(files, json_file, against)
    bounded.begin_reports(files)
    from . import check as checking

    return checking.check(files, json_file, against, workers=workers)


def _check_form(files: tuple[Path, ...], json_file: Path | None, against: Path | None) -> ExitCode:
    if against is not None:
        raise click.UsageError("--form kiểm tra thể thức, --against đối chiếu số liệu; hãy chạy hai lần")
    bounded.begin_forms(files)
    from . import form

    return form.check(files, json_file)


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Xem từng trang được hiểu thế nào.",
    help="In cách hiểu từng trang của FILE (hoặc của mọi tệp trong thư mục): là bảng gì, của đơn vị nào, dòng tiêu đề, cột nào là "
    "cột gì, dòng đầu và dòng cuối; chỗ chưa rõ thì nêu dòng cần thêm vào trang “Thông tin”.",
)
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@_WORKERS
def inspect(file: Path, workers: int) -> ExitCode:
    """How sheets are understood."""
    bounded.begin_folder(file, None, workers)
    from . import inspect as inspecting

    return inspecting.inspect(file, workers=workers)


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Tạo thư mục làm việc có sổ mẫu.",
    help="Chép sổ mẫu, mẫu báo cáo, mẫu thư vào FOLDER để bắt đầu; không ghi đè tệp đã có.",
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
def init(folder: Path) -> ExitCode:
    """A new working folder."""
    from . import start

    return start.init(folder)


@cchc.command(
    "rules",
    options_metavar="[TÙY CHỌN]",
    short_help="Liệt kê các quy tắc kiểm tra.",
    help="Liệt kê mọi quy tắc kiểm tra: mã, mức độ, tên.",
)
def list_rules() -> ExitCode:
    """Every rule in a line."""
    from . import rules

    return rules.list_rules()


@cchc.command(
    options_metavar="[TÙY CHỌN]",
    short_help="Giải thích một quy tắc, có ví dụ.",
    help="Giải thích quy tắc có mã CODE (gõ hoa hay thường đều được; có thể ghi nhiều mã): ý nghĩa, ví dụ bằng số, cách xử lý.",
)
@click.argument("codes", metavar="CODE...", nargs=-1, required=True)
def explain(codes: tuple[str, ...]) -> ExitCode:
    """Some rules in full."""
    from . import rules

    return rules.explain(codes)


@cchc.group(
    options_metavar="[TÙY CHỌN]",
    subcommand_metavar="LỆNH ...",
    short_help="Kiểm tra mẫu Word đã sửa; xem các thẻ.",
    help="Làm việc với mẫu Word của báo cáo: kiểm tra mẫu đã sửa, xem các thẻ dùng được.",
)
def template() -> None:
    """The group itself does nothing."""


@template.command(
    "check",
    options_metavar="[TÙY CHỌN]",
    short_help="Tìm mọi lỗi trong mẫu Word.",
    help="Tìm mọi lỗi trong các mẫu Word FILE (.docx) cùng một lúc: thẻ sai tên, vòng lặp chưa đóng, dấu ngoặc thiếu; nêu chỗ "
    "và cách sửa từng lỗi. Mã thoát 0 khi dùng được, 6 khi có lỗi.",
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
def check_templates(files: tuple[Path, ...]) -> ExitCode:
    """Templates as they were edited."""
    from . import template as templates

    return templates.check(files)


@template.command(
    "tags",
    options_metavar="[TÙY CHỌN]",
    short_help="Liệt kê các thẻ dùng được trong mẫu.",
    help="Liệt kê mọi thẻ dùng được trong mẫu Word: ý nghĩa, ví dụ.",
)
def list_tags() -> ExitCode:
    """Every tag."""
    from . import template as templates

    return templates.list_tags()


cchc.add_command(send)


def main() -> None:
    """Entry point: runs a command and exits with its status; nothing but a line ever reaches the user."""
    # a run builds one large tree of values and ends: collecting cycles meanwhile only rescans it
    gc.disable()
    console.prepare()
    language.speak_vietnamese()
    status = _status()
    console.flush()
    # everything is written and closed; tearing down the run's values one by one would take a fifth of its time
    os._exit(status)


def _status() -> int:
    try:
        result = cchc.main(prog_name="cchc", standalone_mode=False)
        return int(result) if isinstance(result, int) else int(ExitCode.OK)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.say("Đã dừng theo yêu cầu. Chạy lại đúng lệnh này để làm tiếp.", to_error=True)
        return ExitCode.INTERRUPTED
    except CchcError as error:
        heading, *lines = error.listed or (str(error),)
        console.say(heading, to_error=True)
        console.say_numbered(lines, to_error=True)
        return error.exit_code
    except BrokenPipeError:
        return ExitCode.OUTPUT
    except OSError as error:
        return failures.unusable(error)
    except Exception as error:
        return failures.internal(error)
