"""`cchc check`: written reports of any kind, alone and against the workbooks; and the check of our own before delivery."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from tests.audit.test_written import PROSE
from tests.builders.districts import District
from tests.conftest import ROOT, Run

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEMPLATE = ROOT / "report_templates" / "bao-cao-khac-phuc.docx"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The 20 reports of the sample."""
    import sys

    folder = tmp_path_factory.mktemp("sample")
    subprocess.run(
        [sys.executable, "-m", "cchc_excel", "report", str(ROOT / "workbooks"), "--out", str(folder)],
        cwd=ROOT, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    assert len(reports(folder)) == 20
    return folder


def reports(folder: Path) -> list[Path]:
    return sorted(folder.rglob("bao-cao-*.docx"))


def respelled(source: Path, target: Path, **changes: str) -> Path:
    """A copy in which one text stands for another, as a hand would type it; each must be there."""
    made = docx.Document(str(source))
    for old, new in (change.split("=>") for change in changes.values()):
        spots = [p for p in made.paragraphs if old in p.text]
        assert spots, old
        spots[0].runs[0].text = spots[0].text.replace(old, new)
        for run in spots[0].runs[1:]:
            run.text = ""
    made.save(str(target))
    return target


def paragraph_of(path: Path, text: str) -> int:
    """The number of the paragraph among all of the body, those of tables included."""
    body = docx.Document(str(path)).element.body
    texts = [
        "".join(t.text or "" for t in p.iter() if str(t.tag).endswith("}t"))
        for p in body.iter()
        if str(p.tag).endswith("}p")
    ]
    return next(i for i, t in enumerate(texts, 1) if text in t)


class DescribeTheSample:
    def it_checks_clean_alone_and_against_the_workbooks(self, cchc: Run, tmp_path: Path, sample: Path) -> None:
        for extra in ((), ("--against", ROOT / "workbooks")):
            done = cchc("check", *reports(sample), *extra, "--json", "r.json")
            assert done.returncode == 0, done.stdout[-3000:]
            result = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
            assert {f["code"] for f in result["findings"]} <= {"N03"}
            assert len(result["communes"]) == 20 and result["year"] == 2022
            assert " ".join(done.stdout.split()).count("không có lỗi") == 20
        assert " ".join(done.stdout.split()).count("đã đối chiếu") == 20

    @pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: no PDF was made or CHECKED")
    def it_checks_clean_as_a_pdf(self, cchc: Run, tmp_path: Path, sample: Path) -> None:
        assert SOFFICE is not None
        chosen = [p for p in reports(sample) if p.stem.endswith(("thanh-xa", "thanh-hai"))]
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(tmp_path), *map(str, chosen)],
            capture_output=True, check=True, timeout=240,
        )  # fmt: skip
        cchc("check", *chosen, "--against", ROOT / "workbooks", "--json", "word.json")
        done = cchc("check", *sorted(tmp_path.glob("*.pdf")), "--against", ROOT / "workbooks", "--json", "pdf.json")
        assert done.returncode == 0, done.stdout
        word, pdf = (json.loads((tmp_path / n).read_text(encoding="utf-8")) for n in ("word.json", "pdf.json"))
        assert [c["criteria"] for c in pdf["communes"]] == [c["criteria"] for c in word["communes"]]
        assert all(f["page"] and f["paragraph"] is None for f in pdf["findings"])


