"""The city's scorecard: the shipped VAT card and, added to it, an expert card over the other sources.

Both are judgement, not fitted (no defaults are known yet to fit a card to), and both say so in their files.
VAT invoices carry four tenths of the coverage: with them alone an enterprise gets a score that its coverage caps.

>>> card = city_card()
>>> card.name, len(card.sources), sum(source.weight for source in card.sources)
('city-expert', 7, 100.0)
"""

from dataclasses import replace
from functools import cache
from importlib import resources

from puhui.credit import Kind, Scorecard
from puhui.credit.expert import shipped
from puhui.kernel import Text

_VAT_WEIGHT = 40.0


@cache
def city_card() -> Scorecard:
    """The card by which the platform and the banks of the city score."""
    vat = shipped("vat-expert")
    added = Scorecard.parse(resources.files(__package__).joinpath("public-sources.json").read_bytes())
    return Scorecard(
        kind=Kind.EXPERT,
        name="city-expert",
        version=f"{vat.version}+{added.version}",
        label=Text(zh="城市专家评分卡", en="the city's expert card"),
        base_points=vat.base_points + added.base_points,
        sources=(*(replace(source, weight=_VAT_WEIGHT) for source in vat.sources), *added.sources),
        attributes=(*vat.attributes, *added.attributes),
        scaling=vat.scaling,
        grades=vat.grades,
        training={"parts": [f"{card.name}@{card.version}" for card in (vat, added)], "labels_used": 0},
    )
