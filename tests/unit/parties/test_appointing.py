"""People and their roles: power takes two administrators, nobody decides about themselves, and going is at once."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.identifiers import uscc
from puhui.kernel.ids import OrgId
from puhui.parties import (
    TWO_TO_GIVE,
    Action,
    Appointments,
    ChangeClosed,
    ChangePending,
    ChangeUnknown,
    InvitationRefused,
    LoginTaken,
    NothingToChange,
    NotYourOwn,
    PersonRole,
    PersonUnknown,
    RoleNotGivenHere,
    SecondAdministratorNeeded,
    SecondFactors,
    SessionEnded,
    SignIn,
    SignInRefused,
    State,
)
from puhui.storage import Database

PASSWORD = "a long enough password"
BANK = OrgId("bank-a")
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class _House:
    def __init__(self):
        self.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
        self.database = Database.in_memory()
        self.database.create()
        made = {"suite": suite("ed25519-sha256"), "clock": self.clock, "entropy": SeededEntropy(1)}
        factors = SecondFactors(**made, issuer="x")
        self.door = SignIn(self.database, **made, hasher=CHEAP, factors=factors)
        self.appointments = Appointments(org=BANK, **made, factors=factors)
        self.ann, self.bob = (self.add(login, PersonRole.ADMINISTRATOR) for login in ("ann", "bob"))
        self.clerk = self.add("clerk", PersonRole.OFFICER)

    def add(self, login, role, code=None):
        return self.door.add_person(login=login, password=PASSWORD, name=login, role=role, org=BANK, uscc=code)

    def do(self, verb, *arguments, **named):
        with self.database.transaction() as connection:
            return getattr(self.appointments, verb)(connection, *arguments, **named)

    def invite(self, role=PersonRole.OFFICER, login="new", by=None):
        return self.do("invite", by or self.ann, login=login, name="新人", role=role)

    def take_up(self, code, password=PASSWORD):
        return self.do("take_up", code, self.door.hashed(password))

    def role_of(self, person):
        return next(one.role for one in self.do("people") if one.id == person.id)


@pytest.fixture
def house():
    return _House()


def test_an_invitation_is_taken_up_once_by_whoever_has_its_code(house):
    change, code = house.invite()
    assert (change.state, len(code)) == (State.OPEN, 16)
    _, person = house.take_up(f"{code[:4]}-{code[4:]}".lower())
    assert house.door.sign_in("new", PASSWORD).person == person
    with pytest.raises(InvitationRefused):
        house.take_up(code)


@pytest.mark.parametrize("code", ["", "AAAAAAAAAAAAAAAA", "' OR 1=1", "x" * 10_000])
def test_a_made_up_code_opens_nothing(house, code):
    house.invite()
    with pytest.raises(InvitationRefused):
        house.take_up(code)


def test_an_invitation_runs_out_and_can_be_taken_back(house):
    _, late = house.invite(login="late")
    house.clock.advance(timedelta(days=7))
    with pytest.raises(InvitationRefused):
        house.take_up(late)
    change, code = house.invite()
    house.do("refuse", house.bob, str(change.id))
    with pytest.raises(InvitationRefused):
        house.take_up(code)
    with pytest.raises(ChangeClosed):
        house.do("refuse", house.bob, str(change.id))
    house.invite()  # the login is free again


@pytest.mark.parametrize("role", sorted(TWO_TO_GIVE))
def test_power_takes_two_and_its_code_goes_to_the_second(house, role):
    change, code = house.invite(role)
    assert (change.state, code) == (State.WAITING, "")
    with pytest.raises(SecondAdministratorNeeded):
        house.do("confirm", house.ann, str(change.id))
    confirmed, code = house.do("confirm", house.bob, str(change.id))
    assert (confirmed.state, confirmed.by, confirmed.second) == (State.OPEN, house.ann.id, house.bob.id)
    house.take_up(code)
    with pytest.raises(ChangeClosed):
        house.do("confirm", house.bob, str(change.id))


def test_a_role_that_approves_is_given_by_two_and_taken_by_one(house):
    session = house.door.sign_in("clerk", PASSWORD)
    change, _ = house.do("change", house.ann, house.clerk.id, Action.CHANGE_ROLE, PersonRole.APPROVER)
    assert house.role_of(house.clerk) is PersonRole.OFFICER
    with pytest.raises(ChangePending):
        house.do("change", house.bob, house.clerk.id, Action.CHANGE_ROLE, PersonRole.STEWARD)
    house.do("confirm", house.bob, str(change.id))
    assert house.role_of(house.clerk) is PersonRole.APPROVER
    with pytest.raises(SessionEnded):
        house.door.session(session.token)
    taken, _ = house.do("change", house.ann, house.clerk.id, Action.CHANGE_ROLE, PersonRole.OFFICER)
    assert (taken.state, house.role_of(house.clerk)) == (State.DONE, PersonRole.OFFICER)


def test_whoever_is_disabled_has_no_session_from_that_moment_on(house):
    session = house.door.sign_in("clerk", PASSWORD)
    house.do("change", house.ann, house.clerk.id, Action.DISABLE)
    with pytest.raises(SessionEnded):
        house.door.session(session.token)
    with pytest.raises(SignInRefused):
        house.door.sign_in("clerk", PASSWORD)
    with pytest.raises(NothingToChange):
        house.do("change", house.ann, house.clerk.id, Action.DISABLE)
    house.do("change", house.ann, house.clerk.id, Action.ENABLE)
    house.door.sign_in("clerk", PASSWORD)


def test_a_reset_lets_nobody_in_until_its_code_is_taken_up(house):
    session = house.door.sign_in("clerk", PASSWORD)
    _, code = house.do("change", house.ann, house.clerk.id, Action.RESET)
    with pytest.raises(SessionEnded):
        house.door.session(session.token)
    with pytest.raises(SignInRefused):
        house.door.sign_in("clerk", PASSWORD)
    house.take_up(code, "another long password")
    with pytest.raises(SignInRefused):
        house.door.sign_in("clerk", PASSWORD)
    house.door.sign_in("clerk", "another long password")


def test_one_administrator_cannot_take_over_an_approver_by_a_reset(house):
    approver = house.add("approver", PersonRole.APPROVER)
    change, code = house.do("change", house.ann, approver.id, Action.RESET)
    assert (change.state, code) == (State.WAITING, "")
    house.door.sign_in("approver", PASSWORD)


def test_nobody_decides_about_themselves(house):
    for action in Action:
        if action is not Action.INVITE:
            with pytest.raises(NotYourOwn):
                house.do("change", house.ann, house.ann.id, action, PersonRole.APPROVER)
    change, _ = house.do("change", house.ann, house.bob.id, Action.RESET)
    with pytest.raises(NotYourOwn):
        house.do("confirm", house.bob, str(change.id))


def test_what_a_disabled_administrator_proposed_is_not_confirmed(house):
    carl = house.add("carl", PersonRole.ADMINISTRATOR)
    change, _ = house.invite(PersonRole.APPROVER)
    house.do("change", carl, house.ann.id, Action.DISABLE)
    with pytest.raises(ChangeClosed):
        house.do("confirm", house.bob, str(change.id))


def test_owners_are_not_an_administrators_to_invite_or_change(house):
    owner = house.add("owner", PersonRole.OWNER, uscc("91110000600037341L"))
    assert owner not in house.do("people")
    with pytest.raises(PersonUnknown):
        house.do("change", house.ann, owner.id, Action.RESET)
    with pytest.raises(RoleNotGivenHere):
        house.invite(PersonRole.OWNER)
    with pytest.raises(RoleNotGivenHere):
        house.do("change", house.ann, house.clerk.id, Action.CHANGE_ROLE, PersonRole.OWNER)


def test_a_login_is_promised_once(house):
    house.invite(login="new")
    for login in ("new", "clerk"):
        with pytest.raises(LoginTaken):
            house.invite(login=login)


def test_what_is_not_there_is_told_as_such(house):
    for verb in ("confirm", "refuse"):
        with pytest.raises(ChangeUnknown):
            house.do(verb, house.ann, "chg_x")
    with pytest.raises(PersonUnknown):
        house.do("change", house.ann, "psn_x", Action.RESET)


def test_the_nodes_operator_lets_the_first_administrator_in_alone(house):
    change, code = house.do("invite", None, login="first", name="第一位", role=PersonRole.ADMINISTRATOR)
    assert (change.state, change.by) == (State.OPEN, "")
    house.take_up(code)
