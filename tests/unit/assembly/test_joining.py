"""A newcomer's folder and request, and the trust of a node that keeps the ledger."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from puhui.assembly.errors import FolderTaken, ForeignLog, NetworkMalformed, RequestMalformed
from puhui.assembly.joining import Newcomer, make_node
from puhui.assembly.network import Network
from puhui.assembly.requests import JoinRequest
from puhui.assembly.settings import (
    Settings,
    read_next_signer,
    read_signer,
    use_next_key,
    write_next_key,
)
from puhui.assembly.trusting import OwnTrust
from puhui.kernel import SeededEntropy
from puhui.ledger.trust import Trust
from tests.contract.consortium import ORIGIN, Consortium

NEWCOMER = Newcomer(
    org="bank-two",
    name_zh="二行",
    name_en="Bank Two",
    role="bank",
    contact="pi@bank-two.example",
    port=8100,
    public_url="http://127.0.0.1:8100",
    consensus=False,
    p2p=("127.0.0.1", 8200),
)


@pytest.fixture(scope="module")
def trust(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    city = Consortium()
    with city.ledger(tmp_path_factory.mktemp("ledger")) as ledger:
        ledger.submit(city.genesis())
        made: Trust = city.trust(ledger)
    return made


def test_a_folder_is_made_whole_with_a_key_of_its_owner_alone(trust: Trust, tmp_path: Path) -> None:
    folder = tmp_path / "bank-two"
    request = make_node(folder, NEWCOMER, trust, SeededEntropy(1))
    settings = Settings.load(folder)
    assert (settings.engine, settings.origin, settings.operator) == ("embedded", ORIGIN, "operator")
    assert str(read_signer(folder).public_key) == request.key
    assert JoinRequest.load(folder / "join-request.json", ORIGIN) == request
    assert request.admission()["id"] == "bank-two"
    with pytest.raises(FolderTaken):
        make_node(folder, NEWCOMER, trust, SeededEntropy(2))
    assert not list(tmp_path.glob("*.building"))


@pytest.mark.parametrize(
    "change",
    [
        {"org": "bank-three"},
        {"key": "ed25519-sha256:" + "A" * 43 + "="},
        {"proof": "AAAA"},
        {"proof": "no base64"},
        {"origin": "puhui.example/another"},
        {"v": 2},
        {"card": {}},
        {"card": {"org": "x"}},
        {"more": 1},
        {"url": 5},
    ],
)
def test_a_request_that_is_not_what_its_keys_holder_made_is_refused(
    trust: Trust, tmp_path: Path, change: dict[str, Any]
) -> None:
    make_node(tmp_path / "n", NEWCOMER, trust, SeededEntropy(1))
    path = tmp_path / "n" / "join-request.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | change), encoding="utf-8")
    with pytest.raises(RequestMalformed):
        JoinRequest.load(path, ORIGIN)


@pytest.mark.parametrize("host", ['127.0.0.1"\n[rpc]\nladdr = "tcp://0.0.0.0:1', "a b", "a,b@c:1", "x@y"])
def test_an_address_cannot_write_into_cometbfts_configuration(host: str) -> None:
    card = {"org": "bank", "address": "00", "public_key": "", "node_id": "ab", "host": host, "port": 1}
    value = {"v": 1, "origin": ORIGIN, "genesis": "", "cards": [card], "nodes": []}
    with pytest.raises(NetworkMalformed):
        Network.parse(json.dumps(value).encode())


def test_a_key_that_waits_takes_the_others_place(trust: Trust, tmp_path: Path) -> None:
    folder = tmp_path / "n"
    make_node(folder, NEWCOMER, trust, SeededEntropy(1))
    assert read_next_signer(folder) is None
    write_next_key(folder, trust.suite.name, bytes([7]) * 32)
    waiting = read_next_signer(folder)
    assert waiting is not None
    assert (folder / "key.next").stat().st_mode & 0o077 == 0
    use_next_key(folder)
    assert read_next_signer(folder) is None
    assert read_signer(folder).public_key == waiting.public_key


class _Ledger:
    def __init__(self, trust: Trust | None) -> None:
        self.trust = trust

    def handovers(self) -> list[bytes]:
        return []


def test_a_ledger_that_is_another_than_the_trust_files_is_not_believed(trust: Trust) -> None:
    ledger = _Ledger(None)
    own = OwnTrust("bank-two", trust, ledger)
    assert own.current() is trust, "it has not come that far"
    era = trust.eras[0]
    ledger.trust = later = replace(trust, changes=1, eras=(era, replace(era, from_size=9, quorum=era.quorum + 1)))
    assert own.current() is later
    for bent in (
        replace(trust, origin="puhui.example/another"),
        replace(trust, eras=(replace(era, quorum=era.quorum + 1),)),
        replace(trust, members={}),
    ):
        ledger.trust = bent
        with pytest.raises(ForeignLog):
            own.current()
