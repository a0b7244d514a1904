"""Two cities anchor each other's heads: neither rewrites its past unseen, and nobody is convicted who did no wrong."""

import contextlib
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel import ManualClock, SoftwareSigner
from puhui.kernel.encoding import decode, encode
from puhui.ledger import parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import Checkpoint, cosign_checkpoint, note, parse_checkpoint, sign_checkpoint, to_base64
from puhui.ledger.contracts import neighbours, standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.store import FILE
from puhui.ledger.errors import NeighbourUnknown, NotAnchored
from puhui.ledger.machine import Machine
from puhui.ledger.merkle import Frontier, consistency_path, leaf_hash, root_at
from puhui.ledger.neighbouring import (
    Anchored,
    Anchoring,
    FileNeighbour,
    anchors_of,
    due,
    existed_before,
    last_anchor,
    recognised,
)
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.statement import entry_id
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import KeptWitness
from tests.contract.consortium import START, SUITE, Consortium
from tests.contract.governing import Members
from tests.unit.ledger.test_receipt_commands import puhui

HERE, THERE = "puhui.example/test-city", "puhui.example/other-city"


class Tree:
    """A log of any leaves, and what its consensus nodes sign of it, honest or not."""

    def __init__(self, city, origin=THERE):
        self.city, self.origin = city, origin
        self.frontier, self.rows = Frontier(SUITE.digest), []

    def grow(self, *leaves):
        for leaf in leaves:
            self.rows.append(self.frontier.append(leaf_hash(SUITE.digest, leaf)))
        return self

    def node(self, level, position):
        return self.rows[((position + 1) << level) - 1][level]

    def root(self, size):
        return root_at(SUITE.digest, size, self.node)

    def path(self, old, new):
        return consistency_path(SUITE.digest, old, new, self.node)

    def head(self, size=None, *, nodes=3, root=None, orgs=None, log_signer=None, origin=None):
        size = len(self.rows) if size is None else size
        head = Checkpoint(origin or self.origin, size, root or self.root(size))
        lines = parse_checkpoint(sign_checkpoint(log_signer or self.city.log_signer, head)).lines
        for org in sorted(orgs or self.city.consensus[:nodes]):
            lines += cosign_checkpoint(self.city.signers[org], witness_name(self.origin, org), head, 1_772_413_260)
        return note(head, lines)


class World:
    """One city's contracts on a state in memory, with a neighbour that it recognises."""

    def __init__(self):
        self.city, self.other = Consortium(), Consortium(seed=7)
        self.machine, self.state, self.index = Machine(standard_contracts(), SUITE), {}, 0
        self.say(self.city.genesis())
        genesis = parse_statement(self.other.genesis(origin=THERE))
        self.trust = Trust.of_genesis(genesis, SUITE, self.other.log_signer.public_key)
        self.tree = Tree(self.other).grow(*(bytes([n]) for n in range(20)))

    def say(self, raw):
        decision = self.machine.decide(self.state.get, parse_statement(raw), self.index)
        if not decision.reason:
            self.state.update(decision.writes)
            self.index += 1
        return decision

    def do(self, action, issuer="bank-one", **args):
        return self.say(self.city.statement(issuer, neighbours.NAME, action, args))

    def recognise(self, issuer="operator"):
        return self.do("recognise", issuer, trust=self.trust.to_bytes())

    def anchor(self, size, **how):
        known = self.read(neighbours.head_key(THERE))
        path = how.pop("path", None)
        if path is None:
            path = self.tree.path(known["size"] if known else 0, size) if not known or known["size"] <= size else []
        return self.do("anchor", note=self.tree.head(size, **how), path=path)

    def read(self, key):
        return decode(self.state[key]) if key in self.state else None

    def read_many(self, keys):
        return [self.read(key) for key in keys]


@pytest.fixture
def world():
    world = World()
    assert world.recognise().reason == ""
    return world


def test_heads_are_anchored_as_they_grow(world):
    for n, size in enumerate((3, 4, 11, 20), start=1):
        decision = world.anchor(size)
        assert (decision.reason, decision.result) == ("", {"n": n, "fork": False})
    assert world.read(neighbours.head_key(THERE))["size"] == 20
    assert [world.read(neighbours.anchor_key(THERE, n))["size"] for n in range(1, 5)] == [3, 4, 11, 20]


def test_only_the_operator_or_a_regulator_recognises_and_only_once():
    world = World()
    assert world.anchor(3).reason == "not_recognised"
    assert world.recognise("bank-one").reason == "not_operator"
    assert world.do("recognise", "operator", trust=b"{}").reason == "bad_trust"
    own = replace(world.trust, origin=HERE)
    own = replace(
        own,
        eras=tuple(
            replace(era, witnesses=tuple(replace(one, name=witness_name(HERE, one.org)) for one in era.witnesses))
            for era in own.eras
        ),
    )
    assert world.do("recognise", "operator", trust=own.to_bytes()).reason == "own_log"
    assert world.recognise().reason == ""
    assert world.recognise().reason == "already_recognised"


