"""The good files that are damaged: one small district in every type of file that is read."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.builders.decisions import Annex, write_decision
from tests.builders.districts import District, short
from tests.builders.libreoffice import SOFFICE, converted
from tests.builders.xlsb import write_xlsb

_SCORES, _DECISION = "bang diem.xlsx", "quyet dinh.xlsx"


@dataclass(frozen=True, slots=True)
class Seed:
    """A good file, and what lies beside it in the folder."""

    name: str
    data: bytes
    beside: tuple[tuple[str, bytes], ...]
    """Names and contents of the other files of its district."""


def seeds() -> tuple[Seed, ...]:
    """Every seed; without LibreOffice only the types that Python libraries write."""
    with tempfile.TemporaryDirectory() as folder:
        return tuple(_seeds(Path(folder)))


def _seeds(folder: Path) -> Iterator[Seed]:
    scores, decision = _written(District(), folder)
    with_decision, with_scores = ((_DECISION, decision),), ((_SCORES, scores),)
    yield Seed(_SCORES, scores, with_decision)
    yield Seed(_DECISION, decision, with_scores)
    yield Seed("bang diem.xlsb", _binary(District(), folder), with_decision)
    word = write_decision(folder / "quyet dinh.docx", [_annex(District())])
    yield Seed(word.name, word.read_bytes(), with_scores)
    if SOFFICE is None:
        return
    for ending in ("xls", "ods"):
        (made,) = converted([folder / _SCORES], ending, folder, folder / "profile")
        yield Seed(made.name, made.read_bytes(), with_decision)
    (made,) = converted([word], "pdf", folder, folder / "profile")
    yield Seed(made.name, made.read_bytes(), with_scores)


def _written(district: District, folder: Path) -> tuple[bytes, bytes]:
    district.write(folder)
    return (folder / _SCORES).read_bytes(), (folder / _DECISION).read_bytes()


def _annex(district: District) -> Annex:
    titles = [str(row[0]) for row in district.decision if len(row) == 1]
    heading, *rows = (row for row in district.decision if len(row) > 1)
    lines = [[str(value).replace(".", ",") for value in row] for row in rows]
    return Annex(titles, [(str(text),) for text in heading], lines)


def _binary(district: District, folder: Path) -> bytes:
    sheets = {"Thông tin": district.information} | {short(name): rows for name, rows in district.sheets.items()}
    write_xlsb(folder / "bang diem.xlsb", sheets)
    return (folder / "bang diem.xlsb").read_bytes()


def good_workbook() -> bytes:
    """A scoring workbook of another year, which no damage beside it may touch."""
    with tempfile.TemporaryDirectory() as folder:
        district = District()
        district.information = [(k, 2019 if k == "Năm đánh giá" else v) for k, v in district.information]
        for rows in district.sheets.values():
            rows[1][0] = "BẢNG ĐIỂM THẨM ĐỊNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2019"
        return _written(district, Path(folder))[0]
