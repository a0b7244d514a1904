"""One use of each of many grants in one entry: what a job over a thousand enterprises asks of all of them alike.

Each grant is decided by itself, by the rules of `grants.use`, and takes its own next number in this one entry: a use
where it allows one, else its denial with the reason. The whole entry is refused only when its shape is wrong, when a
grant of it was never opened or is on another custodian's data (there is nothing of the issuer's to number), or with
`request_reused`. The same request again gets the numbers that it has, and counts nothing.

A grant that may not be used and holds as many denials as one may hold (`counting.MAX_DENIALS`) takes no number: it is
answered with `too_many_denials` and the number 0.
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.encoding import encode
from puhui.kernel.ids import GrantId, NotAnId, RequestId
from puhui.ledger.contracts import Entry, Refusal, State, counting
from puhui.ledger.contracts.grant_terms import MAX_USES, GrantTerms
from puhui.ledger.contracts.grant_uses import check_usable, grant_key, terms_of
from puhui.ledger.contracts.membership import is_active
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

USE_MANY, OUTCOME_MANY = "use_many", "outcome_many"
MAX_GRANTS = 1000  # of one entry: 32 bytes each, of the 64 KiB that a statement may have


def batch_key(custodian: str, request: str) -> str:
    """The state key of the digest of what a custodian's batches of one request ask."""
    return f"grants/batch/{custodian}/{request}"


def use_many(state: State, entry: Entry) -> Mapping[str, Any]:
    """Count one use of each grant, or its denial: `{counted: {grant: [n, seq]}, refused: {grant: [reason, seq]}}`."""
    args = Args(entry.args, "request", "grants", "receiver", "purpose", "program", "fields")
    asked = counting.read_question(args)
    grants = args.texts("grants", longest=MAX_GRANTS)
    if not grants or grants != sorted(set(grants)):
        raise Refusal(BAD_ARGS)
    _check_question(state, entry, asked)
    active = is_active(state, asked["receiver"])
    counted: dict[str, list[int]] = {}
    refused: dict[str, list[str | int]] = {}
    for grant in grants:
        terms = _own_terms(state, grant, entry)
        before = _answered_before(state, grant, asked) or _decide(state, terms, asked, active, entry)
        if before["n"]:
            counted[grant] = [before["n"], before["seq"]]
        else:
            refused[grant] = [before["reason"], before["seq"]]
    return {"counted": counted, "refused": refused}


def outcome_many(state: State, entry: Entry) -> Mapping[str, Any]:
    """Keep how the uses of one request ended: the same for all of them, once."""
    args = Args(entry.args, "request", "grants", "outcome", "answer_digest")
    try:
        request = RequestId(args.text("request"))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    outcome, uses = counting.read_outcome(args), args.mapping("grants")
    if not 0 < len(uses) <= MAX_GRANTS:
        raise Refusal(BAD_ARGS)
    reader = Args(uses, *uses)
    for grant in sorted(uses):
        n = reader.number(grant, at_least=1, at_most=MAX_USES)
        key = grant_key(_own_terms(state, grant, entry).id)
        seq = state.get(counting.request_key(key, request))
        if seq is None or state.get(counting.number_key(key, seq))["n"] != n:
            raise Refusal("no_such_use")
        counting.record_outcome(state, key, n, outcome, entry)
    return {}


def _check_question(state: State, entry: Entry, asked: Mapping[str, Any]) -> None:
    """One request of one custodian stands for one question; over which grants, may be said in several entries."""
    key = batch_key(entry.issuer, asked["request"])
    digest = entry.suite.digest(encode(dict(asked))).hex()
    if state.get(key) not in (None, digest):
        raise Refusal("request_reused")
    state.put(key, digest)


def _own_terms(state: State, grant: str, entry: Entry) -> GrantTerms:
    try:
        terms = terms_of(state, GrantId(grant))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    if terms.custodian != entry.issuer:
        raise Refusal("not_custodian")
    return terms


def _answered_before(state: State, grant: str, asked: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """The first number that the request took of this grant, whichever entry gave it."""
    key, request = grant_key(grant), asked["request"]
    used = counting.same_use(state, key, asked)
    denied = state.get(counting.denied_key(key, request))
    if denied is None or (used is not None and used["seq"] < denied):
        return used
    number = state.get(counting.number_key(key, denied))
    if number["receiver"] != asked["receiver"]:
        raise Refusal("request_reused")
    return {"n": 0, "seq": denied, "reason": number["reason"]}


def _decide(state: State, terms: GrantTerms, asked: Mapping[str, Any], active: bool, entry: Entry) -> Mapping[str, Any]:
    key = grant_key(terms.id)
    try:
        tally = check_usable(terms, state.get(counting.tally_key(key)), asked, active, entry)
    except Refusal as refusal:
        return _deny(state, key, asked, refusal.code, entry)
    return counting.count_use(state, key, tally, asked, entry)


def _deny(state: State, key: str, asked: Mapping[str, Any], reason: str, entry: Entry) -> Mapping[str, Any]:
    try:
        seq = counting.count_denial(state, key, asked, reason, entry)
    except Refusal as full:
        return {"n": 0, "seq": 0, "reason": full.code}
    return {"n": 0, "seq": seq, "reason": reason}
