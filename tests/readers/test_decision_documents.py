"""Decisions as Word documents and PDFs: the same audited district and findings as from the workbook, at their cells."""

from __future__ import annotations

import copy
import random
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm

from cchc_excel.errors import UnreadableFile
from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Finding, Severity
from cchc_excel.model.numbers import written
from cchc_excel.readers.contents import Contents
from cchc_excel.readers.documents.decision_document import read_decision_document
from cchc_excel.readers.documents.syllable import is_syllable
from cchc_excel.reading import read_folder
from tests.builders.decisions import SOFFICE, Annex, Form, annexes_of, to_pdf, write_decision
from tests.builders.districts import District
from tests.conftest import ROOT, audited

SCORES = ROOT / "workbooks" / "bang-diem-cchc-2022_huyen-thanh-ha.xlsx"
DECISION = ROOT / "workbooks" / "quyet-dinh-975-cong-bo-cchc-2022.xlsx"
NO_OFFICE = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice (soffice) is not installed: no PDF was made or READ"
)

FORMS = {
    "one-row heading": Form(depth=1),
    "two-row heading": Form(),
    "three-row heading": Form(depth=3, numbering=True),
    "parted under headings": Form(pieces=3),
    "parted without headings": Form(pieces=3, repeats=False),
    "heading typed again, mean": Form(typed_again_before=9, mean=True),
    "without maxima": Form(maxima=False),
    "units, capitals": Form(units=True, names=str.upper),
    "narrow": Form(landscape=False, size=6),
    "turned headings": Form(turned=True),
    "many pages": Form(row_height=2, numbering=True),
    "many pages, one heading": Form(row_height=2, header_on_each_page=False),
    "no borders": Form(ruled=False, depth=1),
}

IN_PDF = [
    f for f in FORMS if f not in ("one-row heading", "heading typed again, mean", "without maxima", "units, capitals")
]


def read(path: Path) -> Contents:
    return read_decision_document(path.name, path.read_bytes())


def told(district: AuditedDistrict) -> list[tuple[object, ...]]:
    """What is found, whatever the file that states it. Numbers are texts only in workbooks."""
    return sorted(
        (f.code, f.severity, f.commune or "", f.criterion or "", f.expected or "", f.actual or "", f.message)
        for f in district.findings
        if f.code != "R04"
    )


def figures(district: AuditedDistrict) -> list[tuple[object, ...]]:
    return [(c.name.display, c.rank, c.grade, [(n.code, n.score) for n in c.nodes]) for c in district.communes]


def beside_scores(folder: Path, *files: Path) -> AuditedDistrict:
    folder.mkdir(parents=True, exist_ok=True)
    for file in (SCORES, *files):
        shutil.copy(file, folder / file.name)
    return audited(folder)


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> AuditedDistrict:
    return beside_scores(tmp_path_factory.mktemp("reference"), DECISION)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("decisions")
    for name, form in FORMS.items():
        write_decision(folder / f"{name}.docx", annexes_of(DECISION), form)
    return folder


@pytest.fixture(scope="module")
def pdfs(documents: Path) -> Path:
    return to_pdf([documents / f"{form}.docx" for form in IN_PDF], documents / "pdf")


def planted(district: AuditedDistrict) -> dict[str, str]:
    """The cells of the two slips of the sample's decision."""
    return {f.code: f.place.cell for f in district.findings if f.code in ("Q01", "Q04")}


def in_word(finding: Finding) -> str:
    """A cell of the workbook's decision as it is called in the plain document: the headings stand in rows 1 and 2."""
    table = {"Phụ lục I": 2, "Phụ lục II": 3}[finding.place.sheet]
    letter, row = finding.place.cell[0], int(finding.place.cell[1:])
    return f"T{table}R{row - 5}C{ord(letter) - 64}"


