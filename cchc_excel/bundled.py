"""Where the sample workbooks and the report templates lie: in the installed wheel, or at the checkout's top level."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
TEMPLATE_NAME = "bao-cao-khac-phuc.docx"


def folder(name: str) -> Path:
    """`workbooks` or `report_templates`, as shipped."""
    installed = _PACKAGE / "bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def template(beside: Path) -> Path:
    """The Word template to use: the one in `report_templates` beside the inputs or in the working folder, else the shipped one."""
    for place in (beside / "report_templates", beside.parent / "report_templates", Path("report_templates")):
        candidate = place / TEMPLATE_NAME
        if candidate.is_file():
            return candidate
    return folder("report_templates") / TEMPLATE_NAME
