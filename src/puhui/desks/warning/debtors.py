"""A bank's debtors, and what each of them lets it look at after lending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from puhui.consent import ActiveGrant, Grant, grants_of, joint_only
from puhui.desks.bank.kinds import APPLICANT
from puhui.desks.collecting import Subject, newest_by_dataset
from puhui.desks.store import document
from puhui.desks.warning.scope import MONITORING
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import LoanId, SubjectId
from puhui.ledger import Ledger
from puhui.lending import store
from puhui.lending.errors import LoanUnknown
from puhui.lending.listing import Sought


@dataclass(frozen=True, slots=True)
class Debtor:
    """An enterprise that owes, its newest loan here, and who looks after it ("" where nobody is named)."""

    subject: Subject
    enrolled: SubjectId
    name: str
    segment: str
    loan: LoanId
    manager: str


def debtor_of(connection: Connection, uscc: str) -> Debtor:
    """The debtor of that code; raises `LoanUnknown` where it has no running loan here."""
    running = store.loans(connection, Sought(uscc=uscc, states=("active", "overdue"))).items
    if not running:
        raise LoanUnknown(loan=uscc, stage="desks.warning")
    application = store.application(connection, running[0].application)
    kept = document(connection, APPLICANT, application.id) or {}
    assessment = getattr(application, "assessment", None)
    return Debtor(
        subject=Subject(Uscc(uscc), bytes.fromhex(kept["salt"])),
        enrolled=application.applicant.subject,
        name=application.applicant.name,
        segment=application.applicant.segment or "",
        loan=running[0].id,
        manager="" if assessment is None else assessment.assessed_by,
    )


def monitoring_grants(ledger: Ledger, debtor: Debtor, bank: str, now: datetime, *, joint: bool = False) -> list[Grant]:
    """The newest grant for monitoring of each dataset, whatever its state; `joint`: those for sums over banks."""
    found: Sequence[Grant] = grants_of(ledger, debtor.enrolled, now)
    newest = newest_by_dataset(found, bank, MONITORING)
    return [one for one in newest if joint_only(one.terms.program) is joint]


def holding(grants: Sequence[Grant]) -> list[Grant]:
    """Those that may be used now."""
    return [one for one in grants if isinstance(one, ActiveGrant)]
