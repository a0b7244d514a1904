"""Mandates and grants of a dossier, read from the ledger's state: what was allowed, used, denied and withdrawn. Pure.

`Mandated` and `GrantsUsed` are what the numbering of the contracts says (`ledger.contracts.counting`), cut to a period.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from puhui.ledger.contracts import counting, mandates
from puhui.ledger.contracts.grant_uses import grant_key
from puhui.privacy.jobs.model import request_of

Read = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Numbered:
    """One use (`n` counts the uses, from 1) or one denial (`n` is 0, `reason` says why) of the period.

    `index` is its entry on the ledger. `outcome` is how a use ended and `ended` that entry; empty and None before.
    """

    seq: int
    n: int
    request: str
    reason: str
    at: datetime
    index: int
    outcome: str = ""
    ended: int | None = None


@dataclass(frozen=True, slots=True)
class Mandated:
    """A mandate as it stands when the dossier is made. `numbered` are its uses and denials of the period, in order.

    `used` and `denied` count from its beginning; `gaps` are numbers of the period that the ledger does not have.
    `withdrawn_by` is the entry that withdrew it, None where it was not looked for or not found.
    """

    id: str
    custodian: str
    receiver: str
    dataset: str
    purpose: str
    program: str
    allowed: int
    used: int
    denied: int
    opened_at: datetime
    expires: datetime
    withdrawn_at: datetime | None
    index: int
    numbered: tuple[Numbered, ...]
    gaps: tuple[int, ...]
    withdrawn_by: int | None = None

    @property
    def uses(self) -> list[Numbered]:
        """The uses of the period."""
        return [one for one in self.numbered if one.n]

    @property
    def denials(self) -> list[Numbered]:
        """The denials of the period."""
        return [one for one in self.numbered if not one.n]

    def in_force(self, at: datetime) -> bool:
        """Whether it could be used once more, then."""
        return self.withdrawn_at is None and self.expires > at and self.used < self.allowed

    def use_of(self, job: str) -> Numbered | None:
        """The use that a job took."""
        return next((one for one in self.uses if one.request == request_of(job)), None)

    def denial_of(self, job: str) -> Numbered | None:
        """The denial that a job met."""
        return next((one for one in self.denials if one.request == request_of(job)), None)

    def uses_without(self, jobs: Iterable[str]) -> list[Numbered]:
        """The uses of the period that none of these jobs took."""
        known = {str(request_of(job)) for job in jobs}
        return [one for one in self.uses if one.request not in known]


@dataclass(frozen=True, slots=True)
class GrantsUsed:
    """The grants of one dataset to one receiver for one purpose that a period's jobs fell under, added up.

    `used` counts uses by these jobs, `denied` their denials by reason; `left_min` is what the most used of them allows.
    """

    receiver: str
    dataset: str
    purpose: str
    grants: int
    used: int
    denied: Mapping[str, int]
    left_min: int


def mandates_between(read: Read, orgs: Iterable[str], me: str, since: datetime, until: datetime) -> list[Mandated]:
    """The mandates that `me` gave or received and that a use or a denial of the period could fall under, oldest first.

    `orgs` are the members that may have given one.
    """
    found = [
        one
        for org in dict.fromkeys([me, *orgs])
        for one in _mandates_of(read, org, since, until)
        if me in {one.custodian, one.receiver} and one.opened_at < until
    ]
    alive = [one for one in found if one.numbered or (one.expires > since and (one.withdrawn_at or until) > since)]
    return sorted(alive, key=lambda one: (one.opened_at, one.id))


def _mandates_of(read: Read, custodian: str, since: datetime, until: datetime) -> Iterator[Mandated]:
    for k in range(1, (read(mandates.mandates_of_key(custodian)) or 0) + 1):
        mandate = read(mandates.mandates_of_key(custodian, k))
        opened, tally = read(mandates.mandate_key(mandate)), read(mandates.tally_key(mandate))
        terms = opened["terms"]
        numbered, gaps = _numbered(read, mandates.mandate_key(mandate), tally["seq"], since, until)
        yield Mandated(
            id=mandate,
            custodian=terms["custodian"],
            receiver=terms["receiver"],
            dataset=terms["dataset"],
            purpose=terms["purpose"],
            program=terms["program"],
            allowed=terms["uses"],
            used=tally["n"],
            denied=tally["denied"],
            opened_at=_moment(opened["at"]),
            expires=_moment(terms["expires"]),
            withdrawn_at=None if tally["withdrawn_at"] is None else _moment(tally["withdrawn_at"]),
            index=opened["index"],
            numbered=numbered,
            gaps=gaps,
        )


def _numbered(
    read: Read, key: str, last: int, since: datetime, until: datetime
) -> tuple[tuple[Numbered, ...], tuple[int, ...]]:
    """From the newest number back to the first before the period."""
    found: list[Numbered] = []
    gaps: list[int] = []
    for seq in range(last, 0, -1):
        told = read(counting.number_key(key, seq))
        if told is None:
            gaps.append(seq)
            continue
        ended = read(counting.outcome_key(key, told["n"])) if told["n"] else None
        one = Numbered(
            seq=seq,
            n=told["n"],
            request=told["request"],
            reason=told["reason"],
            at=_moment(told["at"]),
            index=told["index"],
            outcome=str(ended["outcome"]) if ended else "",
            ended=ended["index"] if ended else None,
        )
        if one.at < since:
            break
        if one.at < until:
            found.append(one)
    return tuple(reversed(found)), tuple(reversed(gaps))


def grants_used(read: Read, jobs: Sequence[tuple[str, tuple[str, ...]]]) -> list[GrantsUsed]:
    """What jobs, each with the grants that its rows fell under, drew on them, by receiver, dataset and purpose."""
    drawn: dict[tuple[str, str, str], list[tuple[int, int, list[str]]]] = {}  # left, used, why denied
    by_grant: dict[str, list[str]] = {}
    for job, grants in jobs:
        for grant in grants:
            by_grant.setdefault(grant, []).append(str(request_of(job)))
    for grant, requests in by_grant.items():
        opened = read(grant_key(grant))
        if opened is None:
            continue
        terms, key = opened["terms"], grant_key(grant)
        left = terms["uses"] - read(counting.tally_key(key))["n"]
        used = sum(read(counting.request_key(key, request)) is not None for request in requests)
        denials = [read(counting.denied_key(key, request)) for request in requests]
        reasons = [read(counting.number_key(key, seq))["reason"] for seq in denials if seq is not None]
        about = (terms["receiver"], terms["dataset"], terms["purpose"])
        drawn.setdefault(about, []).append((left, used, reasons))
    return [
        GrantsUsed(
            receiver=receiver,
            dataset=dataset,
            purpose=purpose,
            grants=len(held),
            used=sum(used for _, used, _ in held),
            denied=Counter(reason for _, _, reasons in held for reason in reasons),
            left_min=min(left for left, _, _ in held),
        )
        for (receiver, dataset, purpose), held in sorted(drawn.items())
    ]


def _moment(at_ms: int) -> datetime:
    return datetime.fromtimestamp(at_ms / 1000, UTC)
