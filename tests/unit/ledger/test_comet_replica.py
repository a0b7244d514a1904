"""The replica alone, with blocks handed to it as CometBFT would: no processes, no network."""

import base64
import itertools

import pytest

from puhui.kernel import suite
from puhui.ledger.check import check_ledger
from puhui.ledger.checkpoint import Checkpoint
from puhui.ledger.contracts import standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft import abci_pb2 as abci
from puhui.ledger.engines.cometbft.application import Application, Pending
from puhui.ledger.engines.cometbft.blocks import Block
from puhui.ledger.engines.cometbft.cosigning import Word, say, write_record
from puhui.ledger.engines.cometbft.ledger import CometLedger
from puhui.ledger.engines.cometbft.replica import BEYOND, DOUBLE_VOTE, FORK, PATIENCE_BLOCKS, Replica
from puhui.ledger.engines.cometbft.snapshots import Shelf
from puhui.ledger.engines.cometbft.timing import LedgerTime
from puhui.ledger.engines.cometbft.transactions import bundle
from puhui.ledger.engines.cometbft.validators import address_of
from puhui.ledger.engines.store import Reader
from puhui.ledger.errors import LedgerDamaged, StatementNotAdmitted
from puhui.ledger.machine import MAX_AHEAD_MS
from puhui.ledger.model import Finality
from puhui.ledger.statement import entry_id
from puhui.ledger.trust import witness_name
from puhui.ledger.verify import verify_receipt
from puhui.ledger.witness import Cosigned
from tests.contract.consortium import ORGS, ORIGIN, SUITE, Consortium

SECONDS = 1_772_413_260
NODE_KEY = base64.b64encode(bytes(32)).decode()
NODES = {str(org): base64.b64encode(bytes([number]) * 32).decode() for number, org in enumerate(ORGS[:4])}
ADDRESSES = {org: bytes.fromhex(address_of(base64.b64decode(key))) for org, key in NODES.items()}


class Chain:
    """One replica, and the blocks that a chain would give it."""

    def __init__(self, folder, city=None):
        self.city = city or Consortium()
        self.path = folder / "ledger.sqlite"
        self.heights = itertools.count(1)
        self.open()

    def open(self):
        self.replica = Replica(self.path, suite=SUITE, contracts=standard_contracts(), disk=Disk("OFF"))

    def restart(self):
        self.replica.close()
        self.open()

    @property
    def now_ms(self):
        return int(self.city.clock.now().timestamp() * 1000)

    def next_block(self, *transactions, **more):
        return Block(next(self.heights), self.now_ms, transactions, **more)

    def add(self, *transactions, **more):
        executed = self.replica.execute(self.next_block(*transactions, **more))
        assert self.replica.commit() == executed
        return executed

    def word(self, org, *, root=None, size=None, signer=None):
        head = self.replica.head_to_cosign()
        head = Checkpoint(ORIGIN, head.size if size is None else size, root or head.root)
        return say(signer or self.city.signers[org], witness_name(ORIGIN, org), head, SECONDS)

    def record(self, *raws):
        return write_record([self.replica.hear(raw) for raw in raws])

    def accusations(self):
        rows = self.replica._store.connection.execute("SELECT org, kind FROM evidence ORDER BY number")
        return rows.fetchall()


@pytest.fixture
def chain(tmp_path):
    chain = Chain(tmp_path)
    chain.add(chain.city.genesis())
    yield chain
    chain.replica.close()


def test_a_block_is_forgotten_unless_it_was_committed(chain):
    before = chain.replica.app_hash
    block = chain.next_block(chain.city.batch(), chain.city.record(1))
    executed = chain.replica.execute(block)
    chain.restart()  # death between the two
    assert (chain.replica.size, chain.replica.app_hash) == (1, before)
    again = chain.replica.execute(block)
    assert again == executed, "the same block upon the same store has the same outcome"
    chain.replica.commit()
    chain.restart()
    assert (chain.replica.size, chain.replica.app_hash) == (3, executed.app_hash)
    assert chain.replica.position.height == block.height


def test_a_commit_without_a_block_is_refused(chain):
    with pytest.raises(LedgerDamaged):
        chain.replica.commit()


def test_equal_entries_in_other_blocks_leave_the_same_journal(tmp_path):
    city = Consortium()
    statements = [city.genesis(), city.batch(), city.record(2), city.record(1)]
    journals = []
    for number, cut in enumerate([1, 2, 4]):
        (tmp_path / str(number)).mkdir()
        chain = Chain(tmp_path / str(number), city)
        if cut > 1:
            chain.add(statements[0])  # members must be known before others are let in
            for at in range(1, len(statements), cut - 1):
                chain.add(*statements[at : at + cut - 1])
        else:
            for one in statements:
                chain.add(one)
        journals.append(chain.replica.position.journal)
        chain.replica.close()
        assert check_ledger(chain.path).findings == []
    assert len(set(journals)) == 1


