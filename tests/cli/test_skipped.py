"""The end of a run's summary: which files were not read or passed over, and why, in a table that fits the window."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.districts import District
from tests.cli.test_inspect import cells
from tests.conftest import Run

LONG = "bảng điểm chấm lại lần thứ mười bảy theo ý kiến của các phòng " * 2


@pytest.fixture
def awkward(tmp_path: Path) -> Path:
    """A good district among files that are none of its kind."""
    folder = District().write(tmp_path / "workbooks")
    (folder / "hỏng.xlsx").write_bytes(b"PK\x03\x04 broken")
    (folder / f"{LONG[:110]}.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    (folder / "con").mkdir()
    (folder / "con" / ("x" * 200 + ".ods")).write_bytes(b"")
    (folder / "ghi chú.txt").write_text("x", encoding="utf-8")
    return folder


class DescribeFilesThatWereSkipped:
    def it_lists_each_once_with_the_reason_and_the_way_out(self, cchc: Run, awkward: Path) -> None:
        done = cchc("run", env={"COLUMNS": "100"})
        assert done.returncode == 3 and "UBND huyện Thanh Hà - năm 2022: 3 đơn vị" in done.stdout
        table = done.stdout[done.stdout.index("Không đọc được 3 tệp, bỏ qua 1 tệp:") :]
        rows = cells(table)
        assert rows[0] == ["Tệp", "Vì sao"]
        told = dict(rows[1:])
        assert told["hỏng.xlsx"].startswith("R01 Tệp hỏng") and "Excel" in told["hỏng.xlsx"]
        assert told["ghi chú.txt"] == "Không phải bảng tính."
        assert "".join(table.split()).count("x" * 20) >= 1
        assert done.stdout.count("R01") == 3

    @pytest.mark.parametrize("columns", [40, 60, 80])
    def it_fits_the_window_however_long_the_names_are(self, cchc: Run, awkward: Path, columns: int) -> None:
        for command in ("run", "audit"):
            done = cchc(command, env={"COLUMNS": str(columns)})
            assert max(len(line) for line in done.stdout.splitlines()) < columns

    def it_counts_what_it_does_not_list(self, cchc: Run, tmp_path: Path) -> None:
        folder = District().write(tmp_path / "workbooks")
        for number in range(50):
            (folder / f"anh-{number}.jpg").write_bytes(b"\xff\xd8")
        done = cchc("audit")
        assert "Bỏ qua 50 tệp:" in done.stdout and "... và 10 tệp khác." in done.stdout
        assert sum(line.startswith("  anh-") for line in done.stdout.splitlines()) == 40

    def it_lists_them_when_nothing_else_can_be_read_too(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "workbooks").mkdir()
        (tmp_path / "workbooks" / "a.xlsx").write_bytes(b"PK\x03\x04 broken")
        done = cchc("run")
        assert done.returncode == 4 and cells(done.stdout)[1][0] == "a.xlsx"
        assert "Không ghép được" not in done.stdout

    def it_says_nothing_where_every_file_was_read(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        shown = cchc("audit").stdout
        assert "Vì sao" not in shown and "Bỏ qua" not in shown