class DescribeASpoiltReport:
    @pytest.mark.parametrize(
        ("change", "figure", "criterion", "expected", "cause"),
        [
            ("CCHC: đạt 12,2/15=>CCHC: đạt 12,4/15", "score", "1", "12.2", "typo"),
            ("chính: đạt 16,73/18,5=>chính: đạt 16,37/18,5", "score", "3", "16.73", "transposed_digits"),
            ("chỉ số 90,43%=>chỉ số 9,04%", "index", "3", None, None),
            ("đạt 10,69/14=>đạt 10,69/41", "max", "8.2", "14", "transposed_digits"),
            ("14,87\u00a0điểm; xếp=>17,87\u00a0điểm; xếp", "missing", "T", "14.874", "typo"),
            ("bị trừ 0,55\u00a0điểm=>bị trừ 5,5\u00a0điểm", "missing", "1.1.2", "0.55", "shifted_decimal"),
        ],
    )
    def it_is_told_at_its_paragraph(
        self, cchc: Run, tmp_path: Path, sample: Path, change: str, figure: str, criterion: str, expected: str | None,
        cause: str | None,
    ) -> None:  # fmt: skip
        (source,) = [p for p in reports(sample) if p.stem.endswith("xa-thanh-xa")]
        path = respelled(source, tmp_path / "spoilt.docx", one=change)
        done = cchc("check", "spoilt.docx", "--against", ROOT / "workbooks", "--json", "r.json")
        assert done.returncode == 3
        grave = [
            f
            for f in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]
            if f["severity"] != "info"
        ]
        (finding,) = grave
        new = change.split("=>")[1]
        assert finding["paragraph"] == paragraph_of(path, new) and finding["page"] is None
        assert (finding["code"], finding["figure"], finding["criterion"]) == ("N01", figure, criterion)
        assert (finding["commune"], finding["file"]) == ("Xã Thanh Xá", "spoilt.docx")
        assert "sheet" not in finding and "cell" not in finding
        if expected:
            assert finding["expected"] == expected
        if cause:
            assert finding["cause"]["kind"] == cause

    def it_is_told_in_a_table_too(self, cchc: Run, tmp_path: Path, sample: Path) -> None:
        (source,) = [p for p in reports(sample) if p.stem.endswith("xa-thanh-xa")]
        made = docx.Document(str(source))
        (row,) = [r for r in made.tables[-1].rows if r.cells[0].text == "1.1.2"]
        row.cells[3].paragraphs[0].runs[0].text = "1,54"
        made.save(str(tmp_path / "spoilt.docx"))
        done = cchc("check", "spoilt.docx", "--json", "r.json")
        assert done.returncode == 3
        (finding,) = [
            f
            for f in json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]
            if f["severity"] != "info"
        ]
        assert (finding["code"], finding["criterion"], finding["actual"], finding["expected"]) == (
            "N02",
            "1.1.2",
            "1.54",
            "1.45",
        )
        assert finding["paragraph"] == paragraph_of(tmp_path / "spoilt.docx", "1,54")


