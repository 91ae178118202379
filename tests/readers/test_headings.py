"""The wordings of headings: what each means, and what only looks like it."""

from __future__ import annotations

import unicodedata

import pytest

from cchc_excel.model.decision import Quantity
from cchc_excel.readers.wordings.headings import Column, figure_column, is_commune_heading, is_max_or_score, meaning

WORDINGS: dict[Column, tuple[str, ...]] = {
    Column.CODE: (
        "TT", "STT", "S.T.T", "T.T", "Số TT", "Số thứ tự", "Thứ tự", "Mã", "Mã số", "Ký hiệu", "Mục", "Tiêu chí số", "Mã tiêu chí",
        "Mã TC", "Mã TCTP", "Mã tiêu chí thành phần", "Ký hiệu tiêu chí", "Số hiệu", "Mã số tiêu chí", "Mục số",
    ),
    Column.NAME: (
        "Tiêu chí", "Tiêu chí, tiêu chí thành phần", "Tên tiêu chí", "Nội dung tiêu chí", "Nội dung", "Lĩnh vực/tiêu chí",
        "Lĩnh vực", "Hạng mục", "Chỉ số thành phần, tiêu chí", "Nội dung đánh giá", "Tiêu chí đánh giá", "Tiêu chí / TCTP",
        "Các tiêu chí, tiêu chí thành phần", "Nội dung thẩm định", "Nhiệm vụ",
    ),
    Column.MAX: (
        "Điểm tối đa", "Điểm chuẩn", "Thang điểm", "Thang điểm chuẩn", "Điểm tối đa theo quy định", "Điểm quy định", "Khung điểm",
        "Đ.tối đa", "Đ. tối đa", "Điểm max", "Max", "Điểm tđa", "Điểm cao nhất", "Mức chuẩn", "Đ. chuẩn", "Barem điểm", "Tổng điểm tối đa",
        "Điểm theo quy định", "Điểm tối đa của tiêu chí",
    ),
    Column.SELF: (
        "Điểm tự đánh giá", "Điểm tự chấm", "Điểm do xã tự chấm", "Xã tự chấm", "Xã chấm", "UBND xã chấm", "Đơn vị tự chấm",
        "Đơn vị tự đánh giá", "Điểm đơn vị tự đánh giá", "Điểm TC", "Đ.TC", "ĐTC", "Điểm TĐG", "TĐG", "ĐTĐG", "Điểm t.chấm", "Tự chấm",
        "Điểm xã", "Địa phương tự chấm", "Phường chấm", "Điểm đánh giá của đơn vị", "Điểm chấm của xã", "Điểm tự thẩm định",
        "Xã, phường chấm", "Điểm do đơn vị tự chấm", "Tự cho điểm",
    ),
    Column.SCORE: (
        "Điểm thẩm định", "Thẩm định", "Kết quả thẩm định", "Điểm huyện thẩm định", "Huyện chấm", "Điểm UBND huyện chấm",
        "Sở Nội vụ thẩm định", "Sở Nội vụ chấm", "Phòng Nội vụ thẩm định", "Phòng Nội vụ chấm", "Điểm Sở Nội vụ", "Tỉnh chấm",
        "Thị xã chấm", "UBND thị xã chấm", "Điểm thị xã chấm", "Hội đồng chấm", "Hội đồng thẩm định", "Điểm đạt", "Điểm đạt được",
        "Điểm chấm", "Điểm đánh giá", "Kết quả chấm", "Điểm phúc tra", "Điểm thẩm định (làm tròn)", "Điểm thẩm định lần 2",
        "Cơ quan thẩm định chấm", "Cơ quan thẩm định", "Điểm chính thức", "Điểm được công nhận", "Điểm đánh giá Chỉ số CCHC",
        "Điểm số đạt được", "Tổ thẩm định chấm", "TP chấm", "Quận chấm", "Thành phố đánh giá", "Điểm hội đồng",
    ),
    Column.INDEX: (
        "Chỉ số (%)", "Chỉ số", "Tỷ lệ %", "Tỉ lệ (%)", "% đạt", "Tỷ lệ đạt", "Tỷ lệ điểm đạt", "%", "(%)", "Chỉ số thành phần",
        "Phần trăm", "Chỉ số CCHC (%)", "PAR INDEX", "Tỷ lệ % so điểm tối đa", "% điểm tối đa",
    ),
    Column.REASON: (
        "Lý do trừ điểm", "Lý do điểm trừ", "Lý do", "Nguyên nhân", "Nguyên nhân mất điểm", "Nguyên nhân trừ điểm", "Ghi chú",
        "Giải trình", "Nhận xét", "Ý kiến thẩm định", "Giải thích", "Diễn giải", "Nội dung trừ điểm", "Lí do trừ điểm".replace("Lí", "Lý"),
        "Tồn tại, hạn chế",
    ),
    Column.OTHER: (
        "Tài liệu kiểm chứng", "Tài liệu minh chứng", "Minh chứng", "Cơ quan chủ trì", "Cơ quan theo dõi, đánh giá", "Cơ quan đánh giá",
        "Điểm trừ", "Điểm bị trừ", "Điểm chênh lệch", "Chênh lệch", "Điểm năm trước", "So với năm trước", "Chỉ số tự đánh giá (%)",
        "Tỷ lệ điểm tự chấm (%)", "Điểm chưa đạt", "Người thẩm định", "Ngày thẩm định", "Đơn vị phụ trách", "Hệ số", "Trọng số",
        "Cách tính điểm", "Hướng dẫn chấm", "Kết quả thực hiện", "Thời hạn", "Số liệu",
    ),
}  # fmt: skip
NOTHING = ("Điểm", "", "Điểm TĐ", "Đ.TĐ", "ĐTĐ", "Cột 5", "Hồ sơ", "Điểm dự kiến", "Điểm cơ sở vật chất", "Nơi nhận")
TYPED = [(wording, column) for column, wordings in WORDINGS.items() for wording in wordings]


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(c for c in letters if not unicodedata.combining(c))


