"""Scorecards made by judgement, shipped with their reasons: they need no labels, and say so.

>>> card = shipped("vat-expert")
>>> card.training["labels_used"], card.training["weights"]["rev12_eff_fen"]
(0, 22)
"""

from functools import cache
from importlib import resources

from puhui.credit.scorecard import Scorecard
from puhui.kernel import Category, PuhuiError, Text

_FILES = {
    "vat-expert": "vat.json",
    "sole-proprietor-expert": "sole-proprietor.json",
    "medium-expert": "medium.json",
    "farmer-expert": "farmer.json",
}
_PARTS = {"further-sources": "further.json"}  # no card by itself: what a composed card adds


class NoSuchExpertCard(PuhuiError):
    """No expert card of that name is shipped."""

    category = Category.NOT_FOUND
    cause = Text(zh="没有名为“{name}”的专家评分卡", en="no expert card is called {name!r}")
    remedy = Text(zh="可用的有：{known}", en="there are {known}")


def names() -> tuple[str, ...]:
    """The names of the shipped cards."""
    return tuple(_FILES)


@cache
def shipped(name: str) -> Scorecard:
    """The shipped card of that name; raises `NoSuchExpertCard`."""
    if name not in _FILES:
        raise NoSuchExpertCard(name=name, known=", ".join(_FILES), stage="credit.expert")
    return Scorecard.parse(resources.files("puhui.credit.expert").joinpath(_FILES[name]).read_bytes())


@cache
def part(name: str) -> Scorecard:
    """A part that composed cards add to their own points; raises `NoSuchExpertCard`."""
    if name not in _PARTS:
        raise NoSuchExpertCard(name=name, known=", ".join(_PARTS), stage="credit.expert")
    return Scorecard.parse(resources.files("puhui.credit.expert").joinpath(_PARTS[name]).read_bytes())


__all__ = ["NoSuchExpertCard", "names", "part", "shipped"]
