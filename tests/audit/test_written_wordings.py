"""A report's figures in the many ways offices word them: all are found, none is made up, each that is spoilt is told."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from cchc_excel.audit.written.check import CheckedReport, check_report
from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Finding, Severity
from cchc_excel.model.statement import TextBlock, WrittenDocument
from tests.conftest import ROOT, audited

HEAD = (
    "Căn cứ Quyết định số 975/QĐ-UBND ngày 14/3/2023 của UBND huyện Thanh Hà về việc công bố Chỉ số cải cách hành chính năm 2022;\n"
    "UBND xã Thanh Xá báo cáo như sau:\n"
)
FIGURES = {
    "1": ("Công tác chỉ đạo, điều hành CCHC", "15", "12,2", "81,33", "2,8"),
    "2": ("Xây dựng và tổ chức thực hiện văn bản QPPL", "5", "4,75", "95", "0,25"),
    "3": ("Cải cách thủ tục hành chính", "18,5", "16,73", "90,43", "1,77"),
    "4": ("Cải cách bộ máy chính quyền địa phương", "6", "5,5", "91,67", "0,5"),
    "5": ("Cải cách chế độ công vụ", "11", "9,88", "89,77", "1,13"),
    "6": ("Cải cách tài chính công", "7", "7", "100", "0"),
    "7": ("Xây dựng và phát triển chính quyền điện tử, chính quyền số", "11,5", "8,37", "72,74", "3,14"),
}
TOTAL = ("", "100", "85,13", "85,13", "14,87")
MEASURES = ("max", "score", "index", "missing")
_MARKED = re.compile(r"\{(\w+?)([msid]):([^}]*)\}")

ITEMS = (
    "{k}) {n}: Điểm chuẩn {m}, điểm đạt {s}; đạt {i}%; điểm trừ {d}",
    "- Tiêu chí {k}: {n} ({m} điểm): đạt {s} điểm = {i}%",
    "{k}. {n} (điểm tối đa {m} điểm): UBND xã tự chấm 4,5 điểm; UBND huyện thẩm định {s} điểm; chỉ số {i}%.",
    "- {n}: đạt {s}/{m} điểm (năm 2021 đạt 3,5 điểm), chỉ số {i}%, tăng 1,5% so với năm trước",
    "{k}. {n}: {s}/{m}; chỉ số: {i}%; điểm chưa đạt: {d}",
    "{k}. {n}\nĐiểm tối đa: {m} điểm; điểm thẩm định: {s} điểm; điểm bị trừ: {d} điểm; chỉ số: {i}%",
    "{k}. {n}\n- Điểm tối đa: {m} điểm.\n- Điểm đạt: {s} điểm.\n- Chỉ số: {i}%.\n- Nguyên nhân: còn 02 nội dung chưa hoàn thành.",
    "- Chỉ số thành phần “{n}” đạt {i}% ({s}/{m} điểm), còn {d} điểm chưa đạt.",
    "Đối với {n}: thang điểm {m} điểm, kết quả thẩm định là {s} điểm, bằng {i}% so với điểm tối đa, hụt {d} điểm.",
    "{k}. {n}: bị trừ {d} điểm ({s}/{m} điểm).",
    "- {n}: mất {d} điểm, còn {s} điểm trên tổng số {m} điểm.",
    "- {n}: {s}/{m} điểm; 100% văn bản được ký số; 98,5% số hồ sơ đúng hạn; 95% doanh nghiệp hài lòng.",
    "{k}. {n}: đạt {i}%",
    "- Chỉ số {n} đạt {i}%, xếp thứ 5/20.",
    "{k}. {n}: số điểm tối đa: {m}, số điểm đạt được: {s}, số điểm bị trừ: {d}, tỷ lệ đạt: {i}%.",
    "{k}. {n}: Điểm tối đa {m}; Điểm tự đánh giá 4; Điểm thẩm định {s}; Chỉ số (%) {i}",
    "{k}. {n} – Điểm chuẩn: {m} – Điểm đạt: {s} – Đạt tỷ lệ: {i}%",
    "{k}. {n}: được {s} điểm trên {m} điểm, đạt tỷ lệ {i}%, mất {d} điểm do 02 nội dung chậm, mỗi nội dung trừ 0,25 điểm",
)  # fmt: skip
SUMS = (
    "Tổng số điểm {s}/{m} điểm, xếp thứ 7/20 xã, thị trấn, xếp loại Tốt.",
    "Tổng điểm của UBND xã Thanh Xá đạt {s} điểm, còn thiếu {d} điểm so với thang điểm {m}.",
    "Năm 2022, xã tự chấm 97,5 điểm, huyện thẩm định {s} điểm, thấp hơn 12,37 điểm so với điểm tự chấm.",
    "Điểm bình quân toàn huyện là 86,21 điểm; thấp nhất là xã Thanh Lang đạt 78,12 điểm. Xã Thanh Xá đạt {s}/{m} điểm.",
    "Xã Thanh Xá đạt {s} điểm, xếp sau xã Tân Việt (86,5 điểm), xã Cẩm Chế đạt 85,9/100 điểm và trên xã Hồng Lạc với 84,77 điểm.",
    "Theo Quyết định số 975/QĐ-UBND, xã Thanh Xá đạt {s} điểm/{m} điểm, thiếu {d} điểm.",
    "Tổng điểm: {s} điểm (năm 2021: 81,93 điểm; tăng 3,2 điểm).",
    "Tổng điểm Chỉ số CCHC của xã là {s} điểm, đứng thứ 7 toàn huyện, đạt {i}%.",
    "Tổng số: số điểm tối đa: {m}, số điểm đạt được: {s}, số điểm bị trừ: {d}, tỷ lệ đạt: {i}%.",
    "Chỉ số chung: {i}%",
    "Điểm tự đánh giá của xã: 94,54 điểm; điểm thẩm định của huyện: {s} điểm; chênh lệch: 9,41 điểm.",
)  # fmt: skip
TABLES = (
    "|TT|Lĩnh vực|Điểm chuẩn|Điểm đạt|Tỷ lệ (%)|Điểm trừ|\n|{k}|{n}|{m}|{s}|{i}|{d}|",
    "|Điểm thẩm định|Chỉ số|Điểm tối đa|Nội dung|STT|Điểm tự chấm|\n|{s}|{i}%|{m}|{n}|{k}|3|",
    "|TT|Tiêu chí|Kết quả (điểm đạt/điểm tối đa)|Chỉ số|\n|{k}|{n}|{s}/{m}|{i}%|",
    "|TT|Tiêu chí|Điểm tối đa|Kết quả năm 2022||\n||||Điểm đạt|Chỉ số (%)|\n|{k}|{n}|{m}|{s}|{i}|",
    "|STT|Tiêu chí|Điểm tối đa|Điểm năm 2021|Điểm năm 2022|So sánh|\n|{k}|{n}|{m}|3,5|{s}|tăng 0,5|",
    "|TT|Lĩnh vực|Kết quả|\n|{k}|{n}|Đạt {s}/{m} điểm, chỉ số {i}%|",
)


def _filled(text: str, code: str, figures: tuple[str, str, str, str, str]) -> str:
    name, most, score, index, missing = figures
    told = {"m": most, "s": score, "i": index, "d": missing}
    marked = {letter: f"{{{code}{letter}:{value}}}" for letter, value in told.items()}
    return text.format(k=code, n=name, **marked)


def written(item: str) -> str:
    """A report of the seven criteria in one wording."""
    return HEAD + "\n".join(_filled(item, code, figures) for code, figures in FIGURES.items())


def tabled(table: str) -> str:
    *headings, row = table.split("\n")
    return HEAD + "\n".join([*headings, *(_filled(row, code, figures) for code, figures in FIGURES.items())])


REPORTS = {
    **{item: written(item) for item in ITEMS},
    **{text: HEAD + _filled(text, "T", TOTAL) for text in SUMS},
    **{table: tabled(table) for table in TABLES},
}


def document(text: str) -> WrittenDocument:
    """Marked figures as plain ones; lines with strokes as a table; a line's number as the paragraph's."""
    blocks = []
    for number, line in enumerate(_MARKED.sub(r"\3", text).split("\n"), 1):
        if not line.startswith("|"):
            blocks.append(TextBlock(text=line, paragraph=number))
            continue
        cells = enumerate(line[1:-1].split("|"), 1)
        blocks += [TextBlock(text=t, paragraph=number, table=1, row=number, column=c) for c, t in cells if t]
    return WrittenDocument(file="a.docx", blocks=tuple(blocks))


def marks(text: str) -> list[tuple[str, str, str, int]]:
    """Every marked figure: its node, measure, text and line."""
    names = dict(zip("msid", MEASURES, strict=True))
    return [
        (m[1], names[m[2]], m[3], number)
        for number, line in enumerate(text.split("\n"), 1)
        for m in _MARKED.finditer(line)
    ]


def stated(report: CheckedReport) -> list[tuple[str, str, Decimal, int]]:
    return sorted((s.key, f.measure.value, f.value, f.block.paragraph) for s in report.statements for f in s.figures)


def grave(report: CheckedReport) -> list[Finding]:
    return [f for f in report.findings if f.severity is not Severity.INFO]


def number(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


@pytest.fixture(scope="module")
def district() -> AuditedDistrict:
    return audited(ROOT / "workbooks")


class DescribeEveryWording:
    @pytest.mark.parametrize("text", REPORTS.values(), ids=[k[:60] for k in REPORTS])
    def it_states_its_figures_and_nothing_else(self, text: str, district: AuditedDistrict) -> None:
        wanted = sorted((code, measure, number(value), line) for code, measure, value, line in marks(text))
        for districts in ((), (district,)):
            report = check_report(document(text), districts)
            assert stated(report) == wanted
            assert not grave(report)

    @pytest.mark.parametrize("text", REPORTS.values(), ids=[k[:60] for k in REPORTS])
    def it_tells_each_figure_that_is_spoilt(self, text: str, district: AuditedDistrict) -> None:
        for mark, (code, measure, value, line) in zip(_MARKED.finditer(text), marks(text), strict=True):
            wrong = str(number(value) + 1).replace(".", ",")
            spoilt = text[: mark.start(3)] + wrong + text[mark.end(3) :]
            (finding,) = grave(check_report(document(spoilt), (district,)))
            assert (finding.code, finding.criterion, finding.figure) == ("N01", code, measure)
            assert finding.place.paragraph == line and finding.actual == wrong.replace(",", ".")


class DescribeCriteriaSideBySide:
    def it_reads_a_row_of_maxima_and_a_row_of_scores(self, district: AuditedDistrict) -> None:
        heads = ("Tiêu chí", *FIGURES, "Tổng phần A")
        rows = [heads]
        for place, label in ((1, "Điểm tối đa"), (2, "Điểm đạt"), (3, "Chỉ số (%)")):
            part = {1: "74", 2: "64,42", 3: "87,05"}[place]
            rows.append((label, *(f[place] for f in FIGURES.values()), part))
        text = "\n".join("|" + "|".join(row) + "|" for row in rows)
        report = check_report(document(HEAD + text), (district,))
        assert not grave(report) and report.figures == 24
        (finding,) = grave(check_report(document(HEAD + text.replace("|16,73|", "|17,63|"))))
        assert (finding.criterion, finding.figure, finding.expected) == ("3", "score", "16.73")


class DescribeFiguresOfSomethingElse:
    @pytest.mark.parametrize(
        "line",
        [
            "Phấn đấu năm 2023 đạt từ 90 điểm trở lên, Cải cách thủ tục hành chính đạt 18/18,5 điểm.",
            "Mức độ hài lòng của người dân đạt 97,5%; cải cách thủ tục hành chính: 100% hồ sơ đúng hạn.",
            "Kết quả chuyển đổi số của xã đạt 72,5/100 điểm.",
            "Tổng kinh phí 12,5 triệu đồng; 85 điểm cầu truyền hình; 1.250 hồ sơ, đạt 99,2%.",
            "Trừ 0,5 điểm cho mỗi lần vi phạm; điểm trung bình các xã là 84,5 điểm, chỉ số 84,5%.",
            "Chỉ số CCHC năm 2021 của xã Thanh Xá đạt 81,93/100 điểm, chỉ số đạt 81,93%.",
            "Xã Cẩm Chế đạt 85,9/100 điểm, chỉ số đạt 85,9%.",
            "Kết quả xếp loại chính quyền cơ sở năm 2022: Đảng ủy đạt 92/100 điểm, UBND đạt 90,5/100 điểm.",
            "Chỉ số CCHC cấp tỉnh (PAR INDEX) của tỉnh Hải Dương đạt 86,55%, chỉ số SIPAS đạt 81,2%.",
            "Tiêu chí 7.2.2: nếu tỷ lệ từ 50% trở lên thì được 1,5 điểm; xã mới đạt 20,5%.",
            "Cải cách chế độ công vụ: 21/21 cán bộ, công chức đạt chuẩn (100%).",
            "Còn 02 nội dung thuộc lĩnh vực cải cách tài chính công chưa đạt 100% theo yêu cầu.",
        ],
    )
    def it_takes_them_for_no_result(self, line: str, district: AuditedDistrict) -> None:
        for districts in ((), (district,)):
            report = check_report(document(HEAD + "Tiêu chí 1: đạt 12,2/15 điểm.\n" + line), districts)
            assert [told for told in stated(report) if not told[0].startswith("#")] == [
                ("1", "max", Decimal(15), 3),
                ("1", "score", Decimal("12.2"), 3),
            ]


OTHER_YEARS = (
    "Chỉ số CCHC năm 2022 đạt 85,13/100 điểm, tăng 2,35 điểm so với năm 2021.",
    "Chỉ số CCHC năm 2022 đạt 85,13/100 điểm; năm 2021 đạt 82,78 điểm.",
    "Năm 2021 đạt 82,78 điểm, năm 2022 đạt 85,13 điểm.",
    "Chỉ số CCHC năm 2022 đạt 85,13 điểm, tăng 2,35 điểm so với năm trước (82,78 điểm).",
    "Chỉ số CCHC năm 2022 đạt 85,13/100 điểm, so với năm 2021 (82,78 điểm, xếp thứ 9/20) tăng 2,35 điểm, tăng 2 bậc.",
    "So với năm 2021 (đạt 82,78/100 điểm, xếp thứ 9/20 đơn vị), kết quả năm 2022 đạt 85,13/100 điểm, tăng 2,35 điểm.",
    "So với năm trước (82,78 điểm), tổng điểm năm nay đạt 85,13 điểm.",
    "Kết quả năm 2022 đạt 85,13/100 điểm (năm 2021: 82,78 điểm), tăng 2,35 điểm.",
    "Kết quả năm 2022 đạt 85,13/100 điểm (2021: 82,78 điểm).",
    "Kết quả năm 2022 đạt 85,13/100 điểm (năm 2021 là 82,78/100 điểm, chỉ số 82,78%), tăng 2,35 điểm.",
    "Tổng điểm đạt 85,13 điểm, cao hơn năm 2021 là 2,35 điểm.",
    "Tổng điểm đạt 85,13 điểm, cao hơn 2,35 điểm so với năm 2021 (82,78 điểm).",
    "Tổng điểm năm 2022 là 85,13 điểm so với 82,78 điểm năm 2021.",
    "Tổng điểm năm 2022 là 85,13 điểm (82,78 điểm năm 2021).",
    "Tổng điểm năm 2022 là 85,13 điểm, năm trước là 82,78 điểm.",
    "Tổng điểm đạt 85,13/100 điểm (năm trước 82,78/100 điểm; giảm 2,35 điểm so với năm 2021).",
    "Kết quả năm 2021: 82,78 điểm. Kết quả năm 2022: 85,13 điểm.",
    "Năm 2021, tổng điểm đạt 82,78/100 điểm, chưa đạt 17,22 điểm; năm 2022 tổng điểm đạt 85,13/100 điểm, chưa đạt 14,87 điểm.",
    "Cải cách tài chính công: đạt 7/7 điểm, chỉ số đạt 100% (năm 2021 đạt 6,5/7 điểm, chỉ số 92,86%).",
    "Cải cách tài chính công: năm 2021 đạt 6,5/7 điểm; năm 2022 đạt 7/7 điểm, chỉ số đạt 100%.",
    "Cải cách tài chính công: đạt 7/7 điểm (tăng 0,5 điểm so với năm 2021), chỉ số đạt 100%.",
)
"""What is of this year is right in each of them, and there is something of another one."""
OF_ANOTHER_YEAR = (
    "So với năm 2021 (82,78 điểm, xếp thứ 9/20), tăng 2,35 điểm, tăng 2 bậc.",
    "So với năm 2021 (đạt 82,78/100 điểm, xếp thứ 9/20 đơn vị), kết quả năm 2022 tăng 2,35 điểm, tăng 2 bậc.",
    "So với năm 2021 (đạt chỉ số 82,78%), kết quả năm 2022 tăng 2,35 điểm phần trăm về chỉ số.",
    "Giảm 1,2 điểm so với năm 2021 (86,33 điểm, chưa đạt 13,67 điểm).",
    "So với cùng kỳ năm 2021, tổng điểm tăng 2,35 điểm (từ 82,78 điểm lên 85,13 điểm).",
)


class DescribeFiguresOfAnotherYear:
    @pytest.mark.parametrize("line", OTHER_YEARS)
    def it_takes_those_of_this_year_only(self, line: str, district: AuditedDistrict) -> None:
        for districts in ((), (district,)):
            report = check_report(document(HEAD + line), districts)
            assert stated(report) and not [f for f in report.findings if f.severity is not Severity.INFO]
            assert not {value for _, _, value, _ in stated(report)} & {
                Decimal("82.78"),
                Decimal("2.35"),
                Decimal("6.5"),
            }

    @pytest.mark.parametrize("line", OTHER_YEARS)
    def it_still_tells_a_wrong_one_of_this_year(self, line: str, district: AuditedDistrict) -> None:
        for right, wrong in (("85,13", "85,31"), ("đạt 7/7", "đạt 6/7"), ("100%", "98,5%"), ("14,87", "14,78")):
            if right in line:
                report = check_report(document(HEAD + line.replace(right, wrong)), (district,))
                assert any(wrong.split(" ")[-1].split("/")[0] in f.message for f in report.findings), wrong

    @pytest.mark.parametrize("line", OF_ANOTHER_YEAR)
    def it_takes_nothing_where_all_is_compared(self, line: str, district: AuditedDistrict) -> None:
        for districts in ((), (district,)):
            report = check_report(document(HEAD + "Tiêu chí 1: đạt 12,2/15 điểm.\n" + line), districts)
            assert {key for key, *_ in stated(report)} == {"1"}


class DescribeWhichFigureIsDoubted:
    @pytest.mark.parametrize(
        ("line", "figure"),
        [
            ("Tiêu chí 1 (15 điểm): đạt 13,2 điểm = 81,33%", "score"),
            ("Tiêu chí 1 (15 điểm): đạt 12,2 điểm = 84,33%", "index"),
            ("Tiêu chí 1 (16 điểm): đạt 12,2 điểm = 81,33%", "max"),
            ("Tiêu chí 1 (15,1 điểm): đạt 12,2 điểm = 81,33%", "max"),
            ("Tiêu chí 2 (5 điểm): đạt 4,85 điểm = 95%", "score"),
            ("Tiêu chí 6 (7 điểm): đạt 7 điểm = 101%", "index"),
            ("Tiêu chí 1.1.2 đạt 2,45/2 điểm, chưa đạt 0,55 điểm.", "score"),
        ],
    )
    def it_is_the_one_whose_change_makes_the_others_round(self, line: str, figure: str) -> None:
        (finding,) = grave(check_report(document(HEAD + line)))
        assert (finding.code, finding.figure) == ("N02", figure)

    def it_says_so_with_the_figures_own_digits(self, district: AuditedDistrict) -> None:
        text = HEAD + "Tiêu chí 3: đạt 16,73/18,5 điểm, chỉ số đạt 94,03%."
        for districts in ((), (district,)):
            (finding,) = grave(check_report(document(text), districts))
            assert finding.cause is not None
            assert (finding.cause.kind, finding.cause.detail) == ("transposed_digits", "90,43% thành 94,03%")


class DescribeALongText:
    @pytest.mark.parametrize(
        "text",
        [
            HEAD + "xã Thanh " * 100_000 + "đạt 12,2/15 điểm",
            HEAD + "\n".join(f"Tiêu chí {i % 8 + 1}.{i // 8}: đạt {i % 10},{i % 97}/9 điểm, chỉ số đạt {i % 100},3%" for i in range(900)),
        ],
        ids=["names", "contradictions"],
    )  # fmt: skip
    def it_is_read_to_its_end(self, text: str) -> None:
        # ways of reading that multiply with the length would never come back from these
        assert check_report(document(text)).figures

    def it_falls_into_its_items_where_its_line_breaks_are_lost(self, district: AuditedDistrict) -> None:
        text = " ".join(_MARKED.sub(r"\3", written("{k}. {n}: đạt {s}/{m} điểm, chỉ số đạt {i}%")).split("\n"))
        report = check_report(document(text), (district,))
        assert report.figures == 21 and not grave(report)


class DescribeTornLines:
    @pytest.mark.parametrize(
        ("lines", "figures"),
        [
            (("4. Cải cách bộ máy chính quyền địa phương: đạt 5,5/6 điểm; điểm chưa đạt:", "0,5"), 3),
            (("4. Cải cách bộ máy chính quyền địa phương. Điểm tối đa: 6. Điểm đạt: 5,5.", "Chỉ số: 91,67%."), 3),
            (("4. Cải cách bộ máy chính quyền địa phương – Điểm chuẩn: 6 – Điểm đạt: 5,5", "– Đạt tỷ lệ: 91,67%"), 3),
            (("4. Cải cách bộ máy chính quyền địa phương (6 điểm): đạt 5,5 điểm", "= 91,67%"), 3),
            (("Cải cách bộ máy chính quyền địa phương: 5,5 điểm/6 điểm - 91,67%", "Cải cách tài chính công: 7 điểm/7 điểm - 100%"), 6),
        ],
    )  # fmt: skip
    def it_goes_on_with_the_rest_of_a_sentence_only(self, lines: tuple[str, ...], figures: int) -> None:
        blocks = tuple(TextBlock(text=t, paragraph=i) for i, t in enumerate(lines, 1))
        report = check_report(WrittenDocument(file="a.pdf", blocks=blocks, wrapped=True))
        assert report.figures == figures and not grave(report)
        assert all(s.is_coded for s in report.statements)
