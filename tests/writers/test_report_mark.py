"""A report's own mark: whose it is and of which filling, beside what the office's template says of itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from cchc_excel.audit.written.own_report import OwnReports
from cchc_excel.audit.written.own_signs import own_names
from cchc_excel.errors import TemplateError, UnreadableFile
from cchc_excel.model.report_mark import PART, ReportMark
from cchc_excel.readers.documents.filled import FilledReader
from cchc_excel.readers.documents.report_mark import FoundMark, read_mark
from cchc_excel.writers.report import ReportTemplate, report_values
from cchc_excel.writers.report.package import package, packed, read_package
from tests.builders.audited_commune import PUBLISHED, audited_commune, audited_district, scores
from tests.builders.libreoffice import SOFFICE, converted
from tests.builders.templates import MAIN, SHIPPED, edited

COMMUNE = audited_commune(scores(PUBLISHED))
DISTRICT = audited_district(COMMUNE)
VALUES = report_values(DISTRICT, COMMUNE)
MARK = ReportMark.of("UBND huyện Thanh Hà", 2022, "Xã Thanh Xá")
TEMPLATE = ReportTemplate.compile(SHIPPED, "mau.docx")
REPORT, CONTENT = TEMPLATE.fill_marked(VALUES, MARK)
TYPES, LINKS = "[Content_Types].xml", "_rels/.rels"
USUAL = "http://schemas.openxmlformats.org/officeDocument/2006/"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/"
OWN_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"


def properties(*entries: tuple[str, str], edition: str = USUAL, kind: str = "custom-properties") -> bytes:
    """A part of properties, as an office's own software writes it."""
    written = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="{name}">'
        f"<vt:lpwstr>{text}</vt:lpwstr></property>"
        for number, (name, text) in enumerate(entries, 2)
    )
    return f'<Properties xmlns="{edition}{kind}" xmlns:vt="{edition}docPropsVTypes">{written}</Properties>'.encode()


def with_properties(data: bytes, part: str = PART, kind: str = f"{USUAL}relationships/custom-properties") -> bytes:
    """The shipped template with a part of properties of its own."""
    contents = dict(read_package(SHIPPED))
    link = f'<Relationship Id="rId77" Type="{kind}" Target="/{part}"/></Relationships>'
    contents[LINKS] = contents[LINKS].replace(b"</Relationships>", link.encode())
    override = f'<Override PartName="/{part}" ContentType="{OWN_TYPE}"/></Types>'
    contents[TYPES] = contents[TYPES].replace(b"</Types>", override.encode())
    return package(packed(n, d) for n, d in {**contents, part: data}.items())


def marked(template: bytes = SHIPPED, mark: ReportMark = MARK) -> bytes:
    return ReportTemplate.compile(template, "mau.docx").fill_marked(VALUES, mark)[0]


def entries(report: bytes) -> list[tuple[str, str]]:
    root = etree.fromstring(read_package(report)[PART])
    return [(e.get("name", ""), "".join(map(str, e.itertext()))) for e in root]


def with_mark(xml: bytes) -> bytes:
    """A report whose mark's part is `xml`."""
    parts = {**read_package(REPORT), PART: xml}
    return package(packed(n, d) for n, d in parts.items())


