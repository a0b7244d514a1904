"""Receipts of a log that its consensus nodes write together: it has no key, and only their lines count."""

import json
from dataclasses import replace

import cbor2
import pytest
import scitt_cose

from puhui.ledger.checkpoint import parse_checkpoint
from puhui.ledger.cose import transparent_statement
from puhui.ledger.errors import MalformedCheckpoint, MalformedTrust, ReceiptRefused
from puhui.ledger.receipt import Receipt, parse_receipt
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt
from tests.unit.ledger.test_statement import pem


def with_lines(receipt, lines):
    read = parse_receipt(receipt)
    return Receipt(read.statement, read.index, read.path, replace(read.head, lines=tuple(lines))).to_bytes()


@pytest.fixture
def keyless(proved):
    """The trust of a keyless log, a good receipt of it, and the same with the log line that it must not have."""
    trust, _, receipts = proved
    lines = parse_receipt(receipts[4]).head.lines
    told = Trust.parse(replace(trust, eras=(replace(trust.latest, log_key=None),)).to_bytes())
    assert told.log_key is None
    return told, with_lines(receipts[4], lines[1:]), receipts[4]


def refused_at(receipt, trust):
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(receipt, trust)
    return refused.value.step


def test_the_cosignatures_alone_prove_it(keyless):
    trust, receipt, _ = keyless
    read = verify_receipt(receipt, trust)
    assert read.index == 4
    assert len(read.cosigned_by) >= trust.quorum


def test_a_line_of_the_log_where_none_is_trusted_is_refused(keyless):
    trust, _, with_log_line = keyless
    assert refused_at(with_log_line, trust) == 4


def test_leaving_the_line_out_does_not_help_where_the_log_has_a_key(keyless, proved):
    _, receipt, _ = keyless
    assert refused_at(receipt, proved[0]) == 3


def test_every_flipped_bit_is_refused(keyless):
    trust, receipt, _ = keyless
    receipt = with_lines(receipt, parse_receipt(receipt).head.lines[: 2 * trust.quorum])
    verify_receipt(receipt, trust)
    for at in range(len(receipt)):
        flipped = bytearray(receipt)
        flipped[at] ^= 1 << at % 8
        refused_at(bytes(flipped), trust)


def test_one_below_the_quorum_is_refused(keyless):
    trust, receipt, _ = keyless
    lines = parse_receipt(receipt).head.lines
    assert refused_at(with_lines(receipt, lines[: 2 * (trust.quorum - 1)]), trust) == 5


def test_a_checkpoint_without_any_line_is_no_receipt(keyless):
    trust, receipt, _ = keyless
    bare = with_lines(receipt, [])
    assert refused_at(bare, trust) == 1
    with pytest.raises(MalformedCheckpoint):
        parse_checkpoint(bare.partition(b"\n\n")[2])


def test_an_independent_implementation_accepts_its_cose_export(keyless, proved):
    trust, receipt, _ = keyless
    found = scitt_cose.extract_receipts(transparent_statement(receipt, trust))
    assert len(found) == len(verify_receipt(receipt, trust).cosigned_by)
    by_kid = {one.key.key_id: one for one in trust.witnesses}
    for one in found:
        witness = by_kid[cbor2.loads(cbor2.loads(one).value[0])[4]]
        good = scitt_cose.verify_receipt(one, leaf_entry_hex=proved[1][4].hex(), log_public_key_pem=pem(witness.key))
        assert good.ok, good.errors


def test_the_trust_file_must_say_that_there_is_no_key(keyless):
    trust, _, _ = keyless
    value = json.loads(trust.to_bytes())
    assert value["eras"][0]["log_key"] is None
    del value["eras"][0]["log_key"]
    with pytest.raises(MalformedTrust, match="must hold exactly"):
        Trust.parse(json.dumps(value).encode())
