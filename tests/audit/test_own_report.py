"""Our own reports are read back before they are delivered: whatever an edited template makes of them is told."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cchc_excel.audit.written.own_report import OwnReports
from cchc_excel.audit.written.own_signs import own_names
from cchc_excel.errors import UnreadableFile
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict
from cchc_excel.model.names import CommuneName
from cchc_excel.readers.documents.filled import FilledReader
from cchc_excel.writers.report import ReportTemplate, report_values
from cchc_excel.writers.report.package import package, packed, read_package
from tests.builders.audited_commune import PUBLISHED, audited_commune, audited_district, remedy, scores
from tests.builders.districts import ROW, District
from tests.builders.templates import MAIN, SHIPPED, edited
from tests.conftest import ROOT, audited
from tests.writers.golden_cases import CASES, Case, filled

_TEXT = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(?=</w:t>)")
_FIGURE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{1,2})?(?=(?:/\d{1,3}(?:,\d)?)?\u00a0?(?:điểm|%))")
_CELL = re.compile(r"\d{1,3}(?:,\d{1,2})?")
ONE_YEAR = ReportTemplate.compile(SHIPPED, "mau.docx")


class Checker:
    """Fills one template for a district and reads every report back, as a run does."""

    def __init__(self, district: AuditedDistrict, template: ReportTemplate = ONE_YEAR) -> None:
        self.district = district
        self.template = template
        self.reader, self.check = FilledReader(), OwnReports(district)

    def fault(self, commune: AuditedCommune) -> str | None:
        parsed: dict[str, bytes] = {}
        data = self.template.fill(report_values(self.district, commune), parsed)
        return self.fault_in(data, commune, parsed)

    def fault_in(self, data: bytes, commune: AuditedCommune, parsed: dict[str, bytes] | None = None) -> str | None:
        return self.check.fault(self.reader.read("a.docx", data, own_names(commune.name), parsed), commune)

    def faults(self) -> dict[str, str | None]:
        return {c.name.display: self.fault(c) for c in self.district.communes}


def spoilt(*changes: tuple[str, str], part: str = MAIN) -> ReportTemplate:
    return ReportTemplate.compile(edited(*changes, part=part), "mau.docx")


@pytest.fixture(scope="module")
def district() -> AuditedDistrict:
    return audited(ROOT / "workbooks")


RESULT = "{{ ket_qua_chung }}"
SPOILT = [
    # the change, then what is told of xã Thanh Xá's report: the figure, and the words around it
    (("{{ dong.dat }}", "{{ dong.toi_da }}"), "điểm tiêu chí thành phần", "ghi"),
    (("{{ dong.tru }}", "{{ dong.dat }}"), "điểm chưa đạt tiêu chí thành phần", "ghi"),
    (("{{ dong.toi_da }}", "{{ dong.tru }}"), "điểm tối đa tiêu chí thành phần", "ghi"),
    (("{{ tong_diem_tru }}", "14,78"), "14,78", "Tổng số điểm bị trừ"),
    (("{{ linh_vuc.ket_qua }}", "Kết quả đạt {{ tong_diem_tru }} điểm."), "14,87", "Kết quả đạt 14,87 điểm"),
    (("{{ linh_vuc.ket_qua }}", "Chỉ số đạt 95,5%."), "95,5%", "Chỉ số đạt 95,5%"),
    (("{{ phan.tong_ket }}", "Điểm thẩm định đạt {{ tong_diem_tru }}/74 điểm."), "14,87", "Điểm thẩm định đạt 14,87/74 điểm"),
    (("{{ phan.tong_ket }}", "Điểm thẩm định đạt 64,24 điểm."), "64,24", "Điểm thẩm định đạt 64,24 điểm"),
    (("- {{ dong }}", "- {{ dong }} Cải cách tài chính công: đạt 6,5/7 điểm."), "6,5", "Cải cách tài chính công: đạt 6,5/7 điểm"),
    ((RESULT, "Tổng điểm đạt {{ tong_diem_tru }}/100 điểm."), "14,87", "Tổng điểm đạt 14,87/100 điểm"),
    ((RESULT, "{{ ket_qua_chung }} Chỉ số đạt 58,12%."), "58,12%", "Chỉ số đạt 58,12%"),
    ((RESULT, "Tổng điểm đạt 58,13/100 điểm."), "58,13", "Tổng điểm đạt 58,13/100 điểm"),
    ((RESULT, "Chỉ số cải cách hành chính năm {{ nam }} của {{ ten_don_vi }} đạt 85,31/100 điểm, tăng 2,35 điểm so với năm 2021."), "85,31", "đạt 85,31/100 điểm"),
    # what a report must hold
    ((RESULT, "Kết quả như sau:"), "không nêu tổng điểm 85,13", ""),
    ((RESULT, "Chỉ số cải cách hành chính năm 2021 của {{ ten_don_vi }} đạt 82,78 điểm."), "không nêu tổng điểm 85,13", ""),
    # whom it names
    (("{{ ten_don_vi_in_hoa }}", "UBND XÃ THANH HẢI"), "không phải xã Thanh Xá", "UBND XÃ THANH H"),
    (("{{ ten_don_vi_day_du }}", "Ủy ban nhân dân xã Liên Mạc"), "không phải xã Thanh Xá", "xã Liên Mạc"),
    (("{{ dia_danh }}", "Liên Mạc"), "không phải xã Thanh Xá", "Liên Mạc, ngày"),
    (("HĐND {{ ten_xa }}", "HĐND thị trấn Thanh Hà"), "không phải xã Thanh Xá", "thị trấn Thanh Hà"),
    (("{{ cau_ket }}", "Trên đây là báo cáo của UBND X. Liên Mạc, xã Liên Mạc"), "không phải xã Thanh Xá", "xã Liên Mạc"),
    # what stands where nothing was filled in
    (("{{ cau_ket }}", "Trên đây là báo cáo undefined"), "còn “undefined”", "báo cáo undefined"),
    (("{{ cau_ket }}", "Trên đây là báo cáo None"), "còn “None”", "báo cáo None"),
]  # fmt: skip


class DescribeTheShippedTemplate:
    def it_says_what_was_audited_in_every_report(self, district: AuditedDistrict) -> None:
        assert set(Checker(district).faults().values()) == {None}

    def it_is_right_the_second_time_too_and_in_any_order(self, district: AuditedDistrict) -> None:
        checker = Checker(district)
        for commune in (*district.communes, *reversed(district.communes)):
            assert checker.fault(commune) is None

    def it_is_proved_without_reading_a_report_as_a_document(self, district: AuditedDistrict) -> None:
        checker = Checker(district)
        for commune in district.communes:
            data = ONE_YEAR.fill(report_values(district, commune))
            report = checker.reader.read("a.docx", data, own_names(commune.name))
            assert checker.check.fault(replace(report, reread=_never), commune) is None

    @pytest.mark.parametrize(("slip", "value"), [(f"E{ROW['8.1']}", 2.5), (f"C{ROW['T']}", 33), (f"C{ROW['2.1']}", 6)])
    def it_is_right_where_the_workbook_is_not(self, tmp_path: Path, slip: str, value: float) -> None:
        # a score above its maximum, a maximum that does not add up: then what was lost is not what the total lacks
        wrong = District()
        for name in wrong.sheets:
            wrong.set(name, slip, value)
        assert set(Checker(audited(wrong.write(tmp_path))).faults().values()) == {None}

    @pytest.mark.parametrize("name", ["Xã Chư Á", "Xã Yên Chùa", "Xã Chúa"])
    def it_takes_no_name_for_a_word(self, tmp_path: Path, name: str) -> None:
        scores = dict(zip([name, "Xã Thanh An"], District().scores.values(), strict=False))
        checker = Checker(audited(District(scores=scores).write(tmp_path)))
        assert set(checker.faults().values()) == {None} and name in checker.faults()


def _never() -> None:
    raise AssertionError("read again")


class DescribeASpoiltTemplate:
    @pytest.mark.parametrize(("change", "figure", "sentence"), SPOILT, ids=[c[0][1][:40] for c in SPOILT])
    def it_is_told_with_the_sentence(
        self, change: tuple[str, str], figure: str, sentence: str, district: AuditedDistrict
    ) -> None:
        faults = Checker(district, spoilt(change)).faults()
        told = faults["Xã Thanh Xá"]
        assert told is not None and figure in told and sentence in told, told
        assert "\0" not in told and "\1" not in told
        # a report may be right by chance: a figure typed in that is its own, a unit that is named
        assert sum(fault is not None for fault in faults.values()) >= len(faults) - 3, faults

    def it_is_told_of_the_first_report_and_of_the_last(self, district: AuditedDistrict) -> None:
        # the first one's own figure, typed into the text, is right once
        own = district.communes[0]
        total = "Tổng điểm đạt " + str(own.total.score.quantize(Decimal("0.01"))).replace(".", ",") + "/100 điểm."
        faults = Checker(district, spoilt((RESULT, total))).faults()
        assert faults.pop(own.name.display) is None
        assert all(fault is not None and "Tổng điểm đạt" in fault for fault in faults.values())

    def it_misses_the_points_of_a_sub_criterion(self, district: AuditedDistrict) -> None:
        bare = (
            (RESULT, RESULT),
            ("{{ nhom.rieng }}", "x"),
            ("{{ tieu_chi }}", "x"),
            ("{{ dong.tru }}", ""),
            ("{{ dong.dat }}", ""),
        )
        told = Checker(district, spoilt(*bare)).faults()["Xã Thanh Xá"]
        assert told is not None and re.search(r"không nêu 0,\d+ điểm bị trừ ở tiêu chí thành phần \d", told)

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("./.<", " {{ ten_xa }}./.<", "còn “{{”"),
            ("./.<", " {% if ten_xa %}./.<", "còn “{%”"),
            ("./.<", " {</w:t></w:r><w:r><w:t>{ ten_xa }}./.<", "còn “{{”"),
            ("năm 2022", "năm 2021", "không nói về Chỉ số năm 2022"),
            ("NĂM 2022", "NĂM 2021", None),
        ],
    )
    def it_sees_what_is_left_and_another_year(
        self, old: str, new: str, told: str | None, district: AuditedDistrict
    ) -> None:
        commune = district.communes[0]
        fault = Checker(district).fault_in(_changed(ONE_YEAR.fill(report_values(district, commune)), old, new), commune)
        assert fault is None if told is None else fault is not None and told in fault, fault

    def it_misses_the_unit(self, district: AuditedDistrict) -> None:
        commune = next(c for c in district.communes if c.name.name == "Thanh Xá")
        data = ONE_YEAR.fill(report_values(district, commune))
        for one, other in (
            ("xã Thanh Xá", "đơn vị"),
            ("Xã Thanh Xá", "đơn vị"),
            ("XÃ THANH XÁ", "ĐƠN VỊ"),
            ("Thanh Xá,", ","),
        ):
            for part in (MAIN, "docProps/core.xml"):
                data = _changed(data, one, other, part=part, must=False)
        assert "không nêu tên đơn vị “xã Thanh Xá”" in (Checker(district).fault_in(data, commune) or "")

    def it_looks_into_heads_of_pages_and_the_title(self, district: AuditedDistrict) -> None:
        commune = next(c for c in district.communes if c.name.name == "Thanh Xá")
        data = ONE_YEAR.fill(report_values(district, commune))
        title = _changed(data, "- Xã Thanh Xá<", "- Xã Liên Mạc<", part="docProps/core.xml")
        assert "Xã Liên Mạc" in (Checker(district).fault_in(title, commune) or "")
        header = next(n for n in read_package(data) if n.startswith("word/header"))
        head = _changed(data, "<w:p>", "<w:p><w:r><w:t>{{ nam }}</w:t></w:r></w:p><w:p>", part=header)
        assert "{{" in (Checker(district).fault_in(head, commune) or "")


def _changed(data: bytes, old: str, new: str, part: str = MAIN, *, must: bool = True) -> bytes:
    contents = read_package(data)
    text = contents[part].decode()
    assert old in text or not must, old
    return package(packed(n, c if n != part else text.replace(old, new).encode()) for n, c in contents.items())


class DescribeTheChart:
    CHART = "word/charts/chart1.xml"

    def _faults(self, *changes: tuple[str, str]) -> str | None:
        """What is told of xã Thanh Xá's report after its chart was changed."""
        district = audited(ROOT / "workbooks")
        commune = next(c for c in district.communes if c.name.name == "Thanh Xá")
        parts = read_package(ONE_YEAR.fill(report_values(district, commune)))
        xml = parts[self.CHART].decode()
        for old, new in changes:
            assert old in xml
            xml = xml.replace(old, new, 1)
        parts[self.CHART] = xml.encode()
        return Checker(district).fault_in(package(packed(n, d) for n, d in parts.items()), commune)

    def it_is_right_as_it_is_filled(self) -> None:
        assert self._faults() is None

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("<c:v>81.33</c:v>", "<c:v>83.31</c:v>", "của đơn vị là 83,31, số đã kiểm tra là 81,33"),
            ("&quot;81,33&quot;", "&quot;81,34&quot;", "của đơn vị là 81,34, số đã kiểm tra là 81,33"),
            ("<c:v>83.64</c:v>", "<c:v>81.33</c:v>", "của mức trung bình là 81,33, số đã kiểm tra là 83,64"),
            ("<c:v>Xã Thanh Xá</c:v>", "<c:v>Xã Tân An</c:v>", "của mức trung bình là 81,33, số đã kiểm tra là 83,64"),
        ],
    )
    def it_is_told_where_a_bar_is_not_the_audited_index(self, old: str, new: str, told: str) -> None:
        fault = self._faults((old, new))
        assert fault == f"biểu đồ ghi chỉ số “1. Công tác chỉ đạo, điều hành CCHC” {told}"

    def it_is_told_where_two_bars_are_exchanged(self) -> None:
        assert self._faults(("<c:v>81.33<", "<c:v>?<"), ("<c:v>95<", "<c:v>81.33<"), ("<c:v>?<", "<c:v>95<"))


