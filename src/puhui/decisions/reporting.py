"""A backtest as one JSON document: shares with their intervals, and what it cannot know, in words."""

from dataclasses import asdict
from typing import Any

from puhui.decisions.backtesting import Backtest, Compared, Group, Share
from puhui.kernel import Text


def as_document(found: Backtest) -> dict[str, Any]:
    """The simulation; `all`, `by_grade` and `by_industry` have one shape."""
    return {
        "rules": {"old": found.rules[0], "new": found.rules[1]},
        "changes": [asdict(one) for one in found.changes],
        "all": _compared(found.all),
        "by_grade": [_compared(one) for one in found.by_grade],
        "by_industry": [_compared(one) for one in found.by_industry],
        "fires": [asdict(one) for one in found.fires],
        "swapped": {side: list(ids) for side, ids in found.swapped.items()},
    }


def unknowns(found: Backtest) -> list[Text]:
    """What the simulation cannot know."""
    told = []
    won, lost = found.all.swaps["won"], found.all.swaps["lost"]
    if won.without_outcome:
        told.append(
            Text(
                zh=f"新放行的 {won.applications} 笔中有 {won.without_outcome} 笔没有结果（未放款或放款未满一年），"
                "其坏账率未知",
                en=f"{won.without_outcome} of {won.applications} newly let through have no outcome: not lent to, or "
                "not for a year; their bad rate is not known",
            )
        )
    if lost.without_outcome:
        told.append(
            Text(
                zh=f"新拒绝的 {lost.applications} 笔中有 {lost.without_outcome} 笔同样没有结果",
                en=f"{lost.without_outcome} of {lost.applications} newly turned away have no outcome either",
            )
        )
    if not (found.all.old.let_through.bad.of or found.all.new.let_through.bad.of):
        told.append(
            Text(
                zh="放行的申请都没有已知结果：坏账率无从说起",
                en="nobody let through has a known outcome: nothing is said of bad rates",
            )
        )
    return told


def _compared(one: Compared) -> dict[str, Any]:
    return {
        "name": one.name,
        "old": {name: _share(getattr(one.old, name)) for name in ("approved", "referred", "declined")}
        | {"approvals": _group(one.old.approvals), "let_through": _group(one.old.let_through)},
        "new": {name: _share(getattr(one.new, name)) for name in ("approved", "referred", "declined")}
        | {"approvals": _group(one.new.approvals), "let_through": _group(one.new.let_through)},
        "approval_change": asdict(one.approval),
        "let_through_change": asdict(one.passing),
        "limit_change_fen": one.new.let_through.limit_fen - one.old.let_through.limit_fen,
        "swaps": {side: _group(group) for side, group in one.swaps.items()},
        "moves": dict(one.moves),
    }


def _share(share: Share) -> dict[str, Any]:
    return {"count": share.count, "of": share.of, "rate": share.rate, "interval": share.interval}


def _group(group: Group) -> dict[str, Any]:
    return {
        "applications": group.applications,
        "bad": _share(group.bad),
        "without_outcome": group.without_outcome,
        "limit_fen": group.limit_fen,
        "pd_mean": group.pd_mean,
    }
