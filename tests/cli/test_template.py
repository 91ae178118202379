"""`cchc template`: what an officer who edits a template reads, and what a run says of a faulty one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.districts import District
from tests.builders.templates import SHIPPED, edited

from ..conftest import Run

FAULTY = edited(*(("{{ nam }}", f"{{{{ la_{n} }}}}") for n in range(3)), ("{{ cau_ket }}", "{{ cau ket }}"))


class DescribeTemplateCheck:
    def it_says_that_a_template_can_be_used(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "mau.docx").write_bytes(edited(("{{ so_voi_nam_truoc }}", "a"), ("if so_voi_nam_truoc", "if nam")))
        done = cchc("template", "check", "mau.docx")
        assert done.returncode == 0
        said = " ".join(done.stdout.split())
        assert "mau.docx: Mẫu dùng được" in said and "ten_don_vi_in_hoa" in said
        assert "mà mẫu này không dùng: - so_voi_nam_truoc: Câu so sánh với năm trước" in said

    def it_tells_every_fault_of_every_file(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(FAULTY)
        (tmp_path / "b.docx").write_bytes(SHIPPED)
        (tmp_path / "c.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
        done = cchc("template", "check", "a.docx", "b.docx", "c.doc", "d.docx")
        assert done.returncode == 6 and "Traceback" not in done.stdout + done.stderr
        said = " ".join(done.stdout.split())
        assert "a.docx: 4 lỗi" in said and "1. Đoạn 2: không có thẻ {{ la_0 }}" in said and " 4. " in said
        assert "b.docx: Mẫu dùng được" in said and "c.doc" in said and "d.docx" in said

    def it_tells_notes_that_are_no_faults(self, cchc: Run, tmp_path: Path) -> None:
        changed = (
            "<w:r><w:t>{{ cau_ket }}",
            '<w:ins w:id="1" w:author="a"><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:t>{{ cau_ket }}',
        )
        (tmp_path / "mau.docx").write_bytes(edited(changed))
        done = cchc("template", "check", "mau.docx")
        assert done.returncode == 0 and "Track Changes" in done.stdout

    def it_lists_every_tag(self, cchc: Run) -> None:
        said = cchc("template", "tags").stdout
        assert "{{ nam }}: Năm đánh giá" in said and ".bien_phap: " in said

    def it_speaks_vietnamese(self, cchc: Run) -> None:
        said = cchc("template", "check", "--help").stdout
        assert "Cách dùng: cchc template check" in said and "Mã thoát" in said


class DescribeARunWithTemplates:
    @pytest.mark.parametrize("command", ["run", "report"])
    def it_stops_at_a_faulty_template_before_anything_is_written(self, cchc: Run, tmp_path: Path, command: str) -> None:
        inputs = District().write(tmp_path / "workbooks")
        (inputs / "report_templates").mkdir()
        (inputs / "report_templates" / "bao-cao-khac-phuc_xa.docx").write_bytes(FAULTY)
        done = cchc(command)
        assert done.returncode == 6 and not (tmp_path / "outputs").exists()
        said = " ".join(done.stderr.split())
        assert "có 4 lỗi. Hãy sửa mẫu rồi chạy lại: 1. Đoạn 2: " in said and " 4. Đoạn " in said

    def it_fills_each_commune_with_its_own(self, cchc: Run, tmp_path: Path) -> None:
        inputs = District().write(tmp_path / "workbooks")
        (inputs / "report_templates").mkdir()
        for kind in ("xa", "thi-tran", "phuong"):
            data = edited(("Độc lập - Tự do - Hạnh phúc", f"Độc lập - Tự do - Hạnh phúc {kind}"))
            (inputs / "report_templates" / f"bao-cao-khac-phuc_{kind}.docx").write_bytes(data)
        done = cchc("report")
        assert done.returncode == 0, done.stderr
        assert "bao-cao-khac-phuc_phuong.docx” không hợp" in " ".join(done.stdout.split())
        from docx import Document

        for path in (tmp_path / "outputs").rglob("bao-cao-khac-phuc_*.docx"):
            kind = "thi-tran" if "thi-tran" in path.name else "xa"
            assert Document(str(path)).tables[0].rows[0].cells[1].paragraphs[1].text.endswith(f"phúc {kind}")
