"""Canonical bytes: one value, one encoding (deterministic CBOR, RFC 8949 section 4.2.1).

What is signed or hashed must not have two spellings. `encode` writes the shortest form with sorted keys; `decode`
refuses any other. Floats, tags and undefined have no place in a statement and are refused both ways.

What recurs in many values may be spelt once: `map_of`, `list_of` and `MapShape` join encodings of parts into that of
the whole.

>>> encode({"b": 1, "a": b"x"}).hex()
'a261614178616201'
>>> map_of({"b": encode(1), "a": encode(b"x")}) == encode({"b": 1, "a": b"x"})
True
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import cbor2

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text

_MAX_DEPTH = 32
_MAX_INT = 2**64
_SMALL = 24  # integers from -24 to 23 take one byte. Beyond, RFC 7049 and RFC 8949 sort negative keys differently
_LIST, _MAP = 4, 5  # major types
_PLAIN = frozenset((str, bytes, bool, type(None)))


class NotCanonical(PuhuiError):
    """The bytes are not the one canonical encoding of a statement's value."""

    category = Category.INVALID
    cause = Text(zh="数据不是规范编码：{reason}", en="the bytes are not canonical: {reason}")
    remedy = Text(zh="请用规范的确定性 CBOR 重新编码", en="encode again as deterministic CBOR (RFC 8949, 4.2.1)")


def encode(value: Any) -> bytes:
    """Deterministic CBOR of maps (keys all text or all integers), lists, text, bytes, integers, booleans, null.

    Raises `NotCanonical` on anything else, and on integers outside -2^64 … 2^64-1.
    """
    return cbor2.dumps(value, canonical=not _in_order(value, depth=0))


def map_of(parts: Mapping[str, bytes]) -> bytes:
    """The encoding of a map whose values are encoded already; they are believed to be canonical."""
    head, keys = _layout(tuple(parts))
    return head + b"".join([spelt + parts[key] for key, spelt in keys])


def list_of(parts: Sequence[bytes]) -> bytes:
    """The encoding of a list whose items are encoded already; they are believed to be canonical."""
    return _head(_LIST, len(parts)) + b"".join(parts)


class MapShape:
    """A map of known keys, some with their encoded values, ready to be filled with the others.

    >>> shape = MapShape({"a": encode(b"x"), "b": None})
    >>> shape.open, shape.fill([encode(1)]) == encode({"a": b"x", "b": 1})
    (('b',), True)
    """

    __slots__ = ("_fragments", "open")

    def __init__(self, parts: Mapping[str, bytes | None]) -> None:
        head, keys = _layout(tuple(parts))
        names, fragments = [], [head]
        for key, spelt in keys:
            value = parts[key]
            fragments[-1] += spelt + (value or b"")
            if value is None:
                names.append(key)
                fragments += [b"", b""]
        self.open = tuple(names)
        """The keys to be filled, in the order in which `fill` takes their values."""
        self._fragments = fragments

    def fill(self, values: Sequence[bytes]) -> bytes:
        """The encoding of the whole map; the values are believed to be canonical. `ValueError` on another count."""
        fragments = self._fragments.copy()
        fragments[1::2] = values
        return b"".join(fragments)


@lru_cache(maxsize=1024)
def _layout(names: tuple[str, ...]) -> tuple[bytes, tuple[tuple[str, bytes], ...]]:
    """The head of a map of these keys, and its keys with their encodings in canonical order."""
    keys = sorted(((name, encode(name)) for name in names), key=lambda key: (len(key[1]), key[1]))
    return _head(_MAP, len(keys)), tuple(keys)


def _head(major: int, count: int) -> bytes:
    """The first bytes of a list or map of `count`: those of the integer, with its major type."""
    number: bytes = cbor2.dumps(count)
    return bytes([major << 5 | number[0]]) + number[1:]


def decode(data: bytes) -> Any:
    """The value of canonical bytes; raises `NotCanonical` if they are malformed or spelt otherwise."""
    try:
        value = cbor2.loads(data)
    except Exception as reason:  # noqa: BLE001 - hostile bytes make cbor2 raise many kinds; all mean the same here
        raise NotCanonical(reason=f"not CBOR ({type(reason).__name__})", stage="kernel.encoding") from None
    if cbor2.dumps(value, canonical=not _in_order(value, depth=0)) != data:
        raise NotCanonical(
            reason=Text(zh="同一个值的另一种写法", en="another spelling of the same value"), stage="kernel.encoding"
        )
    return value


def _in_order(value: Any, depth: int) -> bool:
    """Whether all maps in it have text keys in canonical order; raises `NotCanonical` when it has no canonical form.

    What is in order is written in its shortest form as it stands; cbor2 takes twice as long when it has to sort.
    """
    kind = type(value)
    if kind in _PLAIN:
        return True
    if kind is int:
        if not -_MAX_INT <= value < _MAX_INT:
            raise NotCanonical(
                reason=Text(zh="整数超过 64 位", en="an integer of more than 64 bits"), stage="kernel.encoding"
            )
        return True
    if kind is dict:
        fine, items = _keys_in_order(value), value.values()
    elif kind is list or kind is tuple:
        fine, items = True, value
    elif isinstance(value, str):  # typed ids
        return True
    else:
        raise NotCanonical(
            reason=Text(zh=f"{kind.__name__} 没有规范形式", en=f"a {kind.__name__} has no canonical form"),
            stage="kernel.encoding",
        )
    if value and depth == _MAX_DEPTH:
        raise NotCanonical(
            reason=Text(zh=f"嵌套超过 {_MAX_DEPTH} 层", en=f"nested deeper than {_MAX_DEPTH}"), stage="kernel.encoding"
        )
    for item in items:
        if type(item) not in _PLAIN and not _in_order(item, depth + 1):
            fine = False
    return fine


def _keys_in_order(value: dict[Any, Any]) -> bool:
    """Whether the keys are text and ascend as their encodings do: by bytes in UTF-8, then by code points."""
    fine, last, last_size = True, "", -1
    for key in value:
        if type(key) is not str:
            kinds = {type(other) for other in value}
            if len(kinds) > 1 or kinds != {int}:
                raise NotCanonical(
                    reason=Text(zh="键须全为文字或全为整数", en="map keys must be all text or all integers"),
                    stage="kernel.encoding",
                )
            if min(value) < 0 and not -_SMALL <= min(value) <= max(value) < _SMALL:
                reason = Text(
                    zh="负的映射键只能与单字节键并列", en="a negative map key stands among keys of one byte only"
                )
                raise NotCanonical(reason=reason, stage="kernel.encoding")
            return False
        size = len(key) if key.isascii() else len(key.encode())
        if size < last_size or (size == last_size and key < last):
            fine = False
        last, last_size = key, size
    return fine
