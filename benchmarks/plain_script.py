"""The same job as `cchc run`, the usual way: openpyxl and docxtpl, for the layout of the sample workbooks only.

    python benchmarks/plain_script.py FOLDER OUT [TEMPLATE]

Reads the scores and the decision, recomputes everything from the lowest sub-criteria, and writes the audit workbook, the
JSON result and one remediation report per commune. It takes nothing from `cchc_excel`; it is what that is measured against.
"""

import json
import re
import sys
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby
from pathlib import Path

from docxtpl import DocxTemplate
from openpyxl import load_workbook
from plain_workbook import SEVERITIES, full, lost_leaves, plain, rounded, write_workbook, written

TEMPLATE = Path(__file__).resolve().parent.parent / "report_templates" / "bao-cao-khac-phuc.docx"
SIDE_SHEETS = ("Thông tin", "Tổng hợp", "Danh bạ", "Biện pháp")
FIRST_ROW = 9  # of the table on a commune's sheet
COLUMNS = dict(zip("CDEFGHIJKLMNO", [*"1234567", "A", "8.1", "8.2", "8.3", "B", "T"], strict=True))  # of the decision
NBSP = "\u00a0"
BLANK = " " * 5
ADD_REMEDY = "[Đơn vị bổ sung biện pháp khắc phục]"
KEYS = ("code", "severity", "commune", "criterion", "file", "sheet", "cell", "expected", "actual", "message", "cause")
NAMES = re.compile("(Phó )?Chủ tịch|Bí thư|Đảng|Chính phủ|Ủy ban|Hội|Mặt trận|Đoàn|Phòng Nội|Bộ phận Tiếp")
TASKS = {
    "1": "ban hành kế hoạch, báo cáo đúng thời hạn, đúng yêu cầu; hoàn thành các nhiệm vụ trong kế hoạch năm; tự kiểm tra và xử lý đầy đủ vấn đề phát hiện qua kiểm tra; đổi mới công tác tuyên truyền và khuyến khích sáng kiến",
    "2": "rà soát, tự kiểm tra văn bản thường xuyên; tổ chức thực hiện và theo dõi thi hành pháp luật đúng kế hoạch; xử lý, kiến nghị xử lý ngay các vấn đề phát hiện qua theo dõi, kiểm tra",
    "3": "công khai kịp thời, đầy đủ thủ tục hành chính; tiếp nhận, giải quyết và trả kết quả đúng hạn, có văn bản xin lỗi khi để hồ sơ quá hạn; xử lý dứt điểm phản ánh, kiến nghị của người dân, tổ chức về quy định hành chính",
    "4": "rà soát, bổ sung quy chế làm việc, phân công rõ nhiệm vụ, thẩm quyền của từng cán bộ, công chức; thực hiện đúng các quy định về tổ chức bộ máy và phân cấp, ủy quyền",
    "5": "bố trí, sử dụng cán bộ, công chức đúng vị trí, tiêu chuẩn chức danh; tổ chức đào tạo, bồi dưỡng theo kế hoạch; tăng cường kiểm tra việc chấp hành kỷ luật, kỷ cương hành chính và đánh giá, xếp loại đúng thực chất",
    "6": "quản lý, sử dụng kinh phí và tài sản công đúng quy định; công khai ngân sách đầy đủ, đúng thời hạn; thực hiện nghiêm các kiến nghị sau thanh tra, kiểm tra, kiểm toán về tài chính, ngân sách",
    "7": "tăng tỷ lệ hồ sơ nộp, xử lý và thanh toán trực tuyến; số hóa đầy đủ hồ sơ, kết quả giải quyết thủ tục hành chính; gửi, nhận và ký số văn bản trên môi trường mạng; phát huy vai trò của tổ công nghệ số cộng đồng trong hướng dẫn người dân sử dụng dịch vụ công trực tuyến",
    "B": "nâng cao chất lượng phục vụ, thái độ giao tiếp của công chức khi giải quyết công việc của người dân; tổ chức đối thoại, lấy ý kiến người dân, tổ chức và giải quyết kịp thời những nội dung chưa hài lòng; gắn cải cách hành chính với thực hiện các chỉ tiêu phát triển kinh tế - xã hội",
}
KEPT_UP = {
    "1": "ban hành, thực hiện kế hoạch và báo cáo đúng thời hạn; tự kiểm tra thường xuyên; đẩy mạnh tuyên truyền, sáng kiến",
    "2": "ban hành văn bản đúng thẩm quyền, trình tự; rà soát, kiểm tra văn bản và theo dõi thi hành pháp luật thường xuyên",
    "3": "công khai đầy đủ thủ tục hành chính, giải quyết hồ sơ đúng hạn và trước hạn, xử lý kịp thời phản ánh, kiến nghị",
    "4": "thực hiện đúng quy chế làm việc, phân công rõ người, rõ việc và các quy định về tổ chức bộ máy",
    "5": "thực hiện đúng quy định về quản lý, sử dụng, đánh giá, đào tạo, bồi dưỡng và kỷ luật, kỷ cương hành chính",
    "6": "quản lý, sử dụng kinh phí, tài sản công đúng quy định; công khai ngân sách đầy đủ, đúng thời hạn",
    "7": "vận hành ổn định các hệ thống thông tin, xử lý văn bản, hồ sơ công việc trên môi trường mạng và hỗ trợ người dân sử dụng dịch vụ công trực tuyến",
    "B": "lắng nghe, tiếp thu ý kiến người dân, tổ chức và giữ vững chất lượng phục vụ",
}
ROUNDED = (
    "Các số điểm trong báo cáo được tính từ điểm chính xác và ghi đến hai chữ số thập phân; khi cộng, trừ các số đã "
    "làm tròn có thể có chênh lệch ở chữ số cuối."
)
FIRST_TASK = "Tiếp tục quán triệt và thực hiện nghiêm các văn bản chỉ đạo của cấp trên về cải cách hành chính; gắn trách nhiệm của người đứng đầu và từng cán bộ, công chức với kết quả của tiêu chí, tiêu chí thành phần được giao."
LAST_TASK = "Định kỳ tự kiểm tra, tự đánh giá theo bộ tiêu chí; kịp thời chấn chỉnh tồn tại, hạn chế, lưu giữ đầy đủ tài liệu kiểm chứng và báo cáo {} kết quả thực hiện theo quy định."


