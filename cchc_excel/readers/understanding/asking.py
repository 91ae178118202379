"""Says what about a sheet is not clear, and which line of the information sheet would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ...model.finding import Place
from ...model.group import Trouble
from ...model.understanding import Question
from ..grid import Grid
from ..pins.pin_lines import ROLE_NAMES
from ..score_sheets.score_commune import Owner
from ..tables.commune_table import TableColumns
from ..tables.header import SEARCHED_COLUMNS, Header, column_texts
from ..tables.rivals import DECISIVE
from ..wordings.headings import Column, meaning
from ..wordings.titles import lines_above, years_in
from .understood import column_name, figure_name

_KEYS = {
    Column.CODE: "Cột TT",
    Column.NAME: "Cột tiêu chí",
    Column.MAX: "Cột điểm tối đa",
    Column.SELF: "Cột điểm tự đánh giá",
    Column.SCORE: "Cột điểm thẩm định",
    Column.INDEX: "Cột chỉ số",
    Column.REASON: "Cột lý do trừ điểm",
}
_MOST_SHOWN = 6
_LONGEST_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Asked:
    """A trouble with the lines that would settle it."""

    trouble: Trouble
    questions: tuple[Question, ...]
    missing: tuple[str, ...] = ()
    """Headings that were not found."""


def key_for(what: str, sheet: str) -> str:
    """ "Cột điểm thẩm định (trang Sheet1)"."""
    return f"{what} (trang {sheet})"


def _way_out(first: str, key: str, value: str) -> str:
    return (
        f"{first}; hoặc ghi vào trang “Thông tin” của sổ này (chưa có thì thêm trang) dòng “{key}” với giá trị {value}"
    )


def missing_columns(grid: Grid, header: Header | None, owned: Sequence[Owner] = ()) -> Asked:
    """A sheet like a scoring table that lacks headings: which, and which others were not understood.

    `owned` are the communes that it may be of; one's self-scores alone harm nothing where it is appraised elsewhere.
    """
    told = header.columns if header is not None else {}
    lacking = [c for c in (Column.MAX, Column.SCORE) if c not in told]
    if Column.CODE not in told and Column.NAME not in told:
        lacking.insert(0, Column.CODE)
    unclear = _unclear(grid, header) if header is not None else []
    named = ", ".join(f"“{c.value}”" for c in lacking)
    what = (
        f"trang tính giống bảng điểm nhưng không nhận ra cột {named}"
        if lacking
        else "trang tính giống bảng điểm nhưng chưa đọc được"
    )
    own = owned[0].commune if len(owned) == 1 and Column.SELF in told and lacking == [Column.SCORE] else None
    if unclear:
        shown = ", ".join(_shown(grid, header, c) for c in unclear[:_MOST_SHOWN] if header is not None)
        what += f"; không hiểu {shown}" + (" ..." if len(unclear) > _MOST_SHOWN else "")
    example = column_name(grid, unclear[0]) if unclear else "F"
    asked = lacking or [Column.SCORE]
    questions = tuple(Question(key_for(_KEYS[c], grid.name), f"chữ cái của cột, ví dụ {example}") for c in asked)
    trouble = Trouble(
        code="R02",
        place=Place(grid.file, grid.name, "A1"),
        what=what,
        way_out=_way_out(
            f"Ghi rõ tiêu đề cột {named} ở bảng" if lacking else "Ghi mã tiêu chí ở cột “TT” của bảng",
            questions[0].key,
            f"là chữ cái của cột, ví dụ {example}",
        ),
        unless_scored=own if not unclear else None,
    )
    role = Question(key_for("Vai trò", grid.name), f"bỏ qua (hoặc: {ROLE_NAMES})")
    return Asked(trouble, (*questions, role), tuple(c.value for c in lacking))


def _unclear(grid: Grid, header: Header) -> list[int]:
    """Columns whose headings mean nothing to the program."""
    found = []
    for column in range(min(grid.width, SEARCHED_COLUMNS)):
        texts = column_texts(grid, header.top, header.bottom, column)
        if texts and column not in header.columns.values() and meaning(texts, "score") is None:
            found.append(column)
    return found


def _shown(grid: Grid, header: Header, column: int) -> str:
    texts = column_texts(grid, header.top, header.bottom, column)
    heading = " / ".join(reversed(texts))[:_LONGEST_SHOWN]
    return f"cột {column_name(grid, column)} “{heading}”" if heading else f"cột {column_name(grid, column)}"


def rival_columns(grid: Grid, header: Header, rivals: Mapping[Column, tuple[int, ...]]) -> list[Asked]:
    """Columns that say the same of themselves and hold different figures; the table is read only without decisive ones."""
    found = []
    for column, places in rivals.items():
        decisive = column in DECISIVE
        shown = ", ".join(_shown(grid, header, c) for c in places[:_MOST_SHOWN])
        left = "chưa đọc trang này" if decisive else "chưa dùng cột nào"
        letters = " hoặc ".join(column_name(grid, c) for c in places[:_MOST_SHOWN])
        question = Question(key_for(_KEYS[column], grid.name), letters)
        trouble = Trouble(
            code="R02",
            place=Place(grid.file, grid.name, grid.address(max(header.bottom, 0), places[1])),
            what=f"{len(places)} cột cùng là “{column.value}” mà số liệu khác nhau: {shown}; {left}",
            way_out=_way_out("Ghi rõ ở tiêu đề cột nào là cột được tính", question.key, letters),
            milder=not decisive,
        )
        found.append(Asked(trouble, (question,)))
    return found


def rival_figures(grid: Grid, columns: TableColumns) -> list[Asked]:
    """Columns of a table of communes that say the same of themselves and hold different figures; none of them is used."""
    found = []
    for key, places in columns.rivals.items():
        name, plain = figure_name(key), "Ghi rõ ở tiêu đề cột nào là cột được công bố"
        shown = ", ".join(_headed(grid, columns, c) for c in places[:_MOST_SHOWN])
        letters = " hoặc ".join(column_name(grid, c) for c in places[:_MOST_SHOWN])
        question = Question(key_for(f"Cột {name[0].lower()}{name[1:]}", grid.name), letters)
        trouble = Trouble(
            code="R02",
            place=Place(grid.file, grid.name, grid.address(max(columns.data - 1, 0), places[1])),
            what=f"{len(places)} cột cùng là “{name}” mà số liệu khác nhau: {shown}; chưa đối chiếu cột nào",
            way_out=_way_out(plain, question.key, letters) if grid.name else plain,
        )
        found.append(Asked(trouble, (question,) if grid.name else ()))
    return found


def _headed(grid: Grid, columns: TableColumns, column: int) -> str:
    heading = " / ".join(reversed(column_texts(grid, columns.top, columns.data - 1, column)))[:_LONGEST_SHOWN]
    return f"cột {column_name(grid, column)} “{heading}”"


def no_commune(grid: Grid) -> Asked:
    """A scoring table of nobody."""
    question = Question(key_for("Đơn vị", grid.name), "tên đơn vị, ví dụ xã Thanh Xá")
    trouble = Trouble(
        code="R02",
        place=Place(grid.file, grid.name, "A1"),
        what="bảng điểm không cho biết là của xã, phường, thị trấn nào",
        way_out=_way_out(
            "Ghi tên đơn vị ở dòng phía trên bảng, ví dụ “Đơn vị: UBND xã Thanh Xá”, hoặc đặt tên trang tính là tên xã",
            question.key,
            "là tên đơn vị",
        ),
    )
    return Asked(trouble, (question,))


def several_communes(grid: Grid, owners: Sequence[Owner]) -> Asked:
    """A scoring table under the names of several communes."""
    named = ", ".join(f"{o.commune.display} ({o.source})" for o in owners[:_MOST_SHOWN])
    question = Question(key_for("Đơn vị", grid.name), " hoặc ".join(o.commune.inline for o in owners[:_MOST_SHOWN]))
    trouble = Trouble(
        code="R02",
        place=Place(grid.file, grid.name, owners[1].cell or "A1"),
        what=f"phía trên bảng điểm có tên của {len(owners)} đơn vị: {named}; không rõ bảng là của đơn vị nào nên chưa đọc trang này",
        way_out=_way_out("Chỉ để tên của đơn vị được chấm ở phía trên bảng", question.key, "là tên đơn vị"),
    )
    return Asked(trouble, (question,))


def several_years(grid: Grid, top: int) -> Asked | None:
    """A table whose title names several years, none more plainly than the other; None when it does not."""
    lines = lines_above(grid, top)
    years = years_in([*(text for _, text in lines), grid.name])
    if len(years) < 2:
        return None
    where = next((p for p, text in lines if str(years[1]) in text), (0, 0))
    trouble = Trouble(
        code="R13",
        place=Place(grid.file, grid.name, grid.address(*where)),
        what=f"tiêu đề bảng ghi cả năm {' và năm '.join(map(str, years))}, không rõ năm nào là năm đánh giá",
        way_out="Chỉ ghi một năm đánh giá ở tiêu đề, hoặc thêm dòng “Năm đánh giá” vào trang “Thông tin” của sổ này",
        milder=True,
    )
    return Asked(trouble, (Question("Năm đánh giá", " hoặc ".join(map(str, years))),))
