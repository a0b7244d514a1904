"""What a bank's node has about one application, as the case that is screened.

Registration, findings and contradictions are of what custodians answered under the enterprise's grants; the check of
the enterprise is its enrolment, which a registry put on the ledger after it had seen code, representative and
activation, or what the registry answered since to stated factors; the portal hands over how long the application took.
What nobody gave is left out, and held against nobody.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from puhui.credit.indicator import Cause, Indicator
from puhui.desks.cross_checking import cross_checks
from puhui.desks.findings import told_findings
from puhui.desks.scoring import Collected, first_known
from puhui.desks.screening.checks import CHANGES, Checks
from puhui.desks.screening.papers import Paper, read_papers
from puhui.exchange.fields import FINDINGS
from puhui.lending.application import Application
from puhui.screening import FEATURES, FORMAT, Case, read_case

Document = dict[str, Any]

NO_CHECKS = Checks()
_CONSISTENT = 1
_FORM_OPEN_MAX_S = 86_400


@dataclass(frozen=True, slots=True)
class Handed:
    """What the portal handed over with an application: of the session it came from, of the enterprise, its papers."""

    seconds_to_fill: int | None = None
    representative: str = field(default="", repr=False)
    papers: tuple[Paper, ...] = ()

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> "Handed":
        """What of a portal's word is sound; the rest is not used."""
        seconds = told.get("session", {}).get("seconds_to_fill")
        sound = type(seconds) is int and 0 <= seconds <= _FORM_OPEN_MAX_S
        return cls(seconds if sound else None, told.get("representative", ""), read_papers(told.get("papers", [])))

    @property
    def minutes_to_fill(self) -> float | None:
        """From the form's opening to the application."""
        return None if self.seconds_to_fill is None else self.seconds_to_fill / 60


def case_of(
    application: Application,
    collected: Sequence[Collected],
    *,
    handed: Handed,
    enrolled_on: date | None,
    velocity: Sequence[Document] = (),
    checks: Checks = NO_CHECKS,
) -> Case:
    """The case; `enrolled_on` is the day on which a registry enrolled the enterprise's key, `velocity` what private
    sums told (`Velocity` as documents), `checks` what was asked for the screening alone.

    Status and changes are of the granted registration where there is one, else of the registry's answer to the check.
    """
    known = first_known(collected)
    told: Document = {
        "id": str(application.id),
        "submitted_at": application.submitted_at,
        "amount_fen": application.amount_fen,
        "revenue12_fen": _count(known.get("rev12_fen")),
        "minutes_to_fill": handed.minutes_to_fill,
    }
    document: Document = {
        "format": FORMAT,
        "application": told,
        "registration": _registration(known) or checks.registration,
        "findings": _findings(collected) if _looked_at(collected) else None,
        "contradictions": [dict(one) for one in cross_checks(collected)] if collected else None,
        "velocity": list(velocity),
        "features": {item.name: _number(known.get(item.name)) for item in FEATURES.features if item.name in known},
    }
    if checks.links is not None:
        document["applicants"] = list(checks.links)
    if checks.listed is not None:
        document["listed"] = checks.listed
    day = application.submitted_at.date()
    enrolled = None if enrolled_on is None else {"result": _CONSISTENT, "as_of": enrolled_on}
    document["verifications"] = {
        "enterprise": checks.enterprise or enrolled,
        "document_days_left": checks.document_days_left(day),
        "as_of": day,
    }
    return read_case(document)


def _registration(known: Mapping[str, Indicator]) -> Document | None:
    status = known.get("status")
    if status is None or status.value is None or status.as_of is None:
        return None
    changes = {name: _count(known.get(indicator)) for name, indicator in CHANGES.items()}
    return {"as_of": status.as_of, "status": str(status.value), **changes}


def _findings(collected: Sequence[Collected]) -> list[Document]:
    return [found.model_dump(mode="json") for part in collected for found in told_findings(part)]


def _looked_at(collected: Sequence[Collected]) -> bool:
    """Whether any custodian looked for findings; none found is then an answer, and before that it is none."""
    found = (part.indicators.get(FINDINGS) for part in collected)
    return any(one is not None and one.cause is Cause.GRANTED for one in found)


def _count(item: Indicator | None) -> int | None:
    number = _number(item)
    return None if number is None or number < 0 else int(number)


def _number(item: Indicator | None) -> float | None:
    return None if item is None or item.value is None or isinstance(item.value, str) else float(item.value)
