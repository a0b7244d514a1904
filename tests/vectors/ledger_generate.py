"""Makes `ledger_vectors.json`: one log of eleven entries, its receipts, and receipts forged by name.

Everything is fixed (seeds, clock), nothing is taken from a running engine, so the same file comes out each time:

    python -m tests.vectors.ledger_generate

The same under `sm2-sm3` is `ledger_vectors_sm2.json`. SM2 signs with a random nonce: the file was made once, is
verified ever since, and is made anew only when its formats change:

    python -m tests.vectors.ledger_generate sm2-sm3
"""

import base64
import json
import sys
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from puhui.evidence import Batcher, EventReceipt
from puhui.kernel import suite
from puhui.kernel.sm2 import ORDER
from puhui.ledger.checkpoint import Checkpoint, SignatureLine, cosign_checkpoint, parse_checkpoint, sign_checkpoint
from puhui.ledger.cose import transparent_statement
from puhui.ledger.merkle import Frontier, consistency_path, inclusion_path, leaf_hash, root_at
from puhui.ledger.receipt import Receipt, parse_receipt
from puhui.ledger.statement import parse_statement
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import WitnessRequest
from tests.contract.consortium import ORIGIN, SUITE, Consortium

FILE = Path(__file__).with_name("ledger_vectors.json")
SM2_FILE = Path(__file__).with_name("ledger_vectors_sm2.json")
SM2 = suite("sm2-sm3")
COSIGNED_AT = 1_772_413_260
EVENTS = [b"meter reading 1", b"meter reading 2", b"meter reading 3"]


def build(of=SUITE):
    city = Consortium(consensus=4, of=of)
    batcher = Batcher(of)
    batcher.add_all(EVENTS)
    batch = batcher.seal()
    statements = [
        city.genesis(),
        city.batch("power-one", root=batch.root.hex(), count=batch.count, kind="meter"),
        *(city.record(seq) for seq in range(1, 10)),
    ]
    log = _Log(city, statements)
    trust = Trust.of_genesis(parse_statement(statements[0], of), of, city.log_signer.public_key)
    receipt = log.receipt(4, 11)
    event = EventReceipt(batch.path(2), log.receipt(1, 11).to_bytes())
    entry = parse_statement(statements[4], of).entry
    vectors = {
        "trust": json.loads(trust.to_bytes()),
        "statements": [_statement(raw, of) for raw in statements],
        "roots": [root_at(of.digest, size, log.node).hex() for size in range(12)],
        "checkpoint": log.note(11).decode(),
        "witness_request": WitnessRequest(7, tuple(consistency_path(of.digest, 7, 11, log.node)), log.note(11))
        .to_bytes()
        .decode(),
        "receipt": {"entry": entry, "index": 4, "text": receipt.to_bytes().decode()},
        **(
            {}
            if of is SM2
            else {"cose_transparent_statement": _base64(transparent_statement(receipt.to_bytes(), trust))}
        ),
        "event": {"bytes": EVENTS[2].hex(), "index": 2, "receipt": event.to_bytes().decode()},
    }
    forged = [*_forged(city, log, receipt, statements)]
    if of is SM2:
        forged += _forged_sm2(receipt)
        vectors |= {"signatures": _signatures(), "forged_trusts": [*_forged_trusts(vectors["trust"])]}
    vectors["forged_receipts"] = [
        {"attack": attack, "refused_at_step": step, "text": data.decode()} for attack, step, data in forged
    ]
    return vectors


