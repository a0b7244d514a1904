"""Uses, denials and outcomes of an agreement, numbered without gap: what grants and mandates do alike.

State under the key of one agreement (`grants/<grant>`, `mandates/<mandate>`):

| key | value |
|---|---|
| `<key>/tally` | `{n, seq, denied, …}`: uses, numbers given, denials, and what the contract itself adds |
| `<key>/<seq>` | use or denial: `{kind, n, request, receiver, purpose, program, fields, reason, entry, index, at}` |
| `<key>/request/<request>`, `<key>/denied/<request>` | the `seq` that the request's use, or its denial, took |
| `<key>/outcome/<n>` | `{outcome, answer_digest, entry, index, at}` |

`seq` numbers uses and denials 1, 2, 3 …; `n` numbers the uses alone. The same request again is the same use. Whoever
holds the numbers 1 … `seq` holds the whole history; a hole in them is somebody hiding something.
"""

from collections.abc import Mapping
from typing import Any, Protocol

from puhui.kernel.ids import NotAnId, OrgId, RequestId
from puhui.ledger.contracts import Entry, Refusal, State
from puhui.ledger.contracts.grant_terms import MAX_FIELDS
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

OUTCOMES = frozenset({"answered", "no_record", "failed"})
MAX_DENIALS = 10_000  # of one agreement; a custodian that is asked more often than this should block the asker


class Agreement(Protocol):
    """Terms that uses are counted against: for whom, what, how often, from when until before when."""

    @property
    def receiver(self) -> str: ...
    @property
    def purpose(self) -> str: ...
    @property
    def program(self) -> str: ...
    @property
    def fields(self) -> tuple[str, ...]: ...
    @property
    def uses(self) -> int: ...
    @property
    def not_before(self) -> int: ...
    @property
    def expires(self) -> int: ...


def tally_key(key: str) -> str:
    """The state key of an agreement's counters."""
    return f"{key}/tally"


def number_key(key: str, seq: int) -> str:
    """The state key of use or denial number `seq`."""
    return f"{key}/{seq}"


def request_key(key: str, request: str) -> str:
    """The state key of the number that a request's use took."""
    return f"{key}/request/{request}"


def denied_key(key: str, request: str) -> str:
    """The state key of the number that a request's denial took."""
    return f"{key}/denied/{request}"


def outcome_key(key: str, n: int) -> str:
    """The state key of the outcome of use `n`."""
    return f"{key}/outcome/{n}"


def new_tally() -> dict[str, Any]:
    """The counters of an agreement that was just opened."""
    return {"n": 0, "seq": 0, "denied": 0}


def read_denied(args: Args) -> dict[str, str]:
    """Whose request is denied: `{request, receiver}`."""
    return {"request": read_request(args), "receiver": args.text("receiver")}


def read_request(args: Args) -> str:
    """The request's id; the receiver must be one too."""
    try:
        OrgId(args.text("receiver"))
        return str(RequestId(args.text("request")))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None


def read_question(args: Args) -> dict[str, Any]:
    """What is asked under an agreement: `{request, receiver, purpose, program, fields}`."""
    return {
        "request": read_request(args),
        "receiver": args.text("receiver"),
        "purpose": args.text("purpose"),
        "program": args.text("program"),
        "fields": args.texts("fields", longest=MAX_FIELDS),
    }


def check_matches(terms: Agreement, asked: Mapping[str, Any]) -> None:
    """Refuse what the agreement is not for."""
    if asked["receiver"] != terms.receiver:
        raise Refusal("wrong_receiver")
    if asked["purpose"] != terms.purpose:
        raise Refusal("wrong_purpose")
    if asked["program"] != terms.program:
        raise Refusal("wrong_program")
    fields = asked["fields"]
    if not fields or fields != sorted(set(fields)) or not set(fields) <= set(terms.fields):
        raise Refusal("wrong_fields")


def check_holds(terms: Agreement, tally: Mapping[str, Any], now_ms: int) -> None:
    """Refuse before its time, after it, and once all uses are used."""
    if now_ms < terms.not_before:
        raise Refusal("not_yet")
    if now_ms >= terms.expires:
        raise Refusal("expired")
    if tally["n"] >= terms.uses:
        raise Refusal("exhausted")


def same_use(state: State, key: str, asked: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The use that the request already is; refuses with `request_reused` when that was another question."""
    seq = state.get(request_key(key, asked["request"]))
    if seq is None:
        return None
    number = state.get(number_key(key, seq))
    if any(number[name] != value for name, value in asked.items()):
        raise Refusal("request_reused")
    return {"n": number["n"], "seq": seq}


def count_use(
    state: State, key: str, tally: Mapping[str, Any], asked: Mapping[str, Any], entry: Entry
) -> Mapping[str, Any]:
    """The next use; `tally` is the one before it, with whatever of its own the contract has changed already."""
    after = {**tally, "n": tally["n"] + 1, "seq": tally["seq"] + 1}
    state.put(tally_key(key), after)
    state.put(number_key(key, after["seq"]), {"kind": "use", "n": after["n"], "reason": "", **asked, **place_of(entry)})
    state.put(request_key(key, asked["request"]), after["seq"])
    return {"n": after["n"], "seq": after["seq"]}


def count_denial(state: State, key: str, asked: Mapping[str, Any], reason: str, entry: Entry) -> int:
    """The number of the denial: the next, unless the request has one. Refuses with `too_many_denials` at the limit."""
    again = state.get(denied_key(key, asked["request"]))
    if again is not None:
        return int(again)
    tally = state.get(tally_key(key))
    if tally["denied"] >= MAX_DENIALS:
        raise Refusal("too_many_denials")
    tally |= {"seq": tally["seq"] + 1, "denied": tally["denied"] + 1}
    told = {"request": asked["request"], "receiver": asked["receiver"], "purpose": "", "program": "", "fields": []}
    state.put(tally_key(key), tally)
    state.put(number_key(key, tally["seq"]), {"kind": "denied", "n": 0, "reason": reason, **told, **place_of(entry)})
    state.put(denied_key(key, asked["request"]), tally["seq"])
    return int(tally["seq"])


def read_outcome(args: Args) -> dict[str, Any]:
    """How a use ended: `{outcome, answer_digest}`."""
    if args.text("outcome") not in OUTCOMES:
        raise Refusal(BAD_ARGS)
    return {"outcome": args.text("outcome"), "answer_digest": args.digest("answer_digest")}


def record_outcome(state: State, key: str, n: int, outcome: Mapping[str, Any], entry: Entry) -> None:
    """Keep how use `n` ended, once; refuses with `no_such_use` or `already_recorded`."""
    if n > state.get(tally_key(key))["n"]:
        raise Refusal("no_such_use")
    if state.get(outcome_key(key, n)) is not None:
        raise Refusal("already_recorded")
    state.put(outcome_key(key, n), {**outcome, **place_of(entry)})


def place_of(entry: Entry) -> dict[str, Any]:
    """Where the log holds the entry, and when by the log's time."""
    return {"entry": str(entry.id), "index": entry.index, "at": entry.time_ms}
