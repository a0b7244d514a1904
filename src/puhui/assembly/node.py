"""A wired node: what one organisation runs. Its desks are what it offers; its role decides which it has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import puhui
from puhui.assembly.governing import membership_of
from puhui.assembly.horizon import Horizon
from puhui.assembly.network import Network
from puhui.assembly.signatures import CallVerifier
from puhui.assembly.trusting import KeptLedger, LiveTrust
from puhui.assembly.upkeep import Upkeep
from puhui.desks.actors import Actor
from puhui.desks.errors import NotServedHere
from puhui.desks.sandbox import NotASandbox
from puhui.desks.views import (
    ApplicationList,
    ApplicationView,
    LedgerHead,
    LoanList,
    LoanView,
    NodeView,
    ProductList,
    QuoteView,
    ReliefList,
    ReliefView,
    RepaymentRequest,
    StatementView,
)
from puhui.kernel import Clock, Language
from puhui.ledger import Ledger
from puhui.lending.listing import Sought
from puhui.storage import Relay

if TYPE_CHECKING:
    from puhui.assembly.settings import Settings
    from puhui.desks.advice import AdviceDesk
    from puhui.desks.bank import BankDesk
    from puhui.desks.borrowing import BorrowerDesk
    from puhui.desks.computing import ComputingDesk
    from puhui.desks.consenting import ConsentDesk
    from puhui.desks.custody import CustodianDesk
    from puhui.desks.devices import Devices
    from puhui.desks.enrolling import EnrolmentDesk, RegistryDesk
    from puhui.desks.identity_providers import ProviderDesk
    from puhui.desks.keyed_calls import KeyedCalls
    from puhui.desks.likelihoods import Likelihoods
    from puhui.desks.matching import MatchingDesk
    from puhui.desks.messages import MessageDesk
    from puhui.desks.models.desk import ModelDesk
    from puhui.desks.models.recording import ScoreRecords
    from puhui.desks.models.supervised import SupervisedModels
    from puhui.desks.models.watching import ModelWatch
    from puhui.desks.needs.board import BoardDesk
    from puhui.desks.needs.door import NeedDoor
    from puhui.desks.needs.escalations import EscalationDesk
    from puhui.desks.needs.owner import NeedDesk
    from puhui.desks.notifying import NotificationDesk
    from puhui.desks.opinion import OpinionDesk
    from puhui.desks.people import People
    from puhui.desks.programs import ProgramDesk
    from puhui.desks.receipts import Receipts
    from puhui.desks.sandbox import OtherSide
    from puhui.desks.score_desk import ScoreDesk
    from puhui.desks.screening.check_desk import CheckDesk
    from puhui.desks.screening.elsewhere_desk import ElsewhereDesk
    from puhui.desks.screening.watching import WatchDesk
    from puhui.desks.secret_scores import SecretScoreDesk
    from puhui.desks.servicing.all_banks_desk import AllBanksDesk
    from puhui.desks.servicing.reconciling import ReconcilingDesk
    from puhui.desks.staffing import StaffDesk
    from puhui.desks.statistics.city import CityStatistics
    from puhui.desks.statistics.portal import CountingDesk
    from puhui.desks.studio import Backtests, StudioDesk
    from puhui.desks.studio.offering import MarketCatalogue
    from puhui.desks.supervising import SupervisionDesk
    from puhui.desks.support.campaigns import CampaignDesk
    from puhui.desks.support.door import SupportDoor
    from puhui.desks.support.guarantees import GuaranteeDesk
    from puhui.desks.support.objections import ObjectionDesk
    from puhui.desks.support.portal import CampaignBoard
    from puhui.desks.support.public_lists import PublicLists
    from puhui.desks.tables import TableDesk
    from puhui.desks.verifying import VerificationDesk
    from puhui.desks.warning.desk import WarningDesk

T = TypeVar("T")
MEMBERSHIP = "membership/"


class Servicing(Protocol):
    """What the enterprise's portal and a bank both offer about loans that run."""

    def quote(self, id_: str, amount_fen: int | None, language: Language) -> QuoteView:
        """What a loan owes today; raises `ThingNotFound`."""
        ...

    def statement(self, id_: str, language: Language) -> StatementView:
        """A loan's statement; raises `ThingNotFound`."""
        ...

    def reliefs(self, uscc: str | None, language: Language) -> ReliefList:
        """Requests for relief, of one enterprise or (None) of all that are kept here."""
        ...

    def relief(self, id_: str, language: Language) -> ReliefView:
        """One request; raises `ThingNotFound`."""
        ...

    def owner_of_relief(self, id_: str) -> str:
        """The USCC of the borrower; raises `ThingNotFound`."""
        ...