@dataclass
class Row:
    code: str
    name: str
    number: int
    max: Decimal
    own: Decimal | None
    stated: Decimal
    stated_index: Decimal
    reason: str
    formula: object
    parent: "Row | None" = None
    children: list["Row"] = field(default_factory=list)
    score: Decimal = Decimal(0)  # the next three are recomputed
    index: Decimal = Decimal(0)
    lost: Decimal = Decimal(0)


@dataclass
class Commune:
    name: str  # "xã Thanh Xá"
    display: str  # "Xã Thanh Xá"
    file: str
    sheet: str
    rows: dict[str, Row]
    rank: int = 0
    grade: str = ""


def number(value):
    return None if value is None else Decimal(str(value))


# -------------------------------------------------------------------------------------------------------------- reading


def read_folder(folder):
    data = {"communes": [], "link": folder.resolve().as_posix()}
    for path in sorted(folder.glob("*.xlsx")):
        values = load_workbook(path, data_only=True)
        formulas = load_workbook(path)
        if "Phụ lục I" in values.sheetnames:
            data["decision"] = (path.name, values["Phụ lục I"], values["Phụ lục II"])
            continue
        data["info"] = {a: b for a, b in values["Thông tin"].iter_rows(min_row=5, max_col=2, values_only=True) if a}
        data["summary"] = (path.name, values["Tổng hợp"])
        contacts = values["Danh bạ"].iter_rows(min_row=5, values_only=True)
        data["plans"] = {row[1]: (row[4], row[5]) for row in contacts if row[1]}
        remedies = values["Biện pháp"].iter_rows(min_row=5, values_only=True)
        data["remedies"] = {str(row[0]): [*map(note, row[1:3]), *map(clean, row[3:5])] for row in remedies if row[0]}
        for name in values.sheetnames:
            if name not in SIDE_SHEETS:
                data["communes"].append(read_commune(path.name, values[name], formulas[name]))
    return data


