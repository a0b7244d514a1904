"""Makes `era_vectors.json`: a log whose nodes and keys change, and trust files with eras, good and malformed.

The trust file is written by hand, after the format, and not taken from the membership contract. Fixed seeds and clock:

    python -m tests.vectors.era_generate
"""

import base64
import copy
from pathlib import Path

from puhui.ledger.checkpoint import Checkpoint, SignedCheckpoint
from puhui.ledger.receipt import Receipt
from tests.contract.consortium import SUITE
from tests.vectors.handmade import (
    LOG_SEED,
    HandmadeLog,
    Writer,
    dumps,
    key,
    member,
    signed,
    to_base64,
    witnesses,
    write,
)

FILE = Path(__file__).with_name("era_vectors.json")
ORIGIN = "puhui.example/changing-city"

# Who cosigns, by the size from which: social-one leaves, power-one comes; tax-one changes its key, bank-one joins; the
# log moves to consensus and has no key of its own any more.
FIRST = {"operator": 10, "registry-one": 11, "social-one": 13, "tax-one": 12}
SECOND = {"operator": 10, "power-one": 14, "registry-one": 11, "tax-one": 12}
THIRD = {"bank-one": 15, "operator": 10, "power-one": 14, "registry-one": 11, "tax-one": 22}
ERAS = [(0, LOG_SEED, FIRST), (6, LOG_SEED, SECOND), (10, LOG_SEED, THIRD), (14, None, THIRD)]
SIZE = 18

# Who says entry `index`, with which key. Some may not, and the log is made by hand: it holds them all the same.
SAID = {
    **dict.fromkeys(range(SIZE), ("registry-one", 11)),
    3: ("social-one", 13),
    4: ("court-one", 16),  # before its admission at 7
    7: ("court-one", 16),
    8: ("social-one", 13),  # after its expulsion at 5
    2: ("tax-one", 22),  # with a key that it will have from 9
    1: ("tax-one", 12),
    9: ("tax-one", 22),
    11: ("bank-one", 15),  # while suspended, from 11 to 13
    12: ("tax-one", 12),  # with the key that it gave up at 9
    13: ("bank-one", 15),
}


def trust():
    """The trust file of version 2."""
    return {
        "v": 2,
        "origin": ORIGIN,
        "suite": SUITE.name,
        "changes": 6,
        "eras": [_era(*era) for era in ERAS],
        "members": [
            member("bank-one", "bank", (0, 15), (11, None), (13, 15)),
            member("court-one", "court", (7, 16)),
            member("operator", "operator", (0, 10)),
            member("power-one", "power", (0, 14)),
            member("registry-one", "registry", (0, 11)),
            member("social-one", "social", (0, 13), (5, None)),
            member("tax-one", "tax", (0, 12), (9, 22)),
        ],
    }


def first_trust():
    """The same of version 1, written before anything changed."""
    later = trust()
    members = [one | {"keys": one["keys"][:1]} for one in later["members"] if one["org"] != "court-one"]
    return {
        "v": 1,
        "origin": ORIGIN,
        "suite": SUITE.name,
        "members": members,
        "log_key": key(LOG_SEED),
        "witnesses": witnesses(ORIGIN, FIRST),
        "quorum": 3,
    }


def build():
    """All vectors."""
    writer = Writer(2)
    log = HandmadeLog(ORIGIN, [writer.record(*SAID[index], seq=index + 1) for index in range(SIZE)])
    return {
        "trusts": {"eras": dumps(trust()), "first": dumps(first_trust())},
        "receipts": [
            {"case": case, "trust": trust, "index": receipt.index, "text": receipt.to_bytes().decode()}
            for case, trust, receipt in _good(log)
        ],
        "forged_receipts": [
            {"attack": attack, "trust": trust, "refused_at_step": step, "text": receipt.to_bytes().decode()}
            for attack, trust, step, receipt in _forged(log)
        ],
        "bad_trust_files": [{"fault": fault, "data": to_base64(data)} for fault, data in _bad_trusts()],
    }


