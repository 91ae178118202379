"""The message: read back by other means it says what was meant; no value can add a header, a line or an address."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.mail.addresses import Mailbox, mailbox
from cchc_excel.mail.letter import Letter
from cchc_excel.mail.message import Envelope, Part, built_message, message_id

NAME = "Báo cáo khắc phục CCHC năm 2022 - Thị trấn Thanh Hà.docx"
LONG = f"Báo cáo khắc phục CCHC năm 2022 - {'Xã Nguyễn Bỉnh Khiêm ' * 3}.pdf"
LETTER = Letter(
    "Báo cáo khắc phục Chỉ số CCHC năm 2022 - UBND thị trấn Thanh Hà", "Kính gửi: UBND\n\n.\n..\nFrom a\nHết.\n"
)
PARTS = (Part(NAME, b"PK\x03\x04\r\n\n\r" * 999), Part(LONG, bytes(range(256)) * 9))
ENVELOPE = Envelope(
    sender=mailbox("Phòng Nội vụ, huyện Thanh Hà <noivu@thanhha.example>"),
    to=(Mailbox("Chủ tịch UBND", "a@thanhha.example"), Mailbox("", "b@thanhha.example")),
    cc=("luu@thanhha.example", "A@thanhha.example"),
    reply_to="cchc@thanhha.example",
    message_id=message_id("UBND huyện Thanh Hà", 2022, "Thị trấn Thanh Hà", "0" * 64, "noivu@thanhha.example"),
    replaces="<cu@thanhha.example>",
    date=datetime(2023, 3, 20, 8, 5, tzinfo=timezone(timedelta(hours=7))),
)


def read(data: bytes) -> EmailMessage:
    found = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects and not any(part.defects for part in found.walk())
    return found


class DescribeTheMessage:
    def it_says_what_was_meant(self) -> None:
        found = read(built_message(ENVELOPE, LETTER, PARTS))
        assert found["Subject"] == LETTER.subject
        assert [(a.display_name, a.addr_spec) for a in found["From"].addresses] == [
            ("Phòng Nội vụ, huyện Thanh Hà", "noivu@thanhha.example")
        ]
        assert [(a.display_name, a.addr_spec) for a in found["To"].addresses] == [
            ("Chủ tịch UBND", "a@thanhha.example"), ("", "b@thanhha.example"),
        ]  # fmt: skip
        assert found["Cc"] == "luu@thanhha.example, A@thanhha.example" and found["Reply-To"] == "cchc@thanhha.example"
        assert found["Message-ID"] == ENVELOPE.message_id and found["Date"].datetime == ENVELOPE.date
        assert found["In-Reply-To"] == found["References"] == "<cu@thanhha.example>"
        body = found.get_body()
        assert body is not None and body.get_content().replace("\r\n", "\n") == LETTER.body
        assert [(p.get_filename(), p.get_content()) for p in found.iter_attachments()] == [
            (p.name, p.data) for p in PARTS
        ]
        assert [p.get_content_type() for p in found.iter_attachments()] == [
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/pdf",
        ]  # fmt: skip

    def it_leaves_out_what_is_not_given(self) -> None:
        found = read(built_message(replace(ENVELOPE, cc=(), reply_to="", replaces=""), LETTER, PARTS[:1]))
        assert not {"Cc", "Reply-To", "In-Reply-To", "References", "Bcc"} & set(found.keys())
        assert len(list(found.iter_attachments())) == 1

    def it_names_files_in_both_ways_programs_know(self) -> None:
        text = built_message(ENVELOPE, LETTER, PARTS).decode("ascii")
        # RFC 2231 in one piece: old programs do not join numbered ones
        assert text.count("\r\n filename*=utf-8''") == 2 and "*0" not in text
        names = re.findall(r'\r\n name="((?:[^"\r]|\r\n )*)"\r\n', text)
        assert [str(make_header(decode_header(name))) for name in names] == [NAME, LONG]

    def it_goes_over_any_server(self) -> None:
        data = built_message(ENVELOPE, LETTER, PARTS)
        assert data.isascii() and b"\n" not in data.replace(b"\r\n", b"") and b"\r" not in data.replace(b"\r\n", b"")
        assert max(map(len, data.split(b"\r\n"))) <= 998
        head = data.partition(b"\r\n\r\n")[0]
        assert max(map(len, head.split(b"\r\n"))) <= 78

    def it_is_the_same_whenever_it_is_built(self) -> None:
        assert built_message(ENVELOPE, LETTER, PARTS) == built_message(ENVELOPE, LETTER, PARTS)

    def it_names_every_address_once(self) -> None:
        assert ENVELOPE.recipients == ("A@thanhha.example", "b@thanhha.example", "luu@thanhha.example")


_NASTY = st.text(max_size=80) | st.sampled_from(
    [
        "x\r\nBcc: e@x.example", "x\nBcc: e@x.example\n\nbody", "x\u2028Bcc: e@x.example", "=?utf-8?q?=0ABcc:_e?=",
        '"; name="', "a\0b",
    ]
)  # fmt: skip


class DescribeWhatValuesCannotDo:
    @given(_NASTY, _NASTY, _NASTY)
    def it_takes_no_header_line_or_address_from_a_value(self, subject: str, name: str, file: str) -> None:
        envelope = replace(ENVELOPE, sender=Mailbox(name, "noivu@thanhha.example"), to=(Mailbox(name, "a@x.example"),))
        data = built_message(envelope, Letter(subject, subject + "\n"), (Part(f"{file}.docx", b"PK"),))
        assert data.isascii() and b"\n" not in data.replace(b"\r\n", b"")
        found = email.message_from_bytes(data, policy=email.policy.default)
        assert sorted({*found.keys(), "Subject"}) == sorted(
            ["From", "To", "Cc", "Reply-To", "Subject", "Date", "Message-ID", "In-Reply-To", "References",
             "MIME-Version", "Content-Type"]
        )  # fmt: skip
        assert [a.addr_spec for a in found["To"].addresses] == ["a@x.example"]
        assert len(found["From"].addresses) == 1 and found["From"].addresses[0].addr_spec == "noivu@thanhha.example"
        assert "\n" not in found.get("Subject", "")
        assert [p.get_content() for p in found.iter_attachments()] == [b"PK"]

    def it_shows_nothing_that_cannot_be_shown(self) -> None:
        odd = "a\ud800b\r\nc\x00d"
        found = read(
            built_message(replace(ENVELOPE, to=(Mailbox(odd, "a@x.example"),)), Letter(odd, "x\n"), (Part(odd, b"x"),))
        )
        assert found["Subject"] == found["To"].addresses[0].display_name == "a b c d"
        assert [part.get_filename() for part in found.iter_attachments()] == ["a b c d"]

    @pytest.mark.parametrize("address", ["a@x.example\r\nBcc: e@x.example", "a@x.example, e@x.example", "ắ@x.example"])
    def it_takes_nothing_for_an_address_that_is_none(self, address: str) -> None:
        for changed in (
            {"to": (Mailbox("", address),)},
            {"cc": (address,)},
            {"reply_to": address},
            {"replaces": address},
        ):
            with pytest.raises(ValueError, match="not an address"):
                built_message(replace(ENVELOPE, **changed), LETTER, ())  # type: ignore[arg-type]


class DescribeTheMessageId:
    def it_is_the_same_for_the_same_report_only(self) -> None:
        first = ("UBND huyện Thanh Hà", 2022, "Xã Thanh Xá", "0" * 64, "a@x.example")
        others = [
            ("UBND huyện Thanh H", *first[1:]), (first[0], 2023, *first[2:]), (*first[:2], "Xã Thanh Xa", *first[3:]),
            (*first[:3], "1" * 64, first[4]), (*first[:4], "a@y.example"),
        ]  # fmt: skip
        made = [message_id(*one) for one in (first, *others)]
        assert made[0] == message_id(*first) and len(set(made)) == 6
        assert re.fullmatch(r"<[0-9a-f]{40}\.cchc@x\.example>", made[0])
