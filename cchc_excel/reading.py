"""Reads a whole folder into groups, in one process or several; the result does not depend on how many."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .files.folder import InputFile, input_files
from .model.group import Group, Trouble
from .model.statement import WrittenDocument
from .readers.grouping import group
from .readers.one_file import read_file
from .readers.workbook import Contents

Step = Callable[[int, int, str], None]
"""Told after each piece of work: how many are done, of how many, and what was done."""

_FILES_WORTH_A_WORKER = 40
"""Fewer files than this are read sooner than a second process starts."""
_MOST_WORKERS = 8


def no_step(done: int, of: int, what: str) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderContents:
    """A folder's files, read and put together."""

    folder: Path
    groups: tuple[Group, ...]
    loose: tuple[Trouble, ...]
    """Troubles that belong to no group."""
    ignored: tuple[tuple[str, str], ...]
    """Files passed over, with the reason."""
    files: int
    """How many files there were."""


def read_folder(
    folder: Path, *, leave_out: Path | None = None, workers: int = 0, step: Step = no_step
) -> FolderContents:
    """Everything the folder (or single file) holds.

    `workers` 0 chooses by the number of files. Raises NothingReadable when the folder is not there.
    """
    sources = input_files(folder, leave_out)
    contents: list[Contents] = []
    for one in _read_all(sources, workers or _workers_for(len(sources))):
        contents.append(one)
        step(len(contents), len(sources), one.file)
    groups, loose = group(contents)
    return FolderContents(
        folder=folder if folder.is_dir() else folder.parent,
        groups=groups,
        loose=loose,
        ignored=tuple((c.file, c.ignored) for c in contents if c.ignored),
        files=len(sources),
    )


def _workers_for(files: int) -> int:
    return max(1, min(files // _FILES_WORTH_A_WORKER, os.cpu_count() or 1, _MOST_WORKERS))


def _read_all(sources: Sequence[InputFile], workers: int) -> Iterable[Contents]:
    """In the order of `sources`, whatever finishes first."""
    if workers <= 1 or len(sources) <= 1:
        yield from map(read_file, sources)
        return
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    # spawn on every system: what works here then works on Windows
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(workers, len(sources)), mp_context=context) as pool:
        yield from pool.map(read_file, sources, chunksize=max(1, len(sources) // (workers * 4)))


def read_reports(paths: Sequence[Path]) -> Iterator[WrittenDocument | Trouble]:
    """Each written report in order: its text, or the trouble that it cannot be read."""
    from .readers.documents.one_document import read_documents

    return read_documents(paths)
