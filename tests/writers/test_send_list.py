"""The list of what may be sent: as it was written, or refused in a clause; a partial run keeps it right."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.facts import Contact, Fact, Information
from cchc_excel.model.finding import Place, Severity
from cchc_excel.model.send_list import SendItem, SendList
from cchc_excel.results import write_reports
from cchc_excel.templates import Templates, compiled_template
from cchc_excel.writers.report import TAGS
from cchc_excel.writers.send_list import Draft, encoded_list, mail_settings, read_send_list, send_list_name
from tests.builders import audited_commune as communes
from tests.builders.audited import finding
from tests.builders.districts import District
from tests.builders.templates import SHIPPED, edited
from tests.conftest import ROOT, Run, audited

HASH, OTHER = "a" * 64, "0" * 64
LIST = "danh-sach-gui_2022.json"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
HASHES = st.binary(min_size=1, max_size=3).map(lambda data: sha256(data).hexdigest())


def item(commune: str = "Xã Thanh Xá", **other: Any) -> SendItem:
    told = {
        "commune": commune, "unit": f"UBND {commune}", "emails": ("vp@thanhxa.example",), "recipient": "Chủ tịch",
        "report": f"{commune}.docx", "sha256": HASH, "content": OTHER, "errors": ("A01",), "values": {"nam": "2022"},
    }  # fmt: skip
    return SendItem(**{**told, **other})


def listed(*items: SendItem) -> SendList:
    return SendList.of("UBND huyện Thanh Hà", 2022, {"Cổng": "587"}, items or (item(),))


def spoilt(change: Callable[[dict[str, Any]], None]) -> bytes:
    """The list as somebody changed it."""
    data = json.loads(encoded_list(listed(item(), item("Xã Thanh An", sha256=OTHER))))
    change(data)
    return json.dumps(data).encode()


class DescribeTheList:
    @given(
        st.lists(
            st.builds(
                item, st.text("abcđêXã ", min_size=1, max_size=8).map(lambda text: f"x{text.casefold()}"),
                emails=st.lists(TEXTS).map(tuple), recipient=TEXTS, unit=TEXTS, sha256=HASHES, content=HASHES,
                errors=st.lists(st.sampled_from(["A01", "F02"])).map(tuple), values=st.dictionaries(TEXTS, VALUES, max_size=3),
            ),
            unique_by=lambda one: one.commune, max_size=4,
        ),
        TEXTS,
    )  # fmt: skip
    def it_is_read_as_it_was_written(self, items: list[SendItem], authority: str) -> None:
        whole = SendList.of(authority, 2022, {"Máy chủ thư": "mail.example"}, items)
        assert read_send_list(encoded_list(whole)) == whole

    def it_is_another_run_when_any_report_is_another(self) -> None:
        runs = {
            listed(item(), item("Xã B")).run, listed(item("Xã B", sha256=OTHER), item()).run,
            listed(item(), item("Xã B", sha256=OTHER)).run, listed(item()).run, listed().with_items(()).run,
        }  # fmt: skip
        assert len(runs) == 5
        assert listed(item(), item("Xã B")).run == listed().with_items((item(), item("Xã B", recipient="khác"))).run

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda d: d.update(schema="cchc-send/2"), "do bản khác lập"),
            (lambda d: d.update(year="2022"), "year"),
            (lambda d: d.update(year=True), "year"),
            (lambda d: d.update(year=20222), "year"),
            (lambda d: d.update(authority=None), "authority"),
            (lambda d: d.update(settings={"Mật khẩu": "x"}), "settings"),
            (lambda d: d.update(settings={"Cổng": 587}), "settings"),
            (lambda d: d.update(settings=[]), "settings"),
            (lambda d: d.update(items={}), "items"),
            (lambda d: d.update(run="b" * 64), "run"),
            (lambda d: d["items"].pop(), "run"),
            (lambda d: d["items"].append(d["items"][0]), "commune"),
            (lambda d: d["items"][1].update(report=d["items"][0]["report"].upper().replace("DOCX", "docx")), "report"),
            (lambda d: d["items"].append(3), "mục 3"),
            (lambda d: d.pop("held_back"), "held_back"),
            (lambda d: d.update(held_back=[""]), "held_back"),
            (lambda d: d.update(held_back=["Xã A", "xã A"]), "held_back"),
            (lambda d: d.update(held_back=[d["items"][0]["commune"]]), "held_back"),
            (lambda d: d["items"][0].pop("values"), "mục 1"),
            (lambda d: d["items"][0].update(more=""), "mục 1"),
            (lambda d: d["items"][1].update(commune=""), "mục 2"),
            (lambda d: d["items"][1].update(commune=["Xã"]), "mục 2"),
            (lambda d: d["items"][1].update(recipient="\ud800"), "mục 2"),
            (lambda d: d["items"][1].update(recipient="x" * 100_001), "mục 2"),
            (lambda d: d["items"][1].update(emails="a@b.example"), "emails"),
            (lambda d: d["items"][1].update(emails=[{}]), "emails"),
            (lambda d: d["items"][1].update(errors=None), "errors"),
            (lambda d: d["items"][1].update(sha256="A" * 64), "sha256"),
            (lambda d: d["items"][1].update(content="0" * 63), "content"),
            (lambda d: d["items"][1].update(values=[]), "values"),
            (lambda d: d["items"][1].update(values={"a": 1}), "values"),
            (lambda d: d["items"][1].update(values={"a": [[[[[[[[["x"]]]]]]]]]}), "values"),
            *(
                (lambda d, name=name: d["items"][1].update(report=name), "report")
                for name in ("../a.docx", "a/b.docx", "C:a.docx", "a\\b.docx", ".docx", "a.docm", "a\n.docx", "", "a" * 255 + ".docx")
            ),
        ],
    )  # fmt: skip
    def it_says_what_is_wrong(self, change: Callable[[dict[str, Any]], None], told: str) -> None:
        with pytest.raises(ValueError, match=r"^danh sách gửi ") as problem:
            read_send_list(spoilt(change))
        assert told in str(problem.value)

    @pytest.mark.parametrize(
        "data",
        [b"", b"\xff", b"[" * 200_000, b"NaN", b'{"schema": Infinity}', b"9" * 10_000, b"[]", b" " * (64 * 2**20 + 1)],
    )
    def it_says_that_it_is_none(self, data: bytes) -> None:
        with pytest.raises(ValueError, match=r"^danh sách gửi "):
            read_send_list(data)


class DescribeWhatIsListed:
    def it_tells_contact_and_error_findings_of_the_commune(self) -> None:
        one = communes.audited_commune(communes.scores("1 | Một\n1.1 | a | 4 | 3"))
        contact = Contact(commune=one.name, emails=("a@x.example",), recipient="Chủ tịch", facts={}, place=Place())
        found = (
            finding("F01"), finding("A01"), finding("A01"), finding("A02", Severity.WARNING),
            finding("Q01", commune="Xã Khác"), finding("S01", commune=None),
        )  # fmt: skip
        district = communes.audited_district(replace(one, contact=contact), findings=found, authority="UBND huyện")
        draft = Draft(district)
        draft.add(district.communes[0], {"nam": "2022", "cac_can_cu": ("a", "b")}, "a.docx", b"data", OTHER)
        (told,) = draft.finished(district.communes, None).items
        assert told == SendItem(
            commune="Xã Thanh Xá", unit="UBND xã Thanh Xá", emails=("a@x.example",), recipient="Chủ tịch", report="a.docx",
            sha256=sha256(b"data").hexdigest(), content=OTHER, errors=("A01", "F01"),
            values={"nam": "2022", "cac_can_cu": ["a", "b"]},
        )  # fmt: skip

    def it_takes_the_settings_for_mail_from_the_information_sheet_and_never_a_password(self) -> None:
        facts = {
            "MÁY CHỦ THƯ:": "mail.example", "Cổng": "587", "Cổng thông tin": "thanhha.example", "Mật khẩu thư": "bí mật",
            "Mật khẩu": "bí mật", "Số thư mỗi phút": "", "cong": "25", "Địa chỉ nhận trả lời": "a@x.example",
        }  # fmt: skip
        known = Information(tuple(Fact(key=key, value=value, place=Place()) for key, value in facts.items()))
        assert mail_settings(known) == {
            "Máy chủ thư": "mail.example", "Cổng": "587", "Địa chỉ nhận trả lời": "a@x.example", "Mật khẩu": "",
        }  # fmt: skip

    def it_tells_that_there_is_a_password_not_which(self) -> None:
        told = SendList.of(
            "UBND huyện", 2022, mail_settings(Information((Fact(key="MK", value="x", place=Place()),))), ()
        )
        assert told.settings == {"Mật khẩu": ""} and read_send_list(encoded_list(told)) == told


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> AuditedDistrict:
    return audited(District().write(tmp_path_factory.mktemp("workbooks")))


def write(district: AuditedDistrict, folder: Path, *names: str, template: bytes = SHIPPED) -> SendList:
    """Writes the reports of the communes named, of all where none is, and gives the list that is left."""
    (folder / "mau.docx").write_bytes(template)
    chosen = [c for c in district.communes if not names or c.name.display in names]
    write_reports(district, chosen, folder, Templates.only(compiled_template(folder / "mau.docx")))
    return read_send_list((folder / LIST).read_bytes())


def hashes(folder: Path) -> dict[str, str]:
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in (folder / "bao_cao").iterdir()}


OTHER_TEMPLATE = edited(("BÁO CÁO", "BÁO CÁO KẾT QUẢ"))
HELD_BACK = edited(("{{ ket_qua_chung }}", "Kết quả như sau:"))
"""A template whose reports lack their total, so that none is delivered."""


class DescribeARun:
    def it_lists_every_report_with_its_hash_and_all_its_tags(self, district: AuditedDistrict, tmp_path: Path) -> None:
        told = write(district, tmp_path)
        assert (told.authority, told.year, told.settings) == ("UBND huyện Thanh Hà", 2022, {})
        assert [i.commune for i in told.items] == [c.name.display for c in district.communes]
        assert {i.report: i.sha256 for i in told.items} == hashes(tmp_path)
        for one in told.items:
            assert set(one.values) == {tag.name for tag in TAGS}
            assert one.values["ten_don_vi"] == one.unit
            assert json.dumps(one.values["phu_luc"]).startswith('[{"ma":')

    def it_leaves_the_same_list_each_time(self, district: AuditedDistrict, tmp_path: Path) -> None:
        first = write(district, tmp_path)
        data = (tmp_path / LIST).read_bytes()
        assert write(district, tmp_path) == first and (tmp_path / LIST).read_bytes() == data
        assert write(district, tmp_path, template=OTHER_TEMPLATE).run != first.run

    def it_lists_no_report_that_was_held_back(self, district: AuditedDistrict, tmp_path: Path) -> None:
        assert write(district, tmp_path).items
        told = write(district, tmp_path, template=HELD_BACK)
        assert told.items == () and told.held_back == tuple(c.name.display for c in district.communes)

    def it_writes_the_list_only_when_every_report_is_there(self, district: AuditedDistrict, tmp_path: Path) -> None:
        write(district, tmp_path)
        before = (tmp_path / LIST).read_bytes()
        (tmp_path / "mau.docx").write_bytes(OTHER_TEMPLATE)
        templates = Templates.only(compiled_template(tmp_path / "mau.docx"))
        seen: list[bytes] = []
        write_reports(
            district, district.communes, tmp_path, templates, lambda *_: seen.append((tmp_path / LIST).read_bytes())
        )
        assert seen == [before] * 3
        told = read_send_list((tmp_path / LIST).read_bytes())
        assert {i.report: i.sha256 for i in told.items} == hashes(tmp_path)


class DescribeOneCommunesReport:
    def it_changes_its_own_entry_only(self, district: AuditedDistrict, tmp_path: Path) -> None:
        before = write(district, tmp_path)
        after = write(district, tmp_path, "Xã Thanh Xá", template=OTHER_TEMPLATE)
        assert [i.commune for i in after.items] == [i.commune for i in before.items]
        assert {i.report: i.sha256 for i in after.items} == hashes(tmp_path)
        changed = [a.commune for a, b in zip(after.items, before.items, strict=True) if a != b]
        assert changed == ["Xã Thanh Xá"] and after.run != before.run

    def it_goes_from_the_list_when_it_is_held_back(self, district: AuditedDistrict, tmp_path: Path) -> None:
        write(district, tmp_path)
        after = write(district, tmp_path, "Xã Thanh Xá", template=HELD_BACK)
        assert "Xã Thanh Xá" not in [i.commune for i in after.items] and len(after.items) == 2
        assert after.held_back == ("Xã Thanh Xá",)
        assert write(district, tmp_path, "Xã Thanh An").held_back == ("Xã Thanh Xá",)
        assert write(district, tmp_path, "Xã Thanh Xá").held_back == ()

    @pytest.mark.parametrize("before", [None, b"", b"{}", "other year"])
    def it_is_listed_alone_where_there_was_no_list(
        self, district: AuditedDistrict, tmp_path: Path, before: bytes | str | None
    ) -> None:
        if before == "other year":
            (tmp_path / LIST).write_bytes(
                encoded_list(SendList.of(district.authority, 2021, {}, [item("Xã Thanh An")]))
            )
        elif isinstance(before, bytes):
            (tmp_path / LIST).write_bytes(before)
        after = write(district, tmp_path, "Xã Thanh Xá")
        assert [i.commune for i in after.items] == ["Xã Thanh Xá"]

    def it_drops_a_commune_that_is_no_more(self, district: AuditedDistrict, tmp_path: Path) -> None:
        write(district, tmp_path)
        fewer = replace(district, communes=district.communes[1:])
        after = write(fewer, tmp_path, "Xã Thanh Xá")
        assert {i.commune for i in after.items} == {c.name.display for c in fewer.communes}


class DescribeTheCommands:
    def it_list_the_samples_contacts_and_keep_the_list_right(self, cchc: Run, tmp_path: Path) -> None:
        assert cchc("run", ROOT / "workbooks").returncode == 3
        (path,) = tmp_path.glob("outputs/*/" + send_list_name(2022))
        data = path.read_bytes()
        told = read_send_list(data)
        assert len(told.items) == 20
        assert all(e.endswith(".example") for i in told.items for e in i.emails)
        assert {i.commune for i in told.items if "F01" in i.errors} == {"Xã Thanh Hải"}
        assert cchc("report", ROOT / "workbooks", "--commune", "Thanh Xa").returncode == 3
        assert path.read_bytes() == data
        assert cchc("check", "--form", path.parent / "bao_cao" / told.items[0].report).returncode == 0
