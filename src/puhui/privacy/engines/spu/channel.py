"""One mutually authenticated link, and the bytes that went over it."""

import contextlib
import os
import socket
import struct
import threading
import time
from typing import Any

from puhui.privacy.engine import Channel

_SENT_RECEIVED = struct.Struct("QQ")
_AT = 120  # tcpi_bytes_acked and tcpi_bytes_received in Linux's struct tcp_info
_LOOK_EVERY_S = 0.2
_LEAVING = b"leaving".hex()
_ARRIVED_WITHIN_S = 1.0  # our own last word, once all others' are here


class SpuChannel:
    """A `Channel` over SPU's link."""

    def __init__(self, context: Any) -> None:
        self.context = context
        self.rank = int(context.rank)
        self._meter = TrafficMeter()

    def exchange(self, word: bytes) -> list[bytes]:
        """Tell all, hear all."""
        return [_bytes(heard) for heard in self.context.all_gather(word.hex())]

    def traffic(self) -> tuple[int, int]:
        """Bytes sent and received."""
        return self._meter.read()

    def close(self) -> None:
        """Leave together: nobody goes before everyone's last word has reached it.

        Not by the engine's own way out: it awaits acknowledgements that a peer which is already gone no longer sends.
        """
        self._meter.stop()
        others = [rank for rank in range(self.context.world_size) if rank != self.rank]
        words = [threading.Thread(target=self._say_leaving, args=[rank], daemon=True) for rank in others]
        for word in words:
            word.start()
        for rank in others:
            self.context.recv(rank)
        ends = time.monotonic() + _ARRIVED_WITHIN_S
        for word in words:
            word.join(max(0.0, ends - time.monotonic()))

    def _say_leaving(self, rank: int) -> None:
        """Returns when it has arrived; tries for long where the peer went, which it did because it had arrived."""
        with contextlib.suppress(RuntimeError):
            self.context.send(rank, _LEAVING)


def context_of(channel: Channel) -> Any:
    """SPU's own link under a channel of this engine."""
    assert isinstance(channel, SpuChannel)
    return channel.context


def _bytes(heard: str | bytes) -> bytes:
    return bytes.fromhex(heard if isinstance(heard, str) else heard.decode())


class TrafficMeter:
    """Counts what the kernel says crossed this process's TCP connections: exact, and blind to what it was.

    A connection that closed between two looks keeps its last count.
    """

    def __init__(self) -> None:
        self._seen: dict[str, tuple[int, int]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        threading.Thread(target=self._watch, name="traffic", daemon=True).start()

    def read(self) -> tuple[int, int]:
        """Bytes sent (and acknowledged) and bytes received, over all connections so far."""
        with self._lock:
            self._look()
            counts = list(self._seen.values())
        return sum(sent for sent, _ in counts), sum(received for _, received in counts)

    def stop(self) -> None:
        """Look no more."""
        self.read()
        self._ended.set()

    def _watch(self) -> None:
        while not self._ended.wait(_LOOK_EVERY_S):
            self.read()

    def _look(self) -> None:
        for name in os.listdir("/proc/self/fd"):
            with contextlib.suppress(OSError, struct.error):
                inode = os.readlink(f"/proc/self/fd/{name}")
                if not inode.startswith("socket:"):
                    continue
                with socket.socket(fileno=os.dup(int(name))) as copy:
                    said = copy.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 256)
                    self._seen[inode] = _SENT_RECEIVED.unpack_from(said, _AT)