def read_commune(file, values, formulas):
    rows = {}
    for i, cells in enumerate(values.iter_rows(min_row=FIRST_ROW, max_col=7, values_only=True), FIRST_ROW):
        code, name, top, own, score, index, reason = cells
        if code is None:
            break
        code, name = ("T", "Tổng điểm") if code == "TỔNG ĐIỂM" else (str(code), name)
        figures = [number(value) for value in (top, own, score, index)]
        rows[code] = Row(code, name, i, *figures, reason or "", formulas.cell(i, 5).value)
    for row in rows.values():
        if row.code != "T":
            row.parent = rows[parent_code(row.code)]
            row.parent.children.append(row)
    recompute(rows["T"])
    name = values["A3"].value.removeprefix("Đơn vị: UBND ")
    return Commune(name, name[0].upper() + name[1:], file, values.title, {"T": rows.pop("T"), **rows})


def parent_code(code):
    if code in "AB":
        return "T"
    above = code.rpartition(".")[0]
    return "B" if above == "8" else above or "A"


def recompute(row):
    for child in row.children:
        recompute(child)
    row.score = sum((c.score for c in row.children), Decimal(0)) if row.children else row.stated
    row.index = row.score / row.max * 100
    row.lost = row.max - row.score


# ------------------------------------------------------------------------------------------------------------- checking


def check(data):
    info, communes, found = data["info"], data["communes"], []
    grades = [(key.removeprefix("Xếp loại "), lowest) for key, lowest in info.items() if key.startswith("Xếp loại ")]
    totals = [c.rows["T"].score for c in communes]
    for commune in communes:
        total = commune.rows["T"]
        commune.rank = 1 + sum(t > total.score for t in totals)
        commune.grade = next((name for name, lowest in grades if total.index >= lowest), "")

    def add(code, commune, criterion, place, expected, actual, message):
        severity = "info" if code in ("L01", "Q06") else "warning" if code[0] == "L" else "error"
        shown = [plain(v) if isinstance(v, Decimal) else str(v) for v in (expected, actual)]
        values = (code, severity, commune.display, criterion, *place, *shown, message, None)
        found.append(dict(zip(KEYS, values, strict=True)))

    for commune in communes:
        for row in commune.rows.values():
            check_row(commune, row, info["Ngưỡng cảnh báo (%)"], add)
    by_name = {c.display: c for c in communes}
    check_summary(*data["summary"], by_name, add)
    data["published"] = check_decision(*data["decision"], by_name, add)
    return sorted(found, key=lambda f: list(SEVERITIES).index(f["severity"]))


def check_row(commune, row, threshold, add):
    place, stated = (commune.file, commune.sheet, f"E{row.number}"), row.stated
    if not 0 <= stated <= row.max:
        code = "V02" if stated < 0 else "V01"
        add(code, commune, row.code, place, row.max, stated, f"Điểm {full(stated)} ngoài khoảng 0 - {full(row.max)}.")
    if rounded(row.stated_index, 6) != rounded(stated / row.max * 100, 6):
        index_place = (commune.file, commune.sheet, f"F{row.number}")
        add("A02", commune, row.code, index_place, rounded(row.index, 4), row.stated_index, "Chỉ số tính sai.")
    if row.children:
        right = sum((c.stated for c in row.children), Decimal(0))
        code, why = formula_fault(row)
        if code or stated != right:
            message = f"Ghi {full(stated)}, các mục bên dưới cộng lại là {full(right)}{why}."
            add(code or "A01", commune, row.code, place, right, stated, message)
    elif row.lost > 0:
        code = "L03" if stated == 0 else "L02" if row.index < threshold else "L01"
        reason = f". Lý do: {row.reason}" if row.reason else ""
        message = (
            f"Tiêu chí thành phần {row.code} «{row.name}» đạt {full(stated)}/{full(row.max)} điểm "
            f"({written(row.index)}%), mất {full(row.lost)} điểm{reason}."
        )
        add(code, commune, row.code, place, row.max, stated, message)
        if row.own is not None and (row.own - stated) * 2 >= row.max:
            message = f"Đơn vị tự đánh giá {full(row.own)}, thẩm định {full(stated)}."
            add("L04", commune, row.code, place, row.own, stated, message)


