"""Ports of this machine, held for processes that will listen on them."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def reserved_port(host: str = "127.0.0.1") -> Iterator[str]:
    """`host:port`, free and given to nobody else: bound here without listening, while another process listens on it."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind((host, 0))
        yield f"{host}:{holder.getsockname()[1]}"
