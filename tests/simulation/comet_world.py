"""A city of consensus nodes in one seeded world: crashes at every side effect, delays, reorderings, losses, lies.

One process, no threads, no time but a simulated clock. Each node runs the real engine over a real file, with its
outbox, relay and permit desk; `comet_chain` plays CometBFT between them. A life is short and dense: it acts until its
steps are used up, then the faults end (all but the liar), and everything that was wanted must be decided within a
bounded number of blocks. `comet_judge` then re-derives what must hold from what is stored, believing nothing.
"""

import random
from collections import Counter
from datetime import timedelta
from functools import lru_cache
from unittest import mock

from puhui.consent import Computed, GrantExhausted
from puhui.kernel import PuhuiError
from puhui.kernel.ids import OrgId, RequestId
from puhui.kernel.suites import PublicKey
from puhui.ledger import Finality
from puhui.ledger.machine import MAX_AHEAD_MS
from puhui.ledger.witness import Cosigned
from puhui.storage import put, waiting
from tests.contract.consortium import ORGS, SUITE, Consortium
from tests.simulation.comet_chain import Chain
from tests.simulation.comet_judge import judge
from tests.simulation.comet_lies import Lies
from tests.simulation.comet_member import LOST, PERSISTED, Died, Member, databases
from tests.simulation.comet_restoring import restoring

STREAMS, PERMITS, DISKS = "streams", "permits", "disks"
CALM_BLOCKS_MAX = 40
CALM_STEPS_MAX = 6000
_RISK = {"block": 0.03, "row": 0.02, "submission": 0.04, "restoration": 0.5}
_RISK_OF_A_QUESTION = 0.002