class LendingDesk(Protocol):
    """What the enterprise's portal and a bank both offer about applications and loans."""

    @property
    def servicing(self) -> Servicing:
        """What both offer about loans that run."""
        ...

    def products(self, language: Language) -> ProductList:
        """Products on offer here."""
        ...

    def applications(self, sought: Sought, language: Language) -> ApplicationList:
        """A page of the applications that are kept here."""
        ...

    def application(self, id_: str, language: Language) -> ApplicationView:
        """One application; raises `ThingNotFound`."""
        ...

    def owner_of_application(self, id_: str) -> str:
        """The USCC of the enterprise that applied; raises `ThingNotFound`."""
        ...

    def loans(self, sought: Sought, language: Language) -> LoanList:
        """A page of the loans that are kept here."""
        ...

    def loan(self, id_: str, language: Language) -> LoanView:
        """One loan; raises `ThingNotFound`."""
        ...

    def owner_of_loan(self, id_: str) -> str:
        """The USCC of the borrower; raises `ThingNotFound`."""
        ...

    def repay(self, id_: str, asked: RepaymentRequest, actor: Actor, language: Language) -> LoanView:
        """Pay towards a loan."""
        ...


class WitnessDoor(Protocol):
    """Cosigns the log's head for the sequencer."""

    def cosign(self, caller: str, body: bytes) -> bytes:
        """The cosignature as canonical CBOR, for a request as canonical CBOR."""
        ...


class OwnLedger(Ledger, KeptLedger, Protocol):
    """The ledger of a node that keeps it, and what other nodes may ask of that."""

    @property
    def size(self) -> int:
        """How many entries are committed."""
        ...

    def head(self) -> bytes:
        """The newest proved checkpoint, with its lines. Raises `ReceiptNotReady` before there is one."""
        ...

    def states(self, prefix: str) -> dict[str, bytes]:
        """All encoded values of the contracts' state under a prefix that ends in `/`."""
        ...


class Background(Protocol):
    """Work that runs beside requests."""

    def start(self) -> None:
        """Begin; returns at once."""
        ...

    def stop(self) -> None:
        """End after the step under way; returns when ended."""
        ...


