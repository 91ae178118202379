"""Each commune gets the most specific template that lies ready for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cchc_excel.errors import TemplateError
from cchc_excel.model.names import CommuneName
from cchc_excel.templates import Templates, authority_slug
from tests.builders.templates import SHIPPED, edited

AUTHORITY = "UBND huyện Thanh Hà"
XA, PHUONG, TOWN = CommuneName("xã", "Thanh Xá"), CommuneName("phường", "1"), CommuneName("thị trấn", "Thanh Hà")
NEEDED = [(AUTHORITY, XA), (AUTHORITY, TOWN)]


@pytest.fixture
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "data" / "workbooks" / "report_templates").mkdir(parents=True)
    return tmp_path / "data" / "workbooks"


def put(place: Path, *names: str, data: bytes = SHIPPED) -> None:
    (place / "report_templates").mkdir(exist_ok=True)
    for name in names:
        (place / "report_templates" / name).write_bytes(data)


class DescribeTheChoice:
    def it_takes_the_shipped_one_where_no_other_lies_ready(self, inputs: Path) -> None:
        templates = Templates.beside(inputs)
        assert templates.of(AUTHORITY, XA).name == "bao-cao-khac-phuc.docx"
        assert templates.settle(NEEDED) == ()

    def it_takes_the_most_specific(self, inputs: Path) -> None:
        names = [
            "bao-cao-khac-phuc.docx", "bao-cao-khac-phuc_xa.docx", "bao-cao-khac-phuc_thi-tran.docx",
            "bao-cao-khac-phuc_huyen-thanh-ha.docx", "bao-cao-khac-phuc_huyen-thanh-ha_xa.docx",
        ]  # fmt: skip
        put(inputs, *names)
        templates = Templates.beside(inputs)
        chosen = {
            (AUTHORITY, XA): 4, (AUTHORITY, TOWN): 3, (AUTHORITY, PHUONG): 3, (AUTHORITY, CommuneName(None, "A")): 3,
            ("UBND tỉnh Hải Dương", XA): 1, ("", TOWN): 2, ("", PHUONG): 0,
        }  # fmt: skip
        for (authority, commune), number in chosen.items():
            assert templates.of(authority, commune).name == names[number]

    def it_reads_names_typed_in_vietnamese(self, inputs: Path) -> None:
        put(inputs, "bao-cao-khac-phuc_Huyện Thanh Hà_Thị trấn.docx")
        assert "Thị trấn" in Templates.beside(inputs).of(AUTHORITY, TOWN).name

    def it_looks_beside_the_inputs_then_above_then_in_the_working_folder(self, inputs: Path) -> None:
        places = [inputs, inputs.parent, Path.cwd()]
        for number, place in reversed(list(enumerate(places))):
            put(place, "bao-cao-khac-phuc.docx", data=edited(("BÁO CÁO", f"BÁO CÁO {number}")))
        put(places[2], "bao-cao-khac-phuc_xa.docx")
        templates = Templates.beside(inputs)
        assert templates.of(AUTHORITY, XA).name == "bao-cao-khac-phuc_xa.docx"
        assert templates.settle(NEEDED) == ()
        (places[0] / "report_templates" / "bao-cao-khac-phuc.docx").unlink()
        assert Templates.beside(inputs).of(AUTHORITY, TOWN).name == "bao-cao-khac-phuc.docx"

    def it_names_files_that_fit_nothing(self, inputs: Path) -> None:
        put(inputs, "bao-cao-khac-phuc_phuong.docx", "bao-cao-khac-phuc_huyen-khac.docx")
        first, second = Templates.beside(inputs).settle(NEEDED)
        assert "bao-cao-khac-phuc_huyen-khac.docx" in first and "bao-cao-khac-phuc_phuong.docx" in second

    def it_ignores_words_lock_files_and_other_documents(self, inputs: Path) -> None:
        put(inputs, "~$o-cao-khac-phuc.docx", "~$bao-cao-khac-phuc_xa.docx", "ghi chu.docx", data=b"x")
        assert Templates.beside(inputs).settle(NEEDED) == ()

    def it_names_authorities_as_the_outputs_folder_does(self) -> None:
        assert authority_slug(AUTHORITY) == "huyen-thanh-ha" and authority_slug("") == "khong-ro-co-quan"


class DescribeFaultyOnes:
    @pytest.mark.parametrize("name", ["bao-cao-khac-phuc.docx", "bao-cao-khac-phuc_phuong.docx"])
    def it_stops_before_anything_is_read(self, inputs: Path, name: str) -> None:
        put(inputs, name, data=edited(("{{ nam }}", "{{ la }}"), ("{{ cau_ket }}", "{{ lb }}"), ("{{ nam }}", "{{ lc }}"), ("{{ nam }}", "{{ ld }}")))  # fmt: skip
        with pytest.raises(TemplateError) as caught:
            Templates.beside(inputs)
        assert f'cchc template check "{inputs / "report_templates" / name}"' in str(caught.value)

    def it_stops_at_one_for_an_authority_only_where_it_is_needed(self, inputs: Path) -> None:
        put(inputs, "bao-cao-khac-phuc_huyen-thanh-ha.docx", data=b"no document")
        templates = Templates.beside(inputs)
        with pytest.raises(TemplateError, match="huyen-thanh-ha"):
            templates.settle(NEEDED)
        assert templates.settle([("UBND huyện Khác", XA)])
