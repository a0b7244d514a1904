"""`puhui relations`: the graph of enterprises and people, and what it reveals. One module a command, loaded only
when it is called."""

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

_COMMANDS = {
    "build": "Make the graph of custodians' tables, or of foreign tables by a recipe",
    "indicators": "Compute the indicators of relations: one row an enterprise",
    "owners": "Who stands behind an enterprise: its beneficial owners, with all paths",
    "circles": "Guarantee circles, with exposure, cycles and contagion",
    "findings": "Circles, loops, shells, sudden changes …: each with evidence and subgraph",
    "explain": "All about one enterprise's relations, as a page with pictures",
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
        real = typer.Typer()
        real.command(name)(getattr(importlib.import_module(f"puhui.cli.relations.{name}"), name))
        command = typer.main.get_command(real)
        command.name = name
        return name, command, rest


app = typer.Typer(cls=_LazyCommands, no_args_is_help=True, help="Relations: owners, groups, circles, findings")


@app.callback()
def _group() -> None:
    """Relations: owners, groups, circles, findings."""