class DescribeTheMark:
    def it_says_whose_the_report_is_and_of_which_filling(self) -> None:
        assert read_mark(REPORT) == FoundMark(MARK, CONTENT)
        assert entries(REPORT) == [
            ("cchc_authority", "UBND huyện Thanh Hà"), ("cchc_year", "2022"), ("cchc_commune", "Xã Thanh Xá"),
            ("cchc_content", CONTENT),
        ]  # fmt: skip

    def it_is_the_same_bytes_each_time(self) -> None:
        assert marked() == TEMPLATE.fill_marked(VALUES, MARK)[0] == REPORT

    def it_leaves_every_other_part_of_the_report_as_it_was(self) -> None:
        plain, ours = read_package(TEMPLATE.fill(VALUES)), read_package(REPORT)
        assert {n for n in ours if ours[n] != plain.get(n)} == {TYPES, LINKS, PART}

    @pytest.mark.parametrize("part", ["word/styles.xml", MAIN, "docProps/core.xml"])
    def it_tells_another_content_whatever_part_differs(self, part: str) -> None:
        old = {"word/styles.xml": "13", MAIN: "BÁO CÁO", "docProps/core.xml": "{{ tieu_de }}"}[part]
        other = ReportTemplate.compile(edited((old, old + "0"), part=part), "mau.docx")
        assert other.fill_marked(VALUES, MARK)[1] != CONTENT

    def it_tells_the_same_content_whoever_it_is_for(self) -> None:
        assert TEMPLATE.fill_marked(VALUES, replace(MARK, year=2021))[1] == CONTENT

    @given(st.text(min_size=1), st.text())
    def it_is_read_as_it_was_written(self, commune: str, authority: str) -> None:
        mark = ReportMark.of(authority, 2022, f"Xã {commune}")
        found = read_mark(TEMPLATE.fill_marked(VALUES, mark)[0])
        assert found is not None and found.mark == mark

    def it_keeps_the_checks_clean(self) -> None:
        report = FilledReader().read("a.docx", REPORT, own_names(COMMUNE.name))
        assert OwnReports(DISTRICT).fault(report, COMMUNE) is None

    def it_is_what_python_docx_and_every_reader_of_packages_opens(self) -> None:
        types = [p.content_type for p in Document(io.BytesIO(REPORT)).part.package.iter_parts()]
        assert types.count(OWN_TYPE) == 1

    @pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")
    def it_is_still_there_when_libreoffice_has_saved_the_report(self, tmp_path: Path) -> None:
        source = tmp_path / "a.docx"
        source.write_bytes(REPORT)
        (saved,) = converted([source], "docx", tmp_path / "saved", tmp_path / "profile")
        assert saved.read_bytes() != source.read_bytes()
        assert read_mark(saved.read_bytes()) == read_mark(source.read_bytes())


class DescribeAnOfficesOwnProperties:
    OWN = (("Số hồ sơ", "12 &amp; 13"), ("cchc_commune", "Xã Khác"), ("KSOProductBuildVer", "1033"))

    def _told(self, data: bytes) -> Sequence[tuple[str, str]]:
        report = marked(data)
        assert read_mark(report) is not None
        assert [p.content_type for p in Document(io.BytesIO(report)).part.package.iter_parts()].count(OWN_TYPE) == 1
        root = etree.fromstring(read_package(report)[PART])
        ids = [e.get("pid") for e in root]
        assert len(set(ids)) == len(ids)
        return entries(report)

    def it_stay_beside_the_mark(self) -> None:
        told = self._told(with_properties(properties(*self.OWN)))
        assert told[:2] == [("Số hồ sơ", "12 & 13"), ("KSOProductBuildVer", "1033")]
        assert [name for name, _ in told[2:]] == ["cchc_authority", "cchc_year", "cchc_commune", "cchc_content"]
        assert ("cchc_commune", "Xã Thanh Xá") in told

    def it_stay_wherever_the_template_keeps_them(self) -> None:
        report = marked(with_properties(properties(*self.OWN), part="docProps/Custom2.xml"))
        assert "docProps/Custom2.xml" not in read_package(report)
        assert entries(report)[0] == ("Số hồ sơ", "12 & 13")
        parts = read_package(report)
        assert parts[LINKS].count(b"custom-properties") == 1
        assert parts[TYPES].count(b"custom-properties") == 1 and parts[TYPES].count(b"/docProps/custom.xml") == 1

    def it_stay_in_the_strict_edition(self) -> None:
        kind = f"{STRICT}relationships/customProperties"
        data = with_properties(properties(*self.OWN, edition=STRICT, kind="customProperties"), kind=kind)
        told = self._told(data)
        assert len(told) == 6
        values = etree.fromstring(read_package(marked(data))[PART]).findall(f".//{{{STRICT}docPropsVTypes}}lpwstr")
        assert len(values) == 6

    def it_are_the_mark_alone_where_the_part_holds_something_else(self) -> None:
        assert len(self._told(with_properties(b"<x/>"))) == 4

    def it_are_the_new_mark_alone_where_a_report_serves_as_template(self) -> None:
        parts = read_package(marked(mark=ReportMark.of("UBND tỉnh", 2021, "Xã Khác")))
        parts[MAIN] = parts[MAIN].replace("Xã Thanh Xá".encode(), b"{{ ten_don_vi }}").replace(b"2022", b"{{ nam }}")
        report = marked(package(packed(n, d) for n, d in parts.items()))
        found = read_mark(report)
        assert len(entries(report)) == 4 and found is not None and found.mark == MARK

    def but_they_stop_the_run_in_a_line_where_they_cannot_be_read(self) -> None:
        deep = b"<a>" * 400 + b"</a>" * 400
        with pytest.raises(TemplateError, match=r"mau\.docx"):
            ReportTemplate.compile(with_properties(deep), "mau.docx")


