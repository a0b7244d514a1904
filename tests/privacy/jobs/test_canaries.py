"""What a party of a job between nodes can see of another: nothing, anywhere, but what the disclosure names.

For every operation, trainings and validations included, each party brings values that no other may have. While all
workers wait for one another's last word each other party's worker is searched; after the job, each other node's files
and database, all messages between nodes, the ledger and the log. Every search is shown to find what does lie there.
Sizes on the wire do not depend on values.
"""

import io
import json
import os
import threading
from collections import Counter
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from dataclasses import dataclass

import pytest
import structlog

from puhui.kernel import SeededEntropy
from puhui.privacy.jobs import JobState, Place
from puhui.privacy.jobs.book import Book
from puhui.privacy.jobs.counting import LeakageRule
from puhui.privacy.tables import read_table
from tests.privacy.jobs import canaries, canaries_of_models, modelling
from tests.privacy.jobs.canaries import owner
from tests.privacy.jobs.places import at_node, found_in, of_town
from tests.privacy.jobs.standstill import held_before_its_report
from tests.privacy.jobs.town import BANK, TAX, Town
from tests.privacy.made_up import texts
from tests.privacy.memory import await_reader, found_in_memory, stopped

pytestmark = pytest.mark.spu
CASES = canaries.CASES | canaries_of_models.CASES
_log = structlog.get_logger("tests.canaries")


@dataclass
class Ran:
    """A job that is over: what it was, whose forms were found where, and what went over the wire."""

    case: object
    jobs: list
    in_memory: dict  # (whose worker, whose values): how often
    while_it_ran: dict  # whose node: its places while it ran
    after: dict
    shared: dict
    messages: list
    crossed: int  # bytes that all parties received together, from when all links stood


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    """A town whose nodes count leakage, as real nodes do."""
    with ExitStack() as held:
        made = Town(tmp_path_factory.mktemp("canaries"), held)
        canaries.publish(made)
        modelling.publish(made)
        for node in made.nodes.values():
            node.desk.close()
            node.desk = node.new_desk(rules=[_counting(made, node)])
        yield made


def _counting(town, node):
    def own(spec, party):
        return read_table(node.folder / f"{party.dataset.partition('/')[2]}.csv")

    place = Place(node.folder)
    return LeakageRule(node.database, town.clock, SeededEntropy(node.org), town.city.suite, place, own)


@pytest.fixture(scope="module", params=list(CASES))
def ran(request, town, tmp_path_factory):
    """A job of each operation, looked into while it ran and after."""
    return run(town, request.param, 1, tmp_path_factory.mktemp(request.param) / "hook")


def run(town, name, seed, scratch=None):
    """A whole job; looked into where `scratch` is given."""
    case, log, at = CASES[name](town, seed), io.StringIO(), len(town.carried)
    look = Look(town, case)
    with redirect_stdout(log), redirect_stderr(log), ExitStack() as held:
        if scratch is not None:
            last = town.nodes[case.orgs[-1]]
            look.held = held.enter_context(held_before_its_report(last.folder, scratch))
        held.enter_context(_heard(look.hear))
        _log.info("begins", job=name, seed=seed)
        job = town.nodes[BANK].desk.propose(
            case.spec, deadline=town.deadline(), under=case.unders, **({"model": case.model} if case.model else {})
        )
        jobs = town.wait(job, *case.orgs)
    for one in jobs:
        assert (one.state, one.error) == (JobState.DONE, None), (one.me, one.error)
    assert case.learnt in b"".join(path.read_bytes() for path in town.nodes[BANK].desk.result(job).iterdir())
    for node in town.nodes.values():
        node.relay.deliver_due()
    after = {org: at_node(town.nodes[org]) for org in case.orgs}
    shared = of_town(town, log.getvalue())
    begins = "sharing" if (BANK, "sharing") in look.received else "greeting"
    crossed = sum(look.received[org, "done"] - look.received[org, begins] for org in case.orgs)
    return Ran(case, jobs, look.memory, look.places, after, shared, town.carried[at:], crossed)


class Look:
    """Looks into every party when all wait for the last one's word, and then lets that one go on; where the case says
    so, at a stage before, too.

    It is called in the threads that drive the workers, where an assertion would only end the job: it keeps what it saw.
    """

    def __init__(self, town, case):
        self.town, self.case, self.held = town, case, None
        self.memory, self.places, self.received = Counter(), {}, {}
        self._before, self._through, self._lock = False, set(), threading.Lock()

    def hear(self, job, told):
        self.received[told.party, told.stage] = told.received_bytes
        if self.held is None:
            return
        with self._lock:
            early = bool(self.case.also_at) and not self._before and told.stage.startswith(self.case.also_at)
            early = early and told.party == self.case.orgs[-1]
            self._before |= early
            before = len(self._through)
            self._through |= {told.party} if told.stage == "closing" else set()
            last = (before, len(self._through)) == (len(self.case.orgs) - 2, len(self.case.orgs) - 1)
        if early:
            for whose, forms in self.case.drawn(job).items():
                self.case.secrets[whose] += forms
            self._search_all(job)
        if last:
            self.case.secrets.update(self.case.made(self.town.nodes[BANK].folder))
            try:
                await_reader(self._pids(job)[self.case.orgs[-1]])
                self._search_all(job)
            finally:
                self.held.let_go()

    def _pids(self, job):
        return {org: self.town.nodes[org].desk.workers(job)[0] for org in self.case.orgs}

    def _search_all(self, job):
        pids = self._pids(job)
        with ExitStack() as standing:  # all at once: none waits for an answer of one that stands still
            for pid in pids.values():
                standing.enter_context(stopped(pid))
            for org, pid in pids.items():
                self._search(org, pid)

    def _search(self, org, pid):
        secrets = self.case.secrets
        found = found_in_memory(pid, [form for forms in secrets.values() for form in forms])
        for whose, forms in secrets.items():
            self.memory[str(org), str(whose)] += sum(found[form] for form in forms)
        self.places[org] = at_node(self.town.nodes[org])


