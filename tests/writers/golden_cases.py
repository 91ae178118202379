"""The reports whose whole text is kept in tests/writers/golden; `python -m tests.writers.golden_cases` writes it anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn

from cchc_excel.bundled import TEMPLATE_NAME, folder
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict
from cchc_excel.model.names import CommuneName
from cchc_excel.writers.report import ReportTemplate, report_values
from tests.builders.audited_commune import PUBLISHED, audited_commune, audited_district, remedy, scores

GOLDEN = Path(__file__).parent / "golden"

FULL_MARKS = """
1 | Công tác chỉ đạo, điều hành
1.1 | Kế hoạch | 4 | 4
2 | Cải cách thủ tục hành chính
2.1 | Công khai | 6 | 6
3 | Cải cách tài chính công
3.1 | Quản lý, sử dụng ngân sách | 7,5 | 7,5
4 | Chuyển đổi số
4.1 | Hồ sơ trực tuyến | 2,5 | 2,5
"""
LONG = (
    "Thực hiện việc tiếp nhận, giải quyết và trả kết quả giải quyết thủ tục hành chính theo cơ chế một cửa, một cửa liên "
    "thông đối với toàn bộ các lĩnh vực thuộc thẩm quyền giải quyết của Ủy ban nhân dân cấp xã và các thủ tục hành chính "
    "được cơ quan có thẩm quyền ủy quyền, phân cấp trong năm đánh giá"
)
REASONS = "; ".join(
    f"chưa gửi báo cáo quý {n} đúng thời hạn quy định tại kế hoạch năm" for n in ("I", "II", "III", "IV")
)
PROVINCE = {
    "Cơ quan thẩm định": "UBND tỉnh Hải Dương",
    "Năm đánh giá": "2025",
    "Quyết định công bố": "Quyết định số 05/QĐ-UBND ngày 5/2/2026 của UBND tỉnh Hải Dương",
}


@dataclass(frozen=True, slots=True)
class Case:
    """One report in its district."""

    commune: AuditedCommune
    district: AuditedDistrict


def _one(commune: AuditedCommune, **options: object) -> Case:
    return Case(commune, audited_district(commune, **options))  # type: ignore[arg-type]


def _no_deduction() -> Case:
    return _one(audited_commune(scores(FULL_MARKS), rank=1, grade="Xuất sắc"))


def _one_deduction() -> Case:
    lines = scores("1 | Chỉ đạo, điều hành\n1.1 | Kế hoạch | 4 | 3,75 | Ban hành chậm 5 ngày\n1.2 | Báo cáo | 6 | 6")
    known = remedy("1.1", "Ban hành kế hoạch trước ngày 15/01", "Công chức Văn phòng - Thống kê", "15/1/2024")
    return _one(audited_commune(lines, remedies=[known], facts={"so bao cao": "7", "ngay bao cao": "5/4/2023"}))


def _forty() -> Case:
    rows = "\n".join(f"1.{n} | Nội dung {n} | 1 | 0,{n:02} | Lý do {n}" for n in range(1, 41))
    shared = [remedy(f"1.{n}", "Rà soát, chấn chỉnh ngay", "Chủ tịch UBND", "Thường xuyên") for n in range(1, 21)]
    own = [remedy(f"1.{n}", f"Thực hiện việc số {n}", "Văn phòng", f"{n % 28 + 1}/2/2023") for n in range(21, 39)]
    return _one(
        audited_commune(
            scores(f"1 | Chỉ đạo\n{rows}\n2 | Tài chính công\n2.1 | Ngân sách | 5 | 5"), remedies=shared + own
        )
    )


def _long_names() -> Case:
    name = CommuneName("thị trấn", "Nông trường Việt Lâm Nguyễn Huệ Trần Hưng Đạo")
    lines = scores(f"1 | {LONG}\n1.1 | {LONG} | 4 | 3 | {REASONS}\n1.2 | {LONG} | 6 | 0 | {LONG}")
    known = remedy(
        "1.1", LONG, "; ".join(["Chủ tịch UBND", "Phó Chủ tịch UBND", "Công chức Tư pháp - Hộ tịch"] * 3), "31/12/2023"
    )
    return _one(audited_commune(lines, name=name, remedies=[known], rank=20, grade="Yếu"))


def _province() -> Case:
    commune = audited_commune(scores(PUBLISHED), name=CommuneName("xã", "Thanh Xá"), rank=112, grade=None)
    case = _one(commune, information=PROVINCE, communes=114)
    return replace(case, district=replace(case.district, year=2025))


def _ward() -> Case:
    commune = audited_commune(scores(PUBLISHED), name=CommuneName("phường", "Hải Tân"), rank=3)
    office = PROVINCE | {"Cơ quan thẩm định": "Sở Nội vụ tỉnh Hải Dương", "Cơ quan cấp trên": "UBND tỉnh Hải Dương"}
    case = _one(commune, information=office, communes=114)
    return replace(case, district=replace(case.district, year=2025))


def _township() -> Case:
    plan = {"so ke hoach": "Kế hoạch số 12/KH-UBND", "ngay ke hoach": "ngày 9 tháng 3 năm 2023"}
    return _one(audited_commune(scores(PUBLISHED), name=CommuneName("thị trấn", "Thanh Hà"), facts=plan, rank=1))


def _last_year() -> Case:
    commune = audited_commune(scores(PUBLISHED))
    before = audited_commune(scores(PUBLISHED.replace("| 4 | 3,5 |", "| 4 | 1,25 |")), rank=9)
    case = _one(commune)
    last = replace(audited_district(before), communes=(before, *[_other(before, n) for n in range(19)]), year=2021)
    return replace(case, district=replace(case.district, previous=last))


def _other(commune: AuditedCommune, number: int) -> AuditedCommune:
    return replace(commune, name=CommuneName("xã", f"Số {number}"))


CASES: dict[str, Callable[[], Case]] = {
    "khong-bi-tru-diem": _no_deduction,
    "mot-noi-dung": _one_deduction,
    "bon-muoi-noi-dung": _forty,
    "ten-va-ly-do-dai": _long_names,
    "tinh-khong-co-huyen": _province,
    "phuong-do-so-noi-vu-tham-dinh": _ward,
    "thi-tran": _township,
    "co-nam-truoc": _last_year,
}


def filled(case: Case) -> bytes:
    """The report from the shipped template."""
    template = ReportTemplate.compile((folder("report_templates") / TEMPLATE_NAME).read_bytes(), TEMPLATE_NAME)
    return template.fill(report_values(case.district, case.commune))


def text_of(data: bytes) -> str:
    """The text paragraph by paragraph; a table's row is a line; a non-breaking blank shows as "~"."""
    document: Docx = Document(BytesIO(data))
    lines: list[str] = []
    for block in document.element.body:
        rows = list(block.iter(qn("w:tr"))) or [block]
        lines += [_line(row) for row in rows]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip() + "\n"


def _line(row: object) -> str:
    cells = list(row.iter(qn("w:tc"))) or [row]  # type: ignore[attr-defined]
    texts = [" / ".join(filter(None, (_text(p) for p in cell.iter(qn("w:p"))))) or _text(cell) for cell in cells]
    return " | ".join(texts).replace("\u00a0", "~")


def _text(element: object) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))  # type: ignore[attr-defined]


def main() -> None:
    """Writes every case's text."""
    for name, case in CASES.items():
        (GOLDEN / f"{name}.txt").write_text(text_of(filled(case())), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
