"""A dataset that is answered from a view of a custodian's whole tables, behind permits: made once, kept for a while.

Whoever asks in that time is answered by one state of the tables. While a view is being made, others wait for it.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from puhui.consent import Permit
from puhui.credit.indicator import IndicatorSet
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import OTHER_DATA, Holdings
from puhui.exchange.errors import PermitDoesNotCover, UnknownDataset
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, OrgId

KEPT = timedelta(minutes=15)
STAGE = "exchange.connectors"


class View(Protocol):
    """What the tables of one moment say, by enterprise."""

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        ...

    def told(self, code: Uscc) -> IndicatorSet:
        """Every field about an enterprise; all `no_record` where it is unknown."""
        ...


ViewOf = Callable[[Holdings, Dataset, datetime], View]
"""Makes the view of a dataset's tables as they are now; raises `SourceDown`."""


class KeptView:
    """The view of a dataset's tables, made anew when it is too old or of another day. Safe from many threads.

    It knows no permit: a node reads it for what it tells an enterprise of itself. For others there is `ViewConnector`.
    """

    def __init__(self, holdings: Holdings, dataset: Dataset, clock: Clock, view_of: ViewOf) -> None:
        self._holdings, self._dataset = holdings, dataset
        self._clock, self._view_of = clock, view_of
        self._lock = threading.Lock()
        self._kept: View | None = None

    def now(self) -> View:
        """The one that holds now; raises `SourceDown`."""
        with self._lock:
            now = self._clock.now()
            if self._kept is None or now - self._kept.made_at > KEPT or now.date() != self._kept.made_at.date():
                self._kept = self._view_of(self._holdings, self._dataset, now)
            return self._kept


class ViewConnector:
    """One dataset that is told from a view, under permits alone. Safe from many threads."""

    def __init__(self, holdings: Holdings, dataset: Dataset, custodian: OrgId, clock: Clock, view_of: ViewOf) -> None:
        self._dataset = dataset
        self._custodian = str(custodian)
        self._id: DatasetId = dataset.id_at(custodian)
        self._view = KeptView(holdings, dataset, clock, view_of)

    def check(self) -> None:
        """See `Connector.check`."""
        self._view.now()

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        return self.fetch_rows([permit], [uscc], fields)[0]

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        covered = all(
            isinstance(one, Permit) and one.dataset == self._id and set(fields) <= set(one.fields) for one in permits
        )
        if not covered or len(permits) != len(usccs):
            raise PermitDoesNotCover(what=OTHER_DATA, party=self._custodian, stage=STAGE)
        if not set(fields) <= set(self._dataset.definitions):
            raise UnknownDataset(dataset=str(self._id), stage=STAGE)
        known = self._view.now()
        told = [known.told(code) for code in usccs]
        return [IndicatorSet(tuple(held[name] for name in fields)) for held in told]
