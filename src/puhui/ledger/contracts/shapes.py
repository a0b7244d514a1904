"""Reading a contract's arguments: every value is checked, any other shape is refused as `bad_args`.

>>> args = Args({"stream": "loans", "seq": 3}, "stream", "seq")
>>> args.text("stream"), args.number("seq", at_least=1)
('loans', 3)
"""

from collections.abc import Mapping
from typing import Any

from puhui.ledger.contracts import Refusal

BAD_ARGS = "bad_args"
DIGEST_BYTES = 32


class Args:
    """Exactly the named arguments, read one by one. Every reader raises `Refusal(code)` on a wrong value."""

    __slots__ = ("_args", "_code")

    def __init__(self, args: Any, *names: str, code: str = BAD_ARGS) -> None:
        self._code = code
        if not isinstance(args, Mapping) or set(args) != set(names):
            raise Refusal(code)
        self._args = args

    def text(self, name: str, *, longest: int = 200, may_be_empty: bool = False) -> str:
        """A text of at most `longest` characters."""
        value = self._args[name]
        if type(value) is not str or len(value) > longest or not (value or may_be_empty):
            raise Refusal(self._code)
        return value

    def number(self, name: str, *, at_least: int = 0, at_most: int = 2**63 - 1) -> int:
        """An integer within the bounds."""
        value = self._args[name]
        if type(value) is not int or not at_least <= value <= at_most:
            raise Refusal(self._code)
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._args[name]
        if type(value) is not bool:
            raise Refusal(self._code)
        return value

    def blob(self, name: str, *, longest: int = 8192) -> bytes:
        """At most `longest` bytes."""
        value = self._args[name]
        if type(value) is not bytes or len(value) > longest:
            raise Refusal(self._code)
        return value

    def digest(self, name: str) -> str:
        """A digest as lower-case hex text."""
        value = self._args[name]
        if not is_digest(value):
            raise Refusal(self._code)
        return str(value)

    def items(self, name: str, *, longest: int = 256) -> list[Any]:
        """A list of at most `longest` values; the caller checks each."""
        value = self._args[name]
        if type(value) is not list or len(value) > longest:
            raise Refusal(self._code)
        return value

    def texts(self, name: str, *, longest: int = 256) -> list[str]:
        """A list of non-empty texts."""
        value = self.items(name, longest=longest)
        if not all(type(item) is str and item for item in value):
            raise Refusal(self._code)
        return value

    def mapping(self, name: str) -> Mapping[str, Any]:
        """A map; the caller reads it with `Args` of its own."""
        value = self._args[name]
        if type(value) is not dict:
            raise Refusal(self._code)
        return value


def is_digest(value: object) -> bool:
    """Whether the value is the lower-case hex of a 32-byte digest."""
    return type(value) is str and len(value) == 2 * DIGEST_BYTES and not value.strip("0123456789abcdef")
