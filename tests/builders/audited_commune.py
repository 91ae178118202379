"""Builds audited communes for the report's tests from a few lines of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from cchc_excel.model.audited import AuditedCommune, AuditedDistrict, AuditedNode
from cchc_excel.model.codes import TOTAL, dotted_parent, is_part
from cchc_excel.model.facts import Contact, Fact, Information, Remedy
from cchc_excel.model.finding import Finding, Place
from cchc_excel.model.names import CommuneName
from cchc_excel.model.numbers import percent
from cchc_excel.model.scheme import Node, Scheme

THANH_XA = CommuneName("xã", "Thanh Xá")

INFORMATION = {
    "Cơ quan thẩm định": "UBND huyện Thanh Hà",
    "Năm đánh giá": "2022",
    "Thông báo kết luận": "744-TB/HU ngày 14/3/2023 của Ban Thường vụ Huyện ủy Thanh Hà",
    "Quyết định công bố": "Quyết định số 975/QĐ-UBND ngày 14/3/2023 của UBND huyện Thanh Hà",
    "Công văn kiểm điểm, khắc phục": "số 171/UBND-NV ngày 20/3/2023 của UBND huyện Thanh Hà",
}
"""What the published documents give."""

PUBLISHED = """
A | Đánh giá qua các tiêu chí
1 | Công tác chỉ đạo, điều hành CCHC
1.1 | Kế hoạch CCHC năm | 4 | 3,5 | Kế hoạch chưa xác định rõ sản phẩm của 2 nhiệm vụ
1.2 | Mức độ hoàn thành kế hoạch CCHC | 5 | 4,2 | Còn 2 nhiệm vụ hoàn thành chậm so với thời hạn
1.3 | Công tác kiểm tra CCHC | 3 | 2,5 | Chưa xử lý hết các vấn đề phát hiện qua kiểm tra
1.4 | Sáng kiến trong triển khai CCHC | 3 | 2 | Không có sáng kiến mới được công nhận
2 | Xây dựng và tổ chức thực hiện văn bản QPPL
2.1 | Rà soát văn bản QPPL | 2 | 2
2.2 | Theo dõi thi hành pháp luật | 3 | 2,75 | Báo cáo theo dõi thi hành pháp luật gửi chậm
3 | Cải cách thủ tục hành chính
3.1 | Công khai thủ tục hành chính | 5 | 4,5 | Trang thông tin điện tử chưa cập nhật thủ tục mới ban hành
3.2 | Giải quyết hồ sơ thủ tục hành chính | 9 | 7,98 | Tỷ lệ hồ sơ trả đúng hạn đạt 98,2%
3.3 | Tiếp nhận, xử lý phản ánh, kiến nghị | 4,5 | 4,25 | Một kiến nghị trả lời quá hạn
4 | Cải cách bộ máy chính quyền địa phương
4.1 | Thực hiện quy định về tổ chức bộ máy | 3 | 3
4.2 | Quy chế làm việc | 3 | 2,5 | Quy chế chưa được sửa đổi, bổ sung kịp thời
5 | Cải cách chế độ công vụ
5.1 | Đánh giá, xếp loại cán bộ, công chức | 6 | 5,625 | Hồ sơ đánh giá của 1 công chức chưa đầy đủ
5.2 | Đào tạo, bồi dưỡng cán bộ, công chức | 5 | 4,25 | Chưa hoàn thành kế hoạch bồi dưỡng năm
6 | Cải cách tài chính công
6.1 | Quản lý, sử dụng ngân sách | 7 | 7
7 | Xây dựng và phát triển chính quyền điện tử, chính quyền số
7.1 | Hồ sơ nộp trực tuyến | 6 | 4,115 | Tỷ lệ hồ sơ nộp trực tuyến đạt 68,6%
7.2 | Số hóa hồ sơ, kết quả giải quyết | 5,5 | 4,25
B | Tác động của CCHC
8 | Tác động của CCHC
8.1 | Tác động đến phát triển kinh tế - xã hội | 2 | 1,5 | Một chỉ tiêu kinh tế - xã hội chưa đạt
8.2 | Điều tra xã hội học (tổ chức) | 14 | 10,69 | Kết quả điều tra xã hội học
8.3 | Chỉ số hài lòng của người dân, tổ chức (SIPAS) | 10 | 8,516 | Kết quả đo lường sự hài lòng
"""
"""Thanh Xá, 2022: sums and parts as published; sub-criteria 1.1 to 7.2 are illustrative."""


@dataclass(slots=True)
class _Line:
    code: str
    name: str
    parent: str | None
    max_points: Decimal
    score: Decimal
    reason: str
    is_leaf: bool


def scores(text: str) -> list[tuple[str, ...]]:
    """Lines "code | name | maximum | score | reason" as cells; only leaves have the last three."""
    return [tuple(c.strip() for c in line.split("|")) for line in text.strip("\n").split("\n")]


def audited_commune(
    lines: Sequence[tuple[str, ...]],
    *,
    name: CommuneName = THANH_XA,
    remedies: Sequence[Remedy] = (),
    facts: Mapping[str, str] | None = None,
    rank: int = 7,
    grade: str | None = "Tốt",
) -> AuditedCommune:
    """A commune whose sums follow from its leaves."""
    nodes = tuple(_node(line) for line in _summed(lines))
    place = Place("so.xlsx", "Danh bạ", "A2")
    contact = Contact(commune=name, emails=(), recipient="", facts=dict(facts), place=place) if facts else None
    return AuditedCommune(
        name=name, file="so.xlsx", sheet=name.name, nodes=nodes, rank=rank, grade=grade, contact=contact,
        remedies={r.code: r for r in remedies}, totals={n.code: n for n in nodes},
    )  # fmt: skip


def audited_district(
    commune: AuditedCommune,
    *,
    information: Mapping[str, str] = INFORMATION,
    communes: int = 20,
    findings: tuple[Finding, ...] = (),
    authority: str = "",
) -> AuditedDistrict:
    """A district of that many communes, all alike; the given one is the first."""
    place = Place("so.xlsx", "Thông tin", "A1")
    known = Information(tuple(Fact(key=k, value=v, place=place) for k, v in information.items()))
    below = [Node(code=n.code, name=n.name, max_points=n.max_points, parent=n.parent) for n in commune.nodes]
    return AuditedDistrict(
        authority=authority, year=2022, information=known, scheme=Scheme((*below[1:], below[0])),
        communes=(commune,) * communes, comparisons=(), findings=findings, rules=(), missing_facts=(),
    )  # fmt: skip


def remedy(code: str, action: str, who: str = "", until: str = "", shortcoming: str = "") -> Remedy:
    """A remedy that holds for every commune."""
    place = Place("so.xlsx", "Biện pháp", "A2")
    return Remedy(code=code, shortcoming=shortcoming, action=action, who=who, until=until, commune=None, place=place)


def _summed(lines: Sequence[tuple[str, ...]]) -> list[_Line]:
    """The lines as a tree under a grand total; points of inner nodes are sums."""
    tree = {TOTAL: _Line(TOTAL, "Tổng điểm", None, Decimal(0), Decimal(0), "", False)}
    part = TOTAL
    for code, name, *cells in lines:
        part = code if is_part(code) else part
        above = dotted_parent(code) or (TOTAL if is_part(code) else part)
        parent = above if above in tree else part
        points = [Decimal(c.replace(",", ".")) for c in cells[:2]] or [Decimal(0), Decimal(0)]
        tree[code] = _Line(code, name, parent, points[0], points[1], "|".join(cells[2:]), bool(cells))
    for line in reversed(tree.values()):
        if line.parent:
            tree[line.parent].max_points += line.max_points
            tree[line.parent].score += line.score
    return list(tree.values())


def _node(line: _Line) -> AuditedNode:
    return AuditedNode(
        code=line.code, name=line.name, parent=line.parent, is_leaf=line.is_leaf, max_points=line.max_points,
        score=line.score, index=percent(line.score, line.max_points or Decimal(1)), self_score=None,
        reason=line.reason, place=Place("so.xlsx", "Thanh Xá", "E5"),
    )  # fmt: skip
