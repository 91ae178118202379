"""The words of made-up districts: communes, criteria, headings and titles in the wordings that offices use."""

from __future__ import annotations

DISTRICTS = ("Bắc Giang Thượng", "Đông Bình", "Hà Châu", "Lâm Sơn", "Minh Khê", "Nam Phong", "Tây Lạc", "Vĩnh Ninh")
FIRST = (
    *("An", "Bình", "Cẩm", "Đại", "Đông", "Gia", "Hải", "Hồng", "Hưng", "Kim", "Liên", "Long", "Minh", "Mỹ", "Nam"),
    *("Ngọc", "Phú", "Phượng", "Quang", "Sơn", "Tân", "Thái", "Thượng", "Tiên", "Trung", "Vân", "Việt", "Vĩnh", "Xuân"),
)
SECOND = (
    *("An", "Châu", "Cường", "Dương", "Giang", "Hà", "Hòa", "Khê", "Lạc", "Lâm", "Lập", "Lộc", "Mỹ", "Phong", "Quý"),
    *("Sơn", "Thành", "Thủy", "Tiến", "Trị", "Vọng", "Xá", "Xuyên"),
)
CRITERIA = (
    "Công tác chỉ đạo, điều hành",
    "Xây dựng và tổ chức thực hiện văn bản",
    "Cải cách thủ tục hành chính",
    "Cải cách tổ chức bộ máy",
    "Cải cách chế độ công vụ",
    "Cải cách tài chính công",
    "Xây dựng chính quyền điện tử, chính quyền số",
    "Tác động của cải cách hành chính",
)
SUBJECTS = (
    "Ban hành kế hoạch",
    "Thực hiện chế độ báo cáo",
    "Công tác kiểm tra",
    "Công tác tuyên truyền",
    "Rà soát văn bản",
    "Công khai thủ tục",
    "Giải quyết hồ sơ đúng hạn",
    "Tiếp nhận phản ánh, kiến nghị",
    "Bố trí cán bộ, công chức",
    "Chấp hành kỷ luật, kỷ cương",
    "Quản lý tài chính, tài sản",
    "Sử dụng văn bản điện tử",
    "Dịch vụ công trực tuyến",
    "Ứng dụng phần mềm",
    "Mức độ hài lòng",
    "Duy trì hệ thống chất lượng",
)
REASONS = (
    "Chậm tiến độ so với kế hoạch",
    "Chưa đủ tài liệu kiểm chứng",
    "Còn hồ sơ quá hạn",
    "Báo cáo gửi chậm",
    "Tỷ lệ đạt thấp hơn yêu cầu",
    "Chưa thực hiện đầy đủ",
)
HEADINGS = {
    "code": ("TT", "STT", "Số TT", "Mã", "Mã tiêu chí"),
    "name": (
        "Tiêu chí, tiêu chí thành phần",
        "Nội dung tiêu chí",
        "Lĩnh vực, tiêu chí",
        "Tên tiêu chí",
        "Nội dung đánh giá",
    ),
    "max": ("Điểm tối đa", "Điểm chuẩn", "Thang điểm", "Điểm tối đa theo quy định"),
    "self": ("Điểm tự đánh giá", "Điểm tự chấm", "Xã tự chấm", "Điểm do đơn vị tự chấm"),
    "score": ("Điểm thẩm định", "Điểm đạt", "Huyện chấm", "Điểm huyện thẩm định", "Điểm đạt được", "Hội đồng chấm"),
    "index": ("Chỉ số (%)", "Tỷ lệ (%)", "Chỉ số đạt (%)", "Tỷ lệ % đạt"),
    "reason": ("Lý do trừ điểm", "Ghi chú", "Giải trình, lý do", "Ý kiến thẩm định"),
    "level": ("Cấp",),
}
GROUPED = {"self": "Tự chấm", "score": "Thẩm định"}
TOTALS = ("Tổng điểm", "Tổng cộng", "Cộng", "TỔNG ĐIỂM", "Tổng cộng điểm")
TITLES = (
    "BẢNG CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2022",
    "KẾT QUẢ THẨM ĐỊNH CHỈ SỐ CCHC CẤP XÃ NĂM 2022",
    "BẢNG TỔNG HỢP ĐIỂM THẨM ĐỊNH CHỈ SỐ CCHC NĂM 2022",
    "PHIẾU CHẤM ĐIỂM CẢI CÁCH HÀNH CHÍNH NĂM 2022",
)
COMMUNE_HEADINGS = ("Đơn vị", "Tên đơn vị", "Xã, thị trấn", "Đơn vị được đánh giá", "Tên xã, thị trấn")
TOTAL_HEADINGS = ("Tổng điểm", "Tổng cộng", "Tổng số điểm")
RANK_HEADINGS = ("Xếp hạng", "Thứ hạng", "Hạng")
GRADE_HEADINGS = ("Xếp loại", "Phân loại")
INDEX_HEADINGS = ("Chỉ số (%)", "Chỉ số CCHC (%)", "Tỷ lệ (%)")
ROLES = ("Văn phòng - Thống kê", "Tư pháp - Hộ tịch", "Tài chính - Kế toán")
