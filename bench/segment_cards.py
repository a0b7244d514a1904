"""What each source adds to the segments' expert cards: AUC on simulated defaults, with the interval of the difference.

    python bench/segment_cards.py [--seeds 101,102,103,104] [--enterprises 3000] [--json]

A city a seed; every enterprise grants everything; bad is who defaults within the twelve months after the report. The
cards were written without looking at any default, and no weight was changed after these figures were seen. A card's
score is its points over the sources that it is given, without the lines of coverage (they say whether a score is told,
not how good it is). Differences of two AUCs on the same enterprises are after DeLong, DeLong and Clarke-Pearson (1988).
"""

import argparse
import json
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm, rankdata

from puhui.assembly.wiring import simulated_answers
from puhui.city import economy
from puhui.credit import Scorecard
from puhui.credit.indicator import Cause, IndicatorSet
from puhui.credit.segments import Segment
from puhui.desks.models.uses import shipped_cards
from puhui.exchange.catalogue import chosen_slugs, datasets_of
from puhui.exchange.connectors import Warehouse
from puhui.kernel import ManualClock
from puhui.kernel.identifiers import Uscc

AS_OF = date(2026, 6, 30)
AT = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)
ROLES = {
    "registry": "registry", "tax": "tax", "social": "social", "power": "power", "court": "court", "bank-a": "bank",
    "bank-b": "bank", "bank-c": "bank", "pbc": "regulator", "data-bureau": "data_bureau",
}  # fmt: skip
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True)
class Rows:
    """Enterprises with the points that each source gives them on their segment's card; outcomes."""

    bad: Bools
    base: float
    points: dict[str, Floats]
    known: dict[str, Bools]

    def score(self, sources: Iterable[str]) -> Floats:
        """The card's score over these sources."""
        return np.clip(sum((self.points[one] for one in sources), np.full(len(self.bad), self.base)), 300.0, 900.0)


@dataclass(frozen=True)
class Added:
    """AUC before and after, their difference with its 95 % interval."""

    before: float
    after: float
    low: float
    high: float

    @property
    def gain(self) -> float:
        """What was added."""
        return self.after - self.before


def placements(score: Floats, bad: Bools) -> tuple[Floats, Floats]:
    """For each bad the share of goods above it, for each good the share of bads below it; ties count half."""
    whole, goods, bads = rankdata(score), rankdata(score[~bad]), rankdata(score[bad])
    above = 1.0 - (whole[bad] - bads) / (~bad).sum()
    return above, (whole[~bad] - goods) / bad.sum()


def added(before: Floats, after: Floats, bad: Bools) -> Added:
    """Compare two scores on the same rows."""
    (bads_a, goods_a), (bads_b, goods_b) = placements(before, bad), placements(after, bad)
    spread = np.var(bads_b - bads_a, ddof=1) / bad.sum() + np.var(goods_b - goods_a, ddof=1) / (~bad).sum()
    gain, reach = bads_b.mean() - bads_a.mean(), float(norm.ppf(0.975)) * float(np.sqrt(spread))
    return Added(float(bads_a.mean()), float(bads_b.mean()), float(gain) - reach, float(gain) + reach)


def city(folder: Path, seed: int, enterprises: int) -> tuple[dict[str, dict[str, IndicatorSet]], dict[str, Any]]:
    """By enterprise and source, what custodians answer; and what becomes of each."""
    made = economy.make(seed=seed, enterprises=enterprises, as_of=AS_OF)
    made.write({name: folder / name for name in ROLES})
    usccs = [Uscc(one) for one in made.enterprises["uscc"].to_list()]
    found: dict[str, dict[str, IndicatorSet]] = {str(one): {} for one in usccs}
    clock = ManualClock(AT)
    for name, role in ROLES.items():
        warehouse = Warehouse(folder / name, clock)
        for dataset in datasets_of(role, set(ROLES.values())):
            if dataset.source in ("relations", "news"):
                continue  # no card reads them
            for uscc, held in simulated_answers(warehouse, dataset, usccs, clock).items():
                if any(item.cause is Cause.GRANTED for item in held.values()):
                    source = "tax" if dataset.source == "vat" else dataset.source
                    before = found[str(uscc)].get(source)
                    if before is None or _inflow(held) > _inflow(before):
                        found[str(uscc)][source] = held
        warehouse.close()
    return found, {row["uscc"]: row for row in made.truth.to_dicts()}


