"""`puhui ledger move`, as an operator with a sequencer's folder uses it: what each step takes, refuses, and leaves."""

import json
from dataclasses import asdict, replace

import pytest

from puhui.assembly.errors import (
    AlreadyMoved,
    CardNotInNetwork,
    FounderFollows,
    NetworkMalformed,
    NotFromAllFounders,
    NotPrepared,
    NotThisLedgersNetwork,
)
from puhui.assembly.moving import follow_network, found, prepare, seed_node
from puhui.assembly.network import Network
from puhui.assembly.settings import Comet, Settings
from puhui.ledger import parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.engines.cometbft.errors import LedgerInTheWay, MalformedGenesis, MoveNotFinished, MoveRefused
from puhui.ledger.engines.cometbft.moving import ASIDE, export_ledger
from puhui.ledger.trust import Trust
from tests.contract.consortium import ORIGIN, Consortium
from tests.contract.governing import Members
from tests.contract.moving import cards, move_of
from tests.unit.ledger.test_receipt_commands import puhui

PARTICIPANT = "bank-one"


class _World:
    """A moved ledger at its sequencer, and the folders of all nodes, those of consensus nodes with their cards."""

    def __init__(self, folder):
        self.folder = folder
        self.city = Consortium()
        self.export, self.out = folder / "export.sqlite", folder / "network.json"
        for org in [*self.city.consensus, PARTICIPANT]:
            self._make(org)
        with self.city.ledger(self.node("operator")) as ledger:
            ledger.submit(self.city.genesis())
            self.trust = Trust.parse(ledger.trust.to_bytes())
            (self.node("operator") / "trust.json").write_bytes(self.trust.to_bytes())
            with pytest.raises(MoveNotFinished):
                export_ledger(self.node("operator"), self.export)
            enacting = Members(self.city, ledger.submit).decide(move_of(self.city))
            ledger.receipt(parse_statement(enacting).entry)
        self.cards = []
        for number, card in enumerate(cards(self.city.consensus)):
            path = self.node(card.org) / "card.json"
            path.write_text(json.dumps(asdict(replace(card, address="ab", node_id=f"cd{number}", port=26656))))
            self.cards.append(path)

    def node(self, org):
        return self.folder / str(org)

    def settings(self, org):
        return Settings.load(self.node(org))

    def found(self):
        """The network, as everybody has it."""
        if not self.export.exists():
            export_ledger(self.node("operator"), self.export)
        network, _ = found(self.export, self.cards, self.out, self.city.clock, trust=self.trust)
        return network

    def seed(self, org, network):
        return seed_node(self.settings(org), self.export, network, trust=self.trust)

    def _make(self, org):
        self.node(org).mkdir()
        names = {
            "name_zh": f"机构 {org}",
            "name_en": f"Organisation {org}",
            "role": "bank",
            "contact": "pi@test.example",
        }
        address = {"port": 8100, "public_url": "http://127.0.0.1:8100", "operator": "operator", "registry": "registry"}
        settings = Settings(org=str(org), origin=ORIGIN, suite="ed25519-sha256", witness=True, **names, **address)
        settings.save(self.node(org))


@pytest.fixture
def world(tmp_path):
    return _World(tmp_path)


def test_an_operator_exports_checks_founds_and_seeds(world):
    sequencer = world.node("operator")
    run = puhui("ledger", "move", "export", sequencer, "--out", world.export)
    assert run.returncode == 0, run.stderr
    assert "puhui ledger move check export.sqlite" in run.stdout
    run = puhui("ledger", "move", "check", world.export, "--trust", sequencer / "trust.json", "--json")
    told = json.loads(run.stdout)
    assert told["changes"] == 1
    assert "puhui ledger move prepare DIR --p2p HOST:PORT" in told["next"]
    run = puhui("ledger", "move", "found", world.export, *world.cards, "--out", world.out)
    assert run.returncode == 0, run.stderr
    assert told["moved"]["root"] in run.stdout
    assert "puhui ledger move seed DIR --export EXPORT --network network.json" in run.stdout
    seeding = ("ledger", "move", "seed", sequencer, "--export", world.export, "--network", world.out)
    run = puhui(*seeding)
    assert run.returncode == 0, run.stderr
    assert f"puhui node run {sequencer}" in run.stdout
    assert (sequencer / ASIDE).exists()
    assert check_ledger(sequencer / "ledger.sqlite", trust=world.trust).findings == []
    assert world.settings("operator").comet == Comet(port=26656, pace="machine")
    run = puhui(*seeding, "--json")
    assert json.loads(run.stdout)["already"] is True
    run = puhui("ledger", "move", "follow", world.node(PARTICIPANT), "--network", world.out)
    assert run.returncode == 0, run.stderr
    assert (world.settings(PARTICIPANT).engine, world.settings(PARTICIPANT).comet) == ("cometbft", None)


