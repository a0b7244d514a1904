"""The door for the job desk: admit a job, refuse it, settle it. Each is part of the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from puhui.credit.defaults import Defaults
from puhui.kernel import PuhuiError, Suite
from puhui.privacy.leakage import store
from puhui.privacy.leakage.differencing import Answered
from puhui.privacy.leakage.errors import JobEnded
from puhui.privacy.leakage.judging import Past, judge
from puhui.privacy.leakage.limits import LIMITS
from puhui.privacy.leakage.model import Asked, Standing, facts_of, spends_of

_STAGE = "privacy.leakage"


def admit(
    connection: Connection,
    asked: Asked,
    *,
    at: datetime,
    suite: Suite,
    answers: Sequence[Answered] | None = None,
    limits: Defaults = LIMITS,
) -> None:
    """Judge a job by all that went before and count it, before any permit is drawn: a refusal costs no grant a use.

    Raises a `LeakageRefused` (or a refusal of `policy`) and leaves nothing: the desk then calls `refuse` in a
    transaction of its own. From here on the job counts against budgets, whatever becomes of it, until `settle` says
    that no worker ever started. The same job again, while it is accepted, changes nothing; ended, it is `JobEnded`.

    `answers`, for a sum under a mandate: this node's own groups, one `answered(…)` for each group and column.
    """
    store.hold(connection)
    there = store.find(connection, asked.job)
    if there is not None:
        if there.standing is Standing.ACCEPTED:
            return
        raise JobEnded(job=asked.job[:16], standing=there.standing.value, stage=_STAGE)
    receivers = [receiver for receiver in dict.fromkeys(asked.spec.receivers) if receiver != asked.me]
    dataset = "" if asked.mine is None else asked.mine.dataset
    since = at - timedelta(days=limits.integer("period_days"))
    past = {
        receiver: Past(
            store.spent(connection, receiver, dataset, since),
            store.hits(connection, receiver, dataset, since),
            store.answers(connection, receiver, dataset) if answers is not None else (),
        )
        for receiver in receivers
    }
    judge(asked, past, answers, limits)
    facts = facts_of(asked.spec)
    store.add(connection, asked, Standing.ACCEPTED, at, facts=facts, spends=spends_of(asked))
    for receiver in receivers:
        store.keep_answers(connection, asked, receiver, dataset, answers=answers or (), suite=suite)


def refuse(connection: Connection, asked: Asked, error: PuhuiError, *, at: datetime) -> None:
    """Write down that this node did not take part, and why: the dossier tells refusals too. Nothing is counted."""
    if store.find(connection, asked.job) is None:
        store.add(connection, asked, Standing.REFUSED, at, reason=error.code)


def settle(
    connection: Connection,
    job: str,
    standing: Standing,
    *,
    at: datetime,
    reason: str = "",
    found: int | None = None,
) -> None:
    """How an accepted job ended: `LEARNT`, `FAILED`, or `VOID` when no worker of this node ever started.

    `found`, for a match of which this node had the result too: how many keys matched, by which made-up lists are told.
    `reason` is an error's code. Saying it twice changes nothing.
    """
    assert standing in {Standing.LEARNT, Standing.FAILED, Standing.VOID}
    if store.end(connection, job, standing, at, reason=reason, found=found) and standing is Standing.VOID:
        store.forget_answers(connection, job)