def formula_fault(row):
    """What is wrong with a total's formula: (code, reason), empty when nothing is."""
    if not isinstance(row.formula, str):
        return "F03", ", tổng gõ tay"
    if "!" in row.formula:
        return "F04", ", công thức đọc trang khác"
    counted = []
    for first, last in re.findall(r"[A-Z]+(\d+)(?::[A-Z]+(\d+))?", row.formula):
        counted.extend(range(int(first), int(last or first) + 1))
    left_out = [c.code for c in row.children if c.number not in counted]
    if left_out:
        return "F01", f", công thức bỏ sót {', '.join(left_out)}"
    return ("F02", ", công thức cộng thừa") if len(counted) > len(row.children) else ("", "")


def check_summary(file, sheet, by_name, add):
    for i, cells in enumerate(sheet.iter_rows(min_row=6, values_only=True), 6):
        commune = by_name.get(cells[1])
        if commune is None:
            continue
        rows = commune.rows
        right = (
            rows["A"].stated,
            rows["B"].stated,
            rows["T"].stated,
            rows["T"].stated_index,
            commune.rank,
            commune.grade,
        )
        stated = (*map(number, cells[2:6]), cells[6], cells[7])
        codes = ("A05", "A05", "A05", "A05", "A03", "A04")
        for column, code, value, wanted in zip("CDEFGH", codes, stated, right, strict=True):
            if value != wanted:
                place = (file, sheet.title, f"{column}{i}")
                add(code, commune, "T", place, wanted, value, f"Bảng tổng hợp ghi {value}, đúng ra là {wanted}.")


def check_decision(file, scores, indices, by_name, add):
    published = {}
    index_rows = {cell.value: cell.row for cell in indices["B"]}
    for i in range(9, scores.max_row + 1):
        commune = by_name.get(scores[f"B{i}"].value)
        if commune is None:
            continue
        printed = {code: number(scores[f"{column}{i}"].value) for column, code in COLUMNS.items()}
        for column, code in COLUMNS.items():
            row, score, place = commune.rows[code], printed[code], (file, scores.title, f"{column}{i}")
            below = sum(printed.get(c.code, c.score) for c in row.children)
            if score != rounded(row.score):
                kind, why = "Q01" if code[0].isdigit() else "Q02", f"tính lại là {full(row.score)}"
            elif score != row.score:
                kind, why = "Q06", f"đúng, do làm tròn từ điểm chính xác {full(row.score)}"
            else:
                kind, why = "Q06", f"đúng; các số đã in cộng lại là {full(below)} chỉ vì từng số đã làm tròn"
            if score != row.score or (code in "ABT" and score != below):
                add(kind, commune, code, place, row.score, score, f"Quyết định ghi {full(score)}: {why}.")

            cell = scores[f"P{i}"] if code == "T" else indices[f"{column}{index_rows[commune.display]}"]
            index, exact, hasty = number(cell.value), rounded(row.index, 4), rounded(score / row.max * 100)
            place = (file, cell.parent.title, cell.coordinate)
            if index != rounded(row.index):
                why = f"tính lại là {full(exact)}"
                add("Q03", commune, code, place, exact, index, f"Quyết định ghi {full(index)}, {why}.")
            elif index != hasty and kind == "Q06":
                why = f"đúng, tính từ điểm chính xác {full(row.score)}; chia số đã in thì ra {full(hasty)}"
                add("Q06", commune, code, place, exact, index, f"Quyết định ghi {full(index)}: {why}.")
            published[commune.display, code] = (f"{column}{i}", score, cell.coordinate, index)

        for column, kind, wanted in (("Q", "Q04", commune.rank), ("R", "Q05", commune.grade)):
            value, place = scores[f"{column}{i}"].value, (file, scores.title, f"{column}{i}")
            published[commune.display, kind] = (f"{column}{i}", value)
            if value != wanted:
                add(kind, commune, "T", place, wanted, value, f"Quyết định ghi {value}, đúng ra là {wanted}.")
    return published


