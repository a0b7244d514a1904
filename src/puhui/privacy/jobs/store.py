"""The jobs of a node, what other parties said of them, and the invitations that did not even become a job here."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import Language, PuhuiError
from puhui.privacy.jobs.model import OPEN_STATES, Job, JobError, JobState, PartyWord
from puhui.privacy.model import JobSpec
from puhui.storage import metadata
from puhui.storage.database import Moment

TURNED_AWAY_MAX = 10_000  # the oldest go first: they are a record for the operator, and nothing else refers to them

_jobs = sa.Table(
    "privacy_jobs",
    metadata,
    sa.Column("job", sa.Text, primary_key=True),
    sa.Column("spec", sa.LargeBinary, nullable=False),
    sa.Column("me", sa.Text, nullable=False),
    sa.Column("initiator", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("deadline", Moment, nullable=False),
    sa.Column("invitation", sa.Text, nullable=False),  # its digest: it holds names and salts, which are not kept
    sa.Column("asked", sa.LargeBinary),  # what was, or is about to be, drawn
    sa.Column("acceptance", sa.LargeBinary),
    sa.Column("stage", sa.Text, nullable=False, default=""),
    sa.Column("sent_bytes", sa.BigInteger, nullable=False, default=0),
    sa.Column("received_bytes", sa.BigInteger, nullable=False, default=0),
    sa.Column("error", sa.Text),
    sa.Column("settled", sa.Boolean, nullable=False, default=False),  # the uses have their outcome
    sa.Column("invited_at", Moment, nullable=False),
    sa.Column("accepted_at", Moment),
    sa.Column("running_at", Moment),
    sa.Column("over_at", Moment),
)

_words = sa.Table(
    "privacy_job_words",
    metadata,
    sa.Column("job", sa.Text, primary_key=True),
    sa.Column("party", sa.Text, primary_key=True),
    sa.Column("said", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

_turned_away = sa.Table(
    "privacy_turned_away",
    metadata,
    sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), primary_key=True, autoincrement=True),
    sa.Column("caller", sa.Text, nullable=False),
    sa.Column("code", sa.Text, nullable=False),
    sa.Column("stage", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
)

_denied = sa.Table(
    "privacy_early_denials",
    metadata,
    sa.Column("job", sa.Text, primary_key=True),
    sa.Column("agreement", sa.Text, primary_key=True),  # a grant or a mandate of ours
    sa.Column("caller", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False, index=True),
)


def begin(
    connection: Connection,
    *,
    job: str,
    spec: JobSpec,
    me: str,
    initiator: str,
    deadline: datetime,
    invitation: str,
    at: datetime,
) -> None:
    """Write down a job, `invited`."""
    connection.execute(
        _jobs.insert().values(
            job=job,
            spec=spec.encoded(),
            me=me,
            initiator=initiator,
            state=JobState.INVITED.value,
            deadline=deadline,
            invitation=invitation,
            invited_at=at,
        )
    )


def advance(connection: Connection, job: str, before: Sequence[JobState], after: JobState, **values: Any) -> bool:
    """Move to the next state; whether it was still in one of `before`. Of two who try, one gets True."""
    changed = connection.execute(
        _jobs.update()
        .where(_jobs.c.job == job, _jobs.c.state.in_([state.value for state in before]))
        .values(state=after.value, **values)
    )
    return changed.rowcount == 1


def keep(connection: Connection, job: str, **values: Any) -> None:
    """Write down facts of a job that change no state."""
    connection.execute(_jobs.update().where(_jobs.c.job == job).values(**values))


def column(connection: Connection, job: str, name: str) -> Any:
    """One stored fact of a job; None when there is no such job."""
    return connection.execute(sa.select(_jobs.c[name]).where(_jobs.c.job == job)).scalar_one_or_none()


def find(connection: Connection, job: str) -> Job | None:
    """The job, with what its parties said."""
    row = connection.execute(_jobs.select().where(_jobs.c.job == job)).first()
    return None if row is None else _job(connection, dict(row._mapping))


def newest(connection: Connection, limit: int) -> list[Job]:
    """The newest jobs, newest first."""
    rows = connection.execute(_jobs.select().order_by(_jobs.c.invited_at.desc(), _jobs.c.job).limit(limit)).all()
    return [_job(connection, dict(row._mapping)) for row in rows]


def between(connection: Connection, since: datetime, until: datetime) -> list[Job]:
    """The jobs that this node was invited to from `since` on and before `until`, oldest first."""
    query = _jobs.select().where(_jobs.c.invited_at >= since, _jobs.c.invited_at < until)
    rows = connection.execute(query.order_by(_jobs.c.invited_at, _jobs.c.job)).all()
    return [_job(connection, dict(row._mapping)) for row in rows]


def under_way(connection: Connection) -> list[Job]:
    """All jobs that are not over."""
    query = _jobs.select().where(_jobs.c.state.in_([state.value for state in OPEN_STATES])).order_by(_jobs.c.invited_at)
    return [_job(connection, dict(row._mapping)) for row in connection.execute(query).all()]


def unsettled(connection: Connection) -> list[str]:
    """The jobs that are over, and whose uses have no outcome yet."""
    over = _jobs.c.state.not_in([state.value for state in OPEN_STATES])
    return list(connection.execute(sa.select(_jobs.c.job).where(over, _jobs.c.settled.is_(False))).scalars())


def say(connection: Connection, job: str, word: PartyWord) -> None:
    """Keep the last that is known of a party."""
    connection.execute(_words.delete().where(_words.c.job == job, _words.c.party == word.party))
    connection.execute(_words.insert().values(job=job, **asdict(word)))


def turn_away(connection: Connection, caller: str, error: PuhuiError, at: datetime) -> None:
    """Record an invitation that was refused before it became a job here."""
    connection.execute(_turned_away.insert().values(caller=caller[:64], code=error.code, stage=error.stage, at=at))
    newest_id = sa.select(sa.func.max(_turned_away.c.id)).scalar_subquery()
    connection.execute(_turned_away.delete().where(_turned_away.c.id <= newest_id - TURNED_AWAY_MAX))


def turned_away(connection: Connection, limit: int = 100) -> list[Mapping[str, Any]]:
    """The newest of those: `caller`, `code`, `stage`, `at`."""
    rows = connection.execute(_turned_away.select().order_by(_turned_away.c.id.desc()).limit(limit))
    return [dict(row._mapping) for row in rows]


def turned_away_between(connection: Connection, since: datetime, until: datetime) -> list[Mapping[str, Any]]:
    """Those of a period added up by `caller` and `code`: `count`, `first`, `last`, in the order of the first."""
    at = _turned_away.c.at
    first = sa.func.min(at).label("first")
    query = (
        sa.select(_turned_away.c.caller, _turned_away.c.code, sa.func.count().label("count"), first)
        .add_columns(sa.func.max(at).label("last"))
        .where(at >= since, at < until)
        .group_by(_turned_away.c.caller, _turned_away.c.code)
        .order_by(first, _turned_away.c.caller, _turned_away.c.code)
    )
    return [dict(row._mapping) for row in connection.execute(query)]


def deny(connection: Connection, job: str, agreement: str, caller: str, at: datetime) -> None:
    """Record that a denial was put on an agreement before a draw; once for each job."""
    here = sa.select(_denied.c.job).where(_denied.c.job == job, _denied.c.agreement == agreement)
    if connection.execute(here).first() is None:
        connection.execute(_denied.insert().values(job=job, agreement=agreement, caller=caller, at=at))


def denied_by(connection: Connection, job: str) -> set[str]:
    """The agreements on which a job has its denial."""
    return set(connection.execute(sa.select(_denied.c.agreement).where(_denied.c.job == job)).scalars())


def denied_since(connection: Connection, caller: str, since: datetime) -> list[str]:
    """The agreements on which a caller left denials since a time, one for each of them."""
    query = sa.select(_denied.c.agreement).where(_denied.c.caller == caller, _denied.c.at > since)
    return list(connection.execute(query).scalars())


def error_text(error: PuhuiError) -> str:
    """An error as it is stored and shown."""
    told = {language: error.as_dict(language) for language in Language}
    en = told[Language.EN]
    return json.dumps(
        {
            "code": error.code,
            "party": error.party,
            "stage": error.stage,
            "cause": {language.value: told[language]["cause"] for language in Language},
            "remedy": {language.value: told[language]["remedy"] for language in Language},
            "retriable": en["retriable"],
        },
        ensure_ascii=False,
    )


def _job(connection: Connection, row: Mapping[str, Any]) -> Job:
    words = connection.execute(_words.select().where(_words.c.job == row["job"]).order_by(_words.c.party)).all()
    return Job(
        id=row["job"],
        spec=JobSpec.parse(row["spec"]),
        me=row["me"],
        initiator=row["initiator"],
        state=JobState(row["state"]),
        deadline=row["deadline"],
        stage=row["stage"],
        sent_bytes=row["sent_bytes"],
        received_bytes=row["received_bytes"],
        parties=tuple(PartyWord(word.party, word.said, word.code, word.stage, word.at) for word in words),
        error=JobError(**json.loads(row["error"])) if row["error"] else None,
        invited_at=row["invited_at"],
        accepted_at=row["accepted_at"],
        running_at=row["running_at"],
        over_at=row["over_at"],
    )
