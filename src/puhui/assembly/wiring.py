"""Settings become a wired node. Connectors are named here; engines in `seeing` and `consensus`.

Tests and simulations pass a clock, entropy and transports of their own; a real node has the machine's.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from puhui.assembly.computing import computing_desk
from puhui.assembly.delivering import Courier
from puhui.assembly.files import read_file
from puhui.assembly.node import Node
from puhui.assembly.nonces import DatabaseNonces
from puhui.assembly.reading import holdings_of, register_of
from puhui.assembly.seeing import Closing, Sight, Transport
from puhui.assembly.settings import Peer, Settings
from puhui.assembly.signatures import CallVerifier
from puhui.assembly.upkeep import Duty, Upkeep
from puhui.consent import DatasetOffer, PermitDesk
from puhui.consent import Relay as ConsentRelay
from puhui.credit.indicator import IndicatorSet
from puhui.credit.portrait import PeerGroups
from puhui.desks.advice import AdviceDesk
from puhui.desks.bank import BankDesk, Books
from puhui.desks.borrowing import BorrowerDesk
from puhui.desks.cards.shelf import CardShelf
from puhui.desks.collecting import Asker, Requests
from puhui.desks.computing import ComputingDesk
from puhui.desks.consenting import ConsentDesk
from puhui.desks.custody import CustodianDesk
from puhui.desks.directory import Directory, Organisation
from puhui.desks.enrolling import EnrolmentDesk, RegistryDesk, enrol_on
from puhui.desks.models.desk import ModelDesk
from puhui.desks.models.journal import Journal
from puhui.desks.models.recording import ScoreRecords
from puhui.desks.models.serving import RegisteredModels
from puhui.desks.models.supervised import SupervisedModels
from puhui.desks.models.watching import ModelWatch
from puhui.desks.opinion import OpinionDesk
from puhui.desks.people import People
from puhui.desks.portraits import PortraitRoom
from puhui.desks.receipts import Receipts
from puhui.desks.score_desk import ScoreDesk
from puhui.desks.scoring import ScoreRoom
from puhui.desks.screening.elsewhere_desk import ElsewhereDesk
from puhui.desks.screening.lending_record import LendingRecord
from puhui.desks.screening.screener import Screener, sample_peers
from puhui.desks.secret_scores import ScoreModels, SecretScoreDesk
from puhui.desks.store import expected_entry
from puhui.desks.supervising import SupervisionDesk
from puhui.desks.views import EvidenceView
from puhui.exchange import Custodian, Dataset, all_definitions, datasets_of, joint_datasets_of, lists_of
from puhui.exchange.answering import RowConnector
from puhui.exchange.connectors import VIEWS, Holdings, KeptView, Warehouse, connectors_of
from puhui.exchange.fields import NEWS
from puhui.kernel import Clock, Entropy, SystemClock, SystemEntropy, Text
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import DatasetId, OrgId
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData, read_own_data
from puhui.market import Product, parse_products
from puhui.parties import Enterprises, Registrar, SignIn
from puhui.storage import Database, Relay


def simulated_warehouse(data: Path, clock: Clock) -> Warehouse:
    """A custodian's data without permits, for whoever simulates the city."""
    return Warehouse(data, clock, ages=False)


def simulated_answers(
    warehouse: Warehouse, dataset: Dataset, usccs: Sequence[Uscc], clock: Clock
) -> dict[Uscc, IndicatorSet]:
    """What a dataset says of enterprises, without permits, for whoever simulates the city."""
    if dataset.source not in VIEWS:
        return warehouse.indicators(dataset, usccs)
    view = VIEWS[dataset.source](warehouse, dataset, clock.now())
    return {code: view.told(code) for code in usccs}


def wire(
    settings: Settings,
    *,
    clock: Clock | None = None,
    entropy: Entropy | None = None,
    transport: Transport | None = None,
) -> Node:
    """The node of a folder; raises `SettingsBroken`. Start it with its `start`, end it with its `stop`."""
    return _Wiring(settings, clock or SystemClock(), entropy or SystemEntropy(), transport).node()