@dataclass
class Node:
    """One organisation's node, wired by `assembly.wiring`."""

    settings: "Settings"
    ledger: Ledger
    people: "People"
    staff: "StaffDesk"
    providers: "ProviderDesk"
    programs: "ProgramDesk"
    keyed_calls: "KeyedCalls"
    notifications: "NotificationDesk"
    receipts: "Receipts"
    call_verifier: CallVerifier
    trust: LiveTrust
    network: Network
    horizon: Horizon
    relay: Relay
    clock: Clock
    upkeep: Upkeep
    reminding: Upkeep
    own_ledger: OwnLedger | None = None  # set where this node orders entries
    witness_door: "WitnessDoor | None" = None
    enrolment: "EnrolmentDesk | None" = None
    consents: "ConsentDesk | None" = None
    scores: "ScoreDesk | None" = None
    advice: "AdviceDesk | None" = None
    borrower: "BorrowerDesk | None" = None
    opinion: "OpinionDesk | None" = None
    needs: "NeedDesk | None" = None
    need_door: "NeedDoor | None" = None
    matching: "MatchingDesk | None" = None
    likelihoods: "Likelihoods | None" = None
    bank: "BankDesk | None" = None
    messages: "MessageDesk | None" = None
    tables: "TableDesk | None" = None
    reconciling: "ReconcilingDesk | None" = None
    board: "BoardDesk | None" = None
    escalations: "EscalationDesk | None" = None
    registry: "RegistryDesk | None" = None
    custodian: "CustodianDesk | None" = None
    computing: "ComputingDesk | None" = None
    secret_scores: "SecretScoreDesk | None" = None
    elsewhere: "ElsewhereDesk | None" = None
    checks: "CheckDesk | None" = None
    watch_list: "WatchDesk | None" = None
    devices: "Devices | None" = None
    verification: "VerificationDesk | None" = None
    supervision: "SupervisionDesk | None" = None
    models: "ModelDesk | None" = None
    model_watch: "ModelWatch | None" = None
    supervised_models: "SupervisedModels | None" = None
    score_records: "ScoreRecords | None" = None
    counting: "CountingDesk | None" = None
    statistics: "CityStatistics | None" = None
    studio: "StudioDesk | None" = None
    backtests: "Backtests | None" = None
    market: "MarketCatalogue | None" = None
    warnings: "WarningDesk | None" = None
    all_banks: "AllBanksDesk | None" = None
    campaign_board: "CampaignBoard | None" = None
    public_lists: "PublicLists | None" = None
    objections: "ObjectionDesk | None" = None
    guarantees: "GuaranteeDesk | None" = None
    campaigns: "CampaignDesk | None" = None
    support_door: "SupportDoor | None" = None
    sandbox: "OtherSide | None" = None  # set by who serves a bank of a sandbox: `city.street`
    background: Sequence[Background] = field(default=())

    @property
    def org(self) -> str:
        """The organisation's id."""
        return self.settings.org

    def start(self) -> None:
        """Start the background work."""
        for work in self.background:
            work.start()

    def stop(self) -> None:
        """Stop the background work, last started first."""
        for work in reversed(self.background):
            work.stop()

    def flush(self) -> None:
        """Deliver all that is due to the ledger and to peers now, and return when it was attempted."""
        self.relay.deliver_due()

    def describe(self) -> NodeView:
        """Who answers here, and how far its ledger is. A ledger that does not answer is told, not raised."""
        return NodeView(
            org=self.org,
            name_zh=self.settings.name_zh,
            name_en=self.settings.name_en,
            role=self.settings.role,
            version=puhui.__version__,
            ledger=LedgerHead(origin=self.settings.origin, size=self.receipts.ledger_size()),
            environment=self.settings.mode,
            settled=self._settled() if self.settings.mode == "sandbox" else None,
        )

    def _settled(self) -> bool:
        now = self.clock.now()
        if self.relay.owes():
            self.relay.wake()
            return False
        return self.upkeep.is_done(now) and self.reminding.is_done(now)

    def trust_bytes(self) -> bytes:
        """The trust file as the members stand now."""
        return self.trust.current().to_bytes()

    def history_bytes(self) -> bytes:
        """The proofs by which an older trust file follows to this one."""
        return self.trust.history().to_bytes()

    def membership(self) -> Mapping[str, Any]:
        """The members and the open proposals; raises `NotServedHere` where the ledger is not kept."""
        return membership_of(self._has(self.own_ledger).states(MEMBERSHIP))

    def sequencer(self) -> OwnLedger:
        """The ledger that this node itself keeps; raises `NotServedHere`."""
        return self._has(self.own_ledger)

    def cosign(self, caller: str, body: bytes) -> bytes:
        """Answer the sequencer's request for a cosignature; raises `NotServedHere` at nodes that do not witness."""
        return self._has(self.witness_door).cosign(caller, body)

    def enrolment_desk(self) -> "EnrolmentDesk":
        """The enterprise and its key; raises `NotServedHere`."""
        return self._has(self.enrolment)

    def consent_desk(self) -> "ConsentDesk":
        """What the enterprise allows; raises `NotServedHere`."""
        return self._has(self.consents)

    def score_desk(self) -> "ScoreDesk":
        """The enterprise's own score; raises `NotServedHere`."""
        return self._has(self.scores)

    def advice_desk(self) -> "AdviceDesk":
        """What an enterprise can do about its score; raises `NotServedHere`."""
        return self._has(self.advice)

    def borrower_desk(self) -> "BorrowerDesk":
        """Loans from the enterprise's side; raises `NotServedHere`."""
        return self._has(self.borrower)

    def opinion_desk(self) -> "OpinionDesk":
        """What the papers say of the enterprise; raises `NotServedHere`."""
        return self._has(self.opinion)

    def need_desk(self) -> "NeedDesk":
        """Needs from the enterprises' side; raises `NotServedHere`."""
        return self._has(self.needs)

    def need_door_desk(self) -> "NeedDoor":
        """What banks ask about needs; raises `NotServedHere`."""
        return self._has(self.need_door)

    def matching_desk(self) -> "MatchingDesk":
        """What enterprises are matched with and open of it; raises `NotServedHere`."""
        return self._has(self.matching)

    def likelihood_desk(self) -> "Likelihoods":
        """How likely lenders approve, fitted to this portal's decisions; raises `NotServedHere`."""
        return self._has(self.likelihoods)

    def board_desk(self) -> "BoardDesk":
        """A bank's board of needs; raises `NotServedHere`."""
        return self._has(self.board)

    def escalation_desk(self) -> "EscalationDesk":
        """Needs that waited too long, for the regulator; raises `NotServedHere`."""
        return self._has(self.escalations)

    def bank_desk(self) -> "BankDesk":
        """The bank's desk; raises `NotServedHere`."""
        return self._has(self.bank)

    def table_desk(self) -> "TableDesk":
        """The bank's tables out and in; raises `NotServedHere`."""
        return self._has(self.tables)

    def reconciling_desk(self) -> "ReconcilingDesk":
        """Reconciliations with the bank's core system; raises `NotServedHere`."""
        return self._has(self.reconciling)

    def message_desk(self) -> "MessageDesk":
        """The threads of applications; raises `NotServedHere`."""
        return self._has(self.messages)

    def registry_desk(self) -> "RegistryDesk":
        """The registry's desk; raises `NotServedHere`."""
        return self._has(self.registry)

    def custodian_desk(self) -> "CustodianDesk":
        """The desk that answers questions under grants; raises `NotServedHere`."""
        return self._has(self.custodian)

    def computing_desk(self) -> "ComputingDesk":
        """The desk of private computations; raises `NotServedHere`."""
        return self._has(self.computing)

    def secret_score_desk(self) -> "SecretScoreDesk":
        """The bank's desk of secret scores; raises `NotServedHere`."""
        return self._has(self.secret_scores)

    def elsewhere_desk(self) -> "ElsewhereDesk":
        """The bank's desk of sums over banks; raises `NotServedHere`."""
        return self._has(self.elsewhere)

    def check_desk(self) -> "CheckDesk":
        """The bank's checks of applications; raises `NotServedHere`."""
        return self._has(self.checks)

    def watch_desk(self) -> "WatchDesk":
        """The bank's lookups in the list of fraud; raises `NotServedHere`."""
        return self._has(self.watch_list)

    def device_desk(self) -> "Devices":
        """The devices by which the portal is used; raises `NotServedHere`."""
        return self._has(self.devices)

    def verification_desk(self) -> "VerificationDesk":
        """The registry's checks of stated factors; raises `NotServedHere`."""
        return self._has(self.verification)

    def supervision_desk(self) -> "SupervisionDesk":
        """The regulator's desk; raises `NotServedHere`."""
        return self._has(self.supervision)

    def model_desk(self) -> "ModelDesk":
        """The bank's models and their registry; raises `NotServedHere`."""
        return self._has(self.models)

    def model_watch_desk(self) -> "ModelWatch":
        """Monitoring of the bank's models; raises `NotServedHere`."""
        return self._has(self.model_watch)

    def supervised_models_desk(self) -> "SupervisedModels":
        """The models of all banks, for their regulator; raises `NotServedHere`."""
        return self._has(self.supervised_models)

    def score_records_desk(self) -> "ScoreRecords":
        """The records of scores; raises `NotServedHere`."""
        return self._has(self.score_records)

    def counting_desk(self) -> "CountingDesk":
        """The numbers of the portal, for regulators; raises `NotServedHere`."""
        return self._has(self.counting)

    def statistics_desk(self) -> "CityStatistics":
        """The city's lending in numbers; raises `NotServedHere`."""
        return self._has(self.statistics)

    def studio_desk(self) -> "StudioDesk":
        """The bank's rules and products in the making; raises `NotServedHere`."""
        return self._has(self.studio)

    def campaign_board_desk(self) -> "CampaignBoard":
        """Campaigns at the portal; raises `NotServedHere`."""
        return self._has(self.campaign_board)

    def public_lists_desk(self) -> "PublicLists":
        """White lists at the portal; raises `NotServedHere`."""
        return self._has(self.public_lists)

    def objection_desk(self) -> "ObjectionDesk":
        """What white lists demand, and objections, at their office; raises `NotServedHere`."""
        return self._has(self.objections)

    def guarantee_desk(self) -> "GuaranteeDesk":
        """The guarantor's people; raises `NotServedHere`."""
        return self._has(self.guarantees)

    def campaign_desk(self) -> "CampaignDesk":
        """Campaigns and white lists at their office; raises `NotServedHere`."""
        return self._has(self.campaigns)

    def support_door_desk(self) -> "SupportDoor":
        """What banks ask and tell of support; raises `NotServedHere`."""
        return self._has(self.support_door)

    def market_catalogue(self) -> "MarketCatalogue":
        """Where banks tell of their products; raises `NotServedHere`."""
        return self._has(self.market)

    def all_banks_desk(self) -> "AllBanksDesk":
        """The bank's questions about debts at all banks; raises `NotServedHere`."""
        return self._has(self.all_banks)

    def warning_desk(self) -> "WarningDesk":
        """The bank's early warnings; raises `NotServedHere`."""
        return self._has(self.warnings)

    def other_side(self) -> "OtherSide":
        """Who acts on command in a sandbox; raises `NotASandbox`."""
        if self.sandbox is None or self.settings.mode != "sandbox":
            raise NotASandbox(org=self.org, party=self.org, stage="api")
        return self.sandbox

    def lending_desk(self) -> LendingDesk:
        """Applications and loans, seen from the enterprise's or the bank's side; raises `NotServedHere`."""
        borrower: LendingDesk | None = self.borrower
        return self._has(borrower or self.bank)

    def _has(self, desk: T | None) -> T:
        if desk is None:
            raise NotServedHere(org=self.org, party=self.org, stage="api")
        return desk
