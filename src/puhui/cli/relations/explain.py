"""`puhui relations explain`: everything about one enterprise's relations, as a page with pictures."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import emit, language
from puhui.cli.relations import files
from puhui.relations.explaining import explain as tell


def explain(
    graph: files.GraphFolder,
    enterprise: Annotated[str, typer.Argument(help="The enterprise's USCC")],
    *,
    out: Annotated[Path | None, typer.Option("--out", help="Where to write the page (HTML)")] = None,
    thresholds: files.ThresholdsFile = None,
    as_json: files.AsJson = False,
) -> None:
    """All about one enterprise's relations, as a page with pictures."""
    told = tell(files.read_graph(graph), enterprise, thresholds=files.read_thresholds(thresholds))
    if out is not None:
        files.write_text(out, told.page(language()))
    found = ", ".join(one.code for one in told.findings) or "-"
    named = len(told.document["owners"]["owners"])
    text = f"{enterprise}: {named} beneficial owners, group of {len(told.document['group'])}, findings {found}"
    emit(told.document | {"out": str(out) if out else None}, as_json=as_json, text=text + (f" → {out}" if out else ""))
