"""Writes docs/mau-bao-cao.md, how to edit the Word templates, from the tags and the shipped templates: python scripts/make_template_page.py"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.styles.style import CharacterStyle, ParagraphStyle, _TableStyle

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from cchc_excel.model.names import capitalised  # noqa: E402
from cchc_excel.writers.report import Tag  # noqa: E402
from cchc_excel.writers.template_check import KINDS, DocumentKind  # noqa: E402

PAGE = ROOT / "docs" / "mau-bao-cao.md"
SHIPPED = {"bao-cao-khac-phuc": "bao-cao-khac-phuc.docx", "tong-hop": "tong-hop-cchc.docx"}
_ALIGNED = {
    WD_ALIGN_PARAGRAPH.CENTER: "giữa",
    WD_ALIGN_PARAGRAPH.JUSTIFY: "đều hai bên",
    WD_ALIGN_PARAGRAPH.LEFT: "trái",
    WD_ALIGN_PARAGRAPH.RIGHT: "phải",
}
_USES = (
    ("CCHC Gạch dưới", "đoạn trống, hiện thành nét kẻ"),
    ("CCHC Họ tên người ký", "chỗ ghi họ tên người ký"),
    ("CCHC Ngắt phần", "đoạn trống giữa thân báo cáo và phụ lục"),
    ("CCHC Biểu đồ", "đoạn có biểu đồ"),
    ("CCHC Thẻ điều khiển", "đoạn chỉ có thẻ `{%p … %}`, không có trong báo cáo"),
    ("CCHC Chỗ cần bổ sung", "lời nhắc được tô màu, như `{{ nhom.can_bo_sung }}`"),
    ("CCHC Bảng không viền", "bảng không kẻ (đầu văn bản, chỗ ký)"),
    ("CCHC Bảng phụ lục", "bảng có kẻ"),
)
_LOOP = re.compile(r"for (\w+) in ([\w.]+)")
_LONGEST = 70

_INTRODUCTION = """# Sửa mẫu báo cáo bằng Word

Trang này do `scripts/make_template_page.py` tạo ra từ danh sách thẻ của chương trình và từ chính các mẫu đi kèm.

Mọi báo cáo được lập từ một tệp Word bình thường. Chữ nào trong mẫu thì in đúng chữ ấy; chỗ nào cần thay theo từng đơn vị thì đặt một
**thẻ** như `{{ ten_don_vi }}`. Muốn đổi câu chữ, phông, lề, thêm bớt mục: mở mẫu bằng Word, sửa, lưu lại dạng .docx, rồi kiểm tra.

## Bốn bước

1. Chạy `cchc init THƯ_MỤC` (nếu chưa có), mở `report_templates/bao-cao-khac-phuc.docx` bằng Word.
2. Sửa chữ và định dạng như mọi văn bản khác. Thẻ có thể tô đậm, đổi cỡ; chữ điền vào mang định dạng của thẻ (của chữ đầu thẻ).
3. Lưu dạng “Tài liệu Word (.docx)”.
4. Chạy `cchc template check report_templates/bao-cao-khac-phuc.docx`. Lệnh nêu mọi lỗi một lần, mỗi lỗi một dòng: ở đoạn nào, gần chữ
   nào, sửa ra sao. “Mẫu dùng được” là xong. `cchc run` và `cchc report` cũng tự kiểm tra mẫu trước khi làm và dừng lại khi mẫu có lỗi.

## Mẫu riêng cho từng cơ quan, từng loại đơn vị

Đặt mẫu vào thư mục `report_templates` cạnh sổ bảng điểm (trong thư mục dữ liệu, hoặc thư mục chứa nó, hoặc thư mục đang làm việc). Mỗi
đơn vị dùng mẫu khớp nhất với mình; không có thì dùng mẫu chung, không có nữa thì dùng mẫu đi kèm chương trình.

| Tên tệp | Dùng cho |
|---|---|
| `bao-cao-khac-phuc.docx` | mọi đơn vị |
| `bao-cao-khac-phuc_xa.docx`, `..._phuong.docx`, `..._thi-tran.docx`, `..._dac-khu.docx` | mọi xã; mọi phường; mọi thị trấn; mọi đặc khu |
| `bao-cao-khac-phuc_huyen-thanh-ha.docx` | các đơn vị do UBND huyện Thanh Hà thẩm định (tên như trong thư mục kết quả) |
| `bao-cao-khac-phuc_huyen-thanh-ha_xa.docx` | các xã do UBND huyện Thanh Hà thẩm định |

Tệp khớp nhất đứng dưới cùng trong bảng trên. `--template FILE` thay cho tất cả. Tệp không khớp với đơn vị nào được nhắc một dòng, không phải lỗi.
Hai tệp cùng tên ở hai nơi: lấy tệp ở gần dữ liệu hơn.

