"""The credit brain on public data: one table by one command.

    python bench/credit_tables.py [--repeats 5] [--json FILE] [--only NAME]

1. Our card and our challenger beside logistic regression and LightGBM, on the sets of `credit_sets.py`. Every
   contestant sees the same columns, rows and splits; the peers are untuned, as in the data's description, whose bars
   are printed beside. Nothing of ours looks at a test row: bins, penalties, tree sizes and the columns that look too
   good are found on training rows alone.
2. `sba22k` by time: fitted up to FY 2003, tried on FY 2004, where the rate of bads is three times as high. The PDs are
   measured on the second half of FY 2004 as they come, and recalibrated on the first half. Two choices of columns are
   made by time, inside the training rows and before FY 2004 is looked at: those that did not move from FY 1997 to
   FY 1998–2003 (no outcome is looked at), and those whose relation to the outcome ran the same way in both.
3. `cumcm2020c`: the expert card on the 23 rated firms (`expert_card.py`), and what limit and price would have earned
   (`contest_earnings.py`).

One thread, rows in a fixed order, seeds: the same data and versions print the same figures, but for the seconds. Needs
the real data sets (PUHUI_DATA, or ../shared/data beside the checkout).
"""

import argparse
import json
import os
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import contest_earnings
import expert_card
import numpy as np
from credit_peers import boosted, logistic, ranks
from credit_sets import Frame, Task, sba, tasks
from sklearn.model_selection import RepeatedStratifiedKFold, StratifiedShuffleSplit

from puhui.credit.calibration import recalibration
from puhui.credit.challenger import Challenger, fit_challenger
from puhui.credit.drift import movements
from puhui.credit.errors import DiscriminationLost
from puhui.credit.fit import Recipe, fit
from puhui.credit.grades import Scaling
from puhui.credit.scorecard import Scorecard
from puhui.credit.validation import auc, ks, measure

Rows = np.ndarray
TARGET = "(bad)"
FIRST_YEAR = 1997  # of the rows that there are to fit on: 92 % are of this year
EVEN = 0.5  # AUC of what tells nothing
PRIOR_ROWS = 20  # rows of average outcome added to a category
Predict = Callable[[Frame, np.ndarray, Rows, Rows], np.ndarray]


def card(frame: Frame, bad: np.ndarray, train: Rows, recipe: Recipe) -> Scorecard:
    return fit({name: values[train] for name, values in frame.items()}, bad[train], recipe).card


def challenger(frame: Frame, bad: np.ndarray, train: Rows, recipe: Recipe) -> Challenger:
    found = fit_challenger({name: values[train] for name, values in frame.items()}, bad[train], recipe)
    return Challenger.parse(found.model.dump())


