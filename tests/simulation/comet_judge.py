"""What must hold of a world at rest, re-derived from what its nodes have stored and from the blocks of its chain.

1. All nodes stand at one height with one app hash, log root and journal, and their tables are equal.
2. The ledger check, which executes everything again, finds nothing but evidence against the liar.
3. Whatever was told to anyone is so on every node.
4. The log holds what was submitted, each statement once, and nothing else.
5. Every outbox item is delivered, and has exactly one effect; streams are numbered 1, 2, 3 … without gap.
6. Uses and denials are counted once a request, within the limit, and each answer is the one on the ledger.
7. Cosignatures, the proved size and evidence are those of the words in the blocks: no wrong word is counted.
8. Receipts of every node verify.
"""

import contextlib
import json
import sqlite3

import sqlalchemy as sa

from puhui.ledger import Finality, parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.contracts.grants import outcome_key, tally_key
from puhui.ledger.engines.cometbft.cosigning import read_record
from puhui.ledger.engines.cometbft.transactions import is_record
from puhui.ledger.merkle import Frontier, leaf_hash
from puhui.ledger.trust import witness_name
from puhui.ledger.verify import verify_receipt
from puhui.storage import metadata
from tests.contract.consortium import ORIGIN, SUITE

# What a snapshot does not bring: a restored node has the heads, evidence and snapshots of its own time alone.
OF_ITS_TIME = {"checkpoints", "cosignatures", "evidence", "snapshots", "cuts"}


def judge(world):
    """Raise `AssertionError` at the first thing that does not hold."""
    words = Words(world)
    _same(world)
    _checked(world, words)
    _told(world)
    _log(world)
    _outboxes(world)
    if world.requests:
        _permits(world)
    _cosigned(world, words)
    _receipts(world)


def tables(path):
    """All rows of all tables of a ledger file."""
    with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT * FROM {name}").fetchall() for name in sorted(names)}


def _path(member):
    return member.folder / "ledger.sqlite"


# 1.
def _same(world):
    chain = world.chain
    world.tables = {member: tables(_path(member)) for member in world.members}
    whole = [member for member in world.members if not member.synced_at]
    first = world.tables[whole[0] if whole else world.members[0]]
    for member, stored in world.tables.items():
        assert (member.ledger.height, member.ledger.app_hash) == (chain.height, chain.app_hash(chain.height))
        for name, rows in stored.items():
            if name not in OF_ITS_TIME and name != "log":
                assert rows == first[name], f"{name} of {member.org}"
        assert _about(stored) == _about(first), f"the log of {member.org}"
        if not member.synced_at:
            assert stored == first, f"{member.org} differs"


def _about(stored):
    return {key: value for key, value in stored["log"] if key in ("key", "journal", "position", "validators")}


# 2.
def _checked(world, words):
    seen = []
    for member, stored in world.tables.items():
        if stored in seen:
            continue  # the check reads nothing but these tables
        seen.append(stored)
        report = check_ledger(_path(member), trust=member.ledger.trust)
        accused = [one for one in report.findings if one.check == 11]
        assert report.findings == accused, [one for one in report.findings if one.check != 11]
        assert report.entries == member.ledger.size
        assert len(accused) == len(words.evidence(member.synced_at))
        assert all(world.liar is not None and str(world.liar.org) in one.what for one in accused), accused


# 3.
def _told(world):
    for member in world.members:
        for entry, verdict in world.told.items():
            assert member.ledger.verdict(entry) == verdict, f"{member.org} takes back {verdict}"


# 4.
def _log(world):
    stored = [raw for *_, raw in next(iter(world.tables.values()))["entries"]]
    assert len(set(stored)) == len(stored), "each statement once"
    owed = {row["payload"] for member in world.members for row in _owed(member)}
    extra = set(stored) - world.submitted - owed
    asked = {parse_statement(raw).args.get("request") for raw in extra}
    assert all(parse_statement(raw).action == "use" for raw in extra), "nobody submitted it"
    assert asked <= {str(request) for request in world.requests}


# 5.
def _outboxes(world):
    reader = world.members[0].ledger
    stored = [raw for *_, raw in next(iter(world.tables.values()))["entries"]]
    for member in world.members:
        for row in _owed(member):
            assert row["refused_because"] is None, f"{member.org}: {row['refused_because']}"
            assert row["delivered_at"] is not None, f"{member.org} owes {row['key']}"
            assert stored.count(row["payload"]) == 1, "one effect"
            assert reader.verdict(parse_statement(row["payload"]).entry).finality is Finality.COMMITTED
        numbers = [
            parse_statement(raw).args["seq"]
            for raw in stored
            if parse_statement(raw).args.get("stream") == "life" and parse_statement(raw).issuer == member.org
        ]
        assert numbers == list(range(1, world.wanted.get(member.org, 0) + 1)), f"the stream of {member.org}"


