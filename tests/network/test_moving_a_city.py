"""A running consortium under one sequencer comes to order its ledger by consensus, by commands alone. What was proved
before stays proved, under the trust file of before and under the new one, and everybody goes on."""

from pathlib import Path
from typing import Any

import pytest

from puhui.assembly.governing import Seat
from puhui.assembly.settings import Settings, read_signer
from puhui.kernel import SystemClock, SystemEntropy
from puhui.kernel.ids import EntryId, OrgId
from puhui.ledger import Finality, build_statement
from puhui.ledger.errors import ReceiptRefused
from puhui.ledger.trust import Trust
from puhui.ledger.verify import verify_receipt
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
def city(tmp_path: Path) -> _City:
    return _City(tmp_path)


def test_a_running_city_moves_and_nothing_that_was_proved_is_lost(city: _City) -> None:
    with served(city.nodes()):
        old = [city.note("bank-a"), city.note(PARTICIPANT)]
        _is_voted(city)
        _is_exported_and_founded(city)
    for org in FOUNDERS:
        assert city.seed(org)["already"] is False
    assert (city.folder / "platform" / "ledger.before-move.sqlite").exists()
    city.move("follow", city.folder / PARTICIPANT, "--network", city.network)
    assert {node.engine for node in city.nodes()} == {"cometbft"}
    with served(city.nodes()):
        assert puhui("node", "status", city.folder / PARTICIPANT, "--wait", 120)["level"]
        new = [city.note("bank-b"), city.note(PARTICIPANT)]
        newest = city.folder / "newest.json"
        history = local_url(city.nodes()[1])
        puhui("trust", "update", "--trust", city.trust, "--history", history, "--out", newest)
    _is_proved(city, old, new, newest)
    assert city.seed("bank-a")["already"], "a node that has gone on is not thrown back"
    for org in ("platform", "bank-a", PARTICIPANT):
        assert puhui("ledger", "check", city.folder / org)["clean"], org


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


def _is_exported_and_founded(city: _City) -> None:
    """While the sequencer still runs: it signed its last head, and a quorum cosigned it."""
    exported = city.move("export", city.folder / "platform", "--out", city.export)
    cards = []
    for number, org in enumerate(FOUNDERS):
        p2p = ("--p2p", f"127.0.0.1:{p2p_port(PORT, number)}")
        cards.append(city.move("prepare", city.folder / org, *p2p))
    assert city.move("prepare", city.folder / "bank-b", *p2p) == cards[-1], "the keys stay"
    files = [card["file"] for card in cards]
    made = city.move("found", city.export, *files, "--out", city.network, "--trust", city.trust)
    assert made["moved"] == exported["moved"]
    running = city.seed("platform", code=2)
    assert running["error"]["code"] == "node_already_runs"
    assert {node.engine for node in city.nodes()} == {"embedded"}


def _is_proved(city: _City, old: list[Path], new: list[Path], newest: Path) -> None:
    before, after = Trust.parse(city.trust.read_bytes()), Trust.parse(newest.read_bytes())
    assert [era.log_key is None for era in after.eras] == [False, True]
    for receipt in city.receipts:
        assert len(verify_receipt(receipt.read_bytes(), after).cosigned_by) >= 3
    for receipt in old:
        assert verify_receipt(receipt.read_bytes(), before)
        assert puhui("receipt", "verify", receipt, "--trust", city.trust)["verified"]
    for receipt in new:
        with pytest.raises(ReceiptRefused):
            verify_receipt(receipt.read_bytes(), before)