# -------------------------------------------------------------------------------------------------------------- results


def write_json(path, data, found):
    communes = []
    for c in data["communes"]:
        nodes = [{"code": r.code, "name": r.name, **figures(r)} for r in c.rows.values()]
        standing = {"rank": c.rank, "grade": c.grade, "criteria": nodes}
        communes.append({"name": c.display, "file": c.file, "sheet": c.sheet, **figures(c.rows["T"]), **standing})
    year = data["info"]["Năm đánh giá"]
    result = {"schema": "cchc-audit/1", "year": year, "communes": communes, "findings": found}
    path.write_text(json.dumps(result, ensure_ascii=False, indent=1), encoding="utf-8")


def figures(row):
    return {"max": plain(row.max), "score": plain(row.score), "index": plain(rounded(row.index, 4))}


# -------------------------------------------------------------------------------------------------------------- reports


def clean(text):
    return " ".join(str(text or "").split()).rstrip(" .;,:")


def note(text):
    """An office's note, its numbers never parted from their units."""
    return re.sub(r"(?<=\d) (?=(?:điểm|ngày|tháng)\b)", NBSP, clean(text))


def soft(text):
    """A small first letter, unless the text begins with a name or an abbreviation."""
    second = text.partition(" ")[2]
    keep = NAMES.match(text) or not text[:1].isupper() or not text[1:2].islower() or second[:1].isupper()
    return text if keep else text[0].lower() + text[1:]


def points(value):
    return f"{written(value)}{NBSP}điểm"


def out_of(row):
    return f"{written(row.score)}/{points(row.max)}"


def missing(row):
    return f", chưa đạt {points(row.lost)}" if row.lost > 0 else ""


def date_written(text):
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    return f"{int(found[1]):02}/{int(found[2]):0{2 if int(found[2]) < 3 else 1}}/{found[3]}" if found else text


def full_dates(text):
    """ "ngày 5/4/2023" as "ngày 05 tháng 4 năm 2023"."""
    return re.sub(
        r"ngày (\d{1,2})/(\d{1,2})/(\d{4})",
        lambda m: f"ngày{NBSP}{int(m[1]):02} tháng{NBSP}{int(m[2]):0{2 if int(m[2]) < 3 else 1}} năm{NBSP}{m[3]}",
        text,
    )


def until_when(text):
    if date_written(text)[:1].isdigit():
        return full_dates(f", hoàn thành chậm nhất ngày {text}")
    if text.startswith(("Thường xuyên", "Hằng ")):
        return f", thực hiện {soft(text)}"
    return f", hoàn thành trong {text[0].lower()}{text[1:]}" if text else ""


def people(text):
    *others, last = [soft(role.strip()).replace(" - ", f"{NBSP}- ") for role in text.split(";")]
    return f"{', '.join(others)} và {last}" if others else last


def remedy_of(row, remedies):
    while row.code not in remedies and row.parent.code not in "ABT":
        row = row.parent
    return remedies.get(row.code, ["", "", "", ""])


