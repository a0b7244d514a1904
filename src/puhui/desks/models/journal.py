"""The registry of models in a node's database: every step an event, and its digest on the ledger.

An event, the file it brings and the statement that the ledger is owed are one transaction. The ledger numbers the
stream `models`: an event that was left out shows there, whatever the database says.
"""

from datetime import datetime

from sqlalchemy.engine import Connection

from puhui.credit.registry import Registry
from puhui.desks.destinations import LEDGER
from puhui.desks.models import store
from puhui.desks.store import expect_entry
from puhui.kernel import Clock, Entropy, Signer
from puhui.kernel.ids import OrgId
from puhui.ledger import build_statement, entry_id
from puhui.storage import put

REGISTRY, MONITORING = "models", "models-monitoring"


class Journal:
    """Appends to the registry and to its streams on the ledger. Immutable; safe to share."""

    def __init__(self, *, org: OrgId, signer: Signer, clock: Clock, entropy: Entropy) -> None:
        self._org, self._signer, self._clock, self._entropy = org, signer, clock, entropy

    def read(self, connection: Connection) -> Registry:
        """All states, re-derived from the events; raises `RegistryChainBroken`."""
        return Registry.of(kept.event for kept in store.events(connection))

    def append(self, connection: Connection, after: Registry, event: bytes, *, kind: str, by_name: str) -> str:
        """Write the event that led to `after`, and owe the ledger its digest; the entry."""
        at = after.last_at or self._clock.now()
        entry = self.anchor(connection, (REGISTRY, after.size), f"model.{kind}", event, at)
        store.append_event(connection, after.size, event, at=at, by_name=by_name, entry=entry)
        return entry

    def anchor(self, connection: Connection, place: tuple[str, int], kind: str, data: bytes, at: datetime) -> str:
        """Owe the ledger the digest of `data` at its `place`, a stream and a number in it; the entry."""
        stream, seq = place
        suite = self._signer.public_key.suite
        args = {"stream": stream, "seq": seq, "kind": kind, "digest": suite.digest(data).hex()}
        statement = build_statement(
            self._signer,
            self._org,
            "anchors",
            "record",
            args,
            clock=self._clock,
            entropy=self._entropy,
            subject=stream,
        )
        entry = str(entry_id(statement, suite))
        expect_entry(connection, entry, uscc="", at=at)
        put(connection, self._clock, destination=LEDGER, key=f"{stream}:{seq}", payload=statement)
        return entry
