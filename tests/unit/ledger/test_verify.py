"""A receipt proves what it says; every other byte string is refused, and the step that fails is named."""

import json
import random

import cbor2
import pytest
import scitt_cose

from puhui.ledger.checkpoint import SignatureLine, cosign_checkpoint, sign_checkpoint
from puhui.ledger.cose import transparent_statement
from puhui.ledger.errors import MalformedTrust, ReceiptRefused
from puhui.ledger.receipt import Receipt, parse_receipt
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.verify import STEPS, verify_receipt
from tests.contract.consortium import ORIGIN, Consortium
from tests.unit.ledger.test_statement import pem

CITY = Consortium(consensus=7)


def refused_at(receipt, trust):
    with pytest.raises(ReceiptRefused) as refused:
        verify_receipt(receipt, trust)
    assert refused.value.step in STEPS
    return refused.value.step


def test_a_receipt_tells_who_said_what_and_who_saw_it(either):
    trust, statements, receipts = either
    read = verify_receipt(receipts[5], trust)
    assert (read.index, read.issuer.org, read.contract, read.action) == (5, "tax-one", "anchors", "batch")
    assert read.at == CITY.clock.now()
    assert read.quorum == 5 <= len(read.cosigned_by)
    assert {one.name for one in read.cosigned_by} <= {witness_name(ORIGIN, org) for org in CITY.consensus}
    assert parse_receipt(receipts[5]).statement == statements[5]


def quorum_only(receipt, trust):
    """The receipt with no more cosigners than it needs, so that every one of its lines counts."""
    return forged(receipt, lines=parse_receipt(receipt).head.lines[: 1 + 2 * trust.quorum])


def test_every_flipped_bit_is_refused(proved):
    trust, _, receipts = proved
    receipt = quorum_only(receipts[6], trust)
    verify_receipt(receipt, trust)
    steps = set()
    for at in range(len(receipt)):
        for bit in range(8):
            flipped = bytearray(receipt)
            flipped[at] ^= 1 << bit
            steps.add(refused_at(bytes(flipped), trust))
    assert steps >= {1, 2, 3, 4, 7, 8}


def test_a_flipped_bit_in_every_byte_of_more_receipts_is_refused(either):
    trust, _, receipts = either
    chance = random.Random(20260302)
    for receipt in (receipts[0], receipts[11]):
        for at in range(len(receipt)):
            flipped = bytearray(receipt)
            flipped[at] ^= 1 << chance.randrange(8)
            refused_at(bytes(flipped), trust)


def test_every_cut_and_every_added_byte_is_refused(either):
    trust, _, receipts = either
    receipt = quorum_only(receipts[3], trust)
    for end in range(len(receipt)):
        refused_at(receipt[:end], trust)
    for extra in (b"\n", b" ", b"\x00", receipt):
        assert refused_at(receipt + extra, trust) == 1


def parts(receipt):
    read = parse_receipt(receipt)
    return read.statement, read.index, read.path, read.head.checkpoint, list(read.head.lines)


def forged(receipt, **changed):
    read = parse_receipt(receipt)
    lines = changed.pop("lines", read.head.lines)
    head = type(read.head)(changed.pop("checkpoint", read.head.checkpoint), tuple(lines))
    values = {"statement": read.statement, "index": read.index, "path": read.path} | changed
    return Receipt(**values, head=head).to_bytes()


def stranger_of(trust, checkpoint):
    """What a stranger with a key of the log's suite would add under a name."""
    signer = Consortium._signer(77, trust.suite)
    return lambda name: cosign_checkpoint(signer, name, checkpoint, 1_700_000_000)


LINE_ATTACKS = {
    "a_witness_twice": (lambda lines, _: lines[:3] + lines[1:], 4),
    "out_of_order": (lambda lines, _: lines[:1] + lines[3:5] + lines[1:3] + lines[5:], 4),
    "only_half_a_witness": (lambda lines, _: lines[:2], 4),
    "cosignature_without_root": (lambda lines, _: [lines[0], lines[1], lines[3]], 4),
    "lines_of_two_witnesses_mixed": (lambda lines, _: [lines[0], lines[1], lines[4]], 4),
    "root_before_cosignature": (lambda lines, _: [lines[0], lines[2], lines[1], *lines[3:]], 4),
    "an_unknown_witness": (lambda lines, stranger: [*lines, *stranger("zzz.example/stranger")], 4),
    "a_stranger_under_a_known_name": (
        lambda lines, stranger: [*lines[:-2], *stranger(lines[-1].name)],
        4,
    ),
    "no_witness": (lambda lines, _: lines[:1], 5),
    "one_below_the_quorum": (lambda lines, _: lines[:9], 5),
    "log_not_first": (lambda lines, _: [*lines[1:3], lines[0], *lines[3:]], 3),
    "no_log": (lambda lines, _: lines[1:], 3),
}


