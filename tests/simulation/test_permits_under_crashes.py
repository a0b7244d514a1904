"""Kill the custodian at each side effect, lost and lost-but-persisted: nothing is released twice or uncounted.

A run asks for three answers under a grant of two uses. Its side effects are the commits of the custodian's database,
the ledger's decisions and the outbox's deliveries; any of them may kill the process, before it takes effect or after.
The process comes back with what is durable and the same requests are asked again, until all are settled. A computation
never gives the same bytes twice, so an answer that was released twice would show.

A second run is a private job's: a batch over grants of which one is used up, in several entries, and a mandate, both
drawn under one request, then ended. Whatever dies, each grant and the mandate are counted once and end once.
"""

import random
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from puhui.consent import Computed, GrantExhausted, MandateDesk, Outcome, PermitDesk, uses_of
from puhui.kernel import ManualClock
from puhui.kernel.ids import OrgId, RequestId
from puhui.ledger import Finality, parse_statement
from puhui.ledger.contracts import mandates
from puhui.ledger.contracts.grants import outcome_key, request_key, tally_key
from puhui.storage import Database, Relay, metadata, refused
from tests.vectors.grants_bench import SUITE, Bench, BenchLedger, signer_of

USES, REQUESTS = 2, 3
LIVES_MAX = 200
DIGEST = "ab" * 32


_DATABASE = Database.in_memory()
_DATABASE.create()


def _emptied():
    """One database for all runs, emptied: making one costs more than a run."""
    with _DATABASE.transaction() as connection:
        for table in (
            "consent_permits", "consent_batches", "consent_batch_entries", "consent_mandate_draws", "outbox"
        ):  # fmt: skip
            connection.execute(metadata.tables[table].delete())
    return _DATABASE


class Killed(BaseException):
    """The process died here: no handler of ours may run."""


class Fate:
    """Counts side effects and says which kill: `plan` maps a side effect's number to `lost` or `persisted`."""

    def __init__(self, plan):
        self.plan = plan
        self.count = 0

    def next(self):
        self.count += 1
        return self.plan(self.count - 1)


class MortalDatabase:
    """A database whose commits may kill."""

    def __init__(self, database, fate):
        self.database, self.fate = database, fate

    @contextmanager
    def transaction(self):
        with self.database.transaction() as connection:
            yield connection
            doom = self.fate.next()
            if doom == "lost":
                raise Killed
        if doom == "persisted":
            raise Killed


class MortalLedger:
    """A ledger whose decisions may kill the one who asks for them."""

    def __init__(self, ledger, fate):
        self.ledger, self.fate = ledger, fate

    def submit(self, statement):
        doom = self.fate.next()
        if doom == "lost":
            raise Killed
        verdict = self.ledger.submit(statement)
        if doom == "persisted":
            raise Killed
        return verdict

    def __getattr__(self, name):
        return getattr(self.ledger, name)


def _live_until_settled(run):
    for _ in range(LIVES_MAX):
        try:
            return run.live()
        except Killed:
            run.kills += 1
    pytest.fail(f"not settled after {LIVES_MAX} lives")