def _era(start, log, nodes):
    quorum = 2 * len(nodes) // 3 + 1
    log_key = None if log is None else key(log)
    return {"from_size": start, "log_key": log_key, "quorum": quorum, "witnesses": witnesses(ORIGIN, nodes)}


def _good(log):
    yield "before any change", "eras", log.receipt(1, 5, FIRST)
    yield "before any change, under a file of version 1", "first", log.receipt(1, 5, FIRST)
    yield "the last head of the first era", "eras", log.receipt(0, 5, FIRST)
    yield "the first head of the second era", "eras", log.receipt(5, 6, SECOND)
    yield "by the members that both eras share", "eras", log.receipt(5, 6, _without(SECOND, "power-one"))
    yield "between two changes", "eras", log.receipt(6, 8, SECOND)
    yield "an old entry under a later era's head", "eras", log.receipt(0, 9, SECOND)
    yield "an organisation's word from before its expulsion", "eras", log.receipt(3, SIZE, THIRD, log=None)
    yield "an organisation's first word after its admission", "eras", log.receipt(7, 8, SECOND)
    yield "a word from before the change of keys, under a head after it", "eras", log.receipt(1, 12, THIRD)
    yield "the first word under the new key", "eras", log.receipt(9, 10, THIRD)
    yield "after reinstatement", "eras", log.receipt(13, SIZE, THIRD, log=None)
    yield "the sequencer's last head", "eras", log.receipt(5, 13, THIRD)
    yield "the first head without a key of the log", "eras", log.receipt(5, 14, THIRD, log=None)
    yield "four of five after the move", "eras", log.receipt(17, SIZE, _without(THIRD, "bank-one"), log=None)


def _forged(log):
    entry = 5
    yield "the old set signs a later head", "eras", 4, log.receipt(entry, 9, FIRST)
    yield "the old set signs on past two changes", "eras", 4, log.receipt(entry, 12, FIRST)
    yield "the old set and the new together", "eras", 4, log.receipt(entry, 9, FIRST | SECOND)
    yield "a coming set signs an earlier head", "eras", 4, log.receipt(0, 5, SECOND)
    yield "a node's key that it gave up", "eras", 4, log.receipt(entry, 12, THIRD | {"tax-one": 12})
    yield "a node's key before it had it", "eras", 4, log.receipt(entry, 9, SECOND | {"tax-one": 22})
    stayed = {"operator": 10, "power-one": 14, "registry-one": 11}
    yield "an earlier era's quorum, too small for this", "eras", 5, log.receipt(entry, 12, stayed)
    yield "an earlier era's quorum after the move", "eras", 5, log.receipt(entry, 15, stayed, log=None)
    yield (
        "the members that stayed, too few for the era",
        "eras",
        5,
        log.receipt(entry, 9, _without(stayed, "power-one")),
    )
    yield "a head moved to the next era", "eras", 3, _moved(log.receipt(0, 5, FIRST), 6)
    yield "a head moved to an earlier era", "eras", 3, _moved(log.receipt(0, 9, SECOND), 5)
    yield (
        "a head without a log's key moved to when there was one",
        "eras",
        3,
        _moved(log.receipt(entry, 15, THIRD, log=None), 13),
    )
    yield "a head moved within its era", "eras", 4, _moved(log.receipt(entry, 15, THIRD, log=None), 16)
    yield "no line of the log's while it had a key", "eras", 3, log.receipt(entry, 13, THIRD, log=None)
    yield "a line of the log's after it gave up its key", "eras", 4, log.receipt(entry, 14, THIRD)
    yield "another log key", "eras", 3, log.receipt(entry, 9, SECOND, log=99)
    fork = Checkpoint(ORIGIN, 9, bytes(32))
    yield (
        "a fork by the old set and the log",
        "eras",
        4,
        _under(log.receipt(entry, 9, SECOND), fork, signed(fork, FIRST)),
    )
    yield "an expelled member's word", "eras", 7, log.receipt(8, SIZE, THIRD, log=None)
    yield "a suspended member's word", "eras", 7, log.receipt(11, SIZE, THIRD, log=None)
    yield "a word from before admission", "eras", 7, log.receipt(4, SIZE, THIRD, log=None)
    yield "a word under a key given up", "eras", 7, log.receipt(12, SIZE, THIRD, log=None)
    yield "a word under a key to come", "eras", 7, log.receipt(2, SIZE, THIRD, log=None)
    yield (
        "an expelled member's word put before its expulsion",
        "eras",
        8,
        _placed(log.receipt(3, SIZE, THIRD, log=None), log.statements[8]),
    )
    yield "a later set under a file that knows only the first", "first", 4, log.receipt(entry, 9, SECOND)
    yield "a head without a log's key under a file that knows one", "first", 3, log.receipt(entry, 15, THIRD, log=None)


