"""A ledger moves from its sequencer to its consensus nodes: what was true stays so, and nothing is believed."""

import contextlib
import itertools
import shutil
import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.ledger import parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import Checkpoint, note, parse_checkpoint, sign_checkpoint
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft.blocks import Moved
from puhui.ledger.engines.cometbft.cosigning import say, write_record
from puhui.ledger.engines.cometbft.errors import FoundedOnAnother, LedgerInTheWay, MoveNotFinished, MoveRefused
from puhui.ledger.engines.cometbft.moving import ASIDE, check_export, export_ledger, seed
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.engines.cometbft.snapshots import SETTLED_BLOCKS, Shelf
from puhui.ledger.engines.store import FILE
from puhui.ledger.errors import LedgerMoved, NoLedgerHere, StatementNotAdmitted
from puhui.ledger.handover import follow
from puhui.ledger.merkle import Frontier, leaf_hash
from puhui.ledger.model import Finality
from puhui.ledger.sources import FileSource
from puhui.ledger.statement import entry_id
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.verify import verify_head, verify_receipt
from tests.contract.consortium import ORIGIN, SUITE, Consortium
from tests.contract.governing import Members
from tests.contract.moving import Node, Nodes, cards, founding, move_of
from tests.contract.test_engines_agree import tables

STEPS = ["batch", "record", "early record", "rotate a node", "rotate a member", "admit", "receipts", "double"]


class Moving:
    """A consortium on the embedded engine, what it has said so far, and the receipts that people keep."""

    def __init__(self, folder, *, consensus=4):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.city = Consortium(consensus=consensus)
        self.open()
        self.members = Members(self.city, self.say)
        self.said, self.receipts = [], {}
        self.seq = itertools.count(1)
        self.say(self.city.genesis())
        self.first_trust = self.city.trust(self.ledger)

    def open(self):
        self.ledger = self.city.ledger(self.folder, disk=Disk("OFF"))

    def say(self, raw):
        verdict = self.ledger.submit(raw)
        self.said.append((raw, verdict))
        return verdict

    def take(self, step, say=None):
        city, say, members = self.city, say or self.say, self.members
        if step == "batch":
            say(city.batch())
        elif step == "record":
            say(city.record(next(self.seq)))
        elif step == "early record":
            assert say(city.record(10_000)).reason == "out_of_sequence"
        elif step == "rotate a node":
            if say == self.say:
                self.keep_receipts()  # what was signed with the old key is whole
            members.rotate(city.consensus[-1], seed=100 + members.number)
            if say == self.say:
                self.ledger.close()  # the node starts again with its new key
                self.open()
        elif step == "rotate a member":
            members.rotate("bank-one", seed=100 + members.number)
        elif step == "admit":
            number = members.number
            if number < 90:
                members.admit(f"bank-{number}", seed=100 + number)
        elif step == "double":
            say(city.genesis())

    def keep_receipts(self):
        for raw in reversed(self.ledger.entries(0, 1000)):
            self.receipts.setdefault(entry_id(raw), self.ledger.receipt(entry_id(raw)))

    def move(self):
        self.enacting = self.members.decide(move_of(self.city))
        self.keep_receipts()

    def export(self, name="export.sqlite"):
        return self.folder / name, export_ledger(self.folder, self.folder / name)


@pytest.fixture
def moving(tmp_path):
    moving = Moving(tmp_path / "sequencer")
    for step in ("batch", "early record", "record", "admit", "rotate a node", "record"):
        moving.take(step)
    yield moving
    moving.ledger.close()


@pytest.fixture
def moved(moving):
    moving.move()
    return moving


def reexecuted_root(node):
    frontier = Frontier(SUITE.digest)
    for raw in node.entries():
        frontier.append(leaf_hash(SUITE.digest, raw))
    return frontier.root