class Run:
    """One grant, its requests, and everything that ever left the custodian."""

    def __init__(self, plan):
        self.bench = Bench(ManualClock(datetime(2026, 3, 1, tzinfo=UTC)))
        self.bench.prepare()
        self.terms = self.bench.open(uses=USES)
        self.ledger = BenchLedger(self.bench)
        self.durable = _emptied()
        self.fate = Fate(plan)
        self.requests = [RequestId.new(self.bench.clock, self.bench.entropy) for _ in range(REQUESTS)]
        self.left = {request: [] for request in self.requests}
        self.denied = set()
        self.computed = 0
        self.kills = 0

    def live(self):
        """Start the process, recover, ask what is not settled, deliver the outbox."""
        database, ledger = MortalDatabase(self.durable, self.fate), MortalLedger(self.ledger, self.fate)
        desk = PermitDesk(
            database=database,
            ledger=ledger,
            signer=signer_of("tax-bureau"),
            org=OrgId("tax-bureau"),
            clock=self.bench.clock,
            entropy=self.bench.entropy,
        )
        desk.recover()
        for request in self.requests:
            try:
                permit = desk.draw_permit(
                    grant=self.terms.id, request=request, receiver=self.terms.receiver, purpose=self.terms.purpose,
                    program=self.terms.program, fields=self.terms.fields,
                )  # fmt: skip
            except GrantExhausted:
                self.denied.add(request)
                continue
            answer = desk.release(permit, self.compute)
            self.left[request].append(answer)
            self.check(answer)
        Relay(database, self.bench.clock, lambda message: ledger.submit(message.payload)).deliver_due()

    def compute(self, permit):
        self.computed += 1
        return Computed(b"computation %d of %s" % (self.computed, permit.request.encode()))

    def check(self, answer):
        """What must hold at every moment at which an answer leaves."""
        assert self.ledger.verdict(answer.entry).finality is Finality.COMMITTED
        assert self.bench.read(request_key(self.terms.id, answer.request)) == answer.seq
        assert len({one.payload for one in self.left[answer.request]}) == 1
        assert len({one.n for one in self.left[answer.request]}) == 1

    def live_until_settled(self):
        _live_until_settled(self)

    def check_end(self):
        answered = {request: answers[0] for request, answers in self.left.items() if answers}
        assert len(answered) == USES
        assert self.denied == set(self.requests) - set(answered)
        tally = self.bench.read(tally_key(self.terms.id))
        assert (tally["n"], tally["seq"], tally["denied"]) == (USES, REQUESTS, REQUESTS - USES)
        assert sorted(answer.n for answer in answered.values()) == list(range(1, USES + 1))
        for answer in answered.values():
            outcome = self.bench.read(outcome_key(self.terms.id, answer.n))
            assert outcome["answer_digest"] == answer.digest == SUITE.digest(answer.payload).hex()
            assert parse_statement(answer.statement).entry == outcome["entry"]
        history = uses_of(self.ledger, self.bench.subject, self.bench.clock.now())
        assert history.complete
        assert sorted(use.outcome for use in history.uses) == ["answered", "answered", "denied"]


def _clean_run():
    run = Run(lambda _: None)
    run.live_until_settled()
    run.check_end()
    return run.fate.count


EFFECTS = _clean_run()


@pytest.mark.parametrize("doom", ["lost", "persisted"])
@pytest.mark.parametrize("at", range(EFFECTS))
def test_one_death_at_each_side_effect(at, doom):
    run = Run(lambda number: doom if number == at else None)
    run.live_until_settled()
    assert run.kills == 1
    run.check_end()


@pytest.mark.parametrize("block", range(10))
def test_a_thousand_seeded_lives_full_of_deaths(block):
    kills = 0
    for seed in range(block * 100, block * 100 + 100):
        chance = random.Random(seed)
        run = Run(lambda _, chance=chance: chance.choices([None, "lost", "persisted"], [18, 1, 1])[0])
        run.live_until_settled()
        run.check_end()
        kills += run.kills
    assert kills > 100


def test_the_simulation_would_notice_a_second_release():
    """The check itself is checked: a desk that forgets what it released is caught."""
    run = Run(lambda _: None)
    run.live()
    run.durable = _emptied()
    with pytest.raises(AssertionError):
        run.live()


