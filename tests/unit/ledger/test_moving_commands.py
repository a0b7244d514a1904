"""`puhui ledger move`, as an operator with a sequencer's folder uses it."""

import json

import pytest

from puhui.ledger import parse_statement
from puhui.ledger.engines.cometbft.blocks import Moved
from tests.contract.consortium import Consortium
from tests.contract.governing import Members
from tests.contract.moving import founding, move_of
from tests.unit.ledger.test_receipt_commands import puhui


@pytest.fixture
def sequencer(tmp_path):
    folder = tmp_path / "sequencer"
    folder.mkdir()
    city = Consortium()
    with city.ledger(folder) as ledger:
        ledger.submit(city.genesis())
        (folder / "trust.json").write_bytes(ledger.trust.to_bytes())
        run = puhui("ledger", "move", "export", folder, "--out", tmp_path / "early.sqlite", "--json")
        assert run.returncode == 2
        assert json.loads(run.stdout)["error"]["code"] == "move_not_finished"
        enacting = Members(city, ledger.submit).decide(move_of(city))
        ledger.receipt(parse_statement(enacting).entry)
    return city, folder


def test_an_operator_exports_checks_and_seeds(sequencer, tmp_path):
    city, folder = sequencer
    export, node = tmp_path / "export.sqlite", tmp_path / "node"
    run = puhui("ledger", "move", "export", folder, "--out", export)
    assert run.returncode == 0, run.stderr
    assert "puhui ledger move check" in run.stdout
    run = puhui("ledger", "move", "check", export, "--trust", folder / "trust.json", "--json")
    told = json.loads(run.stdout)
    assert told["changes"] == 1
    genesis = tmp_path / "genesis.json"
    genesis.write_bytes(founding(city, Moved.parse(told["moved"])))
    run = puhui("ledger", "move", "seed", export, "--genesis", genesis, "--into", node)
    assert run.returncode == 0, run.stderr
    run = puhui("ledger", "check", node, "--trust", folder / "trust.json")
    assert run.returncode == 0, run.stdout
    run = puhui("ledger", "move", "seed", export, "--genesis", genesis, "--into", node)
    assert run.returncode == 2, "it is not written over"


@pytest.mark.parametrize("genesis", [b"{}", b"[]", b"\xff", b'{"app_state": {"moved": {"size": "1"}}}'])
def test_what_is_no_genesis_is_said_so(sequencer, tmp_path, genesis):
    (tmp_path / "genesis.json").write_bytes(genesis)
    run = puhui(
        "ledger",
        "move",
        "seed",
        sequencer[1],
        "--genesis",
        tmp_path / "genesis.json",
        "--into",
        tmp_path / "n",
        "--json",
    )
    assert run.returncode == 2
    assert json.loads(run.stdout)["error"]["code"] == "malformed_genesis"
