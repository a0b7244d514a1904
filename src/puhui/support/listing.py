"""A white list: enterprises that an office recommends, each with reason, source and a day on which it ends. Pure.

To stand on a list may open a campaign and is shown to the bank beside an application; no score, limit, price or rule
reads it. Every look at an entry for an application is on the ledger, and is taken only where the enterprise asked
for it.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from puhui.kernel import Text
from puhui.kernel.moves import moved
from puhui.support.errors import ListingUnsound, SupportStepRefused
from puhui.support.institution import support_defaults
from puhui.support.states import LISTING_MOVES, STATE_TEXTS


@dataclass(frozen=True, slots=True)
class Listing:
    """One enterprise on one list. `criteria` is the version it was proposed under ("" before lists had any).

    `objection` is the upheld one that it follows, "" for none.
    """

    id: str
    list: str
    title: Text
    uscc: str
    name: str
    reason: str
    source: str
    expires_on: date
    state: str
    made_at: datetime
    proposed_by: str
    version: int = 1
    decided_by: str = ""
    removed_because: str = ""
    criteria: str = ""
    objection: str = ""

    def stands_on(self, day: date) -> bool:
        """Whether the entry counts on that day."""
        return self.state == "confirmed" and day <= self.expires_on

    def to(self, step: str, **parts: Any) -> "Listing":
        """The entry after a step; raises `SupportStepRefused`."""
        state = moved(LISTING_MOVES, step, self.state)
        if state is None:
            text = STATE_TEXTS[self.state]
            raise SupportStepRefused(thing=self.id, state_zh=text.zh, state=text.en, stage="support.listing")
        return replace(self, state=state, **parts)


def check_listing(*, reason: str, source: str, expires_on: date, today: date) -> None:
    """Raises `ListingUnsound` unless there is a reason, a source, and an end that is to come and not too far away."""
    longest = today + timedelta(days=support_defaults().integer("listing_days_max"))
    for held, wrong in (
        (bool(reason.strip()), Text(zh="缺少列入依据", en="it has no reason")),
        (bool(source.strip()), Text(zh="缺少来源", en="it has no source")),
        (today <= expires_on, Text(zh="有效期已过", en="it has ended already")),
        (expires_on <= longest, Text(zh=f"有效期不得晚于{longest}", en=f"it ends by {longest} at the latest")),
    ):
        if not held:
            raise ListingUnsound(reason_zh=wrong.zh, reason=wrong.en, stage="support.listing")