def by(make: Callable[..., Any], *, without_doubtful: bool = False) -> Predict:
    """The PDs of a model of ours on the test rows."""

    def predict(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
        model = make(frame, bad, train, Recipe(name="bench", without_doubtful=without_doubtful))
        return Scaling().pd(model.scorer.totals({name: values[test] for name, values in frame.items()}))

    return predict


def kept_by(keep: Callable[[Frame, np.ndarray], list[str]], make: Callable[..., Any], later: Rows) -> Predict:
    """The PDs of a model of ours on the columns that `keep` keeps of the training rows; `later` tells the late ones."""

    def predict(frame: Frame, bad: np.ndarray, train: Rows, test: Rows) -> np.ndarray:
        names = keep({name: values[train] for name, values in frame.items()} | {TARGET: bad[train]}, later[train])
        return by(make)({name: frame[name] for name in names}, bad, train, test)

    return predict


def unmoved(frame: Frame, later: np.ndarray) -> list[str]:
    """The columns that did not move from the earlier to the later rows."""
    return [one.column for one in movements(frame, later) if not one.moved and one.column != TARGET]


def steady(frame: Frame, later: np.ndarray) -> list[str]:
    """The columns by which later rows are told apart the way earlier ones are."""
    bad = frame[TARGET]
    return [name for name, values in frame.items() if name != TARGET and _turned(values, bad, later) > EVEN]


def _turned(values: np.ndarray, bad: np.ndarray, later: np.ndarray) -> float:
    """AUC on the later rows of a column whose direction (a category's rate of bads) is that of the earlier rows."""
    if values.dtype.kind == "O":
        _, at = np.unique([str(value) for value in values], return_inverse=True)
        bads, rows = (np.bincount(at[~later], weight[~later], at.max() + 1) for weight in (bad, np.ones(len(bad))))
        return auc(((bads + PRIOR_ROWS * bad[~later].mean()) / (rows + PRIOR_ROWS))[at][later], bad[later])
    known = np.isfinite(values)
    early, late = known & ~later, known & later
    rising = auc(values[early], bad[early]) >= EVEN
    return auc(values[late] if rising else -values[late], bad[late])


def splits(task: Task, repeats: int) -> list[tuple[Rows, Rows]]:
    if task.splits == "5x5":
        splitter: Any = RepeatedStratifiedKFold(n_splits=5, n_repeats=5, random_state=0)
    else:
        splitter = StratifiedShuffleSplit(repeats, test_size=0.3, random_state=0)
    return list(splitter.split(task.bad, task.bad))


def compare(task: Task, repeats: int) -> dict[str, Any]:
    """Each contestant's mean AUC over the splits, its standard error, KS and seconds a split."""
    contestants = {
        "our card": by(card),
        "our challenger": by(challenger),
        "LR": ranks if task.ranked else logistic,
        "LightGBM": boosted,
    }
    parts = splits(task, repeats)
    out: dict[str, Any] = {
        "rows": len(task.bad),
        "bads": int(task.bad.sum()),
        "splits": f"{task.splits} × {len(parts)}",
    }
    for name, predict in contestants.items():
        started = time.perf_counter()
        found = [(predict(task.frame, task.bad, *part), task.bad[part[1]]) for part in parts]
        aucs = [auc(pd, bad) for pd, bad in found]
        out[name] = {
            "auc": float(np.mean(aucs)),
            "error": float(np.std(aucs, ddof=1) / len(aucs) ** 0.5),
            "ks": float(np.mean([ks(pd, bad) for pd, bad in found])),
            "seconds": (time.perf_counter() - started) / len(parts),
        }
    return out | {"bar_lr": task.bar_lr, "bar_gb": task.bar_gb}


def out_of_time(data: Path) -> dict[str, Any]:
    """`sba22k`: fitted to FY 2003, tried on FY 2004; calibration of its second half before and after the first."""
    frame, bad, year, day = sba(data)
    train, test = np.flatnonzero((year >= 1990) & (year <= 2003)), np.flatnonzero(year == 2004)
    middle = np.sort(day[test])[len(test) // 2]
    early = day[test] < middle
    contestants = {
        "our card": by(card, without_doubtful=True),
        "our card, doubtful columns kept": by(card),
        "our challenger": by(challenger, without_doubtful=True),
        "our challenger, doubtful columns kept": by(challenger),
        "our card, columns that did not move": kept_by(unmoved, card, year > FIRST_YEAR),
        "our challenger, the same": kept_by(unmoved, challenger, year > FIRST_YEAR),
        "our card, columns that ran on": kept_by(steady, card, year > FIRST_YEAR),
        "our challenger, the same columns": kept_by(steady, challenger, year > FIRST_YEAR),
        "LR": logistic,
        "LightGBM": boosted,
    }
    out: dict[str, Any] = {"middle": str(middle)}
    for name, predict in contestants.items():
        pd = np.clip(predict(frame, bad, train, test), 1e-6, 1 - 1e-6)
        first, second = bad[test][early], bad[test][~early]
        lost = ""
        try:
            found = recalibration(pd[early], first)
        except DiscriminationLost as refused:
            lost = f"slope refused, its interval is {refused.data['low']} to {refused.data['high']}"
            found = recalibration(pd[early], first, "intercept")
        out[name] = {
            "auc": auc(pd, bad[test]),
            "before": measure(pd[~early], second, development=False).as_dict(),
            "after": measure(found.pd(pd[~early]), second, development=False).as_dict(),
            "map": found.as_dict(),
            "lost": lost,
        }
    return out


CONTESTANTS = ("our card", "our challenger", "LR", "LightGBM")


def told(found: dict[str, Any]) -> str:
    """A set's line: AUC, its standard error and seconds a fit of each contestant, then the bars."""
    cells = ("{auc:.4f} ±{error:.4f} {seconds:5.1f} s".format(**found[name]) for name in CONTESTANTS)
    bars = ("–" if found[bar] is None else f"{found[bar]:.3f}" for bar in ("bar_lr", "bar_gb"))
    return "".join(f"{cell:>26s}" for cell in cells) + "   " + "  ".join(bars)


def told_by_time(found: dict[str, Any]) -> str:
    """The table of `sba22k` by time."""
    heads = "".join(f"{name:>24s}" for name in ("mean PD → observed", "Brier", "Hosmer–Lemeshow", "after: mean PD"))
    lines = [f"{'':40s}{'AUC 2004':>10s}{heads}{'Brier':>10s}{'Hosmer–L.':>12s}  map"]
    for name, one in found.items():
        before, after, how = one["before"], one["after"], one["map"]
        slope, lost = how["slope"], f"; {one['lost']}" if one["lost"] else ""
        lines.append(
            f"{name:40s}{one['auc']:10.4f}"
            f"{before['mean_pd']:15.2%} → {before['bad_rate']:.2%}{before['brier']:24.4f}"
            f"{before['hosmer_lemeshow']['statistic']:24.0f}{after['mean_pd']:24.2%}{after['brier']:10.4f}"
            f"{after['hosmer_lemeshow']['statistic']:12.1f}  {how['method']} {how['intercept']['value']:+.2f}, "
            f"slope {slope['value']:.2f} ({slope['low']:.2f}–{slope['high']:.2f}){lost}"
        )
    return "\n".join(lines)


def main() -> None:
    warnings.simplefilter("ignore")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=5)
    parser.add_argument("--only", help="one set: the start of its name")
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    data = Path(os.environ.get("PUHUI_DATA", Path(__file__).resolve().parents[1].parent / "shared" / "data"))
    out: dict[str, Any] = {}

    def wanted(name: str) -> bool:
        return name.startswith(options.only or "")

    heads = "".join(f"{name:>26s}" for name in CONTESTANTS)
    print(f"{'AUC ± standard error':32s}{heads}   bars LR, GB")
    for task in filter(lambda task: wanted(task.name), tasks(data)):
        out[task.name] = compare(task, options.repeats)
        print(f"{task.name:32s}{told(out[task.name])}", flush=True)
    if wanted("sba22k"):
        out["sba22k, FY 1990–2003 → FY 2004"] = found = out_of_time(data)
        print("\nsba22k, FY 1990–2003 → FY 2004 (bars: LR 0.524, GB 0.556); PDs on approvals from", found.pop("middle"))
        print(told_by_time(found), flush=True)
    if wanted("cumcm2020c"):
        out["cumcm2020c"] = {"card": expert_card.measured(), "earnings": contest_earnings.earnings()}
        print(f"\ncumcm2020c, the expert card: {expert_card.text(out['cumcm2020c']['card'])}")
        print(f"\ncumcm2020c, what limit and price earn: {contest_earnings.text(out['cumcm2020c']['earnings'])}")
    if options.json:
        options.json.write_text(json.dumps(out, ensure_ascii=False, indent=1) + "\n")


if __name__ == "__main__":
    main()
