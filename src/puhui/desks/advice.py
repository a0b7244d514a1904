"""Advice on an enterprise's own score, at the portal: plans that lift it, the products they open, the grants to add."""

from collections.abc import Callable, Sequence

from puhui.consent import DatasetOffer
from puhui.credit.indicator import Cause
from puhui.credit.reasons import Need
from puhui.desks.advice_documents import Document, plan_document
from puhui.desks.cards.shelf import CardShelf
from puhui.desks.collecting import source_of
from puhui.desks.directory import Directory
from puhui.desks.errors import ThingNotFound
from puhui.desks.localising import both, localised
from puhui.desks.score_desk import newest_score, stored_of
from puhui.desks.scoring import ASKED
from puhui.desks.shelf import Shelf
from puhui.desks.views.advice import AdviceView
from puhui.exchange import described
from puhui.kernel import Clock, Language
from puhui.lending.advising import product_key
from puhui.lending.concluding import ScoredBy
from puhui.lending.lifting import Lifted, lift
from puhui.market import Product, build_facts
from puhui.storage import Database


class AdviceDesk:
    """What the enterprises of this portal can do about their scores. Safe from many threads."""

    def __init__(
        self,
        *,
        products: Sequence[Product],
        cards: CardShelf,
        offers: Callable[[], Sequence[DatasetOffer]],
        database: Database,
        directory: Directory,
        clock: Clock,
    ) -> None:
        self._shelf = Shelf(products, directory.name_of)
        self._cards = cards
        self._offers = offers
        self._database = database
        self._directory = directory
        self._clock = clock

    def advice(self, uscc: str, language: Language) -> AdviceView:
        """Advice on the newest score; raises `ThingNotFound` before the first, `CardUnknown` for a card not here."""
        with self._database.transaction() as connection:
            body = newest_score(connection, uscc)
        if body is None:
            raise ThingNotFound(kind="score", id="latest", stage="desks.advice")
        card = self._cards.find(body["model"]["name"], body["model"]["version"])
        known = {part["source"] for part in body["sources"] if part["cause"] == Cause.GRANTED}
        asked = {part["source"] for part in body["sources"] if part["cause"] in ASKED}
        absent = tuple(sorted({one.source for one in card.sources} - known))
        today = self._clock.now().date()
        stored = stored_of(body)
        own: dict[str, object] = {"segment": self._directory.enterprise(uscc).segment}
        offers = self._shelf.on_offer(today)
        found = lift(
            build_facts([stored.indicators], None, as_of=today, own=own),
            ScoredBy(card, absent),
            offers=offers,
            on=today,
            asked=asked,
        )
        document = self._document(body["id"], found, offers)
        return AdviceView.model_validate(localised(document, language))

    def _document(self, score_id: str, found: Lifted, offers: Sequence[Product]) -> Document:
        opened = {product_key(one): self._shelf.document(one.code) for one in offers}
        stands = found.standing
        return {
            "score_id": score_id,
            "score": found.now.score,
            "grade": found.now.grade,
            "coverage": found.now.coverage,
            "depth": stands.depth.value,
            "said": both(stands.text),
            "grade_cap": stands.grade_cap,
            "limit_cap_fen": stands.limit_cap_fen,
            "plans": [plan_document(one.plan, one.grade, one.products, opened) for one in found.lifts],
            "grants": [self._grant(need) for need in stands.needs],
            "coverage_with_grants": stands.coverage_with,
            "enough": stands.enough,
        }

    def _grant(self, need: Need) -> Document:
        return {
            "source": need.source,
            "label": both(need.label),
            "gain": need.gain,
            "coverage": need.coverage,
            "datasets": [
                {
                    "dataset": str(offer.dataset),
                    "name": both(offer.name),
                    "custodian_name": both(offer.custodian_name),
                }
                for offer in self._offers()
                if source_of(described(offer.dataset)) == need.source
            ],
        }
