"""Canonical bytes: one value, one encoding, and nothing else is taken in."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import NotCanonical, decode, encode

scalars = st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | st.text() | st.binary()
values = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=6), inner, max_size=4)
        | st.dictionaries(st.integers(0, 300), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(values)
def test_what_is_encoded_comes_back(value: object) -> None:
    assert decode(encode(value)) == value


@given(values)
def test_the_order_in_which_a_map_was_filled_does_not_show(value: object) -> None:
    def turned(item: object) -> object:
        if isinstance(item, dict):
            return {key: turned(item[key]) for key in reversed(list(item))}
        return [turned(one) for one in item] if isinstance(item, list) else item

    assert encode(turned(value)) == encode(value)


@given(st.binary(max_size=64))
def test_bytes_that_decode_are_the_only_spelling_of_their_value(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert encode(value) == data


@pytest.mark.parametrize(
    ("attack", "data"),
    [
        ("a tail behind the value", encode({"a": 1}) + b"\x00"),
        ("cut short", encode({"a": 1})[:-1]),
        ("a longer integer than needed", bytes.fromhex("1801")),
        ("keys in the wrong order", bytes.fromhex("a2616201616102")),
        ("the same key twice", bytes.fromhex("a2616101616102")),
        ("an indefinite list", bytes.fromhex("9f01ff")),
        ("negative keys, which two standards sort differently", cbor2.dumps({-1: 1, 24: 2}, canonical=True)),
        ("a float", cbor2.dumps(1.5)),
        ("a tag", cbor2.dumps(cbor2.CBORTag(1, 0))),
        ("undefined", bytes.fromhex("f7")),
        ("nothing at all", b""),
    ],
)
def test_another_spelling_is_refused(attack: str, data: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(data)


@pytest.mark.parametrize("value", [1.5, 2**64, -(2**64) - 1, {1: 0, "a": 0}, {1.0: 1}, object(), {"a": {1, 2}}])
def test_values_without_a_canonical_form_are_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


def test_depth_is_limited() -> None:
    deep: object = 1
    for _ in range(40):
        deep = [deep]
    with pytest.raises(NotCanonical):
        encode(deep)
    with pytest.raises(NotCanonical):
        decode(cbor2.dumps(deep))
