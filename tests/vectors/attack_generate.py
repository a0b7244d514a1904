"""Makes `attack_vectors.json`: receipts and event receipts, forged by name, each with the step that must refuse it.

Everything is fixed (seeds, clock), so the same file comes out each time:

    python -m tests.vectors.attack_generate
"""

from dataclasses import replace
from pathlib import Path

import cbor2

from puhui.evidence import Batcher, EventReceipt
from puhui.evidence.batch import EventPath
from puhui.ledger.checkpoint import Checkpoint, SignatureLine, SignedCheckpoint
from puhui.ledger.receipt import Receipt
from puhui.ledger.statement import open_sign1, sign1, to_be_signed
from tests.contract.consortium import SUITE
from tests.vectors.handmade import (
    LOG_SEED,
    HandmadeLog,
    Writer,
    dumps,
    key,
    member,
    pair,
    signed,
    signer,
    to_base64,
    witnesses,
    write,
)

FILE = Path(__file__).with_name("attack_vectors.json")
ORIGIN = "puhui.example/attacked-city"
NODES = {"operator": 10, "registry-one": 11, "social-one": 13, "tax-one": 12}
EVENTS = [b"meter reading %d" % number for number in range(1, 6)]
INDEX, SIZE = 4, 11


def build():
    """All vectors."""
    attacked = _Attacked()
    trust = {
        "v": 1,
        "origin": ORIGIN,
        "suite": SUITE.name,
        "log_key": key(LOG_SEED),
        "witnesses": witnesses(ORIGIN, NODES),
        "quorum": 3,
        "members": [*(member(org, "operator", (0, seed)) for org, seed in NODES.items()), _bank()],
    }
    good = attacked.good
    return {
        "trusts": {"city": dumps(trust), "keyless": dumps(trust | {"log_key": None})},
        "receipts": [
            {"case": "all four cosign", "trust": "city", "index": INDEX, "text": good.to_bytes().decode()},
            {
                "case": "three of four cosign",
                "trust": "city",
                "index": INDEX,
                "text": _with(good, lines=good.head.lines[:7]).to_bytes().decode(),
            },
            {
                "case": "a log without a key",
                "trust": "keyless",
                "index": INDEX,
                "text": _with(good, lines=good.head.lines[1:]).to_bytes().decode(),
            },
        ],
        "forged_receipts": [
            {"attack": attack, "trust": trust, "refused_at_step": step, "text": data.decode()}
            for attack, trust, step, data in [*attacked.spellings(), *attacked.heads(), *attacked.statements()]
        ],
        "events": [
            {"case": "the third of five", "trust": "city", "index": 2, **_event(EVENTS[2], attacked.event(2))},
            {"case": "the last of five", "trust": "city", "index": 4, **_event(EVENTS[4], attacked.event(4))},
        ],
        "forged_events": [
            {"attack": attack, "trust": "city", "refused_at_step": step, **_event(data, receipt)}
            for attack, step, data, receipt in attacked.events()
        ],
    }


