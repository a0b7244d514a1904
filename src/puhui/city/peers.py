"""The published peer sample: some enterprises' indicators without codes or names, for the radar to compare with.

In a real city a statistics office or the tax bureau publishes such a sample. Rows are drawn from the simulated
custodians' folders while the city is being made, rounded to two significant digits and shuffled, so that a row cannot
be told from its neighbours by an exact amount.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from puhui.assembly.founding import sample_indicators
from puhui.kernel import Clock, Entropy

SAMPLE = 150
_DRAW_BYTES = 16

T = TypeVar("T")


def write_peers(
    folders: Mapping[str, tuple[str, Path]], usccs: list[str], to: list[Path], clock: Clock, entropy: Entropy
) -> int:
    """Write `peers.json` of at most `SAMPLE` enterprises into each folder of `to`; how many rows.

    `folders` names each custodian's role and data folder.
    """
    chosen = _shuffled(usccs, entropy)[:SAMPLE]
    rows: dict[str, dict[str, Any]] = {code: {} for code in chosen}
    roles = {role for role, _ in folders.values()}
    for role, folder in folders.values():
        for code, found in sample_indicators(role, folder, chosen, clock, roles).items():
            rows[code] |= {name: _rounded(value) for name, value in found.items() if name not in rows[code]}
    made = _shuffled(list(rows.values()), entropy)
    text = json.dumps({"version": "1", "rows": made}, ensure_ascii=False, separators=(",", ":"))
    for folder in to:
        (folder / "peers.json").write_text(text + "\n", encoding="utf-8")
    return len(made)


def _shuffled(items: Sequence[T], entropy: Entropy) -> list[T]:
    """The items in an order of chance: each draws a number, and they stand by their numbers."""
    drawn = [entropy.take(_DRAW_BYTES) for _ in items]
    return [items[at] for at in sorted(range(len(items)), key=lambda at: drawn[at])]


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")
