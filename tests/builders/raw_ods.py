"""OpenDocument workbooks from hand-written XML, for spellings that LibreOffice does not write today."""

from __future__ import annotations

import io
import zipfile

_ODF = "urn:oasis:names:tc:opendocument:xmlns"
SPACES = (
    f'xmlns:office="{_ODF}:office:1.0" xmlns:table="{_ODF}:table:1.0" xmlns:text="{_ODF}:text:1.0" '
    f'xmlns:style="{_ODF}:style:1.0" xmlns:number="{_ODF}:datastyle:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"
MANIFEST = f'<m:manifest xmlns:m="{_ODF}:manifest:1.0"><m:file-entry m:full-path="content.xml"/></m:manifest>'
ENCRYPTED = MANIFEST.replace("/></m:manifest>", "><m:encryption-data/></m:file-entry></m:manifest>")


def content(tables: str, styles: str = "") -> str:
    """The content part."""
    return (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )


def table(rows: str, columns: str = "", name: str = "S", style: str = "") -> str:
    """One sheet."""
    return f'<table:table table:name="{name}" table:style-name="{style}">{columns}{rows}</table:table>'


def raw_ods(part: str, manifest: str = MANIFEST, kind: str = TYPE, main: str = "content.xml") -> bytes:
    """An .ods with this content."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(main, part)
    return held.getvalue()


def cell(inner: str = "", **marks: str) -> str:
    """A cell; marks as `value_type="float"` stand in the office namespace, `t_formula` in that of tables."""
    spelt = "".join(
        f' {"table:" + name[2:] if name.startswith("t_") else "office:" + name}="{value}"'.replace("_", "-")
        if name != "t_formula"
        else f' table:formula="{value}"'
        for name, value in marks.items()
    )
    return f"<table:table-cell{spelt}>{inner}</table:table-cell>"


def row(*cells: str, marks: str = "") -> str:
    """A row of cells."""
    return f"<table:table-row {marks}>{''.join(cells)}</table:table-row>"
