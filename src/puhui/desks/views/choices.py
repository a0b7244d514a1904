"""A click on a match, and where the product stood."""

from typing import Annotated

from pydantic import Field

from puhui.desks.views.base import View


class ChoiceRequest(View):
    """Which product was opened, in the list of which need."""

    amount_fen: Annotated[int, Field(gt=0, le=10**13)]
    term_months: Annotated[int, Field(ge=1, le=360)]
    purpose: Annotated[str, Field(min_length=1, max_length=200)]
    product: Annotated[str, Field(max_length=64)]


class ChoiceView(View):
    """The list as it was kept: the product's place (1 is the first) and how likely that place is looked at."""

    list: str
    position: int
    propensity: float
