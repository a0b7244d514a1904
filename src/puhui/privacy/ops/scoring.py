"""`score` at one party: its part of a scorecard's points for each enterprise, added up in secret with the others'.

A custodian bins its own attributes by itself and shares out hundredths of a point, the weight of what is not known, and
how many values there are, a column an enterprise. The first three parties compute; the receiver alone has the sums,
as the scorecard over all columns in the open would give them. A party that holds no attribute takes part as a
computing party or as the receiver, and shares nothing. Everybody has the card: the job pins its digest.
"""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from puhui.credit import Scorecard
from puhui.kernel import Text
from puhui.privacy.cards import MODEL, held_by, is_pinned, part_of
from puhui.privacy.engine import COMPUTING, Channel, Engine, Matrix
from puhui.privacy.errors import ModelDiffers, SchemaDiffers
from puhui.privacy.keys import KeyKind
from puhui.privacy.order import Order
from puhui.privacy.programs import scoring_program
from puhui.privacy.reporting import Teller, write_report
from puhui.privacy.tables import read_columns, spell_keys

SCORES = "scores.csv"
NOTHING = ("", "NA", "N/A", "NaN", "nan", "null", "NULL", "None")  # in a numeric column: no value
_REPEATED = Text(zh="比企业数多 {count} 行", en="{count} more rows than enterprises")
_STRANGE = Text(zh="有 {count} 列不是评分卡的变量", en="{count} columns are no attributes of the card")
_WORDS = Text(zh="{column} 有 {count} 个值不是数", en="{count} values of {column} are no numbers")


class Score:
    """The steps of a score at one party."""

    output = SCORES

    def __init__(self, order: Order) -> None:
        self._order = order
        self._card = _card(order)
        self._facts: dict[str, object] = {"input": {}}
        self._custodians = [rank for rank, party in enumerate(order.spec.parties) if len(party.columns) > 1]
        names = _attributes(self._card, order)
        self._mine = self._part(names) if names else None

    def prepare(self, engine: Engine) -> None:
        """Compile, before there are links."""
        engine.prepare(scoring_program(self._order.spec), len(self._custodians))

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; a receiver has a row an enterprise, in the job's order."""
        spec, order = self._order.spec, self._order
        # A link of their own, also where three all are: shares and protocol messages must not meet on one.
        nodes = engine.connect(1, COMPUTING) if order.rank < COMPUTING else None
        computation = engine.computation(channel, nodes)
        teller.stage("sharing")
        parts = [f"p{rank}" for rank in self._custodians]
        for rank, part in zip(self._custodians, parts, strict=True):
            computation.share(rank, part, self._mine if rank == order.rank else None)
        teller.stage("computing")
        computation.run(scoring_program(spec), parts, ["result"])
        teller.stage("opening")
        found: dict[str, int] = {}
        for receiver in spec.receivers:
            opened = computation.open("result", [party.name for party in spec.parties].index(receiver))
            if opened is not None:
                teller.stage("output")
                rows = self.table(opened.astype(np.int64))
                rows.write_csv(target / self.output)
                found = {"enterprises": rows.height, "unscored": rows[:, 1].null_count()}
        write_report(target, order, {**self._facts, "result": found})

    def table(self, opened: Matrix) -> pl.DataFrame:
        """What the receiver is given: key, score, pd, grade, coverage; the first three empty where coverage is thin."""
        spec, card = self._order.spec, self._card
        coverage = opened[1] / spec.number("weight")
        scored = opened[1] >= spec.number("known_min")
        clipped = np.clip(opened[0] / 100.0, card.scaling.score_min, card.scaling.score_max)
        score = np.where(scored, clipped, np.nan)
        table = card.scorer.table
        grades = np.array([*table.grades, None], dtype=object)[table.codes(score, coverage)]
        numbers = {"score": np.round(score, 2), "pd": np.round(card.scaling.pd(score), 6)}
        columns = [pl.Series(spec.word("key"), spec.words("enterprises"), dtype=pl.String)]
        columns += [pl.Series(name, values).fill_nan(None) for name, values in numbers.items()]
        columns.append(pl.Series("grade", grades.tolist(), dtype=pl.String))
        columns.append(pl.Series("coverage", np.round(coverage, 4)))
        return pl.DataFrame(columns)

    def _part(self, names: list[str]) -> Matrix:
        spec, party = self._order.spec, self._order.me
        rows = read_columns(Path(self._order.input), party)
        keys, told = spell_keys(rows, spec.word("key"), KeyKind(spec.word("kind")), party.name)
        asked = pl.DataFrame({"key": spec.words("enterprises")}, schema={"key": pl.String})
        mine = rows.select(names).with_columns(keys.alias("key"), there=True).drop_nulls("key")
        mine = mine.join(asked, on="key", how="semi")
        repeated = mine.height - mine["key"].n_unique()
        if repeated:
            raise SchemaDiffers(reason=_REPEATED.fill(count=repeated), party=party.name, stage="inputs")
        aligned = asked.join(mine, on="key", how="left", maintain_order="left")
        there = aligned["there"].fill_null(False).to_numpy()
        numeric = {one.name: one.numeric for one in self._card.attributes}
        values = {name: _values(aligned[name], numeric[name], party.name) for name in names}
        self._facts = {"input": told.as_map(), "no_record": int((~there).sum())}
        return part_of(self._card, names, values, there)


def _card(order: Order) -> Scorecard:
    """The card in the party's folder; raises `ModelDiffers` unless the job pins it, and adds by its numbers."""
    card = Scorecard.parse(order.place(MODEL).read_bytes())
    if not is_pinned(card, order.spec, order.hashing):
        raise ModelDiffers(party=order.me.name, stage="inputs")
    return card


def _attributes(card: Scorecard, order: Order) -> list[str]:
    """This party's attributes; raises `SchemaDiffers` where the job gives it columns that are none of the card's."""
    names = held_by(card, order.me.columns[1:])
    strange = len(order.me.columns[1:]) - len(names)
    if strange:
        raise SchemaDiffers(reason=_STRANGE.fill(count=strange), party=order.me.name, stage="inputs")
    return names


def _values(column: pl.Series, numeric: bool, party: str) -> NDArray[np.float64] | NDArray[np.object_]:
    """A column as the card's bins take it; raises `SchemaDiffers` where a numeric one holds words."""
    if not numeric:
        return np.array(column.to_list(), dtype=object)
    said = column.set(column.is_in(list(NOTHING)), None)
    numbers = said.str.strip_chars().cast(pl.Float64, strict=False)
    words = numbers.null_count() - said.null_count()
    if words:
        raise SchemaDiffers(reason=_WORDS.fill(count=words, column=column.name), party=party, stage="inputs")
    return numbers.fill_null(float("nan")).to_numpy()
