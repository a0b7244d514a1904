"""A custodian's data as a node uses it, whatever holds them: the port, what is granted of it, and how old it may be.

How far the data reach decides the day that the indicators speak about: the end of the last month that they have, or the
last day where they are dated by day and the day asked for matters. Old data give old indicators that say so; data older
than their source allows give none, and say `stale`. They never give zeros.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import polars as pl

from puhui.consent import Permit
from puhui.credit.indicator import IndicatorSet
from puhui.credit.indicators import SERIES, TOLD_BY_STATEMENT, read_row
from puhui.credit.series import series_text
from puhui.exchange.catalogue import Dataset
from puhui.exchange.covering import require_permits
from puhui.exchange.lists import ListDataset
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId

UNREADABLE = (OSError, pl.exceptions.PolarsError)
"""What a frame of `Holdings.whole` may raise when it is collected."""


class Holdings(Protocol):
    """The data of one custodian where they lie. Safe from many threads.

    Every question sees one state of all its tables, reads and never writes, and raises `SourceDown` and nothing else
    where the data cannot be had. Implementations: `Warehouse` (Parquet files, DuckDB), `PostgresWarehouse`.
    """

    def check(self, dataset: Dataset) -> None:
        """Return if every table of the dataset can be read and has its columns."""
        ...

    def indicators(self, dataset: Dataset, usccs: Iterable[Uscc]) -> dict[Uscc, IndicatorSet]:
        """Every indicator of the dataset for each of the enterprises."""
        ...

    def whole(self, dataset: Dataset) -> dict[str, pl.LazyFrame]:
        """Every table of the dataset with the columns that it names, all rows.

        Where the tables are files they are read when a frame is collected, and each time: only what is asked of them is
        in memory. Whoever collects meets `OSError` or `PolarsError` where they cannot be read any more.
        """
        ...

    def write_list(self, listed: ListDataset, columns: Sequence[str], path: Path) -> int:
        """The list's columns as a CSV file with a header, in the list's order; how many rows."""
        ...

    def count_list(self, listed: ListDataset) -> int:
        """How many rows the list has."""
        ...

    def close(self) -> None:
        """Give back what it holds."""
        ...


class WarehouseConnector:
    """One dataset of a custodian's data, behind permits."""

    def __init__(self, holdings: Holdings, dataset: Dataset, custodian: OrgId) -> None:
        self._holdings = holdings
        self._dataset = dataset
        self._custodian = custodian

    def check(self) -> None:
        """See `Connector.check`."""
        self._holdings.check(self._dataset)

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        return self.fetch_rows([permit], [uscc], fields)[0]

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        require_permits(permits, usccs, fields, dataset=self._dataset, custodian=self._custodian)
        held = self._holdings.indicators(self._dataset, usccs)
        return [IndicatorSet(tuple(held[code][name] for name in fields)) for code in usccs]


def reached(newest: date | None, today: date) -> date:
    """The day that data speak about whose newest date is `newest`: the end of its month, or today if that comes first.

    >>> reached(date(2026, 6, 1), date(2026, 9, 9)).isoformat(), reached(None, date(2026, 9, 9)).isoformat()
    ('2026-06-30', '2026-09-09')
    """
    if newest is None:
        return today
    month_end = (newest.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return min(today, month_end)


def read_rows(
    dataset: Dataset, rows: Iterable[Mapping[str, Any]], wanted: Sequence[Uscc], *, stale_since: date | None
) -> dict[Uscc, IndicatorSet]:
    """The sets of a statement's rows by enterprise, in the order wanted; all `stale` where that has a day."""
    held = {row["enterprise"]: read_row(_told(dataset, _plain(row)), dataset.definitions) for row in rows}
    nothing = read_row({}, dataset.definitions)
    found = {code: held.get(code, nothing) for code in wanted}
    return found if stale_since is None else {code: one.aged(stale_since) for code, one in found.items()}


def stale_since(dataset: Dataset, as_of: date, today: date, *, ages: bool) -> date | None:
    """The day that the dataset's data reach, where that is too long ago for its source; else None."""
    known = ages and dataset.freshness is not None
    return as_of if known and TOLD_BY_STATEMENT[dataset.source].refresh.is_stale(as_of, today) else None


def _told(dataset: Dataset, row: dict[str, Any]) -> dict[str, Any]:
    """A series' row with its document in place of the months."""
    if dataset.source not in SERIES:
        return row
    return {**row, dataset.source: series_text(dataset.source, row)}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Floats that are no number are no value."""
    return {name: None if isinstance(value, float) and value != value else value for name, value in row.items()}  # noqa: PLR0124
