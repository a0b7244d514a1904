"""Bank loans: given to those who look well, paid late under stress, in default when the enterprise collapses.

The day of default in `truth.parquet` becomes visible here: the instalments of an enterprise that defaults stay unpaid
from the due date 90 days before it.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl

from puhui.city.economy.bills import settle
from puhui.city.economy.health import FAILING, STEADY
from puhui.city.economy.population import Population
from puhui.city.economy.streams import F64, I64, Bool, stream
from puhui.city.economy.timeline import LEAD, NEVER, dates

_WANTS = 0.55  # share of a bank's customers that borrow at all
_REFUSED_ABOVE = 0.3  # distress that a lender notices
_TERMS = np.array([12, 24, 36])
_METHODS = ("equal_instalments", "equal_principal", "interest_first")
_PRODUCTS = ("税易贷", "普惠经营贷", "流动资金贷款")
_DEFAULT_DAYS = 90


@dataclass(frozen=True)
class Loans:
    """A bank's loans to one block, and money lent and repaid by enterprise and month of history (fen)."""

    loans: pl.DataFrame
    instalments: pl.DataFrame
    lent_fen: I64
    repaid_fen: I64


@dataclass(frozen=True)
class _Book:
    owner: I64
    start: I64  # month of disbursement
    term: I64
    method: I64
    principal_fen: I64
    rate: F64


def lending(seed: int, block: int, bank: int, people: Population) -> Loans:
    """The loans of one bank to its customers in one block."""
    rng = stream(seed, f"loans-{bank}", block)
    book = _give(rng, people, bank)
    line = people.timeline
    day = people.repayment_day[book.owner]
    periods = np.arange(1, int(_TERMS[-1]) + 1)
    exists = periods <= book.term[:, None]
    month = book.start[:, None] + periods
    due = line.month_start(month) + day[:, None] - 1
    principal, interest = _schedule(book, periods, exists)
    owed = principal + interest

    column = np.clip(month + LEAD, 0, people.hidden.distress.shape[1] - 1)
    stress = people.hidden.distress[book.owner[:, None], column]
    stress = np.clip(stress * rng.lognormal(0, 0.3, len(book.owner))[:, None], 0, 1)
    unpaid_from = np.where(people.default_day < NEVER, people.default_day - _DEFAULT_DAYS, NEVER)[book.owner]
    habit = rng.beta(1.0, 60.0, len(book.owner))
    paid = settle(rng, due, stress, habit, due >= unpaid_from[:, None], delay_max=75)
    return _tables(people, bank, block, book, exists=exists, due=due, principal=principal, owed=owed, paid=paid)


def _give(rng: np.random.Generator, people: Population, bank: int) -> _Book:
    """Up to four loans in a row to each borrower; a lender looks before each."""
    hidden, line, count = people.hidden, people.timeline, len(people)
    wants = people.banks[:, bank] & ((rng.random(count) < _WANTS) | people.borrows)
    free = rng.integers(-LEAD, 12, count)
    cast = np.flatnonzero(people.cast)
    if len(cast):
        wants[cast[[STEADY, FAILING]]] = people.banks[cast[[STEADY, FAILING]], bank]
        free[cast[[STEADY, FAILING]]] = (-10, line.complete - 20)
    parts = []
    for _ in range(4):
        term = _TERMS[rng.choice(3, count, p=[0.6, 0.2, 0.2])]
        if len(cast):
            term[cast[[STEADY, FAILING]]] = (12, 24)
        seen = hidden.distress[np.arange(count), np.clip(free + LEAD, 0, hidden.distress.shape[1] - 1)]
        sound = (seen < _REFUSED_ABOVE) & (free < hidden.default_month - 3) & (free < hidden.exit_month)
        gives = wants & sound & (free >= people.founded + 12) & (free < line.complete)
        yuan = people.yearly_sales_yuan * rng.uniform(0.05, 0.22, count)
        principal = np.rint(np.clip(yuan, 3e4, 1e7) / 1e4).astype(np.int64) * 1_000_000
        spread = np.clip(0.012 - 0.004 * hidden.quality + rng.normal(0, 0.006, count), 0.0, 0.05)
        rate = np.rint((0.0345 + spread) * 1e4) / 1e4
        method = rng.choice(3, count, p=[0.45, 0.15, 0.40])
        row = np.flatnonzero(gives)
        parts.append((row, free[row], term[row], method[row], principal[row], rate[row]))
        free = np.where(gives, free + term + 1 + rng.geometric(0.3, count), free + 6)
        if len(cast):
            free[cast[STEADY]] = NEVER  # repaid and without debt, so that it can ask for a loan today
    owner, start, term, method, principal, rate = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.lexsort((start, owner))
    return _Book(owner[order], start[order], term[order], method[order], principal[order], rate[order])


