"""The report's pictures as PNG bytes. Words in them are English: no CJK font can be counted on; captions are in both.

Every function takes arrays of one sample: risk or PD or score, and outcomes (true is bad).
"""

import io
from itertools import pairwise
from typing import Any

import numpy as np

from puhui.credit.binning import Bools
from puhui.credit.grades import Floats
from puhui.credit.validation import auc, calibration, gains, roc

_GOOD, _BAD, _PLAIN = "#1677ff", "#d4380d", "#8c8c8c"
_BINS = 40


def roc_picture(risk: Floats, bad: Bools) -> bytes:
    """The ROC curve with its area."""
    figure, axes = _canvas()
    false, true = roc(risk, bad)
    axes.plot(false, true, color=_GOOD, label=f"AUC {auc(risk, bad):.3f}")
    axes.plot([0, 1], [0, 1], color=_PLAIN, linestyle="--", linewidth=1)
    _name(axes, "ROC", "share of goods refused", "share of bads refused")
    axes.set_aspect("equal")
    axes.legend(loc="lower right", frameon=False)
    return _png(figure)


def ks_picture(score: Floats, bad: Bools) -> bytes:
    """The score's cumulative distributions of goods and bads, and the place of their largest distance."""
    figure, axes = _canvas()
    order = np.argsort(score, kind="stable")
    last = np.append(np.flatnonzero(np.diff(score[order])), len(score) - 1)
    at = score[order][last]
    of_bad = np.cumsum(bad[order])[last] / bad.sum()
    of_good = np.cumsum(~bad[order])[last] / (~bad).sum()
    widest = int(np.argmax(np.abs(of_bad - of_good)))
    axes.step(at, of_bad, where="post", color=_BAD, label="bads")
    axes.step(at, of_good, where="post", color=_GOOD, label="goods")
    axes.vlines(at[widest], of_good[widest], of_bad[widest], color="black", linewidth=1.2)
    distance = abs(of_bad[widest] - of_good[widest])
    _name(axes, f"KS {distance:.3f} at score {at[widest]:.0f}", "score", "cumulative share")
    axes.legend(loc="upper left", frameon=False)
    return _png(figure)


def calibration_picture(pd: Floats, bad: Bools) -> bytes:
    """Observed bad rate against mean PD in deciles, with 95 % intervals of the observed rate."""
    figure, axes = _canvas()
    table = calibration(pd, bad)
    rate = table.bad_rate
    reach = 1.96 * np.sqrt(np.maximum(rate * (1 - rate), 1e-9) / table.count)
    most = float(max(table.mean_pd.max(), (rate + reach).max())) * 1.08
    axes.plot([0, most], [0, most], color=_PLAIN, linestyle="--", linewidth=1, label="perfect")
    below = np.minimum(reach, rate)
    axes.errorbar(table.mean_pd, rate, yerr=[below, reach], fmt="o", color=_GOOD, capsize=3, label="deciles of PD")
    axes.set_xlim(0, most)
    axes.set_ylim(0, most)
    _percent(axes.xaxis)
    _percent(axes.yaxis)
    _name(axes, "Calibration", "mean PD", "observed bad rate (95 % interval)")
    axes.legend(loc="upper left", frameon=False)
    return _png(figure)


def gains_picture(risk: Floats, bad: Bools) -> bytes:
    """The share of bads caught by refusing the worst, beside a random pick and a perfect one."""
    figure, axes = _canvas()
    table = gains(risk, bad, groups=50)
    axes.plot(np.append(0, table.rows), np.append(0, table.bads), color=_GOOD, label="this card")
    axes.plot([0, float(bad.mean()), 1], [0, 1, 1], color=_PLAIN, linewidth=1, label="perfect")
    axes.plot([0, 1], [0, 1], color=_PLAIN, linestyle="--", linewidth=1, label="random")
    _percent(axes.xaxis)
    _percent(axes.yaxis)
    _name(axes, "Gains", "worst share of applicants", "share of bads caught")
    axes.legend(loc="lower right", frameon=False)
    return _png(figure)


def distribution_picture(score: Floats, bad: Bools, edges: Floats) -> bytes:
    """The score's distribution by outcome, each class to an area of one; `edges` are the grades' floors."""
    figure, axes = _canvas(width=9.2)
    limits = np.linspace(score.min(), max(score.max(), score.min() + 1), _BINS + 1)
    for rows, colour, label in ((~bad, _GOOD, "goods"), (bad, _BAD, "bads")):
        axes.hist(score[rows], bins=limits, density=True, alpha=0.55, color=colour, label=f"{label} ({rows.sum():,})")
    for edge in edges:
        if limits[0] < edge < limits[-1]:
            axes.axvline(edge, color=_PLAIN, linewidth=0.7, linestyle=":")
    axes.set_yticks([])
    _name(axes, "Scores by outcome (dotted: grade floors)", "score", "density within class")
    axes.legend(loc="upper right", frameon=False)
    return _png(figure)


