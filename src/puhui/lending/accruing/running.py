"""The night's run: every loan that runs on a business date, in parts, each a transaction; then the date is closed.

If we die here: after a part, the next run goes on after it; before its commit, the part is made again and is the same.
A closed date is never touched again: whoever asks gets what it was. Closing owes the ledger one entry with the digests
of all parts and the totals. A date in the past is accrued from each loan's history up to that date.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
from sqlalchemy.engine import Connection

from puhui.kernel import encode
from puhui.lending import store as loans
from puhui.lending.accruing import store
from puhui.lending.accruing.store import KeptPosition
from puhui.lending.accruing.vectorised import Accrued, accrue_all, classes
from puhui.lending.documents import to_document
from puhui.lending.errors import AccrualOfTheFuture
from puhui.lending.loan import Loan, standing
from puhui.lending.office import LoanOffice
from puhui.storage import Database

STREAM = "accruals"
"""The stream of entries that close business dates."""
PART = 10_000
CATCH_UP_MAX = 31
_MONEY = tuple(one.name for one in fields(Accrued) if one.name.endswith("_fen"))
Told = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class AccrualTotals:
    """A closed business date: how many loans, the sums by column in fen, and loans by class (1 to 5)."""

    business_date: date
    loans: int
    sums: Mapping[str, int]
    by_class: Mapping[int, int]
    digest: str


def accrue(database: Database, office: LoanOffice, day: date, *, told: Told | None = None) -> AccrualTotals:
    """Accrue every loan for `day`, or go on where a run was cut off; a closed date is answered as it was.

    `told` hears after each part how many loans are done. Raises `AccrualOfTheFuture`.
    """
    if day > office.today():
        raise AccrualOfTheFuture(day=day, today=office.today(), stage="lending.accruing")
    with database.transaction() as connection:
        found = store.run(connection, day)
        if found is None:
            _position_missing(connection)
            store.begin_run(connection, day, office.now())
    while found is None or found.closed_at is None:
        with database.transaction() as connection:
            if not _next_part(connection, office, day):
                break
            found = store.run(connection, day)
        if told is not None and found is not None:
            told(found.loans)
    with database.transaction() as connection:
        return _close(connection, office, day)


def accrue_due(database: Database, office: LoanOffice) -> int:
    """Accrue today, and the days since the last closed one, oldest first; how many dates were closed by this call."""
    today = office.today()
    with database.transaction() as connection:
        last = store.last_closed(connection)
    missing = 1 if last is None else min((today - last).days, CATCH_UP_MAX)
    for back in range(missing - 1, -1, -1):
        accrue(database, office, today - timedelta(days=back))
    return max(0, missing)


def accruals(connection: Connection, day: date) -> pl.DataFrame:
    """A business date's rows: `loan`, the columns of `Accrued`, and `loan_class`; empty where there was no run."""
    bodies = [body for _, body in store.parts(connection, day)]
    frames = [pl.read_parquet(io.BytesIO(body)) for body in bodies]
    return pl.concat(frames) if frames else _frame([], accrue_all([], 0))


def _next_part(connection: Connection, office: LoanOffice, day: date) -> bool:
    run = store.run(connection, day)
    assert run is not None  # begun by the caller
    kept = store.positions(connection, day, run.through, PART)
    if not kept:
        return False
    frame = _frame([one.loan for one in kept], _accrued(connection, kept, day))
    out = io.BytesIO()
    frame.write_parquet(out, compression="zstd", statistics=False)
    body = out.getvalue()
    store.add_part(
        connection, day, through=str(kept[-1].loan), loans=len(kept), digest=office.digest(body).hex(), body=body
    )
    return True


def _accrued(connection: Connection, kept: Sequence[KeptPosition], day: date) -> Accrued:
    on = day.toordinal()
    usual = [number for number, one in enumerate(kept) if one.body and one.day <= on]
    found = accrue_all([kept[number].body for number in usual], on)
    if len(usual) == len(kept):
        return found
    columns = {name: np.zeros(len(kept), dtype=np.int64) for name in found.columns()}
    for name, values in found.columns().items():
        columns[name][usual] = values
    alone = sorted(set(range(len(kept))) - set(usual))
    for number in alone:
        for name, value in one_by_one(as_of(loans.loan(connection, kept[number].loan), day), day).items():
            columns[name][number] = value
    return Accrued(**columns)


def one_by_one(loan: Loan, day: date) -> dict[str, int]:
    """The same columns by way of `loan.standing`: for loans whose numbers need more than 64 bits, and for tests."""
    now = standing(loan, day)
    return {
        "outstanding_fen": now.outstanding_fen,
        "due_principal_fen": now.due.principal_fen,
        "due_interest_fen": now.due.interest_fen,
        "accrued_fen": now.accrued_fen,
        "penalty_fen": now.due.penalty_fen,
        "compound_fen": now.due.compound_fen,
        "costs_fen": now.due.costs_fen,
        "days_past_due": now.days_past_due,
    }


def as_of(loan: Loan, day: date) -> Loan:
    """The loan as it was at the end of `day`: without what came later."""
    payments = tuple(one for one in loan.payments if one.on <= day)
    return replace(
        loan,
        payments=payments,
        revisions=tuple(one for one in loan.revisions if one.on <= day),
        waivers=tuple(one for one in loan.waivers if one.on <= day),
        drawings=tuple(one for one in loan.drawings if one.on <= day),
        closed_on=None if loan.closed_on is None or loan.closed_on > day else loan.closed_on,
        renewed_by=loan.renewed_by if len(payments) == len(loan.payments) else None,
    )


def _frame(ids: Sequence[str], found: Accrued) -> pl.DataFrame:
    columns: dict[str, Any] = dict(found.columns())
    graded = classes(found.days_past_due).astype(np.int8)
    return pl.DataFrame({"loan": pl.Series(ids, dtype=pl.String), **columns, "loan_class": graded})


def _close(connection: Connection, office: LoanOffice, day: date) -> AccrualTotals:
    run = store.run(connection, day)
    assert run is not None  # begun by the caller
    rows = accruals(connection, day)
    sums = {name: int(rows[name].sum()) for name in _MONEY}
    by_class = {int(grade): int(count) for grade, count in rows.group_by("loan_class").len().sort("loan_class").rows()}
    document = {
        "business_date": day,
        "loans": run.loans,
        "parts": [digest for digest, _ in store.parts(connection, day)],
        "sums": sums,
        "by_class": {str(grade): count for grade, count in by_class.items()},
    }
    if run.closed_at is None:
        loans.record(connection, office, STREAM, "accrual.closed", document)
        store.close_run(connection, day, office.now())
    digest = office.digest(encode(to_document(document))).hex()  # of the same document, whenever it was recorded
    return AccrualTotals(day, run.loans, sums, by_class, digest)


def _position_missing(connection: Connection) -> None:
    """Loans from before positions were kept get theirs."""
    known = store.positioned(connection)
    for id in loans.open_loans(connection):
        if id not in known:
            store.keep_position(connection, loans.loan(connection, id))
