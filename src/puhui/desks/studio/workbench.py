"""What every use of the studio does: find a version as its reader saw it, judge it, take a step, show it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.errors import ThingNotFound
from puhui.desks.studio import store
from puhui.desks.studio.contents import Judged, judge, name_of
from puhui.desks.studio.errors import BasisMoved, VersionMovedOn
from puhui.desks.studio.serving import InForce
from puhui.desks.studio.showing import view
from puhui.desks.studio.states import FILED, State, Step
from puhui.desks.studio.stepping import Stepper
from puhui.desks.views.studio import VersionView
from puhui.kernel import Clock, Entropy, Language, Text
from puhui.kernel.ids import VersionId

_STAGE = "desks.studio"


@dataclass(frozen=True, slots=True)
class By:
    """Whoever acts, and in which language they read."""

    actor: Actor
    language: Language

    @property
    def who(self) -> tuple[str, str]:
        """Their id and name."""
        return self.actor.person, self.actor.name


class Workbench:
    """The versions of one bank. Its methods work in their caller's transaction."""

    def __init__(
        self,
        *,
        org: str,
        name: Text,
        in_force: InForce,
        stepper: Stepper,
        clock: Clock,
        entropy: Entropy,
    ) -> None:
        self.org, self._name, self._in_force, self._stepper = org, name, in_force, stepper
        self._clock, self._entropy = clock, entropy

    def there(self, connection: Connection, id_: str) -> store.Version:
        """The version; raises `ThingNotFound`, for one that was deleted too."""
        found = store.version_of(connection, id_)
        if found.state is State.DELETED:
            raise ThingNotFound(kind="version", id=id_, stage=_STAGE)
        return found

    def at(self, connection: Connection, id_: str, revision: int) -> store.Version:
        """The version as its reader saw it; raises `VersionMovedOn`."""
        found = self.there(connection, id_)
        if found.revision != revision:
            raise VersionMovedOn(
                by=found.changed_by or self.org,
                at=f"{found.changed_at:%Y-%m-%d %H:%M} UTC",
                revision=found.revision,
                seen=revision,
                stage=_STAGE,
            )
        return found

    def basis(self, connection: Connection, id_: str | None, kind: str, subject: str) -> store.Version | None:
        """What a draft comes after: the version of that id, or the one in force; raises `ThingNotFound`."""
        if id_ is None:
            return self._in_force.version(connection, kind, subject)
        found = self.there(connection, id_)
        if (found.kind, found.subject) != (kind, subject):
            raise ThingNotFound(kind="version", id=id_, stage=_STAGE)
        return found

    def made(
        self,
        key: tuple[str, str, int],
        content: dict[str, Any],
        cases: dict[str, Any],
        based: store.Version | None,
        by: By,
    ) -> store.Version:
        """A new draft of a kind, subject and number; whoever opens it is its first author."""
        return store.Version(
            id=str(VersionId.new(self._clock, self._entropy)),
            kind=key[0],
            subject=key[1],
            number=key[2],
            state=State.DRAFT,
            revision=0,
            content=content,
            cases=cases,
            authors=(by.actor.person,),
            based_on=based.id if based is not None else "",
            changed_at=self._clock.now(),
            changed_by=by.actor.name,
        )

    def opened(self, connection: Connection, made: store.Version, by: By) -> VersionView:
        """Keep a new draft."""
        store.add_version(connection, made)
        return self.taken(connection, made, Step.SAVE, by)

    def taken(
        self,
        connection: Connection,
        version: store.Version,
        step: Step,
        by: By,
        args: Mapping[str, object] | None = None,
    ) -> VersionView:
        """Take a step as whoever acts; raises `StepNotNow`."""
        found = replace(version, changed_at=self._clock.now(), changed_by=by.actor.name)
        stepped = self._stepper.step(connection, found, step, by.who, args)
        return self.view(connection, stepped, by)

    def against(self, connection: Connection, version: store.Version) -> str:
        """The digest of the file in force that a version would take the place of; empty where nothing is."""
        found = self._in_force.version(connection, version.kind, version.subject)
        return "" if found is None else found.file

    def require_basis(self, connection: Connection, version: store.Version) -> None:
        """What was in force when it was tested must be so still: raises `BasisMoved`."""
        if version.against != self.against(connection, version):
            raise BasisMoved(stage=_STAGE)

    def judged(self, connection: Connection, version: store.Version) -> Judged:
        """A version checked against what is in force now; one that serves or served is past checking."""
        if version.state in FILED:
            return Judged(store.file_of(connection, version.file), ())
        before = self._in_force.file(connection, version.kind, version.subject)
        return judge(version, before, self._in_force.names(connection, version.kind, version.subject))

    def view(self, connection: Connection, version: store.Version, by: By) -> VersionView:
        """As people see it."""
        judged = self.judged(connection, version)
        return view(connection, version, judged, lender=self._name, actor=by.actor, language=by.language)

    def named(self, connection: Connection, kind: str, subject: str, number: int) -> str:
        """The name that a draft of that number begins with: one that no version has, nor had."""
        taken = {name_of(one) for one in store.versions(connection, kind, subject)}
        year = f"{self._clock.now():%Y}"
        return next(name for step in count(number) if (name := f"{year}.{step}") not in taken)

    def today(self) -> str:
        """The day from which a draft would hold."""
        return self._clock.now().date().isoformat()
