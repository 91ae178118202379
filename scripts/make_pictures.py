"""Makes README's pictures in docs/anh/ from the sample: page 1 of a report, the front of the audit workbook.

Needs LibreOffice, poppler (pdftoppm, pdffonts) and the font Times New Roman or Tinos. Run: python scripts/make_pictures.py [FOLDER]
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cchc_excel.pdf.office import find_office  # noqa: E402
from cchc_excel.pdf.profile import write_profile  # noqa: E402

FOLDER = ROOT / "docs" / "anh"
WIDTH = 1000
"""Pixels."""
MOST_BYTES = 200_000

_COLOURS = 64
_SECONDS = 240
_FONTS = ("Tinos", "TimesNewRoman")


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture and the result whose first page it shows."""

    name: str
    source: str
    """Pattern of the file's name below the results."""
    alt: str
    """What README says for those who do not see it."""


PICTURES = (
    Picture(
        "bao-cao-trang-1.png",
        "bao_cao/*_xa-thanh-xa.docx",
        "Trang 1 báo cáo khắc phục của xã Thanh Xá (page 1 of a commune's remediation report)",
    ),
    Picture(
        "so-kiem-tra.png",
        "kiem-tra-cchc_*.xlsx",
        "Trang đầu sổ kiểm tra: xếp hạng 20 đơn vị, số lỗi và cảnh báo (front sheet of the audit workbook: ranking and findings)",
    ),
)


def make(folder: Path) -> list[Path]:
    """Writes the pictures into `folder`. Raises SystemExit with what is missing."""
    _require_tools()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        work = Path(made)
        _run([sys.executable, "-m", "cchc_excel", "run", str(ROOT / "workbooks"), "--out", str(work / "out")], (0, 3))
        sources = [next((work / "out").glob(f"*/{picture.source}")) for picture in PICTURES]
        pages = [_first_page(pdf, work) for pdf in _pdfs(sources, work)]
    targets = [folder / picture.name for picture in PICTURES]
    for target, page in zip(targets, pages, strict=True):
        target.write_bytes(page)
    return targets


def _require_tools() -> None:
    missing = [name for name in ("pdftoppm", "pdffonts") if shutil.which(name) is None]
    if find_office() is None:
        missing.append("soffice (LibreOffice)")
    if missing:
        raise SystemExit(f"Missing: {', '.join(missing)}. Install LibreOffice and poppler, then run this again.")


def _pdfs(sources: Sequence[Path], work: Path) -> list[Path]:
    """The files as PDF, in fonts that offices print with."""
    office = find_office()
    assert office is not None
    write_profile(work / "profile")
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    target = work / "pdf"
    _run([str(office.program), profile, "--headless", "--norestore", "--convert-to", "pdf", "--outdir", str(target),
          *map(str, sources)])  # fmt: skip
    pdfs = [target / f"{source.stem}.pdf" for source in sources]
    for pdf in pdfs:
        if not pdf.is_file():
            raise SystemExit(f"LibreOffice made no PDF of {pdf.stem}. Are both Writer and Calc installed?")
        # two lines of heading; a part of a font bears six letters before its name
        fonts = [line.split()[0].partition("+")[2] for line in _run(["pdffonts", str(pdf)]).splitlines()[2:]]
        strange = [font for font in fonts if not font.startswith(_FONTS)]
        if strange:
            raise SystemExit(
                f"{pdf.name} is set in {', '.join(strange)}: install Times New Roman, or Tinos (fonts-croscore)."
            )
    return pdfs


def _first_page(pdf: Path, work: Path) -> bytes:
    """The page as a PNG with few colours."""
    drawn = work / pdf.stem
    _run(["pdftoppm", "-png", "-f", "1", "-l", "1", "-singlefile", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1",
          str(pdf), str(drawn)])  # fmt: skip
    out = BytesIO()
    with Image.open(drawn.with_name(f"{drawn.name}.png")) as image:
        few = image.convert("RGB").quantize(_COLOURS, dither=Image.Dither.NONE)
        few.save(out, "PNG", optimize=True)
    return out.getvalue()


def _run(command: Sequence[str], well: Sequence[int] = (0,)) -> str:
    """What the command printed. Raises SystemExit with its complaint when it ended otherwise than `well`."""
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", cwd=ROOT, timeout=_SECONDS, check=False
    )
    if done.returncode not in well:
        raise SystemExit(f"{Path(command[0]).name} failed with {done.returncode}: {done.stderr.strip()}")
    return done.stdout


if __name__ == "__main__":
    for path in make(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(f"{path}: {path.stat().st_size:,} bytes")
