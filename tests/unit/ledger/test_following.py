"""A participant believes no node: honest ones are followed; each kind of lie is caught with proof, and not written."""

import shutil
import sqlite3
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from puhui.kernel import SoftwareSigner
from puhui.kernel.ids import OrgId
from puhui.ledger import Finality, LedgerStopped, StatementNotAdmitted, Verdict, entry_id, parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import Checkpoint, cosign_checkpoint, note, parse_checkpoint, sign_checkpoint
from puhui.ledger.contracts import Contract, Contracts, anchors, standard_contracts
from puhui.ledger.errors import (
    BadProof,
    LedgerBroken,
    LedgerDamaged,
    NoSourceHolds,
    ReceiptRefused,
    RefusalUnproved,
    TrustContradicted,
)
from puhui.ledger.handover import follow
from puhui.ledger.lies import Fork, LieKind
from puhui.ledger.receipt import parse_receipt
from puhui.ledger.sources import FileSource
from puhui.ledger.trust import witness_name
from puhui.ledger.verify import verify_receipt
from tests.contract.consortium import ORIGIN, SUITE, Consortium
from tests.contract.followed import EngineSource, first_trust, following
from tests.contract.governing import Members
from tests.unit.ledger.test_handover import GovernedChain


class Node:
    """An embedded ledger of a consortium in a folder of its own."""

    def __init__(self, city, folder, **changed):
        folder.mkdir(exist_ok=True)
        self.city = city
        self.witnesses = {org: city.witness(folder, org) for org in city.consensus}
        self.ledger = city.ledger(folder, witnesses=self.witnesses, **changed)
        self.path = folder / "ledger.sqlite"

    def grow(self, statements):
        """Have them decided, and the newest entry proved."""
        if self.ledger.size == 0:
            self.ledger.submit(statements[0])
        self.ledger.submit_all(statements)
        self.settle()

    def rotate(self, members, org, *, seed):
        """The organisation changes its key, and its node signs with the new one from then on."""
        self.settle()
        self.witnesses[OrgId(org)]._signer = SoftwareSigner.from_seed(SUITE, bytes([seed]) * 32)
        members.rotate(org, seed=seed)
        self.settle()

    def settle(self):
        self.ledger.receipt(entry_id(self.ledger.entries(self.ledger.size - 1, 1)[0]))


@pytest.fixture
def city():
    return Consortium()


@pytest.fixture
def opened():
    things = []
    yield things
    for thing in things:
        thing.close()


@pytest.fixture
def node(city, tmp_path, opened):
    node = Node(city, tmp_path / "node")
    opened.append(node.ledger)
    node.grow([city.genesis(), *(city.record(seq) for seq in range(1, 20))])
    return node


@pytest.fixture
def mirror(city, tmp_path, opened):
    """Opens a follower of those sources; the same file each time."""

    def open_(*sources, **changed):
        one = following(city, tmp_path / "mirror.sqlite", sources, **changed)
        opened.append(one)
        return one

    return open_


def kinds(followed):
    return [lie.kind for lie in followed.lies()]


# What is honest.


def test_an_honest_log_is_mirrored_executed_and_proved_again(node, mirror):
    followed = mirror(EngineSource(node.ledger))
    assert followed.follow().size == node.ledger.size
    assert followed.entries(0, 100) == node.ledger.entries(0, 100)
    assert followed.read("anchors/bank-one/loan") == 19
    assert parse_checkpoint(followed.head()).checkpoint.size == 20
    for raw in followed.entries(0, 100):
        verdict = followed.verdict(entry_id(raw))
        assert verdict == node.ledger.verdict(entry_id(raw))
        assert verify_receipt(followed.receipt(verdict.entry), node.ledger.trust).index == verdict.index
    assert followed.lies() == []


def test_the_mirror_passes_the_same_check_as_any_ledger(node, mirror, city, tmp_path):
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    node.grow([city.batch()])
    followed.follow()
    report = check_ledger(tmp_path / "mirror.sqlite", trust=node.ledger.trust)
    assert (report.findings, report.entries, report.heads) == ([], 21, 2)


def test_a_restart_goes_on_from_where_it_was(node, mirror, city):
    first = mirror(EngineSource(node.ledger))
    first.follow()
    first.close()
    with pytest.raises(LedgerStopped):
        first.follow()
    again = mirror(EngineSource(node.ledger))
    assert again.size == 20
    node.grow([city.batch()])
    assert again.follow().size == 21
    assert again.follow().org == "", "no news"


