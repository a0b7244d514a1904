"""Open, find and revoke grants. The enterprise's signature decides; whoever relays it only carries it."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from puhui.consent.errors import GrantNotFound, GrantRefusedByLedger, LedgerUnsure
from puhui.consent.model import DraftGrant, Grant, grant_of_state, milliseconds
from puhui.kernel import Clock, Entropy, PuhuiError, Signer
from puhui.kernel.ids import GrantId, OrgId, SubjectId
from puhui.ledger import Finality, Ledger, Verdict, build_statement, read_all
from puhui.ledger.contracts.grant_terms import GrantTerms
from puhui.ledger.contracts.grants import grant_key, grants_of_key, tally_key


class ReadableLedger(Protocol):
    """What is needed to tell an enterprise's grants and uses: state and entries, live or replayed."""

    def read(self, key: str) -> Any:
        """The contracts' state under `key`; None when absent."""
        ...

    def read_many(self, keys: Sequence[str]) -> list[Any]:
        """See `Ledger.read_many`."""
        ...

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Committed statements from index `start`, at most `limit`."""
        ...


class Relay:
    """A member that carries enterprises' signatures to the ledger, under its own name and key."""

    def __init__(self, ledger: Ledger, signer: Signer, org: OrgId, clock: Clock, entropy: Entropy) -> None:
        self._ledger = ledger
        self._signer = signer
        self._org = org
        self._clock = clock
        self._entropy = entropy

    def open_grants(self, drafts: Sequence[DraftGrant], signature: Mapping[str, Any]) -> list[Grant]:
        """Open every draft of one signed bundle. See `open_terms`."""
        return self.open_terms([draft.terms for draft in drafts], signature)

    def open_terms(self, bundle: Sequence[GrantTerms], signature: Mapping[str, Any]) -> list[Grant]:
        """Open the terms of one signed bundle, in order; raises `GrantRefusedByLedger` at the first that is refused.

        If we die between two, call it again with the same bundle: what is open already with the same terms stays.
        """
        suite = self._signer.public_key.suite
        digests = sorted(terms.digest(suite) for terms in bundle)
        for terms in bundle:
            args = {"terms": terms.as_map(), "bundle": digests, "signature": dict(signature)}
            verdict = self._submit("open", args, terms.subject)
            if verdict.finality is Finality.INVALID and not self._is_open(terms, verdict.reason):
                raise self._refused(terms.id, verdict)
        return find_grants(self._ledger, [terms.id for terms in bundle], self._clock.now())

    def revoke(self, grant: GrantId, at: datetime, signature: Mapping[str, Any]) -> Grant:
        """Revoke under the enterprise's signature over `revocation_challenge(grant, at)`; holds for the next use.

        A grant that is revoked already is answered as it is. Raises `GrantNotFound`, `GrantRefusedByLedger`.
        """
        found = find_grant(self._ledger, grant, self._clock.now())
        args = {"grant": str(grant), "at": milliseconds(at), "signature": dict(signature)}
        verdict = self._submit("revoke", args, found.subject)
        if verdict.finality is Finality.INVALID and verdict.reason != "already_revoked":
            raise self._refused(grant, verdict)
        return find_grant(self._ledger, grant, self._clock.now())

    def _submit(self, action: str, args: Mapping[str, Any], subject: SubjectId) -> Verdict:
        statement = build_statement(
            self._signer,
            self._org,
            "grants",
            action,
            args,
            clock=self._clock,
            entropy=self._entropy,
            subject=str(subject),
        )
        verdict = submit(self._ledger, statement)
        if verdict.finality not in (Finality.COMMITTED, Finality.INVALID):
            raise LedgerUnsure(reason=verdict.finality.value, party=str(self._org), stage="consent.opening")
        return verdict

    def _is_open(self, terms: GrantTerms, reason: str) -> bool:
        if reason != "already_open":
            return False
        opened = self._ledger.read(grant_key(terms.id))
        return opened is not None and opened["terms"] == terms.as_map()

    def _refused(self, grant: GrantId, verdict: Verdict) -> GrantRefusedByLedger:
        return GrantRefusedByLedger(grant=grant, reason=verdict.reason, party=str(self._org), stage="consent.opening")


def find_grant(ledger: ReadableLedger, grant: GrantId, now: datetime) -> Grant:
    """The grant in its state; raises `GrantNotFound`."""
    return find_grants(ledger, [grant], now)[0]


def find_grants(ledger: ReadableLedger, grants: Sequence[GrantId], now: datetime) -> list[Grant]:
    """The grants in their states, in this order; raises `GrantNotFound` for the first that is not there."""
    states = read_all(ledger, [key(grant) for grant in grants for key in (grant_key, tally_key)])
    found = []
    for grant, opened, tally in zip(grants, states[::2], states[1::2], strict=True):
        if opened is None:
            raise GrantNotFound(grant=grant, stage="consent.opening")
        found.append(grant_of_state(opened, tally, now))
    return found


def grants_of(ledger: ReadableLedger, subject: SubjectId, now: datetime) -> list[Grant]:
    """Every grant that the enterprise ever opened, oldest first."""
    count = ledger.read(grants_of_key(subject)) or 0
    ids = read_all(ledger, [grants_of_key(subject, k) for k in range(1, count + 1)])
    return find_grants(ledger, [GrantId(one) for one in ids], now)


def submit(ledger: Ledger, statement: bytes) -> Verdict:
    """Submit; a ledger that does not answer, in whatever way, is `LedgerUnsure`. Its refusals pass through."""
    try:
        return ledger.submit(statement)
    except PuhuiError as error:
        if error.retriable:
            raise LedgerUnsure(reason=error.code, party=error.party, stage="consent") from error
        raise
    except (OSError, TimeoutError) as error:
        raise LedgerUnsure(reason=type(error).__name__, stage="consent") from error


__all__ = ["ReadableLedger", "Relay", "find_grant", "find_grants", "grants_of", "submit"]
