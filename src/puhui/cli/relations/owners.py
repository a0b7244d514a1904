"""`puhui relations owners`: the beneficial owners of an enterprise. Exit code 1: nobody can be named who must be."""

from typing import Annotated

import typer

from puhui.cli.output import EXIT_NO, emit, language, say
from puhui.cli.relations import files
from puhui.relations.beneficial import Owners, beneficial_owners


def owners(
    graph: files.GraphFolder,
    enterprise: Annotated[str, typer.Argument(help="The enterprise's USCC")],
    *,
    thresholds: files.ThresholdsFile = None,
    as_json: files.AsJson = False,
) -> None:
    """Who stands behind an enterprise: its beneficial owners, with all paths."""
    found = beneficial_owners(files.read_graph(graph), enterprise, thresholds=files.read_thresholds(thresholds))
    emit(found.as_dict(), as_json=as_json, text=_told(found))
    if found.none_because == "nobody_known":
        raise typer.Exit(EXIT_NO)


def _told(found: Owners) -> str:
    lines = []
    for owner in found.owners:
        lines.append(
            f"{owner.name or owner.person}: {owner.basis.label.in_(language())}; {100 * owner.ownership:.2f} %"
        )
        lines += [f"    {' → '.join(path.nodes)}  {100 * path.ratio:.2f} %" for path in owner.paths]
    if found.none_because == "sole_proprietor":
        lines.append(say("个体工商户，无需备案", "a sole proprietor: nobody is to be filed"))
    elif found.none_because:
        lines.append(say("没有可识别的自然人", "nobody can be named"))
    for ring in found.rings:
        lines.append(say("交叉持股：", "held in a ring: ") + ", ".join(ring))
    if found.unknown > 1e-6:
        lines.append(say("无法追溯的份额：", "part that cannot be traced: ") + f"{100 * found.unknown:.2f} %")
    if found.exempt_by_promise:
        lines.append(say("可承诺免报", "may be exempt by a promise"))
    return "\n".join([*lines, *(note.in_(language()) for note in found.notes)])
