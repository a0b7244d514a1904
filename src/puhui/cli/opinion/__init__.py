"""`puhui opinion`: what was written about enterprises. Modules load their rooms when a command is called."""

import typer

from puhui.cli.opinion.indicators import indicators
from puhui.cli.opinion.score import score
from puhui.cli.opinion.timeline import timeline
from puhui.cli.opinion.train import train

app = typer.Typer(no_args_is_help=True, help="Public opinion: mood, topics, timelines, early warnings")
app.command("score", help="Mood and topic of every article")(score)
app.command("timeline", help="Three years of one enterprise, as a page or a picture")(timeline)
app.command("indicators", help="Indicators and warnings of every enterprise of a register")(indicators)
app.command("train", help="Train a model of sentiment on titles")(train)
