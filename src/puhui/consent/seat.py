"""A custodian's seat: its database, the ledger, and the key that its word stands under. What its desks share."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.engine import Connection

from puhui.consent.errors import LedgerUnsure
from puhui.consent.opening import submit
from puhui.kernel import Clock, Entropy, Signer, Suite
from puhui.kernel.ids import OrgId
from puhui.ledger import Finality, Ledger, Verdict, build_statement
from puhui.storage import Database, put

LEDGER = "ledger"  # the outbox destination that `assembly` delivers to the ledger


class Outcome(StrEnum):
    """How a counted use ended."""

    ANSWERED = "answered"
    NO_RECORD = "no_record"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Seat:
    """One custodian at one ledger. Safe from many threads."""

    database: Database
    ledger: Ledger
    signer: Signer
    org: OrgId
    clock: Clock
    entropy: Entropy

    @property
    def suite(self) -> Suite:
        """The suite that the custodian signs in."""
        return self.signer.public_key.suite

    def statement(self, contract: str, action: str, args: Mapping[str, Any]) -> bytes:
        """The custodian's signed word."""
        return build_statement(self.signer, self.org, contract, action, args, clock=self.clock, entropy=self.entropy)

    def decided(self, statement: bytes) -> Verdict:
        """The ledger's verdict, committed or invalid; `LedgerUnsure` while there is none."""
        verdict = submit(self.ledger, statement)
        if verdict.finality not in (Finality.COMMITTED, Finality.INVALID):
            raise LedgerUnsure(reason=verdict.finality.value, party=str(self.org), stage="consent.seat")
        return verdict

    def owe(self, connection: Connection, key: str, statement: bytes) -> None:
        """Put the statement into the outbox for the ledger, once for each `key`."""
        put(connection, self.clock, destination=LEDGER, key=key, payload=statement)
