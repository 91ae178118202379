"""Every tag a template may use, with its meaning and an example, in Vietnamese: for the check and for the "
"manual."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag: a text, a list of texts, or a list of items that have tags of their own."""

    name: str
    meaning: str
    example: str = ""
    is_list: bool = False
    fields: tuple[Tag, ...] = ()
    """The tags of one item; only where `is_list`."""

    def sample(self) -> object:
        """A value of the right shape: the example, or two items."""
        if not self.is_list:
            return self.example
        return [_item(self.fields) if self.fields else self.example for _ in range(2)]

    def empty(self) -> object:
        """The value with nothing in it: an empty text or no items."""
        return [] if self.is_list else ""


def _item(fields: tuple[Tag, ...]) -> SimpleNamespace:
    return SimpleNamespace(**{field.name: field.sample() for field in fields})


_PART = (
    Tag("so", "Số thứ tự của phần", "1"),
    Tag("ten", "Tên phần", "Đánh giá qua các tiêu chí"),
    Tag("quy_mo", "Số tiêu chí và tổng điểm, trong ngoặc", "(7 tiêu chí, tối đa 74 điểm)"),
    Tag(
        "cac_dong",
        "Từng tiêu chí: điểm đạt, điểm tối đa, chỉ số",
        "Cải cách thủ tục hành chính: đạt 16,73/18,5 điểm, chỉ số 90,43%",
        is_list=True,
    ),
    Tag(
        "tong_ket",
        "Câu tổng của phần",
        "Điểm thẩm định đạt 64,42/74 điểm, chưa đạt 9,58 điểm, chỉ số 87,05%.",
    ),
)

_GROUP = (
    Tag(
        "rieng",
        "Câu về tiêu chí thành phần bị trừ điểm, khi biện pháp chỉ dùng cho một tiêu chí; trống khi dùng chung cho nhiều tiêu chí",
        "Tiêu chí thành phần 1.3 “Kiểm tra CCHC”: đạt 1,5/2 điểm, bị trừ 0,5 điểm. "
        "Nguyên nhân: kết luận kiểm tra ban hành chậm.",
    ),
    Tag(
        "cac_tieu_chi",
        "Từng tiêu chí thành phần bị trừ điểm: điểm đạt, điểm bị trừ, nguyên nhân",
        "Tiêu chí thành phần 1.3 “Kiểm tra CCHC”: đạt 1,5/2 điểm, bị trừ 0,5 điểm. "
        "Nguyên nhân: kết luận kiểm tra ban hành chậm.",
        is_list=True,
    ),
    Tag(
        "khac_phuc",
        "Biện pháp khắc phục các tiêu chí thành phần ấy",
        "Biện pháp: ban hành kết luận kiểm tra đúng thời hạn.",
    ),
    Tag(
        "can_bo_sung",
        "Lời nhắc được tô màu khi sổ biện pháp chưa có biện pháp; bình thường để trống",
        "[Đơn vị bổ sung biện pháp khắc phục]",
    ),
    Tag(
        "phan_cong",
        "Người thực hiện và thời hạn",
        " Công chức Văn phòng - Thống kê chủ trì thực hiện, hoàn thành chậm nhất ngày 30 tháng 6 năm 2023.",
    ),
)

_FIELD = (
    Tag("so", "Số thứ tự của lĩnh vực", "3"),
    Tag("ten", "Tên lĩnh vực", "Cải cách thủ tục hành chính"),
    Tag(
        "ket_qua",
        "Câu mở đầu: điểm đạt, điểm chưa đạt; hoặc việc duy trì điểm tối đa",
        "Kết quả đạt 16,73/18,5 điểm, chưa đạt 1,77 điểm ở 3 tiêu chí thành phần sau:",
    ),
    Tag("cac_nhom", "Các tiêu chí thành phần bị trừ điểm, nhóm theo biện pháp", is_list=True, fields=_GROUP),
)

_ROW = (
    Tag("ma", "Mã tiêu chí thành phần", "1.3"),
    Tag("ten", "Tên tiêu chí thành phần", "Kiểm tra CCHC"),
    Tag("toi_da", "Điểm tối đa", "2"),
    Tag("dat", "Điểm đạt", "1,5"),
    Tag("tru", "Điểm bị trừ", "0,5"),
    Tag("ly_do", "Lý do trừ điểm", "Kết luận kiểm tra ban hành chậm"),
    Tag("bien_phap", "Biện pháp khắc phục", "Ban hành kết luận kiểm tra đúng thời hạn"),
    Tag("can_bo_sung", "Lời nhắc khi chưa có biện pháp", "[Đơn vị bổ sung biện pháp khắc phục]"),
    Tag("thuc_hien", "Người thực hiện, thời hạn", "Công chức Văn phòng - Thống kê; 30/6/2023"),
)

_BAR = (
    Tag("ten", "Số thứ tự, tên lĩnh vực", "3. Cải cách thủ tục hành chính"),
    Tag("chi_so", "Chỉ số của đơn vị, theo phần trăm", "90,43"),
    Tag("trung_binh", "Chỉ số trung bình của các đơn vị; trống khi chỉ có một đơn vị", "88,16"),
)

