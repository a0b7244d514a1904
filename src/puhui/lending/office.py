"""Who acts in this room: one bank's loan office, with its key, its clock and its chance passed in."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from puhui.kernel import Clock, Entropy, Signer
from puhui.kernel.ids import OrgId

_BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")  # China has one time zone and no summer time


def day_in_china(moment: datetime) -> date:
    """The date in China at that moment, by which loans are counted."""
    return moment.astimezone(_BEIJING).date()


def hour_in_china(moment: datetime) -> int:
    """The hour of the day in China at that moment, 0 to 23."""
    return moment.astimezone(_BEIJING).hour


@dataclass(frozen=True, slots=True)
class LoanOffice:
    """A bank that lends. Its `signer` is the organisation's ledger key."""

    organisation: OrgId
    signer: Signer
    clock: Clock
    entropy: Entropy

    def now(self) -> datetime:
        """The time, cut to the millisecond that documents keep."""
        now = self.clock.now()
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def today(self) -> date:
        """The date in China, by which loans are counted."""
        return self.day_of(self.now())

    def day_of(self, moment: datetime) -> date:
        """The date in China at that moment."""
        return day_in_china(moment)

    def digest(self, data: bytes) -> bytes:
        """The digest of the suite of the office's key."""
        return self.signer.public_key.suite.digest(data)
