"""`puhui rules backtest`: a changed decision file on past applications, before it goes live."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.output import emit, err, say
from puhui.cli.progress import progress
from puhui.cli.rules.files import Json, rules, write

if TYPE_CHECKING:
    from puhui.decisions.backtesting import Backtest, Compared, Group, Share


def backtest(
    file: Annotated[str, typer.Argument(help="The changed decision file, or a shipped one: standard, cautious")],
    against: Annotated[str, typer.Option("--against", help="The file in force")],
    applications: Annotated[
        Path, typer.Option("--applications", help="An export (puhui rules export), or a CSV or Parquet table")
    ],
    out: Annotated[Path | None, typer.Option("--out", help="Folder for backtest.json and the picture")] = None,
    as_json: Json = False,
) -> None:
    """Simulate a change of rules on past applications: approvals, bad rate, limits, who changes sides."""
    from puhui.cli.rules.past import past_of
    from puhui.decisions.backtesting import backtest as simulate

    old, new = rules(against), rules(file)
    past, notes = past_of(applications, (old, new))
    with progress(quiet=as_json) as tell:
        found = simulate(
            old, new, past, tell=None if tell is None else lambda done: tell("applications", done, len(past))
        )
    document = as_document(found) | {"notes": [*notes, *unknowns(found)]}
    if out is not None:
        from puhui.cli.rules.picture import draw

        write(out / "backtest.json", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
        write(out / "backtest.png", draw(found))
        document["out"] = str(out)
    for note in document["notes"]:
        err.print(f"note: {note}", style="yellow", markup=False, highlight=False)
    emit(document, as_json=as_json, text=_told(found, out))


def as_document(found: "Backtest") -> dict[str, Any]:
    """The simulation as one JSON document; shares with their intervals."""
    return {
        "rules": {"old": found.rules[0], "new": found.rules[1]},
        "changes": [asdict(one) for one in found.changes],
        "all": _compared(found.all),
        "by_grade": [_compared(one) for one in found.by_grade],
        "by_industry": [_compared(one) for one in found.by_industry],
        "fires": [asdict(one) for one in found.fires],
        "swapped": {side: list(ids) for side, ids in found.swapped.items()},
    }


def unknowns(found: "Backtest") -> list[str]:
    """What the simulation cannot know, in words."""
    told = []
    won, lost = found.all.swaps["won"], found.all.swaps["lost"]
    if won.without_outcome:
        told.append(
            f"{won.without_outcome} of {won.applications} newly let through have no outcome: not lent to, or not for "
            "a year; their bad rate is not known"
        )
    if lost.without_outcome:
        told.append(f"{lost.without_outcome} of {lost.applications} newly turned away have no outcome either")
    if not (found.all.old.let_through.bad.of or found.all.new.let_through.bad.of):
        told.append("nobody let through has a known outcome: nothing is said of bad rates")
    return told


def _compared(one: "Compared") -> dict[str, Any]:
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


def _share(share: "Share") -> dict[str, Any]:
    return {"count": share.count, "of": share.of, "rate": share.rate, "interval": share.interval}


def _group(group: "Group") -> dict[str, Any]:
    return {
        "applications": group.applications,
        "bad": _share(group.bad),
        "without_outcome": group.without_outcome,
        "limit_fen": group.limit_fen,
        "pd_mean": group.pd_mean,
    }


def _told(found: "Backtest", out: Path | None) -> str:
    from puhui.kernel import yuan

    every = found.all
    lines = [
        say(f"{found.rules[0]} → {found.rules[1]}，{every.old.approved.of} 笔申请",
            f"{found.rules[0]} → {found.rules[1]} on {every.old.approved.of} applications"),
        *(f"  {one.code:<24} {one.what:<9} {one.detail}" for one in found.changes),
        "",
        _row(say("批准", "approved"), every.old.approved, every.new.approved),
        _row(say("转人工", "referred"), every.old.referred, every.new.referred),
        _row(say("拒绝", "declined"), every.old.declined, every.new.declined),
        _row(say("未拒绝者坏账率", "bad among let through"), every.old.let_through.bad, every.new.let_through.bad),
        say("批准率变化", "change of approvals")
        + f"  {every.approval.value:+.2%} [{every.approval.low:+.2%}, {every.approval.high:+.2%}]",
        say("未拒绝率变化", "change of let through")
        + f"  {every.passing.value:+.2%} [{every.passing.low:+.2%}, {every.passing.high:+.2%}]",
        say("测算额度合计", "limits of the let through")
        + f"  {yuan(every.old.let_through.limit_fen)} → {yuan(every.new.let_through.limit_fen)}",
        "",
    ]  # fmt: skip
    for side, group in every.swaps.items():
        pd = "-" if group.pd_mean is None else f"{group.pd_mean:.2%}"
        bad = f"{group.bad.count}/{group.bad.of}"
        lines.append(
            say(f"{side:<5} {group.applications:>7} 笔，坏 {bad}，无结果 {group.without_outcome}，平均PD {pd}",
                f"{side:<5} {group.applications:>7}, bad {bad}, no outcome {group.without_outcome}, mean PD {pd}")
        )  # fmt: skip
    if out is not None:
        lines += ["", f"→ {out}"]
    return "\n".join(lines)


def _row(label: str, old: "Share", new: "Share") -> str:
    return f"{label}  {_percent(old)} → {_percent(new)}"


def _percent(share: "Share") -> str:
    if share.rate is None or share.interval is None:
        return "-"
    return f"{share.count}/{share.of} = {share.rate:.2%} [{share.interval[0]:.2%}, {share.interval[1]:.2%}]"
