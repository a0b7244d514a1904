"""What a bank takes out: whole tables of a period, the newest first, amounts in yuan.

A period counts days in China, first and last included: of applications the day they were submitted, of decisions the
day they were taken, of loans the day they were paid out, of repayments the day they were paid on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal

from sqlalchemy.engine import Connection

from puhui.desks.lending_documents import application_document, decision_document, loan_document
from puhui.desks.tables.writing import Value
from puhui.kernel import Text
from puhui.lending import store
from puhui.lending.application import Application, AssessedApplication, Decision, decisions_of
from puhui.lending.loan import Loan
from puhui.lending.office import day_in_china

Table = Literal["applications", "decisions", "loans", "repayments", "portfolio"]
ROWS_MAX = 100_000
_NO_PRODUCT = {"code": ""}
_Document = dict[str, Any]

_WHO = ("uscc", "name", "product")
HEADS: dict[Table, tuple[str, ...]] = {
    "applications": (
        *("id", *_WHO, "amount_yuan", "term_months", "repayment", "purpose"),
        *("state", "submitted_at", "decide_by"),
    ),
    "decisions": (
        *("id", "application", *_WHO, "outcome", "amount_yuan", "annual_rate", "term_months"),
        *("decided_at", "decided_by", "record_digest", "set_aside"),
    ),
    "loans": (
        *("id", "application", *_WHO, "state", "principal_yuan", "outstanding_yuan", "annual_rate", "term_months"),
        *("repayment", "disbursed_on", "matures_on"),
    ),
    "repayments": (
        *("loan", *_WHO, "paid_on", "amount_yuan", "costs_yuan", "penalty_yuan", "compound_yuan", "interest_yuan"),
        *("principal_yuan", "source", "settles"),
    ),
    "portfolio": ("product", "state", "loans", "principal_yuan", "outstanding_yuan"),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days of which a table tells; None leaves that end open."""

    since: date | None = None
    until: date | None = None

    def has(self, day: date) -> bool:
        """Whether the day lies in it."""
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)

    def has_moment(self, at: datetime) -> bool:
        """Whether the moment lies on a day of it."""
        return self.has(day_in_china(at))


def rows_of(connection: Connection, table: Table, period: Period, today: date) -> Iterator[list[Value]]:
    """The rows of a table, in the order of `HEADS`."""
    asked = {one.id: one for one in store.every_application(connection, None, ROWS_MAX + 1)}
    if table in ("applications", "decisions"):
        if table == "applications":
            told = (application_document(one, [], _NO_PRODUCT) | {"product": one.product} for one in asked.values())
            yield from (_application(one) for one in told if period.has_moment(_moment(one["submitted_at"])))
        else:
            taken = ((one, decision) for one in asked.values() for decision in reversed(decisions_of(one)))
            yield from (_decision(*one) for one in taken if period.has_moment(one[1].decided_at))
        return
    loans = store.every_loan(connection, None, ROWS_MAX + 1)
    if table == "repayments":
        for loan in loans:
            of = asked[loan.application]
            yield from _repayments(loan, of.applicant.name, of.product, period)
        return
    documents = [
        loan_document(one, asked[one.application], [], today, Text(zh="", en=""))
        | {"product": asked[one.application].product}
        for one in loans
        if period.has(one.disbursed_on)
    ]
    yield from map(_loan, documents) if table == "loans" else _portfolio(documents)


def _moment(told: datetime | str) -> datetime:
    return told if isinstance(told, datetime) else datetime.fromisoformat(told)


def _application(one: _Document) -> list[Value]:
    who = one["enterprise"]
    ask = (_yuan(one["amount_fen"]), one["term_months"], one["repayment"], one["purpose"])
    state = (one["state"], one["submitted_at"], one["decide_by"])
    return [one["id"], who["uscc"], who["name"], one["product"], *ask, *state]


def _decision(one: Application, decision: Decision) -> list[Value]:
    who, told = one.applicant, decision_document(decision, None)
    terms = (_yuan(told["amount_fen"]), told["annual_rate"], told["term_months"])
    by = (told["decided_at"], told["decided_by"], told["record_digest"])
    set_aside = isinstance(one, AssessedApplication) and one.reopened is not None and decision == one.reopened.decision
    return [told["id"], str(one.id), who.uscc, who.name, one.product, told["outcome"], *terms, *by, set_aside]


def _loan(one: _Document) -> list[Value]:
    who = one["enterprise"]
    money = (_yuan(one["principal_fen"]), _yuan(one["outstanding_fen"]), one["annual_rate"], one["term_months"])
    days = (date.fromisoformat(one["disbursed_on"]), date.fromisoformat(one["matures_on"]))
    about = (one["id"], one["application"], who["uscc"], who["name"], one["product"], one["state"])
    return [*about, *money, one["repayment"], *days]


def _repayments(loan: Loan, name: str, product: str, period: Period) -> Iterator[list[Value]]:
    for one in reversed(loan.payments):
        if not period.has(one.on):
            continue
        used = one.used
        parts = (used.costs_fen, used.penalty_fen, used.compound_fen, used.interest_fen, used.principal_fen)
        money = [_yuan(fen) for fen in (one.amount_fen, *parts)]
        yield [str(loan.id), loan.uscc, name, product, one.on, *money, one.source, one.settles]


def _portfolio(loans: list[_Document]) -> Iterator[list[Value]]:
    sums: dict[tuple[str, str], list[int]] = {}
    for one in loans:
        place = sums.setdefault((one["product"], one["state"]), [0, 0, 0])
        for at, amount in enumerate((1, one["principal_fen"], one["outstanding_fen"])):
            place[at] += amount
    for (product, state), (count, principal, outstanding) in sorted(sums.items()):
        yield [product, state, count, _yuan(principal), _yuan(outstanding)]


def _yuan(fen: int | None) -> Decimal | None:
    return None if fen is None else (Decimal(fen) / 100).quantize(Decimal("0.01"))
