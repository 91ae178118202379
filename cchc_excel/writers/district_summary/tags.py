"""Every tag that the summary's template may use, with its meaning and an example, in Vietnamese."""

from __future__ import annotations

from ..report.tags import Tag

_CRITERION = (
    Tag("la_phan", "Có chữ ở dòng của phần và dòng tổng cộng (in đậm); trống ở dòng tiêu chí", "x"),
    Tag("ma", "Mã", "3"),
    Tag("ten", "Tên tiêu chí", "Cải cách thủ tục hành chính"),
    Tag("toi_da", "Điểm tối đa", "18,5"),
    Tag("binh_quan", "Điểm bình quân", "16,21"),
    Tag("chi_so", "Chỉ số bình quân (%)", "87,62"),
    Tag("cao_nhat", "Chỉ số cao nhất (%)", "97,3"),
    Tag("thap_nhat", "Chỉ số thấp nhất (%)", "74,05"),
)

_RANKED = (
    Tag("hang", "Hạng; bằng điểm thì cùng hạng", "7"),
    Tag("don_vi", "Đơn vị", "Xã Thanh Xá"),
    Tag("diem", "Tổng điểm", "85,13"),
    Tag("ket_qua", "Xếp loại; thêm chỉ số (%) khi tổng điểm tối đa khác 100; chỉ số khi không xếp loại", "Tốt"),
    Tag("ghi_chu", "Hạng năm trước, số sai lệch chưa xử lý", "Năm 2021: hạng 9"),
)

_LOSS = (
    Tag("so", "Số thứ tự", "1"),
    Tag("ma", "Mã tiêu chí thành phần", "1.5"),
    Tag("ten", "Tên tiêu chí thành phần", "Sáng kiến trong cải cách hành chính"),
    Tag("diem", "Tổng điểm bị trừ của các đơn vị", "21,25"),
    Tag("so_don_vi", "Số đơn vị bị trừ", "17"),
    Tag("ty_trong", "Tỷ trọng trong tổng số điểm bị trừ (%)", "6,68"),
)

_MISMATCH = (
    Tag("so", "Số thứ tự", "1"),
    Tag("don_vi", "Đơn vị", "Xã Liên Mạc"),
    Tag("vi_tri", "Vị trí: ô, trang, tệp", "Ô E17, trang “Phụ lục I”, tệp “quyet-dinh.xlsx”"),
    Tag("da_ghi", "Số đã ghi", "16,84"),
    Tag("dung_ra", "Số đúng", "16,48"),
    Tag(
        "noi_dung",
        "Diễn giải và nguyên nhân",
        "Quyết định ghi điểm tiêu chí 3 16,84, tính lại là 16,483 (thừa 0,357). Có thể do đảo chữ số.",
    ),
    Tag("tinh_trang", "Tình trạng xử lý", "Chưa xử lý: đính chính quyết định"),
)

_OPEN = (
    Tag("don_vi", "Đơn vị", "Xã Thanh Xá"),
    Tag("so_cho", "Số chỗ chưa có biện pháp", "2"),
    Tag("cac_ma", "Mã các tiêu chí thành phần", "1.5, 7.2.3"),
)