Báo cáo tổng hợp của cơ quan thẩm định có mẫu riêng, đặt cùng chỗ; `--template` không thay mẫu này. Mẫu này có lỗi thì chỉ báo cáo
tổng hợp chưa lập, các kết quả khác vẫn đủ.

| Tên tệp | Dùng cho |
|---|---|
| `tong-hop-cchc.docx` | mọi cơ quan thẩm định |
| `tong-hop-cchc_huyen-thanh-ha.docx` | UBND huyện Thanh Hà (tên như trong thư mục kết quả) |

## Thẻ điền chữ

`{{ ten_don_vi }}` là hai dấu ngoặc nhọn, tên thẻ, hai dấu ngoặc nhọn. Tên thẻ viết thường, không dấu, nối bằng gạch dưới, đúng như trong
bảng ở cuối trang. Khoảng trắng trong thẻ không quan trọng. Một thẻ dùng được nhiều lần.

    Trong mẫu:    {{ ten_don_vi }} báo cáo kết quả năm {{ nam }}.
    In ra:        UBND xã Thanh Xá báo cáo kết quả năm 2022.

## Đoạn chỉ in khi có chữ: if

    Trong mẫu:                                   In ra khi có năm trước:
    ┌───────────────────────────────┐            ┌──────────────────────────────────┐
    │ {%p if so_voi_nam_truoc %}    │            │ So với năm 2021, kết quả tăng …  │
    │ {{ so_voi_nam_truoc }}        │            └──────────────────────────────────┘
    │ {%p endif %}                  │            Không có năm trước: không in gì, không để đoạn trống.
    └───────────────────────────────┘

Mỗi thẻ `{%p … %}` đứng một mình trong một đoạn; cả đoạn ấy biến mất trong báo cáo. Giữa `if` và `endif` có thể thêm `{%p else %}`.
Trong câu thì bỏ chữ p và viết cả ba thẻ trong cùng một đoạn: `năm {{ nam }}{% if so_voi_nam_truoc %} (có so sánh){% endif %}`.

## Đoạn lặp lại: for

Thẻ “danh sách” không điền thành chữ được mà phải lặp. Sau `for` đặt một tên tùy ý cho từng mục, sau `in` là tên danh sách:

    Trong mẫu:                                   In ra:
    ┌───────────────────────────────────┐        ┌──────────────────────────────────────┐
    │ {%p for phan in cac_phan %}       │        │ 1. Đánh giá qua các tiêu chí         │
    │ {{ phan.so }}. {{ phan.ten }}     │  ───►  │ - Công tác chỉ đạo: đạt 12,2/15 điểm;│
    │ {%p for dong in phan.cac_dong %}  │        │ - Tài chính công: đạt 7/7 điểm.      │
    │ - {{ dong }}                      │        │ 2. Tác động của CCHC                 │
    │ {%p endfor %}                     │        │ - …                                  │
    │ {%p endfor %}                     │        └──────────────────────────────────────┘
    └───────────────────────────────────┘

`{{ phan.ten }}` chỉ dùng được giữa `for phan …` và `endfor` của nó. `{{ loop.index }}` là số thứ tự 1, 2, 3… trong vòng lặp.

## Dòng của bảng lặp lại: tr

Trong bảng, viết `{%tr … %}`; thẻ mở và thẻ đóng mỗi thẻ một dòng riêng, hai dòng ấy biến mất:

    Trong mẫu:                                   In ra:
    ┌──────────────┬───────────────┐             ┌──────┬─────────────────┐
    │ Mã           │ Tên           │             │ Mã   │ Tên             │
    ├──────────────┴───────────────┤             ├──────┼─────────────────┤
    │ {%tr for dong in phu_luc %}  │             │ 1.3  │ Kiểm tra CCHC   │
    ├──────────────┬───────────────┤    ───►     ├──────┼─────────────────┤
    │ {{ dong.ma }}│ {{ dong.ten }}│             │ 3.2  │ Công khai TTHC  │
    ├──────────────┴───────────────┤             └──────┴─────────────────┘
    │ {%tr endfor %}               │
    └──────────────────────────────┘

## Nên và không nên

- Nên chép thẻ từ mẫu gốc rồi dán; Word có tách thẻ thành nhiều mảnh (kiểm tra chính tả, tô đậm một nửa) cũng không sao.
- Nên đổi phông, cỡ, giãn dòng bằng kiểu (Style) “CCHC …” ở bảng dưới, để đổi một lần cho cả báo cáo.
- Nên xóa hết ghi chú (Comment) và duyệt hết thay đổi (Track Changes): chúng sẽ đi theo mọi báo cáo.
- Không xuống dòng giữa thẻ, không viết `{ten_xa}`, `{ { ten_xa } }`, `{{ Tên xã }}`.
- Không để chữ khác cùng đoạn với thẻ `{%p … %}`, cùng dòng bảng với thẻ `{%tr … %}`: chữ đó sẽ mất.
- Không đặt thẻ trong mã trường, công thức, chữ nghệ thuật, chữ thay thế của hình. Đầu trang, chân trang, chú thích cuối trang, khung chữ,
  thuộc tính tệp (tiêu đề, tác giả) thì được.
