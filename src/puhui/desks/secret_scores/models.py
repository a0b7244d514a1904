"""Which model a product's lender is shown the score of, and which grants that takes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from puhui.consent import DatasetOffer, Model, Purpose, by_score, purpose
from puhui.credit import Scorecard
from puhui.desks.cards.shelf import CardShelf
from puhui.desks.secret_scores.errors import CardNotComputable
from puhui.kernel import PuhuiError, Suite, Text
from puhui.market import Evidence, Product
from puhui.privacy.cards import absent_sources, card_digest
from puhui.privacy.policy import check_custodians

_APPLICATION = "application"
_STAGE = "desks.secret_scores.models"


@dataclass(frozen=True, slots=True)
class ScoreModel:
    """A card, and its name as grants have it."""

    card: Scorecard
    name: Model

    def offers(self, offers: Sequence[DatasetOffer]) -> list[DatasetOffer]:
        """The datasets that make up the card, each with the fields that it takes and no other.

        Of two custodians of the same fields the first one takes part. Raises `CardNotComputable` where a source would
        be there in part, a custodian had to bring two datasets, or fewer than two custodians take part.
        """
        held: dict[str, list[str]] = {}
        found = []
        for offer in offers:
            taken = {name for names in held.values() for name in names}
            fields = [one.name for one in self.card.attributes if one.name in offer.fields and one.name not in taken]
            if not fields:
                continue
            if offer.custodian in held:
                raise self._not_computable(
                    Text(zh=f"{offer.custodian} 有其中两个数据集", en=f"{offer.custodian} has two of its datasets")
                )
            held[str(offer.custodian)] = fields
            found.append(replace(offer, fields={name: offer.fields[name] for name in fields}))
        try:
            absent_sources(self.card, held)
            check_custodians(len(found), len(found) + 1)
        except PuhuiError as error:
            raise self._not_computable(error.cause_text.en) from None
        return found

    def _not_computable(self, why: str | Text) -> CardNotComputable:
        return CardNotComputable(card=self.name.name, why=why, stage=_STAGE)


class ScoreModels:
    """The models that this node's products name. Safe to share."""

    def __init__(self, products: Sequence[Product], cards: CardShelf, suite: Suite) -> None:
        self._products = products
        self._cards = cards
        self._suite = suite

    def of(self, product: str | None) -> ScoreModel | None:
        """The model of a product by its code; None where its lender is shown indicators. Raises `CardUnknown`."""
        evidence = self._evidence(product)
        if not evidence.by_score:
            return None
        card = self._cards.find(evidence.card, evidence.card_version)
        return ScoreModel(card, Model(card.name, card.version, card.label, card_digest(card, self._suite)))

    def welcome(self, product: str | None) -> tuple[str, ...]:
        """The datasets, by slug, that a product's lender would look at beside what it always asks for."""
        return self._evidence(product).welcome

    def purpose(self, code: str, product: str | None) -> Purpose:
        """The purpose as a grant for that product has it: with the program that the lender's sight allows."""
        model = self.of(product) if code == _APPLICATION else None
        return purpose(code) if model is None else by_score(purpose(code), model.name)

    def program(self, product: str) -> str:
        """What the grants of an application for that product name as their program."""
        return self.purpose(_APPLICATION, product).program

    def _evidence(self, product: str | None) -> Evidence:
        """What the product's lender is shown; the products are looked through each time, as they change."""
        return next((one.evidence for one in reversed(self._products) if one.code == product), Evidence())
