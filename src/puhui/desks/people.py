"""The people of a node, as the web edge needs them: sign in, ask who is behind a token, sign out."""

from puhui.desks.actors import NOBODY, Actor
from puhui.desks.views import EnterpriseRef, PersonView, SessionView
from puhui.parties import Enterprises, Session, SessionEnded, SignIn


class People:
    """One node's door."""

    def __init__(self, door: SignIn, enterprises: Enterprises) -> None:
        self._door = door
        self._enterprises = enterprises

    def sign_in(self, login: str, password: str) -> tuple[str, SessionView]:
        """A fresh token and its session; raises `SignInRefused` or `SignInThrottled`."""
        session = self._door.sign_in(login, password)
        return session.token, self._view(session)

    def session(self, token: str) -> SessionView | None:
        """The session of a token; None when it is over or was never."""
        try:
            return self._view(self._door.session(token))
        except SessionEnded:
            return None

    def actor(self, token: str) -> Actor:
        """Who is behind a token; `NOBODY` when the session is over or was never."""
        try:
            person = self._door.session(token).person
        except SessionEnded:
            return NOBODY
        return Actor(
            person=str(person.id), name=person.name, role=person.role.value, org=str(person.org), uscc=person.uscc
        )

    def sign_out(self, token: str) -> None:
        """End the session."""
        self._door.sign_out(token)

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
