"""`puhui lending`: a bank's loans, in the folder of its own node: nightly accrual, reconciliation with the core."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit, language, say
from puhui.cli.progress import progress

app = typer.Typer(no_args_is_help=True, help="A bank's loans: what they owe and have earned")


@app.callback()
def _group() -> None:
    """A bank's loans: what they owe and have earned."""


@app.command()
def accrue(
    folder: Annotated[Path, typer.Argument(help="The folder of the bank's node.", metavar="DIR")],
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The business date; default: today.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Accrue every loan for a business date. Again changes nothing; after a kill it goes on where it was."""
    from puhui.assembly.settings import Settings
    from puhui.assembly.wiring import wire

    node = wire(Settings.load(folder))
    servicing = node.bank_desk().servicing
    with progress(quiet=as_json) as tell:
        done = servicing.accrue(
            None if date is None else date.date(),
            told=None if tell is None else lambda loans: tell(say("贷款", "loans"), loans, loans),
        )
    text = say(
        f"{done.business_date}：{done.loans} 笔贷款，未偿本金 {done.sums['outstanding_fen'] / 100:,.2f} 元",
        f"{done.business_date}: {done.loans} loans, {done.sums['outstanding_fen'] / 100:,.2f} yuan outstanding",
    )
    document = {
        "business_date": done.business_date.isoformat(),
        "loans": done.loans,
        "sums": dict(done.sums),
        "by_class": {str(grade): count for grade, count in done.by_class.items()},
        "digest": done.digest,
    }
    emit(document, as_json=as_json, text=text)


@app.command()
def reconcile(
    folder: Annotated[Path, typer.Argument(help="The folder of the bank's node.", metavar="DIR")],
    file: Annotated[Path, typer.Argument(help="The core system's file of one business date.", metavar="FILE")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """List every difference between the core's balances and ours, with its cause; kept. Exit 1: there are some."""
    from puhui.assembly.settings import Settings
    from puhui.assembly.wiring import wire
    from puhui.cli.ledger import read_file

    desk = wire(Settings.load(folder)).reconciling_desk()
    look = desk.reconcile(read_file(file), by="puhui lending reconcile")
    found = look.outcome.differences
    rows = [
        {
            "loan": one.loan,
            "what": one.what,
            "ours_fen": one.ours_fen,
            "core_fen": one.core_fen,
            "difference_fen": one.difference_fen,
            "cause": one.cause,
            "text": one.text.in_(language()),
            "reference": one.reference,
        }
        for one in found
    ]
    document = {
        "id": str(look.id),
        "business_date": look.business_date.isoformat(),
        "balances": look.outcome.balances,
        "differences": rows,
    }
    lines = [f"{row['loan']}  {row['what']}  {row['difference_fen']:+d}  {row['text']}" for row in rows]
    text = "\n".join(lines) or say("余额与流水一致", "balances and movements agree")
    emit(document, as_json=as_json, text=text)
    if found:
        raise typer.Exit(EXIT_NO)
