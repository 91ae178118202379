"""The ways offices write the same thing: headings, names, codes, figures."""

from __future__ import annotations

import datetime
import math
import unicodedata
from decimal import Decimal

from .sheets import Shown, Value, comma

HEADINGS: dict[str, tuple[str, ...]] = {
    "code": ("TT", "STT", "Mã", "Số TT", "Mã tiêu chí", "Mục", "TT", "TT"),
    "name": (
        "Tiêu chí, tiêu chí thành phần",
        "Nội dung",
        "Lĩnh vực/tiêu chí/tiêu chí thành phần",
        "Tiêu chí",
        "Tên tiêu chí, TCTP",
        "Nội dung đánh giá",
        "Tiêu chí, TCTP",
        "LĨNH VỰC, TIÊU CHÍ",
    ),
    "max": (
        "Điểm tối đa",
        "Điểm chuẩn",
        "Thang điểm",
        "Điểm quy định",
        "Khung điểm",
        "Mức điểm tối đa",
        "Đ. tối đa",
        "ĐIỂM CHUẨN",
    ),
    "self": (
        "Điểm tự đánh giá",
        "Điểm tự chấm",
        "Xã tự chấm",
        "Đơn vị tự đánh giá",
        "Điểm do xã tự chấm",
        "UBND xã tự đánh giá",
        "Đ. tự chấm",
        "ĐIỂM TỰ CHẤM",
    ),
    "score": (
        "Điểm thẩm định",
        "Huyện chấm",
        "Điểm đạt",
        "Điểm đạt được",
        "Kết quả thẩm định của huyện",
        "Điểm Hội đồng chấm",
        "Đ. thẩm định",
        "ĐIỂM THẨM ĐỊNH",
    ),
    "index": (
        "Chỉ số (%)",
        "Tỷ lệ (%)",
        "%",
        "Tỉ lệ đạt (%)",
        "Chỉ số",
        "Tỷ lệ điểm đạt/điểm chuẩn (%)",
        "Tỷ lệ %",
        "CHỈ SỐ",
    ),
    "reason": (
        "Lý do trừ điểm",
        "Ghi chú",
        "Nguyên nhân trừ điểm",
        "Ý kiến thẩm định",
        "Lý do",
        "Giải trình",
        "Lý do trừ",
        "GHI CHÚ",
    ),
    "evidence": ("Tài liệu kiểm chứng", "Minh chứng") * 4,
    "lead": ("Cơ quan chủ trì", "Đơn vị chủ trì tham mưu") * 4,
    "deduction": ("Điểm trừ", "Số điểm bị trừ") * 4,
    "difference": ("Chênh lệch",) * 8,
}
"""Wordings of each column, the last but one abbreviated; a sheet takes the same place from every list."""
WORDINGS = range(8)
UNDER_POINTS = {"max": "Tối đa", "self": "Tự đánh giá", "score": "Thẩm định"}
"""Headings of the lower row, under a merged "Điểm"."""


def toneless(text: str) -> str:
    """Without tones and marks, as typed on a foreign keyboard."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c))


_OLD_TONES = {"òa": "oà", "óa": "oá", "ọa": "oạ", "ỏa": "oả", "õa": "oã", "úy": "uý", "ùy": "uỳ", "ủy": "uỷ"}


def old_tones(text: str) -> str:
    """Tones where old spelling puts them: Hoà, Thuý."""
    for new, old in _OLD_TONES.items():
        for a, b in ((new, old), (new.capitalize(), old.capitalize()), (new.upper(), old.upper())):
            text = text.replace(a, b)
    return text


def decomposed(text: str) -> str:
    """NFD, as a Mac saves it."""
    return unicodedata.normalize("NFD", text)


SCRIPTS = {"nfc": lambda t: t, "nfd": decomposed, "old tones": old_tones, "nbsp": lambda t: t.replace(" ", "\u00a0")}
"""What happens to every text of a file."""

_SHORT = {"Xã": "X.", "Phường": "P.", "Thị trấn": "TT."}


def spelled(commune: str, spelling: str) -> str:
    """A commune's name as one of many would write it."""
    kind = next(k for k in _SHORT if commune.startswith(k + " "))
    name = commune.removeprefix(kind + " ")
    return {
        "full": commune,
        "small": f"{kind.lower()} {name}",
        "name": name,
        "short": f"{_SHORT[kind]} {name.upper()}",
        "committee": f"UBND {kind.lower()} {name}",
        "capitals": commune.upper(),
        "toneless": toneless(commune),
        "note": f"{commune} (*)",
    }[spelling]


SPELLINGS = ("full", "small", "name", "short", "committee", "capitals", "toneless", "note")


def points(value: Decimal, form: str, most: Decimal) -> Value:
    """A number of points in one of the forms of `POINT_FORMS`."""
    plain = float(value)
    return {
        "number": plain,
        "noise": math.nextafter(plain, math.inf) if plain else plain,
        "two places": Shown(plain, "0.00"),
        "comma text": comma(value),
        "point text": format(value, "f"),
        "units": f"{comma(value)} điểm",
        "nbsp": f"\u00a0{comma(value)}\u00a0",
        "out of": f"{comma(value)}/{comma(most)}",
    }[form]


TYPED_FORMS = ("number", "noise", "two places")
POINT_FORMS = (*TYPED_FORMS, "comma text", "point text", "units", "nbsp", "out of")


def percentage(value: Decimal, form: str) -> Value:
    """A percentage in one of the forms of `PERCENT_FORMS`."""
    share = Shown(float(value / 100), "0.00%")
    return {
        "number": float(value),
        # some typed as 89.77, some as 89.77%: only the format of each cell tells
        "mixed": share if int(value * 100) % 2 else float(value),
        "share": share,
        "bare share": float(value / 100),
        "text": f"{comma(value)}%",
        "spaced text": f"{comma(value)}\u00a0%",
    }[form]


PERCENT_FORMS = ("number", "mixed", "share", "bare share", "text", "spaced text")
ROMANS = {"A": "I", "B": "II"}


def part_code(code: str, form: str) -> str:
    """A part's code as the code column shows it."""
    return {
        "letter": code,
        "roman": ROMANS[code],
        "part": f"Phần {code}",
        "part roman": f"PHẦN {ROMANS[code]}",
        "dotted": f"{code}.",
    }[form]


PART_FORMS = ("letter", "roman", "part", "part roman", "dotted")


def numbered_code(code: str, form: str) -> Value:
    """A criterion's code as the code column shows it."""
    pieces = [int(n) for n in code.split(".")]
    if form == "number" and len(pieces) <= 2:
        return float(code)
    if form == "formatted" and len(pieces) <= 2:
        last = code.partition(".")[2]
        return Shown(float(code), "0." + "0" * len(last) if last else "0")
    if form == "date" and len(pieces) == 2:
        return Shown(datetime.date(YEAR_TYPED, pieces[1], pieces[0]), "d\\.m")
    if form == "long date" and len(pieces) > 1:
        year = 2000 + pieces[2] if len(pieces) == 3 else YEAR_TYPED
        return Shown(datetime.date(year, pieces[1], pieces[0]), "dd/mm/yyyy")
    return {"stop": f"{code}.", "comma": code.replace(".", ","), "worded": f"Tiêu chí {code}"}.get(form, code)


YEAR_TYPED = 2023
"""The year that a program adds to "1.2" when it takes it for a day and a month."""
CODE_FORMS = ("text", "stop", "formatted", "number", "date", "long date", "comma", "worded", "in name")
