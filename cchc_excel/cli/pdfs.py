"""Turns the documents of a command into PDF, with progress, and tells how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .console import say
from .progress import Progress


def make_pdfs(documents: Sequence[Path]) -> tuple[str, ...]:
    """Gives the lines about what has no PDF; loads nothing where there is nothing to convert."""
    if not documents:
        return ()
    from ..pdf import convert

    with Progress("PDF") as progress:
        made = convert(documents, progress.step)
    if made.delivered:
        say(f"PDF: {len(made.delivered)} tệp, mỗi tệp nằm cạnh văn bản .docx cùng tên.")
    return made.troubles
