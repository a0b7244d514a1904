"""All parties of a job meet before they link, so that each finds the others listening at its first try.

The engine's transport takes a refused first try for a dead peer and looks again seconds later: three seconds for a
worker that came a moment late. So each knocks in plain TCP at an address that no link uses yet, until everybody has
been there. Nothing crosses and nothing is believed: who is whom is settled by the link's certificates. Where a party
cannot listen, it does not meet, and the link takes as long as it takes. Who comes late finds the others linking.
"""

import contextlib
import socket
import time

from puhui.privacy.order import Order

_AGAIN_AFTER_S = 0.01
_ANSWER_WITHIN_S = 1.0


def meet(order: Order, within_s: float) -> bool:
    """Return when all parties are there, True; or after `within_s`, False, which only costs time."""
    ends = time.monotonic() + within_s
    doors = list(zip(order.links[-1], order.links[0], strict=True))
    peers = [pair for rank, pair in enumerate(doors) if rank != order.rank]
    with contextlib.ExitStack() as held:
        try:
            door = held.enter_context(_listen(order.links[-1][order.rank], len(peers)))
        except OSError:
            return False
        awaited = len(peers)
        while time.monotonic() < ends:
            peers = [pair for pair in peers if not _knock(pair[0])]
            gone = [pair for pair in peers if _knock(pair[1])]  # to the link: they will not come to our door
            peers = [pair for pair in peers if pair not in gone]
            awaited -= len(gone)
            if not peers and awaited <= 0:
                return True
            door.settimeout(_AGAIN_AFTER_S)
            with contextlib.suppress(OSError):
                door.accept()[0].close()
                awaited -= 1
    return False


def _listen(address: str, peers: int) -> socket.socket:
    host, _, port = address.rpartition(":")
    door = socket.socket()
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    door.bind((host, int(port)))
    door.listen(peers)
    return door


def _knock(address: str) -> bool:
    host, _, port = address.rpartition(":")
    with contextlib.suppress(OSError), socket.create_connection((host, int(port)), timeout=_ANSWER_WITHIN_S):
        return True
    return False