def assert_all_goes_on(moving, nodes, first_trust):
    """Nothing of before is lost under the new nodes, and what they add is proved like the rest."""
    for node in nodes.all:
        trust = Trust.parse(node.replica.trust.to_bytes())
        assert follow(first_trust, node.handovers()).to_bytes() == trust.to_bytes()
        assert trust.log_key is None
        for entry, receipt in moving.receipts.items():
            assert verify_receipt(receipt, trust).entry == entry, "an old receipt verifies under the new trust"
        for raw in node.entries():
            assert verify_receipt(node.receipt(entry_id(raw)), trust).entry == entry_id(raw)
        head = parse_checkpoint(node.reader.head(node.replica.trust))
        assert verify_head(head, trust, trust.era_at)
        assert head.checkpoint.size == node.replica.size
        assert node.replica._frontier.root == reexecuted_root(node)
        assert check_ledger(node.path, trust=first_trust).findings == []
    assert len({node.replica.app_hash for node in nodes.all}) == 1
    for raw, verdict in moving.said:
        assert nodes.all[0].reader.verdict(entry_id(raw)) == verdict


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.sampled_from(STEPS), max_size=12),
    after=st.lists(st.sampled_from(STEPS), max_size=6),
    consensus=st.sampled_from([1, 3, 4]),
)
def test_any_traffic_moves_and_goes_on(tmp_path_factory, before, after, consensus):
    folder = tmp_path_factory.mktemp("moving")
    moving = Moving(folder / "sequencer", consensus=consensus)
    with contextlib.closing(moving.ledger):
        for step in before:
            moving.take(step)
            if step == "receipts":
                moving.keep_receipts()
        middle_trust = moving.city.trust(moving.ledger)
        moving.move()
        export, seeded = moving.export()
    assert check_ledger(export, trust=moving.first_trust).findings == []
    with Nodes(moving.city, folder / "nodes", export, seeded.moved) as nodes:
        assert len(nodes.hashes) == 1
        assert tables(nodes.all[0].path) == tables(moving.folder / FILE)
        assert_all_goes_on(moving, nodes, moving.first_trust)
        for entry in moving.receipts:  # given again, byte for byte, under the heads of their time
            verify_receipt(nodes.all[0].receipt(entry), Trust.parse(seeded.trust.to_bytes()))
        nodes.submit(moving.city.batch())
        moving.members.submit = nodes.submit
        for step in after:
            moving.take(step, nodes.submit)
        nodes.add()  # who changed its key speaks with the new one
        assert_all_goes_on(moving, nodes, moving.first_trust)
        assert_all_goes_on(moving, nodes, middle_trust)


def test_old_receipts_are_given_again_byte_for_byte(moved, tmp_path):
    export, seeded = moved.export()
    with contextlib.closing(FileSource(export, SUITE, moved.city.consensus[0])) as before:  # a late cosigner may add to
        old = {entry: before.receipt(entry) for entry in moved.receipts}  # what the sequencer told at first
    with Nodes(moved.city, tmp_path / "nodes", export, seeded.moved) as nodes:
        for node in nodes.all:
            assert {entry: node.receipt(entry) for entry in old} == old
        nodes.submit(moved.city.batch())
        assert {entry: nodes.all[0].receipt(entry) for entry in old} == old


def test_the_sequencer_orders_nothing_after_the_move_also_after_a_restart(moving):
    # In one call: what comes behind the enacting entry in the same group is not decided either.
    change = move_of(moving.city)
    proposal, _ = moving.members.propose(change)
    for org in moving.members.consensus[:3]:
        moving.members.vote(proposal, org)
    args = {"proposal": str(proposal), "number": moving.members.number + 1, "change": change, "quorum": 3}
    enacting = moving.city.statement("operator", "membership", "enact", args)
    late = moving.city.batch()
    with pytest.raises(LedgerMoved) as refused:
        moving.ledger.submit_all([enacting, late])
    size = moving.ledger.size
    assert refused.value.data["size"] == size
    assert moving.ledger.verdict(entry_id(late)).finality is Finality.UNKNOWN
    moving.ledger.receipt(entry_id(enacting))  # its last head gathers its quorum
    for _ in range(2):
        with pytest.raises(LedgerMoved):
            moving.ledger.submit(moving.city.batch())
        assert moving.ledger.submit(enacting).index == size - 1, "what was decided keeps its verdict"
        assert moving.ledger.size == size
        moving.ledger.close()
        moving.open()
    assert check_ledger(moving.folder / FILE).findings == []


def test_a_move_from_another_key_than_the_sequencers_is_not_let_in(moving):
    for key in (str(moving.city.signers["bank-one"].public_key), "nonsense"):
        with pytest.raises(StatementNotAdmitted) as refused:
            moving.members.propose({"kind": "move", "log_key": key})
        assert refused.value.reason == "wrong_log_key"


