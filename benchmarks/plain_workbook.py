"""The audit workbook of the plain script, the usual way: openpyxl, with shared style objects assigned cell by cell."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

SEVERITIES = {"error": "Lỗi", "warning": "Cảnh báo", "info": "Thông tin"}
MEANINGS = {
    "error": "Số liệu hoặc tệp sai. Phải sửa trước khi trình ký.",
    "warning": "Có dấu hiệu bất thường. Cần người xem lại và quyết định.",
    "info": "Không sai; nêu để biết.",
}
VERDICTS = {
    "khớp": "Số đã ghi đúng bằng số tính lại.",
    "khớp do làm tròn": "Số đã in trông khác, nhưng là số tính lại được làm tròn. Không phải sửa.",
    "lệch": "Số đã ghi khác số tính lại, làm tròn không giải thích được. Xem trang “Sai lệch”.",
}
SHEETS = {
    "Tổng hợp": "Bảng xếp hạng theo điểm tính lại. Màu cam là chỉ số thấp, màu xanh là chỉ số cao.",
    "Sai lệch": "Mỗi hàng là một phát hiện, nặng nhất ở trên; bấm vào ô để mở tệp gốc. Mã L01 chỉ nêu ở trang “Điểm thấp”.",
    "Đối chiếu": "Từng số liệu đặt cạnh nhau: bảng điểm ghi, tính lại, quyết định công bố.",
    "Điểm thấp": "Phần trên: tiêu chí làm mất nhiều điểm nhất. Phần dưới: từng tiêu chí thành phần bị trừ điểm.",
}
CORRECT = "Đối chiếu quyết định với bảng điểm; nếu quyết định sai thì lập văn bản đính chính."
RULES = {
    "V01": ("error", "Điểm vượt điểm tối đa", "Đối chiếu hồ sơ thẩm định và sửa lại điểm."),
    "V02": ("error", "Điểm âm", "Sửa lại điểm; điểm trừ thì ghi vào cột điểm trừ."),
    "A01": ("error", "Tổng không bằng tổng các mục bên dưới", "Gõ lại số đúng."),
    "A02": ("error", "Chỉ số không bằng điểm chia điểm tối đa", "Kiểm tra công thức chỉ số của dòng này."),
    "A03": ("error", "Xếp hạng trên bảng điểm sai", "Kiểm tra công thức RANK hoặc gõ lại hạng."),
    "A04": ("error", "Xếp loại trên bảng điểm sai", "Kiểm tra công thức xếp loại và các ngưỡng."),
    "A05": ("error", "Số liệu bảng tổng hợp khác số tính lại", "Kiểm tra công thức của ô hoặc gõ lại số đúng."),
    "F01": ("error", "Công thức bỏ sót dòng", "Sửa vùng cộng của công thức cho đủ các dòng."),
    "F02": ("error", "Công thức cộng thừa dòng", "Sửa vùng cộng của công thức, bỏ các dòng thừa."),
    "F03": ("error", "Tổng gõ tay", "Thay số gõ tay bằng công thức cộng."),
    "F04": ("error", "Công thức đọc trang khác", "Sửa công thức để chỉ đọc trang này."),
    "Q01": ("error", "Điểm tiêu chí trong quyết định khác điểm tính lại", CORRECT),
    "Q02": ("error", "Điểm phần hoặc tổng điểm trong quyết định khác điểm tính lại", CORRECT),
    "Q03": ("error", "Chỉ số trong quyết định khác chỉ số tính lại", CORRECT),
    "Q04": ("error", "Xếp hạng trong quyết định sai", CORRECT),
    "Q05": ("error", "Xếp loại trong quyết định sai", CORRECT),
    "Q06": ("info", "Khác nhau khi in, do làm tròn", "Không phải sửa."),
    "L01": ("info", "Tiêu chí thành phần chưa đạt điểm tối đa", "Đưa vào báo cáo khắc phục."),
    "L02": ("warning", "Tiêu chí thành phần dưới ngưỡng cảnh báo", "Ưu tiên biện pháp khắc phục; xem lại hồ sơ."),
    "L03": ("warning", "Tiêu chí thành phần 0 điểm", "Ưu tiên biện pháp khắc phục; kiểm tra đã nhập điểm chưa."),
    "L04": ("warning", "Điểm tự đánh giá cao hơn nhiều so với điểm thẩm định", "Xem lại hồ sơ minh chứng."),
}
NAVY, BLUE, ORANGE, GREY = "1F3864", "2E75B6", "C55A11", "595959"
SIDE = Side("thin", "BFBFBF")
BOX = Border(SIDE, SIDE, SIDE, SIDE)
TOTAL_BOX = Border(SIDE, SIDE, Side("medium", NAVY), SIDE)
TOP = Alignment(vertical="top", wrap_text=True)
TOP_CENTRE = Alignment("center", "top", wrap_text=True)
MIDDLE = Alignment(vertical="center", wrap_text=True)
CENTRE = Alignment("center", "center", wrap_text=True)
RIGHT, TOP_RIGHT = Alignment("right", "center"), Alignment("right", "top")


@dataclass(frozen=True)
class Style:
    """Style objects that many cells share."""

    font: Font
    alignment: Alignment
    fill: PatternFill | None = None
    border: Border | None = BOX
    number_format: str = "General"


def font(**options):
    return Font(name="Times New Roman", **{"size": 10, **options})


def fill(colour):
    return PatternFill("solid", colour)


NORMAL, BOLD, LINK = font(), font(bold=True), font(color="0563C1", underline="single")
TITLE = Style(font(bold=True, size=16, color=NAVY), Alignment(vertical="center"), border=None)
SUBTITLE = Style(font(size=11, color=GREY), Alignment(vertical="center"), border=None)
SECTION = Style(font(bold=True, size=12, color=NAVY), Alignment(vertical="center"), border=None)
HEAD = Style(font(bold=True, color=NAVY), CENTRE, fill("DCE6F2"))
SMALL_HEAD = Style(font(size=8, color=NAVY), Alignment("center", "top", wrap_text=True), fill("DCE6F2"))
TEXT, TEXT_CENTRE = Style(NORMAL, TOP), Style(NORMAL, TOP_CENTRE)
LINE, LINE_BOLD, LINE_CENTRE = Style(NORMAL, MIDDLE), Style(BOLD, MIDDLE), Style(NORMAL, CENTRE)
LINE_CENTRE_BOLD = Style(BOLD, CENTRE)
LINKED, LINKED_TOP, LINKED_CENTRE = Style(LINK, MIDDLE), Style(LINK, TOP_CENTRE), Style(LINK, CENTRE)
FIGURE, FIGURE_TOP = (Style(NORMAL, a, number_format="0.0#####_)") for a in (RIGHT, TOP_RIGHT))
WHOLE, WHOLE_TOP = (Style(NORMAL, a, number_format="0_)") for a in (RIGHT, TOP_RIGHT))
LOST, LOST_WHOLE = (Style(BOLD, TOP_RIGHT, number_format=f) for f in ("0.0#####_)", "0_)"))
GAP = Style(NORMAL, TOP_RIGHT, number_format="+0.0#####_);-0.0#####_);0_)")
POINTS, POINTS_BOLD = Style(NORMAL, RIGHT, number_format="0.00_)"), Style(BOLD, RIGHT, number_format="0.00_)")
POINTS_TOP, PERCENT = Style(NORMAL, TOP_RIGHT, number_format="0.00_)"), Style(NORMAL, RIGHT, number_format="0.0_)")
EXACT = Style(BOLD, RIGHT, number_format="0.00####_)")
COUNT = Style(NORMAL, CENTRE, number_format="0;-0;")
MEAN = Style(BOLD, RIGHT, fill("F2F2F2"), TOTAL_BOX, "0.00_)")
CARD, BANNER = font(bold=True, size=12), Style(font(bold=True, size=11), MIDDLE, border=None)
COLOURS = {"error": ("9C2A00", "FBE0D3"), "warning": ("7F6000", "FFF2CC"), "info": ("1F4E79", "DEEBF7")}
MARKS = {
    s: Style(font(bold=s != "info", color=c), TOP_CENTRE, fill(b), number_format="0;-0;")
    for s, (c, b) in COLOURS.items()
}
CARDS = {s: Style(font(bold=True, size=12, color=c), CENTRE, fill(b)) for s, (c, b) in COLOURS.items()}
VERDICT_STYLES = {
    "khớp": Style(font(color=NAVY), CENTRE),
    "khớp do làm tròn": Style(font(color="1F4E79"), CENTRE, fill("DEEBF7")),
    "lệch": Style(font(bold=True, color="9C2A00"), CENTRE, fill("FBE0D3")),
}


def rounded(value, places=2):
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def plain(value):
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def full(value):
    return plain(value).replace(".", ",")


def written(value):
    return full(rounded(value))


def lost_leaves(commune):
    return [row for row in commune.rows.values() if not row.children and row.lost > 0]


def put(sheet, row, column, value, style):
    cell = sheet.cell(row, column, float(value) if isinstance(value, Decimal) else value)
    cell.font = style.font
    cell.alignment = style.alignment
    if style.border:
        cell.border = style.border
    if style.fill:
        cell.fill = style.fill
    if style.number_format != "General":
        cell.number_format = style.number_format
    return cell


def put_row(sheet, row, cells):
    for column, (value, style) in enumerate(cells, 1):
        put(sheet, row, column, value, style)


def put_merged(sheet, row, first, last, value, style):
    for column in range(first, last + 1):
        put(sheet, row, column, value if column == first else None, style)
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)


def put_link(cell, target, location, tip):
    cell.hyperlink = Hyperlink(ref=cell.coordinate, target=target, location=location, tooltip=tip)


def figure(value, top=False):
    """The style of a number with its own decimals; of a text where it is none."""
    if not isinstance(value, Decimal | int):
        return TEXT_CENTRE if top else LINE_CENTRE
    if value == int(value):
        return WHOLE_TOP if top else WHOLE
    return FIGURE_TOP if top else FIGURE


def new_sheet(book, name, widths, title, subtitle, colour):
    sheet = book.create_sheet(name)
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.sheet_properties.tabColor = colour
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.oddFooter.left.text, sheet.oddFooter.right.text = "&A", "Trang &P/&N"
    sheet.sheet_view.showGridLines = False
    put(sheet, 1, 1, title, TITLE)
    put(sheet, 2, 1, subtitle, SUBTITLE)
    sheet.row_dimensions[1].height, sheet.row_dimensions[2].height = 26, 18
    return sheet


def put_heads(sheet, row, heads):
    put_row(sheet, row, [(head, HEAD) for head in heads])
    sheet.row_dimensions[row].height = 30
    sheet.print_title_rows = f"{row}:{row}"


def as_table(sheet, row, last_row, last_column, frozen):
    sheet.auto_filter.ref = f"A{row}:{get_column_letter(last_column)}{last_row}"
    sheet.freeze_panes = frozen


def write_workbook(path, data, found, codes):
    """`codes` are those of the criteria the decision publishes, the total last."""
    book = Workbook()
    book.remove(book.active)
    ranking = sorted(data["communes"], key=lambda c: c.rank)
    listed = [f for f in found if f["code"] != "L01"]
    write_overview(book, data, ranking, found, listed, codes[:-1])
    write_findings(book, data, found, listed)
    write_comparison(book, data, codes)
    write_low_scores(book, data, ranking)
    write_legend(book, data)
    book.save(path)


def write_overview(book, data, ranking, found, listed, codes):
    year, nodes = data["info"]["Năm đánh giá"], ranking[0].rows
    widths = [6, 20, *[7.6] * len(codes), 8.5, 8.5, 11, 10, 10, 10, 48]
    leaves = sum(not row.children for row in nodes.values())
    told = f"{data['info']['Cơ quan thẩm định']} · {len(ranking)} đơn vị · {leaves} tiêu chí thành phần được chấm điểm"
    title = f"KẾT QUẢ KIỂM TRA CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM {year}"
    sheet = new_sheet(book, "Tổng hợp", widths, title, told, NAVY)
    counts = Counter(f["severity"] for f in found)
    for severity, first, last in (("error", 1, 2), ("warning", 3, 5), ("info", 6, 8)):
        put_merged(sheet, 3, first, last, f"{SEVERITIES[severity]}: {counts[severity]}", CARDS[severity])
        put_link(sheet.cell(3, first), None, "'Sai lệch'!A1", "Xem danh sách")
    told = f"Phải sửa {counts['error']} lỗi trước khi ký; từng lỗi, vị trí và cách sửa ở trang “Sai lệch”."
    put_merged(sheet, 3, 9, len(widths), told, BANNER)
    sheet.row_dimensions[3].height = 24

    before, after = ["Hạng", "Đơn vị"], ["Tổng điểm", "Chỉ số (%)", "Xếp loại", *SEVERITIES.values(), "Cần xem trước"]
    for column, head in enumerate([*before, *codes, *after], 1):
        put(sheet, 5, column, head, HEAD)
        is_node = 2 < column <= 2 + len(codes)
        put(sheet, 6, column, nodes[head].name if is_node else None, SMALL_HEAD if is_node else HEAD)
        if not is_node:
            sheet.merge_cells(start_row=5, end_row=6, start_column=column, end_column=column)
    sheet.row_dimensions[5].height, sheet.row_dimensions[6].height = 18, 120
    sheet.print_title_rows = "5:6"

    rows_of = {}
    for row, f in enumerate(listed, 5):
        rows_of.setdefault(f["commune"], []).append((row, f))
    for i, commune in enumerate(ranking, 7):
        own = Counter(f["severity"] for f in found if f["commune"] == commune.display)
        total = commune.rows["T"]
        cells = [(commune.rank, LINE_CENTRE_BOLD), (commune.display, LINE_BOLD)]
        for code in codes:
            cells.append((rounded(commune.rows[code].index, 4), POINTS_BOLD if code in "AB" else POINTS))
        cells += [(total.score, POINTS_BOLD), (rounded(total.index, 4), POINTS), (commune.grade, LINE_CENTRE)]
        cells += [(own[s], MARKS[s] if own[s] and s != "info" else COUNT) for s in SEVERITIES]
        put_row(sheet, i, cells)
        grave = [(row, f) for row, f in rows_of.get(commune.display, ()) if f["severity"] != "info"]
        if grave:
            row, f = grave[0]
            cell = put(sheet, i, len(widths), f"{f['code']}, ô {f['cell']}: {RULES[f['code']][1]}", LINKED)
            put_link(cell, None, f"'Sai lệch'!A{row}", f["message"][:120])
        else:
            put(sheet, i, len(widths), "–" if own else "Không có phát hiện", LINE)
        sheet.row_dimensions[i].height = 18
    last = 6 + len(ranking)
    means = [sum(c.rows[code].index for c in ranking) / len(ranking) for code in codes]
    means.append(sum(c.rows["T"].score for c in ranking) / len(ranking))
    means.append(sum(c.rows["T"].index for c in ranking) / len(ranking))
    cells = [None, "Trung bình", *(rounded(mean, 4) for mean in means), *[None] * 5]
    put_row(sheet, last + 1, [(value, MEAN) for value in cells])
    scale = ColorScaleRule("min", None, "F4B183", "percentile", 50, "FFFFFF", "max", None, "9DC3E6")
    sheet.conditional_formatting.add(f"C7:{get_column_letter(2 + len(codes))}{last}", scale)
    sheet.auto_filter.ref = f"A6:{get_column_letter(len(widths))}{last}"
    sheet.freeze_panes = "C7"

    chart = BarChart()
    chart.type, chart.title, chart.legend = "bar", "Xếp hạng theo tổng điểm", None
    chart.add_data(Reference(sheet, len(codes) + 3, 7, max_row=last))
    chart.set_categories(Reference(sheet, 2, 7, max_row=last))
    chart.series[0].graphicalProperties.solidFill = BLUE
    chart.dataLabels = DataLabelList(
        numFmt="0.00", showVal=True, showSerName=False, showCatName=False, showLegendKey=False
    )
    chart.y_axis.delete, chart.y_axis.scaling.min = True, 0
    chart.x_axis.delete, chart.x_axis.scaling.orientation = False, "maxMin"
    chart.width, chart.height, chart.gapWidth = 38, 13, 45
    sheet.add_chart(chart, f"A{last + 4}")


def write_findings(book, data, found, listed):
    heads = (
        "STT|Mức độ|Mã|Đơn vị|Tiêu chí|Tệp|Trang tính|Ô|Số đã ghi|Số tính lại|Chênh lệch|Diễn giải|Hệ quả|Việc cần làm"
    )
    widths = [5, 10, 6, 15, 20, 22, 12, 8, 10.5, 10.5, 10.5, 44, 32, 32]
    counts = Counter(f["severity"] for f in found)
    told = ", ".join(f"{counts[s]} {name.lower()}" for s, name in SEVERITIES.items())
    title = f"CÁC PHÁT HIỆN, NĂM {data['info']['Năm đánh giá']}"
    sheet = new_sheet(book, "Sai lệch", widths, title, f"{told}. Bấm vào địa chỉ ở cột “Ô” để mở tệp gốc.", ORANGE)
    left_out = len(found) - len(listed)
    told = f"Trong đó {left_out} thông tin mã L01 không nêu lại ở đây; xem đủ ở trang “Điểm thấp”."
    put(sheet, 3, 1, told, SUBTITLE)
    put_heads(sheet, 4, heads.split("|"))
    nodes = data["communes"][0].rows
    for row, f in enumerate(listed, 5):
        stated, right = (as_number(f[key]) for key in ("actual", "expected"))
        both = isinstance(stated, Decimal) and isinstance(right, Decimal)
        cells = [
            (row - 4, TEXT_CENTRE),
            (SEVERITIES[f["severity"]], MARKS[f["severity"]]),
            (f["code"], TEXT_CENTRE),
            (f["commune"], TEXT),
            (f"{f['criterion']}. {nodes[f['criterion']].name[:70]}", TEXT),
            (f["file"], TEXT),
            (f["sheet"], TEXT),
            (f["cell"], LINKED_TOP),
            (stated, figure(stated, top=True)),
            (right, figure(right, top=True)),
            (stated - right, GAP) if both else (None, TEXT),
            (f["message"], TEXT),
            (None, TEXT),
            (RULES[f["code"]][2], TEXT),
        ]
        put_row(sheet, row, cells)
        target, location = f"{data['link']}/{f['file']}", f"'{f['sheet']}'!{f['cell']}"
        put_link(sheet.cell(row, 8), target, location, f"{f['file']} – {f['sheet']}")
    as_table(sheet, 4, 4 + len(listed), len(widths), "E5")


def as_number(text):
    try:
        return Decimal(text)
    except ArithmeticError:
        return text


def comparisons(data, codes):
    """The lines of the comparison: commune, code, name, quantity, two cells and three figures, verdict."""
    for c in data["communes"]:
        for r in c.rows.values():
            if not r.children and r.code not in codes:
                continue
            score_cell, score, index_cell, index = data["published"].get((c.display, r.code), (None, None, None, None))
            for what, column, stated, exact, cell, value in (
                ("Điểm", "E", r.stated, r.score, score_cell, score),
                ("Chỉ số (%)", "F", r.stated_index, r.index, index_cell, index),
            ):
                right = value in (None, rounded(exact)) and abs(stated - exact) < Decimal("1e-9")
                same = value in (None, exact) or what != "Điểm"
                verdict = "lệch" if not right else "khớp" if same else "khớp do làm tròn"
                figures = stated, rounded(exact, 4), cell, value, verdict
                yield c, r.code, r.name, what, f"{column}{r.number}", *figures
    for c in data["communes"]:
        for what, kind, wanted in (("Xếp hạng", "Q04", c.rank), ("Xếp loại", "Q05", c.grade)):
            cell, value = data["published"].get((c.display, kind), (None, wanted))
            verdict = "khớp" if value == wanted else "lệch"
            yield c, "T", "Tổng điểm", what, None, None, wanted, cell, value, verdict


def write_comparison(book, data, codes):
    heads = "Đơn vị|Mã|Tiêu chí|Đại lượng|Ô bảng điểm|Bảng điểm|Tính lại|Ô quyết định|Quyết định|Kết luận"
    widths = [20, 7, 52, 12, 9, 12, 12, 12, 12, 18]
    lines = list(comparisons(data, codes))
    counts = Counter(line[-1] for line in lines)
    told = "; ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS)
    title = f"ĐỐI CHIẾU BẢNG ĐIỂM VỚI QUYẾT ĐỊNH CÔNG BỐ, NĂM {data['info']['Năm đánh giá']}"
    sheet = new_sheet(book, "Đối chiếu", widths, title, f"{told}. Lọc cột “Kết luận” để chỉ xem số lệch.", BLUE)
    put_heads(sheet, 3, heads.split("|"))
    decision, scores, indices = data["decision"]
    for row, line in enumerate(lines, 4):
        commune, code, name, what, score_cell, stated, right, cell, value, verdict = line
        cells = [
            (commune.display, LINE),
            (code, LINE_CENTRE),
            (name, LINE),
            (what, LINE_CENTRE),
            (score_cell, LINKED_CENTRE),
            (stated, figure(stated)),
            (right, figure(right)),
            (cell, LINKED_CENTRE),
            (value, figure(value)),
            (verdict, VERDICT_STYLES[verdict]),
        ]
        put_row(sheet, row, cells)
        appendix = indices.title if what.startswith("Chỉ số") and code != "T" else scores.title
        places = ((5, score_cell, commune.file, commune.sheet), (8, cell, decision, appendix))
        for column, address, file, of_sheet in places:
            if address:
                target, location = f"{data['link']}/{file}", f"'{of_sheet}'!{address}"
                put_link(sheet.cell(row, column), target, location, f"{file} – {of_sheet}")
    as_table(sheet, 3, 3 + len(lines), len(widths), "C4")


def write_low_scores(book, data, ranking):
    heads = "Đơn vị|Mã|Tiêu chí thành phần|Điểm tối đa|Điểm thẩm định|Điểm bị trừ|Tỷ lệ đạt (%)|Mức|Lý do trừ điểm|Biện pháp"
    widths = [18, 8, 40, 10, 10, 10, 10, 13, 36, 36]
    low = [(c, row) for c in data["communes"] for row in lost_leaves(c)]
    points, communes, names = Counter(), Counter(), {}
    for _, row in low:
        points[row.code] += row.lost
        communes[row.code] += 1
        names[row.code] = row.name
    all_lost = sum(points.values())
    told = f"{len(ranking)} đơn vị bị trừ tổng cộng {written(all_lost)} điểm, tại {len(points)} tiêu chí thành phần."
    title = f"ĐIỂM BỊ TRỪ, NĂM {data['info']['Năm đánh giá']}"
    sheet = new_sheet(book, "Điểm thấp", widths, title, told, BLUE)
    put(sheet, 3, 1, "Tiêu chí thành phần làm mất nhiều điểm nhất", SECTION)
    summary = "Thứ tự|Mã|Tiêu chí thành phần|Tổng điểm bị trừ|Số đơn vị bị trừ|Tỷ trọng (%)|Lũy kế (%)"
    put_heads(sheet, 4, summary.split("|"))
    costliest, cumulative = points.most_common(15), Decimal(0)
    for number, (code, lost) in enumerate(costliest, 1):
        cumulative += lost
        shares = (rounded(part / all_lost * 100, 4) for part in (lost, cumulative))
        cells = [(number, LINE_CENTRE), (code, LINE_CENTRE), (names[code], LINE), (lost, EXACT)]
        cells += [(communes[code], LINE_CENTRE), *((share, PERCENT) for share in shares)]
        put_row(sheet, 4 + number, cells)
    rest = all_lost - cumulative
    cells = [(None, LINE), (None, LINE), (f"{len(points) - len(costliest)} tiêu chí thành phần khác", LINE)]
    cells += [(rest, EXACT), (None, LINE), (rounded(rest / all_lost * 100, 4), PERCENT), (100, PERCENT)]
    put_row(sheet, 5 + len(costliest), cells)
    sheet.add_chart(pareto_chart(sheet, 4 + len(costliest)), "H4")

    header = row = 8 + len(costliest)
    put(sheet, header - 1, 1, "Từng tiêu chí thành phần bị trừ điểm của từng đơn vị", SECTION)
    put_heads(sheet, header, heads.split("|"))
    threshold = data["info"]["Ngưỡng cảnh báo (%)"]
    for row, (commune, r) in enumerate(low, header + 1):
        level = ("Bằng 0", MARKS["error"]) if r.score == 0 else ("Chưa tối đa", TEXT_CENTRE)
        if 0 < r.index < threshold:
            level = ("Dưới ngưỡng", MARKS["warning"])
        cells = [
            (commune.display, TEXT),
            (r.code, TEXT_CENTRE),
            (r.name, TEXT),
            (r.max, figure(r.max, top=True)),
            (r.score, figure(r.score, top=True)),
            (r.lost, LOST_WHOLE if r.lost == int(r.lost) else LOST),
            (rounded(r.index, 4), POINTS_TOP),
            level,
            (r.reason or None, TEXT),
            (data["remedies"].get(r.code, [None, None])[1], TEXT),
        ]
        put_row(sheet, row, cells)
    sheet.add_table(Table(displayName="DiemBiTru", ref=f"A{header}:J{row}"))
    sheet.freeze_panes = "C1"


def pareto_chart(sheet, last):
    codes = Reference(sheet, 2, 5, max_row=last)
    columns, line = BarChart(), LineChart()
    columns.title, columns.legend.position = "Tiêu chí thành phần mất điểm nhiều nhất", "b"
    columns.add_data(Reference(sheet, 4, 4, max_row=last), titles_from_data=True)
    columns.set_categories(codes)
    columns.series[0].graphicalProperties.solidFill = BLUE
    line.add_data(Reference(sheet, 7, 4, max_row=last), titles_from_data=True)
    line.series[0].graphicalProperties.line.solidFill = ORANGE
    line.y_axis.axId, line.y_axis.crosses = 200, "max"
    line.y_axis.scaling.min, line.y_axis.scaling.max = 0, 100
    columns.x_axis.delete = columns.y_axis.delete = line.y_axis.delete = False
    columns.width, columns.height, columns.gapWidth = 16, 12, 40
    columns += line
    return columns


def write_legend(book, data):
    widths = [8, 14, 34, 62, 50]
    year = data["info"]["Năm đánh giá"]
    sheet = new_sheet(book, "Chú giải", widths, "CHÚ GIẢI", f"Cách đọc các trang và các quy tắc, năm {year}", GREY)
    grades = "; ".join(f"{k.removeprefix('Xếp loại ')} từ {v}%" for k, v in data["info"].items() if "Xếp loại " in k)
    conventions = {
        "Làm tròn": "Số in làm tròn đến 2 chữ số thập phân, nửa thì làm tròn ra xa số 0. Cộng điểm và xếp hạng luôn dùng số chính xác.",
        "Chỉ số (%)": "Điểm thẩm định chia điểm tối đa, nhân 100.",
        "Xếp hạng": "Theo tổng điểm chính xác; bằng điểm thì đồng hạng (1, 2, 2, 4).",
        "Ngưỡng cảnh báo": f"“Dưới ngưỡng” là đạt dưới {data['info']['Ngưỡng cảnh báo (%)']}% điểm tối đa.",
        "Xếp loại": f"Theo chỉ số: {grades}.",
    }
    row = 3
    for heading, terms, style_of in (
        ("Các trang", SHEETS, lambda _: LINE_BOLD),
        ("Mức độ", {SEVERITIES[s]: text for s, text in MEANINGS.items()}, {SEVERITIES[s]: MARKS[s] for s in MARKS}.get),
        ("Kết luận đối chiếu", VERDICTS, VERDICT_STYLES.get),
        ("Quy ước số liệu", conventions, lambda _: LINE_BOLD),
    ):
        put(sheet, row, 1, heading, SECTION)
        for term, text in terms.items():
            row += 1
            put_merged(sheet, row, 1, 2, term, style_of(term))
            put_merged(sheet, row, 3, 5, text, LINE)
        row += 2
    put(sheet, row, 1, "Quy tắc kiểm tra", SECTION)
    put_heads(sheet, row + 1, ["Mã", "Mức độ", "Quy tắc", "Giải thích", "Việc cần làm"])
    row += 1
    for code, (severity, title, advice) in RULES.items():
        row += 1
        cells = [
            (code, TEXT_CENTRE),
            (SEVERITIES[severity], MARKS[severity]),
            (title, TEXT),
            (None, TEXT),
            (advice, TEXT),
        ]
        put_row(sheet, row, cells)
    sheet.freeze_panes = "A3"
