"""Signing in by the institution's own identity provider: whom its word lets in, and for what.

A provider says who somebody is. That they are let in, and what they may do, stands in this node's people and roles: an
identity that nobody linked opens nothing, and one of a disabled person neither.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from puhui.desks.people import People
from puhui.desks.staffing import StaffDesk
from puhui.desks.views import (
    IdentityItem,
    IdentityList,
    ProviderItem,
    ProviderList,
    ReturnRequest,
    ReturnView,
    SessionView,
)
from puhui.kernel import Clock
from puhui.parties import Person, SecondFactors, Session, SessionEnded, SignIn, people_of
from puhui.parties.federation import (
    AuthenticatedLongAgo,
    Departure,
    FactorNotAttested,
    Identity,
    IdentityDiffers,
    IdentityNotLinked,
    ProviderDoor,
    Purpose,
    Returned,
    Trip,
    TripOver,
    links,
    person_of,
    use_link,
)
from puhui.parties.sign_in_settings import SETTINGS, SignInSettings
from puhui.storage import Database

_STAGE = "desks.identity_providers"


@dataclass(frozen=True, slots=True)
class Browser:
    """What a browser brought back beside the provider's answer: its own tokens, "" for each that it has not."""

    trip_token: str
    session_token: str = ""
    device_token: str = ""
    device: str = ""


class ProviderDesk:
    """One node's, safe from many threads."""

    def __init__(
        self,
        *,
        database: Database,
        at: ProviderDoor,
        door: SignIn,
        factors: SecondFactors,
        people: People,
        staff: StaffDesk,
        clock: Clock,
        settings: SignInSettings = SETTINGS,
    ) -> None:
        self._database = database
        self._at = at
        self._door = door
        self._factors = factors
        self._people = people
        self._staff = staff
        self._clock = clock
        self._settings = settings

    @property
    def trip_seconds(self) -> int:
        """How long somebody may be away."""
        return int(self._settings.provider_trip.total_seconds())

    def providers(self) -> ProviderList:
        """By which providers people may sign in here."""
        found = self._at.providers
        return ProviderList(
            items=[ProviderItem(name=one.name, label_zh=one.label.zh, label_en=one.label.en) for one in found]
        )

    def identities(self, session_token: str) -> IdentityList:
        """The signed-in person's own, by provider."""
        person = self._door.session(session_token).person
        with self._database.transaction() as connection:
            found = links(connection, person.id)
        return IdentityList(
            items=[IdentityItem(provider=one.provider, linked_at=one.linked_at, used_at=one.used_at) for one in found]
        )

    def leave(self, name: str, purpose: Purpose, session_token: str = "") -> Departure:
        """Where to send a browser; raises what `ProviderDoor.leave` does, and `SessionEnded`."""
        in_session = purpose in (Purpose.LINK, Purpose.CONFIRM)
        return self._at.leave(name, purpose, str(self._door.session(session_token).id) if in_session else "")

    def come_back(self, name: str, asked: ReturnRequest, browser: Browser) -> tuple[Session | None, ReturnView]:
        """What somebody left for, done; with the fresh session of one who came to sign in.

        Raises what `ProviderDoor.come_back` does, `IdentityNotLinked`, `IdentityTaken`, `IdentityDiffers`,
        `FactorNotAttested`, `AuthenticatedLongAgo`, `InvitationRefused`, `SessionEnded`.
        """
        returned = Returned(asked.state, asked.code, asked.iss, asked.error)
        trip, identity = self._at.come_back(name, returned, browser.trip_token)
        match trip.purpose:
            case Purpose.SIGN_IN:
                return self._let_in(trip, identity, browser, self._person_of)
            case Purpose.TAKE_UP:

                def invited(identity: Identity) -> Person:
                    return self._staff.take_up_elsewhere(asked.invitation, name, identity)

                return self._let_in(trip, identity, browser, invited)
            case Purpose.LINK:
                session = self._same_session(trip, browser)
                self._staff.link(session.person, name, identity)
            case Purpose.CONFIRM:
                session = self._same_session(trip, browser)
                self._confirm(trip, identity, session)
        return None, ReturnView(purpose=trip.purpose.value)

    def _let_in(
        self, trip: Trip, identity: Identity, browser: Browser, whose: Callable[[Identity], Person]
    ) -> tuple[Session, ReturnView]:
        if trip.purpose is Purpose.TAKE_UP:
            self._require_factor(trip, identity, None)  # before anything is made
        person = whose(identity)
        self._require_factor(trip, identity, person)
        session = self._door.admit(
            person, identity.authenticated_at, device_token=browser.device_token, device=browser.device
        )
        with self._database.transaction() as connection:
            use_link(connection, identity, self._clock.now())
        view: SessionView = self._people.welcome(session, browser.device)
        return session, ReturnView(purpose=trip.purpose.value, session=view)

    def _confirm(self, trip: Trip, identity: Identity, session: Session) -> None:
        if self._person_of(identity).id != session.person.id:
            raise IdentityDiffers(stage=_STAGE)
        self._require_factor(trip, identity, session.person)
        earliest: datetime = trip.begun_at - self._settings.provider_skew
        if identity.authenticated_at is None or identity.authenticated_at < earliest:
            raise AuthenticatedLongAgo(stage=_STAGE)
        self._door.confirmed_elsewhere(session.token)

    def _same_session(self, trip: Trip, browser: Browser) -> Session:
        session = self._door.session(browser.session_token) if browser.session_token else None
        if session is None:
            raise SessionEnded(stage=_STAGE)
        if str(session.id) != trip.session:
            raise TripOver(stage=_STAGE)
        return session

    def _person_of(self, identity: Identity) -> Person:
        with self._database.transaction() as connection:
            id_ = person_of(connection, identity)
            found = [] if id_ is None else people_of(connection, person=str(id_))
        if not found:
            raise IdentityNotLinked(stage=_STAGE)
        return found[0]

    def _require_factor(self, trip: Trip, identity: Identity, person: Person | None) -> None:
        """A provider's word never is less than what the person shows at this node's own door."""
        if identity.has_factor:
            return
        own = None
        if person is not None:
            with self._database.transaction() as connection:
                own = self._factors.state(connection, person.id).since
        if own is not None or self._at.provider(trip.provider).factor_required:
            raise FactorNotAttested(stage=_STAGE)
