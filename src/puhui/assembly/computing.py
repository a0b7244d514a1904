"""The desk of private computations, wired: its lists, permits and mandates, and the way to other nodes."""

from collections.abc import Mapping

import psutil

from puhui.assembly.peers import Peers
from puhui.assembly.settings import Settings
from puhui.consent import MandateDesk, PermitDesk
from puhui.desks.computing import ComputingDesk, JobTables
from puhui.desks.directory import Directory
from puhui.exchange import RowConnector, lists_of
from puhui.exchange.connectors import Holdings, list_connectors_of
from puhui.kernel import Clock, Entropy, Signer
from puhui.kernel.ids import DatasetId, OrgId
from puhui.ledger import Ledger
from puhui.privacy.jobs import JobDesk, Place, Voice
from puhui.privacy.jobs.counting import LeakageRule
from puhui.privacy.leakage import with_own
from puhui.storage import Database


class _Neighbours:
    """The other parties' nodes, by signed calls."""

    def __init__(self, peers: Peers) -> None:
        self._peers = peers

    def send(self, org: str, kind: str, message: bytes) -> bytes:
        """See `privacy.jobs.Neighbours`."""
        return self._peers.post(org, f"/computations/{kind}", message)


def computing_desk(
    settings: Settings,
    *,
    signer: Signer,
    ledger: Ledger,
    database: Database,
    permits: PermitDesk,
    warehouse: Holdings,
    datasets: Mapping[DatasetId, RowConnector],
    peers: Peers,
    directory: Directory,
    clock: Clock,
    entropy: Entropy,
) -> ComputingDesk:
    """The desk of a custodian's node."""
    org = OrgId(settings.org)
    tables = JobTables(
        org=settings.org,
        lists=list_connectors_of(warehouse, lists_of(settings.role), org),
        datasets=datasets,
        folder=settings.private / "own",
        entropy=entropy,
    )
    mandates = MandateDesk(database=database, ledger=ledger, signer=signer, org=org, clock=clock, entropy=entropy)
    # A small machine starts the workers of all parties at once: linking waits for the slowest of them.
    place = Place(settings.private, host=settings.host, connect_s=60.0, waiting_workers=settings.waiting_workers)
    limits = with_own(settings.leakage)
    counting = LeakageRule(database, clock, entropy, signer.public_key.suite, place, tables.own, limits)
    jobs = JobDesk(
        voice=Voice(signer, org, clock, entropy),
        ledger=ledger,
        database=database,
        permits=permits,
        mandates=mandates,
        source=tables,
        neighbours=_Neighbours(peers),
        place=place,
        rules=[counting],
        limits=limits,
    )
    return ComputingDesk(
        org=org,
        organisations=lambda: sorted(peer.org for peer in settings.peers),
        jobs=jobs,
        settle=counting.settle_over,
        mandates=mandates,
        tables=tables,
        ledger=ledger,
        directory=directory,
        suite=signer.public_key.suite,
        clock=clock,
        entropy=entropy,
        memory=lambda: int(psutil.virtual_memory().available),
    )
