"""One ledger node on CometBFT in a process of its own, spoken to in lines of JSON; its CometBFT process is the
launcher's.

python comet_node.py SETTINGS, where SETTINGS is JSON: {org, folder, sockets, seed, behaviour, decision_wait_s,
snapshot_every, chunk_bytes, clock_ahead_s, max_pages, retain_blocks}.
Reads {"id", "do", ...} lines and answers each with {"id", ...}, in any order.
"""

import base64
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import structlog

from puhui.kernel import SoftwareSigner, SystemClock, suite
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import EntryId, OrgId
from puhui.ledger.contracts import Contract, Contracts, anchors, standard_contracts
from puhui.ledger.disk import Disk
from puhui.ledger.engines.cometbft import Accusation, CometLedger
from puhui.ledger.engines.cometbft import abci_pb2 as abci
from puhui.ledger.engines.cometbft import ledger as comet
from puhui.ledger.engines.cometbft.application import Application
from puhui.ledger.engines.cometbft.local import NodePlace
from puhui.ledger.engines.cometbft.replica import Replica

CALLERS = 32


class LyingReplica(Replica):
    """Executes as it should, and signs another root."""

    def head_to_cosign(self):
        head = super().head_to_cosign()
        return head and replace(head, root=self.suite.digest(head.root))


class Withholding(Application):
    """Votes and cosigns nothing; where it is its turn to propose, what it proposes is no block."""

    def _extend(self, request):
        return abci.Response(extend_vote=abci.ExtendVoteResponse())

    def _prepare(self, request):
        return abci.Response(prepare_proposal=abci.PrepareProposalResponse(txs=[b"no statement"]))


class Contrary(Application):
    """Finds every proposal wrong, and so votes for none."""

    def _process(self, request):
        return abci.Response(process_proposal=abci.ProcessProposalResponse(status=2))


class WrongClock:
    """The machine's clock, so many seconds ahead."""

    def __init__(self, ahead_s):
        self._ahead = timedelta(seconds=ahead_s)

    def now(self):
        return SystemClock().now() + self._ahead


class SmallDisk(Disk):
    """A disk with room for so many pages of each database."""

    def __init__(self, pages):
        super().__init__()
        self._pages = pages

    def open(self, path, schema, version):
        connection = super().open(path, schema, version)
        connection.execute(f"PRAGMA max_page_count={self._pages}")
        return connection


def bent_contracts():
    """The standard contracts, but for one that writes a little more than it should."""

    def batch(state, entry):
        state.put("anchors/favour", entry.index)
        return {}

    honest = standard_contracts()._versions[0]
    bent = Contract(anchors.NAME, {**honest[anchors.NAME].actions, anchors.BATCH: batch})
    return Contracts([*(one for name, one in honest.items() if name != anchors.NAME), bent])


APPLICATIONS = {"withholds": Withholding, "contradicts": Contrary}


class Node:
    """Answers one line at a time, many at once."""

    def __init__(self, settings):
        place = NodePlace(OrgId(settings["org"]), Path(settings["folder"]), Path(settings["sockets"]), "")
        behaviour = settings["behaviour"]
        if behaviour == "lies":
            comet.Replica = LyingReplica
        if behaviour in APPLICATIONS:
            comet.Application = APPLICATIONS[behaviour]
        self.ledger = CometLedger(
            place.ledger,
            org=place.org,
            suite=suite("ed25519-sha256"),
            clock=WrongClock(settings["clock_ahead_s"]),
            disk=SmallDisk(settings["max_pages"]) if settings["max_pages"] else None,
            application_socket=place.application_socket,
            rpc_socket=place.rpc_socket,
            signer=SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes.fromhex(settings["seed"])),
            contracts=bent_contracts() if behaviour == "bends" else None,
            decision_wait_s=settings["decision_wait_s"],
            snapshot_every=settings["snapshot_every"],
            chunk_bytes=settings["chunk_bytes"],
            retain_blocks=settings["retain_blocks"],
        )

    def do(self, asked):
        return getattr(self, "do_" + asked.pop("do"))(**asked)

    def do_submit(self, statements):
        return [shown(one) for one in self.ledger.submit_all([base64.b64decode(raw) for raw in statements])]

    def do_verdict(self, entry):
        return shown(self.ledger.verdict(EntryId(entry)))

    def do_receipt(self, entry):
        return base64.b64encode(self.ledger.receipt(EntryId(entry))).decode()

    def do_entries(self, start, limit):
        return [base64.b64encode(raw).decode() for raw in self.ledger.entries(start, limit)]

    def do_read(self, key):
        return self.ledger.read(key)

    def do_handovers(self):
        return [receipt.decode() for receipt in self.ledger.handovers()]

    def do_trust(self):
        return base64.b64encode(self.ledger.trust.to_bytes()).decode()

    def do_wait_for(self, height, timeout_s):
        return self.ledger.wait_for(height, timeout_s)

    def do_standing(self):
        ledger = self.ledger
        return {
            "height": ledger.height,
            "size": ledger.size,
            "proved": ledger.proved,
            "app_hash": ledger.app_hash.hex(),
            "attendance": ledger.attendance(),
            "handed": ledger.handed,
            "validators": ledger.validators(),
            "cosigning": ledger.cosigning(),
            "refused_proposals": ledger.refused_proposals(),
            "clock_ahead_ms": ledger.clock_ahead_ms,
            "accusations": [
                (one.org, one.kind, one.ours.decode(), one.theirs.decode()) for one in ledger.accusations()
            ],
        }

    def do_double_vote(self, number):
        """The proof behind one of the accusations."""
        accusation: Accusation = self.ledger.accusations()[number]
        return self.ledger.double_vote(accusation).to_bytes().decode()

    def do_fail(self, said):
        self.ledger.fail(said)

    def do_stopped(self):
        error = self.ledger.stopped
        return None if error is None else [error.code, error.cause_text.en, error.remedy_text.en]

    def do_broadcast(self, transaction):
        """Past the node's own door, into CometBFT's; what that says of it."""
        told = {"jsonrpc": "2.0", "id": 1, "method": "broadcast_tx_sync", "params": {"tx": transaction}}
        answer = self.ledger.rpc._post(told)  # a refusal comes either way, as CometBFT's threads meet
        taken = answer.get("result", {})
        return answer["error"]["data"] if "error" in answer else f"code={taken['code']}, log={taken['log']!r}"

    def do_first_header(self):
        told = self.ledger.rpc.status()["sync_info"]
        return int(told["earliest_block_height"]), told["earliest_block_hash"]

    def do_ready(self, peers):
        status = self.ledger.rpc.status()
        return not status["sync_info"]["catching_up"] and self.ledger.rpc.peers() >= peers


def shown(verdict):
    return [verdict.entry, verdict.finality.value, verdict.index, verdict.reason, dict(verdict.result)]


def main():
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # answers alone go to stdout
    node, lock = Node(json.loads(sys.argv[1])), threading.Lock()

    def answer(asked):
        number = asked.pop("id")
        try:
            said = {"id": number, "answer": node.do(asked)}
        except PuhuiError as error:
            said = {"id": number, "error": error.code, "cause": str(error)}
        with lock:
            print(json.dumps(said), flush=True)

    print(json.dumps({"id": 0, "answer": "listening"}), flush=True)
    with ThreadPoolExecutor(CALLERS) as pool:
        for line in sys.stdin:
            pool.submit(answer, json.loads(line))
    node.ledger.close()


if __name__ == "__main__":
    main()
