"""Finding communes by name: the index says what the plain definition says, whatever the lists hold."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from hypothesis import example, given
from hypothesis import strategies as st

from cchc_excel.audit.matching import NameIndex, match
from cchc_excel.model.names import CommuneName, folded

KINDS = st.sampled_from([None, "xã", "phường", "thị trấn"])
# few words that differ by tones, by where the tone stands and by their letters, so that names often meet
WORDS = st.sampled_from(["Hà", "Hạ", "Hoà", "Hòa", "Hoa", "Đông", "12"])
SPELT = st.sampled_from([str, str.upper, str.lower, lambda t: unicodedata.normalize("NFD", t), folded])
NAMES = st.builds(
    lambda kind, words, spelt: CommuneName(kind, spelt(words)),
    KINDS,
    st.one_of(WORDS, st.builds("{} {}".format, WORDS, WORDS)),
    SPELT,
)


def plainly(name: CommuneName, candidates: Sequence[CommuneName]) -> tuple[CommuneName, ...]:
    """The definition, candidate by candidate: same name and kinds that fit, the very same kind if only one has it; else,
    for a name without tones, the same letters."""
    same = tuple(c for c in candidates if c.same_as(name))
    sure = tuple(c for c in same if c.kind == name.kind)
    if same:
        return sure if len(sure) == 1 else same
    if not name.name.isascii():
        return ()
    fits = [c for c in candidates if not name.kind or not c.kind or name.kind == c.kind]
    return tuple(c for c in fits if folded(c.name) == folded(name.name))


class DescribeTheNameIndex:
    @given(st.lists(NAMES, max_size=12), NAMES)
    @example([CommuneName("xã", "Hòa"), CommuneName("xã", "Hoà"), CommuneName(None, "HÒA")], CommuneName("xã", "Hòa"))
    def it_agrees_with_the_plain_definition(self, candidates: list[CommuneName], name: CommuneName) -> None:
        assert NameIndex(candidates).match(name) == match(name, candidates) == plainly(name, candidates)

    @given(st.lists(NAMES, min_size=1, max_size=12), NAMES)
    def it_never_guesses_between_two(self, candidates: list[CommuneName], name: CommuneName) -> None:
        found, only = plainly(name, candidates), NameIndex(candidates).only(name)
        assert only == (found[0] if len(found) == 1 else None)

    def it_finds_a_name_typed_without_tones_if_only_one_has_its_letters(self) -> None:
        index = NameIndex([CommuneName("xã", "Thanh Xá"), CommuneName("xã", "Thanh Hà"), CommuneName("xã", "Thanh Hạ")])
        assert index.only(CommuneName(None, "Thanh Xa")) == CommuneName("xã", "Thanh Xá")
        assert index.only(CommuneName(None, "Thanh Ha")) is None
        assert len(index.match(CommuneName(None, "Thanh Ha"))) == 2

    def but_tones_that_are_typed_must_be_right(self) -> None:
        assert NameIndex([CommuneName("xã", "Thanh Xá")]).match(CommuneName("xã", "Thanh Xã")) == ()

    def it_takes_the_kind_into_account(self) -> None:
        town, commune = CommuneName("thị trấn", "Thanh Hà"), CommuneName("xã", "Thanh Hà")
        index = NameIndex([town, commune])
        assert index.only(CommuneName("xã", "Thanh Hà")) == commune
        assert index.match(CommuneName(None, "Thanh Hà")) == (town, commune)
        assert index.match(CommuneName("phường", "Thanh Hà")) == ()
