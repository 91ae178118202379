"""The scheme of 2022: the tree of parts, criteria and sub-criteria with the maximum of each leaf."""

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Scoring(Enum):
    """How a leaf is scored: in steps of 0.25, as a percentage of its maximum, or by a survey."""

    STEP = "step"
    PERCENT = "percent"
    SURVEY = "survey"


class TotalStyle(Enum):
    """How the office happened to write a parent's formula: a range, a list inside SUM, or a chain of plus."""

    RANGE = "range"
    LIST = "list"
    PLUS = "plus"


@dataclass(frozen=True)
class Node:
    """One row of the scheme. A leaf has a maximum and a way of scoring; a parent has a style and children."""

    code: str
    name: str
    max_points: Decimal = Decimal(0)
    scoring: Scoring = Scoring.STEP
    style: TotalStyle = TotalStyle.RANGE
    children: tuple["Node", ...] = ()

    @property
    def is_leaf(self) -> bool:
        return not self.children

    def walk(self) -> tuple["Node", ...]:
        """The node and all below it, in the order of the table."""
        return (self, *(below for child in self.children for below in child.walk()))

    def leaves(self) -> tuple["Node", ...]:
        return tuple(node for node in self.walk() if node.is_leaf)


def _step(code: str, points: str, name: str) -> Node:
    return Node(code, name, Decimal(points), Scoring.STEP)


def _percent(code: str, points: str, name: str) -> Node:
    return Node(code, name, Decimal(points), Scoring.PERCENT)


def _survey(code: str, points: str, name: str) -> Node:
    return Node(code, name, Decimal(points), Scoring.SURVEY)


def _parent(code: str, style: TotalStyle, name: str, *children: Node) -> Node:
    return Node(code, name, style=style, children=children)


_RANGE, _LIST, _PLUS = TotalStyle.RANGE, TotalStyle.LIST, TotalStyle.PLUS

_CRITERION_1 = _parent(
    "1",
    _PLUS,
    "Công tác chỉ đạo, điều hành CCHC",
    _parent(
        "1.1",
        _RANGE,
        "Kế hoạch cải cách hành chính năm",
        _step("1.1.1", "1", "Ban hành kế hoạch cải cách hành chính năm đúng thời hạn, đủ nội dung"),
        _percent("1.1.2", "2", "Mức độ hoàn thành nhiệm vụ trong kế hoạch cải cách hành chính năm"),
    ),
    _step("1.2", "1.5", "Thực hiện chế độ báo cáo cải cách hành chính định kỳ, đột xuất"),
    _parent(
        "1.3",
        _RANGE,
        "Công tác tự kiểm tra cải cách hành chính",
        _step("1.3.1", "1", "Xây dựng và thực hiện kế hoạch tự kiểm tra cải cách hành chính"),
        _step("1.3.2", "1", "Xử lý tồn tại, hạn chế phát hiện qua kiểm tra"),
    ),
    _step("1.4", "2", "Công tác tuyên truyền cải cách hành chính"),
    _step("1.5", "2", "Sáng kiến, giải pháp mới trong cải cách hành chính"),
    _percent("1.6", "3", "Thực hiện các nhiệm vụ được UBND huyện, Chủ tịch UBND huyện giao"),
    _step("1.7", "1.5", "Gắn kết quả cải cách hành chính với công tác thi đua, khen thưởng"),
)

_CRITERION_2 = _parent(
    "2",
    _RANGE,
    "Xây dựng và tổ chức thực hiện văn bản QPPL",
    _step("2.1", "1", "Thực hiện quy trình xây dựng, ban hành văn bản quy phạm pháp luật"),
    _step("2.2", "1.5", "Tự kiểm tra, rà soát và xử lý văn bản quy phạm pháp luật"),
    _step("2.3", "1.5", "Tuyên truyền, phổ biến, giáo dục pháp luật"),
    _step("2.4", "1", "Theo dõi tình hình thi hành pháp luật"),
)

_CRITERION_3 = _parent(
    "3",
    _LIST,
    "Cải cách thủ tục hành chính",
    _step("3.1", "1.5", "Rà soát, đánh giá thủ tục hành chính"),
    _step("3.2", "2", "Công khai, niêm yết thủ tục hành chính"),
    _step("3.3", "1.5", "Cơ sở vật chất, trang thiết bị của Bộ phận Tiếp nhận và Trả kết quả"),
    _step("3.4", "2", "Tiếp nhận, giải quyết thủ tục hành chính theo cơ chế một cửa"),
    _step("3.5", "1.5", "Thực hiện cơ chế một cửa liên thông"),
    _parent(
        "3.6",
        _RANGE,
        "Kết quả giải quyết hồ sơ thủ tục hành chính",
        _percent("3.6.1", "2.5", "Tỷ lệ hồ sơ giải quyết đúng hạn và trước hạn"),
        _step("3.6.2", "1", "Thực hiện xin lỗi người dân, tổ chức khi giải quyết hồ sơ trễ hẹn"),
    ),
    _step("3.7", "1.5", "Cập nhật, theo dõi hồ sơ trên Hệ thống thông tin một cửa điện tử"),
    _step("3.8", "1.5", "Tiếp nhận, xử lý phản ánh, kiến nghị về quy định hành chính"),
    _step("3.9", "1.5", "Đánh giá chất lượng giải quyết thủ tục hành chính"),
    _percent("3.10", "2", "Số hóa hồ sơ, kết quả giải quyết thủ tục hành chính"),
)

