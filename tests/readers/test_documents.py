"""Written documents as text: in order, with their places, from any encoding; what cannot be read says what to do."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest

from cchc_excel.model.filled import FilledLine, FilledTable
from cchc_excel.model.group import Trouble
from cchc_excel.model.statement import TextBlock, WrittenDocument
from cchc_excel.readers.documents.docx import read_docx
from cchc_excel.readers.documents.filled import FilledReader
from cchc_excel.readers.documents.one_document import read_document
from cchc_excel.readers.documents.overleaf import rejoined
from cchc_excel.reading import read_reports

SOFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT = "Báo cáo của UBND xã Thanh Xá\n\nCải cách thủ tục hành chính: đạt 16,73/18,5 điểm\n"


def one(path: Path) -> WrittenDocument | Trouble:
    return read_document(path)


def text(path: Path) -> WrittenDocument:
    read = one(path)
    assert isinstance(read, WrittenDocument), read
    return read


def trouble(path: Path) -> Trouble:
    read = one(path)
    assert isinstance(read, Trouble), read
    assert read.code == "R01" and read.what and read.way_out
    return read


def word(path: Path, *paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> Path:
    made = docx.Document()
    for paragraph in paragraphs:
        made.add_paragraph(paragraph)
    if rows:
        table = made.add_table(len(rows), len(rows[0]))
        for r, row in enumerate(rows):
            for c, cell in enumerate(row):
                table.cell(r, c).text = cell
    made.save(str(path))
    return path


def rezipped(path: Path, part: str, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, data if name == part else source.read(name))
    return out.getvalue()


class DescribeWord:
    def it_counts_every_paragraph_and_keeps_tables_as_rows(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", "một", "", "ba", rows=(("TT", "Điểm"), ("1", "12,2")))
        found = [(b.text, b.paragraph, b.table, b.row, b.column) for b in text(path).blocks]
        assert found == [
            ("một", 1, 0, 0, 0), ("ba", 3, 0, 0, 0), ("TT", 4, 1, 1, 1), ("Điểm", 5, 1, 1, 2), ("1", 6, 1, 2, 1), ("12,2", 7, 1, 2, 2),
        ]  # fmt: skip

    def it_leaves_out_deleted_text_and_joins_split_runs(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", "X")
        body = zipfile.ZipFile(path).read("word/document.xml").decode()
        runs = (
            '<w:r><w:t>đạt 12</w:t></w:r><w:del w:id="1"><w:r><w:delText>,5</w:delText></w:r></w:del>'
            '<w:ins w:id="2"><w:r><w:t>,2</w:t></w:r></w:ins><w:r><w:tab/><w:t>điểm</w:t><w:br/><w:t>hết</w:t></w:r>'
        )
        data = rezipped(path, "word/document.xml", body.replace("<w:r><w:t>X</w:t></w:r>", runs).encode())
        assert [b.text for b in read_docx("a", data).blocks] == ["đạt 12,2 điểm", "hết"]

    def it_reads_what_stands_in_a_frame_of_cells_as_text(self, tmp_path: Path) -> None:
        made = docx.Document()
        cell = made.add_table(1, 1).cell(0, 0)
        cell.text = "một"
        cell.add_paragraph("hai")
        inner = cell.add_table(2, 2)
        inner.cell(0, 0).text, inner.cell(1, 1).text = "TT", "12,2"
        made.save(str(tmp_path / "a.docx"))
        found = [(b.text, b.paragraph, b.table, b.row, b.column) for b in text(tmp_path / "a.docx").blocks]
        assert found == [("một", 1, 0, 0, 0), ("hai", 2, 0, 0, 0), ("TT", 3, 1, 1, 1), ("12,2", 6, 1, 2, 2)]

    def it_counts_the_paragraphs_of_text_boxes_and_reads_each_once(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", "X", "sau")
        body = zipfile.ZipFile(path).read("word/document.xml").decode()
        inside = "<w:txbxContent><w:p><w:r><w:t>trong</w:t></w:r></w:p></w:txbxContent>"
        mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
        box = (
            f'<w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{inside}</mc:Choice>'
            f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
        )
        data = rezipped(path, "word/document.xml", body.replace("<w:r><w:t>X</w:t></w:r>", box).encode())
        assert [(b.text, b.paragraph) for b in read_docx("a", data).blocks] == [("trong", 2), ("sau", 4)]

    def it_expands_no_entity(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", "X")
        secret = tmp_path / "secret"
        secret.write_text("BÍ MẬT", encoding="utf-8")
        body = zipfile.ZipFile(path).read("word/document.xml").decode()
        doctype = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "aaaa">]>'
        hostile = body.replace("?>", f"?>{doctype}", 1).replace(">X<", ">&x;&y;Z<")
        path.write_bytes(rezipped(path, "word/document.xml", hostile.encode()))
        read = one(path)
        shown = "".join(b.text for b in read.blocks) if isinstance(read, WrittenDocument) else ""
        assert "BÍ MẬT" not in shown and "aaaa" not in shown

    @pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml"])
    def it_says_when_a_file_is_damaged(self, tmp_path: Path, part: str) -> None:
        path = word(tmp_path / "a.docx", "một")
        path.write_bytes(rezipped(path, part, b"<w:document"))
        assert "Word" in trouble(path).way_out if part.startswith("word") else one(path)
        path.write_bytes(path.read_bytes()[:500])
        assert "hỏng" in trouble(path).what

    def it_says_when_a_file_unpacks_to_a_bomb(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", "một")
        path.write_bytes(rezipped(path, "word/document.xml", b" " * (200 * 2**20)))
        assert "quá lớn" in trouble(path).what

    def it_says_when_a_file_has_a_password_or_is_of_an_old_kind(self, tmp_path: Path) -> None:
        ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
        (tmp_path / "old.doc").write_bytes(ole)
        assert ".docx" in trouble(tmp_path / "old.doc").way_out
        (tmp_path / "locked.docx").write_bytes(ole + "EncryptedPackage".encode("utf-16-le"))
        assert "mật khẩu" in trouble(tmp_path / "locked.docx").what

    def it_goes_no_deeper_than_a_document_does(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", "X")
        body = zipfile.ZipFile(path).read("word/document.xml").decode()
        deep = "<w:sdt><w:sdtContent>" * 200 + "<w:p/>" + "</w:sdtContent></w:sdt>" * 200
        path.write_bytes(rezipped(path, "word/document.xml", body.replace("<w:body>", f"<w:body>{deep}").encode()))
        trouble(path)

    def it_reads_a_filled_report_back_the_same_wherever_figures_stand(self, tmp_path: Path) -> None:
        lines = ("1. Cải cách thủ tục hành chính", "Kết quả đạt 16,73/18,5 điểm & hơn", "chỉ số 90,43%")
        path = word(tmp_path / "a.docx", *lines, rows=(("Mã", "Điểm đạt"), ("1.1", "2,5")))
        outside, table, heads, row = FilledReader().read("a.docx", path.read_bytes()).body[:3], *_table(path)
        assert [line.text for line in outside if isinstance(line, FilledLine)] == [
            b.text for b in text(path).blocks if not b.table
        ]
        assert (heads, row) == ({1: "Mã", 2: "Điểm đạt"}, {1: "1.1", 2: "2,5"})
        assert table == {(b.row, b.column): b.text for b in text(path).blocks if b.table}

    def it_tells_the_figures_of_a_filled_report_from_its_wording(self, tmp_path: Path) -> None:
        reader = FilledReader()
        one, other, code = (
            reader.read("a.docx", word(tmp_path / "a.docx", line).read_bytes(), ("xã Thanh Xá",)).body[0]
            for line in (
                "1.1. UBND xã Thanh Xá: đạt 2,5/3 điểm, chỉ số 83,33%", "1.1. UBND xã Thanh Xá: đạt 12/15 điểm, chỉ số 80%",
                "1.2. UBND xã Thanh Xá: đạt 12/15 điểm, chỉ số 80%",
            )
        )  # fmt: skip
        assert one.wording == other.wording != code.wording
        assert (one.figures, other.figures) == (("2,5", "3", "83,33"), ("12", "15", "80"))
        assert one.text.replace("\1", "xã Thanh Xá") == "1.1. UBND xã Thanh Xá: đạt 2,5/3 điểm, chỉ số 83,33%"

    def it_reads_a_cell_that_spans_columns_in_its_first(self, tmp_path: Path) -> None:
        path = word(tmp_path / "a.docx", rows=(("Mã", "Tên", "Điểm"), ("Tổng", "", "2,5")))
        body = zipfile.ZipFile(path).read("word/document.xml").decode()
        cells = body.split("<w:tc>")
        body = "<w:tc>".join(
            [*cells[:4], '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>' + _without_properties(cells[4]), *cells[6:]]
        )
        path.write_bytes(rezipped(path, "word/document.xml", body.encode()))
        assert [(b.column, b.text) for b in text(path).blocks if b.row == 2] == [(1, "Tổng"), (3, "2,5")]
        assert _table(path)[2] == {1: "Tổng", 3: "2,5"}


def _table(path: Path) -> tuple[dict[tuple[int, int], str], dict[int, str], dict[int, str]]:
    """The cells of a document's one table as a filled report's are read, and its first two rows."""
    (table,) = (p for p in FilledReader().read("a.docx", path.read_bytes()).body if isinstance(p, FilledTable))
    rows = [{column: lines[0].text for column, lines in row.items()} for row in table.rows]
    return {(r, c): t for r, row in enumerate(rows, 1) for c, t in row.items()}, rows[0], rows[1]


def _without_properties(cell: str) -> str:
    return re.sub("<w:tcPr>.*?</w:tcPr>", "", cell, flags=re.DOTALL)


class DescribePlainText:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
    def it_tells_encodings_apart(self, tmp_path: Path, encoding: str) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(TEXT.encode(encoding))
        assert [(b.text, b.paragraph) for b in text(path).blocks] == [
            ("Báo cáo của UBND xã Thanh Xá", 1), ("Cải cách thủ tục hành chính: đạt 16,73/18,5 điểm", 3),
        ]  # fmt: skip

    def it_reads_the_vietnamese_code_page(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes("Điê\u0309m đa\u0323t 12,2".encode("cp1258"))
        assert text(path).blocks[0].text == "Điê\u0309m đa\u0323t 12,2"

    def it_says_when_a_file_is_no_text(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(bytes(range(1, 256)) * 10)
        assert "UTF-8" in trouble(tmp_path / "a.txt").way_out

    def it_refuses_what_no_report_is_as_long_as(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_bytes(b"a\n" * 60_000)
        assert "quá dài" in trouble(tmp_path / "a.txt").what


class DescribeAnyFile:
    def it_goes_on_with_the_others(self, tmp_path: Path) -> None:
        (tmp_path / "empty.docx").write_bytes(b"")
        (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "sheet.csv").write_text("a;b", encoding="utf-8")
        paths = [tmp_path / n for n in ("empty.docx", "missing.txt", "good.txt", "sheet.csv")] + [tmp_path]
        kinds = [type(r).__name__ for r in read_reports(paths)]
        assert kinds == ["Trouble", "Trouble", "WrittenDocument", "Trouble", "Trouble"]


def row(page: int, table: int, number: int, *cells: str) -> list[TextBlock]:
    return [TextBlock(text=t, page=page, table=table, row=number, column=c) for c, t in enumerate(cells, 1) if t]


class DescribeATableOverleaf:
    def it_joins_a_row_that_the_page_has_torn(self) -> None:
        first = [*row(1, 1, 1, "TT", "Tiêu chí", "Điểm"), *row(1, 1, 2, "7", "Xây dựng và", "8,37")]
        second = [TextBlock(text="2", page=2), *row(2, 2, 1, "", "phát triển"), *row(2, 2, 2, "", "Tổng", "85,13")]
        found = [(b.text, b.table, b.row) for b in rejoined([*first, *second])]
        assert found[3:] == [
            ("7", 1, 2), ("Xây dựng và", 1, 2), ("8,37", 1, 2), ("2", 0, 0), ("phát triển", 1, 2), ("Tổng", 1, 3), ("85,13", 1, 3),
        ]  # fmt: skip

    def but_it_leaves_a_whole_row_and_another_table_alone(self) -> None:
        first = row(1, 1, 1, "7", "Xây dựng", "8,37")
        whole = row(2, 2, 1, "8", "Điều tra", "10,69")
        assert list(rejoined([*first, *whole])) == [*first, *whole]
        between = [*first, TextBlock(text="II. Kết quả", page=2), *row(2, 2, 1, "", "Tên")]
        assert list(rejoined(between)) == between


class DescribePdf:
    def it_says_when_a_file_is_damaged(self, tmp_path: Path) -> None:
        for name, data in (
            ("a.pdf", b"%PDF-1.7 nothing"),
            ("b.pdf", b"plain"),
            ("c.pdf", b"%PDF-1.7\n" + b"1 0 obj<<" * 999),
        ):
            (tmp_path / name).write_bytes(data)
            assert "PDF" in trouble(tmp_path / name).what

    def it_says_what_to_do_about_a_scan(self, tmp_path: Path) -> None:
        (tmp_path / "scan.pdf").write_bytes(_pdf_without_text())
        found = trouble(tmp_path / "scan.pdf")
        assert "quét" in found.what and ".docx" in found.way_out

    @pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed: no PDF was made or READ")
    def it_reads_pages_lines_and_ruled_tables(self, tmp_path: Path) -> None:
        assert SOFFICE is not None
        path = word(
            tmp_path / "a.docx",
            "Cải cách thủ tục hành chính: đạt 16,73/18,5 điểm",
            rows=(("TT", "Điểm đạt"), ("1.1", "2,5")),
        )
        made = docx.Document(str(path))
        made.tables[0].style = "Table Grid"
        made.add_page_break()
        made.add_paragraph("chỉ số đạt 90,43%")
        made.save(str(path))
        subprocess.run(
            [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
             "--outdir", str(tmp_path), str(path)],
            capture_output=True, check=True, timeout=240,
        )  # fmt: skip
        read = text(tmp_path / "a.pdf")
        found = [(b.text, b.page, b.table, b.row, b.column) for b in read.blocks]
        assert found == [
            ("Cải cách thủ tục hành chính: đạt 16,73/18,5 điểm", 1, 0, 0, 0),
            ("TT", 1, 1, 1, 1), ("Điểm đạt", 1, 1, 1, 2), ("1.1", 1, 1, 2, 1), ("2,5", 1, 1, 2, 2),
            ("chỉ số đạt 90,43%", 2, 0, 0, 0),
        ]  # fmt: skip
        assert read.wrapped


def _pdf_without_text() -> bytes:
    parts = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>", b"<</Length 14>>stream\n0 0 99 99 re f \nendstream",
    ]  # fmt: skip
    data, offsets = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        offsets.append(len(data))
        data += b"%d 0 obj" % number + part + b"endobj\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return data + table + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)
