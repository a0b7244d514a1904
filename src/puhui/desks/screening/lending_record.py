"""What a bank brings of one enterprise to a sum over banks: what it has lent out, and how often it was applied to.

No figure of it answers a question by itself: `fetch` refuses, whoever asks. A bank that does not know the enterprise
brings zeros, so that having a row says nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from puhui.consent import Permit
from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.exchange import Dataset, PermitDoesNotCover, SourceDown
from puhui.kernel import Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId
from puhui.lending import store
from puhui.lending.errors import OwnDataUnreadable
from puhui.lending.loan import standing
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData
from puhui.storage import Database

_WINDOWS = {"applications_7d": timedelta(days=7), "applications_30d": timedelta(days=30)}
_NOBODY = "0" * 18
_ALONE = Text(zh="单家银行的授信记录", en="one bank's own record")
_OTHER = Text(zh="数据资源或字段", en="dataset or fields")
_STAGE = "desks.screening"


class LendingRecord:
    """One bank's `RowConnector` of its lending record. Safe from many threads."""

    def __init__(
        self, *, dataset: Dataset, office: LoanOffice, database: Database, own_data: Callable[[str], OwnData]
    ) -> None:
        self._dataset, self._office = dataset, office
        self._database, self._own_data = database, own_data
        self._id: DatasetId = dataset.id_at(office.organisation)

    def check(self) -> None:
        """See `Connector.check`."""
        self._outstanding_before(_NOBODY)

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """Nothing of it is given alone: raises `PermitDoesNotCover`."""
        raise PermitDoesNotCover(what=_ALONE, party=str(self._office.organisation), stage=_STAGE)

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`, `SourceDown`."""
        covered = all(
            isinstance(one, Permit) and one.dataset == self._id and set(fields) <= set(one.fields) for one in permits
        )
        if not covered or len(permits) != len(usccs) or not set(fields) <= set(self._dataset.definitions):
            raise PermitDoesNotCover(what=_OTHER, party=str(self._office.organisation), stage=_STAGE)
        return [self._row(self.figures(code), fields) for code in usccs]

    def figures(self, uscc: str) -> Mapping[str, int]:
        """Every field of the dataset; raises `SourceDown`. What this node has lent counts beside the core system's."""
        today, now = self._office.today(), self._office.now()
        outstanding = self._outstanding_before(uscc)
        with self._database.transaction() as connection:
            loans = store.loans(connection, uscc=uscc, states=("active", "overdue"))
            counted = {name: store.submitted_since(connection, uscc, now - back) for name, back in _WINDOWS.items()}
        outstanding += sum(standing(one, today).outstanding_fen for one in loans)
        return {"outstanding_fen": outstanding, "lends_now": int(outstanding > 0), **counted}

    def _outstanding_before(self, uscc: str) -> int:
        try:
            return self._own_data(uscc).own_exposure_fen
        except OwnDataUnreadable as reason:
            raise SourceDown(dataset=self._dataset.slug, reason=reason.code, stage=_STAGE) from None

    def _row(self, figures: Mapping[str, int], fields: Sequence[str]) -> IndicatorSet:
        known, day = self._dataset.definitions, self._office.today()
        return IndicatorSet(
            tuple(
                Indicator(name, figures[name], known[name].unit, known[name].source, day, 1.0, Cause.GRANTED)
                for name in fields
            )
        )
