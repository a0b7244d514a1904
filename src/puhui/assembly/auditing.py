"""Other nodes as an auditor reads them: their log over signed calls, in the name of a member whose folder it has."""

from collections.abc import Sequence

from puhui.assembly.errors import PeerUnreachable
from puhui.assembly.peers import Peers
from puhui.assembly.settings import Settings, read_signer
from puhui.assembly.signatures import CallSigner
from puhui.desks.errors import PeerForged
from puhui.kernel import Clock, Entropy, NotCanonical, decode
from puhui.kernel.ids import EntryId, OrgId
from puhui.ledger import LedgerStopped, Verdict


class ReadOnlyNode:
    """A node as a `Source` that is only read. Nothing that it says is believed here."""

    def __init__(self, peers: Peers, org: str) -> None:
        self._peers = peers
        self.org = OrgId(org)

    def head(self) -> bytes:
        """See `Source.head`."""
        return self._peers.get(self.org, "/head")

    def entries(self, start: int, limit: int) -> Sequence[bytes]:
        """See `Source.entries`."""
        return self._list("/entries", f"start={start}&limit={limit}")

    def handovers(self, after: int) -> Sequence[bytes]:
        """See `Source.handovers`."""
        return self._list("/handovers", f"after={after}")

    def submit(self, statement: bytes) -> Verdict:
        """An auditor submits nothing: raises `LedgerStopped`."""
        raise LedgerStopped(reason="an auditor only reads", stage="assembly.auditing")

    def verdict(self, entry: EntryId) -> Verdict:
        """See `submit`."""
        raise LedgerStopped(reason="an auditor only reads", stage="assembly.auditing")

    def receipt(self, entry: EntryId) -> bytes:
        """See `Source.receipt`."""
        return self._peers.get(self.org, f"/entries/{entry}/receipt")

    def _list(self, path: str, query: str) -> Sequence[bytes]:
        try:
            items = decode(self._peers.get(self.org, path, query))
        except NotCanonical as reason:
            raise PeerForged(org=self.org, reason=str(reason), party=self.org, stage="assembly.auditing") from None
        if not isinstance(items, list) or not all(isinstance(item, bytes) for item in items):
            raise PeerForged(org=self.org, reason="no list of bytes", party=self.org, stage="assembly.auditing")
        return items


def node_at(settings: Settings, url: str, clock: Clock, entropy: Entropy) -> ReadOnlyNode:
    """The node that answers at `url`, among those that this member knows; raises `PeerUnreachable`."""
    for peer in settings.peers:
        if peer.url.rstrip("/") == url.rstrip("/"):
            calls = CallSigner(read_signer(settings.folder), clock, entropy)
            return ReadOnlyNode(Peers([peer], calls), peer.org)
    known = ", ".join(peer.url for peer in settings.peers)
    raise PeerUnreachable(org=url, reason=f"not among {known}", party=url, stage="assembly.auditing")
