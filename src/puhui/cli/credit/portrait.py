"""`puhui credit portrait`: what was handed in of an enterprise, composed as one document of the published schema."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import Json
from puhui.cli.credit.tables import FileMissing
from puhui.cli.output import emit, language
from puhui.kernel import Language, Text

if TYPE_CHECKING:
    from puhui.credit.portrait import Given, Portrait

_STAGE = "credit.portrait"


def portrait(
    file: Annotated[Path, typer.Argument(help="Basics, indicators and sections, JSON", metavar="FILE")],
    *,
    peers: Annotated[Path, typer.Option("--peers", help="The peers' indicators: .csv or .parquet")],
    out: Annotated[Path, typer.Option("--out", help="Where to write the portrait, JSON")],
    model: Annotated[str | None, typer.Option("--model", help="A scorecard's JSON file, or a shipped card")] = None,
    peers_min: Annotated[int, typer.Option("--peers-min", min=1, help="The least number of peers")] = 30,
    machine: Json = False,
) -> None:
    """Compose a portrait: radar among the peers, indicators with their places, sections of other rooms.

    FILE is `{"basics", "indicators", "relations", "contradictions", "opinion", "records"}`. The peers' table has
    `segment`, `industry_section`, `size`, `region` and one column an indicator.
    """
    from puhui.cli.credit.assess import _load_model
    from puhui.credit.contradictions import cross_check
    from puhui.credit.indicator_documents import indicators_from
    from puhui.credit.portrait import Given, Others, PeerGroups, compose, score_shown
    from puhui.kernel import SystemClock

    told = _read(file)
    held = indicators_from(told.get("indicators", []))
    scored = None
    if model is not None:
        card = _load_model(model)
        known = {item.name for item in held.values() if item.value is not None}
        absent = [
            one.source
            for one in card.sources
            if not known & {a.name for a in card.attributes if a.source == one.source}
        ]
        row = {attribute.name: held.value(attribute.name) for attribute in card.attributes}
        scored = score_shown(card, card.explain(row, absent=absent))
    contradictions = _given(told, "contradictions")
    if contradictions is None and held:
        contradictions = Given([one.document() for one in cross_check(held)])
    made = compose(
        _basics(told),
        held,
        PeerGroups(_rows(peers), peers_min=peers_min),
        at=SystemClock().now(),
        scored=scored,
        others=Others(
            relations=_given(told, "relations"),
            contradictions=contradictions,
            opinion=_given(told, "opinion"),
            records=_given(told, "records"),
        ),
    )
    out.write_text(json.dumps(made.document(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    emit(
        {
            "out": str(out),
            "uscc": made.basics.uscc,
            "peers": {"used": made.radar.peers.used, "size": made.radar.peers.size},
            "hollow": [axis.axis.value for axis in made.radar.axes if axis.value is None],
            "indicators": len(made.indicators),
            "known": sum(one.known for one in made.aspects),
        },
        as_json=machine,
        text=_told(made, out, language()),
    )


def _told(made: "Portrait", out: Path, to: Language) -> str:
    lines = [f"{made.basics.name}  {made.basics.uscc}  → {out}"]
    for axis in made.radar.axes:
        label = axis.label.zh if to is Language.ZH_CN else axis.label.en
        value = "—" if axis.value is None else f"{axis.value:5.1f}"
        median = "—" if axis.peer_median is None else f"{axis.peer_median:.1f}"
        lines.append(f"  {value:>5}  ({median:>5})  {label}")
    said = made.radar.peers.said
    lines.append(said.zh if to is Language.ZH_CN else said.en)
    return "\n".join(lines)


def _basics(told: dict[str, Any]) -> Any:
    from pydantic import ValidationError

    from puhui.credit.portrait import Basics, MalformedPortrait

    try:
        return Basics.model_validate(told.get("basics"))
    except ValidationError as found:
        first = found.errors(include_input=False, include_url=False)[0]
        where = ".".join(str(part) for part in ("basics", *first["loc"]))
        raise MalformedPortrait(where=where, reason=first["msg"], stage=_STAGE) from None


def _given(told: dict[str, Any], name: str) -> "Given | None":
    from puhui.credit.portrait import Given

    return None if told.get(name) is None else Given(told[name])


def _read(file: Path) -> dict[str, Any]:
    from puhui.credit.portrait import MalformedPortrait

    if not file.is_file():
        raise FileMissing(path=str(file), stage=_STAGE)
    try:
        told = json.loads(file.read_bytes())
    except ValueError:
        raise MalformedPortrait(where=file.name, reason=Text(zh="不是JSON", en="no JSON"), stage=_STAGE) from None
    if not isinstance(told, dict):
        raise MalformedPortrait(where=file.name, reason=Text(zh="应为对象", en="want an object"), stage=_STAGE)
    return told


def _rows(peers: Path) -> list[dict[str, Any]]:
    from puhui.cli.credit.tables import read_table
    from puhui.credit.expert.inputs import DEFINITIONS

    words = ["segment", "industry_section", "region"]
    numeric = [name for name, item in DEFINITIONS.items() if item.unit not in ("text", "grade")]
    return read_table(peers, skip_bad_rows=False, numeric=numeric, text=words).frame.to_dicts()
