"""Letting statements in, each signature checked once: a node meets a statement at its door, in a proposal and in a
block."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from puhui.ledger.engines.deciding import Admitted, check_move
from puhui.ledger.machine import Machine
from puhui.ledger.statement import parse_statement

MAX_REMEMBERED = 20_000


class Admissions:
    """Remembers statements that were admitted lately. Safe from many threads."""

    def __init__(self, machine: Machine, members: Mapping[str, bytes]) -> None:
        self._machine = machine
        self._members = members
        self._lock = Lock()  # guards the one below
        self._remembered: OrderedDict[bytes, Admitted] = OrderedDict()

    def admit(self, raw: bytes, now_ms: int) -> Admitted:
        """The statement, if it may be ordered at that time; raises `MalformedStatement` or `StatementNotAdmitted`.

        What it answers depends on the bytes, the committed membership and the time alone, not on what is remembered.
        """
        members = self._members
        with self._lock:
            known = self._remembered.get(raw)
        if known is not None and known.members is members:
            self._machine.check_time(known.statement, now_ms)
            return known
        statement = known.statement if known is not None else parse_statement(raw, self._machine.suite)
        check_move(statement, None)
        self._machine.admit(members.get, statement, now_ms=now_ms)
        admitted = Admitted(statement, members)
        with self._lock:
            self._remembered[raw] = admitted
            if len(self._remembered) > MAX_REMEMBERED:
                self._remembered.popitem(last=False)
        return admitted

    def move_on(self, members: Mapping[str, bytes], done: Iterable[bytes]) -> None:
        """A block was committed: under this membership from now on, and these transactions will not come again."""
        self._members = members
        with self._lock:
            for raw in done:
                self._remembered.pop(raw, None)
