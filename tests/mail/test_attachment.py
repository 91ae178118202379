"""The attachment is opened again before it is sent: this commune's, this run's, unchanged, or refused in a sentence."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest

from cchc_excel.files.pdf_beside import deliver_pdf
from cchc_excel.mail.attachment import Attachment, Opened, Refusal, Refused, checked_attachment
from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.send_list import SendItem, SendList
from cchc_excel.results import write_reports
from cchc_excel.templates import Templates, compiled_template
from cchc_excel.writers.report.package import package, packed, read_package
from cchc_excel.writers.send_list import read_send_list
from tests.builders.districts import District
from tests.builders.false_office import one_page
from tests.builders.templates import MAIN, SHIPPED, edited
from tests.conftest import audited

SIGNED = one_page(2) + b"\n% signed by hand\n%%EOF\n"


@dataclass
class Outputs:
    """A group's folder as a run left it."""

    folder: Path

    @property
    def listed(self) -> SendList:
        return read_send_list((self.folder / "danh-sach-gui_2022.json").read_bytes())

    def item(self, name: str = "Xã Thanh Xá") -> SendItem:
        (found,) = [item for item in self.listed.items if item.commune == name]
        return found

    def report(self, name: str = "Xã Thanh Xá") -> Path:
        return self.folder / "bao_cao" / self.item(name).report

    def check(self, name: str = "Xã Thanh Xá", accepted: tuple[str, ...] = ()) -> Opened | Refusal:
        return checked_attachment(self.folder, self.item(name), self.listed, accepted)

    def refusal(self, name: str = "Xã Thanh Xá", accepted: tuple[str, ...] = ()) -> Refusal:
        told = self.check(name, accepted)
        assert isinstance(told, Refusal), told
        assert told.reason[-1] in '."' and "\n" not in told.reason
        return told

    def edit(self, name: str = "Xã Thanh Xá") -> bytes:
        """As an officer who corrects a word and saves the report again."""
        parts = dict(read_package(self.report(name).read_bytes()))
        parts[MAIN] = parts[MAIN].replace("BÁO CÁO".encode(), "BÁO CÁO SỬA".encode(), 1)
        data = package(packed(n, d) for n, d in parts.items())
        self.report(name).write_bytes(data)
        return data


def written(district: AuditedDistrict, folder: Path, template: bytes = SHIPPED) -> Outputs:
    mould = folder.parent / "mau.docx"
    mould.write_bytes(template)
    write_reports(district, district.communes, folder, Templates.only(compiled_template(mould)))
    return Outputs(folder)


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> AuditedDistrict:
    return audited(District().write(tmp_path_factory.mktemp("workbooks")))