class DescribeReadingIt:
    def it_finds_none_where_there_is_none(self) -> None:
        assert read_mark(TEMPLATE.fill(VALUES)) is None
        assert read_mark(with_mark(b"<x/>")) is None
        assert read_mark(with_mark(properties(("cchc_commune", "Xã A")))) is None
        assert read_mark(with_mark(properties(("cchc_commune", ""), ("cchc_year", "2022")))) is None
        assert read_mark(with_mark(properties(("cchc_commune", "Xã A"), ("cchc_year", "20x2")))) is None

    def it_believes_none_that_contradicts_itself(self) -> None:
        told = [("cchc_commune", "Xã A"), ("cchc_year", "2022")]
        assert read_mark(with_mark(properties(*told))) == FoundMark(ReportMark("", 2022, "Xã A"), "")
        assert read_mark(with_mark(properties(*told, ("cchc_commune", "Xã B")))) is None

    def it_reads_no_more_than_properties_need(self) -> None:
        assert read_mark(with_mark(properties(("a", "x" * 2**20), *entries(REPORT)))) is None

    @pytest.mark.parametrize(
        "xml",
        [
            b"<x", b"\xff\xfe", b"",
            b'<!DOCTYPE Properties [<!ENTITY a SYSTEM "file:///etc/passwd">]><Properties><property name="cchc_commune">&a;</property></Properties>',
            b'<!DOCTYPE a [<!ENTITY b "' + b"x" * 1000 + b'">]><Properties>' + b"&b;" * 1000 + b"</Properties>",
        ],
    )  # fmt: skip
    def it_says_that_a_document_is_damaged(self, xml: bytes) -> None:
        with pytest.raises(UnreadableFile):
            read_mark(with_mark(xml))

    @pytest.mark.parametrize("part", [MAIN, "word/styles.xml", PART])
    def it_says_that_a_document_is_damaged_in_whatever_part(self, part: str) -> None:
        data = bytearray(REPORT)
        with zipfile.ZipFile(io.BytesIO(REPORT)) as archive:
            entry = archive.getinfo(part)
        data[entry.header_offset + 30 + len(part) + entry.compress_size // 2] ^= 1
        with pytest.raises(UnreadableFile):
            read_mark(bytes(data))

    def it_says_that_another_package_is_no_document(self) -> None:
        parts = {name: data for name, data in read_package(REPORT).items() if name != MAIN}
        with pytest.raises(UnreadableFile):
            read_mark(package(packed(n, d) for n, d in parts.items()))

    @settings(max_examples=500)
    @given(st.integers(0, len(REPORT) - 1), st.integers(1, 255))
    def it_reads_a_spoilt_file_rightly_or_says_that_it_cannot(self, at: int, change: int) -> None:
        data = bytearray(REPORT)
        data[at] ^= change
        try:
            found = read_mark(bytes(data))
        except UnreadableFile:
            return
        # what no check sum covers are names and times of the parts
        assert found is None or found == read_mark(REPORT)

    @given(st.integers(0, len(REPORT) - 1))
    def it_says_that_it_cannot_read_a_cut_file(self, length: int) -> None:
        with pytest.raises(UnreadableFile):
            read_mark(REPORT[:length])
