"""Whether a grant allows a use: its terms, its time, its uses, its frequency. One use or many ask the same."""

from collections.abc import Mapping
from typing import Any

from puhui.kernel.ids import GrantId
from puhui.ledger.contracts import Entry, Refusal, State
from puhui.ledger.contracts.counting import check_holds, check_matches
from puhui.ledger.contracts.grant_terms import DAY_MS, GrantTerms


def grant_key(grant: str) -> str:
    """The state key of a grant's terms."""
    return f"grants/{grant}"


def terms_of(state: State, grant: GrantId) -> GrantTerms:
    """The terms of an open grant; refuses with `not_open`."""
    opened = state.get(grant_key(grant))
    if opened is None:
        raise Refusal("not_open")
    return GrantTerms.parse(opened["terms"])


def check_usable(
    terms: GrantTerms, tally: Mapping[str, Any], asked: Mapping[str, Any], active: bool, entry: Entry
) -> Mapping[str, Any]:
    """Refuse what the grant does not allow now; the tally with the time of this use in it, to be counted.

    `active` is whether the asked receiver is a member that may act.
    """
    check_matches(terms, asked)
    if not active:
        raise Refusal("receiver_inactive")
    if tally["revoked_at"] is not None:
        raise Refusal("revoked")
    check_holds(terms, tally, entry.time_ms)
    return {**tally, "recent": _recent(terms, tally, entry.time_ms)}


def _recent(terms: GrantTerms, tally: Mapping[str, Any], now_ms: int) -> list[int]:
    """The times of the uses that count against the next one's frequency, this one included."""
    if not terms.uses_per_period:
        return []
    recent = [at for at in tally["recent"] if at > now_ms - terms.period_days * DAY_MS]
    if len(recent) >= terms.uses_per_period:
        raise Refusal("too_often")
    return [*recent, now_ms]
