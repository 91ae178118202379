"""The remedies for shortcomings under criteria 1 to 4."""

from .text_types import Remedy

REMEDIES_1_4: dict[str, Remedy] = {
    "1.1.1": Remedy(
        "Kế hoạch cải cách hành chính năm ban hành chưa đúng thời hạn hoặc chưa đủ nội dung theo hướng dẫn",
        (
            "Ban hành kế hoạch cải cách hành chính năm ngay sau khi có kế hoạch của cấp trên, xác định rõ "
            "sản phẩm, người thực hiện, thời hạn và kinh phí của từng nhiệm vụ"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Quý II/2023",
    ),
    "1.1.2": Remedy(
        "Một số nhiệm vụ trong kế hoạch cải cách hành chính năm chưa hoàn thành hoặc hoàn thành chậm tiến độ",
        (
            "Rà soát tiến độ từng nhiệm vụ trong kế hoạch tại phiên họp UBND hằng tháng, phê bình bộ phận để "
            "chậm và điều chỉnh nguồn lực đối với nhiệm vụ có nguy cơ không hoàn thành"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "1.2": Remedy(
        "Báo cáo cải cách hành chính có kỳ gửi chậm hoặc chưa đủ nội dung, số liệu theo đề cương",
        (
            "Lập lịch báo cáo cả năm, giao một công chức làm đầu mối tổng hợp, đối chiếu số liệu giữa các kỳ "
            "và gửi báo cáo trước thời hạn ít nhất 02 ngày làm việc"
        ),
        "Công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "1.3.1": Remedy(
        "Công tác tự kiểm tra cải cách hành chính chưa được thực hiện đầy đủ theo kế hoạch",
        (
            "Ban hành kế hoạch tự kiểm tra năm 2023, tổ chức kiểm tra đủ các lĩnh vực và lập biên bản, kết "
            "luận đối với từng cuộc kiểm tra"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "30/6/2023",
    ),
    "1.3.2": Remedy(
        "Việc khắc phục tồn tại, hạn chế phát hiện qua kiểm tra còn chậm hoặc chưa dứt điểm",
        (
            "Lập danh mục tồn tại, hạn chế sau kiểm tra, giao người chịu trách nhiệm và thời hạn xử lý từng "
            "việc, báo cáo kết quả khắc phục bằng văn bản"
        ),
        "Phó Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Quý II/2023",
    ),
    "1.4": Remedy(
        "Hình thức tuyên truyền cải cách hành chính chưa đa dạng, số lượng tin, bài còn ít",
        (
            "Xây dựng chuyên mục cải cách hành chính trên đài truyền thanh và Trang thông tin điện tử, mỗi "
            "tháng đăng, phát ít nhất 02 tin, bài và lưu đủ tài liệu kiểm chứng"
        ),
        "Công chức Văn hóa - Xã hội",
        "Thường xuyên",
    ),
    "1.5": Remedy(
        "Chưa có nhiều sáng kiến, giải pháp mới trong cải cách hành chính được công nhận và áp dụng hiệu quả",
        (
            "Phát động đăng ký sáng kiến cải cách hành chính trong toàn thể cán bộ, công chức, lựa chọn ít "
            "nhất 01 sáng kiến để áp dụng và đề nghị cấp có thẩm quyền công nhận"
        ),
        "Chủ tịch UBND",
        "30/9/2023",
    ),
    "1.6": Remedy(
        "Còn nhiệm vụ được UBND huyện, Chủ tịch UBND huyện giao hoàn thành chậm so với thời hạn",
        (
            "Theo dõi nhiệm vụ được giao trên phần mềm quản lý văn bản, nhắc việc trước hạn 03 ngày làm việc "
            "và kiểm điểm tiến độ tại giao ban hằng tuần"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "1.7": Remedy(
        "Kết quả cải cách hành chính chưa được gắn chặt chẽ với công tác thi đua, khen thưởng",
        (
            "Bổ sung kết quả thực hiện nhiệm vụ cải cách hành chính thành tiêu chí bắt buộc khi bình xét "
            "danh hiệu thi đua, hình thức khen thưởng của tập thể, cá nhân"
        ),
        "Hội đồng Thi đua - Khen thưởng; công chức Văn phòng - Thống kê",
        "30/11/2023",
    ),
    "2.1": Remedy(
        "Quy trình xây dựng, ban hành văn bản quy phạm pháp luật có khâu thực hiện chưa đầy đủ",
        (
            "Thực hiện đủ các bước lấy ý kiến, thẩm tra, thông qua khi xây dựng văn bản quy phạm pháp luật "
            "và kiểm tra thể thức trước khi ký ban hành"
        ),
        "Công chức Tư pháp - Hộ tịch",
        "Thường xuyên",
    ),
    "2.2": Remedy(
        "Công tác tự kiểm tra, rà soát và xử lý văn bản quy phạm pháp luật chưa kịp thời",
        (
            "Tổ chức rà soát toàn bộ văn bản quy phạm pháp luật còn hiệu lực, xử lý dứt điểm văn bản không "
            "còn phù hợp và báo cáo kết quả đúng thời hạn"
        ),
        "Công chức Tư pháp - Hộ tịch",
        "30/6/2023",
    ),
    "2.3": Remedy(
        "Công tác tuyên truyền, phổ biến, giáo dục pháp luật chưa đạt kế hoạch, hình thức chưa phong phú",
        (
            "Tổ chức đủ số hội nghị phổ biến pháp luật theo kế hoạch, đăng tải tài liệu trên Trang thông tin "
            "điện tử và phát huy vai trò của tuyên truyền viên pháp luật, tổ hòa giải ở cơ sở"
        ),
        "Công chức Tư pháp - Hộ tịch",
        "Thường xuyên",
    ),
    "2.4": Remedy(
        "Công tác theo dõi tình hình thi hành pháp luật chưa có trọng tâm, báo cáo còn chậm",
        (
            "Ban hành kế hoạch theo dõi tình hình thi hành pháp luật năm 2023 có lĩnh vực trọng tâm, kiểm "
            "tra thực tế và báo cáo kèm kiến nghị xử lý cụ thể"
        ),
        "Công chức Tư pháp - Hộ tịch",
        "Quý II/2023",
    ),
    "3.1": Remedy(
        "Công tác rà soát, đánh giá thủ tục hành chính chưa có nhiều phương án đơn giản hóa cụ thể",
        (
            "Rà soát ít nhất 02 nhóm thủ tục hành chính có nhiều hồ sơ phát sinh, đề xuất phương án cắt giảm "
            "thời gian, giấy tờ gửi cấp có thẩm quyền"
        ),
        "Công chức Tư pháp - Hộ tịch; công chức Văn phòng - Thống kê",
        "30/9/2023",
    ),
    "3.2": Remedy(
        "Việc công khai, niêm yết thủ tục hành chính có thời điểm chưa đầy đủ, chưa kịp thời",
        (
            "Rà soát, thay thế toàn bộ bảng niêm yết và nội dung trên Trang thông tin điện tử theo các quyết "
            "định công bố mới nhất, phân công công chức kiểm tra vào tuần đầu hằng tháng"
        ),
        "Công chức Văn phòng - Thống kê; Bộ phận Tiếp nhận và Trả kết quả",
        "30/4/2023",
    ),
    "3.3": Remedy(
        "Cơ sở vật chất, trang thiết bị của Bộ phận Tiếp nhận và Trả kết quả chưa đáp ứng đầy đủ yêu cầu",
        (
            "Bố trí kinh phí mua sắm máy quét, thiết bị tra cứu và sắp xếp lại khu vực ngồi chờ của Bộ phận "
            "Tiếp nhận và Trả kết quả theo Nghị định số 61/2018/NĐ-CP"
        ),
        "Chủ tịch UBND; công chức Tài chính - Kế toán",
        "30/9/2023",
    ),
    "3.4": Remedy(
        "Việc tiếp nhận, giải quyết hồ sơ theo cơ chế một cửa có trường hợp chưa đúng quy trình",
        (
            "Tiếp nhận toàn bộ hồ sơ tại Bộ phận Tiếp nhận và Trả kết quả, lập đủ giấy tiếp nhận và hẹn trả "
            "kết quả, phiếu kiểm soát quá trình giải quyết đối với từng hồ sơ"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Thường xuyên",
    ),
    "3.5": Remedy(
        "Việc phối hợp giải quyết thủ tục hành chính theo cơ chế một cửa liên thông chưa chặt chẽ",
        (
            "Thực hiện đầy đủ danh mục thủ tục hành chính liên thông, chuyển hồ sơ đến cơ quan có thẩm quyền "
            "ngay trong ngày làm việc và theo dõi đến khi có kết quả"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả; công chức Tư pháp - Hộ tịch",
        "Thường xuyên",
    ),
    "3.6.1": Remedy(
        "Còn hồ sơ thủ tục hành chính giải quyết trễ hẹn",
        (
            "Kiểm tra hồ sơ sắp đến hạn vào đầu giờ làm việc hằng ngày, xác định trách nhiệm của công chức "
            "để hồ sơ trễ hẹn và đưa vào căn cứ xếp loại hằng quý"
        ),
        "Chủ tịch UBND; Bộ phận Tiếp nhận và Trả kết quả",
        "Thường xuyên",
    ),
    "3.6.2": Remedy(
        "Việc xin lỗi người dân, tổ chức khi giải quyết hồ sơ trễ hẹn chưa được thực hiện đầy đủ",
        (
            "Gửi văn bản xin lỗi nêu rõ nguyên nhân, thời gian hẹn lại đối với mọi hồ sơ trễ hẹn và cập nhật "
            "trên Hệ thống thông tin một cửa điện tử"
        ),
        "Phó Chủ tịch UBND; Bộ phận Tiếp nhận và Trả kết quả",
        "Thường xuyên",
    ),
    "3.7": Remedy(
        "Việc cập nhật, theo dõi hồ sơ trên Hệ thống thông tin một cửa điện tử chưa đầy đủ, kịp thời",
        (
            "Cập nhật 100% hồ sơ ngay khi tiếp nhận và chuyển trạng thái xử lý đúng thực tế, đối chiếu số "
            "liệu giữa hệ thống và sổ theo dõi vào cuối tuần"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Thường xuyên",
    ),
    "3.8": Remedy(
        "Việc trả lời và công khai kết quả xử lý phản ánh, kiến nghị của người dân, tổ chức chưa kịp thời",
        (
            "Mở sổ theo dõi phản ánh, kiến nghị, trả lời đúng thời hạn và công khai kết quả xử lý trên Trang "
            "thông tin điện tử"
        ),
        "Công chức Văn phòng - Thống kê",
        "Thường xuyên",
    ),
    "3.9": Remedy(
        "Việc lấy ý kiến, đánh giá chất lượng giải quyết thủ tục hành chính chưa bao quát các lĩnh vực",
        (
            "Lấy ý kiến người dân, tổ chức đối với từng lĩnh vực bằng phiếu và trên hệ thống điện tử, tổng "
            "hợp, công khai kết quả đánh giá hằng quý"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả",
        "Quý II/2023",
    ),
    "3.10": Remedy(
        "Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính chưa đạt chỉ tiêu được giao",
        (
            "Số hóa hồ sơ ngay tại khâu tiếp nhận, lập kế hoạch số hóa kết quả giải quyết thủ tục hành chính "
            "còn hiệu lực và phân bổ chỉ tiêu cho từng công chức theo tháng"
        ),
        "Bộ phận Tiếp nhận và Trả kết quả; công chức Tư pháp - Hộ tịch",
        "31/12/2023",
    ),
    "4.1.1": Remedy(
        "Việc bố trí người hoạt động không chuyên trách có vị trí chưa phù hợp với quy định",
        (
            "Rà soát, sắp xếp lại người hoạt động không chuyên trách theo đúng số lượng, chức danh quy định "
            "và trình cấp có thẩm quyền phê duyệt phương án kiêm nhiệm"
        ),
        "Chủ tịch UBND",
        "30/6/2023",
    ),
    "4.1.2": Remedy(
        "Quy chế làm việc của UBND chưa được cập nhật kịp thời, có nội dung thực hiện chưa nghiêm",
        (
            "Sửa đổi, bổ sung quy chế làm việc của UBND, quán triệt đến từng thành viên và kiểm điểm việc "
            "chấp hành tại phiên họp UBND hằng quý"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "Quý II/2023",
    ),
    "4.2": Remedy(
        "Việc phân công nhiệm vụ, kiểm tra thực hiện phân cấp, ủy quyền chưa đầy đủ",
        (
            "Ban hành lại văn bản phân công nhiệm vụ của các thành viên UBND bảo đảm rõ người, rõ việc và "
            "kiểm tra việc thực hiện phân cấp, ủy quyền 06 tháng một lần"
        ),
        "Chủ tịch UBND",
        "30/6/2023",
    ),
    "4.3": Remedy(
        "Một số nội dung công khai, đối thoại với nhân dân theo quy chế dân chủ ở cơ sở thực hiện chưa đủ",
        (
            "Công khai đầy đủ các nội dung theo quy định tại trụ sở, nhà văn hóa và trên đài truyền thanh; "
            "tổ chức ít nhất 02 hội nghị đối thoại với nhân dân trong năm"
        ),
        "Chủ tịch UBND; công chức Văn phòng - Thống kê",
        "31/12/2023",
    ),
}
