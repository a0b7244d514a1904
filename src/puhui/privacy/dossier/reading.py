"""Gather a dossier from a node's own database and a ledger. Changes neither."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from puhui.credit.defaults import Defaults
from puhui.kernel import Text
from puhui.privacy.dossier.model import Dossier, Ledger, OnLedger, Spent
from puhui.privacy.leakage import LIMITS, JobRow, jobs, spends_of, spent, totals
from puhui.privacy.leakage.model import Asked


def read_dossier(
    connection: Connection,
    me: str,
    *,
    since: datetime,
    until: datetime,
    made_at: datetime,
    names: Mapping[str, Text],
    ledger: Ledger | None,
    limits: Defaults = LIMITS,
) -> Dossier:
    """The node's record from `since` on and before `until`; budgets as they stand at `until`."""
    held = jobs(connection, since, until)
    return Dossier(
        me=me,
        names=names,
        since=since,
        until=until,
        made_at=made_at,
        jobs=held,
        totals=totals(connection, since, until),
        budgets=_budgets(connection, held, until, limits),
        limits=limits,
        on_ledger=None if ledger is None else _on_ledger(held, ledger),
    )


def _on_ledger(held: list[JobRow], ledger: Ledger) -> dict[str, OnLedger]:
    states = {job.job: ledger(f"computations/{job.job}") for job in held}
    return {job: OnLedger.parse(state) for job, state in states.items() if state is not None}


def _budgets(connection: Connection, held: list[JobRow], until: datetime, limits: Defaults) -> list[Spent]:
    """Of every counterparty and dataset that a job of the period was about."""
    about = {
        (spend.counterparty, spend.dataset)
        for job in held
        for spend in spends_of(Asked(job.job, job.spec, job.me, job.initiator))
    }
    since = until - timedelta(days=limits.integer("period_days"))
    return [
        Spent(counterparty, dataset, gauge, amount, limits.integer(f"{gauge.value}_max"))
        for counterparty, dataset in sorted(about)
        for gauge, amount in sorted(spent(connection, counterparty, dataset, since).items())
    ]