def _forged(city, log, good, statements):
    head, lines = good.head.checkpoint, list(good.head.lines)

    def forged(**changed):
        parts = {"statement": good.statement, "index": good.index, "path": good.path, "head": good.head} | changed
        return Receipt(**parts).to_bytes()

    def with_lines(*these, checkpoint=head):
        return forged(head=type(good.head)(checkpoint, tuple(these)))

    text = good.to_bytes()
    stranger = city._signer(77, city.suite)
    smaller = log.receipt(4, 6)
    yield "windows line ends", 1, text.replace(b"\n", b"\r\n")
    yield "a space more", 1, text.replace(b"index ", b"index  ")
    yield "an index with a leading zero", 1, text.replace(b"index 4", b"index 04")
    yield "base64 without padding", 1, text.replace(b"=\n", b"\n", 1)
    yield "an extension line in the checkpoint", 1, text.replace(b"\n\n\xe2", b"\nextra\n\n\xe2", 1)
    yield (
        "the checkpoint of another log",
        2,
        with_lines(*lines, checkpoint=Checkpoint("else.example/log", 11, head.root)),
    )
    fake = parse_checkpoint(sign_checkpoint(stranger, head)).lines
    yield "a log key of the attacker's", 3, with_lines(*fake, *lines[1:])
    yield (
        "a head of another size under the old signatures",
        3,
        with_lines(*lines, checkpoint=Checkpoint(ORIGIN, 12, head.root)),
    )
    fake = cosign_checkpoint(stranger, lines[1].name, head, COSIGNED_AT)
    yield "a witness's name with another key", 4, with_lines(lines[0], *fake, *lines[3:])
    fake = cosign_checkpoint(stranger, "zz.example/witness", head, COSIGNED_AT)
    yield "a witness nobody knows", 4, with_lines(*lines, *fake)
    yield "one witness counted twice", 4, with_lines(*lines[:3], *lines[1:])
    yield "cosignatures of a smaller head", 4, with_lines(lines[0], *smaller.head.lines[1:])
    yield "a cosignature without its COSE signature", 4, with_lines(lines[0], lines[1], *lines[3:])
    yield "two of four cosigners, where three must", 5, with_lines(*lines[:5])
    yield "no cosigner", 5, with_lines(lines[0])
    yield "a statement that is none", 6, forged(statement=b"\xd2\x84\x40\xa0\x40\x40")
    alien = city.statement("tax-one", "anchors", "batch", {}, signer=stranger)
    yield "an issuer's name with another key", 7, forged(statement=alien)
    cut = good.statement[:-1] + bytes([good.statement[-1] ^ 1])
    yield "a statement whose signature was altered", 7, forged(statement=cut)
    yield "another entry's statement", 8, forged(statement=statements[5])
    yield "another place", 8, forged(index=5)
    yield "a place beyond the log", 8, forged(index=11)
    yield "a shorter path", 8, forged(path=good.path[:-1])
    yield "a longer path", 8, forged(path=(*good.path, good.path[0]))
    yield "a true statement that was never logged", 8, forged(statement=city.record(10))


def _forged_sm2(good):
    """What only SM2's signatures make possible, and receipts and keys of the other suite."""
    head, lines = good.head.checkpoint, list(good.head.lines)

    def signed(line, signature):
        return SignatureLine(line.name, line.key_id, signature)

    def with_log_line(signature):
        changed = type(good.head)(head, (signed(lines[0], signature), *lines[1:]))
        return Receipt(good.statement, good.index, good.path, changed).to_bytes()

    first = lines[0].signature
    r, s = first[:32], first[32:]
    yield "r of zero", 3, with_log_line(bytes(32) + s)
    yield "s of zero", 3, with_log_line(r + bytes(32))
    yield "r of the order", 3, with_log_line(ORDER.to_bytes(32, "big") + s)
    yield "s above the order", 3, with_log_line(r + b"\xff" * 32)
    yield "r and s that sum to the order", 3, with_log_line(r + (ORDER - int.from_bytes(r, "big")).to_bytes(32, "big"))
    yield "s of the other sign", 3, with_log_line(r + (ORDER - int.from_bytes(s, "big")).to_bytes(32, "big"))
    yield "s before r", 3, with_log_line(s + r)
    yield "the log's signature in DER", 3, with_log_line(_der(first))
    der_line = signed(lines[2], _der(lines[2].signature))
    changed = type(good.head)(head, (*lines[:2], der_line, *lines[3:]))
    yield "a witness's signature in DER", 4, Receipt(good.statement, good.index, good.path, changed).to_bytes()
    other = json.loads(FILE.read_text(encoding="utf-8"))["receipt"]["text"]
    yield "a receipt of the same log under ed25519-sha256", 3, other.encode()
    statement = Receipt(parse_receipt(other.encode()).statement, good.index, good.path, good.head)
    yield "a statement under ed25519-sha256 in a log of sm2-sm3", 6, statement.to_bytes()


