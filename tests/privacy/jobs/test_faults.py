"""What goes wrong between nodes, with real workers: each party has a clear error within seconds and none an output; the
job's state, the ledger's closing and the uses say so."""

import os
import signal
import threading
import time
from contextlib import contextmanager
from datetime import timedelta

import pytest

from puhui.kernel import SystemClock
from puhui.kernel.tls import own_credentials
from puhui.privacy.errors import InputUnreadable, PeerUnreachable
from puhui.privacy.jobs import BEGIN, INVITE, JobState
from puhui.privacy.jobs.book import Book
from tests.privacy.jobs.town import BANK, LISTS, POWER, SOCIAL, TAX, TOTALS

pytestmark = pytest.mark.spu
SOON_S = 60.0  # on a busy machine: a worker takes one or two of them to start on an idle one


class Match:
    """A match of the bank with the tax bureau, to be spoiled."""

    def __init__(self, town):
        self.town = town
        self.bank, self.tax = town.nodes[BANK], town.nodes[TAX]
        self.under = self.tax.mandate()
        self.job = ""

    def propose(self, seconds=180, **changed):
        spec = self.town.match(**changed)
        self.job = self.bank.desk.propose(spec, deadline=self.town.deadline(seconds), under={TAX: self.under})
        return self.job

    def failed(self, *, counted=True, state=JobState.FAILED):
        """Over everywhere, without an output, with an error; the use is counted as failed. The errors, by party."""
        begun = time.monotonic()
        jobs = self.town.wait(self.job, BANK, TAX, within_s=SOON_S)
        assert time.monotonic() - begun < SOON_S
        assert {one.state for one in jobs} == {state}, [(one.me, one.state, one.error) for one in jobs]
        assert self.tax.tally(self.under) == ((1, 1, ["failed"]) if counted else (0, 0, []))
        closed = self.town.closed(self.job)
        assert {outcome for outcome, _ in closed.values()} == {state.value}
        self.nothing_left()
        return {one.me: one.error for one in jobs}

    def nothing_left(self):
        for node in (self.bank, self.tax):
            assert not list(node.folder.glob("work/*"))
            assert not (node.folder / "results" / self.job).exists()
            assert node.desk.workers(self.job) == []


@pytest.fixture
def match(town):
    return Match(town)


@contextmanager
def told(monkeypatch, party, stage, what):
    """While it is open, `what(job)` is called when `party`'s worker tells that it begins `stage`."""
    progress = Book.progress

    def hear(book, job, said):
        progress(book, job, said)
        if (said.party, said.stage) == (party, stage):
            what(job)

    with monkeypatch.context() as patched:
        patched.setattr(Book, "progress", hear)
        yield


def kill(node, how=signal.SIGKILL):
    def shoot(job):
        for pid in node.desk.workers(job):
            os.kill(pid, how)

    return shoot


@pytest.mark.parametrize(("victim", "stage"), [(BANK, "inputs"), (TAX, "inputs"), (TAX, "protocol")])
def test_a_party_killed_in_the_middle_is_named_everywhere(match, monkeypatch, victim, stage):
    with told(monkeypatch, victim, stage, kill(match.town.nodes[victim])):
        match.propose()
        errors = match.failed()
    (other,) = {BANK, TAX} - {victim}
    assert (errors[victim].code, errors[victim].party) == ("party_lost", victim)
    assert "SIGKILL" in errors[victim].cause["en"]
    assert (errors[other].code, errors[other].party) == ("party_ended", victim)
    assert "party_lost" in errors[other].cause["en"]
    assert victim in errors[other].remedy["zh-CN"]


def test_a_party_killed_after_the_end_changes_nothing(match, monkeypatch):
    with told(monkeypatch, TAX, "done", kill(match.tax)):
        match.propose()
        jobs = match.town.wait(match.job, BANK, TAX)
    assert [one.state for one in jobs] == [JobState.DONE, JobState.DONE]
    assert match.tax.tally(match.under) == (1, 1, ["answered"])


def test_a_party_that_is_down_before_anything_began(match):
    match.town.down.add(TAX)
    match.propose()
    (ours,) = match.town.wait(match.job, BANK)
    assert (ours.state, ours.error.code, ours.error.party) == (JobState.FAILED, "peer_unreachable", TAX)
    assert ours.error.retriable
    assert match.tax.tally(match.under) == (0, 0, [])
    match.nothing_left()