def at_one_decimal(annex: Annex, district: AuditedDistrict, quantity: str) -> Annex:
    """The annex with all figures rounded anew from the exact ones."""
    codes = {"Tổng điểm": "T"}
    for commune in district.communes:
        for node in commune.nodes:
            for heading in (node.code, f"Tiêu chí {node.code}", f"Phần {node.code}", "Tổng điểm"):
                if codes.get(heading, node.code) == node.code and heading in [h[-1] for h in annex.headings]:
                    exact = node.score if quantity == "score" else node.index
                    annex.put(commune.name.display, heading, written(exact, 1))
    return annex


class DescribeAWordDecision:
    @pytest.mark.parametrize("form", FORMS)
    def it_gives_the_same_as_the_workbook(
        self, tmp_path: Path, documents: Path, reference: AuditedDistrict, form: str
    ) -> None:
        district = beside_scores(tmp_path / "in", documents / f"{form}.docx")
        assert figures(district) == figures(reference)
        assert told(district) == told(reference)

    def it_names_the_cell_of_every_finding(self, tmp_path: Path, documents: Path, reference: AuditedDistrict) -> None:
        district = beside_scores(tmp_path / "in", documents / "two-row heading.docx")
        right = [(f.code, f.message, in_word(f)) for f in reference.findings if f.place.file == DECISION.name]
        found = [(f.code, f.message, f.place.cell) for f in district.findings if f.place.file.endswith(".docx")]
        assert len(right) > 200 and sorted(found) == sorted(right)
        assert {f.place.sheet for f in district.findings if f.place.file.endswith(".docx")} == {""}

    @pytest.mark.parametrize(
        ("form", "score", "rank"),
        [
            ("one-row heading", "T2R11C5", "T2R16C17"), ("three-row heading", "T2R14C5", "T2R19C17"),
            ("parted under headings", "T3R5C5", "T4R3C17"), ("parted without headings", "T3R3C5", "T4R1C17"),
            ("heading typed again, mean", "T2R14C5", "T2R19C17"),
        ],
    )  # fmt: skip
    def it_counts_rows_in_the_table_that_holds_them(
        self, tmp_path: Path, documents: Path, form: str, score: str, rank: str
    ) -> None:
        assert planted(beside_scores(tmp_path / "in", documents / f"{form}.docx")) == {"Q01": score, "Q04": rank}

    def it_points_at_a_slip_in_any_table(self, tmp_path: Path) -> None:
        annexes = annexes_of(DECISION)
        annexes[0].put("Xã Thanh Xá", "Tiêu chí 3", "16,37").put("Xã Thanh An", "Tổng điểm", "71,46")
        annexes[1].put("Xã Thanh Khê", "Tiêu chí 2", "58")
        district = beside_scores(tmp_path / "in", write_decision(tmp_path / "qd.docx", annexes))
        found = {(f.code, f.commune, f.place.cell) for f in district.findings if f.code in ("Q01", "Q02", "Q03")}
        assert found == {
            ("Q01", "Xã Liên Mạc", "T2R12C5"), ("Q01", "Xã Thanh Xá", "T2R10C5"), ("Q02", "Xã Thanh An", "T2R20C15"),
            ("Q03", "Xã Thanh Khê", "T3R20C4"),
        }  # fmt: skip

    def it_sees_that_a_table_prints_one_decimal(self, tmp_path: Path, reference: AuditedDistrict) -> None:
        annex = at_one_decimal(annexes_of(DECISION)[0], reference, "score")
        annex.put("Xã Thanh Xá", "Tiêu chí 3", "16,8")
        district = beside_scores(tmp_path / "in", write_decision(tmp_path / "qd.docx", [annex]))
        assert planted(district) == {"Q01": "T2R10C5", "Q04": "T2R17C17"}
        assert not [f for f in district.findings if f.code in ("Q02", "Q03", "Q07")]

    def it_keeps_the_decimals_of_tables_apart(self, tmp_path: Path, reference: AuditedDistrict) -> None:
        scores, indices = annexes_of(DECISION)
        short = at_one_decimal(copy.deepcopy(indices), reference, "index")
        short.titles[0] = "PHỤ LỤC III"
        mixed = [scores, indices, short]
        district = beside_scores(tmp_path / "in", write_decision(tmp_path / "qd.docx", mixed))
        assert planted(district) == {"Q01": "T2R12C5", "Q04": "T2R17C17"}
        assert not [f for f in district.findings if f.code == "Q03"]


