"""The remediation report: what it says, how it looks, what a faulty template is told."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.shared import Mm

from cchc_excel.bundled import __file__ as _  # noqa: F401
from cchc_excel.errors import ExitCode, TemplateError
from cchc_excel.model.audited import AuditedCommune, AuditedDistrict
from cchc_excel.model.finding import Finding, Place, Severity
from cchc_excel.model.names import CommuneName
from cchc_excel.writers.report import TAGS, ReportTemplate, report_file_name, report_values
from cchc_excel.writers.report.package import package, packed, read_package