def _bad_trusts():
    good = trust()

    def changed(change, of=good):
        value = copy.deepcopy(of)
        change(value)
        return dumps(value).encode()

    def put(*path, to):
        def change(value):
            for step in path[:-1]:
                value = value[step]
            value[path[-1]] = to

        return changed(change)

    def drop(*path):
        def change(value):
            for step in path[:-1]:
                value = value[step]
            del value[path[-1]]

        return changed(change)

    eras, nodes, text = good["eras"], good["eras"][0]["witnesses"], dumps(good)
    yield "nothing", b""
    yield "a list", dumps([good]).encode()
    yield "cut short", text.encode()[:-1]
    yield "a tail", text.encode() + b"{}"
    yield "not UTF-8", text.encode().replace(b"social", b"soci\xe4l")
    yield "UTF-16", text.encode("utf-16")
    yield "a byte order mark", b"\xef\xbb\xbf" + text.encode()
    yield "a key that stands twice", text.replace('"changes": 6', '"changes": 0, "changes": 6').encode()
    yield "not a number", text.replace('"changes": 6', '"changes": NaN').encode()
    yield "version 3", put("v", to=3)
    yield "version true", put("v", to=True)
    yield "version in text", put("v", to="2")
    yield "version with a fraction", put("v", to=2.0)
    yield "version 1 with eras", put("v", to=1)
    yield "version 2 without eras", dumps(first_trust() | {"v": 2}).encode()
    yield "version 1 with a field more", dumps(first_trust() | {"changes": 0}).encode()
    silenced = [member("operator", "operator", (0, 10), (5, None))]
    yield "version 1 with a member silenced", dumps(first_trust() | {"members": silenced}).encode()
    yield "version 1 with a quorum of two", dumps(first_trust() | {"quorum": 2}).encode()
    yield "a field more", put("note", to="")
    yield "no count of changes", drop("changes")
    yield "a negative count of changes", put("changes", to=-1)
    yield "a true count of changes", put("changes", to=True)
    yield "no eras", put("eras", to=[])
    yield "eras in a map", put("eras", to={})
    yield "no beginning", put("eras", to=eras[1:])
    yield "eras out of order", put("eras", to=[eras[0], eras[2], eras[1], eras[3]])
    yield "two eras from one size", put("eras", 2, "from_size", to=6)
    yield "a negative size", put("eras", 0, "from_size", to=-1)
    yield "a size in text", put("eras", 1, "from_size", to="6")
    yield "a size with a fraction", put("eras", 1, "from_size", to=6.0)
    yield "a size of more than 63 bits", put("eras", 3, "from_size", to=2**63)
    yield "an era without the log's key", drop("eras", 1, "log_key")
    yield "an era with a field more", put("eras", 1, "note", to="")
    yield "a quorum of two thirds", put("eras", 0, "quorum", to=2)
    yield "a quorum above all", put("eras", 0, "quorum", to=5)
    yield "a quorum with a fraction", put("eras", 0, "quorum", to=3.0)
    yield "a quorum of none", put("eras", 0, to=eras[0] | {"witnesses": [], "quorum": 0})
    yield "a small quorum in a later era", put("eras", 2, "quorum", to=3)
    yield "a node twice", put("eras", 0, "witnesses", to=[*nodes[:3], nodes[0]])
    yield "two nodes of one name", put("eras", 0, "witnesses", 1, "name", to=nodes[0]["name"])
    yield "two nodes of one key", put("eras", 0, "witnesses", 1, "key", to=nodes[0]["key"])
    yield "two nodes of one organisation", put("eras", 0, "witnesses", 1, "org", to=nodes[0]["org"])
    yield "a node named like the log", put("eras", 0, "witnesses", 1, "name", to=ORIGIN)
    yield "a node's name with a space", put("eras", 0, "witnesses", 1, "name", to="a node")
    yield "a node with a field more", put("eras", 0, "witnesses", 1, "note", to="")
    yield "a node without a key", put("eras", 0, "witnesses", 1, "key", to=None)
    yield "nodes in text", put("eras", 0, "witnesses", to="operator")
    yield "an unknown suite", put("suite", to="rot13-crc32")
    yield (
        "a key of another suite",
        put("eras", 0, "witnesses", 1, "key", to=nodes[1]["key"].replace("ed25519-sha256", "x")),
    )
    yield "a key a byte short", put("eras", 0, "witnesses", 1, "key", to=_key_text(31 * b"\x07"))
    yield "a key of small order", put("eras", 0, "witnesses", 1, "key", to=_key_text(b"\x01" + bytes(31)))
    yield "a key whose base64 hides bits", put("eras", 0, "witnesses", 1, "key", to=_loose(nodes[1]["key"]))
    yield "a key without padding", put("eras", 0, "log_key", to=key(LOG_SEED).rstrip("="))
    yield "an origin with a space", put("origin", to="a log")
    yield "no origin", put("origin", to="")
    yield "an origin that is a number", put("origin", to=7)
    yield "a member twice", put("members", to=[*good["members"], good["members"][0]])
    yield "members in a map", put("members", to={})
    yield "a member without keys", put("members", 0, "keys", to=[])
    yield "a member's keys out of order", put("members", 0, "keys", to=good["members"][0]["keys"][::-1])
    yield "a member's key from true", put("members", 1, "keys", 0, "from_index", to=True)
    yield "a member's key from a fraction", put("members", 1, "keys", 0, "from_index", to=7.5)
    yield "a member's key from before the log", put("members", 1, "keys", 0, "from_index", to=-1)
    yield "a member's key with a field more", put("members", 1, "keys", 0, "to_index", to=9)
    yield "a member with a field more", put("members", 1, "note", to="")
    yield "a member's name that is a number", put("members", 1, "name_zh", to=7)
    yield "a member without a role", drop("members", 1, "role")
    yield "a member whose id is none", put("members", 1, "org", to="Court One")


def _key_text(raw):
    return f"{SUITE.name}:{base64.b64encode(raw).decode()}"


def _loose(text):
    """The same key, but other bits where the last base64 digit says nothing."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return text[:-2] + alphabet[alphabet.index(text[-2]) + 1] + "="


def _without(nodes, org):
    return {name: number for name, number in nodes.items() if name != org}


def _moved(receipt, size):
    head = receipt.head.checkpoint
    return _under(receipt, Checkpoint(head.origin, size, head.root), receipt.head.lines)


def _under(receipt, head, lines):
    return Receipt(receipt.statement, receipt.index, receipt.path, SignedCheckpoint(head, tuple(lines)))


def _placed(receipt, statement):
    return Receipt(statement, receipt.index, receipt.path, receipt.head)


if __name__ == "__main__":
    write(FILE, build())
