"""Signing in: what is kept, what is told, and how fast one may guess."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher, extract_parameters

from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import OrgId
from puhui.parties import (
    LoginTaken,
    PasswordTooWeak,
    PersonRole,
    RoleNeedsEnterprise,
    SessionEnded,
    SignIn,
    SignInRefused,
    SignInThrottled,
)
from puhui.storage import metadata

PASSWORD = "a long enough password"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def clock():
    return ManualClock(datetime(2026, 3, 1, tzinfo=UTC))


@pytest.fixture
def door(database, clock):
    made = SignIn(database, suite=suite("ed25519-sha256"), clock=clock, entropy=SeededEntropy(1), hasher=CHEAP)
    made.add_person(
        login="owner", password=PASSWORD, name="王", role=PersonRole.OWNER, org=OrgId("city-platform"),
        uscc=uscc("91110000600037341L"),
    )  # fmt: skip
    return made


def _fail(door, login="owner", times=1):
    for _ in range(times):
        with pytest.raises(SignInRefused):
            door.sign_in(login, "not the password")


def _stay(door, clock, session, time):
    """Use a session now and then while `time` goes by."""
    while time > timedelta(0):
        step = min(time, timedelta(minutes=20))
        clock.advance(step)
        door.session(session.token)
        time -= step


def test_a_session_lasts_its_time_and_no_longer(door, clock):
    session = door.sign_in("owner", PASSWORD)
    _stay(door, clock, session, timedelta(hours=8) - timedelta(seconds=1))
    assert door.session(session.token).person.uscc == "91110000600037341L"
    clock.advance(timedelta(seconds=1))
    with pytest.raises(SessionEnded):
        door.session(session.token)


def test_a_session_that_nobody_uses_ends_and_looking_at_it_is_no_use(door, clock):
    session = door.sign_in("owner", PASSWORD)
    for _ in range(29):
        clock.advance(timedelta(minutes=1))
        door.session(session.token, used=False)
    clock.advance(timedelta(minutes=1))
    with pytest.raises(SessionEnded):
        door.session(session.token)
    assert door.sessions(session.person) == []


def test_signing_out_ends_one_session_and_a_new_password_ends_all(door):
    first, second, third = (door.sign_in("owner", PASSWORD) for _ in range(3))
    door.sign_out(first.token)
    with pytest.raises(SessionEnded):
        door.session(first.token)
    door.change_password(door.session(second.token).person, "another long password")
    for session in (second, third):
        with pytest.raises(SessionEnded):
            door.session(session.token)
    _fail(door)
    door.sign_in("owner", "another long password")


def test_neither_password_nor_token_is_stored(door, database):
    session = door.sign_in("owner", PASSWORD)
    with database.transaction() as connection:
        kept = [
            str(value)
            for table in metadata.sorted_tables
            for row in connection.execute(sa.select(table))
            for value in row
        ]
    assert kept
    assert not any(session.token in value or PASSWORD in value for value in kept)
    assert session.token not in repr(session)


@pytest.mark.parametrize("token", ["", "x", "é", "a" * 10_000])
def test_a_made_up_token_is_no_session(door, token):
    with pytest.raises(SessionEnded):
        door.session(token)


def test_an_unknown_login_is_refused_like_a_wrong_password(door):
    with pytest.raises(SignInRefused) as unknown:
        door.sign_in("nobody", PASSWORD)
    with pytest.raises(SignInRefused) as wrong:
        door.sign_in("owner", "not the password")
    assert str(unknown.value) == str(wrong.value)


def test_an_unknown_login_costs_what_a_wrong_password_costs(database, clock):
    asked = []

    class Watched(PasswordHasher):
        def verify(self, hashed, password):
            asked.append(extract_parameters(hashed))
            return super().verify(hashed, password)

    founded = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
    there = {"suite": suite("ed25519-sha256"), "clock": clock, "entropy": SeededEntropy(1)}
    founding = SignIn(database, **there, hasher=founded)
    founding.add_person(login="clerk", password=PASSWORD, name="王", role=PersonRole.OFFICER, org=OrgId("bank-a"))
    door = SignIn(database, **there, hasher=Watched(time_cost=1, memory_cost=8, parallelism=1))
    for login in ("clerk", "nobody"):
        _fail(door, login)
    wrong, unknown = asked
    assert wrong == unknown, "whatever the door itself would make it cost"
    assert (unknown.time_cost, unknown.memory_cost, unknown.parallelism) == (2, 16, 1)


@pytest.mark.parametrize("login", ["owner", "nobody"])
def test_the_fifth_failure_waits_and_each_further_one_longer(door, clock, login):
    _fail(door, login, 5)
    for seconds in (30, 60, 120):
        with pytest.raises(SignInThrottled):
            door.sign_in(login, PASSWORD)
        clock.advance(timedelta(seconds=seconds - 1))
        with pytest.raises(SignInThrottled) as throttled:
            door.sign_in(login, PASSWORD)
        assert throttled.value.data["seconds"] in (1, 2)
        clock.advance(timedelta(seconds=1))
        _fail(door, login)


def test_the_wait_never_exceeds_an_hour(door, clock):
    for _ in range(30):
        _fail(door)
        clock.advance(timedelta(hours=1))
    door.sign_in("owner", PASSWORD)


def test_a_right_password_forgets_the_failures(door):
    _fail(door, times=4)
    door.sign_in("owner", PASSWORD)
    _fail(door, times=4)
    door.sign_in("owner", PASSWORD)


def test_others_are_not_throttled_with_it(door):
    _fail(door, "nobody", 5)
    door.sign_in("owner", PASSWORD)


def test_a_login_is_taken_once(door):
    with pytest.raises(LoginTaken):
        door.add_person(login="owner", password=PASSWORD, name="李", role=PersonRole.OFFICER, org=OrgId("bank-a"))


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"password": "short"}, PasswordTooWeak),
        ({"password": "x" * 257}, PasswordTooWeak),
        ({"role": PersonRole.OWNER}, RoleNeedsEnterprise),
        ({"uscc": uscc("91110000600037341L")}, RoleNeedsEnterprise),
    ],
)
def test_people_that_cannot_be(door, changed, error):
    person = {"login": "new", "password": PASSWORD, "name": "李", "role": PersonRole.OFFICER, "org": OrgId("bank-a")}
    with pytest.raises(error):
        door.add_person(**person | changed)


def test_strangers_failures_do_not_lock_out_whom_the_browser_is_known_to_be(door, clock):
    mine = door.sign_in("owner", PASSWORD)
    assert mine.device_token
    for _ in range(40):
        try:
            door.sign_in("owner", "a stranger's guess")
        except (SignInRefused, SignInThrottled):
            clock.advance(timedelta(seconds=10))
    with pytest.raises(SignInThrottled):
        door.sign_in("owner", PASSWORD)
    again = door.sign_in("owner", PASSWORD, device_token=mine.device_token)
    assert (again.device_token, again.is_new_device) == (mine.device_token, False)
    with pytest.raises(SignInThrottled):
        door.sign_in("owner", PASSWORD)  # its owner's success does not open the way for strangers


def test_a_known_browser_is_no_way_round_the_throttle(door, clock):
    mine = door.sign_in("owner", PASSWORD)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            door.sign_in("owner", "not the password", device_token=mine.device_token)
    with pytest.raises(SignInThrottled):
        door.sign_in("owner", PASSWORD, device_token=mine.device_token)
    with pytest.raises(SignInRefused):
        door.sign_in("nobody", PASSWORD, device_token=mine.device_token)


def test_a_browser_is_known_for_whom_it_was_used_and_a_year(door, clock):
    door.add_person(login="clerk", password=PASSWORD, name="李", role=PersonRole.OFFICER, org=OrgId("bank-a"))
    mine = door.sign_in("owner", PASSWORD)
    assert not mine.is_new_device, "the first browser of a person is no news"
    elsewhere = door.sign_in("owner", PASSWORD, device_token="made up")
    assert elsewhere.is_new_device
    assert elsewhere.device_token not in ("made up", mine.device_token)
    assert door.sign_in("clerk", PASSWORD, device_token=mine.device_token).device_token != mine.device_token
    clock.advance(timedelta(days=366))
    assert door.sign_in("owner", PASSWORD, device_token=mine.device_token).is_new_device


def test_what_matters_asks_for_the_password_again(door, clock):
    session = door.sign_in("owner", PASSWORD)
    assert door.is_fresh(session.confirmed_at)
    _stay(door, clock, session, timedelta(minutes=15))
    assert not door.is_fresh(door.session(session.token).confirmed_at)
    for _ in range(5):
        with pytest.raises(SignInRefused):
            door.confirm(session.token, "not the password")
    with pytest.raises(SignInThrottled):
        door.confirm(session.token, PASSWORD)
    door.sign_in("owner", PASSWORD)  # a stolen session's guesses do not keep its owner out
    clock.advance(timedelta(seconds=31))
    door.confirm(session.token, PASSWORD)
    assert door.is_fresh(door.session(session.token).confirmed_at)


def test_a_person_ends_their_own_sessions_and_nobody_elses(door):
    door.add_person(login="clerk", password=PASSWORD, name="李", role=PersonRole.OFFICER, org=OrgId("bank-a"))
    mine, other = door.sign_in("owner", PASSWORD, device="Firefox"), door.sign_in("clerk", PASSWORD)
    (kept,) = door.sessions(mine.person)
    assert (kept.id, kept.device) == (mine.id, "Firefox")
    assert not door.end_session(mine.person, str(other.id))
    assert door.end_session(mine.person, str(mine.id))
    with pytest.raises(SessionEnded):
        door.session(mine.token)
    door.session(other.token)