def _heard(what):
    """While it is open, `what(job, progress)` is called with all that a worker of any node tells."""
    progress = Book.progress

    def hear(book, job, told):
        progress(book, job, told)
        what(job, told)

    patch = pytest.MonkeyPatch()
    patch.setattr(Book, "progress", hear)
    with ExitStack() as held:
        held.callback(patch.undo)
        return held.pop_all()


def test_no_workers_memory_holds_anothers_value(ran):
    secrets = ran.case.secrets
    assert ran.in_memory.keys() == {(str(org), str(whose)) for org in ran.case.orgs for whose in secrets}
    for (org, whose), times in ran.in_memory.items():
        assert (org == owner(whose)) == (times > 0), (org, whose, times)


def test_neither_files_nor_database_of_a_node_hold_anothers_value(ran):
    for org in ran.case.orgs:
        for places in (ran.while_it_ran[org], ran.after[org]):
            for whose, forms in ran.case.secrets.items():
                found = found_in(places, forms)
                assert not found or org == owner(whose), (org, whose, found)
                assert found or org != whose, (org, whose)
        assert any(name.startswith("work/") and name.endswith("worker.log") for name in ran.while_it_ran[org])
        assert not any(name.startswith("work/") for name in ran.after[org])


def test_neither_messages_nor_ledger_nor_log_hold_anybodys_value(ran):
    dataset = ran.case.spec.parties[0].dataset.encode()
    assert found_in(ran.shared, [dataset]) == {"messages", "ledger"}
    assert b"begins" in ran.shared["log"]
    for whose, forms in ran.case.secrets.items():
        assert found_in(ran.shared, forms) == set(), whose


def test_sizes_are_those_that_are_disclosed_and_do_not_depend_on_values(ran, town, request):
    again = run(town, request.node.callspec.params["ran"], 2)
    assert {one.me for one in again.jobs} == {one.me for one in ran.jobs}
    for one, other in zip(sorted(ran.messages), sorted(again.messages), strict=True):
        assert one[:3] == other[:3]
        assert list(map(len, one[3:])) == pytest.approx(list(map(len, other[3:])), abs=16)  # ports, certificates
    assert ran.crossed > 1000
    # Small messages go into TLS records as they come together: how many records there are is chance.
    assert ran.crossed == pytest.approx(again.crossed, rel=0.15, abs=5000)
    rows = {party.name: party.rows for party in ran.case.spec.parties}
    for job in ran.jobs:
        report = json.loads(town.nodes[job.me].desk.report(job.id).read_text())
        for fact in report["disclosed"]:
            if fact["learns"] in ("rows", "names_asked"):
                assert fact["value"] == rows[fact["of"]]


def test_each_search_finds_a_value_that_lies_there(town, tmp_path):
    """Planted in every kind of place, one after the other."""
    tax, planted = town.nodes[TAX], iter(f"PLANTED{at:04d}" for at in range(9))

    def found(mark, log=""):
        places = {**at_node(tax), **of_town(town, log)}
        assert found_in(places, texts(f"{mark}X")) == set()
        return found_in(places, texts(mark))

    assert found(next(planted)) == set()
    deep = tax.folder / "results" / "planted" / "deep.bin"
    deep.parent.mkdir(parents=True)
    mark = next(planted)
    for form in texts(mark):
        deep.write_bytes(b"\0" + form)
        assert found(mark) == {"results/planted/deep.bin"}
    mark = next(planted)
    with tax.database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE planted (value TEXT)")
        connection.exec_driver_sql("INSERT INTO planted VALUES (?)", (mark,))
    assert found(mark) >= {"node.sqlite-wal", "rows of planted"}
    with tax.database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM planted")
    assert "rows of planted" not in found(mark)
    assert found(mark) & {"node.sqlite", "node.sqlite-wal"}, "what was deleted is still on the disk"
    mark = next(planted)
    town.carried.append((TAX, BANK, "invite", mark.encode(), b""))
    assert found(mark) == {"messages"}
    town.carried.append((TAX, BANK, "invite", b"", mark.encode().hex().encode()))
    town.carried.pop(-2)
    assert found(mark) == {"messages"}
    mark, log = next(planted), io.StringIO()
    with redirect_stdout(log):
        structlog.get_logger("puhui.desks.computing").warning("careless", value=mark)
    assert found(mark, log.getvalue()) == {"log"}
    mark = next(planted)
    args = {"stream": mark, "seq": 1, "kind": "test", "digest": "00" * 32}
    town.submit(town.city.statement(TAX, "anchors", "record", args))
    assert found(mark) == {"ledger"}
    assert os.path.exists(deep)
