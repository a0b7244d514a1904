"""`puhui privacy lookup`."""

from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.privacy.options import Json, Key, Kind, Within, beside, one_of, setting_of, tell


def lookup(
    *,
    listed: Annotated[Path, typer.Option("--list", help="The list, CSV.", metavar="CSV")],
    key: Key,
    query: Annotated[Path, typer.Option(help="The names asked for, CSV.", metavar="CSV")],
    out: Annotated[Path, typer.Option(help="A new file for the answers.", metavar="FILE")],
    level: Annotated[str, typer.Option(help="The list's column with an entry's level; its values become known.")] = "",
    cache: Annotated[Path | None, typer.Option(help="Keep blinded lists here for later questions.")] = None,
    kind: Kind = "text",
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """Whether a few names are on a list, neither shown to the other side."""
    from puhui.privacy import KeyKind, evaluating

    setting = replace(setting_of(within, as_json=as_json), cache=cache)
    chosen = one_of(kind, list(KeyKind), "--kind")
    done = evaluating.lookup(listed, query, key=key, kind=chosen, level=level, out=beside(out), setting=setting)
    tell(done, out, as_json, result="answers.csv")