@pytest.fixture(scope="module")
def fresh(district: AuditedDistrict, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    return written(district, tmp_path_factory.mktemp("run") / "nhóm")


@pytest.fixture
def outputs(fresh: Outputs, tmp_path: Path) -> Outputs:
    return Outputs(Path(shutil.copytree(fresh.folder, tmp_path / "nhóm")))


class DescribeTheRightReport:
    def it_is_attached_as_it_lies_there(self, outputs: Outputs) -> None:
        for item in outputs.listed.items:
            data = outputs.report(item.commune).read_bytes()
            told = outputs.check(item.commune)
            assert told == Opened(Attachment(item.sha256, None, False), data, None)
            assert item.sha256 == sha256(data).hexdigest()

    def it_goes_with_the_pdf_made_from_it(self, outputs: Outputs) -> None:
        pdf = deliver_pdf(outputs.report(), outputs.report().read_bytes(), one_page()).read_bytes()
        told = outputs.check()
        assert isinstance(told, Opened) and told.pdf == pdf
        assert (told.attachment.pdf_sha256, told.attachment.is_edited) == (sha256(pdf).hexdigest(), False)


class DescribeAnothersReport:
    def it_is_refused_on_both_sides_when_two_were_swapped(self, outputs: Outputs) -> None:
        one, two = outputs.report("Xã Thanh Xá"), outputs.report("Xã Thanh An")
        first, second = one.read_bytes(), two.read_bytes()
        one.write_bytes(second)
        two.write_bytes(first)
        for name, whose in (("Xã Thanh Xá", "Xã Thanh An"), ("Xã Thanh An", "Xã Thanh Xá")):
            told = outputs.refusal(name)
            assert told.kind is Refused.OTHER_COMMUNE and not told.sha256s
            assert f"là báo cáo của {whose}, không phải của {name}" in told.reason
        # nobody can accept another commune's report
        hashes = tuple(sha256(data).hexdigest() for data in (first, second))
        assert outputs.refusal("Xã Thanh Xá", hashes).kind is Refused.OTHER_COMMUNE

    def it_is_refused_though_it_was_edited(self, outputs: Outputs) -> None:
        data = outputs.edit("Xã Thanh An")
        outputs.report("Xã Thanh Xá").write_bytes(data)
        assert outputs.refusal(accepted=(sha256(data).hexdigest(),)).kind is Refused.OTHER_COMMUNE

    def it_is_refused_though_the_list_itself_names_it(self, outputs: Outputs) -> None:
        theirs = outputs.item("Xã Thanh An")
        item = replace(outputs.item(), report=theirs.report, sha256=theirs.sha256, content=theirs.content)
        told = checked_attachment(outputs.folder, item, outputs.listed, ())
        assert isinstance(told, Refusal) and told.kind is Refused.OTHER_COMMUNE

    def it_is_refused_when_it_is_of_another_year_or_authority(
        self, outputs: Outputs, district: AuditedDistrict, tmp_path: Path
    ) -> None:
        for other, kind, told in (
            (replace(district, year=2021), Refused.OTHER_YEAR, "báo cáo năm 2021, không phải năm 2022"),
            (replace(district, authority="UBND huyện Nam Sách"), Refused.OTHER_AUTHORITY, "UBND huyện Nam Sách"),
        ):
            written(other, tmp_path / kind)
            (theirs,) = (tmp_path / kind / "bao_cao").glob("*xa-thanh-xa.docx")
            outputs.report().write_bytes(theirs.read_bytes())
            refusal = outputs.refusal(accepted=(sha256(theirs.read_bytes()).hexdigest(),))
            assert refusal.kind is kind and told in refusal.reason and not refusal.sha256s


class DescribeAnotherRunsReport:
    @pytest.fixture
    def later(self, outputs: Outputs, district: AuditedDistrict, tmp_path: Path) -> Outputs:
        """A run with another template, which was killed before it wrote its list."""
        other = written(district, tmp_path / "sau", edited(("BÁO CÁO", "BÁO CÁO KẾT QUẢ")))
        outputs.report().write_bytes(other.report().read_bytes())
        return outputs

    def it_is_refused(self, later: Outputs) -> None:
        told = later.refusal()
        assert told.kind is Refused.OTHER_RUN and not told.sha256s
        assert "một lần chạy khác" in told.reason and "cchc run" in told.reason

    def it_is_refused_when_it_was_edited_and_accepted_in_its_own_run(self, later: Outputs) -> None:
        accepted = sha256(later.edit()).hexdigest()
        assert later.refusal(accepted=(accepted,)).kind is Refused.OTHER_RUN


class DescribeAnEditedReport:
    def it_is_refused_with_the_way_to_accept_it(self, outputs: Outputs) -> None:
        digest = sha256(outputs.edit()).hexdigest()
        told = outputs.refusal()
        assert (told.kind, told.sha256s) == (Refused.EDITED, (digest,))
        assert "đã được sửa sau khi lập" in told.reason
        assert 'chạy: cchc send --accept "Xã Thanh Xá"' in told.reason

    def it_is_attached_once_accepted_until_it_is_edited_again(self, outputs: Outputs) -> None:
        data = outputs.edit()
        accepted = outputs.refusal().sha256s
        told = outputs.check(accepted=accepted)
        assert told == Opened(Attachment(accepted[0], None, True), data, None)
        outputs.edit()
        assert outputs.refusal(accepted=accepted).kind is Refused.EDITED

    def it_takes_its_old_pdf_along_only_when_both_are_accepted(self, outputs: Outputs) -> None:
        pdf = deliver_pdf(outputs.report(), outputs.report().read_bytes(), one_page()).read_bytes()
        data = outputs.edit()
        told = outputs.refusal()
        assert told.sha256s == (sha256(data).hexdigest(), sha256(pdf).hexdigest())
        assert "đã được sửa sau khi lập" in told.reason and "từ một bản khác" in told.reason
        assert outputs.refusal(accepted=told.sha256s[:1]).kind is Refused.PDF_STALE
        assert outputs.refusal(accepted=told.sha256s[1:]).kind is Refused.EDITED
        both = outputs.check(accepted=told.sha256s)
        assert both == Opened(Attachment(*told.sha256s, True), data, pdf)

    def it_goes_with_a_new_pdf_made_from_it(self, outputs: Outputs) -> None:
        data = outputs.edit()
        deliver_pdf(outputs.report(), data, one_page())
        told = outputs.check(accepted=(sha256(data).hexdigest(),))
        assert isinstance(told, Opened) and told.pdf is not None


class DescribeAPdfOfOtherMake:
    @pytest.mark.parametrize("pdf", [SIGNED, b"%PDF-1.7 of Word %%EOF"])
    def it_is_refused_until_it_is_accepted(self, outputs: Outputs, pdf: bytes) -> None:
        outputs.report().with_suffix(".pdf").write_bytes(pdf)
        told = outputs.refusal()
        assert (told.kind, told.sha256s) == (Refused.PDF_FOREIGN, (sha256(pdf).hexdigest(),))
        assert "đã ký" in told.reason and 'cchc send --accept "Xã Thanh Xá"' in told.reason
        accepted = outputs.check(accepted=told.sha256s)
        assert isinstance(accepted, Opened) and accepted.pdf == pdf and accepted.attachment.is_edited

    def it_is_refused_when_it_is_of_another_report(self, outputs: Outputs) -> None:
        deliver_pdf(outputs.report(), edited(), one_page())
        assert outputs.refusal().kind is Refused.PDF_STALE

    def it_is_refused_for_good_when_it_is_another_communes(self, outputs: Outputs) -> None:
        deliver_pdf(outputs.report(), outputs.report("Xã Thanh An").read_bytes(), one_page())
        data = outputs.report().with_suffix(".pdf").read_bytes()
        told = outputs.refusal(accepted=(sha256(data).hexdigest(),))
        assert told.kind is Refused.OTHER_COMMUNE and "là của Xã Thanh An" in told.reason and not told.sha256s

    def it_is_refused_for_good_when_it_is_no_pdf(self, outputs: Outputs) -> None:
        outputs.report().with_suffix(".pdf").write_bytes(b"MZ program")
        told = outputs.refusal(accepted=(sha256(b"MZ program").hexdigest(),))
        assert told.kind is Refused.UNREADABLE and not told.sha256s


class DescribeWhatIsNoReport:
    def it_is_missing(self, outputs: Outputs) -> None:
        report = outputs.report()
        report.unlink()
        assert outputs.refusal().kind is Refused.MISSING
        report.mkdir()
        told = outputs.refusal()
        assert told.kind is Refused.UNREADABLE and "không phải tệp" in told.reason
        report.rmdir()
        report.symlink_to(report)
        assert outputs.refusal().kind is Refused.UNREADABLE

    @pytest.mark.parametrize("data", [b"", b"PK\x03\x04 half", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"text"])
    def it_is_unreadable(self, outputs: Outputs, data: bytes) -> None:
        outputs.report().write_bytes(data)
        told = outputs.refusal(accepted=(sha256(data).hexdigest(),))
        assert told.kind is Refused.UNREADABLE and not told.sha256s

    def it_is_unreadable_when_one_bit_fell_over(self, outputs: Outputs) -> None:
        data = bytearray(outputs.report().read_bytes())
        data[len(data) // 3] ^= 1
        outputs.report().write_bytes(data)
        assert outputs.refusal().kind is Refused.UNREADABLE

    def it_is_unreadable_when_it_is_too_large(self, outputs: Outputs) -> None:
        with outputs.report().open("r+b") as stream:
            stream.truncate(65 * 2**20)
        told = outputs.refusal()
        assert told.kind is Refused.UNREADABLE and "65 MB" in told.reason

    def it_says_that_it_does_not_know_whose_it_is(self, outputs: Outputs) -> None:
        parts = dict(read_package(outputs.report().read_bytes()))
        del parts["docProps/custom.xml"]
        data = package(packed(n, d) for n, d in parts.items())
        outputs.report().write_bytes(data)
        told = outputs.refusal(accepted=(sha256(data).hexdigest(),))
        assert told.kind is Refused.NOT_OURS and "không mang dấu" in told.reason and not told.sha256s
