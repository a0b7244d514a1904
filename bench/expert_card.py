"""AUC of the expert VAT card on the labelled enterprises of `cumcm2020c`, with its uncertainty.

    python bench/expert_card.py [--as-of DATE|each] [--json]

The card was written without looking at these labels, and nothing is tuned on them here. 23 enterprises with 5 defaults
bound what can be said: read the interval, not the figure. Prints DeLong's interval (on the logit scale), a stratified
bootstrap, and the AUC of single indicators beside it.
"""

import argparse
import json
import math
import os
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import norm, rankdata

from puhui.cli.credit.indicators import compute
from puhui.credit.expert import shipped

DATA = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[2] / "shared" / "data")) / "cumcm2020c"
BESIDE = ("rev12_fen", "rev12_eff_fen", "active_share24", "void_rate12", "buyers12", "suppliers12")


def auc(good: np.ndarray, bad: np.ndarray) -> float:
    """Chance that a good one scores above a bad one; ties count half."""
    ranks = rankdata(np.concatenate([good, bad]))
    return float((ranks[: len(good)].sum() - len(good) * (len(good) + 1) / 2) / (len(good) * len(bad)))


def delong(good: np.ndarray, bad: np.ndarray) -> tuple[float, float]:
    """95 % interval of the AUC after DeLong, DeLong and Clarke-Pearson (1988), on the logit scale."""
    wins = (good[:, None] > bad[None, :]) + 0.5 * (good[:, None] == bad[None, :])
    point = wins.mean()
    deviation = math.sqrt(wins.mean(axis=1).var(ddof=1) / len(good) + wins.mean(axis=0).var(ddof=1) / len(bad))
    if point in (0.0, 1.0):
        return float(point), float(point)
    centre, spread = math.log(point / (1 - point)), deviation / (point * (1 - point)) * norm.ppf(0.975)
    return 1 / (1 + math.exp(-(centre - spread))), 1 / (1 + math.exp(-(centre + spread)))


def bootstrap(good: np.ndarray, bad: np.ndarray, rounds: int = 5_000, seed: int = 1) -> tuple[float, float]:
    """95 % percentile interval, resampling goods and bads apart."""
    chance = np.random.default_rng(seed)
    found = [auc(chance.choice(good, len(good)), chance.choice(bad, len(bad))) for _ in range(rounds)]
    return float(np.percentile(found, 2.5)), float(np.percentile(found, 97.5))


def perturbed(points: np.ndarray, bad: np.ndarray, rounds: int = 1_000, seed: int = 1) -> tuple[float, float, float]:
    """AUC (5 %, median, 95 %) when every weight is multiplied by a chance factor between 0.5 and 1.5."""
    factors = np.random.default_rng(seed).uniform(0.5, 1.5, (rounds, points.shape[1]))
    found = [auc(scores[~bad], scores[bad]) for scores in factors @ points.T]
    low, middle, high = np.percentile(found, [5, 50, 95])
    return float(low), float(middle), float(high)


def measured(as_of: str = "") -> dict[str, Any]:
    """All figures, as of a day (`each`: each firm's own last month; nothing: the last full month seen)."""
    lines = (DATA / "firms_rated.csv").read_text(encoding="utf-8-sig").splitlines()[1:]
    bad_of = {line.split(",")[0]: line.rstrip().endswith("是") for line in lines}
    rows = [row for row in compute(DATA, as_of=as_of).rows() if row["enterprise"] in bad_of]
    bad = np.array([bad_of[row["enterprise"]] for row in rows])
    card = shipped("vat-expert")
    frame = {item.name: np.array([row[item.name] for row in rows], dtype=float) for item in card.attributes}
    scores = card.score(frame).score
    points = np.array([[term.points for term in card.explain(row).terms] for row in rows])
    good_scores, bad_scores = scores[~bad], scores[bad]
    return {
        "card": f"{card.name} {card.version}",
        "labels_used_to_make_it": card.training["labels_used"],
        "enterprises": len(rows),
        "defaults": int(bad.sum()),
        "as_of": as_of or "end of the last full month seen",
        "auc": round(auc(good_scores, bad_scores), 3),
        "delong_95": [round(bound, 3) for bound in delong(good_scores, bad_scores)],
        "bootstrap_95": [round(bound, 3) for bound in bootstrap(good_scores, bad_scores)],
        "auc_if_weights_vary_by_half": [round(bound, 3) for bound in perturbed(points, bad)],
        "mean_score": {"good": round(float(good_scores.mean()), 1), "bad": round(float(bad_scores.mean()), 1)},
        "single_indicators": {
            name: round(auc(values[~bad], values[bad]), 3)
            for name in BESIDE
            if not np.isnan(values := np.array([row[name] for row in rows], dtype=float)).any()
        },
    }


def text(told: dict[str, Any]) -> str:
    """The figures for a person."""
    return "\n".join(
        [
            f"{told['card']}, as of {told['as_of']}",
            f"{told['enterprises']} labelled enterprises, {told['defaults']} defaults; labels used to make it: none",
            f"AUC {told['auc']}   DeLong 95 % {told['delong_95']}   bootstrap 95 % {told['bootstrap_95']}",
            f"mean score: good {told['mean_score']['good']}, bad {told['mean_score']['bad']}",
            f"single indicators, higher = better: {told['single_indicators']}",
            f"weights × 0.5 … 1.5 by chance, AUC at 5 / 50 / 95 %: {told['auc_if_weights_vary_by_half']}",
            "no label was used to make the card; with so few, a difference of 0.1 in AUC is within chance",
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--as-of", default="")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told = measured(given.as_of)
    print(json.dumps(told, ensure_ascii=False) if given.json else text(told))


if __name__ == "__main__":
    main()
