"""What a bank's own decisions say of a model: one row an application that it scored and that was decided.

An application that is open or was taken back is left out; so is one that a private computation scored, of whose inputs
nobody here knows. A loan is bad when it was 90 days past due within a year of its payout (`lending.bundle.went_bad`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from sqlalchemy.engine import Connection

from puhui.credit.monitoring import Applications
from puhui.credit.scoring_record import ScoringRecord
from puhui.desks.models import store
from puhui.kernel.ids import ApplicationId, LoanId
from puhui.lending import store as lending
from puhui.lending.application import (
    Application,
    ApprovedApplication,
    Choice,
    DeclinedApplication,
    DisbursedApplication,
)
from puhui.lending.bundle import went_bad
from puhui.lending.office import LoanOffice

_REFER = "refer"  # the rules left it to a person: whatever was decided overrides nothing


@dataclass(frozen=True)
class Decided:
    """One application: the record of its score, and what came of it. None: not decided, or not known yet."""

    record: ScoringRecord
    at: datetime
    segment: str
    approved: bool | None
    overridden: bool
    bad: bool | None


def scored_applications(connection: Connection, office: LoanOffice, model: str, until: datetime) -> list[Decided]:
    """The applications that the model scored before `until`, oldest first, with what came of them up to then."""
    on = office.day_of(until)
    return [_decided(connection, kept, on) for kept in store.scores_by(connection, model, until)]


def as_applications(rows: Sequence[Decided], office: LoanOffice) -> Applications:
    """The decided rows as monitoring reads them; there is at least one."""
    names = rows[0].record.head["columns"]
    frames = [row.record.frame() for row in rows]
    months = [f"{office.day_of(row.at):%Y-%m}" for row in rows]
    return Applications(
        frame={name: np.concatenate([frame[name] for frame in frames]) for name in names},
        period=np.array(months),
        quarter=np.array([f"{month[:4]}Q{(int(month[5:]) + 2) // 3}" for month in months]),
        bad=np.array([bool(row.bad) for row in rows], dtype=np.bool_),
        known=np.array([row.bad is not None for row in rows], dtype=np.bool_),
        approved=np.array([bool(row.approved) for row in rows], dtype=np.bool_),
        overridden=np.array([row.overridden for row in rows], dtype=np.bool_),
        segment=np.array([row.segment for row in rows]),
    )


def _decided(connection: Connection, kept: store.KeptScore, on: date) -> Decided:
    application = lending.application(connection, ApplicationId(kept.application))
    approved = overridden = bad = None
    if isinstance(application, ApprovedApplication | DeclinedApplication):
        chosen, advised = application.decision.outcome, application.assessment.verdict
        approved = chosen is Choice.APPROVE
        overridden = advised not in (chosen.value, _REFER)
        bad = _went_bad(connection, application, on)
    return Decided(
        record=ScoringRecord.parse(kept.record),
        at=kept.at,
        segment=application.applicant.segment or "",
        approved=approved,
        overridden=bool(overridden),
        bad=bad,
    )


def _went_bad(connection: Connection, application: Application, on: date) -> bool | None:
    if not isinstance(application, DisbursedApplication):
        return None
    return went_bad(lending.loan(connection, LoanId(application.loan)), on)
