"""`puhui rules`: test a decision file, simulate its change, export past decisions and make them again."""

import typer

from puhui.cli.rules.backtest import backtest
from puhui.cli.rules.export import export
from puhui.cli.rules.replay import replay
from puhui.cli.rules.testing import check

app = typer.Typer(no_args_is_help=True, help="Decision files: tests, simulated changes, replays")
app.command("test")(check)
app.command()(backtest)
app.command()(export)
app.command()(replay)
