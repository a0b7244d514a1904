"""What a need's form may start with, from what the enterprise has granted; every figure says where it comes from. Pure.

>>> from puhui.market.facts import build_facts
>>> told = prefilled(build_facts([], own={"rev12_eff_fen": 800_000_000}))
>>> told.amount_fen, told.amount_why.en
(80000000, 'what invoices of 12 months would carry: 8,000,000.00 × 10%')
>>> prefilled({}).amount_fen is None
True
"""

from dataclasses import dataclass

from puhui.credit.limit import by_invoices
from puhui.kernel import Text
from puhui.kernel.money import WAN_FEN
from puhui.market.facts import Facts
from puhui.market.product import Guarantee

_NOT_KNOWN = Text(zh="尚未授权开票数据", en="invoices are not granted yet")


@dataclass(frozen=True, slots=True)
class Prefilled:
    """An amount (None where nothing is known of sales) and what could secure it, with the reasons."""

    amount_fen: int | None
    amount_why: Text
    guarantees: tuple[Guarantee, ...]
    guarantees_why: Text


def prefilled(facts: Facts) -> Prefilled:
    """The start of a form; whole ten thousands of yuan, so that it reads as the suggestion that it is."""
    estate = facts.get("estate_free_fen")
    has_estate = estate is not None and not estate.absent and estate.number > 0
    secured = (Guarantee.MORTGAGE,) if has_estate else ()
    why = (
        Text(zh="不动产有可抵押余值", en="real estate is free for a mortgage")
        if has_estate
        else Text(zh="未发现可抵押的不动产", en="no real estate is known that could be mortgaged")
    )
    revenue = facts.get("rev12_eff_fen")
    if revenue is None or revenue.absent or revenue.number <= 0:
        return Prefilled(None, _NOT_KNOWN, secured, why)
    sized = by_invoices(int(revenue.number))
    amount = sized.amount_fen // WAN_FEN * WAN_FEN
    told = Text(
        zh=f"按近12个月开票测算：{sized.formula.zh}",
        en=f"what invoices of 12 months would carry: {sized.formula.en}",
    )
    return Prefilled(amount or None, told, secured, why)
