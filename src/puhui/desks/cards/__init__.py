"""The scorecards of this house beyond the VAT card, composed of shipped parts.

All are judgement, not fitted (no defaults are known yet to fit a card to), and all say so in their files. In the
city's card, which is also that of small and micro enterprises, VAT invoices carry four tenths of the coverage: with
them alone an enterprise gets a score that its coverage caps. The sources that every score asks for carry nine tenths,
those that are chosen one: what is chosen never decides whether there is a score, it moves and narrows it.

>>> card = city_card()
>>> card.name, len(card.sources), round(sum(source.weight for source in card.sources), 6)
('city-expert', 20, 100.0)
>>> round(sum(source.weight for source in card.sources[:7]), 6), card.sources[0].weight
(90.0, 40.0)
>>> [source.source for source in joint_card().sources]
['tax', 'registry', 'social', 'power', 'court']
"""

from collections.abc import Collection
from dataclasses import replace
from functools import cache
from importlib import resources

from puhui.credit import Kind, Scorecard
from puhui.credit.expert import part, shipped
from puhui.kernel import Text

_WHOLE, _VAT_WEIGHT = 100.0, 40.0
_ONE_A_CUSTODIAN = ("registry", "social", "power", "court")


@cache
def city_card() -> Scorecard:
    """The card by which the platform and the banks of the city score."""
    core = _with_vat("city-expert", Text(zh="城市专家评分卡", en="the city's expert card"))
    further = part("further-sources")
    vat, *public = core.sources
    left = _WHOLE - vat.weight - sum(source.weight for source in further.sources)
    share = left / sum(source.weight for source in public)
    return replace(
        core,
        version=f"{core.version}+{further.version}",
        sources=(vat, *(replace(source, weight=source.weight * share) for source in public), *further.sources),
        attributes=(*core.attributes, *further.attributes),
        training={
            "parts": [*core.training["parts"], f"{further.name}@{further.version}"],
            "labels_used": 0,
            "rationale": further.training["rationale"],
        },
    )


@cache
def joint_card() -> Scorecard:
    """The card of secret scores: invoices and what every custodian of one dataset holds, without filings, accounts and
    what is chosen.

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
