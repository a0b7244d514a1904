"""The same card as SQL or in Polars: millions of rows where the data lies, and the same hundredth.

Both give `score`, `pd`, `grade`, `coverage`, `score_low`, `score_high` of each row, by the rules of `scoring.py`;
reasons are `Scorecard.score`'s. Points are added as integers, so that the order of additions does not matter.
Columns must have the kinds that the card compares: numbers, and text (or whole numbers, booleans) for categories.
`granted` names the sources for which the table has a boolean column `granted.<source>`.

>>> import duckdb
>>> import polars as pl
>>> from puhui.credit.scorecard import EXAMPLE, Scorecard
>>> card = Scorecard.parse(EXAMPLE)
>>> frame = pl.DataFrame({"age_m": [6.0, 48.0, None]})
>>> card.to_polars(frame).select("score", "grade").rows()
[(560.0, 'CCC'), (625.5, 'BB'), (None, None)]
>>> duckdb.sql(card.to_sql("frame")).fetchall()[1][:3]
(625.5, 0.035641788132453514, 'BB')
"""

from collections.abc import Collection, Iterable, Sequence
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from puhui.credit.attributes import BinKind
from puhui.credit.compiled import Compiled
from puhui.credit.errors import UnknownSource
from puhui.credit.scoring import GRANTED, Scorer

if TYPE_CHECKING:
    import polars as pl

    FrameT = TypeVar("FrameT", pl.DataFrame, pl.LazyFrame)


Numbers = NDArray[np.integer[Any]]
_SIDES = ("gap_low", "gap_high")


def to_sql(scorer: Scorer, table: str, *, key: Collection[str] = (), granted: Collection[str] = ()) -> str:
    """One SELECT over `table` (a name, or a subquery in brackets), with the columns of `key` first."""
    _check(scorer, granted)
    scaling, grades, weight = scorer.card.scaling, scorer.table, scorer.weight
    items = [_Sql(attribute, scorer, granted) for attribute in scorer.attributes]
    total = " + ".join([str(scorer.base), *(item.value(item.compiled.points) for item in items)])
    unknown = " + ".join(item.value(item.unknown) for item in items)
    seen = " OR ".join(item.observed() for item in items)
    below, above = (
        " + ".join(
            "power(" + " + ".join(item.value(getattr(item.compiled, side)) for item in group) + ", 2)"
            for group in _by_source(items)
        )
        for side in _SIDES
    )
    enough = f"coverage >= {_double(grades.coverage.score_from)}"
    clipped = f"greatest({_double(scaling.score_min)}, least({_double(scaling.score_max)}, ({{}}) / 1e2))"
    steps = zip(grades.grades[:-1], grades.floors[:-1], strict=True)
    ladder = " ".join(f"WHEN score >= {_double(floor)} THEN {_literal(grade)}" for grade, floor in steps)
    cap = grades.coverage.cap
    better = ", ".join(_literal(grade) for grade in grades.grades[: grades.grades.index(cap)]) or "NULL"
    keys = "".join(f"{_name(column)}, " for column in key)
    power = f"(score - {_double(scaling.base_score)}) / {_double(scaling.pdo)}"
    # Names are quoted and texts escaped; the rest are numbers of a checked card.
    return f"""WITH _points AS (
  SELECT {keys}{total} AS _total, {unknown} AS _unknown, {seen} AS _seen, {below} AS _below, {above} AS _above
  FROM {table}
), _coverage AS (
  SELECT *, CASE WHEN _seen THEN ({weight} - _unknown) / {weight}e0 ELSE 0e0 END AS coverage FROM _points
), _scores AS (
  SELECT *, CASE WHEN {enough} THEN {clipped.format("_total")} END AS score,
    CASE WHEN {enough} THEN {clipped.format("_total - sqrt(_below)")} END AS score_low,
    CASE WHEN {enough} THEN {clipped.format("_total + sqrt(_above)")} END AS score_high
  FROM _coverage
), _grades AS (
  SELECT *, CASE WHEN score IS NULL THEN NULL {ladder} ELSE {_literal(grades.grades[-1])} END AS _grade FROM _scores
)
SELECT {keys}score, 1 / (1 + {_double(scaling.base_odds)} * power(2e0, {power})) AS pd,
  CASE WHEN coverage < {_double(grades.coverage.uncapped_from)} AND _grade IN ({better}) THEN {_literal(cap)}
    ELSE _grade END AS grade, coverage, score_low, score_high
FROM _grades"""  # noqa: S608


