"""Draw what the custodians see before an enterprise defaults, from a freshly simulated economy.

python tools/draw_economy.py                      # rewrites docs/reference/economy.svg
python tools/draw_economy.py --out picture.png    # any format that matplotlib writes
"""

import argparse
import tempfile
from datetime import date
from pathlib import Path

import matplotlib as mpl
import numpy as np

from puhui.city import economy, foresight

mpl.use("svg")
mpl.rcParams |= {
    "svg.hashsalt": "puhui",
    "svg.fonttype": "none",
    "font.family": "sans-serif",
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
}

from matplotlib import pyplot as plt  # noqa: E402 - after the backend is chosen

ROOT = Path(__file__).resolve().parents[1]
FIRST, LAST = -18, 4  # months around default
LEVELS = {"sales": "Sales (VAT invoices)", "inflow": "Bank inflow", "kwh": "Electricity", "heads": "Insured heads"}
EARLY = {
    "balances thin": "bank: balances thin",
    "heads fall": "social: heads fall",
    "sales fall": "tax: sales fall",
    "power falls": "power: kWh falls",
    "power bills late": "power: bills late",
    "sued": "court: sued",
}


def paths(panel: foresight.Panel, level: str) -> tuple[np.ndarray, np.ndarray]:
    """Quartiles of 3-month sums as a multiple of those a year before: by months to default, and of the sound."""
    values = panel.levels[level]
    windows = np.lib.stride_tricks.sliding_window_view(values, 3, axis=1).sum(axis=2)
    ratio = np.full_like(values, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio[:, 14:] = windows[:, 12:] / np.where(windows[:, :-12] > 0, windows[:, :-12], np.nan)
    failing = [ratio[panel.ahead == -month] for month in range(FIRST, LAST + 1)]
    quartiles = np.array([np.nanpercentile(one, [25, 50, 75]) for one in failing])
    return quartiles, np.nanpercentile(ratio[np.isnan(panel.ahead)], [25, 50, 75])


def draw(panel: foresight.Panel, out: Path) -> None:
    """Four levels, and the separation of six signs, by months to default."""
    figure, axes = plt.subplots(2, 3, figsize=(11, 6), layout="constrained")
    months = np.arange(FIRST, LAST + 1)
    for axis, (level, title) in zip(axes.ravel(), LEVELS.items(), strict=False):
        failing, sound = paths(panel, level)
        axis.fill_between(months, failing[:, 0], failing[:, 2], color="#c0392b", alpha=0.15, lw=0)
        axis.plot(months, failing[:, 1], color="#c0392b", label="will default: median, quartiles")
        axis.axhspan(sound[0], sound[2], color="#2471a3", alpha=0.10, lw=0)
        axis.axhline(sound[1], color="#2471a3", ls="--", label="never defaults: median, quartiles")
        axis.axvline(0, color="black", lw=0.6)
        axis.set(title=title, ylim=(0, 1.8), xlabel="months from default", ylabel="multiple of a year before")
    axes[0, 0].legend(frameon=False, fontsize=7, loc="lower left")
    axis = axes[1, 1]
    for name, label in EARLY.items():
        ahead = range(12, 0, -1)
        axis.plot([-one for one in ahead], [foresight.separation(panel, name, one, one) for one in ahead], label=label)
    axis.axhline(0.5, color="black", lw=0.6)
    axis.set(title="How well each sign separates", ylim=(0.45, 1), xlabel="months from default", ylabel="AUC")
    handles, labels = axis.get_legend_handles_labels()
    axes[1, 2].axis("off")
    axes[1, 2].legend(handles, labels, frameon=False, loc="center left", title="one line a sign")
    figure.savefig(out, metadata={"Date": None} if out.suffix == ".svg" else None, dpi=110)


def main() -> None:
    """Simulate, read back as the custodians hold it, draw."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=ROOT / "docs/reference/economy.svg")
    parser.add_argument("--enterprises", type=int, default=2000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        folders = {name: Path(folder) / name for name in economy.CUSTODIANS}
        made = economy.make(seed=1, enterprises=chosen.enterprises, as_of=date(2026, 6, 30), months=48)
        made.write(folders)
        draw(foresight.read(folders), chosen.out)
    print(chosen.out)


if __name__ == "__main__":
    main()
