"""The proof of a double vote: accepted when the key signed two votes that exclude each other, and never otherwise."""

import base64
import json

import pytest

from puhui.kernel import SoftwareSigner
from puhui.ledger.engines.cometbft.double_votes import VALIDATOR_SUITE, DoubleVote, _canonical, cut_out
from puhui.ledger.engines.cometbft.errors import BadDoubleVote
from puhui.ledger.engines.cometbft.server import framed

CHAIN = "city-one"
SIGNER = SoftwareSigner.from_seed(VALIDATOR_SUITE, b"\x01" * 32)
STRANGER = SoftwareSigner.from_seed(VALIDATOR_SUITE, b"\x02" * 32)
KEY = SIGNER.public_key
ADDRESS = VALIDATOR_SUITE.digest(KEY.raw)[:20].hex()


def vote(block, *, signer=SIGNER, chain=CHAIN, height="7", kind=1, round_=0):
    parts = {"total": 1 if block else 0, "hash": block}
    unsigned = {
        "type": kind,
        "height": height,
        "round": round_,
        "block_id": {"hash": block, "parts": parts},
        "timestamp": "2026-03-02T01:00:00.123456789Z",
        "validator_address": ADDRESS.upper(),
    }
    signature = signer.sign(framed(_canonical(unsigned, chain)))
    return unsigned | {"signature": base64.b64encode(signature).decode()}


ONE, OTHER, NONE = vote("AA" * 32), vote("BB" * 32), vote("")


@pytest.mark.parametrize("votes", [(ONE, OTHER), (ONE, NONE)], ids=["two_blocks", "a_block_and_none"])
def test_two_votes_that_exclude_each_other_convict(votes):
    proof = DoubleVote.parse(DoubleVote(KEY, votes).to_bytes())
    proof.check(CHAIN)
    assert proof.address == ADDRESS


ATTACKS = {
    "one_vote_twice": (ONE, ONE),
    "of_two_heights": (ONE, vote("BB" * 32, height="8")),
    "of_two_rounds": (ONE, vote("BB" * 32, round_=1)),
    "a_prevote_and_a_precommit": (ONE, vote("BB" * 32, kind=2)),
    "one_by_a_stranger": (ONE, vote("BB" * 32, signer=STRANGER)),
    "one_on_another_chain": (ONE, vote("BB" * 32, chain="city-two")),
    "another_time_than_was_signed": (ONE, OTHER | {"timestamp": "2026-03-02T01:00:00Z"}),
    "no_signature": (ONE, OTHER | {"signature": ""}),
    "no_vote": (ONE, {}),
    "a_word_for_a_vote": (ONE, "vote"),
    "a_height_of_no_size": (ONE, OTHER | {"height": str(2**70)}),
}


@pytest.mark.parametrize("votes", ATTACKS.values(), ids=ATTACKS)
def test_nobody_is_convicted_by_anything_else(votes):
    with pytest.raises(BadDoubleVote):
        DoubleVote(KEY, votes).check(CHAIN)


@pytest.mark.parametrize("data", [b"", b"{}", json.dumps({"key": "none", "votes": [ONE, OTHER]}).encode()])
def test_what_is_no_proof_is_refused(data):
    with pytest.raises(BadDoubleVote):
        DoubleVote.parse(data)


def test_a_proof_is_cut_out_of_a_block_for_the_one_accused():
    evidence = [
        {"type": "tendermint/LightClientAttackEvidence", "value": {}},
        {"type": "tendermint/DuplicateVoteEvidence", "value": {"vote_a": ONE, "vote_b": OTHER}},
    ]
    cut_out(evidence, ADDRESS, 7, KEY).check(CHAIN)
    assert cut_out(evidence, ADDRESS, 8, KEY) is None
    assert cut_out(evidence, "00" * 20, 7, KEY) is None
