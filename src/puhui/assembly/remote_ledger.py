"""The ledger as a node sees it that does not keep it: the `Ledger` verbs over signed calls to the operator.

Nothing that comes back is believed for its own sake where it matters: receipts verify offline, and permits are drawn on
verdicts that the custodian can have proved. A call that is lost may be sent again: the ledger is idempotent.
"""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from puhui.assembly.peers import Peers
from puhui.desks.errors import PeerForged
from puhui.kernel import NotCanonical, decode
from puhui.kernel.ids import EntryId
from puhui.kernel.suites import Suite
from puhui.ledger import Finality, Verdict, entry_id


class RemoteLedger:
    """Implements `puhui.ledger.Ledger` and adds `size`. Safe to call from many threads."""

    def __init__(self, peers: Peers, operator: str, suite: Suite) -> None:
        self._peers = peers
        self._operator = operator
        self._suite = suite

    def submit(self, statement: bytes) -> Verdict:
        """Have the statement decided by the operator's sequencer."""
        verdict = self._verdict(self._peers.post(self._operator, "/entries", statement))
        if verdict.entry != entry_id(statement, self._suite):
            raise self._forged("a verdict on another entry")
        return verdict

    def verdict(self, entry: EntryId) -> Verdict:
        """What the operator knows about the entry."""
        verdict = self._verdict(self._peers.get(self._operator, f"/entries/{entry}/verdict"))
        if verdict.entry != entry:
            raise self._forged("a verdict on another entry")
        return verdict

    def receipt(self, entry: EntryId) -> bytes:
        """The entry's receipt, not verified here."""
        return self._peers.get(self._operator, f"/entries/{entry}/receipt")

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """Committed statements in order."""
        items = self._decode(self._peers.get(self._operator, "/entries", f"start={start}&limit={limit}"))
        if not isinstance(items, list) or not all(isinstance(item, bytes) for item in items):
            raise self._forged("entries that are no list of statements")
        return items

    def read(self, key: str) -> Any:
        """The contracts' state under `key`."""
        return self._decode(self._peers.get(self._operator, f"/state/{quote(key, safe='/')}"))

    def size(self) -> int:
        """How many entries the operator says the log holds."""
        size = self._decode(self._peers.get(self._operator, "/size"))
        if type(size) is not int or size < 0:
            raise self._forged("a size that is no number")
        return size

    def _verdict(self, data: bytes) -> Verdict:
        told = self._decode(data)
        try:
            return Verdict(
                entry=EntryId(told["entry"]),
                finality=Finality(told["finality"]),
                index=told["index"],
                reason=told["reason"],
                result=told["result"],
            )
        except (KeyError, TypeError, ValueError):
            raise self._forged("no verdict") from None

    def _decode(self, data: bytes) -> Any:
        try:
            return decode(data)
        except NotCanonical as reason:
            raise self._forged(str(reason)) from None

    def _forged(self, reason: str) -> PeerForged:
        return PeerForged(org=self._operator, reason=reason, party=self._operator, stage="assembly.remote_ledger")
