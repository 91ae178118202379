"""A program that is taken for LibreOffice and does what a test wants of it: convert, hang, crash, write rubbish."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

_SCRIPT = """#!{python}
import os, subprocess, sys, time, zipfile
from pathlib import Path

START = {start!r}
DOES = {does!r}
LOG = Path({log!r})
arguments = sys.argv[1:]
results = Path(arguments[arguments.index("--outdir") + 1])
names = arguments[arguments.index("--outdir") + 2:]

def say(*words):
    with LOG.open("a", encoding="utf-8") as log:
        log.write(" ".join(map(str, words)) + "\\n")

def hang():
    child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    say("hangs", os.getpid(), child.pid)
    time.sleep(600)

say("start", *names)
if START == "hang":
    hang()
if START == "crash":
    os.abort()
for name in names:
    archive = zipfile.ZipFile(name)
    text = archive.read("text").decode() if "text" in archive.namelist() else name
    deed = DOES.get(text, "convert")
    result = results / (Path(name).stem + ".pdf")
    once = LOG.with_name("crashed")
    if deed == "crash once" and not once.exists():
        once.touch()
        os.abort()
    if deed in ("convert", "crash once"):
        result.write_bytes(Path({pdf!r}).read_bytes())
    elif deed == "hang":
        hang()
    elif deed == "crash":
        result.write_bytes(b"%PDF-1.6 half")
        os.abort()
    elif deed == "crash before writing":
        os.abort()
    elif deed == "leave":
        sys.exit(0)
    elif deed != "refuse":
        result.write_bytes(deed.encode("latin-1"))
say("end")
"""


def false_office(
    folder: Path, *, start: str = "", does: dict[str, str] | None = None, pdf: bytes = b""
) -> tuple[Path, Path]:
    """The program and its log: a line "start NAMES", "end", or "hangs PID PID-OF-CHILD" each.

    `does` says for a document's text, or for the name under which a real one is handed over, what is done with it; whatever is no deed it knows is written as the result.
    """
    folder.mkdir(parents=True, exist_ok=True)
    program, log, good = folder / "soffice", folder / "log.txt", folder / "good.pdf"
    good.write_bytes(pdf or one_page())
    log.touch()
    program.write_text(
        _SCRIPT.format(python=sys.executable, start=start, does=does or {}, log=str(log), pdf=str(good)),
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program, log


def false_document(path: Path, text: str) -> Path:
    """What the program takes for a Word document."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("text", text)
    return path


def one_page(pages: int = 1) -> bytes:
    """A PDF with so many empty pages, cross-references and all."""
    kids = " ".join(f"{3 + n} 0 R" for n in range(pages))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>"]
    objects += ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"] * pages
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj{body}endobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    return data + f"{end}startxref\n{len(data)}\n%%EOF\n".encode()
