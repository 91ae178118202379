"""The letter: the report's tags in plain text, values that stay text, faults told before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.errors import TemplateError
from cchc_excel.mail.letter import Earlier, Letter, LetterTemplate, attached_name, letter_for
from cchc_excel.model.send_list import SendItem, SendList
from cchc_excel.writers.letter_template import LETTER_TAGS
from cchc_excel.writers.report.tags import Tag

SHIPPED = (Path(__file__).parents[2] / "report_templates" / "thu-gui.txt").read_bytes()
HEAD = "Tiêu đề: Báo cáo năm {{ nam }}\n\n"


def _value(tag: Tag, *, empty: bool = False) -> object:
    if not tag.is_list:
        return "" if empty else tag.example
    if empty:
        return []
    return [{f.name: _value(f) for f in tag.fields}] * 2 if tag.fields else [tag.example] * 2


VALUES: Mapping[str, object] = {tag.name: _value(tag) for tag in LETTER_TAGS}


def filled(text: str, **values: object) -> Letter:
    return LetterTemplate.compile(text.encode(), "thu-gui.txt").fill({**VALUES, **values})


def fault(text: str | bytes) -> str:
    with pytest.raises(TemplateError) as told:
        LetterTemplate.compile(text if isinstance(text, bytes) else text.encode(), "thu-gui.txt")
    assert "\n" not in str(told.value)
    return str(told.value)


def item(**changed: object) -> SendItem:
    given: dict[str, object] = {
        "commune": "Xã Thanh Xá", "unit": "UBND xã Thanh Xá", "emails": ("a@thanhxa.example",), "recipient": "",
        "report": "bao-cao-khac-phuc_2022_xa-thanh-xa.docx", "sha256": "0" * 64, "content": "1" * 64, "errors": (),
        "values": {k: v for k, v in VALUES.items() if k not in ("nguoi_nhan", "ten_tep", "thay_the")},
    }  # fmt: skip
    return SendItem(**{**given, **changed})  # type: ignore[arg-type]


def listed(*items: SendItem) -> SendList:
    return SendList.of("UBND huyện Thanh Hà", 2022, {}, items)


class DescribeTheFile:
    @pytest.mark.parametrize(
        "data",
        [
            "\ufeffTiêu đề: Một\n\nHai".encode(),
            "Tiêu đề: Một\r\n\r\nHai\r\n".encode(),
            "Tiêu đề: Một\n\nHai".encode("utf-16"),
            normalize("NFD", "tiêu đề : Một\n\nHai").encode(),
        ],
    )
    def it_is_read_as_notepad_saves_it(self, data: bytes) -> None:
        assert LetterTemplate.compile(data, "thu-gui.txt").fill(VALUES) == Letter("Một", "Hai\n")


class DescribeTheShippedLetter:
    def it_reads_well(self) -> None:
        one = item(recipient="Chủ tịch UBND xã Thanh Xá")
        made = letter_for(LetterTemplate.compile(SHIPPED, "thu-gui.txt"), listed(one), one, None)
        assert made.subject == "Báo cáo khắc phục Chỉ số CCHC năm 2022 - UBND xã Thanh Xá"
        assert made.body.startswith("Kính gửi: Chủ tịch UBND xã Thanh Xá\n\nChỉ số cải cách hành chính năm 2022")
        assert "\nBáo cáo khắc phục CCHC năm 2022 - Xã Thanh Xá.docx\n\nĐề nghị UBND xã" in made.body
        assert made.body.endswith("Trân trọng.\n") and "\n\n\n" not in made.body and "{" not in made.body

    def it_greets_the_office_where_no_one_is_named(self) -> None:
        template = LetterTemplate.compile(SHIPPED, "thu-gui.txt")
        assert letter_for(template, listed(item()), item(), None).body.startswith("Kính gửi: UBND xã Thanh Xá\n")

    def it_says_that_it_replaces_an_earlier_one(self) -> None:
        template = LetterTemplate.compile(SHIPPED, "thu-gui.txt")
        made = letter_for(
            template, listed(item()), item(), Earlier("<a@b.example>", datetime(2023, 3, 20)), has_pdf=True
        )
        assert "\n\nThư này thay cho thư đã gửi ngày 20/3/2023; đề nghị" in made.body
        assert "Xá.docx (kèm bản PDF)\n" in made.body and "\n\n\n" not in made.body
        made = letter_for(template, listed(item()), item(), Earlier("<a@b.example>", None))
        assert "thư đã gửi trước đây;" in made.body

    def it_stays_whole_where_every_text_is_empty(self) -> None:
        empty = {tag.name: _value(tag, empty=True) for tag in LETTER_TAGS}
        made = LetterTemplate.compile(SHIPPED, "thu-gui.txt").fill(empty)
        assert made.body.startswith("Kính gửi:") and made.body.endswith("Trân trọng.\n")


class DescribeTheTemplate:
    def it_loops_and_chooses_as_the_report_does(self) -> None:
        text = HEAD + (
            "{%p for phan in cac_phan %}\n{{ loop.index }}. {{ phan.ten }}\n{%p for dong in phan.cac_dong %}\n"
            "- {{ dong }}\n{%p endfor %}\n{%p endfor %}\n{% if lam_tron %}Có{% else %}Không{% endif %} làm tròn.\n"
        )
        made = filled(text, lam_tron="")
        assert made.subject == "Báo cáo năm 2022"
        lines = made.body.splitlines()
        assert lines[0] == "1. Đánh giá qua các tiêu chí" and lines[1].startswith("- Cải cách") and len(lines) == 7
        assert lines[-1] == "Không làm tròn."

    @pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
    def it_takes_any_ends_of_lines_and_a_mark_at_the_start(self, ends: str) -> None:
        made = LetterTemplate.compile(("\ufeff" + HEAD + "Một\n\nHai").replace("\n", ends).encode(), "x").fill(VALUES)
        assert made.body == "Một\n\nHai\n"

    @pytest.mark.parametrize(
        "value", ["{{ nam }}", "{% for x in cac_can_cu %}", "<b>&amp; “x”</b>", "${x} %s {0}", "{{ 7 * 7 }}"]
    )
    def it_keeps_values_text(self, value: str) -> None:
        made = filled("Tiêu đề: {{ ten_don_vi }}\n\n{{ ten_don_vi }}", ten_don_vi=value)
        assert (made.subject, made.body) == (" ".join(value.split()), value + "\n")

    @given(st.text(max_size=60))
    def it_never_breaks_the_subject(self, value: str) -> None:
        made = filled("Tiêu đề: {{ ten_don_vi }}.\n\nx", ten_don_vi=value)
        assert "\n" not in made.subject and "\r" not in made.subject
        assert len(made.subject.splitlines()) == 1

    @pytest.mark.parametrize(
        ("text", "told"),
        [
            ("", "dòng 1 phải ghi tiêu đề"),
            ("Kính gửi\n\nx", "dòng 1 phải ghi tiêu đề"),
            ("Tiêu đề:\n\nx", "dòng 1 phải ghi tiêu đề"),
            ("Tiêu đề: a\nb\nc", "dòng 2 phải để trống"),
            ("Tiêu đề: a\n\n\n", "dòng 2 phải để trống, nội dung thư"),
            (HEAD + "một\n{{ ten_don_vy }}", "dòng 4: không có thẻ {{ ten_don_vy }}, có lẽ là {{ ten_don_vi }}"),
            ("Tiêu đề: {{ namm }}\n\nx", "dòng 1: không có thẻ {{ namm }}"),
            (HEAD + "{{ cac_phan }}", "là danh sách"),
            (HEAD + "{%p if nam %}\nx", "chưa được đóng"),
            (HEAD + "{% if nam %}\nx\n{% endif %}", "viết {%p if nam %}"),
            (HEAD + "{%tr if nam %}\nx\n{%tr endif %}", "không nằm trong bảng"),
            (HEAD + "{{ nam.__class__ }}", "dòng 3"),
            (HEAD + "{{ ''.join(cac_can_cu) }}", "dòng 3"),
            (HEAD + "{% include 'x' %}", "không có thẻ {% include"),
            (HEAD + "{{ nam", "dòng 3"),
            (HEAD + "{ten_don_vi}", "viết hai dấu: {{ ten_don_vi }}"),
            ("Tiêu đề: {% if nam %}\n\nx{% endif %}", "dòng 1"),
            (HEAD + "a\x00b", "dòng 3 có ký tự lạ"),
            (HEAD + "x\n" * 3000, "dài quá"),
            ((HEAD + "Một").encode("utf-16-le"), "UTF-8"),
            ("Tiêu đề: a\n\n".encode() + b"x" * 300_000, "lớn quá"),
        ],
    )  # fmt: skip
    def it_tells_what_is_wrong_with_it(self, text: str | bytes, told: str) -> None:
        assert told in fault(text)

    def it_is_no_larger_than_a_letter(self) -> None:
        loops = "{%p for a in cac_can_cu %}\n{%p for b in cac_nhiem_vu %}\n{{ a }}\n{%p endfor %}\n{%p endfor %}"
        many = ["x" * 100] * 1000
        with pytest.raises(TemplateError, match="dài quá"):
            filled(HEAD + loops, cac_can_cu=many, cac_nhiem_vu=many)

    @pytest.mark.parametrize(
        "wrong", [{"nam": 5}, {"cac_can_cu": "x"}, {"cac_phan": ["x"]}, {"cac_phan": [{}]}, {"cac_phan": None}]
    )
    def it_tells_a_list_that_does_not_fit(self, wrong: dict[str, object]) -> None:
        with pytest.raises(TemplateError, match="cchc run"):
            filled(HEAD + "{%p for p in cac_phan %}\n{{ p.ten }}\n{%p endfor %}\n{{ cac_can_cu | join }}", **wrong)

    def it_tells_a_value_that_is_missing(self) -> None:
        template = LetterTemplate.compile(SHIPPED, "thu-gui.txt")
        with pytest.raises(TemplateError, match="cchc run"):
            template.fill({k: v for k, v in VALUES.items() if k != "ket_qua_chung"})

    @pytest.mark.parametrize("values", [{"thay_the": ""}, {"thay_the": " "}])
    def it_needs_a_subject_once_it_is_filled(self, values: dict[str, object]) -> None:
        with pytest.raises(TemplateError, match="dòng 1 không để lại chữ nào"):
            filled("Tiêu đề: {{ thay_the }}\n\nx", **values)


class DescribeTheAttachedName:
    def it_is_vietnamese(self) -> None:
        assert attached_name(listed(), item()) == "Báo cáo khắc phục CCHC năm 2022 - Xã Thanh Xá.docx"
        assert attached_name(listed(), item(), ".pdf").endswith("Xã Thanh Xá.pdf")

    @pytest.mark.parametrize("commune", ["../..\\Xã", 'Xã "A":B?*', "Xã\nA\r\nB\0", "Xã " + "a" * 300, "Xã\u202efdp"])
    def it_is_a_name_on_any_system(self, commune: str) -> None:
        name = attached_name(listed(), item(commune=commune))
        assert not set(name) & set('/\\:*?"<>|\r\n\0\u202e') and len(name) <= 120 and name.endswith(".docx")
