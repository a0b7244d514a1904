"""The node's own record of every job it was asked to take part in, and of what each lets whom learn."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import Entropy, Suite
from puhui.privacy.leakage.differencing import Answered
from puhui.privacy.leakage.judging import Hits
from puhui.privacy.leakage.model import Asked, Fact, Gauge, Spend, Standing
from puhui.privacy.model import JobSpec, Op
from puhui.storage import metadata
from puhui.storage.database import Moment

_jobs = sa.Table(
    "privacy_leakage_jobs",
    metadata,
    sa.Column("job", sa.Text, primary_key=True),
    sa.Column("at", Moment, nullable=False, index=True),
    sa.Column("op", sa.Text, nullable=False),
    sa.Column("me", sa.Text, nullable=False),
    sa.Column("initiator", sa.Text, nullable=False),
    sa.Column("purpose", sa.Text, nullable=False),
    sa.Column("spec", sa.LargeBinary, nullable=False),
    sa.Column("named", sa.Boolean, nullable=False),
    sa.Column("under", sa.Text, nullable=False),
    sa.Column("standing", sa.Text, nullable=False, index=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("ended_at", Moment),
    sa.Column("found", sa.BigInteger),
)
_facts = sa.Table(
    "privacy_leakage_facts",
    metadata,
    sa.Column("job", sa.Text, sa.ForeignKey(_jobs.c.job), primary_key=True),
    sa.Column("learner", sa.Text, primary_key=True),
    sa.Column("about", sa.Text, primary_key=True),
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("dataset", sa.Text, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
)
_spends = sa.Table(
    "privacy_leakage_spends",
    metadata,
    sa.Column("job", sa.Text, sa.ForeignKey(_jobs.c.job), primary_key=True),
    sa.Column("counterparty", sa.Text, primary_key=True),
    sa.Column("gauge", sa.Text, primary_key=True),
    sa.Column("dataset", sa.Text, nullable=False),
    sa.Column("amount", sa.BigInteger, nullable=False),
    sa.Index("ix_privacy_leakage_spends_budget", "counterparty", "dataset", "gauge"),
)
_members = sa.Table(
    "privacy_leakage_members",
    metadata,
    sa.Column("digest", sa.Text, primary_key=True),
    sa.Column("members", sa.LargeBinary, nullable=False),
)
_answers = sa.Table(
    "privacy_leakage_answers",
    metadata,
    sa.Column("job", sa.Text, sa.ForeignKey(_jobs.c.job), primary_key=True),
    sa.Column("receiver", sa.Text, primary_key=True),
    sa.Column("column", sa.Text, primary_key=True),
    sa.Column("group_digest", sa.Text, primary_key=True),
    sa.Column("dataset", sa.Text, nullable=False),
    sa.Column("members", sa.Text, sa.ForeignKey(_members.c.digest), nullable=False),
    sa.Index("ix_privacy_leakage_answers_asked", "receiver", "dataset"),
)
_secret = sa.Table("privacy_leakage_secret", metadata, sa.Column("key", sa.LargeBinary, primary_key=True))
_AT_ONCE = 500  # values in one query
_COUNTS = (Standing.ACCEPTED.value, Standing.LEARNT.value, Standing.FAILED.value)


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job as this node knows it. `reason` is the code of the error that ended or refused it."""

    job: str
    at: datetime
    me: str
    initiator: str
    spec: JobSpec
    named: bool
    under: tuple[str, ...]
    standing: Standing
    reason: str
    ended_at: datetime | None
    found: int | None


@dataclass(frozen=True, slots=True)
class Total:
    """What one party has learnt of another's dataset in a period: in how many jobs, how much altogether."""

    learner: str
    about: str
    dataset: str
    op: Op
    code: str
    jobs: int
    amount: int


