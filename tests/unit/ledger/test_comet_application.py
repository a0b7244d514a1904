"""CometBFT's questions, asked by a proposer and by voters who mean ill: the application alone, no processes."""

import base64
from datetime import timedelta

import pytest

from puhui.kernel import ManualClock
from puhui.kernel.encoding import encode
from puhui.ledger.checkpoint import Checkpoint
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft import abci_pb2 as abci
from puhui.ledger.engines.cometbft.application import MALFORMED, Application, Pending
from puhui.ledger.engines.cometbft.cosigning import MAX_WORD_BYTES, say
from puhui.ledger.engines.cometbft.replica import BEYOND, FORK, MAX_BLOCK_STATEMENTS, Replica
from puhui.ledger.engines.cometbft.snapshots import Shelf
from puhui.ledger.engines.cometbft.timing import TOLERANCE_MS, LedgerTime
from puhui.ledger.engines.cometbft.transactions import MAX_BUNDLE, bundle
from puhui.ledger.engines.cometbft.validators import address_of
from puhui.ledger.engines.store import Reader
from puhui.ledger.trust import witness_name
from tests.contract.consortium import ORIGIN, START, SUITE, Consortium

ACCEPT, REJECT = 1, 2


class Asked:
    """An application, and CometBFT asking it."""

    def __init__(self, folder):
        self.city = Consortium()
        path = folder / "ledger.sqlite"
        self.replica = Replica(path, suite=SUITE, contracts=standard_contracts(), disk=Disk("OFF"))
        self.reader, self.shelf = Reader(path, SUITE.digest), Shelf(path)
        self.time = LedgerTime(self.city.clock)
        self.application = Application(
            self.replica,
            self.reader,
            self.shelf,
            time=self.time,
            signer=self.city.signers[self.city.consensus[0]],
            org=self.city.consensus[0],
            pending=Pending(),
            committed=lambda _: None,
            refused=lambda _: None,
        )
        keys = {org: bytes([number]) * 32 for number, org in enumerate(self.city.consensus, 1)}
        self.addresses = {org: bytes.fromhex(address_of(key)) for org, key in keys.items()}
        self.replica.found({str(org): base64.b64encode(key).decode() for org, key in keys.items()})
        self.height = 0
        self.decide(self.city.genesis())

    def close(self):
        for one in (self.reader, self.shelf, self.replica):
            one.close()

    @property
    def moment(self):
        return abci.Timestamp(seconds=int(self.city.clock.now().timestamp()))

    def ask(self, **request):
        (name,) = request
        return getattr(self.application.answer(abci.Request(**request)), name)

    def decide(self, *transactions, time=None, voted=True):
        self.height += 1
        if voted:
            self.ask(extend_vote=abci.ExtendVoteRequest(height=self.height))
        block = abci.FinalizeBlockRequest(txs=transactions, height=self.height, time=time or self.moment)
        self.ask(finalize_block=block)
        self.ask(commit=abci.Empty())

    def proposal(self, *transactions, proposer=None):
        asked = abci.ProcessProposalRequest(
            txs=transactions, height=self.height + 1, time=self.moment, proposer_address=proposer or b""
        )
        return self.ask(process_proposal=asked).status

    def word(self, org, *, name=None, origin=ORIGIN, size=1, root=None, signer=None):
        root = root or self.replica.head_to_cosign().root
        name = name or witness_name(ORIGIN, org)
        return say(signer or self.city.signers[org], name, Checkpoint(origin, size, root), 1)

    def extension(self, org, word):
        asked = abci.VerifyVoteExtensionRequest(
            validator_address=self.addresses[org], height=self.height + 1, vote_extension=word
        )
        return self.ask(verify_vote_extension=asked).status

    def proposed(self, *words):
        votes = [
            abci.ExtendedVote(validator=abci.Validator(address=address), vote_extension=word, block_id_flag=2)
            for address, word in words
        ]
        asked = abci.PrepareProposalRequest(
            max_tx_bytes=1 << 20, local_last_commit=abci.ExtendedVotes(votes=votes), time=self.moment
        )
        return list(self.ask(prepare_proposal=asked).txs)


@pytest.fixture
def asked(tmp_path):
    asked = Asked(tmp_path)
    yield asked
    asked.close()


def test_a_proposer_cannot_put_in_what_is_no_entry(asked):
    city = asked.city
    good, done = city.batch(), city.batch()
    asked.decide(done)
    forged = good[:-1] + bytes([good[-1] ^ 1])
    stranger = city.statement("stranger", "anchors", "batch", {}, signer=city.log_signer)
    ahead = city.statement("tax-one", "anchors", "batch", {}, ahead_s=301)
    for attack, transactions in {
        "garbage": [b"no statement"],
        "nothing": [b""],
        "a forged signature": [forged],
        "a stranger's": [stranger],
        "dated ahead of the block": [ahead],
        "twice the same": [good, good],
        "decided before": [done],
        "a good one with garbage": [good, b"no statement"],
        "a bundle with garbage in it": [bundle([good, b"no statement"])],
        "a bundle of one": [encode({"statements": [good]})],
        "a record that is none": [encode([b"no word"])],
    }.items():
        assert asked.proposal(*transactions, proposer=asked.addresses[city.consensus[3]]) == REJECT, attack
    assert asked.proposal(good) == ACCEPT
    assert asked.application.refused_proposals == {str(city.consensus[3]): asked.height + 1}