def test_a_tampered_journal_is_found(chain):
    chain.add(chain.city.batch())
    chain.replica._store.connection.execute("UPDATE log SET value = ? WHERE key = 'journal'", ("00" * 32,))
    assert {one.check for one in check_ledger(chain.path).findings} == {6}


def test_what_is_no_members_word_leaves_no_trace_even_in_a_block(chain):
    stranger = chain.city.statement("stranger", "anchors", "batch", {}, signer=chain.city.log_signer)
    good = chain.city.batch()
    executed = chain.add(stranger, b"nonsense", good)
    assert executed.in_order == [False, False, True]
    assert chain.replica.size == 2
    assert isinstance(executed.answers[0][1], StatementNotAdmitted)
    assert chain.replica.acceptable([stranger, b"nonsense"], chain.now_ms) == [False, False]


def test_a_statement_dated_ahead_of_the_block_is_not_accepted(chain):
    ahead = chain.city.statement(
        "tax-one", "anchors", "batch", {"root": "ab" * 32, "count": 1, "kind": "t"}, ahead_s=MAX_AHEAD_MS / 1000
    )
    assert chain.replica.acceptable([ahead], chain.now_ms - 1) == [False]
    assert chain.replica.acceptable([ahead], chain.now_ms) == [True]
    late = chain.replica.execute(Block(next(chain.heights), chain.now_ms - 1, [ahead]))
    assert late.in_order == [False]


def test_a_proposal_says_something_new_with_each_transaction(chain):
    one, two = chain.city.batch(), chain.city.batch()
    assert chain.replica.acceptable([one, one], chain.now_ms) == [True, False]
    assert chain.replica.acceptable([one, bundle([one, two])], chain.now_ms) == [True, True]
    assert chain.replica.acceptable([bundle([one, two]), one], chain.now_ms) == [True, False]
    chain.add(one)
    assert chain.replica.acceptable([one, bundle([one, two])], chain.now_ms) == [False, True]


def test_a_statement_that_comes_twice_is_decided_once(chain):
    one, two = chain.city.record(1), chain.city.record(5)
    first = chain.add(one, bundle([two, one]))
    verdicts = dict(first.answers)
    assert [answer for _, answer in chain.add(bundle([one, two])).answers] == [verdicts[one], verdicts[two]]
    assert verdicts[two].finality is Finality.INVALID
    assert chain.replica.size == 2


def test_a_quorum_of_words_in_one_block_proves_the_head(chain):
    consensus = chain.city.consensus
    entry = entry_id(chain.city.genesis())
    record = chain.record(*(chain.word(org) for org in consensus[:3]))
    assert chain.replica.acceptable([record], chain.now_ms) == [True]
    chain.add(record)
    assert chain.replica.position.proved == 1
    assert chain.replica.head_to_cosign() is None
    reader = Reader(chain.path, SUITE.digest)
    genesis = reader.entries(0, 1)[0]
    assert entry != entry_id(genesis)  # another nonce: what is proved is what is stored
    receipt = verify_receipt(reader.receipt(entry_id(genesis), chain.replica.trust), chain.replica.trust)
    assert [one.org for one in receipt.cosigned_by] == sorted(consensus[:3])
    reader.close()


def test_two_words_of_four_prove_nothing_and_the_chain_falls_silent(chain):
    chain.add(chain.record(*(chain.word(org) for org in chain.city.consensus[:2])))
    assert chain.replica.position.proved == 0
    hashes = [chain.add().app_hash for _ in range(PATIENCE_BLOCKS + 3)]
    assert len(set(hashes[:3])) == 3, "blocks are made while cosignatures are awaited"
    assert len(set(hashes[PATIENCE_BLOCKS:])) == 1, "then no more are asked for"


def test_a_word_counts_only_from_who_gave_it(tmp_path):
    """A node that says another's old word again would displace its newest from the record."""
    chain = Chain(tmp_path)
    one, two, *_ = chain.city.consensus
    chain.replica.found(NODES)
    chain.add(chain.city.genesis())
    word = chain.word(one)
    assert chain.replica.hear_from(ADDRESSES[one].hex(), word).name == witness_name(ORIGIN, one)
    assert chain.replica.hear_from(ADDRESSES[two].hex(), word) is None
    chain.replica.close()


