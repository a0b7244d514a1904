"""What a product says of its guarantee: which institution stands in, who bears which share, and the yearly fee.

The shares are the agreement between the bank, the guarantor and those behind it (price_cover); the bank bears its own
under its own id. A product without a cover is lent at the bank's own risk.

>>> agreed = Cover.parse({"guarantor": "pbc", "fee_rate": "0.01", "shares": [
...     {"party": "guarantor", "percent": "80"}, {"party": "bank-a", "percent": "20"}]}, lender="bank-a")
>>> str(agreed.covered_share("bank-a")), agreed.covered_fen(100_001, "bank-a")
('0.8', 80001)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal, InvalidOperation
from typing import Any, Self

from puhui.credit.defaults import LENDING
from puhui.credit.price_cover import RiskShare, check_shares
from puhui.kernel.ids import OrgId

_KEYS = {"guarantor", "fee_rate", "shares"}
_SHARE_KEYS = {"party", "percent", "cap_fen"}


@dataclass(frozen=True, slots=True)
class Cover:
    """The guarantee of a product. `guarantor` is the organisation at whose node the guarantee is asked for."""

    guarantor: str
    fee_rate: Decimal
    shares: tuple[RiskShare, ...]

    @classmethod
    def parse(cls, raw: Any, *, lender: str) -> Self:
        """The cover of its JSON; raises `ValueError` or `SharesUnsound` that says what is wrong."""
        if not isinstance(raw, Mapping) or set(raw) != _KEYS or not isinstance(raw["shares"], list):
            raise ValueError("a cover has guarantor, fee_rate and shares")
        shares = tuple(_share(one) for one in raw["shares"])
        check_shares(shares, lender=lender)
        fee, most = _decimal(raw["fee_rate"]), LENDING.decimal("guarantee_fee_max")
        if not 0 <= fee <= most:
            raise ValueError(f"a guarantee's yearly fee is at most {most}")
        return cls(str(OrgId(raw["guarantor"])), fee, shares)

    def document(self) -> dict[str, Any]:
        """The JSON of which `parse` makes an equal cover."""
        shares = [
            {"party": one.party, "percent": str(one.percent)}
            | ({} if one.cap_fen is None else {"cap_fen": one.cap_fen})
            for one in self.shares
        ]
        return {"guarantor": self.guarantor, "fee_rate": str(self.fee_rate), "shares": shares}

    def covered_share(self, lender: str) -> Decimal:
        """The share that others than the lender bear."""
        return sum((one.percent for one in self.shares if one.party != lender), Decimal(0)) / 100

    def covered_fen(self, owed_fen: int, lender: str) -> int:
        """What the guarantor answers for of what is owed: whole fen upwards, so its book never shows too little."""
        return int((owed_fen * self.covered_share(lender)).to_integral_value(ROUND_CEILING))


def _share(raw: Any) -> RiskShare:
    if not isinstance(raw, Mapping) or not {"party", "percent"} <= set(raw) <= _SHARE_KEYS:
        raise ValueError("a share has a party, a percentage and perhaps a cap")
    cap = raw.get("cap_fen")
    if cap is not None and type(cap) is not int:
        raise ValueError("a cap is an integer in fen")
    return RiskShare(str(raw["party"]), _decimal(raw["percent"]), cap)


def _decimal(raw: Any) -> Decimal:
    try:
        value = Decimal(raw) if isinstance(raw, str) else Decimal("NaN")
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"{raw!r} is no decimal text")
    return value
