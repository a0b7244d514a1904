"""`sum` at one custodian: its part of the sums over groups, shared out to three computing nodes; nobody sees a part.

The first three parties compute. A custodian's own rows are added up by group first; rows of groups that the job does
not name are left out and counted in its report. Values are whole numbers, or decimals with a declared number of places:
sums are exact.
"""

from pathlib import Path

import numpy as np
import polars as pl

from puhui.privacy.engine import COMPUTING, Channel, Engine, Matrix
from puhui.privacy.errors import SchemaDiffers
from puhui.privacy.keys import KeyKind
from puhui.privacy.order import Order
from puhui.privacy.programs.summing import sum_program
from puhui.privacy.reporting import Teller, write_report
from puhui.privacy.tables import read_declared, spell_keys

SUMS = "sums.csv"
_LARGEST = 2**62


class Sum:
    """The steps of a sum at one party."""

    def __init__(self, order: Order) -> None:
        spec = order.spec
        self._order = order
        table = read_declared(Path(order.input), order.me)
        keys, self._report = spell_keys(table, spec.word("key"), KeyKind(spec.word("kind")), order.me.name)
        self._groups = spec.words("groups")
        self._columns = spec.words("values")
        self._mine, self._left_out, self._empty = self._matrix(table, keys)

    def run(self, engine: Engine, channel: Channel, teller: Teller, target: Path) -> None:
        """Take part; a receiver has the sums of the groups that reach the thresholds."""
        spec, order = self._order.spec, self._order
        names = [party.name for party in spec.parties]
        # A link of their own, also where all three are all: shares and protocol messages must not meet on one.
        nodes = engine.connect(1, COMPUTING) if order.rank < COMPUTING else None
        program = sum_program(
            parties=len(names),
            groups=len(self._groups),
            columns=len(self._columns),
            providers_min=spec.number("providers_min"),
            subjects_min=spec.number("subjects_min"),
        )
        receiver = names.index(spec.receivers[0])
        computation = engine.computation(channel, nodes)
        teller.stage("sharing")
        parts = [f"p{rank}" for rank in range(len(names))]
        for rank, part in enumerate(parts):
            computation.share(rank, part, self._mine if rank == order.rank else None)
        teller.stage("computing")
        computation.run(program, parts, ["sums"])
        teller.stage("opening")
        opened = computation.open("sums", receiver)
        found: dict[str, int] = {}
        if opened is not None:
            teller.stage("output")
            sums = self._sums(opened.astype(np.int64))
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
        matrix = np.zeros((len(values) + 2, len(self._groups)), dtype=np.int64)
        place = totals["at"].to_numpy()
        matrix[0, place] = 1
        matrix[1, place] = totals["subject"].to_numpy()
        for at, column in enumerate(self._columns):
            sums = totals[f"v{at}"]
            if any(abs(one) >= _LARGEST // len(spec.parties) for one in sums.to_list()):
                raise SchemaDiffers(reason=f"{column} adds up beyond 64 bits", party=party, stage="inputs")
            matrix[at + 2, place] = sums.cast(pl.Int64).to_numpy()
        empty = {column: value.null_count() for column, value in zip(self._columns, values, strict=True)}
        return matrix, usable.height - known.height, empty

    def _sums(self, opened: Matrix) -> pl.DataFrame:
        spec, places = self._order.spec, self._order.spec.number("decimals")
        shown = opened[0] > 0
        columns: dict[str, list[str | int | None]] = {
            spec.word("key"): list(self._groups),
            "shown": ["yes" if one else "no" for one in shown],
            "providers": _where(shown, opened[0]),
        }
        if spec.word("subject"):
            columns["subjects"] = _where(shown, opened[1])
        for at, column in enumerate(self._columns):
            amounts = _where(shown, opened[at + 2])
            columns[column] = [None if one is None else _decimal(int(one), places) for one in amounts]
        return pl.DataFrame(columns)


def _where(shown: np.ndarray[tuple[int], np.dtype[np.bool_]], row: Matrix) -> list[str | int | None]:
    return [int(value) if there else None for there, value in zip(shown, row, strict=True)]


def _whole(column: pl.Series, name: str, places: int, party: str) -> pl.Series:
    """The column times 10^places as whole numbers; empty cells stay null. Raises `SchemaDiffers`."""
    frame = pl.DataFrame({"v": column.str.strip_chars()}).with_columns(pl.when(pl.col("v") != "").then(pl.col("v")))
    pattern = rf"^([+-]?)(\d+)(?:\.(\d{{0,{places}}})0*)?$" if places else r"^([+-]?)(\d+)(?:\.(0*))?$"
    said = frame["v"]
    bad = int((~said.str.contains(pattern)).sum())
    if bad:
        reason = f"{bad} values of {name} are not numbers of at most {places} decimal places"
        raise SchemaDiffers(reason=reason, party=party, stage="inputs")
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
        raise SchemaDiffers(reason=f"values of {name} beyond 64 bits", party=party, stage="inputs") from None


def _decimal(number: int, places: int) -> str:
    if places == 0:
        return str(number)
    whole, rest = divmod(abs(number), 10**places)
    return f"{'-' if number < 0 else ''}{whole}.{rest:0{places}d}"