def _inflow(held: IndicatorSet) -> float:
    value = held.value("inflow12_fen")
    return 0.0 if value is None else float(value)


def rows_of(card: Scorecard, answers: Sequence[dict[str, IndicatorSet]], bad: Sequence[bool]) -> Rows:
    """The card's points by source."""
    frame: dict[str, NDArray[Any]] = {}
    for one in card.attributes:
        values = [sets[one.source].value(one.name) if one.source in sets else None for sets in answers]
        if one.numeric:
            frame[one.name] = np.array([np.nan if value is None else float(value) for value in values])
        else:
            frame[one.name] = np.array(values, dtype=object)
    points = {source.source: np.zeros(len(bad)) for source in card.sources}
    for compiled, bins in zip(card.scorer.attributes, card.scorer.place(frame), strict=True):
        points[compiled.attribute.source] += compiled.points[bins] / 100
    known = {name: np.array([name in sets for sets in answers]) for name in points}
    return Rows(np.array(bad), card.base_points, points, known)


def measured(seeds: Sequence[int], enterprises: int) -> list[dict[str, Any]]:
    """Each segment's figures, over all seeds together."""
    chosen = {dataset.source for role in ROLES.values() for dataset in datasets_of(role, set(ROLES.values()))
              if dataset.slug in chosen_slugs()}  # fmt: skip
    held: dict[str, list[tuple[dict[str, IndicatorSet], bool]]] = {segment.value: [] for segment in Segment}
    for seed in seeds:
        with tempfile.TemporaryDirectory() as folder:
            answers, truth = city(Path(folder), seed, enterprises)
        for uscc, sets in answers.items():
            day = truth[uscc]["defaulted_on"]
            if day is None or day > AS_OF:
                held[truth[uscc]["segment"]].append((sets, day is not None and day <= AS_OF + timedelta(days=365)))
    told = []
    for segment, pairs in held.items():
        bad = [one for _, one in pairs]
        for name in dict.fromkeys((segment, "all")):
            card = shipped_cards()[name]
            if (segment, name) == ("small_micro", "all") or sum(bad) < 2:
                continue
            told.append(_segment(segment, card, rows_of(card, [sets for sets, _ in pairs], bad), chosen))
    return told


def _segment(segment: str, card: Scorecard, rows: Rows, chosen: set[str]) -> dict[str, Any]:
    core = [source.source for source in card.sources if source.source not in chosen]
    base = rows.score(core)
    more = {source.source: [source.source] for source in card.sources if source.source in chosen}
    if {"finance", "owner"} <= set(more):
        more["finance + owner"] = ["finance", "owner"]
    more["all"] = [source.source for source in card.sources if source.source in chosen]
    return {
        "segment": segment,
        "card": f"{card.name}@{card.version}",
        "enterprises": len(rows.bad),
        "bad": int(rows.bad.sum()),
        "core": core,
        "core_auc": round(float(placements(base, rows.bad)[0].mean()), 4),
        "added": {
            name: {
                "known": round(float(np.mean(np.any([rows.known[one] for one in sources], axis=0))), 3),
                "auc": round(found.after, 4),
                "gain": round(found.gain, 4),
                "low": round(found.low, 4),
                "high": round(found.high, 4),
            }
            for name, sources in more.items()
            for found in (added(base, rows.score([*core, *sources]), rows.bad),)
        },
    }


def text(told: list[dict[str, Any]]) -> str:
    """The figures as tables."""
    lines = []
    for one in told:
        lines.append(f"{one['segment']}, {one['card']}: {one['enterprises']} enterprises, {one['bad']} bad")
        lines.append(f"  core ({', '.join(one['core'])}): AUC {one['core_auc']:.3f}")
        for name, of in one["added"].items():
            lines.append(
                f"  + {name:<18} known {of['known']:4.0%}   AUC {of['auc']:.3f}   "
                f"{of['gain']:+.3f} ({of['low']:+.3f} to {of['high']:+.3f})"
            )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", default="101,102,103,104")
    parser.add_argument("--enterprises", type=int, default=3000)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    begun = time.process_time()
    told = measured([int(one) for one in given.seeds.split(",")], given.enterprises)
    if given.json:
        print(json.dumps(told, ensure_ascii=False))
        return
    print(text(told))
    print(f"{time.process_time() - begun:.0f} s of the processor")


if __name__ == "__main__":
    main()
