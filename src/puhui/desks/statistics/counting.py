"""Steps of enterprises, needs and applications, from what the portal keeps of them."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from puhui.market.facts import Facts
from puhui.market.needs import FinancingNeed
from puhui.parties import Enterprise
from puhui.statistics import NO_CAMPAIGN, Step

Document = dict[str, Any]
_NO_GUARANTEE = "none"
_HOUR = 3600.0
_CREDIT_RECORD = "lenders_now"  # of the credit reference system, which says so where it has no record at all

NOTED = "application-noted"
"""The kind of the documents that `note_of` makes, by applications' ids."""


def steps_of(
    applications: list[Document],
    loans: Mapping[str, Document],
    enterprises: Mapping[str, Enterprise],
    noted: Mapping[str, Document],
) -> Iterator[Step]:
    """The steps of applications as their banks last told of them; `loans` and what was `noted` by their ids.

    A draw is dated by its step in the application's history; its amount and rate are the loan's.
    """
    for told in applications:
        note = noted.get(told["id"], {})
        common = _of(enterprises[told["enterprise"]["uscc"]]) | {
            "lender": told["product"]["lender"],
            "unsecured": _NO_GUARANTEE in told["product"]["guarantee"],
            "campaign": note.get("campaign") or NO_CAMPAIGN,
            "first_loan": note.get("first_loan"),
        }
        submitted = datetime.fromisoformat(told["submitted_at"])
        yield Step("applied", submitted, amount_fen=told["amount_fen"], **common)
        if (decision := told["decision"]) is not None:
            decided = datetime.fromisoformat(decision["decided_at"])
            yield _decided(decision, decided, told["amount_fen"], _hours(submitted, decided), common)
        loan = loans.get(str(told["loan"]))
        if loan is not None:
            drawn = _drawn_at(told, loan)
            yield Step(
                "drawn",
                drawn,
                amount_fen=loan.get("first_drawing_fen") or loan["principal_fen"],
                rate=float(loan["annual_rate"]),
                hours=_hours(submitted, drawn),
                **common,
            )


def steps_before(
    scored: Mapping[str, datetime],
    needs: Sequence[FinancingNeed],
    answered: Mapping[str, datetime],
    enterprises: Mapping[str, Enterprise],
) -> Iterator[Step]:
    """First scores by their enterprises, and published needs with the time at which the first bank took each up."""
    for uscc, at in scored.items():
        yield Step("scored", at, **_of(enterprises[uscc]))
    for need in needs:
        if need.published_at is None:
            continue
        common = _of(enterprises[need.asker.uscc]) | {"amount_fen": need.ask.amount_fen}
        yield Step("needed", need.published_at, **common)
        if (at_bank := answered.get(str(need.id))) is not None:
            yield Step("answered", at_bank, hours=_hours(need.published_at, at_bank), **common)


def note_of(facts: Facts, campaign: str) -> Document:
    """What is noted with an application for the numbers of the city: facts change, a month that is over does not."""
    record = facts.get(_CREDIT_RECORD)
    unknown = record is None or (record.absent and record.cause != "no_record")
    return {"first_loan": None if record is None or unknown else record.absent, "campaign": campaign}


def _of(enterprise: Enterprise) -> dict[str, Any]:
    return {
        "enterprise": str(enterprise.uscc),
        "county": enterprise.region,
        "industry": enterprise.industry,
        "segment": enterprise.segment,
    }


def _decided(decision: Document, at: datetime, asked_fen: int, hours: float, common: Document) -> Step:
    if decision["outcome"] == "approve":
        rate = float(decision["annual_rate"])
        return Step("approved", at, amount_fen=decision["amount_fen"], rate=rate, hours=hours, **common)
    reasons = tuple(one["code"] for one in decision["reasons"])
    return Step("declined", at, amount_fen=asked_fen, hours=hours, reasons=reasons, **common)


def _drawn_at(application: Document, loan: Document) -> datetime:
    steps = (step for step in application["history"] if step["state"] == "disbursed")
    step = next(steps, None)
    if step is not None:
        return datetime.fromisoformat(step["at"])
    return datetime.combine(date.fromisoformat(loan["disbursed_on"]), time(12), UTC)


def _hours(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds() / _HOUR
