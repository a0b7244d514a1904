"""Products, and how they fit this enterprise."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import MatchList, ProductList
from puhui.desks.views.choices import ChoiceRequest, ChoiceView
from puhui.market import Need
from puhui.market.choices import SHOWN_MAX

router = APIRouter(tags=["market"])


@router.get("/matches")
def list_matches(
    desk: Annotated[Desk, Depends(at_desk("list_matches"))],
    amount_fen: Annotated[int, Query(gt=0, le=10**13)],
    term_months: Annotated[int, Query(gt=0, le=360)],
    purpose: Annotated[str, Query(min_length=1, max_length=200)],
    most: Annotated[int, Query(gt=0, le=SHOWN_MAX)] = SHOWN_MAX,
) -> MatchList:
    """The first `most` products against this need, best first, with reasons and what would raise the degree."""
    need = Need(amount_fen=amount_fen, term_months=term_months, purpose=purpose)
    return desk.node.matching_desk().matches(desk.uscc, need, most=most, language=desk.language)


@router.post("/matches/choices", status_code=201)
def choose_match(request: ChoiceRequest, desk: Annotated[Desk, Depends(at_desk("choose_match"))]) -> ChoiceView:
    """Say that a product of the list was opened: kept with the list as it is ranked now, for learning to rank."""
    return desk.node.matching_desk().choose(desk.uscc, request)


@router.get("/products")
def list_products(desk: Annotated[Desk, Depends(at_desk("list_products"))]) -> ProductList:
    """Products on offer: all of the market's to an enterprise, its own to a bank."""
    return desk.node.lending_desk().products(desk.language)
