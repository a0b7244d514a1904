"""`sum` at one custodian: its part of the sums over groups, shared out to three computing nodes; nobody sees a part.

The first three parties compute. A custodian's own rows are added up by group first; rows of groups that the job does
not name are left out and counted in its report. Values are whole numbers, or decimals with a declared number of places:
sums are exact. Means, ratios and concentration are computed on shares and opened alone, the totals behind them are
not; they are fractions in fixed point, within one part in a million where a total stays below 2^40 of its unit.
"""

from pathlib import Path

import numpy as np
import polars as pl

from puhui.kernel import Text
from puhui.privacy.engine import COMPUTING, Channel, Engine, Matrix, Reals
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.keys import KeyKind
from puhui.privacy.order import Order
from puhui.privacy.programs import statistics_of, sum_of
from puhui.privacy.programs.summing import FIRST_COLUMN, divides
from puhui.privacy.reporting import Teller, write_report
from puhui.privacy.statistics import Shown, Statistic
from puhui.privacy.tables import read_declared, spell_keys

SUMS = "sums.csv"
_LARGEST = 2**62
_LARGEST_REAL = 2**40
_FRACTION_PLACES = 6
_TOO_LARGE = Text(zh="{column} 的数值超出 64 位", en="values of {column} beyond 64 bits")
_SUM_TOO_LARGE = Text(zh="{column} 的合计超出 64 位", en="{column} adds up beyond 64 bits")
_UNDIVIDABLE = Text(zh="{column} 的合计超出 2^40", en="{column} adds up beyond 2^40")
_BELOW_ZERO = Text(
    zh="{column} 在一个分组中合计小于零，无集中度可言",
    en="{column} adds up to less than zero in a group: no concentration",
)
_NO_NUMBERS = Text(
    zh="{column} 有 {count} 个值不是至多 {places} 位小数的数",
    en="{count} values of {column} are not numbers of at most {places} decimal places",
)


