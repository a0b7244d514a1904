"""Who keeps needs: an organisation with its key, its clock and its chance passed in."""

from dataclasses import dataclass
from datetime import datetime

from puhui.kernel import Clock, Entropy, Signer
from puhui.kernel.ids import OrgId


@dataclass(frozen=True, slots=True)
class MarketHouse:
    """The portal that keeps needs, or a bank that answers them. Its `signer` is the organisation's ledger key."""

    organisation: OrgId
    signer: Signer
    clock: Clock
    entropy: Entropy

    def now(self) -> datetime:
        """The time, cut to the millisecond that documents keep."""
        now = self.clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)