def test_a_step_that_dies_leaves_the_ledger_under_the_head_before(node, mirror, city, tmp_path):
    from puhui.ledger.disk import Disk

    class Dying(Disk):
        left = 10**9

        def commit(self, connection):
            if self.left == 0:
                raise OSError("no power")
            self.left -= 1
            super().commit(connection)

    disk = Dying()
    followed = mirror(EngineSource(node.ledger), disk=disk)
    followed.follow()
    node.grow([city.batch()])
    for survives in range(2):  # the head that was shown; the step
        disk.left = survives
        with pytest.raises(OSError, match="no power"):
            followed.follow()
        followed.close()
        disk.left = 10**9
        followed = mirror(EngineSource(node.ledger), disk=disk)
        assert followed.size == 20
    assert followed.follow().size == 21
    assert check_ledger(tmp_path / "mirror.sqlite", trust=node.ledger.trust).findings == []


def test_members_come_and_go_and_the_follower_knows_who_must_sign(node, mirror, city):
    founders = first_trust(city)
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    members = Members(city, node.ledger.submit)
    members.admit()
    members.decide({"kind": "demote", "org": "tax-one"})
    node.rotate(members, "operator", seed=77)
    node.grow([city.batch()])
    assert followed.follow().size == node.ledger.size
    assert followed.trust == node.ledger.trust
    assert followed.trusted.eras == node.ledger.trust.eras
    assert follow(founders, followed.handovers()) == node.ledger.trust
    assert followed.lies() == []


def test_a_trust_file_from_later_is_as_good_to_begin_with(node, mirror, city):
    members = Members(city, node.ledger.submit)
    members.decide({"kind": "demote", "org": "tax-one"})
    node.grow([city.batch()])
    followed = mirror(EngineSource(node.ledger), trust=city.trust(node.ledger))
    assert followed.follow().size == node.ledger.size
    assert follow(first_trust(city), followed.handovers()) == node.ledger.trust, "and the history is complete"


# Lies, each named for what it is; `Honest` serves the log beside, so that the follower gets on.


class Lying(EngineSource):
    def __init__(self, node, org="power-one"):
        super().__init__(node.ledger, org)
        self.node = node


class WithholdsAnEntry(Lying):
    kind = LieKind.OTHER_ENTRIES

    def entries(self, start, limit):
        return [*self.engine.entries(start, 7), *self.engine.entries(start + 8, limit)]


class WithholdsTheEnd(Lying):
    kind = LieKind.WITHHELD

    def entries(self, start, limit):
        return [] if start >= 10 else self.engine.entries(start, 10 - start)


class SwapsTwo(Lying):
    kind = LieKind.OTHER_ENTRIES

    def entries(self, start, limit):
        served = list(self.engine.entries(start, limit))
        served[3], served[4] = served[4], served[3]
        return served


class ForgesOne(Lying):
    kind = LieKind.OTHER_ENTRIES

    def entries(self, start, limit):
        served = list(self.engine.entries(start, limit))
        served[5] = served[5][:-1] + bytes([served[5][-1] ^ 1])
        return served


class ServesGarbage(Lying):
    kind = LieKind.OTHER_ENTRIES

    def entries(self, start, limit):
        return [b"\xd2\x84", *self.engine.entries(start, limit)[1:]]


class AddsItsOwn(Lying):
    """A member's genuine statement that never was in the log."""

    kind = LieKind.OTHER_ENTRIES

    def entries(self, start, limit):
        return [*self.engine.entries(start, 6), self.node.city.batch(), *self.engine.entries(start + 7, limit)]


class DoublesOne(Lying):
    kind = LieKind.OTHER_ENTRIES

    def entries(self, start, limit):
        served = list(self.engine.entries(start, limit))
        served[9] = served[8]
        return served


class SignedByTooFew(Lying):
    kind = LieKind.UNPROVED

    def head(self):
        signed = parse_checkpoint(super().head())
        return note(signed.checkpoint, signed.lines[:5])  # the log's, and two nodes'