TAGS: tuple[Tag, ...] = (
    Tag("tieu_de", "Tiêu đề trong thuộc tính tệp", "Báo cáo khắc phục Chỉ số CCHC năm 2022 - Xã Thanh Xá"),
    Tag("nam", "Năm đánh giá", "2022"),
    Tag("co_quan_cap_tren", "Cơ quan cấp trên, chữ in hoa; trống khi không có", "UBND HUYỆN THANH HÀ"),
    Tag("ten_don_vi_in_hoa", "Tên đơn vị báo cáo, chữ in hoa", "UBND XÃ THANH XÁ"),
    Tag("ten_don_vi", "Tên đơn vị báo cáo", "UBND xã Thanh Xá"),
    Tag("ten_don_vi_day_du", "Tên đơn vị báo cáo, không viết tắt", "Ủy ban nhân dân xã Thanh Xá"),
    Tag("don_vi", "Cách gọi ngắn trong câu", "UBND xã"),
    Tag("ten_xa", "Tên xã, phường, thị trấn", "xã Thanh Xá"),
    Tag(
        "ten_rat_ngan",
        "Có chữ khi tên đơn vị rất ngắn, để chọn nét gạch ngắn nhất dưới tên; trống khi tên dài hơn",
        "x",
    ),
    Tag("ten_ngan", "Có chữ khi tên đơn vị ngắn, để chọn nét gạch ngắn dưới tên; trống khi tên dài", "x"),
    Tag("so_van_ban", "Số văn bản; khoảng trắng để văn thư ghi số", "     "),
    Tag("dia_danh", "Địa danh", "Thanh Xá"),
    Tag("ngay_thang_nam", "Ngày, tháng, năm; để trống ngày, tháng khi chưa có", "ngày     tháng     năm 2023"),
    Tag(
        "cac_can_cu",
        "Từng căn cứ của báo cáo, kèm dấu cuối dòng",
        "Căn cứ Quyết định số 975/QĐ-UBND ngày 14/3/2023 của UBND huyện Thanh Hà;",
        is_list=True,
    ),
    Tag(
        "ket_qua_chung",
        "Câu nêu tổng điểm, điểm chưa đạt, xếp hạng, xếp loại",
        "Chỉ số cải cách hành chính năm 2022 của UBND xã Thanh Xá đạt 85,13/100 điểm, chưa đạt 14,87 điểm; "
        "xếp thứ 7/20 đơn vị; xếp loại Tốt.",
    ),
    Tag(
        "so_voi_nam_truoc",
        "Câu so sánh với năm trước; trống khi thư mục không có sổ của năm trước",
        "So với năm 2021 (đạt 82,45/100 điểm, xếp thứ 9/20 đơn vị), kết quả năm 2022 tăng 2,68 điểm, tăng 2 bậc.",
    ),
    Tag("cac_phan", "Kết quả từng phần của bộ tiêu chí", is_list=True, fields=_PART),
    Tag(
        "lam_tron",
        "Câu nói vì sao cộng, trừ các số điểm đã làm tròn có thể lệch; trống khi không số nào phải làm tròn",
        "Các số điểm trong báo cáo được tính từ điểm chính xác và ghi đến hai chữ số thập phân; khi cộng, trừ các số "
        "đã làm tròn có thể có chênh lệch ở chữ số cuối.",
    ),
    Tag(
        "mo_dau_khac_phuc",
        "Câu mở đầu mục II",
        "UBND xã Thanh Xá đã rà soát 25 tiêu chí thành phần bị trừ điểm và tổ chức khắc phục như sau:",
    ),
    Tag("cac_linh_vuc", "Kết quả khắc phục từng lĩnh vực", is_list=True, fields=_FIELD),
    Tag(
        "cac_nhiem_vu",
        "Từng nhiệm vụ, giải pháp thời gian tới",
        "Đẩy mạnh xây dựng chính quyền điện tử, chính quyền số.",
        is_list=True,
    ),
    Tag("cau_ket", "Câu kết, chưa có dấu kết thúc", "Trên đây là báo cáo của UBND xã Thanh Xá"),
    Tag("noi_bao_cao", "Từng cơ quan nhận để báo cáo", "UBND huyện Thanh Hà", is_list=True),
    Tag("phu_luc", "Các dòng của phụ lục; trống khi không bị trừ điểm", is_list=True, fields=_ROW),
    Tag("tong_diem_tru", "Tổng điểm bị trừ", "14,87"),
    Tag("bieu_do", "Số liệu của biểu đồ: chỉ số từng lĩnh vực", is_list=True, fields=_BAR),
    Tag("bieu_do_don_vi", "Tên dãy số liệu của đơn vị trong biểu đồ Word", "Xã Thanh Xá"),
    Tag(
        "bieu_do_trung_binh",
        "Tên dãy số liệu trung bình trong biểu đồ Word; trống khi chỉ có một đơn vị",
        "Trung bình 20 đơn vị",
    ),
)
