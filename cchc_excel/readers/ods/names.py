"""The namespaces of OpenDocument, as lxml spells the names in them."""

from __future__ import annotations

_ODF = "urn:oasis:names:tc:opendocument:xmlns:"
OFFICE = f"{{{_ODF}office:1.0}}"
TABLE = f"{{{_ODF}table:1.0}}"
TEXT = f"{{{_ODF}text:1.0}}"
STYLE = f"{{{_ODF}style:1.0}}"
NUMBER = f"{{{_ODF}datastyle:1.0}}"
FORMATTING = f"{{{_ODF}xsl-fo-compatible:1.0}}"
MANIFEST = f"{{{_ODF}manifest:1.0}}"
CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
"""What LibreOffice adds."""