class HeadOfItsOwn(Lying):
    """The sequencer's key is in its hands, the consensus nodes' are not."""

    kind = LieKind.UNPROVED

    def head(self):
        return sign_checkpoint(self.node.city.log_signer, Checkpoint(ORIGIN, 500, bytes(32)))


class HeadOfAnotherLog(Lying):
    kind = LieKind.UNPROVED

    def head(self):
        return super().head().replace(ORIGIN.encode(), b"puhui.example/other-city")


class GarbageForAHead(Lying):
    kind = LieKind.UNPROVED

    def head(self):
        return b"\xff" * 100


class ForgedHandover(Lying):
    kind = LieKind.BAD_HANDOVER

    def handovers(self, after):
        return [self.engine.receipt(entry_id(self.engine.entries(3, 1)[0]))]


LIARS = [
    WithholdsAnEntry,
    WithholdsTheEnd,
    SwapsTwo,
    ForgesOne,
    ServesGarbage,
    AddsItsOwn,
    DoublesOne,
    SignedByTooFew,
    HeadOfItsOwn,
    HeadOfAnotherLog,
    GarbageForAHead,
    ForgedHandover,
]


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: liar.__name__)
def test_a_lie_is_caught_with_proof_and_the_honest_node_followed(node, mirror, liar, tmp_path):
    followed = mirror(liar(node))
    with pytest.raises(NoSourceHolds):
        followed.follow()
    assert followed.size == 0, "what does not hold is never written"
    assert followed.entries(0, 10) == []
    (lie,) = followed.lies()
    assert (lie.kind, lie.org) == (liar.kind, "power-one")
    assert lie.head or lie.told
    followed.close()
    again = mirror(liar(node), EngineSource(node.ledger))
    step = again.follow()
    assert (step.size, step.org) == (20, "operator"), "who was caught before is asked last"
    assert step.lies == ()
    assert check_ledger(tmp_path / "mirror.sqlite", trust=node.ledger.trust).findings == []


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: liar.__name__)
def test_a_lie_told_later_is_caught_too(node, mirror, liar, city):
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    node.grow([city.batch() for _ in range(15)])
    followed._sources = [liar(node)]
    with pytest.raises(NoSourceHolds):
        followed.follow()
    assert followed.size == 20
    assert kinds(followed) == [liar.kind]


def test_a_node_that_goes_back_is_caught_and_the_mirror_does_not_go_back(node, mirror, city):
    old = node.ledger.head()
    source = EngineSource(node.ledger)
    followed = mirror(source)
    node.grow([city.batch()])
    followed.follow()
    source.head = lambda: old
    with pytest.raises(NoSourceHolds):
        followed.follow()
    assert (followed.size, kinds(followed)) == (21, [LieKind.ROLLED_BACK])


def test_a_node_that_is_only_behind_is_no_liar(node, mirror, city):
    late = EngineSource(node.ledger, "power-one")
    old = node.ledger.head()
    late.head = lambda: old
    node.grow([city.batch()])
    followed = mirror(late, EngineSource(node.ledger))
    assert followed.follow().size == 20
    assert followed.follow().size == 21, "a node that stalls holds nobody back while another is honest"
    assert followed.follow().org == ""
    assert followed.lies() == []


def test_a_node_that_refuses_everything_is_passed_over(node, mirror):
    class Silent(Lying):
        def head(self):
            raise LedgerStopped(reason="go away", stage="test")

        def submit(self, statement):
            raise LedgerStopped(reason="go away", stage="test")

    followed = mirror(Silent(node), EngineSource(node.ledger))
    step = followed.follow()
    assert (step.size, list(step.silent), followed.lies()) == (20, ["power-one"], [])
    assert followed.submit(node.city.batch()).finality is Finality.COMMITTED
    alone = mirror(Silent(node))
    with pytest.raises(NoSourceHolds, match="go away"):
        alone.follow()


# A quorum that is bent.


@pytest.fixture
def fork(city, node, tmp_path, opened):
    """Another history of the same consortium, signed by the same nodes, that parts from the first after entry 9."""
    other = Node(city, tmp_path / "other")
    opened.append(other.ledger)
    other.grow(list(node.ledger.entries(0, 10)))
    return other


