"""One step of a version's life: its state, its event, and the entry that the ledger is owed, in one transaction."""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.engine import Connection

from puhui.credit.canonical import canonical
from puhui.desks.models.journal import Journal
from puhui.desks.studio import store
from puhui.desks.studio.states import Step, after
from puhui.kernel import Clock

STREAM = "studio"


class Stepper:
    """Takes steps. Immutable; safe to share."""

    def __init__(self, *, journal: Journal, clock: Clock) -> None:
        self._journal, self._clock = journal, clock

    def step(
        self,
        connection: Connection,
        version: store.Version,
        step: Step,
        by: tuple[str, str],
        args: Mapping[str, object] | None = None,
    ) -> store.Version:
        """Take a step as a person (id and name), and keep the version as it is after it; raises `StepNotNow`.

        Every step but saving and deleting is an entry of the stream `studio`, with the digest of its event; the event
        names the digests of what was tested, approved and published.
        """
        now = self._clock.now()
        stepped = store.put_version(connection, replace(version, state=after(version.state, step)))
        event = canonical(
            {
                "version": version.id,
                "kind": version.kind,
                "subject": version.subject,
                "number": version.number,
                "action": step.value,
                "by": by[0],
                "at": now.isoformat(),
                "file": version.file,
                "args": dict(args or {}),
            }
        )
        entry = "" if step in (Step.SAVE, Step.DELETE) else self._anchor(connection, version, step, event)
        taken = store.Taken(store.next_seq(connection), now, step.value, by[1], event, entry)
        store.add_step(connection, version.id, taken)
        return stepped

    def _anchor(self, connection: Connection, version: store.Version, step: Step, event: bytes) -> str:
        place = (STREAM, store.next_anchor(connection))
        return self._journal.anchor(connection, place, f"{version.kind}.{step.value}", event, self._clock.now())
