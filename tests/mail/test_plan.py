"""The plan: every commune of the list either gets a message or is left with a reason, never both."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.mail.addresses import Mailbox
from cchc_excel.mail.attachment import Attachment, Refusal, Refused
from cchc_excel.mail.past import Fate, Past
from cchc_excel.mail.plan import Choices, Left, Plan, Planned, Why, plan
from cchc_excel.model.send_list import SendItem, SendList

COMMUNE, OLD, NOW = "Xã Thanh Xá", "0" * 64, "1" * 64
SENDER = "noivu@thanhha.example"
WHEN = datetime(2023, 3, 20, 8, 5)


def item(commune: str = COMMUNE, **changed: object) -> SendItem:
    given: dict[str, object] = {
        "commune": commune, "unit": f"UBND {commune}", "emails": ("a@thanhxa.example",), "recipient": "Chủ tịch UBND xã",
        "report": f"{commune}.docx", "sha256": NOW, "content": NOW, "errors": (), "values": {},
    }  # fmt: skip
    return SendItem(**{**given, **changed})  # type: ignore[arg-type]


def attached(sha256: str = NOW, *, is_edited: bool = False) -> Attachment:
    return Attachment(sha256, None, is_edited)


def past(fate: Fate, sha256: str = NOW) -> Past:
    return Past(message_id=f"<{fate}{sha256[:2]}@x.example>", sha256=sha256, fate=fate, changed=WHEN)


def planned(
    one: SendItem, *before: Past, report: Attachment | Refusal | None = None, choices: Choices | None = None
) -> Plan:
    listed = SendList.of("UBND huyện Thanh Hà", 2022, {}, (one,))
    return plan(listed, {one.commune: report or attached()}, {one.commune: before}, SENDER, choices or Choices())


def going(made: Plan) -> Planned:
    assert not made.left, made.left
    return made.planned[0]


def left(made: Plan) -> Left:
    assert not made.planned
    return made.left[0]


class DescribeWhatGoes:
    def it_goes_to_the_addresses_of_the_contacts(self) -> None:
        one = going(planned(item()))
        assert one.to == (Mailbox("Chủ tịch UBND xã", "a@thanhxa.example"),) and one.earlier is None
        two = going(planned(item(emails=("a@x.example; b@x.example", "A@x.example"))))
        assert [m.address for m in two.to] == ["a@x.example", "b@x.example"]

    def it_shows_no_endless_name(self) -> None:
        assert going(planned(item(recipient="Chủ tịch " * 99))).to == (Mailbox("", "a@thanhxa.example"),)

    def it_has_one_id_for_one_report(self) -> None:
        first = going(planned(item())).message_id
        assert going(planned(item())).message_id == first
        assert going(planned(item(), report=attached("2" * 64))).message_id != first
        assert going(planned(item("Xã Thanh An"))).message_id != first

    @pytest.mark.parametrize("fate", [Fate.READY, Fate.FAILED])
    def it_tries_again_under_the_same_id_whatever_the_sender_is_called_now(self, fate: Fate) -> None:
        assert going(planned(item(), past(fate))).message_id == past(fate).message_id

    @pytest.mark.parametrize(("fate", "is_certain"), [(Fate.SENT, True), (Fate.UNKNOWN, False)])
    def it_takes_the_place_of_an_earlier_report(self, fate: Fate, is_certain: bool) -> None:
        one = going(planned(item(), past(fate, OLD)))
        assert one.earlier is not None and one.message_id != one.earlier.message_id
        assert (one.earlier.message_id, one.earlier.sent) == (past(fate, OLD).message_id, WHEN)
        assert one.earlier.is_certain is is_certain

    @pytest.mark.parametrize("fate", [Fate.READY, Fate.FAILED])
    def but_not_of_one_that_never_arrived(self, fate: Fate) -> None:
        assert going(planned(item(), past(fate, OLD))).earlier is None

    @pytest.mark.parametrize("between", [Fate.SENT, Fate.UNKNOWN])
    def it_is_a_new_message_where_another_report_went_out_in_between(self, between: Fate) -> None:
        first, other = past(Fate.SENT), past(between, OLD)
        one = going(planned(item(), first, other))
        assert one.earlier is not None and one.earlier.message_id == other.message_id
        assert one.message_id not in {first.message_id, going(planned(item())).message_id}
        sent = replace(first, message_id=one.message_id)
        assert left(planned(item(), first, other, sent)).why is Why.SENT
        back = going(planned(item(), first, other, sent, report=attached(OLD)))
        assert back.message_id not in {first.message_id, other.message_id, one.message_id}

    def but_not_where_that_one_never_arrived(self) -> None:
        assert left(planned(item(), past(Fate.SENT), past(Fate.FAILED, OLD))).why is Why.SENT

    def it_takes_the_place_of_the_last_one(self) -> None:
        before = (past(Fate.SENT, OLD), past(Fate.SENT, "2" * 64), past(Fate.FAILED, "3" * 64))
        earlier = going(planned(item(), *before)).earlier
        assert earlier is not None and earlier.message_id == before[1].message_id


MOVED = item(emails=("moi@x.example; A@x.example",))
GONE = Past(
    message_id="<1@x.example>", sha256=NOW, fate=Fate.SENT, addresses=("a@x.example", "b@x.example"), changed=WHEN
)
AGAIN = Choices(resend={COMMUNE})


class DescribeAnAddressThatWasWrong:
    """The server took the message, and later it came back, or nobody reads it there."""

    def it_is_told_with_the_way_to_send_to_the_new_one(self) -> None:
        one = left(planned(MOVED, GONE))
        assert one.why is Why.OTHER_ADDRESS and not one.is_settled and one.past == GONE
        assert "tới a@x.example, b@x.example; danh bạ nay ghi moi@x.example." in one.reason
        assert '--send --resend "Xã Thanh Xá"' in one.reason

    def it_is_told_only_of_addresses_that_took_it(self) -> None:
        one = left(planned(MOVED, replace(GONE, refused=("b@x.example",))))
        assert "tới a@x.example; danh bạ nay ghi moi@x.example." in one.reason

    def it_goes_to_the_new_one_only_as_a_message_of_its_own(self) -> None:
        one = going(planned(MOVED, GONE, choices=AGAIN))
        assert [m.address for m in one.to] == ["moi@x.example"] and one.earlier is None and one.past is None
        assert one.message_id not in (GONE.message_id, going(planned(MOVED)).message_id)
        assert one.message_id == going(planned(MOVED, GONE, choices=AGAIN)).message_id
        assert one.reached == {"a@x.example", "b@x.example"}

    @pytest.mark.parametrize("fate", [Fate.READY, Fate.FAILED])
    def it_goes_on_with_that_message(self, fate: Fate) -> None:
        second = replace(GONE, message_id="<2@x.example>", fate=fate, addresses=("moi@x.example",))
        one = going(planned(MOVED, GONE, second))
        assert one.message_id == second.message_id and [m.address for m in one.to] == ["moi@x.example"]
        assert left(planned(item(emails=("a@x.example",)), GONE, second)).why is Why.SENT

    def it_is_through_once_both_have_it(self) -> None:
        second = replace(GONE, message_id="<2@x.example>", addresses=("moi@x.example",))
        assert left(planned(MOVED, GONE, second, choices=AGAIN)).why is Why.SENT
        unknown = replace(second, fate=Fate.UNKNOWN)
        assert left(planned(MOVED, GONE, unknown)).why is Why.UNKNOWN
        assert going(planned(MOVED, GONE, unknown, choices=AGAIN)).message_id == second.message_id

    @pytest.mark.parametrize("emails", [(), ("faulty",), ("b@x.example",)])
    def but_no_address_less_is_any_trouble(self, emails: tuple[str, ...]) -> None:
        assert left(planned(item(emails=emails), GONE, choices=AGAIN)).why is Why.SENT


class DescribeWhatIsLeft:
    def it_has_no_address(self) -> None:
        one = left(planned(item(emails=())))
        assert one.why is Why.NO_ADDRESS and "“Danh bạ”" in one.reason and not one.is_settled

    def it_has_a_faulty_address(self) -> None:
        one = left(planned(item(emails=("a@x.example", "thanhxa"))))
        assert one.why is Why.FAULTY_ADDRESS and "“thanhxa”" in one.reason and "thiếu dấu @" in one.reason

    def it_has_more_addresses_than_a_commune_has(self) -> None:
        assert left(planned(item(emails=tuple(f"a{n}@x.example" for n in range(99))))).why is Why.FAULTY_ADDRESS

    def it_has_errors_unless_it_is_forced(self) -> None:
        one = left(planned(item(errors=("A01", "Q01"))))
        assert one.why is Why.ERRORS and "A01, Q01" in one.reason and '--force "Xã Thanh Xá"' in one.reason
        assert going(planned(item(errors=("A01",)), choices=Choices(force={COMMUNE}))).item.commune == COMMUNE
        assert left(planned(item(errors=("A01",)), choices=Choices(force={"Xã Thanh An"}))).why is Why.ERRORS

    def it_has_a_report_that_is_refused_whatever_is_forced(self) -> None:
        refusal = Refusal(Refused.OTHER_COMMUNE, "Tệp là báo cáo của Xã Thanh An.")
        one = left(planned(item(), report=refusal, choices=Choices({COMMUNE}, {COMMUNE})))
        assert (one.why, one.reason) == (Why.ATTACHMENT, refusal.reason)

    def it_has_no_report(self) -> None:
        listed = SendList.of("UBND huyện Thanh Hà", 2022, {}, (), ["Xã Thanh An"])
        made = plan(listed, {}, {}, SENDER, Choices())
        assert [(one.commune, one.why) for one in made.held_back] == [("Xã Thanh An", Why.NO_REPORT)]
        assert "cchc run" in made.left[0].reason

    def it_was_sent(self) -> None:
        one = left(planned(item(), past(Fate.SENT)))
        assert one.why is Why.SENT and one.reason == "Đã gửi 08:05 ngày 20/3/2023." and one.is_settled
        assert not planned(item(), past(Fate.SENT)).held_back

    def it_was_sent_whatever_is_wrong_or_chosen_now(self) -> None:
        choices = Choices({COMMUNE}, {COMMUNE})
        assert left(planned(item(errors=("A01",), emails=()), past(Fate.SENT), choices=choices)).why is Why.SENT
        refusal = Refusal(Refused.MISSING, "Không tìm thấy.")
        assert left(planned(item(), past(Fate.SENT), report=refusal, choices=choices)).why is Why.SENT

    def it_was_sent_as_the_edited_copy_that_was_accepted(self) -> None:
        assert left(planned(item(), past(Fate.SENT, "2" * 64), report=attached("2" * 64))).why is Why.SENT

    def it_may_have_arrived_unless_it_is_to_go_again(self) -> None:
        one = left(planned(item(), past(Fate.UNKNOWN)))
        assert one.why is Why.UNKNOWN and not one.is_settled
        assert '--mark-sent "Xã Thanh Xá"' in one.reason and '--send --resend "Xã Thanh Xá"' in one.reason
        again = going(planned(item(), past(Fate.UNKNOWN), choices=Choices(resend={COMMUNE})))
        assert again.message_id == past(Fate.UNKNOWN).message_id and again.earlier is None


_SHAS = st.sampled_from([OLD, NOW, "2" * 64])
_BEFORE = st.lists(st.builds(past, st.sampled_from(Fate), _SHAS), max_size=4)
_ITEMS = st.builds(
    lambda emails, errors: {"emails": emails, "errors": errors},
    st.sampled_from([(), ("a@x.example",), ("faulty",)]),
    st.sampled_from([(), ("A01",)]),
)


class DescribeEveryPlan:
    @given(_ITEMS, _BEFORE, st.sampled_from([None, Refusal(Refused.EDITED, "x.")]), st.booleans(), st.booleans())
    def it_never_sends_what_has_arrived_and_leaves_nobody_out(
        self, changed: dict[str, object], before: list[Past], report: Refusal | None, force: bool, resend: bool
    ) -> None:
        choices = Choices({COMMUNE} if force else (), {COMMUNE} if resend else ())
        made = planned(item(**changed), *before, report=report, choices=choices)
        assert len(made.planned) + len(made.left) == 1
        fates = [one.fate for one in before if one.sha256 == NOW]
        for one in made.planned:
            assert Fate.SENT not in fates[-1:] and one.to and (force or not one.item.errors) and report is None
            assert resend or Fate.UNKNOWN not in fates[-1:]
