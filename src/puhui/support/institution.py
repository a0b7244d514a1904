"""A guarantee institution: its capital, its book, and what it may still promise. Pure.

The limits are those of `credit.guarantor` (leverage, one client, a client with its group, nothing for who controls it).
To these comes the breaker of a bank's product: where what was compensated there, less what came back, has reached
`compensation_stop` of what was ever in force there, nothing new is promised there until the rate has fallen.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Self

from puhui.credit.defaults import Defaults
from puhui.credit.guarantor import Bound, Capacity, Client, Guarantor, capacity
from puhui.kernel import Text, yuan
from puhui.support.errors import BeyondCapacity, InstitutionUnsound
from puhui.support.guarantee import Guarantee

FORMAT = "puhui-guarantor/1"


@cache
def support_defaults() -> Defaults:
    """The settings of support that come with Puhui."""
    return Defaults.parse(resources.files("puhui.support").joinpath("defaults.json").read_bytes())


@dataclass(frozen=True, slots=True)
class Institution:
    """Who guarantees at this node. `net_assets_fen` are those of its last audited accounts, `as_of` their day."""

    name: Text
    net_assets_fen: int
    serves_small: bool
    as_of: str

    @classmethod
    def parse(cls, data: bytes) -> Self:
        """The institution of its file; raises `InstitutionUnsound`."""
        try:
            raw = json.loads(data)
            if raw["format"] != FORMAT or type(raw["net_assets_fen"]) is not int or raw["net_assets_fen"] < 0:
                raise ValueError(f"want {FORMAT} with net assets in whole fen")  # noqa: TRY301 - all faults are told alike
            if type(raw["serves_small"]) is not bool:
                raise ValueError("serves_small is true or false")  # noqa: TRY301
            name = Text(zh=str(raw["name_zh"]), en=str(raw["name_en"]))
            return cls(name, raw["net_assets_fen"], raw["serves_small"], str(raw["as_of"]))
        except (ValueError, KeyError, TypeError) as reason:
            raise InstitutionUnsound(reason=repr(reason), stage="support.institution") from None

    def document(self) -> dict[str, Any]:
        """The JSON of which `parse` makes an equal institution."""
        return {
            "format": FORMAT,
            "name_zh": self.name.zh,
            "name_en": self.name.en,
            "net_assets_fen": self.net_assets_fen,
            "serves_small": self.serves_small,
            "as_of": self.as_of,
        }


@dataclass(frozen=True, slots=True)
class Pool:
    """One bank's product in the guarantor's book."""

    bank: str
    product: str
    begun_fen: int
    liability_fen: int
    compensated_fen: int
    recovered_fen: int

    @property
    def compensation_rate(self) -> Decimal:
        """What was paid and did not come back, of what was ever in force."""
        lost = self.compensated_fen - self.recovered_fen
        return (Decimal(lost) / self.begun_fen).quantize(Decimal("0.000001")) if self.begun_fen else Decimal(0)

    def stopped(self, rules: Defaults) -> bool:
        """Whether the breaker is open: nothing new here."""
        return self.compensation_rate >= rules.decimal("compensation_stop") and self.compensated_fen > 0


@dataclass(frozen=True, slots=True)
class Burden:
    """What the institution answers for now: in all, for a client, for it with its group, and a pool's figures."""

    liability_fen: int
    client_fen: int
    group_fen: int
    pool: Pool


def room_for(institution: Institution, burden: Burden, one: Guarantee, rules: Defaults) -> Capacity:
    """What may be promised for this guarantee now, with every limit; the breaker of its pool is one of them."""
    client = Client(burden.client_fen, burden.group_fen, one.controls_guarantor)
    guarantor = Guarantor(institution.net_assets_fen, burden.liability_fen, institution.serves_small)
    found, pool = capacity(guarantor, client), burden.pool
    if not pool.stopped(rules):
        return found
    stop = rules.decimal("compensation_stop")
    text = Text(
        zh=f"该银行该产品代偿率{pool.compensation_rate:.2%}，达到{stop:.0%}，已熔断",
        en=f"the breaker is open: {pool.compensation_rate:.2%} compensated at this bank's product, stop at {stop:.0%}",
    )
    return Capacity(0, "breaker", (*found.bounds, Bound("breaker", 0, text)))


def require_room(found: Capacity, wanted_fen: int) -> None:
    """Raises `BeyondCapacity` unless as much may be answered for."""
    if wanted_fen > found.amount_fen:
        bound = next(one for one in found.bounds if one.code == found.binding)
        raise BeyondCapacity(
            wanted=yuan(wanted_fen),
            room=yuan(found.amount_fen),
            why_zh=bound.text.zh,
            why=bound.text.en,
            stage="support.institution",
        )
