"""The people of a node, as the web edge needs them: sign in, ask who is behind a token, sign out, and look after it."""

from puhui.desks.actors import NOBODY, Actor
from puhui.desks.errors import ThingNotFound
from puhui.desks.views import (
    EnterpriseRef,
    FactorEnrolment,
    FactorView,
    PersonView,
    RecoveryCodes,
    SessionItem,
    SessionList,
    SessionView,
)
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.parties import Enterprises, SecondFactors, Session, SessionEnded, SignIn
from puhui.storage import Database

_STAGE = "desks.people"


class People:
    """One node's door."""

    def __init__(
        self, *, database: Database, door: SignIn, factors: SecondFactors, enterprises: Enterprises, crier: Crier
    ) -> None:
        self._database = database
        self._door = door
        self._factors = factors
        self._enterprises = enterprises
        self._crier = crier

    def sign_in(
        self, login: str, password: str, code: str = "", *, device_token: str = "", device: str = ""
    ) -> tuple[Session, SessionView]:
        """A fresh session, with its tokens, and as people see it; raises what `SignIn.sign_in` does."""
        session = self._door.sign_in(login, password, code, device_token=device_token, device=device)
        return session, self.welcome(session, device)

    def welcome(self, session: Session, device: str) -> SessionView:
        """A fresh session as its person sees it, who is told where it is the first from this device."""
        if session.is_new_device:
            notice = Notice(
                Kind.NEW_DEVICE,
                Audience.of_person(str(session.person.id)),
                key=f"device:{session.id}",
                page="/account",
                values={"device": device or "?"},
            )
            with self._database.transaction() as connection:
                self._crier.tell(connection, notice)
        return self._view(session)

    def session(self, token: str) -> SessionView | None:
        """The session of a token; None when it is over or was never."""
        try:
            return self._view(self._door.session(token))
        except SessionEnded:
            return None

    def actor(self, token: str, *, used: bool = True) -> Actor:
        """Who is behind a token; `NOBODY` when the session is over or was never. Not `used`, it goes idle."""
        try:
            session = self._door.session(token, used=used)
        except SessionEnded:
            return NOBODY
        person = session.person
        return Actor(
            person=str(person.id),
            name=person.name,
            role=person.role.value,
            org=str(person.org),
            uscc=person.uscc,
            is_fresh=self._door.is_fresh(session.confirmed_at),
        )

    def is_signed_in(self, token: str) -> bool:
        """Whether a token's session goes on; asking does not keep it awake."""
        return self.actor(token, used=False) is not NOBODY

    def sign_out(self, token: str) -> None:
        """End the session."""
        self._door.sign_out(token)

    def confirm(self, token: str, password: str, code: str) -> None:
        """Show again who one is; raises what `SignIn.confirm` does."""
        self._door.confirm(token, password, code)

    def change_password(self, token: str, password: str, code: str, wanted: str) -> None:
        """Another password; every session ends, this one too. Raises what `confirm` does, and `PasswordTooWeak`."""
        self._door.confirm(token, password, code)
        self._door.change_password(self._door.session(token).person, wanted)

    def sessions(self, token: str) -> SessionList:
        """Where the person is signed in."""
        here = self._door.session(token)
        return SessionList(
            items=[
                SessionItem(
                    id=str(one.id),
                    device=one.device,
                    begun_at=one.begun_at,
                    seen_at=one.seen_at,
                    expires_at=one.expires_at,
                    here=one.id == here.id,
                )
                for one in self._door.sessions(here.person)
            ]
        )

    def end_session(self, token: str, id_: str) -> None:
        """End one of the person's own sessions; raises `ThingNotFound`."""
        if not self._door.end_session(self._door.session(token).person, id_):
            raise ThingNotFound(kind="session", id=id_, stage=_STAGE)

    # The second factor.

    def factor(self, token: str) -> FactorView:
        """Whether the person has an authenticator app set up."""
        person = self._door.session(token).person
        with self._database.transaction() as connection:
            state = self._factors.state(connection, person.id)
        return FactorView(since=state.since, recovery_left=state.recovery_left)

    def begin_factor(self, token: str) -> FactorEnrolment:
        """What an app needs, once; raises `SecondFactorThere`."""
        person = self._door.session(token).person
        with self._database.transaction() as connection:
            begun = self._factors.begin(connection, person)
        return FactorEnrolment(secret=begun.secret, uri=begun.uri)

    def confirm_factor(self, token: str, code: str) -> RecoveryCodes:
        """Let the app count from its first code on; raises `CodeRefused`, `NoEnrolmentBegun`, `SecondFactorThere`."""
        person = self._door.session(token).person
        with self._database.transaction() as connection:
            return RecoveryCodes(codes=self._factors.confirm(connection, person.id, code))

    def remove_factor(self, token: str) -> None:
        """Let the password be enough again."""
        person = self._door.session(token).person
        with self._database.transaction() as connection:
            self._factors.remove(connection, person.id)

    def _view(self, session: Session) -> SessionView:
        person = session.person
        enterprise = None
        if person.uscc is not None:
            enterprise = EnterpriseRef(uscc=person.uscc, name=self._enterprises.find(person.uscc).name)
        return SessionView(
            person=PersonView(id=str(person.id), name=person.name, role=person.role.value, org=str(person.org)),
            enterprise=enterprise,
            expires_at=session.expires_at,
        )
