"""Makes `ledger_vectors.json`: one log of eleven entries, its receipts, and receipts forged by name.

Everything is fixed (seeds, clock), nothing is taken from a running engine, so the same file comes out each time:

    python -m tests.vectors.ledger_generate
"""

import base64
import json
from pathlib import Path

from puhui.evidence import Batcher, EventReceipt
from puhui.ledger.checkpoint import Checkpoint, cosign_checkpoint, parse_checkpoint, sign_checkpoint
from puhui.ledger.cose import transparent_statement
from puhui.ledger.merkle import Frontier, consistency_path, inclusion_path, leaf_hash, root_at
from puhui.ledger.receipt import Receipt
from puhui.ledger.statement import parse_statement
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import WitnessRequest
from tests.contract.consortium import ORIGIN, SUITE, Consortium

FILE = Path(__file__).with_name("ledger_vectors.json")
COSIGNED_AT = 1_772_413_260
EVENTS = [b"meter reading 1", b"meter reading 2", b"meter reading 3"]


def build():
    city = Consortium(consensus=4)
    batcher = Batcher(SUITE)
    batcher.add_all(EVENTS)
    batch = batcher.seal()
    statements = [
        city.genesis(),
        city.batch("power-one", root=batch.root.hex(), count=batch.count, kind="meter"),
        *(city.record(seq) for seq in range(1, 10)),
    ]
    log = _Log(city, statements)
    trust = Trust.of_genesis(parse_statement(statements[0]), SUITE, city.log_signer.public_key)
    receipt = log.receipt(4, 11)
    event = EventReceipt(batch.path(2), log.receipt(1, 11).to_bytes())
    return {
        "trust": json.loads(trust.to_bytes()),
        "statements": [_statement(raw) for raw in statements],
        "roots": [root_at(SUITE.digest, size, log.node).hex() for size in range(12)],
        "checkpoint": log.note(11).decode(),
        "witness_request": WitnessRequest(7, tuple(consistency_path(SUITE.digest, 7, 11, log.node)), log.note(11))
        .to_bytes()
        .decode(),
        "receipt": {"entry": parse_statement(statements[4]).entry, "index": 4, "text": receipt.to_bytes().decode()},
        "cose_transparent_statement": _base64(transparent_statement(receipt.to_bytes(), trust)),
        "event": {"bytes": EVENTS[2].hex(), "index": 2, "receipt": event.to_bytes().decode()},
        "forged_receipts": [
            {"attack": attack, "refused_at_step": step, "text": data.decode()}
            for attack, step, data in _forged(city, log, receipt, statements)
        ],
    }


def _forged(city, log, good, statements):
    head, lines = good.head.checkpoint, list(good.head.lines)

    def forged(**changed):
        parts = {"statement": good.statement, "index": good.index, "path": good.path, "head": good.head} | changed
        return Receipt(**parts).to_bytes()

    def with_lines(*these, checkpoint=head):
        return forged(head=type(good.head)(checkpoint, tuple(these)))

    text = good.to_bytes()
    stranger = city._signer(77)
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


class _Log:
    """A log in memory, signed and cosigned by hand."""

    def __init__(self, city, statements):
        self.city, self.statements, self.rows = city, statements, []
        frontier = Frontier(SUITE.digest)
        for raw in statements:
            self.rows.append(frontier.append(leaf_hash(SUITE.digest, raw)))

    def node(self, level, position):
        return self.rows[((position + 1) << level) - 1][level]

    def head(self, size):
        return Checkpoint(ORIGIN, size, root_at(SUITE.digest, size, self.node))

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
        path = inclusion_path(SUITE.digest, index, size, self.node)
        return Receipt(self.statements[index], index, tuple(path), signed)


def _statement(raw):
    return {"entry": parse_statement(raw).entry, "bytes": _base64(raw), "leaf": leaf_hash(SUITE.digest, raw).hex()}


def _base64(data):
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    FILE.write_text(json.dumps(build(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
