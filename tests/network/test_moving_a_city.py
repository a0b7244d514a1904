"""A running consortium under one sequencer comes to order its ledger by consensus, by commands alone. What was proved
before stays proved, under the trust file of before and under the new one, and everybody goes on."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from puhui.assembly.governing import Seat
from puhui.assembly.settings import Settings, read_signer
from puhui.kernel import SystemClock, SystemEntropy
from puhui.kernel.ids import EntryId, OrgId
from puhui.ledger import Finality, build_statement
from tests.network.consortium import FOUNDERS, found, local_url, p2p_port, puhui, served

pytestmark = pytest.mark.cometbft
PORT = 24_700
PARTICIPANT = "tax"


class _City:
    """The folders, and what its people do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        found(folder, PORT, participants={PARTICIPANT: "tax"}, engine="embedded")
        self.trust = folder / "trust.json"
        self.export = folder / "ledger-export.sqlite"
        self.network = folder / "network.json"
        self.receipts: list[Path] = []

    def nodes(self) -> list[Settings]:
        """As their folders say now."""
        return [Settings.load(self.folder / org) for org in (*FOUNDERS, PARTICIPANT)]

    def note(self, org: str) -> Path:
        """An entry of that organisation, through its own node; the file of its receipt."""
        settings = Settings.load(self.folder / org)
        args = {"root": SystemEntropy().take(32).hex(), "count": 1, "kind": "test"}
        statement = build_statement(
            read_signer(settings.folder),
            OrgId(org),
            "anchors",
            "batch",
            args,
            clock=SystemClock(),
            entropy=SystemEntropy(),
        )
        with Seat(settings, SystemClock(), SystemEntropy()) as seat:
            verdict = seat.ledger.submit(statement)
            assert verdict.finality is Finality.COMMITTED, verdict
            return self.keep(seat, verdict.entry)

    def keep(self, seat: Seat, entry: EntryId) -> Path:
        """The file of an entry's receipt."""
        path = self.folder / f"{len(self.receipts)}.receipt"
        path.write_bytes(seat.ledger.receipt(entry))
        self.receipts.append(path)
        return path

    def move(self, *words: object, code: int = 0) -> Any:
        """`puhui ledger move …`."""
        return puhui("ledger", "move", *words, code=code)

    def seed(self, org: str, code: int = 0) -> Any:
        """Seed one node, as the guide does."""
        files = ("--export", self.export, "--network", self.network, "--trust", self.trust)
        return self.move("seed", self.folder / org, *files, code=code)


@pytest.fixture
def city(tmp_path: Path) -> Iterator[_City]:
    return _City(tmp_path)


def test_a_running_city_moves_and_nothing_that_was_proved_is_lost(city: _City) -> None:
    with served(city.nodes()):
        old = [city.note("bank-a"), city.note(PARTICIPANT)]
        _is_voted(city)
        _is_exported_and_founded(city)
    _is_taken_up(city)
    with served(city.nodes()):
        for org in (*FOUNDERS, PARTICIPANT):
            assert puhui("node", "status", city.folder / org, "--wait", 120)["level"]
        new = [city.note("bank-b"), city.note("bank-a"), city.note(PARTICIPANT)]
        newest = city.folder / "newest.json"
        history = local_url(city.nodes()[1])
        puhui("trust", "update", "--trust", city.trust, "--history", history, "--out", newest)
    _is_proved(city, old, new, newest)
    for org in (*FOUNDERS, PARTICIPANT):
        assert puhui("ledger", "check", city.folder / org)["clean"], org
    assert city.seed("bank-a")["already"], "a node that has gone on is not thrown back"
    assert puhui("ledger", "check", city.folder / "bank-a")["clean"]


def _is_voted(city: _City) -> None:
    early = city.move("export", city.folder / "platform", "--out", city.export, code=2)
    assert early["error"]["code"] == "move_not_finished"
    proposed = puhui("member", "propose", "move", "--node", city.folder / "bank-a")
    for org in ("platform", "pbc", "bank-b"):
        standing = puhui("member", "vote", "move", "--approve", "--node", city.folder / org)
    assert standing["carried"]
    assert puhui("member", "enact", "move", "--node", city.folder / "bank-a")["number"] == 1
    with Seat(Settings.load(city.folder / "pbc"), SystemClock(), SystemEntropy()) as seat:
        city.keep(seat, EntryId(proposed["proposal"]))
    again = puhui("member", "vote", "move", "--approve", "--node", city.folder / "pbc", code=2)
    assert again["error"]["code"] == "no_such_proposal"


