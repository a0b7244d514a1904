"""Steps of applications, from what the portal keeps of them."""

from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from puhui.parties import Enterprise
from puhui.statistics import Step

Document = dict[str, Any]
_NO_GUARANTEE = "none"
_HOUR = 3600.0


def steps_of(
    applications: list[Document], loans: Mapping[str, Document], enterprises: Mapping[str, Enterprise]
) -> Iterator[Step]:
    """The steps of applications as their banks last told of them; `loans` by their ids.

    A draw is dated by its step in the application's history; its amount and rate are the loan's.
    """
    for told in applications:
        enterprise = enterprises[told["enterprise"]["uscc"]]
        common = {
            "enterprise": str(enterprise.uscc),
            "county": enterprise.region,
            "industry": enterprise.industry,
            "segment": enterprise.segment,
            "lender": told["product"]["lender"],
            "unsecured": _NO_GUARANTEE in told["product"]["guarantee"],
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
