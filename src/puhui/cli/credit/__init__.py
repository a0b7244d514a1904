"""`puhui credit`: indicators, scorecards, assessments. One module a command, loaded only when it is called.

Each module exports a function of the command's name, or an application with commands of its own. Loading them all
would cost every command the imports of the
heaviest: `indicators` must not wait for Polars, nor `--help` for anything.
"""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

_COMMANDS = {
    "indicators": "Compute indicators of any source: one row an enterprise",
    "train": "Fit a scorecard, or a challenger to it",
    "validate": "Measure a model on data with outcomes",
    "score": "Score a table, and keep the record",
    "explain": "Say how one score came about",
    "replay": "Recompute past scores from their record",
    "calibrate": "Map a model's PDs to the rates that came",
    "monitor": "Watch a model that serves; exit code 1 when a review is called for",
    "model": "The life of a model: register, validate, approve, serve, withdraw",
    "assess": "Score, grade, limit, rate and best products for every enterprise of a VAT folder",
    "portrait": "Compose one enterprise's portrait: radar among its peers, indicators, sections",
}


class _LazyCommands(TyperGroup):
    """Shows the commands by their summaries, and loads a command's module only when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in _COMMANDS:
            return None
        heading = typer.Typer()
        heading.command(cmd_name, help=_COMMANDS[cmd_name])(lambda: None)
        return typer.main.get_command(heading)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, heading, rest = super().resolve_command(ctx, args)
        if heading is None or name is None:
            return name, heading, rest
        found = getattr(importlib.import_module(f"puhui.cli.credit.{name}"), name)
        real = found if isinstance(found, typer.Typer) else typer.Typer()
        if real is not found:
            real.command(name)(found)
        command = typer.main.get_command(real)
        command.name = name
        return name, command, rest


app = typer.Typer(cls=_LazyCommands, no_args_is_help=True, help="Indicators, scorecards, assessments")


@app.callback()
def _group() -> None:
    """Indicators, scorecards, assessments."""
