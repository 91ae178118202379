"""The PDF beside a document: kept while it shows the document, gone when it does not, never lost when it is not ours."""

from __future__ import annotations

import io
from pathlib import Path

import pdfplumber
import pytest

from cchc_excel.files.pdf_beside import deliver_document, deliver_pdf, withdraw_document
from tests.builders.false_office import one_page

OURS, SIGNED = one_page(), one_page(2) + b"\n% signed by hand\n%%EOF\n"


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "báo cáo" / "bao-cao_xa.docx"
    deliver_document(path, b"first")
    return path


def names(document: Path) -> list[str]:
    return sorted(p.name for p in document.parent.iterdir())


class DescribeOurOwnPdf:
    def it_lies_beside_its_document_and_opens(self, document: Path) -> None:
        pdf = deliver_pdf(document, b"first", OURS)
        assert pdf == document.with_name("bao-cao_xa.pdf")
        data = pdf.read_bytes()
        assert data.startswith(OURS.rstrip()) and data.endswith(b"\n%%EOF\n")
        with pdfplumber.open(io.BytesIO(data)) as opened:
            assert len(opened.pages) == 1

    def it_stays_while_the_document_says_the_same(self, document: Path) -> None:
        deliver_pdf(document, b"first", OURS)
        deliver_document(document, b"first")
        assert names(document) == ["bao-cao_xa.docx", "bao-cao_xa.pdf"]

    def it_goes_when_the_document_changes(self, document: Path) -> None:
        deliver_pdf(document, b"first", OURS)
        deliver_document(document, b"second")
        assert names(document) == ["bao-cao_xa.docx"]

    def it_goes_even_where_the_document_was_changed_by_hand_before(self, document: Path) -> None:
        deliver_pdf(document, b"first", OURS)
        document.write_bytes(b"second")
        deliver_document(document, b"second")
        assert names(document) == ["bao-cao_xa.docx"]

    def it_stays_where_only_the_document_was_lost(self, document: Path) -> None:
        deliver_pdf(document, b"first", OURS)
        document.unlink()
        deliver_document(document, b"first")
        assert names(document) == ["bao-cao_xa.docx", "bao-cao_xa.pdf"]

    def it_is_replaced_by_the_next_one(self, document: Path) -> None:
        deliver_pdf(document, b"first", OURS)
        deliver_pdf(document, b"first", one_page(3))
        assert names(document) == ["bao-cao_xa.docx", "bao-cao_xa.pdf"]


class DescribeSomebodyElsesPdf:
    @pytest.mark.parametrize("signed", [SIGNED, b"", b"%PDF-1.7 of Word %%EOF"])
    def it_is_kept_under_another_name_when_the_document_changes(self, document: Path, signed: bytes) -> None:
        document.with_suffix(".pdf").write_bytes(signed)
        deliver_document(document, b"second")
        assert names(document) == ["bao-cao_xa.docx", "bao-cao_xa_ban-cu.pdf"]
        assert (document.parent / "bao-cao_xa_ban-cu.pdf").read_bytes() == signed

    def it_stays_while_the_document_says_the_same(self, document: Path) -> None:
        document.with_suffix(".pdf").write_bytes(SIGNED)
        deliver_document(document, b"first")
        assert names(document) == ["bao-cao_xa.docx", "bao-cao_xa.pdf"]

    def it_makes_room_for_ours_and_loses_none_of_those_before(self, document: Path) -> None:
        for round_ in range(3):
            document.with_suffix(".pdf").write_bytes(SIGNED + b"%d" % round_)
            deliver_pdf(document, b"first", OURS)
        kept = [(document.parent / f"bao-cao_xa_ban-cu{n}.pdf").read_bytes() for n in ("", "-2", "-3")]
        assert kept == [SIGNED + b"%d" % n for n in range(3)]

    def it_is_ours_no_more_once_signed(self, document: Path) -> None:
        pdf = deliver_pdf(document, b"first", OURS)
        pdf.write_bytes(pdf.read_bytes() + b"5 0 obj<</Type/Sig>>endobj\nstartxref\n0\n%%EOF\n")
        deliver_document(document, b"second")
        assert names(document) == ["bao-cao_xa.docx", "bao-cao_xa_ban-cu.pdf"]


class DescribeADocumentWithdrawn:
    def it_is_kept_under_another_name_without_its_pdf(self, document: Path) -> None:
        deliver_pdf(document, b"first", OURS)
        assert withdraw_document(document) == document.with_name("bao-cao_xa_ban-cu.docx")
        assert names(document) == ["bao-cao_xa_ban-cu.docx"]

    def it_leaves_those_withdrawn_before(self, document: Path) -> None:
        withdraw_document(document)
        deliver_document(document, b"second")
        withdraw_document(document)
        assert names(document) == ["bao-cao_xa_ban-cu-2.docx", "bao-cao_xa_ban-cu.docx"]

    def it_is_nothing_where_there_is_none(self, tmp_path: Path) -> None:
        assert withdraw_document(tmp_path / "bao-cao_xa.docx") is None