def test_a_proposer_and_its_judges_leave_out_words_said_again(tmp_path):
    city = Consortium()
    one, two, *_ = city.consensus
    path = tmp_path / "ledger.sqlite"
    chain = Chain(tmp_path, city)
    chain.replica.found(NODES)
    chain.add(city.genesis())
    reader, shelf = Reader(path, SUITE.digest), Shelf(path)
    application = Application(
        chain.replica, reader, shelf, time=LedgerTime(city.clock), signer=None, org=one, pending=Pending(),
        committed=lambda _: None, refused=lambda _: None,
    )  # fmt: skip
    mine = chain.word(one)

    def verified(voter):
        asked = abci.VerifyVoteExtensionRequest(validator_address=ADDRESSES[voter], vote_extension=mine)
        return application.answer(abci.Request(verify_vote_extension=asked)).verify_vote_extension.status

    assert (verified(one), verified(two)) == (1, 2)
    heard = abci.ExtendedVotes(
        votes=[
            abci.ExtendedVote(validator=abci.Validator(address=address), vote_extension=mine, block_id_flag=2)
            for address in (ADDRESSES[two], ADDRESSES[one])
        ]
    )
    asked = abci.PrepareProposalRequest(max_tx_bytes=1 << 20, local_last_commit=heard)
    assert application.answer(abci.Request(prepare_proposal=asked)).prepare_proposal.txs == [chain.record(mine)]
    asked.local_last_commit.votes.pop()
    assert not application.answer(abci.Request(prepare_proposal=asked)).prepare_proposal.txs
    for one_file in (reader, shelf, chain.replica):
        one_file.close()


def forged_records(chain):
    one, two = chain.city.consensus[:2]
    good, other = chain.replica.hear(chain.word(one)), chain.replica.hear(chain.word(two))
    stranger = chain.word(one, signer=chain.city.log_signer)
    borrowed = Word(two, good.checkpoint, good.cosigned, good.raw.replace(str(one).encode(), str(two).encode()))
    half = Word(one, good.checkpoint, Cosigned(good.cosigned.lines[:1]), good.raw.rsplit(b"\n", 2)[0] + b"\n")
    yield "a stranger's key", write_record([Word(one, good.checkpoint, good.cosigned, stranger)])
    yield "another node's name", write_record([borrowed])
    yield "half a word", write_record([half])
    yield "out of order", bytes([0x82]) + b"".join(reversed(_items(write_record([good, other]))))
    yield "a word twice", bytes([0x82]) + _items(write_record([good]))[0] * 2
    yield "no word", bytes([0x80])
    yield "another spelling", write_record([good]) + b"\x00"


def _items(record):
    from puhui.kernel.encoding import decode, encode

    return [encode(raw) for raw in decode(record)]


def test_forged_records_are_refused_in_proposals_and_blocks(chain):
    for attack, record in forged_records(chain):
        assert chain.replica.acceptable([record], chain.now_ms) == [False], attack
        executed = chain.replica.execute(Block(2, chain.now_ms, [record]))
        assert executed.in_order == [False], attack
        assert not chain.replica._executing.group.cosignatures, attack
    good = chain.record(chain.word(chain.city.consensus[0]))
    assert chain.replica.acceptable([chain.city.batch(), good], chain.now_ms) == [True, False], "the first place only"


def test_a_wrong_root_is_kept_as_evidence_with_both_notes(chain):
    liar, *others = chain.city.consensus
    wrong = chain.word(liar, root=b"\x07" * 32)
    chain.add(chain.record(wrong, *(chain.word(org) for org in others)))
    assert chain.replica.position.proved == 1, "the others are enough"
    assert chain.accusations() == [(str(liar), FORK)]
    chain.add(chain.record(wrong))
    assert chain.accusations() == [(str(liar), FORK)], "once told, once kept"
    assert [one.check for one in check_ledger(chain.path).findings] == [11]


def test_a_head_that_does_not_exist_is_evidence(chain):
    liar = chain.city.consensus[1]
    chain.add(chain.record(chain.word(liar, size=9)))
    assert chain.accusations() == [(str(liar), BEYOND)]


def test_a_double_vote_is_named_by_its_organisation(tmp_path):
    chain = Chain(tmp_path)
    chain.replica.found({"bank-one": NODE_KEY})
    address = address_of(base64.b64decode(NODE_KEY))
    chain.add(chain.city.genesis(), double_votes=[(address, 1)], voted=[address])
    chain.restart()
    assert chain.accusations() == [("bank-one", DOUBLE_VOTE)]
    assert chain.replica.seen == {"bank-one": 0}
    chain.replica.close()


def test_a_file_of_a_sequencer_is_not_opened(tmp_path):
    city = Consortium()
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
    with pytest.raises(LedgerDamaged):
        Chain(tmp_path, city)


def test_nothing_is_sent_when_cometbft_is_away(tmp_path):
    from puhui.kernel.ids import OrgId
    from puhui.ledger.engines.cometbft import ConsensusUnavailable

    city = Consortium()
    with CometLedger(
        tmp_path / "ledger.sqlite",
        org=OrgId("operator"),
        suite=suite("ed25519-sha256"),
        clock=city.clock,
        application_socket=tmp_path / "a",
        rpc_socket=tmp_path / "r",
    ) as ledger:
        genesis = city.genesis()
        with pytest.raises(ConsensusUnavailable) as refused:
            ledger.submit(genesis)
        assert refused.value.retriable
        assert ledger.verdict(entry_id(genesis)).finality is Finality.UNKNOWN
