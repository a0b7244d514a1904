"""A custodian's Parquet files, read where they lie by DuckDB.

Each dataset's statement was compiled from its Ibis expression (`puhui.credit.indicators`). The files are opened for
each question, so a file that is replaced is seen at once, and one that is missing is `SourceDown` and nothing else.

How far the data reaches decides the day that the indicators speak about: the end of the last month that the data has,
or today where it has reached the present month. An old file gives old indicators that say so; it does not give zeros.
"""

import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb

from puhui.consent import Permit
from puhui.credit.indicator import IndicatorSet
from puhui.credit.indicators.definitions import read_row
from puhui.credit.indicators.sources import SOURCES
from puhui.exchange.catalogue import Dataset, Table
from puhui.exchange.errors import PermitDoesNotCover, SourceDown, UnknownDataset
from puhui.exchange.lists import ListDataset
from puhui.kernel import Clock, Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, OrgId

OTHER_DATA = Text(zh="数据资源或字段", en="dataset or fields")
_THREADS = 2
_MEMORY = "1GB"


class Warehouse:
    """The data folder of one custodian. Safe from many threads: each question has a cursor of its own."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None

    def check(self, dataset: Dataset) -> None:
        """Return if every file of the dataset can be opened and has its columns; raises `SourceDown`."""
        with self._cursor() as cursor:
            self._open(cursor, dataset, [])

    def indicators(self, dataset: Dataset, usccs: Iterable[Uscc]) -> dict[Uscc, IndicatorSet]:
        """Every indicator of the dataset for each of the enterprises; raises `SourceDown`."""
        wanted = list(dict.fromkeys(usccs))
        with self._cursor() as cursor:
            self._open(cursor, dataset, wanted)
            try:
                found = cursor.execute(SOURCES[dataset.source].statement)
                names = [column[0] for column in found.description or ()]
                rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
            except duckdb.Error as reason:
                raise _down(dataset.slug, reason) from None
        held = {row["enterprise"]: read_row(_plain(row), dataset.definitions) for row in rows}
        nothing = read_row({}, dataset.definitions)
        return {code: held.get(code, nothing) for code in wanted}

    def write_list(self, listed: ListDataset, columns: Sequence[str], path: Path) -> int:
        """The list's columns as a CSV file with a header, in the list's order; how many rows. Raises `SourceDown`."""
        named = ", ".join(f'"{column}"' for column in columns)
        target = str(path).replace("'", "''")
        copying = f"COPY (SELECT {named} FROM ({listed.statement})) TO '{target}' (HEADER, FORMAT csv)"  # noqa: S608
        return int(self._ask_list(listed, copying)[0][0])

    def count_list(self, listed: ListDataset) -> int:
        """How many rows the list has. Raises `SourceDown`."""
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

    def _open(self, cursor: duckdb.DuckDBPyConnection, dataset: Dataset, usccs: Sequence[Uscc]) -> None:
        """Temporary views of the dataset's tables, cut to the enterprises, and `subjects`, all this cursor's own."""
        cursor.execute("CREATE TEMP TABLE wanted (uscc VARCHAR PRIMARY KEY)")
        if usccs:
            cursor.executemany("INSERT INTO wanted VALUES (?)", [(code,) for code in usccs])
        try:
            for name, table in dataset.tables.items():
                self._view(cursor, name, table, "SEMI JOIN wanted USING (uscc)")
            cursor.execute("CREATE TEMP TABLE subjects (enterprise VARCHAR, as_of DATE)")
            cursor.execute("INSERT INTO subjects SELECT uscc, ? FROM wanted", [self._as_of(cursor, dataset)])
        except duckdb.Error as reason:
            raise _down(dataset.slug, reason) from None

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
        if newest is None:
            return today
        month_end = (newest.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
        return min(today, month_end)


class WarehouseConnector:
    """One dataset of a warehouse, behind permits."""

    def __init__(self, warehouse: Warehouse, dataset: Dataset, custodian: OrgId) -> None:
        self._warehouse = warehouse
        self._dataset = dataset
        self._custodian = str(custodian)
        self._id = dataset.id_at(custodian)

    def check(self) -> None:
        """See `Connector.check`."""
        self._warehouse.check(self._dataset)

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        if not isinstance(permit, Permit) or permit.dataset != self._id or not set(fields) <= set(permit.fields):
            raise PermitDoesNotCover(
                what=OTHER_DATA,
                party=self._custodian,
                stage="exchange.connectors",
            )
        held = self._warehouse.indicators(self._dataset, [uscc])[uscc]
        try:
            return IndicatorSet(tuple(held[name] for name in fields))
        except KeyError as name:
            raise UnknownDataset(dataset=f"{self._id}: {name}", stage="exchange.connectors") from None

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        covered = all(
            isinstance(one, Permit) and one.dataset == self._id and set(fields) <= set(one.fields) for one in permits
        )
        if not covered or len(permits) != len(usccs):
            raise PermitDoesNotCover(
                what=OTHER_DATA,
                party=self._custodian,
                stage="exchange.connectors",
            )
        held = self._warehouse.indicators(self._dataset, usccs)
        try:
            return [IndicatorSet(tuple(held[code][name] for name in fields)) for code in usccs]
        except KeyError as name:
            raise UnknownDataset(dataset=f"{self._id}: {name}", stage="exchange.connectors") from None


def connectors_of(
    warehouse: Warehouse, datasets: Sequence[Dataset], custodian: OrgId
) -> Mapping[DatasetId, WarehouseConnector]:
    """A connector for each dataset, by its id at the custodian."""
    return {dataset.id_at(custodian): WarehouseConnector(warehouse, dataset, custodian) for dataset in datasets}


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """Floats that are no number are no value."""
    return {name: None if isinstance(value, float) and value != value else value for name, value in row.items()}  # noqa: PLR0124


def _down(dataset: str, reason: duckdb.Error) -> SourceDown:
    # DuckDB's text names paths of this machine: the kind of failure is enough for a stranger.
    return SourceDown(dataset=dataset, reason=type(reason).__name__, stage="exchange.connectors")
