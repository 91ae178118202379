"""What the disk answers reaches the user in Vietnamese."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_excel.errors import OutputError
from cchc_excel.files.delivery import deliver
from cchc_excel.files.disk_words import told


class DescribeTheWords:
    def it_tells_of_a_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError) as problem:
            (tmp_path / "mau.docx").read_bytes()
        assert told(problem.value) == "không thấy tệp hoặc thư mục"

    def it_names_what_it_does_not_know_by_its_number(self) -> None:
        assert told(OSError(9999, "strange")) == "hệ thống báo lỗi số 9999"
        assert told(OSError("strange")) == "hệ thống báo lỗi"

    def it_tells_why_a_result_cannot_be_written(self, tmp_path: Path) -> None:
        (tmp_path / "outputs").write_bytes(b"")
        with pytest.raises(OutputError, match="trùng tên với thư mục cần tạo"):
            deliver(tmp_path / "outputs" / "a.json", b"{}")
