"""An institution's programs and their tokens, as its administrators see and change them, and as the door knows them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Literal

from puhui.desks.actors import NOBODY, Actor
from puhui.desks.people_trail import PeopleTrail
from puhui.desks.staffing import administrator_of
from puhui.desks.views import IssuedToken, PersonView, SessionView, TokenList, TokenRequest, TokenView
from puhui.kernel import Clock
from puhui.notifications import Audience, Crier, Kind, Notice
from puhui.parties import GIVEN_TO_PROGRAMS, TWO_TO_GIVE, PersonRole, Programs, ProgramToken
from puhui.storage import Database

_PAGE = "/people"


class ProgramDesk:
    """One institution's, safe from many threads."""

    def __init__(
        self,
        *,
        database: Database,
        programs: Programs,
        trail: PeopleTrail,
        crier: Crier,
        clock: Clock,
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._programs = programs
        self._trail = trail
        self._crier = crier
        self._clock = clock
        self._wake = wake

    def actor(self, secret: str) -> Actor:
        """Who is behind a secret; `NOBODY` when it opens nothing. A program needs no password to be fresh."""
        token = self._programs.opened_by(secret)
        if token is None:
            return NOBODY
        return Actor(
            person=str(token.id),
            name=token.acts_as,
            role=token.role.value,
            org=str(token.org),
            is_fresh=True,
            is_program=True,
        )

    def session(self, secret: str) -> SessionView | None:
        """A program's standing as a session: in which role, and until when; None when the secret opens nothing."""
        token = self._programs.opened_by(secret)
        if token is None:
            return None
        who = PersonView(id=str(token.id), name=token.acts_as, role=token.role.value, org=str(token.org))
        return SessionView(person=who, expires_at=token.expires_at)

    def tokens(self) -> TokenList:
        """Every token, the newest first."""
        now = self._clock.now()
        with self._database.reading() as connection:
            found = self._programs.tokens(connection)
        return TokenList(
            items=[_view(one, now) for one in found],
            roles=sorted(GIVEN_TO_PROGRAMS),
            two_to_give=sorted(TWO_TO_GIVE & GIVEN_TO_PROGRAMS),
            days_max=self._programs.longest.days,
        )

    def issue(self, asked: TokenRequest, actor: Actor) -> IssuedToken:
        """Let a program in; raises what `Programs.issue` does."""
        with self._database.transaction() as connection:
            by = administrator_of(connection, actor)
            lasts = timedelta(days=asked.days)
            token, secret = self._programs.issue(
                connection, by, name=asked.name, role=PersonRole(asked.role), lasts=lasts
            )
            self._trail.write(connection, "done" if secret else "proposed", _about(token, "issue_token"))
            if not secret:
                self._crier.tell(connection, _proposed(token))
        return self._told(token, secret)

    def confirm(self, id_: str, actor: Actor) -> IssuedToken:
        """Agree to what another administrator proposed; raises what `Programs.confirm` does."""
        with self._database.transaction() as connection:
            token, secret = self._programs.confirm(connection, administrator_of(connection, actor), id_)
            self._trail.write(connection, "confirmed", _about(token, "issue_token"))
        return self._told(token, secret)

    def revoke(self, id_: str, actor: Actor) -> None:
        """Refuse a token, or end it now; raises what `Programs.revoke` does."""
        with self._database.transaction() as connection:
            by = administrator_of(connection, actor)
            about = _about(self._programs.revoke(connection, id_), "revoke_token")
            self._trail.write(connection, "done", about | {"by": str(by.id), "by_name": by.name})
        self._wake()

    def _told(self, token: ProgramToken, secret: str) -> IssuedToken:
        self._wake()
        return IssuedToken(token=_view(token, self._clock.now()), secret=secret or None)


def _proposed(token: ProgramToken) -> Notice:
    to = Audience.of_role(PersonRole.ADMINISTRATOR.value)
    told = {"by": token.by_name, "name": token.name}
    return Notice(Kind.PEOPLE_CHANGE_PROPOSED, to, key=f"{token.id}:proposed", page=_PAGE, values=told)


def _about(token: ProgramToken, action: Literal["issue_token", "revoke_token"]) -> dict[str, Any]:
    return {
        "change": str(token.id),
        "action": action,
        "person": "",
        "login": token.acts_as,
        "name": token.name,
        "role": token.role.value,
        "by": token.by,
        "by_name": token.by_name,
        "second": token.second,
        "second_name": token.second_name,
    }


def _view(token: ProgramToken, now: datetime) -> TokenView:
    ran_out = token.is_over(now) and token.state.value != "revoked"
    return TokenView(
        id=str(token.id),
        name=token.name,
        role=token.role.value,
        state="expired" if ran_out else token.state.value,
        by=token.by,
        by_name=token.by_name,
        second_name=token.second_name or None,
        at=token.at,
        expires_at=token.expires_at,
        used_at=token.used_at,
    )