class _Attacked:
    def __init__(self):
        batcher, self.writer = Batcher(SUITE), Writer(1)
        batcher.add_all(EVENTS)
        self.batch = batcher.seal()
        anchor = {"root": self.batch.root.hex(), "count": self.batch.count, "kind": "meter"}
        self.log = HandmadeLog(
            ORIGIN,
            [
                self.writer.record("operator", NODES["operator"]),
                self.writer.say("tax-one", NODES["tax-one"], "anchors", "batch", anchor),
                *(self.writer.record("bank-one", 15, seq) for seq in range(1, 10)),
            ],
        )
        self.good = self.log.receipt(INDEX, SIZE, NODES)

    def spellings(self):
        """Step 1: the same receipt, written otherwise."""
        text = self.good.to_bytes()
        padded = next(line for line in text.split(b"\n") if line.endswith(b"="))
        loose = padded[:-2] + bytes([padded[-2] + 1]) + b"="  # other bits where the last digit says nothing
        yield "a size with a leading zero", "city", 1, text.replace(b"\n11\n", b"\n011\n")
        yield "a size with a sign", "city", 1, text.replace(b"\n11\n", b"\n+11\n")
        yield "a size in other digits", "city", 1, text.replace(b"\n11\n", "\n１１\n".encode())
        yield "a size of more than 63 bits", "city", 1, text.replace(b"\n11\n", b"\n9223372036854775808\n")
        yield "base64 with too much padding", "city", 1, text.replace(padded, padded + b"=")
        yield "base64 whose last digit hides bits", "city", 1, text.replace(padded, loose)
        yield "base64 of the other alphabet", "city", 1, text.replace(b"/", b"_").replace(b"+", b"-")
        yield "a byte order mark", "city", 1, b"\xef\xbb\xbf" + text
        yield "a blank line at the end", "city", 1, text + b"\n"
        yield "no line end at the end", "city", 1, text[:-1]
        yield "a hyphen for the dash", "city", 1, text.replace("\u2014 ".encode(), b"- ", 1)
        yield "two spaces in a signature line", "city", 1, text.replace(b"operator ", b"operator  ", 1)
        yield "a path of 64 hashes", "city", 1, _with(self.good, path=self.good.path * 16).to_bytes()

    def heads(self):
        """Steps 2 to 5: heads and who signed them."""
        good, head, lines = self.good, self.good.head.checkpoint, self.good.head.lines
        log_line, nodes = lines[0], [lines[at : at + 2] for at in range(1, 9, 2)]

        def under(*these, checkpoint=head):
            return _with(good, lines=these, checkpoint=checkpoint).to_bytes()

        other = "puhui.example/other-city"
        moved = Checkpoint(other, SIZE, head.root)
        yield "wrong origin, honestly signed", "city", 2, under(*signed(moved, NODES), checkpoint=moved)
        short = Checkpoint(ORIGIN, SIZE, head.root[:31])
        yield "a root that is no digest of the suite", "city", 2, under(*signed(short, NODES), checkpoint=short)
        fork = Checkpoint(ORIGIN, SIZE, bytes(32))
        yield "a forked log under the true head's signatures", "city", 3, under(*lines, checkpoint=fork)
        cut = self.log.head(6)
        yield "a truncated log under the longer log's signatures", "city", 3, under(*lines, checkpoint=cut)
        yield "no line of the log's", "city", 3, under(*lines[1:])
        yield "the log's line after the nodes'", "city", 3, under(*lines[1:], log_line)
        kind = SignatureLine(log_line.name, lines[1].key_id, log_line.signature)
        yield "the log's line under another key's id", "city", 3, under(kind, *lines[1:])
        own = signed(fork, {})
        yield (
            "a fork that the log signed, with cosignatures of the true head",
            "city",
            4,
            under(*own, *lines[1:], checkpoint=fork),
        )
        elsewhere = [line for org in sorted(NODES) for line in pair(moved, org, NODES[org], name=f"{ORIGIN}/{org}")]
        yield "cosignatures replayed from another log", "city", 4, under(log_line, *elsewhere)
        late = SignatureLine(
            lines[1].name, lines[1].key_id, (2_000_000_000).to_bytes(8, "big") + lines[1].signature[8:]
        )
        yield "a cosignature dated anew", "city", 4, under(log_line, late, *lines[2:])
        swapped = [lines[2], lines[1], *lines[3:]]
        yield "a node's two lines swapped", "city", 4, under(log_line, *swapped)
        yield (
            "the nodes in another order",
            "city",
            4,
            under(log_line, *nodes[1], *nodes[0], *(line for node in nodes[2:] for line in node)),
        )
        yield "a node twice", "city", 4, under(log_line, *nodes[0], *nodes[0], *lines[3:])
        yield "one line of a node twice", "city", 4, under(log_line, lines[1], lines[1], *lines[3:])
        yield "a line that nobody knows at the end", "city", 4, under(*lines, *pair(head, "zzz", 99))
        yield (
            "a member that is no consensus node cosigns",
            "city",
            4,
            under(log_line, *pair(head, "bank-one", 15), *lines[1:]),
        )
        yield "another node's root signature", "city", 4, under(log_line, lines[1], lines[4], *lines[3:])
        cut_short = replace(lines[2], signature=lines[2].signature[:-1])
        yield "a signature a byte short", "city", 4, under(log_line, lines[1], cut_short, *lines[3:])
        yield "a log without a key, and a line of a log's", "keyless", 4, under(*lines)
        yield "a log without a key, two of four", "keyless", 5, under(*lines[1:5])
        yield "two of four, where three must", "city", 5, under(*lines[:5])

    def statements(self):
        """Steps 6 to 8: the statement, its issuer, its place."""
        good = self.good

        def saying(raw, **changed):
            return _with(good, statement=raw, **changed).to_bytes()

        header, payload, signature = open_sign1(good.statement)
        yield (
            "a statement with an unprotected header",
            "city",
            6,
            saying(sign1(header, payload, signature, b"\xa1\x04\x40")),
        )
        yield "a statement without its tag", "city", 6, saying(good.statement[1:])
        yield "a statement with a tail", "city", 6, saying(good.statement + b"\x00")
        long = good.statement.replace(b"\x58" + bytes([len(header)]), b"\x59\x00" + bytes([len(header)]), 1)
        yield "a longer length than needed", "city", 6, saying(long)
        for attack, change in _RESPELT.items():
            yield attack, "city", 6, saying(_respelt(good.statement, change))
        elsewhere = _respelt(good.statement, lambda head, _: head[15].update({1: "nobody-known"}))
        yield "an issuer that is no member", "city", 7, saying(elsewhere)
        borrowed = _respelt(good.statement, lambda head, _: head[15].update({1: "tax-one"}))
        yield "a member's key under another member's name", "city", 7, saying(borrowed)
        stolen = _respelt(good.statement, lambda head, _: head.update({4: signer(12).public_key.key_id}))
        yield "a key's id without its signature", "city", 7, saying(stolen)
        altered = sign1(header, payload.replace(b"\x63seq\x03", b"\x63seq\x04"), signature)
        yield "an altered payload under the old signature", "city", 7, saying(altered)
        other = self.log.statements
        yield "a swapped leaf", "city", 8, saying(other[7])
        yield "the first entry at another's place", "city", 8, _with(good, index=0).to_bytes()
        yield "an index equal to the size", "city", 8, _with(good, index=SIZE).to_bytes()
        yield "an index far beyond the size", "city", 8, _with(good, index=2**62).to_bytes()
        yield "no path at all", "city", 8, _with(good, path=()).to_bytes()
        yield "a path one hash short", "city", 8, _with(good, path=good.path[1:]).to_bytes()
        yield "a path one hash long", "city", 8, _with(good, path=(*good.path, bytes(32))).to_bytes()
        yield "a path in another order", "city", 8, _with(good, path=good.path[::-1]).to_bytes()
        short = (good.path[0][:31], *good.path[1:])
        yield "a hash of another length in the path", "city", 8, _with(good, path=short).to_bytes()

    def event(self, index):
        """The true receipt of an event."""
        return EventReceipt(self.batch.path(index), self.log.receipt(1, SIZE, NODES).to_bytes()).to_bytes()

    def events(self):
        """Event receipts; step 0 is one that is not in its one spelling."""
        good, path = self.event(2), self.batch.path(2)
        anchor = self.log.receipt(1, SIZE, NODES).to_bytes()

        def told(**changed):
            parts = {"index": path.index, "count": path.count, "hashes": path.hashes} | changed
            return EventReceipt(EventPath(**parts), anchor).to_bytes()

        event = EVENTS[2]
        yield "windows line ends", 0, event, good.replace(b"\n", b"\r\n")
        yield "a place with a leading zero", 0, event, good.replace(b"event 2 5", b"event 02 5")
        yield "another version", 0, event, good.replace(b"puhui-event/v1", b"puhui-event/v2")
        yield "base64 without its padding", 0, event, good.replace(b"=\n", b"\n", 1)
        yield "no count", 0, event, good.replace(b"event 2 5", b"event 2")
        yield (
            "an anchor that too few cosigned",
            1,
            event,
            EventReceipt(path, self.log.receipt(1, SIZE, {"operator": 10}).to_bytes()).to_bytes(),
        )
        yield "an anchor cut off", 1, event, good[:-200]
        yield "a receipt of no batch", 2, event, EventReceipt(path, self.good.to_bytes()).to_bytes()
        yield "a smaller batch than was anchored", 3, event, told(count=4)
        yield "a larger batch than was anchored", 3, event, told(count=6)
        yield "another event's bytes", 4, EVENTS[3], good
        yield "bytes with a line end more", 4, event + b"\n", good
        yield "nothing for the event", 4, b"", good
        yield "another place in the batch", 4, event, told(index=3)
        yield "a place beyond the batch", 4, event, told(index=5)
        yield "a shorter path", 4, event, told(hashes=path.hashes[:-1])
        yield "a longer path", 4, event, told(hashes=(*path.hashes, bytes(32)))


