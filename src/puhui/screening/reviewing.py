"""A person looks at a refusal: who, when, whether it is upheld, and on what grounds. Until then it does not hold.

The review is bound to the screening's record by its digest; both are kept, and both go to the ledger as digests.

>>> from datetime import UTC, datetime
>>> from puhui.kernel.ids import DecisionId
>>> from puhui.screening import read_case, screen
>>> denied = {"by": "counter 3", "on": "2026-06-30"}
>>> told = {"id": "app-1", "submitted_at": "2026-06-30T10:00:00+08:00"}
>>> case = read_case({"format": "puhui-screening/1", "application": told, "representative_denies": denied})
>>> at = datetime(2026, 6, 30, 3, tzinfo=UTC)
>>> refused = screen(case, id=DecisionId("dec_" + "0" * 26), at=at)
>>> review(refused.record, by="per_approver", upheld=False, grounds="a namesake: identity shown", at=at).outcome.value
'verify'
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from puhui.decisions import DecisionRecord
from puhui.kernel import encode, suite
from puhui.screening.errors import NotToBeReviewed, ReviewWithoutGrounds
from puhui.screening.judging import Outcome, outcome_of

_STAGE = "screening.reviewing"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A reviewed refusal. `outcome` is what holds now: the refusal where it is upheld, else verification goes on."""

    screening_digest: str
    by: str
    upheld: bool
    grounds: str
    at: datetime
    suite: str

    @property
    def outcome(self) -> Outcome:
        """What holds after the review."""
        return Outcome.REFUSE if self.upheld else Outcome.VERIFY

    def document(self) -> dict[str, Any]:
        """The canonical form."""
        return {
            "v": 1,
            "screening": self.screening_digest,
            "by": self.by,
            "upheld": self.upheld,
            "grounds": self.grounds,
            "at": round(self.at.timestamp() * 1000),
        }

    @property
    def digest(self) -> str:
        """The digest of the canonical bytes, in lower-case hex."""
        return suite(self.suite).digest(encode(self.document())).hex()


def review(record: DecisionRecord, *, by: str, upheld: bool, grounds: str, at: datetime) -> Reviewed:
    """A person's review of a recorded refusal; raises `NotToBeReviewed` and `ReviewWithoutGrounds`."""
    outcome = outcome_of(record)
    if outcome is not Outcome.REFUSE:
        raise NotToBeReviewed(outcome=outcome.value, stage=_STAGE)
    if not by.strip() or not grounds.strip():
        raise ReviewWithoutGrounds(stage=_STAGE)
    return Reviewed(record.digest, by.strip(), upheld, grounds.strip(), at, record.suite)