@pytest.mark.parametrize("entries", [9, 10, 11, 30])
def test_a_fork_is_proved_kept_and_ends_the_following(city, node, fork, mirror, entries):
    fork.grow([city.batch() for _ in range(entries)])
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    followed._sources = [EngineSource(fork.ledger, "bank-one"), EngineSource(node.ledger)]
    with pytest.raises(LedgerBroken):
        followed.follow()
    (lie,) = followed.lies()
    assert lie.kind is LieKind.FORK
    proof = Fork.of_lie(lie)
    proof.verify(node.ledger.trust)
    assert {parse_checkpoint(raw).checkpoint.size for raw in (proof.smaller, proof.larger)} <= {20, 10 + entries}
    with pytest.raises(LedgerBroken):
        followed.submit(city.batch())
    followed.close()
    again = mirror(EngineSource(node.ledger))
    with pytest.raises(LedgerBroken):
        again.follow()
    assert again.read("anchors/bank-one/loan") == 19, "what was verified can still be read"


def test_two_heads_of_one_log_are_no_fork(city, node, mirror):
    older = node.ledger.head()
    node.grow([city.batch()])
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    path = tuple(node.ledger.consistency(20, 21))
    honest = Fork(older, node.ledger.head(), parse_checkpoint(older).checkpoint.root, path)
    with pytest.raises(BadProof, match="agree"):
        honest.verify(node.ledger.trust)
    with pytest.raises(BadProof):
        Fork(older, node.ledger.head(), bytes(32), path).verify(node.ledger.trust)
    with pytest.raises(ReceiptRefused):
        Fork(older, note(Checkpoint(ORIGIN, 21, bytes(32)), parse_checkpoint(older).lines), bytes(32), path).verify(
            node.ledger.trust
        )


def test_a_head_that_was_shown_without_its_entries_is_remembered(city, node, fork, mirror):
    """The one sees the fork's head, not its entries; the contradiction shows once the other has grown past it."""
    fork.grow([city.batch() for _ in range(15)])

    class ShowsOnly(EngineSource):
        def entries(self, start, limit):
            return []

    followed = mirror(ShowsOnly(fork.ledger, "bank-one"), EngineSource(node.ledger))
    assert followed.follow().size == 20
    followed.close()
    node.grow([city.batch() for _ in range(10)])
    again = mirror(EngineSource(node.ledger))
    with pytest.raises(LedgerBroken):
        again.follow()
    lie = again.lies()[-1]
    assert (lie.kind, lie.size, lie.org) == (LieKind.FORK, 25, "bank-one")
    Fork.of_lie(lie).verify(node.ledger.trust)


def test_a_quorum_that_signs_what_the_contracts_refuse_is_convicted(city, mirror, tmp_path, opened):
    def record(state, entry):
        state.put(anchors.stream_key(entry.issuer, entry.args["stream"]), entry.args["seq"])
        return {"seq": entry.args["seq"]}

    standard = standard_contracts()
    names = [name for name in standard.names if name != anchors.NAME]
    kept = [Contract(name, {a: f for (_, c, a), f in standard._actions.items() if c == name}) for name in names]
    bent = Contracts([*kept, Contract(anchors.NAME, {anchors.RECORD: record})])
    node = Node(city, tmp_path / "bent", contracts=bent)
    opened.append(node.ledger)
    node.grow([city.genesis(), city.record(1), city.record(7), city.record(8)])
    followed = mirror(EngineSource(node.ledger))
    with pytest.raises(LedgerBroken, match="out_of_sequence"):
        followed.follow()
    (lie,) = followed.lies()
    assert (lie.kind, followed.size) == (LieKind.BREACH, 0)
    proved = verify_receipt(lie.told, node.ledger.trust)
    assert (proved.index, proved.args["seq"], len(proved.cosigned_by) >= 3) == (2, 7, True)


def test_a_past_set_of_nodes_cannot_sign_what_came_after_it(city, node, mirror):
    """Old set: who left still has a key, and signs on."""
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    old_keys = dict(city.signers)
    members = Members(city, node.ledger.submit)
    for org in ("operator", "registry-one"):
        node.rotate(members, org, seed=ord(org[0]))
    node.grow([city.batch()])

    class OldSet(Lying):
        def head(self):
            honest = parse_checkpoint(super().head())
            head = honest.checkpoint
            lines = [
                line
                for org in sorted(city.consensus)
                for line in cosign_checkpoint(old_keys[OrgId(org)], witness_name(ORIGIN, org), head, 1_800_000_000)
            ]
            return note(head, [honest.lines[0], *lines])

    followed._sources = [OldSet(node)]
    with pytest.raises(NoSourceHolds):
        followed.follow()

    class OldSetThatHidesTheHandover(OldSet):
        def handovers(self, after):
            return []

    followed._sources = [OldSetThatHidesTheHandover(node)]
    with pytest.raises(NoSourceHolds):
        followed.follow()
    assert kinds(followed) == [LieKind.UNPROVED, LieKind.WRONG_ERA]
    assert followed.size == 20