def test_a_chain_is_founded_once_by_the_cards_of_exactly_the_consensus_organisations(world):
    export_ledger(world.node("operator"), world.export)
    stranger = world.folder / "stranger.json"
    stranger.write_text(world.cards[0].read_text().replace('"operator"', '"bank-one"'))
    for given in (
        world.cards[1:],
        [*world.cards, stranger],
        [*world.cards[1:], stranger],
        [*world.cards, world.cards[0]],
    ):
        with pytest.raises(NotFromAllFounders):
            found(world.export, given, world.out, world.city.clock)
    with pytest.raises(NetworkMalformed):
        found(world.export, [world.export], world.out, world.city.clock)
    assert not world.out.exists()
    world.found()
    with pytest.raises(LedgerInTheWay):
        world.found()


def test_a_node_dies_between_its_ledger_and_its_settings_and_the_seeding_goes_on(world):
    network = world.found()
    settings = world.node("tax-one") / "node.json"
    before = settings.read_bytes()
    assert world.seed("tax-one", network).seeded is not None
    after, file = settings.read_bytes(), (world.node("tax-one") / "ledger.sqlite").stat()
    settings.write_bytes(before)
    again = world.seed("tax-one", network)
    assert (again.seeded, again.already) == (None, False), "nothing is executed once more"
    assert settings.read_bytes() == after
    assert (world.node("tax-one") / "ledger.sqlite").stat().st_ino == file.st_ino
    assert world.seed("tax-one", network).already


def test_a_node_takes_up_no_other_network_than_its_ledgers_and_with_no_other_card_than_its_own(world):
    network = world.found()
    with pytest.raises(NotThisLedgersNetwork):
        world.seed("tax-one", replace(network, origin="puhui.example/another"))
    with pytest.raises(MoveRefused):
        world.seed("tax-one", replace(network, genesis=b'{"app_state": {"nodes": {}}}'))
    mine = world.node("tax-one") / "card.json"
    mine.write_text(mine.read_text().replace("cd2", "cd9"))
    with pytest.raises(CardNotInNetwork):
        world.seed("tax-one", network)
    mine.unlink()
    with pytest.raises(NotPrepared):
        world.seed("tax-one", network)
    with pytest.raises(FounderFollows):
        follow_network(world.settings("tax-one"), network)
    assert world.settings("tax-one").engine == "embedded"
    assert not (world.node("tax-one") / "ledger.sqlite").exists()


def test_a_node_that_moved_stays_on_its_chain(world):
    network = world.found()
    another = replace(network, genesis=network.genesis.replace(b'"chain_id": "', b'"chain_id": "x', 1))
    world.seed("tax-one", network)
    follow_network(world.settings(PARTICIPANT), network)
    assert follow_network(world.settings(PARTICIPANT), network).already
    with pytest.raises(AlreadyMoved):
        world.seed("tax-one", another)
    with pytest.raises(AlreadyMoved):
        follow_network(world.settings(PARTICIPANT), another)
    with pytest.raises(AlreadyMoved):
        prepare(world.settings("tax-one"), "127.0.0.1", 26656)


@pytest.mark.parametrize("genesis", ["", "{}", "[]", '{"app_state": {"moved": {"size": "1"}}}'])
def test_what_is_no_genesis_is_said_so(world, genesis):
    with pytest.raises(MalformedGenesis):
        follow_network(world.settings(PARTICIPANT), Network(ORIGIN, genesis.encode()))
