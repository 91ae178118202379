"""What is opened once more right before it goes: the same report of the same list, or nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256

import pytest

from cchc_excel.cli.send import Asked, _ready
from cchc_excel.cli.send_groups import open_outputs
from cchc_excel.cli.send_ready import DRAFTS, Ready, write_drafts
from cchc_excel.mail.ledger import Ledger
from cchc_excel.mail.outgoing import Withheld
from cchc_excel.mail.plan import Choices
from cchc_excel.model.send_list import SendList
from cchc_excel.writers.send_list import encoded_list, read_send_list
from tests.builders.mail_office import GROUP, Office

NAME = "Xã Thanh Xá"
PDF = b"%PDF-1.7\n% signed\n%%EOF\n"


@pytest.fixture
def made(office: Office) -> Ready:
    """The group as a command has planned it, a signed PDF beside each report."""
    names = ("Xã Thanh Xá", "Xã Thanh An", "Thị trấn Thanh Hà")
    for name in names:
        office.report(name).with_suffix(".pdf").write_bytes(PDF)
    outputs = open_outputs(office.folder / "outputs")
    (group,) = outputs.groups
    with Ledger.open(outputs.root) as ledger:
        for name in names:
            ledger.accept(group.listed.authority, group.listed.year, name, [sha256(PDF).hexdigest()])
        return _ready(outputs, group, ledger, Asked(), Choices())


def relisted(office: Office, changed: Callable[[SendList], SendList]) -> None:
    path = office.folder / GROUP / "danh-sach-gui_2022.json"
    path.write_bytes(encoded_list(changed(read_send_list(path.read_bytes()))))


class DescribeOpeningAgain:
    def it_makes_the_same_message(self, made: Ready) -> None:
        for one in made.messages:
            data = one.outgoing.data()
            assert data == one.outgoing.data() and len(data) == one.outgoing.size

    def it_withholds_what_has_lost_its_pdf(self, office: Office, made: Ready) -> None:
        office.report(NAME).with_suffix(".pdf").unlink()
        first = made.messages[0].outgoing
        with pytest.raises(Withheld, match="đã thay đổi trong lúc này"):
            first.data()
        assert made.messages[1].outgoing.data()

    @pytest.mark.parametrize(
        "changed",
        [
            lambda listed: replace(listed, authority="UBND thị xã Thanh Hà"),
            lambda listed: replace(listed, year=2023),
            lambda listed: listed.with_items([]),
        ],
    )
    def it_withholds_all_of_another_list(
        self, office: Office, made: Ready, changed: Callable[[SendList], SendList]
    ) -> None:
        relisted(office, changed)
        for one in made.messages:
            with pytest.raises(Withheld, match="lập lại danh sách gửi"):
                one.outgoing.data()

    @pytest.mark.parametrize("left", [None, b"", b"{"])
    def it_withholds_all_while_the_list_cannot_be_read(self, office: Office, made: Ready, left: bytes | None) -> None:
        path = office.folder / GROUP / "danh-sach-gui_2022.json"
        whole = path.read_bytes()
        path.unlink()
        if left is not None:
            path.write_bytes(left)
        for one in made.messages:
            with pytest.raises(Withheld):
                one.outgoing.data()
        path.write_bytes(whole)
        assert all(one.outgoing.data() for one in made.messages)

    def it_leaves_no_file_of_what_it_withholds(self, office: Office, made: Ready) -> None:
        write_drafts(made)
        office.report(NAME).unlink()
        write_drafts(made)
        names = {path.stem for path in (office.folder / GROUP / DRAFTS).iterdir()}
        assert len(names) == 2 and office.report(NAME).stem not in names