# Statements of our own.


def test_a_verdict_is_told_once_it_is_proved_here(city, node, mirror):
    followed = mirror(EngineSource(node.ledger))
    verdict = followed.submit(city.record(20))
    assert (verdict.finality, verdict.index, verdict.result) == (Finality.COMMITTED, 20, {"seq": 20})
    assert followed.submit(city.record(40)).reason == "out_of_sequence"
    assert followed.lies() == []


class FalselyCommits(Lying):
    def submit(self, statement):
        return Verdict(entry_id(statement), Finality.COMMITTED, 5, result={})


class FalselyRefuses(Lying):
    def submit(self, statement):
        return Verdict(entry_id(statement), Finality.INVALID, reason="exhausted")


class AnswersForAnother(Lying):
    def submit(self, statement):
        return Verdict(entry_id(self.engine.entries(1, 1)[0]), Finality.COMMITTED, 1, result={})


class FalseResult(Lying):
    def submit(self, statement):
        verdict = self.engine.submit(statement)
        return Verdict(verdict.entry, verdict.finality, verdict.index, result={"seq": 99})


@pytest.mark.parametrize("liar", [FalselyCommits, AnswersForAnother, FalseResult], ids=lambda liar: liar.__name__)
def test_a_false_verdict_is_caught_and_the_true_one_told(city, node, mirror, liar):
    followed = mirror(liar(node), EngineSource(node.ledger))
    followed.follow()
    verdict = followed.submit(city.record(20))
    assert (verdict.finality, verdict.index, verdict.result) == (Finality.COMMITTED, 20, {"seq": 20})
    assert kinds(followed) == [LieKind.WRONG_VERDICT]


def test_a_false_refusal_is_not_believed(city, node, mirror):
    followed = mirror(FalselyRefuses(node), EngineSource(node.ledger))
    assert followed.submit(city.record(20)).finality is Finality.COMMITTED
    followed.close()
    alone = mirror(FalselyRefuses(node))
    statement = city.record(21)
    with pytest.raises(RefusalUnproved):
        alone.submit(statement)
    assert alone.verdict(entry_id(statement)).finality is Finality.UNKNOWN


def test_a_commitment_that_nobody_can_show_stays_pending(city, node, mirror):
    class Promises(Lying):
        def submit(self, statement):
            return Verdict(entry_id(statement), Finality.COMMITTED, 1000, result={})

    followed = mirror(Promises(node), decision_wait_s=0.2)
    assert followed.submit(city.record(20)).finality is Finality.PENDING


def test_a_refusal_that_was_believed_yields_to_the_log(city, node, mirror):
    """The node says `refused` while it would be, holds the statement back, and sends it once it would pass."""

    class HoldsBack(Lying):
        held = None

        def submit(self, statement):
            self.held = statement
            return Verdict(entry_id(statement), Finality.INVALID, reason="out_of_sequence")

    source = HoldsBack(node)
    followed = mirror(source)
    ahead = city.record(21)
    assert followed.submit(ahead).finality is Finality.INVALID
    node.grow([city.record(20), source.held])
    step = followed.follow()
    assert [lie.kind for lie in step.lies] == [LieKind.WRONG_VERDICT]
    assert followed.verdict(parse_statement(ahead).entry).index == 21


def test_what_is_no_members_word_is_refused_as_anywhere(city, node, mirror):
    followed = mirror(EngineSource(node.ledger))
    args = {"root": "ab" * 32, "count": 1, "kind": "test"}
    stranger = city.statement("stranger", "anchors", "batch", args, signer=city.signers[OrgId("tax-one")])
    with pytest.raises(StatementNotAdmitted) as refused:
        followed.submit(stranger)
    assert refused.value.reason == "unknown_issuer"