def stability_picture(expected: list[float], actual: list[float], edges: list[float]) -> bytes:
    """Shares of rows by score band, in training and in this sample."""
    figure, axes = _canvas(width=9.2)
    names = [
        f"< {edges[0]:.0f}",
        *(f"{a:.0f}–{b:.0f}" for a, b in pairwise(edges)),
        f"≥ {edges[-1]:.0f}",
    ]
    at = np.arange(len(names))
    axes.bar(at - 0.2, np.array(expected) / sum(expected), width=0.38, color=_PLAIN, label="training")
    axes.bar(at + 0.2, np.array(actual) / max(sum(actual), 1), width=0.38, color=_GOOD, label="this sample")
    axes.set_xticks(at, names)
    axes.tick_params(axis="x", labelsize=8)
    _percent(axes.yaxis)
    _name(axes, "Stability of the score", "score band (deciles of training)", "share of rows")
    axes.legend(loc="upper right", frameon=False, ncols=2)
    axes.margins(y=0.18)
    return _png(figure)


def vintage_picture(periods: list[str], pd: Floats, rate: Floats, low: Floats, high: Floats) -> bytes:
    """Mean PD and the rate that came, by period, with the rate's 95 % interval; periods without outcomes stay empty."""
    figure, axes = _canvas(width=9.2)
    at = np.arange(len(periods))
    axes.errorbar(at, rate, yerr=[rate - low, high - rate], fmt="o", color=_BAD, capsize=3, label="observed (95 %)")
    axes.plot(at, pd, color=_GOOD, marker="s", markersize=4, label="mean PD")
    _percent(axes.yaxis)
    _periods(axes, periods)
    _name(axes, "Calibration by period", "period of application", "rate of bads")
    axes.legend(loc="best", frameon=False)
    return _png(figure)


def limit_picture(title: str, periods: list[str], values: Floats, limits: list[float], up: str) -> bytes:
    """One figure by period, with the lines that it should stay within."""
    figure, axes = _canvas()
    axes.plot(np.arange(len(periods)), values, color=_GOOD, marker="o", markersize=4)
    for limit in limits:
        axes.axhline(limit, color=_BAD, linestyle="--", linewidth=1)
    axes.set_ylim(0, max([*values[np.isfinite(values)].tolist(), *limits, 0.01]) * 1.12)
    _periods(axes, periods)
    _name(axes, title, "period of application", up)
    return _png(figure)


def mix_picture(periods: list[str], counts: Floats, grades: list[str]) -> bytes:
    """Shares of applications by grade, one bar a period; `counts` is (periods, grades), best grade first."""
    from matplotlib import colormaps

    figure, axes = _canvas(width=9.2)
    shares = counts / np.maximum(counts.sum(axis=1, keepdims=True), 1)
    at, bottom = np.arange(len(periods)), np.zeros(len(periods))
    for number, grade in enumerate(grades):
        colour = colormaps["RdYlBu_r"](number / max(len(grades) - 1, 1))
        axes.bar(at, shares[:, number], bottom=bottom, color=colour, width=0.8, label=grade)
        bottom += shares[:, number]
    _percent(axes.yaxis)
    _periods(axes, periods)
    _name(axes, "Applications by grade", "period of application", "share")
    axes.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, reverse=True)
    return _png(figure)


def _periods(axes: Any, periods: list[str]) -> None:
    step = max(1, len(periods) // 12)
    axes.set_xticks(np.arange(0, len(periods), step), periods[::step], rotation=30 if len(periods) > 6 else 0)
    axes.tick_params(axis="x", labelsize=8)
    axes.set_xlim(-0.6, len(periods) - 0.4)


def _canvas(width: float = 4.6) -> tuple[Any, Any]:
    from matplotlib.figure import Figure  # no pyplot: no state shared between reports

    figure = Figure(figsize=(width, 4.0), layout="constrained")
    axes = figure.add_subplot()
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(alpha=0.25, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def _name(axes: Any, title: str, across: str, up: str) -> None:
    axes.set_title(title, fontsize=11)
    axes.set_xlabel(across)
    axes.set_ylabel(up)


def _percent(axis: Any) -> None:
    from matplotlib.ticker import PercentFormatter

    axis.set_major_formatter(PercentFormatter(1.0, decimals=None))


def _png(figure: Any) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110, metadata={"Software": None})
    return buffer.getvalue()
