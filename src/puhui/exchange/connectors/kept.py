"""A dataset that is answered from a view of a custodian's whole tables, behind permits.

A view of a large register takes minutes, longer than anybody waits for an answer. So it is made beforehand, on a thread
of its own, when the node starts, and made anew well before it is too old to answer from. Whoever asks in between is
answered by one state of the tables. Who comes before there is one waits a moment, and is then told that the source is
being prepared: never that nothing was found.
"""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from puhui.consent import Permit
from puhui.credit.indicator import IndicatorSet
from puhui.exchange.catalogue import Dataset
from puhui.exchange.connectors.holdings import Holdings
from puhui.exchange.covering import require_permits
from puhui.exchange.errors import SourceDown, SourcePreparing
from puhui.kernel import Clock
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import OrgId

RENEWED_AFTER = timedelta(minutes=15)
LASTS = timedelta(hours=1)
PATIENCE_SECONDS = 20.0
"""How long a question waits for the view in the making; a peer gives up after 30."""

STAGE = "exchange.connectors"
_LOOK_SECONDS = 30.0
_END_SECONDS = 2.0

_log = structlog.get_logger("puhui.exchange.connectors")


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
    """The view of a dataset's tables, made in the background between `start` and `stop`. Safe from many threads.

    It is made anew after `RENEWED_AFTER` and on another day; the one before answers until the new one is there, and for
    `LASTS` at most. Where the tables cannot be read the next question has them looked at again.

    It knows no permit: a node reads it for what it tells an enterprise of itself. For others there is `ViewConnector`.
    """

    def __init__(
        self,
        holdings: Holdings,
        dataset: Dataset,
        clock: Clock,
        view_of: ViewOf,
        *,
        patience_seconds: float = PATIENCE_SECONDS,
    ) -> None:
        self._holdings, self._dataset = holdings, dataset
        self._clock, self._view_of = clock, view_of
        self._patience = patience_seconds
        self._change = threading.Condition()  # guards all below
        self._kept: View | None = None
        self._tried_at: datetime | None = None
        self._tries = 0
        self._problem = ""  # of the newest try, empty where it came to its end
        self._late = False  # somebody has waited in vain for the try under way
        self._wanted = self._making = self._stopping = False
        self._thread: threading.Thread | None = None

    def now(self) -> View:
        """The one that holds now; raises `SourcePreparing` while the first one is made, and `SourceDown`."""
        with self._change:
            tries = self._tries
            if self._usable() is None:
                self._wanted = not self._making
                self._change.notify_all()
                self._late = not self._change.wait_for(
                    lambda: self._usable() is not None or self._tries > tries, 0 if self._late else self._patience
                )
            held = self._usable()
            if held is not None:
                return held
            if self._tries > tries:
                raise SourceDown(dataset=self._dataset.slug, reason=self._problem, stage=STAGE)
            raise SourcePreparing(dataset=self._dataset.slug, stage=STAGE)

    def renew(self) -> None:
        """Make it now. What cannot be read is logged, and told to whoever asks."""
        made, problem, now = None, "", self._clock.now()
        with self._change:
            self._tried_at, self._wanted, self._making = now, False, True
        try:
            made = self._view_of(self._holdings, self._dataset, now)
        except SourceDown as down:
            problem = str(down.data["reason"])
        except Exception as broken:  # noqa: BLE001 - whatever broke one try must not end the thread
            problem = type(broken).__name__
            _log.exception("a view broke and is tried again", dataset=self._dataset.slug)
        with self._change:
            self._kept = made or self._kept
            self._tries, self._problem = self._tries + 1, problem
            self._late = self._making = False
            self._change.notify_all()
        told = {"dataset": self._dataset.slug, "seconds": round((self._clock.now() - now).total_seconds(), 1)}
        if problem:
            _log.warning("a view could not be made and is tried again", cause=problem, **told)
        else:
            _log.info("a view is made", **told)

    def start(self) -> None:
        """Make it now and again until `stop`."""
        self._thread = threading.Thread(target=self._run, name=f"view {self._dataset.slug}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Make no more. A view in the making only reads: it is not waited for to its end."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(_END_SECONDS)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._stopping or self._due(), _LOOK_SECONDS)
                if self._stopping:
                    return
                due = self._due()
            if due:
                self.renew()

    def _usable(self) -> View | None:
        held = self._kept
        return held if held is not None and self._clock.now() - held.made_at <= LASTS else None

    def _due(self) -> bool:
        now, tried = self._clock.now(), self._tried_at
        return self._wanted or tried is None or now - tried > RENEWED_AFTER or now.date() != tried.date()


class ViewConnector:
    """One dataset that is told from a view, under permits alone. Safe from many threads."""

    def __init__(self, view: KeptView, dataset: Dataset, custodian: OrgId) -> None:
        self._view = view
        self._dataset = dataset
        self._custodian = custodian

    def check(self) -> None:
        """See `Connector.check`; raises `SourcePreparing`, too."""
        self._view.now()

    def fetch(self, permit: Permit, uscc: Uscc, fields: Sequence[str]) -> IndicatorSet:
        """See `Connector.fetch`; raises `PermitDoesNotCover` for another dataset or a field that is not granted."""
        return self.fetch_rows([permit], [uscc], fields)[0]

    def fetch_rows(self, permits: Sequence[Permit], usccs: Sequence[Uscc], fields: Sequence[str]) -> list[IndicatorSet]:
        """See `RowConnector.fetch_rows`; raises `PermitDoesNotCover`."""
        require_permits(permits, usccs, fields, dataset=self._dataset, custodian=self._custodian)
        known = self._view.now()
        told = [known.told(code) for code in usccs]
        return [IndicatorSet(tuple(held[name] for name in fields)) for held in told]
