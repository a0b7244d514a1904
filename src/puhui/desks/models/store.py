"""Rows of the models' desk: the registry's events, files by digest, the record of every score, monitoring reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from puhui.desks.errors import ThingNotFound
from puhui.desks.kept_files import KeptFiles
from puhui.desks.models.errors import RegistryMovedOn
from puhui.storage import metadata
from puhui.storage.database import Moment

_STAGE = "desks.models"

_events = sa.Table(
    "model_events",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)
_files = KeptFiles("model_files", stage=_STAGE)
keep_file = _files.keep
file_of = _files.file
_scores = sa.Table(
    "model_scores",
    metadata,
    sa.Column("score", sa.Text, primary_key=True),
    sa.Column("application", sa.Text, nullable=False),
    sa.Column("uscc", sa.Text, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("record", sa.LargeBinary, nullable=False),
    sa.Index("ix_model_scores_of", "model", "at"),
)
_reports = sa.Table(
    "model_reports",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("model", sa.Text, nullable=False),
    sa.Column("month", sa.Text, nullable=False),
    sa.Column("monthly", sa.Boolean, nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("review", sa.Boolean, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """An event of the registry, the name of whoever acted as it was then, and its entry on the ledger."""

    event: bytes
    by_name: str
    entry: str


@dataclass(frozen=True, slots=True)
class KeptScore:
    """The record of one score: `application` is empty for an enterprise's own; `model` the digest of what decided."""

    score: str
    application: str
    uscc: str
    at: datetime
    model: str
    record: bytes


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A monitoring report: `report` and `page` are digests of its JSON and of its page."""

    seq: int
    model: str
    month: str
    monthly: bool
    at: datetime
    review: bool
    report: str
    page: str
    entry: str


def append_event(connection: Connection, seq: int, event: bytes, *, at: datetime, by_name: str, entry: str) -> None:
    """Write the event of that number; raises `RegistryMovedOn` where it is taken."""
    try:
        connection.execute(_events.insert().values(seq=seq, at=at, event=event, by_name=by_name, entry=entry))
    except IntegrityError:
        raise RegistryMovedOn(stage=_STAGE) from None


def events(connection: Connection) -> list[KeptEvent]:
    """All events, in order."""
    rows = connection.execute(_events.select().order_by(_events.c.seq))
    return [KeptEvent(row.event, row.by_name, row.entry) for row in rows]


def keep_score(connection: Connection, kept: KeptScore) -> None:
    """Keep the record of a score."""
    connection.execute(
        _scores.insert().values(
            score=kept.score,
            application=kept.application,
            uscc=kept.uscc,
            at=kept.at,
            model=kept.model,
            record=kept.record,
        )
    )


def score_of(connection: Connection, score: str) -> KeptScore:
    """The record of that score; raises `ThingNotFound`."""
    row = connection.execute(_scores.select().where(_scores.c.score == score)).first()
    if row is None:
        raise ThingNotFound(kind="score", id=score, stage=_STAGE)
    return _kept_score(row)


def scores_by(connection: Connection, model: str, until: datetime) -> Iterator[KeptScore]:
    """The latest record of each application that the model scored before `until`, oldest first."""
    newest = (
        sa.select(_scores.c.application, sa.func.max(_scores.c.at).label("at"))
        .where(_scores.c.application != "", _scores.c.at < until)
        .group_by(_scores.c.application)
        .subquery()
    )
    query = (
        _scores.select()
        .join(newest, sa.and_(_scores.c.application == newest.c.application, _scores.c.at == newest.c.at))
        .where(_scores.c.model == model)
        .order_by(_scores.c.at, _scores.c.score)
    )
    for row in connection.execute(query):
        yield _kept_score(row)


def models_that_scored(connection: Connection, until: datetime) -> list[str]:
    """The digests of the models that scored applications before `until`."""
    query = sa.select(_scores.c.model).distinct().where(_scores.c.application != "", _scores.c.at < until)
    return list(connection.execute(query.order_by(_scores.c.model)).scalars())


def keep_report(connection: Connection, kept: KeptReport) -> None:
    """Keep a monitoring report under its number; raises `RegistryMovedOn` where it is taken."""
    try:
        connection.execute(
            _reports.insert().values(
                seq=kept.seq,
                model=kept.model,
                month=kept.month,
                monthly=kept.monthly,
                at=kept.at,
                review=kept.review,
                report=kept.report,
                page=kept.page,
                entry=kept.entry,
            )
        )
    except IntegrityError:
        raise RegistryMovedOn(stage=_STAGE) from None


def reports(connection: Connection) -> list[KeptReport]:
    """All monitoring reports, newest first."""
    rows = connection.execute(_reports.select().order_by(_reports.c.seq.desc()))
    return [
        KeptReport(row.seq, row.model, row.month, row.monthly, row.at, row.review, row.report, row.page, row.entry)
        for row in rows
    ]


def _kept_score(row: sa.Row[tuple[object, ...]]) -> KeptScore:
    return KeptScore(row.score, row.application, row.uscc, row.at, row.model, row.record)