class Sum:
    """The steps of a sum at one party."""

    def __init__(self, order: Order) -> None:
        spec = order.spec
        self._order = order
        table = read_declared(Path(order.input), order.me)
        keys, self._report = spell_keys(table, spec.word("key"), KeyKind(spec.word("kind")), order.me.name)
        self._groups = spec.words("groups")
        self._columns = spec.words("values")
        self._statistics = statistics_of(spec)
        self._mine, self._left_out, self._empty = self._matrix(table, keys)
        self._reals = self._in_units() if divides(self._statistics) else None

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; a receiver has the statistics of the groups that reach the thresholds."""
        spec, order = self._order.spec, self._order
        names = [party.name for party in spec.parties]
        # A link of their own, also where all three are all: shares and protocol messages must not meet on one.
        nodes = engine.connect(1, COMPUTING) if order.rank < COMPUTING else None
        receiver = names.index(spec.receivers[0])
        computation = engine.computation(channel, nodes)
        teller.stage("sharing")
        parts: list[tuple[str, int, Matrix | Reals]] = [(f"p{rank}", rank, self._mine) for rank in range(len(names))]
        results = ["wholes"]
        if self._reals is not None:
            parts += [(f"r{rank}", rank, self._reals) for rank in range(len(names))]
            results.append("fractions")
        for name, rank, mine in parts:
            computation.share(rank, name, mine if rank == order.rank else None)
        teller.stage("computing")
        computation.run(sum_of(spec), [name for name, _, _ in parts], results)
        teller.stage("opening")
        opened = [computation.open(name, receiver) for name in results]
        found: dict[str, int] = {}
        if opened[0] is not None:
            teller.stage("output")
            fractions = opened[1].astype(np.float64) if len(opened) > 1 and opened[1] is not None else None
            sums = self._sums(opened[0].astype(np.int64), fractions)
            sums.write_csv(target / SUMS)
            found = {"groups": sums.height, "shown": int((sums["shown"] == "yes").sum())}
        facts = {"input": self._report.as_map(), "rows_of_other_groups": self._left_out, "empty_values": self._empty}
        write_report(target, order, {**facts, "result": found})

    def _matrix(self, table: pl.DataFrame, keys: pl.Series) -> tuple[Matrix, int, dict[str, int]]:
        spec, party = self._order.spec, self._order.me.name
        places, subject = spec.number("decimals"), spec.word("subject")
        values = [
            _whole(table[column], column, places, party).alias(f"v{at}") for at, column in enumerate(self._columns)
        ]
        rows = pl.DataFrame([keys.alias("group"), *values])
        rows = rows.with_columns((table[subject] if subject else keys).alias("subject"))
        order = pl.DataFrame({"group": self._groups}).with_row_index("at")
        usable = rows.drop_nulls("group")
        known = usable.join(order, on="group", how="inner")
        totals = known.group_by("at").agg(
            pl.col("subject").n_unique().cast(pl.Int64),
            *[pl.col(f"v{at}").cast(pl.Int128).sum() for at in range(len(values))],
        )
        matrix = np.zeros((len(values) + FIRST_COLUMN, len(self._groups)), dtype=np.int64)
        place = totals["at"].to_numpy()
        matrix[0, place] = 1
        matrix[1, place] = totals["subject"].to_numpy()
        for at, column in enumerate(self._columns):
            sums = totals[f"v{at}"]
            if any(abs(one) >= _LARGEST // len(spec.parties) for one in sums.to_list()):
                raise SchemaDiffers(reason=_SUM_TOO_LARGE.fill(column=column), party=party, stage="inputs")
            matrix[FIRST_COLUMN + at, place] = sums.cast(pl.Int64).to_numpy()
        empty = {column: value.null_count() for column, value in zip(self._columns, values, strict=True)}
        return matrix, usable.height - known.height, empty

    def _in_units(self) -> Reals:
        """The columns' sums as reals in their own unit; raises `SchemaDiffers` beyond what fixed point can divide."""
        spec, party = self._order.spec, self._order.me.name
        of_one = _LARGEST_REAL // len(spec.parties)
        reals = self._mine[FIRST_COLUMN:] / 10.0 ** spec.number("decimals")
        for at, column in enumerate(self._columns):
            if np.abs(reals[at]).max() >= of_one:
                raise SchemaDiffers(reason=_UNDIVIDABLE.fill(column=column), party=party, stage="inputs")
            if any(one.shown is Shown.HHI and one.column == column for one in self._statistics) and reals[at].min() < 0:
                raise SchemaDiffers(reason=_BELOW_ZERO.fill(column=column), party=party, stage="inputs")
        return np.asarray(reals, dtype=np.float64)

    def _sums(self, opened: Matrix, fractions: Reals | None) -> pl.DataFrame:
        spec, places = self._order.spec, self._order.spec.number("decimals")
        shown = opened[0] > 0
        columns: dict[str, list[str | None]] = {
            spec.word("key"): list(self._groups),
            "shown": ["yes" if one else "no" for one in shown],
        }
        if any(one.shown is Shown.SUM for one in self._statistics):
            columns["providers"] = [
                str(count) if there else None for there, count in zip(shown, opened[0], strict=True)
            ]
            if spec.word("subject"):
                counts = zip(shown, opened[1], strict=True)
                columns["subjects"] = [str(count) if there else None for there, count in counts]
        fraction = iter(np.empty((0, 0)) if fractions is None else fractions)
        for one, row in zip(self._statistics, opened[2:], strict=True):
            values = row if one.is_whole else next(fraction)
            there = shown if one.is_whole else row > 0
            cells = [_cell(one, value, places) if there[at] else None for at, value in enumerate(values)]
            columns[one.column if one.shown is Shown.SUM else one.name] = cells
        return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _cell(one: Statistic, value: float, places: int) -> str:
    if one.shown is Shown.SUM:
        return _decimal(int(value), places)
    if one.shown is Shown.AT_LEAST:
        return "yes" if value else "no"
    return f"{value:.{_FRACTION_PLACES}f}"


def _whole(column: pl.Series, name: str, places: int, party: str) -> pl.Series:
    """The column times 10^places as whole numbers; empty cells stay null. Raises `SchemaDiffers`."""
    frame = pl.DataFrame({"v": column.str.strip_chars()}).with_columns(pl.when(pl.col("v") != "").then(pl.col("v")))
    pattern = rf"^([+-]?)(\d+)(?:\.(\d{{0,{places}}})0*)?$" if places else r"^([+-]?)(\d+)(?:\.(0*))?$"
    said = frame["v"]
    bad = int((~said.str.contains(pattern)).sum())
    if bad:
        raise SchemaDiffers(reason=_NO_NUMBERS.fill(count=bad, column=name, places=places), party=party, stage="inputs")
    parts = frame.select(
        sign=pl.col("v").str.extract(pattern, 1).fill_null(""),
        digits=pl.col("v").str.extract(pattern, 2),
        rest=pl.col("v").str.extract(pattern, 3).fill_null("").str.slice(0, places).str.pad_end(places, "0"),
    )
    digits = parts.select(
        (pl.col("sign").str.replace("+", "", literal=True) + pl.col("digits") + pl.col("rest")).alias("n")
    )
    try:
        return digits["n"].cast(pl.Int64, strict=True)
    except pl.exceptions.PolarsError:
        raise SchemaDiffers(reason=_TOO_LARGE.fill(column=name), party=party, stage="inputs") from None


def _decimal(number: int, places: int) -> str:
    if places == 0:
        return str(number)
    whole, rest = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{places}d}"
