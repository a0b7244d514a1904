"""What early warnings give a bank's people to know."""

from puhui.lending.warning import EscalatedTask, OpenTask
from puhui.notifications import Audience, Kind, Notice


def of_raised(task: OpenTask) -> Notice:
    """A new task, for the officers."""
    return Notice(
        Kind.WARNING_RAISED,
        Audience.of_role("officer"),
        key=f"{task.id}:raised",
        page=f"/warnings/{task.id}",
        values={"enterprise": task.name, "level": task.level.text, "what": task.trigger.text},
    )


def of_late(task: EscalatedTask) -> Notice:
    """A task whose day has passed, for the approvers."""
    return Notice(
        Kind.WARNING_LATE,
        Audience.of_role("approver"),
        key=f"{task.id}:late:{task.escalated_at.isoformat()}",
        page=f"/warnings/{task.id}",
        values={"enterprise": task.name, "level": task.level.text, "what": task.trigger.text},
    )
