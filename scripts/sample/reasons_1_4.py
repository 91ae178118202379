"""The appraiser's reasons for deductions under criteria 1 to 4."""

from .text_types import Reasons

REASONS_1_4: dict[str, Reasons] = {
    "1.1.1": Reasons(
        (
            "Kế hoạch cải cách hành chính năm 2022 ban hành chậm so với thời hạn quy định",
            (
                "Kế hoạch cải cách hành chính năm 2022 chưa xác định rõ sản phẩm và thời hạn hoàn thành của "
                "từng nhiệm vụ"
            ),
            "Kế hoạch cải cách hành chính năm 2022 chưa dự kiến kinh phí thực hiện các nhiệm vụ",
        ),
        "Không ban hành kế hoạch cải cách hành chính năm 2022",
    ),
    "1.1.2": Reasons(
        (
            (
                "Mức độ hoàn thành nhiệm vụ trong kế hoạch cải cách hành chính năm 2022 đạt {pct}%, còn "
                "nhiệm vụ chậm tiến độ"
            ),
            "Mới hoàn thành {pct}% khối lượng nhiệm vụ đề ra trong kế hoạch cải cách hành chính năm 2022",
        ),
        "Không có tài liệu kiểm chứng kết quả thực hiện kế hoạch cải cách hành chính năm 2022",
    ),
    "1.2": Reasons(
        (
            "Còn 02 báo cáo cải cách hành chính định kỳ gửi chậm so với thời hạn quy định",
            "Báo cáo cải cách hành chính quý chưa đủ nội dung và phụ lục số liệu theo đề cương",
            "Số liệu trong báo cáo cải cách hành chính năm chưa thống nhất với số liệu của các báo cáo quý",
        ),
        "Không thực hiện chế độ báo cáo cải cách hành chính định kỳ theo quy định",
    ),
    "1.3.1": Reasons(
        (
            "Kế hoạch tự kiểm tra cải cách hành chính ban hành chậm, chưa xác định rõ nội dung kiểm tra",
            "Chưa hoàn thành kế hoạch tự kiểm tra cải cách hành chính, mới kiểm tra được một số lĩnh vực",
        ),
        "Không ban hành và không thực hiện kế hoạch tự kiểm tra cải cách hành chính",
    ),
    "1.3.2": Reasons(
        (
            "Còn tồn tại, hạn chế phát hiện qua kiểm tra cải cách hành chính chưa được khắc phục xong",
            ("Báo cáo kết quả khắc phục tồn tại, hạn chế sau kiểm tra cải cách hành chính gửi chậm so với yêu cầu"),
        ),
        "Không có văn bản chỉ đạo xử lý và báo cáo khắc phục tồn tại, hạn chế phát hiện qua kiểm tra",
    ),
    "1.4": Reasons(
        (
            "Tuyên truyền cải cách hành chính chủ yếu qua hệ thống truyền thanh, hình thức chưa đa dạng",
            "Số lượng tin, bài tuyên truyền về cải cách hành chính chưa đạt chỉ tiêu đề ra trong kế hoạch",
            "Chưa có tài liệu kiểm chứng đối với một số hình thức tuyên truyền nêu trong kế hoạch",
        ),
        "Không ban hành kế hoạch và không có sản phẩm tuyên truyền cải cách hành chính trong năm",
    ),
    "1.5": Reasons(
        (
            "Sáng kiến cải cách hành chính được công nhận nhưng phạm vi áp dụng còn hẹp, hiệu quả chưa rõ",
            (
                "Giải pháp mới trong cải cách hành chính đã áp dụng nhưng chưa được cấp có thẩm quyền công "
                "nhận là sáng kiến"
            ),
        ),
        "Không có sáng kiến, giải pháp mới trong cải cách hành chính được áp dụng trong năm",
    ),
    "1.6": Reasons(
        (
            "Tỷ lệ nhiệm vụ được UBND huyện, Chủ tịch UBND huyện giao hoàn thành đúng hạn đạt {pct}%",
            "Còn nhiệm vụ được UBND huyện giao hoàn thành chậm, tỷ lệ hoàn thành đúng hạn đạt {pct}%",
        ),
        "Không có số liệu theo dõi kết quả thực hiện nhiệm vụ được UBND huyện, Chủ tịch UBND huyện giao",
    ),
    "1.7": Reasons(
        (
            ("Chưa đưa kết quả cải cách hành chính thành tiêu chí xét danh hiệu thi đua của một số bộ phận, cá nhân"),
            ("Hồ sơ bình xét thi đua, khen thưởng chưa thể hiện rõ kết quả thực hiện nhiệm vụ cải cách hành chính"),
        ),
        "Không gắn kết quả thực hiện cải cách hành chính với công tác thi đua, khen thưởng",
    ),
    "2.1": Reasons(
        (
            ("Hồ sơ xây dựng văn bản quy phạm pháp luật thiếu tài liệu lấy ý kiến của đối tượng chịu sự tác động"),
            "Văn bản quy phạm pháp luật ban hành còn sai sót về thể thức, kỹ thuật trình bày",
        ),
        "Văn bản quy phạm pháp luật ban hành không đúng trình tự, thủ tục quy định",
    ),
    "2.2": Reasons(
        (
            ("Báo cáo kết quả tự kiểm tra, rà soát văn bản quy phạm pháp luật gửi chậm so với thời hạn quy định"),
            "Chưa kịp thời xử lý văn bản quy phạm pháp luật không còn phù hợp sau khi rà soát",
            "Chưa công bố đúng thời hạn danh mục văn bản quy phạm pháp luật hết hiệu lực",
        ),
        "Không thực hiện tự kiểm tra, rà soát văn bản quy phạm pháp luật trong năm",
    ),
    "2.3": Reasons(
        (
            "Số hội nghị, đợt tuyên truyền, phổ biến pháp luật tổ chức trong năm chưa đạt kế hoạch đề ra",
            ("Tài liệu tuyên truyền, phổ biến pháp luật chưa được đăng tải đầy đủ trên Trang thông tin điện tử"),
            "Hình thức tuyên truyền, phổ biến pháp luật còn đơn điệu, chưa phù hợp với từng nhóm đối tượng",
        ),
        "Không ban hành kế hoạch tuyên truyền, phổ biến, giáo dục pháp luật",
    ),
    "2.4": Reasons(
        (
            "Kế hoạch theo dõi tình hình thi hành pháp luật chưa xác định lĩnh vực trọng tâm",
            "Báo cáo theo dõi tình hình thi hành pháp luật gửi chậm, chưa có kiến nghị xử lý cụ thể",
        ),
        "Không ban hành kế hoạch và báo cáo theo dõi tình hình thi hành pháp luật",
    ),
    "3.1": Reasons(
        (
            "Kết quả rà soát thủ tục hành chính chưa đề xuất được phương án đơn giản hóa cụ thể",
            "Kế hoạch rà soát, đánh giá thủ tục hành chính ban hành chậm so với thời hạn quy định",
        ),
        "Không thực hiện rà soát, đánh giá thủ tục hành chính trong năm",
    ),
    "3.2": Reasons(
        (
            (
                "Niêm yết thủ tục hành chính tại Bộ phận Tiếp nhận và Trả kết quả chưa đầy đủ, còn thủ tục "
                "đã được thay thế"
            ),
            ("Thủ tục hành chính trên Trang thông tin điện tử chưa được cập nhật kịp thời theo quyết định công bố"),
            ("Chưa niêm yết đầy đủ phí, lệ phí và địa chỉ tiếp nhận phản ánh, kiến nghị của người dân, tổ chức"),
        ),
        "Không công khai, niêm yết thủ tục hành chính theo quy định",
    ),
    "3.3": Reasons(
        (
            "Bộ phận Tiếp nhận và Trả kết quả chưa bảo đảm diện tích và khu vực ngồi chờ cho người dân",
            ("Máy tính, máy quét của Bộ phận Tiếp nhận và Trả kết quả chưa đáp ứng yêu cầu tiếp nhận hồ sơ điện tử"),
            "Bộ phận Tiếp nhận và Trả kết quả chưa có thiết bị phục vụ người dân tra cứu tình trạng hồ sơ",
        ),
        ("Bộ phận Tiếp nhận và Trả kết quả chưa được bố trí phòng làm việc riêng và trang thiết bị theo quy định"),
    ),
    "3.4": Reasons(
        (
            (
                "Còn thủ tục hành chính tiếp nhận trực tiếp tại công chức chuyên môn, không qua Bộ phận Tiếp "
                "nhận và Trả kết quả"
            ),
            "Một số hồ sơ giải quyết theo cơ chế một cửa thiếu phiếu kiểm soát quá trình giải quyết hồ sơ",
        ),
        "Không tổ chức tiếp nhận, giải quyết thủ tục hành chính theo cơ chế một cửa",
    ),
    "3.5": Reasons(
        (
            ("Một số thủ tục hành chính thuộc danh mục liên thông chưa được thực hiện theo cơ chế một cửa liên thông"),
            "Việc chuyển hồ sơ liên thông đến cơ quan có thẩm quyền còn chậm so với quy định",
        ),
        "Không thực hiện cơ chế một cửa liên thông đối với các thủ tục hành chính thuộc danh mục quy định",
    ),
    "3.6.1": Reasons(
        (
            "Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn và trước hạn đạt {pct}%, còn hồ sơ trễ hẹn",
            ("Còn hồ sơ thuộc lĩnh vực đất đai trễ hẹn, tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn đạt {pct}%"),
        ),
        "Không có số liệu chứng minh kết quả giải quyết hồ sơ thủ tục hành chính đúng hạn",
    ),
    "3.6.2": Reasons(
        (
            "Còn hồ sơ giải quyết trễ hẹn chưa có văn bản xin lỗi người dân, tổ chức",
            "Văn bản xin lỗi khi giải quyết hồ sơ trễ hẹn chưa nêu rõ nguyên nhân và thời gian hẹn lại",
        ),
        "Không thực hiện xin lỗi bằng văn bản đối với hồ sơ giải quyết trễ hẹn",
    ),
    "3.7": Reasons(
        (
            "Còn hồ sơ tiếp nhận bằng sổ giấy, chưa cập nhật vào Hệ thống thông tin một cửa điện tử",
            "Trạng thái xử lý hồ sơ trên Hệ thống thông tin một cửa điện tử cập nhật chậm so với thực tế",
        ),
        "Không cập nhật hồ sơ thủ tục hành chính vào Hệ thống thông tin một cửa điện tử",
    ),
    "3.8": Reasons(
        (
            "Việc trả lời phản ánh, kiến nghị của người dân, tổ chức còn chậm so với thời hạn quy định",
            "Kết quả xử lý phản ánh, kiến nghị chưa được công khai trên Trang thông tin điện tử",
        ),
        "Không xử lý phản ánh, kiến nghị về quy định hành chính thuộc thẩm quyền",
    ),
    "3.9": Reasons(
        (
            "Việc lấy ý kiến người dân, tổ chức chưa bao quát đủ các lĩnh vực giải quyết thủ tục hành chính",
            "Kết quả đánh giá chất lượng giải quyết thủ tục hành chính hằng quý chưa được công khai",
        ),
        "Không tổ chức đánh giá chất lượng giải quyết thủ tục hành chính",
    ),
    "3.10": Reasons(
        (
            "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt {pct}% so với chỉ tiêu được giao",
            (
                "Việc số hóa kết quả giải quyết thủ tục hành chính còn hiệu lực triển khai chậm, đạt {pct}% "
                "chỉ tiêu được giao"
            ),
        ),
        "Không thực hiện số hóa hồ sơ, kết quả giải quyết thủ tục hành chính",
    ),
    "4.1.1": Reasons(
        (
            "Việc bố trí người hoạt động không chuyên trách kiêm nhiệm chức danh chưa phù hợp với quy định",
            "Số lượng người hoạt động không chuyên trách chưa được sắp xếp theo đúng quy định của tỉnh",
        ),
        "Số lượng cán bộ, công chức, người hoạt động không chuyên trách bố trí không đúng quy định",
    ),
    "4.1.2": Reasons(
        (
            "Quy chế làm việc của UBND chưa được sửa đổi, bổ sung kịp thời khi có thay đổi về nhân sự",
            "Chế độ họp, chế độ thông tin, báo cáo theo quy chế làm việc của UBND thực hiện chưa nghiêm túc",
        ),
        "Không ban hành quy chế làm việc của UBND nhiệm kỳ 2021 - 2026",
    ),
    "4.2": Reasons(
        (
            "Phân công nhiệm vụ giữa các thành viên UBND còn chồng chéo, chưa rõ trách nhiệm",
            "Chưa kiểm tra, đánh giá định kỳ việc thực hiện các nhiệm vụ được phân cấp, ủy quyền",
        ),
        "Không ban hành văn bản phân công nhiệm vụ của các thành viên UBND",
    ),
    "4.3": Reasons(
        (
            "Các nội dung công khai để nhân dân biết theo quy chế thực hiện dân chủ ở cơ sở chưa đầy đủ",
            "Chưa tổ chức đủ số hội nghị đối thoại trực tiếp giữa Chủ tịch UBND với nhân dân theo kế hoạch",
        ),
        "Không ban hành kế hoạch thực hiện quy chế dân chủ ở cơ sở",
    ),
}
