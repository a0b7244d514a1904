"""`puhui rules replay`: make every exported decision again, and hold it against its record byte for byte."""

from pathlib import Path
from typing import Annotated, Any

import typer

from puhui.cli.output import EXIT_NO, emit, err, say
from puhui.cli.progress import progress
from puhui.cli.rules.files import Json, read

_TOLD = 20


def replay(
    file: Annotated[Path, typer.Argument(help="A file of puhui rules export")],
    as_json: Json = False,
) -> None:
    """Recompute score, conditions, limit, price and rules of every decision. Exit 1: one does not come out again."""
    from puhui.decisions import ReplayDiffers
    from puhui.lending.bundle import unpack
    from puhui.lending.replaying import replay_record

    bundle = unpack(read(file))
    scores = engines = identical = 0
    differ: list[dict[str, str]] = []
    with progress(quiet=as_json) as tell:
        for count, one in enumerate(bundle.decisions, start=1):
            try:
                found = replay_record(bundle.records[one.digest], bundle.materials, digest=one.digest)
            except ReplayDiffers as reason:
                differ.append({"id": one.id, "zh": reason.cause_text.zh, "en": reason.cause_text.en})
            else:
                identical += 1
                scores += found.score_recomputed
                engines += found.engine_differs
            if tell is not None:
                tell("decisions", count, len(bundle.decisions))
    document: dict[str, Any] = {
        "decisions": len(bundle.decisions),
        "identical": identical,
        "scores_recomputed": scores,
        "other_engine": engines,
        "differ": differ,
    }
    for each in differ[:_TOLD]:
        err.print(f"{each['id']}: {say(each['zh'], each['en'])}", style="red", markup=False, highlight=False)
    emit(document, as_json=as_json, text=_told(document))
    if differ:
        raise typer.Exit(EXIT_NO)


def _told(document: dict[str, Any]) -> str:
    return say(
        f"{document['decisions']} 笔决策，逐字节一致 {document['identical']} 笔（其中重算信用分 "
        f"{document['scores_recomputed']} 笔），不一致 {len(document['differ'])} 笔",
        f"{document['decisions']} decisions: {document['identical']} identical to the byte "
        f"({document['scores_recomputed']} with their score computed anew), {len(document['differ'])} differ",
    )