class DescribeOneHeading:
    @pytest.mark.parametrize(("wording", "column"), TYPED, ids=[w for w, _ in TYPED])
    def it_is_known_however_it_is_typed(self, wording: str, column: Column) -> None:
        spellings = (
            wording, wording.upper(), f"  {wording} ", unicodedata.normalize("NFD", wording), _bare(wording),
            wording.replace(" ", "\n"), wording.replace(" ", "\u00a0"), f"{wording}:", f"{wording} (*)", f"({wording})",
        )  # fmt: skip
        assert {spelling: meaning([spelling], "score") for spelling in spellings} == dict.fromkeys(spellings, column)

    @pytest.mark.parametrize("wording", NOTHING)
    def but_what_says_too_little_is_not_guessed(self, wording: str) -> None:
        assert meaning([wording], "score") is None

    @pytest.mark.parametrize("wording", ["Điểm TĐ", "Đ.TĐ", "ĐTĐ", "TĐ", "Điểm td"])
    def it_knows_abbreviations_that_mean_either(self, wording: str) -> None:
        assert is_max_or_score([wording])

    @pytest.mark.parametrize("wording", ["Điểm TĐG", "Điểm tối đa", "Điểm", "Điểm thẩm định"])
    def but_not_those_that_are_plain(self, wording: str) -> None:
        assert not is_max_or_score([wording])


class DescribeHeadingsOverSeveralRows:
    @pytest.mark.parametrize(
        ("texts", "column"),
        [
            (["(điểm)", "Điểm tối đa"], Column.MAX), (["(điểm)", "Tối đa", "Điểm"], Column.MAX), (["Chuẩn", "Điểm"], Column.MAX),
            (["Quy định", "Điểm"], Column.MAX), (["Xã", "Điểm chấm"], Column.SELF), (["Huyện", "Điểm chấm"], Column.SCORE),
            (["Đơn vị", "Điểm đánh giá"], Column.SELF), (["Hội đồng", "Điểm đánh giá"], Column.SCORE), (["Thị xã", "Điểm chấm"], Column.SCORE),
            (["Điểm", "Kết quả thẩm định"], Column.SCORE), (["Tỷ lệ %", "Kết quả thẩm định"], Column.INDEX),
            (["Tỷ lệ %", "Tự đánh giá"], Column.OTHER), (["Điểm", "Tự đánh giá"], Column.SELF), (["Điểm", "Đơn vị tự chấm"], Column.SELF),
            (["Sở Nội vụ", "Điểm"], Column.SCORE), (["(%)", "Chỉ số"], Column.INDEX), (["Đạt", "Điểm"], Column.SCORE),
            (["Cơ quan thẩm định", "Điểm"], Column.SCORE), (["Ghi chú", "Kết quả thẩm định"], Column.REASON),
        ],
    )  # fmt: skip
    def it_reads_the_lowest_first_and_then_what_stands_above(self, texts: list[str], column: Column) -> None:
        assert meaning(texts, "score") is column


class DescribeATableOfCommunes:
    @pytest.mark.parametrize(
        "wording",
        [
            "Đơn vị", "Tên đơn vị", "Xã, phường", "Tên xã, phường, thị trấn", "UBND cấp xã", "Đơn vị hành chính cấp xã", "Địa phương",
            "Các xã, thị trấn", "Đơn vị (xã, thị trấn)", "Danh sách đơn vị", "Xã/phường/đặc khu", "Cơ quan, đơn vị", "ĐƠN VỊ ĐƯỢC ĐÁNH GIÁ",
        ],
    )  # fmt: skip
    def it_is_told_by_who_is_listed(self, wording: str) -> None:
        assert is_commune_heading(wording) and is_commune_heading(unicodedata.normalize("NFD", wording.upper()))

    @pytest.mark.parametrize(
        "wording", ["Đơn vị tính", "Đơn vị chủ trì", "Đơn vị: xã Thanh Xá", "Đơn vị tự chấm", "Xã Thanh Xá"]
    )
    def but_not_by_what_only_begins_so(self, wording: str) -> None:
        assert not is_commune_heading(wording)

    @pytest.mark.parametrize(
        ("texts", "wanted"),
        [
            (["Hạng"], Column.RANK), (["Thứ hạng"], Column.RANK), (["Xếp thứ"], Column.RANK), (["XẾP HẠNG"], Column.RANK),
            (["Mức xếp loại"], Column.GRADE), (["Phân loại"], Column.GRADE), (["Tổng điểm"], ("T", Quantity.SCORE)),
            (["Tổng điểm đạt được"], ("T", Quantity.SCORE)), (["Tổng cộng"], ("T", None)), (["Chỉ số CCHC (%)"], ("T", Quantity.INDEX)),
            (["Lĩnh vực 3"], ("3", None)), (["Chỉ số tiêu chí 5"], ("5", Quantity.INDEX)), (["Điểm tiêu chí 8.1"], ("8.1", Quantity.SCORE)),
            (["Xếp hạng năm trước"], None), (["Tăng/giảm hạng"], None), (["Lý do"], None), (["Thay đổi thứ hạng"], None),
        ],
    )  # fmt: skip
    def it_has_figures_told_by_their_headings(self, texts: list[str], wanted: object) -> None:
        assert figure_column(texts) == wanted
