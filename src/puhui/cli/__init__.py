"""The `puhui` command. Exit code 0: done; 1: done, and the answer is no (refused, not clean); 2: could not be done.

Every command takes `--json` for machines: one JSON document on standard output, nothing else. Progress, warnings and
errors go to standard error. Each group lives in a module of its own and imports its rooms inside its commands, so
that `puhui --help` answers at once.
"""

import importlib
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from puhui.cli.output import fail, log_lines
from puhui.kernel import PuhuiError

_GROUPS = {
    "audit": ("puhui.cli.audit", "Audit a ledger; proofs for whatever does not hold"),
    "city": ("puhui.cli.city", "A whole city on one machine"),
    "credit": ("puhui.cli.credit", "Indicators, scorecards, assessments"),
    "grant": ("puhui.cli.grant", "Grants and their uses"),
    "ledger": ("puhui.cli.ledger", "The ledger and its invariants"),
    "lending": ("puhui.cli.lending", "A bank's loans: what they owe and have earned"),
    "market": ("puhui.cli.market", "A portal's matching: how likely lenders approve"),
    "member": ("puhui.cli.member", "The members: who joins, who leaves, who votes"),
    "names": ("puhui.cli.names", "Names: short to full, alias to entry"),
    "node": ("puhui.cli.node", "One institution's node"),
    "opinion": ("puhui.cli.opinion", "Public opinion: mood, topics, timelines, early warnings"),
    "privacy": ("puhui.cli.privacy", "Usable, not visible: matches, lookups, sums"),
    "receipt": ("puhui.cli.receipt", "Receipts, verified offline"),
    "relations": ("puhui.cli.relations", "Relations: owners, groups, circles, findings"),
    "rules": ("puhui.cli.rules", "Decision files: tests, simulated changes, replays"),
    "sandbox": ("puhui.cli.sandbox", "A sandbox for a bank's programs"),
    "screen": ("puhui.cli.screen", "Anti-fraud at application: pass, verify or refuse"),
    "trust": ("puhui.cli.trust", "Trust files, shown and brought up to date"),
    "verify": ("puhui.cli.verify", "Factors against a register, documents by their dates"),
}


class _LazyGroups(TyperGroup):
    """Shows the groups by their summaries, and loads a group's module only when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        return sorted(_GROUPS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        return _heading(cmd_name) if cmd_name in _GROUPS else None

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name, heading, rest = super().resolve_command(ctx, args)
        if heading is None or name is None:
            return name, heading, rest
        group = typer.main.get_group(importlib.import_module(_GROUPS[name][0]).app)
        group.name = name
        return name, group, rest


def _heading(name: str) -> Any:
    heading = typer.Typer(name=name, help=_GROUPS[name][1])
    heading.callback(invoke_without_command=True)(lambda: None)
    return typer.main.get_group(heading)


app = typer.Typer(cls=_LazyGroups, no_args_is_help=True, pretty_exceptions_enable=False, help="Puhui 普惠")


@app.callback()
def _root() -> None:
    """Puhui (普惠): loans for small enterprises on data that stays where it lies."""
    log_lines()


def main() -> None:
    """Run the command line; domain errors become one clear message and exit code 2."""
    try:
        app()
    except PuhuiError as error:
        sys.exit(fail(error, as_json="--json" in sys.argv))
