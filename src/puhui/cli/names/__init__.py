"""`puhui names`: names taken apart, and resolved against a register."""

import typer

from puhui.cli.names.match import match
from puhui.cli.names.parse import parse

app = typer.Typer(no_args_is_help=True, help="Names: short to full, alias to entry")
app.command("match", help="Which entries of a register names mean")(match)
app.command("parse", help="Take names apart")(parse)
