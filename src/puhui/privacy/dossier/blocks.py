"""A document as blocks, which one writer makes Markdown of and another a page. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's name; `anchor` is what others point at."""

    level: int
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph; `weight` is "", "note", "lead" (what a hurried reader takes with them) or "dim"."""

    words: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences; `weight` is "" or "warn"."""

    items: tuple[str, ...]
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. Columns whose number is in `figures` are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Shares:
    """A picture: for each row a name, how much of a whole is used (0 to 1, no more), and what is said of it."""

    caption: str
    rows: tuple[tuple[str, float, str], ...]


Block = Heading | Words | Items | Table | Shares