@pytest.mark.parametrize("attack", LINE_ATTACKS)
def test_tampered_signature_lines_are_refused(either, attack):
    trust, _, receipts = either
    change, step = LINE_ATTACKS[attack]
    _, _, _, head, lines = parts(receipts[4])
    assert refused_at(forged(receipts[4], lines=change(lines, stranger_of(trust, head))), trust) == step


def test_a_quorum_exactly_is_enough(either):
    trust, _, receipts = either
    _, _, _, _, lines = parts(receipts[4])
    assert len(verify_receipt(forged(receipts[4], lines=lines[:11]), trust).cosigned_by) == trust.quorum


def test_another_statement_under_the_same_proof_is_refused(either):
    trust, statements, receipts = either
    assert refused_at(forged(receipts[4], statement=statements[5]), trust) == 8
    assert refused_at(forged(receipts[4], index=5), trust) == 8
    assert refused_at(forged(receipts[4], index=12), trust) == 8
    assert refused_at(forged(receipts[4], statement=b"not a statement"), trust) == 6
    assert refused_at(forged(receipts[4], statement=Consortium(of=trust.suite).batch()), trust) == 8, (
        "signed by a member, but not logged"
    )


def test_a_whole_other_log_is_refused(proved):
    trust, _, receipts = proved
    _, _, _, head, _ = parts(receipts[4])
    elsewhere = type(head)("elsewhere.example/log", head.size, head.root)
    assert refused_at(forged(receipts[4], checkpoint=elsewhere), trust) == 2
    own = parse_receipt(receipts[4]).head
    note = sign_checkpoint(Consortium._signer(77), own.checkpoint)
    from puhui.ledger.checkpoint import parse_checkpoint

    lines = [*parse_checkpoint(note).lines, *own.lines[1:]]
    assert refused_at(forged(receipts[4], lines=lines), trust) == 3, "signed by another log key"


def changed_trust(trust, change):
    value = json.loads(trust.to_bytes())
    change(value)
    return Trust.parse(json.dumps(value).encode())


def era(value):
    return value["eras"][0]


def tax(value):
    return next(one for one in value["members"] if one["org"] == "tax-one")


def test_the_issuers_key_must_have_held_at_that_index(either):
    trust, _, receipts = either
    later = changed_trust(trust, lambda value: tax(value)["keys"][0].update(from_index=6))
    assert refused_at(receipts[5], later) == 7
    verify_receipt(receipts[6], later)
    other = str(Consortium._signer(55, trust.suite).public_key)
    rotated = changed_trust(trust, lambda value: tax(value)["keys"].append({"key": other, "from_index": 6}))
    verify_receipt(receipts[5], rotated)
    assert refused_at(receipts[6], rotated) == 7
    silenced = changed_trust(trust, lambda value: tax(value)["keys"].append({"key": None, "from_index": 6}))
    verify_receipt(receipts[5], silenced)
    assert refused_at(receipts[6], silenced) == 7
    gone = changed_trust(trust, lambda value: value["members"].remove(tax(value)))
    assert refused_at(receipts[5], gone) == 7


def test_a_trust_file_of_the_first_version_is_one_era_from_the_beginning(proved):
    trust, _, receipts = proved
    value = json.loads(trust.to_bytes())
    first = {name: value[name] for name in ("origin", "suite", "members")} | {"v": 1}
    first |= {name: era(value)[name] for name in ("log_key", "quorum", "witnesses")}
    assert Trust.parse(json.dumps(first).encode()) == trust
    verify_receipt(receipts[5], Trust.parse(json.dumps(first).encode()))
    tax(first)["keys"].append({"key": None, "from_index": 6})
    with pytest.raises(MalformedTrust):
        Trust.parse(json.dumps(first).encode())


