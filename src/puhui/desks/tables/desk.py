"""What a bank takes out, and what it brings of its own customers."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.lending_documents import application_document, loan_document
from puhui.desks.tables import store
from puhui.desks.tables.customers import read_customers
from puhui.desks.tables.errors import TooManyRows
from puhui.desks.tables.opening import opened
from puhui.desks.tables.writing import Value, as_csv, as_workbook
from puhui.desks.views import ImportFault, ImportReport, OwnCustomerView, OwnDataView
from puhui.kernel import Clock, Language, Text
from puhui.lending import store as lending
from puhui.lending.own_data import LABELS, OwnData
from puhui.storage import Database

Table = Literal["applications", "decisions", "loans", "portfolio"]
Format = Literal["csv", "xlsx"]
ROWS_MAX = 100_000
_NO_PRODUCT = {"code": ""}

_WHO = ("uscc", "name", "product")
HEADS: dict[Table, tuple[str, ...]] = {
    "applications": (
        *("id", *_WHO, "amount_yuan", "term_months", "repayment", "purpose"),
        *("state", "submitted_at", "decide_by"),
    ),
    "decisions": (
        *("id", "application", *_WHO, "outcome", "amount_yuan", "annual_rate", "term_months"),
        *("decided_at", "decided_by", "record_digest"),
    ),
    "loans": (
        *("id", "application", *_WHO, "state", "principal_yuan", "outstanding_yuan", "annual_rate", "term_months"),
        *("repayment", "disbursed_on", "matures_on"),
    ),
    "portfolio": ("product", "state", "loans", "principal_yuan", "outstanding_yuan"),
}


class TableDesk:
    """One bank's, safe from many threads."""

    def __init__(
        self, *, database: Database, clock: Clock, today: Callable[[], date], own_data: Callable[[str], OwnData]
    ) -> None:
        self._database = database
        self._clock = clock
        self._today = today
        self._own_data = own_data

    def export(self, table: Table, form: Format, since: date | None) -> bytes:
        """A whole table since a day, the newest first; raises `TooManyRows`."""
        with self._database.reading() as connection:
            rows = list(self._rows(connection, table, since))
        if form == "csv":
            return as_csv(HEADS[table], rows)
        return as_workbook(table, HEADS[table], rows)

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

    def own(self, uscc: str, language: Language) -> OwnDataView:
        """What the bank itself knows of an enterprise; raises `OwnDataUnreadable`."""
        with self._database.reading() as connection:
            found = store.customer(connection, uscc)
        books = self._own_data(uscc)
        figures = {name: getattr(books, name) for name in LABELS}
        labels = {name: label.in_(language) for name, label in LABELS.items()}
        if found is None:
            return OwnDataView(as_of=books.as_of, figures=figures, labels=labels, customer=None)
        told, by, at = found
        customer = OwnCustomerView(
            as_of=told.as_of,
            rating=told.rating,
            limit_fen=told.limit_fen,
            watched=told.watched,
            note=told.note,
            brought_by=by,
            brought_at=at,
        )
        return OwnDataView(as_of=books.as_of, figures=figures, labels=labels, customer=customer)

    def _rows(self, connection: Connection, table: Table, since: date | None) -> Iterator[list[Value]]:
        from_ = None if since is None else datetime(since.year, since.month, since.day, tzinfo=UTC)
        asked = {one.id: one for one in lending.every_application(connection, None, ROWS_MAX + 1)}
        if table in ("applications", "decisions"):
            documents = [
                application_document(one, [], _NO_PRODUCT) | {"product": one.product}
                for one in asked.values()
                if from_ is None or one.submitted_at >= from_
            ]
            _bounded(documents)
            yield from map(_application if table == "applications" else _decision, _kept(table, documents))
            return
        loans = lending.every_loan(connection, from_, ROWS_MAX + 1)
        _bounded(loans)
        told = [
            loan_document(one, asked[one.application], [], self._today(), Text(zh="", en=""))
            | {"product": asked[one.application].product}
            for one in loans
        ]
        yield from map(_loan, told) if table == "loans" else _portfolio(told)


def _kept(table: Table, documents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return documents if table == "applications" else [one for one in documents if one["decision"]]


def _bounded(rows: list[Any]) -> None:
    if len(rows) > ROWS_MAX:
        raise TooManyRows(most=ROWS_MAX, stage="desks.tables")


def _application(one: dict[str, Any]) -> list[Value]:
    who = one["enterprise"]
    ask = (_yuan(one["amount_fen"]), one["term_months"], one["repayment"], one["purpose"])
    return [
        one["id"],
        who["uscc"],
        who["name"],
        one["product"],
        *ask,
        one["state"],
        one["submitted_at"],
        one["decide_by"],
    ]


def _decision(one: dict[str, Any]) -> list[Value]:
    who, decision = one["enterprise"], one["decision"]
    terms = (_yuan(decision["amount_fen"]), decision["annual_rate"], decision["term_months"])
    by = (decision["decided_at"], decision["decided_by"], decision["record_digest"])
    return [decision["id"], one["id"], who["uscc"], who["name"], one["product"], decision["outcome"], *terms, *by]


def _loan(one: dict[str, Any]) -> list[Value]:
    who = one["enterprise"]
    money = (_yuan(one["principal_fen"]), _yuan(one["outstanding_fen"]), one["annual_rate"], one["term_months"])
    days = (date.fromisoformat(one["disbursed_on"]), date.fromisoformat(one["matures_on"]))
    about = (one["id"], one["application"], who["uscc"], who["name"], one["product"], one["state"])
    return [*about, *money, one["repayment"], *days]


def _portfolio(loans: list[dict[str, Any]]) -> Iterator[list[Value]]:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in loans:
        place = sums.setdefault((one["product"], one["state"]), [0, 0, 0])
        for at, amount in enumerate((1, one["principal_fen"], one["outstanding_fen"])):
            place[at] += amount
    for (product, state), (count, principal, outstanding) in sorted(sums.items()):
        yield [product, state, count, _yuan(principal), _yuan(outstanding)]


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else (Decimal(fen) / 100).quantize(Decimal("0.01"))
