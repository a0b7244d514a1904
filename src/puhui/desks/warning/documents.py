"""Warnings as documents, texts in both languages. What custodians told is in them only while a grant holds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from puhui.decisions import parse_rules
from puhui.desks.actors import Actor
from puhui.desks.localising import both
from puhui.exchange import all_definitions
from puhui.kernel import Text
from puhui.kernel.moves import moved
from puhui.lending.store import Event
from puhui.lending.warning import (
    MOVES,
    ClosedTask,
    EscalatedTask,
    Level,
    Look,
    Step,
    TakenTask,
    WarningTask,
    settings,
    shipped_rules,
)
from puhui.lending.warning.settings import NEWS

Document = dict[str, Any]
WITHHELD = Text(
    zh="企业的贷后监测授权已失效，监测数据已删除，依据与图表不再展示",
    en="no grant for monitoring holds any more: what was told is deleted, and evidence and pictures are not shown",
)
_OFFICER, _APPROVER = "officer", "approver"


@dataclass(frozen=True, slots=True)
class Seen:
    """What custodians told of a debtor: every look, and the documents of the latest one."""

    looks: Sequence[Look]
    documents: Mapping[str, Any]


def line_document(task: WarningTask, now: datetime) -> Document:
    """A task as the list shows it."""
    closed = task if isinstance(task, ClosedTask) else None
    taken = task.taken_by if isinstance(task, TakenTask | EscalatedTask) else None
    return {
        "id": str(task.id),
        "version": task.version,
        "state": task.state.value,
        "state_label": both(task.state.text),
        "level": task.level.value,
        "level_label": both(task.level.text),
        "rule": task.trigger.code,
        "text": both(task.trigger.text),
        "mark": task.trigger.mark,
        "enterprise": {"uscc": task.uscc, "name": task.name},
        "loan": str(task.loan),
        "raised_at": task.raised_at.isoformat(),
        "due_by": task.due_by.isoformat(),
        "late": closed is None and now > task.due_by,
        "seen": len(task.seen),
        "last_seen": task.seen[-1].isoformat(),
        "taken_by": None if taken is None else taken.name,
        "closing": None if closed is None else closed.closing.value,
        "closing_label": None if closed is None else both(closed.closing.text),
    }


def warning_document(
    task: WarningTask, seen: Seen | None, events: Sequence[Event], *, now: datetime, actor: Actor
) -> Document:
    """One task with its evidence and pictures (None: no grant holds), and what this person may do with it."""
    closed = task if isinstance(task, ClosedTask) else None
    told: Document = {
        "advice": both(task.trigger.advice),
        "basis": task.trigger.basis,
        "rules_version": task.trigger.rules_version,
        "withheld": None if seen else both(WITHHELD),
        "evidence": None,
        "movement": None,
        "series": None,
        "opinion": None,
        "measures": [{"text": one.text, "by": one.by, "at": one.at.isoformat()} for one in task.measures],
        "note": None if closed is None else closed.note,
        "closed_by": None if closed is None else closed.closed_by,
        "closed_at": None if closed is None else closed.closed_at.isoformat(),
        "may": _may(task, actor.role, actor.person),
        "history": [
            {"state": one.kind.partition(".")[2], "at": one.at.isoformat(), "entry": str(one.entry)} for one in events
        ],
    }
    return line_document(task, now) | told | (_pictures(task, seen) if seen else {})


def _may(task: WarningTask, role: str, person: str) -> list[str]:
    """The steps that the state allows and the person's role and part in it do not forbid."""
    late, red = isinstance(task, EscalatedTask), task.level is Level.RED
    worked = task.taken_by.person if isinstance(task, TakenTask | EscalatedTask) and task.taken_by else ""
    theirs = role == _APPROVER if late else worked == person
    allowed = {
        Step.TAKE: role == _OFFICER,
        Step.MEASURE: theirs,
        Step.SEND_BACK: role == _APPROVER,
        Step.CLOSE: role == _APPROVER and worked != person if late or red else theirs,
    }
    return [step.value for step, may in allowed.items() if may and moved(MOVES, step, task.state)]


def _pictures(task: WarningTask, seen: Seen) -> Document:
    held, code, latest = settings(), task.trigger.code, seen.documents
    moved = {one.name: one.of for one in held.movements}
    news = task.trigger.evidence in NEWS
    return {
        "evidence": [_evidence(name, one, task.last_facts.get(name, one)) for name, one in task.trigger.facts.items()],
        "movement": None if news else _movement(moved.get(task.trigger.evidence, task.trigger.evidence), seen.looks),
        "series": latest.get(held.pictures.get(code, "")),
        "opinion": latest.get("timeline") if news else None,
    }


def _evidence(name: str, told: Mapping[str, Any], last: Mapping[str, Any]) -> Document:
    return {
        "name": name,
        "label": both(_label(name)),
        "value": _value(told),
        "last_value": _value(last),
        "unit": _unit(name),
        "source": told["source"],
        "as_of": told["as_of"],
    }


def _value(told: Mapping[str, Any]) -> str | None:
    return None if told["value"] is None else str(told["value"])


def _movement(name: str, looks: Sequence[Look]) -> Document:
    points = []
    for look in looks:
        found = look.facts.get(name)
        value = None if found is None or found.absent else float(Decimal(str(found.value)))
        points.append({"at": look.at.isoformat(), "value": value})
    return {"name": name, "label": both(_label(name)), "unit": _unit(name), "points": points}


def _label(name: str) -> Text:
    """What people call a fact: an indicator's own label, or what the rules' file says of a movement."""
    known = all_definitions().get(name)
    if known is not None:
        return known.label
    field = parse_rules(shipped_rules()).fields.get(name)
    return Text(zh=name, en=name) if field is None else Text(zh=field.label, en=field.label_en or field.label)


def _unit(name: str) -> str:
    known = all_definitions().get(name)
    if known is not None:
        return known.unit
    kind = next((one.kind for one in settings().movements if one.name == name), "difference")
    return "ratio" if kind == "ratio" else "count"


def precision_documents(closings: Sequence[tuple[str, str, str, int]], live: Mapping[str, int]) -> list[Document]:
    """Each rule that ever warned, with how often it was right; the shipped file's words."""
    rules = {one.code: one for one in parse_rules(shipped_rules()).rules}
    counted: dict[str, dict[str, int]] = {}
    for code, _, closing, count in closings:
        kind = {"false_alarm": "false_alarms", "loan_ended": "ended"}.get(closing, "confirmed")
        of_rule = counted.setdefault(code, {})
        of_rule[kind] = of_rule.get(kind, 0) + count
    levels = {code: level for code, level, _, _ in closings}
    found = []
    for code in sorted({*counted, *live}):
        of, rule = counted.get(code, {}), rules.get(code)
        confirmed, false = of.get("confirmed", 0), of.get("false_alarms", 0)
        judged = confirmed + false
        found.append(
            {
                "rule": code,
                "level": rule.level if rule else levels.get(code, "yellow"),
                "text": both(rule.text) if rule else {"zh": code, "en": code},
                "mark": rule.mark if rule else "",
                "live": live.get(code, 0),
                "confirmed": confirmed,
                "false_alarms": false,
                "precision": confirmed / judged if judged >= settings().judged_least else None,
            }
        )
    return found