def context(data, commune):
    info, rows, remedies = data["info"], commune.rows, data["remedies"]
    authority, year = info["Cơ quan thẩm định"], info["Năm đánh giá"]
    unit, total, lost = f"UBND {commune.name}", rows["T"], lost_leaves(commune)
    kind = "thị trấn" if commune.name.startswith("thị trấn") else commune.name.split()[0]
    lost_points = sum(r.lost for r in lost)

    bases = [
        full_dates(clean(info.get(k)))
        for k in ("Thông báo kết luận", "Quyết định công bố", "Công văn kiểm điểm, khắc phục")
    ]
    plan, day = data["plans"].get(commune.display, (None, None))
    dated = full_dates(f" ngày {day.day}/{day.month}/{day.year}") if day else ""
    bases = [b for b in (*bases, f"Kế hoạch số {plan}{dated} của {unit}" if plan else "") if b]

    fields = [rows[c] for c in "1234567B"]
    weak = sorted((f for f in fields if f.lost > 0), key=lambda f: f.index)[:3]
    weak_tasks = [(f"“{clean(f.name)}” (chỉ số mới đạt {written(f.index)}%)", TASKS[f.code]) for f in weak]
    return {
        "tieu_de": f"Báo cáo khắc phục Chỉ số CCHC năm {year} - {commune.display}",
        "nam": str(year),
        "co_quan_cap_tren": authority.upper(),
        "ten_don_vi_in_hoa": unit.upper(),
        "ten_don_vi": unit,
        "ten_don_vi_day_du": f"Ủy ban nhân dân {commune.name}",
        "don_vi": f"UBND {kind}",
        "ten_xa": commune.name,
        "ten_rat_ngan": "",
        "ten_ngan": "x" if len(unit) < 17 else "",
        "so_van_ban": BLANK,
        "dia_danh": commune.name.removeprefix(f"{kind} "),
        "ngay_thang_nam": f"ngày{BLANK}tháng{BLANK}năm {year + 1}",
        "cac_can_cu": [f"Căn cứ {b}{'.' if b is bases[-1] else ';'}" for b in bases],
        "ket_qua_chung": f"Chỉ số cải cách hành chính năm {year} của {unit} đạt {out_of(total)}{missing(total)}; xếp thứ "
        f"{commune.rank}/{len(data['communes'])}{NBSP}đơn vị; xếp loại {commune.grade}.",
        "so_voi_nam_truoc": "",
        "cac_phan": [part("1", rows["A"], "tiêu chí"), part("2", rows["B"], "tiêu chí thành phần")],
        "lam_tron": ROUNDED if any(r.score != rounded(r.score) for r in rows.values()) else "",
        "mo_dau_khac_phuc": f"Trên cơ sở kết quả thẩm định, {unit} đã rà soát {len(lost)}{NBSP}tiêu chí thành phần bị trừ "
        f"điểm, tổng số điểm bị trừ là {points(lost_points)} (tổng hợp tại Phụ lục kèm theo), làm rõ nguyên nhân và chỉ đạo "
        "các bộ phận, công chức liên quan thực hiện biện pháp khắc phục theo từng lĩnh vực như sau:",
        "cac_linh_vuc": [field_done(str(n), f, lost, remedies, kind) for n, f in enumerate(fields, 1)],
        "cac_nhiem_vu": [
            FIRST_TASK,
            *(f"Tập trung cải thiện nội dung {name}: {task}." for name, task in weak_tasks),
            LAST_TASK.format(authority),
        ],
        "cau_ket": "Trên đây là báo cáo kết quả khắc phục tồn tại, hạn chế trong công tác cải cách hành chính theo kết quả "
        f"Chỉ số cải cách hành chính năm {year} của {unit}, kính báo cáo {authority} theo dõi, chỉ đạo",
        "noi_bao_cao": [authority],
        "phu_luc": [annex_row(r, remedies) for r in lost],
        "tong_diem_tru": written(lost_points),
    }


def part(n, row, kind):
    lines = [f"{clean(c.name)}: đạt {out_of(c)}, chỉ số {written(c.index)}%;" for c in row.children]
    return {
        "so": n,
        "ten": clean(row.name),
        "quy_mo": f"({len(lines)}{NBSP}{kind}, tối đa {points(row.max)})",
        "cac_dong": [*lines[:-1], lines[-1][:-1] + "."],
        "tong_ket": f"Điểm thẩm định đạt {out_of(row)}{missing(row)}, chỉ số {written(row.index)}%.",
    }