class World:
    """One seeded life of a city. `theme` is what it has most of."""

    def __init__(self, folder, seed, theme=STREAMS, *, nodes=None, lies=None):
        self.folder, self.seed, self.theme = folder, seed, theme
        self.chance = random.Random(seed)
        chance = self.chance
        count = nodes or chance.choices([4, 5, 7], [30, 2, 1])[0]
        self.city = Consortium(consensus=count, seed=seed)
        self.digest = SUITE.digest
        self.offset = chance.randrange(count)
        self.mempool_size = chance.choice([3, 1000, 1000, 1000])
        self.deaths, self.restored, self.depth = Counter(), 0, 0
        self.faulty, self.risk = False, dict(_RISK)
        self.members = [
            Member(self, org, number, database)
            for number, (org, database) in enumerate(zip(self.city.consensus, databases(count), strict=True))
        ]
        self.chain = Chain(self)
        tolerated = (count - 1) // 3
        lies = chance.random() < 0.25 if lies is None else lies
        self.liar = chance.choice(self.members) if lies else None
        self.lies = Lies(self)
        self.double_voted = False
        self.down_max = tolerated - (self.liar is not None and chance.random() < 0.5)
        if chance.random() < 0.05:
            self.down_max = count  # the whole city may fail: nothing is decided then, and nothing forgotten
        self.gossiped = []
        self.told = {}  # by entry, to anyone
        self._want(chance)

    def _want(self, chance):
        """What the city wants to have decided."""
        city = self.city
        self.founding = [[city.genesis()]]
        self.loose = [city.batch(chance.choice(ORGS[:7])) for _ in range(chance.randint(0, 2))]
        self.loose += [city.record(seq) for seq in range(1, chance.randint(2, 3))]  # in whatever order they come
        if chance.random() < 0.2:
            args = {"root": "cd" * 32, "count": 2, "kind": "early"}
            ahead_s = MAX_AHEAD_MS / 1000 + chance.uniform(0, 4)
            self.loose.append(city.statement("court-one", "anchors", "batch", args, ahead_s=ahead_s))
        self.submitted = {raw for stage in self.founding for raw in stage} | set(self.loose)
        self.events = Counter()  # by organisation, how many it noted
        streaming = [] if self.theme == PERMITS else chance.sample(self.members, 2)
        self.wanted = {member.org: chance.randint(1, 2) for member in streaming}
        self.requests, self.left, self.denied, self.computed = [], {}, set(), 0
        self.recovered = None
        self.owing = set()
        if self.theme == PERMITS:
            self.uses = chance.randint(1, 2)
            preparation, self.grant = city.grant_statements(self.uses)
            self.founding.append(preparation)
            self.submitted.update(preparation)
            self.requests = [RequestId.new(city.clock, city.entropy) for _ in range(2)]
            self.left = {request: [] for request in self.requests}

    # A life.

    def play(self, steps=60):
        """Live, come to rest, be judged."""
        with (
            mock.patch.object(PublicKey, "verifies", remembered),
            mock.patch.object(Cosigned, "verifies", remembered_cosignature),
        ):
            return self._play(steps)

    def _play(self, steps):
        try:
            for member in self.members:
                member.start()
            self.faulty = True
            for _ in range(self.chance.randint(steps // 2, steps + steps // 2)):
                self.step()
            self._calm()
            judge(self)
        finally:
            for member in self.members:
                if member.up:
                    member.power_off()
        return self.deaths

    def _calm(self):
        """The faults end. All that is wanted gets decided; within a bounded number of blocks, or never."""
        self.faulty, before = False, self.chain.height
        for member in self.members:
            if not member.up:
                self._start(member)
        for number in range(CALM_STEPS_MAX):
            if self._is_at_rest():
                break
            self.step()
            if number % 12 == 11:
                self.city.clock.advance(timedelta(seconds=20))
        else:
            raise AssertionError(f"the world does not come to rest: {self._unrest()}")
        self.calm_blocks = self.chain.height - before
        assert self.calm_blocks <= CALM_BLOCKS_MAX, f"rest took {self.calm_blocks} blocks"

    def _is_at_rest(self):
        return not any(self._unrest().values())

    def _unrest(self):
        return {
            "founding": self.founding,
            "loose": self.loose,
            "unwritten": [org for org, count in self.wanted.items() if self.events[org] < count],
            "owing": self.owing,
            "requests": self._unsettled(),
            "behind": [one.org for one in self.members if one.height < self.chain.height or one.syncing],
            "unproved": [one.org for one in self.members if one.ledger.proved < one.ledger.size],
        }

    # Fate.

    def doom(self, member, kind):
        """Whether the node dies at its next side effect, and in which way."""
        if not self.faulty or self.chance.random() >= self.risk.get(kind, _RISK_OF_A_QUESTION):
            return None
        if sum(not one.up for one in self.members) >= self.down_max:
            return None
        way = self.chance.choice([LOST, PERSISTED])
        self.deaths[kind, way] += 1
        return way

    def bury(self, died):
        """The node is gone, if it is not gone already."""
        if died.life == died.member.life:
            died.member.power_off()

    def attempt(self, member, act):
        """What the node answers; None when it dies over it."""
        try:
            return act()
        except Died as died:
            self.bury(died)
            return None

    def wait(self, member):
        """The world goes on while one of its nodes waits for a decision."""
        life = member.life
        if self.depth < 2:
            for _ in range(self.chance.choice([0, 4, 10, 20])):
                self.step()
                if member.life != life:
                    raise Died(member, life)

    def told_to_someone(self, member, verdict):
        """A verdict leaves the node: it is for ever, and durable there already."""
        assert verdict.finality in (Finality.COMMITTED, Finality.INVALID)
        assert member.ledger._reader.verdict(verdict.entry) == verdict, "told before it was durable"
        assert self.told.setdefault(verdict.entry, verdict) == verdict, "told differently before"
        member.told[verdict.entry] = verdict

    # One step.

    def step(self):
        """Something happens, whatever may happen now."""
        self.depth += 1
        try:
            acts, weights = zip(*self._possible(), strict=True)
            self.chance.choices(acts, weights)[0]()
        except Died as died:
            self.bury(died)
        finally:
            self.depth -= 1

    def _possible(self):
        chain, at = self.chain, self.chain.height
        yield self._pass_time, 1
        if chain.can_go_on() and (chain.is_wanted() or chain.heartbeats):
            yield chain.go_on, 2
        elif chain.can_go_on():
            yield self._beat, 0.1 if self.faulty else 1
        if self.gossiped:
            yield self._deliver_gossip, 5
        if self.liar is not None and self.faulty:
            yield lambda: self.lies.double_vote(chain), 0.1
        for member in self.members:
            if not member.up:
                yield lambda one=member: self._start(one), 0.4
                continue
            if member.syncing:
                yield lambda one=member: self._restore(one), 3
            elif member.height < at:
                yield member.execute_next, 4
            if member.unchecked:
                yield member.check_next, 4
            if member.outgoing:
                yield member.send_next, 2
            if not member.busy and self.depth < 3:
                yield from self._clients(member)

    def _clients(self, member):
        if self.founding:
            yield lambda: self._by(member, self._found), 2
        if len(self.founding) == 1 + (self.theme == PERMITS):
            return  # nothing is known to anyone before the genesis
        if self.loose:
            yield lambda: self._by(member, self._submit), 1
        if self.events[member.org] < self.wanted.get(member.org, 0):
            yield lambda: self._by(member, self._note), 2
        if member.org in self.owing:
            yield lambda: self._by(member, self._relay), 0.8
        if member.org == "tax-one" and self._unsettled() and not self.founding:
            yield lambda: self._by(member, self._draw), 2

    def _by(self, member, act):
        member.busy = True
        try:
            act(member)
        finally:
            member.busy = False

    def _pass_time(self):
        self.city.clock.advance(timedelta(seconds=self.chance.choice([0.05, 0.5, 2])))

    def _beat(self):
        self.chain.heartbeats = 1

    def gossip(self, member, transaction):
        """What a node lets into its mempool, it tells its peers; some messages are lost, some come twice."""
        for peer in self.members:
            if peer is not member and not (self.faulty and self.chance.random() < 0.1):
                self.gossiped.append((peer, transaction))
                if self.faulty and self.chance.random() < 0.1:
                    self.gossiped.append((peer, transaction))

    def _deliver_gossip(self):
        peer, transaction = self.gossiped.pop(self.chance.randrange(len(self.gossiped)))
        if peer.up and not peer.syncing and peer.height >= peer.stored:
            peer.receive(transaction)

    def _start(self, member):
        if self.faulty and self.theme == DISKS and not member.syncing and self.chance.random() < 0.6:
            member.lose_disk()
            member.syncing = self.chance.random() < 0.8
        member.start()
        member.restoring = restoring(member) if member.syncing else None
        self.recovered = None if member.org == "tax-one" else self.recovered

    def _restore(self, member):
        next(member.restoring, None)

    # What clients do.

    def _found(self, member):
        stage = self.founding[0]
        verdicts = self._ask(lambda: member.client.submit_all(stage))
        if verdicts and self.founding and self.founding[0] is stage:
            assert all(one.finality is Finality.COMMITTED for one in verdicts)
            self.founding.pop(0)

    def _submit(self, member):
        raw = self.chance.choice(self.loose)
        if self._ask(lambda: member.client.submit(raw)) and raw in self.loose:
            self.loose.remove(raw)

    @staticmethod
    def _ask(act):
        """What the ledger answers; None when it must be asked again."""
        try:
            return act()
        except TimeoutError:
            return None
        except PuhuiError as error:
            if not error.retriable:
                raise
            return None

    def _note(self, member):
        """Something happened at the organisation: one row in its outbox, in the transaction that knows of it."""
        number = self.events[member.org] + 1
        args = {"stream": "life", "seq": number, "kind": "step", "digest": "ef" * 32}
        raw = self.city.statement(member.org, "anchors", "record", args)
        self.owing.add(member.org)
        with member.database.transaction() as connection:
            put(connection, member.clock, destination="ledger", key=f"life:{number}", payload=raw)
        self.events[member.org] = number

    def _relay(self, member):
        member.relay.deliver_due()
        if not waiting(member.durable):
            self.owing.discard(member.org)

    def _unsettled(self):
        return [one for one in self.requests if not self.left[one] and one not in self.denied]

    def _draw(self, member):
        """A request under the grant is asked, or asked again: it is one use, and one answer."""
        if self.recovered != member.life:
            if self._ask(member.desk.recover) is None:
                return
            self.recovered = member.life
        request = self.chance.choice(self.requests)
        self.owing.add(member.org)
        try:
            permit = member.desk.draw_permit(
                grant=self.grant, request=request, receiver=OrgId("bank-one"), purpose="application",
                program="indicators/1", fields=("rev12_fen",),
            )  # fmt: skip
        except GrantExhausted:
            assert not self.left[request], "answered before"
            self.denied.add(request)
            return
        except PuhuiError as error:
            if not error.retriable:
                raise
            return
        answer = member.desk.release(permit, self._compute)
        self.left[request].append(answer)
        assert member.ledger.verdict(answer.entry).finality is Finality.COMMITTED, "counted before it leaves"
        assert len({(one.payload, one.n) for one in self.left[request]}) == 1, "no permit is released twice"

    def _compute(self, permit):
        self.computed += 1
        return Computed(b"computation %d of %s" % (self.computed, permit.request.encode()))


_really_verifies = PublicKey.verifies


@lru_cache(maxsize=20_000)
def remembered(key, signature, message):
    """`PublicKey.verifies`: all nodes of a world are in one process, and what one of them found out holds for all."""
    return _really_verifies(key, signature, message)


_really_cosigned = Cosigned.verifies


@lru_cache(maxsize=20_000)
def remembered_cosignature(cosigned, name, key, checkpoint):
    """`Cosigned.verifies`, likewise."""
    return _really_cosigned(cosigned, name, key, checkpoint)
