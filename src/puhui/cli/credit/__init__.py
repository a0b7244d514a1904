"""`puhui credit`: indicators, scorecards, assessments. One module a command."""

import typer

from puhui.cli.credit.indicators import indicators
from puhui.cli.credit.score import score
from puhui.cli.credit.train import train
from puhui.cli.credit.validate import validate

app = typer.Typer(no_args_is_help=True, help="Indicators, scorecards, assessments")
app.command()(indicators)
app.command()(train)
app.command()(validate)
app.command()(score)
