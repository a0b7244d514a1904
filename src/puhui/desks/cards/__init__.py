"""The scorecards of this house beyond the VAT card, composed of shipped parts.

All are judgement, not fitted (no defaults are known yet to fit a card to), and all say so in their files. In the
city's card VAT invoices carry four tenths of the coverage: with them alone an enterprise gets a score that its coverage
caps.

>>> card = city_card()
>>> card.name, len(card.sources), sum(source.weight for source in card.sources)
('city-expert', 7, 100.0)
>>> [source.source for source in joint_card().sources]
['tax', 'registry', 'social', 'power', 'court']
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from importlib import resources

from puhui.credit import Kind, Scorecard
from puhui.credit.expert import shipped
from puhui.kernel import Text

_VAT_WEIGHT = 40.0
_ONE_A_CUSTODIAN = ("registry", "social", "power", "court")


@cache
def city_card() -> Scorecard:
    """The card by which the platform and the banks of the city score."""
    return _with_vat("city-expert", Text(zh="城市专家评分卡", en="the city's expert card"))


@cache
def joint_card() -> Scorecard:
    """The card of secret scores: the city's card without tax filings and bank accounts.

    In a private computation a custodian brings one dataset, and of the tax bureau's two the invoices say more; another
    bank's figures of an enterprise are no bureau's.
    """
    return _with_vat("joint-expert", Text(zh="联合专家评分卡", en="the joint expert card"), _ONE_A_CUSTODIAN)


def _with_vat(name: str, label: Text, only: Collection[str] | None = None) -> Scorecard:
    vat = shipped("vat-expert")
    added = Scorecard.parse(resources.files(__package__).joinpath("public-sources.json").read_bytes())
    kept = {source.source for source in added.sources} if only is None else set(only)
    return Scorecard(
        kind=Kind.EXPERT,
        name=name,
        version=f"{vat.version}+{added.version}",
        label=label,
        base_points=vat.base_points + added.base_points,
        sources=(
            *(replace(source, weight=_VAT_WEIGHT) for source in vat.sources),
            *(source for source in added.sources if source.source in kept),
        ),
        attributes=(*vat.attributes, *(one for one in added.attributes if one.source in kept)),
        scaling=vat.scaling,
        grades=vat.grades,
        training={"parts": [f"{card.name}@{card.version}" for card in (vat, added)], "labels_used": 0},
    )
