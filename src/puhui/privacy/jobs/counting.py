"""A job desk's rule that counts: what a job lets others learn is judged and written down before permits are drawn.

How a counted job ended is read from the desk's own record of it, so nothing has to be told twice, and a node that was
down counts rightly: a job whose worker never started is given back, any other that is over stays counted.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass

import polars as pl
from sqlalchemy.engine import Connection

from puhui.credit.defaults import Defaults
from puhui.kernel import Clock, Entropy, PuhuiError, Suite
from puhui.privacy.jobs import store
from puhui.privacy.jobs.checking import Checked
from puhui.privacy.jobs.model import OPEN_STATES, Job, JobState, UnderGrants, UnderMandate
from puhui.privacy.jobs.running import Place
from puhui.privacy.leakage import LIMITS, Answered, Asked, Standing, accepted, admit, own_groups, refuse, secret, settle
from puhui.privacy.model import JobSpec, Op, Party
from puhui.privacy.reporting import REPORT
from puhui.storage import Database

OwnTable = Callable[[JobSpec, Party], pl.DataFrame]
"""This node's own rows and columns of a job, as text, read for its own judgement: nothing of them leaves it."""


@dataclass(frozen=True, slots=True)
class LeakageRule:
    """A `Rule` of the desk: raises a `LeakageRefused`, which is then on record, or has counted the job."""

    database: Database
    clock: Clock
    entropy: Entropy
    suite: Suite
    place: Place
    own: OwnTable
    limits: Defaults = LIMITS

    def __call__(self, checked: Checked) -> None:
        """Judge and count one job. The same job again, while it is accepted, changes nothing."""
        asked, at = asked_of(checked), self.clock.now()
        answers = self._answers(asked)
        try:
            with self.database.transaction() as connection:
                catch_up(connection, self.place)
                admit(connection, asked, at=at, suite=self.suite, answers=answers, limits=self.limits)
        except PuhuiError as error:
            with self.database.transaction() as connection:
                refuse(connection, asked, error, at=at)
            raise

    def settle_over(self) -> int:
        """Settle what is over; how many jobs. Call it beside the desk's `expire`."""
        with self.database.transaction() as connection:
            return catch_up(connection, self.place)

    def _answers(self, asked: Asked) -> list[Answered] | None:
        mine = asked.mine
        if asked.spec.op is not Op.SUM or asked.named or mine is None or set(asked.spec.receivers) == {asked.me}:
            return None
        with self.database.transaction() as connection:
            key = secret(connection, self.entropy)
        return own_groups(self.own(asked.spec, mine), asked.spec, self.suite, key)


def asked_of(checked: Checked) -> Asked:
    """The job as leakage counts it."""
    under = checked.invitation.under
    ids: tuple[str, ...] = ()
    if isinstance(under, UnderGrants):
        ids = tuple(str(row.grant) for row in under.rows)
    elif isinstance(under, UnderMandate):
        ids = (str(under.mandate),)
    named = isinstance(under, UnderGrants)
    return Asked(checked.job, checked.spec, checked.me.name, str(checked.initiator), named, ids)


def catch_up(connection: Connection, place: Place | None) -> int:
    """Settle every counted job that the desk says is over; how many. Hits are told where the results still lie."""
    settled = 0
    for name in accepted(connection):
        job = store.find(connection, name)
        if job is None or job.state in OPEN_STATES:
            continue
        standing = _standing(job)
        found = _found(job, place) if standing is Standing.LEARNT and place else None
        reason = job.error.code if job.error else ""
        settle(connection, name, standing, at=job.over_at or job.invited_at, reason=reason, found=found)
        settled += 1
    return settled


def _standing(job: Job) -> Standing:
    if job.state is JobState.DONE:
        return Standing.LEARNT
    return Standing.VOID if job.running_at is None else Standing.FAILED


def _found(job: Job, place: Place) -> int | None:
    """How many keys matched or were on the list, where this node had the result and still has its report."""
    try:
        report = json.loads((place.results(job.id) / REPORT).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    result = report.get("result", {})
    found = result.get("on_list" if job.spec.op is Op.LOOKUP else "matched_keys")
    return found if isinstance(found, int) else None