def refusals(world):
    tree, other = world.tree, world.other
    honest, path = tree.head(9), tree.path(5, 9)
    fork = Tree(other).grow(*(bytes([n]) for n in range(3)), *(bytes([n + 100]) for n in range(15)))
    yield "too few cosigners", "not_cosigned", tree.head(9, nodes=2), path
    participants = [*other.consensus[:2], "bank-one"]
    yield "a participant as a witness", "not_cosigned", tree.head(9, orgs=participants), path
    yield "another log key", "not_cosigned", tree.head(9, log_signer=other.signers["operator"]), path
    yield "a root that they did not sign", "not_cosigned", honest.replace(*_roots(tree, 9)), path
    yield "another log", "not_recognised", tree.head(9, origin="puhui.example/third"), path
    yield "no note", "malformed_note", b"nothing", path
    yield "an older head", "older", tree.head(4), []
    yield "the same head", "older", tree.head(5), []
    yield "no proof", "inconsistent", honest, []
    yield "a proof from elsewhere", "inconsistent", honest, tree.path(4, 9)
    yield "a rewritten log with its own proof", "inconsistent", fork.head(9), fork.path(5, 9)
    yield "a hash of another length", "bad_args", honest, [b"short"]
    yield "a path that is too long", "bad_args", honest, [bytes(32)] * 200


def _roots(tree, size):
    return to_base64(tree.root(size)).encode(), to_base64(b"\x07" * 32).encode()


def test_what_does_not_hold_is_refused(world):
    world.anchor(5)
    before = dict(world.state)
    for attack, reason, head, path in refusals(world):
        assert world.do("anchor", note=head, path=path).reason == reason, attack
    assert world.state == before
    assert world.anchor(9).reason == ""


def test_a_second_root_at_an_anchored_size_convicts(world):
    world.anchor(6)
    decision = world.anchor(6, root=b"\x07" * 32, path=[])
    assert (decision.reason, decision.result["fork"]) == ("", True)
    evidence = world.read(neighbours.fork_key(THERE))
    assert parse_checkpoint(evidence["ours"]).checkpoint.root != parse_checkpoint(evidence["theirs"]).checkpoint.root
    assert world.anchor(9).reason == "convicted", "nothing is anchored of a log that has two histories"


@pytest.mark.parametrize(("known", "shown"), [(5, 9), (8, 9), (8, 16), (9, 5), (9, 8), (16, 8), (7, 7), (1, 2), (2, 1)])
def test_a_rewritten_past_convicts_at_any_size_and_an_honest_one_never(world, known, shown):
    world.anchor(known)
    rewritten = Tree(world.other).grow(*(bytes([n + 100]) for n in range(20)))
    if known <= shown:  # the larger head is the rewritten one; its own tree shows another root where we stand
        root, path = rewritten.root(known), rewritten.path(known, shown)
    else:  # the smaller one is; our anchored tree shows what should stand there
        root, path = world.tree.root(shown), world.tree.path(shown, known)
    honest_root, honest_path = world.tree.root(min(known, shown)), world.tree.path(*sorted((known, shown)))
    contradict, honest = neighbours.CONTRADICT, world.tree.head(shown)
    decision = world.do(contradict, note=honest, root=honest_root, path=honest_path)
    assert decision.reason == "no_contradiction"
    for lie in (b"\x07" * 32, root):
        assert world.do(contradict, note=honest, root=lie, path=honest_path).reason in {
            "inconsistent",
            "no_contradiction",
        }
    too_few = rewritten.head(shown, nodes=2)
    assert world.do(contradict, note=too_few, root=root, path=path).reason == "not_cosigned"
    decision = world.do(contradict, note=rewritten.head(shown), root=root, path=path)
    assert (decision.reason, decision.result["fork"]) == ("", True)


