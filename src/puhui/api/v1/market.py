"""Products, and how they fit this enterprise."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import MatchList, ProductList

router = APIRouter(tags=["market"])


@router.get("/matches")
def list_matches(
    desk: Annotated[Desk, Depends(at_desk("list_matches"))],
    amount_fen: Annotated[int, Query(gt=0, le=10**13)],
    term_months: Annotated[int, Query(gt=0, le=360)],
    purpose: Annotated[str, Query(min_length=1, max_length=200)],
) -> MatchList:
    """Products against this need, best first, with reasons and what would raise the degree."""
    return desk.node.borrower_desk().matches(
        desk.uscc, amount_fen=amount_fen, term_months=term_months, purpose=purpose, language=desk.language
    )


@router.get("/products")
def list_products(desk: Annotated[Desk, Depends(at_desk("list_products"))]) -> ProductList:
    """Products on offer: all of the market's to an enterprise, its own to a bank."""
    return desk.node.lending_desk().products(desk.language)