def hold(connection: Connection) -> None:
    """Nobody else judges until this transaction ends. SQLite's transactions begin with the write lock anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"LOCK TABLE {_jobs.name} IN SHARE ROW EXCLUSIVE MODE"))


def secret(connection: Connection, entropy: Entropy) -> bytes:
    """The key of this node's member digests, made when first asked for.

    It lies beside them: it keeps a copied table of digests apart from others, not from who has the database. That is
    the owner, whose data they are of. Lost, all earlier answers are unknown.
    """
    hold(connection)
    key = connection.execute(sa.select(_secret.c.key)).scalar()
    if key is None:
        key = entropy.take(32)
        connection.execute(_secret.insert().values(key=key))
    return bytes(key)


def find(connection: Connection, job: str) -> JobRow | None:
    """The row of a job."""
    row = connection.execute(_jobs.select().where(_jobs.c.job == job)).first()
    return None if row is None else _row(row)


def add(
    connection: Connection,
    asked: Asked,
    standing: Standing,
    at: datetime,
    *,
    reason: str = "",
    facts: Sequence[Fact] = (),
    spends: Sequence[Spend] = (),
) -> None:
    """A job for the first time, with what it lets learn."""
    connection.execute(
        _jobs.insert().values(
            job=asked.job,
            at=at,
            op=asked.spec.op.value,
            me=asked.me,
            initiator=asked.initiator,
            purpose=asked.spec.purpose,
            spec=asked.spec.encoded(),
            named=asked.named,
            under=json.dumps(list(asked.under)),
            standing=standing.value,
            reason=reason,
            ended_at=at if standing is Standing.REFUSED else None,
        )
    )
    for fact in facts:
        connection.execute(
            _facts.insert().values(
                job=asked.job,
                learner=fact.learner,
                about=fact.about,
                code=fact.code,
                dataset=fact.dataset,
                amount=fact.amount,
            )
        )
    for spend in spends:
        connection.execute(
            _spends.insert().values(
                job=asked.job,
                counterparty=spend.counterparty,
                gauge=spend.gauge.value,
                dataset=spend.dataset,
                amount=spend.amount,
            )
        )


def end(connection: Connection, job: str, standing: Standing, at: datetime, *, reason: str, found: int | None) -> bool:
    """Move an accepted job to how it ended; whether it was still only accepted."""
    changed = connection.execute(
        _jobs.update()
        .where(_jobs.c.job == job, _jobs.c.standing == Standing.ACCEPTED.value)
        .values(standing=standing.value, ended_at=at, reason=reason, found=found)
    )
    return changed.rowcount == 1


def spent(connection: Connection, counterparty: str, dataset: str, since: datetime) -> dict[Gauge, int]:
    """What a counterparty has spent over a dataset by jobs accepted after `since`."""
    query = (
        sa.select(_spends.c.gauge, sa.func.sum(_spends.c.amount))
        .join(_jobs, _jobs.c.job == _spends.c.job)
        .where(
            _spends.c.counterparty == counterparty,
            _spends.c.dataset == dataset,
            _jobs.c.standing.in_(_COUNTS),
            _jobs.c.at > since,
        )
        .group_by(_spends.c.gauge)
    )
    return {Gauge(gauge): int(amount) for gauge, amount in connection.execute(query)}


def hits(connection: Connection, counterparty: str, dataset: str, since: datetime) -> list[Hits]:
    """The matches with a counterparty whose hits this node saw too."""
    query = (
        sa.select(_spends.c.amount, _jobs.c.found)
        .join(_jobs, _jobs.c.job == _spends.c.job)
        .where(
            _spends.c.counterparty == counterparty,
            _spends.c.dataset == dataset,
            _spends.c.gauge == Gauge.KEYS.value,
            _jobs.c.found.is_not(None),
            _jobs.c.at > since,
        )
    )
    return [Hits(brought, found) for brought, found in connection.execute(query)]


def keep_answers(
    connection: Connection, asked: Asked, receiver: str, dataset: str, *, answers: Iterable[Answered], suite: Suite
) -> None:
    """Keep who is behind each answered group. The same members stand once, however often they are asked about."""
    rows, members = [], {}
    for one in answers:
        data = one.encoded()
        digest = suite.digest(data).hex()
        members[digest] = data
        rows.append(
            {
                "job": asked.job,
                "receiver": receiver,
                "column": one.column,
                "group_digest": f"{one.group:016x}",
                "dataset": dataset,
                "members": digest,
            }
        )
    for digest in _known_members(connection, list(members)):
        del members[digest]
    if members:
        connection.execute(_members.insert(), [{"digest": one, "members": data} for one, data in members.items()])
    if rows:
        connection.execute(_answers.insert(), rows)


def _known_members(connection: Connection, digests: Sequence[str]) -> list[str]:
    known: list[str] = []
    for start in range(0, len(digests), _AT_ONCE):
        some = _members.c.digest.in_(digests[start : start + _AT_ONCE])
        known += connection.execute(sa.select(_members.c.digest).where(some)).scalars()
    return known


def answers(connection: Connection, receiver: str, dataset: str) -> list[Answered]:
    """All groups of a dataset that a receiver has been answered, or may yet be."""
    query = (
        sa.select(_answers.c.column, _answers.c.group_digest, _members.c.members)
        .join(_members, _members.c.digest == _answers.c.members)
        .where(_answers.c.receiver == receiver, _answers.c.dataset == dataset)
        .distinct()
    )
    return [Answered.parse(column, int(group, 16), members) for column, group, members in connection.execute(query)]


def forget_answers(connection: Connection, job: str) -> None:
    """The answers of a job that never ran."""
    connection.execute(_answers.delete().where(_answers.c.job == job))
    connection.execute(_members.delete().where(_members.c.digest.not_in(sa.select(_answers.c.members))))


def accepted(connection: Connection) -> list[str]:
    """The jobs of which nobody has said yet how they ended, oldest first."""
    query = sa.select(_jobs.c.job).where(_jobs.c.standing == Standing.ACCEPTED.value).order_by(_jobs.c.at, _jobs.c.job)
    return list(connection.execute(query).scalars())


def jobs(connection: Connection, since: datetime, until: datetime) -> list[JobRow]:
    """The jobs that were accepted or refused from `since` on and before `until`, oldest first."""
    query = _jobs.select().where(_jobs.c.at >= since, _jobs.c.at < until).order_by(_jobs.c.at, _jobs.c.job)
    return [_row(row) for row in connection.execute(query)]


def totals(connection: Connection, since: datetime, until: datetime) -> list[Total]:
    """What the jobs accepted from `since` on and before `until` add up to, by learner, dataset, operation and code."""
    by = (_facts.c.learner, _facts.c.about, _facts.c.dataset, _jobs.c.op, _facts.c.code)
    query = (
        sa.select(*by, sa.func.count(), sa.func.sum(_facts.c.amount))
        .join(_jobs, _jobs.c.job == _facts.c.job)
        .where(_jobs.c.at >= since, _jobs.c.at < until, _jobs.c.standing.in_(_COUNTS))
        .group_by(*by)
        .order_by(*by)
    )
    return [
        Total(learner, about, dataset, Op(op), code, count, int(amount))
        for learner, about, dataset, op, code, count, amount in connection.execute(query)
    ]


def _row(row: sa.Row[Any]) -> JobRow:
    return JobRow(
        job=row.job,
        at=row.at,
        me=row.me,
        initiator=row.initiator,
        spec=JobSpec.parse(row.spec),
        named=row.named,
        under=tuple(json.loads(row.under)),
        standing=Standing(row.standing),
        reason=row.reason,
        ended_at=row.ended_at,
        found=row.found,
    )
