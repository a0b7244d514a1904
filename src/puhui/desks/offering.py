"""What an enterprise is asked to grant, and what it may grant besides. Pure.

Some datasets every score and every application asks for. The others are chosen: for its own score by the enterprise,
for an application by a product that welcomes them, and then still by the enterprise. Whoever leaves one out is asked no
question about it and loses nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from puhui.consent import DatasetOffer
from puhui.desks.views import FieldView, OfferView
from puhui.kernel import Language


@dataclass(frozen=True, slots=True)
class Offered:
    """The datasets to draft, and those that could be granted besides."""

    drafted: list[DatasetOffer]
    also: list[DatasetOffer]


def offered(
    there: Sequence[DatasetOffer],
    *,
    wanted: Collection[str] | None,
    besides: Collection[str] = (),
    welcome: Collection[str] | None,
) -> Offered:
    """Of the datasets that are `there`, those `wanted` (None: what is always asked for) and `besides` those.

    `welcome` are the chosen ones, by slug, that the purpose has a use for; None: all.
    """
    fitting = [one for one in there if not one.chosen or welcome is None or one.dataset.partition("/")[2] in welcome]
    asked = [one for one in fitting if (not one.chosen if wanted is None else one.dataset in wanted)]
    drafted = asked + [one for one in fitting if one.dataset in besides and one not in asked]
    return Offered(drafted, [one for one in fitting if one.chosen and one not in drafted])


def offer_view(offer: DatasetOffer, language: Language) -> OfferView:
    """A dataset that is not drafted yet."""
    return OfferView(
        custodian=offer.custodian,
        custodian_name=offer.custodian_name.in_(language),
        dataset=offer.dataset,
        dataset_name=offer.name.in_(language),
        fields=[FieldView(name=name, label=offer.fields[name].in_(language)) for name in sorted(offer.fields)],
        separate=offer.sensitive,
        alone=offer.alone,
    )
