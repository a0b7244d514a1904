"""The picture of a backtest, as PNG: who changes sides, who is let through by grade and by industry, what fires.

Words in it are English: no CJK font can be counted on.
"""

import io
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from matplotlib.figure import Figure

from puhui.credit.grades import GradeTable

if TYPE_CHECKING:
    from puhui.decisions.backtesting import Backtest, Compared, Share, Side

_OLD, _NEW, _INK, _BAD = "#9aa3ad", "#1677ff", "#26323d", "#d4380d"
_RULES = 12


def draw(found: "Backtest") -> bytes:
    """The PNG's bytes."""
    figure = Figure(figsize=(12, 8), layout="constrained")
    (sides, grades), (industries, fires) = figure.subplots(2, 2)
    _swaps(sides, found.all)
    order = [*GradeTable.shipped().grades, "D"]
    _rates(grades, "grade", sorted(found.by_grade, key=lambda one: order.index(one.name) if one.name in order else 99))
    _rates(industries, "industry section", found.by_industry)
    _fires(fires, found)
    figure.suptitle(f"{found.rules[0]} → {found.rules[1]}: {found.all.old.approved.of} past applications", color=_INK)
    out = io.BytesIO()
    figure.savefig(out, format="png", dpi=110, metadata={"Software": None})
    return out.getvalue()


def _swaps(axes: Any, every: "Compared") -> None:
    names = {
        "kept": "let through by both",
        "lost": "newly turned away",
        "won": "newly let through",
        "out": "by neither",
    }
    groups = [every.swaps[side] for side in names]
    bads = [group.bad.count for group in groups]
    goods = [group.bad.of - group.bad.count for group in groups]
    unknown = [group.without_outcome for group in groups]
    labels = list(names.values())
    axes.barh(labels, goods, color=_NEW, label="turned out good")
    axes.barh(labels, bads, left=goods, color=_BAD, label="turned out bad")
    known = [one + other for one, other in zip(goods, bads, strict=True)]
    axes.barh(labels, unknown, left=known, color="white", edgecolor=_OLD, hatch="//", label="outcome not known")
    axes.invert_yaxis()
    axes.set_title("Who changes sides")
    axes.legend(frameon=False, fontsize=8)
    _plain(axes)


def _rates(axes: Any, name: str, groups: "Sequence[Compared]") -> None:
    labels = [f"{one.name} ({one.old.approved.of})" for one in groups]
    for shift, colour, label in ((-0.16, _OLD, "old"), (0.16, _NEW, "new")):
        shares: list[Share] = [_through(getattr(one, label)) for one in groups]
        rates = [share.rate or 0.0 for share in shares]
        ranges = [share.interval or (0.0, 0.0) for share in shares]
        spread = [
            [max(0.0, rate - low) for rate, (low, _) in zip(rates, ranges, strict=True)],
            [max(0.0, high - rate) for rate, (_, high) in zip(rates, ranges, strict=True)],
        ]
        places = [place + shift for place in range(len(groups))]
        axes.errorbar(rates, places, xerr=spread, fmt="o", color=colour, label=label, capsize=2, markersize=5)
    axes.set_yticks(range(len(groups)), labels)
    axes.set_ylim(len(groups) - 0.5, -0.5)
    axes.set_xlim(-0.02, 1.02)
    axes.set_title(f"Not turned away, by {name}, with 95 % interval")
    axes.legend(frameon=False, fontsize=8)
    _plain(axes)


def _through(side: "Side") -> "Share":
    return replace(side.approved, count=side.let_through.applications)


def _fires(axes: Any, found: "Backtest") -> None:
    ranked = sorted(found.fires, key=lambda one: -max(one.old or 0, one.new or 0))
    moved = [one for one in ranked if (one.old or 0) != (one.new or 0)]
    shown = (moved + [one for one in ranked if one not in moved and (one.old or one.new)])[:_RULES]
    labels = [one.code for one in shown]
    axes.barh(
        [place - 0.2 for place in range(len(shown))], [one.old or 0 for one in shown], 0.38, color=_OLD, label="old"
    )
    axes.barh(
        [place + 0.2 for place in range(len(shown))], [one.new or 0 for one in shown], 0.38, color=_NEW, label="new"
    )
    axes.set_yticks(range(len(shown)), labels, fontsize=8)
    axes.invert_yaxis()
    axes.set_title("How often rules fire; changed ones first")
    axes.legend(frameon=False, fontsize=8)
    _plain(axes)


def _plain(axes: Any) -> None:
    axes.spines[["top", "right"]].set_visible(False)
    axes.tick_params(colors=_INK, labelsize=8)
