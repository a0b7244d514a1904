"""The banks' models as their regulator sees them, their monitoring and their lives: asked of each bank, and held
against the ledger.

A bank hands its reports and its registry's events to a regulator and to nobody else. Of a report it hands over the
file, and the regulator's node compares its digest with the one that the ledger has under the report's entry: it cannot
be changed later. Of the registry it hands over the events: the regulator's node derives all states again from them,
and the ledger says how many there are, so that one that was left out shows.
"""

from collections.abc import Callable

import orjson

from puhui.credit.registry import Registry
from puhui.desks.directory import Directory
from puhui.desks.errors import PeerForged
from puhui.desks.localising import localised
from puhui.desks.models.journal import MONITORING, REGISTRY
from puhui.desks.peers import Peers
from puhui.desks.views import SupervisedBank, SupervisedReport, SupervisedReportList, SupervisedStep
from puhui.kernel import Language, PuhuiError, Suite
from puhui.kernel.ids import EntryId
from puhui.ledger import Ledger, parse_statement
from puhui.ledger.contracts.anchors import stream_key

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
            events = orjson.loads(self._peers.post(bank, "/models/registry", b""))
            steps, whole = self._life(bank, events)
            found = [self._report(bank, one, language) for one in told]
            return SupervisedBank(org=bank, name=name, problem=None, reports=found, steps=steps, whole=whole)
        except PuhuiError as error:
            problem = error
        except (ValueError, KeyError, TypeError):
            problem = PeerForged(org=bank, reason="JSON", stage="desks.models.supervised")
        said = problem.cause_text.in_(language)
        return SupervisedBank(org=bank, name=name, problem=said, reports=[], steps=[], whole=False)

    def _life(self, bank: str, events: list[Document]) -> tuple[list[SupervisedStep], bool]:
        """The registry's steps, newest first, and whether they are all there are; raises `RegistryChainBroken`."""
        registry = Registry()
        steps = []
        for told in events:
            event = str(told["event"])
            registry = registry.followed_by(event.encode())
            raw = orjson.loads(event)
            made = registry.find(raw["model"])[1].made.model
            entry = str(told["entry"])
            steps.append(
                SupervisedStep(
                    seq=raw["seq"],
                    at=raw["at"],
                    model=raw["model"],
                    name=made.name,
                    version=made.version,
                    action=raw["action"],
                    by_name=str(told["by_name"]),
                    entry=entry,
                    on_ledger=self._anchored(bank, entry, (REGISTRY, raw["seq"]), event.encode()),
                )
            )
        counted = self._ledger.read(stream_key(bank, REGISTRY)) or 0
        return steps[::-1], counted == len(steps) and all(step.on_ledger for step in steps)

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
            on_ledger=self._anchored(bank, str(told["entry"]), (MONITORING, int(str(told["seq"]))), file.encode()),
            summary=localised(summary, language),
        )

    def _anchored(self, bank: str, entry: str, place: tuple[str, int], file: bytes) -> bool:
        """Whether the ledger has, under that entry, at this place of this bank's stream, this very digest."""
        verdict = self._ledger.verdict(EntryId(entry))
        found = self._ledger.entries(verdict.index, 1) if verdict.index is not None else []
        if not found:
            return False
        statement = parse_statement(bytes(found[0]), self._suite)
        named = (statement.args.get("stream"), statement.args.get("seq"), statement.args.get("digest"))
        return statement.issuer == bank and named == (*place, self._suite.digest(file).hex())
