"""Whose identity is whose: linked by its holder, once, and taken away by an administrator or a reset."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from argon2 import PasswordHasher

from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.ids import OrgId
from puhui.parties import (
    Action,
    Appointments,
    NothingToChange,
    NotYourOwn,
    Person,
    PersonRole,
    SecondFactors,
    SessionEnded,
    SignIn,
    State,
)
from puhui.parties.federation import Identity, IdentityTaken, Purpose, Trip, links, person_of
from puhui.parties.federation.store import begin_trip, end_trip
from puhui.storage import Database

BANK = OrgId("bank-a")
NOW = datetime(2026, 3, 1, tzinfo=UTC)
PASSWORD = "a long enough password"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


def identity(subject: str = "emp-1", issuer: str = "https://id.bank.test") -> Identity:
    return Identity(issuer, subject, has_factor=True, authenticated_at=NOW)


class _House:
    def __init__(self, database: Database) -> None:
        made: dict[str, Any] = {
            "suite": suite("ed25519-sha256"),
            "clock": ManualClock(NOW),
            "entropy": SeededEntropy(1),
        }
        factors = SecondFactors(**made, issuer="x")
        self.clock = made["clock"]
        self.database = database
        self.door = SignIn(database, **made, hasher=CHEAP, factors=factors)
        self.appointments = Appointments(org=BANK, **made, factors=factors)
        self.ann, self.bob = (self.add(one, PersonRole.ADMINISTRATOR) for one in ("ann", "bob"))
        self.clerk = self.add("clerk", PersonRole.OFFICER)

    def add(self, login: str, role: PersonRole) -> Person:
        return self.door.add_person(login=login, password=PASSWORD, name=login, role=role, org=BANK)

    def do(self, verb: str, *arguments: Any) -> Any:
        with self.database.transaction() as connection:
            return getattr(self.appointments, verb)(connection, *arguments)

    def whose(self, one: Identity) -> Any:
        with self.database.transaction() as connection:
            return person_of(connection, one)


@pytest.fixture
def house(database: Database) -> Iterator[_House]:
    return _House(database)


def test_an_identity_is_one_persons_and_a_person_has_one_there(house: _House) -> None:
    change = house.do("link", house.clerk, "bank", identity())
    assert (change.action, change.state, change.by) == (Action.LINK, State.DONE, str(house.clerk.id))
    assert house.whose(identity()) == house.clerk.id
    with pytest.raises(IdentityTaken):
        house.do("link", house.ann, "bank", identity())
    with pytest.raises(IdentityTaken):
        house.do("link", house.clerk, "bank", identity("emp-2"))
    house.do("link", house.clerk, "other", identity(issuer="https://other.test"))
    with house.database.transaction() as connection:
        assert [one.provider for one in links(connection, house.clerk.id)] == ["bank", "other"]


@pytest.mark.parametrize(
    "other", [identity("EMP-1"), identity("emp-1 "), identity(issuer="https://id.bank.test/"), identity("")]
)
def test_a_subject_that_only_looks_alike_is_nobodys(house: _House, other: Identity) -> None:
    house.do("link", house.clerk, "bank", identity())
    assert house.whose(other) is None


def test_unlinking_is_at_once_and_ends_all_sessions(house: _House) -> None:
    house.do("link", house.clerk, "bank", identity())
    session = house.door.admit(house.clerk, NOW)
    change, code = house.do("change", house.ann, str(house.clerk.id), Action.UNLINK)
    assert (change.state, code) == (State.DONE, "")
    assert house.whose(identity()) is None
    with pytest.raises(SessionEnded):
        house.door.session(session.token)
    with pytest.raises(NothingToChange):
        house.do("change", house.ann, str(house.clerk.id), Action.UNLINK)


def test_taking_an_identity_away_from_power_does_not_wait_for_a_second(house: _House) -> None:
    house.do("link", house.bob, "bank", identity())
    assert house.do("change", house.ann, str(house.bob.id), Action.UNLINK)[0].state is State.DONE
    house.do("link", house.ann, "bank", identity())
    with pytest.raises(NotYourOwn):
        house.do("change", house.ann, str(house.ann.id), Action.UNLINK)


def test_who_lost_everything_lost_the_identity_too(house: _House) -> None:
    house.do("link", house.clerk, "bank", identity())
    house.do("change", house.ann, str(house.clerk.id), Action.RESET)
    assert house.whose(identity()) is None


def test_a_session_is_as_fresh_as_the_provider_says(house: _House) -> None:
    for ago, fresh in ((timedelta(0), True), (timedelta(minutes=14), True), (timedelta(minutes=15), False)):
        assert house.door.is_fresh(house.door.admit(house.clerk, NOW - ago).confirmed_at) is fresh
    assert not house.door.is_fresh(house.door.admit(house.clerk, None).confirmed_at)
    ahead = house.door.admit(house.clerk, NOW + timedelta(hours=8))  # a provider's clock makes nobody fresh for longer
    assert ahead.confirmed_at == NOW


def test_of_two_who_bring_one_state_back_one_is_heard(house: _House) -> None:
    trip = Trip("bank", Purpose.SIGN_IN, "", NOW, NOW + timedelta(minutes=10), "nonce", "verifier")
    with house.database.transaction() as connection:
        assert begin_trip(connection, b"state", b"browser", trip, most=10)
    with house.database.transaction() as connection:
        assert end_trip(connection, b"state", b"another's") is None
        assert end_trip(connection, b"state", b"browser") == trip
        assert end_trip(connection, b"state", b"browser") is None