class DescribeTheCommand:
    def it_tells_each_file_on_its_own_within_80_columns(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
        (tmp_path / "b.txt").write_text(PROSE.replace("9,88/11", "8,98/11"), encoding="utf-8")
        (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 broken")
        done = cchc("check", "a.txt", "b.txt", "c.docx", "--json", "r.json", env={"COLUMNS": "80"})
        assert done.returncode == 3 and "Traceback" not in done.stdout + done.stderr
        assert max(len(line) for line in done.stdout.splitlines()) < 80
        assert "a.txt: Xã Thanh Xá" in done.stdout and "N02 [đoạn 11]" in done.stdout and "R01" in done.stdout
        result = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert {f["file"] for f in result["findings"] if f["severity"] == "error"} == {"b.txt", "c.docx"}
        assert result["schema"] == "cchc-audit/1"

    @pytest.mark.parametrize("name", ["Xã Chư Á", "Xã Yên Chùa", "Xã Chúa", "Xã Chu Á"])
    def it_takes_no_name_for_a_word(self, cchc: Run, tmp_path: Path, name: str) -> None:
        head = f"Chỉ số cải cách hành chính năm 2021 của UBND {name[:1].lower()}{name[1:]} đạt "
        (tmp_path / "a.txt").write_text(f"{head}33,75/33,75 điểm, chỉ số 100%.", encoding="utf-8")
        (tmp_path / "b.txt").write_text(f"{head}32,6/33,75 điểm, chưa đạt 1,15 điểm, chỉ số 96,59%.", encoding="utf-8")
        done = cchc("check", "a.txt", "b.txt")
        assert done.returncode == 0, done.stdout
        assert f"a.txt: {name}, 3 số liệu" in done.stdout and f"b.txt: {name}, 4 số liệu" in done.stdout

    def it_ends_with_0_on_a_report_that_is_right(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
        done = cchc("check", "a.txt")
        assert done.returncode == 0 and "9,875" in done.stdout

    def it_ends_with_4_when_nothing_can_be_read(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "c.docx").write_bytes(b"PK\x03\x04 broken")
        done = cchc("check", "c.docx", "--json", "r.json")
        assert done.returncode == 4 and "Không đọc được báo cáo nào" in done.stderr
        assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"][0]["code"] == "R01"
        (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
        assert cchc("check", "a.txt", "--against", "nowhere").returncode == 4

    def it_ends_with_2_without_a_file(self, cchc: Run) -> None:
        assert cchc("check").returncode == 2

    def it_leaves_the_files_alone(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text(PROSE, encoding="utf-8")
        before = (tmp_path / "a.txt").stat().st_mtime_ns
        cchc("check", "a.txt")
        assert [p.name for p in tmp_path.iterdir()] == ["a.txt"] and (tmp_path / "a.txt").stat().st_mtime_ns == before


def swapped(one: str, other: str) -> bytes:
    """The shipped template with two tags in each other's place."""
    out = io.BytesIO()
    with zipfile.ZipFile(TEMPLATE) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "word/document.xml":
                text = data.decode()
                assert one in text and other in text
                data = text.replace(one, "{}").replace(other, one).replace("{}", other).encode()
            target.writestr(name, data)
    return out.getvalue()


class DescribeOurOwnReports:
    def it_delivers_none_that_does_not_say_what_was_audited(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        (tmp_path / "mau.docx").write_bytes(swapped("dong.dat", "dong.tru"))
        done = cchc("run", "--template", "mau.docx")
        assert done.returncode == 6, done.stdout + done.stderr
        lines = " ".join(done.stderr.split())
        assert "Xã Thanh Xá: không giao báo cáo" in lines and "mau.docx" in lines and "Traceback" not in lines
        # xã Thanh An lost nothing but at one place; whatever is right goes out, and so do the workbook and the result
        assert not list((tmp_path / "outputs").rglob("*thanh-xa.docx"))
        assert len(list((tmp_path / "outputs").rglob("*.xlsx"))) == 1

    def it_takes_the_report_of_an_earlier_run_out_of_the_way(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        assert cchc("run").returncode in (0, 3)
        before = next((tmp_path / "outputs").rglob("*thanh-xa.docx"))
        data = before.read_bytes()
        (tmp_path / "mau.docx").write_bytes(swapped("dong.dat", "dong.tru"))
        done = cchc("run", "--template", "mau.docx")
        assert done.returncode == 6
        kept = before.with_stem(f"{before.stem}_ban-cu")
        assert not before.exists() and kept.read_bytes() == data
        assert kept.name in "".join(done.stderr.split())

    def it_holds_back_one_and_delivers_the_others(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        (tmp_path / "mau.docx").write_bytes(swapped("phan.quy_mo", "phan.tong_ket"))
        assert cchc("report", "--template", "mau.docx").returncode == 0  # another order says the same
        text = swapped("dong.ma", "dong.ma")
        (tmp_path / "mau.docx").write_bytes(
            _with(
                text,
                "{{ ket_qua_chung }}",
                "{% if ten_xa == 'xã Thanh Xá' %}Tổng điểm đạt {{ tong_diem_tru }}/32 điểm.{% else %}{{ ket_qua_chung }}{% endif %}",
            )
        )
        done = cchc("report", "--template", "mau.docx", "--out", "out")
        assert done.returncode == 6
        assert sorted(p.stem for p in (tmp_path / "out").rglob("bao-cao-*.docx")) == [
            "bao-cao-khac-phuc_2022_thi-tran-thanh-ha", "bao-cao-khac-phuc_2022_xa-thanh-an",
        ]  # fmt: skip
        assert "Tổng điểm đạt 4,36/32 điểm" in " ".join(done.stderr.split())


def _with(data: bytes, old: str, new: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                assert old in content.decode()
                content = content.decode().replace(old, new).encode()
            target.writestr(name, content)
    return out.getvalue()