class DescribeNamesInOneAnother:
    UNITS = (("xã", "Thanh Hà"), ("xã", "Thanh Hải"), ("xã", "Thanh"), ("xã", "Thanh Xá"), ("thị trấn", "Thanh Hà"))

    def _communes(self) -> AuditedDistrict:
        lines = scores(PUBLISHED)
        note = remedy("1.1", "Phối hợp với UBND xã Liên Mạc và UBND xã Thanh Hải rà soát kế hoạch")
        names = [CommuneName(*unit) for unit in (*self.UNITS, ("xã", "Liên Mạc"))]
        communes = tuple(audited_commune(lines, name=name, remedies=[note]) for name in names)
        return replace(audited_district(communes[0]), communes=communes)

    def it_takes_no_name_for_another(self) -> None:
        assert set(Checker(self._communes()).faults().values()) == {None}

    @pytest.mark.parametrize("unit", [" ".join(u) for u in UNITS])
    def it_sees_each_typed_in_place_of_another(self, unit: str) -> None:
        for tag, typed in (
            ("{{ ten_don_vi_day_du }}", f"Ủy ban nhân dân {unit}"),
            ("{{ ten_don_vi_in_hoa }}", f"UBND {unit}".upper()),
        ):
            checker = Checker(self._communes(), spoilt((tag, typed)))
            for commune in checker.district.communes:
                told = checker.fault(commune)
                assert (told is None) == (commune.name.inline == unit), (commune.name, told)

    def it_lets_the_office_name_another_one_in_its_notes_only(self) -> None:
        district = self._communes()
        for text, is_right in (
            ("Biện pháp: phối hợp với UBND xã Liên Mạc và UBND xã Thanh Hải rà soát kế hoạch.", True),
            ("Báo cáo này là của UBND xã Liên Mạc.", False),
        ):
            checker = Checker(district, spoilt(("{{ cau_ket }}", text + " {{ cau_ket }}")))
            assert (checker.fault(district.communes[3]) is None) == is_right