def test_a_second_move_is_refused(moved, tmp_path):
    export, seeded = moved.export()
    with Nodes(moved.city, tmp_path / "nodes", export, seeded.moved) as nodes:
        nodes.submit(moved.city.batch())
        moved.members.submit = nodes.submit
        _, answer = moved.members.propose(move_of(moved.city))
        assert isinstance(answer, StatementNotAdmitted)
        assert answer.reason == "wrong_log_key"
        with pytest.raises(MoveNotFinished):
            export_ledger(nodes.all[0].path, tmp_path / "again.sqlite")


def test_two_eras_never_begin_at_one_size(moved, tmp_path):
    export, seeded = moved.export()
    with Nodes(moved.city, tmp_path / "nodes", export, seeded.moved) as nodes:
        moved.members.submit = nodes.submit
        _, verdict = moved.members.rotate(moved.city.consensus[0], seed=150)
        assert verdict.reason == "too_soon"
        nodes.submit(moved.city.batch())
        _, verdict = moved.members.rotate(moved.city.consensus[0], seed=150)
        assert verdict.reason == ""
        nodes.add()
        assert_all_goes_on(moved, nodes, moved.first_trust)


def test_a_proposal_may_be_the_first_entry_after_the_move(moved, tmp_path):
    export, seeded = moved.export()
    with Nodes(moved.city, tmp_path / "nodes", export, seeded.moved) as nodes:
        moved.members.submit = nodes.submit
        moved.members.decide({"kind": "demote", "org": str(moved.city.consensus[3])})
        assert_all_goes_on(moved, nodes, moved.first_trust)


def test_only_a_finished_move_is_exported(moving, tmp_path):
    out = tmp_path / "out.sqlite"
    with pytest.raises(MoveNotFinished):
        export_ledger(moving.folder, out)
    moving.ledger.close()
    moving.ledger = moving.city.ledger(moving.folder, disk=Disk("OFF"), witnesses={}, receipt_wait_s=0)
    moving.members.decide(move_of(moving.city))  # and nobody cosigns the last head
    with pytest.raises(MoveNotFinished):
        export_ledger(moving.folder, out)
    with pytest.raises(NoLedgerHere):
        export_ledger(tmp_path / "nowhere", out)
    assert list(tmp_path.glob("out*")) == []


def test_an_export_is_never_written_over(moved):
    moved.export()
    with pytest.raises(LedgerInTheWay):
        moved.export()


def change(path, *statements):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        for statement, *args in statements:
            connection.execute(statement, args)
        connection.commit()


def _last_size(path):
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT max(size) FROM checkpoints").fetchone()[0]


def _swap(one, two):
    moves = [(one, -1), (two, one), (-1, two)]
    return [("UPDATE entries SET idx = ? WHERE idx = ?", there, here) for here, there in moves]


