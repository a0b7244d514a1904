"""Whom a node trusts now: the file that it was given, and what the members changed since, each change proved.

A node that keeps the ledger reads it from there, and sees to it that this ledger is a continuation of its file. Any
other node asks those that do for the members' changes, and follows what proves itself (`ledger.handover`).
"""

import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

import structlog

from puhui.assembly.errors import ForeignLog
from puhui.assembly.files import replace_file
from puhui.assembly.remote_ledger import RemoteNode
from puhui.kernel import PuhuiError, Text
from puhui.ledger.handover import History, follow
from puhui.ledger.trust import Trust

PERIOD_S = 10.0
"""So long a suspended member may still be answered at a node that does not keep the ledger."""

_log = structlog.get_logger("puhui.assembly.trusting")


class LiveTrust(Protocol):
    """The trust of a running node. Safe to call from many threads."""

    def current(self) -> Trust:
        """Whom to trust now; the same object as long as nothing changed."""
        ...

    def renew(self) -> Trust:
        """The same, after looking whether there is news: for who meets a key that nobody has."""
        ...

    def history(self) -> History:
        """The proofs of all changes. Raises `ReceiptNotReady` while one is being handed over."""
        ...


class KeptLedger(Protocol):
    """What a ledger on this machine tells of its members."""

    @property
    def trust(self) -> Trust | None:
        """The trust that its state implies; None before the genesis."""
        ...

    def handovers(self) -> list[bytes]:
        """The proofs of all changes, oldest first."""
        ...


class OwnTrust:
    """The trust of a node that keeps the ledger."""

    def __init__(self, org: str, given: Trust, ledger: KeptLedger) -> None:
        self._org = org
        self._given = given
        self._ledger = ledger
        self._seen: Trust | None = None

    def current(self) -> Trust:
        """See `LiveTrust`. Raises `ForeignLog` when the ledger does not continue what the file says."""
        told = self._ledger.trust
        if told is None or (told.changes < self._given.changes and told.eras == self._given.eras[: len(told.eras)]):
            return self._given  # it is being fetched, and has not come to where the file stands
        if told is not self._seen:
            _check_continues(self._org, self._given, told)
            self._seen = told
        return told

    def renew(self) -> Trust:
        """See `LiveTrust`: there is never news that is not here."""
        return self.current()

    def history(self) -> History:
        """See `LiveTrust`."""
        return History(self._given.origin, tuple(self._ledger.handovers()))


class FollowedTrust:
    """The trust of a node that does not keep the ledger. Looks for changes every `PERIOD_S`, from a thread of its own.

    The folder's trust file is written anew after each change, so the next start begins there.
    """

    def __init__(self, file: Path, given: Trust, nodes: Callable[[], Sequence[RemoteNode]]) -> None:
        self._file = file
        self._nodes = nodes
        self._trust = given
        self._handovers: tuple[bytes, ...] = ()
        self._lock = threading.Lock()  # held while one looks
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def current(self) -> Trust:
        """See `LiveTrust`."""
        return self._trust

    def renew(self) -> Trust:
        """See `LiveTrust`. Who has no answer for us is passed over; no news is good news here."""
        with self._lock:
            for node in self._nodes():
                try:
                    self._follow(node)
                except PuhuiError as error:
                    _log.info("no news of the members", node=str(node.org), cause=error.cause_text.en)
                else:
                    break
            return self._trust

    def history(self) -> History:
        """See `LiveTrust`. The proofs as they were told: their reader verifies them."""
        if len(self._handovers) < self._trust.changes:
            self.renew()
        return History(self._trust.origin, self._handovers)

    def start(self) -> None:
        """Look for changes until `stop`."""
        self._thread = threading.Thread(target=self._run, name="trust", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End the thread after the look under way."""
        self._stopping.set()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.is_set():
            self.renew()
            self._stopping.wait(PERIOD_S)

    def _follow(self, node: RemoteNode) -> None:
        handovers = self._handovers
        while fresh := node.handovers(len(handovers)):
            handovers = (*handovers, *fresh)
        trust = follow(self._trust, handovers)
        if trust.changes > self._trust.changes:
            replace_file(self._file, trust.to_bytes())
            _log.warning("the members changed", changes=trust.changes, eras=len(trust.eras))
            self._trust = trust
        self._handovers = handovers[: trust.changes]


def _check_continues(org: str, given: Trust, told: Trust) -> None:
    def foreign(reason: str | Text) -> ForeignLog:
        return ForeignLog(org=org, reason=reason, party=org, stage="assembly.trusting")

    if told.origin != given.origin:
        raise foreign(f"{told.origin}, not {given.origin}")
    if told.eras[: len(given.eras)] != given.eras:
        raise foreign(Text(zh="共识节点不同", en="other consensus nodes"))
    for name, member in given.members.items():
        known = told.members.get(name)
        if known is None or known.keys[: len(member.keys)] != member.keys:
            raise foreign(Text(zh=f"{name} 的密钥不同", en=f"other keys of {name}"))
