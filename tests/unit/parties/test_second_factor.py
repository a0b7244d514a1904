"""The second factor: a code is good once, paper replaces the app, and guessing is slowed as for passwords."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlparse

import pytest
from argon2 import PasswordHasher

from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.ids import OrgId
from puhui.kernel.one_time_codes import code_at, matching_step, provisioning_uri
from puhui.parties import (
    CodeRefused,
    NoEnrolmentBegun,
    PersonRole,
    SecondFactorNeeded,
    SecondFactors,
    SecondFactorThere,
    SignIn,
    SignInRefused,
    SignInThrottled,
)
from puhui.storage import Database

PASSWORD = "a long enough password"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class _Desk:
    """A door, its factors, and the authenticator app of one person."""

    def __init__(self):
        self.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
        self.database = Database.in_memory()
        self.database.create()
        made = {"suite": suite("ed25519-sha256"), "clock": self.clock, "entropy": SeededEntropy(1)}
        self.factors = SecondFactors(**made, issuer="青湖银行")
        self.door = SignIn(self.database, **made, hasher=CHEAP, factors=self.factors)
        self.person = self.door.add_person(
            login="approver", password=PASSWORD, name="审批人", role=PersonRole.APPROVER, org=OrgId("bank-a")
        )
        self.secret = b""

    def begin(self):
        with self.database.transaction() as connection:
            enrolment = self.factors.begin(connection, self.person)
        import base64

        text = enrolment.secret
        self.secret = base64.b32decode(text + "=" * (-len(text) % 8))
        return enrolment

    def confirm(self, code=None):
        with self.database.transaction() as connection:
            return self.factors.confirm(connection, self.person.id, code or self.app())

    def app(self, later=0):
        return code_at(self.secret, int(self.clock.now().timestamp()) // 30 + later)

    def sign_in(self, code=""):
        return self.door.sign_in("approver", PASSWORD, code)


@pytest.fixture
def desk():
    return _Desk()


@pytest.fixture
def enrolled(desk):
    desk.begin()
    desk.paper = desk.confirm()
    desk.clock.advance(timedelta(minutes=2))
    return desk


def test_rfc_6238_vectors():
    """Appendix B, SHA-1, the last six of the eight digits."""
    secret = b"12345678901234567890"
    for seconds, code in (
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ):
        assert matching_step(secret, code, datetime.fromtimestamp(seconds, UTC)) == seconds // 30


@pytest.mark.parametrize("code", ["", "28708", "2870822", "２８７０８２", "abcdef", "-28708", " 28708"])
def test_what_is_no_code_is_none(code):
    assert matching_step(b"12345678901234567890", code, datetime.fromtimestamp(59, UTC)) is None


def test_the_picture_names_the_institution_and_the_account():
    uri = urlparse(provisioning_uri(b"1" * 20, issuer="青湖银行&secret=x", account="a b"))
    query = parse_qs(uri.query)
    assert (uri.scheme, uri.netloc) == ("otpauth", "totp")
    assert (query["issuer"], len(query["secret"])) == (["青湖银行&secret=x"], 1)


def test_it_counts_from_the_first_code_that_was_typed(desk):
    enrolment = desk.begin()
    assert enrolment.secret not in repr(enrolment)
    desk.sign_in()
    with pytest.raises(CodeRefused):
        desk.confirm("000000" if desk.app() != "000000" else "000001")
    desk.sign_in()
    assert len(set(desk.confirm())) == 10
    with pytest.raises(SecondFactorNeeded):
        desk.sign_in()
    with pytest.raises(SecondFactorThere):
        desk.begin()


def test_nothing_is_confirmed_that_was_not_begun(desk):
    with pytest.raises(NoEnrolmentBegun):
        desk.confirm("123456")


def test_a_code_is_good_once_and_no_older_one_after_it(enrolled):
    older, code = enrolled.app(-1), enrolled.app()
    enrolled.sign_in(code)
    for used in (code, older):
        with pytest.raises(CodeRefused):
            enrolled.sign_in(used)
    enrolled.clock.advance(timedelta(seconds=30))
    enrolled.sign_in(f" {enrolled.app()[:3]} {enrolled.app()[3:]} ")


def test_the_code_of_the_enrolment_does_not_sign_in(desk):
    desk.begin()
    code = desk.app()
    desk.confirm(code)
    with pytest.raises(CodeRefused):
        desk.sign_in(code)


def test_a_clock_may_be_half_a_minute_off_and_no_more(enrolled):
    for later in (-2, 2):
        with pytest.raises(CodeRefused):
            enrolled.sign_in(enrolled.app(later))
    enrolled.sign_in(enrolled.app(1))


def test_a_code_on_paper_is_good_once(enrolled):
    first = enrolled.paper[0]
    enrolled.sign_in(f"{first[:4]}-{first[4:8]}-{first[8:]}".lower())
    with pytest.raises(CodeRefused):
        enrolled.sign_in(first)
    with enrolled.database.transaction() as connection:
        assert enrolled.factors.state(connection, enrolled.person.id).recovery_left == 9


def test_codes_cannot_be_guessed_at_speed(enrolled):
    for _ in range(5):
        with pytest.raises(CodeRefused):
            enrolled.sign_in("abcdefghij")
    with pytest.raises(SignInThrottled):
        enrolled.sign_in(enrolled.app())


def test_a_right_code_with_a_wrong_password_is_neither_taken_nor_used_up(enrolled):
    with pytest.raises(SignInRefused):
        enrolled.door.sign_in("approver", "not the password", enrolled.app())
    enrolled.sign_in(enrolled.app())


def test_without_it_the_password_is_enough_again(enrolled):
    with enrolled.database.transaction() as connection:
        enrolled.factors.remove(connection, enrolled.person.id)
    enrolled.sign_in()