class _Wiring:
    """One node while it is being put together; later parts use earlier ones."""

    def __init__(self, settings: Settings, clock: Clock, entropy: Entropy, transport: Transport | None) -> None:
        self.settings = settings
        self.clock = clock
        self.entropy = entropy
        self.org = OrgId(settings.org)
        self.database = Database.file(settings.database)
        self.database.create()
        self.sight = Sight(settings, clock, entropy, transport)
        self.signer = self.sight.signer
        self.suite = self.sight.suite
        self.peers = self.sight.peers
        self.ledger = self.sight.ledger
        self.enterprises = Enterprises(self.database, suite=self.suite, clock=clock, entropy=entropy)
        self.directory = Directory(self._organisations(), self.enterprises, self._dataset_names())
        self.relay = Relay(self.database, clock, Courier(self.ledger, self.peers))

    def node(self) -> Node:
        """The node, with the desks of its role."""
        door = SignIn(self.database, suite=self.suite, clock=self.clock, entropy=self.entropy)
        borrower = consents = None
        if self.settings.role == "operator":
            consents = self._consents()
            borrower = self._borrower(consents)
        connectors = self._connectors() if self.settings.custodian else {}
        custodian, computing = self._custodian(connectors) if self.settings.custodian else (None, None)
        elsewhere = self._elsewhere(computing) if self.settings.role == "bank" and computing else None
        bank = self._bank(elsewhere) if self.settings.role == "bank" else None
        secret_scores = self._secret_scores(bank, computing) if bank and computing else None
        models, watch = self._model_desks() if bank else (None, None)
        upkeep = Upkeep(self.clock, self._duties(custodian, computing, bank, watch))
        beside = (self.sight.witness, custodian, computing, secret_scores)
        background = [
            Closing(self.database.close),
            *self.sight.background,
            *(part for part in beside if part is not None),
        ]
        background += [self.relay, upkeep]
        return Node(
            settings=self.settings,
            ledger=self.ledger,
            people=People(door, self.enterprises),
            receipts=Receipts(
                org=self.settings.org,
                ledger=self.ledger,
                size=self.sight.ledger_size,
                trust=self.sight.trust.current,
                directory=self.directory,
                owner_of_stream=borrower.owner_of_stream if borrower else lambda _: None,
                expected=self._expected,
            ),
            call_verifier=self._call_verifier(),
            trust=self.sight.trust,
            network=self.sight.network(),
            horizon=self.sight.horizon,
            relay=self.relay,
            own_ledger=self.sight.own_ledger,
            witness_door=self.sight.witness,
            enrolment=self._enrolment() if borrower else None,
            consents=consents,
            scores=self._scores() if borrower else None,
            advice=self._advice() if borrower else None,
            borrower=borrower,
            opinion=self._opinion() if borrower else None,
            bank=bank,
            registry=self._registry() if self.settings.role == "registry" else None,
            custodian=custodian,
            computing=computing,
            secret_scores=secret_scores,
            elsewhere=elsewhere,
            supervision=self._supervision() if self.settings.role == "regulator" else None,
            supervised_models=self._supervised_models() if self.settings.role == "regulator" else None,
            models=models,
            model_watch=watch,
            score_records=ScoreRecords(self.database) if borrower or bank else None,
            upkeep=upkeep,
            background=background,
        )

    def _expected(self, entry: str) -> str | None:
        with self.database.transaction() as connection:
            return expected_entry(connection, entry)

    def _call_verifier(self) -> CallVerifier:
        return CallVerifier(
            self.settings.org, self.sight.trust, self.clock, DatabaseNonces(self.database, self.clock.now)
        )

    # What the role has.

    def _connectors(self) -> Mapping[DatasetId, RowConnector]:
        return connectors_of(self._holdings, self._datasets(), self.org, self.clock)

    def _custodian(self, connectors: Mapping[DatasetId, RowConnector]) -> tuple[CustodianDesk, ComputingDesk | None]:
        """Answers under grants; and private computations, in which the portal takes no part: it has no lists."""
        permits = PermitDesk(
            database=self.database,
            ledger=self.ledger,
            signer=self.signer,
            org=self.org,
            clock=self.clock,
            entropy=self.entropy,
        )
        custodian = CustodianDesk(Custodian(permits, connectors, suite=self.suite), permits, self.relay.wake)
        if self.settings.role == "operator":
            return custodian, None
        computing = computing_desk(
            self.settings,
            signer=self.signer,
            ledger=self.ledger,
            database=self.database,
            permits=permits,
            warehouse=self._holdings,
            datasets={**connectors, **self._joint_connectors()},
            peers=self.peers,
            directory=self.directory,
            clock=self.clock,
            entropy=self.entropy,
        )
        return custodian, computing

    def _opinion(self) -> OpinionDesk | None:
        """What an enterprise reads of itself, where this portal keeps a feed of articles."""
        dataset = next((one for one in self._datasets() if one.source == NEWS), None)
        if dataset is None or not self.settings.custodian:
            return None
        kept = KeptView(self._holdings, dataset, self.clock, VIEWS[NEWS])
        return OpinionDesk(self.settings.org, dataset.name, lambda code: kept.now().told(code))

    def _registry(self) -> RegistryDesk:
        return RegistryDesk(
            Registrar(
                register=register_of(self.settings),
                enrol=enrol_on(self.ledger, self.signer, self.org, self.clock, self.entropy),
                database=self.database,
                suite=self.suite,
                clock=self.clock,
            ),
            self.clock,
            self.entropy,
        )

    def _supervision(self) -> SupervisionDesk:
        return SupervisionDesk(
            ledger=self.ledger,
            size=self.sight.ledger_size,
            suite=self.suite,
            trust=self.sight.trust.current,
            evidence=self._evidence,
        )

    def _supervised_models(self) -> SupervisedModels:
        return SupervisedModels(
            peers=self.peers,
            banks=lambda: self.peers.orgs("bank"),
            ledger=self.ledger,
            directory=self.directory,
            suite=self.suite,
        )

    def _evidence(self) -> list[EvidenceView]:
        """What this node's own witness holds against the log."""
        kept = [] if self.sight.witness is None else self.sight.witness.witness.evidence()
        return [EvidenceView(source="witness", kind=one.kind, what=one.origin) for one in kept]

    def _enrolment(self) -> EnrolmentDesk:
        return EnrolmentDesk(
            registry=self.settings.registry,
            rp_id=self.settings.rp_id,
            rp_name=self.settings.name_zh,
            database=self.database,
            ledger=self.ledger,
            peers=self.peers,
            enterprises=self.enterprises,
            suite=self.suite,
            clock=self.clock,
            entropy=self.entropy,
        )

    def _consents(self) -> ConsentDesk:
        offers = self._offers()
        return ConsentDesk(
            database=self.database,
            ledger=self.ledger,
            relay=ConsentRelay(self.ledger, self.signer, self.org, self.clock, self.entropy),
            directory=self.directory,
            offers=lambda _receiver: offers,
            models=self._models,
            suite=self.suite,
            clock=self.clock,
            entropy=self.entropy,
        )

    def _scores(self) -> ScoreDesk:
        return ScoreDesk(
            org=self.org,
            database=self.database,
            ledger=self.ledger,
            signer=self.signer,
            asker=self._asker(),
            requests=self._requests(),
            room=ScoreRoom(self._peer_groups),
            portraits=PortraitRoom(self._peer_groups),
            directory=self.directory,
            clock=self.clock,
            entropy=self.entropy,
            wake=self.relay.wake,
        )

    def _advice(self) -> AdviceDesk:
        offers = self._offers()
        return AdviceDesk(
            products=self._products(),
            cards=CardShelf(self.settings.cards),
            offers=lambda: offers,
            database=self.database,
            directory=self.directory,
            clock=self.clock,
        )

    def _borrower(self, consents: ConsentDesk) -> BorrowerDesk:
        return BorrowerDesk(
            products=self._products(),
            consents=consents,
            models=self._models,
            peers=self.peers,
            database=self.database,
            directory=self.directory,
            clock=self.clock,
            entropy=self.entropy,
            wake=self.relay.wake,
        )

    def _bank(self, elsewhere: ElsewhereDesk | None) -> BankDesk:
        office, peers = self._office, sample_peers(self._peer_rows)
        told = elsewhere.figures if elsewhere is not None else lambda _: None
        return BankDesk(
            office=office,
            books=Books(self._products(), read_file(self.settings.rules_file), self._own_data),
            models=self._models,
            portal=self.settings.operator,
            database=self.database,
            ledger=self.ledger,
            asker=self._asker(),
            requests=self._requests(),
            scores=ScoreRoom(self._peer_groups, RegisteredModels(self.database, self._journal)),
            portraits=PortraitRoom(self._peer_groups),
            screener=Screener(office, self.ledger, peers=peers, elsewhere=told),
            directory=self.directory,
            clock=self.clock,
            entropy=self.entropy,
            wake=self.relay.wake,
        )

    def _model_desks(self) -> tuple[ModelDesk, ModelWatch]:
        desk = ModelDesk(database=self.database, journal=self._journal, clock=self.clock, wake=self.relay.wake)
        watch = ModelWatch(
            office=self._office,
            database=self.database,
            journal=self._journal,
            regulators=lambda: self.peers.orgs("regulator"),
            wake=self.relay.wake,
        )
        return desk, watch

    def _elsewhere(self, computing: ComputingDesk) -> ElsewhereDesk:
        return ElsewhereDesk(
            computing=computing,
            figures=self._lending_record.figures,
            office=self._office,
            database=self.database,
            ledger=self.ledger,
        )

    def _own_data(self, uscc: str) -> OwnData:
        return read_own_data(self.settings.data, uscc, self._office.today())

    def _joint_connectors(self) -> dict[DatasetId, RowConnector]:
        """What this node brings to sums over several institutions, and answers nobody alone."""
        if self.settings.role != "bank":
            return {}
        (dataset,) = joint_datasets_of("bank")
        return {dataset.id_at(self.org): self._lending_record}

    @cached_property
    def _lending_record(self) -> LendingRecord:
        (dataset,) = joint_datasets_of("bank")
        return LendingRecord(dataset=dataset, office=self._office, database=self.database, own_data=self._own_data)

    def _secret_scores(self, bank: BankDesk, computing: ComputingDesk) -> SecretScoreDesk:
        return SecretScoreDesk(
            cases=bank,
            models=self._models,
            computing=computing,
            database=self.database,
            ledger=self.ledger,
            directory=self.directory,
            clock=self.clock,
            entropy=self.entropy,
        )

    def _duties(
        self,
        custodian: CustodianDesk | None,
        computing: ComputingDesk | None,
        bank: BankDesk | None,
        watch: ModelWatch | None,
    ) -> list[Duty]:
        duties = []
        if custodian is not None:
            kept = timedelta(days=self.settings.answers_kept_days)
            duties.append(Duty("forget answers", lambda: custodian.forget_answers(self.clock.now() - kept)))
        if computing is not None:
            duties.append(Duty("forget own tables", computing.tidy))
        if bank is not None:
            duties.append(Duty("mark overdue loans", bank.review_loans))
        if watch is not None:
            duties.append(Duty("monitor models", watch.watch_due))
        return duties

    # Parts that several desks share.

    @cached_property
    def _holdings(self) -> Holdings:
        return holdings_of(self.settings, self.clock)

    def _asker(self) -> Asker:
        return Asker(
            peers=self.peers,
            ledger=self.ledger,
            trust=self.sight.trust.current,
            name_of=self.directory.name_of,
            clock=self.clock,
        )

    def _requests(self) -> Requests:
        return Requests(self.database, self.clock, self.entropy)

    @cached_property
    def _peer_groups(self) -> PeerGroups:
        return PeerGroups(self._peer_rows, all_definitions())

    @cached_property
    def _peer_rows(self) -> list[dict[str, Any]]:
        file = self.settings.peers_file
        rows: list[dict[str, Any]] = json.loads(file.read_bytes())["rows"] if file.exists() else []
        return rows

    def _products(self) -> list[Product]:
        file = self.settings.products_file
        return parse_products(read_file(file)) if file.exists() else []  # a bank that is new offers none yet

    @cached_property
    def _office(self) -> LoanOffice:
        return LoanOffice(self.org, self.signer, self.clock, self.entropy)

    @cached_property
    def _journal(self) -> Journal:
        return Journal(org=self.org, signer=self.signer, clock=self.clock, entropy=self.entropy)

    @cached_property
    def _models(self) -> ScoreModels:
        return ScoreModels(self._products(), CardShelf(self.settings.cards), self.suite)

    def _datasets(self) -> list[Dataset]:
        return datasets_of(self.settings.role)

    def _offers(self) -> list[DatasetOffer]:
        """What every custodian gives, this portal itself among them where it is one."""
        known: list[Peer | Settings] = [*self.settings.peers]
        known += [self.settings] if self.settings.custodian else []
        roles = {one.role for one in known}
        return [
            dataset.offer(OrgId(one.org), Text(zh=one.name_zh, en=one.name_en))
            for one in known
            for dataset in (*datasets_of(one.role, roles), *joint_datasets_of(one.role))
        ]

    def _organisations(self) -> dict[str, Organisation]:
        known: list[Peer | Settings] = [self.settings, *self.settings.peers]
        return {one.org: Organisation(Text(zh=one.name_zh, en=one.name_en), one.contact) for one in known}

    def _dataset_names(self) -> dict[str, Text]:
        orgs = [(peer.org, peer.role) for peer in self.settings.peers] + [(self.settings.org, self.settings.role)]
        names: dict[str, Text] = {}
        for org, role in orgs:
            names |= {str(one.id_at(OrgId(org))): one.name for one in (*datasets_of(role), *joint_datasets_of(role))}
            names |= {str(one.id_at(OrgId(org))): one.name for one in lists_of(role)}
        return names
