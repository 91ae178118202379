"""The bundled sample: Thanh Xá as published, digit for digit, and the three planted mistakes and no other."""

from __future__ import annotations

import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from cchc_excel.model.audited import AuditedDistrict
from cchc_excel.model.finding import Severity
from cchc_excel.model.numbers import written
from cchc_excel.readers.xlsx import read_xlsx
from cchc_excel.writers.json_result import result
from tests.conftest import ROOT, above_info, audited

PUBLISHED = {
    "1": ("15", "12,2", "81,33"), "2": ("5", "4,75", "95"), "3": ("18,5", "16,73", "90,43"), "4": ("6", "5,5", "91,67"),
    "5": ("11", "9,88", "89,77"), "6": ("7", "7", "100"), "7": ("11,5", "8,37", "72,74"), "A": ("74", "64,42", "87,05"),
    "8.1": ("2", "1,5", "75"), "8.2": ("14", "10,69", "76,36"), "8.3": ("10", "8,52", "85,16"), "B": ("26", "20,71", "79,64"),
}  # fmt: skip


@pytest.fixture(scope="module")
def district() -> AuditedDistrict:
    return audited(ROOT / "workbooks")


class DescribeThanhXa:
    @pytest.mark.parametrize("code", sorted(PUBLISHED))
    def it_comes_out_as_published(self, district: AuditedDistrict, code: str) -> None:
        (commune,) = [c for c in district.communes if c.name.display == "Xã Thanh Xá"]
        node = commune.totals[code]
        assert (written(node.max_points), written(node.score), written(node.index)) == PUBLISHED[code]

    def it_has_the_published_total_and_missing_points(self, district: AuditedDistrict) -> None:
        (commune,) = [c for c in district.communes if c.name.display == "Xã Thanh Xá"]
        assert (commune.total.score, commune.rank, commune.grade) == (Decimal("85.126"), 7, "Tốt")
        missing = [written(commune.totals[c].deduction) for c in ("A", "B", "T")]
        assert missing == ["9,58", "5,29", "14,87"]


class DescribeTheDistrict:
    def it_has_twenty_communes_and_a_three_level_scheme(self, district: AuditedDistrict) -> None:
        assert len(district.communes) == 20
        below = [n for n in district.scheme.nodes if "." in n.code]
        assert 55 <= len(below) <= 65 and 55 <= sum(1 for n in below if district.scheme.is_leaf(n.code)) <= 65
        assert {n.code.count(".") for n in below} == {1, 2}

    def it_has_a_remedy_for_every_sub_criterion_and_a_reason_for_every_deduction(
        self, district: AuditedDistrict
    ) -> None:
        for commune in district.communes:
            assert commune.contact is not None and commune.contact.emails[0].endswith(".example")
            for node in commune.deducted():
                assert node.code in commune.remedies and node.reason

    def it_shows_the_three_planted_mistakes_and_no_other(self, district: AuditedDistrict) -> None:
        found = {(f.code, f.commune, f.place.sheet, f.place.cell) for f in above_info(district.findings)}
        assert found == {
            ("F01", "Xã Thanh Hải", "Thanh Hải", "E22"),
            ("Q01", "Xã Liên Mạc", "Phụ lục I", "E17"),
            ("Q04", "Xã Vĩnh Lập", "Phụ lục I", "Q22"),
        }

    def it_explains_rounding_where_a_hasty_check_cries_error(self, district: AuditedDistrict) -> None:
        told = {f.criterion for f in district.findings if f.commune == "Xã Thanh Xá" and f.code == "Q06"}
        assert {"5", "7", "8.3", "A", "B"} <= told
        assert all(f.severity is Severity.INFO for f in district.findings if f.code == "Q06")


class DescribeTheDistrictWithoutStoredResults:
    def it_is_the_same_district_but_for_the_cells_that_cannot_be_compared(
        self, district: AuditedDistrict, tmp_path: Path
    ) -> None:
        folder = tmp_path / "workbooks"
        shutil.copytree(ROOT / "workbooks", folder)
        (scores,) = folder.glob("bang-diem*.xlsx")
        openpyxl.load_workbook(scores).save(scores)  # openpyxl writes formulas without their results
        bare = audited(folder)
        assert result(bare)["communes"] == result(district)["communes"]
        assert [(f.code, f.place) for f in above_info(bare.findings) if f.code != "R07"] == [
            (f.code, f.place) for f in above_info(district.findings)
        ]


class DescribeItsMaking:
    def it_is_made_again_identically(self, tmp_path: Path) -> None:
        for folder in (tmp_path / "one", tmp_path / "two"):
            script = ROOT / "scripts/make_sample.py"
            subprocess.run([sys.executable, str(script), str(folder)], check=True, capture_output=True)
        for shipped in sorted((ROOT / "workbooks").glob("*.xlsx")):
            one, two = ((tmp_path / n / shipped.name).read_bytes() for n in ("one", "two"))
            assert one == two
            # another release of XlsxWriter or zlib may pack differently; what is in the cells may not differ
            assert read_xlsx(shipped.name, one) == read_xlsx(shipped.name, shipped.read_bytes())
