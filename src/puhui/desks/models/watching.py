"""Monitoring of the models that score here: once a month by itself, and whenever somebody asks.

A report is of one model over all applications that it scored and the bank decided, up to the end of a month. It is
kept as JSON and as a page with its pictures; the digest of its JSON goes to the ledger. A month that was missed is made
up for in the next round, and one that was made is never made again.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import orjson
from sqlalchemy.engine import Connection

from puhui.credit.canonical import canonical, digest_of
from puhui.credit.monitoring import monitor
from puhui.credit.monitoring.page import render
from puhui.desks.errors import ForRegulatorsOnly, ThingNotFound
from puhui.desks.localising import localised
from puhui.desks.models import store
from puhui.desks.models.comparing import compare
from puhui.desks.models.errors import NothingToMonitor
from puhui.desks.models.journal import MONITORING, Journal
from puhui.desks.models.outcomes import as_applications, scored_applications
from puhui.desks.models.serving import model_of
from puhui.desks.views import ComparisonList, ModelReportList, ModelReportView
from puhui.kernel import Language, Text
from puhui.lending.office import LoanOffice
from puhui.storage import Database

_STAGE = "desks.models"
_REPORTS = Text(zh="模型监测报告", en="reports on models")
_REGISTRY = Text(zh="模型登记簿", en="the registry of models")


class ModelWatch:
    """Makes and keeps monitoring reports. Safe from many threads."""

    def __init__(
        self,
        *,
        office: LoanOffice,
        database: Database,
        journal: Journal,
        regulators: Callable[[], list[str]],
        wake: Callable[[], None],
    ) -> None:
        self._office, self._database, self._journal = office, database, journal
        self._regulators, self._wake = regulators, wake

    def watch_due(self) -> int:
        """Report on last month, for every model that has scored by its end and has no report of it; how many."""
        end = _month_start(self._office)
        month = f"{self._office.day_of(end - timedelta(days=1)):%Y-%m}"
        with self._database.transaction() as connection:
            done = {(kept.model, kept.month) for kept in store.reports(connection) if kept.monthly}
            due = [model for model in store.models_that_scored(connection, end) if (model, month) not in done]
        return sum(self._make(model, month, end, monthly=True) is not None for model in due)

    def ask(self, model: str, language: Language) -> ModelReportView:
        """Report on a model now; raises `ThingNotFound`, `NothingToMonitor`."""
        now = self._office.now()
        made = self._make(model, f"{self._office.today():%Y-%m}", now + timedelta(microseconds=1), monthly=False)
        if made is None:
            raise NothingToMonitor(stage=_STAGE)
        with self._database.transaction() as connection:
            return _view(connection, made, language)

    def reports(self, language: Language) -> ModelReportList:
        """All reports, newest first."""
        with self._database.transaction() as connection:
            return ModelReportList(items=[_view(connection, one, language) for one in store.reports(connection)])

    def page(self, seq: int) -> bytes:
        """The page of a report, with its pictures; raises `ThingNotFound`."""
        with self._database.transaction() as connection:
            kept = next((one for one in store.reports(connection) if one.seq == seq), None)
            if kept is None:
                raise ThingNotFound(kind="report", id=str(seq), stage=_STAGE)
            return store.file_of(connection, kept.page)

    def tell(self, caller: str) -> bytes:
        """All reports for a regulator's node, as JSON; raises `ForRegulatorsOnly`."""
        if caller not in self._regulators():
            raise ForRegulatorsOnly(party=caller, what=_REPORTS, stage=_STAGE)
        with self._database.transaction() as connection:
            told = [
                {
                    "seq": kept.seq,
                    "month": kept.month,
                    "monthly": kept.monthly,
                    "at": kept.at.isoformat(),
                    "entry": kept.entry,
                    "report": store.file_of(connection, kept.report).decode(),
                }
                for kept in store.reports(connection)
            ]
        return orjson.dumps(told)

    def tell_registry(self, caller: str) -> bytes:
        """Every event of the registry for a regulator's node, as JSON; raises `ForRegulatorsOnly`."""
        if caller not in self._regulators():
            raise ForRegulatorsOnly(party=caller, what=_REGISTRY, stage=_STAGE)
        with self._database.transaction() as connection:
            kept = store.events(connection)
        return orjson.dumps([{"event": one.event.decode(), "by_name": one.by_name, "entry": one.entry} for one in kept])

    def comparisons(self) -> ComparisonList:
        """Every shadow beside the model that decided."""
        now = self._office.now() + timedelta(microseconds=1)
        with self._database.transaction() as connection:
            rows = {
                model: scored_applications(connection, self._office, model, now)
                for model in store.models_that_scored(connection, now)
            }
        return ComparisonList(items=[pair for found in rows.values() for pair in compare(found)])

    def _make(self, model: str, month: str, until: datetime, *, monthly: bool) -> store.KeptReport | None:
        with self._database.transaction() as connection:
            file = store.file_of(connection, model)
            rows = [
                row for row in scored_applications(connection, self._office, model, until) if row.approved is not None
            ]
        if not rows:
            return None
        found = monitor(model_of(file), as_applications(rows, self._office))
        records = digest_of([row.record.digest for row in rows])
        document = canonical(found.as_dict() | {"digest": model, "rows": len(rows), "records": records})
        page = render(found).encode()
        with self._database.transaction() as connection:
            made = self._keep(connection, document, page, (model, month, monthly), review=bool(found.triggers))
        self._wake()
        return made

    def _keep(
        self, connection: Connection, document: bytes, page: bytes, of: tuple[str, str, bool], *, review: bool
    ) -> store.KeptReport:
        now, (model, month, monthly) = self._office.now(), of
        seq = max((kept.seq for kept in store.reports(connection)), default=0) + 1
        kept = store.KeptReport(
            seq=seq,
            model=model,
            month=month,
            monthly=monthly,
            at=now,
            review=review,
            report=store.keep_file(connection, document),
            page=store.keep_file(connection, page),
            entry=self._journal.anchor(connection, (MONITORING, seq), "model.monitored", document, now),
        )
        store.keep_report(connection, kept)
        return kept


def _month_start(office: LoanOffice) -> datetime:
    """The first moment of this month, in China."""
    now = office.now()
    first = office.today().replace(day=1)
    start = now - timedelta(days=(office.today() - first).days)
    while office.day_of(start - timedelta(hours=1)) == first:
        start -= timedelta(hours=1)
    return start.replace(minute=0, second=0, microsecond=0)


def _view(connection: Connection, kept: store.KeptReport, language: Language) -> ModelReportView:
    summary = orjson.loads(store.file_of(connection, kept.report))
    return ModelReportView(
        seq=kept.seq,
        model=kept.model,
        name=summary["model"]["name"],
        version=summary["model"]["version"],
        month=kept.month,
        monthly=kept.monthly,
        at=kept.at,
        review=kept.review,
        page=kept.page,
        entry=kept.entry,
        summary=localised(summary, language),
    )
