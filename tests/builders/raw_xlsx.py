"""Workbooks of one sheet from hand-written XML, for spellings that no library writes."""

from __future__ import annotations

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STRINGS = (
    f'<sst xmlns="{MAIN}"><si><t>một</t></si><si><r><t xml:space="preserve">hai </t></r><r><t>ba</t></r></si></sst>'
)
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.0 &quot;đ&quot;"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
_BOOK = f'<workbook xmlns="{MAIN}" xmlns:r="{_RELATION}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
_PARTS = {"worksheet": "worksheets/sheet1", "sharedStrings": "sharedStrings", "styles": "styles"}


def sheet_xml(rows: str, before: str = "", after: str = "", space: str = MAIN) -> str:
    """A sheet's part from its rows and what stands around them."""
    return f'<worksheet xmlns="{space}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def raw_book(sheet: str | bytes, strings: str | bytes = STRINGS, styles: str | bytes = STYLES) -> bytes:
    """An .xlsx whose parts are these texts, byte for byte."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        kinds = {
            "workbook": "sheet.main",
            "worksheets/sheet1": "worksheet",
            "styles": "styles",
            "sharedStrings": "sharedStrings",
        }
        types = "".join(
            f'<Override PartName="/xl/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>' for part, kind in kinds.items()
        )
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{rels}{types}</Types>',
        )
        archive.writestr("_rels/.rels", _relations({"officeDocument": "xl/workbook"}))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations(_PARTS))
        archive.writestr("xl/workbook.xml", _BOOK)
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr("xl/sharedStrings.xml", strings)
        archive.writestr("xl/styles.xml", styles)
    return held.getvalue()


def _relations(targets: dict[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATION}/{kind}" Target="{target}.xml"/>'
        for number, (kind, target) in enumerate(targets.items(), 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )
