"""A custodian's Parquet files, read where they lie by DuckDB.

Each dataset's statement was compiled from its Ibis expression (`puhui.credit.indicators`). The files are opened for
each question, so a file that is replaced is seen at once, and one that is missing is `SourceDown` and nothing else.
"""

import threading
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from puhui.credit.indicator import IndicatorSet
from puhui.credit.indicators import TOLD_BY_STATEMENT
from puhui.exchange.catalogue import Dataset, Table
from puhui.exchange.connectors.holdings import UNREADABLE, reached, read_rows, stale_since
from puhui.exchange.errors import SourceDown
from puhui.exchange.lists import ListDataset
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc

_THREADS = 2
_MEMORY = "1GB"


class Warehouse:
    """The data folder of one custodian, as `Holdings`; each question has a cursor of its own.

    With `ages` false no source is ever stale: for a simulated city, whose data end when it was made.
    """

    def __init__(self, folder: Path, clock: Clock, *, ages: bool = True) -> None:
        self._folder = folder
        self._clock = clock
        self._ages = ages
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def check(self, dataset: Dataset) -> None:
        """See `Holdings.check`."""
        with self._cursor() as cursor:
            self._open(cursor, dataset, [])

    def indicators(self, dataset: Dataset, usccs: Iterable[Uscc]) -> dict[Uscc, IndicatorSet]:
        """See `Holdings.indicators`."""
        wanted = list(dict.fromkeys(usccs))
        with self._cursor() as cursor:
            as_of = self._open(cursor, dataset, wanted)
            try:
                found = cursor.execute(TOLD_BY_STATEMENT[dataset.source].statement)
                names = [column[0] for column in found.description or ()]
                rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            except duckdb.Error as reason:
                raise _down(dataset.slug, reason) from None
        old = stale_since(dataset, as_of, self._clock.now().date(), ages=self._ages)
        return read_rows(dataset, rows, wanted, stale_since=old)

    def whole(self, dataset: Dataset) -> dict[str, pl.LazyFrame]:
        """See `Holdings.whole`."""
        try:
            frames = {
                name: pl.scan_parquet(self._folder / table.file).select(table.columns)
                for name, table in dataset.tables.items()
            }
            for frame in frames.values():
                frame.collect_schema()
        except UNREADABLE as reason:
            raise SourceDown(dataset=dataset.slug, reason=type(reason).__name__, stage="exchange.connectors") from None
        return frames

    def write_list(self, listed: ListDataset, columns: Sequence[str], path: Path) -> int:
        """See `Holdings.write_list`."""
        named = ", ".join(f'"{column}"' for column in columns)
        target = str(path).replace("'", "''")
        copying = f"COPY (SELECT {named} FROM ({listed.statement})) TO '{target}' (HEADER, FORMAT csv)"  # noqa: S608
        return int(self._ask_list(listed, copying)[0][0])

    def count_list(self, listed: ListDataset) -> int:
        """See `Holdings.count_list`."""
        return int(self._ask_list(listed, f"SELECT count(*) FROM ({listed.statement})")[0][0])  # noqa: S608

    def _ask_list(self, listed: ListDataset, statement: str) -> list[tuple[Any, ...]]:
        with self._cursor() as cursor:
            try:
                for name, table in listed.tables.items():
                    self._view(cursor, name, table, "")
                if listed.of is not None:
                    known = " UNION ALL ".join(f"SELECT enterprise FROM {name}" for name in listed.tables)  # noqa: S608
                    cursor.execute(
                        f"CREATE TEMP TABLE subjects AS SELECT DISTINCT enterprise, ?::DATE AS as_of FROM ({known})",  # noqa: S608
                        [self._as_of(cursor, listed.of)],
                    )
                return cursor.execute(statement).fetchall()
            except duckdb.Error as reason:
                raise _down(listed.slug, reason) from None

    def close(self) -> None:
        """Give back the engine."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None:
                config: dict[str, Any] = {"threads": _THREADS, "memory_limit": _MEMORY}
                self._connection = duckdb.connect(":memory:", config=config)
            return self._connection.cursor()

    def _open(self, cursor: duckdb.DuckDBPyConnection, dataset: Dataset, usccs: Sequence[Uscc]) -> date:
        """Temporary views of the dataset's tables, cut to the enterprises, and `subjects` with the day answered."""
        cursor.execute("CREATE TEMP TABLE wanted (uscc VARCHAR PRIMARY KEY)")
        if usccs:
            cursor.executemany("INSERT INTO wanted VALUES (?)", [(code,) for code in usccs])
        try:
            for name, table in dataset.tables.items():
                self._view(cursor, name, table, "SEMI JOIN wanted USING (uscc)")
            cursor.execute("CREATE TEMP TABLE subjects (enterprise VARCHAR, as_of DATE)")
            as_of = self._as_of(cursor, dataset)
            cursor.execute("INSERT INTO subjects SELECT uscc, ? FROM wanted", [as_of])
        except duckdb.Error as reason:
            raise _down(dataset.slug, reason) from None
        return as_of

    def _view(self, cursor: duckdb.DuckDBPyConnection, name: str, table: Table, cut: str) -> None:
        """A temporary view of a table; `enterprise` is its USCC where it is cut to enterprises."""
        # The names come from our own catalogue; the path is quoted, for folders are people's to name.
        path = str(self._folder / table.file).replace("'", "''")
        columns = ", ".join(f'"{column}"' for column in table.columns)
        cursor.execute(
            f"CREATE TEMP VIEW {name} AS SELECT uscc, uscc AS enterprise, {columns} FROM read_parquet('{path}') {cut}"  # noqa: S608
        )

    def _as_of(self, cursor: duckdb.DuckDBPyConnection, dataset: Dataset) -> date:
        today = self._clock.now().date()
        if dataset.freshness is None:
            return today
        table, column = dataset.freshness
        path = str(self._folder / dataset.tables[table].file).replace("'", "''")
        newest: date | None = cursor.execute(f"SELECT max(\"{column}\") FROM read_parquet('{path}')").fetchall()[0][0]  # noqa: S608
        return reached(newest, today)


def _down(dataset: str, reason: duckdb.Error) -> SourceDown:
    # DuckDB's text names paths of this machine: the kind of failure is enough for a stranger.
    return SourceDown(dataset=dataset, reason=type(reason).__name__, stage="exchange.connectors")
