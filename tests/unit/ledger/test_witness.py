"""A witness never cosigns two stories, keeps both as evidence, and remembers across restarts."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.ledger.checkpoint import Checkpoint, parse_checkpoint, sign_checkpoint
from puhui.ledger.errors import LogMisbehaved, MalformedCheckpoint, WitnessBehind, WitnessRefused
from puhui.ledger.merkle import Frontier, consistency_path, leaf_hash, root_at
from puhui.ledger.trust import witness_name
from puhui.ledger.witness import Cosigned, WitnessRequest
from tests.contract.consortium import ORGS, ORIGIN, SUITE, Consortium

ORG = ORGS[1]


class Log:
    """A log that can lie: it signs heads over any leaves."""

    def __init__(self, leaves, city=None):
        self.city = city or Consortium()
        self.rows, frontier = [], Frontier(SUITE.digest)
        for leaf in leaves:
            self.rows.append(frontier.append(leaf_hash(SUITE.digest, leaf)))

    def node(self, level, position):
        return self.rows[((position + 1) << level) - 1][level]

    def request(self, old, new, *, signer=None, origin=ORIGIN):
        head = Checkpoint(origin, new, root_at(SUITE.digest, new, self.node))
        path = consistency_path(SUITE.digest, old, new, self.node) if old <= new else []
        return WitnessRequest(old, tuple(path), sign_checkpoint(signer or self.city.log_signer, head))


HONEST = [bytes([n]) for n in range(20)]
REWRITTEN = [b"rewritten", *HONEST[1:]]


@pytest.fixture
def city():
    return Consortium()


@pytest.fixture
def witness(city, tmp_path):
    witness = city.witness(tmp_path, ORG)
    yield witness
    witness.close()


def key_of(city):
    return city.signers[ORG].public_key


def test_it_cosigns_a_log_that_only_grows(city, witness):
    log, last = Log(HONEST), 0
    for size in (1, 2, 7, 8, 20):
        request = log.request(last, size)
        answer = witness.cosign(request)
        checkpoint = parse_checkpoint(request.note).checkpoint
        assert answer.verifies(witness_name(ORIGIN, ORG), key_of(city), checkpoint)
        assert not answer.verifies(witness_name(ORIGIN, ORG), key_of(city), replace(checkpoint, size=size + 1))
        last = size
    assert witness.evidence() == []


def test_the_same_head_is_cosigned_again_when_the_answer_was_lost(witness):
    log = Log(HONEST)
    witness.cosign(log.request(0, 7))
    with pytest.raises(WitnessBehind) as behind:
        witness.cosign(log.request(0, 7))
    assert behind.value.size == 7
    witness.cosign(log.request(7, 7))


def test_a_fork_is_refused_and_both_heads_are_kept(city, witness, tmp_path):
    honest, forked = Log(HONEST).request(0, 7), Log(REWRITTEN).request(7, 7)
    witness.cosign(honest)
    with pytest.raises(LogMisbehaved) as caught:
        witness.cosign(replace(forked, path=()))
    assert caught.value.data["kind"] == "fork"
    (evidence,) = witness.evidence()
    assert (evidence.kind, evidence.ours, evidence.theirs) == ("fork", honest.note, forked.note)
    witness.close()
    assert city.witness(tmp_path, ORG).evidence() == [evidence]


def test_a_rewrite_of_the_past_is_refused_and_kept(witness):
    witness.cosign(Log(HONEST).request(0, 7))
    with pytest.raises(LogMisbehaved):
        witness.cosign(Log(REWRITTEN).request(7, 12))
    assert [one.kind for one in witness.evidence()] == ["rewrite"]
    witness.cosign(Log(HONEST).request(7, 12))


def test_a_log_that_lost_entries_is_refused_and_kept(witness):
    log = Log(HONEST)
    witness.cosign(log.request(0, 12))
    with pytest.raises(WitnessBehind):
        witness.cosign(log.request(0, 7))
    with pytest.raises(LogMisbehaved):
        witness.cosign(log.request(12, 7))
    assert [one.kind for one in witness.evidence()] == ["rollback"]


def test_what_it_cosigned_survives_a_restart(city, witness, tmp_path):
    witness.cosign(Log(HONEST).request(0, 7))
    witness.close()
    again = city.witness(tmp_path, ORG)
    with pytest.raises(LogMisbehaved):
        again.cosign(Log(REWRITTEN).request(7, 12))


@pytest.mark.parametrize(
    "request_of",
    [
        lambda: Log(HONEST).request(0, 7, signer=Consortium._signer(77)),
        lambda: Log(HONEST).request(0, 7, origin="elsewhere.example/log"),
        lambda: replace(Log(HONEST).request(0, 7), path=(bytes(32),)),
        lambda: replace(Log(HONEST).request(0, 7), note=b"not a note"),
    ],
    ids=["a_strangers_log_key", "an_unknown_log", "a_needless_proof", "no_checkpoint"],
)
def test_what_is_not_for_this_witness_is_refused_without_evidence(witness, request_of):
    with pytest.raises(WitnessRefused):
        witness.cosign(request_of())
    assert witness.evidence() == []
    assert witness.head(ORIGIN) is None


@given(st.data())
def test_no_sequence_of_requests_gets_two_stories_cosigned(tmp_path_factory, data):
    witness = Consortium().witness(tmp_path_factory.mktemp("witness"), ORG)
    logs, cosigned = [Log(HONEST), Log(REWRITTEN), Log([*HONEST[:9], b"fork", *HONEST[10:]])], []
    for _ in range(data.draw(st.integers(1, 12))):
        log = data.draw(st.sampled_from(logs))
        request = log.request(data.draw(st.integers(0, 20)), data.draw(st.integers(1, 20)))
        try:
            witness.cosign(request)
            cosigned.append((log, parse_checkpoint(request.note).checkpoint))
        except (WitnessBehind, LogMisbehaved, WitnessRefused):
            continue
    sizes = [head.size for _, head in cosigned]
    assert sizes == sorted(sizes)
    for (_, earlier), (log, _) in pairwise(cosigned):
        assert root_at(SUITE.digest, earlier.size, log.node) == earlier.root, "each head extends the one before"
    witness.close()


def test_requests_and_answers_are_read_back(city, witness):
    request = Log(HONEST).request(0, 7)
    assert WitnessRequest.parse(request.to_bytes()) == request
    answer = witness.cosign(request)
    assert Cosigned.parse(answer.to_bytes()) == answer


@pytest.mark.parametrize("data", [b"", b"old 1", b"old -1\n\nx", b"old 01\n\nx", b"new 1\n\nx", b"old 1\n*\n\nx"])
def test_bytes_that_are_no_request_are_refused(data):
    with pytest.raises(WitnessRefused):
        WitnessRequest.parse(data)


@given(st.binary(max_size=200))
def test_no_bytes_do_anything_but_be_refused(data):
    with pytest.raises(MalformedCheckpoint):
        parse_checkpoint(data)
