"""Canonical bytes: one value, one encoding, and nothing else is taken in."""

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.kernel import MapShape, NotCanonical, decode, encode, list_of, map_of

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


@given(st.dictionaries(st.text(max_size=6), values, max_size=30), st.sets(st.text(max_size=6)))
def test_a_whole_joined_of_its_encoded_parts_is_the_whole_encoded(whole: dict[str, object], later: set[str]) -> None:
    parts = {key: encode(value) for key, value in whole.items()}
    assert map_of(parts) == encode(whole)
    assert list_of(list(parts.values())) == encode(list(whole.values()))
    shape = MapShape({key: None if key in later else spelt for key, spelt in parts.items()})
    assert set(shape.open) == later & set(whole)
    assert shape.fill([parts[key] for key in shape.open]) == encode(whole)


def test_a_shape_is_filled_whole_or_not_at_all() -> None:
    with pytest.raises(ValueError, match="sequence of size 1"):
        MapShape({"a": None, "b": None}).fill([encode(1)])


@given(values)
def test_what_is_written_as_it_stands_is_what_sorting_writes(value: object) -> None:
    assert encode(value) == cbor2.dumps(value, canonical=True)
    assert encode(decode(encode(value))) == encode(value)


def _spelt(value: object) -> bytes | None:
    """The slow way: the one spelling of a value by cbor2's own sorting, or None when it has none."""

    def fits(item: object, depth: int) -> bool:
        if depth > 32:
            return False
        if type(item) is int:
            return -(2**64) <= item < 2**64
        if type(item) is dict:
            kinds = {type(key) for key in item}
            if kinds == {int} and min(item) < 0 and not all(-24 <= key < 24 for key in item):
                return False
            return (not kinds or kinds in ({str}, {int})) and all(fits(one, depth + 1) for one in item.values())
        return all(fits(one, depth + 1) for one in item) if type(item) is list else type(item) in _LEAVES

    return cbor2.dumps(value, canonical=True) if fits(value, 0) else None


_LEAVES = {str, bytes, bool, type(None)}
odd = st.recursive(
    scalars | st.floats() | st.integers(-(2**70), 2**70),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=3) | st.integers(-300, 300) | st.booleans(), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(
    st.binary(max_size=64) | odd.map(cbor2.dumps) | odd.map(lambda value: cbor2.dumps(value, canonical=True)),
    st.none() | st.tuples(st.integers(0, 63), st.integers(0, 255)),
)
def test_decoding_agrees_with_sorting_again_on_any_bytes(data: bytes, flip: tuple[int, int] | None) -> None:
    if flip is not None and flip[0] < len(data):
        data = data[: flip[0]] + bytes((flip[1],)) + data[flip[0] + 1 :]
    try:
        read = cbor2.loads(data)
        spelt = _spelt(read)
    except Exception:  # noqa: BLE001 - whatever hostile bytes make cbor2 raise
        spelt = None
    try:
        assert decode(data) == read
        assert spelt == data
    except NotCanonical:
        assert spelt != data


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


@pytest.mark.parametrize("leaf", [1, "a", b"a", None, [], {}, {"a": "b"}])
def test_nothing_lies_deeper_than_the_limit(leaf: object) -> None:
    value = leaf
    for _ in range(32):
        value = [value]
    if leaf == {"a": "b"}:
        with pytest.raises(NotCanonical):
            encode(value)
        value = value[0]
    assert decode(encode(value)) == value
    with pytest.raises(NotCanonical):
        encode([[value]])


def test_depth_is_limited() -> None:
    deep: object = 1
    for _ in range(40):
        deep = [deep]
    with pytest.raises(NotCanonical):
        encode(deep)
    with pytest.raises(NotCanonical):
        decode(cbor2.dumps(deep))
