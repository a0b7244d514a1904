"""A node's own clock, held against the time that the chain agrees on.

Each block bears the time of its proposer, which more than two thirds of the consensus nodes found right by their own
clocks. A node that votes for a block as it is made therefore learns how far its own clock stands off; a block that it
only catches up with tells nothing but that its clock is behind.
"""

from collections import deque

import structlog

from puhui.kernel.clock import Clock
from puhui.ledger.errors import StatementNotAdmitted

TOLERANCE_MS = 30_000  # a block may be half a minute under way before it is voted for
_LOG = structlog.get_logger(__name__)


class LedgerTime:
    """The time by which this node lets statements in. Safe from many threads: each step is one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._measured: deque[int] = deque(maxlen=2)
        self._told = False
        self.ahead_ms = 0

    def own_ms(self) -> int:
        """This machine's clock, in ms since 1970."""
        return int(self._clock.now().timestamp() * 1000)

    def now_ms(self) -> int:
        """The machine's clock, or the chain's time where the machine's runs ahead of it beyond `TOLERANCE_MS`: what the
        others will not order yet must not wait here unheard."""
        return self.own_ms() - (self.ahead_ms if self.ahead_ms > TOLERANCE_MS else 0)

    def heard(self, block_ms: int, own_ms: int) -> None:
        """A block of that time was made when this machine's clock said `own_ms`.

        Two blocks must agree that the clock is ahead: one alone may have lain in CometBFT's log through a restart.
        """
        self._measured.append(own_ms - block_ms)
        low, high = min(self._measured), max(self._measured)
        agreed = low if low > 0 and len(self._measured) == 2 else min(high, 0)
        self.ahead_ms = agreed
        wrong = abs(agreed) > TOLERANCE_MS
        if wrong and not self._told:
            _LOG.warning("this machine's clock is wrong", ahead_s=agreed / 1000)
        self._told = wrong

    def explained(self, reason: StatementNotAdmitted) -> StatementNotAdmitted:
        """The refusal, with this machine's clock named where it may be the cause."""
        if reason.reason != "too_early" or abs(self.ahead_ms) <= TOLERANCE_MS:
            return reason
        where = "ahead of" if self.ahead_ms > 0 else "behind"
        clock = f"this node's clock stands {abs(self.ahead_ms) // 1000} s {where} the ledger's time"
        return StatementNotAdmitted(
            reason=reason.reason, detail=f"{reason.data['detail']}; {clock}", stage="ledger.submit"
        )