def edited(tmp_path: Path, change: Callable[[Any], None], **form: Any) -> Contents:
    return read(write_decision(tmp_path / "qd.docx", annexes_of(DECISION), Form(changed=change, **form)))


def marked(name: str) -> Any:
    element = OxmlElement(name)
    element.set(qn("w:id"), "1")
    element.set(qn("w:author"), "Phòng Nội vụ")
    return element


def run(text: str, properties: str = "", tag: str = "w:t") -> Any:
    return parse_xml(f"<w:r {nsdecls('w')}><w:rPr>{properties}</w:rPr><{tag}>{text}</{tag}></w:r>")


def first_table(made: Any) -> Any:
    return made.tables[1]


class DescribeWhatWordShows:
    def it_leaves_out_what_a_change_has_deleted(self, tmp_path: Path) -> None:
        def change(made: Any) -> None:
            table = first_table(made)
            paragraph = table.cell(3, 4).paragraphs[0]._p
            gone, new = marked("w:del"), marked("w:ins")
            gone.append(run("9,99", tag="w:delText"))
            new.append(run("18,4"))
            for old in paragraph.findall(qn("w:r")):
                paragraph.remove(old)
            paragraph.extend((gone, new))
            table.rows[4]._tr.get_or_add_trPr().append(marked("w:del"))

        table = edited(tmp_path, change).tables[0]
        assert table.rows[0].figures[("3", "score")].value == Decimal("18.4")
        assert [(r.commune.name, r.cell) for r in table.rows[:2]] == [
            ("Thanh Quang", "T2R4C2"),
            ("Thanh Sơn", "T2R6C2"),
        ]

    def it_leaves_out_footnote_marks_and_hidden_text(self, tmp_path: Path) -> None:
        def change(made: Any) -> None:
            table = first_table(made)
            table.cell(3, 2).paragraphs[0]._p.append(run("1", '<w:vertAlign w:val="superscript"/>'))
            table.cell(3, 3).paragraphs[0]._p.append(run("(2)"))
            table.cell(3, 4).paragraphs[0]._p.append(run("*"))
            table.cell(3, 5).paragraphs[0]._p.append(run("¹"))
            table.cell(3, 6).paragraphs[0]._p.append(run("7", "<w:vanish/>"))
            table.cell(3, 1).paragraphs[0]._p.append(run("(*)"))

        row = edited(tmp_path, change).tables[0].rows[0]
        assert row.commune.display == "Xã Thanh Quang"
        assert [str(row.figures[(c, "score")].value) for c in "12345"] == ["14.25", "5", "18.5", "6", "11"]

    def it_reads_line_breaks_and_blanks_inside_of_cells(self, tmp_path: Path) -> None:
        def change(made: Any) -> None:
            first_table(made).cell(3, 1).text = "Xã\nThanh\u00a0 Quang"
            first_table(made).cell(3, 2).text = " 14,25\u00a0\n"

        row = edited(tmp_path, change).tables[0].rows[0]
        assert row.commune.display == "Xã Thanh Quang" and str(row.figures[("1", "score")].value) == "14.25"

    def it_reads_rows_cells_and_tables_in_content_controls(self, tmp_path: Path) -> None:
        def change(made: Any) -> None:
            table = first_table(made)._tbl
            for element in (table.tr_lst[5], table.tr_lst[6].tc_lst[4], table):
                control = parse_xml(f"<w:sdt {nsdecls('w')}><w:sdtContent/></w:sdt>")
                element.addprevious(control)
                control[0].append(element)

        table = edited(tmp_path, change).tables[0]
        assert len(table.rows) == 20 and table.rows[3].figures[("3", "score")].cell == "T2R7C5"

    def it_puts_cells_into_their_columns_though_borders_miss_each_other(self, tmp_path: Path) -> None:
        def change(made: Any) -> None:
            table = first_table(made)._tbl
            grid = table.tblGrid
            fifth = grid.findall(qn("w:gridCol"))[4]
            sliver = copy.deepcopy(fifth)
            sliver.set(qn("w:w"), "40")
            fifth.addnext(sliver)
            for number, row in enumerate(table.tr_lst):
                spans, column = row.tc_lst, 0
                for cell in spans:
                    wide = cell.grid_span
                    # headings end before the sliver, figures behind it
                    at_edge = column <= 4 < column + wide if number >= 3 else column <= 5 < column + wide
                    if at_edge:
                        cell.grid_span = wide + 1
                    column += wide

        table = edited(tmp_path, change, depth=1, maxima=False).tables[0]
        values = [str(table.rows[0].figures[(c, "score")].value) for c in "1234567"]
        assert values == ["14.25", "5", "18.5", "6", "11", "7", "10.47"]

    def it_finds_a_table_in_a_frame_and_counts_no_frame(self, tmp_path: Path) -> None:
        def change(made: Any) -> None:
            frame = made.add_table(1, 1)
            inner = first_table(made)._tbl
            inner.addprevious(frame._tbl)
            frame.cell(0, 0)._tc.insert(0, inner)

        assert edited(tmp_path, change).tables[0].rows[0].cell == "T2R4C2"

    def it_takes_year_and_authority_from_the_decision_where_the_table_says_nothing(self, tmp_path: Path) -> None:
        annexes = [Annex(["Phụ lục"], a.headings, a.rows) for a in annexes_of(DECISION)]
        tables = read(write_decision(tmp_path / "qd.docx", annexes)).tables
        assert {(t.year, t.authority) for t in tables} == {(2022, "UBND huyện Thanh Hà")}

    def it_reads_a_macro_document_as_well(self, tmp_path: Path, documents: Path) -> None:
        source = documents / "two-row heading.docx"
        kind = b"application/vnd.ms-word.document.macroEnabled.main+xml"
        plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        with zipfile.ZipFile(source) as old, zipfile.ZipFile(tmp_path / "qd.docm", "w") as new:
            for name in old.namelist():
                new.writestr(name, old.read(name).replace(plain, kind))
        assert len(read(tmp_path / "qd.docm").tables) == 2