def to_polars(scorer: Scorer, frame: "FrameT", *, key: Collection[str] = (), granted: Collection[str] = ()) -> "FrameT":
    """The card over a DataFrame or LazyFrame: the columns of `key`, then the figures; lazy frames skip the unused."""
    import polars as pl

    _check(scorer, granted)
    scaling, grades = scorer.card.scaling, scorer.table
    items: list[_Polars] = [_Polars(attribute, scorer, granted) for attribute in scorer.attributes]
    groups = _by_source(items)
    below, above = (
        reduce(
            add,
            (
                reduce(add, (item.value(getattr(item.compiled, side)) for item in group)).cast(pl.Float64).pow(2)
                for group in groups
            ),
        ).sqrt()
        for side in _SIDES
    )
    sums = frame.select(
        *(pl.col(column) for column in key),
        pl.sum_horizontal([pl.lit(scorer.base, pl.Int32), *(i.value(i.compiled.points) for i in items)]).alias(
            "_total"
        ),
        reduce(add, (item.value(item.unknown) for item in items)).alias("_unknown"),
        pl.any_horizontal([item.observed() for item in items]).alias("_seen"),
        below.alias("_below"),
        above.alias("_above"),
    )
    # Polars divides by a number by multiplying with its inverse: rounding gives back the nearest double.
    known = ((scorer.weight - pl.col("_unknown")) / scorer.weight).round(6)
    covered = sums.with_columns(coverage=pl.when("_seen").then(known).otherwise(0.0))
    enough = pl.col("coverage") >= grades.coverage.score_from

    def clipped(points: "pl.Expr") -> "pl.Expr":
        return pl.when(enough).then(points.clip(scaling.score_min, scaling.score_max))

    total, score = pl.col("_total"), pl.col("score")
    scored = covered.with_columns(
        score=clipped((total / 100.0).round(2)),
        score_low=clipped((total - pl.col("_below")) / 100.0),
        score_high=clipped((total + pl.col("_above")) / 100.0),
    )
    cap = grades.coverage.cap
    chain: Any = pl.when(score.is_null()).then(pl.lit(None, pl.String))
    for number, (grade, floor) in enumerate(zip(grades.grades[:-1], grades.floors[:-1], strict=True)):
        if number < grades.grades.index(cap):
            thin = pl.col("coverage") < grades.coverage.uncapped_from
            chain = chain.when((score >= floor) & thin).then(pl.lit(cap))
        chain = chain.when(score >= floor).then(pl.lit(grade))
    odds = scaling.base_odds * pl.lit(2.0).pow((score - scaling.base_score) / scaling.pdo)
    figures = scored.with_columns(pd=1.0 / (1.0 + odds), grade=chain.otherwise(pl.lit(grades.grades[-1])))
    return figures.select(*key, "score", "pd", "grade", "coverage", "score_low", "score_high")


class _Item:
    """One attribute as a chain of tests: the first that holds names the bin; `last` is the bin where none holds."""

    def __init__(self, compiled: Compiled, scorer: Scorer, granted: Collection[str]) -> None:
        self.compiled = compiled
        self.unknown: Numbers = np.where(compiled.known, 0, compiled.weight)
        source = scorer.sources[compiled.source]
        self.flag = GRANTED + source if source in granted else None
        self.specials = list(compiled.special.items())
        self.categories = [
            ([str(value) for value in item.values], number)
            for number, item in enumerate(compiled.bins)
            if item.kind is BinKind.CATEGORY
        ]
        self.last = len(compiled.edges) if compiled.numeric else compiled.other

    def _steps(self, tests: Sequence[Any], table: Numbers) -> tuple[list[tuple[Any, int]], int]:
        """The tests with what each gives, without those at the end that give what comes after them anyway."""
        last = int(table[self.last])
        steps = [(test, int(table[number])) for test, number in tests]
        while steps and steps[-1][1] == last:
            steps.pop()
        return steps, last


