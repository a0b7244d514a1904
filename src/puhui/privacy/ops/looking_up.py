"""`lookup`: whether a few names are on a custodian's list, and at which level; neither names nor list are shown.

The list's owner is party 0, who asks is party 1. The protocol answers yes or no for a key, so a level rides in the key:
the owner lists `key|level`, the asker asks for each of its names at each of the levels, and the hits tell the level.
The owner learns how many names were asked (its count divided by the levels), nothing else. The engine's cache holds
the plain list: it is made in the owner's own folder and never leaves it.

A party whose order names a cache keeps the blinded list there (`puhui.privacy.blinded`): while the list's file is the
same to the byte its owner neither reads nor blinds it again, and an asker who has its copy is not sent another.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import polars as pl

from puhui.kernel import Text, encode
from puhui.privacy.blinded import BlindedLists, Facts
from puhui.privacy.engine import Channel, Engine
from puhui.privacy.errors import InputUnreadable, SchemaDiffers
from puhui.privacy.keys import KeyKind
from puhui.privacy.order import SECRET, Order
from puhui.privacy.policy import check_names
from puhui.privacy.reporting import Teller, write_report
from puhui.privacy.tables import check_declared, read_declared, read_keys, spell_keys, write_keys

ANSWERS = "answers.csv"
OWNER, ASKER = 0, 1
_ENGINE = "engine"
_HAVE, _NEED = b"have", b"need"
_MARK = "\x1f"  # stands in no spelt key: the rule removes control characters


class Lookup:
    """A lookup at whichever side of it this party is."""

    def __init__(self, order: Order) -> None:
        self._side = _Owner(order) if order.rank == OWNER else _Asker(order)

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; the asker has its own rows, each with `on_list` and `level`."""
        self._side.run(engine, channel, teller, target)


class _Owner:
    """The list's owner. Its list is read before any link exists, unless what was made of it is kept."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._lists = _lists(order)
        self._source = order.place("keys.csv")
        self._made_of = self._digest()
        self._names = order.spec.parties[ASKER].rows
        check_names(self._names)
        kept = self._lists.find(self._made_of, names=self._names)
        self._report: dict[str, int] = {} if kept else self._prepare()
        if kept:
            check_declared(list(kept.columns), kept.report["rows"], order.me)

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Blind the list or find it blinded, hand it over where it is not known, and answer."""
        with self._blinded(engine, teller) as (facts, folder):
            channel.exchange(facts.name.encode())
            if channel.exchange(b"")[ASKER] == _NEED:
                teller.stage("handing over")
                engine.hand_over(channel, folder / _ENGINE, owner=True)
            teller.stage("protocol")
            engine.answer(channel, folder / _ENGINE, folder / SECRET)
        write_report(target, self._order, {"input": dict(facts.report), "result": {}})

    @contextmanager
    def _blinded(self, engine: Engine, teller: Teller) -> Iterator[tuple[Facts, Path]]:
        lists = self._lists
        with ExitStack() as held:
            with lists.locked():
                facts = lists.find(self._made_of, names=self._names)
                if facts is None:
                    teller.stage("blinding")
                    facts = self._blind(engine)
                folder = held.enter_context(lists.using(facts.name))
                lists.count(facts.name, self._names)
            yield facts, folder

    def _blind(self, engine: Engine) -> Facts:
        report = self._report or self._prepare()  # it was kept a moment ago, and has answered its last since
        secret = self._order.place(SECRET)
        name = self._order.hashing.digest(b"the name of a blinded list" + secret.read_bytes()).hex()
        facts = Facts(name, self._made_of, self._order.at_ms, self._order.me.columns, report)
        with self._lists.making() as folder:
            shutil.copyfile(secret, folder / SECRET)
            engine.make_cache(self._source, folder / _ENGINE, folder / SECRET)
            self._lists.keep(folder, facts)
        return facts

    def _prepare(self) -> dict[str, int]:
        spec, order = self._order.spec, self._order
        table = read_declared(Path(order.input), order.me)
        keys, report = spell_keys(table, spec.word("key"), KeyKind(spec.word("kind")), order.me.name)
        write_keys(keys + _MARK + self._level_of_rows(table), self._source)
        return report.as_map()

    def _digest(self) -> str:
        """What a blinded list is made of: the file to the byte, the rule of keys and levels, the engine."""
        spec, path = self._order.spec, Path(self._order.input)
        try:
            content = self._order.hashing.digest(path.read_bytes())
        except OSError as reason:
            raise InputUnreadable(file=path.name, reason=type(reason).__name__, stage="inputs") from None
        rule: list[object] = [spec.word("key"), spec.word("kind"), spec.word("level"), spec.words("levels")]
        return self._order.hashing.digest(encode([content, *rule, spec.program])).hex()

    def _level_of_rows(self, table: pl.DataFrame) -> pl.Series:
        column, levels = self._order.spec.word("level"), self._order.spec.words("levels")
        if not column:
            return pl.Series([levels[0]]).new_from_index(0, table.height)
        said = table[column].fill_null("")
        strange = set(said.unique()) - set(levels)
        if strange:
            reason = Text(zh="{column} 中有 {count} 种未声明的级别", en="{count} levels of {column} were not declared")
            reason = reason.fill(count=len(strange), column=column)
            raise SchemaDiffers(reason=reason, party=self._order.me.name, stage="inputs")
        return said


class _Asker:
    """Who asks. Its rows are read before any link exists."""

    def __init__(self, order: Order) -> None:
        spec = order.spec
        self._order = order
        self._lists = _lists(order)
        self._table = read_declared(Path(order.input), order.me)
        self._keys, self._report = spell_keys(self._table, spec.word("key"), KeyKind(spec.word("kind")), order.me.name)
        self._levels = spec.words("levels")
        check_names(self._table.height)
        asked = self._keys.drop_nulls().unique()
        self._source = order.place("keys.csv")
        write_keys(pl.concat([asked + _MARK + level for level in self._levels]), self._source)

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Have the blinded list, ask, and read the answers out of it."""
        order, hits = self._order, self._order.place("hits.csv")
        name = _name(channel.exchange(b"")[OWNER])
        if self._lists.has(name):
            channel.exchange(_HAVE)
        else:
            channel.exchange(_NEED)
            teller.stage("handing over")
            with self._lists.making() as folder:
                engine.hand_over(channel, folder / _ENGINE, owner=False)
                self._lists.keep(folder, Facts(name, "", order.at_ms))
        with self._lists.using(name) as folder:
            teller.stage("protocol")
            engine.ask(channel, self._source, hits, folder / _ENGINE)
        teller.stage("output")
        answers = self._answers(read_keys(hits))
        answers.write_csv(target / ANSWERS)
        found = {"asked": answers.height, "on_list": int((answers["on_list"] == "yes").sum())}
        write_report(target, order, {"input": self._report.as_map(), "result": found})

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


def _lists(order: Order) -> BlindedLists:
    """Those that the party keeps; where it keeps none, a folder of the job's."""
    return BlindedLists(Path(order.cache) / "lists" if order.cache else order.place("blinded"), at_ms=order.at_ms)


def _name(said: bytes) -> str:
    """A blinded list's name, as a folder may have it: another party said it."""
    return bytes.fromhex(said.decode()).hex()
