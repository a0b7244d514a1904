"""Monitoring of the banks' models as their regulator sees it: asked of each bank, and held against the ledger.

A bank hands its reports to a regulator and to nobody else. What it hands over is the report's file; the regulator's
node compares its digest with the one that the ledger has under the report's entry: a report cannot be changed later.
"""

from collections.abc import Callable

import orjson

from puhui.desks.directory import Directory
from puhui.desks.errors import PeerForged
from puhui.desks.localising import localised
from puhui.desks.models.journal import MONITORING
from puhui.desks.peers import Peers
from puhui.desks.views import SupervisedBank, SupervisedReport, SupervisedReportList
from puhui.kernel import Language, PuhuiError, Suite
from puhui.kernel.ids import EntryId
from puhui.ledger import Ledger, parse_statement

Document = dict[str, object]


class SupervisedModels:
    """A regulator's view of the models of all banks. Safe from many threads."""

    def __init__(
        self, *, peers: Peers, banks: Callable[[], list[str]], ledger: Ledger, directory: Directory, suite: Suite
    ) -> None:
        self._peers, self._banks, self._ledger = peers, banks, ledger
        self._directory, self._suite = directory, suite

    def reports(self, language: Language) -> SupervisedReportList:
        """Every bank's reports, newest first; a bank that does not answer says why."""
        return SupervisedReportList(items=[self._of(bank, language) for bank in self._banks()])

    def _of(self, bank: str, language: Language) -> SupervisedBank:
        name = self._directory.name_of(bank).in_(language)
        problem: PuhuiError
        try:
            told = orjson.loads(self._peers.post(bank, "/models/monitoring", b""))
            found = [self._report(bank, one, language) for one in told]
            return SupervisedBank(org=bank, name=name, problem=None, reports=found)
        except PuhuiError as error:
            problem = error
        except (ValueError, KeyError, TypeError):
            problem = PeerForged(org=bank, reason="JSON", stage="desks.models.supervised")
        return SupervisedBank(org=bank, name=name, problem=problem.cause_text.in_(language), reports=[])

    def _report(self, bank: str, told: Document, language: Language) -> SupervisedReport:
        file = str(told["report"])
        summary = orjson.loads(file)
        return SupervisedReport(
            seq=told["seq"],
            month=told["month"],
            monthly=told["monthly"],
            at=told["at"],
            name=summary["model"]["name"],
            version=summary["model"]["version"],
            review=summary["review"],
            entry=told["entry"],
            on_ledger=self._anchored(bank, str(told["entry"]), int(str(told["seq"])), file.encode()),
            summary=localised(summary, language),
        )

    def _anchored(self, bank: str, entry: str, seq: int, file: bytes) -> bool:
        """Whether the ledger has, under that entry, this bank's report of that number with this very digest."""
        verdict = self._ledger.verdict(EntryId(entry))
        found = self._ledger.entries(verdict.index, 1) if verdict.index is not None else []
        if not found:
            return False
        statement = parse_statement(bytes(found[0]), self._suite)
        named = (statement.args.get("stream"), statement.args.get("seq"), statement.args.get("digest"))
        return statement.issuer == bank and named == (MONITORING, seq, self._suite.digest(file).hex())
