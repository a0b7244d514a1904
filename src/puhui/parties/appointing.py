"""An institution's people and their roles: administrators propose, and what gives power over money takes two of them.

A person has one role. That is how nobody approves what they made: no role may do both, and a role is changed by others.

1. Nobody decides on what is about themselves.
2. A change that gives a person a role in `TWO_TO_GIVE`, or lets one who has it in again, waits for a second
   administrator. Taking power away does not wait.
3. Who is invited, or has lost password or app, sets a password by a code that is shown once: to the administrator who
   opened the change, which for a change of two is the second, so that neither can take it up alone.
4. Whoever is disabled or given another role has no session from that moment on.
5. An identity at the institution's provider is linked by whoever has it, and unlinked by an administrator or a reset.

Each function is part of the caller's transaction, so that a change and its place in the trail are one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy.engine import Connection

from puhui.kernel import Clock, Entropy, Suite
from puhui.kernel.ids import ChangeId, OrgId, PersonId
from puhui.parties import appointment_store, federation, session_store, store
from puhui.parties.activating import new_code, normalised
from puhui.parties.appointment import NODE_OPERATOR, TWO_TO_GIVE, Action, Change, State
from puhui.parties.errors import (
    ChangeClosed,
    ChangePending,
    ChangeUnknown,
    InvitationRefused,
    LoginTaken,
    NothingToChange,
    NotYourOwn,
    PersonUnknown,
    RoleNotGivenHere,
    SecondAdministratorNeeded,
)
from puhui.parties.federation import Identity
from puhui.parties.model import Person, PersonRole
from puhui.parties.second_factor import SecondFactors
from puhui.parties.sign_in_settings import SETTINGS, SignInSettings

_TAKES_AWAY = frozenset({Action.DISABLE, Action.UNLINK})
_STAGE = "parties.appointing"


@dataclass(frozen=True, slots=True)
class _Whom:
    """Whom a change is about; `role` is the one that it leads to."""

    person: str
    login: str
    name: str
    role: PersonRole


class Appointments:
    """Of one node's institution."""

    def __init__(
        self,
        *,
        org: OrgId,
        suite: Suite,
        clock: Clock,
        entropy: Entropy,
        factors: SecondFactors,
        settings: SignInSettings = SETTINGS,
    ) -> None:
        self._org = org
        self._suite = suite
        self._clock = clock
        self._entropy = entropy
        self._factors = factors
        self._settings = settings

    def people(self, connection: Connection) -> list[Person]:
        """Everybody who works here, by login; owners of enterprises do not."""
        return [one for one in store.people(connection) if one.uscc is None]

    def pending(self, connection: Connection) -> list[Change]:
        """Changes that wait for somebody, oldest first."""
        now = self._clock.now()
        return [one for one in appointment_store.unsettled(connection) if one.expires_at > now]

    def invite(
        self, connection: Connection, by: Person | None, *, login: str, name: str, role: PersonRole
    ) -> tuple[Change, str]:
        """Ask somebody in; the code is "" while a second administrator is waited for.

        `by` None is the node's operator, whose word is enough. Raises `LoginTaken`, `RoleNotGivenHere`.
        """
        if role is PersonRole.OWNER:
            raise RoleNotGivenHere(role=role.value, party=str(self._org), stage=_STAGE)
        taken = store.person_by_login(connection, login) is not None
        if taken or any(one.login == login for one in self.pending(connection)):
            raise LoginTaken(login=login, party=str(self._org), stage=_STAGE)
        return self._propose(connection, by, Action.INVITE, _Whom("", login, name, role))

    def change(
        self, connection: Connection, by: Person, id_: str, action: Action, role: PersonRole | None = None
    ) -> tuple[Change, str]:
        """Propose or make a change of somebody who works here; the code is there for a reset that is open.

        Raises `PersonUnknown`, `NotYourOwn`, `ChangePending`, `NothingToChange`, `RoleNotGivenHere`.
        """
        person = self._person(connection, id_)
        if person.id == by.id:
            raise NotYourOwn(party=str(self._org), stage=_STAGE)
        after = role or person.role
        if after is PersonRole.OWNER:
            raise RoleNotGivenHere(role=after.value, party=str(self._org), stage=_STAGE)
        if any(one.person == person.id for one in self.pending(connection)):
            raise ChangePending(party=str(self._org), stage=_STAGE)
        idle = {
            Action.CHANGE_ROLE: after is person.role,
            Action.DISABLE: not person.active,
            Action.ENABLE: person.active,
            Action.UNLINK: action is Action.UNLINK and not federation.links(connection, person.id),
        }
        if idle.get(action, False):
            raise NothingToChange(party=str(self._org), stage=_STAGE)
        return self._propose(connection, by, action, _Whom(str(person.id), person.login, person.name, after))

    def confirm(self, connection: Connection, by: Person, id_: str) -> tuple[Change, str]:
        """A second administrator agrees; the code is there for an invitation or a reset.

        Raises `ChangeUnknown`, `ChangeClosed`, `SecondAdministratorNeeded`, `NotYourOwn`.
        """
        change = self._waiting(connection, id_)
        if change.by == by.id:
            raise SecondAdministratorNeeded(party=str(self._org), stage=_STAGE)
        if change.person == by.id:
            raise NotYourOwn(party=str(self._org), stage=_STAGE)
        if change.by and not self._is_administrator(connection, change.by):
            raise ChangeClosed(party=str(self._org), stage=_STAGE)  # whoever proposed it has no say any more
        return self._open(connection, replace(change, second=str(by.id), second_name=by.name))

    def refuse(self, connection: Connection, by: Person, id_: str) -> Change:
        """Take a change back, or refuse it; an invitation that was opened is void. Raises as `confirm` does."""
        change = appointment_store.change(connection, id_)
        if change is None:
            raise ChangeUnknown(party=str(self._org), stage=_STAGE)
        if change.state not in (State.WAITING, State.OPEN) or change.expires_at <= self._clock.now():
            raise ChangeClosed(party=str(self._org), stage=_STAGE)
        refused = replace(change, state=State.REFUSED, second=str(by.id), second_name=by.name, code_digest=b"")
        appointment_store.put(connection, refused)
        return refused

    def require_open(self, connection: Connection, code: str) -> Change:
        """The change that a code is of; raises `InvitationRefused`."""
        found = appointment_store.by_code(connection, self._digest(code))
        if found is None or found.state is not State.OPEN or found.expires_at <= self._clock.now():
            raise InvitationRefused(party=str(self._org), stage=_STAGE)
        return found

    def take_up(self, connection: Connection, code: str, hashed: str) -> tuple[Change, Person]:
        """Set the password of an invitation or a reset, once; raises `InvitationRefused`."""
        found = self.require_open(connection, code)
        if found.action is Action.INVITE:
            id_ = PersonId.new(self._clock, self._entropy)
            person = Person(id_, found.login, found.name, found.role, self._org)
            if not store.add_person(connection, person, hashed):
                raise InvitationRefused(party=str(self._org), stage=_STAGE)
        else:
            person = self._person(connection, found.person)
            store.set_password(connection, person.id, hashed)
            store.set_disabled(connection, person.id, None)
        done = replace(found, state=State.DONE, person=str(person.id), code_digest=b"")
        appointment_store.put(connection, done)
        return done, person

    def link(self, connection: Connection, person: Person, provider: str, identity: Identity) -> Change:
        """Let a person come in by an identity of their own; raises `IdentityTaken`."""
        if not federation.add_link(connection, person.id, provider, identity, self._clock.now()):
            raise federation.IdentityTaken(party=str(self._org), stage=_STAGE)
        change = self._of(person, Action.LINK, _Whom(str(person.id), person.login, person.name, person.role))
        done = replace(change, state=State.DONE)
        appointment_store.put(connection, done)
        return done

    def _propose(self, connection: Connection, by: Person | None, action: Action, whom: _Whom) -> tuple[Change, str]:
        change = self._of(by, action, whom)
        if by is not None and action not in _TAKES_AWAY and whom.role in TWO_TO_GIVE:
            appointment_store.put(connection, change)
            return change, ""
        return self._open(connection, change)

    def _of(self, by: Person | None, action: Action, whom: _Whom) -> Change:
        now = self._clock.now()
        return Change(
            id=ChangeId.new(self._clock, self._entropy),
            action=action,
            state=State.WAITING,
            person=whom.person,
            login=whom.login,
            name=whom.name,
            role=whom.role,
            by=NODE_OPERATOR if by is None else str(by.id),
            by_name="" if by is None else by.name,
            at=now,
            expires_at=now + self._settings.invitation,
        )

    def _open(self, connection: Connection, change: Change) -> tuple[Change, str]:
        """Do what a change says, or, where a person must set a password first, make its code."""
        if change.action in (Action.INVITE, Action.RESET):
            code = new_code(self._entropy)
            if change.action is Action.RESET:
                # From here on neither the old password nor its sessions, app or identity elsewhere let anybody in.
                self._turn_out(connection, PersonId(change.person))
                self._factors.remove(connection, PersonId(change.person))
                federation.unlink(connection, PersonId(change.person))
                store.set_disabled(connection, PersonId(change.person), self._clock.now())
            opened = replace(change, state=State.OPEN, code_digest=self._digest(code))
            appointment_store.put(connection, opened)
            return opened, code
        person = PersonId(change.person)
        if change.action is Action.CHANGE_ROLE:
            store.set_role(connection, person, change.role)
        elif change.action is Action.UNLINK:
            federation.unlink(connection, person)
        else:
            store.set_disabled(connection, person, self._clock.now() if change.action is Action.DISABLE else None)
        self._turn_out(connection, person)
        done = replace(change, state=State.DONE)
        appointment_store.put(connection, done)
        return done, ""

    def _turn_out(self, connection: Connection, person: PersonId) -> None:
        session_store.end_all_of(connection, person)
        session_store.forget_devices_of(connection, person)

    def _person(self, connection: Connection, id_: str) -> Person:
        person = store.person(connection, id_)
        if person is None or person.uscc is not None:
            raise PersonUnknown(party=str(self._org), stage=_STAGE)
        return person

    def _waiting(self, connection: Connection, id_: str) -> Change:
        change = appointment_store.change(connection, id_)
        if change is None:
            raise ChangeUnknown(party=str(self._org), stage=_STAGE)
        if change.state is not State.WAITING or change.expires_at <= self._clock.now():
            raise ChangeClosed(party=str(self._org), stage=_STAGE)
        return change

    def _is_administrator(self, connection: Connection, id_: str) -> bool:
        person = store.person(connection, id_)
        return person is not None and person.active and person.role is PersonRole.ADMINISTRATOR

    def _digest(self, code: str) -> bytes:
        return self._suite.digest(normalised(code).encode())


def administrators(people: Sequence[Person]) -> list[Person]:
    """Who of these can confirm what another proposes."""
    return [one for one in people if one.active and one.role is PersonRole.ADMINISTRATOR]
