"""Documents into PDF with the LibreOffice of this machine."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import time
from pathlib import Path

import docx
import pdfplumber
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml

from cchc_excel.pdf import convert
from cchc_excel.pdf.office import find_office
from tests.builders.districts import District
from tests.conftest import Run

OFFICE = find_office()
pytestmark = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is missing: PDF export is not tested with the real program"
)


def word(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    paper = docx.Document()
    paper.add_paragraph(text)
    paper.save(str(path))
    return path


def text(pdf: Path) -> str:
    with pdfplumber.open(pdf) as opened:
        return "\n".join(page.extract_text() for page in opened.pages)


def silent(done: int, of: int, what: str) -> None:
    """A step that nobody watches."""


class DescribeConversion:
    def it_converts_documents_of_the_same_name_in_several_folders(self, tmp_path: Path) -> None:
        documents = [
            word(tmp_path / f"kết quả 100% #{n} & (mới)" / "báo cáo xã Thanh Xá.docx", f"Đơn vị số {n}")
            for n in range(3)
        ]
        before = [d.read_bytes() for d in documents]
        steps: list[int] = []
        done = convert(documents, lambda count, *_: steps.append(count))
        assert done.troubles == ()
        assert [text(p) for p in done.delivered] == [f"Đơn vị số {n}" for n in range(3)]
        assert [d.read_bytes() for d in documents] == before
        assert [len(list(d.parent.iterdir())) for d in documents] == [2, 2, 2]
        assert steps[-1] == 3 and steps == sorted(steps)

    def it_names_what_is_no_document_and_converts_the_rest(self, tmp_path: Path) -> None:
        documents = [word(tmp_path / f"{name}.docx", name) for name in "abcdef"]
        documents[0].write_text("no document")
        documents[2].write_bytes(documents[2].read_bytes()[:9000])
        documents[4].write_bytes(b"")
        done = convert(documents, silent)
        assert [text(p) for p in done.delivered] == ["b", "d", "f"]
        assert [t[1:7] for t in done.troubles] == ["a.docx", "c.docx", "e.docx"]

    def it_neither_heeds_nor_ends_a_libreoffice_that_is_open(self, tmp_path: Path) -> None:
        assert OFFICE is not None
        profile = tmp_path / "user's own"
        theirs = subprocess.Popen(
            [str(OFFICE.program), f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore",
             f"--accept=pipe,name=cchc{tmp_path.name};urp;"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            for _ in range(100):
                if (profile / "user" / "registrymodifications.xcu").exists() or theirs.poll() is not None:
                    break
                time.sleep(0.2)
            assert len(convert([word(tmp_path / "a.docx", "a")], silent).delivered) == 1
            assert theirs.poll() is None
        finally:
            with contextlib.suppress(ProcessLookupError):
                _end(theirs)

    def it_fetches_nothing(self, tmp_path: Path) -> None:
        path = tmp_path / "a.docx"
        with socket.create_server(("127.0.0.1", 0)) as server:
            _linked(path, f"http://127.0.0.1:{server.getsockname()[1]}/picture.png")
            assert len(convert([path], silent).delivered) == 1
            server.setblocking(False)
            with pytest.raises(BlockingIOError):
                server.accept()


class DescribeTheCommand:
    def it_writes_a_pdf_beside_every_document(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        done = cchc("run", "--pdf")
        assert done.returncode == 0, done.stdout + done.stderr
        out = tmp_path / "outputs"
        documents = sorted(out.rglob("*.docx"))
        assert [d.with_suffix(".pdf") for d in documents] == sorted(out.rglob("*.pdf"))
        assert len(documents) >= 3 and f"PDF: {len(documents)} tệp" in done.stdout
        assert "Thanh Xá" in text(out / "huyen-thanh-ha_2022/bao_cao/bao-cao-khac-phuc_2022_xa-thanh-xa.pdf")
        assert not [p for p in out.rglob("*") if p.suffix not in (".docx", ".pdf", ".xlsx", ".json") and p.is_file()]

    def it_writes_one_commune_s(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        assert cchc("report", "--pdf", "--commune", "Thanh An").returncode == 0
        assert [p.name for p in (tmp_path / "outputs").rglob("*.pdf")] == ["bao-cao-khac-phuc_2022_xa-thanh-an.pdf"]


def _end(process: subprocess.Popen[bytes]) -> None:
    import psutil

    for one in (psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)):
        one.kill()
    process.wait(30)


def _linked(path: Path, address: str) -> None:
    """A document whose picture lies elsewhere."""
    paper = docx.Document()
    place = paper.part.relate_to(address, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    paper.add_paragraph("có ảnh").add_run()._r.append(parse_xml(_PICTURE.format(place=place)))
    paper.save(str(path))


_PICTURE = (
    '<w:drawing xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<wp:inline><wp:extent cx="914400" cy="914400"/><wp:docPr id="1" name="p"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr>'
    '<pic:cNvPr id="1" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="{place}"/><a:stretch>'
    '<a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="914400" cy="914400"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
)
