"""Romanised names as words: order, particles, legal forms, spellings of one sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.naming import parse_romanised, sounds_like
from puhui.naming.spelling import Words, alike


@pytest.mark.parametrize(
    ("name", "words", "family"),
    [
        ("AL-ZAWAHIRI, Dr. Ayman", ("ZAWAHIRI", "AYMAN"), 1),
        ("GARCÍA PÉREZ, José", ("GARCIA", "PEREZ", "JOSE"), 2),
        ("Muhammad OMAR", ("MOHAMMED", "OMAR"), 0),
        ("ACME TRADE CO., LTD.", ("ACME", "TRADING", "COMPANY", "LIMITED"), 0),
        ("INVERSIONES EL NORTE S.A. DE C.V.", ("INVESTMENT", "NORTE", "SA", "SA"), 0),
        ("OTKRYTOE AKTSIONERNOE OBSHCHESTVO KRAS", ("SA", "KRAS"), 0),
        ("AL-", ("AL",), 0),  # a particle stays where nothing else would
        ("", (), 0),
    ],
)
def test_words(name: str, words: tuple[str, ...], family: int) -> None:
    found = parse_romanised(name)
    assert (found.words, found.family) == (words, family)


@pytest.mark.parametrize(
    ("one", "other"),
    [("QADHAFI", "GADDAFI"), ("KHALID", "HALID"), ("MOHAMMED", "MUHAMAD"), ("TSCHERNOW", "CHERNOV"), ("ZAYN", "SAIN")],
)
def test_spellings_of_one_sound(one: str, other: str) -> None:
    same = sounds_like(one) == sounds_like(other)
    assert same is (one != "KHALID")  # a K that one spelling drops is another sound


def test_likeness_is_one_minus_edits_over_the_longer() -> None:
    assert alike(["KITTEN", "", "ABC"], ["SITTING", "A", "ABC"]).round(4).tolist() == [round(1 - 3 / 7, 4), 0.0, 1.0]


def test_a_word_may_stand_for_one_spelled_like_it_and_not_for_a_stranger() -> None:
    words = Words(["GADDAFI", "PETROV", "ALI"])
    found = words.likened(["QADHAFI", "GADDAFI", "PETROW", "ALE"]).toarray()
    assert found[0, 0] > 0.5
    assert found[1].tolist() == [1.0, 0.0, 0.0]
    assert found[2, 1] > 0.8
    assert found[3, 2] < 1.0
    assert found[:, 1].nonzero()[0].tolist() == [2]


@given(st.text(max_size=30))
def test_any_text_can_be_taken_apart(text: str) -> None:
    found = parse_romanised(text)
    assert found.family <= len(found.words)
    assert all(word for word in found.words)
    for word in found.words:
        sounds_like(word)
