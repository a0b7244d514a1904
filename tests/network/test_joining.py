"""A fifth bank comes into a running network by commands alone: asks, is admitted, reads, votes, changes its key, and
leaves. What was proved before, meanwhile and after stays proved, and the founders' trust file leads to the last one."""

import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from puhui.assembly.settings import Settings
from tests.network.consortium import CONTACT, found, local_url, puhui, served, stop

pytestmark = pytest.mark.cometbft
PORT = 24_600
VOTERS = ("platform", "pbc", "bank-a", "bank-b")


class _Walk:
    """What the members do, told by commands."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.nodes = found(folder, PORT)
        self.newcomer = folder / "bank-c"
        self.receipts: list[Path] = []

    def decide(self, *change: object, voters: tuple[str, ...] = VOTERS) -> int:
        """Propose, vote as all of these, enact; the change's number."""
        proposal = puhui("member", "propose", *change, "--node", self.folder / "bank-a")["proposal"]
        for number, org in enumerate(voters, start=1):
            standing = puhui("member", "vote", proposal[:12], "--approve", "--node", self.folder / org)
            assert standing["approvals"] == number
        assert standing["carried"]
        number = puhui("member", "enact", proposal[:12], "--node", self.folder / "bank-a")["number"]
        self.keep(proposal)
        return number

    def keep(self, entry: str) -> Path:
        """Keep the receipt of an entry, as any member fetches it."""
        from puhui.assembly.governing import Seat
        from puhui.kernel import SystemClock, SystemEntropy
        from puhui.kernel.ids import EntryId

        with Seat(Settings.load(self.folder / "pbc"), SystemClock(), SystemEntropy()) as seat:
            path = self.folder / f"{len(self.receipts)}.receipt"
            path.write_bytes(seat.ledger.receipt(EntryId(entry)))
        self.receipts.append(path)
        return path

    def updated(self, name: str) -> Path:
        """The founders' trust file, brought up to date from a node."""
        out = self.folder / name
        history = local_url(self.nodes[1])
        puhui("trust", "update", "--trust", self.folder / "trust.json", "--history", history, "--out", out)
        return out


@pytest.fixture
def walk(tmp_path: Path) -> _Walk:
    return _Walk(tmp_path)


def test_a_bank_joins_takes_part_and_leaves(walk: _Walk) -> None:
    with ExitStack() as stack:
        nodes = stack.enter_context(served(walk.nodes))
        request = _asks(walk)
        _is_refused_before_it_is_admitted(walk)
        walk.decide("admit", "--request", request)
        _reads_and_verifies(walk)
        with served([Settings.load(walk.newcomer)]) as own:
            assert puhui("node", "status", walk.newcomer, "--wait", 120)["consensus"] is False
            _is_promoted_and_cosigns(walk, request, nodes)
            stack.enter_context(served([walk.nodes[0]]))  # the platform comes back, and catches up
            assert puhui("node", "status", walk.folder / "platform", "--wait", 120)["level"]
            stop(own["bank-c"])
        _changes_its_key(walk)
        _leaves(walk)
        _everything_is_proved(walk)
    for node in (*VOTERS, "bank-c"):
        assert puhui("ledger", "check", walk.folder / node)["clean"]


def _asks(walk: _Walk) -> Path:
    names = ["--org", "bank-c", "--name-zh", "新银行", "--name-en", "New Bank", "--role", "bank", "--contact", CONTACT]
    where = ["--consensus", "--port", PORT + 10, "--p2p", f"127.0.0.1:{PORT + 60}"]
    made = puhui("node", "new", walk.newcomer, "--trust", walk.folder / "trust.json", *names, *where)
    assert (walk.newcomer / "key").stat().st_mode & 0o077 == 0
    return Path(made["request"])


def _is_refused_before_it_is_admitted(walk: _Walk) -> None:
    refused = puhui("node", "join", walk.newcomer, "--peer", local_url(walk.nodes[0]), code=2)
    assert refused["error"]["code"] == "not_a_member"
    forged = walk.folder / "forged.json"
    request = (walk.newcomer / "join-request.json").read_text(encoding="utf-8")
    forged.write_text(request.replace('"org": "bank-c"', '"org": "bank-d"'), encoding="utf-8")
    refused = puhui("member", "propose", "admit", "--request", forged, "--node", walk.folder / "bank-a", code=2)
    assert refused["error"]["code"] == "request_malformed"


def _reads_and_verifies(walk: _Walk) -> None:
    peers = [word for node in walk.nodes[:2] for word in ("--peer", local_url(node))]
    nobody = ["--peer", f"http://127.0.0.1:{PORT + 99}"]
    joined = puhui("node", "join", walk.newcomer, *nobody, *peers)
    assert joined["changes_followed"] == 1
    assert joined["log"]["size"] >= 6  # genesis, proposal, votes, enactment
    assert len(joined["log"]["cosigned_by"]) >= 3
    assert sorted(joined["peers"]) == sorted(VOTERS)
    assert len(joined["unheard"]) == 1


def _is_promoted_and_cosigns(walk: _Walk, request: Path, nodes: Any) -> None:
    assert walk.decide("promote", "--request", request) == 2
    stop(nodes["platform"])  # four of five are left, and four must sign: nothing is proved without the newcomer
    proposal = puhui("member", "propose", "quorum", "--over", "3/4", "--node", walk.folder / "pbc")["proposal"]
    puhui("member", "vote", proposal[:12], "--reject", "--node", walk.newcomer)
    trust = walk.updated("with-bank-c.json")
    verified = puhui("receipt", "verify", walk.keep(proposal), "--trust", trust)
    assert [one["org"] for one in verified["cosigned_by"]] == ["bank-a", "bank-b", "bank-c", "pbc"]


def _changes_its_key(walk: _Walk) -> None:
    """The command died after the ledger had taken the new key, and before it took the old one's place."""
    before = (walk.newcomer / "key").read_bytes()
    spare = walk.folder / "bank-c-before"
    shutil.copytree(walk.newcomer, spare)
    rotated = puhui("member", "rotate", "--node", walk.newcomer)["key"]
    (walk.newcomer / "key").rename(walk.newcomer / "key.next")
    (walk.newcomer / "key").write_bytes(before)
    (walk.newcomer / "key").chmod(0o600)
    assert puhui("member", "rotate", "--node", walk.newcomer)["key"] == rotated
    assert not (walk.newcomer / "key.next").exists()
    refused = puhui("member", "list", "--node", spare, code=2)
    assert refused["error"]["code"] == "call_unsigned", "its old key is nobody's now"
    members = {one["org"]: one for one in puhui("member", "list", "--node", walk.newcomer)}
    assert members["bank-c"]["key"] == rotated


def _leaves(walk: _Walk) -> None:
    assert walk.decide("demote", "bank-c") == 4  # it is down: the founders are four of five
    walk.decide("expel", "bank-c")
    refused = puhui("member", "list", "--node", walk.newcomer, code=2)
    assert refused["error"]["code"] == "call_unsigned"


def _everything_is_proved(walk: _Walk) -> None:
    newest = walk.updated("newest.json")
    shown = puhui("trust", "show", newest)
    assert shown["changes"] == 5
    assert [era["quorum"] for era in shown["eras"]] == [3, 4, 4, 3]
    assert shown["members"]["bank-c"]["key"] is None
    for receipt in walk.receipts:
        assert puhui("receipt", "verify", receipt, "--trust", newest)["verified"]
    old = puhui("receipt", "verify", walk.receipts[2], "--trust", walk.folder / "trust.json", code=1)
    assert old["verified"] is False, "the founders' file does not know who signed later heads"