def test_a_refusal_of_one_ends_it_for_those_that_had_accepted(town):
    unders = {org: town.nodes[org].mandate(TOTALS) for org in (TAX, SOCIAL)}
    unders[POWER] = town.nodes[POWER].mandate(TOTALS, purpose="marketing")
    job = town.nodes[BANK].desk.propose(town.sum(), deadline=town.deadline(), under=unders)
    bank, tax, social, power = town.wait(job, BANK, TAX, SOCIAL, POWER, within_s=SOON_S)
    assert {one.state for one in (bank, tax, social, power)} == {JobState.REFUSED}
    assert bank.error.code == power.error.code == "mandate_for_another_purpose"
    assert {(one.error.code, one.error.party) for one in (tax, social)} == {("party_ended", POWER)}
    for org in (TAX, SOCIAL):
        uses, _, outcomes = town.nodes[org].tally(unders[org])
        assert outcomes == ["failed"] * uses
    assert town.nodes[POWER].tally(unders[POWER]) == (0, 1, [])
    assert all(not node.files.readings or node.files.readings[-1][0] != bank.spec.nonce for node in town.nodes.values())


def test_one_death_of_four_is_heard_by_the_others_within_seconds(town, monkeypatch):
    unders = {org: town.nodes[org].mandate(TOTALS) for org in (TAX, SOCIAL, POWER)}
    with told(monkeypatch, POWER, "sharing", kill(town.nodes[POWER])):
        job = town.nodes[BANK].desk.propose(town.sum(), deadline=town.deadline(), under=unders)
        jobs = town.wait(job, BANK, TAX, SOCIAL, POWER, within_s=SOON_S)
    times = [one.over_at for one in jobs]
    assert (max(times) - min(times)).total_seconds() < 10
    assert {one.state for one in jobs} == {JobState.FAILED}
    assert {(one.error.code, one.error.party) for one in jobs} == {("party_ended", POWER), ("party_lost", POWER)}
    for org, under in unders.items():
        assert town.nodes[org].tally(under) == (1, 1, ["failed"])


@pytest.mark.parametrize("who", [BANK, TAX])
def test_any_party_cancels(match, monkeypatch, who):
    def cancel(job):
        match.town.nodes[who].desk._participant.stop(job, JobState.CANCELLED, _cancelled(who))

    with told(monkeypatch, who, "inputs", cancel):
        match.propose()
        errors = match.failed(state=JobState.CANCELLED)
    (other,) = {BANK, TAX} - {who}
    assert errors[who].code == "job_cancelled"
    assert (errors[other].code, errors[other].party) == ("party_ended", who)


def _cancelled(who):
    from puhui.privacy.jobs.errors import JobCancelled

    return JobCancelled(by=who, party=str(who), stage="test")


def test_cancel_before_it_began_and_again_after(match):
    """Between the acceptance and the beginning: nothing ever ran, and the use stays counted."""

    def before(sender, to, kind):
        if kind == BEGIN:
            match.tax.desk.cancel(match.job or match.bank.desk.jobs(1)[0].id)

    with match.town.at(before):
        match.propose()
        match.failed(state=JobState.CANCELLED)
    nonces = [nonce for nonce, _ in match.tax.files.readings]
    assert match.tax.desk.job(match.job).spec.nonce not in nonces
    assert match.tax.desk.cancel(match.job).state is JobState.CANCELLED


def test_an_initiator_that_is_gone_after_the_invitations(match):
    def goes(sender, to, kind):
        if kind == BEGIN:
            match.town.down.add(BANK)

    with match.town.at(goes):
        match.propose()
        (ours,) = match.town.wait(match.job, BANK)
    assert ours.error.code == "peer_unreachable"
    assert match.tax.desk.job(match.job).state is JobState.ACCEPTED
    match.town.clock.ahead += timedelta(minutes=3)  # and stays so: the ledger's time does not go back
    assert match.tax.desk.expire() == 1
    assert match.failed()[TAX].code == "nobody_began"


