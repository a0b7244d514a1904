"""The socket on which CometBFT speaks to the application: length-prefixed protobuf messages, answered in order.

CometBFT opens four connections (consensus, mempool, queries, snapshots); each has a thread here. When the application
raises, CometBFT is told so and stops: a node that cannot execute must not go on as if it had.
"""

import contextlib
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import structlog

from puhui.ledger.engines.cometbft.abci_pb2 import CanonicalVote, ExceptionResponse, Request, Response

MAX_MESSAGE_BYTES = 64 * 1024 * 1024
_CHUNK_BYTES = 1 << 18
_LOG = structlog.get_logger(__name__)

Answer = Callable[[Request], Response]


class BrokenMessage(ValueError):
    """The peer sent what is no message of the protocol."""


class Incoming(Protocol):
    """A stream of bytes."""

    def read(self, size: int) -> bytes:
        """So many bytes; fewer only at the stream's end."""
        ...


class ReadAhead:
    """Takes in what the peer sends as fast as it sends it, while the application is busy.

    While one of its writes waits for us, CometBFT 1.0 spins on a timer of 20 nanoseconds; so none may wait. What is
    held here is bounded by what CometBFT holds itself: its mempool, a block, a chunk.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._change = threading.Condition()  # guards all below
        self._buffer = bytearray()
        self._at = 0  # bytes before it were read
        self._ended = False
        self._thread = threading.Thread(target=self._run, name="abci-read-ahead", daemon=True)
        self._thread.start()

    def read(self, size: int) -> bytes:
        """See `Incoming.read`."""
        with self._change:
            if len(self._buffer) - self._at < size:
                del self._buffer[: self._at]
                self._at = 0
                self._change.wait_for(lambda: len(self._buffer) >= size or self._ended)
            data = bytes(self._buffer[self._at : self._at + size])
            self._at += len(data)
            return data

    def join(self) -> None:
        """Wait for the stream's end."""
        self._thread.join()

    def _run(self) -> None:
        data = b"-"
        while data:
            try:
                data = self._connection.recv(_CHUNK_BYTES)
            except OSError:
                data = b""
            with self._change:
                self._buffer += data
                self._ended = not data
                self._change.notify()


class AbciServer:
    """Listens on a Unix socket, which only this machine's users with access to its folder can reach."""

    def __init__(self, path: Path, answer: Answer, failed: Callable[[Exception], None]) -> None:
        """Serve `answer` at `path`; `failed` hears what it raised."""
        self._path = path
        self._answer = answer
        self._failed = failed
        path.unlink(missing_ok=True)  # of a process that died
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.bind(str(path))
        path.chmod(0o600)
        self._socket.listen()
        self._lock = threading.Lock()  # guards the one below
        self._open: set[socket.socket] = set()
        self._closing = False
        self._thread = threading.Thread(target=self._accept, name="abci", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Hang up on everyone."""
        with self._lock:
            self._closing = True
            talking = list(self._open)
        for one in (self._socket, *talking):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        self._thread.join()
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        threads: list[threading.Thread] = []
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:  # shut down by `close`
                break
            with self._lock:
                if self._closing:
                    connection.close()
                    break
                self._open.add(connection)
            thread = threading.Thread(target=self._talk, args=(connection,), name="abci-connection", daemon=True)
            threads.append(thread)
            thread.start()
        for thread in threads:
            thread.join()

    def _talk(self, connection: socket.socket) -> None:
        incoming = ReadAhead(connection)
        try:
            self._converse(connection, incoming)
        except (OSError, BrokenMessage) as reason:
            _LOG.info("a CometBFT connection ended", reason=str(reason))
        finally:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            incoming.join()
            connection.close()
            with self._lock:
                self._open.discard(connection)

    def _converse(self, connection: socket.socket, incoming: Incoming) -> None:
        ready: list[bytes] = []
        while (data := read_message(incoming)) is not None:
            request = Request.FromString(data)
            try:
                response = self._answer(request)
            except Exception as reason:  # noqa: BLE001 - whatever the application raised, this node must not go on
                self._failed(reason)
                with contextlib.suppress(OSError):  # the log's disk may be full
                    _LOG.error("the application failed", request=request.WhichOneof("value"), reason=repr(reason))
                connection.sendall(framed(Response(exception=ExceptionResponse(error=repr(reason)))))
                return
            ready.append(framed(response))
            if request.WhichOneof("value") == "flush":  # CometBFT ends each burst of requests with one
                connection.sendall(b"".join(ready))
                ready.clear()


def framed(message: Response | CanonicalVote) -> bytes:
    """The message with its length before it."""
    data: bytes = message.SerializeToString()
    return _varint(len(data)) + data


def read_message(incoming: Incoming) -> bytes | None:
    """The next message's bytes, or None at the end; a prefix or a message may arrive in any number of pieces."""
    size = shift = 0
    while True:
        byte = incoming.read(1)
        if not byte:
            if shift:
                raise BrokenMessage("the stream ends within a length")
            return None
        size |= (byte[0] & 0x7F) << shift
        if byte[0] < 0x80:
            break
        shift += 7
        if shift > 28:
            raise BrokenMessage("a length of more than five bytes")
    if size > MAX_MESSAGE_BYTES:
        raise BrokenMessage(f"a message of {size} bytes")
    data = incoming.read(size)
    if len(data) != size:
        raise BrokenMessage("the stream ends within a message")
    return data


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)
