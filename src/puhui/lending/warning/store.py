"""The rows of warnings' tasks, and of the looks that they come of. A task's steps are events in its own stream.

`live` holds debtor and rule while a task is not closed, and nothing after: two tasks of one sign cannot stand at once.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from puhui.kernel import PuhuiError, decode, encode
from puhui.kernel.ids import LoanId, WarningId
from puhui.lending.documents import from_document, to_document
from puhui.lending.errors import ChangedMeanwhile, RowDamaged
from puhui.lending.warning.errors import WarningUnknown
from puhui.lending.warning.judging import Look
from puhui.lending.warning.states import WarningState
from puhui.lending.warning.task import STATES, ClosedTask, OpenTask, WarningTask
from puhui.storage import metadata
from puhui.storage.database import Moment

LIST_MAX = 500
_STAGE = "lending.warning"
T = TypeVar("T", bound=WarningTask)

_tasks = sa.Table(
    "lending_warnings",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("uscc", sa.Text, nullable=False, index=True),
    sa.Column("loan", sa.Text, nullable=False, index=True),
    sa.Column("rule", sa.Text, nullable=False, index=True),
    sa.Column("level", sa.Text, nullable=False),
    sa.Column("state", sa.Text, nullable=False, index=True),
    sa.Column("live", sa.Text, nullable=True, unique=True),
    sa.Column("raised_at", Moment, nullable=False),
    sa.Column("due_by", Moment, nullable=False),
    sa.Column("closing", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)
_looks = sa.Table(
    "lending_looks",
    metadata,
    sa.Column("uscc", sa.Text, primary_key=True),
    sa.Column("at", Moment, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)


def insert_task(connection: Connection, task: OpenTask) -> None:
    """Store a new task; raises `ChangedMeanwhile` where one of the same sign stands."""
    try:
        connection.execute(_tasks.insert().values(**_row(task)))
    except sa.exc.IntegrityError:
        raise ChangedMeanwhile(what=task.id, stage=_STAGE) from None


def task(connection: Connection, id: WarningId) -> WarningTask:
    """The task; raises `WarningUnknown`."""
    row = connection.execute(_tasks.select().where(_tasks.c.id == id)).first()
    if row is None:
        raise WarningUnknown(warning=id, stage=_STAGE)
    return _task(row)


def live_task(connection: Connection, uscc: str, rule: str) -> WarningTask | None:
    """The task of that sign that is not closed."""
    row = connection.execute(_tasks.select().where(_tasks.c.live == _live_key(uscc, rule))).first()
    return None if row is None else _task(row)


def last_closed(connection: Connection, uscc: str, rule: str) -> ClosedTask | None:
    """The newest closed task of that sign."""
    query = _tasks.select().where(_tasks.c.uscc == uscc, _tasks.c.rule == rule, _tasks.c.live.is_(None))
    row = connection.execute(query.order_by(_tasks.c.raised_at.desc(), _tasks.c.id.desc()).limit(1)).first()
    found = None if row is None else _task(row)
    return found if isinstance(found, ClosedTask) else None


def tasks(
    connection: Connection,
    *,
    uscc: str | None = None,
    loan: LoanId | None = None,
    states: Sequence[str] = (),
    levels: Sequence[str] = (),
    rule: str | None = None,
) -> list[WarningTask]:
    """Tasks, those due first first among the live, then the closed ones, newest first; at most 500."""
    query = _tasks.select().order_by(_tasks.c.live.is_(None), _tasks.c.due_by, _tasks.c.id)
    if uscc is not None:
        query = query.where(_tasks.c.uscc == uscc)
    if loan is not None:
        query = query.where(_tasks.c.loan == loan)
    if rule is not None:
        query = query.where(_tasks.c.rule == rule)
    if states:
        query = query.where(_tasks.c.state.in_(states))
    if levels:
        query = query.where(_tasks.c.level.in_(levels))
    return [_task(row) for row in connection.execute(query.limit(LIST_MAX))]


def late_tasks(connection: Connection, now: datetime) -> list[WarningTask]:
    """Tasks whose day has passed and that are with no approver yet."""
    waiting = (WarningState.OPEN.value, WarningState.TAKEN.value)
    query = _tasks.select().where(_tasks.c.state.in_(waiting), _tasks.c.due_by < now).order_by(_tasks.c.due_by)
    return [_task(row) for row in connection.execute(query.limit(LIST_MAX))]


def closings(connection: Connection) -> list[tuple[str, str, str, int]]:
    """(rule, level, closing, how many) of all closed tasks."""
    columns = (_tasks.c.rule, _tasks.c.level, _tasks.c.closing)
    query = sa.select(*columns, sa.func.count()).where(_tasks.c.live.is_(None)).group_by(*columns).order_by(*columns)
    return [(rule, level, closing, int(count)) for rule, level, closing, count in connection.execute(query)]


def save_task(connection: Connection, changed: T) -> T:
    """Store the next state; raises `ChangedMeanwhile` when the row is no longer the one that was read."""
    following = replace(changed, version=changed.version + 1)
    query = _tasks.update().where(_tasks.c.id == changed.id, _tasks.c.version == changed.version)
    if connection.execute(query.values(**_row(following))).rowcount != 1:
        raise ChangedMeanwhile(what=changed.id, stage=_STAGE)
    return following


def keep_look(connection: Connection, uscc: str, look: Look, keep: int) -> None:
    """Keep a look; beyond `keep` the oldest go, but for the first, which movements are counted from."""
    body = json.dumps(look.document(), ensure_ascii=False, separators=(",", ":"))
    connection.execute(_looks.insert().values(uscc=uscc, at=look.at, body=body))
    query = sa.select(_looks.c.at).where(_looks.c.uscc == uscc).order_by(_looks.c.at)
    times = list(connection.execute(query).scalars())
    if too_many := times[1 : len(times) - keep + 1]:
        connection.execute(_looks.delete().where(_looks.c.uscc == uscc, _looks.c.at.in_(too_many)))


def looks(connection: Connection, uscc: str) -> list[Look]:
    """The looks at a debtor, oldest first."""
    query = sa.select(_looks.c.body).where(_looks.c.uscc == uscc).order_by(_looks.c.at)
    return [Look.of_document(json.loads(body)) for body in connection.execute(query).scalars()]


def last_looks(connection: Connection) -> dict[str, datetime]:
    """When each debtor was looked at last, by its code."""
    query = sa.select(_looks.c.uscc, sa.func.max(_looks.c.at)).group_by(_looks.c.uscc)
    return {str(row[0]): row[1] for row in connection.execute(query)}


def forget_looks(connection: Connection, uscc: str) -> int:
    """Forget every look at a debtor; how many there were."""
    return connection.execute(_looks.delete().where(_looks.c.uscc == uscc)).rowcount


def _live_key(uscc: str, rule: str) -> str:
    return f"{uscc}:{rule}"


def _row(task: WarningTask) -> dict[str, object]:
    closed = isinstance(task, ClosedTask)
    return {
        "id": task.id,
        "uscc": task.uscc,
        "loan": task.loan,
        "rule": task.trigger.code,
        "level": task.level.value,
        "state": task.state.value,
        "live": None if closed else _live_key(task.uscc, task.trigger.code),
        "raised_at": task.raised_at,
        "due_by": task.due_by,
        "closing": task.closing.value if isinstance(task, ClosedTask) else "",
        "version": task.version,
        "body": encode(to_document(task)),
    }


def _task(row: sa.Row[tuple[object, ...]]) -> WarningTask:
    kept = row._mapping
    try:
        return from_document(STATES[kept["state"]], decode(kept["body"]))
    except (KeyError, TypeError, ValueError, ArithmeticError, PuhuiError) as reason:
        raise RowDamaged(row=kept["id"], reason=type(reason).__name__, stage=_STAGE) from None