class _Sql(_Item):
    def __init__(self, compiled: Compiled, scorer: Scorer, granted: Collection[str]) -> None:
        super().__init__(compiled, scorer, granted)
        column = _name(compiled.name)
        kind = "DOUBLE" if compiled.numeric else "VARCHAR"
        value = f"{column}::{kind}"
        self._missing = f"({value} IS NULL OR " + (f"NOT isfinite({value}))" if compiled.numeric else f"{value} = '')")
        self._tests: list[tuple[str, int]] = []
        if self.flag is not None:
            self._tests.append((f"NOT {_name(self.flag)}", compiled.not_granted))
        self._tests.append((self._missing, compiled.missing))
        self._tests += [(f"{value} = {_double(code)}", number) for code, number in self.specials]
        self._tests += [(f"{value} < {_double(edge)}", number) for number, edge in enumerate(compiled.edges.tolist())]
        self._tests += [
            (f"{value} IN ({', '.join(map(_literal, values))})", number) for values, number in self.categories
        ]

    def value(self, table: Numbers) -> str:
        steps, last = self._steps(self._tests, table)
        if not steps:
            return str(last)
        return "CASE " + " ".join(f"WHEN {test} THEN {given}" for test, given in steps) + f" ELSE {last} END"

    def observed(self) -> str:
        seen = f"NOT {self._missing}"
        return seen if self.flag is None else f"({_name(self.flag)} AND {seen})"


class _Polars(_Item):
    def __init__(self, compiled: Compiled, scorer: Scorer, granted: Collection[str]) -> None:
        import polars as pl

        super().__init__(compiled, scorer, granted)
        column = pl.col(compiled.name)
        value = column.cast(pl.Float64 if compiled.numeric else pl.String)
        self._missing = value.is_null() | (~value.is_finite() if compiled.numeric else value == "")
        self._tests: list[tuple[pl.Expr, int]] = []
        if self.flag is not None:
            self._tests.append((~pl.col(self.flag), compiled.not_granted))
        self._tests.append((self._missing, compiled.missing))
        self._tests += [(value == code, number) for code, number in self.specials]
        self._tests += [(value < edge, number) for number, edge in enumerate(compiled.edges.tolist())]
        self._tests += [(value.is_in(values), number) for values, number in self.categories]

    def value(self, table: Numbers) -> "pl.Expr":
        import polars as pl

        steps, last = self._steps(self._tests, table)
        otherwise = pl.lit(last, pl.Int32)
        if not steps:
            return otherwise
        chain: Any = pl
        for test, given in steps:
            chain = chain.when(test).then(pl.lit(given, pl.Int32))
        expression: pl.Expr = chain.otherwise(otherwise)
        return expression

    def observed(self) -> "pl.Expr":
        import polars as pl

        return ~self._missing if self.flag is None else pl.col(self.flag) & ~self._missing


_ItemT = TypeVar("_ItemT", bound=_Item)


def _by_source(items: Iterable[_ItemT]) -> list[list[_ItemT]]:
    groups: dict[int, list[_ItemT]] = {}
    for item in items:
        groups.setdefault(item.compiled.source, []).append(item)
    return list(groups.values())


def _check(scorer: Scorer, granted: Collection[str]) -> None:
    for source in granted:
        if source not in scorer.sources:
            raise UnknownSource(source=source, known=", ".join(scorer.sources), stage="credit.expressions")


def _name(column: str) -> str:
    return '"' + column.replace('"', '""') + '"'


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _double(value: float) -> str:
    """A literal that DuckDB reads as the same double: with an exponent, or it would be a decimal."""
    shown = repr(float(value))
    return shown if "e" in shown else shown + "e0"
