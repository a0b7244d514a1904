"""Parties meet before they dial, however late one of them comes and whoever else calls."""

import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from puhui.privacy.engines.spu.meeting import meet
from puhui.privacy.evaluating import reserved_port


def test_all_return_when_the_last_has_come_and_strangers_do_not_count() -> None:
    with ExitStack() as held, ThreadPoolExecutor(4) as pool:
        addresses = [held.enter_context(reserved_port()) for _ in range(4)]
        early = [pool.submit(meet, rank, addresses, 20.0) for rank in range(3)]
        host, _, port = addresses[0].rpartition(":")
        called = threading.Event()
        while not called.wait(0.005):
            try:
                with socket.create_connection((host, int(port)), timeout=5) as stranger:
                    stranger.sendall(b"somebody else altogether")
                called.set()
            except OSError:
                continue
        assert not any(one.done() for one in early)
        assert meet(3, addresses, 20.0)
        assert all(one.result() for one in early)


def test_who_does_not_come_is_not_waited_for_longer_than_said() -> None:
    with ExitStack() as held:
        addresses = [held.enter_context(reserved_port()) for _ in range(2)]
        assert not meet(0, addresses, 0.2)
