"""How much of each budget others have used, and how much more they may learn."""

from collections.abc import Iterator

from puhui.privacy.dossier.blocks import Block, Heading, Shares, Table, Words
from puhui.privacy.dossier.model import Spent
from puhui.privacy.dossier.writing import Writing
from puhui.privacy.leakage import LIMITS, Gauge
from puhui.privacy.leakage.model import GAUGES
from puhui.privacy.policy import NAMES_MAX, SUBJECTS_MIN


def blocks(w: Writing) -> Iterator[Block]:
    """The section."""
    d = w.dossier
    yield Words(w.told("budgets", days=d.limits.integer("period_days")), "dim")
    if not d.budgets:
        yield Words(w.told("no_budgets"))
        return
    rows = tuple(
        (
            w.org(one.counterparty),
            w.dataset(one.dataset),
            w.in_(GAUGES[one.gauge]),
            f"{one.spent:,}",
            f"{one.limit:,}",
            f"{one.left:,}",
            percent(w, one),
            _binding(w, one),
        )
        for one in d.budgets
    )
    yield Table(w.head("budgets_head"), rows, frozenset({3, 4, 5, 6}))
    changed = [code for code, one in d.limits.items.items() if one.value != LIMITS[code].value]
    own = w.told("own_limits", n=len(changed)) if changed else w.told("default_limits")
    yield Words(w.told("budgets_meaning", own=own))
    yield from _thresholds(w)


def _thresholds(w: Writing) -> Iterator[Block]:
    """What one job must keep to, of the kinds of the period: apart from budgets, which add jobs up."""
    d = w.dossier
    limits = {name: f"{d.limits.integer(name):,}" for name in d.limits.items}
    rows = tuple(
        (w.op(op), w.told(f"threshold_{op.value}", names=NAMES_MAX, subjects=SUBJECTS_MIN, **limits))
        for op in dict.fromkeys(deed.spec.op for deed in d.deeds)
    )
    if rows:
        yield Heading(3, w.say("单次计算的门槛", "What one computation must keep to"), "thresholds")
        yield Table(w.head("thresholds_head"), rows)
        yield Words(w.told("thresholds"), "dim")


def idle(w: Writing, one: Spent) -> int | None:
    """How long a list is that this budget does not protect: it allows more questions than the list has rows."""
    rows = w.dossier.rows_of(one.dataset) if one.gauge in {Gauge.KEYS, Gauge.NAMES} else None
    return rows if rows is not None and one.limit >= rows else None


def _binding(w: Writing, one: Spent) -> str:
    if one.gauge not in {Gauge.KEYS, Gauge.NAMES}:
        return "—"
    rows = idle(w, one)
    return w.say("起作用", "yes") if rows is None else w.told("idle", rows=f"{rows:,}")


def picture(w: Writing) -> Shares | None:
    """The budgets as bars, without the mere number of jobs; None where nothing was spent."""
    shown = [one for one in w.dossier.budgets if one.gauge is not Gauge.JOBS]
    if not shown:
        return None
    days = w.dossier.limits.integer("period_days")
    rows = tuple((_name(w, one), one.share, _told(w, one)) for one in shown)
    return Shares(w.told("budget_picture", days=days), rows)


def percent(w: Writing, one: Spent) -> str:
    """The share, never told as nothing when it is something."""
    return w.say("不到 0.1%", "below 0.1%") if 0 < one.share < 0.001 else f"{one.share:.1%}"


def _name(w: Writing, one: Spent) -> str:
    what = w.in_(GAUGES[one.gauge])
    return w.say(
        f"{w.org(one.counterparty)}，{w.dataset(one.dataset)}，{what}",
        f"{w.org(one.counterparty)}, {w.dataset(one.dataset)}, {what}",
    )


def _told(w: Writing, one: Spent) -> str:
    said = w.say(
        f"已用 {one.spent:,}，上限 {one.limit:,}（{percent(w, one)}）",
        f"{one.spent:,} of {one.limit:,} ({percent(w, one)})",
    )
    rows = idle(w, one)
    return said if rows is None else said + w.told("idle_bar", rows=f"{rows:,}")
