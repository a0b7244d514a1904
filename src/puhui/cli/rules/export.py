"""`puhui rules export`: a bank's past decisions, with everything that making them again takes."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import emit, say
from puhui.cli.rules.files import STAGE, Json, write
from puhui.kernel import Text


def export(
    node: Annotated[Path, typer.Argument(help="The bank node's folder")],
    out: Annotated[Path, typer.Option("--out", help="The file to write (.zip)")],
    on: Annotated[str, typer.Option("--on", help="The day on which outcomes are read (default: today)")] = "",
    as_json: Json = False,
) -> None:
    """Write all recorded decisions and the files that they name: rules, products, cards, defaults. The node may run."""
    from puhui.assembly.databases import existing_database
    from puhui.assembly.settings import Settings
    from puhui.decisions import NothingToSimulate
    from puhui.lending import bundle

    settings = Settings.load(node)
    with existing_database(settings) as database, database.reading() as connection:
        found = bundle.gather(connection, _day(on))
    if not found.decisions:
        raise NothingToSimulate(
            reason=Text(zh=f"{settings.org} 没有审批记录", en=f"{settings.org} has recorded no decision"), stage=STAGE
        )
    packed = bundle.pack(found)
    write(out, packed)
    document = {
        "out": str(out),
        "decisions": len(found.decisions),
        "with_outcome": sum(one.bad is not None for one in found.decisions),
        "materials": len(found.materials),
        "bytes": len(packed),
    }
    told = say(
        f"{document['decisions']} 笔决策（{document['with_outcome']} 笔已知结果）→ {out}",
        f"{document['decisions']} decisions ({document['with_outcome']} with a known outcome) → {out}",
    )
    emit(document, as_json=as_json, text=told)


def _day(text: str) -> date:
    from puhui.kernel import SystemClock

    if not text:
        return SystemClock().now().date()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is not a date such as 2026-06-30") from None
