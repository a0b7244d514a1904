"""`puhui privacy`: computations over files of several parties, each in a real process of its own.

For evaluation without a city: whoever runs this holds all the files. Between the party processes nothing crosses but
the protocols' messages, under mutual TLS on loopback. `dossier` alone reads a node's record. A module a command.
"""

import typer

from puhui.cli.privacy.dossier import dossier
from puhui.cli.privacy.looking_up import lookup
from puhui.cli.privacy.matching import match
from puhui.cli.privacy.scoring import rank, score
from puhui.cli.privacy.summing import sum_
from puhui.cli.privacy.training import train, validate

app = typer.Typer(no_args_is_help=True, help="Usable, not visible: computations over several parties' files")
app.command()(match)
app.command()(lookup)
app.command("sum")(sum_)
app.command()(dossier)
app.command()(score)
app.command()(rank)
app.command()(train)
app.command()(validate)


@app.callback()
def _privacy() -> None:
    """Usable, not visible: computations over several parties' files."""
