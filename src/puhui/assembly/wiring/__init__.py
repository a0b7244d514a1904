"""Settings become a wired node. Connectors are named here; engines in `seeing` and `consensus`.

`ground` is what every role stands on; `portal`, `bank`, `custody` and `oversight` make the desks of theirs. Tests and
simulations pass a clock, entropy and transports of their own; a real node has the machine's.
"""

from datetime import timedelta

from puhui.assembly.node import Node
from puhui.assembly.nonces import DatabaseNonces
from puhui.assembly.seeing import Closing, Transport
from puhui.assembly.settings import Settings
from puhui.assembly.signatures import CallVerifier
from puhui.assembly.upkeep import LOOK_S, Upkeep
from puhui.assembly.wiring.bank import BankParts
from puhui.assembly.wiring.checks import CheckParts
from puhui.assembly.wiring.custody import custody
from puhui.assembly.wiring.ground import Ground
from puhui.assembly.wiring.market import PortalMarket, board_desk, escalation_desk
from puhui.assembly.wiring.messages import message_desk
from puhui.assembly.wiring.oversight import city_statistics, registry_desk, supervised_models, supervision_desk
from puhui.assembly.wiring.portal import (
    advice_desk,
    borrower_desk,
    consent_desk,
    counting_desk,
    enrolment_desk,
    market_catalogue,
    opinion_desk,
    score_desk,
)
from puhui.assembly.wiring.simulated import simulated_answers, simulated_warehouse
from puhui.assembly.wiring.support import SupportParts, campaign_board, public_lists
from puhui.desks.identity_providers import ProviderDesk
from puhui.desks.keyed_calls import KeyedCalls
from puhui.desks.models.recording import ScoreRecords
from puhui.desks.notifying import NotificationDesk
from puhui.desks.people import People
from puhui.desks.people_trail import PeopleTrail
from puhui.desks.programs import ProgramDesk
from puhui.desks.receipts import Receipts
from puhui.desks.reminding import BankReminders, OwnerReminders
from puhui.desks.staffing import StaffDesk
from puhui.desks.store import expected_entry
from puhui.kernel import Clock, Entropy, SystemClock, SystemEntropy
from puhui.parties import Appointments, Programs, SignIn

__all__ = ["simulated_answers", "simulated_warehouse", "wire"]

_REMINDING = timedelta(seconds=30)
_SANDBOX_LOOK_S = 0.1  # whoever moves the clock waits for what falls due


def wire(
    settings: Settings,
    *,
    clock: Clock | None = None,
    entropy: Entropy | None = None,
    transport: Transport | None = None,
) -> Node:
    """The node of a folder; raises `SettingsBroken`. Start it with its `start`, end it with its `stop`.

    `clock` is the machine's; a node of a sandbox counts from it to the time that all nodes there share.
    """
    on = Ground(settings, clock or SystemClock(), entropy or SystemEntropy(), transport)
    node = _bare(on)
    checks = CheckParts(on)
    if on.role == "operator":
        _portal(node, on, checks)
    bank = BankParts(on) if on.role == "bank" else None
    if settings.custodian:
        held = custody(on, bank.joint() if bank else {}, checks.connectors())
        node.custodian, node.computing = held.custodian, held.computing
        node.verification = checks.verification(held.answers)
    if bank is not None:
        _bank(node, on, bank)
    node.messages = message_desk(on, node)
    if node.borrower or node.bank:
        node.score_records = ScoreRecords(on.database)
    if on.role == "registry":
        node.registry = registry_desk(on)
    if on.role == "regulator":
        node.supervision, node.supervised_models = supervision_desk(on), supervised_models(on)
        node.escalations = escalation_desk(on)
        node.statistics = city_statistics(on)
        support = SupportParts(on)
        node.guarantees, node.campaigns = support.guarantees(), support.campaigns()
        node.support_door, node.objections = support.door(), support.objections()
    _take_on_duties(node, on)
    _take_on_reminders(node, on)
    looks = None if node.warnings is None else node.warnings.asked
    working = (on.sight.witness, node.custodian, node.computing, node.secret_scores, node.backtests, looks)
    node.background = [
        Closing(on.database.close),
        *on.sight.background,
        *(part for part in working if part is not None),
        *on.views.values(),
        *(checks.background() if settings.custodian else []),
        on.provider_door,
        on.relay,
        on.messenger,
        on.bell,
        node.upkeep,
        node.reminding,
    ]
    return node