_RESPELT = {
    "another algorithm in the header": lambda head, _: head.update({1: -7}),
    "another content type": lambda head, _: head.update({3: "text/plain"}),
    "a header of its own": lambda head, _: head.update({99: 1}),
    "two times": lambda head, _: head[15].update({6: head[15][6] + 1}),
    "a version that is true": lambda _, body: body.update({"v": True}),
    "a short nonce": lambda _, body: body.update({"nonce": b"short"}),
    "a fraction among the arguments": lambda _, body: body["args"].update({"rate": 0.5}),
    "a tag among the arguments": lambda _, body: body["args"].update({"when": cbor2.CBORTag(0, "2026-01-01")}),
    "undefined among the arguments": lambda _, body: body["args"].update({"what": cbor2.undefined}),
    "keys of two kinds in one map": lambda _, body: body["args"].update({"mixed": {"a": 1, 1: 2}}),
    "a negative key among long ones": lambda _, body: body["args"].update({"keys": {-1: 1, 24: 2}}),
    "33 levels": lambda _, body: body["args"].update({"deep": _nested(33)}),
    "a time beyond the calendar": lambda head, body: (
        head[15].update({6: 253_402_300_800}),
        body.update({"at": 253_402_300_800_000}),
    ),
}


def _nested(levels):
    value = 1
    for _ in range(levels):
        value = [value]
    return value


def _respelt(statement, change):
    """A statement whose parts `change` has altered, signed again by the same key."""
    protected, payload, _ = open_sign1(statement)
    header, body = cbor2.loads(protected), cbor2.loads(payload)
    change(header, body)
    protected, payload = cbor2.dumps(header, canonical=True), cbor2.dumps(body, canonical=True)
    return sign1(protected, payload, signer(15).sign(to_be_signed(protected, payload)))


def _with(good, *, lines=None, checkpoint=None, **changed):
    head = SignedCheckpoint(checkpoint or good.head.checkpoint, tuple(good.head.lines if lines is None else lines))
    parts = {"statement": good.statement, "index": good.index, "path": good.path, "head": head} | changed
    return Receipt(**parts)


def _bank():
    return member("bank-one", "bank", (0, 15))


def _event(data, receipt):
    return {"event": to_base64(data), "text": receipt.decode()}


if __name__ == "__main__":
    write(FILE, build())
