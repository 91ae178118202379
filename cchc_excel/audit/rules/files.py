"""R01, R02, R13, R14: files and sheets that could not be read or placed, and what was laid down in vain."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.finding import Finding, Severity
from ...model.group import Trouble
from ...model.names import capitalised
from ..case import Case
from ..registry import Found, Rule, rule


def trouble_finding(rule: Rule, trouble: Trouble) -> Finding:
    """A reader's trouble as a finding of its rule."""
    milder = Severity.WARNING if trouble.code == "R13" and not trouble.unless_decided else Severity.INFO
    return rule.finding(
        trouble.place,
        f"{capitalised(trouble.what)}.",
        advice=f"{trouble.way_out}.",
        commune=trouble.commune,
        severity=milder if trouble.milder else None,
    )


def _troubles(case: Case, rule: Rule) -> Iterator[Found]:
    return (trouble_finding(rule, t) for t in case.group.troubles if t.code == rule.text.code)


rule(
    "R01",
    Severity.ERROR,
    title="Tệp không đọc được",
    explanation="Tệp hỏng, có mật khẩu, quá lớn, hoặc không phải bảng tính. Các tệp khác vẫn được xử lý bình thường.",
    advice="Mở thử tệp bằng Excel, lưu lại thành .xlsx không có mật khẩu rồi chạy lại.",
    example="Tệp “Thanh An.xlsx” có mật khẩu nên không mở được. 19 tệp còn lại vẫn được kiểm tra, nhưng xếp hạng lúc "
    "này chỉ tính giữa 19 đơn vị, chưa phải 20. Mở tệp bằng Excel, bỏ mật khẩu, lưu lại rồi chạy lại.",
)(_troubles)


def _table_troubles(case: Case, rule: Rule) -> Iterator[Found]:
    """The readers' troubles, rows with points that belong to no criterion, and a scheme without any maximum."""
    yield from _troubles(case, rule)
    for scored in case.communes:
        for row in scored.sheet.uncounted:
            yield rule.finding(
                scored.sheet.place(row.cell),
                f"Dòng “{row.text[:80]}” có điểm tối đa và điểm nhưng không có mã tiêu chí, nên điểm ở dòng này không được tính.",
                advice="Ghi mã của tiêu chí thành phần vào cột TT; nếu dòng chỉ để giải thích thì bỏ số ở cột điểm.",
                commune=scored.display,
            )
    if not any(case.maxima.get(leaf.code) for leaf in case.scheme.leaves()):
        first = case.communes[0].sheet
        yield rule.finding(
            first.place(first.commune_cell or "A1"),
            "Không bảng nào cho biết điểm tối đa của các tiêu chí, nên chưa tính được chỉ số (%), xếp loại và điểm chưa đạt.",
            advice="Thêm cột “Điểm tối đa” vào bảng điểm, hoặc thêm trang bộ tiêu chí có mã, tên và điểm tối đa.",
        )


rule(
    "R02",
    Severity.ERROR,
    title="Trang tính giống bảng điểm nhưng không nhận ra các cột",
    explanation="Trang có mã tiêu chí và điểm, nhưng thiếu tiêu đề cột cần thiết, có hai cột cùng ý nghĩa mà số liệu khác nhau, "
    "hoặc không rõ là của đơn vị nào, nên chưa được kiểm tra. Phát hiện nêu đúng các tiêu đề còn thiếu và các tiêu đề "
    "không hiểu. Chương trình không đoán: xem từng trang được hiểu thế nào bằng lệnh cchc inspect TỆP.",
    advice="Ghi rõ tiêu đề các cột: TT, Tiêu chí, Điểm tối đa, Điểm tự đánh giá, Điểm thẩm định, Chỉ số (%); hoặc ghim cách đọc "
    "bằng một dòng ở trang “Thông tin” của sổ.",
    example="Trang “Thanh An” có các dòng mã 1, 1.1, 1.2 kèm điểm, nhưng ô tiêu đề E5 để trống, nên không biết số 4,75 "
    "ở ô E7 là điểm tự đánh giá hay điểm thẩm định. Chương trình không đoán và chưa kiểm tra trang này. Gõ "
    "“Điểm thẩm định” vào ô E5, lưu rồi chạy lại; hoặc thêm vào trang “Thông tin” dòng “Cột điểm thẩm định (trang Thanh An)” "
    "với giá trị E.",
    source="Các bảng đầu vào",
)(_table_troubles)

rule(
    "R13",
    Severity.ERROR,
    title="Không rõ năm đánh giá hoặc cơ quan thẩm định",
    explanation="Bảng không ghi năm và không tệp nào đi cùng cho biết năm, nên không biết ghép vào đâu. Năm không có giá trị mặc định.",
    advice="Ghi “năm 2022” ở tiêu đề bảng hoặc thêm dòng “Năm đánh giá” vào trang “Thông tin”.",
    example="Tiêu đề bảng chỉ ghi “BẢNG ĐIỂM CCHC XÃ THANH XÁ”, trong thư mục cũng không có trang “Thông tin”, nên "
    "không biết 85,13 điểm là của năm 2022 hay năm 2023. Thêm “NĂM 2022” vào ô tiêu đề, hoặc thêm trang “Thông "
    "tin” có dòng “Năm đánh giá” với giá trị 2022.",
    source="Các bảng đầu vào: năm không có giá trị mặc định",
)(_troubles)

rule(
    "R14",
    Severity.WARNING,
    title="Dòng ghim cách đọc không làm theo được",
    explanation="Trang “Thông tin” có dòng quy định cách đọc một trang của sổ (cột nào là cột gì, dòng tiêu đề, dòng đầu, dòng cuối, "
    "vai trò, đơn vị), nhưng trang đó không có, cột hoặc dòng nằm ngoài trang, hoặc giá trị không hiểu được. Dòng này bị bỏ "
    "qua, trang được đọc như không có nó.",
    advice="Sửa ô đó hoặc bỏ dòng đó; xem từng trang được hiểu thế nào bằng lệnh cchc inspect TỆP.",
    example="Dòng 12 của trang “Thông tin” ghi khóa “Cột điểm thẩm định (trang Thanh An)” với giá trị Q, nhưng trang “Thanh An” chỉ có "
    "8 cột, đến cột H. Điểm thẩm định vẫn được lấy theo tiêu đề của bảng, ở cột E. Nếu cột cần lấy là F thì gõ F thay cho Q.",
    source="Các bảng đầu vào: khóa ghim cách đọc ở trang “Thông tin”",
)(_troubles)
