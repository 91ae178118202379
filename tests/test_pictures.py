"""README's pictures are there, of the size they should have, and shown."""

from __future__ import annotations

import re

import pytest

from scripts.make_pictures import FOLDER, MOST_BYTES, PICTURES, WIDTH, Picture
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


class DescribePictures:
    @pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
    def it_has_a_png_of_the_width(self, picture: Picture) -> None:
        data = (FOLDER / picture.name).read_bytes()
        assert data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR" and data.endswith(b"IEND\xaeB`\x82")
        assert int.from_bytes(data[16:20], "big") == WIDTH
        assert int.from_bytes(data[20:24], "big") > WIDTH // 2
        assert len(data) < MOST_BYTES

    @pytest.mark.parametrize("picture", PICTURES, ids=lambda p: p.name)
    def it_is_shown_before_the_first_section_with_words_for_those_who_do_not_see_it(self, picture: Picture) -> None:
        first = README[: README.index("\n## ")]
        assert f"![{picture.alt}](docs/anh/{picture.name})" in first

    def it_shows_no_other(self) -> None:
        assert set(re.findall(r"!\[[^\]]*\]\(([^)]*)\)", README)) == {f"docs/anh/{p.name}" for p in PICTURES}
        assert {p.name for p in FOLDER.iterdir()} == {p.name for p in PICTURES}
