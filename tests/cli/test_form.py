"""`cchc check --form`: our own reports, documents through LibreOffice, several files, what is no document, hostile ones."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from cchc_excel.audit.form.check import check_form
from cchc_excel.model.group import Trouble
from cchc_excel.readers.documents.form.one_form import document_form, read_form
from tests.builders.form_reports import WAYS, data, report
from tests.builders.form_spoilings import MOTTO, letters, number_of
from tests.builders.libreoffice import SOFFICE, converted
from tests.builders.templates import SHIPPED
from tests.conftest import ROOT, Run


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The sample's 20 reports."""
    folder = tmp_path_factory.mktemp("form")
    subprocess.run(
        [sys.executable, "-m", "cchc_excel", "report", str(ROOT / "workbooks"), "--out", str(folder)],
        cwd=ROOT, capture_output=True, check=False, timeout=300,
    )  # fmt: skip
    found = sorted(folder.rglob("bao-cao-khac-phuc*.docx"))
    assert len(found) == 20
    return found


def codes(path: Path) -> list[str]:
    return [f.code for f in check_form(document_form(path.name, path.read_bytes()))]


class DescribeTheSample:
    def it_is_in_good_form(self, cchc: Run, sample: list[Path]) -> None:
        done = cchc("check", "--form", *sample)
        assert done.returncode == 0, done.stdout
        assert " ".join(done.stdout.split()).count(": thể thức đúng") == 20

    @pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: round trips were NOT checked")
    def it_still_is_after_libreoffice_has_saved_it(self, tmp_path: Path, sample: list[Path]) -> None:
        made = []
        for way in WAYS:
            made.append(tmp_path / f"{way.replace(' ', '-')}.docx")
            made[-1].write_bytes(data(report(way)))
        target = tmp_path / "saved"
        target.mkdir()
        saved = converted([*sample[::5], *made], "docx", target, tmp_path / "profile")
        assert {path.name: codes(path) for path in saved} == {path.name: [] for path in saved}

    @pytest.mark.parametrize(
        ("text", "change", "code"),
        [
            ("BÁO CÁO", lambda p: setattr(p.paragraph_format, "left_indent", Mm(40)), "D20"),
            ("Độc lập", lambda p: p.add_run(".") and None, "D12"),
            ("Nơi nhận:", lambda p: setattr(p.runs[0].font, "italic", False), "D33"),
            ("Ủy ban nhân dân xã", lambda p: setattr(p.runs[0].font, "name", "Arial"), "D03"),
            ("II. KẾT QUẢ", lambda p: setattr(p.paragraph_format, "line_spacing", 3.0), "D28"),
        ],
    )
    def but_not_when_one_thing_is_spoilt(self, sample: list[Path], text: str, change: object, code: str) -> None:
        assert callable(change)
        document = docx.Document(str(next(p for p in sample if p.stem.endswith("thanh-xa"))))
        number = number_of(document, text)
        element = list(document.element.body.iter(qn("w:p")))[number - 1]
        change(docx.text.paragraph.Paragraph(element, document._body))
        (finding,) = check_form(document_form("a.docx", data(document)))
        assert (finding.code, getattr(finding.place, "paragraph", 0)) == (code, number)


