"""Phrases found in texts: exactly the ones that a slow search finds."""

from hypothesis import given
from hypothesis import strategies as st

from puhui.naming import Phrases, longest
from puhui.naming.scanning import Hits

_TEXT = st.text(alphabet="甲乙丙a", max_size=12)


def _slow(phrases: list[str], texts: list[str]) -> set[tuple[int, int, int]]:
    return {
        (row, at, number)
        for row, text in enumerate(texts)
        for number, phrase in enumerate(phrases)
        for at in range(len(text))
        if phrase and text.startswith(phrase, at)
    }


def _found(hits: Hits) -> list[tuple[int, int, int]]:
    return list(zip(hits.text.tolist(), hits.start.tolist(), hits.phrase.tolist(), strict=True))


@given(st.lists(_TEXT, max_size=8), st.lists(_TEXT, max_size=6))
def test_a_scan_finds_what_a_slow_search_finds(phrases: list[str], texts: list[str]) -> None:
    found = _found(Phrases(phrases).scan(texts))
    assert set(found) == _slow(phrases, texts)
    assert len(found) == len(set(found))
    assert [row[:2] for row in found] == sorted(row[:2] for row in found)


def test_characters_beyond_the_basic_plane_count_as_one() -> None:
    assert _found(Phrases(["𠮷野"]).scan(["x𠮷野家"])) == [(0, 1, 0)]


def test_of_overlapping_hits_the_longest_counts() -> None:
    phrases = Phrases(["华联", "北京华联商厦", "商厦", "华联瓷业"])
    hits = phrases.scan(["北京华联商厦与华联瓷业，华联"])
    kept = longest(hits, phrases.lengths)
    assert [phrases.phrases[row] for row in hits.phrase[kept]] == ["北京华联商厦", "华联瓷业", "华联"]


def test_hits_of_one_place_and_length_stay_together() -> None:
    phrases = Phrases(["华联", "华联"])
    hits = phrases.scan(["华联"])
    assert longest(hits, phrases.lengths).tolist() == [True, True]
