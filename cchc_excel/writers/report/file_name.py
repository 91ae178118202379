"""Names a commune's report file."""

from __future__ import annotations

import re

from ...model.names import CommuneName, slug

REPORT_STEM = re.compile(r"bao-cao-khac-phuc_[0-9]+_[a-z0-9-]+")
"""What `report_file_name` gives, without its ending."""


def report_file_name(year: int, commune: CommuneName) -> str:
    """ "bao-cao-khac-phuc_2022_xa-thanh-xa.docx"; ASCII, at most 90 characters."""
    return f"bao-cao-khac-phuc_{year}_{slug(commune.display)}.docx"
