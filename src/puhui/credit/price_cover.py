"""Who bears the loss of a guaranteed loan: shares in order, a claim's way through them, and what the price sees of it.

A risk share is an ordered list of parties with a percentage and, where agreed, a cap in money; they sum to 100
(domain/limit-price-loans §7). What a party does not pay for its cap, and everything of a pool that has stopped (its
overdue rate is at or above the circuit breaker), falls back on the lender.

>>> shares = anhui_4321(lender="bank-a")
>>> [(one.party, str(one.percent)) for one in shares]
[('guarantor', '40'), ('re-guarantor', '30'), ('bank-a', '20'), ('government', '10')]
>>> {claim.party: claim.pays_fen for claim in waterfall(1_000_000, shares, lender="bank-a")}
{'guarantor': 400000, 're-guarantor': 300000, 'bank-a': 200000, 'government': 100000}
>>> str(covered_share(2_000_000, shares, lender="bank-a"))
'0.8'
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from puhui.credit.defaults import LENDING, Defaults
from puhui.kernel import Category, PuhuiError, Text, half_up


class SharesUnsound(PuhuiError):
    """The shares of a guarantee do not make a whole, or leave the lender too little."""

    category = Category.INVALID
    cause = Text(zh="风险分担比例有误：{reason_zh}", en="the shares of the risk are unsound: {reason}")
    remedy = Text(zh="请更正分担协议", en="mend the agreement")


@dataclass(frozen=True, slots=True)
class RiskShare:
    """One party's part of a loss: a percentage, at most `cap_fen` in all where a cap is agreed."""

    party: str
    percent: Decimal
    cap_fen: int | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """What a party pays of a loss, and why less than its share: `cap`, `stopped`, or nothing."""

    party: str
    share_fen: int
    pays_fen: int
    cut_by: str = ""


def anhui_4321(lender: str) -> tuple[RiskShare, ...]:
    """The 4321 model: guarantor 40, re-guarantor 30, bank 20, local government 10 (mark S)."""
    parties = (("guarantor", 40), ("re-guarantor", 30), (lender, 20), ("government", 10))
    return tuple(RiskShare(party, Decimal(percent)) for party, percent in parties)


def check_shares(shares: Sequence[RiskShare], *, lender: str, rules: Defaults = LENDING) -> None:
    """Raises `SharesUnsound` unless they sum to 100, name each party once and leave the lender its least share."""
    reason = ("", "")
    parties = [one.party for one in shares]
    own = sum((one.percent for one in shares if one.party == lender), Decimal(0))
    least = rules.decimal("lender_share_min") * 100
    if sum((one.percent for one in shares), Decimal(0)) != 100:
        reason = ("合计不等于100%", "they do not sum to 100")
    elif len(set(parties)) != len(parties) or any(one.percent <= 0 or (one.cap_fen or 0) < 0 for one in shares):
        reason = ("同一方重复，或比例、上限不为正", "a party stands twice, or a share or a cap is not positive")
    elif own < least:
        reason = (f"银行承担比例低于{least:f}%", f"the lender bears less than {least:f} percent")
    if any(reason):
        raise SharesUnsound(reason_zh=reason[0], reason=reason[1], stage="credit.price_cover")


def waterfall(
    loss_fen: int,
    shares: Sequence[RiskShare],
    *,
    lender: str,
    overdue_rates: dict[str, Decimal] | None = None,
    rules: Defaults = LENDING,
) -> tuple[Claim, ...]:
    """A loss through the shares, in their order. `overdue_rates` are the pools' own, by party. Sums to the loss."""
    check_shares(shares, lender=lender, rules=rules)
    stop = rules.decimal("pool_overdue_stop")
    stopped = {party for party, rate in (overdue_rates or {}).items() if rate >= stop}
    claims = [_claim(loss_fen, one, stopped) for one in shares if one.party != lender]
    own = next(one for one in shares if one.party == lender)
    rest = loss_fen - sum(claim.pays_fen for claim in claims)
    by_party = {claim.party: claim for claim in claims} | {
        lender: Claim(lender, half_up(loss_fen * own.percent / 100), rest)
    }
    return tuple(by_party[one.party] for one in shares)


def covered_share(
    amount_fen: int,
    shares: Sequence[RiskShare],
    *,
    lender: str,
    overdue_rates: dict[str, Decimal] | None = None,
    rules: Defaults = LENDING,
) -> Decimal:
    """The share of a loan of that amount that others bear, were all of it lost: `covered` of `price`."""
    claims = waterfall(amount_fen, shares, lender=lender, overdue_rates=overdue_rates, rules=rules)
    own = next(claim.pays_fen for claim in claims if claim.party == lender)
    return (1 - Decimal(own) / amount_fen).quantize(Decimal("0.000001")).normalize() if amount_fen else Decimal(0)


def _claim(loss_fen: int, one: RiskShare, stopped: Collection[str]) -> Claim:
    share = int(loss_fen * one.percent / 100)  # whole fen downwards: the lender bears what does not divide
    if one.party in stopped:
        return Claim(one.party, share, 0, "stopped")
    if one.cap_fen is not None and share > one.cap_fen:
        return Claim(one.party, share, one.cap_fen, "cap")
    return Claim(one.party, share, share)