def test_a_node_that_admits_nobody_is_passed_over(city, node, mirror):
    class Snob(Lying):
        def submit(self, statement):
            raise StatementNotAdmitted(reason="unknown_issuer", detail="never heard", stage="test")

    followed = mirror(Snob(node), EngineSource(node.ledger))
    assert followed.submit(city.batch()).finality is Finality.COMMITTED


# The file.


def test_another_trust_than_before_is_refused(city, node, mirror, tmp_path):
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    followed.close()
    stranger = Consortium(consensus=3)
    with pytest.raises(TrustContradicted):
        mirror(EngineSource(node.ledger), trust=first_trust(stranger))


def test_a_file_whose_head_is_gone_is_not_started_on(city, node, mirror, tmp_path):
    followed = mirror(EngineSource(node.ledger))
    followed.follow()
    followed.close()
    connection = sqlite3.connect(tmp_path / "mirror.sqlite")
    connection.execute("DELETE FROM checkpoints")
    connection.commit()
    connection.close()
    with pytest.raises(LedgerDamaged):
        mirror(EngineSource(node.ledger))


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_bending_of_what_is_served_is_ever_written(tmp_path_factory, served, data):
    """Any entries dropped, doubled, swapped or altered: the mirror holds the true log up to there, or nothing."""
    city, node = served

    class Bent(EngineSource):
        def entries(self, start, limit):
            true = list(self.engine.entries(start, limit))
            order = data.draw(st.lists(st.integers(0, len(true) - 1), min_size=len(true), max_size=len(true)))
            bent = [true[place] for place in order]
            if data.draw(st.booleans()):
                place = data.draw(st.integers(0, len(bent) - 1))
                at = data.draw(st.integers(0, len(bent[place]) - 1))
                bent[place] = bent[place][:at] + bytes([bent[place][at] ^ 1]) + bent[place][at + 1 :]
            return bent

    folder = tmp_path_factory.mktemp("bent")
    with following(city, folder / "mirror.sqlite", [Bent(node.ledger)]) as followed:
        try:
            followed.follow()
            assert followed.entries(0, 100) == node.ledger.entries(0, 100)
        except NoSourceHolds:
            assert followed.entries(0, 100) == []
            assert kinds(followed) == [LieKind.OTHER_ENTRIES]
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    city = Consortium(seed=5)
    node = Node(city, tmp_path_factory.mktemp("served"))
    node.grow([city.genesis(), *(city.record(seq) for seq in range(1, 6))])
    yield city, node
    node.ledger.close()


def test_the_clock_of_the_reader_is_asked_first(city, node, mirror):
    followed = mirror(EngineSource(node.ledger))
    args = {"root": "ab" * 32, "count": 1, "kind": "t"}
    ahead = city.statement("tax-one", "anchors", "batch", args, ahead_s=301)
    with pytest.raises(StatementNotAdmitted):
        followed.submit(ahead)
    city.clock.advance(timedelta(seconds=1))
    assert followed.submit(ahead).finality is Finality.COMMITTED
    assert parse_receipt(followed.receipt(entry_id(ahead))).index == 20


# A log that consensus nodes write together: no key of its own, and eras that come and go.


def test_a_log_without_a_key_is_followed_through_all_its_eras(tmp_path):
    chain = GovernedChain(tmp_path)
    founders = chain.first_trust
    sources = [FileSource(chain.path, SUITE, OrgId("operator"))]
    with following(chain.city, tmp_path / "mirror.sqlite", sources, trust=founders) as followed:
        followed.follow()
        chain.members.admit()
        chain.members.decide({"kind": "promote", "org": "bank-five", "node": b"n" * 32})
        chain.members.rotate("tax-one", seed=72)
        chain.members.decide({"kind": "quorum", "over": [3, 4]})
        assert followed.follow().size == chain.replica.size, "and over several eras in one step"
        chain.members.decide({"kind": "demote", "org": "bank-five"})
        assert followed.follow().size == chain.replica.size
        assert followed.trust == chain.replica.trust
        assert follow(founders, followed.handovers()) == chain.replica.trust
        assert followed.lies() == []
        for raw in followed.entries(0, 1000):
            verify_receipt(followed.receipt(entry_id(raw)), chain.replica.trust)
    assert check_ledger(tmp_path / "mirror.sqlite", trust=chain.replica.trust).findings == []
    sources[0].close()
    chain.replica.close()
