"""Evidence of things that happened elsewhere: digests on the ledger, never data.

`anchors.batch` anchors the Merkle root of many events. `anchors.record` appends to a stream that its issuer numbers
1, 2, 3 … without gap (an application's or a loan's life), so that a missing record shows.
"""

from collections.abc import Mapping
from typing import Any

from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.shapes import Args

NAME, BATCH, RECORD = "anchors", "batch", "record"


def stream_key(issuer: str, stream: str) -> str:
    """The state key that holds the last number of an issuer's stream."""
    return f"anchors/{issuer}/{stream}"


def _batch(_: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "root", "count", "kind")
    args.digest("root")
    args.number("count", at_least=1)
    args.text("kind")
    return {}


def _record(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "stream", "seq", "kind", "digest")
    args.text("kind")
    args.digest("digest")
    key, seq = stream_key(entry.issuer, args.text("stream")), args.number("seq", at_least=1)
    if seq != (state.get(key) or 0) + 1:
        raise Refusal("out_of_sequence")
    state.put(key, seq)
    return {"seq": seq}


CONTRACT = Contract(NAME, {BATCH: _batch, RECORD: _record})
