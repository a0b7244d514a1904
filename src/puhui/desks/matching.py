"""What an enterprise is matched with, and what it opens of that, kept with the list as the portal ranks it then."""

from collections.abc import Sequence

from sqlalchemy.engine import Connection

from puhui.desks.directory import Directory
from puhui.desks.errors import ThingNotFound
from puhui.desks.known import known_facts
from puhui.desks.lending_documents import match_document
from puhui.desks.likelihoods import Likelihoods, Served
from puhui.desks.localising import localised
from puhui.desks.ranking import Ranking
from puhui.desks.shelf import Shelf
from puhui.desks.views import MatchList
from puhui.desks.views.choices import ChoiceRequest, ChoiceView
from puhui.kernel import Clock, Entropy, Language
from puhui.kernel.ids import ListId
from puhui.market import Match, Need, Product, settings
from puhui.market.choices import SHOWN_MAX, Act, ShownList, examined, keep_list, record_choice
from puhui.market.needs import ask_document
from puhui.storage import Database


class MatchingDesk:
    """Matches of one portal's enterprises. Safe from many threads. Looking at them asks no bank."""

    def __init__(
        self,
        *,
        products: Sequence[Product],
        likelihoods: Likelihoods,
        database: Database,
        directory: Directory,
        clock: Clock,
        entropy: Entropy,
    ) -> None:
        self._shelf = Shelf(products, directory.name_of)
        self._ranking = Ranking(products)
        self._likelihoods = likelihoods
        self._database = database
        self._directory = directory
        self._clock = clock
        self._entropy = entropy

    def matches(self, uscc: str, need: Need, *, most: int, language: Language) -> MatchList:
        """The first `most` products against this need and what the latest score knows, best first."""
        segment = self._directory.enterprise(uscc).segment
        with self._database.reading() as connection:
            found, total, by = self._ranked(connection, uscc, segment, need, most)
        items = [match_document(one, self._shelf.document(one.product.code)) for one in found]
        likelihoods = {"version": by.approval.version, "outcomes": by.outcomes, "fitted_at": by.fitted_at}
        told = {"items": localised(items, language), "total": total, "likelihoods": likelihoods}
        return MatchList.model_validate(told)

    def draw_up(self) -> int:
        """Draw up the products that nobody has looked at yet; how many. Their yearly costs take ten schedules each."""
        return self._shelf.draw_up()

    def choose(self, uscc: str, request: ChoiceRequest) -> ChoiceView:
        """Keep the list that this need has now and the click on one of its products.

        Raises `ThingNotFound` for a product that is none of the first `SHOWN_MAX`. The page's own word for the position
        is not asked for: it would be believed.
        """
        now = self._clock.now()
        need = Need(amount_fen=request.amount_fen, term_months=request.term_months, purpose=request.purpose)
        segment = self._directory.enterprise(uscc).segment
        with self._database.transaction() as connection:
            ranked, _, by = self._ranked(connection, uscc, segment, need, SHOWN_MAX)
            shown = ShownList(
                id=ListId.new(self._clock, self._entropy),
                uscc=uscc,
                at=now,
                ask=ask_document(need),
                order=tuple((one.product.code, one.degree, one.verdict.value) for one in ranked),
                ranked_by=f"{settings().version} {by.approval.version}",
            )
            position = shown.position(request.product)
            if position is None:
                raise ThingNotFound(kind="product", id=request.product, stage="desks.matching")
            keep_list(connection, shown)
            record_choice(connection, shown, request.product, Act.CLICKED, now)
        return ChoiceView(list=str(shown.id), position=position, propensity=examined(position))

    def _ranked(
        self, connection: Connection, uscc: str, segment: str, need: Need, most: int
    ) -> tuple[list[Match], int, Served]:
        today = self._clock.now().date()
        facts, by = known_facts(connection, uscc, segment, today), self._likelihoods.served(connection)
        found, total = self._ranking.best(need, facts, on=today, top=most, approval=by.approval)
        return found, total, by
