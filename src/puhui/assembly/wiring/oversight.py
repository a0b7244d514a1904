"""The desks of the registry, which knows who an enterprise is, and of the regulator."""

from puhui.assembly.reading import register_of
from puhui.assembly.wiring.ground import Ground
from puhui.desks.enrolling import RegistryDesk, enrol_on
from puhui.desks.models.supervised import SupervisedModels
from puhui.desks.statistics.city import CityStatistics
from puhui.desks.supervising import SupervisionDesk
from puhui.desks.views import EvidenceView
from puhui.parties import Registrar


def registry_desk(on: Ground) -> RegistryDesk:
    """Attests an enterprise's keys."""
    return RegistryDesk(
        Registrar(
            register=register_of(on.settings),
            enrol=enrol_on(on.ledger, on.signer, on.org, on.clock, on.entropy),
            database=on.database,
            suite=on.suite,
            clock=on.clock,
        ),
        on.clock,
        on.entropy,
    )


def supervision_desk(on: Ground) -> SupervisionDesk:
    """Who used whose data, and what contradicts the log."""

    def evidence() -> list[EvidenceView]:
        kept = [] if on.sight.witness is None else on.sight.witness.witness.evidence()
        return [EvidenceView(source="witness", kind=one.kind, what=one.origin) for one in kept]

    return SupervisionDesk(
        ledger=on.ledger,
        size=on.sight.ledger_size,
        suite=on.suite,
        trust=on.sight.trust.current,
        evidence=evidence,
    )


def supervised_models(on: Ground) -> SupervisedModels:
    """The models that banks score with, each against the ledger."""
    return SupervisedModels(
        peers=on.peers,
        banks=lambda: on.peers.orgs("bank"),
        ledger=on.ledger,
        directory=on.directory,
        suite=on.suite,
    )


def city_statistics(on: Ground) -> CityStatistics:
    """The city's lending in numbers, asked of the portal."""
    return CityStatistics(peers=on.peers, portal=lambda: on.settings.operator)