def tampered(moved, path):
    """Each attack, and the statements that make it of an honest export."""
    city, size = moved.city, _last_size(path)
    drop_end = [(f"DELETE FROM {table} WHERE {column} >= ?", size - 1) for table, column in [("entries", "idx")]]
    yield "the enacting entry dropped", drop_end
    yield "an entry dropped", [("DELETE FROM entries WHERE idx = 2",)]
    yield (
        "an entry dropped and the gap closed",
        [
            ("DELETE FROM entries WHERE idx = 1",),
            *[("UPDATE entries SET idx = ? WHERE idx = ?", index - 1, index) for index in range(2, size)],
        ],
    )
    other = city.batch()
    yield "an entry changed", [("UPDATE entries SET statement = ? WHERE idx = 1", other)]
    yield (
        "a byte changed",
        [
            (
                "UPDATE entries SET statement ="
                " CAST(substr(statement, 1, 99) || x'00' || substr(statement, 101) AS BLOB) WHERE idx = 1",
            )
        ],
    )
    yield "two entries swapped", _swap(1, 2)
    yield "an entry beyond the head", [("INSERT INTO entries VALUES (?, x'', ?)", size, city.batch())]
    yield (
        "a refusal beyond the head",
        [("INSERT INTO refusals (entry, position, statement) VALUES (x'', ?, ?)", size, city.record(10_000))],
    )
    yield (
        "a refusal put in that would be accepted",
        [("INSERT INTO refusals (entry, position, statement) VALUES (x'', ?, ?)", size - 1, city.batch())],
    )
    yield "a refusal moved", [("UPDATE refusals SET position = position + 1",)]
    stranger = city.statement("stranger", "anchors", "batch", {}, signer=city.log_signer)
    yield "a stranger's entry", [("UPDATE entries SET statement = ? WHERE idx = 1", stranger)]
    with contextlib.closing(sqlite3.connect(path)) as connection:
        (last,) = connection.execute("SELECT note FROM checkpoints WHERE size = ?", (size,)).fetchone()
    head = parse_checkpoint(last).checkpoint
    elsewhere = sign_checkpoint(city.log_signer, Checkpoint("other.example/log", size, head.root))
    yield "the head of another log", [("UPDATE checkpoints SET note = ? WHERE size = ?", elsewhere, size)]
    fork = sign_checkpoint(city.log_signer, Checkpoint(ORIGIN, size, b"\x07" * 32))
    yield "the head of a fork", [("UPDATE checkpoints SET note = ? WHERE size = ?", fork, size)]
    forged = sign_checkpoint(city.signers["bank-one"], head)
    yield "a head signed by another key", [("UPDATE checkpoints SET note = ? WHERE size = ?", forged, size)]
    yield "a head that nobody signed", [("UPDATE checkpoints SET note = ? WHERE size = ?", note(head, []), size)]
    names = [str(one.name) for one in moved.ledger.trust.witnesses]
    few = [("DELETE FROM cosignatures WHERE size = ? AND name = ?", size, name) for name in names[:2]]
    yield "a head with too few cosignatures", few
    yield (
        "one node's cosignature for another's",
        [
            *few,
            ("INSERT INTO cosignatures SELECT size, ?, lines FROM cosignatures WHERE size = ? LIMIT 1", names[0], size),
        ],
    )
    yield (
        "no head over the end",
        [
            ("DELETE FROM checkpoints WHERE size = ?", size),
            ("DELETE FROM cosignatures WHERE size = ?", size),
        ],
    )
    yield "another log key", [("UPDATE log SET value = ? WHERE key = 'key'", str(city.signers["operator"].public_key))]
    yield "no log key", [("DELETE FROM log",)]
    yield "no tables", [("DROP TABLE refusals",)]
    yield "another schema", [("PRAGMA user_version = 1",)]


def test_whatever_was_changed_is_refused_and_nothing_is_written(moved, tmp_path):
    export, seeded = moved.export()
    genesis = founding(moved.city, seeded.moved)
    target = tmp_path / "node"
    target.mkdir()
    for attack, statements in tampered(moved, export):
        copy = tmp_path / "tampered.sqlite"
        shutil.copy(export, copy)
        change(copy, *statements)
        with pytest.raises((MoveRefused, MoveNotFinished)):
            seed(target / FILE, copy, genesis, disk=Disk("OFF"))
        assert list(target.iterdir()) == [], attack
        with contextlib.suppress(MoveRefused, MoveNotFinished):
            assert check_export(copy).moved.journal != seeded.moved.journal, attack
    (tmp_path / "tampered.sqlite").write_bytes(b"not a database at all, however long it may be" * 100)
    with pytest.raises(MoveRefused):
        seed(target / FILE, tmp_path / "tampered.sqlite", genesis)
    assert seed(target / FILE, export, genesis, disk=Disk("OFF")).moved == seeded.moved


def test_a_refusal_left_out_is_not_the_ledger_that_the_genesis_names(moved, tmp_path):
    export, seeded = moved.export()
    copy = tmp_path / "copy.sqlite"
    shutil.copy(export, copy)
    change(copy, ("DELETE FROM refusals",))
    assert check_export(copy).moved.root == seeded.moved.root, "no root covers refusals"
    with pytest.raises(MoveRefused):
        seed(tmp_path / FILE, copy, founding(moved.city, seeded.moved))
    assert not (tmp_path / FILE).exists()


def test_what_the_export_says_of_state_and_verdicts_is_not_even_read(moved, tmp_path):
    export, seeded = moved.export()
    change(export, ("DELETE FROM verdicts",), ("UPDATE state SET value = x'00'",), ("UPDATE entries SET hashes = x''",))
    seed(tmp_path / FILE, export, founding(moved.city, seeded.moved), disk=Disk("OFF"))
    assert tables(tmp_path / FILE) == tables(moved.folder / FILE)


