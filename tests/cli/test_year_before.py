"""A folder with two years: the later year's reports say how they stand against the year before, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

from tests.builders.districts import SCORES, District
from tests.conftest import Run
from tests.writers.golden_cases import text_of


def _write_year(folder: Path, year: int, scores: dict[str, tuple[str, ...]]) -> None:
    codes = ("1.1", "1.2", "2.1.1", "2.1.2", "2.2", "8.1", "8.2")
    district = District({name: dict(zip(codes, points, strict=True)) for name, points in scores.items()})
    district.information[3] = ("Năm đánh giá", year)
    district.information[4:7] = []
    for rows in (*district.sheets.values(), district.decision):
        rows[1] = [str(rows[1][0]).replace("2022", str(year))]
    district.write(folder / str(year))


def _report(out: Path, year: int, commune: str) -> str:
    path = out / f"huyen-thanh-ha_{year}" / "bao_cao" / f"bao-cao-khac-phuc_{year}_{commune}.docx"
    return text_of(path.read_bytes()).replace("~", " ")


class DescribeAFolderWithTwoYears:
    def it_says_how_each_commune_stands_against_the_year_before(self, cchc: Run, tmp_path: Path) -> None:
        inputs = tmp_path / "workbooks"
        before = dict(SCORES) | {"Xã Thanh Xá": ("3", "4.25", "2", "2.5", "5", "1", "6.516")}
        del before["Thị trấn Thanh Hà"]
        before["Thị trấn Khác"] = SCORES["Thị trấn Thanh Hà"]
        _write_year(inputs, 2022, before)
        _write_year(inputs, 2023, dict(SCORES))
        done = cchc("run")
        assert done.returncode == 0, done.stdout + done.stderr
        out = tmp_path / "outputs"
        assert (
            "So với năm 2022 (đạt 24,27/32 điểm, xếp thứ 2/3 đơn vị), kết quả năm 2023 tăng 3,38 điểm, giữ nguyên thứ hạng."
        ) in _report(out, 2023, "xa-thanh-xa")
        assert "kết quả năm 2023 không thay đổi, giữ nguyên thứ hạng." in _report(out, 2023, "xa-thanh-an")
        assert "So với năm" not in _report(out, 2023, "thi-tran-thanh-ha")
        assert "So với năm" not in _report(out, 2022, "xa-thanh-xa")

    def it_finds_its_own_reports_right(self, cchc: Run, tmp_path: Path) -> None:
        inputs = tmp_path / "workbooks"
        _write_year(inputs, 2022, dict(SCORES) | {"Xã Thanh Xá": ("3", "4.25", "2", "2.5", "5", "1", "6.516")})
        _write_year(inputs, 2023, dict(SCORES))
        assert cchc("run").returncode == 0
        reports = sorted(str(p) for p in (tmp_path / "outputs").rglob("bao-cao-*.docx"))
        alone, against = cchc("check", *reports), cchc("check", *reports, "--against", "workbooks")
        assert alone.returncode == 0, alone.stdout
        assert against.returncode == 0, against.stdout
