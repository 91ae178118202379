"""Files as they come: damaged, protected, hostile, or something else; none stops the rest, none is trusted."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cchc_excel.files.folder import InputFile, input_files
from cchc_excel.readers.contents import Contents
from cchc_excel.readers.one_file import read_file
from tests.builders.books import write_book
from tests.builders.districts import District


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = District().write(tmp_path_factory.mktemp("good"))
    return (folder / "bang diem.xlsx").read_bytes()


def _read(folder: Path, data: bytes, name: str = "a.xlsx") -> Contents:
    (folder / name).write_bytes(data)
    return read_file(InputFile(folder / name, name))


def _rezipped(data: bytes, part: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, content if info.filename == part else old.read(info))
    return out.getvalue()


class DescribeAFileThatCannotBeRead:
    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"", "rỗng"),
            (b"hello, this is text", "không phải bảng tính"),
            (b"PK\x03\x04 broken", "hỏng"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "hỏng"),
        ],
    )
    def it_is_r01_with_the_reason_and_the_way_out(self, data: bytes, told: str, tmp_path: Path) -> None:
        (trouble,) = _read(tmp_path, data).troubles
        assert trouble.code == "R01" and trouble.place.file == "a.xlsx"
        assert told in trouble.what and trouble.way_out

    @given(data=st.data())
    @settings(max_examples=150, deadline=None)
    def it_never_raises_whatever_bytes_are_wrong(
        self, good: bytes, data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        spoilt = bytearray(good)
        for _ in range(data.draw(st.integers(1, 20))):
            spoilt[data.draw(st.integers(0, len(good) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(0, len(good)))
        folder = tmp_path_factory.mktemp("fuzz")
        for version in (bytes(spoilt), good[:cut]):
            contents = _read(folder, version)
            assert contents.sheets or contents.troubles or contents.ignored

    def it_refuses_a_bomb_before_unpacking_it(self, good: bytes, tmp_path: Path) -> None:
        (trouble,) = _read(tmp_path, _rezipped(good, "xl/sharedStrings.xml", b" " * 200_000_000)).troubles
        assert trouble.code == "R01" and "nở ra quá lớn" in trouble.what

    def it_refuses_entities(self, good: bytes, tmp_path: Path) -> None:
        sheet = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
        (trouble,) = _read(tmp_path, _rezipped(good, "xl/worksheets/sheet2.xml", sheet)).troubles
        assert trouble.code == "R01" and "DOCTYPE" in trouble.what

    @pytest.mark.parametrize(
        ("rows", "told"),
        [
            ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "XFD1048576"),
            ('<row r="1"><c r="XFD1"><v>1</v></c><c r="A1"><v>1</v></c></row>', "XFD1"),
            ('<row r="1048576"><c><v>1</v></c></row>', "A1048576"),
            ('<row r="19999"><c r="A19999"><v>1</v></c></row><row r="1"><c r="AAA1"><v>1</v></c></row>', "diện tích"),
        ],
        ids=["far corner", "out of order", "no address", "large rectangle"],
    )
    def it_refuses_a_sheet_that_would_fill_the_memory(self, good: bytes, rows: str, told: str, tmp_path: Path) -> None:
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        sheet = f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
        (trouble,) = _read(tmp_path, _rezipped(good, "xl/worksheets/sheet2.xml", sheet.encode())).troubles
        assert trouble.code == "R01" and told in trouble.what

    def it_refuses_many_tabs_that_show_one_large_sheet(self, good: bytes, tmp_path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            book, links = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
        space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1900"><c r="ALA1900"><v>1</v></c></row>'
        large = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'.encode()
        tabs = "".join(f'<sheet name="t{n}" sheetId="{100 + n}" r:id="rId1"/>' for n in range(8)).encode()
        data = _rezipped(good, "xl/worksheets/sheet1.xml", large)
        data = _rezipped(data, "xl/workbook.xml", book.replace(b"</sheets>", tabs + b"</sheets>"))
        assert b'Id="rId1"' in links
        (trouble,) = _read(tmp_path, data).troubles
        assert trouble.code == "R01" and "cộng lại" in trouble.what

    def it_refuses_two_tabs_of_one_name(self, good: bytes, tmp_path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            book = archive.read("xl/workbook.xml").decode()
        names = re.findall(r'<sheet name="([^"]+)"', book)
        (trouble,) = _read(
            tmp_path, _rezipped(good, "xl/workbook.xml", book.replace(names[1], names[0]).encode())
        ).troubles
        assert trouble.code == "R01" and "cùng tên" in trouble.what

    def it_refuses_a_part_with_millions_of_elements(self, good: bytes, tmp_path: Path) -> None:
        styles = b'<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs>'
        data = _rezipped(good, "xl/styles.xml", styles + b'<xf numFmtId="0"/>' * 2_100_000 + b"</cellXfs></styleSheet>")
        (trouble,) = _read(tmp_path, data).troubles
        assert trouble.code == "R01"

    def it_says_that_an_encrypted_archive_needs_its_password(self, good: bytes, tmp_path: Path) -> None:
        locked = bytearray(good)
        for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
            at = -1
            while (at := locked.find(sign, at + 1)) >= 0:
                locked[at + offset] |= 1
        (trouble,) = _read(tmp_path, bytes(locked)).troubles
        assert "mật khẩu" in trouble.what

    def but_it_minds_no_blank_cell_far_away(self, good: bytes, tmp_path: Path) -> None:
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            sheet = archive.read("xl/worksheets/sheet2.xml")
        far = sheet.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="0"/></row></sheetData>')
        assert len(_read(tmp_path, _rezipped(good, "xl/worksheets/sheet2.xml", far)).sheets) == 3


class DescribeAFolder:
    def it_is_read_with_its_sub_folders_in_a_fixed_order(self, tmp_path: Path) -> None:
        for name in ("b/2.xlsx", "a.xlsx", "b/1.xlsx"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(b"x")
        assert [f.relative for f in input_files(tmp_path)] == ["a.xlsx", "b/1.xlsx", "b/2.xlsx"]

    def it_leaves_lock_files_hidden_files_and_links_out_of_it_alone(self, tmp_path: Path) -> None:
        inside = tmp_path / "in"
        inside.mkdir()
        (tmp_path / "secret.xlsx").write_bytes(b"x")
        for name in ("~$a.xlsx", ".hidden.xlsx", "Thumbs.db"):
            (inside / name).write_bytes(b"x")
        try:
            (inside / "link.xlsx").symlink_to(tmp_path / "secret.xlsx")
        except OSError:
            pytest.skip("this system makes no symbolic links")
        assert input_files(inside) == ()

    def it_passes_over_files_that_are_something_else(self, tmp_path: Path) -> None:
        for name, data in (("a.pptx", b"PK\x03\x04zz"), ("b.txt", b"text"), ("c.jpg", b"\xff\xd8")):
            contents = _read(tmp_path, data, name)
            assert contents.ignored and not contents.troubles

    def it_reads_a_workbook_under_any_name(self, good: bytes, tmp_path: Path) -> None:
        assert len(_read(tmp_path, good, "ban sao luu.tmp").sheets) == 3


class DescribeASheetThatIsNotUnderstood:
    def it_is_r02_naming_the_missing_headings(self, tmp_path: Path) -> None:
        rows = [
            ["TT", "Tiêu chí", "Điểm tối đa", "Cột lạ"],
            *[[f"1.{n}", f"Tiêu chí {n}", 2, 1.5] for n in range(1, 10)],
        ]
        path = write_book(tmp_path / "a.xlsx", {"Xã Thanh Xá": rows})
        (trouble,) = read_file(InputFile(path, "a.xlsx")).troubles
        assert (trouble.code, trouble.place.sheet) == ("R02", "Xã Thanh Xá")
        assert "Điểm thẩm định" in trouble.what and "Điểm tối đa" not in trouble.what

    def it_is_no_finding_when_it_is_no_score_table(self, tmp_path: Path) -> None:
        path = write_book(tmp_path / "a.xlsx", {"Ghi chú": [["Họp lúc 8 giờ"], ["Mang theo máy tính", 3]]})
        contents = read_file(InputFile(path, "a.xlsx"))
        assert contents.troubles == [] and contents.ignored