TRUST_ATTACKS = {
    "a_quorum_of_two_thirds_or_less": lambda value: era(value).update(quorum=4),
    "a_quorum_that_cannot_be": lambda value: era(value).update(quorum=8),
    "a_true_quorum": lambda value: era(value).update(quorum=True, witnesses=era(value)["witnesses"][:1]),
    "a_witness_twice": lambda value: era(value)["witnesses"].append(era(value)["witnesses"][0]),
    "two_witnesses_with_one_key": lambda value: era(value)["witnesses"][0].update(
        key=era(value)["witnesses"][1]["key"]
    ),
    "no_witness": lambda value: era(value).update(witnesses=[], quorum=0),
    "no_era": lambda value: value.update(eras=[]),
    "an_era_that_begins_late": lambda value: era(value).update(from_size=1),
    "an_era_that_begins_truly": lambda value: value["eras"].append(era(value) | {"from_size": True}),
    "an_era_twice": lambda value: value["eras"].append(era(value)),
    "eras_out_of_order": lambda value: value["eras"].extend([era(value) | {"from_size": at} for at in (9, 5)]),
    "an_era_with_an_unknown_part": lambda value: era(value).update(also=1),
    "a_weak_later_era": lambda value: value["eras"].append(era(value) | {"from_size": 9, "quorum": 4}),
    "changes_below_nothing": lambda value: value.update(changes=-1),
    "true_changes": lambda value: value.update(changes=True),
    "a_member_twice": lambda value: value["members"].append(value["members"][0]),
    "keys_out_of_order": lambda value: tax(value)["keys"].append({**tax(value)["keys"][0]}),
    "no_keys": lambda value: tax(value).update(keys=[]),
    "another_suite": lambda value: value.update(suite="sha-who"),
    "another_version": lambda value: value.update(v=3),
    "version_one_with_eras": lambda value: value.update(v=1),
    "a_true_version": lambda value: value.update(v=True),
    "an_unknown_part": lambda value: value.update(also=1),
    "a_missing_part": lambda value: era(value).pop("log_key"),
    "a_witness_named_as_the_log": lambda value: era(value)["witnesses"][0].update(name=value["origin"]),
}


@pytest.mark.parametrize("attack", TRUST_ATTACKS)
def test_a_trust_file_that_cannot_be_trusted_is_refused(proved, attack):
    with pytest.raises(MalformedTrust):
        changed_trust(proved[0], TRUST_ATTACKS[attack])


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"null", b"\xff", b"[" * 100_000])
def test_bytes_that_are_no_trust_file_are_refused(data):
    with pytest.raises(MalformedTrust):
        Trust.parse(data)


def test_a_head_is_judged_by_the_era_of_its_size(either):
    trust, _, receipts = either
    others = [
        {
            "org": f"new-{number}",
            "name": f"{trust.origin}/new-{number}",
            "key": str(Consortium._signer(60 + number, trust.suite).public_key),
        }
        for number in range(4)
    ]
    size = verify_receipt(receipts[5], trust).size

    def with_era(start):
        new = {"from_size": start, "log_key": str(trust.log_key), "quorum": 3, "witnesses": others}
        return changed_trust(trust, lambda value: value["eras"].append(new))

    verify_receipt(receipts[5], with_era(size + 1))
    assert refused_at(receipts[5], with_era(size)) == 4, "an old set cannot speak for a later head"
    remaining = {"from_size": size, "log_key": str(trust.log_key), "quorum": 7}
    grown = changed_trust(trust, lambda value: value["eras"].append(era(value) | remaining))
    assert refused_at(quorum_only(receipts[5], trust), grown) == 5


def test_the_trust_file_is_read_back(either):
    trust, _, _ = either
    assert Trust.parse(trust.to_bytes()) == trust


def test_independent_implementations_verify_the_cose_export(proved):
    trust, statements, receipts = proved
    export = transparent_statement(receipts[7], trust)
    found = scitt_cose.extract_receipts(export)
    assert len(found) == len(verify_receipt(receipts[7], trust).cosigned_by)
    issuer = CITY.signers[next(org for org in CITY.signers if org == "tax-one")].public_key
    assert scitt_cose.parse_signed_statement(export, public_key_pem=pem(issuer))["signature_verified"] is True
    by_kid = {one.key.key_id: one for one in trust.witnesses}
    for receipt in found:
        witness = by_kid[cbor2.loads(cbor2.loads(receipt).value[0])[4]]
        good = scitt_cose.verify_receipt(
            receipt, leaf_entry_hex=statements[7].hex(), log_public_key_pem=pem(witness.key)
        )
        assert good.ok, good.errors
        assert (good.issuer, good.subject, good.leaf_index) == (witness.name, ORIGIN, 7)
        assert not scitt_cose.verify_receipt(
            receipt, leaf_entry_hex=statements[8].hex(), log_public_key_pem=pem(witness.key)
        ).ok


def test_a_refused_receipt_is_not_exported(proved):
    trust, statements, receipts = proved
    with pytest.raises(ReceiptRefused):
        transparent_statement(forged(receipts[4], statement=statements[5]), trust)


def test_a_receipt_with_a_line_that_is_no_signature_is_refused(either):
    trust, _, receipts = either
    _, _, _, _, lines = parts(receipts[4])
    odd = SignatureLine(lines[1].name, lines[1].key_id, lines[1].signature + b"x")
    assert refused_at(forged(receipts[4], lines=[lines[0], odd, *lines[2:]]), trust) == 4