- Không dùng mẫu có macro (.docm), mẫu gắn với tệp mẫu khác, hình lấy từ liên kết, trường trộn thư: chương trình từ chối.
- Thẻ chỉ điền chữ: không tính toán, không gọi lệnh. Số liệu đã được tính, làm tròn, viết sẵn.
- Biểu đồ trong phụ lục là biểu đồ Word: đổi màu, cỡ, kiểu được; giữ nguyên tên dãy số liệu `{{ bieu_do_don_vi }}`, `{{ bieu_do_trung_binh }}`."""


def page() -> str:
    """The whole page in Markdown; the same for the same tags and templates."""
    blocks = [_INTRODUCTION]
    for kind in KINDS:
        document = Document(str(ROOT / "report_templates" / SHIPPED[kind.stem]))
        blocks += [f"## {capitalised(kind.title)}: các thẻ", _tags(kind, _variables(document))]
        blocks += [f"## {capitalised(kind.title)}: các kiểu (Style)", _styles(document)]
    return "\n\n".join(blocks) + "\n"


def _variables(document: Docx) -> dict[str, str]:
    """The name that the shipped template's loop gives to an item of a list, by the list's name."""
    text = " ".join(t.text or "" for t in document.element.body.iter(qn("w:t")))
    return {items.rpartition(".")[2]: item for item, items in _LOOP.findall(text)}


def _tags(kind: DocumentKind, variables: Mapping[str, str]) -> str:
    rows = [row for tag in kind.tags for row in _rows(tag, "", variables)]
    return "\n".join(["| Thẻ | Ý nghĩa | Ví dụ |", "|---|---|---|", *rows])


def _rows(tag: Tag, item: str, variables: Mapping[str, str]) -> Iterator[str]:
    inside = variables.get(tag.name, "muc")
    shown = f"`{{{{ {item}{tag.name} }}}}`"
    if tag.is_list:
        shown = f"danh sách `{item}{tag.name}`: `{{%p for {inside} in {item}{tag.name} %}}`"
        shown += "" if tag.fields else f" rồi `{{{{ {inside} }}}}`"
    yield f"| {shown} | {_plain(tag.meaning)} | {_plain(tag.example)} |"
    for field in tag.fields:
        yield from _rows(field, f"{inside}.", variables)


def _styles(document: Docx) -> str:
    shown = _shown_in(document)
    styles = [s for s in document.styles if (s.name or "").startswith("CCHC ")]
    rows = []
    for style in styles:
        name = style.name or ""
        use = next((text for start, text in _USES if name.startswith(start)), None) or _plain(
            shown.get(style.style_id, "")
        )
        rows.append(f"| {_plain(name)} | {_look(style) if not isinstance(style, _TableStyle) else ''} | {use} |")
    return "\n".join(["| Kiểu | Định dạng trong mẫu gốc | Dùng cho |", "|---|---|---|", *rows])


def _shown_in(document: Docx) -> dict[str, str]:
    """By style the text of the first paragraph that has it."""
    shown: dict[str, str] = {}
    headers = [h._element for s in document.sections for h in (s.header, s.first_page_header)]
    for holder in [document.element.body, *headers]:
        for paragraph in holder.iter(qn("w:p")):
            text = "".join(t.text or "" for t in paragraph.iter(qn("w:t")))
            style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
            if style is not None and text:
                shown.setdefault(style.get(qn("w:val")), text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…")
    return shown


def _look(style: CharacterStyle) -> str:
    font = style.font
    alignment = style.paragraph_format.alignment if isinstance(style, ParagraphStyle) else None
    size = f"cỡ {font.size.pt:g}".replace(".", ",") if font.size else ""
    aligned = f"canh {_ALIGNED[alignment]}" if alignment in _ALIGNED else ""
    return ", ".join(filter(None, (size, "đậm" if font.bold else "", "nghiêng" if font.italic else "", aligned)))


def _plain(text: str) -> str:
    """Text that Markdown shows letter by letter in a table; tags become code."""
    words: Sequence[str] = text.replace("|", "\\|").replace("*", "\\*").replace("<", "\\<").split()
    joined = " ".join(words)
    return f"`{joined}`" if "{{" in joined or "{%" in joined else joined.replace("_", "\\_").replace("[", "\\[")


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
