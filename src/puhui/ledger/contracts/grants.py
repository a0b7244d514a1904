"""Grants and every use of them. No grant without the enterprise's own signature, no answer without a counted use.

State, all under `grants/`: what `counting` says, under each `<grant>`, and

| key | value |
|---|---|
| `<grant>` | `{terms, digest, key, relay, entry, index, at}`: written once |
| `<grant>/tally` | also `{revoked_at, recent}`: since when it is revoked, the times of its uses within the period |
| `of/<subject>`, `of/<subject>/<k>` | how many grants the enterprise ever opened; the id of the k-th |
| `batch/<custodian>/<request>` | the digest of the question that the custodian's batches of that request ask |

A job over many enterprises asks the same of all of them: `use_many` counts one use of each grant, in one entry
(`grant_batches`).
"""

from collections.abc import Collection, Mapping
from typing import Any

from puhui.kernel.ids import GrantId, NotAnId
from puhui.kernel.subject_keys import SubjectSignatureRefused, subject_key
from puhui.ledger.contracts import Contract, Entry, Refusal, State, counting, grant_batches
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.ledger.contracts.grant_batches import OUTCOME_MANY, USE_MANY
from puhui.ledger.contracts.grant_terms import (
    BAD_TERMS,
    MAX_BUNDLE,
    GrantTerms,
    bundle_challenge,
    revocation_challenge,
)
from puhui.ledger.contracts.grant_uses import check_usable, grant_key, terms_of
from puhui.ledger.contracts.membership import is_active
from puhui.ledger.contracts.shapes import BAD_ARGS, Args, is_digest
from puhui.ledger.contracts.subjects import subject_state_key

NAME, OPEN, USE, OUTCOME, DENY, REVOKE = "grants", "open", "use", "outcome", "deny", "revoke"


def tally_key(grant: str) -> str:
    """The state key of a grant's counters."""
    return counting.tally_key(grant_key(grant))


def number_key(grant: str, seq: int) -> str:
    """The state key of use or denial number `seq`."""
    return counting.number_key(grant_key(grant), seq)


def outcome_key(grant: str, n: int) -> str:
    """The state key of the outcome of use `n`."""
    return counting.outcome_key(grant_key(grant), n)


def request_key(grant: str, request: str) -> str:
    """The state key of the number that a request's use took."""
    return counting.request_key(grant_key(grant), request)


def grants_of_key(subject: str, k: int | None = None) -> str:
    """The state key of how many grants an enterprise opened, or of its k-th."""
    return f"grants/of/{subject}" if k is None else f"grants/of/{subject}/{k}"


def batch_of(contract: str, action: str, args: Mapping[str, Any]) -> Collection[str]:
    """The grants that an entry of these words is over if it is a batch; empty for every other entry."""
    batched: Collection[str] = args["grants"] if contract == NAME and action in (USE_MANY, OUTCOME_MANY) else ()
    return batched


def numbers_grant(contract: str, action: str, args: Mapping[str, Any], grant: str, number: Mapping[str, Any]) -> bool:
    """Whether an entry of these words can have given the grant this number: its kind, its request, its receiver."""
    if contract != NAME or (args.get("request"), args.get("receiver")) != (number["request"], number["receiver"]):
        return False
    if action == USE_MANY:
        return grant in args.get("grants", ())
    return args.get("grant") == grant and action == (USE if number["n"] else DENY)


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
            **counting.place_of(entry),
        },
    )
    state.put(tally_key(terms.id), counting.new_tally() | {"revoked_at": None, "recent": []})
    state.put(grants_of_key(terms.subject), k)
    state.put(grants_of_key(terms.subject, k), str(terms.id))
    return {"grant": str(terms.id)}


def _use(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "request", "receiver", "purpose", "program", "fields")
    asked = counting.read_question(args)
    terms = _terms(state, args, entry)
    key = grant_key(terms.id)
    again = counting.same_use(state, key, asked)
    if again is not None:
        return again
    tally = check_usable(terms, state.get(counting.tally_key(key)), asked, is_active(state, asked["receiver"]), entry)
    return counting.count_use(state, key, tally, asked, entry)


def _outcome(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "n", "outcome", "answer_digest")
    outcome, n = counting.read_outcome(args), args.number("n", at_least=1)
    terms = _terms(state, args, entry)
    counting.record_outcome(state, grant_key(terms.id), n, outcome, entry)
    return {}


def _deny(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "request", "receiver", "reason")
    denied, reason = counting.read_denied(args), args.text("reason")
    terms = _terms(state, args, entry)
    return {"seq": counting.count_denial(state, grant_key(terms.id), denied, reason, entry)}


def _revoke(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "grant", "at", "signature")
    at_ms = args.number("at")
    terms = terms_of(state, _grant(args))
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


def _grant(args: Args) -> GrantId:
    try:
        return GrantId(args.text("grant"))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None


def _terms(state: State, args: Args, entry: Entry) -> GrantTerms:
    """The terms of the grant on the issuer's own data."""
    terms = terms_of(state, _grant(args))
    if entry.issuer != terms.custodian:
        raise Refusal("not_custodian")
    return terms


CONTRACT = Contract(
    NAME,
    {
        OPEN: _open,
        USE: _use,
        OUTCOME: _outcome,
        DENY: _deny,
        REVOKE: _revoke,
        USE_MANY: grant_batches.use_many,
        OUTCOME_MANY: grant_batches.outcome_many,
    },
)

__all__ = [
    "CONTRACT",
    "DENY",
    "NAME",
    "OPEN",
    "OUTCOME",
    "OUTCOME_MANY",
    "REVOKE",
    "USE",
    "USE_MANY",
    "batch_of",
    "grant_key",
    "grants_of_key",
    "number_key",
    "numbers_grant",
    "outcome_key",
    "request_key",
    "tally_key",
]
