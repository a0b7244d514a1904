"""A list a page at a time: which things are sought, and what of them is on the page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")
U = TypeVar("U")

PAGE_MAX = 500


@dataclass(frozen=True, slots=True)
class Sought:
    """What is wanted of a list, newest first. Empty parts want everything.

    `words` are the beginning of a number or of a USCC, or a part of the enterprise's name, whatever their case.
    `after` is the id of the last one of the page before; an unknown one is followed by nothing.
    """

    uscc: str | None = None
    states: Sequence[str] = ()
    words: str = ""
    after: str = ""
    limit: int = PAGE_MAX


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What is on the page, how many are sought in all, and whether others follow the last one."""

    items: Sequence[T]
    total: int
    more: bool

    def each(self, shown: Callable[[T], U]) -> "Page[U]":
        """The same page with every item as `shown` makes it."""
        return Page([shown(one) for one in self.items], self.total, self.more)
