"""What a debtor owes at all banks together, and how much of it is late: a sum of which nobody sees a part.

The debtor grants each bank's lending record to this one for a sum and nothing else. This bank's own row is zero in it,
so that the sum is what others have; its own debts are added here. Then the rule of the classification of risks
(商业银行金融资产风险分类办法): more than a fifth of all debts overdue for more than 90 days.
"""

import csv
import io
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from puhui.desks.collecting import Subject
from puhui.desks.screening.elsewhere import KEY
from puhui.desks.screening.errors import SumUnreadable
from puhui.desks.warning.scope import DEBTS
from puhui.lending.defaults import defaults
from puhui.privacy.policy import PROVIDERS_MIN

HOLDS = timedelta(days=31)
"""How long an answer is used for classes (J: classes are told by the month)."""

_STAGE = "desks.servicing"


@dataclass(frozen=True, slots=True)
class AllBanks:
    """The sums with their provenance; below three banks there are none, and `holders` says how many there were."""

    holders: int
    as_of: date
    job: str = ""
    elsewhere_fen: int | None = None
    elsewhere_late_fen: int | None = None
    here_fen: int = 0
    here_late_fen: int = 0

    @property
    def share(self) -> Decimal | None:
        """How much of all its debts is overdue for more than 90 days; None where it is not known, or owes nothing."""
        if self.elsewhere_fen is None or self.elsewhere_late_fen is None:
            return None
        owed = self.elsewhere_fen + self.here_fen
        return Decimal(self.elsewhere_late_fen + self.here_late_fen) / owed if owed else None

    def late(self, on: date) -> bool | None:
        """Whether the rule says non-performing; None where nothing is known, or was too long ago."""
        if self.elsewhere_fen is None or on > self.as_of + HOLDS:
            return None
        return self.share is not None and self.share > defaults(on).cross_all_banks_share

    def document(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self) | {"as_of": self.as_of.isoformat()}

    @classmethod
    def of_document(cls, kept: Mapping[str, Any]) -> "AllBanks":
        """The sums of their document."""
        return cls(**{**kept, "as_of": date.fromisoformat(kept["as_of"])})


def own_row(subject: Subject) -> str:
    """This bank's own row as CSV: nothing, as the sum is of others."""
    return f"{KEY},{','.join(DEBTS)}\n{subject.uscc},{','.join('0' for _ in DEBTS)}\n"


def read_all_banks(
    job: str, result: bytes, subject: str, *, as_of: date, holders: int, own: Mapping[str, int]
) -> AllBanks:
    """The sums of a result with our `own` debts; raises `SumUnreadable` unless there is one row, this enterprise's."""
    here = {"here_fen": own["outstanding_fen"], "here_late_fen": own["overdue_90_fen"]}
    try:
        (row,) = csv.DictReader(io.StringIO(result.decode()))
        if row[KEY] != subject:
            raise ValueError("another enterprise")  # noqa: TRY301 - all faults of the row are told alike
        if row["shown"] != "yes":
            return AllBanks(min(holders, PROVIDERS_MIN - 1), as_of, job, **here)
        out, late = (int(row[name]) for name in DEBTS)
        return AllBanks(int(row["providers"]), as_of, job, out, late, **here)
    except (ValueError, KeyError, TypeError) as reason:
        raise SumUnreadable(job=job, reason=type(reason).__name__, stage=_STAGE) from None
