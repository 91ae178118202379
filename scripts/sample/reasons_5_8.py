"""The appraiser's reasons for deductions under criteria 5 to 7 and 8.1 to 8.3."""

from .text_types import Reasons

REASONS_5_8: dict[str, Reasons] = {
    "5.1": Reasons(
        (
            "Còn công chức được bố trí chưa phù hợp với ngành đào tạo theo yêu cầu của chức danh",
            "Chưa thực hiện chuyển đổi vị trí công tác đối với công chức đã đến thời hạn theo quy định",
        ),
        "Bố trí cán bộ, công chức không đúng tiêu chuẩn chức danh theo quy định",
    ),
    "5.2.1": Reasons(
        (
            "Tỷ lệ cán bộ đạt chuẩn về trình độ chuyên môn và lý luận chính trị theo quy định đạt {pct}%",
            "Còn cán bộ chưa đạt chuẩn về trình độ lý luận chính trị, tỷ lệ đạt chuẩn là {pct}%",
        ),
        "Không có hồ sơ chứng minh trình độ của đội ngũ cán bộ theo tiêu chuẩn quy định",
    ),
    "5.2.2": Reasons(
        (
            "Tỷ lệ công chức đạt chuẩn về trình độ chuyên môn theo quy định đạt {pct}%",
            "Còn công chức chưa đạt chuẩn về trình độ tin học theo quy định, tỷ lệ đạt chuẩn là {pct}%",
        ),
        "Không có hồ sơ chứng minh trình độ của đội ngũ công chức theo tiêu chuẩn quy định",
    ),
    "5.3": Reasons(
        (
            "Tỷ lệ cán bộ, công chức hoàn thành chương trình bồi dưỡng theo kế hoạch năm 2022 đạt {pct}%",
            "Kế hoạch đào tạo, bồi dưỡng cán bộ, công chức năm 2022 mới thực hiện được {pct}%",
        ),
        "Không ban hành và không thực hiện kế hoạch đào tạo, bồi dưỡng cán bộ, công chức năm 2022",
    ),
    "5.4": Reasons(
        (
            ("Báo cáo kết quả đánh giá, xếp loại chất lượng cán bộ, công chức gửi chậm so với thời hạn quy định"),
            ("Việc đánh giá, xếp loại chất lượng cán bộ, công chức chưa gắn với sản phẩm, kết quả công việc cụ thể"),
        ),
        "Không thực hiện đánh giá, xếp loại chất lượng cán bộ, công chức theo quy định",
    ),
    "5.5": Reasons(
        (
            ("Qua kiểm tra đột xuất còn công chức vắng mặt tại nơi làm việc trong giờ hành chính không có lý do"),
            "Còn cán bộ, công chức chưa đeo thẻ, chưa thực hiện đúng quy định về văn hóa công sở",
            "Còn cán bộ, công chức bị phê bình, nhắc nhở do xử lý công việc được giao quá hạn",
        ),
        "Có cán bộ, công chức bị xử lý kỷ luật trong năm đánh giá",
    ),
    "6.1": Reasons(
        (
            "Quy chế chi tiêu nội bộ chưa được sửa đổi, bổ sung theo quy định mới về chế độ, định mức chi",
            "Quy chế quản lý, sử dụng tài sản công chưa quy định rõ trách nhiệm của từng bộ phận",
        ),
        "Không ban hành quy chế chi tiêu nội bộ và quy chế quản lý, sử dụng tài sản công",
    ),
    "6.2": Reasons(
        (
            "Một số khoản thu ngân sách trên địa bàn không đạt dự toán được giao",
            "Dự toán chi phải điều chỉnh nhiều lần trong năm, tiến độ giải ngân vốn đầu tư công còn chậm",
        ),
        "Có khoản chi ngân sách sai mục đích, vượt dự toán theo kết luận của cơ quan có thẩm quyền",
    ),
    "6.3": Reasons(
        (
            "Việc công khai dự toán, quyết toán ngân sách chậm so với thời hạn quy định",
            "Biểu mẫu công khai tình hình thực hiện dự toán ngân sách hằng quý chưa đầy đủ theo quy định",
        ),
        "Không thực hiện công khai tài chính, ngân sách theo quy định",
    ),
    "6.4": Reasons(
        (
            "Còn kiến nghị về tài chính, ngân sách sau thanh tra, kiểm tra chưa được thực hiện xong",
            "Báo cáo kết quả thực hiện kiến nghị sau thanh tra, kiểm tra về tài chính, ngân sách gửi chậm",
        ),
        "Không thực hiện kiến nghị, kết luận thanh tra, kiểm tra về tài chính, ngân sách",
    ),
    "7.1.1": Reasons(
        (
            "Tỷ lệ văn bản gửi, nhận hoàn toàn dưới dạng điện tử đạt {pct}%",
            ("Còn văn bản gửi song song bản giấy, tỷ lệ văn bản gửi, nhận hoàn toàn dưới dạng điện tử đạt {pct}%"),
        ),
        "Không sử dụng phần mềm quản lý văn bản để gửi, nhận văn bản điện tử",
    ),
    "7.1.2": Reasons(
        (
            "Tỷ lệ văn bản điện tử được ký số cơ quan và ký số của người có thẩm quyền đạt {pct}%",
            ("Còn văn bản điện tử phát hành chưa ký số đầy đủ, tỷ lệ văn bản được ký số đúng quy định đạt {pct}%"),
        ),
        "Không thực hiện ký số đối với văn bản điện tử phát hành",
    ),
    "7.2.1": Reasons(
        (
            "Tỷ lệ hồ sơ nộp trực tuyến mức độ 3 đạt {pct}% so với chỉ tiêu được giao",
            (
                "Công tác hướng dẫn người dân nộp hồ sơ trực tuyến mức độ 3 còn hạn chế, kết quả đạt {pct}% "
                "chỉ tiêu được giao"
            ),
        ),
        "Không phát sinh hồ sơ nộp trực tuyến mức độ 3 trong năm",
    ),
    "7.2.2": Reasons(
        (
            "Tỷ lệ hồ sơ nộp trực tuyến mức độ 4 đạt {pct}% so với chỉ tiêu được giao",
            "Số hồ sơ nộp trực tuyến mức độ 4 phát sinh còn ít, kết quả đạt {pct}% chỉ tiêu được giao",
        ),
        "Không phát sinh hồ sơ nộp trực tuyến mức độ 4 trong năm",
    ),
    "7.2.3": Reasons(
        (
            "Tỷ lệ hồ sơ thanh toán trực tuyến phí, lệ phí đạt {pct}% so với chỉ tiêu được giao",
            (
                "Người dân chủ yếu nộp phí, lệ phí bằng tiền mặt, kết quả thanh toán trực tuyến đạt {pct}% "
                "chỉ tiêu được giao"
            ),
        ),
        "Không phát sinh hồ sơ thanh toán trực tuyến phí, lệ phí trong năm",
    ),
    "7.3": Reasons(
        (
            ("Tỷ lệ hồ sơ tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích đạt {pct}% so với chỉ tiêu được giao"),
            "Số hồ sơ trả kết quả qua dịch vụ bưu chính công ích còn ít, đạt {pct}% chỉ tiêu được giao",
        ),
        "Không phát sinh hồ sơ tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích trong năm",
    ),
    "7.4": Reasons(
        (
            "Trang thông tin điện tử cập nhật tin, bài chậm, một số chuyên mục không có nội dung mới",
            "Trang thông tin điện tử chưa đăng tải đầy đủ văn bản chỉ đạo, điều hành và lịch công tác",
            "Chuyên mục cải cách hành chính trên Trang thông tin điện tử chưa được cập nhật thường xuyên",
        ),
        "Trang thông tin điện tử không hoạt động, không cập nhật thông tin trong năm",
    ),
    "7.5": Reasons(
        (
            ("Chưa cập nhật kịp thời quy trình của hệ thống quản lý chất lượng khi thủ tục hành chính thay đổi"),
            (
                "Chưa thực hiện đúng kế hoạch việc đánh giá nội bộ và xem xét của lãnh đạo đối với hệ thống "
                "quản lý chất lượng"
            ),
        ),
        ("Không duy trì, không công bố lại hệ thống quản lý chất lượng theo Tiêu chuẩn quốc gia TCVN ISO 9001:2015"),
    ),
    "8.1": Reasons(
        (
            "Một số chỉ tiêu phát triển kinh tế - xã hội năm 2022 chưa đạt nghị quyết của HĐND đề ra",
            "Tốc độ tăng thu ngân sách trên địa bàn năm 2022 thấp hơn mức bình quân chung của huyện",
        ),
        "Phần lớn chỉ tiêu phát triển kinh tế - xã hội năm 2022 không đạt nghị quyết của HĐND đề ra",
    ),
    "8.2.1": Reasons(
        (
            "Các tổ chức được khảo sát đánh giá công tác chỉ đạo, điều hành đạt {pct}% điểm tối đa",
            ("Kết quả khảo sát về tính kịp thời trong chỉ đạo, điều hành cải cách hành chính đạt {pct}% điểm tối đa"),
        ),
    ),
    "8.2.2": Reasons(
        (
            ("Các tổ chức được khảo sát đánh giá việc ban hành văn bản và thi hành pháp luật đạt {pct}% điểm tối đa"),
            ("Kết quả khảo sát về tính hợp lý, khả thi của văn bản và việc thi hành pháp luật đạt {pct}% điểm tối đa"),
        ),
    ),
    "8.2.3": Reasons(
        (
            ("Các tổ chức được khảo sát đánh giá năng lực, trách nhiệm của cán bộ, công chức đạt {pct}% điểm tối đa"),
            "Kết quả khảo sát về tinh thần, thái độ phục vụ của cán bộ, công chức đạt {pct}% điểm tối đa",
        ),
    ),
    "8.2.4": Reasons(
        (
            (
                "Các tổ chức được khảo sát đánh giá việc giải quyết thủ tục và hiện đại hóa hành chính đạt "
                "{pct}% điểm tối đa"
            ),
            ("Kết quả khảo sát về mức độ thuận tiện của thủ tục và dịch vụ công trực tuyến đạt {pct}% điểm tối đa"),
        ),
    ),
    "8.3.1": Reasons(
        (
            "Mức độ hài lòng của người dân, tổ chức về tiếp cận dịch vụ hành chính công đạt {pct}%",
            ("Người dân chưa thật sự hài lòng về nơi ngồi chờ, trang thiết bị phục vụ, mức độ hài lòng đạt {pct}%"),
        ),
    ),
    "8.3.2": Reasons(
        (
            "Mức độ hài lòng của người dân, tổ chức về thủ tục hành chính đạt {pct}%",
            "Người dân còn phải bổ sung giấy tờ khi làm thủ tục hành chính, mức độ hài lòng đạt {pct}%",
        ),
    ),
    "8.3.3": Reasons(
        (
            "Mức độ hài lòng của người dân, tổ chức về công chức trực tiếp giải quyết công việc đạt {pct}%",
            "Việc hướng dẫn hồ sơ của công chức có lúc chưa rõ ràng, tận tình, mức độ hài lòng đạt {pct}%",
        ),
    ),
    "8.3.4": Reasons(
        (
            "Mức độ hài lòng của người dân, tổ chức về kết quả cung ứng dịch vụ hành chính công đạt {pct}%",
            "Còn kết quả giải quyết có sai sót phải chỉnh sửa, mức độ hài lòng về kết quả dịch vụ đạt {pct}%",
        ),
    ),
    "8.3.5": Reasons(
        (
            ("Mức độ hài lòng của người dân, tổ chức về tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị đạt {pct}%"),
            ("Việc thông báo kết quả giải quyết góp ý, phản ánh, kiến nghị còn chậm, mức độ hài lòng đạt {pct}%"),
        ),
    ),
}
