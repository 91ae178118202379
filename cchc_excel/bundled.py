"""Where the sample workbooks and the report templates lie: in the installed wheel, or at the checkout's top level."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
TEMPLATE_NAME = "bao-cao-khac-phuc.docx"
SUMMARY_TEMPLATE_NAME = "tong-hop-cchc.docx"
LETTER_NAME = "thu-gui.txt"
SETTINGS_NAME = "gui-thu.toml"


def folder(name: str) -> Path:
    """`workbooks` or `report_templates`, as shipped."""
    installed = _PACKAGE / "bundled" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name


def template_places(beside: Path) -> tuple[Path, ...]:
    """Where an office's own templates may lie, the nearest to the inputs first."""
    return beside / "report_templates", beside.parent / "report_templates", Path("report_templates")
