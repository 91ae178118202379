"""R08: hidden rows, columns and tabs that are counted all the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from cchc_excel.model.finding import Severity
from tests.builders.districts import ROW, District
from tests.conftest import above_info, audited


def told(folder: Path, hidden: Mapping[str, list[str]]) -> list[tuple[str, str, str]]:
    found = above_info(audited(District().write(folder, hidden)).findings)
    assert {f.severity for f in found} <= {Severity.WARNING}
    return [(f.code, f.place.sheet, f.place.cell) for f in found]


class DescribeHiddenParts:
    @pytest.mark.parametrize(
        ("hidden", "place"),
        [
            ({"Thanh Xá": [str(ROW["1.2"])]}, ("Thanh Xá", f"E{ROW['1.2']}")),
            ({"Thanh Xá": [str(ROW["1.2"]), str(ROW["2"])]}, ("Thanh Xá", f"E{ROW['1.2']}")),
            ({"Thanh Xá": ["E"]}, ("Thanh Xá", "E1")),
            ({"Thanh Xá": [""]}, ("Thanh Xá", "")),
            ({"Phụ lục": ["7"]}, ("Phụ lục", "B7")),
            ({"Phụ lục": ["D"]}, ("Phụ lục", "D1")),
        ],
    )
    def it_tells_what_is_counted_unseen(
        self, hidden: Mapping[str, list[str]], place: tuple[str, str], tmp_path: Path
    ) -> None:
        assert told(tmp_path, hidden) == [("R08", *place)]

    @pytest.mark.parametrize(
        "hidden", [{"Thanh Xá": ["3", "4", "G", "D"]}, {"Thông tin": [""]}, {"Phụ lục": ["2", "A"]}]
    )
    def but_not_what_is_not_counted(self, hidden: Mapping[str, list[str]], tmp_path: Path) -> None:
        assert told(tmp_path, hidden) == []
