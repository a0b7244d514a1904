"""Mandates and every use of them: what an institution lets be computed over its own data, counted like a grant's uses.

State, all under `mandates/`: what `counting` says, under each `<mandate>`, and

| key | value |
|---|---|
| `<mandate>` | `{terms, digest, entry, index, at}`: written once |
| `<mandate>/tally` | also `{withdrawn_at}` |
| `of/<custodian>`, `of/<custodian>/<k>` | how many mandates the custodian ever opened; the id of the k-th |
"""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.ids import MandateId, NotAnId
from puhui.ledger.contracts import Contract, Entry, Refusal, State, counting
from puhui.ledger.contracts.catalogue import dataset_key
from puhui.ledger.contracts.grant_terms import BAD_TERMS
from puhui.ledger.contracts.mandate_terms import MandateTerms
from puhui.ledger.contracts.membership import is_active
from puhui.ledger.contracts.shapes import BAD_ARGS, Args

NAME, OPEN, USE, OUTCOME, DENY, WITHDRAW = "mandates", "open", "use", "outcome", "deny", "withdraw"


def mandate_key(mandate: str) -> str:
    """The state key of a mandate's terms."""
    return f"mandates/{mandate}"


def tally_key(mandate: str) -> str:
    """The state key of a mandate's counters."""
    return counting.tally_key(mandate_key(mandate))


def number_key(mandate: str, seq: int) -> str:
    """The state key of use or denial number `seq`."""
    return counting.number_key(mandate_key(mandate), seq)


def outcome_key(mandate: str, n: int) -> str:
    """The state key of the outcome of use `n`."""
    return counting.outcome_key(mandate_key(mandate), n)


def request_key(mandate: str, request: str) -> str:
    """The state key of the number that a request's use took."""
    return counting.request_key(mandate_key(mandate), request)


def mandates_of_key(custodian: str, k: int | None = None) -> str:
    """The state key of how many mandates a custodian opened, or of its k-th."""
    return f"mandates/of/{custodian}" if k is None else f"mandates/of/{custodian}/{k}"


def numbers_mandate(
    contract: str, action: str, args: Mapping[str, Any], mandate: str, number: Mapping[str, Any]
) -> bool:
    """Whether an entry of these words can have given the mandate this number: its kind, its request, its receiver."""
    if contract != NAME or (args.get("request"), args.get("receiver")) != (number["request"], number["receiver"]):
        return False
    return args.get("mandate") == mandate and action == (USE if number["n"] else DENY)


def _open(state: State, entry: Entry) -> Mapping[str, Any]:
    terms = MandateTerms.parse(Args(entry.args, "terms").mapping("terms"))
    if entry.issuer != terms.custodian:
        raise Refusal("not_custodian")
    if state.get(mandate_key(terms.id)) is not None:
        raise Refusal("already_open")
    if terms.expires <= entry.time_ms or not is_active(state, terms.receiver):
        raise Refusal(BAD_TERMS)
    dataset = state.get(dataset_key(terms.dataset))
    if dataset is None:
        raise Refusal("dataset_unknown")
    if not set(terms.fields) <= set(dataset["fields"]):
        raise Refusal("field_unknown")
    k = (state.get(mandates_of_key(terms.custodian)) or 0) + 1
    state.put(
        mandate_key(terms.id),
        {"terms": terms.as_map(), "digest": terms.digest(entry.suite), **counting.place_of(entry)},
    )
    state.put(tally_key(terms.id), counting.new_tally() | {"withdrawn_at": None})
    state.put(mandates_of_key(terms.custodian), k)
    state.put(mandates_of_key(terms.custodian, k), str(terms.id))
    return {"mandate": str(terms.id)}


def _use(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "mandate", "request", "receiver", "purpose", "program", "fields")
    asked = counting.read_question(args)
    terms = _terms(state, args, entry)
    key = mandate_key(terms.id)
    again = counting.same_use(state, key, asked)
    if again is not None:
        return again
    counting.check_matches(terms, asked)
    if not is_active(state, terms.receiver):
        raise Refusal("receiver_inactive")
    tally = state.get(counting.tally_key(key))
    if tally["withdrawn_at"] is not None:
        raise Refusal("withdrawn")
    counting.check_holds(terms, tally, entry.time_ms)
    return counting.count_use(state, key, tally, asked, entry)


def _outcome(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "mandate", "n", "outcome", "answer_digest")
    outcome, n = counting.read_outcome(args), args.number("n", at_least=1)
    terms = _terms(state, args, entry)
    counting.record_outcome(state, mandate_key(terms.id), n, outcome, entry)
    return {}


def _deny(state: State, entry: Entry) -> Mapping[str, Any]:
    args = Args(entry.args, "mandate", "request", "receiver", "reason")
    denied, reason = counting.read_denied(args), args.text("reason")
    terms = _terms(state, args, entry)
    return {"seq": counting.count_denial(state, mandate_key(terms.id), denied, reason, entry)}


def _withdraw(state: State, entry: Entry) -> Mapping[str, Any]:
    terms = _terms(state, Args(entry.args, "mandate"), entry)
    tally = state.get(tally_key(terms.id))
    if tally["withdrawn_at"] is not None:
        raise Refusal("already_withdrawn")
    state.put(tally_key(terms.id), tally | {"withdrawn_at": entry.time_ms})
    return {}


def _terms(state: State, args: Args, entry: Entry) -> MandateTerms:
    """The terms of the issuer's own mandate."""
    try:
        mandate = MandateId(args.text("mandate"))
    except NotAnId:
        raise Refusal(BAD_ARGS) from None
    opened = state.get(mandate_key(mandate))
    if opened is None:
        raise Refusal("not_open")
    terms = MandateTerms.parse(opened["terms"])
    if entry.issuer != terms.custodian:
        raise Refusal("not_custodian")
    return terms


CONTRACT = Contract(NAME, {OPEN: _open, USE: _use, OUTCOME: _outcome, DENY: _deny, WITHDRAW: _withdraw})
