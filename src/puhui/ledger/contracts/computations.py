"""Private computations as all parties agreed to them: a job and its program pinned by their digests, and how it ended.

| action | who may issue | args |
|---|---|---|
| `open` | a party or a receiver of the job | `{job, program, op, purpose, parties, receivers, expires}` |
| `close` | each party and receiver, once | `{job, outcome, reason}` |

State: `computations/<job>` = `{program, op, purpose, parties, receivers, expires, by, entry, index, at, closed}`, where
`closed` is `{org: {outcome, reason, entry, index, at}}`. `job` is the digest of the job's specification, `program`
that of what the engines run. A `reason` is an error's code, never its words: what stands here, everybody reads.

>>> open_args(job="ab" * 32, program="cd" * 32, op="match", purpose="score", parties=["bank-a", "tax-bureau"],
...           receivers=["bank-a"], expires=1)["parties"]
['bank-a', 'tax-bureau']
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from puhui.kernel.ids import NotAnId, OrgId
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.counting import place_of
from puhui.ledger.contracts.membership import is_active
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

NAME, OPEN, CLOSE = "computations", "open", "close"
OUTCOMES = frozenset({"done", "failed", "cancelled", "refused"})
MAX_PARTIES = 64

_CODE = re.compile(r"[a-z][a-z0-9_]{0,63}")
_OP = re.compile(r"[a-z][a-z0-9-]{0,31}")


def computation_key(job: str) -> str:
    """The state key of a computation, by the digest of its job."""
    return f"computations/{job}"


def open_args(
    *,
    job: str,
    program: str,
    op: str,
    purpose: str,
    parties: Sequence[str],
    receivers: Sequence[str],
    expires: int,
) -> dict[str, Any]:
    """The arguments of `computations.open`. `expires` is in milliseconds since 1970."""
    return {
        "job": job,
        "program": program,
        "op": op,
        "purpose": purpose,
        "parties": [str(party) for party in parties],
        "receivers": [str(receiver) for receiver in receivers],
        "expires": expires,
    }


def close_args(*, job: str, outcome: str, reason: str = "") -> dict[str, Any]:
    """The arguments of `computations.close`; `reason` is an error's code, or empty."""
    return {"job": job, "outcome": outcome, "reason": reason}


def _open(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "job", "program", "op", "purpose", "parties", "receivers", "expires")
    job, program, expires = args.digest("job"), args.digest("program"), args.number("expires")
    parties, receivers = _orgs(args, "parties"), _orgs(args, "receivers")
    if not _OP.fullmatch(args.text("op")) or not _CODE.fullmatch(args.text("purpose")) or len(parties) < 2:
        raise Refusal(BAD_ARGS)
    if entry.issuer not in (*parties, *receivers):
        raise Refusal("not_a_party")
    if state.get(computation_key(job)) is not None:
        raise Refusal("already_open")
    if expires <= entry.time_ms:
        raise Refusal("expired")
    if not all(is_active(state, org) for org in receivers):
        raise Refusal("receiver_inactive")
    if not all(is_active(state, org) for org in parties):
        raise Refusal("party_inactive")
    pinned = {
        "program": program,
        "op": args.text("op"),
        "purpose": args.text("purpose"),
        "parties": parties,
        "receivers": receivers,
        "expires": expires,
    }
    state.put(computation_key(job), {**pinned, "by": str(entry.issuer), **place_of(entry), "closed": {}})
    return {}


def _close(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "job", "outcome", "reason")
    key, outcome, reason = (
        computation_key(args.digest("job")),
        args.text("outcome"),
        args.text("reason", may_be_empty=True),
    )
    if outcome not in OUTCOMES or not (reason == "" or _CODE.fullmatch(reason)):
        raise Refusal(BAD_ARGS)
    computation = state.get(key)
    if computation is None:
        raise Refusal("not_open")
    if entry.issuer not in (*computation["parties"], *computation["receivers"]):
        raise Refusal("not_a_party")
    if entry.issuer in computation["closed"]:
        raise Refusal("already_closed")
    closing = {"outcome": outcome, "reason": reason, **place_of(entry)}
    state.put(key, computation | {"closed": computation["closed"] | {str(entry.issuer): closing}})
    return {}


def _orgs(args: Args, name: str) -> list[str]:
    """Organisations, at least one, each once, in the order given."""
    orgs = args.texts(name, longest=MAX_PARTIES)
    try:
        read = [str(OrgId(org)) for org in orgs]
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    if not read or len(set(read)) != len(read):
        raise Refusal(BAD_ARGS)
    return read


CONTRACT = Contract(NAME, {OPEN: _open, CLOSE: _close})
