"""An application under assessment, as the bank's desks hand it to each other: what goes in, and what is concluded."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy.engine import Connection

from puhui.desks.assessment_documents import Document, ShownScore
from puhui.desks.collecting import Subject
from puhui.desks.localising import localised
from puhui.desks.screening.casing import Handed
from puhui.desks.views import RecommendationView
from puhui.kernel import Language
from puhui.lending.application import Application
from puhui.lending.assessing import Evidence
from puhui.lending.own_data import OwnData
from puhui.market import Product

Keep = Callable[[Connection, str], None]
"""Writes more in the transaction of an assessment, whose ledger entry it is given."""


@dataclass(frozen=True, slots=True)
class Case:
    """An application that can be assessed.

    What it is for, what opens its enterprise's name to a custodian, and what the portal handed over with it.
    """

    application: Application
    product: Product
    subject: Subject
    handed: Handed


@dataclass(frozen=True, slots=True)
class Concluded:
    """What an assessment recommends, as it is kept."""

    recommendation: Document

    def view(self, language: Language) -> RecommendationView:
        """As people see it."""
        return RecommendationView.model_validate(localised(self.recommendation, language))


class Cases(Protocol):
    """The bank's desk, as whoever gathers evidence for it needs it."""

    def case(self, id_: str) -> Case:
        """An application that can be assessed now; raises `WrongApplicationState`, `GrantsNoLongerValid`."""
        ...

    def own_data(self, uscc: str) -> OwnData:
        """What the bank knows of the enterprise from its own books; raises `OwnDataUnreadable`."""
        ...

    def concluded(self, id_: str) -> Concluded | None:
        """The latest recommendation; None before the first."""
        ...

    def conclude(self, case: Case, evidence: Evidence, scored: ShownScore, assessed_by: str, keep: Keep) -> Concluded:
        """Let the rules speak over the evidence, and keep what they say. `keep` writes in the same transaction."""
        ...