def test_a_node_that_comes_up_again_knows_what_became_of_its_job(match, monkeypatch):
    """The node dies while its worker runs: a new desk over the same database. The worker dies with its node."""
    tax, crashed = match.tax, threading.Event()

    def crash(job):
        gone = tax.desk._participant
        monkeypatch.setattr(gone, "end", lambda *_, **__: None)  # a dead node says nothing
        kill(tax)(job)
        tax.desk = tax.new_desk()
        crashed.set()

    with told(monkeypatch, TAX, "protocol", crash):
        match.propose()
        assert crashed.wait(SOON_S)
        assert tax.desk.job(match.job).state is JobState.RUNNING
        (tax.folder / "results" / match.job).mkdir(parents=True, exist_ok=True)  # as if it died between two steps
        assert tax.desk.recover() == 1
        errors = match.failed()
    assert errors[TAX].code == "node_restarted"
    assert errors[BANK].code in ("party_ended", "party_lost", "engine_failed")
    assert tax.desk.recover() == 0


def test_a_restart_between_acceptance_and_beginning(match):
    def restart(sender, to, kind):
        if kind == BEGIN:
            match.tax.desk = match.tax.new_desk()
            assert match.tax.desk.recover() >= 1

    with match.town.at(restart):
        match.propose()
        errors = match.failed()
    assert errors[TAX].code == "node_restarted"


def test_a_certificate_that_was_not_accepted(match, monkeypatch):
    """The bureau's worker comes with another key than its node said: no link, and both say whose certificate it is."""

    def swap(sender, to, kind):
        if kind == BEGIN:
            held = match.tax.desk._participant._accepted
            (job,) = held
            held[job].credentials = own_credentials(job, str(TAX), SystemClock())

    with match.town.at(swap):
        match.propose()
        errors = match.failed()
    assert "wrong_certificate" in {error.code for error in errors.values()}
    assert TAX in {error.party for error in errors.values()}  # or whoever told of it blames the bureau


def test_a_table_that_is_not_what_was_said(match):
    rows = match.tax.party().rows
    match.tax.files.write(LISTS, [*(match.tax.folder / f"{LISTS}.csv").read_text().splitlines(), "LATE"])
    try:
        match.propose(parties=(match.bank.party(), match.tax.party(rows=rows)))
        errors = match.failed()
    finally:
        lines = (match.tax.folder / f"{LISTS}.csv").read_text().splitlines()
        match.tax.files.write(LISTS, lines[:-1])
    assert (errors[TAX].code, errors[TAX].party, errors[TAX].stage) == ("schema_differs", TAX, "inputs")
    assert (errors[BANK].code, errors[BANK].party, errors[BANK].stage) == ("party_ended", TAX, "inputs")
    assert "LATE" not in repr(errors)


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (OSError(28, "No space left on device"), "disk_refused"),
        (InputUnreadable(file="x", reason="y", party="tax-one", stage="inputs"), "input_unreadable"),
        (ZeroDivisionError(), "engine_failed"),
    ],
)
def test_a_table_that_cannot_be_read_when_it_is_needed(match, monkeypatch, broken, code):
    def table(*_):
        raise broken

    monkeypatch.setattr(match.tax.files, "table", table)
    match.propose()
    errors = match.failed()
    assert errors[TAX].code == code
    assert (errors[BANK].code, errors[BANK].party) == ("party_ended", TAX)


def test_a_source_that_is_down_spends_no_use(match, monkeypatch):
    def check(party):
        raise PeerUnreachable(within_s=1, party=str(TAX), stage="source")

    monkeypatch.setattr(match.tax.files, "check", check)
    match.propose()
    match.failed(counted=False)


def test_a_network_that_hangs_ends_at_the_deadline(match, monkeypatch):
    """Nobody hears anything any more: each side ends by itself when the job's time is over."""

    def hang(job):
        kill(match.tax, signal.SIGSTOP)(job)
        match.town.down.add(TAX)

    with told(monkeypatch, TAX, "linking", hang):
        match.propose(seconds=6)
        errors = match.failed()
    assert {error.code for error in errors.values()} <= {"timed_out", "peer_unreachable", "nobody_began"}


def test_a_job_that_is_cancelled_while_others_are_being_invited_ends_at_those_who_accept_later(match):
    """The first word of its end reaches the tax bureau before the job does."""

    def cancel(sender, to, kind):
        if (to, kind) == (TAX, INVITE):
            match.bank.desk.cancel(match.bank.desk.jobs(1)[0].id)

    with match.town.at(cancel):
        match.propose()
        errors = match.failed(state=JobState.CANCELLED)
    assert errors[BANK].code == "job_cancelled"
    assert (errors[TAX].code, errors[TAX].party) == ("party_ended", BANK)
    assert match.tax.desk.job(match.job).running_at is None