class DescribeAnyFigureThatIsChanged:
    """Not seen: dates, numbers of documents and of list items, what reasons and remedies say (they are the office's own),
    and a figure that still rounds to the audited one."""

    @settings(max_examples=120)
    @given(data=st.data())
    def it_is_told_with_the_wrong_figure(self, data: st.DataObject) -> None:
        _, report = _filled()
        number = data.draw(st.integers(0, len(report) - 1), label="commune")
        commune, whole = report[number]
        places = list(_figures(whole))
        begin, end = data.draw(st.sampled_from(places), label="figure")
        figure = whole[begin:end]
        at = data.draw(st.sampled_from([i for i, c in enumerate(figure) if c.isdigit()]), label="digit")
        digit = data.draw(st.sampled_from([d for d in "0123456789" if d != figure[at]]), label="instead")
        wrong = figure[:at] + digit + figure[at + 1 :]
        # an exact score may lie on the edge between two figures a hundredth apart
        assume(abs(_value(wrong) - _value(figure)) > Decimal("0.01"))
        changed = whole[:begin] + wrong + whole[end:]
        told = _checker().fault_in(_packed(changed), commune)
        assert told is not None, whole[begin - 150 : end + 20]
        assert _told_as(wrong) in told or wrong in told, (told, wrong)

    def it_looks_at_most_figures_of_a_report(self) -> None:
        _, reports = _filled()
        assert all(len(list(_figures(whole))) > 60 for _, whole in reports)


