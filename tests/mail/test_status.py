"""The state of sending: one row for what holds now, one for each message before it, the urgent ones first."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from io import BytesIO

import openpyxl
import pytest

from cchc_excel.mail.attachment import Attachment, Refusal, Refused
from cchc_excel.mail.past import Fate, Past
from cchc_excel.mail.plan import Choices, plan
from cchc_excel.mail.status import STATES, status_rows
from cchc_excel.model.send_list import SendItem, SendList
from cchc_excel.writers.mail_status import StatusRow, status_workbook

OLD, NOW = "0" * 64, "1" * 64


def item(commune: str) -> SendItem:
    return SendItem(
        commune=commune, unit=f"UBND {commune}", emails=("a@x.example",), recipient="", report=f"{commune}.docx",
        sha256=NOW, content=NOW, errors=(), values={},
    )  # fmt: skip


def past(fate: Fate, sha256: str = NOW) -> Past:
    when = datetime(2023, 3, 20, 8, 5)
    return Past(message_id=f"<{fate}{sha256[0]}@x.example>", sha256=sha256, fate=fate, reply="250 ok", changed=when)


def kinds(before: tuple[Past, ...], *, is_refused: bool = False) -> list[str]:
    listed = SendList.of("UBND huyện Thanh Hà", 2022, {}, (item("Xã A"),))
    report = Refusal(Refused.EDITED, "Đã sửa.") if is_refused else Attachment(NOW, None, False)
    made = plan(listed, {"Xã A": report}, {"Xã A": before}, "", Choices())
    return [row.kind for row in status_rows(listed, made, {"Xã A": before})]


class DescribeTheRows:
    @pytest.mark.parametrize(
        ("before", "told"),
        [
            ((), ["ready"]),
            ((past(Fate.READY),), ["ready"]),
            ((past(Fate.FAILED),), ["failed"]),
            ((past(Fate.SENT),), ["sent"]),
            ((past(Fate.UNKNOWN),), ["unknown"]),
            ((past(Fate.SENT, OLD),), ["ready", "sent"]),
            ((past(Fate.SENT, OLD), past(Fate.SENT)), ["sent", "replaced"]),
            ((past(Fate.UNKNOWN, OLD),), ["unknown", "ready"]),
            ((past(Fate.UNKNOWN, OLD), past(Fate.SENT)), ["sent", "replaced"]),
            ((past(Fate.FAILED, OLD),), ["ready", "replaced"]),
        ],
    )
    def it_says_what_holds_now_and_what_went_before(self, before: tuple[Past, ...], told: list[str]) -> None:
        assert kinds(before) == told

    def it_tells_what_went_to_an_address_that_is_not_the_communes_any_more(self) -> None:
        gone = replace(past(Fate.SENT), addresses=("cu@x.example",))
        assert kinds((gone,)) == ["held", "sent"]
        again = replace(past(Fate.SENT), message_id="<2@x.example>", addresses=("a@x.example",))
        assert kinds((gone, again)) == ["sent", "sent"]
        assert kinds((gone, replace(again, fate=Fate.FAILED))) == ["failed", "sent"]

    def it_leaves_out_no_message_and_no_commune(self) -> None:
        listed = SendList.of("UBND huyện Thanh Hà", 2022, {}, (), ["Xã B"])
        before = {"Xã A": (past(Fate.UNKNOWN),), "Xã B": (past(Fate.SENT),)}
        rows = status_rows(listed, plan(listed, {}, before, "", Choices()), before)
        assert [(row.commune, row.kind) for row in rows] == [("Xã A", "unknown"), ("Xã B", "held"), ("Xã B", "sent")]

    def it_says_why_a_commune_is_held_back(self) -> None:
        assert kinds((), is_refused=True) == ["held"]
        assert kinds((past(Fate.FAILED),), is_refused=True) == ["held"]
        assert kinds((past(Fate.SENT),), is_refused=True) == ["sent"]

    def it_tells_the_urgent_first(self) -> None:
        fates = {"Xã A": Fate.SENT, "Xã B": Fate.READY, "Xã C": Fate.FAILED, "Xã D": Fate.UNKNOWN}
        listed = SendList.of("UBND huyện Thanh Hà", 2022, {}, [item(name) for name in fates])
        before = {name: (past(fate),) for name, fate in fates.items()}
        reports: dict[str, Attachment | Refusal] = dict.fromkeys(fates, Attachment(NOW, None, False))
        rows = status_rows(listed, plan(listed, reports, before, "", Choices()), before)
        assert [row.commune for row in rows] == ["Xã D", "Xã C", "Xã B", "Xã A"]
        assert rows[3].when == "20/3/2023 08:05" and rows[3].told == "250 ok" and "--mark-sent" in rows[0].told


class DescribeTheSheet:
    def it_shows_every_kind_as_text(self) -> None:
        rows = [
            StatusRow(
                authority="=1+1", year=2022, commune=f"Xã {kind}", kind=kind, state=state, told="=cmd|' /C calc'!A0"
            )
            for kind, state in STATES.items()
        ]
        data = status_workbook(rows)
        assert data == status_workbook(rows)
        sheet = openpyxl.load_workbook(BytesIO(data)).active
        assert sheet is not None
        found = [list(row) for row in sheet.iter_rows(min_row=5)]
        assert [row[3].value for row in found] == list(STATES.values())
        assert all(cell.data_type in "sn" for row in found for cell in row)

    def it_stands_without_a_row(self) -> None:
        sheet = openpyxl.load_workbook(BytesIO(status_workbook([]))).active
        assert sheet is not None and sheet["A2"].value == "Chưa có thư nào."
