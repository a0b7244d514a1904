"""The trail of an institution's people and programs: numbered, appended to, each step's digest on the ledger.

A step that was left out, or written anew, shows in the stream `people`, whatever the database says. Only the digest
leaves the node.
"""

from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.models.journal import Journal
from puhui.kernel import Clock, encode
from puhui.parties import Step, add_step, next_step

STREAM = "people"


class PeopleTrail:
    """One node's. Immutable; safe to share."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal, self._clock = journal, clock

    def write(self, connection: Connection, what: str, about: dict[str, Any]) -> None:
        """Append a step, as part of the caller's transaction. `about` has the fields that `TrailStep` shows."""
        now = self._clock.now()
        seq = next_step(connection)
        document = encode({"v": 1, "what": what, "at": int(now.timestamp() * 1000), **about})
        entry = self._journal.anchor(connection, (STREAM, seq), "people.changed", document, now)
        add_step(connection, Step(seq, now, document, entry))