TAGS: tuple[Tag, ...] = (
    Tag("tieu_de", "Tiêu đề trong thuộc tính tệp", "Báo cáo tổng hợp kết quả Chỉ số CCHC năm 2022"),
    Tag("nam", "Năm đánh giá", "2022"),
    Tag("co_quan_cap_tren", "Cơ quan cấp trên, chữ in hoa; trống khi không có", "UBND TỈNH HẢI DƯƠNG"),
    Tag("ten_co_quan_in_hoa", "Tên cơ quan thẩm định, chữ in hoa", "UBND HUYỆN THANH HÀ"),
    Tag("ten_co_quan", "Tên cơ quan thẩm định", "UBND huyện Thanh Hà"),
    Tag("ten_rat_ngan", "Có chữ khi tên cơ quan rất ngắn, để chọn nét gạch dưới tên", "x"),
    Tag("ten_ngan", "Có chữ khi tên cơ quan ngắn, để chọn nét gạch dưới tên", "x"),
    Tag("ky_hieu", "Ký hiệu văn bản", "BC-UBND"),
    Tag("dia_danh", "Địa danh", "Thanh Hà"),
    Tag("ngay_thang_nam", "Ngày, tháng, năm; để trống ngày, tháng", "ngày     tháng     năm 2023"),
    Tag("tham_quyen", "Dòng TM. của chữ ký; trống khi người đứng đầu ký trực tiếp", "TM. ỦY BAN NHÂN DÂN"),
    Tag("chuc_vu", "Chức vụ người ký", "CHỦ TỊCH"),
    Tag("noi_nhan", "Từng nơi nhận, kèm dấu cuối dòng", "UBND tỉnh Hải Dương (để báo cáo);", is_list=True),
    Tag(
        "cac_can_cu",
        "Từng căn cứ, kèm dấu cuối dòng",
        "Căn cứ Quyết định số 975/QĐ-UBND ngày 14 tháng 3 năm 2023 của UBND huyện Thanh Hà.",
        is_list=True,
    ),
    Tag(
        "mo_dau",
        "Câu mở đầu",
        "UBND huyện Thanh Hà tổng hợp kết quả thẩm định, xác định Chỉ số cải cách hành chính (CCHC) năm 2022 của 20 đơn vị "
        "cấp xã (19 xã, 1 thị trấn) như sau:",
    ),
    Tag(
        "ket_qua_chung",
        "Từng đoạn: điểm bình quân, trung vị, cao nhất, thấp nhất; xếp loại",
        "Điểm bình quân của 20 đơn vị đạt 84,12/100 điểm, điểm trung vị là 84,3 điểm.",
        is_list=True,
    ),
    Tag(
        "so_voi_nam_truoc",
        "Từng đoạn so với năm trước; trống khi không có số liệu năm trước",
        "So với năm 2021 (điểm bình quân của 20 đơn vị là 82,45/100 điểm), điểm bình quân năm 2022 tăng 1,67 điểm.",
        is_list=True,
    ),
    Tag("bang_tieu_chi", "Các dòng của bảng kết quả theo tiêu chí", is_list=True, fields=_CRITERION),
    Tag(
        "nhan_xet_tieu_chi",
        "Câu nêu tiêu chí có chỉ số bình quân thấp nhất",
        "Tiêu chí có chỉ số bình quân thấp nhất là “Cải cách chế độ công vụ” (72,74%).",
    ),
    Tag(
        "mo_dau_xep_hang",
        "Câu mở đầu mục II",
        "Thứ hạng của 20 đơn vị xác định theo tổng điểm tính lại từ bảng điểm thẩm định.",
    ),
    Tag(
        "dan_dau",
        "Câu nêu các đơn vị dẫn đầu và xếp cuối; trống khi có ít đơn vị",
        "Dẫn đầu là xã Thanh Quang (hạng 1, 93,7 điểm), xã An Bình (hạng 2, 91 điểm) và xã Tân An (hạng 3, 90,18 điểm).",
    ),
    Tag("cot_ket_qua", "Tiêu đề cột sau cột tổng điểm", "Xếp loại"),
    Tag("bang_xep_hang", "Các dòng của bảng xếp hạng", is_list=True, fields=_RANKED),
    Tag(
        "mo_dau_mat_diem",
        "Câu mở đầu mục III",
        "Tính chung, số điểm bị trừ là 318,2 điểm, tại 60 tiêu chí thành phần (466 lượt trừ điểm).",
    ),
    Tag(
        "mat_diem_nhieu_nhat",
        "Từng nội dung mất điểm nhiều nhất, kèm dấu cuối dòng; trống khi không bị trừ điểm",
        "1.5 “Sáng kiến trong cải cách hành chính”: mất 19,9 điểm (5,52% tổng số điểm bị trừ), 14/20 đơn vị bị trừ;",
        is_list=True,
    ),
    Tag(
        "bang_mat_diem",
        "Các tiêu chí thành phần mất nhiều điểm nhất; trống khi không bị trừ điểm",
        is_list=True,
        fields=_LOSS,
    ),
    Tag("mat_diem_khac", "Một dòng gộp các tiêu chí thành phần còn lại, nếu có", is_list=True, fields=_LOSS),
    Tag("tong_mat_diem", "Tổng số điểm bị trừ", "318,2"),
    Tag(
        "nhan_xet_mat_diem",
        "Từng đoạn nhận xét: số tiêu chí mà đơn vị nào cũng bị trừ, các trường hợp 0 điểm, dưới ngưỡng",
        "Có 13 trường hợp bị 0 điểm và 27 trường hợp đạt trên 0 điểm nhưng dưới 50% điểm tối đa.",
        is_list=True,
    ),
    Tag(
        "doi_chieu",
        "Câu nêu số liệu đã đối chiếu với quyết định: khớp, khớp do làm tròn, lệch",
        "Đã đối chiếu 560 số liệu trong quyết định công bố và bảng điểm với số liệu tính lại: 408 số liệu khớp.",
    ),
    Tag(
        "nhan_xet_sai_lech",
        "Câu nêu số sai lệch phát hiện và tình trạng xử lý, hoặc không có sai lệch",
        "Qua kiểm tra phát hiện 3 sai lệch phải sửa.",
    ),
    Tag("bang_sai_lech", "Các sai lệch; trống khi không có", is_list=True, fields=_MISMATCH),
    Tag(
        "sai_lech_con_lai",
        "Câu chỉ chỗ xem các sai lệch không nêu trong bảng; trống khi bảng nêu đủ",
        "Bảng trên nêu 60 nội dung nặng nhất; còn 12 nội dung xem tại trang “Sai lệch” của sổ kiểm tra.",
    ),
    Tag(
        "nhan_xet_bien_phap",
        "Câu về biện pháp khắc phục còn thiếu",
        "Sổ biện pháp đã có biện pháp khắc phục cho tất cả 466 lượt trừ điểm.",
    ),
    Tag("bang_bien_phap", "Các đơn vị còn thiếu biện pháp khắc phục", is_list=True, fields=_OPEN),
    Tag(
        "bien_phap_con_lai",
        "Câu nói bảng trên chưa nêu bao nhiêu đơn vị; trống khi bảng nêu đủ",
        "Bảng trên nêu 60 đơn vị còn thiếu nhiều nhất; 5 đơn vị khác còn thiếu ít hơn.",
    ),
    Tag("kien_nghi", "Từng kiến nghị", "Xử lý dứt điểm 3 sai lệch nêu tại mục IV.", is_list=True),
    Tag("cau_ket", "Câu kết, chưa có dấu kết thúc", "Trên đây là báo cáo tổng hợp kết quả của các đơn vị cấp xã"),
)
