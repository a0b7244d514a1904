"""An institution's people, as its administrators and auditors see and change them.

Every step of a change stands in the trail (`people_trail`).
"""

from collections.abc import Callable
from datetime import UTC
from typing import Any

from sqlalchemy.engine import Connection

from puhui.desks.actors import Actor
from puhui.desks.people_trail import PeopleTrail
from puhui.desks.views import (
    InvitationRequest,
    InvitedView,
    MemberOfStaff,
    PeopleChangeRequest,
    PeopleChangeView,
    PeopleView,
    TakenUp,
    TrailStep,
    TrailView,
)
from puhui.kernel import decode
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.parties import (
    TWO_TO_GIVE,
    Action,
    Appointments,
    Change,
    Person,
    PersonRole,
    SignIn,
    State,
    Step,
    administrators,
    people_of,
    trail,
)
from puhui.parties.federation import Identity, links
from puhui.storage import Database

_PAGE = "/people"


class StaffDesk:
    """One institution's, safe from many threads."""

    def __init__(
        self,
        *,
        database: Database,
        appointments: Appointments,
        door: SignIn,
        trail: PeopleTrail,
        crier: Crier,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._appointments = appointments
        self._door = door
        self._trail = trail
        self._crier = crier
        self._wake = wake

    def people(self) -> PeopleView:
        """Everybody who works here, and the changes that wait for somebody."""
        with self._database.transaction() as connection:
            people = self._appointments.people(connection)
            pending = self._appointments.pending(connection)
            linked = links(connection)
        return PeopleView(
            items=[
                MemberOfStaff(
                    id=str(one.id),
                    login=one.login,
                    name=one.name,
                    role=one.role.value,
                    active=one.active,
                    providers=[link.provider for link in linked if link.person == one.id],
                )
                for one in people
            ],
            pending=[_change_view(one) for one in pending],
            roles=[role.value for role in PersonRole if role is not PersonRole.OWNER],
            two_to_give=sorted(TWO_TO_GIVE),
            administrators=len(administrators(people)),
        )

    def trail(self) -> TrailView:
        """Every step of every change, newest first."""
        with self._database.transaction() as connection:
            return TrailView(items=[_step_view(one) for one in trail(connection)])

    def invite(self, asked: InvitationRequest, actor: Actor) -> InvitedView:
        """Ask somebody in; raises what `Appointments.invite` does."""
        with self._database.transaction() as connection:
            by = administrator_of(connection, actor)
            change, code = self._appointments.invite(
                connection, by, login=asked.login, name=asked.name, role=PersonRole(asked.role)
            )
            self._write(connection, change, "proposed" if change.state is State.WAITING else "opened")
        return self._told(change, code)

    def change(self, id_: str, asked: PeopleChangeRequest, actor: Actor) -> InvitedView:
        """Propose or make a change of somebody; raises what `Appointments.change` does."""
        with self._database.transaction() as connection:
            by = administrator_of(connection, actor)
            role = None if asked.role is None else PersonRole(asked.role)
            change, code = self._appointments.change(connection, by, id_, Action(asked.action), role)
            self._write(connection, change, _STEP_OF[change.state])
        return self._told(change, code)

    def confirm(self, id_: str, actor: Actor) -> InvitedView:
        """Agree to what another administrator proposed; raises what `Appointments.confirm` does."""
        with self._database.transaction() as connection:
            change, code = self._appointments.confirm(connection, administrator_of(connection, actor), id_)
            self._write(connection, change, "confirmed")
        return self._told(change, code)

    def refuse(self, id_: str, actor: Actor) -> None:
        """Refuse a change, or take it back; raises what `Appointments.refuse` does."""
        with self._database.transaction() as connection:
            change = self._appointments.refuse(connection, administrator_of(connection, actor), id_)
            self._write(connection, change, "refused")
        self._wake()

    def take_up(self, code: str, password: str) -> TakenUp:
        """Set the password of an invitation; raises `InvitationRefused`, `PasswordTooWeak`."""
        with self._database.transaction() as connection:
            self._appointments.require_open(connection, code)  # before the hash: it is dear, and anybody may ask
        hashed = self._door.hashed(password)
        with self._database.transaction() as connection:
            change, person = self._appointments.take_up(connection, code, hashed)
            self._write(connection, change, "taken_up")
        self._wake()
        return TakenUp(login=person.login)

    def take_up_elsewhere(self, code: str, provider: str, identity: Identity) -> Person:
        """Take up an invitation by an identity instead of a password; raises `InvitationRefused`, `IdentityTaken`.

        The password is one that nobody knows.
        """
        with self._database.transaction() as connection:
            self._appointments.require_open(connection, code)
        hashed = self._door.hashed_unknown()
        with self._database.transaction() as connection:
            change, person = self._appointments.take_up(connection, code, hashed)
            self._write(connection, change, "taken_up")
            self._write(connection, self._appointments.link(connection, person, provider, identity), "done")
        self._wake()
        return person

    def link(self, person: Person, provider: str, identity: Identity) -> None:
        """Let somebody come in by an identity of theirs, too; raises `IdentityTaken`."""
        with self._database.transaction() as connection:
            self._write(connection, self._appointments.link(connection, person, provider, identity), "done")
        self._wake()

    def open_by_operator(self, asked: InvitationRequest) -> str:
        """The code by which somebody comes in whom the node's own operator lets in; raises `LoginTaken`."""
        with self._database.transaction() as connection:
            change, code = self._appointments.invite(
                connection, None, login=asked.login, name=asked.name, role=PersonRole(asked.role)
            )
            self._write(connection, change, "opened")
        return code

    def _told(self, change: Change, code: str) -> InvitedView:
        self._wake()
        return InvitedView(change=_change_view(change), code=code or None)

    def _write(self, connection: Connection, change: Change, what: str) -> None:
        self._trail.write(connection, what, _about(change))
        for notice in _notices(change, what):
            self._crier.tell(connection, notice)


_STEP_OF = {State.WAITING: "proposed", State.OPEN: "opened", State.DONE: "done"}


def administrator_of(connection: Connection, actor: Actor) -> Person:
    """The person behind an actor whom the policies let look after people."""
    (person,) = people_of(connection, person=actor.person)
    return person


def _notices(change: Change, what: str) -> list[Notice]:
    told = {"by": change.second_name or change.by_name, "name": change.name}
    key = f"{change.id}:{what}"
    if what == "proposed":
        to = Audience.of_role(PersonRole.ADMINISTRATOR.value)
        return [Notice(Kind.PEOPLE_CHANGE_PROPOSED, to, key=key, page=_PAGE, values=told)]
    if change.action is Action.CHANGE_ROLE and change.state is State.DONE:
        return [Notice(Kind.ROLE_CHANGED, Audience.of_person(change.person), key=key, page="/", values=told)]
    return []


def _about(change: Change) -> dict[str, Any]:
    return {
        "change": str(change.id),
        "action": change.action.value,
        "person": change.person,
        "login": change.login,
        "name": change.name,
        "role": change.role.value,
        "by": change.by,
        "by_name": change.by_name,
        "second": change.second,
        "second_name": change.second_name,
    }


def _change_view(change: Change) -> PeopleChangeView:
    return PeopleChangeView(
        id=str(change.id),
        action=change.action.value,
        state=change.state.value,
        person=change.person or None,
        login=change.login,
        name=change.name,
        role=change.role.value,
        by=change.by or None,
        by_name=change.by_name or None,
        at=change.at,
        expires_at=change.expires_at,
    )


def _step_view(step: Step) -> TrailStep:
    document = decode(step.document)
    return TrailStep(
        seq=step.seq,
        at=step.at.astimezone(UTC),
        what=document["what"],
        action=document["action"],
        login=document["login"],
        name=document["name"],
        role=document["role"],
        by_name=document["by_name"] or None,
        second_name=document["second_name"] or None,
        entry=step.entry,
    )
