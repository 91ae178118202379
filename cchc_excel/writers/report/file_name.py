"""Names a commune's report file."""

from __future__ import annotations

from ...model.names import CommuneName, slug


def report_file_name(year: int, commune: CommuneName) -> str:
    """ "bao-cao-khac-phuc_2022_xa-thanh-xa.docx"; ASCII, at most 90 characters."""
    return f"bao-cao-khac-phuc_{year}_{slug(commune.display)}.docx"
