"""A node's log over signed calls is read and audited like any other source; what is no log is not taken for one."""

import httpx
import pytest

from puhui.assembly.peers import Peers
from puhui.assembly.remote_ledger import RemoteNode
from puhui.assembly.settings import Peer
from puhui.assembly.signatures import CallSigner
from puhui.desks.errors import PeerForged
from puhui.kernel import encode
from puhui.kernel.ids import EntryId
from puhui.ledger.audit import audit
from tests.contract.consortium import SUITE, Consortium
from tests.contract.followed import first_trust


def _serving(engine, asked):
    def answer(request):
        asked.append((request.url.path, request.headers.get("signature", "")))
        query, path = request.url.params, request.url.path.removeprefix("/peer/v1")
        if path == "/head":
            return httpx.Response(200, content=engine.head())
        if path == "/handovers":
            return httpx.Response(200, content=encode(engine.handovers()[int(query["after"]) :]))
        if path == "/entries":
            served = [bytes(raw) for raw in engine.entries(int(query["start"]), int(query["limit"]))]
            return httpx.Response(200, content=encode(served))
        return httpx.Response(200, content=engine.receipt(EntryId(path.split("/")[2])))

    return httpx.MockTransport(answer)


def _node(city, transport):
    peer = Peer(
        org="operator", name_zh="平台", name_en="Platform", role="operator", url="http://node.test", contact="95588"
    )
    calls = CallSigner(city.signers[city.consensus[1]], city.clock, city.entropy)
    return RemoteNode(Peers([peer], calls, lambda _: transport), "operator", SUITE)


def test_a_node_is_audited_over_signed_calls(tmp_path):
    city, asked = Consortium(), []
    with city.ledger(tmp_path) as engine:
        engine.submit(city.genesis())
        verdict = engine.submit_all([city.record(seq) for seq in range(1, 8)])[-1]
        engine.receipt(verdict.entry)
        node = _node(city, _serving(engine, asked))
        audited = audit(tmp_path / "out", trust=first_trust(city), sources=[node], clock=city.clock)
        assert (audited.findings, audited.size, audited.log.streams) == ([], 8, 1)
        assert node.receipt(verdict.entry) == engine.receipt(verdict.entry)
        assert {path for path, _ in asked} >= {"/peer/v1/head", "/peer/v1/entries", "/peer/v1/handovers"}
        assert all(signature for _, signature in asked)


@pytest.mark.parametrize("body", [b"\xff", encode("no list"), encode([1, 2])], ids=["garbage", "text", "numbers"])
def test_what_is_no_list_of_statements_is_refused(body):
    node = _node(Consortium(), httpx.MockTransport(lambda _: httpx.Response(200, content=body)))
    with pytest.raises(PeerForged):
        node.entries(0, 10)
