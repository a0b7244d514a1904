"""A party's rows for a computation over aligned rows: keys that stand once, columns as arrays, outcomes at party 0.

A key that stands in more than one row names no one row: none of them takes part, and the party's own report says how
many. At the label party a row without an outcome takes no part either.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.credit.target import Outcomes, read_target
from puhui.kernel import PuhuiError, Text
from puhui.privacy.columns import values_of
from puhui.privacy.errors import NothingToTrain, NoUsableKeys
from puhui.privacy.keys import KeyKind, KeyReport
from puhui.privacy.order import Order
from puhui.privacy.tables import read_declared, spell_keys

_UNCLEAR = Text(
    zh="{column} 的 {count} 种取值中哪些为好、哪些为坏不明确",
    en="which of the {count} values of {column} are good and which bad is not clear",
)


@dataclass(frozen=True)
class Input:
    """A party's table, read and checked before there is a link. `outcomes` are the label party's."""

    table: pl.DataFrame
    keys: pl.Series
    spelling: KeyReport
    names: tuple[str, ...]
    categories: frozenset[str]
    outcomes: Outcomes | None

    @classmethod
    def of(cls, order: Order) -> Self:
        """The input of an order; raises what reading and spelling raise, and `NothingToTrain` on an unclear target."""
        spec, party = order.spec, order.me
        table = read_declared(Path(order.input), party)
        spelt, told = spell_keys(table, spec.word("key"), KeyKind(spec.word("kind")), party.name)
        outcomes = _outcomes(order, table) if order.rank == 0 else None
        once = spelt.set(spelt.is_duplicated(), None)
        keys = once if outcomes is None else once.set(pl.Series(~outcomes.known), None)
        if keys.null_count() == len(keys):
            raise NoUsableKeys(rows=table.height, party=party.name, stage="inputs")
        set_aside = {spec.word("key")} | ({spec.word("target")} if order.rank == 0 else set())
        names = tuple(name for name in party.columns if name not in set_aside)
        return cls(table, keys, told, names, frozenset(spec.words("categories")), outcomes)

    @property
    def usable(self) -> pl.Series:
        """The keys that take part."""
        return self.keys.drop_nulls()

    def columns(self, common: pl.Series) -> Mapping[str, NDArray[Any]]:
        """The party's attributes, for the aligned rows."""
        at = self._rows(common)
        return {name: values_of(self.table[name], category=name in self.categories)[at] for name in self.names}

    def good(self, common: pl.Series) -> NDArray[np.bool_]:
        """Which of the aligned rows turned out well."""
        assert self.outcomes is not None
        good: NDArray[np.bool_] = ~self.outcomes.bad[self._rows(common)]
        return good

    def report(self) -> dict[str, int]:
        """What became of the party's rows, for itself."""
        told = {**self.spelling.as_map(), "taking_part": len(self.usable)}
        if self.outcomes is not None:
            told["without_outcome"] = int((~self.outcomes.known).sum())
        return told

    def _rows(self, common: pl.Series) -> NDArray[np.int64]:
        placed = pl.DataFrame({"key": self.keys}).with_row_index("at").drop_nulls("key")
        wanted = pl.DataFrame({"key": common}).join(placed, on="key", how="left", maintain_order="left")
        return wanted["at"].to_numpy().astype(np.int64)


def _outcomes(order: Order, table: pl.DataFrame) -> Outcomes:
    column = order.spec.word("target")
    try:
        return read_target(values_of(table[column], category=True), column, order.spec.words("bad"))
    except PuhuiError:  # its words quote the column's values
        reason = _UNCLEAR.fill(count=table[column].n_unique(), column=column)
        raise NothingToTrain(reason=reason, party=order.me.name, stage="inputs") from None