def _der(signature):
    return encode_dss_signature(int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big"))


def _forged_trusts(trust):
    """Trust files that a reader refuses before it looks at any receipt."""
    (era,) = trust["eras"]

    def with_log_key(text):
        return trust | {"eras": [era | {"log_key": text}]}

    key = era["log_key"]
    body = key.partition(":")[2]
    raw = base64.b64decode(body)
    off_curve = raw[:-1] + bytes([raw[-1] ^ 1])
    yield {"attack": "a key's suite swapped in its text", "trust": with_log_key(f"ed25519-sha256:{body}")}
    ed25519 = json.loads(FILE.read_text(encoding="utf-8"))["trust"]["eras"][0]["log_key"]
    yield {"attack": "a key of the other suite", "trust": with_log_key(ed25519)}
    yield {"attack": "the file's suite swapped", "trust": trust | {"suite": "ed25519-sha256"}}
    for attack, bad in {
        "a key that is no point of the curve": off_curve,
        "a key of two zeroes": bytes(64),
        "a key beyond the field": b"\xff" * 64,
        "a key with its leading 04": b"\x04" + raw,
        "a compressed key": bytes([2 + raw[63] % 2]) + raw[:32],
    }.items():
        yield {"attack": attack, "trust": with_log_key(f"sm2-sm3:{_base64(bad)}")}


def _signatures():
    """Single signatures over single messages, hexadecimal; the first is GB/T 32918.5-2017, A.2."""
    key = (
        "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
        "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13"
    )
    good = (
        "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3"
        "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa"
    )
    message = b"message digest".hex()
    other = Consortium._signer(3, SM2)
    rows = [
        ("GB/T 32918.5-2017, A.2", key, message, good, True),
        ("another message", key, b"message digesT".hex(), good, False),
        ("another key", other.public_key.raw.hex(), message, good, False),
        ("a flipped bit", key, message, good[:-1] + "b", False),
        ("r and s swapped", key, message, good[64:] + good[:64], False),
        ("no signature", key, message, "", False),
        ("an empty message", other.public_key.raw.hex(), "", other.sign(b"").hex(), True),
    ]
    names = ("what", "key", "message", "signature", "verifies")
    return [dict(zip(names, row, strict=True)) for row in rows]


class _Log:
    """A log in memory, signed and cosigned by hand."""

    def __init__(self, city, statements):
        self.city, self.statements, self.rows = city, statements, []
        frontier = Frontier(city.suite.digest)
        for raw in statements:
            self.rows.append(frontier.append(leaf_hash(city.suite.digest, raw)))

    def node(self, level, position):
        return self.rows[((position + 1) << level) - 1][level]

    def head(self, size):
        return Checkpoint(ORIGIN, size, root_at(self.city.suite.digest, size, self.node))

    def note(self, size):
        return sign_checkpoint(self.city.log_signer, self.head(size))

    def receipt(self, index, size):
        head = self.head(size)
        lines = [
            line
            for org in sorted(self.city.consensus)
            for line in cosign_checkpoint(self.city.signers[org], witness_name(ORIGIN, org), head, COSIGNED_AT)
        ]
        signed = parse_checkpoint(parse_checkpoint(self.note(size)).with_lines(lines))
        path = inclusion_path(self.city.suite.digest, index, size, self.node)
        return Receipt(self.statements[index], index, tuple(path), signed)


def _statement(raw, of):
    return {"entry": parse_statement(raw, of).entry, "bytes": _base64(raw), "leaf": leaf_hash(of.digest, raw).hex()}


def _base64(data):
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    chosen, file = (SM2, SM2_FILE) if sys.argv[1:] == [SM2.name] else (SUITE, FILE)
    file.write_text(json.dumps(build(chosen), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