def field_done(n, row, lost, remedies, kind):
    lost = [r for r in lost if row in (r, r.parent, r.parent.parent)]
    count = "" if len(lost) == 1 else f"{len(lost)}{NBSP}"
    result = (
        f"Kết quả đạt {out_of(row)}{missing(row)} ở {count}tiêu chí thành phần sau:"
        if lost
        else f"Kết quả đạt điểm tối đa {out_of(row)}, không có nội dung bị trừ điểm. UBND {kind} tiếp tục duy trì kết quả "
        f"đã đạt được: {KEPT_UP[row.code]}."
    )
    groups = []
    for (action, who, until), members in groupby(lost, key=lambda r: remedy_of(r, remedies)[1:]):
        items, when = [deduction(r, remedies) for r in members], until_when(until)
        doing = "chủ trì" if when.startswith(", thực hiện") else "chủ trì thực hiện"
        lead = "Biện pháp" if len(items) == 1 else f"Biện pháp chung cho {len(items)} nội dung trên"
        names = people(who)
        group = {
            "rieng": items[0] if len(items) == 1 else "",
            "cac_tieu_chi": items,
            "khac_phuc": f"{lead}: {soft(action)}{'.' if action else ''}",
            "can_bo_sung": "" if action else ADD_REMEDY,
            "phan_cong": ("" if action else ".") + (f" {names[:1].upper()}{names[1:]} {doing}{when}." if who else ""),
        }
        groups.append(group)
    return {"so": n, "ten": clean(row.name), "ket_qua": result, "cac_nhom": groups}


def deduction(row, remedies):
    lead, reason = "Nguyên nhân", note(row.reason)
    if not reason:
        lead, reason = "Tồn tại, hạn chế", remedy_of(row, remedies)[0]
    why = f" {lead}: {soft(reason)}." if reason else ""
    return f"Tiêu chí thành phần {row.code} “{clean(row.name)}”: đạt {out_of(row)}, bị trừ {points(row.lost)}.{why}"


def annex_row(row, remedies):
    shortcoming, action, who, until = remedy_of(row, remedies)
    return {
        "ma": row.code, "ten": clean(row.name), "toi_da": written(row.max), "dat": written(row.score),
        "tru": written(row.lost), "ly_do": note(row.reason) or shortcoming, "bien_phap": action,
        "can_bo_sung": "" if action else ADD_REMEDY, "thuc_hien": "; ".join(t for t in (who, date_written(until)) if t),
    }  # fmt: skip


def slug(text):
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in letters if not unicodedata.combining(c)).replace(" ", "-")


def main():
    folder, out = Path(sys.argv[1]), Path(sys.argv[2])
    docx_template = Path(sys.argv[3]) if len(sys.argv) > 3 else TEMPLATE
    (out / "bao_cao").mkdir(parents=True, exist_ok=True)
    data = read_folder(folder)
    found = check(data)
    year = data["info"]["Năm đánh giá"]
    write_workbook(out / f"kiem-tra-cchc_{year}.xlsx", data, found, list(COLUMNS.values()))
    write_json(out / f"kiem-tra-cchc_{year}.json", data, found)
    for commune in data["communes"]:
        template = DocxTemplate(docx_template)
        template.render(context(data, commune), autoescape=True)
        template.save(out / "bao_cao" / f"bao-cao-khac-phuc_{year}_{slug(commune.name)}.docx")
    for f in found:
        if f["severity"] == "error":
            print(f["code"], f["commune"], f"{f['sheet']}!{f['cell']}", f["message"])
    counts = [f"{name}: {sum(f['severity'] == s for f in found)}" for s, name in SEVERITIES.items()]
    print(f"{len(data['communes'])} đơn vị,", ", ".join(counts))


if __name__ == "__main__":
    main()
