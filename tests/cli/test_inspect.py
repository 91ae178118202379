"""`cchc inspect`: how each sheet was understood, and what to add where it was not."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.cli.table import table
from tests.builders.books import write_book
from tests.builders.districts import District
from tests.conftest import Run

XA, AN = "Xã Thanh Xá", "Xã Thanh An"


def cells(output: str) -> list[list[str]]:
    """The tables' rows, the pieces of a wrapped cell put together."""
    rows: list[list[str]] = []
    for line in output.splitlines():
        if " | " not in line and not line.rstrip().endswith(" |"):
            continue
        pieces = [p.strip() for p in line.split(" |")]
        if pieces[0] or not rows or len(rows[-1]) != len(pieces):
            rows.append(pieces)
        else:
            rows[-1] = [f"{a} {b}".strip() for a, b in zip(rows[-1], pieces, strict=True)]
    return rows


class DescribeInspect:
    def it_tells_of_every_sheet_in_the_order_of_tabs(self, cchc: Run, tmp_path: Path) -> None:
        district = District()
        district.sheets["Ghi chép"] = [["Linh tinh"], ["a", "b"]]
        folder = district.write(tmp_path / "workbooks", hidden={"Thanh An": [""]})
        done = cchc("inspect", folder / "bang diem.xlsx", env={"COLUMNS": "80"})
        assert done.returncode == 0, done.stdout + done.stderr
        assert done.stdout.startswith("bang diem.xlsx: 5 trang; năm 2022; UBND huyện Thanh Hà\n")
        assert cells(done.stdout)[1:6] == [
            ["Thông tin", "Thông tin: 11 dòng", "", "", ""],
            ["Thanh Xá", "Bảng điểm của Xã Thanh Xá (ô A3): 10 mã tiêu chí", "dòng 5-6", "dòng 7-19", "(1)"],
            ["Thanh An (ẩn)", "Bảng điểm của Xã Thanh An (ô A3): 10 mã tiêu chí", "dòng 5-6", "dòng 7-19", "(1)"],
            ["TT Thanh Hà", "Bảng điểm của Thị trấn Thanh Hà (ô A3): 10 mã tiêu chí", "dòng 5-6", "dòng 7-19", "(1)"],
            ["Ghi chép", "Không nhận ra: không có bảng điểm, bảng số liệu hay dòng khóa - giá trị nào nhận ra được", "", "", ""],
        ]  # fmt: skip
        assert "Cột (1), trang “Thanh Xá”, “Thanh An”, “TT Thanh Hà”:" in done.stdout
        assert ["C", "Điểm tối đa", "Điểm / Tối đa"] in cells(done.stdout)
        assert ["Vai trò (trang Ghi chép)", "bảng điểm, quyết định, tổng hợp, ... hoặc bỏ qua"] in cells(done.stdout)

    def it_tells_a_decisions_columns_and_a_summary_from_it(self, cchc: Run, tmp_path: Path) -> None:
        district = District()
        district.sheets["Tổng hợp"] = [["BẢNG TỔNG HỢP"], ["TT", "Đơn vị", "Tổng điểm"], [1, XA, 27.64], [2, AN, 31.25]]
        done = cchc("inspect", district.write(tmp_path / "w"))
        rows = cells(done.stdout)
        assert ["Tổng hợp", "Bảng tổng hợp: 2 đơn vị", "dòng 2", "dòng 3-4", "(2)"] in rows
        assert ["Phụ lục", "Bảng quyết định: 3 đơn vị", "dòng 5", "dòng 6-8", "(1)"] in rows
        assert ["K", "Xếp hạng", "Xếp hạng"] in rows and ["M", "Chỉ số tiêu chí 1", "Chỉ số Tiêu chí 1 (%)"] in rows
        assert done.stdout.index("bang diem.xlsx") < done.stdout.index("quyet dinh.xlsx")

    def it_asks_what_is_not_clear_with_the_very_line_to_add(self, cchc: Run, tmp_path: Path) -> None:
        district = District().set(XA, "E6", "Cột 5")
        path = write_book(tmp_path / "a.xlsx", dict(district.sheets))
        done = cchc("inspect", path, env={"COLUMNS": "100"})
        assert done.returncode == 3
        rows = cells(done.stdout)
        assert any(r[0] == XA and "thiếu cột “Điểm thẩm định”" in r[1] for r in rows)
        assert [f"Cột điểm thẩm định (trang {XA})", "chữ cái của cột, ví dụ E"] in rows
        assert "Thêm vào sổ một trang tên “Thông tin”" in done.stdout and "R02" in done.stdout
        (key,) = [r[0] for r in rows if r[0].startswith("Cột điểm thẩm định")]
        write_book(path, {**district.sheets, "Thông tin": [(key, "E")]})
        done = cchc("inspect", path, env={"COLUMNS": "100"})
        assert done.returncode == 0, done.stdout
        assert [XA, f"{key} = E (Thông tin, ô B1)"] in cells(done.stdout)

    def it_tells_the_tables_of_a_word_document(self, cchc: Run, tmp_path: Path) -> None:
        paper = docx.Document()
        paper.add_paragraph("KẾT QUẢ CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022")
        lines = [("TT", "Đơn vị", "Tổng điểm", "Xếp hạng"), ("1", XA, "27,64", "2"), ("2", AN, "31,25", "1")]
        grid = paper.add_table(len(lines), 4)
        for row, line in zip(grid.rows, lines, strict=True):
            for cell, text in zip(row.cells, line, strict=True):
                cell.text = text
        paper.save(str(tmp_path / "qd.docx"))
        done = cchc("inspect", "qd.docx", env={"COLUMNS": "100"})
        assert done.returncode == 0, done.stdout + done.stderr
        rows = cells(done.stdout)
        assert ["(trong văn bản)", "Bảng quyết định: 2 đơn vị", "dòng T1R1", "dòng T1R2-T1R3", "(1)"] in rows
        assert ["C3", "Tổng điểm", "Tổng điểm"] in rows

    def it_says_why_a_file_cannot_be_read(self, cchc: Run, tmp_path: Path) -> None:
        (tmp_path / "hong.xlsx").write_bytes(b"PK\x03\x04 broken")
        done = cchc("inspect", "hong.xlsx")
        assert done.returncode == 4 and "R01" in done.stdout and "hong.xlsx: không đọc được" in done.stdout
        (tmp_path / "a.txt").write_text("x", encoding="utf-8")
        done = cchc("inspect", "a.txt")
        assert done.returncode == 4 and "không phải bảng tính" in done.stdout
        done = cchc("inspect", "nowhere.xlsx")
        assert done.returncode == 4 and "nowhere.xlsx" in done.stderr

    def it_goes_on_when_one_file_of_a_folder_cannot_be_read(self, cchc: Run, tmp_path: Path) -> None:
        folder = District().write(tmp_path / "w")
        (folder / "a hong.xlsx").write_bytes(b"PK\x03\x04 broken")
        done = cchc("inspect", folder)
        assert done.returncode == 3 and "a hong.xlsx: không đọc được" in done.stdout and "Bảng điểm của" in done.stdout

    @pytest.mark.parametrize("columns", [40, 60, 80])
    def it_fits_the_window_whatever_names_and_headings_hold(self, cchc: Run, tmp_path: Path, columns: int) -> None:
        district = District().set(XA, "E6", "Cột " + "x" * 70).set(XA, "G5", "Hồ sơ " * 15)
        district.information.append(("Cột điểm thẩm định (trang " + "Không Có " * 8 + ")", "E" * 90))
        sheets = {
            "Thông tin": district.information,
            **{n[:20] + "(rất rất dài)"[:11]: r for n, r in district.sheets.items()},
        }
        write_book(tmp_path / ("tên tệp dài " * 12 + ".xlsx"), sheets)
        done = cchc("inspect", ".", env={"COLUMNS": str(columns)})
        assert done.returncode == 3
        assert max(len(line) for line in done.stdout.splitlines()) < columns

    def it_lets_no_name_steer_the_terminal(self, cchc: Run, tmp_path: Path) -> None:
        District().set(XA, "E6", "Cột\x07 \u202e5").write(tmp_path / "w\x1b[2J")
        done = cchc("inspect", "w\x1b[2J")
        assert done.returncode == 3 and "Cột? 5" in done.stdout
        assert all(c.isprintable() or c == "\n" for c in done.stdout)

    def it_survives_a_legacy_code_page(self, cchc: Run, tmp_path: Path) -> None:
        folder = District().set(XA, "E6", "Cột 5").write(tmp_path / "w")
        for encoding in ("ascii", "cp1252", "cp1258"):
            env = {"PYTHONUTF8": "0", "PYTHONIOENCODING": encoding, "LC_ALL": "C"}
            done = cchc("inspect", folder, env=env, encoding=encoding)
            assert done.returncode == 3 and "Traceback" not in done.stderr
        assert (
            "Bang diem cua" in cchc("inspect", folder, env=env | {"PYTHONIOENCODING": "ascii"}, encoding="ascii").stdout
        )


