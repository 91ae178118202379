"""The shape of the code: imports run one way, and in no circle."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "cchc_excel"

ALLOWED = {
    "errors": set(),
    "bundled": set(),
    "apart": set(),
    "model": {"errors"},
    "files": {"errors"},
    "readers": {"errors", "files", "model"},
    "audit": {"errors", "model"},
    "writers": {"errors", "model"},
    "bounded": {"errors", "apart", "files"},
    "reading": {"errors", "apart", "bounded", "files", "model", "readers"},
    "pdf": {"errors", "apart", "files", "readers"},
    "mail": {"errors", "files", "model", "readers", "writers"},
    "templates": {"errors", "bundled", "files", "model", "writers"},
    "results": {"errors", "files", "model", "readers", "audit", "reading", "templates", "writers"},
    "api": {"errors", "model", "audit", "reading"},
    "cli": {
        "errors",
        "bounded",
        "bundled",
        "files",
        "model",
        "audit",
        "writers",
        "reading",
        "mail",
        "pdf",
        "results",
        "templates",
        "__init__",
    },
    "__init__": {"api"},
    "__main__": {"cli"},
}
"""Whom each part may import; "__init__" is the package's own version."""

READERS = (
    {"contents", "grid", "safe_xml"},
    {"formulas", "wordings"},
    {"cells", "pins", "sheet_cells"},
    {"ods", "records", "tables", "xlsx"},
    {"score_sheets", "xls", "xlsb"},
    {"groups", "understanding"},
    {"documents"},
    {"workbook"},
    {"one_file"},
)
"""The parts of the readers from the bottom up: each imports only from the lines above its own."""

ONLY_HERE = {
    "click": {"cli"},
    "psutil": {"apart"},
    "subprocess": {"apart"},
    "multiprocessing": set(),
    "python_calamine": {"readers"},
    "lxml": {"readers", "writers"},
    "olefile": {"files"},
    "pdfplumber": {"readers"},
    "pdfminer": {"readers"},
    "xlsxwriter": {"writers"},
    "docxtpl": set(),
    "docx": set(),
    "jinja2": {"writers"},
    "pandas": {"api"},
    "openpyxl": set(),
    "email_validator": {"mail"},
    "filelock": {"mail"},
    "keyring": {"mail"},
    "smtplib": {"mail"},
    "sqlite3": {"mail"},
    "zipfile": {"files", "pdf", "readers", "writers"},
}
"""Libraries and the parts that may know them."""


def _part(path: Path) -> str:
    return path.relative_to(PACKAGE).with_suffix("").parts[0]


def _imports(path: Path) -> list[tuple[str, bool]]:
    """Absolute names of what a module imports, and whether it does so when it is loaded."""
    package = ["cchc_excel", *path.relative_to(PACKAGE).with_suffix("").parts[:-1]]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lazy = {id(n) for f in ast.walk(tree) if isinstance(f, ast.FunctionDef) for n in ast.walk(f)}
    lazy |= {
        id(n)
        for i in ast.walk(tree)
        if isinstance(i, ast.If) and "TYPE_CHECKING" in ast.dump(i.test)
        for n in ast.walk(i)
    }
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(a.name, id(node) not in lazy) for a in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            found += [(f"{name}.{a.name}", id(node) not in lazy) for a in node.names]
    return found


MODULES = sorted(PACKAGE.rglob("*.py"))


class DescribeTheShape:
    def it_has_modules_to_look_at(self) -> None:
        assert len(MODULES) > 50

    @pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
    def it_imports_only_downwards(self, path: Path) -> None:
        part = _part(path)
        for name, _ in _imports(path):
            pieces = name.split(".")
            if pieces[0] != "cchc_excel":
                continue
            target = pieces[1] if len(pieces) > 1 and pieces[1] != "__version__" else "__init__"
            assert target == part or target in ALLOWED[part], f"{path} imports {name}"

    @pytest.mark.parametrize(
        "path", [p for p in MODULES if _part(p) == "readers"], ids=lambda p: str(p.relative_to(PACKAGE))
    )
    def it_reads_from_the_cell_up(self, path: Path) -> None:
        part = path.relative_to(PACKAGE / "readers").with_suffix("").parts[0]
        level = {part: i for i, parts in enumerate(READERS) for part in parts}
        for name, _ in _imports(path):
            target = name.removeprefix("cchc_excel.readers.").split(".")[0]
            if name.startswith("cchc_excel.readers.") and target != part:
                assert level[target] < level[part], f"{path} imports {name}"

    @pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
    def it_keeps_each_library_to_the_parts_that_know_it(self, path: Path) -> None:
        for name, _ in _imports(path):
            library = name.split(".")[0]
            assert library not in ONLY_HERE or _part(path) in ONLY_HERE[library], f"{path} imports {name}"

    def it_has_no_circle(self) -> None:
        names = {".".join(["cchc_excel", *p.relative_to(PACKAGE).with_suffix("").parts]): p for p in MODULES}
        names = {n.removesuffix(".__init__"): p for n, p in names.items()}
        edges = {
            n: {t for i, now in _imports(p) if now for t in (i, i.rpartition(".")[0]) if t in names and t != n}
            for n, p in names.items()
        }
        # a package that collects its own modules is no circle with them
        edges = {n: {t for t in targets if not n.startswith(t + ".")} for n, targets in edges.items()}
        done: set[str] = set()

        def visit(name: str, path: tuple[str, ...]) -> None:
            assert name not in path, " -> ".join((*path, name))
            if name not in done:
                for target in sorted(edges[name]):
                    visit(target, (*path, name))
                done.add(name)

        for name in sorted(names):
            visit(name, ())

    @pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
    def it_says_in_its_first_line_what_a_file_is_for(self, path: Path) -> None:
        assert (ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "").strip(), path

    @pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
    def it_keeps_files_short_enough_to_read_in_one_go(self, path: Path) -> None:
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 300, path

    def it_names_no_catch_all_module(self) -> None:
        assert not {p.stem for p in MODULES} & {"utils", "helpers", "manager", "common", "misc"}
