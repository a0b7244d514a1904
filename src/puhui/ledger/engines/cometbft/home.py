"""The files that a CometBFT process starts from: its keys, the chain's genesis, its configuration.

A chain is founded once: every node contributes its **card** (consensus key, address, peer address), the cards make the
genesis, and each node gets the same genesis and a configuration of its own. Everything that CometBFT needs lies in one
folder, its home; sockets lie beside the node, because the path of a Unix socket has at most 107 bytes.
"""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from puhui.kernel.clock import Clock
from puhui.kernel.ids import OrgId
from puhui.ledger.engines.cometbft.blocks import Moved
from puhui.ledger.engines.cometbft.errors import CometMissing, MalformedGenesis
from puhui.ledger.engines.cometbft.transactions import MAX_TRANSACTION_BYTES
from puhui.ledger.engines.cometbft.validators import POWER

GENESIS = "config/genesis.json"
MAX_BLOCK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Card:
    """What one node tells the others before the chain is founded. `node_id` names it to peers at `host`:`port`."""

    org: OrgId
    address: str
    public_key: str
    node_id: str
    host: str
    port: int

    @property
    def peer(self) -> str:
        """The address by which peers dial it."""
        return f"{self.node_id}@{self.host}:{self.port}"


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient consensus is. The defaults are for one city's network; `one_machine` for loopback."""

    propose_ms: int = 3000
    vote_ms: int = 1000
    pause_ms: int = 200  # after a block, before the next: more precommits, and so more cosignatures, arrive
    gossip_ms: int = 50
    heartbeat_s: int = 600  # an empty block so often, when nobody speaks

    @classmethod
    def one_machine(cls) -> "Pace":
        """For processes that share one machine: loopback delivers at once, the processor may not."""
        return cls(propose_ms=2000, vote_ms=500, pause_ms=10, gossip_ms=10)


@dataclass(frozen=True, slots=True)
class SyncStart:
    """Start from a snapshot: two or more `servers` (`host:port`) of headers, and one header that is trusted beforehand.

    The header is to come from somebody the operator knows: all else, the snapshot too, is proved from it.
    """

    servers: Sequence[str]
    height: int
    block_hash: str

    @property
    def section(self) -> str:
        """The section of the configuration."""
        return f"""\
[statesync]
enable = true
rpc_servers = "{",".join(f"http://{server}" for server in self.servers)}"
trust_height = {self.height}
trust_hash = "{self.block_hash}"
discovery_time = "5s"
"""


def found_home(program: Path, home: Path, org: OrgId, *, host: str, port: int) -> Card:
    """Make a home with fresh keys; the card of the node."""
    if not os.access(program, os.X_OK):
        raise CometMissing(path=program, stage="ledger.home")
    subprocess.run([str(program), "init", "--home", str(home)], check=True, capture_output=True)  # noqa: S603
    validator = json.loads((home / "config/priv_validator_key.json").read_text())
    shown = subprocess.run(  # noqa: S603
        [str(program), "show-node-id", "--home", str(home)], check=True, capture_output=True, text=True
    )
    return Card(
        org=org,
        address=validator["address"].lower(),
        public_key=validator["pub_key"]["value"],
        node_id=shown.stdout.strip(),
        host=host,
        port=port,
    )


def genesis(cards: Sequence[Card], chain: str, clock: Clock, moved: Moved | None = None) -> bytes:
    """The chain's genesis: the cards' holders are its validators, with equal power. The same bytes go to every node.

    `moved` is the ledger that the chain goes on with; every node holds its own to it before the first block.
    """
    founding: dict[str, Any] = {"nodes": {str(card.org): card.public_key for card in cards}}
    if moved is not None:
        founding["moved"] = moved.as_map()
    return json.dumps(
        {
            "genesis_time": clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
            "chain_id": chain,
            "initial_height": "1",
            "consensus_params": {
                "block": {"max_bytes": str(MAX_BLOCK_BYTES), "max_gas": "-1"},
                "evidence": {
                    "max_age_num_blocks": "100000",
                    "max_age_duration": str(14 * 86_400 * 10**9),
                    "max_bytes": "1048576",
                },
                "validator": {"pub_key_types": ["ed25519"]},
                "version": {"app": "1"},
                "synchrony": {"precision": "505000000", "message_delay": "15000000000"},
                "feature": {"vote_extensions_enable_height": "1", "pbts_enable_height": "1"},
            },
            "validators": [
                {
                    "address": card.address.upper(),
                    "pub_key": {"type": "tendermint/PubKeyEd25519", "value": card.public_key},
                    "power": str(POWER),
                    "name": str(card.org),
                }
                for card in cards
            ],
            "app_hash": "",
            "app_state": founding,
        },
        indent=1,
    ).encode()


def moved_of(genesis: bytes) -> Moved | None:
    """The ledger that the chain of that genesis goes on with, None for a new one. Raises `MalformedGenesis`."""
    try:
        founding = json.loads(genesis)["app_state"]
        return Moved.parse(founding["moved"]) if "moved" in founding else None
    except (ValueError, TypeError, LookupError, AttributeError) as reason:
        raise MalformedGenesis(reason=f"{type(reason).__name__}: {reason}", stage="ledger.home") from None


def configure(
    home: Path,
    founding: bytes,
    own: Card,
    peers: Sequence[Card],
    *,
    application: Path,
    rpc: Path,
    pace: Pace,
    open_rpc: str = "",
    start: SyncStart | None = None,
) -> None:
    """Write the genesis and the configuration into a home. `application` and `rpc` are Unix sockets.

    `open_rpc` is an address (`host:port`) at which headers are served to nodes that start from a snapshot; `start`
    makes an empty node do so.
    """
    (home / GENESIS).write_bytes(founding)
    others = ",".join(card.peer for card in peers if card.node_id != own.node_id)
    ids = ",".join(card.node_id for card in peers if card.node_id != own.node_id)
    (home / "config/config.toml").write_text(
        f"""\
# Only what differs from CometBFT's own defaults.
proxy_app = "unix://{application}"
moniker = "{own.org}"
log_level = "*:error,statesync:info"
[rpc]
laddr = "unix://{rpc}{f",tcp://{open_rpc}" if open_rpc else ""}"
max_request_batch_size = 100
max_body_bytes = 16000000
[p2p]
laddr = "tcp://{own.host}:{own.port}"
persistent_peers = "{others}"
unconditional_peer_ids = "{ids}"
persistent_peers_max_dial_period = "2s"
pex = false
addr_book_strict = false
allow_duplicate_ip = true
send_rate = 51200000
recv_rate = 51200000
[mempool]
recheck = true
size = 10000
max_tx_bytes = {MAX_TRANSACTION_BYTES}
cache_size = 20000
[consensus]
timeout_propose = "{pace.propose_ms}ms"
timeout_propose_delta = "500ms"
timeout_prevote = "{pace.vote_ms}ms"
timeout_prevote_delta = "500ms"
timeout_precommit = "{pace.vote_ms}ms"
timeout_precommit_delta = "500ms"
timeout_commit = "{pace.pause_ms}ms"
create_empty_blocks_interval = "{pace.heartbeat_s}s"
peer_gossip_sleep_duration = "{pace.gossip_ms}ms"
[storage]
discard_abci_responses = true
[tx_index]
indexer = "null"
{"" if start is None else start.section}"""
    )
