"""The desks of a bank: applications, what it may know of other banks, its models, scores nobody sees."""

from collections.abc import Mapping
from functools import cached_property

from puhui.assembly.wiring.ground import Ground
from puhui.assembly.wiring.studio import StudioParts
from puhui.desks.bank import BankDesk, Books
from puhui.desks.cases import Case
from puhui.desks.computing import ComputingDesk
from puhui.desks.models.desk import ModelDesk
from puhui.desks.models.serving import RegisteredModels
from puhui.desks.models.watching import ModelWatch
from puhui.desks.portraits import PortraitRoom
from puhui.desks.scoring import ScoreRoom
from puhui.desks.screening.check_desk import CheckDesk
from puhui.desks.screening.checks import Checks
from puhui.desks.screening.elsewhere_desk import ElsewhereDesk
from puhui.desks.screening.lending_record import LendingRecord
from puhui.desks.screening.screener import Screener, sample_peers
from puhui.desks.screening.watching import LIST, WatchDesk
from puhui.desks.secret_scores import SecretScoreDesk
from puhui.desks.servicing.all_banks_desk import AllBanksDesk
from puhui.desks.servicing.reconciling import ReconcilingDesk
from puhui.desks.tables import TableDesk
from puhui.desks.warning.desk import WarningDesk
from puhui.desks.warning.looking import Lookout
from puhui.exchange import joint_datasets_of, list_by
from puhui.exchange.answering import RowConnector
from puhui.kernel.ids import DatasetId
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData, read_overdue_90, read_own_data
from puhui.lending.warning import shipped_rules

WARNING_RULES = "warning-rules.json"
"""In a bank's folder: its own decision file of early warnings."""


class BankParts:
    """A bank's desks; what they share is made once."""

    def __init__(self, on: Ground) -> None:
        self._on = on
        (self._dataset,) = joint_datasets_of("bank")
        self._office = LoanOffice(on.org, on.signer, on.clock, on.entropy)
        self._journal = on.journal
        self.studio = StudioParts(on, self._office, self._journal)

    def joint(self) -> Mapping[DatasetId, RowConnector]:
        """What this bank brings to sums over several banks."""
        return {self._dataset.id_at(self._on.org): self._record}

    def elsewhere(self, computing: ComputingDesk) -> ElsewhereDesk:
        """What an applicant owes and has asked for at other banks, as sums."""
        return ElsewhereDesk(
            computing=computing,
            figures=self._record.figures,
            office=self._office,
            database=self._on.database,
            ledger=self._on.ledger,
        )

    def all_banks(self, computing: ComputingDesk) -> AllBanksDesk:
        """Whether a debtor is late at all banks together."""
        return AllBanksDesk(
            computing=computing,
            figures=self._record.figures,
            office=self._office,
            database=self._on.database,
            ledger=self._on.ledger,
        )

    @cached_property
    def checks(self) -> CheckDesk:
        """What is asked of the registry and the portal for an application's screening."""
        on = self._on
        return CheckDesk(
            asker=on.asker(), requests=on.requests(), office=self._office, database=on.database, ledger=on.ledger
        )

    def watch_list(self, computing: ComputingDesk) -> WatchDesk:
        """Lookups in the list of fraud, wherever it is kept."""
        on = self._on
        kind = list_by(LIST)
        return WatchDesk(
            computing=computing,
            holders=lambda: [org for role in (kind.role, *kind.also) for org in on.peers.orgs(role)],
            name_of=on.directory.name_of,
            keep=self.checks.listed,
            office=self._office,
            database=on.database,
            ledger=on.ledger,
        )

    def desk(
        self, elsewhere: ElsewhereDesk | None, watch: WatchDesk | None, all_banks: AllBanksDesk | None
    ) -> BankDesk:
        """Applications, decisions, contracts and loans."""

        def checked(case: Case) -> Checks:
            if watch is not None:
                watch.settle(str(case.application.id))
            return self.checks.checked(case)

        on, office = self._on, self._office
        told = elsewhere.figures if elsewhere is not None else lambda _: None
        return BankDesk(
            office=office,
            books=Books(on.products, self.studio.in_force.rules, self._own_data),
            models=on.models,
            portal=on.settings.operator,
            database=on.database,
            ledger=on.ledger,
            asker=on.asker(),
            requests=on.requests(),
            scores=ScoreRoom(on.peer_groups, RegisteredModels(on.database, self._journal)),
            portraits=PortraitRoom(on.peer_groups),
            screener=Screener(office, on.ledger, peers=sample_peers(on.peer_rows), elsewhere=told, checks=checked),
            late_at_all_banks=(lambda _: None) if all_banks is None else all_banks.late,
            directory=on.directory,
            crier=on.crier,
            peers=on.peers,
            clock=on.clock,
            entropy=on.entropy,
            wake=on.relay.wake,
        )

    def secret_scores(self, cases: BankDesk, computing: ComputingDesk) -> SecretScoreDesk:
        """Scores from points that their custodians keep to themselves."""
        on = self._on
        return SecretScoreDesk(
            cases=cases,
            models=on.models,
            computing=computing,
            database=on.database,
            ledger=on.ledger,
            directory=on.directory,
            clock=on.clock,
            entropy=on.entropy,
        )

    def tables(self) -> TableDesk:
        """Tables out of the node and into it."""
        on = self._on
        return TableDesk(database=on.database, clock=on.clock, today=self._office.today, own_data=self._own_data)

    def reconciling(self) -> ReconcilingDesk:
        """The core system's days beside ours."""
        return ReconcilingDesk(office=self._office, database=self._on.database)

    def models(self) -> ModelDesk:
        """The bank's registered models."""
        on = self._on
        return ModelDesk(
            office=self._office,
            database=on.database,
            journal=self._journal,
            clock=on.clock,
            wake=on.relay.wake,
        )

    def warnings(self) -> WarningDesk:
        """Looks at debtors after lending, and the tasks that they make."""
        on = self._on
        lookout = Lookout(
            office=self._office,
            rules=self._warning_rules,
            asker=on.asker(),
            requests=on.requests(),
            database=on.database,
            ledger=on.ledger,
            crier=on.crier,
            wake=on.relay.wake,
        )
        return WarningDesk(
            lookout=lookout, office=self._office, database=on.database, ledger=on.ledger, wake=on.relay.wake
        )

    def _warning_rules(self) -> bytes:
        """The bank's own rules of early warning, where its folder has a file of them; the shipped ones otherwise."""
        own = self._on.settings.folder / WARNING_RULES
        return own.read_bytes() if own.exists() else shipped_rules()

    def watch(self) -> ModelWatch:
        """Their monthly monitoring."""
        on = self._on
        return ModelWatch(
            office=self._office,
            database=on.database,
            journal=self._journal,
            regulators=lambda: on.peers.orgs("regulator"),
            wake=on.relay.wake,
        )

    @cached_property
    def _record(self) -> LendingRecord:
        return LendingRecord(
            dataset=self._dataset,
            office=self._office,
            database=self._on.database,
            own_data=self._own_data,
            overdue_90=lambda uscc: read_overdue_90(self._on.settings.data, uscc),
        )

    def _own_data(self, uscc: str) -> OwnData:
        return read_own_data(self._on.settings.data, uscc, self._office.today())
