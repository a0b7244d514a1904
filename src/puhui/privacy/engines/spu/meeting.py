"""All parties of a link meet before any of them dials: who dials a door that is not yet open pays one to four seconds.

The engine opens its own door and dials the others in one step, and after one refused connection it looks again only
when its library's health check comes round: here 1.1 or 3.9 s, in nine links of ten. So each party waits at its own
address until it has heard of all others and they of it, and then all take that step at once.

Nothing is told here but a rank, and nothing is believed: who lies, dies or does not meet costs the others the old wait,
no more. Parties are authenticated by the link that follows.
"""

import socket
import threading
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress

_HELLO, _GO = b"puhui meets ", b"!"
_AGAIN_AFTER_S = 0.005
_AGAIN_AFTER_MOST_S = 0.05
_AGAIN_AFTER_PART = 0.05  # of the wait so far: fourteen that wait for a fifteenth must not take its processor
_SAYS_WITHIN_S = 5.0


def meet(rank: int, addresses: Sequence[str], within_s: float) -> bool:
    """Whether all parties were about to join when this returned."""
    ends = time.monotonic() + within_s
    with ExitStack() as held:
        try:
            door = held.enter_context(_door(addresses[rank], len(addresses)))
            heard = _Hearing(door, len(addresses), ends)
            dialled = []
            for address in [*addresses[:rank], *addresses[rank + 1 :]]:
                dialled.append(held.enter_context(_dial(address, ends)))
                dialled[-1].sendall(_HELLO + bytes([rank]))
            callers = [held.enter_context(caller) for caller in heard.all()]
            door.close()  # before the others may dial in earnest
            for peer in dialled:
                peer.sendall(_GO)
            return all(caller.recv(1) == _GO for caller in callers)
        except OSError:
            return False


class _Hearing:
    """Who has called at this party's door, each once."""

    def __init__(self, door: socket.socket, parties: int, ends: float) -> None:
        self._door, self._ends = door, ends
        self._callers: dict[int, socket.socket] = {}
        self._wanted = parties - 1
        self._thread = threading.Thread(target=self._hear, name="meeting", daemon=True)
        self._thread.start()

    def all(self) -> list[socket.socket]:
        """The callers' connections, when all have called; raises `TimeoutError`."""
        self._thread.join(max(0.0, self._ends - time.monotonic()))
        if len(self._callers) < self._wanted:
            raise TimeoutError
        return list(self._callers.values())

    def _hear(self) -> None:
        with suppress(OSError):
            while len(self._callers) < self._wanted:
                caller = self._door.accept()[0]
                caller.settimeout(_SAYS_WITHIN_S)
                said = _read(caller, len(_HELLO) + 1)
                if said[:-1] == _HELLO:
                    caller.settimeout(max(_AGAIN_AFTER_S, self._ends - time.monotonic()))
                    self._callers[said[-1]] = caller
                else:
                    caller.close()


def _door(address: str, parties: int) -> socket.socket:
    host, _, port = address.rpartition(":")
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((host, int(port)))
    door.listen(parties)
    return door


def _dial(address: str, ends: float) -> socket.socket:
    host, _, port = address.rpartition(":")
    nobody_tells = threading.Event()  # that a door has opened: so it is tried again and again
    begun = time.monotonic()
    while True:
        try:
            return socket.create_connection((host, int(port)), timeout=_SAYS_WITHIN_S)
        except OSError:
            if time.monotonic() > ends:
                raise
        part = (time.monotonic() - begun) * _AGAIN_AFTER_PART
        nobody_tells.wait(min(max(part, _AGAIN_AFTER_S), _AGAIN_AFTER_MOST_S))


def _read(caller: socket.socket, count: int) -> bytes:
    said = b""
    with suppress(OSError):
        while len(said) < count and (more := caller.recv(count - len(said))):
            said += more
    return said
