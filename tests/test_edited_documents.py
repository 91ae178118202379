"""What somebody has written into a delivered document is never lost: it stays, or is kept beside its successor."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from cchc_excel.readers.documents.report_mark import read_filling
from cchc_excel.results import write_reports, write_summary
from cchc_excel.templates import SummaryTemplates, Templates
from tests.builders.districts import District
from tests.builders.libreoffice import SOFFICE, converted
from tests.builders.templates import SHIPPED
from tests.conftest import Run, audited

REPORT, SUMMARY = "bao_cao/bao-cao-khac-phuc_2022_xa-thanh-xa.docx", "tong-hop-cchc_2022.docx"


_SCORES = District().scores


class Office:
    """A folder of results that is written again and again."""

    def __init__(self, root: Path) -> None:
        self.inputs, self.results = root / "workbooks", root / "outputs"
        self.run()

    def run(self, score: str = "3.5") -> list[str]:
        """What a run tells of edited documents; `score` is what one commune has got in one place."""
        shutil.rmtree(self.inputs, ignore_errors=True)
        made = District(scores=_SCORES | {"Xã Thanh Xá": _SCORES["Xã Thanh Xá"] | {"1.1": score}})
        district = audited(made.write(self.inputs))
        reports = write_reports(district, district.communes, self.results, Templates.beside(self.inputs))
        overview = write_summary(district, self.results, SummaryTemplates.beside(self.inputs))
        assert not reports.held_back and not overview.held_back
        return [*reports.edited, *overview.edited]

    def edit(self, name: str) -> bytes:
        """Adds a word to a document, as Word would; its bytes now."""
        document = docx.Document(str(self.results / name))
        document.paragraphs[5].add_run(" (đã bổ sung)")
        document.save(str(self.results / name))
        return (self.results / name).read_bytes()

    def names(self) -> set[str]:
        return {path.relative_to(self.results).as_posix() for path in self.results.rglob("*_ban-cu*")}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


@pytest.mark.parametrize("name", [REPORT, SUMMARY])
class DescribeAnEditedDocument:
    def it_stays_where_a_further_run_would_only_make_the_same_again(self, office: Office, name: str) -> None:
        edited = office.edit(name)
        for _ in range(2):
            (line,) = office.run()
            assert line.startswith(Path(name).name) and "giữ nguyên bản đã sửa" in line
        assert (office.results / name).read_bytes() == edited
        assert office.names() == set()

    def it_is_kept_beside_its_successor_where_the_figures_have_changed(self, office: Office, name: str) -> None:
        edited = office.edit(name)
        (line,) = office.run("3")
        aside = name.replace(".docx", "_ban-cu.docx")
        assert Path(aside).name in line
        assert (office.results / aside).read_bytes() == edited
        assert read_filling((office.results / name).read_bytes()).is_untouched
        assert office.run("3") == [] and office.names() == {aside}

    def it_loses_a_pdf_that_shows_what_it_was_before(self, office: Office, name: str) -> None:
        from cchc_excel.files.pdf_beside import deliver_pdf

        document = office.results / name
        deliver_pdf(document, document.read_bytes(), b"%PDF-1.4")
        office.edit(name)
        office.run()
        assert not document.with_suffix(".pdf").exists()

    @pytest.mark.parametrize(
        "spoil",
        [lambda data: b"", lambda data: data[: len(data) // 2], lambda data: SHIPPED],
        ids=["empty", "cut", "another file"],
    )
    def it_keeps_what_is_no_report_any_more(self, office: Office, name: str, spoil: Callable[[bytes], bytes]) -> None:
        document = office.results / name
        first = document.read_bytes()
        spoilt = spoil(first)
        document.write_bytes(spoilt)
        (line,) = office.run()
        kept = document.with_stem(f"{document.stem}_ban-cu")
        assert kept.read_bytes() == spoilt and document.read_bytes() == first
        assert kept.name in line and "không phải bản chương trình đã lập" in line


class DescribeAnUntouchedDocument:
    def it_gives_way_without_a_word(self, office: Office) -> None:
        first = (office.results / REPORT).read_bytes()
        assert office.run("3") == []
        assert (office.results / REPORT).read_bytes() != first
        assert office.names() == set()

    def it_is_told_from_one_saved_by_libreoffice(self, office: Office, tmp_path: Path) -> None:
        if SOFFICE is None:
            pytest.skip("LibreOffice")
        (saved_file,) = converted([office.results / REPORT], "docx", tmp_path / "saved", tmp_path / "profile")
        saved = saved_file.read_bytes()
        ours = (office.results / REPORT).read_bytes()
        assert read_filling(ours).is_untouched and not read_filling(saved).is_untouched
        assert read_filling(saved).content == read_filling(ours).content


class DescribeTheCommand:
    def it_tells_of_it(self, cchc: Run, tmp_path: Path) -> None:
        District().write(tmp_path / "workbooks")
        cchc("run")
        (report,) = tmp_path.glob("outputs/*/" + REPORT)
        docx.Document(str(report)).save(str(report))
        said = " ".join(cchc("run").stdout.split())
        assert "bao-cao-khac-phuc_2022_xa-thanh-xa.docx đã được sửa sau khi lập" in said
        again = " ".join(cchc("report", "--commune", "thanh xa").stdout.split())
        assert "bao-cao-khac-phuc_2022_xa-thanh-xa.docx đã được sửa sau khi lập" in again
