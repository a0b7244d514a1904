"""What a guarantee institution may still take on, and when it stops. Pure.

融资担保公司监督管理条例 (2017), arts 15–17: what a guarantor answers for is at most ten times its net assets, fifteen
where it mainly serves small, micro and agricultural borrowers; for one client at most 10 percent of its net assets, for
a client with its related parties 15; and nothing for its controlling shareholder or actual controller. A pool whose
overdue rate has reached the circuit breaker takes nothing on (`pool_overdue_stop`). Figures are versioned settings.

>>> book = Guarantor(net_assets_fen=100_000_000_00, liability_fen=990_000_000_00, serves_small=False)
>>> room = capacity(book, Client())
>>> room.amount_fen, room.binding
(1000000000, 'leverage')
"""

from dataclasses import dataclass
from decimal import Decimal

from puhui.credit.defaults import LENDING, Defaults
from puhui.kernel import Text


@dataclass(frozen=True, slots=True)
class Guarantor:
    """A guarantee institution's book; `overdue_rate` is of the pool that the loan would join."""

    net_assets_fen: int
    liability_fen: int
    serves_small: bool
    overdue_rate: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Client:
    """What the guarantor answers for already: for the client, and for it with its related parties."""

    liability_fen: int = 0
    related_liability_fen: int = 0
    controls_guarantor: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """One limit: what it leaves, and why."""

    code: str
    room_fen: int
    text: Text


@dataclass(frozen=True, slots=True)
class Capacity:
    """What the guarantor may take on for the client: the least that any bound leaves."""

    amount_fen: int
    binding: str
    bounds: tuple[Bound, ...]


def capacity(guarantor: Guarantor, client: Client, rules: Defaults = LENDING) -> Capacity:
    """What may still be guaranteed, with every bound; net assets at or below zero leave nothing."""
    net = max(0, guarantor.net_assets_fen)
    times = rules.decimal("guarantor_leverage_small" if guarantor.serves_small else "guarantor_leverage")
    one, related = rules.decimal("guarantor_one_client"), rules.decimal("guarantor_related_clients")
    stop = rules.decimal("pool_overdue_stop")
    bounds = [
        _bound(
            "leverage",
            net * times - guarantor.liability_fen,
            Text(zh=f"担保责任余额不超过净资产的{times:f}倍", en=f"at most {times:f} times its net assets in all"),
        ),
        _bound(
            "one_client",
            net * one - client.liability_fen,
            Text(zh=f"同一被担保人不超过净资产的{one:.0%}", en=f"at most {one:.0%} of its net assets for one client"),
        ),
        _bound(
            "related_clients",
            net * related - max(client.related_liability_fen, client.liability_fen),
            Text(
                zh=f"同一被担保人及其关联方不超过净资产的{related:.0%}",
                en=f"at most {related:.0%} of its net assets for a client and its related parties",
            ),
        ),
    ]
    if client.controls_guarantor:
        text = Text(zh="不得为控股股东、实际控制人担保", en="nothing for whoever controls the guarantor")
        bounds.append(Bound("controller", 0, text))
    if guarantor.overdue_rate >= stop:
        text = Text(zh=f"资金池逾期率达到{stop:.0%}，已熔断", en=f"its pool has stopped: {stop:.0%} of it are overdue")
        bounds.append(Bound("stopped", 0, text))
    least = min(bounds, key=lambda bound: bound.room_fen)
    return Capacity(least.room_fen, least.code, tuple(bounds))


def _bound(code: str, room: Decimal, text: Text) -> Bound:
    return Bound(code, max(0, int(room)), text)