class DescribeTheCommand:
    def it_tells_each_file_on_its_own_and_writes_the_usual_shape(self, cchc: Run, tmp_path: Path) -> None:
        document = report("by hand")
        letters(MOTTO, size=12)(document)
        (tmp_path / "a.docx").write_bytes(data(report("by styles")))
        (tmp_path / "b.docx").write_bytes(data(document))
        (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4 nothing")
        done = cchc("check", "--form", "a.docx", "b.docx", "c.pdf", "--json", "r.json", env={"COLUMNS": "80"})
        assert done.returncode == 3 and "Traceback" not in done.stdout + done.stderr
        assert max(map(len, done.stdout.splitlines())) < 80
        assert "a.docx: thể thức đúng" in done.stdout and "b.docx: 1 lỗi" in done.stdout
        assert f"D13 [đoạn {number_of(document, MOTTO)}]" in done.stdout and "R01" in done.stdout
        result = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
        assert result["schema"] == "cchc-audit/1" and result["communes"] == []
        own, other = result["findings"]
        assert (own["file"], own["code"], own["paragraph"]) == ("b.docx", "D13", number_of(document, MOTTO))
        assert (own["actual"], own["expected"], own["severity"]) == ("cỡ 12", "cỡ 13 đến 14", "error")
        assert "sheet" not in own and other["code"] == "R01"

    def it_ends_with_4_when_nothing_can_be_read(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("Độc lập", encoding="utf-8")
        done = cchc("check", "--form", "a.txt", "nowhere.docx", ".")
        assert done.returncode == 4 and done.stdout.count("R01") == 3
        assert "Không đọc được văn bản nào" in done.stderr

    def it_says_of_a_template_that_it_is_one(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(data(report("by hand")))
        (tmp_path / "mau.docx").write_bytes(SHIPPED)
        said = " ".join(cchc("check", "--form", "mau.docx", "a.docx").stdout.split())
        assert said.count("cchc template check") == 1 and "cchc template check mau.docx a.docx: thể thức đúng" in said

    def but_it_compares_no_figures_at_the_same_time(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "a.docx").write_bytes(data(report("by hand")))
        assert cchc("check", "--form", "a.docx", "--against", ".").returncode == 2


def repacked(changes: dict[str, tuple[bytes, bytes]], way: str = "by styles") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data(report(way)))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in changes:
                old, new = changes[name]
                assert old in content, name
                content = content.replace(old, new)
            target.writestr(name, content)
    return out.getvalue()


class DescribeHostileDocuments:
    @pytest.mark.parametrize(
        "changes",
        [
            {"word/document.xml": (b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * 200)},
            {"word/document.xml": (b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>")},
            {"word/styles.xml": (b"?>", b"?><!DOCTYPE a [<!ENTITY b 'c'>]>")},
            {"word/document.xml": (b"<w:body>", b"<w:nobody>")},
        ],
    )
    def it_is_told_in_one_line(self, tmp_path: Path, changes: dict[str, tuple[bytes, bytes]]) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(repacked(changes))
        read = read_form(path)
        assert isinstance(read, Trouble) and read.code == "R01" and read.what and read.way_out

    @pytest.mark.parametrize(
        "changes",
        [
            {"word/styles.xml": (b"</w:styles>", b"")},
            {"word/theme/theme1.xml": (b"<a:themeElements>", b"<")},
            {"word/styles.xml": (b'<w:basedOn w:val="Normal"/>', b'<w:basedOn w:val="CCHCgc"/>')},
            {"word/document.xml": (b'w:w="11906"', b'w:w="99999999999999999999"')},
            {"word/document.xml": (b'w:space="720"', b'w:space="x" w:num="-1"')},
        ],
    )
    def it_never_fails(self, tmp_path: Path, changes: dict[str, tuple[bytes, bytes]]) -> None:
        path = tmp_path / "a.docx"
        path.write_bytes(repacked(changes))
        read = read_form(path)
        assert not isinstance(read, Trouble), read
        check_form(read)

    def it_holds_on_to_an_empty_document(self) -> None:
        document = docx.Document()
        assert {f.code for f in check_form(document_form("a.docx", data(document)))} >= {"D01", "D10", "D20", "D33"}

    @pytest.mark.parametrize(
        "content",
        [
            "<w:r><w:t>" + "ngày " * 20_000 + "." + " " * 100_000 + "</w:t></w:r>",
            "<w:r><w:t>" + "{{" * 100_000 + "</w:t></w:r>",
            "<w:r><w:t>a</w:t><w:br/></w:r>" * 20_000,
            "</w:p><w:p>" * 15_000,
        ],
        ids=["dates", "tags", "lines", "paragraphs"],
    )
    def it_takes_no_longer_for_what_is_made_to_take_long(self, content: str) -> None:
        body = f"<w:body><w:p>{content}</w:p>".encode()
        began = time.perf_counter()
        check_form(document_form("a.docx", repacked({"word/document.xml": (b"<w:body>", body)})))
        assert time.perf_counter() - began < 10
