"""The rows of relief cases, with a version each. Their steps are events in the stream of their loan."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import PuhuiError, decode, encode
from puhui.kernel.ids import LoanId, ReliefId, RequestId
from puhui.kernel.moves import leading_to
from puhui.lending.documents import from_document, to_document
from puhui.lending.errors import ChangedMeanwhile, ReliefUnknown, RowDamaged
from puhui.lending.moves import RELIEF_MOVES
from puhui.lending.relief.case import STATES, ReliefCase, RequestedRelief
from puhui.storage import metadata
from puhui.storage.database import Moment

LIST_MAX = 500
_STAGE = "lending.relief"
T = TypeVar("T", bound=ReliefCase)

_cases = sa.Table(
    "lending_reliefs",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("request", sa.Text, nullable=False, unique=True),
    sa.Column("loan", sa.Text, nullable=False, index=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)


def insert_case(connection: Connection, case: RequestedRelief) -> None:
    """Store a new case; raises `ChangedMeanwhile` when the same request came twice at once."""
    try:
        connection.execute(_cases.insert().values(**_row(case)))
    except sa.exc.IntegrityError:
        raise ChangedMeanwhile(what=case.id, stage=_STAGE) from None


def case(connection: Connection, id: ReliefId) -> ReliefCase:
    """The case; raises `ReliefUnknown`."""
    row = connection.execute(_cases.select().where(_cases.c.id == id)).first()
    if row is None:
        raise ReliefUnknown(relief=id, stage=_STAGE)
    return _case(row)


def case_of_request(connection: Connection, request: RequestId) -> ReliefCase | None:
    """The case that this request made, if it did."""
    row = connection.execute(_cases.select().where(_cases.c.request == request)).first()
    return None if row is None else _case(row)


def cases(
    connection: Connection, *, loan: LoanId | None = None, uscc: str | None = None, states: Sequence[str] = ()
) -> list[ReliefCase]:
    """Cases, newest first: of a loan, of an enterprise, or of the whole bank; at most 500."""
    query = _cases.select().order_by(_cases.c.asked_at.desc(), _cases.c.id.desc())
    if loan is not None:
        query = query.where(_cases.c.loan == loan)
    if uscc is not None:
        query = query.where(_cases.c.uscc == uscc)
    if states:
        query = query.where(_cases.c.state.in_(states))
    return [_case(row) for row in connection.execute(query.limit(LIST_MAX))]


def save_case(connection: Connection, changed: T) -> T:
    """Store the next state; raises `ChangedMeanwhile` when the row is no longer the one that was read."""
    following = replace(changed, version=changed.version + 1)
    origins = leading_to(RELIEF_MOVES, following.state)
    there = (_cases.c.id == changed.id, _cases.c.version == changed.version, _cases.c.state.in_(origins))
    query = _cases.update().where(*there)
    if connection.execute(query.values(**_row(following))).rowcount != 1:
        raise ChangedMeanwhile(what=changed.id, stage=_STAGE)
    return following


def _row(case: ReliefCase) -> dict[str, object]:
    return {
        "id": case.id,
        "request": case.request,
        "loan": case.loan,
        "uscc": case.uscc,
        "state": case.state,
        "version": case.version,
        "asked_at": case.asked_at,
        "body": encode(to_document(case)),
    }


def _case(row: sa.Row[tuple[object, ...]]) -> ReliefCase:
    fields = row._mapping
    try:
        return from_document(STATES[fields["state"]], decode(fields["body"]))
    except (KeyError, TypeError, ValueError, ArithmeticError, PuhuiError) as reason:
        raise RowDamaged(row=fields["id"], reason=repr(reason), stage=_STAGE) from None
