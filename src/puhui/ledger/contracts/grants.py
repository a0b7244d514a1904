"""Grants and every use of them. No grant without the enterprise's own signature, no answer without a counted use.

State, all under `grants/`:

| key | value |
|---|---|
| `<grant>` | `{terms, digest, key, relay, entry, index, at}`: written once |
| `<grant>/tally` | `{n, seq, denied, revoked_at, recent}`: uses, numbers given, denials, times within the period |
| `<grant>/<seq>` | use or denial: `{kind, n, request, receiver, purpose, program, fields, reason, entry, index, at}` |
| `<grant>/request/<request>`, `<grant>/denied/<request>` | the `seq` it took |
| `<grant>/outcome/<n>` | `{outcome, answer_digest, entry, index, at}` |
| `of/<subject>`, `of/<subject>/<k>` | how many grants the enterprise ever opened; the id of the k-th |

`seq` numbers uses and denials of a grant 1, 2, 3 …; `n` numbers its uses alone. The same request again is the same
use. Whoever holds the numbers 1 … `seq` holds the whole history; a hole in them is somebody hiding something.
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.ids import GrantId, NotAnId, OrgId, RequestId
from puhui.kernel.subject_keys import SubjectSignatureRefused, subject_key
from puhui.ledger.contracts import Contract, Entry, Refusal, State
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.ledger.contracts.grant_terms import (
    BAD_TERMS,
    DAY_MS,
    MAX_BUNDLE,
    MAX_FIELDS,
    GrantTerms,
    bundle_challenge,
    revocation_challenge,
)
from puhui.ledger.contracts.membership import is_active
from puhui.ledger.contracts.shapes import BAD_ARGS, Args, is_digest
from puhui.ledger.contracts.subjects import subject_state_key

NAME, OPEN, USE, OUTCOME, DENY, REVOKE = "grants", "open", "use", "outcome", "deny", "revoke"
OUTCOMES = frozenset({"answered", "no_record", "failed"})
MAX_DENIALS = 10_000  # of one grant; a custodian that is asked more often than this should block the asker


def grant_key(grant: str) -> str:
    """The state key of a grant's terms."""
    return f"grants/{grant}"


def tally_key(grant: str) -> str:
    """The state key of a grant's counters."""
    return f"grants/{grant}/tally"


def number_key(grant: str, seq: int) -> str:
    """The state key of use or denial number `seq`."""
    return f"grants/{grant}/{seq}"


def outcome_key(grant: str, n: int) -> str:
    """The state key of the outcome of use `n`."""
    return f"grants/{grant}/outcome/{n}"


def request_key(grant: str, request: str) -> str:
    """The state key of the number that a request's use took."""
    return f"grants/{grant}/request/{request}"


def grants_of_key(subject: str, k: int | None = None) -> str:
    """The state key of how many grants an enterprise opened, or of its k-th."""
    return f"grants/of/{subject}" if k is None else f"grants/of/{subject}/{k}"


def _open(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "terms", "bundle", "signature")
    terms = GrantTerms.parse(args.mapping("terms"))
    bundle = args.items("bundle", longest=MAX_BUNDLE)
    if not all(is_digest(item) for item in bundle) or bundle != sorted(set(bundle)):
        raise Refusal(BAD_ARGS)
    enrolled = state.get(subject_state_key(terms.subject))
    if enrolled is None:
        raise Refusal("subject_not_enrolled")
    digest = terms.digest(entry.suite)
    if digest not in bundle:
        raise Refusal("not_in_bundle")
    _check_signed(enrolled["key"], args.mapping("signature"), bundle_challenge(bundle, entry.suite))
    if state.get(grant_key(terms.id)) is not None:
        raise Refusal("already_open")
    if terms.expires <= entry.time_ms or not is_active(state, terms.receiver):
        raise Refusal(BAD_TERMS)
    dataset = state.get(dataset_key(terms.dataset))
    if dataset is None:
        raise Refusal("dataset_unknown")
    if not set(terms.fields) <= set(dataset["fields"]):
        raise Refusal("field_unknown")
    k = (state.get(grants_of_key(terms.subject)) or 0) + 1
    state.put(
        grant_key(terms.id),
        {
            "terms": terms.as_map(),
            "digest": digest,
            "key": enrolled["key"],
            "relay": str(entry.issuer),
            "entry": str(entry.id),
            "index": entry.index,
            "at": entry.time_ms,
        },
    )
    state.put(tally_key(terms.id), {"n": 0, "seq": 0, "denied": 0, "revoked_at": None, "recent": []})
    state.put(grants_of_key(terms.subject), k)
    state.put(grants_of_key(terms.subject, k), str(terms.id))
    return {"grant": str(terms.id)}


def _use(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "request", "receiver", "purpose", "program", "fields")
    request = _request(args)
    asked: dict[str, Any] = {
        "request": request,
        "receiver": args.text("receiver"),
        "purpose": args.text("purpose"),
        "program": args.text("program"),
        "fields": args.texts("fields", longest=MAX_FIELDS),
    }
    terms = _terms(state, args)
    if entry.issuer != terms.custodian:
        raise Refusal("not_custodian")
    again = state.get(request_key(terms.id, request))
    if again is not None:
        return _same_use(state, terms, again, asked)
    tally = state.get(tally_key(terms.id))
    _check_matches(terms, asked)
    if not is_active(state, terms.receiver):
        raise Refusal("receiver_inactive")
    recent = _check_open(terms, tally, entry.time_ms)
    tally |= {"n": tally["n"] + 1, "seq": tally["seq"] + 1, "recent": recent}
    number = {"kind": "use", "n": tally["n"], "reason": "", **asked, **_place(entry)}
    state.put(tally_key(terms.id), tally)
    state.put(number_key(terms.id, tally["seq"]), number)
    state.put(request_key(terms.id, request), tally["seq"])
    return {"n": tally["n"], "seq": tally["seq"]}