TEXT = st.text(
    st.characters(min_codepoint=32, max_codepoint=0x1EF9, exclude_categories=("C", "Z")) | st.just(" "), max_size=60
)


class DescribeATable:
    @given(
        rows=st.integers(1, 5).flatmap(
            lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=6)
        ),
        width=st.integers(40, 100),
    )
    def it_never_exceeds_its_width_and_loses_no_letter(self, rows: list[list[str]], width: int) -> None:
        lines = table(rows[0], rows[1:], width=width, indent="  ")
        assert all(len(line) <= width for line in lines)
        wanted = sorted(unicodedata.normalize("NFC", "".join("".join(r) for r in rows)))
        shown = sorted("".join(lines))
        assert [c for c in shown if c not in " |-+"] == [c for c in wanted if c not in " |-+"]

    def it_breaks_words_that_are_too_long(self) -> None:
        assert table(["A", "B"], [["x" * 12, "một hai"]], width=13) == [
            "A     | B",
            "------+------",
            "xxxxx | một",
            "xxxxx | hai",
            "xx    |",
        ]

    def it_sets_a_row_apart_whose_first_cell_wraps(self) -> None:
        assert table(["A", "B"], [["a", "b"], ["c c", "d"], ["e", "f"]], width=11)[2:] == [
            "a    | b",
            "c c  | d",
            "e    | f",
        ]
        assert table(["A", "B"], [["a", "b"], ["cccc dd", "d"], ["e", "f"]], width=11)[2:] == [
            "a    | b",
            "     |",
            "cccc | d",
            "dd   |",
            "     |",
            "e    | f",
        ]
