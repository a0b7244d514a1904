"""`puhui relations indicators`: a graph in, one row of indicators an enterprise out."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import emit
from puhui.cli.relations import files
from puhui.relations.indicators import DEFINITIONS
from puhui.relations.indicators import indicators as compute


def indicators(
    graph: files.GraphFolder,
    *,
    out: Annotated[Path, typer.Option("--out", help="Where to write: .parquet or .csv")],
    thresholds: files.ThresholdsFile = None,
    as_json: files.AsJson = False,
) -> None:
    """Compute the indicators of relations: one row an enterprise."""
    held = files.read_graph(graph)
    table = compute(held, thresholds=files.read_thresholds(thresholds))
    files.write_table(out, table)
    absent = [name for name in DEFINITIONS if table[name].null_count() == table.height]
    told = files.counts(held) | {"indicators": len(DEFINITIONS), "absent": absent, "out": str(out)}
    missing = f", {len(absent)} without a value: their source was not read" if absent else ""
    text = f"{table.height:,} enterprises, {len(DEFINITIONS)} indicators{missing}, as of {told['as_of']} → {out}"
    emit(told, as_json=as_json, text=text)
