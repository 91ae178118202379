"""What we write opens in an office suite without repair, and shows no error."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.builders.districts import District
from tests.conftest import ROOT

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
PDFTOTEXT = shutil.which("pdftotext")


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    District().set("Xã Thanh Xá", "E8", 7.57).write(folder / "workbooks")
    subprocess.run(
        [sys.executable, "-m", "cchc_excel", "run"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}, capture_output=True, check=False,
    )  # fmt: skip
    files = sorted((folder / "outputs").rglob("*.docx")) + sorted((folder / "outputs").rglob("*.xlsx"))
    assert len(files) == 5 and SOFFICE is not None
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder / "pdf"), *map(str, files)],
        capture_output=True, check=True, timeout=240,
    )  # fmt: skip
    return folder / "pdf"


@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: documents were NOT opened")
class DescribeTheOutputs:
    def it_opens_every_one(self, pdfs: Path) -> None:
        assert len(list(pdfs.glob("*.pdf"))) == 5

    @pytest.mark.skipif(PDFTOTEXT is None, reason="pdftotext is not installed: the pages were NOT read")
    def it_shows_the_figures_and_no_excel_error(self, pdfs: Path) -> None:
        assert PDFTOTEXT is not None
        texts = {
            p.stem: subprocess.run(
                [PDFTOTEXT, "-layout", str(p), "-"], capture_output=True, encoding="utf-8", check=True
            ).stdout
            for p in pdfs.glob("*.pdf")
        }
        report = " ".join(texts["bao-cao-khac-phuc_2022_xa-thanh-xa"].split())
        for figure in ("9,88/11", "89,77%", "27,64/32", "4,36 điểm", "8,52/10", "85,16%"):
            assert figure in report, figure
        workbook = texts["kiem-tra-cchc_2022"]
        assert "A01" in workbook and "###" not in workbook and "#NAME" not in workbook
