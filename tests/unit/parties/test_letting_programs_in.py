"""Programs: one role, until a day, two administrators for power, and nothing kept that opens the door."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.ids import OrgId, PersonId
from puhui.parties import (
    ChangeClosed,
    Person,
    PersonRole,
    Programs,
    RoleNotForPrograms,
    SecondAdministratorNeeded,
    TokenLastsTooLong,
    TokenNameTaken,
    TokenOfRealNode,
    TokenOfSandbox,
    TokenUnknown,
    TooManyTokens,
    store,
)
from puhui.parties.sign_in_settings import SETTINGS
from puhui.storage import Database

BANK = OrgId("bank-a")
DAYS = timedelta(days=30)


class _House:
    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
        made = {"suite": suite("ed25519-sha256"), "clock": self.clock, "entropy": SeededEntropy(1)}
        self.programs = Programs(database, org=BANK, **made)
        self.ann, self.bob = (self._administrator(name, made["entropy"]) for name in ("ann", "bob"))

    def do(self, verb, *arguments, **named):
        with self.database.transaction() as connection:
            return getattr(self.programs, verb)(connection, *arguments, **named)

    def issue(self, name="core", role=PersonRole.OFFICER, lasts=DAYS):
        return self.do("issue", self.ann, name=name, role=role, lasts=lasts)

    def _administrator(self, name, entropy):
        person = Person(PersonId.new(self.clock, entropy), name, name, PersonRole.ADMINISTRATOR, BANK)
        with self.database.transaction() as connection:
            store.add_person(connection, person, "none")
        return person


@pytest.fixture
def house(database: Database) -> _House:
    return _House(database)


def test_a_secret_opens_its_token_until_its_day(house):
    token, secret = house.issue()
    assert house.programs.opened_by(secret).id == token.id
    house.clock.advance(DAYS - timedelta(seconds=1))
    assert house.programs.opened_by(secret)
    house.clock.advance(timedelta(seconds=1))
    assert house.programs.opened_by(secret) is None


def test_nothing_that_is_kept_opens_the_door(house):
    _, secret = house.issue()
    with house.database.reading() as connection:
        there = sa.MetaData()
        there.reflect(connection)
        kept = repr([list(connection.execute(table.select())) for table in there.sorted_tables])
    assert secret not in kept
    assert secret.removeprefix("puhui_") not in kept


@pytest.mark.parametrize("secret", ["", "puhui_", "puhui_" + "x" * 43, "puhui_" + "x" * 10_000, "tok_1"])
def test_what_was_never_issued_opens_nothing(house, secret):
    house.issue()
    assert house.programs.opened_by(secret) is None


def test_an_approving_program_takes_another_administrator(house):
    token, secret = house.issue(role=PersonRole.APPROVER)
    assert secret == ""
    with pytest.raises(SecondAdministratorNeeded):
        house.do("confirm", house.ann, token.id)
    live, secret = house.do("confirm", house.bob, token.id)
    assert (house.programs.opened_by(secret).role, live.second_name) == (PersonRole.APPROVER, "bob")
    with pytest.raises(ChangeClosed):
        house.do("confirm", house.bob, token.id)


def test_who_has_no_say_any_more_proposed_nothing(house):
    token, _ = house.issue(role=PersonRole.APPROVER)
    with house.database.transaction() as connection:
        store.set_role(connection, house.ann.id, PersonRole.OFFICER)
    with pytest.raises(ChangeClosed):
        house.do("confirm", house.bob, token.id)


def test_revoking_holds_at_once_and_once(house):
    token, secret = house.issue()
    house.do("revoke", token.id)
    assert house.programs.opened_by(secret) is None
    with pytest.raises(ChangeClosed):
        house.do("revoke", token.id)
    with pytest.raises(TokenUnknown):
        house.do("revoke", "tok_00000000000000000000000000")
    assert house.issue()[1] != secret  # the name is free again


def test_a_refused_proposal_never_opens(house):
    token, _ = house.issue(role=PersonRole.APPROVER)
    house.do("revoke", token.id)
    with pytest.raises(ChangeClosed):
        house.do("confirm", house.bob, token.id)


@pytest.mark.parametrize(
    "role", [PersonRole.ADMINISTRATOR, PersonRole.OWNER, PersonRole.VALIDATOR, PersonRole.REGISTRAR]
)
def test_some_roles_are_peoples_alone(house, role):
    with pytest.raises(RoleNotForPrograms):
        house.issue(role=role)


def test_names_days_and_numbers_have_limits(house):
    house.issue()
    with pytest.raises(TokenNameTaken):
        house.issue()
    with pytest.raises(TokenLastsTooLong):
        house.issue("long", lasts=timedelta(days=366))
    house.programs._settings = replace(SETTINGS, tokens_per_institution=1)
    with pytest.raises(TooManyTokens):
        house.issue("one-more")


def test_use_is_noted_once_a_minute(house):
    _, secret = house.issue()
    begun, seen = house.clock.now(), []
    for seconds in (0, 59, 2):
        house.clock.advance(timedelta(seconds=seconds))
        house.programs.opened_by(secret)
        (token,) = house.do("tokens")
        seen.append((token.used_at - begun).total_seconds())
    assert seen == [0, 0, 61]


@pytest.mark.parametrize(("sandbox", "wrong"), [(True, TokenOfRealNode), (False, TokenOfSandbox)])
def test_a_sandboxs_secret_is_known_by_its_beginning_and_refused_elsewhere(house, sandbox, wrong):
    made = {"suite": suite("ed25519-sha256"), "clock": house.clock, "entropy": SeededEntropy(2)}
    here, there = (Programs(house.database, org=BANK, **made, sandbox=one) for one in (sandbox, not sandbox))
    with house.database.transaction() as connection:
        (_, mine), (_, other) = (
            one.issue(connection, house.ann, name=name, role=PersonRole.OFFICER, lasts=DAYS)
            for name, one in (("here", here), ("there", there))
        )
    assert [one.startswith("puhui_sandbox_") for one in (mine, other)] == [sandbox, not sandbox]
    assert here.opened_by(mine).name == "here"
    with pytest.raises(wrong):  # though its digest is in this very database
        here.opened_by(other)