def test_an_export_of_another_consortium_is_refused_by_the_trust_file(moved, tmp_path):
    export, _ = moved.export()
    stranger = Moving(tmp_path / "stranger", consensus=3)
    with contextlib.closing(stranger.ledger):
        other = stranger.city.trust(stranger.ledger)
    assert check_export(export, trust=moved.first_trust)
    with pytest.raises(MoveRefused):
        check_export(export, trust=other)


def test_a_chain_is_founded_on_exactly_the_ledger_that_it_names(moved, tmp_path):
    export, seeded = moved.export()
    honest, keys = seeded.moved, {str(card.org): card.public_key for card in cards(moved.city.consensus)}
    seed(tmp_path / FILE, export, founding(moved.city, honest), disk=Disk("OFF"))

    def found(path, named, nodes=keys):
        replica = Replica(path, suite=SUITE, contracts=standard_contracts(), disk=Disk("OFF"))
        with contextlib.closing(replica):
            return replica.found(nodes, named)

    assert found(tmp_path / FILE, honest)
    for named in (
        None,
        Moved(honest.size + 1, honest.root, honest.journal),
        Moved(honest.size, bytes(32), honest.journal),
        Moved(honest.size, honest.root, bytes(32)),
    ):
        with pytest.raises(FoundedOnAnother):
            found(tmp_path / FILE, named)
    with pytest.raises(FoundedOnAnother):
        found(tmp_path / "empty.sqlite", honest)
    for nodes in ({}, dict(list(keys.items())[1:]), keys | {"bank-one": next(iter(keys.values()))}):
        with pytest.raises(FoundedOnAnother):
            found(tmp_path / FILE, honest, nodes)


def test_a_sequencers_own_file_makes_room_once_nobody_has_it_open(moved):
    export, seeded = moved.export()
    genesis = founding(moved.city, seeded.moved)
    old = tables(moved.folder / FILE)
    with pytest.raises(LedgerInTheWay):
        seed(moved.folder / FILE, export, genesis, disk=Disk("OFF"))
    moved.ledger.close()
    seed(moved.folder / FILE, export, genesis, disk=Disk("OFF"))
    assert tables(moved.folder / ASIDE) == old == tables(moved.folder / FILE)
    with pytest.raises(LedgerInTheWay):
        seed(moved.folder / FILE, export, genesis, disk=Disk("OFF"))


def test_a_node_that_joins_later_by_snapshot_gives_receipts_for_all_of_it(moved, tmp_path):
    export, seeded = moved.export()
    with Nodes(moved.city, tmp_path / "nodes", export, seeded.moved, snapshot_every=2) as nodes:
        for _ in range(3):
            nodes.submit(moved.city.batch())
        giver = nodes.all[0]
        with contextlib.closing(Shelf(giver.path)) as shelf:
            offer = shelf.offers(giver.replica.position.height + SETTLED_BLOCKS)[0]
            assert offer.chunks >= 1
            late = Node(tmp_path / "late.sqlite", snapshot_every=2)
            assert late.replica.accept_offer(offer)
            assert all(late.replica.restore_chunk(shelf.chunk(offer.height, n)) for n in range(offer.chunks))
        with contextlib.closing(late):
            assert late.replica.app_hash == offer.app_hash
            trust = Trust.parse(late.replica.trust.to_bytes())
            for raw in late.entries():
                verify_receipt(late.receipt(entry_id(raw)), trust)
            assert follow(moved.first_trust, late.handovers()).to_bytes() == trust.to_bytes()
            assert check_ledger(late.path).findings == []


def test_a_word_about_the_time_before_the_move_makes_no_head(moved, tmp_path):
    export, seeded = moved.export()
    with Nodes(moved.city, tmp_path / "nodes", export, seeded.moved) as nodes:
        replica, org = nodes.all[0].replica, moved.city.consensus[0]
        frontier = Frontier(SUITE.digest)
        for raw in nodes.all[0].entries()[:2]:
            frontier.append(leaf_hash(SUITE.digest, raw))
        word = say(moved.city.signers[org], witness_name(ORIGIN, org), Checkpoint(ORIGIN, 2, frontier.root), 1)
        nodes.add(write_record([replica.hear(word)]))
        assert check_ledger(nodes.all[0].path).findings == []


def test_parse_statement_names_the_enacting_entry(moved):
    assert parse_statement(moved.enacting).args["change"]["kind"] == "move"