def _value(figure: str) -> Decimal:
    return Decimal(figure.replace(",", "."))


def _told_as(figure: str) -> str:
    return format(_value(figure).normalize(), "f").replace(".", ",")


def _figures(xml: str) -> Iterator[tuple[int, int]]:
    """Where the figures of a report stand that say what the commune reached."""
    for found in _TEXT.finditer(xml):
        text = found[2].split("Nguyên nhân", 1)[0]
        if xml.rfind("<w:tbl>", 0, found.start()) > xml.rfind("</w:tbl>", 0, found.start()):
            if _CELL.fullmatch(found[2]):
                yield found.span(2)
        elif not text.startswith(("So với", "Biện pháp")) and "Tập trung" not in text:
            for figure in _FIGURE.finditer(text):
                yield found.start(2) + figure.start(), found.start(2) + figure.end()


_CACHE: dict[str, object] = {}


def _filled() -> tuple[AuditedDistrict, list[tuple[AuditedCommune, str]]]:
    if "filled" not in _CACHE:
        district = audited(ROOT / "workbooks")
        chosen = district.communes[::6]
        packages = [(c, read_package(ONE_YEAR.fill(report_values(district, c)))) for c in chosen]
        _CACHE["rest"] = packages[0][1]
        _CACHE["filled"] = (district, [(c, p[MAIN].decode()) for c, p in packages])
        _CACHE["checker"] = Checker(district)
        for commune in district.communes:
            assert _checker().fault(commune) is None
    return _CACHE["filled"]  # type: ignore[return-value]


