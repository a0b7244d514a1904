"""`puhui privacy score` and `puhui privacy rank`."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from puhui.cli.credit.cards import read_card
from puhui.cli.privacy.options import Json, Key, Kind, Parties, Within, beside, one_of, setting_of, tell, told_plan

if TYPE_CHECKING:
    from puhui.privacy.evaluating import ScoreTerms

Model = Annotated[Path, typer.Option("--model", help="A scorecard, JSON; every party has it.", metavar="JSON")]
Ids = Annotated[
    Path | None,
    typer.Option(
        "--ids", help="CSV that names the enterprises, known to all; default: the first party's.", metavar="CSV"
    ),
]
Receiver = Annotated[
    str,
    typer.Option(
        help="Who has the result: a party, or the name of one without data. Default: the first; of two, neither."
    ),
]


def score(
    *,
    model: Model,
    party: Parties,
    key: Key,
    out: Annotated[Path, typer.Option(help="A new file for the scores.", metavar="FILE")],
    ids: Ids = None,
    receiver: Receiver = "",
    kind: Kind = "text",
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """A scorecard over columns of several parties; the receiver has each enterprise's score, nobody a part of it."""
    from puhui.privacy import evaluating

    terms, told = _terms(model, party, key, kind, ids)
    plan = _plan(terms, len(party), 0, as_json)
    done = evaluating.score(party, replace(terms, receiver=receiver), beside(out), setting_of(within, as_json=as_json))
    tell(done, out, as_json, result="scores.csv", enterprises=told, plan=plan)


def rank(
    *,
    model: Model,
    party: Parties,
    key: Key,
    out: Annotated[Path, typer.Option(help="A new file for the bands.", metavar="FILE")],
    bands: Annotated[str, typer.Option(help="Scores at which a band begins: 500,600,700. Default: the grades.")] = "",
    ids: Ids = None,
    receiver: Receiver = "",
    kind: Kind = "text",
    within: Within = 3600,
    as_json: Json = False,
) -> None:
    """The band of each enterprise's score; the score itself is never opened to anybody."""
    from puhui.privacy import evaluating

    floors = [_hundredths(word) for word in bands.split(",")] if bands else []
    terms, told = _terms(model, party, key, kind, ids)
    plan = _plan(terms, len(party), len(floors) or len(terms.card.scorer.table.grades) - 1, as_json)
    setting = setting_of(within, as_json=as_json)
    done = evaluating.rank(party, replace(terms, receiver=receiver), floors, beside(out), setting)
    tell(done, out, as_json, result="bands.csv", enterprises=told, plan=plan)


def _terms(
    model: Path, party: list[Path], key: str, kind: str, ids: Path | None
) -> "tuple[ScoreTerms, dict[str, Any]]":
    from puhui.privacy import KeyKind, evaluating

    chosen = one_of(kind, list(KeyKind), "--kind")
    card = read_card(model)
    enterprises, told = evaluating.enterprises_of(ids or party[0], key, chosen)
    return evaluating.ScoreTerms(card, key, chosen, enterprises), told.as_map()


def _plan(terms: "ScoreTerms", parties: int, bands: int, as_json: bool) -> dict[str, Any]:
    """Refuse what would not fit beside the other parties on this machine; else say what it will take."""
    import psutil

    from puhui.privacy import plan_score

    available = psutil.virtual_memory().available // max(parties, 3)
    return told_plan(plan_score(len(terms.enterprises), parties, bands=bands, memory_bytes=available), as_json)


def _hundredths(word: str) -> int:
    from decimal import Decimal, InvalidOperation

    try:
        points = Decimal(word.strip()) * 100
    except InvalidOperation:
        raise typer.BadParameter(f"{word} is no number", param_hint="--bands") from None
    if not points.is_finite() or points != points.to_integral_value():
        raise typer.BadParameter(f"{word} has more than two decimals", param_hint="--bands")
    return int(points)
