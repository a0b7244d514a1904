"""Other cities' logs: their heads anchored in this one, so that neither city can rewrite its past unseen by the other.

| action | who may issue | args | result |
|---|---|---|---|
| `recognise` | the operator, or a regulator | `{trust}`: the other log's trust file | `{changes}` |
| `update` | any member | `{origin, after, handovers}`: receipts of the changes after that number | `{changes}` |
| `anchor` | any member | `{note, path}`: a proved head, and that it extends the last anchored one | `{n, fork}` |
| `contradict` | any member | `{note, root, path}` | `{n, fork}` |

A log is recognised once; from then on it is followed by proof alone (`ledger.handover`), so who recognised it cannot
put another in its place. A head counts when its log signed it, if it has a key, and a quorum of the consensus nodes
that are known here for its size. `path` is RFC 9162's consistency proof, empty for the first head.

A quorum-signed head that cannot be of one log with the anchored one is **accepted**, as evidence: at the same size with
another root (`anchor`), or at any size (`contradict`), where `path` leads from `root`, which is no root of the smaller
head, to the larger head's root. It convicts the other log's quorum, and nothing is anchored of that log any more.

State, under `neighbours/`: `origins`, all that are recognised; and for each `<origin>/trust`, the trust file;
`<origin>/head`, the last anchored head `{n, size, root, note, entry, index, at}`; `<origin>/anchors/<n>`, the same
without `note`; `<origin>/fork`, `{ours, theirs, root, path, entry, at}`. `at` is the log's time in milliseconds.
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.errors import PuhuiError
from puhui.ledger.checkpoint import SignedCheckpoint, parse_checkpoint
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.membership import LOG, OPERATOR
from puhui.ledger.contracts.shapes import BAD_ARGS, DIGEST_BYTES, Args
from puhui.ledger.errors import BadProof, HandoverRefused, MalformedCheckpoint, ReceiptRefused
from puhui.ledger.handover import follow
from puhui.ledger.merkle import Head, check_consistency
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_head

NAME = "neighbours"
RECOGNISE, UPDATE, ANCHOR, CONTRADICT = "recognise", "update", "anchor", "contradict"
REGULATOR = "regulator"
ORIGINS = "neighbours/origins"
MAX_BYTES = 60 * 1024  # of a trust file, a note or a receipt: what a statement has room for
MAX_PATH, MAX_HANDOVERS, MAX_NEIGHBOURS = 126, 32, 256


def trust_key(origin: str) -> str:
    """The state key of a neighbour's trust file."""
    return f"neighbours/{origin}/trust"


def head_key(origin: str) -> str:
    """The state key of the last head that was anchored."""
    return f"neighbours/{origin}/head"


def anchor_key(origin: str, number: int) -> str:
    """The state key of the anchor of that number, from 1."""
    return f"neighbours/{origin}/anchors/{number}"


def fork_key(origin: str) -> str:
    """The state key of the evidence that convicts the neighbour."""
    return f"neighbours/{origin}/fork"


def _recognise(state: State, entry: Entry) -> Mapping[str, Any]:
    if entry.role not in {OPERATOR, REGULATOR}:
        raise Refusal("not_operator")
    try:
        trust = Trust.parse(Args(entry.args, "trust").blob("trust", longest=MAX_BYTES))
    except PuhuiError:
        raise Refusal("bad_trust") from None
    origins = state.get(ORIGINS) or []
    if trust.origin == state.get(LOG)["origin"]:
        raise Refusal("own_log")
    if trust.origin in origins:
        raise Refusal("already_recognised")
    if len(origins) >= MAX_NEIGHBOURS:
        raise Refusal("too_many_neighbours")
    state.put(ORIGINS, sorted([*origins, trust.origin]))
    state.put(trust_key(trust.origin), trust.to_bytes())
    return {"changes": trust.changes}


