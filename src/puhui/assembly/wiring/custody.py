"""The desks of a custodian: answers under grants, and private computations."""

from collections.abc import Mapping
from dataclasses import dataclass

from puhui.assembly.computing import computing_desk
from puhui.assembly.wiring.ground import Ground
from puhui.consent import PermitDesk
from puhui.desks.computing import ComputingDesk
from puhui.desks.custody import CustodianDesk
from puhui.exchange import Custodian
from puhui.exchange.answering import RowConnector
from puhui.exchange.connectors import connectors_of
from puhui.kernel.ids import DatasetId


@dataclass(frozen=True, slots=True)
class Custody:
    """`answers` stands behind the custodian's desk; `computing` is None at the portal, which has no lists."""

    answers: Custodian
    custodian: CustodianDesk
    computing: ComputingDesk | None


def custody(on: Ground, joint: Mapping[DatasetId, RowConnector], checks: Mapping[DatasetId, RowConnector]) -> Custody:
    """`joint` is what this node brings to sums over several institutions, and answers nobody alone; `checks` what it
    answers of an application's screening."""
    connectors = connectors_of(on.holdings, on.views, on.datasets, on.org)
    permits = PermitDesk(
        database=on.database,
        ledger=on.ledger,
        signer=on.signer,
        org=on.org,
        clock=on.clock,
        entropy=on.entropy,
    )
    answers = Custodian(permits, {**connectors, **checks}, suite=on.suite)
    custodian = CustodianDesk(answers, permits, on.relay.wake)
    if on.role == "operator":
        return Custody(answers, custodian, None)
    computing = computing_desk(
        on.settings,
        signer=on.signer,
        ledger=on.ledger,
        database=on.database,
        permits=permits,
        warehouse=on.holdings,
        datasets={**connectors, **joint},
        peers=on.peers,
        directory=on.directory,
        clock=on.clock,
        entropy=on.entropy,
    )
    return Custody(answers, custodian, computing)
