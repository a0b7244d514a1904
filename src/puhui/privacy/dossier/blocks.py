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
    """A paragraph; `weight` is "", "note" or "dim"."""

    words: str
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head. Columns whose number is in `figures` are set to the right."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bars:
    """A picture: a bar a row, in parts by what became of the jobs. `parts` names the parts; counts are not negative."""

    caption: str
    parts: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


Block = Heading | Words | Items | Table | Bars
