"""Jobs between nodes whose workers waited for them: the same as any other, each worker for one job alone."""

import os
import signal

import polars as pl
import pytest

from puhui.privacy.jobs import JobState
from puhui.privacy.jobs.book import Book
from tests.privacy.jobs.town import BANK, TAX

pytestmark = pytest.mark.spu


@pytest.fixture
def pair(town):
    """The bank and the bureau, with one waiting worker each."""
    nodes = [town.nodes[BANK], town.nodes[TAX]]
    plain = [node.desk for node in nodes]
    for node in nodes:
        node.desk = node.new_desk(waiting_workers=1)
    yield nodes
    for node, desk in zip(nodes, plain, strict=True):
        node.desk.close()
        node.desk = desk


@pytest.fixture
def ran(monkeypatch):
    """The process ids that jobs ran in: {(job, party)}."""
    seen, progress = {}, Book.progress

    def hear(book, job, told):
        progress(book, job, told)
        seen.setdefault((job, told.party), set()).update(_desks[told.party].workers(job))

    _desks = {}
    monkeypatch.setattr(Book, "progress", hear)
    return seen, _desks


def match(town, pair, ran):
    """A match; which keys it found, and the process ids of its workers, bank's first."""
    seen, desks = ran
    desks |= {str(node.org): node.desk for node in pair}
    bank, tax = pair
    job = bank.desk.propose(town.match(), deadline=town.deadline(), under={TAX: tax.mandate()})
    assert {(one.state, one.error) for one in town.wait(job, BANK, TAX)} == {(JobState.DONE, None)}
    for node in pair:
        node.desk._participant._waiting.fill()  # or waits until the thread of the job has done so
    pids = [seen[job, str(node.org)] for node in pair]
    assert all(len(one) == 1 for one in pids)
    found = pl.read_csv(bank.desk.result(job) / "matched.csv")["code"].to_list()
    return found, [one.pop() for one in pids]


def test_a_waiting_worker_does_one_job_and_another_takes_its_place(town, pair, ran):
    assert [node.desk.waiting_workers for node in pair] == [[], []], "none before the first job"
    cold, began = match(town, pair, ran)
    waiting = [node.desk.waiting_workers for node in pair]
    assert [len(one) for one in waiting] == [1, 1]
    assert not {began[0], began[1]} & {waiting[0][0], waiting[1][0]}
    warm, took = match(town, pair, ran)
    assert took == [waiting[0][0], waiting[1][0]]
    assert warm == cold == [f"K{at:05d}" for at in range(100, 400)]
    for node, pid in zip(pair, took, strict=True):
        assert len(node.desk.waiting_workers) == 1
        assert pid not in node.desk.waiting_workers
        assert not os.path.exists(f"/proc/{pid}")
        assert not list(node.folder.glob("work/*"))


def test_one_that_died_while_it_waited_hurts_nobody(town, pair, ran):
    match(town, pair, ran)
    dead = [node.desk.waiting_workers[0] for node in pair]
    for pid in dead:
        os.kill(pid, signal.SIGKILL)
    found, took = match(town, pair, ran)
    assert len(found) == 300
    assert not set(took) & set(dead)
    assert all(len(node.desk.waiting_workers) == 1 for node in pair)


def test_they_end_with_the_node_and_none_is_started_after(town, pair, ran):
    match(town, pair, ran)
    bank = pair[0]
    (pid,) = bank.desk.waiting_workers
    bank.desk.close()
    assert not os.path.exists(f"/proc/{pid}")
    bank.desk._participant._waiting.fill()
    assert bank.desk.waiting_workers == []
    bank.desk = bank.new_desk()
