"""Products, and how they fit an enterprise."""

from datetime import datetime
from typing import Literal

from puhui.desks.views.base import Fen, Rate, View


class FeeView(View):
    """A fee beside the interest, a year, on the amount lent."""

    name: str
    annual_rate: Rate


class ShownView(View):
    """What the lender is shown of an enterprise: its indicators, or the score of a named card alone."""

    shown: Literal["indicators", "score"] = "indicators"
    card: str = ""
    card_version: str = ""


class ProductView(View):
    """A published loan product. The all-in rates are yearly, all fees included, lowest and highest."""

    code: str
    lender: str
    lender_name: str
    name: str
    amount_min_fen: Fen
    amount_max_fen: Fen
    term_min_months: int
    term_max_months: int
    rate_min: Rate
    rate_max: Rate
    fees: list[FeeView]
    all_in_rate_min: Rate
    all_in_rate_max: Rate
    repayment: list[str]
    guarantee: list[str]
    evidence: ShownView = ShownView()
    days_to_decision: int


class ProductList(View):
    """Products on offer."""

    items: list[ProductView]


class MatchPart(View):
    """One part of the degree: `points` of at most `of`."""

    name: str
    label: str
    points: float
    of: float


class MatchNote(View):
    """A sentence with its code."""

    code: str
    text: str


class MatchView(View):
    """A product against this enterprise's need."""

    product: ProductView
    degree: float
    parts: list[MatchPart]
    reasons: list[MatchNote]
    asks: list[MatchNote]
    raises: list[MatchNote]
    verdict: Literal["pass", "fail", "ask"]


class LikelihoodsView(View):
    """By what a list says how likely lenders approve: the version, of how many decisions it was fitted and when; none
    and null are the documented default."""

    version: str
    outcomes: int
    fitted_at: datetime | None


class MatchList(View):
    """The best matches, best first; `total` is among how many products they are."""

    items: list[MatchView]
    total: int
    likelihoods: LikelihoodsView