def _bare(on: Ground) -> Node:
    """What a node has, whatever its role."""

    def expected(entry: str) -> str | None:
        with on.database.transaction() as connection:
            return expected_entry(connection, entry)

    def owner_of_stream(stream: str) -> str | None:
        owner = node.borrower.owner_of_stream(stream) if node.borrower else None
        return owner or (node.needs.owner_of_stream(stream) if node.needs else None)

    trail = PeopleTrail(on.journal, on.clock)
    door = SignIn(on.database, suite=on.suite, clock=on.clock, entropy=on.entropy, factors=on.factors)
    people = People(database=on.database, door=door, factors=on.factors, enterprises=on.enterprises, crier=on.crier)
    staff = StaffDesk(
        database=on.database,
        appointments=Appointments(org=on.org, suite=on.suite, clock=on.clock, entropy=on.entropy, factors=on.factors),
        door=door,
        trail=trail,
        crier=on.crier,
        wake=on.relay.wake,
    )
    look_s = _SANDBOX_LOOK_S if on.settings.mode == "sandbox" else LOOK_S
    node = Node(
        settings=on.settings,
        ledger=on.ledger,
        people=people,
        staff=staff,
        providers=ProviderDesk(
            database=on.database,
            at=on.provider_door,
            door=door,
            factors=on.factors,
            people=people,
            staff=staff,
            clock=on.clock,
        ),
        programs=ProgramDesk(
            database=on.database,
            programs=Programs(
                on.database,
                org=on.org,
                suite=on.suite,
                clock=on.clock,
                entropy=on.entropy,
                sandbox=on.settings.mode == "sandbox",
            ),
            trail=trail,
            crier=on.crier,
            clock=on.clock,
            wake=on.relay.wake,
        ),
        keyed_calls=KeyedCalls(
            on.database,
            suite=on.suite,
            clock=on.machine,
            entropy=on.entropy,
            kept=timedelta(hours=on.settings.keyed_answers_kept_hours),
        ),
        notifications=NotificationDesk(on.database, on.bell, on.crier, on.clock),
        receipts=Receipts(
            org=on.settings.org,
            ledger=on.ledger,
            size=on.sight.ledger_size,
            trust=on.sight.trust.current,
            directory=on.directory,
            owner_of_stream=owner_of_stream,
            expected=expected,
        ),
        call_verifier=CallVerifier(
            on.settings.org, on.sight.trust, on.machine, DatabaseNonces(on.database, on.machine.now)
        ),
        trust=on.sight.trust,
        network=on.sight.network(),
        horizon=on.sight.horizon,
        relay=on.relay,
        clock=on.clock,
        own_ledger=on.sight.own_ledger,
        witness_door=on.sight.witness,
        upkeep=Upkeep(on.clock, look_s=look_s),
        reminding=Upkeep(on.clock, period=_REMINDING, look_s=look_s),
    )
    return node


def _portal(node: Node, on: Ground, checks: CheckParts) -> None:
    node.enrolment = enrolment_desk(on)
    node.consents = consent_desk(on)
    node.scores = score_desk(on)
    node.advice = advice_desk(on)
    node.devices = checks.devices
    market = PortalMarket(on)
    node.needs, node.need_door, node.matching = market.needs(), market.door, market.matching()
    node.likelihoods = market.likelihoods
    node.campaign_board, node.public_lists = campaign_board(on), public_lists(on)
    node.borrower = borrower_desk(on, node.consents, node.devices, market.follower, node.campaign_board)
    node.opinion = opinion_desk(on)
    node.counting = counting_desk(on, node.campaign_board)
    node.market = market_catalogue(on)


def _bank(node: Node, on: Ground, parts: BankParts) -> None:
    computing = node.computing
    node.elsewhere = parts.elsewhere(computing) if computing else None
    node.checks = parts.checks
    node.watch_list = parts.watch_list(computing) if computing else None
    node.all_banks = parts.all_banks(computing) if computing else None
    node.bank = parts.desk(node.elsewhere, node.watch_list, node.all_banks)
    node.tables = parts.tables()
    node.reconciling = parts.reconciling()
    node.board = board_desk(on)
    node.secret_scores = parts.secret_scores(node.bank, computing) if computing else None
    node.models, node.model_watch = parts.models(), parts.watch()
    node.studio, node.backtests = parts.studio.desk(), parts.studio.backtests
    node.warnings = parts.warnings()


def _take_on_reminders(node: Node, on: Ground) -> None:
    if node.objections is not None:
        node.reminding.take_on("objections", node.objections.remind)
    if node.bank is not None:
        node.reminding.take_on("clocks", BankReminders(on.database, on.crier, on.clock).clocks)
    if node.borrower is not None:
        owners = OwnerReminders(
            database=on.database,
            ledger=on.ledger,
            suite=on.suite,
            directory=on.directory,
            crier=on.crier,
            clock=on.clock,
        )
        node.reminding.take_on("instalments", owners.instalments)
        node.reminding.take_on("uses", owners.uses)


def _take_on_duties(node: Node, on: Ground) -> None:
    node.upkeep.take_on("forget notifications", node.notifications.forget)
    node.upkeep.take_on("forget keyed calls", node.keyed_calls.forget)
    if (custodian := node.custodian) is not None:
        kept = timedelta(days=on.settings.answers_kept_days)
        node.upkeep.take_on("forget answers", lambda: custodian.forget_answers(on.clock.now() - kept))
    if node.computing is not None:
        node.upkeep.take_on("forget own tables", node.computing.tidy)
    if node.bank is not None:
        node.upkeep.take_on("mark overdue loans", node.bank.review_loans)
        node.upkeep.take_on("accrue loans", node.bank.servicing.accrue_due)
    if (warned := node.warnings) is not None:
        node.upkeep.take_on("look at debtors again", warned.lookout.look_due)
        node.upkeep.take_on("settle warnings", warned.lookout.settle)
    if (door := node.need_door) is not None:
        node.upkeep.take_on("end and hand over needs", door.run_out)
        node.upkeep.take_on("assign needs to banks", door.assign)
    if node.matching is not None:
        node.upkeep.take_on("draw up products", node.matching.draw_up)
    if (likelihoods := node.likelihoods) is not None:
        node.upkeep.take_on("fit likelihoods of approval", likelihoods.fit_due)
    if node.support_door is not None:
        node.upkeep.take_on("let letters and promises lapse", node.support_door.lapse)
    if node.model_watch is not None:
        node.upkeep.take_on("monitor models", node.model_watch.watch_due)