@NO_OFFICE
class DescribeAPdfDecision:
    @pytest.mark.parametrize("form", IN_PDF)
    def it_gives_the_same_as_the_workbook(
        self, tmp_path: Path, pdfs: Path, reference: AuditedDistrict, form: str
    ) -> None:
        district = beside_scores(tmp_path / "in", pdfs / f"{form}.pdf")
        assert figures(district) == figures(reference)
        assert told(district) == told(reference)

    @pytest.mark.parametrize(
        ("form", "score", "rank"),
        [
            ("two-row heading", "P2T1R12C5", "P2T1R17C17"), ("parted under headings", "P2T2R5C5", "P2T3R3C17"),
            ("many pages", "P3T1R7C5", "P4T1R4C17"), ("many pages, one heading", "P3T1R4C5", "P4T1R1C17"),
        ],
    )  # fmt: skip
    def it_names_page_table_row_and_column(self, tmp_path: Path, pdfs: Path, form: str, score: str, rank: str) -> None:
        assert planted(beside_scores(tmp_path / "in", pdfs / f"{form}.pdf")) == {"Q01": score, "Q04": rank}

    def it_puts_a_row_together_that_the_page_has_torn(self, tmp_path: Path) -> None:
        def tall(made: Any) -> None:
            for row in first_table(made).rows[3:]:
                row.cells[1].text = "\n".join(["Xã", *[""] * 6, row.cells[1].text.removeprefix("Xã ")])

        path = write_decision(tmp_path / "qd.docx", annexes_of(DECISION)[:1], Form(changed=tall))
        (table,) = read(to_pdf([path], tmp_path / "pdf") / "qd.pdf").tables
        names = [r.commune.display for r in table.rows]
        assert len({r.cell.partition("T")[0] for r in table.rows}) > 1
        assert names == [r[1].replace("Thị trấn", "Xã Thị trấn") for r in annexes_of(DECISION)[0].rows[1:]]

    def it_asks_where_columns_without_borders_are_not_sure(self, tmp_path: Path) -> None:
        def shifted(made: Any) -> None:
            for number, row in enumerate(first_table(made).rows):
                for cell in row.cells[2:]:
                    cell.paragraphs[0].paragraph_format.left_indent = Cm(0.6 * (number % 3))

        path = write_decision(
            tmp_path / "qd.docx", annexes_of(DECISION)[:1], Form(ruled=False, depth=1, changed=shifted)
        )
        contents = read(to_pdf([path], tmp_path / "pdf") / "qd.pdf")
        (trouble,) = contents.troubles
        assert not contents.tables and trouble.code == "R02" and "không kẻ ô" in trouble.what


