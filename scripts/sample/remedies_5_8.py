"""The remedies for shortcomings under criteria 5 to 7 and 8.1 to 8.3."""

from .text_types import Remedy

REMEDIES_5_8: dict[str, Remedy] = {
    "5.1": Remedy(
        "Việc bố trí, chuyển đổi vị trí công tác đối với công chức có trường hợp chưa đúng quy định",
        (
            "Rà soát việc bố trí công chức theo tiêu chuẩn chức danh, xây dựng kế hoạch chuyển đổi vị trí "
            "công tác năm 2023 và đề nghị UBND huyện điều động khi cần thiết"
        ),
        "Chủ tịch UBND",
        "30/6/2023",
    ),
    "5.2.1": Remedy(
        "Còn cán bộ chưa đạt chuẩn về trình độ chuyên môn hoặc lý luận chính trị theo quy định",
        (
            "Cử cán bộ chưa đạt chuẩn tham gia các lớp đào tạo chuyên môn, trung cấp lý luận chính trị và hỗ "
            "trợ kinh phí học tập theo quy định"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "31/12/2023",
    ),
    "5.2.2": Remedy(
        "Còn công chức chưa đạt chuẩn về trình độ chuyên môn hoặc tin học theo quy định",
        (
            "Yêu cầu công chức chưa đạt chuẩn đăng ký học tập, bồi dưỡng, có cam kết thời gian hoàn thành và "
            "đưa kết quả vào đánh giá cuối năm"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "31/12/2023",
    ),
    "5.3": Remedy(
        "Kế hoạch đào tạo, bồi dưỡng cán bộ, công chức chưa được thực hiện đầy đủ",
        (
            "Cử đủ cán bộ, công chức tham gia các lớp bồi dưỡng theo kế hoạch năm 2023, bố trí người thay "
            "thế trong thời gian đi học và theo dõi kết quả từng lớp"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "30/11/2023",
    ),
    "5.4": Remedy(
        (
            "Công tác đánh giá, xếp loại chất lượng cán bộ, công chức chưa gắn với kết quả công việc, có nội "
            "dung chậm thời hạn"
        ),
        (
            "Giao nhiệm vụ có sản phẩm, thời hạn cụ thể cho từng người, đánh giá hằng quý và gửi kết quả xếp "
            "loại năm đúng thời hạn theo Nghị định số 90/2020/NĐ-CP"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "5.5": Remedy(
        ("Việc chấp hành kỷ luật, kỷ cương hành chính, văn hóa công sở của một số cán bộ, công chức chưa nghiêm"),
        (
            "Kiểm tra đột xuất việc chấp hành giờ giấc, văn hóa công sở ít nhất 01 lần mỗi tháng, phê bình "
            "công khai và hạ mức xếp loại đối với trường hợp vi phạm"
        ),
        "Chủ tịch UBND",
        "Thường xuyên",
    ),
    "6.1": Remedy(
        "Quy chế chi tiêu nội bộ, quy chế quản lý, sử dụng tài sản công chưa được cập nhật đầy đủ",
        (
            "Sửa đổi, bổ sung quy chế chi tiêu nội bộ, quy chế quản lý, sử dụng tài sản công theo quy định "
            "mới, lấy ý kiến tập thể và công khai trước khi thực hiện"
        ),
        "Công chức Tài chính - Kế toán",
        "Quý II/2023",
    ),
    "6.2": Remedy(
        "Việc thực hiện dự toán ngân sách có khoản thu, chi chưa đạt tiến độ",
        (
            "Khai thác hiệu quả các nguồn thu trên địa bàn, phân bổ dự toán chi theo quý và đôn đốc tiến độ "
            "giải ngân vốn đầu tư công hằng tháng"
        ),
        "Chủ tịch UBND; công chức Tài chính - Kế toán",
        "Thường xuyên",
    ),
    "6.3": Remedy(
        "Việc công khai tài chính, ngân sách có kỳ chưa đúng thời hạn, chưa đủ biểu mẫu",
        (
            "Công khai dự toán, quyết toán và tình hình thực hiện hằng quý đúng thời hạn, đủ biểu mẫu theo "
            "Thông tư số 343/2016/TT-BTC tại trụ sở và trên Trang thông tin điện tử"
        ),
        "Công chức Tài chính - Kế toán",
        "Thường xuyên",
    ),
    "6.4": Remedy(
        "Việc thực hiện kiến nghị sau thanh tra, kiểm tra về tài chính, ngân sách còn chậm",
        (
            "Xử lý dứt điểm các kiến nghị còn tồn đọng, nộp đủ hồ sơ chứng minh và báo cáo kết quả cho cơ "
            "quan thanh tra, kiểm tra"
        ),
        "Chủ tịch UBND; công chức Tài chính - Kế toán",
        "30/6/2023",
    ),
    "7.1.1": Remedy(
        "Còn văn bản gửi bằng bản giấy, chưa trao đổi hoàn toàn dưới dạng điện tử",
        (
            "Phát hành văn bản hoàn toàn dưới dạng điện tử qua phần mềm quản lý văn bản, chỉ gửi bản giấy "
            "đối với văn bản mật và trường hợp pháp luật có quy định"
        ),
        "Công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "7.1.2": Remedy(
        "Còn văn bản điện tử phát hành chưa được ký số đầy đủ theo quy định",
        (
            "Ký số của người có thẩm quyền và của cơ quan trên toàn bộ văn bản điện tử theo Nghị định số "
            "30/2020/NĐ-CP, không phát hành văn bản chưa ký số"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "7.2.1": Remedy(
        "Tỷ lệ hồ sơ nộp trực tuyến mức độ 3 (một phần) chưa đạt chỉ tiêu được giao",
        (
            "Hướng dẫn người dân tạo tài khoản và nộp hồ sơ trực tuyến một phần ngay tại Bộ phận Tiếp nhận "
            "và Trả kết quả, giao chỉ tiêu theo tháng cho từng lĩnh vực"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả; tổ công nghệ số cộng đồng",
        "31/12/2023",
    ),
    "7.2.2": Remedy(
        "Tỷ lệ hồ sơ nộp trực tuyến mức độ 4 (toàn trình) chưa đạt chỉ tiêu được giao",
        (
            "Giao chỉ tiêu hồ sơ trực tuyến toàn trình cho từng công chức, huy động tổ công nghệ số cộng "
            "đồng và Đoàn Thanh niên hỗ trợ người dân nộp hồ sơ tại thôn, khu dân cư"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả; tổ công nghệ số cộng đồng",
        "31/12/2023",
    ),
    "7.2.3": Remedy(
        "Tỷ lệ thanh toán trực tuyến phí, lệ phí chưa đạt chỉ tiêu được giao",
        (
            "Niêm yết mã QR thanh toán, hướng dẫn người dân nộp phí, lệ phí qua Cổng Dịch vụ công và vận "
            "động cán bộ, công chức gương mẫu thực hiện"
        ),
        "Công chức Tài chính - Kế toán; Bộ phận Tiếp nhận và Trả kết quả",
        "30/9/2023",
    ),
    "7.3": Remedy(
        "Số hồ sơ tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích còn ít",
        (
            "Ký kết phối hợp với bưu điện, niêm yết công khai danh mục thủ tục và giá cước, tư vấn người dân "
            "đăng ký nhận kết quả qua dịch vụ bưu chính công ích"
        ),
        "Công chức Văn phòng - Thống kê; Bộ phận Tiếp nhận và Trả kết quả",
        "Quý II/2023",
    ),
    "7.4": Remedy(
        "Trang thông tin điện tử cập nhật chưa thường xuyên, nội dung một số chuyên mục còn thiếu",
        (
            "Kiện toàn Ban Biên tập, cập nhật tin, bài, văn bản chỉ đạo, điều hành hằng tuần và bổ sung đầy "
            "đủ các chuyên mục bắt buộc của Trang thông tin điện tử"
        ),
        "Công chức Văn hóa - Xã hội; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "7.5": Remedy(
        "Hệ thống quản lý chất lượng theo TCVN ISO 9001:2015 chưa được duy trì, cập nhật đầy đủ",
        (
            "Cập nhật quy trình theo các thủ tục hành chính mới, tổ chức đánh giá nội bộ, họp xem xét của "
            "lãnh đạo và công bố lại hệ thống quản lý chất lượng đúng kế hoạch"
        ),
        "Chủ tịch UBND; Ban Chỉ đạo ISO",
        "30/9/2023",
    ),
    "8.1": Remedy(
        "Một số chỉ tiêu phát triển kinh tế - xã hội chưa đạt kế hoạch đề ra",
        (
            "Rà soát các chỉ tiêu kinh tế - xã hội chưa đạt, xây dựng giải pháp theo từng quý, tháo gỡ khó "
            "khăn về thủ tục cho hộ kinh doanh, hợp tác xã, doanh nghiệp trên địa bàn"
        ),
        "Chủ tịch UBND; các công chức chuyên môn",
        "31/12/2023",
    ),
    "8.2.1": Remedy(
        "Kết quả khảo sát các tổ chức về công tác chỉ đạo, điều hành cải cách hành chính chưa cao",
        (
            "Thông tin định kỳ kết quả chỉ đạo, điều hành cải cách hành chính đến các tổ chức, đoàn thể và "
            "tiếp thu, giải trình ý kiến góp ý tại hội nghị giao ban hằng quý"
        ),
        "Chủ tịch UBND",
        "Thường xuyên",
    ),
    "8.2.2": Remedy(
        "Kết quả khảo sát các tổ chức về ban hành văn bản và thi hành pháp luật chưa cao",
        (
            "Lấy ý kiến rộng rãi các tổ chức, đoàn thể trước khi ban hành văn bản và phổ biến kịp thời các "
            "quy định mới có liên quan"
        ),
        "Công chức Tư pháp - Hộ tịch; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "8.2.3": Remedy(
        "Kết quả khảo sát các tổ chức về năng lực, trách nhiệm của đội ngũ cán bộ, công chức chưa cao",
        (
            "Nâng cao kỹ năng giao tiếp, trách nhiệm phối hợp của cán bộ, công chức; tiếp nhận và xử lý "
            "nghiêm ý kiến phản ánh về thái độ phục vụ"
        ),
        "Chủ tịch UBND",
        "Thường xuyên",
    ),
    "8.2.4": Remedy(
        "Kết quả khảo sát các tổ chức về giải quyết thủ tục và hiện đại hóa hành chính chưa cao",
        (
            "Rút ngắn thời gian giải quyết hồ sơ của các tổ chức, hỗ trợ sử dụng dịch vụ công trực tuyến và "
            "công khai tiến độ giải quyết trên hệ thống điện tử"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "8.3.1": Remedy(
        "Mức độ hài lòng của người dân, tổ chức về tiếp cận dịch vụ hành chính công chưa cao",
        (
            "Cải tạo nơi ngồi chờ, bổ sung biển chỉ dẫn, nước uống, mạng không dây và bố trí người hướng dẫn "
            "tại Bộ phận Tiếp nhận và Trả kết quả"
        ),
        "Phó Chủ tịch UBND; Bộ phận Tiếp nhận và Trả kết quả",
        "Quý III/2023",
    ),
    "8.3.2": Remedy(
        "Mức độ hài lòng của người dân, tổ chức về thủ tục hành chính chưa cao",
        (
            "Hướng dẫn hồ sơ một lần, đầy đủ bằng phiếu, không yêu cầu thêm giấy tờ ngoài quy định và khai "
            "thác dữ liệu sẵn có để giảm giấy tờ phải nộp"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Thường xuyên",
    ),
    "8.3.3": Remedy(
        "Mức độ hài lòng của người dân, tổ chức về công chức trực tiếp giải quyết công việc chưa cao",
        (
            "Tập huấn kỹ năng giao tiếp, ứng xử cho công chức tại Bộ phận Tiếp nhận và Trả kết quả, công "
            "khai số điện thoại đường dây nóng để tiếp nhận phản ánh"
        ),
        "Chủ tịch UBND; Bộ phận Tiếp nhận và Trả kết quả",
        "30/6/2023",
    ),
    "8.3.4": Remedy(
        "Mức độ hài lòng của người dân, tổ chức về kết quả cung ứng dịch vụ hành chính công chưa cao",
        (
            "Kiểm tra nội dung, thể thức kết quả trước khi trả cho người dân, sửa ngay sai sót do cơ quan "
            "gây ra và không để người dân phải đi lại nhiều lần"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả; các công chức chuyên môn",
        "Thường xuyên",
    ),
    "8.3.5": Remedy(
        "Mức độ hài lòng của người dân, tổ chức về tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị chưa cao",
        (
            "Niêm yết công khai số điện thoại, hộp thư tiếp nhận góp ý, phản ánh, kiến nghị; trả lời đúng "
            "thời hạn và thông báo kết quả đến từng người phản ánh"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
}
