"""Values of this room as plain maps and back: what is stored, digested and shown is one thing.

Decimals are text, dates and times ISO text, amounts integers.
"""

from typing import Any, TypeVar, cast

from pydantic import TypeAdapter

T = TypeVar("T")
_adapters: dict[Any, TypeAdapter[Any]] = {}  # making one takes a millisecond


def document(value: Any) -> dict[str, Any]:
    """A dataclass as a map that canonical encoding takes."""
    return cast(dict[str, Any], _adapter(type(value)).dump_python(value, mode="json"))


def read(kind: type[T], told: Any) -> T:
    """The dataclass of its map; raises pydantic's `ValidationError`, which is a `ValueError`."""
    return cast(T, _adapter(kind).validate_python(told))


def _adapter(kind: Any) -> TypeAdapter[Any]:
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]
