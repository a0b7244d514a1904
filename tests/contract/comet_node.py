"""One ledger node on CometBFT in a process of its own, spoken to in lines of JSON; its CometBFT process is the
launcher's.

python comet_node.py SETTINGS, where SETTINGS is JSON: {org, folder, sockets, seed, behaviour, decision_wait_s,
snapshot_every, chunk_bytes}.
Reads {"id", "do", ...} lines and answers each with {"id", ...}, in any order.
"""

import base64
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

from puhui.kernel import SoftwareSigner, SystemClock, suite
from puhui.kernel.errors import PuhuiError
from puhui.kernel.ids import EntryId, OrgId
from puhui.ledger.contracts import Contract, Contracts, anchors, standard_contracts
from puhui.ledger.engines.cometbft import CometLedger
from puhui.ledger.engines.cometbft import ledger as comet
from puhui.ledger.engines.cometbft.local import NodePlace
from puhui.ledger.engines.cometbft.replica import Replica

CALLERS = 32


class LyingReplica(Replica):
    """Executes as it should, and signs another root."""

    def head_to_cosign(self):
        head = super().head_to_cosign()
        return head and replace(head, root=self.suite.digest(head.root))


def bent_contracts():
    """The standard contracts, but for one that writes a little more than it should."""

    def batch(state, entry):
        state.put("anchors/favour", entry.index)
        return {}

    honest = standard_contracts()._versions[0]
    bent = Contract(anchors.NAME, {**honest[anchors.NAME].actions, anchors.BATCH: batch})
    return Contracts([*(one for name, one in honest.items() if name != anchors.NAME), bent])


class Node:
    """Answers one line at a time, many at once."""

    def __init__(self, settings):
        place = NodePlace(OrgId(settings["org"]), Path(settings["folder"]), Path(settings["sockets"]), "")
        behaviour = settings["behaviour"]
        if behaviour == "lies":
            comet.Replica = LyingReplica
        self.ledger = CometLedger(
            place.ledger,
            org=place.org,
            suite=suite("ed25519-sha256"),
            clock=SystemClock(),
            application_socket=place.application_socket,
            rpc_socket=place.rpc_socket,
            signer=SoftwareSigner.from_seed(suite("ed25519-sha256"), bytes.fromhex(settings["seed"])),
            contracts=bent_contracts() if behaviour == "bends" else None,
            decision_wait_s=settings["decision_wait_s"],
            snapshot_every=settings["snapshot_every"],
            chunk_bytes=settings["chunk_bytes"],
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
            "accusations": [
                (one.org, one.kind, one.ours.decode(), one.theirs.decode()) for one in ledger.accusations()
            ],
        }

    def do_first_header(self):
        told = self.ledger.rpc.status()["sync_info"]
        return int(told["earliest_block_height"]), told["earliest_block_hash"]

    def do_ready(self, peers):
        status = self.ledger.rpc.status()
        return not status["sync_info"]["catching_up"] and self.ledger.rpc.peers() >= peers


def shown(verdict):
    return [verdict.entry, verdict.finality.value, verdict.index, verdict.reason, dict(verdict.result)]


def main():
    node, lock = Node(json.loads(sys.argv[1])), threading.Lock()

    def answer(asked):
        number = asked.pop("id")
        try:
            said = {"id": number, "answer": node.do(asked)}
        except PuhuiError as error:
            said = {"id": number, "error": error.code, "cause": error.cause_text.en}
        with lock:
            print(json.dumps(said), flush=True)

    print(json.dumps({"id": 0, "answer": "listening"}), flush=True)
    with ThreadPoolExecutor(CALLERS) as pool:
        for line in sys.stdin:
            pool.submit(answer, json.loads(line))
    node.ledger.close()


if __name__ == "__main__":
    main()
