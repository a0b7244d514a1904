"""What a bank takes out, and what it brings of its own customers."""

from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from typing import Literal

from puhui.desks.actors import Actor
from puhui.desks.tables import store
from puhui.desks.tables.customers import OwnCustomer, read_customers
from puhui.desks.tables.errors import OwnCustomerUnknown, PeriodEndsFirst, TooManyRows
from puhui.desks.tables.exporting import HEADS, ROWS_MAX, Period, Table, rows_of
from puhui.desks.tables.opening import opened
from puhui.desks.tables.writing import Value, as_csv, as_workbook
from puhui.desks.views import (
    ExportCount,
    ImportFault,
    ImportReport,
    OwnCustomerList,
    OwnCustomerRow,
    OwnCustomerView,
    OwnDataView,
)
from puhui.kernel import Clock, Language
from puhui.lending.own_data import LABELS, OwnData
from puhui.storage import Database

Format = Literal["csv", "xlsx"]
_STAGE = "desks.tables"


class TableDesk:
    """One bank's, safe from many threads."""

    def __init__(
        self, *, database: Database, clock: Clock, today: Callable[[], date], own_data: Callable[[str], OwnData]
    ) -> None:
        self._database = database
        self._clock = clock
        self._today = today
        self._own_data = own_data

    def export(self, table: Table, form: Format, since: date | None, until: date | None) -> bytes:
        """A whole table of a period, the newest first; raises `TooManyRows`, `PeriodEndsFirst`."""
        rows = self._rows(table, since, until)
        if len(rows) > ROWS_MAX:
            raise TooManyRows(most=ROWS_MAX, stage=_STAGE)
        if form == "csv":
            return as_csv(HEADS[table], rows)
        return as_workbook(table, HEADS[table], rows)

    def count(self, table: Table, since: date | None, until: date | None) -> ExportCount:
        """How many rows the export would have; raises `PeriodEndsFirst`."""
        rows = len(self._rows(table, since, until))
        return ExportCount(table=table, rows=min(rows, ROWS_MAX), too_many=rows > ROWS_MAX, rows_max=ROWS_MAX)

    def take_in(self, file: bytes, actor: Actor, language: Language, *, only_look: bool) -> ImportReport:
        """Keep every row of a table of own customers, or none; raises `FileNotRead`."""
        customers, faults = read_customers(opened(file))
        kept = bool(customers) and not faults and not only_look
        if kept:
            with self._database.transaction() as connection:
                store.put(connection, customers, actor.name, self._clock.now())
        told = [
            ImportFault(
                line=one.line, column=one.column, cause=one.cause.in_(language), remedy=one.remedy.in_(language)
            )
            for one in faults
        ]
        return ImportReport(kept=kept, rows=len(customers), faults=told)

    def customers(self, words: str, after: str, limit: int) -> OwnCustomerList:
        """What is kept now, by code: a page of it, and how much there is in all. `words` begin a code."""
        with self._database.reading() as connection:
            told = store.summary(connection)
            total, rows = store.page(connection, words, after, limit + 1)
        items = [_row(*one) for one in rows[:limit]]
        return OwnCustomerList(
            items=items,
            total=total,
            next=items[-1].uscc if len(rows) > limit else None,
            kept=told.rows,
            watched=told.watched,
            oldest_as_of=told.oldest_as_of,
            newest_as_of=told.newest_as_of,
            brought_at=told.brought_at,
        )

    def forget(self, uscc: str) -> None:
        """Delete what is kept of one enterprise; raises `OwnCustomerUnknown`."""
        with self._database.transaction() as connection:
            if not store.remove(connection, uscc):
                raise OwnCustomerUnknown(uscc=uscc, stage=_STAGE)

    def own(self, uscc: str, language: Language) -> OwnDataView:
        """What the bank itself knows of an enterprise; raises `OwnDataUnreadable`."""
        with self._database.reading() as connection:
            found = store.customer(connection, uscc)
        books = self._own_data(uscc)
        figures = {name: getattr(books, name) for name in LABELS}
        labels = {name: label.in_(language) for name, label in LABELS.items()}
        customer = None if found is None else OwnCustomerView(**_told(*found))
        return OwnDataView(as_of=books.as_of, figures=figures, labels=labels, customer=customer)

    def _rows(self, table: Table, since: date | None, until: date | None) -> list[list[Value]]:
        if since is not None and until is not None and until < since:
            raise PeriodEndsFirst(since=since, until=until, stage=_STAGE)
        with self._database.reading() as connection:
            found = rows_of(connection, table, Period(since, until), self._today())
            return list(islice(found, ROWS_MAX + 1))


def _row(told: OwnCustomer, by: str, at: datetime) -> OwnCustomerRow:
    return OwnCustomerRow(uscc=told.uscc, **_told(told, by, at))


def _told(told: OwnCustomer, by: str, at: datetime) -> dict[str, object]:
    return {
        "as_of": told.as_of,
        "rating": told.rating,
        "limit_fen": told.limit_fen,
        "watched": told.watched,
        "note": told.note,
        "brought_by": by,
        "brought_at": at,
    }
