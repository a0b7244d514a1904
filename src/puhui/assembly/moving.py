"""A node's part in moving the ledger to a CometBFT network: writing it out, judging what another wrote, taking it in.

The vote is `puhui member`'s, and the engine that a node runs is its settings'; here are files and folders alone.
"""

from pathlib import Path

from puhui.ledger.engines.cometbft.moving import Progress, Seeded, check_export, export_ledger, seed
from puhui.ledger.engines.store import FILE
from puhui.ledger.trust import Trust


def seed_node(
    folder: Path, export: Path, genesis: bytes, *, trust: Trust | None = None, progress: Progress | None = None
) -> Seeded:
    """Make the ledger of the stopped node in `folder` from an export, for the chain of that genesis; see `seed`."""
    folder.mkdir(parents=True, exist_ok=True)
    return seed(folder / FILE, export, genesis, trust=trust, progress=progress)


__all__ = ["Progress", "Seeded", "check_export", "export_ledger", "seed_node"]
