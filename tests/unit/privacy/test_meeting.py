"""Parties of a job meet before they link: all at once, one late, one that never comes."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from types import SimpleNamespace
from typing import cast

import pytest
from puhui.privacy.meeting import meet

from puhui.privacy.evaluating import reserved_port
from puhui.privacy.order import Order


@pytest.fixture
def orders() -> Iterator[list[Order]]:
    with ExitStack() as held:
        links = [[held.enter_context(reserved_port()) for _ in range(3)] for _ in range(2)]
        yield [cast(Order, SimpleNamespace(links=links, rank=rank)) for rank in range(3)]


def test_all_parties_meet(orders: list[Order]) -> None:
    with ThreadPoolExecutor(3) as threads:
        assert all(threads.map(lambda order: meet(order, 20), orders))


def test_nobody_goes_before_the_last_is_there(orders: list[Order]) -> None:
    with ThreadPoolExecutor(3) as threads:
        early = [threads.submit(meet, order, 20) for order in orders[:2]]
        assert not meet(orders[0], 0)  # its door is taken: it is there already
        assert not any(one.done() for one in early)
        assert meet(orders[2], 20)
        assert all(one.result() for one in early)


def test_who_comes_late_finds_the_others_linking(orders: list[Order]) -> None:
    with ExitStack() as held:
        for address in orders[0].links[0][:2]:
            listener = held.enter_context(socket.socket())
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            listener.bind(("127.0.0.1", int(address.rpartition(":")[2])))
            listener.listen()
        assert meet(orders[2], 20)


def test_who_never_comes_costs_no_more_than_the_time_allowed(orders: list[Order]) -> None:
    with ThreadPoolExecutor(2) as threads:
        assert not any(threads.map(lambda order: meet(order, 0.5), orders[:2]))
