"""The rule of keys: equal names meet however spelt, it is its own fixed point, nothing is dropped in silence."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel.identifiers import is_uscc
from puhui.privacy.keys import KeyKind, report, spell

KEYS = st.text(alphabet=st.characters(codec="utf-8"), max_size=20)
CODE = "91110000600037341L"


def one(text: str | None, kind: KeyKind = KeyKind.TEXT) -> str | None:
    return spell([text], kind)[0]


@given(KEYS)
def test_a_spelt_key_is_spelt_already(text: str) -> None:
    assert one(one(text)) == one(text)


@given(KEYS)
def test_blanks_around_change_nothing(text: str) -> None:
    assert one(f" \u3000{text}\t\n") == one(text)


@given(st.text(alphabet=[chr(code) for code in range(0x21, 0x7F)], min_size=1, max_size=20))
def test_full_width_and_case_change_nothing(text: str) -> None:
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in text)
    assert one(wide) == one(text) == one(text.lower()) == one(text.upper())


@given(st.lists(st.one_of(st.none(), KEYS), max_size=30))
def test_every_row_is_accounted_for(texts: list[str | None]) -> None:
    raw = pl.Series(texts, dtype=pl.String)
    told = report(raw, spell(raw))
    assert told.rows == told.null + told.malformed + told.duplicate_rows + told.keys
    assert told.keys == len({key for key in map(one, texts) if key is not None})


def test_invisible_characters_go_and_inner_blanks_are_one() -> None:
    assert one("\ufeff华为\u200b 技术\u3000\u3000有限公司") == "华为 技术 有限公司"


def test_a_uscc_is_checked_and_a_wrong_one_reported() -> None:
    raw = pl.Series(["9111 0000-6000 37341l", "９１１１００００６０００３７３４１Ｌ", CODE[:-1] + "M", "", None, CODE])
    spelt = spell(raw, KeyKind.USCC)
    assert spelt.to_list() == [CODE, CODE, None, None, None, CODE]
    told = report(raw, spelt)
    assert (told.malformed, told.null, told.duplicate_keys, told.duplicate_rows, told.keys) == (1, 2, 1, 2, 1)


@given(st.lists(st.one_of(st.none(), st.from_regex(r"\A[0-9A-Z]{17,19}\Z"), st.sampled_from([CODE, CODE[:-1] + "M"]))))
def test_many_codes_are_checked_as_one_is(codes: list[str | None]) -> None:
    wanted = [code if code is not None and is_uscc(code) else None for code in codes]
    assert spell(pl.Series(codes, dtype=pl.String), KeyKind.USCC).to_list() == wanted