def _checker() -> Checker:
    return _CACHE["checker"]  # type: ignore[return-value]


def _packed(xml: str) -> bytes:
    rest: dict[str, bytes] = _CACHE["rest"]  # type: ignore[assignment]
    return package(packed(n, xml.encode() if n == MAIN else c) for n, c in rest.items() if n != "docProps/core.xml")


class DescribeThePackage:
    def _data(self, district: AuditedDistrict) -> bytes:
        return ONE_YEAR.fill(report_values(district, district.communes[0]))

    def it_is_opened_again(self, district: AuditedDistrict) -> None:
        data = self._data(district)
        for broken in (data[:-30], data[:2000], b"", data.replace(b"PK\x03\x04", b"PK\x03\x05")):
            with pytest.raises(UnreadableFile, match="không mở lại được"):
                FilledReader().read("a.docx", broken)

    def it_is_sound_xml_in_every_part(self, district: AuditedDistrict) -> None:
        data = self._data(district)
        for part in (MAIN, "word/styles.xml", "word/document.xml", "docProps/core.xml"):
            with pytest.raises(UnreadableFile, match="không mở lại được"):
                FilledReader().read("a.docx", _changed(data, "</", "<", part=part))

    def it_is_no_matter_what_was_found_sound_of_other_bytes(self, district: AuditedDistrict) -> None:
        data = self._data(district)
        parsed = {MAIN: read_package(data)[MAIN]}
        FilledReader().read("a.docx", data, parsed=parsed)
        with pytest.raises(UnreadableFile):
            FilledReader().read("a.docx", _changed(data, "</w:body>", ""), parsed=parsed)

    def it_is_found_damaged_in_a_part_that_was_sound_before(self, district: AuditedDistrict) -> None:
        reader, data = FilledReader(), self._data(district)
        reader.read("a.docx", data)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            at = archive.getinfo("word/styles.xml").header_offset + 60
        with pytest.raises(UnreadableFile):
            reader.read("a.docx", data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :])


