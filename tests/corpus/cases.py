"""Folders of the corpus: a layout, a file type and a decision form each, and what is different about them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import cache, cached_property, partial

from . import wordings as say
from .decision_layout import DecisionStyle, decision_sheet
from .matrix_layout import MatrixStyle, matrix_sheet, scheme_sheet
from .score_layout import ScoreStyle, score_sheet
from .sheets import Sheet
from .truth import AUTHORITY, COMMUNES, GRADES, YEAR, Slip

LAYOUTS = ("one workbook", "workbook each", "matrix", "matrix of leaves")
TYPES = ("xlsx", "xlsm", "xls", "xlsb", "ods")
DOCUMENTS = ("docx", "docx merged", "docx split", "pdf", "pdf pages")
CONVERTED = frozenset({"xls", "ods", "pdf"})
FORMS = ("inside", *TYPES, *DOCUMENTS)


@dataclass(frozen=True)
class File:
    """A file to write: its name in the folder, its sheets, and as what."""

    name: str
    form: str
    sheets: tuple[Sheet, ...] = field(compare=False)

    @cached_property
    def digest(self) -> str:
        """Equal for equal files, the name left out."""
        return hashlib.sha256(b"".join([self.form.encode(), *(s.digest for s in self.sheets)])).hexdigest()[:16]


_score_sheet, _matrix_sheet, _decision_sheet = cache(score_sheet), cache(matrix_sheet), cache(decision_sheet)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One folder."""

    layout: str = "one workbook"
    type: str = "xlsx"
    form: str = "xlsx"
    slips: frozenset[Slip] = frozenset()
    score: ScoreStyle = field(default_factory=ScoreStyle)
    matrix: MatrixStyle = field(default_factory=MatrixStyle)
    decision: DecisionStyle = field(default_factory=DecisionStyle)
    script: str = "nfc"
    has_scheme: bool = False
    has_helper: bool = False

    @property
    def name(self) -> str:
        """For test ids."""
        return f"{self.layout}, {self.type}, decision {self.form}, {'spoilt' if self.slips else 'clean'}"

    @property
    def is_converted(self) -> bool:
        """Whether LibreOffice makes one of its files."""
        return bool({self.type, self.form.split()[0]} & CONVERTED)

    @property
    def is_matrix(self) -> bool:
        """Whether the scores are one table of all communes."""
        return self.layout.startswith("matrix")

    @property
    def rows(self) -> ScoreStyle | MatrixStyle:
        """The style of whichever table the scores stand in."""
        return self.matrix if self.is_matrix else self.score

    @property
    def seen(self) -> frozenset[Slip]:
        """The slips that the layout has room for."""
        return self.slips - {Slip.TOTAL} if self.is_matrix and self.matrix.totals == "leaves" else self.slips

    @cached_property
    def files(self) -> tuple[File, ...]:
        """What stands in the folder."""
        annex = self._decision()
        inside = (annex,) if self.form == "inside" else ()
        own = "." + self.type
        if self.is_matrix:
            sheets = (self._information(), *self._beside(), _matrix_sheet(self.matrix, self.slips))
            files = [("bang diem", (*sheets, *inside))]
        elif self.layout == "one workbook":
            sheets = (self._information(), *self._beside(), *self._scores())
            files = [("bang diem", (*sheets, *inside))]
        else:
            files = [(f"don vi {n}", (s, *(inside if n == 1 else ()))) for n, s in enumerate(self._scores(), 1)]
            files.append(("thong tin", (self._information(), *self._beside())))
        change = partial(_written, script=self.script)
        found = [File(name + own, self.type, tuple(map(change, sheets))) for name, sheets in files]
        if self.form != "inside":
            name = f"quyet dinh.{self.form.split()[0]}"
            found.append(File(name, self.form, (change(annex),)))
        return tuple(found)

    def _scores(self) -> tuple[Sheet, ...]:
        return tuple(_score_sheet(commune, self.score, self.slips) for commune in COMMUNES)

    def _decision(self) -> Sheet:
        return _decision_sheet(self.decision, self.slips)

    def _beside(self) -> tuple[Sheet, ...]:
        sheets = []
        if self.has_scheme:
            sheets.append(scheme_sheet(self.rows))
        if self.has_helper:
            helper = Sheet("Danh mục", is_hidden=True)
            helper.line(0, 0, ["Loại", "Hệ số"])
            for row, value in enumerate(("Đạt", "Chưa đạt", "Không đánh giá"), 1):
                helper.line(row, 0, [value, row])
            sheets.append(helper)
        return tuple(sheets)

    def _information(self) -> Sheet:
        sheet = Sheet("Thông tin")
        facts = [("Cơ quan thẩm định", AUTHORITY), ("Năm đánh giá", YEAR)]
        facts += [(f"Xếp loại {name}", lowest) for name, lowest in GRADES]
        for row, fact in enumerate(facts):
            sheet.line(row, 0, fact)
        return sheet


def _written(sheet: Sheet, script: str) -> Sheet:
    return sheet if script == "nfc" else sheet.with_texts(say.SCRIPTS[script])
