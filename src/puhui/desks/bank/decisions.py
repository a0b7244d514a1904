"""A bank's decisions, looked at again: also one that was set aside on appeal."""

from collections.abc import Callable

from sqlalchemy.engine import Connection

from puhui.decisions import ReplayDiffers
from puhui.desks.bank.kinds import DECISION
from puhui.desks.errors import ThingNotFound
from puhui.desks.lending_documents import decision_document
from puhui.desks.localising import localised
from puhui.desks.store import document
from puhui.desks.views import DecisionView, ReplayView
from puhui.kernel import Language
from puhui.kernel.ids import ApplicationId
from puhui.lending import assessing, store
from puhui.lending.application import Application, Decision, decisions_of
from puhui.lending.office import LoanOffice
from puhui.storage import Database


class PastDecisions:
    """One bank's decisions by their ids; each raises `ThingNotFound` for another. Safe from many threads."""

    def __init__(self, *, office: LoanOffice, rules: Callable[[], bytes], database: Database) -> None:
        self._office = office
        self._rules = rules
        self._database = database

    def decision(self, id_: str, language: Language) -> DecisionView:
        """A decision, and for a decline what would turn it."""
        with self._database.reading() as connection:
            application, decision = self._find(connection, id_)
            made = [one for one in store.events(connection, application.id) if one.kind.startswith("decision.")]
            advice = (document(connection, DECISION, id_) or {}).get("advice")
        event = made[decisions_of(application).index(decision)]  # one for each, in their order
        found = decision_document(decision, event) | {"advice": advice}
        return DecisionView.model_validate(localised(found, language))

    def owner_of_decision(self, id_: str) -> str:
        """The applicant's code."""
        with self._database.reading() as connection:
            return self._find(connection, id_)[0].applicant.uscc

    def replay(self, id_: str) -> ReplayView:
        """Run the recorded rules over the recorded facts again."""
        with self._database.reading() as connection:
            _, decision = self._find(connection, id_)
            try:
                outcome = assessing.replay_decision(connection, decision.record_digest, self._rules())
            except ReplayDiffers as differs:
                return ReplayView(identical=False, outcome=str(differs.data["what"]))
        return ReplayView(identical=True, outcome=outcome.verdict.value)

    def _find(self, connection: Connection, id_: str) -> tuple[Application, Decision]:
        """A decision with its application: the one that stands, or the decline that was set aside."""
        kept = document(connection, DECISION, id_)
        if kept is not None:
            application = store.application(connection, ApplicationId(kept["application"]))
            for decision in reversed(decisions_of(application)):
                if decision.id == id_:
                    return application, decision
        raise ThingNotFound(kind="decision", id=id_, party=self._office.organisation, stage="desks.bank")
