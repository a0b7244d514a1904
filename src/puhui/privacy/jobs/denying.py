"""Refusals before a draw, on record: whose agreement an invitation named learns that somebody asked and was refused.

Refused by the ledger's contract, a draw leaves a denial. Refused before, by a check or a rule of this node, it leaves
one by this. Only after the invitation's checks 1 and 2: a member signed it and opened the job on the ledger under its
own name. It names who asked, the initiator, whoever was to receive. Every entry is the ledger's for ever, so a caller
leaves at most so many denials a day, and so many on one agreement; what goes beyond stands in this node's job alone.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta

from puhui.consent import MandateDesk, PermitDesk
from puhui.credit.defaults import Defaults
from puhui.kernel import Clock, PuhuiError
from puhui.kernel.ids import GrantId, MandateId
from puhui.privacy.jobs import store
from puhui.privacy.jobs.checking import Checked
from puhui.privacy.jobs.model import UnderGrants, UnderMandate, request_of
from puhui.storage import Database

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Denials:
    """A node's early denials. Safe from many threads: two of one caller at once may go one beyond a bound."""

    database: Database
    permits: PermitDesk
    mandates: MandateDesk
    clock: Clock
    limits: Defaults

    def put(self, checked: Checked, error: PuhuiError) -> int:
        """Owe the ledger a denial for each agreement of ours that the invitation names; how many there are of this job.

        The same job again adds none. Nothing is put where no permit was needed.
        """
        if checked.receiver is None:
            return 0
        caller, job = str(checked.initiator), checked.job
        with self.database.transaction() as connection:
            earlier = store.denied_since(connection, caller, self.clock.now() - _DAY)
            done = store.denied_by(connection, job)
        on_each = Counter(earlier)
        left = self.limits.integer("denials_caller_max") - len(earlier)
        for agreement in _named(checked):
            name = str(agreement)
            if left <= 0:
                break
            if name in done or on_each[name] >= self.limits.integer("denials_agreement_max"):
                continue
            if self._deny(checked, agreement, error.code):
                # Die here: the denial is owed, and owed once however often the same invitation comes again.
                with self.database.transaction() as connection:
                    store.deny(connection, job, name, caller, self.clock.now())
                done.add(name)
                left -= 1
        return len(done)

    def _deny(self, checked: Checked, agreement: GrantId | MandateId, reason: str) -> bool:
        asked = request_of(checked.job)
        if isinstance(agreement, MandateId):
            return self.mandates.deny(mandate=agreement, request=asked, receiver=checked.initiator, reason=reason)
        return self.permits.deny(grant=agreement, request=asked, receiver=checked.initiator, reason=reason)


def _named(checked: Checked) -> list[GrantId | MandateId]:
    under = checked.invitation.under
    if isinstance(under, UnderGrants):
        return [row.grant for row in under.rows]
    return [under.mandate] if isinstance(under, UnderMandate) else []