def _update(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "origin", "after", "handovers")
    trust = _trust(state, args.text("origin", longest=1000))
    handovers = args.items("handovers", longest=MAX_HANDOVERS)
    if not all(type(one) is bytes for one in handovers):
        raise Refusal(BAD_ARGS)
    try:
        after = follow(trust, handovers, first=args.number("after") + 1)
    except HandoverRefused:
        raise Refusal("bad_handover") from None
    if after.changes == trust.changes:
        raise Refusal("older")
    state.put(trust_key(trust.origin), after.to_bytes())
    return {"changes": after.changes}


def _anchor(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "note", "path")
    signed, path = _proved(state, args), _hashes(args)
    head = signed.checkpoint
    trust = _trust(state, head.origin)
    known = state.get(head_key(head.origin)) or {"n": 0, "size": 0, "root": trust.suite.digest(b"")}
    if known["n"] and head.size == known["size"] and head.root != known["root"]:
        return _convict(state, entry, args.blob("note", longest=MAX_BYTES), head.root, [])
    if head.size <= known["size"]:
        raise Refusal("older")
    try:
        check_consistency(trust.suite.digest, Head(known["size"], known["root"]), Head(head.size, head.root), path)
    except BadProof:
        raise Refusal("inconsistent") from None
    anchored = {
        "n": known["n"] + 1,
        "size": head.size,
        "root": head.root,
        "entry": str(entry.id),
        "index": entry.index,
        "at": entry.time_ms,
    }
    state.put(anchor_key(head.origin, anchored["n"]), anchored)
    state.put(head_key(head.origin), anchored | {"note": args.blob("note", longest=MAX_BYTES)})
    return {"n": anchored["n"], "fork": False}


def _contradict(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "note", "root", "path")
    signed, root, path = _proved(state, args), args.blob("root", longest=DIGEST_BYTES), _hashes(args)
    origin = signed.checkpoint.origin
    trust, known = _trust(state, origin), state.get(head_key(origin))
    if known is None:
        raise Refusal("not_anchored")
    heads = [Head(known["size"], known["root"]), Head(signed.checkpoint.size, signed.checkpoint.root)]
    smaller, larger = sorted(heads, key=lambda one: one.size)
    try:
        check_consistency(trust.suite.digest, Head(smaller.size, root), larger, path)
    except BadProof:
        raise Refusal("inconsistent") from None
    if root == smaller.root:
        raise Refusal("no_contradiction")
    return _convict(state, entry, args.blob("note", longest=MAX_BYTES), root, path)


def _convict(state: State, entry: Entry, theirs: bytes, root: bytes, path: list[bytes]) -> Mapping[str, Any]:
    """Keep both notes, for good: a quorum signed two histories."""
    origin = parse_checkpoint(theirs).checkpoint.origin
    evidence = {"ours": state.get(head_key(origin))["note"], "theirs": theirs, "root": root, "path": path}
    state.put(fork_key(origin), evidence | {"entry": str(entry.id), "at": entry.time_ms})
    return {"n": 0, "fork": True}


def _proved(state: State, args: Args) -> SignedCheckpoint:
    """The head, once a quorum of the consensus nodes that are known for its size signed it."""
    try:
        signed = parse_checkpoint(args.blob("note", longest=MAX_BYTES))
    except MalformedCheckpoint:
        raise Refusal("malformed_note") from None
    origin = signed.checkpoint.origin
    trust = _trust(state, origin)
    if state.get(fork_key(origin)) is not None:
        raise Refusal("convicted")
    try:
        verify_head(signed, trust, trust.era_at)
    except ReceiptRefused:
        raise Refusal("not_cosigned") from None
    return signed


def _trust(state: State, origin: str) -> Trust:
    stored = state.get(trust_key(origin))
    if stored is None:
        raise Refusal("not_recognised")
    return Trust.parse(stored)


def _hashes(args: Args) -> list[bytes]:
    path = args.items("path", longest=MAX_PATH)
    if not all(type(one) is bytes and len(one) == DIGEST_BYTES for one in path):
        raise Refusal(BAD_ARGS)
    return path


CONTRACT = Contract(NAME, {RECOGNISE: _recognise, UPDATE: _update, ANCHOR: _anchor, CONTRADICT: _contradict})
