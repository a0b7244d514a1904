"""The bounds of a guarantee institution: 融资担保公司监督管理条例, arts 15–17, and the circuit breaker of a pool."""

from decimal import Decimal

import pytest

from puhui.credit.guarantor import Client, Guarantor, capacity

NET = 10_000_000_000  # 1 亿元


@pytest.mark.parametrize(("small", "times"), [(False, 10), (True, 15)])
def test_leverage_binds_at_its_times_of_net_assets(small: bool, times: int) -> None:
    room = capacity(Guarantor(NET, times * NET - 5_000, serves_small=small), Client())
    assert (room.amount_fen, room.binding) == (5_000, "leverage")
    full = capacity(Guarantor(NET, times * NET + 1, serves_small=small), Client())
    assert full.amount_fen == 0


def test_one_client_has_a_tenth_and_with_its_relations_three_twentieths() -> None:
    book = Guarantor(NET, 0, serves_small=True)
    assert capacity(book, Client()).amount_fen == NET // 10
    assert capacity(book, Client(liability_fen=NET // 10)).amount_fen == 0
    related = capacity(book, Client(liability_fen=1_000, related_liability_fen=NET * 3 // 20 - 700))
    assert (related.amount_fen, related.binding) == (700, "related_clients")


def test_who_controls_it_gets_nothing_and_neither_does_anyone_from_a_stopped_pool() -> None:
    book = Guarantor(NET, 0, serves_small=True)
    assert capacity(book, Client(controls_guarantor=True)).binding == "controller"
    assert capacity(Guarantor(NET, 0, serves_small=True, overdue_rate=Decimal("0.05")), Client()).binding == "stopped"
    assert capacity(Guarantor(NET, 0, serves_small=True, overdue_rate=Decimal("0.0499")), Client()).amount_fen > 0


def test_without_net_assets_there_is_no_room() -> None:
    assert capacity(Guarantor(-5, 0, serves_small=True), Client()).amount_fen == 0
