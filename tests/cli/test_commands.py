"""The commands as a user runs them: what they write, print and exit with, and what never happens."""

from __future__ import annotations

import hashlib
import html
import json
import re
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from urllib.parse import unquote

import pytest

from cchc_excel.files.delivery import deliver
from tests.builders.districts import District
from tests.conftest import ROOT, Run


def _hashes(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(folder.rglob("*"))
        if p.is_file()
    }


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    return District().write(tmp_path / "workbooks")


class DescribeRun:
    def it_writes_workbook_result_and_reports_per_group(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        done = cchc("run")
        assert done.returncode == 0, done.stdout + done.stderr
        out = tmp_path / "outputs" / "huyen-thanh-ha_2022"
        assert sorted(_hashes(out)) == [
            "bao_cao/bao-cao-khac-phuc_2022_thi-tran-thanh-ha.docx",
            "bao_cao/bao-cao-khac-phuc_2022_xa-thanh-an.docx",
            "bao_cao/bao-cao-khac-phuc_2022_xa-thanh-xa.docx",
            "danh-sach-gui_2022.json",
            "kiem-tra-cchc_2022.json",
            "kiem-tra-cchc_2022.xlsx",
            "tong-hop-cchc_2022.docx",
        ]
        assert "UBND huyện Thanh Hà - năm 2022: 3 đơn vị" in done.stdout
        assert "Lỗi: 0" in done.stdout and "huyen-thanh-ha_2022" in done.stdout

    def it_writes_one_folder_per_authority_and_year(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        later = District()
        later.information[3] = ("Năm đánh giá", 2023)
        for rows in (*later.sheets.values(), later.decision):
            rows[1] = [str(rows[1][0]).replace("2022", "2023")]
        later.write(inputs / "nam sau")
        assert cchc("run").returncode == 0
        assert sorted(p.name for p in (tmp_path / "outputs").iterdir()) == [
            "huyen-thanh-ha_2022",
            "huyen-thanh-ha_2023",
        ]
        assert cchc("audit", "--json", "all.json").returncode == 0
        result = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
        assert (result["year"], [o["year"] for o in result["others"]]) == (2023, [2022])

    def it_leaves_the_inputs_alone(self, cchc: Run, inputs: Path) -> None:
        before = _hashes(inputs)
        cchc("run")
        assert _hashes(inputs) == before

    def it_gives_the_same_bytes_run_after_run_and_with_any_number_of_workers(
        self, cchc: Run, tmp_path: Path, inputs: Path
    ) -> None:
        for number, workers in enumerate((1, 1, 3)):
            assert cchc("run", "--out", f"out{number}", "--workers", workers).returncode == 0
        first = _hashes(tmp_path / "out0")
        assert first and first == _hashes(tmp_path / "out1") == _hashes(tmp_path / "out2")

    def it_finishes_the_others_when_one_workbook_is_damaged(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        good = (inputs / "bang diem.xlsx").read_bytes()
        (inputs / "hong.xlsx").write_bytes(good[: len(good) // 2])
        done = cchc("run")
        assert done.returncode == 3
        assert "R01" in done.stdout and "hong.xlsx" in done.stdout
        assert "Traceback" not in done.stdout + done.stderr
        assert len(list((tmp_path / "outputs").rglob("bao-cao-*.docx"))) == 3

    def it_says_when_nothing_can_be_read(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "workbooks").mkdir()
        done = cchc("run")
        assert done.returncode == 4 and "không có tệp nào" in done.stderr
        (tmp_path / "workbooks" / "a.xlsx").write_bytes(b"PK\x03\x04 not a zip")
        done = cchc("run")
        assert done.returncode == 4 and "a.xlsx" in done.stdout and "Không đọc được bảng điểm nào" in done.stderr
        assert cchc("run", "nowhere").returncode == 4

    def it_refuses_to_write_among_the_inputs(self, cchc: Run, inputs: Path) -> None:
        before = _hashes(inputs)
        for out in ("workbooks", "."):
            done = cchc("run", "--out", out)
            assert done.returncode == 2, done.stdout
        assert _hashes(inputs) == before

    def it_does_not_take_its_own_results_for_inputs(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        assert cchc("run", ".", "--out", "outputs").returncode == 0
        first = _hashes(tmp_path / "outputs")
        done = cchc("run", ".", "--out", "elsewhere")
        assert done.returncode == 0, done.stdout
        assert list(_hashes(tmp_path / "elsewhere")) == list(first)
        assert "Là kết quả của chính" in done.stdout

    def it_says_when_a_result_cannot_be_written(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        (tmp_path / "outputs").write_text("a file, not a folder", encoding="utf-8")
        done = cchc("run")
        assert done.returncode == 5
        assert "Không ghi được" in done.stderr and "Traceback" not in done.stderr

    def it_says_when_the_template_is_faulty(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        (tmp_path / "mau.docx").write_bytes(b"not a document")
        done = cchc("run", "--template", "mau.docx")
        assert done.returncode == 6
        assert "mau.docx" in done.stderr and "Traceback" not in done.stderr


class DescribeARunKilledAtAnyMoment:
    def it_leaves_whole_files_and_runs_again(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        command = [sys.executable, "-m", "cchc_excel", "run"]
        started = time.perf_counter()
        subprocess.run(command, cwd=tmp_path, env=_env(), capture_output=True, check=True)
        lasted = time.perf_counter() - started
        whole = _hashes(tmp_path / "outputs")
        for part in range(1, 9):
            process = subprocess.Popen(
                command, cwd=tmp_path, env=_env(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            time.sleep(lasted * part / 9)
            process.kill()
            process.wait()
            left = {n: h for n, h in _hashes(tmp_path / "outputs").items() if not n.endswith(".dang-ghi")}
            assert left == whole
        assert cchc("run").returncode == 0
        assert _hashes(tmp_path / "outputs") == whole

    @pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT for one process on Windows")
    def it_ends_with_130_when_interrupted(self, tmp_path: Path, inputs: Path) -> None:
        code = "import cchc_excel.cli.work as w, os, signal; signal.signal(signal.SIGINT, signal.default_int_handler); w.run = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT) or __import__('time').sleep(5); from cchc_excel.cli.main import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "run"],
            cwd=tmp_path,
            env=_env(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert signal.SIGINT and done.returncode == 130
        assert "Traceback" not in done.stderr and "Đã dừng" in done.stderr


def _env() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


class DescribeAudit:
    def it_writes_the_machine_readable_result_and_nothing_else(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        before = set(_hashes(tmp_path))
        done = cchc("audit", "--json", "result.json")
        assert done.returncode == 0
        assert set(_hashes(tmp_path)) - before == {"result.json"}
        result = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))
        assert (result["schema"], result["year"]) == ("cchc-audit/1", 2022)
        (xa,) = [c for c in result["communes"] if c["name"] == "Xã Thanh Xá"]
        assert (xa["max"], xa["score"], xa["index"], xa["rank"], xa["grade"]) == ("32", "27.641", "86.3781", 2, "Tốt")
        assert (xa["file"], xa["sheet"]) == ("bang diem.xlsx", "Thanh Xá")
        (two,) = [c for c in xa["criteria"] if c["code"] == "2"]
        assert two == {
            "code": "2",
            "name": "Cải cách chế độ công vụ",
            "max": "11",
            "score": "9.875",
            "index": "89.7727",
        }
        assert {c["code"] for c in xa["criteria"]} >= {"T", "A", "B", "1", "2.1.1", "8.2"}

    def it_tells_each_finding_with_file_sheet_cell_and_figures(self, cchc: Run, tmp_path: Path) -> None:
        District().set("Xã Thanh Xá", "E8", 7.57).write(tmp_path / "sub" / "folder")
        done = cchc("audit", "sub", "--json", "result.json")
        assert done.returncode == 3
        findings = json.loads((tmp_path / "result.json").read_text(encoding="utf-8"))["findings"]
        (finding,) = [f for f in findings if f["severity"] == "error"]
        assert {k: finding[k] for k in ("code", "commune", "criterion", "file", "sheet", "cell", "expected", "actual")} == {
            "code": "A01", "commune": "Xã Thanh Xá", "criterion": "1", "file": "folder/bang diem.xlsx",
            "sheet": "Thanh Xá", "cell": "E8", "expected": "7.75", "actual": "7.57",
        }  # fmt: skip
        assert "7,57" in finding["message"] and "7,75" in finding["message"]
        assert "A01" in done.stdout and "Thanh Xá › E8" in done.stdout

    def it_takes_a_single_workbook(self, cchc: Run, inputs: Path) -> None:
        assert cchc("audit", "workbooks/bang diem.xlsx").returncode == 0


class DescribeReport:
    def it_writes_one_communes_report(self, cchc: Run, tmp_path: Path, inputs: Path) -> None:
        for name in ("Thanh Xá", "xã thanh xá", "Thanh Xa"):
            done = cchc("report", "--commune", name, "--out", name)
            assert done.returncode == 0, done.stderr
            assert [p.name for p in (tmp_path / name).rglob("*.docx")] == ["bao-cao-khac-phuc_2022_xa-thanh-xa.docx"]
            assert not list((tmp_path / name).rglob("*.xlsx"))

    def it_says_when_there_is_no_such_commune(self, cchc: Run, inputs: Path) -> None:
        done = cchc("report", "--commune", "Không Có")
        assert done.returncode == 2 and "Không Có" in done.stderr


class DescribeInit:
    def it_makes_a_folder_that_runs_at_once(self, cchc: Run, tmp_path: Path) -> None:
        assert cchc("init", "moi").returncode == 0
        assert cchc("run", cwd=tmp_path / "moi").returncode == 3
        assert len(list((tmp_path / "moi/outputs").rglob("bao-cao-*.docx"))) == 20

    def but_it_keeps_files_that_are_there(self, cchc: Run, tmp_path: Path) -> None:
        kept = tmp_path / "moi/report_templates/bao-cao-khac-phuc.docx"
        kept.parent.mkdir(parents=True)
        kept.write_bytes(b"mine")
        done = cchc("init", "moi")
        assert done.returncode == 0 and "Giữ nguyên" in done.stdout
        assert kept.read_bytes() == b"mine"


class DescribeTheCommandLine:
    def it_speaks_vietnamese(self, cchc: Run) -> None:
        assert "Cách dùng:" in cchc("--help").stdout
        done = cchc("runn")
        assert done.returncode == 2 and "Không có lệnh 'runn'" in done.stderr
        done = cchc("run", "--nope")
        assert done.returncode == 2 and "Không có tùy chọn" in done.stderr

    def it_shows_help_without_loading_heavy_libraries(self) -> None:
        code = (
            "import sys; from cchc_excel.cli.main import cchc\n"
            "cchc.main(['--help'], standalone_mode=False)\n"
            "print([m for m in ('pandas', 'openpyxl', 'docx', 'docxtpl', 'jinja2', 'lxml', 'xlsxwriter') if m in sys.modules])"
        )
        done = subprocess.run(
            [sys.executable, "-c", code], env=_env(), capture_output=True, encoding="utf-8", check=True
        )
        assert done.stdout.splitlines()[-1] == "[]"

    @pytest.mark.parametrize("encoding", ["cp1252", "cp1258", "latin-1"])
    def it_survives_a_legacy_code_page(self, cchc: Run, inputs: Path, encoding: str) -> None:
        env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
        for args in (("--help",), ("run",), ("runn",)):
            done = cchc(*args, env=env, encoding=encoding)
            assert done.returncode in (0, 2) and "Traceback" not in done.stderr
        assert "don vi" in cchc("run", env=env | {"PYTHONIOENCODING": "ascii"}, encoding="ascii").stdout

    def it_runs_in_a_plain_c_locale(self, cchc: Run, inputs: Path) -> None:
        env = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C", "LANG": "C"}
        done = cchc("run", "--workers", "2", env=env, encoding="ascii")
        assert done.returncode == 0, done.stderr

    def it_fits_a_narrow_window(self, cchc: Run, tmp_path: Path) -> None:
        District().set("Xã Thanh Xá", "E8", 7.57).write(tmp_path / "workbooks")
        for columns in (50, 80):
            done = cchc("run", env={"COLUMNS": str(columns)})
            assert max(len(line) for line in done.stdout.splitlines()) < columns

    def it_keeps_a_traceback_from_the_user(self, tmp_path: Path) -> None:
        code = "import cchc_excel.cli.work as w; w.run = lambda *a, **k: 1 / 0; from cchc_excel.cli.main import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "run"],
            cwd=tmp_path,
            env=_env(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 70
        assert "lỗi nội bộ" in done.stderr and "Traceback" not in done.stderr


class DescribeTheLinks:
    def it_leads_from_every_finding_to_its_source_workbook(self, cchc: Run, tmp_path: Path) -> None:
        folder = District().set("Xã Thanh Xá", "E8", 7.57).write(tmp_path / "dữ liệu" / "năm 2022")
        (folder / "bang diem.xlsx").rename(folder / "bảng điểm (1).xlsx")
        assert cchc("run", "dữ liệu", "--out", "kết quả").returncode == 3
        (book,) = (tmp_path / "kết quả").rglob("*.xlsx")
        with zipfile.ZipFile(book) as archive:
            rels = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith(".rels"))
            sheets = "".join(
                archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")
            )
        targets = set(re.findall(r'Target="([^"#]+)"[^>]*TargetMode="External"', rels))
        assert len(targets) == 2
        for target in targets:
            assert (book.parent / unquote(html.unescape(target)).replace("\\", "/")).resolve().is_file(), target
        assert "Thanh Xá'!E8" in html.unescape(sheets)


class DescribeHostileText:
    def it_never_becomes_a_formula_a_link_or_a_tag(self, cchc: Run, tmp_path: Path) -> None:
        district = District()
        hostile = '=HYPERLINK("http://x.example","a") {{ 7*7 }} {% raw %} A & B <50% x'
        district.set("Xã Thanh Xá", "G9", hostile).set("Xã Thanh Xá", "B9", "=1+1").write(tmp_path / "workbooks")
        assert cchc("run").returncode in (0, 3)
        (book,) = (tmp_path / "outputs").rglob("*.xlsx")
        with zipfile.ZipFile(book) as archive:
            sheets = [archive.read(n).decode() for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert not any("<f>" in s for s in sheets)
        (report,) = (tmp_path / "outputs").rglob("*thanh-xa.docx")
        with zipfile.ZipFile(report) as archive:
            text = archive.read("word/document.xml").decode()
        assert "{{ 7*7 }}" in text and ">49<" not in text and "A &amp; B &lt;50% x" in text


class DescribeDelivery:
    def it_replaces_a_file_in_one_step(self, tmp_path: Path) -> None:
        target = tmp_path / "a" / "b.bin"
        deliver(target, b"one")
        deliver(target, b"two")
        assert target.read_bytes() == b"two"
        assert [p.name for p in target.parent.iterdir()] == ["b.bin"]
