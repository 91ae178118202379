"""Makes the files of cases, each file and each conversion once, reads them, and tells where every figure stands."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pdfplumber

from cchc_excel.audit.district import audit
from cchc_excel.files.folder import InputFile
from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Place
from cchc_excel.model.names import commune_name, folded
from cchc_excel.readers.groups.grouping import group
from cchc_excel.readers.one_file import read_file
from cchc_excel.reading import read_folder

from .cases import Case, File
from .documents import document, edges, pieces
from .sheets import Sheet, Spot
from .spreadsheets import SOFFICE, binary_workbook, converted, workbook

_THROUGH_LIBREOFFICE = {"xls": ".xlsx", "ods": ".xlsx", "pdf": ".docx"}


class Workshop:
    """Files by their content. Everything that will be asked for is announced first, so that conversions run in one go."""

    def __init__(self, folder: Path, announced: Iterable[Case]) -> None:
        self._folder = folder
        self._files = {f.digest: f for case in announced for f in case.files}
        self._paths: dict[str, Path] = {}
        self._read: dict[tuple[str, str], bytes] = {}
        # LibreOffice works beside the tests, which meanwhile read what needs no conversion; all else stays on this thread,
        # since lxml is not safe on two
        self._beside = ThreadPoolExecutor(1)
        forms = dict.fromkeys(f.form for f in self._files.values())
        self._coming = {
            f: self._beside.submit(_finished, f, self._written(f))
            for f in forms
            if _is_converted(f) and SOFFICE is not None
        }

    def path(self, file: File) -> Path:
        """Where the file lies, under a name of its own."""
        if file.form in self._coming:
            self._paths.update(self._coming[file.form].result())
        if file.digest not in self._paths:
            self._files.setdefault(file.digest, file)
            self._paths.update(_finished(file.form, self._written(file.form)))
        return self._paths[file.digest]

    def _written(self, form: str) -> dict[str, Path]:
        """All files of one form that are not there yet, in the form that is written before any conversion."""
        folder = self._folder / form.replace(" ", "_")
        folder.mkdir(parents=True, exist_ok=True)
        ending = form.split()[0]
        source = _THROUGH_LIBREOFFICE.get(ending, "." + ending)
        written = {}
        for digest, file in self._files.items():
            if file.form == form and digest not in self._paths:
                written[digest] = folder / (digest + source)
                _write(file, written[digest])
        return written

    def audited(self, files: Iterable[File]) -> AuditedDistrict:
        """The district of a folder with these files, each distinct one read once and passed on as between processes."""
        contents = []
        for file in sorted(files, key=lambda f: f.name):
            key = (file.digest, file.name)
            if key not in self._read:
                self._read[key] = pickle.dumps(read_file(InputFile(self.path(file), file.name)))
            contents.append(pickle.loads(self._read[key]))
        groups, loose = group(contents)
        assert len(groups) == 1, [*loose, *((c.file, c.ignored, c.troubles) for c in contents)]
        return audit(groups[0])

    def audited_folder(self, case: Case, folder: Path) -> AuditedDistrict:
        """Likewise, from a real folder."""
        self.lay_out(case, folder)
        contents = read_folder(folder)
        assert len(contents.groups) == 1, contents.loose
        return audit(contents.groups[0])

    def lay_out(self, case: Case, folder: Path) -> None:
        """Puts the case's files into a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        for file in case.files:
            (folder / file.name).write_bytes(self.path(file).read_bytes())

    def places(self, case: Case) -> tuple[Mapping[Spot, Place], Mapping[Spot, Place]]:
        """Where the figures of the scores stand, and where the decision's do."""
        scores: dict[Spot, Place] = {}
        decision: dict[Spot, Place] = {}
        for file in case.files:
            for sheet in file.sheets:
                is_annex = any(what == "rank" for _, _, what in sheet.figures)
                (decision if is_annex else scores).update(self._places(file, sheet))
        return scores, decision

    def _places(self, file: File, sheet: Sheet) -> dict[Spot, Place]:
        if file.form.startswith("docx"):
            cells = _in_tables(sheet, pieces(sheet, split="split" in file.form))
        elif file.form.startswith("pdf"):
            cells = _on_pages(sheet, self.path(file))
        else:
            return {spot: Place(file.name, sheet.name, sheet.cell_of(spot)) for spot in sheet.figures}
        return {spot: Place(file.name, "", cell) for spot, cell in cells.items()}


def _finished(form: str, written: dict[str, Path]) -> dict[str, Path]:
    """The same files, converted where their form asks for it."""
    if not _is_converted(form) or not written:
        return written
    folder = next(iter(written.values())).parent
    made = converted(list(written.values()), form.split()[0], Path(tempfile.mkdtemp(dir=folder)))
    return {digest: made[path] for digest, path in written.items()}


def _is_converted(form: str) -> bool:
    return form.split()[0] in _THROUGH_LIBREOFFICE


def _write(file: File, path: Path) -> None:
    if file.form == "xlsb":
        binary_workbook(file.sheets, path)
    elif file.form.startswith(("docx", "pdf")):
        (sheet,) = file.sheets
        path.write_bytes(document(sheet, split="split" in file.form, tall="pages" in file.form))
    else:
        path.write_bytes(workbook(file.sheets, macros=file.form == "xlsm"))


def _in_tables(sheet: Sheet, tables: list[list[int]]) -> dict[Spot, str]:
    left, _ = edges(sheet)
    where = {row: f"T{t}R{r}" for t, rows in enumerate(tables, 1) for r, row in enumerate(rows, 1)}
    return {spot: f"{where[row]}C{column - left + 1}" for spot, (row, column) in sheet.figures.items()}


def _on_pages(sheet: Sheet, path: Path) -> dict[Spot, str]:
    """Rows by the page that shows their first words, counted under the header that every page repeats."""
    left, _ = edges(sheet)
    depth = sheet.header[1] - sheet.header[0] + 1
    names = next(column for (_, _, what), (_, column) in sheet.figures.items() if what == "commune")
    words = {row: _words(sheet.cells.get((row, names))) for row in range(sheet.header[1] + 1, sheet.bottom + 1)}
    where: dict[int, str] = {}
    with pdfplumber.open(path) as pdf:
        pages = [set(folded(page.extract_text()).split()) for page in pdf.pages]
    for number, page in enumerate(pages, 1):
        on_page = [row for row in words if row not in where and words[row] <= page]
        for place, row in enumerate(on_page, depth + 1):
            where[row] = f"P{number}T1R{place}"
    return {spot: f"{where[row]}C{column - left + 1}" for spot, (row, column) in sheet.figures.items()}


def _words(name: object) -> set[str]:
    """The words of a commune's name; none for a row of column numbers, which stands with the first."""
    found = commune_name(str(name))
    return set(folded(found.name).split()) if found is not None and name is not None else set()
