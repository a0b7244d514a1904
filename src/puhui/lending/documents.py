"""Values of this room as canonical maps and back: what is stored, hashed and shown is one thing.

Decimals become text, dates ISO text, times integer milliseconds, enumerations their value. The types of a dataclass's
fields say how to read it again.

>>> from decimal import Decimal
>>> @dataclass(frozen=True)
... class Offer:
...     rate: Decimal
...     until: date | None
>>> to_document(Offer(Decimal("0.0435"), None))
{'rate': '0.0435', 'until': None}
>>> from_document(Offer, {"rate": "0.0435", "until": "2026-07-01"}).until
datetime.date(2026, 7, 1)
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, cast, get_args, get_origin, get_type_hints

__all__ = ["dataclass", "from_document", "to_document"]
T = TypeVar("T")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_document(value: Any) -> Any:  # noqa: PLR0911 - one line a kind of value
    """The canonical form of a dataclass, or of a value inside one."""
    match value:
        case _ if is_dataclass(value) and not isinstance(value, type):
            return {field.name: to_document(getattr(value, field.name)) for field in fields(value)}
        case Enum():
            return value.value
        case Decimal():
            return format(value, "f")
        case datetime():
            return (value - _EPOCH) // timedelta(milliseconds=1)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [to_document(item) for item in value]
        case Mapping():
            return {key: to_document(item) for key, item in value.items()}
        case _:
            return value


def from_document(kind: type[T], document: Mapping[str, Any]) -> T:
    """The dataclass `kind` of its canonical form."""
    hints = _hints(cast(Any, kind))
    return kind(**{name: _read(hints[name], value) for name, value in document.items()})


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(hint: Any, value: Any) -> Any:  # noqa: PLR0911
    if get_origin(hint) in (Union, UnionType):
        if value is None:
            return None
        (hint,) = (one for one in get_args(hint) if one is not NoneType)
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], item) for item in value)
    if not isinstance(hint, type):  # a Mapping or Any: kept as it is
        return value
    if is_dataclass(hint):
        return from_document(hint, value)
    if issubclass(hint, datetime):
        return _EPOCH + timedelta(milliseconds=value)
    if issubclass(hint, date):
        return date.fromisoformat(value)
    if issubclass(hint, str | Decimal | Enum) and value is not None:
        return hint(value)
    return value
