"""Other nodes as an auditor reads them: their log over signed calls, in the name of a member whose folder it has."""

from puhui.assembly.errors import PeerUnreachable
from puhui.assembly.peers import Peers
from puhui.assembly.remote_ledger import RemoteNode
from puhui.assembly.settings import Settings, read_signer
from puhui.assembly.signatures import CallSigner
from puhui.kernel import Clock, Entropy


def node_at(settings: Settings, url: str, clock: Clock, entropy: Entropy) -> RemoteNode:
    """The node that answers at `url`, among those that this member knows; raises `PeerUnreachable`."""
    for peer in settings.peers:
        if peer.url.rstrip("/") == url.rstrip("/"):
            signer = read_signer(settings.folder)
            return RemoteNode(Peers([peer], CallSigner(signer, clock, entropy)), peer.org, signer.public_key.suite)
    known = ", ".join(peer.url for peer in settings.peers)
    raise PeerUnreachable(org=url, reason=f"not among {known}", party=url, stage="assembly.auditing")