_CRITERION_4 = _parent(
    "4",
    _PLUS,
    "Cải cách bộ máy chính quyền địa phương",
    _parent(
        "4.1",
        _RANGE,
        "Tổ chức bộ máy và quy chế làm việc",
        _step("4.1.1", "1.5", "Bố trí cán bộ, công chức, người hoạt động không chuyên trách theo quy định"),
        _step("4.1.2", "1.5", "Ban hành và thực hiện quy chế làm việc của UBND"),
    ),
    _step("4.2", "1.5", "Phân công nhiệm vụ, thực hiện phân cấp, ủy quyền"),
    _step("4.3", "1.5", "Thực hiện dân chủ ở cơ sở"),
)

_CRITERION_5 = _parent(
    "5",
    _LIST,
    "Cải cách chế độ công vụ",
    _step("5.1", "2", "Bố trí cán bộ, công chức theo tiêu chuẩn chức danh"),
    _parent(
        "5.2",
        _RANGE,
        "Trình độ của đội ngũ cán bộ, công chức",
        _percent("5.2.1", "1", "Tỷ lệ cán bộ đạt chuẩn theo quy định"),
        _percent("5.2.2", "1.5", "Tỷ lệ công chức đạt chuẩn theo quy định"),
    ),
    _percent("5.3", "2", "Thực hiện kế hoạch đào tạo, bồi dưỡng cán bộ, công chức"),
    _step("5.4", "2", "Đánh giá, xếp loại chất lượng cán bộ, công chức"),
    _step("5.5", "2.5", "Chấp hành kỷ luật, kỷ cương hành chính"),
)

_CRITERION_6 = _parent(
    "6",
    _RANGE,
    "Cải cách tài chính công",
    _step("6.1", "1.5", "Ban hành và thực hiện quy chế chi tiêu nội bộ, quản lý tài sản công"),
    _step("6.2", "2", "Tổ chức thực hiện dự toán ngân sách"),
    _step("6.3", "2", "Công khai tài chính, ngân sách"),
    _step("6.4", "1.5", "Thực hiện kiến nghị, kết luận thanh tra, kiểm tra về tài chính, ngân sách"),
)

_CRITERION_7 = _parent(
    "7",
    _PLUS,
    "Xây dựng và phát triển chính quyền điện tử, chính quyền số",
    _parent(
        "7.1",
        _RANGE,
        "Văn bản điện tử và chữ ký số",
        _percent("7.1.1", "1.5", "Tỷ lệ văn bản gửi, nhận dưới dạng điện tử"),
        _percent("7.1.2", "1.5", "Tỷ lệ văn bản điện tử được ký số theo quy định"),
    ),
    _parent(
        "7.2",
        _RANGE,
        "Cung cấp dịch vụ công trực tuyến",
        _percent("7.2.1", "1.5", "Tỷ lệ hồ sơ nộp trực tuyến mức độ 3 (một phần)"),
        _percent("7.2.2", "1.5", "Tỷ lệ hồ sơ nộp trực tuyến mức độ 4 (toàn trình)"),
        _percent("7.2.3", "1", "Tỷ lệ hồ sơ thanh toán trực tuyến phí, lệ phí"),
    ),
    _percent("7.3", "1", "Tiếp nhận, trả kết quả qua dịch vụ bưu chính công ích"),
    _step("7.4", "1.5", "Hoạt động của Trang thông tin điện tử"),
    _step("7.5", "2", "Áp dụng hệ thống quản lý chất lượng theo TCVN ISO 9001:2015"),
)

_CRITERION_8_1 = _step("8.1", "2", "Tác động đến phát triển kinh tế - xã hội")

_CRITERION_8_2 = _parent(
    "8.2",
    _RANGE,
    "Điều tra xã hội học (tổ chức)",
    _survey("8.2.1", "3", "Đánh giá về công tác chỉ đạo, điều hành cải cách hành chính"),
    _survey("8.2.2", "3", "Đánh giá về ban hành văn bản và tổ chức thi hành pháp luật"),
    _survey("8.2.3", "4", "Đánh giá về chất lượng đội ngũ cán bộ, công chức"),
    _survey("8.2.4", "4", "Đánh giá về giải quyết thủ tục và hiện đại hóa hành chính"),
)

_CRITERION_8_3 = _parent(
    "8.3",
    _RANGE,
    "Chỉ số hài lòng của người dân, tổ chức (SIPAS)",
    _survey("8.3.1", "2", "Tiếp cận dịch vụ hành chính công"),
    _survey("8.3.2", "2", "Thủ tục hành chính"),
    _survey("8.3.3", "2", "Công chức trực tiếp giải quyết công việc"),
    _survey("8.3.4", "2", "Kết quả cung ứng dịch vụ hành chính công"),
    _survey("8.3.5", "2", "Tiếp nhận, giải quyết góp ý, phản ánh, kiến nghị"),
)

PART_A = _parent(
    "A",
    _PLUS,
    "Đánh giá qua các tiêu chí",
    _CRITERION_1,
    _CRITERION_2,
    _CRITERION_3,
    _CRITERION_4,
    _CRITERION_5,
    _CRITERION_6,
    _CRITERION_7,
)
PART_B = _parent("B", _PLUS, "Tác động của CCHC", _CRITERION_8_1, _CRITERION_8_2, _CRITERION_8_3)

TOTAL_CODE = "T"
SCHEME = _parent(TOTAL_CODE, _PLUS, "TỔNG ĐIỂM", PART_A, PART_B)
"""The whole tree; its root is the grand total, which the tables print as their last row."""

ROWS: tuple[Node, ...] = SCHEME.walk()[1:]
"""The rows of a score table in order, the grand total left out."""

LEAVES: tuple[Node, ...] = SCHEME.leaves()
CRITERIA: tuple[Node, ...] = PART_A.children
IMPACTS: tuple[Node, ...] = PART_B.children