def _check_matches(terms: GrantTerms, asked: Mapping[str, Any]) -> None:
    if asked["receiver"] != terms.receiver:
        raise Refusal("wrong_receiver")
    if asked["purpose"] != terms.purpose:
        raise Refusal("wrong_purpose")
    if asked["program"] != terms.program:
        raise Refusal("wrong_program")
    fields = asked["fields"]
    if not fields or fields != sorted(set(fields)) or not set(fields) <= set(terms.fields):
        raise Refusal("wrong_fields")


def _check_open(terms: GrantTerms, tally: Mapping[str, Any], now_ms: int) -> list[int]:
    """Refuse what is over; the times of the uses that count against the next one's frequency, this one included."""
    if tally["revoked_at"] is not None:
        raise Refusal("revoked")
    if now_ms < terms.not_before:
        raise Refusal("not_yet")
    if now_ms >= terms.expires:
        raise Refusal("expired")
    if tally["n"] >= terms.uses:
        raise Refusal("exhausted")
    if not terms.uses_per_period:
        return []
    recent = [at for at in tally["recent"] if at > now_ms - terms.period_days * DAY_MS]
    if len(recent) >= terms.uses_per_period:
        raise Refusal("too_often")
    return [*recent, now_ms]


def _same_use(state: State, terms: GrantTerms, seq: int, asked: Mapping[str, Any]) -> Mapping[str, Any]:
    number = state.get(number_key(terms.id, seq))
    if any(number[name] != value for name, value in asked.items()):
        raise Refusal("request_reused")
    return {"n": number["n"], "seq": seq}


def _outcome(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "n", "outcome", "answer_digest")
    if args.text("outcome") not in OUTCOMES:
        raise Refusal(BAD_ARGS)
    n, digest = args.number("n", at_least=1), args.digest("answer_digest")
    terms = _terms(state, args)
    if entry.issuer != terms.custodian:
        raise Refusal("not_custodian")
    if n > state.get(tally_key(terms.id))["n"]:
        raise Refusal("no_such_use")
    if state.get(outcome_key(terms.id, n)) is not None:
        raise Refusal("already_recorded")
    state.put(outcome_key(terms.id, n), {"outcome": args.text("outcome"), "answer_digest": digest, **_place(entry)})
    return {}


def _deny(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "request", "receiver", "reason")
    request, receiver, reason = _request(args), args.text("receiver"), args.text("reason")
    terms = _terms(state, args)
    if entry.issuer != terms.custodian:
        raise Refusal("not_custodian")
    denied_key = f"grants/{terms.id}/denied/{request}"
    again = state.get(denied_key)
    if again is not None:
        return {"seq": again}
    tally = state.get(tally_key(terms.id))
    if tally["denied"] >= MAX_DENIALS:
        raise Refusal("too_many_denials")
    tally |= {"seq": tally["seq"] + 1, "denied": tally["denied"] + 1}
    asked = {"request": request, "receiver": receiver, "purpose": "", "program": "", "fields": []}
    state.put(tally_key(terms.id), tally)
    state.put(
        number_key(terms.id, tally["seq"]), {"kind": "denied", "n": 0, "reason": reason, **asked, **_place(entry)}
    )
    state.put(denied_key, tally["seq"])
    return {"seq": tally["seq"]}


def _revoke(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "at", "signature")
    at_ms = args.number("at")
    terms = _terms(state, args)
    enrolled = state.get(subject_state_key(terms.subject))
    _check_signed(enrolled["key"], args.mapping("signature"), revocation_challenge(terms.id, at_ms, entry.suite))
    tally = state.get(tally_key(terms.id))
    if tally["revoked_at"] is not None:
        raise Refusal("already_revoked")
    state.put(tally_key(terms.id), tally | {"revoked_at": entry.time_ms})
    return {}


def _check_signed(key: str, signature: Mapping[str, Any], challenge: bytes) -> None:
    try:
        subject_key(key).check(signature, challenge)
    except SubjectSignatureRefused:
        raise Refusal("bad_subject_signature") from None


def _terms(state: State, args: Args) -> GrantTerms:
    try:
        grant = GrantId(args.text("grant"))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    opened = state.get(grant_key(grant))
    if opened is None:
        raise Refusal("not_open")
    return GrantTerms.parse(opened["terms"])


def _request(args: Args) -> str:
    try:
        OrgId(args.text("receiver"))
        return str(RequestId(args.text("request")))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None


def _place(entry: Entry) -> dict[str, Any]:
    return {"entry": str(entry.id), "index": entry.index, "at": entry.time_ms}


CONTRACT = Contract(NAME, {OPEN: _open, USE: _use, OUTCOME: _outcome, DENY: _deny, REVOKE: _revoke})
