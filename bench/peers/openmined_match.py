"""The peer of `bench/privacy_match.py`, by openmined-psi alone: two of these processes match the keys of two files.

    python openmined_match.py SOURCE TARGET PORT listens
    python openmined_match.py SOURCE TARGET PORT dials

The one that dials learns the common keys and writes them. Messages cross a loopback socket, without TLS.
"""

import socket
import struct
import sys
from pathlib import Path

import private_set_intersection.python as psi

_LENGTH = struct.Struct(">Q")


def main() -> None:
    """Take the side that is named."""
    source, target, port, side = sys.argv[1:]
    keys = Path(source).read_text().splitlines()[1:]
    if side == "listens":
        with socket.create_server(("127.0.0.1", int(port))) as door:
            print("listens", flush=True)
            _serve(keys, door.accept()[0])
    else:
        with socket.create_connection(("127.0.0.1", int(port))) as peer:
            common = _ask(keys, peer)
        Path(target).write_text("k\n" + "".join(f"{key}\n" for key in common))


def _serve(keys: list[str], peer: socket.socket) -> None:
    server = psi.server.CreateWithNewKey(True)
    asked = int.from_bytes(_receive(peer), "big")
    _send(peer, server.CreateSetupMessage(1e-9, asked, keys, psi.DataStructure.RAW).SerializeToString())
    request = psi.Request()
    request.ParseFromString(_receive(peer))
    _send(peer, server.ProcessRequest(request).SerializeToString())


def _ask(keys: list[str], peer: socket.socket) -> list[str]:
    client = psi.client.CreateWithNewKey(True)
    _send(peer, len(keys).to_bytes(8, "big"))
    request = client.CreateRequest(keys).SerializeToString()
    setup, response = psi.ServerSetup(), psi.Response()
    setup.ParseFromString(_receive(peer))
    _send(peer, request)
    response.ParseFromString(_receive(peer))
    return [keys[at] for at in client.GetIntersection(setup, response)]


def _send(peer: socket.socket, message: bytes) -> None:
    peer.sendall(_LENGTH.pack(len(message)) + message)


def _receive(peer: socket.socket) -> bytes:
    (length,) = _LENGTH.unpack(_exactly(peer, _LENGTH.size))
    return _exactly(peer, length)


def _exactly(peer: socket.socket, length: int) -> bytes:
    said = bytearray()
    while len(said) < length:
        said += peer.recv(min(1 << 20, length - len(said)))
    return bytes(said)


if __name__ == "__main__":
    main()
