"""The sheets beside the scores: Thông tin, Danh bạ and Biện pháp."""

from datetime import datetime

from .communes import COMMUNES
from .rollup import GRADES
from .scheme import LEAVES
from .styles import Styles, Workbook, Worksheet, row_height, set_up_page
from .texts import REMEDIES

_INFO_SHEET = "Thông tin"
_HEADING_ROW = 4
_DATE_FORMAT = "dd/mm/yyyy"
_MAIL_DOMAIN = "thanhha.example"

_FACTS: tuple[tuple[str, str | int], ...] = (
    ("Cơ quan thẩm định", "UBND huyện Thanh Hà"),
    ("Cơ quan cấp trên", "UBND tỉnh Hải Dương"),
    ("Địa danh", "Thanh Hà"),
    ("Năm đánh giá", 2022),
    (
        "Quyết định công bố",
        "Quyết định số 975/QĐ-UBND ngày 14/3/2023 của UBND huyện Thanh Hà về việc phê duyệt và công bố "
        "Chỉ số cải cách hành chính năm 2022 của UBND các xã, thị trấn",
    ),
    (
        "Thông báo kết luận",
        "Thông báo số 744-TB/HU ngày 14/3/2023 của Ban Thường vụ Huyện ủy Thanh Hà về Chỉ số cải cách "
        "hành chính năm 2022 của UBND các xã, thị trấn",
    ),
    (
        "Công văn kiểm điểm, khắc phục",
        "Công văn số 171/UBND-NV ngày 20/3/2023 của UBND huyện Thanh Hà về việc kiểm điểm, khắc phục "
        "tồn tại, hạn chế trong thực hiện Chỉ số cải cách hành chính năm 2022",
    ),
    ("Ngưỡng cảnh báo (%)", 50),
)
_THRESHOLDS = tuple((f"Xếp loại {name}", lowest) for name, lowest in GRADES)


def threshold_reference(grade: str) -> str:
    """The cell of a grade's threshold, as a formula on another sheet names it."""
    keys = [key for key, _ in _FACTS + _THRESHOLDS]
    return f"'{_INFO_SHEET}'!$B${_HEADING_ROW + 1 + keys.index(f'Xếp loại {grade}')}"


def write_info(workbook: Workbook, styles: Styles) -> None:
    sheet: Worksheet = workbook.add_worksheet(_INFO_SHEET)
    sheet.set_column("A:A", 34)
    sheet.set_column("B:B", 70)
    sheet.merge_range("A1:B1", "THÔNG TIN CHUNG", styles.get("title"))
    note = "(Trừ các số liệu đã công bố của UBND xã Thanh Xá, toàn bộ số liệu và nội dung trong tệp này là minh họa)"
    sheet.merge_range("A2:B2", note, styles.get("note"))
    sheet.set_row(0, 26)
    sheet.set_row(1, 20)
    for column, text in enumerate(("Nội dung", "Giá trị")):
        sheet.write(_HEADING_ROW - 1, column, text, styles.get("header"))
    for row, (key, value) in enumerate(_FACTS + _THRESHOLDS, start=_HEADING_ROW):
        sheet.write_string(row, 0, key, styles.get("text"))
        sheet.write(row, 1, value, styles.get("text", align="left"))
        sheet.set_row(row, row_height({str(value): 68}))
    sheet.freeze_panes(_HEADING_ROW, 0)
    set_up_page(sheet)


def write_contacts(workbook: Workbook, styles: Styles) -> None:
    sheet: Worksheet = workbook.add_worksheet("Danh bạ")
    headings = ("TT", "Đơn vị", "E-mail", "Người nhận", "Số kế hoạch", "Ngày kế hoạch")
    _open_table(sheet, styles, "DANH BẠ CÁC XÃ, THỊ TRẤN", headings, (6, 24, 38, 30, 17, 16))
    for row, commune in enumerate(COMMUNES, start=_HEADING_ROW):
        sheet.write_number(row, 0, row - _HEADING_ROW + 1, styles.get("center"))
        sheet.write_string(row, 1, commune.full_name, styles.get("text"))
        sheet.write_string(row, 2, f"{commune.mailbox}@{_MAIL_DOMAIN}", styles.get("text"))
        sheet.write_string(row, 3, f"Chủ tịch UBND {commune.kind}", styles.get("text"))
        sheet.write_string(row, 4, commune.plan_number, styles.get("center"))
        day = datetime(commune.plan_date.year, commune.plan_date.month, commune.plan_date.day)
        sheet.write_datetime(row, 5, day, styles.get("center", num_format=_DATE_FORMAT))
        sheet.set_row(row, 20)


def write_remedies(workbook: Workbook, styles: Styles) -> None:
    sheet: Worksheet = workbook.add_worksheet("Biện pháp")
    headings = ("Mã tiêu chí", "Tồn tại, hạn chế", "Biện pháp khắc phục", "Người thực hiện", "Thời hạn")
    widths = (10, 40, 56, 30, 15)
    _open_table(sheet, styles, "BIỆN PHÁP KHẮC PHỤC TỒN TẠI, HẠN CHẾ", headings, widths)
    for row, leaf in enumerate(LEAVES, start=_HEADING_ROW):
        remedy = REMEDIES[leaf.code]
        sheet.write_string(row, 0, leaf.code, styles.get("center"))
        for column, text in enumerate((remedy.shortcoming, remedy.measure, remedy.owner), start=1):
            sheet.write_string(row, column, text, styles.get("text"))
        sheet.write_string(row, 4, remedy.deadline, styles.get("center"))
        texts = {remedy.shortcoming: widths[1], remedy.measure: widths[2], remedy.owner: widths[3]}
        sheet.set_row(row, row_height(texts))
    sheet.ignore_errors({"number_stored_as_text": f"A{_HEADING_ROW + 1}:A{_HEADING_ROW + len(LEAVES)}"})


def _open_table(
    sheet: Worksheet, styles: Styles, title: str, headings: tuple[str, ...], widths: tuple[int, ...]
) -> None:
    """Title, note and heading row of a landscape list."""
    last = len(headings) - 1
    sheet.merge_range(0, 0, 0, last, title, styles.get("title"))
    note = "(Số kế hoạch, ngày kế hoạch của xã Thanh Xá theo số liệu đã công bố; các nội dung khác là minh họa)"
    sheet.merge_range(1, 0, 1, last, note if "E-mail" in headings else "(Nội dung minh họa)", styles.get("note"))
    sheet.set_row(0, 26)
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write(_HEADING_ROW - 1, column, heading, styles.get("header"))
    sheet.set_row(_HEADING_ROW - 1, 36)
    sheet.freeze_panes(_HEADING_ROW, 2)
    set_up_page(sheet, landscape=True, repeat=(_HEADING_ROW - 1, _HEADING_ROW - 1))