def test_a_proposer_cannot_overfill_a_block(asked):
    bundles = MAX_BLOCK_STATEMENTS // MAX_BUNDLE
    full = [bundle([asked.city.batch() for _ in range(MAX_BUNDLE)]) for _ in range(bundles + 1)]
    assert asked.proposal(*full[:bundles]) == ACCEPT
    assert asked.proposal(*full) == REJECT


def test_voters_words_are_heard_and_all_else_refused(asked):
    one, two = asked.city.consensus[:2]
    good = asked.word(one)
    assert asked.extension(one, b"") == ACCEPT, "silence stops nobody's vote"
    assert asked.extension(one, good) == ACCEPT
    assert asked.extension(one, asked.word(one, root=b"\x07" * 32)) == ACCEPT, "a wrong root is evidence"
    assert asked.extension(one, asked.word(one, size=99)) == ACCEPT, "so is a head that does not exist"
    for attack, word in {
        "garbage": b"\x00" * 40,
        "too long": good + b"\n" * MAX_WORD_BYTES,
        "cut": good[:-3],
        "a byte changed": good.replace(b"\n1\n", b"\n2\n", 1),
        "unsigned": good.split(b"\n\n")[0] + b"\n\n",
        "a stranger's key": asked.word(one, signer=asked.city.log_signer),
        "no consensus node's name": asked.word(one, name=witness_name(ORIGIN, "bank-one")),
        "another validator's word": asked.word(two),
    }.items():
        assert asked.extension(one, word) == REJECT, attack


def test_a_repeated_word_of_anothers_does_not_displace_the_newer(asked):
    one, two, *_ = asked.city.consensus
    old = asked.word(two)
    asked.decide(asked.city.batch())
    fresh = asked.word(two, size=2)
    (record,) = asked.proposed((asked.addresses[two], fresh), (asked.addresses[one], old))
    assert record == encode([fresh])


def test_wrong_words_become_evidence_and_withheld_ones_are_missed(asked):
    one, two, three, four = asked.city.consensus
    words = {
        two: asked.word(two),
        three: asked.word(three, root=b"\x07" * 32),
        four: asked.word(four, size=99),
    }
    (record,) = asked.proposed((asked.addresses[one], b""), *((asked.addresses[org], words[org]) for org in words))
    asked.decide(record)
    rows = asked.replica._store.connection.execute("SELECT org, kind FROM evidence ORDER BY org").fetchall()
    assert sorted(rows) == sorted([(str(three), FORK), (str(four), BEYOND)])
    assert dict(asked.replica.cosigned) == {str(two): 1}


def test_a_transaction_from_a_client_in_a_records_shape_is_not_carried(asked):
    record = encode([asked.word(asked.city.consensus[0])])
    assert asked.ask(check_tx=abci.CheckTxRequest(tx=record)).code not in (0, MALFORMED)


class TestClock:
    """A node's clock against the chain's."""

    def test_two_live_blocks_find_a_fast_clock_and_one_does_not(self, asked):
        assert asked.time.ahead_ms == 0
        asked.city.clock.advance(timedelta(minutes=10))
        past = abci.Timestamp(seconds=int(START.timestamp()))
        asked.decide(asked.city.batch(), time=past)
        assert asked.time.ahead_ms == 0, "one block may have lain in a log through a restart"
        asked.decide(asked.city.batch(), time=past)
        assert asked.time.ahead_ms == 600_000
        assert asked.time.now_ms() == int(START.timestamp() * 1000)

    def test_blocks_that_are_caught_up_with_say_nothing(self, asked):
        asked.city.clock.advance(timedelta(minutes=10))
        for _ in range(3):
            asked.decide(asked.city.batch(), time=abci.Timestamp(seconds=int(START.timestamp())), voted=False)
        assert asked.time.ahead_ms == 0

    def test_a_block_from_the_future_finds_a_slow_clock(self, asked):
        future = abci.Timestamp(seconds=int(START.timestamp()) + 600)
        asked.decide(asked.city.batch(), time=future, voted=False)
        asked.decide(asked.city.batch(), time=future, voted=False)
        assert asked.time.ahead_ms == -600_000
        assert asked.time.now_ms() == int(START.timestamp() * 1000), "it lets nothing in that its clock does not"

    def test_a_clock_put_right_is_found_right(self):
        time = LedgerTime(ManualClock(START))
        for ahead in (600_000, 600_000, 10):
            time.heard(0, ahead)
        assert time.ahead_ms <= TOLERANCE_MS
