"""A consortium's consensus nodes on CometBFT, as many as it has, all in one folder: for the contract suite."""

import shutil

from puhui.ledger.engines.cometbft import CometLedger, CometProcess
from puhui.ledger.engines.cometbft.local import local_network
from tests.conftest import comet_program as program


class CometCity:
    """The nodes of a consortium in this process, each with a CometBFT process of its own. Speaks as its first node."""

    def __init__(self, city, folder, *, witnesses=None, contracts=None, receipt_wait_s=30.0, **options):
        """`witnesses`, when given, are those that cosign; the others are silent. `contracts` may differ by
        organisation."""
        places = local_network(program(), folder / "network", city.consensus, chain="test", clock=city.clock)
        cosign = city.consensus if witnesses is None else list(witnesses)
        self.places = {place.org: place for place in places}

        def node(org):
            return CometLedger(
                self.places[org].ledger,
                org=org,
                suite=city.log_signer.public_key.suite,
                clock=city.clock,
                application_socket=self.places[org].application_socket,
                rpc_socket=self.places[org].rpc_socket,
                signer=city.signers[org] if org in cosign else None,
                contracts=contracts.get(org) if isinstance(contracts, dict) else contracts,
                receipt_wait_s=receipt_wait_s,
                **options,
            )

        self._node = node
        self.nodes = {org: node(org) for org in self.places}
        self.first = self.nodes[places[0].org]
        self.processes = {org: self._process(org) for org in self.places}
        for org, process in self.processes.items():
            process.wait_until(self.nodes[org].rpc, peers=len(places) - 1)

    def _process(self, org):
        place = self.places[org]
        return CometProcess(program(), place.home, place.rpc_socket, self.nodes[org].fail)

    def restart(self, org):
        """One node again, on its own folder."""
        self.processes[org].stop()
        self.nodes[org].close()
        self.nodes[org] = self._node(org)
        self.processes[org] = self._process(org)
        return self.nodes[org]

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