@settings(max_examples=40, deadline=None)
@given(
    steps=st.lists(
        st.tuples(st.integers(1, 20), st.sampled_from(["honest", "fork", "few", "path", "contradict"])), max_size=12
    )
)
def test_any_sequence_keeps_a_growing_history_and_convicts_only_a_fork(steps):
    world = World()
    world.recognise()
    fork = Tree(world.other).grow(b"\x00", *(bytes([n + 100]) for n in range(19)))
    size, forked = 0, False
    for at, kind in steps:
        if kind == "fork":
            decision = world.do("anchor", note=fork.head(at), path=fork.path(min(size, at), at))
        elif kind == "contradict":
            small, large = sorted((max(size, 1), at))
            path = world.tree.path(small, large)
            decision = world.do("contradict", note=world.tree.head(at), root=world.tree.root(small), path=path)
        else:
            decision = world.anchor(at, **{"honest": {}, "few": {"nodes": 2}, "path": {"path": [bytes(32)]}}[kind])
        if forked:
            assert decision.reason
        elif kind == "honest" and at > size:
            assert decision.reason == ""
        elif kind == "fork" and at == size and at > 1:
            assert decision.result["fork"]
            forked = True
        elif kind == "fork" and not decision.reason:
            assert size <= 1, "only what agrees with the anchored head goes on from it"
            return
        else:
            assert decision.reason, (kind, at, size)
        head = world.read(neighbours.head_key(THERE))
        size = head["size"] if head else 0
        assert head is None or head["root"] == world.tree.root(size)
        assert (world.read(neighbours.fork_key(THERE)) is not None) is forked


# Two real ledgers.


class City:
    """A real ledger with its witnesses, and its log as the other city's node sees it."""

    def __init__(self, folder, origin, seed):
        folder.mkdir()
        self.folder, self.origin = folder, origin
        self.clock = ManualClock(START)
        self.city = Consortium(seed=seed, clock=self.clock)
        self.city.log_signer = SoftwareSigner.from_seed(SUITE, bytes([200 + seed]) * 32)
        witnesses = {org: self._witness(org) for org in self.city.consensus}
        self.ledger = self.city.ledger(folder, disk=Disk("OFF"), witnesses=witnesses)
        genesis = self.city.genesis(origin=origin)
        self.ledger.submit(genesis)
        self.entries = [entry_id(genesis)]
        self.say()
        self.neighbour = FileNeighbour(folder / FILE, SUITE, self.city.consensus[0])

    def _witness(self, org):
        return KeptWitness(
            self.folder / f"{org}.witness.sqlite",
            signer=self.city.signers[org],
            name=witness_name(self.origin, org),
            logs={self.origin: self.city.log_signer.public_key},
            clock=self.clock,
            disk=Disk("OFF"),
        )

    def say(self, count=1):
        for _ in range(count):
            raw = self.city.batch()
            self.ledger.submit(raw)
            self.entries.append(entry_id(raw))
        self.ledger.receipt(self.entries[-1])

    @property
    def trust(self):
        return Trust.parse(self.ledger.trust.to_bytes())

    def anchoring(self, other, neighbour=None):
        self.ledger.submit(
            self.city.statement("operator", neighbours.NAME, "recognise", {"trust": other.trust.to_bytes()})
        )
        return Anchoring(
            self.ledger,
            neighbour or other.neighbour,
            other.origin,
            org=self.city.consensus[1],
            signer=self.city.signers[self.city.consensus[1]],
            clock=self.clock,
            entropy=self.city.entropy,
        )

    def close(self):
        self.neighbour.close()
        self.ledger.close()


@pytest.fixture
def cities(tmp_path):
    with contextlib.ExitStack() as stack:
        pair = []
        for number, name in enumerate(("east", "west"), start=1):
            pair.append(City(tmp_path / name, f"puhui.example/{name}", number))
            stack.callback(pair[-1].close)
        yield pair


def pass_time(cities, hours):
    for city in cities:
        city.clock.advance(timedelta(hours=hours))


def test_two_cities_anchor_each_other(cities):
    east, west = cities
    services = [east.anchoring(west), west.anchoring(east)]
    for round_ in range(1, 4):
        for service in services:
            assert [one.result["n"] for one in service.step()] == [round_]
            assert service.step() == [], "not due"
        pass_time(cities, 2)
        east.say(2)
        west.say(3)
    for city, other in ((east, west), (west, east)):
        sizes = [one.size for one in anchors_of(city.ledger, other.origin)]
        assert sizes == sorted(set(sizes))
        assert len(sizes) == 3
        (known,) = recognised(city.ledger)
        assert (known.origin, known.forked, known.last.n) == (other.origin, False, 3)
        assert check_ledger(city.folder / FILE).findings == []


def test_an_entry_is_shown_to_have_existed_before_the_other_city_anchored_it(cities):
    east, west = cities
    service = west.anchoring(east)
    service.step()
    anchor = last_anchor(west.ledger, east.origin)
    anchor_receipt = west.ledger.receipt(anchor.entry)
    entry = east.entries[1]
    receipt = east.ledger.receipt(entry)
    size = parse_receipt_size(receipt)
    path = east.neighbour.consistency(size, anchor.size)
    ours, theirs = existed_before(receipt, east.trust, anchor_receipt, west.trust, path)
    assert (ours.entry, theirs.entry) == (entry, anchor.entry)
    east.say()
    late = east.ledger.receipt(east.entries[-1])
    for receipts in ((late, anchor_receipt), (receipt, west.ledger.receipt(west.entries[0]))):
        with pytest.raises(NotAnchored):
            existed_before(receipts[0], east.trust, receipts[1], west.trust)