def _is_exported_and_founded(city: _City) -> None:
    """While the sequencer still runs: it signed its last head, and a quorum cosigned it."""
    exported = city.move("export", city.folder / "platform", "--out", city.export)
    checked = city.move("check", city.export, "--trust", city.trust)
    assert checked["moved"] == exported["moved"]
    cards = []
    for number, org in enumerate(FOUNDERS):
        at = f"127.0.0.1:{p2p_port(PORT, number)}"
        first = city.move("prepare", city.folder / org, "--p2p", at)
        assert city.move("prepare", city.folder / org, "--p2p", at) == first, "the keys stay"
        cards.append(Path(first["file"]))
    few = city.move("found", city.export, *cards[1:], "--out", city.network, code=2)
    assert few["error"]["code"] == "not_from_all_founders"
    made = city.move("found", city.export, *cards, "--out", city.network, "--trust", city.trust)
    assert made["moved"] == exported["moved"]
    again = city.move("found", city.export, *cards, "--out", city.network, code=2)
    assert again["error"]["code"] == "ledger_in_the_way"
    assert {node.engine for node in city.nodes()} == {"embedded"}
    running = city.seed("platform", code=2)
    assert running["error"]["code"] == "ledger_in_the_way", "the sequencer has it open"


def _is_taken_up(city: _City) -> None:
    wrong = city.move("follow", city.folder / "bank-a", "--network", city.network, code=2)
    assert wrong["error"]["code"] == "founder_follows"
    wrong = city.seed(PARTICIPANT, code=2)
    assert wrong["error"]["code"] == "not_prepared"
    assert {node.engine for node in city.nodes()} == {"embedded"}
    _dies_before_its_settings_change(city)
    for org in FOUNDERS:
        assert city.seed(org)["already"] is (org == "bank-b")
    assert (city.folder / "platform" / "ledger.before-move.sqlite").exists()
    followed = city.move("follow", city.folder / PARTICIPANT, "--network", city.network)
    assert followed["already"] is False
    assert city.move("follow", city.folder / PARTICIPANT, "--network", city.network)["already"]
    assert {node.engine for node in city.nodes()} == {"cometbft"}
    assert city.seed("pbc")["already"]


def _dies_before_its_settings_change(city: _City) -> None:
    """The ledger is there and durable, the settings are of before: run again, the seeding goes on from there."""
    settings = city.folder / "bank-b" / "node.json"
    before = settings.read_bytes()
    assert "origin" in city.seed("bank-b")
    after = settings.read_bytes()
    ledger = (city.folder / "bank-b" / "ledger.sqlite").stat().st_ino
    settings.write_bytes(before)
    assert "origin" not in city.seed("bank-b"), "nothing is executed once more"
    assert settings.read_bytes() == after
    assert (city.folder / "bank-b" / "ledger.sqlite").stat().st_ino == ledger
    foreign = json.loads(city.network.read_bytes())
    foreign["genesis"] = foreign["genesis"].replace('"chain_id": "', '"chain_id": "another-', 1)
    spare = shutil.copy(city.network, city.folder / "spare.json")
    city.network.write_text(json.dumps(foreign), encoding="utf-8")
    assert city.seed("bank-b", code=2)["error"]["code"] == "already_moved"
    Path(spare).replace(city.network)


def _is_proved(city: _City, old: list[Path], new: list[Path], newest: Path) -> None:
    shown = puhui("trust", "show", newest)
    assert [era["log_key"] is None for era in shown["eras"]] == [False, True]
    for receipt in old:
        assert puhui("receipt", "verify", receipt, "--trust", city.trust)["verified"]
    for receipt in city.receipts:
        verified = puhui("receipt", "verify", receipt, "--trust", newest)
        assert len(verified["cosigned_by"]) >= 3
    for receipt in new:
        assert not puhui("receipt", "verify", receipt, "--trust", city.trust, code=1)["verified"]