@pytest.fixture(scope="module")
def case() -> Case:
    return CASES["co-nam-truoc"]()


class DescribeStandingAndCodes:
    """Rank, grade, counts, the year before, what to work on, and codes beside names."""

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("xếp thứ 7/20\u00a0đơn vị; xếp loại", "xếp thứ 8/20\u00a0đơn vị; xếp loại", "xếp thứ 8/20"),
            ("xếp thứ 7/20\u00a0đơn vị; xếp loại", "xếp thứ 7/21\u00a0đơn vị; xếp loại", "xếp thứ 7/21"),
            ("xếp loại Tốt.", "xếp loại Khá.", "xếp loại Khá"),
            ("So với năm 2021", "So với năm 2020", "So với năm 2020"),
            ("(đạt 82,88/100", "(đạt 82,78/100", "82,78"),
            ("xếp thứ 9/20", "xếp thứ 8/20", "8/20"),
            ("tăng 2,25", "giảm 2,25", "giảm 2,25"),
            ("tăng 2,25", "tăng 2,52", "2,52"),
            ("tăng 2\u00a0bậc", "tăng 3\u00a0bậc", "3 bậc"),
            ("chỉ số mới đạt 72,74%", "chỉ số mới đạt 72,47%", "72,47"),
            ("đã rà soát 16\u00a0tiêu chí", "đã rà soát 17\u00a0tiêu chí", "17 tiêu chí"),
            (
                "hành chính năm 2022 của UBND xã Thanh Xá đạt",
                "hành chính năm 2025 của UBND xã Thanh Xá đạt",
                "năm 2025",
            ),
            ("Tiêu chí thành phần 3.1 “Công khai", "Tiêu chí thành phần 3.2 “Công khai", "mang mã 3.2"),
            (">5.2</w:t>", ">5.1</w:t>", "5.1"),
        ],
    )
    def it_sees_one_that_is_changed(self, old: str, new: str, told: str, case: Case) -> None:
        checker = Checker(case.district)
        data = filled(case)
        assert checker.fault_in(data, case.commune) is None
        fault = checker.fault_in(_changed(data, old, new), case.commune)
        assert fault is not None and told in fault, fault

    def it_lets_the_office_speak_of_other_ranks_and_years(self, case: Case) -> None:
        checker = Checker(case.district)
        own = "Năm 2020 xã xếp thứ 3/19 đơn vị, xếp loại Khá. Chỉ số cải cách hành chính năm 2020 của UBND xã đạt kết quả khá."
        data = _changed(filled(case), "Trên đây là báo cáo", f"{own} Trên đây là báo cáo")
        assert checker.fault_in(data, case.commune) is None