def parse_receipt_size(receipt):
    return parse_receipt(receipt).head.checkpoint.size


def test_a_neighbours_changes_are_followed_before_its_head(cities):
    east, west = cities
    service = west.anchoring(east)
    service.step()
    members = Members(east.city, east.ledger.submit)
    raw = members.decide({"kind": "demote", "org": str(east.city.consensus[3])})
    east.ledger.receipt(entry_id(raw))
    east.say()
    # Of the old set, with the new one unknown here: whoever updates first sees it refused.
    pass_time(cities, 2)
    update, anchor = service.step()
    assert (update.reason, update.result["changes"]) == ("", 1)
    assert anchor.reason == ""
    tree = Tree(east.city, east.origin).grow(*east.ledger.entries(0, 1000), b"more")
    head = east.neighbour.head()
    old_set = [east.city.consensus[0], east.city.consensus[1], east.city.consensus[3]]
    grown = tree.path(parse_checkpoint(head).checkpoint.size, len(tree.rows))
    for orgs, reason in ((old_set, "not_cosigned"), (east.city.consensus[:3], "")):
        args = {"note": tree.head(orgs=orgs), "path": grown}
        verdict = west.ledger.submit(west.city.statement("tax-one", neighbours.NAME, "anchor", args))
        assert verdict.reason == reason
    stale = {"origin": east.origin, "after": 5, "handovers": []}
    assert west.ledger.submit(west.city.statement("tax-one", neighbours.NAME, "update", stale)).reason == "bad_handover"
    forged = {"origin": east.origin, "after": 1, "handovers": [b"nothing"]}
    assert (
        west.ledger.submit(west.city.statement("tax-one", neighbours.NAME, "update", forged)).reason == "bad_handover"
    )
    again = {"origin": east.origin, "after": 0, "handovers": east.ledger.handovers()}
    assert west.ledger.submit(west.city.statement("tax-one", neighbours.NAME, "update", again)).reason == "older"


class Rewritten:
    """A neighbour whose quorum signs a second history."""

    def __init__(self, honest, tree):
        self.honest, self.tree = honest, tree

    def head(self):
        return self.tree.head()

    def handovers(self, after):
        return self.honest.handovers(after)

    def root(self, size):
        return self.tree.root(size)

    def consistency(self, old, new):
        return self.tree.path(old, new)


@pytest.mark.parametrize("more", [0, 1, 5])
def test_the_service_brings_the_evidence_when_a_neighbour_rewrites_its_past(cities, more):
    east, west = cities
    west.anchoring(east).step()
    size = last_anchor(west.ledger, east.origin).size
    tree = Tree(east.city, east.origin).grow(*(encode(n) for n in range(size + more)))
    pass_time(cities, 2)
    liar = west.anchoring(east, Rewritten(east.neighbour, tree))
    (verdict,) = liar.step()
    assert verdict.result["fork"] is True
    (known,) = recognised(west.ledger)
    assert known.forked
    assert liar.step() == []
    assert check_ledger(west.folder / FILE).findings == []


def test_the_operator_sees_what_is_anchored(cities):
    east, west = cities
    run = puhui("ledger", "anchors", west.folder)
    assert (run.returncode, run.stdout.strip()) == (0, "no neighbouring log is recognised")
    service = west.anchoring(east)
    service.step()
    told = json.loads(puhui("ledger", "anchors", west.folder, "--json").stdout)
    (known,) = told["neighbours"]
    assert (known["origin"], [one["n"] for one in known["anchors"]], told["forked"]) == (east.origin, [1], False)
    tree = Tree(east.city, east.origin).grow(*(encode(n) for n in range(30)))
    pass_time(cities, 2)
    west.anchoring(east, Rewritten(east.neighbour, tree)).step()
    run = puhui("ledger", "anchors", west.folder)
    assert run.returncode == 1
    assert "two histories" in run.stdout


def test_a_log_that_nobody_recognised_is_told(cities):
    east, west = cities
    service = west.anchoring(east)
    service._origin = "puhui.example/nowhere"
    with pytest.raises(NeighbourUnknown):
        service.step()


def test_due():
    last = Anchored(1, 5, b"", None, 3, START)
    assert due(None, START, timedelta(hours=1))
    assert not due(last, START + timedelta(minutes=59), timedelta(hours=1))
    assert due(last, START + timedelta(hours=1), timedelta(hours=1))
