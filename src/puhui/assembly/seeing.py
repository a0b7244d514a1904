"""How a node sees the ledger: as its sequencer, as a consensus node, as one that follows, or by asking who has it.

It names the embedded engine; `consensus` keeps the CometBFT engine.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx

from puhui.assembly.consensus import ConsensusLedger, load_card
from puhui.assembly.files import read_file
from puhui.assembly.horizon import Horizon
from puhui.assembly.ledger_doors import RemoteWitness, WitnessDoor
from puhui.assembly.network import Network
from puhui.assembly.node import OwnLedger
from puhui.assembly.participating import FollowedNode
from puhui.assembly.peers import Peers
from puhui.assembly.remote_ledger import RemoteLedger, RemoteNode
from puhui.assembly.sandbox import require_own_ledger
from puhui.assembly.settings import Peer, Settings, read_log_signer, read_signer
from puhui.assembly.signatures import CallSigner
from puhui.assembly.trusting import FollowedTrust, LiveTrust, OwnTrust
from puhui.kernel import Clock, Entropy, Signer
from puhui.kernel.ids import OrgId
from puhui.ledger import Ledger
from puhui.ledger.engines.embedded import EmbeddedLedger
from puhui.ledger.trust import Trust, witness_name
from puhui.ledger.witness import FILE as WITNESS_FILE
from puhui.ledger.witness import KeptWitness, Witness

Transport = Callable[[str], httpx.BaseTransport]


def open_ledger(
    path: Path, signer: Signer, clock: Clock, witnesses: Mapping[OrgId, Witness] | None = None
) -> EmbeddedLedger:
    """The engine of a node that orders entries. One process at a time may have it open."""
    return EmbeddedLedger(path, signer=signer, clock=clock, witnesses=witnesses)


@dataclass
class Closing:
    """Gives something back when the node stops."""

    close: Callable[[], object]

    def start(self) -> None:
        """Nothing runs beside."""

    def stop(self) -> None:
        """Give it back."""
        self.close()


class Sight:
    """One node's view of the ledger, with the calls to other nodes that it takes. `background` runs beside it."""

    ledger: Ledger
    ledger_size: Callable[[], int]
    trust: LiveTrust

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        entropy: Entropy,
        transport: Transport | None,
        *,
        machine: Clock | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._transport = transport
        self._org = OrgId(settings.org)
        self.signer = read_signer(settings.folder)
        self.suite = self.signer.public_key.suite
        self._given = Trust.parse(read_file(settings.trust_file))
        require_own_ledger(settings.mode, self._given.origin, settings.folder)
        self._calls = CallSigner(self.signer, machine or clock, entropy)
        self.horizon = Horizon(machine or clock)
        self.peers = Peers(settings.peers, self._calls, transport, self.horizon)
        self.witness = self._witness() if settings.witness and settings.engine == "embedded" else None
        self.background: list[Any] = [Closing(self.peers.close)]
        self.own_ledger = self._own_ledger()
        if self.own_ledger is not None:
            self._keep(self.own_ledger)
        else:
            self._follow()

    def network(self) -> Network:
        """What this node tells a new member of the network."""
        own = Peer(
            org=self._settings.org,
            name_zh=self._settings.name_zh,
            name_en=self._settings.name_en,
            role=self._settings.role,
            url=self._settings.address,
            contact=self._settings.contact,
        )
        known = Network.load(self._settings.network_file) or Network(self._given.origin)
        if self._settings.comet is not None:
            known = known.with_card(load_card(self._settings))
        return replace(known, nodes=(own, *self._settings.peers))

    def _witness(self) -> WitnessDoor:
        kept = KeptWitness(
            self._settings.folder / WITNESS_FILE,
            signer=self.signer,
            name=witness_name(self._given.origin, self._org),
            logs={} if self._given.log_key is None else {self._given.origin: self._given.log_key},
            clock=self._clock,
        )
        return WitnessDoor(kept, self._settings.operator)

    def _own_ledger(self) -> OwnLedger | None:
        """The ledger that this node keeps itself, if it takes part in ordering entries."""
        if self._settings.engine == "cometbft":
            if self._settings.comet is None:
                return None
            consensus = ConsensusLedger(self._settings, self.signer, self._clock)
            self.background.append(consensus)
            self.horizon.keep(consensus)
            return consensus
        if self._settings.org != self._settings.operator:
            return None
        witnesses: dict[OrgId, Witness] = {
            OrgId(peer.org): RemoteWitness(self.peers, peer.org) for peer in self._settings.peers
        }
        if self.witness is not None:
            witnesses[self._org] = self.witness.witness
        engine = open_ledger(self._settings.ledger_file, read_log_signer(self._settings.folder), self._clock, witnesses)
        self.background.append(Closing(engine.close))
        return engine

    def _keep(self, own: OwnLedger) -> None:
        self.trust = OwnTrust(self._settings.org, self._given, own)
        self.ledger, self.ledger_size = own, lambda: own.size

    def _follow(self) -> None:
        if self._settings.engine == "cometbft":
            mirror = FollowedNode(self._settings.mirror_file, self._sources(), self._given, self._clock)
            self.ledger, self.ledger_size = mirror, lambda: mirror.size
            self.trust = OwnTrust(self._settings.org, self._given, mirror)
            self.horizon.keep(mirror)
            self.background.append(mirror)
            return
        remote = RemoteLedger(self._settings.org, self._consensus_nodes)
        self.ledger, self.ledger_size = remote, remote.size
        self.trust = followed = FollowedTrust(self._settings.trust_file, self._given, self._consensus_nodes)
        self.background.append(followed)

    def _sources(self) -> Sequence[RemoteNode]:
        """All nodes whose address is known, the trust file's consensus nodes first: who serves no log is passed by."""
        # Calls of their own, beneath the horizon: an answer that says there is more must not set off another step.
        peers = Peers(self._settings.peers, self._calls, self._transport)
        self.background.append(Closing(peers.close))
        nodes = [str(one.org) for one in self._given.witnesses]
        orgs = dict.fromkeys([*nodes, *(peer.org for peer in self._settings.peers)])
        return [RemoteNode(peers, org, self.suite) for org in orgs if org in peers]

    def _consensus_nodes(self) -> Sequence[RemoteNode]:
        """The sequencer, where one node orders the entries."""
        return [RemoteNode(self.peers, org, self.suite) for org in [self._settings.operator] if org in self.peers]
