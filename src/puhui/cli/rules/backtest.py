"""`puhui rules backtest`: a changed decision file on past applications, before it goes live."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from puhui.cli.output import emit, err, say
from puhui.cli.progress import progress
from puhui.cli.rules.files import Json, rules, write

if TYPE_CHECKING:
    from puhui.decisions.backtesting import Backtest, Share


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
    from puhui.decisions.reporting import as_document, unknowns

    old, new = rules(against), rules(file)
    past, notes = past_of(applications, (old, new))
    with progress(quiet=as_json) as tell:
        found = simulate(
            old, new, past, tell=None if tell is None else lambda done: tell("applications", done, len(past))
        )
    document = as_document(found) | {"notes": [*notes, *(one.en for one in unknowns(found))]}
    if out is not None:
        from puhui.cli.rules.picture import draw

        write(out / "backtest.json", (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())
        write(out / "backtest.png", draw(found))
        document["out"] = str(out)
    for note in document["notes"]:
        err.print(f"note: {note}", style="yellow", markup=False, highlight=False)
    emit(document, as_json=as_json, text=_told(found, out))


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
