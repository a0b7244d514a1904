"""`puhui market`: a portal's matching, in the folder of its own node."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit, say

app = typer.Typer(no_args_is_help=True, help="A portal's matching: how likely lenders approve")


@app.callback()
def _group() -> None:
    """A portal's matching: how likely lenders approve."""


@app.command()
def fit(
    folder: Annotated[Path, typer.Argument(help="The folder of the portal's node.", metavar="DIR")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Fit each lender's likelihood of approval to the portal's decisions, as every night does. Exit 1: too few."""
    from puhui.assembly.settings import Settings
    from puhui.assembly.wiring import wire

    done = wire(Settings.load(folder)).likelihood_desk().fit()
    version = done.served.approval.version
    had = say(
        f"已知决定 {done.outcomes} 笔，其中批准 {done.approved} 笔",
        f"{done.outcomes} decisions are known, {done.approved} of them approvals",
    )
    fitted = say(f"✓ 自此使用 {version}", f"✓ {version} is used from now on")
    too_few = say(f"✗ 不足以拟合，仍使用 {version}", f"✗ too few to fit: {version} stays")
    document = {
        "fitted": done.fitted,
        "version": version,
        "outcomes": done.outcomes,
        "approved": done.approved,
    }
    emit(document, as_json=as_json, text=f"{fitted if done.fitted else too_few}\n{had}")
    if not done.fitted:
        raise typer.Exit(EXIT_NO)
