"""A need as a thing: what is asked, of whom, what they may see, and which banks answer it. Pure values.

An enterprise writes at most six fields (amount, term, purpose, security, dearest rate, how soon). What is shown beside
them is its choice: `Scope` names the banks and what they see. Nobody sees its name before it agrees to one bank.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from puhui.kernel.ids import NeedId, OrgId
from puhui.market.need import Need
from puhui.market.needs.states import LIVE, AnswerState, NeedState


class Shows(StrEnum):
    """What banks may see of a need's enterprise beside the need itself; nothing unless it is chosen."""

    INDUSTRY = "industry"
    REGION = "region"
    BAND = "band"
    FIT = "fit"


@dataclass(frozen=True, slots=True)
class Scope:
    """Which banks may see a need (none named: all of the market) and what of the enterprise they see."""

    banks: tuple[OrgId, ...] = ()
    shows: frozenset[Shows] = frozenset()

    def admits(self, bank: str) -> bool:
        """Whether that bank may see the need."""
        return not self.banks or bank in self.banks


@dataclass(frozen=True, slots=True)
class Asker:
    """The enterprise as it was when it wrote the need."""

    uscc: str
    name: str
    segment: str


@dataclass(frozen=True, slots=True)
class Answer:
    """One bank's standing with a need. `due_at` is when its first-response clock runs out; None while none runs.

    `banker`, `phone` and `message` are what the bank said when it made contact; `application` the application that
    came of it.
    """

    bank: OrgId
    state: AnswerState
    since: datetime
    due_at: datetime | None = None
    banker: str = ""
    phone: str = ""
    message: str = ""
    application: str = ""


@dataclass(frozen=True, slots=True)
class FinancingNeed:
    """A need with its state. `version` counts the changes; `closes_at` and `published_at` are None in a draft."""

    id: NeedId
    asker: Asker
    ask: Need
    state: NeedState
    made_at: datetime
    version: int
    scope: Scope = Scope()
    contact: str = ""
    published_at: datetime | None = None
    closes_at: datetime | None = None
    ended_because: str = ""
    answers: tuple[Answer, ...] = field(default=())

    def answer_of(self, bank: str) -> Answer | None:
        """That bank's answer, None where it has none."""
        return next((one for one in self.answers if one.bank == bank), None)

    @property
    def held(self) -> tuple[Answer, ...]:
        """The answers that hold a place."""
        return tuple(one for one in self.answers if one.state in LIVE)
