"""Who gives support: an office or a guarantor at its node, with its key, its clock and its chance passed in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from puhui.kernel import Clock, Entropy, Signer
from puhui.kernel.ids import OrgId

_BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@dataclass(frozen=True, slots=True)
class SupportHouse:
    """The organisation whose guarantees, campaigns and lists these are. Its `signer` is its ledger key."""

    organisation: OrgId
    signer: Signer
    clock: Clock
    entropy: Entropy

    def now(self) -> datetime:
        """The time, cut to the millisecond that documents keep."""
        now = self.clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def today(self) -> date:
        """The date in China."""
        return self.now().astimezone(_BEIJING).date()

    def digest(self, data: bytes) -> str:
        """The digest of the suite of the house's key, as lower-case hex."""
        return self.signer.public_key.suite.digest(data).hex()
