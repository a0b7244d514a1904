"""The simulation can fail: bugs put in on purpose are caught, each within a number of seeds, and for what it does."""

import re
from dataclasses import replace
from unittest import mock

import pytest

from puhui.consent import PermitDesk
from puhui.ledger.contracts import Contract, Contracts, anchors, catalogue, governance, grants, subjects
from puhui.ledger.engines.cometbft import replica
from puhui.ledger.engines.cometbft.application import Application
from puhui.ledger.engines.cometbft.blocks import Position
from puhui.ledger.engines.cometbft.replica import Replica
from puhui.ledger.engines.cometbft.snapshots import Restoration
from puhui.ledger.engines.store import Writer
from puhui.ledger.errors import StatementNotAdmitted
from puhui.storage import Relay
from tests.simulation.comet_world import DISKS, PERMITS, STREAMS
from tests.simulation.consensus_lives import first_caught

SEEDS = range(150)


def tell_before_commit(really):
    def finalize(self, request):
        answer = really(self, request)
        self._committed(self._replica._executing.outcome)
        return answer

    return finalize


def mark_before_delivery(really):
    def attempt(self, message):
        self._mark(message, delivered_at=self._clock.now())
        return really(self, message)

    return attempt


def forget_refusals(really):
    def put(self, group):
        group.verdicts = [row for row in group.verdicts if row[1] is not None]
        return really(self, group)

    return put


def forget_decisions(_):
    return lambda self, entries: {}


def forget_the_last_block(really):
    return lambda self: really(replace(self, height=max(0, self.height - 1)))


class Any:
    """Equal to whatever it is compared with."""

    def __ne__(self, _):
        return False

    __hash__ = None


def believe_any_root(really):
    def take_in(self, *args):
        with mock.patch.object(replica, "parse_unsigned", return_value=mock.Mock(root=Any())):
            return really(self, *args)

    return take_in


def hear_whoever_speaks(_):
    return lambda self, address, raw: self.hear(raw)


def count_one_too_few(_):
    return lambda lines, era: len(lines) >= era.quorum - 1


def refuse_for_good(really):
    def init(self, **data):
        really(self, **data)
        self.retriable = False

    return init


def restore_once_only(really):
    return lambda self, offer: not self.position.height and really(self, offer)


def restore_without_streams(really):
    def execute(self, chunk, decider):
        group = really(self, chunk, decider)
        if group is not None:
            group.state = {key: value for key, value in group.state.items() if not key.startswith("anchors/")}
        return group

    return execute


def compute_anew(really):
    return lambda self, permit, compute: replace(really(self, permit, compute), payload=compute(permit).payload)


BUGS = {  # the theme of lives, where the bug is put in, and what is said of it
    "a verdict is told before it is durable": (STREAMS, Application, "_finalize", tell_before_commit, "before it was"),
    "the outbox marks before it delivers": (STREAMS, Relay, "_attempt", mark_before_delivery, "one effect"),
    "refusals are not kept": (STREAMS, Writer, "put", forget_refusals, "told|does not know|doubled|missing"),
    "decisions are not looked up": (STREAMS, Writer, "decided", forget_decisions, "UNIQUE"),
    "a block is not counted": (STREAMS, Position, "to_text", forget_the_last_block, "a restart changes nothing"),
    "a wrong root is counted": (STREAMS, Replica, "_take_in", believe_any_root, "does not verify"),
    "a quorum lacks one": (STREAMS, replica, "is_good", count_one_too_few, "proved"),
    "a word is heard from whoever repeats it": (STREAMS, Replica, "hear_from", hear_whoever_speaks, "rest"),
    "an answer is computed anew": (PERMITS, PermitDesk, "release", compute_anew, "released twice|another answer"),
    "what is not admitted yet never is": (DISKS, StatementNotAdmitted, "__init__", refuse_for_good, "not admitted"),
    "a node restores once only": (DISKS, Replica, "accept_offer", restore_once_only, "come to rest"),
    "a restored node lacks streams": (DISKS, Restoration, "execute", restore_without_streams, "consensus fails|state"),
}


def die_while_restoring(world):
    """What seldom happens else, happens always: a node dies when it has restored a snapshot."""
    world.risk["restoration"] = 1


@pytest.mark.parametrize("bug", BUGS)
def test_a_bug_put_in_on_purpose_is_caught(bug):
    theme, where, name, put_in, said = BUGS[bug]
    with mock.patch.object(where, name, put_in(getattr(where, name))):
        caught = first_caught(theme, SEEDS, lies=True if "word" in bug else None, prepare=die_while_restoring)
    assert caught is not None, "nobody notices"
    assert re.search(said, caught), caught


def another_contract(world):
    """One node runs a contract that answers in another way: its state and log are the others', its verdicts not."""

    def batch(state, entry):
        return {**anchors.CONTRACT.actions["batch"](state, entry), "odd": 1}

    odd = Contract(anchors.NAME, {**anchors.CONTRACT.actions, "batch": batch})
    rooms = (governance, subjects, catalogue, grants)
    world.members[-1].contracts = Contracts([odd, *(room.CONTRACT for room in rooms)])


def test_consensus_stops_a_node_that_decides_otherwise():
    caught = first_caught(STREAMS, SEEDS, prepare=another_contract)
    assert "consensus fails at" in caught


def test_without_the_journal_in_the_app_hash_only_the_judgement_would():
    really = Replica._app_hash

    def app_hash(self, position, *rest):
        return really(self, replace(position, journal=b""), *rest)

    with mock.patch.object(Replica, "_app_hash", app_hash):
        caught = first_caught(STREAMS, SEEDS, prepare=another_contract)
    assert caught is not None
    assert "consensus fails at" not in caught