class JobRun:
    """One private job of a custodian: what its grants and its mandate gave it, in every life."""

    def __init__(self, plan):
        self.bench = Bench(ManualClock(datetime(2026, 3, 1, tzinfo=UTC)))
        self.bench.prepare()
        self.grants = sorted([self.bench.open(uses=2) for _ in range(3)], key=lambda terms: terms.id)
        self.spent = self.bench.open(uses=1)
        self.bench.say("tax-bureau", "grants", "use", self.bench.asked(self.spent))
        self.mandate = self.bench.mandated(uses=2)
        self.ledger = BenchLedger(self.bench)
        self.durable = _emptied()
        self.fate = Fate(plan)
        self.request = RequestId.new(self.bench.clock, self.bench.entropy)
        self.drawn = []
        self.kills = 0

    def live(self):
        """Start the process, recover, draw, compute, end, deliver the outbox."""
        database, ledger = MortalDatabase(self.durable, self.fate), MortalLedger(self.ledger, self.fate)
        seat = {
            "database": database,
            "ledger": ledger,
            "signer": signer_of("tax-bureau"),
            "org": OrgId("tax-bureau"),
            "clock": self.bench.clock,
            "entropy": self.bench.entropy,
        }
        permits, mandate_desk = PermitDesk(**seat), MandateDesk(**seat)
        permits.recover()
        mandate_desk.recover()
        first, terms = self.grants[0], self.mandate
        batch = permits.draw_batch(
            request=self.request, grants=[self.spent.id, *(grant.id for grant in self.grants)],
            receiver=first.receiver, purpose=first.purpose, program=first.program, fields=first.fields,
        )  # fmt: skip
        permit = mandate_desk.draw(
            mandate=terms.id, request=self.request, receiver=terms.receiver, purpose=terms.purpose,
            program=terms.program, fields=terms.fields,
        )  # fmt: skip
        self.check(batch, permit)
        permits.end_batch(self.request, Outcome.ANSWERED, DIGEST)
        mandate_desk.end(self.request, Outcome.ANSWERED, DIGEST)
        Relay(database, self.bench.clock, lambda message: ledger.submit(message.payload)).deliver_due()

    def check(self, batch, permit):
        """What must hold at every moment at which the job could begin to compute."""
        for one in (*batch.permits, permit):
            assert self.ledger.verdict(one.entry).finality is Finality.COMMITTED
        assert batch.refused == {self.spent.id: "exhausted"}
        told = [(one.grant, one.n, one.seq, one.entry) for one in batch.permits]
        self.drawn.append((told, (permit.n, permit.seq, permit.entry)))
        assert self.drawn[0] == self.drawn[-1]

    def check_end(self):
        for terms in self.grants:
            tally = self.bench.read(tally_key(terms.id))
            assert (tally["n"], tally["seq"], tally["denied"]) == (1, 1, 0)
            assert self.bench.read(outcome_key(terms.id, 1))["answer_digest"] == DIGEST
        tally = self.bench.read(tally_key(self.spent.id))
        assert (tally["n"], tally["seq"], tally["denied"]) == (1, 2, 1)
        tally = self.bench.read(mandates.tally_key(self.mandate.id))
        assert (tally["n"], tally["seq"], tally["denied"]) == (1, 1, 0)
        assert self.bench.read(mandates.outcome_key(self.mandate.id, 1))["outcome"] == "answered"
        assert refused(self.durable) == []


@pytest.fixture
def small_entries(monkeypatch):
    """The batch takes two entries."""
    monkeypatch.setattr("puhui.consent.batches.MAX_GRANTS", 2)


def test_one_death_at_each_side_effect_of_a_job(small_entries):
    clean = JobRun(lambda _: None)
    clean.live()
    clean.check_end()
    assert clean.kills == 0
    for doom in ("lost", "persisted"):
        for at in range(clean.fate.count):
            run = JobRun(lambda number, at=at, doom=doom: doom if number == at else None)
            _live_until_settled(run)
            assert run.kills == 1
            run.check_end()


def test_a_hundred_seeded_jobs_full_of_deaths(small_entries):
    kills = 0
    for seed in range(100):
        chance = random.Random(seed)
        run = JobRun(lambda _, chance=chance: chance.choices([None, "lost", "persisted"], [14, 1, 1])[0])
        _live_until_settled(run)
        run.check_end()
        kills += run.kills
    assert kills > 100


def test_the_simulation_would_notice_a_job_that_is_drawn_twice(small_entries):
    """The check itself is checked: a node that takes a fresh request after each death is caught."""
    run = JobRun(lambda _: None)
    run.live()
    run.request = RequestId.new(run.bench.clock, run.bench.entropy)
    with pytest.raises(AssertionError):
        run.live()
        run.check_end()