def _owed(member):
    with member.durable.transaction() as connection:
        return [dict(row._mapping) for row in connection.execute(sa.select(metadata.tables["outbox"]))]


# 6.
def _permits(world):
    ledger = world.members[0].ledger
    answered = {request: answers[0] for request, answers in world.left.items() if answers}
    assert len(answered) == min(world.uses, len(world.requests))
    assert world.denied == set(world.requests) - set(answered)
    tally = ledger.read(tally_key(world.grant))
    count = len(world.requests)
    assert (tally["n"], tally["seq"], tally["denied"]) == (len(answered), count, count - len(answered))
    assert sorted(answer.n for answer in answered.values()) == list(range(1, len(answered) + 1))
    for answer in answered.values():
        outcome = ledger.read(outcome_key(world.grant, answer.n))
        digest = SUITE.digest(answer.payload).hex()
        assert outcome["answer_digest"] == answer.digest == digest, "another answer is on the ledger"
        assert parse_statement(answer.statement).entry == outcome["entry"]


# 7.
class Words:
    """What the chain's blocks say of the log's heads, read again from their transactions."""

    def __init__(self, world):
        ledger = world.members[0].ledger
        trust = ledger.trust
        keys = {}  # of all eras: who may speak when is what the nodes held each other to
        for one in (one for era in trust.eras for one in era.witnesses):
            keys.setdefault(one.name, set()).add(one.key)
        roots, frontier = {}, Frontier(SUITE.digest)
        for raw in ledger.entries(0, 1000):
            frontier.append(leaf_hash(SUITE.digest, raw))
            roots[frontier.size] = frontier.root
        self.cosigned = {}  # lines by size and name; the first ones stay
        self.accused = []  # the block, and what was said in it
        self.proved = 0
        size = 0
        for block in world.chain.blocks:
            record = block.transactions[0] if block.transactions and is_record(block.transactions[0]) else None
            agreeing = {}
            for word in (read_record(record, keys) or ()) if record and size else ():
                head = word.checkpoint
                if head.size > size or roots[head.size] != head.root:
                    kind = "beyond" if head.size > size else "fork"
                    self.accused.append((block.height, (word.name, kind, word.raw)))
                    continue
                self.cosigned.setdefault((head.size, word.name), (word.cosigned.to_bytes(), block.height))
                mine = trust.era_at(head.size).witness(word.name)
                if mine is not None and word.cosigned.verifies(word.name, mine.key, head):
                    agreeing.setdefault(head.size, set()).add(word.name)
            good = [at for at, by in agreeing.items() if 3 * len(by) > 2 * len(trust.era_at(at).witnesses)]
            self.proved = max([self.proved, *good])
            for address, height in block.proposal.double_votes:
                org = next(one.org for one in world.members if one.address == address)
                said = json.dumps({"address": address.hex(), "height": height}).encode()
                self.accused.append((block.height, (witness_name(ORIGIN, org), "double_vote", said)))
            size = block.size

    def evidence(self, since):
        """What a node that executed the blocks after `since` holds against others: (height, name, kind, words)."""
        first = {}  # what is said again is not kept again
        for height, said in self.accused:
            if height > since:
                first.setdefault(said, height)
        return sorted((height, *said) for said, height in first.items())


def _cosigned(world, words):
    for member in world.members:
        stored, since = world.tables[member], member.synced_at
        held = {(size, name): lines for size, name, lines in stored["cosignatures"]}
        for key, (lines, height) in words.cosigned.items():
            if height > since:
                assert since or held[key] == lines, "a cosignature is missing"
                assert key in held
        assert held.keys() <= words.cosigned.keys(), "a cosignature that nobody gave"
        assert member.ledger.proved == words.proved == member.ledger.size, "proved by other words"
        evidence = [(height, org, kind, theirs) for _, height, org, kind, _, theirs in stored["evidence"]]
        derived = [(height, name.rpartition("/")[2], kind, said) for height, name, kind, said in words.evidence(since)]
        assert sorted(evidence) == derived, "evidence is what the blocks say"
        assert {org for _, org, _, _ in evidence} <= ({str(world.liar.org)} if world.liar else set())


# 8.
def _receipts(world):
    for member in world.chance.sample(world.members, 2):
        entries = member.ledger.entries(0, 1000)
        for raw in world.chance.sample(entries, min(2, len(entries))):
            receipt = verify_receipt(member.ledger.receipt(parse_statement(raw).entry), member.ledger.trust)
            assert 3 * len(receipt.cosigned_by) > 2 * len(member.ledger.trust.witnesses)
            assert receipt.entry == parse_statement(raw).entry
