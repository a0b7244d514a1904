"""The published peer sample: some enterprises' indicators without codes or names, for the radar to compare with.

In a real city a statistics office or the tax bureau publishes such a sample. Rows are drawn from the simulated
custodians' folders while the city is being made, rounded to two significant digits and shuffled, so that a row cannot
be told from its neighbours by an exact amount. A row says of which segment, industry, size and region it is only as far
as `PUBLISHED_MIN` rows of the sample share it.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from puhui.assembly.founding import sample_indicators
from puhui.credit.portrait import KEYS, size_by
from puhui.kernel import Clock, Entropy

SAMPLE = 400
PUBLISHED_MIN = 10  # mark J: fewer of one kind could be told apart
_DRAW_BYTES = 16

T = TypeVar("T")


def write_peers(
    folders: Mapping[str, tuple[str, Path]],
    register: Mapping[str, Mapping[str, str]],
    to: list[Path],
    clock: Clock,
    entropy: Entropy,
) -> int:
    """Write `peers.json` of at most `SAMPLE` enterprises into each folder of `to`; how many rows.

    `folders` names each custodian's role and data folder; `register` has each enterprise's segment, industry section
    and region by its code.
    """
    chosen = _shuffled(sorted(register), entropy)[:SAMPLE]
    rows: dict[str, dict[str, Any]] = {code: {} for code in chosen}
    roles = {role for role, _ in folders.values()}
    for role, folder in folders.values():
        for code, found in sample_indicators(role, folder, chosen, clock, roles).items():
            rows[code] |= {name: _rounded(value) for name, value in found.items() if name not in rows[code]}
    today = clock.now().date()
    kin = [{**register[code], "size": size_by({**register[code], **row}, today)} for code, row in rows.items()]
    told = [shared | row for shared, row in zip(_shared(kin), rows.values(), strict=True)]
    made = _shuffled(told, entropy)
    text = json.dumps({"version": "2", "rows": made}, ensure_ascii=False, separators=(",", ":"))
    for folder in to:
        (folder / "peers.json").write_text(text + "\n", encoding="utf-8")
    return len(made)


def _shared(kin: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The keys of each as far as enough others share them, and None beyond."""
    keys = [tuple(one[key] for key in KEYS) for one in kin]
    counts = Counter(one[:length] for one in keys for length in range(1, len(KEYS) + 1))
    held = [sum(counts[one[:length]] >= PUBLISHED_MIN for length in range(1, len(KEYS) + 1)) for one in keys]
    return [
        {key: value if at < kept else None for at, (key, value) in enumerate(zip(KEYS, one, strict=True))}
        for one, kept in zip(keys, held, strict=True)
    ]


def _shuffled(items: Sequence[T], entropy: Entropy) -> list[T]:
    """The items in an order of chance: each draws a number, and they stand by their numbers."""
    drawn = [entropy.take(_DRAW_BYTES) for _ in items]
    return [items[at] for at in sorted(range(len(items)), key=lambda at: drawn[at])]


def _rounded(value: float) -> float:
    return float(f"{value:.2g}")
