"""What the steps of applications and loans give people to know, at the bank and at the portal.

A step is told under its own number, so that looking at it again tells nobody twice.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from puhui.kernel import Text
from puhui.lending.application import Application
from puhui.lending.store import Event
from puhui.notifications import Audience, Kind, Notice

_FRESH = timedelta(days=1)  # what is older was told, and may have been forgotten since

_AT_BANK: Mapping[str, tuple[Kind, str]] = {
    "application.submitted": (Kind.APPLICATION_RECEIVED, "officer"),
    "application.screened": (Kind.APPLICATION_ASSESSED, "approver"),
    "application.withdrawn": (Kind.APPLICATION_WITHDRAWN, "officer"),
    "application.supplemented": (Kind.APPLICATION_SUPPLEMENTED, "officer"),
    "application.appealed": (Kind.APPLICATION_APPEALED, "approver"),
    "contract.signed": (Kind.CONTRACT_SIGNED, "approver"),
}
_OF_APPLICATION = {
    "approved": Kind.APPLICATION_APPROVED,
    "declined": Kind.APPLICATION_DECLINED,
    "upheld": Kind.APPEAL_UPHELD,
    "reopened": Kind.APPLICATION_REOPENED,
}
_OF_LOAN = {
    "disbursed": Kind.LOAN_DISBURSED,
    "repaid": Kind.REPAYMENT_RECEIVED,
    "overdue": Kind.LOAN_OVERDUE,
    "settled": Kind.LOAN_SETTLED,
}


def to_bank(application: Application, events: Sequence[Event], now: datetime) -> Iterator[Notice]:
    """What a bank's people are told of an application's newest steps."""
    for event in events:
        if event.kind in _AT_BANK and event.at > now - _FRESH:
            kind, role = _AT_BANK[event.kind]
            yield Notice(
                kind,
                Audience.of_role(role),
                key=f"{event.stream}:{event.seq}:{role}",
                page=f"/applications/{application.id}",
                values={"enterprise": application.applicant.name},
            )


def of_overdue(loan: str, party: str, seq: int) -> Notice:
    """What a bank's officers are told of a loan that became overdue."""
    return Notice(
        Kind.LOAN_OVERDUE,
        Audience.of_role("officer"),
        key=f"{loan}:{seq}:officer",
        page=f"/loans/{loan}",
        values={"party": party},
    )


def to_enterprise(
    application: Mapping[str, Any], loans: Sequence[Mapping[str, Any]], known: set[str], lender: Text
) -> Iterator[Notice]:
    """What an enterprise is told of steps that its portal had not heard of; `known` are the entries that it had."""
    audience = Audience.of_enterprise(application["enterprise"]["uscc"])
    page = f"/applications/{application['id']}"
    for step in application["history"]:
        if step["state"] in _OF_APPLICATION and step["entry"] not in known:
            yield Notice(
                _OF_APPLICATION[step["state"]], audience, key=step["entry"], page=page, values={"lender": lender}
            )
    told = {"lender": lender, "party": lender}
    for loan in loans:
        for step in loan["history"]:
            if step["state"] in _OF_LOAN and step["entry"] not in known:
                kind, at = _OF_LOAN[step["state"]], f"/loans/{loan['id']}"
                yield Notice(kind, audience, key=step["entry"], page=at, values=told)


def falling_due(loan: Mapping[str, Any], today: Any, ahead: timedelta) -> Iterator[Notice]:
    """The instalments of a loan, as its bank told it, that fall due within `ahead` of `today` and are not paid."""
    for bill in loan["schedule"]:
        due = type(today).fromisoformat(bill["due_on"])
        if today <= due <= today + ahead and bill["paid_fen"] < bill["total_fen"]:
            name = loan["lender_name"]
            yield Notice(
                Kind.INSTALMENT_DUE,
                Audience.of_enterprise(loan["enterprise"]["uscc"]),
                key=f"{loan['id']}:due:{bill['number']}",
                page=f"/loans/{loan['id']}",
                values={
                    "lender": Text(zh=name["zh"], en=name["en"]) if isinstance(name, dict) else name,
                    "number": str(bill["number"]),
                    "due_on": bill["due_on"],
                },
            )
