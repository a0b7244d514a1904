"""`puhui relations circles`: guarantee circles. Exit code 1: one of them is critical."""

from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit, language
from puhui.cli.relations import files
from puhui.relations.detectors import find
from puhui.relations.detectors.guarantee_circles import CODE
from puhui.relations.drawing import draw
from puhui.relations.findings import Severity


def circles(
    graph: files.GraphFolder,
    *,
    pictures: Annotated[
        Path | None, typer.Option("--pictures", help="Folder for a picture (SVG) of each circle")
    ] = None,
    thresholds: files.ThresholdsFile = None,
    as_json: files.AsJson = False,
) -> None:
    """Guarantee circles, with exposure, cycles and contagion."""
    held = files.read_graph(graph)
    found = sorted(
        find(held, codes=[CODE], thresholds=files.read_thresholds(thresholds)),
        key=lambda one: -one.measures["exposure_fen"],
    )
    if pictures is not None:
        try:
            pictures.mkdir(parents=True, exist_ok=True)
        except OSError as reason:
            raise files.FolderUnusable(path=pictures, reason=reason.strerror, stage=files.STAGE) from None
        for number, one in enumerate(found, 1):
            drawn = draw(one.subgraph, marked=one.subjects, language=language())
            files.write_text(pictures / f"circle-{number:03}.svg", drawn)
    told = files.counts(held) | {"circles": [one.as_dict() for one in found]}
    lines = [f"{len(found)} circles", *(f"{one.severity.value:8} {one.text.in_(language())}" for one in found)]
    emit(told, as_json=as_json, text="\n".join(lines))
    if any(one.severity is Severity.CRITICAL for one in found):
        raise typer.Exit(EXIT_NO)
