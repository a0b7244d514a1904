"""`puhui relations findings`: what the detectors find. Exit code 1: something critical was found."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit, language
from puhui.cli.relations import files
from puhui.relations.detectors import REGISTRY, find
from puhui.relations.findings import Finding, Severity

_SHOWN = 20
_NAMED = 6


def findings(
    graph: files.GraphFolder,
    *,
    code: Annotated[
        list[str] | None,
        typer.Option("--code", help=f"Only this rule; of {', '.join(rule.code for rule in REGISTRY.rules())}"),
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Write all findings here, as JSON")] = None,
    thresholds: files.ThresholdsFile = None,
    as_json: files.AsJson = False,
) -> None:
    """Circles, loops, shells, sudden changes …: each with evidence and subgraph."""
    import json

    held = files.read_graph(graph)
    found = find(held, codes=code or (), thresholds=files.read_thresholds(thresholds))
    by_code = Counter(one.code for one in found)
    told = files.counts(held) | {"by_code": dict(by_code), "findings": [one.as_dict() for one in found]}
    if out is not None:
        files.write_text(out, json.dumps(told, ensure_ascii=False))
    shown = [_line(one) for one in found[:_SHOWN]]
    head = f"{len(found)} findings: " + ", ".join(f"{name} {number}" for name, number in by_code.items())
    more = [f"… {len(found) - _SHOWN} more"] if len(found) > _SHOWN else []
    emit(told, as_json=as_json, text="\n".join([head, *shown, *more]))
    if any(one.severity is Severity.CRITICAL for one in found):
        raise typer.Exit(EXIT_NO)


def _line(one: Finding) -> str:
    more = " …" if len(one.subjects) > _NAMED else ""
    return (
        f"{one.severity.value:8} {one.code:12} {one.text.in_(language())}  [{', '.join(one.subjects[:_NAMED])}{more}]"
    )
