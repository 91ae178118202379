"""Names in a normal form: every spelling of a commune is the commune, and two communes never are one."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cchc_excel.model.names import CommuneName, commune_name, folded, slug, tone_key

SAME = [
    ("xã Thanh Xá", "X. THANH XÁ"),
    ("xã Thanh Xá", "UBND xã Thanh Xá"),
    ("xã Thanh Xá", "Ủy ban nhân dân xã Thanh Xá"),
    ("xã Thanh Xá", "Thanh Xá"),
    ("thị trấn Thanh Hà", "TT. Thanh Hà"),
    ("thị trấn Thanh Hà", "TT THANH HÀ"),
    ("xã Thanh Thủy", "Xã Thanh Thuỷ"),
    ("xã Hòa Bình", "xã Hoà Bình"),
    ("phường 12", "P.12"),
    ("đặc khu Lý Sơn", "UBND ĐẶC KHU LÝ SƠN"),
    ("xã Thanh Xá", "xã Thanh\u00ad \u202eXá\u200f\ufeff"),
]
DIFFERENT = [
    ("xã Thanh Hà", "thị trấn Thanh Hà"),
    ("xã Thanh Hà", "xã Thanh Hạ"),
    ("xã Thanh Hải", "xã Thanh Hà"),
    ("Thanh Xá", "Thanh Xã"),
    ("phường 1", "phường 12"),
]


class DescribeACommunesName:
    @pytest.mark.parametrize(("one", "other"), SAME)
    def it_is_one_in_all_its_spellings(self, one: str, other: str) -> None:
        a, b = commune_name(one), commune_name(unicodedata.normalize("NFD", other))
        assert a is not None and b is not None
        assert a.same_as(b) and b.same_as(a)

    @pytest.mark.parametrize(("one", "other"), DIFFERENT)
    def but_it_is_not_another_that_looks_like_it(self, one: str, other: str) -> None:
        a, b = commune_name(one), commune_name(other)
        assert a is not None and b is not None
        assert not a.same_as(b)

    def it_is_written_as_findings_and_sentences_do(self) -> None:
        name = commune_name("X. THANH XÁ")
        assert name == CommuneName("xã", "Thanh Xá")
        assert (name.display, name.inline) == ("Xã Thanh Xá", "xã Thanh Xá")

    @pytest.mark.parametrize("text", ["", "  ", "...", "-"])
    def it_needs_a_name(self, text: str) -> None:
        assert commune_name(text) is None


class DescribeKeys:
    def it_ignores_where_the_tone_stands(self) -> None:
        assert tone_key("Thuý Hoà") == tone_key("THÚY HÒA") != tone_key("Thuy Hoa")

    def it_folds_headings_to_bare_letters(self) -> None:
        assert folded("Điểm  tối đa\n(điểm)") == "diem toi da diem"

    @given(st.text(max_size=200))
    def it_makes_a_name_that_any_disk_can_hold(self, text: str) -> None:
        name = slug(text)
        assert name and len(name) <= 60 and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert not name.startswith("-") and not name.endswith("-")

    def it_writes_a_commune_in_ascii(self) -> None:
        assert slug("Xã Thanh Xá") == "xa-thanh-xa"
        assert slug("Thị trấn Đồng Đăng") == "thi-tran-dong-dang"
