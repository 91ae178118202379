"""The contacts: every address as it was typed, and none of another authority's commune."""

from __future__ import annotations

from pathlib import Path

from cchc_excel.audit.district import audit
from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.reading import read_folder
from tests.builders.books import Row, write_book
from tests.builders.districts import District

HEAD: Row = ("Đơn vị", "E-mail", "Người nhận")


def districts(folder: Path) -> list[AuditedDistrict]:
    return [audit(group) for group in read_folder(folder).groups]


def emails(district: AuditedDistrict) -> dict[str, tuple[str, ...]]:
    return {c.name.display: c.contact.emails if c.contact else () for c in district.communes}


def of_namsach(folder: Path) -> None:
    district = District()
    district.information[0] = ("Cơ quan thẩm định", "UBND huyện Nam Sách")
    district.write(folder)


class DescribeTheAddresses:
    def it_takes_the_whole_cell_line_by_line(self, tmp_path: Path) -> None:
        District().write(tmp_path)
        rows = [HEAD, ("Xã Thanh Xá", "ubnd xa@x.example", ""), ("Xã Thanh An", "a@x.example; z\nb@x.example", "")]
        write_book(tmp_path / "danh ba.xlsx", {"Danh bạ": rows})
        (one,) = districts(tmp_path)
        assert emails(one)["Xã Thanh Xá"] == ("ubnd xa@x.example",)
        assert emails(one)["Xã Thanh An"] == ("a@x.example; z", "b@x.example")
        assert emails(one)["Thị trấn Thanh Hà"] == ()

    def it_adds_up_the_lines_of_one_commune(self, tmp_path: Path) -> None:
        District().write(tmp_path)
        rows = [HEAD, *(("Xã Thanh Xá", text, role) for text, role in (("a@x.example", "Một"), ("b@x.example", "Hai")))]
        write_book(tmp_path / "danh ba.xlsx", {"Danh bạ": [*rows, rows[1]]})
        (one,) = districts(tmp_path)
        assert emails(one)["Xã Thanh Xá"] == ("a@x.example", "b@x.example")
        assert [c.contact.recipient for c in one.communes if c.contact] == ["Một"]


class DescribeTwoAuthorities:
    """Whose communes have the same names."""

    def it_gives_neither_what_a_book_of_no_authority_says(self, tmp_path: Path) -> None:
        District().write(tmp_path / "a")
        of_namsach(tmp_path / "b")
        write_book(tmp_path / "danh ba.xlsx", {"Danh bạ": [HEAD, ("Xã Thanh Xá", "a@x.example", "")]})
        found = districts(tmp_path)
        assert len(found) == 2 and all(not any(emails(one).values()) for one in found)
        for one in found:
            (told,) = [f for f in one.findings if f.commune == "Xã Thanh Xá" and "danh bạ" in f.message]
            assert "UBND huyện Thanh Hà hay UBND huyện Nam Sách" in told.message

    def it_gives_each_its_own(self, tmp_path: Path) -> None:
        District().write(tmp_path / "a")
        of_namsach(tmp_path / "b")
        for name, address in (("Nam Sách", "a@ns.example"), ("Thanh Hà", "a@th.example")):
            sheets = {
                "Thông tin": [("Cơ quan thẩm định", f"UBND huyện {name}"), ("Năm đánh giá", 2022)],
                "Danh bạ": [HEAD, ("Xã Thanh Xá", address, "")],
            }
            write_book(tmp_path / f"danh ba {name}.xlsx", sheets)
        found = {one.authority: emails(one)["Xã Thanh Xá"] for one in districts(tmp_path)}
        assert found == {"UBND huyện Nam Sách": ("a@ns.example",), "UBND huyện Thanh Hà": ("a@th.example",)}
