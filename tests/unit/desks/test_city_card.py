"""What the city's card makes of sources: the gates of coverage, and which grants it names next."""

from typing import Any

from puhui.credit.segments import Depth, Standing, standing
from puhui.desks.cards import city_card

CARD = city_card()
ALWAYS = ("tax", "registry", "tax_filings", "social", "power", "court", "bank", "encumbrances")


def best() -> dict[str, Any]:
    """The best value of every attribute."""
    row: dict[str, Any] = {}
    for one in CARD.attributes:
        top = max((item for item in one.bins if item.informative), key=lambda item: item.points)
        low = -1e9 if top.low is None else top.low
        row[one.name] = top.values[0] if top.values else low
    return row


def stands(*known: str) -> tuple[float | None, Standing]:
    explained = CARD.explain(best(), absent=[one.source for one in CARD.sources if one.source not in known])
    return explained.score, standing(CARD, explained)


def test_what_every_score_asks_for_carries_a_whole_score_and_the_chosen_ones_are_named_next() -> None:
    _, found = stands(*ALWAYS)
    assert (found.depth, round(found.coverage, 6)) == (Depth.FULL, 0.91)
    assert [need.source for need in found.needs] == ["finance", "owner"]
    _, thin = stands("tax")
    assert (thin.depth, round(thin.coverage, 6)) == (Depth.CAPPED, 0.4)
    assert [need.source for need in thin.needs] == ["court", "tax_filings"]


def test_choice_alone_gives_no_score_and_lifts_no_cap() -> None:
    chosen = tuple(one.source for one in CARD.sources if one.source not in ALWAYS)
    score, found = stands(*chosen, "bank", "court", "power", "social")
    assert (score, found.depth) == (None, Depth.NONE)
    whole, capped = stands("tax", "registry", "court")
    more, still = stands("tax", "registry", "court", *chosen)
    assert (capped.depth, still.depth) == (Depth.CAPPED, Depth.CAPPED)
    assert whole is not None
    assert more is not None
    assert more > whole


def test_a_source_that_is_not_granted_moves_no_points() -> None:
    one, _ = stands(*ALWAYS)
    row = {name: value for name, value in best().items() if name in {a.name for a in CARD.attributes}}
    told = CARD.explain(row, absent=[s.source for s in CARD.sources if s.source not in ALWAYS])
    assert told.score == one
    assert {term.points for term in told.terms if term.source not in ALWAYS} == {0.0}
