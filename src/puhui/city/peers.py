"""The published peer sample: some enterprises' indicators without codes or names, for the radar to compare with.

In a real city a statistics office or the tax bureau publishes such a sample. Rows are drawn from the simulated
custodians' folders while the city is being made, rounded to two significant digits and shuffled, so that a row cannot
be told from its neighbours by an exact amount.
"""

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from puhui.assembly.founding import sample_indicators
from puhui.kernel import Clock

SAMPLE = 150


def write_peers(
    folders: Mapping[str, tuple[str, Path]], usccs: list[str], to: list[Path], clock: Clock, seed: int
) -> int:
    """Write `peers.json` of at most `SAMPLE` enterprises into each folder of `to`; how many rows.

    `folders` names each custodian's role and data folder.
    """
    chance = random.Random(seed)  # noqa: S311 - a sample of simulated enterprises, the same for the same seed
    chosen = chance.sample(usccs, min(SAMPLE, len(usccs)))
    rows: dict[str, dict[str, Any]] = {code: {} for code in chosen}
    for role, folder in folders.values():
        for code, found in sample_indicators(role, folder, chosen, clock).items():
            rows[code] |= {name: _rounded(value) for name, value in found.items() if name not in rows[code]}
    made = list(rows.values())
    chance.shuffle(made)
    text = json.dumps({"version": "1", "rows": made}, ensure_ascii=False, separators=(",", ":"))
    for folder in to:
        (folder / "peers.json").write_text(text + "\n", encoding="utf-8")
    return len(made)


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")
