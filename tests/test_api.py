"""The public API for notebooks."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import cchc_excel
from cchc_excel.errors import NothingReadable
from tests.builders.districts import District


class DescribeTheApi:
    def it_loads_an_audited_district(self, tmp_path: Path) -> None:
        district = cchc_excel.load(District().write(tmp_path))
        assert (district.year, district.authority) == (2022, "UBND huyện Thanh Hà")
        assert [c.name.display for c in district.ranking] == ["Xã Thanh An", "Xã Thanh Xá", "Thị trấn Thanh Hà"]

    def it_gives_tidy_frames_with_exact_points(self, tmp_path: Path) -> None:
        district = cchc_excel.load(District().set("Xã Thanh Xá", "E8", 7.57).write(tmp_path))
        ranking, scores = cchc_excel.ranking_frame(district), cchc_excel.scores_frame(district)
        findings = cchc_excel.findings_frame(district)
        assert list(ranking["rank"]) == [1, 2, 3] and ranking["score"][1] == Decimal("27.641")
        assert len(scores) == 3 * 13 and set(scores["commune"]) == set(ranking["commune"])
        assert list(findings[findings["severity"] == "error"]["cell"]) == ["E8"]

    def it_says_when_there_is_nothing(self, tmp_path: Path) -> None:
        assert cchc_excel.load_all(tmp_path) == ()
        with pytest.raises(NothingReadable):
            cchc_excel.load(tmp_path)
        with pytest.raises(NothingReadable):
            cchc_excel.load(tmp_path / "nowhere")
