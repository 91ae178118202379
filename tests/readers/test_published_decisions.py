"""Decisions laid out as offices publish them, and the other tables of communes that lie beside them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import openpyxl
import pytest

from cchc_excel.files.folder import input_files
from cchc_excel.model.decision import Quantity
from cchc_excel.readers.contents import Contents
from cchc_excel.readers.documents.decision_document import read_decision_document
from cchc_excel.readers.one_file import read_file
from tests.builders.districts import District
from tests.conftest import above_info, audited

COMMUNES = ("Xã Thanh Xá", "Xã Thanh Sơn", "Thị trấn Thanh Hà")
TITLE = "CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022 CỦA CÁC XÃ, THỊ TRẤN"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")
Rows = Sequence[Sequence[object]]


def sheet(folder: Path, rows: Rows) -> Contents:
    folder.mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    book.save(folder / "bang.xlsx")
    (source,) = input_files(folder)
    return read_file(source)


def document(folder: Path, title: str, rows: Rows) -> Contents:
    made = docx.Document()
    made.add_paragraph(title)
    table = made.add_table(len(rows), len(rows[0]))
    for line, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(line.cells, row, strict=True):
            cell.text = str(text)
    made.save(folder / "quyet-dinh.docx")
    return read_decision_document("quyet-dinh.docx", (folder / "quyet-dinh.docx").read_bytes())


def table(heads: Sequence[str], names: Sequence[str] = COMMUNES) -> list[list[object]]:
    return [
        ["TT", "Đơn vị", *heads],
        *([n, name, *[f"{n + c},5" for c in range(len(heads))]] for n, name in enumerate(names, 1)),
    ]


def scores(contents: Contents, number: int = 0) -> set[str]:
    return {code for row in contents.tables[number].rows for code, q in row.figures if q is Quantity.SCORE}


class DescribeRomanCriteria:
    @pytest.mark.parametrize("name", ["{}", "{}. Lĩnh vực", "Tiêu chí {}"])
    def it_takes_eight_numerals_for_the_eight_criteria(self, tmp_path: Path, name: str) -> None:
        rows = table([*(name.format(n) for n in ROMAN), "Tổng điểm"])
        wanted = {*map(str, range(1, 9)), "T"}
        assert scores(document(tmp_path, TITLE, rows)) == wanted
        assert scores(sheet(tmp_path / "x", [[TITLE], *rows])) == wanted

    def but_two_of_them_are_the_parts(self, tmp_path: Path) -> None:
        assert scores(document(tmp_path, TITLE, table(["I", "II", "Tổng điểm"]))) == {"A", "B", "T"}


class DescribeWhatAColumnIsWorth:
    def it_is_no_criterion_s_number(self, tmp_path: Path) -> None:
        found = scores(document(tmp_path, TITLE, table(["Điểm đánh giá qua các tiêu chí (74 điểm)", "Tổng điểm"])))
        assert "74" not in found and "T" in found


class DescribeTablesBelowEachOther:
    def it_reads_each_with_its_own_headings(self, tmp_path: Path) -> None:
        rows = [["PHỤ LỤC I"], [TITLE], *table(["Phần A", "Phần B", "Tổng điểm"]), ["Ghi chú: như trên"], []]
        rows += [["PHỤ LỤC II"], [TITLE], *table([f"Tiêu chí {n}" for n in range(1, 9)])]
        found = sheet(tmp_path / "x", rows)
        assert [scores(found, n) for n in range(2)] == [{"A", "B", "T"}, set(map(str, range(1, 9)))]
        assert [len(t.rows) for t in found.tables] == [3, 3]
        assert found.tables[1].rows[0].figures["1", Quantity.SCORE].cell == "C12"
        assert found.tables[0].key != found.tables[1].key


class DescribeTablesOfOffices:
    def it_asks_no_office_for_its_scores(self, tmp_path: Path) -> None:
        offices = ("Sở Nội vụ", "Phòng Tư pháp", "Văn phòng UBND tỉnh")
        assert document(tmp_path, TITLE, table(["Tiêu chí 1", "Tổng điểm"], offices)).tables == []


OTHERS = {
    "population": ("DANH SÁCH CÁC XÃ, THỊ TRẤN", ["Dân số (người)", "Diện tích (ha)"]),
    "satisfaction": ("CHỈ SỐ HÀI LÒNG CỦA NGƯỜI DÂN (SIPAS) NĂM 2022", ["Thủ tục hành chính (%)", "Chỉ số chung (%)"]),
    "digital": ("CHỈ SỐ CHUYỂN ĐỔI SỐ CẤP XÃ NĂM 2022", ["Chính quyền số", "Tổng điểm", "Xếp hạng"]),
    "dossiers": ("KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH NĂM 2022", ["Tổng số hồ sơ", "Tỷ lệ đúng hạn (%)"]),
    "rivalry": ("KẾT QUẢ CHẤM ĐIỂM THI ĐUA NĂM 2022", ["Điểm CCHC", "Tổng điểm", "Xếp loại"]),
    "money": ("KINH PHÍ CẢI CÁCH HÀNH CHÍNH NĂM 2023", ["Kinh phí (triệu đồng)", "Tổng"]),
    "economy": ("CHỈ TIÊU KINH TẾ - XÃ HỘI NĂM 2022", ["Thu ngân sách", "Tỷ lệ hộ nghèo (%)", "Xếp hạng"]),
    "own scores": ("TỔNG HỢP ĐIỂM TỰ CHẤM CHỈ SỐ CCHC NĂM 2022", ["Tiêu chí 1", "Tiêu chí 2", "Tổng điểm"]),
}


class DescribeOtherTablesOfCommunes:
    @pytest.mark.parametrize("kind", OTHERS)
    def it_passes_them_over_in_every_form(self, tmp_path: Path, kind: str) -> None:
        title, heads = OTHERS[kind]
        assert document(tmp_path, title, table(heads)).tables == []
        assert sheet(tmp_path / "x", [[title], *table(heads)]).tables == []

    def but_takes_a_bare_table_of_criteria(self, tmp_path: Path) -> None:
        assert len(sheet(tmp_path / "x", table(["Tiêu chí 1", "Tiêu chí 2", "Tổng điểm"])).tables) == 1

    def it_leaves_an_earlier_year_s_column_out(self, tmp_path: Path) -> None:
        rows = table(["Chỉ số năm 2021", "Xếp hạng năm 2021", "Chỉ số năm 2022", "Xếp hạng năm 2022"])
        found = sheet(tmp_path / "x", [["SO SÁNH CHỈ SỐ CẢI CÁCH HÀNH CHÍNH"], *rows])
        assert not found.troubles
        assert found.tables[0].rows[0].figures["T", Quantity.INDEX].cell == "E3"


class DescribeADecisionOfAnotherYear:
    def it_is_only_mentioned_beside_this_year_s(self, tmp_path: Path) -> None:
        District().write(tmp_path)
        before = len(above_info(audited(tmp_path).findings))
        made = openpyxl.Workbook()
        for row in [["PHỤ LỤC: " + TITLE.replace("2022", "2019")], *table(["Tiêu chí 1", "Tổng điểm"])]:
            made.active.append(row)
        made.save(tmp_path / "nam-2019.xlsx")
        found = audited(tmp_path).findings
        assert len(above_info(found)) == before
        assert [f.severity.value for f in found if f.place.file == "nam-2019.xlsx"] == ["info"]
