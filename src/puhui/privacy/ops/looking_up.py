"""`lookup`: whether a few names are on a custodian's list, and at which level; neither names nor list are shown.

The list's owner is party 0, who asks is party 1. The protocol answers yes or no for a key, so a level rides in the key:
the owner lists `key|level`, the asker asks for each of its names at each of the levels, and the hits tell the level.
The owner learns how many names were asked (its count divided by the levels), nothing else. The engine's cache holds
the plain list: it is made in the owner's own folder and never leaves it.
"""

from pathlib import Path

import polars as pl

from puhui.privacy.engine import Channel, Engine
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.keys import KeyKind
from puhui.privacy.order import SECRET, Order
from puhui.privacy.policy import check_names
from puhui.privacy.reporting import Teller, write_report
from puhui.privacy.tables import read_declared, read_keys, spell_keys, write_keys

ANSWERS = "answers.csv"
OWNER, ASKER = 0, 1
_MARK = "\x1f"  # stands in no spelt key: the rule removes control characters


class Lookup:
    """The steps of a lookup at its owner or its asker."""

    def __init__(self, order: Order) -> None:
        spec = order.spec
        self._order = order
        self._table = read_declared(Path(order.input), order.me)
        self._keys, self._report = spell_keys(self._table, spec.word("key"), KeyKind(spec.word("kind")), order.me.name)
        self._levels = spec.words("levels")
        if order.rank == ASKER:
            check_names(self._report.keys)
            asked = self._keys.drop_nulls().unique()
            marked = pl.concat([asked + _MARK + level for level in self._levels])
        else:
            marked = self._keys + _MARK + self._level_of_rows()
        self._source = order.place("keys.csv")
        write_keys(marked, self._source)

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; the asker has its own rows, each with `on_list` and `level`."""
        order, cache, hits = self._order, self._order.place("cache"), self._order.place("hits.csv")
        secret = order.place(SECRET) if order.rank == OWNER else None
        if secret is not None:
            teller.stage("blinding")
            engine.make_cache(self._source, cache, secret)
        channel.exchange(b"blinded")
        teller.stage("protocol")
        engine.look_up(channel, self._source, hits, cache, secret)
        found: dict[str, int] = {}
        if order.receives:
            teller.stage("output")
            answers = self._answers(read_keys(hits))
            answers.write_csv(target / ANSWERS)
            found = {"asked": answers.height, "on_list": int((answers["on_list"] == "yes").sum())}
        write_report(target, order, {"input": self._report.as_map(), "result": found})

    def _level_of_rows(self) -> pl.Series:
        column = self._order.spec.word("level")
        if not column:
            return pl.Series([self._levels[0]]).new_from_index(0, self._table.height)
        levels = self._table[column].fill_null("")
        strange = set(levels.unique()) - set(self._levels)
        if strange:
            reason = f"{len(strange)} levels that were not declared in {column}"
            raise SchemaDiffers(reason=reason, party=self._order.me.name, stage="inputs")
        return levels

    def _answers(self, hits: pl.Series) -> pl.DataFrame:
        """`on_list`: yes, no, or empty for a row without a usable key. Several levels stand in the declared order."""
        found: dict[str, list[str]] = {}
        for hit in hits:
            key, _, level = str(hit).partition(_MARK)
            found.setdefault(key, []).append(level)
        order = {level: place for place, level in enumerate(self._levels)}
        on_list = [None if key is None else "yes" if key in found else "no" for key in self._keys]
        levels = ["|".join(sorted(found.get(key or "", []), key=order.__getitem__)) or None for key in self._keys]
        return self._table.with_columns(
            pl.Series("on_list", on_list, dtype=pl.String), pl.Series("level", levels, dtype=pl.String)
        )
