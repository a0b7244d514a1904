"""Gather a dossier from a node's own database and a ledger. Changes neither."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from puhui.credit.defaults import Defaults
from puhui.ledger.contracts import computations, mandates
from puhui.privacy.dossier.agreements import grants_used, mandates_between
from puhui.privacy.dossier.deed import Deed, End
from puhui.privacy.dossier.model import COUNTED, Dossier, Ledger, LedgerSide, Names, OnLedger, Spent, TurnedAway
from puhui.privacy.dossier.withdrawals import Entries, with_entry
from puhui.privacy.jobs import store as desk
from puhui.privacy.jobs.book import LEDGER
from puhui.privacy.jobs.model import Job, JobState, request_of
from puhui.privacy.leakage import LIMITS, JobRow, Standing, jobs, spends_of, spent, totals
from puhui.privacy.leakage.model import Asked
from puhui.storage import owed

_BY_STANDING = {
    Standing.ACCEPTED: End.UNDER_WAY,
    Standing.LEARNT: End.DONE,
    Standing.FAILED: End.FAILED,
    Standing.VOID: End.FAILED,
    Standing.REFUSED: End.REFUSED,
}
_BY_STATE = {
    JobState.DONE: End.DONE,
    JobState.CANCELLED: End.CANCELLED,
    JobState.FAILED: End.FAILED,
    JobState.REFUSED: End.REFUSED,
}
_ENDED_BY_ANOTHER = "party_ended"
_DENIAL, _CLOSING = f"{mandates.NAME}.{mandates.DENY}:", f"{computations.NAME}.{computations.CLOSE}:"  # outbox keys


def read_dossier(
    connection: Connection,
    me: str,
    *,
    since: datetime,
    until: datetime,
    made_at: datetime,
    names: Names,
    ledger: Ledger | None,
    source: str = "",
    entries: Entries | None = None,
    limits: Defaults = LIMITS,
    suite: str = "",
) -> Dossier:
    """The node's record from `since` on and before `until`; budgets as they stand at `until`.

    `ledger` reads a state of the ledger, `source` says whose copy that is; `entries` reads its log, for the entries of
    withdrawals. The members that may have given mandates are those that `names` knows. `suite` is the node's, as its
    settings name it.
    """
    counted = jobs(connection, since, until)
    deeds = _with_denials(connection, _deeds(me, counted, desk.between(connection, since, until)))
    agreed = [] if ledger is None else mandates_between(ledger, names.organisations, me, since, until)
    return Dossier(
        me=me,
        names=names,
        since=since,
        until=until,
        made_at=made_at,
        deeds=deeds,
        totals=totals(connection, since, until),
        budgets=_budgets(connection, counted, until, limits),
        turned_away=[TurnedAway(**one) for one in desk.turned_away_between(connection, since, until)],
        limits=limits,
        suite=suite,
        ledger=None
        if ledger is None
        else LedgerSide(
            source=source,
            jobs=_on_ledger(ledger, deeds),
            mandates=agreed if entries is None else [with_entry(one, entries) for one in agreed],
            grants=grants_used(ledger, [(deed.job, deed.under) for deed in deeds if deed.named]),
        ),
    )


def _deeds(me: str, counted: Iterable[JobRow], known: Iterable[Job]) -> list[Deed]:
    """Every job that either record has: what is refused before it was judged, the desk alone knows."""
    rows, held = {row.job: row for row in counted}, {job.id: job for job in known}
    at = {job.id: job.invited_at for job in held.values()} | {row.job: row.at for row in rows.values()}
    ordered = sorted(at, key=lambda job: (at[job], job))
    return [_deed(number, me, rows.get(job), held.get(job)) for number, job in enumerate(ordered, start=1)]


def _with_denials(connection: Connection, deeds: Iterable[Deed]) -> list[Deed]:
    """With what this node put on the ledger for each, and what of it is not delivered yet."""
    waiting = owed(connection, LEDGER)
    return [
        replace(
            deed,
            denied=frozenset(desk.denied_by(connection, deed.job)),
            unsent=frozenset(
                what
                for what, held in (
                    ("denial", f"{_DENIAL}{request_of(deed.job)}" in waiting),
                    ("end", f"{_CLOSING}{deed.job}" in waiting),
                )
                if held
            ),
        )
        for deed in deeds
    ]


def _deed(number: int, me: str, row: JobRow | None, job: Job | None) -> Deed:
    end, by, code = _end(me, row, job)
    if row is None:
        assert job is not None
        return Deed(number, job.id, job.invited_at, me, job.initiator, job.spec, end, by, code, counted=False)
    return Deed(
        number=number,
        job=row.job,
        at=row.at,
        me=me,
        initiator=row.initiator,
        spec=row.spec,
        end=end,
        by=by,
        code=code,
        counted=row.standing in COUNTED,
        found=row.found,
        named=row.named,
        under=row.under,
    )


def _end(me: str, row: JobRow | None, job: Job | None) -> tuple[End, str, str]:
    """What became of it, who ended it, and why: in the words of whoever ended it, where that was told."""
    if job is None:
        assert row is not None
        return _BY_STANDING[row.standing], me if row.standing is Standing.REFUSED else "", row.reason
    end = _BY_STATE.get(job.state, End.UNDER_WAY)
    if job.error is None:
        return end, "", ""
    by, code = job.error.party, job.error.code
    if code == _ENDED_BY_ANOTHER:
        said = next((word for word in job.parties if word.said == job.state.value and word.code), None)
        by, code = (said.party, said.code) if said else (by, code)
    if end is End.REFUSED and by != me:
        end = End.REFUSED_ELSEWHERE
    return end, by, code


def _on_ledger(ledger: Ledger, deeds: Iterable[Deed]) -> dict[str, OnLedger]:
    states = {deed.job: ledger(f"computations/{deed.job}") for deed in deeds}
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
