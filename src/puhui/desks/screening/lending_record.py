"""What a bank brings of one enterprise to a sum over banks: what it has lent out, and how often it was applied to.

No figure of it answers a question by itself: `fetch` refuses, whoever asks. A bank that does not know the enterprise
brings zeros, so that having a row says nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from puhui.consent import Permit
from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.desks.screening import linking
from puhui.desks.screening.store import others_with
from puhui.exchange import Dataset, PermitDoesNotCover, SourceDown, require_permits
from puhui.kernel import Text
from puhui.kernel.identifiers import Uscc
from puhui.lending import store
from puhui.lending.errors import OwnDataUnreadable
from puhui.lending.listing import Sought
from puhui.lending.loan import standing
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.storage import Database

_WINDOWS = {"applications_7d": timedelta(days=7), "applications_30d": timedelta(days=30)}
_NOBODY = "0" * 18
_LATE_DAYS = 90
_ALONE = Text(zh="单家银行的授信记录", en="one bank's own record")
_STAGE = "desks.screening"


class LendingRecord:
    """One bank's `RowConnector` of its lending record. Safe from many threads."""

    def __init__(
        self,
        *,
        dataset: Dataset,
        office: LoanOffice,
        database: Database,
        own_data: Callable[[str], OwnData],
        overdue_90: Callable[[str], int],
    ) -> None:
        self._dataset, self._office = dataset, office
        self._database, self._own_data, self._overdue_90 = database, own_data, overdue_90

    def check(self) -> None:
        """See `Connector.check`."""
        self._before(_NOBODY)

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """Nothing of it is given alone: raises `PermitDoesNotCover`."""
        raise PermitDoesNotCover(what=_ALONE, party=str(self._office.organisation), stage=_STAGE)

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`, `SourceDown`."""
        require_permits(permits, usccs, fields, dataset=self._dataset, custodian=self._office.organisation)
        return [self._row(self.figures(code), fields) for code in usccs]

    def fetch_tagged(
        self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str], tags: Sequence[str]
    ) -> list[IndicatorSet]:
        """See `TaggedConnector.fetch_tagged`."""
        rows = self.fetch_rows(permits, usccs, fields)
        wanted = linking.read(tags)
        since = self._office.now() - linking.WINDOW
        with self._database.transaction() as connection:
            counted = [others_with(connection, wanted, uscc=code, since=since) for code in usccs]
        names = linking.OTHERS
        return [
            self._row({**row.row(), **{names[kind]: count for kind, count in found.items()}}, fields)
            for row, found in zip(rows, counted, strict=True)
        ]

    def figures(self, uscc: str) -> Mapping[str, int]:
        """Every field of the dataset; raises `SourceDown`. What this node has lent counts beside the core system's.

        No other applicant shares a thing of which nobody told (`fetch_tagged`).
        """
        today, now = self._office.today(), self._office.now()
        outstanding, late = self._before(uscc)
        with self._database.transaction() as connection:
            loans = store.loans(connection, Sought(uscc=uscc, states=("active", "overdue"))).items
            counted = {name: store.submitted_since(connection, uscc, now - back) for name, back in _WINDOWS.items()}
        now_standing = [standing(one, today) for one in loans]
        outstanding += sum(one.outstanding_fen for one in now_standing)
        late += sum(one.outstanding_fen for one in now_standing if one.days_past_due > _LATE_DAYS)
        others = dict.fromkeys(linking.OTHERS.values(), 0)
        owed = {"outstanding_fen": outstanding, "overdue_90_fen": late, "lends_now": int(outstanding > 0)}
        return {**owed, **counted, **others}

    def _before(self, uscc: str) -> tuple[int, int]:
        """What was out before this node kept the books: outstanding, and of that what is late for more than 90 days."""
        try:
            return self._own_data(uscc).own_exposure_fen, self._overdue_90(uscc)
        except OwnDataUnreadable as reason:
            raise SourceDown(dataset=self._dataset.slug, reason=reason.code, stage=_STAGE) from None

    def _row(self, figures: Mapping[str, Any], fields: Sequence[str]) -> IndicatorSet:
        known, day = self._dataset.definitions, self._office.today()
        return IndicatorSet(
            tuple(
                Indicator(name, figures[name], known[name].unit, known[name].source, day, 1.0, Cause.GRANTED)
                for name in fields
            )
        )
