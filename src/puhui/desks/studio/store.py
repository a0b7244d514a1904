"""Rows of the studio: versions, the steps of their lives, files by digest, and backtests under way."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.desks.errors import ThingNotFound
from puhui.desks.kept_files import KeptFiles
from puhui.desks.studio.states import State
from puhui.storage import metadata
from puhui.storage.database import Moment

_STAGE = "desks.studio"
RULES, PRODUCT = "rules", "product"

_versions = sa.Table(
    "studio_versions",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("revision", sa.Integer, nullable=False),
    sa.Column("content", sa.Text, nullable=False),
    sa.Column("cases", sa.Text, nullable=False),
    sa.Column("authors", sa.Text, nullable=False),
    sa.Column("based_on", sa.Text, nullable=False),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("against", sa.Text, nullable=False),
    sa.Column("report", sa.Text, nullable=False),
    sa.Column("changed_at", Moment, nullable=False),
    sa.Column("changed_by", sa.Text, nullable=False),
    sa.UniqueConstraint("kind", "subject", "number"),
)
_steps = sa.Table(
    "studio_steps",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("version", sa.Text, nullable=False, index=True),
    sa.Column("at", Moment, nullable=False),
    sa.Column("action", sa.Text, nullable=False),
    sa.Column("by_name", sa.Text, nullable=False),
    sa.Column("event", sa.LargeBinary, nullable=False),
    sa.Column("entry", sa.Text, nullable=False),
)
_files = KeptFiles("studio_files", stage=_STAGE)
keep_file = _files.keep
file_of = _files.file
_backtests = sa.Table(
    "studio_backtests",
    metadata,
    sa.Column("version", sa.Text, primary_key=True),
    sa.Column("file", sa.Text, nullable=False),
    sa.Column("against", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("done", sa.Integer, nullable=False),
    sa.Column("total", sa.Integer, nullable=False),
    sa.Column("asked_at", Moment, nullable=False),
    sa.Column("asked_by", sa.Text, nullable=False),
    sa.Column("asked_name", sa.Text, nullable=False),
    sa.Column("problem", sa.Text, nullable=False),
)


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the rules (`subject` "rules") or of a product (its code).

    `content` is the sheet, or the product's JSON; `file` the digest of the bytes that would serve, once tested;
    `against` the file that was in force then (empty: none); `report` that of the backtest.
    """

    id: str
    kind: str
    subject: str
    number: int
    state: State
    revision: int
    content: dict[str, Any]
    cases: dict[str, Any]
    authors: tuple[str, ...]
    based_on: str
    changed_at: datetime
    changed_by: str
    file: str = ""
    against: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step that was taken: its event as it was signed for, whoever acted by name, and its entry ("" for a save)."""

    seq: int
    at: datetime
    action: str
    by_name: str
    event: bytes
    entry: str


@dataclass(frozen=True, slots=True)
class Run:
    """A backtest of one file against another: `waiting`, `running`, `done` or `failed` (`problem`: texts as JSON)."""

    version: str
    file: str
    against: str
    state: str
    done: int
    total: int
    asked_at: datetime
    asked_by: str
    asked_name: str
    problem: str


def add_version(connection: Connection, version: Version) -> None:
    """Write a new version."""
    connection.execute(_versions.insert().values(**_row(version)))


def put_version(connection: Connection, version: Version) -> Version:
    """Write a version that was read in this transaction, as its next revision."""
    stepped = replace(version, revision=version.revision + 1)
    connection.execute(_versions.update().where(_versions.c.id == version.id).values(**_row(stepped)))
    return stepped


def version_of(connection: Connection, id_: str) -> Version:
    """The version of that id; raises `ThingNotFound`."""
    row = connection.execute(_versions.select().where(_versions.c.id == id_)).first()
    if row is None:
        raise ThingNotFound(kind="version", id=id_, stage=_STAGE)
    return _version(row)


def versions(connection: Connection, kind: str | None = None, subject: str | None = None) -> list[Version]:
    """Versions that were not deleted, the newest first."""
    query = _versions.select().where(_versions.c.state != State.DELETED.value)
    if kind is not None:
        query = query.where(_versions.c.kind == kind)
    if subject is not None:
        query = query.where(_versions.c.subject == subject)
    rows = connection.execute(query.order_by(_versions.c.changed_at.desc(), _versions.c.id.desc()))
    return [_version(row) for row in rows]


def next_number(connection: Connection, kind: str, subject: str) -> int:
    """The number of the next version, counted 1, 2, 3 …, deleted ones too."""
    query = sa.select(sa.func.max(_versions.c.number)).where(_versions.c.kind == kind, _versions.c.subject == subject)
    return int(connection.execute(query).scalar() or 0) + 1


def next_seq(connection: Connection) -> int:
    """The number of the next step."""
    return int(connection.execute(sa.select(sa.func.max(_steps.c.seq))).scalar() or 0) + 1


def next_anchor(connection: Connection) -> int:
    """The number of the next step that is an entry: the ledger counts these without a gap."""
    query = sa.select(sa.func.count()).select_from(_steps).where(_steps.c.entry != "")
    return int(connection.execute(query).scalar() or 0) + 1


def add_step(connection: Connection, version: str, taken: Taken) -> None:
    """Write a step."""
    connection.execute(
        _steps.insert().values(
            seq=taken.seq,
            version=version,
            at=taken.at,
            action=taken.action,
            by_name=taken.by_name,
            event=taken.event,
            entry=taken.entry,
        )
    )


def steps(connection: Connection, version: str) -> list[Taken]:
    """The steps of a version, in order."""
    rows = connection.execute(_steps.select().where(_steps.c.version == version).order_by(_steps.c.seq))
    return [Taken(row.seq, row.at, row.action, row.by_name, row.event, row.entry) for row in rows]


def ask_run(connection: Connection, run: Run) -> None:
    """Ask for a backtest, in the place of an earlier one of that version."""
    connection.execute(_backtests.delete().where(_backtests.c.version == run.version))
    values = {name: getattr(run, name) for name in Run.__dataclass_fields__}
    connection.execute(_backtests.insert().values(**values))


def run_of(connection: Connection, version: str) -> Run | None:
    """The latest backtest of a version."""
    row = connection.execute(_backtests.select().where(_backtests.c.version == version)).first()
    return None if row is None else _run(row)


def next_run(connection: Connection, states: Sequence[str]) -> Run | None:
    """The backtest in one of these states that was asked for first."""
    query = _backtests.select().where(_backtests.c.state.in_(states)).order_by(_backtests.c.asked_at)
    row = connection.execute(query.limit(1)).first()
    return None if row is None else _run(row)


def put_run(connection: Connection, run: Run, **changed: object) -> bool:
    """Write what changed of a backtest; False where another took its place meanwhile."""
    same = _backtests.update().where(
        _backtests.c.version == run.version, _backtests.c.asked_at == run.asked_at, _backtests.c.file == run.file
    )
    return bool(connection.execute(same.values(**changed)).rowcount)


def _row(version: Version) -> dict[str, Any]:
    values = {name: getattr(version, name) for name in Version.__dataclass_fields__}
    return values | {
        "state": version.state.value,
        "content": json.dumps(version.content, ensure_ascii=False),
        "cases": json.dumps(version.cases, ensure_ascii=False),
        "authors": json.dumps(version.authors),
    }


def _version(row: sa.Row[Any]) -> Version:
    values = {name: getattr(row, name) for name in Version.__dataclass_fields__}
    return Version(
        **values
        | {
            "state": State(row.state),
            "content": json.loads(row.content),
            "cases": json.loads(row.cases),
            "authors": tuple(json.loads(row.authors)),
        }
    )


def _run(row: sa.Row[Any]) -> Run:
    return Run(**{name: getattr(row, name) for name in Run.__dataclass_fields__})
