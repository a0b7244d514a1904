"""A consortium's consensus nodes on CometBFT, as many as it has, all in one folder: for the contract suite."""

import shutil

from puhui.ledger.engines.cometbft import CometLedger, CometProcess
from puhui.ledger.engines.cometbft.local import local_network
from tests.conftest import comet_program as program


class CometCity:
    """The nodes of a consortium in this process, each with a CometBFT process of its own. Speaks as its first node."""

    def __init__(self, city, folder, *, witnesses=None, contracts=None, receipt_wait_s=30.0, **options):
        """`witnesses`, when given, are those that cosign; the others are silent."""
        places = local_network(program(), folder / "network", city.consensus, chain="test", clock=city.clock)
        cosign = city.consensus if witnesses is None else list(witnesses)
        self.nodes = {
            place.org: CometLedger(
                place.ledger,
                org=place.org,
                suite=city.log_signer.public_key.suite,
                clock=city.clock,
                application_socket=place.application_socket,
                rpc_socket=place.rpc_socket,
                signer=city.signers[place.org] if place.org in cosign else None,
                contracts=contracts,
                receipt_wait_s=receipt_wait_s,
                **options,
            )
            for place in places
        }
        self.places = {place.org: place for place in places}
        self.first = self.nodes[places[0].org]
        self.processes = {place.org: CometProcess(program(), place.home, place.rpc_socket) for place in places}
        for org, process in self.processes.items():
            process.wait_until(self.nodes[org].rpc, peers=len(places) - 1)

    def __getattr__(self, name):
        return getattr(self.first, name)

    def close(self):
        for process in self.processes.values():
            if process.runs:
                process.terminate()
        for process in self.processes.values():
            process.stop()
        for node in self.nodes.values():
            node.close()
        shutil.rmtree(next(iter(self.places.values())).sockets, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