def _schedule(book: _Book, periods: I64, exists: Bool) -> tuple[I64, I64]:
    """Principal and interest of each instalment in fen; the principal adds up exactly."""
    amount, term = book.principal_fen[:, None].astype(np.float64), book.term[:, None]
    monthly = book.rate[:, None] / 12
    growth = (1 + monthly) ** term
    instalment = amount * monthly * growth / (growth - 1)
    before = amount * (1 + monthly) ** (periods - 1) - instalment * ((1 + monthly) ** (periods - 1) - 1) / monthly
    level = np.rint(instalment - before * monthly)
    equal = np.rint(amount / term)
    method = book.method[:, None]
    principal = np.where(method == 0, level, np.where(method == 1, equal, 0.0)) * exists
    whole = principal.astype(np.int64)
    last = np.arange(len(book.term)), book.term - 1
    whole[last] += book.principal_fen - whole.sum(axis=1)
    outstanding = book.principal_fen[:, None] - np.cumsum(whole, axis=1) + whole
    return whole, np.rint(outstanding * monthly).astype(np.int64) * exists


def _tables(
    people: Population,
    bank: int,
    block: int,
    book: _Book,
    *,
    exists: Bool,
    due: I64,
    principal: I64,
    owed: I64,
    paid: I64,
) -> Loans:
    line = people.timeline
    today = line.today
    rows = np.arange(len(book.owner))
    number = np.char.add(f"JK{'ABC'[bank]}", (block * 10_000 + rows).astype("U9"))
    fallen = exists & (due <= today)
    settled = exists & (paid <= today)
    late = np.where(fallen, np.minimum(paid, today) - due, 0).clip(0)
    open_due = np.where(fallen & ~settled, due, NEVER).min(axis=1)
    overdue_days = np.where(open_due < NEVER, today - open_due, 0)
    worst = late.max(axis=1)
    outstanding = book.principal_fen - (principal * settled).sum(axis=1)
    state = np.where(
        worst >= _DEFAULT_DAYS,
        "defaulted",
        np.where(outstanding == 0, "settled", np.where(overdue_days > 0, "overdue", "active")),
    )
    uscc = pl.Series(people.uscc)
    disbursed = line.month_start(book.start) + people.repayment_day[book.owner] - 1
    loans = pl.DataFrame(
        {
            "uscc": uscc.gather(book.owner),
            "loan_no": number,
            "product": np.array(_PRODUCTS)[book.method],
            "principal_fen": book.principal_fen,
            "annual_rate": np.char.mod("%.4f", book.rate),
            "term_months": book.term,
            "repayment": np.array(_METHODS)[book.method],
            "disbursed_on": dates(disbursed),
            "matures_on": dates(due[rows, book.term - 1]),
            "outstanding_fen": outstanding,
            "overdue_fen": (owed * (fallen & ~settled & (due < today))).sum(axis=1),
            "days_past_due": overdue_days,
            "days_past_due_max": worst,
            "late_instalments": (late > 0).sum(axis=1),
            "state": state,
            "defaulted_on": dates(np.where(worst >= _DEFAULT_DAYS, open_due + _DEFAULT_DAYS, NEVER)),
        }
    ).filter(pl.Series(disbursed <= today))
    given = fallen & (disbursed <= today)[:, None]
    row, period = np.nonzero(given)
    instalments = pl.DataFrame(
        {
            "uscc": uscc.gather(book.owner[row]),
            "loan_no": number[row],
            "number": period + 1,
            "due_on": dates(due[row, period]),
            "due_fen": owed[row, period],
            "paid_fen": np.where(settled, owed, 0)[row, period],
            "paid_on": dates(paid[row, period], today),
            "days_late": late[row, period],
        }
    )
    lent = np.zeros((len(people), line.width), dtype=np.int64)
    inside = (book.start >= 0) & (book.start < line.width) & (disbursed <= today)
    np.add.at(lent, (book.owner[inside], book.start[inside]), book.principal_fen[inside])
    repaid = np.zeros_like(lent)
    paid_month = np.searchsorted(line.month_start(np.arange(line.width + 1)), paid, "right") - 1
    row, period = np.nonzero(settled & (paid_month >= 0))
    np.add.at(repaid, (book.owner[row], paid_month[row, period]), owed[row, period])
    return Loans(loans, instalments, lent, repaid)
