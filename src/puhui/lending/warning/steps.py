"""What is done to a warning's task: each a part of the caller's transaction, and an entry owed to the ledger.

The rule's file is kept with the task's first event: what warned can be judged again after the bank has changed it.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.engine import Connection

from puhui.decisions import rules_digest
from puhui.kernel.ids import LoanId, WarningId
from puhui.kernel.moves import moved
from puhui.lending import store as lending
from puhui.lending.errors import ChangedMeanwhile
from puhui.lending.office import LoanOffice
from puhui.lending.warning import store
from puhui.lending.warning.errors import ApproverCloses, MeasureFirst, TakenByAnother, WrongWarningState
from puhui.lending.warning.judging import Hit, is_the_same
from puhui.lending.warning.settings import WarningSettings, settings
from puhui.lending.warning.states import MOVES, Step
from puhui.lending.warning.task import (
    STATES,
    ClosedTask,
    Closing,
    EscalatedTask,
    Level,
    Measure,
    OpenTask,
    Staff,
    TakenTask,
    Trigger,
    WarningTask,
    become,
)

_STAGE = "lending.warning"
_NODE = "node"
T = TypeVar("T", bound=WarningTask)


def raise_warning(
    connection: Connection,
    office: LoanOffice,
    hit: Hit,
    *,
    uscc: str,
    name: str,
    loan: LoanId,
    manager: str,
    rules: bytes,
    rules_version: str,
    looked_at: datetime,
) -> OpenTask | None:
    """A task for what warned; None where one of the same sign stands, which then was seen again, and where the same
    values were closed as a false alarm not long ago."""
    held, at = settings(), office.now()
    standing = store.live_task(connection, uscc, hit.code)
    if standing is not None:
        store.save_task(connection, replace(standing, seen=(*standing.seen, looked_at), latest=hit.facts))
        return None
    before = store.last_closed(connection, uscc, hit.code)
    if before is not None and _was_false(before, hit, at, held):
        return None
    digest = rules_digest(rules)
    lending.keep_rules(connection, digest, rules)
    task = OpenTask(
        id=WarningId.new(office.clock, office.entropy),
        uscc=uscc,
        name=name,
        loan=loan,
        level=Level(hit.level),
        trigger=Trigger(
            hit.code, hit.mark, hit.text, hit.advice, hit.basis, hit.evidence, rules_version, digest, hit.facts
        ),
        raised_at=at,
        due_by=_due(hit.level, at, held),
        manager=manager,
        seen=(looked_at,),
        measures=(),
        version=1,
    )
    store.insert_task(connection, task)
    lending.record(connection, office, task.id, "warning.raised", task)
    return task


def take(connection: Connection, office: LoanOffice, id: WarningId, *, version: int, by: Staff) -> TakenTask:
    """An officer takes it on; raises `WrongWarningState`, `ChangedMeanwhile`."""
    task = _read(connection, id, version)
    _allow(Step.TAKE, task)
    return _save(connection, office, become(task, TakenTask, taken_by=by, taken_at=office.now()), Step.TAKE)


def measure(
    connection: Connection, office: LoanOffice, id: WarningId, text: str, *, version: int, by: Staff
) -> WarningTask:
    """Record what was done; whoever has it, and of a late one the approver. Raises `TakenByAnother` and as `take`."""
    task = _read(connection, id, version)
    _allow(Step.MEASURE, task)
    _require_theirs(task, by)
    done = replace(task, measures=(*task.measures, Measure(text, by.name, office.now())))
    return _save(connection, office, done, Step.MEASURE)


def send_back(
    connection: Connection, office: LoanOffice, id: WarningId, note: str, *, version: int, by: Staff
) -> OpenTask:
    """The approver gives a late one a new day, and back to the officers."""
    task, at = _read(connection, id, version), office.now()
    _allow(Step.SEND_BACK, task)
    measures = (*task.measures, Measure(note, by.name, at))
    back = become(task, OpenTask, measures=measures, due_by=_due(task.level.value, at, settings()))
    return _save(connection, office, back, Step.SEND_BACK)


def close(
    connection: Connection,
    office: LoanOffice,
    id: WarningId,
    closing: Closing,
    note: str,
    *,
    version: int,
    by: Staff,
) -> ClosedTask:
    """Close it with the reason.

    Red ones and late ones an approver closes (`ApproverCloses`), never the one who worked on it; one that was right is
    closed once a measure is recorded (`MeasureFirst`). `LOAN_ENDED` is the node's to say.
    """
    task = _read(connection, id, version)
    _allow(Step.CLOSE, task)
    if closing is Closing.LOAN_ENDED:
        raise WrongWarningState(state=task.state.text, step=closing.value, stage=_STAGE)
    if isinstance(task, EscalatedTask) or task.level is Level.RED:
        worked = getattr(task, "taken_by", None)
        if by.role != settings().red_closed_by or (worked is not None and worked.person == by.person):
            raise ApproverCloses(stage=_STAGE)
    else:
        _require_theirs(task, by)
    if closing.confirms and not task.measures:
        raise MeasureFirst(stage=_STAGE)
    closed = become(task, ClosedTask, closing=closing, note=note, closed_by=by.name, closed_at=office.now())
    return _save(connection, office, closed, Step.CLOSE)


def escalate_late(connection: Connection, office: LoanOffice) -> list[EscalatedTask]:
    """Give every task whose day has passed to the approvers. Again changes nothing."""
    found, at = [], office.now()
    for task in store.late_tasks(connection, at):
        _allow(Step.ESCALATE, task)
        taken_by = task.taken_by if isinstance(task, TakenTask) else None
        late = become(task, EscalatedTask, escalated_at=at, taken_by=taken_by)
        found.append(_save(connection, office, late, Step.ESCALATE))
    return found


def lapse(connection: Connection, office: LoanOffice, uscc: str) -> int:
    """Close every task of a debtor that owes nothing here any more; how many."""
    live = [state for state in STATES if state != ClosedTask.state.value]
    standing = store.tasks(connection, uscc=uscc, states=live)
    for task in standing:
        _allow(Step.LAPSE, task)
        ended = become(task, ClosedTask, closing=Closing.LOAN_ENDED, note="", closed_by=_NODE, closed_at=office.now())
        _save(connection, office, ended, Step.LAPSE)
    return len(standing)


def _was_false(before: ClosedTask, hit: Hit, at: datetime, held: WarningSettings) -> bool:
    told = {name: one["value"] for name, one in before.last_facts.items()}
    same = is_the_same(told, hit.values, held.same_within)
    return before.closing is Closing.FALSE_ALARM and same and at - before.closed_at < held.quiet


def _due(level: str, at: datetime, held: WarningSettings) -> datetime:
    return at + timedelta(days=held.due_days[level])


def _read(connection: Connection, id: WarningId, version: int) -> WarningTask:
    task = store.task(connection, id)
    if task.version != version:
        raise ChangedMeanwhile(what=id, stage=_STAGE)
    return task


def _allow(step: Step, task: WarningTask) -> None:
    if moved(MOVES, step, task.state) is None:
        raise WrongWarningState(state=task.state.text, step=step.value, stage=_STAGE)


def _require_theirs(task: WarningTask, by: Staff) -> None:
    if isinstance(task, EscalatedTask):
        if by.role != settings().red_closed_by:
            raise ApproverCloses(stage=_STAGE)
    elif isinstance(task, TakenTask) and task.taken_by.person != by.person:
        raise TakenByAnother(by=task.taken_by.name, stage=_STAGE)


def _save(connection: Connection, office: LoanOffice, changed: T, step: Step) -> T:
    saved = store.save_task(connection, changed)
    lending.record(connection, office, saved.id, f"warning.{step}", saved)
    return saved
