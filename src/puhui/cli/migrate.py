"""`puhui node migrate`."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit, say

_HEAD = "head"


def migrate(
    folder: Annotated[Path, typer.Argument(help="The node's folder.", metavar="DIR")],
    to: Annotated[
        str, typer.Option(help="A revision: `head`, one that --check names, or `base`: no tables.", metavar="REVISION")
    ] = _HEAD,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit code 1 when it is not at head.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")] = False,
) -> None:
    """Bring the tables of a node that is stopped to another revision. A node does this by itself when it starts."""
    from puhui.assembly.databases import migrated_database, revision_of
    from puhui.assembly.holding import holding
    from puhui.assembly.settings import Settings
    from puhui.storage.migrating import history

    settings = Settings.load(folder)
    if check:
        here, known = revision_of(settings), history()
        lines = [f"{'→' if name == here else ' '} {name:<14} {told}" for name, told in known]
        emit(
            {"revision": here, "head": known[-1][0], "known": [name for name, _ in known]},
            as_json=as_json,
            text="\n".join([f"{folder}: {here or say('尚无版本', 'no revision yet')}", *lines]),
        )
        if here != known[-1][0]:
            raise typer.Exit(EXIT_NO)
        return
    with holding(folder, settings.org):
        done = migrated_database(settings, to)
    emit(
        {"before": done.before, "after": done.after, "adopted": done.adopted},
        as_json=as_json,
        text=f"{folder}: {done.before} → {done.after}",
    )