class DescribeAScan:
    @pytest.fixture
    def scan(self, tmp_path: Path) -> Path:
        image = pytest.importorskip("PIL.Image", reason="Pillow is not installed: no scan was made or READ")
        image.new("L", (1240, 1754), 230).save(tmp_path / "ban chup.pdf", "PDF", resolution=150)
        return tmp_path / "ban chup.pdf"

    def it_says_what_to_do(self, tmp_path: Path, scan: Path) -> None:
        District().write(tmp_path / "in")
        (tmp_path / "in" / "quyet dinh.xlsx").unlink()
        shutil.copy(scan, tmp_path / "in")
        (finding,) = [f for f in audited(tmp_path / "in").findings if f.code == "R01"]
        assert finding.severity is Severity.ERROR and finding.place.file == scan.name
        assert "quét" in finding.message and ".docx" in finding.advice and "OCR" in finding.advice

    def but_it_is_only_worth_knowing_beside_the_decision_itself(self, tmp_path: Path, scan: Path) -> None:
        District().write(tmp_path / "in")
        shutil.copy(scan, tmp_path / "in")
        (finding,) = [f for f in audited(tmp_path / "in").findings if f.code == "R01"]
        assert finding.severity is Severity.INFO

    def it_is_told_apart_though_its_signature_left_some_text(self, tmp_path: Path, scan: Path) -> None:
        # an electronic signature writes who signed, and when, over the picture
        stamped = _with_text(scan.read_bytes(), b"Nguoi ky: UBND huyen Thanh Ha; Ngay ky: 14/03/2023 15:12:01 +07:00")
        (trouble,) = read_decision_document("a.pdf", stamped).troubles
        assert "quét" in trouble.what

    def it_says_so_of_an_old_word_file_as_well(self, tmp_path: Path) -> None:
        District().write(tmp_path / "in")
        (tmp_path / "in" / "quyet dinh.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
        (finding,) = [f for f in audited(tmp_path / "in").findings if f.code == "R01"]
        assert finding.severity is Severity.INFO and ".docx" in finding.advice


def _with_text(pdf: bytes, text: bytes) -> bytes:
    """The one-page PDF with a line of text on its page, by an update at its end."""
    import re

    page = re.search(rb"(\d+) 0 obj\s*<<(?:(?!endobj).)*?/Type /Page\b.*?endobj", pdf, re.DOTALL)
    assert page is not None
    inside = page[0]
    content = re.search(rb"/Contents (\d+) 0 R", inside)
    assert content is not None
    body = inside.replace(content[0], b"/Contents [%s 0 R 900 0 R]" % content[1])
    body = re.sub(rb"/Resources <<", b"/Resources << /Font << /F1 901 0 R >> ", body, count=1)
    stream = b"BT /F1 9 Tf 20 20 Td (" + text + b") Tj ET"
    new = {
        int(page[1]): body,
        900: b"900 0 obj\n<< /Length %d >>\nstream\n%s\nendstream\nendobj" % (len(stream), stream),
        901: b"901 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj",
    }
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    root = re.findall(rb"/Root (\d+ 0 R)", pdf)[-1]
    out, table = pdf + b"\n", b"xref\n"
    for number, text_of in new.items():
        table += b"%d 1\n%010d 00000 n \n" % (number, len(out))
        out += text_of + b"\n"
    trailer = b"trailer\n<< /Size 902 /Root %s /Prev %d >>\nstartxref\n%d\n%%%%EOF\n" % (root, start, len(out))
    return out + table + trailer


def letter(path: Path, lines: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Path:
    made = docx.Document()
    for line in lines:
        made.add_paragraph(line)
    table = made.add_table(len(rows), len(rows[0]))
    for cell, text in zip(table._cells, (text for row in rows for text in row), strict=True):
        cell.text = text
    made.save(str(path))
    return path


SOME = (("1", "Xã Thanh Xá"), ("2", "Xã Thanh An"), ("3", "Thị trấn Thanh Hà"))


def listed(headings: tuple[str, ...], *columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    return (("TT", "Đơn vị", *headings), *((*s, *(c[n] for c in columns)) for n, s in enumerate(SOME)))


class DescribeWhatIsNoDecision:
    @pytest.mark.parametrize(
        ("lines", "rows", "reason"),
        [
            (("KẾ HOẠCH", "Cải cách hành chính năm 2023 của huyện"),
             (("TT", "Nội dung", "Đơn vị", "Thời hạn"), ("1", "Rà soát thủ tục", "Phòng Nội vụ", "Quý II")), "không có bảng"),
            (("Danh sách các xã được đánh giá Chỉ số cải cách hành chính năm 2022",),
             listed(("Dân số", "Diện tích (ha)"), ("5120", "7034", "9100"), ("412", "388", "250")), "không phải điểm"),
            (("Kết quả giải quyết thủ tục hành chính, công tác cải cách hành chính năm 2022",),
             listed(("Tổng số hồ sơ", "Số hồ sơ đúng hạn", "Tỷ lệ (%)"), ("120", "98", "250"), ("118", "98", "249"), ("98,3", "100", "99,6")),
             "không phải điểm"),
            (("KẾT QUẢ CHẤM ĐIỂM BỘ TIÊU CHÍ XÃ NÔNG THÔN MỚI NĂM 2022",),
             listed(("Tiêu chí 1", "Tiêu chí 2", "Tổng điểm", "Xếp hạng"), ("9", "8", "7"), ("9", "8", "7"), ("18", "16", "14"), ("1", "2", "3")),
             "việc khác"),
            (("Thực hiện nhiệm vụ cải cách hành chính của huyện năm 2022", *[f"Điều {n}" for n in range(9)],
              *["Các đơn vị căn cứ kết quả này để tổ chức thực hiện."] * 8, "KẾT QUẢ CHẤM ĐIỂM CHUYỂN ĐỔI SỐ CÁC XÃ NĂM 2022"),
             listed(("Tiêu chí 1", "Tổng điểm"), ("9", "8", "7"), ("80", "81", "79")), "việc khác"),
            (("ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "XÃ THANH XÁ Độc lập - Tự do - Hạnh phúc", "BÁO CÁO", "Kết quả khắc phục Chỉ số cải cách hành chính năm 2022"),
             listed(("Tiêu chí 1", "Tổng điểm"), ("9", "8", "7"), ("80", "81", "79")), "một đơn vị"),
            (("Trích Quyết định công bố Chỉ số cải cách hành chính năm 2022",),
             listed(("Tổng điểm", "Xếp hạng"), ("80", "81", "79"), ("2", "1", "3"))[:2], "chỉ có một đơn vị"),
            (("BẢNG CHẤM ĐIỂM", "Chỉ số cải cách hành chính năm 2022"),
             (("TT", "Tiêu chí", "Điểm tối đa", "Điểm đạt"), ("1", "Công tác chỉ đạo", "15", "12,2"), ("2", "Văn bản", "5", "4,75")),
             "không có bảng"),
        ],
        ids=["plan", "population", "dossiers", "another index", "another index beside CCHC", "a commune's report", "excerpt", "score sheet"],
    )  # fmt: skip
    def it_is_passed_over_with_the_reason(
        self, tmp_path: Path, lines: tuple[str, ...], rows: tuple[tuple[str, ...], ...], reason: str
    ) -> None:
        contents = read(letter(tmp_path / "a.docx", lines, rows))
        assert not contents.tables and not contents.troubles and reason in contents.ignored

    @pytest.mark.parametrize(
        ("lines", "headings", "columns"),
        [
            (("XẾP HẠNG CHỈ SỐ CCHC CÁC XÃ NĂM 2022",), ("Xếp hạng",), (("2", "1", "3"),)),
            (("Kết quả chấm điểm, xếp loại năm 2022",), ("Tiêu chí 1", "Tổng cộng"), (("9", "8", "7"), ("80", "81", "79"))),
            (("Kết quả xác định Chỉ số cải cách hành chính năm 2022",), ("Tổng điểm",), (("80", "81", "79"),)),
            (("PHỤ LỤC", "Kết quả đánh giá cải cách hành chính năm 2022"), ("Cải cách thủ tục hành chính", "Cải cách chế độ công vụ"),
             (("9", "8", "7"), ("7", "6", "5"))),
        ],
        ids=["ranks only", "criteria without the word", "totals only", "names of criteria"],
    )  # fmt: skip
    def but_a_short_decision_counts(
        self, tmp_path: Path, lines: tuple[str, ...], headings: tuple[str, ...], columns: tuple[tuple[str, ...], ...]
    ) -> None:
        contents = read(letter(tmp_path / "a.docx", lines, listed(headings, *columns)))
        (table,) = contents.tables
        assert (len(table.rows), table.official, table.year) == (3, True, 2022)

    def it_passes_over_the_reports_that_we_write(self, tmp_path: Path, cchc: Any) -> None:
        District().write(tmp_path / "in")
        cchc("report", "in")
        made = sorted((tmp_path / "outputs").rglob("*.docx"))
        for report in made:
            shutil.copy(report, tmp_path / "in")
        contents = read_folder(tmp_path / "in")
        assert len(made) == 4 and {file for file, _ in contents.ignored} == {p.name for p in made}
        assert not contents.groups[0].troubles
        assert all(read(report).ignored for report in made if report.name.startswith("bao-cao-"))


class DescribeADecisionInTwoForms:
    def it_compares_both_and_says_once_what_is_right(
        self, tmp_path: Path, documents: Path, reference: AuditedDistrict
    ) -> None:
        district = beside_scores(tmp_path / "in", DECISION, documents / "two-row heading.docx")
        wrong = [(f.code, f.place.file) for f in district.findings if f.code[0] == "Q" and f.code != "Q06"]
        names = (DECISION.name, "two-row heading.docx")
        assert sorted(wrong) == sorted((code, name) for code in ("Q01", "Q04") for name in names)
        rounded = [f for f in district.findings if f.code == "Q06"]
        assert len(rounded) == len([f for f in reference.findings if f.code == "Q06"])

    def it_tells_which_of_the_two_is_wrong(self, tmp_path: Path) -> None:
        annexes = annexes_of(DECISION)
        annexes[0].put("Xã Liên Mạc", "Tiêu chí 3", "16,48").put("Xã Thanh Xá", "Tiêu chí 1", "12,1")
        district = beside_scores(tmp_path / "in", DECISION, write_decision(tmp_path / "qd.docx", annexes))
        wrong = {(f.commune, f.place.file, f.place.cell) for f in district.findings if f.code == "Q01"}
        assert wrong == {("Xã Liên Mạc", DECISION.name, "E17"), ("Xã Thanh Xá", "qd.docx", "T2R10C3")}


class DescribeHostileDocuments:
    @pytest.mark.parametrize(
        ("name", "data", "why"),
        [("a.pdf", b"", "tệp rỗng"), ("a.docx", b"", "tệp rỗng"), ("a.pdf", b"PK\x03\x04", "mang tên PDF")],
    )
    def it_says_of_an_empty_or_misnamed_file_what_it_is(self, name: str, data: bytes, why: str) -> None:
        with pytest.raises(UnreadableFile, match=why):
            read_decision_document(name, data)

    @pytest.mark.parametrize("name", ["a.docx", "a.pdf"])
    def it_calls_a_damaged_file_unreadable(self, tmp_path: Path, name: str) -> None:
        District().write(tmp_path)
        (tmp_path / name).write_bytes(
            b"PK\x03\x04" + b"x" * 300 if name == "a.docx" else b"%PDF-1.7\n" + b"1 0 obj<<" * 99
        )
        (finding,) = [f for f in audited(tmp_path).findings if f.code == "R01"]
        assert finding.place.file == name and finding.severity is Severity.ERROR

    def it_lays_out_no_more_than_a_decision_has(self, tmp_path: Path) -> None:
        cell = '<w:tc><w:tcPr><w:gridSpan w:val="100"/></w:tcPr><w:p/></w:tc>'
        for table in (
            f"<w:tbl><w:tr>{cell * 300}</w:tr></w:tbl>",
            f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * 60_000}<w:tr>{'<w:tc><w:p/></w:tc>' * 150}</w:tr></w:tbl>",
            "<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60,
        ):
            with pytest.raises(UnreadableFile):
                read_decision_document("a.docx", _package(tmp_path, table))

    @pytest.mark.parametrize("kind", ["docx", "pdf"])
    def it_raises_nothing_else_whatever_is_broken(self, documents: Path, request: Any, kind: str) -> None:
        if kind == "pdf" and SOFFICE is None:
            pytest.skip("LibreOffice (soffice) is not installed: no damaged PDF was READ")
        folder = documents if kind == "docx" else request.getfixturevalue("pdfs")
        sources = [(folder / f"{n}.{kind}").read_bytes() for n in ("two-row heading", "parted without headings")]
        chance = random.Random(975)
        for _ in range(40 if kind == "docx" else 15):
            data = _mutated(chance, *sources)
            try:
                assert isinstance(read_decision_document(f"a.{kind}", data), Contents)
            except UnreadableFile as error:
                assert str(error) and error.way_out


def _package(tmp_path: Path, table: str) -> bytes:
    path = letter(tmp_path / "base.docx", ("X",), (("a", "b"),))
    target = tmp_path / "made.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:body>", b"<w:body>" + table.encode(), 1)
            new.writestr(name, data)
    return target.read_bytes()


def _mutated(chance: random.Random, data: bytes, other: bytes) -> bytes:
    way = chance.choice(("flip", "cut", "splice"))
    if way == "cut":
        return data[: chance.randrange(len(data))]
    if way == "splice":
        return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 40)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


class DescribeSyllables:
    @pytest.mark.parametrize(
        "text", ["Tiêu", "chí", "Trung", "hạng", "Phần", "trấn", "quyết", "giữ", "nghiêng", "XÃ", "khuỷu"]
    )
    def it_knows_one(self, text: str) -> None:
        assert is_syllable(text)

    @pytest.mark.parametrize("text", ["Tiêuchí", "Xếploại", "trấnThanh", "XÃAN", "Thanhan", "12", "", "g", "Chỉsố"])
    def but_not_two_or_none(self, text: str) -> None:
        assert not is_syllable(text)
