"""Permits at a custodian: counted first, released once, denied on record, nothing in doubt."""

import copy
import pickle
from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import timedelta

import pytest

from puhui.consent import (
    AnswerForgotten,
    Computed,
    DrawDenied,
    GrantExhausted,
    GrantExpired,
    GrantNotOpen,
    GrantRevoked,
    LedgerUnsure,
    Outcome,
    Permit,
    PermitNotOurs,
    RequestReused,
    UseFailed,
    WrongFields,
    WrongProgram,
    WrongPurpose,
    WrongReceiver,
    find_grant,
    uses_of,
)
from puhui.kernel import Category, PuhuiError, Text
from puhui.kernel.ids import GrantId, OrgId
from puhui.ledger import Finality, LedgerStopped, Verdict, parse_statement
from puhui.storage import waiting
from tests.vectors.grants_bench import SUITE
from tests.vectors.grants_house import SUBJECT, House


def _compute(permit):
    return Computed(f"answer {permit.n}".encode())


def test_a_use_is_on_the_ledger_before_its_answer_exists(house):
    grant = house.grant()
    permit = house.desk.draw_permit(**house.question(grant))
    assert find_grant(house.ledger, grant, house.clock.now()).used == 1
    assert parse_statement(house.ledger.entries(permit.index, 1)[0]).entry == permit.entry
    answer = house.desk.release(permit, _compute)
    assert (answer.payload, answer.n, answer.outcome) == (b"answer 1", 1, Outcome.ANSWERED)
    assert answer.digest == SUITE.digest(answer.payload).hex()
    assert parse_statement(answer.statement).args["answer_digest"] == answer.digest


def test_the_same_request_gets_the_same_use_and_the_same_bytes(house):
    question = house.question(house.grant())
    first = house.desk.release(house.desk.draw_permit(**question), _compute)
    again = house.desk.release(house.desk.draw_permit(**question), lambda _: pytest.fail("computed twice"))
    assert again == first
    assert find_grant(house.ledger, question["grant"], house.clock.now()).used == 1


def test_two_hundred_concurrent_draws_on_fifty_uses_give_fifty_permits(house):
    grant = house.grant(uses=50)
    questions = [house.question(grant) for _ in range(200)]

    def draw(question):
        try:
            return house.desk.draw_permit(**question)
        except GrantExhausted:
            return None

    with ThreadPoolExecutor(32) as pool:
        drawn = [permit for permit in pool.map(draw, questions) if permit]
    assert sorted(permit.n for permit in drawn) == list(range(1, 51))
    assert house.outbox().deliver_due() == 150
    history = uses_of(house.ledger, SUBJECT, house.clock.now())
    assert history.complete
    assert sorted(use.seq for use in history.uses) == list(range(1, 201))
    assert sum(use.n is not None for use in history.uses) == 50


def test_one_request_drawn_by_many_threads_is_one_use_and_one_answer(house):
    question = house.question(house.grant())
    computed = []

    def ask(number):
        permit = house.desk.draw_permit(**question)
        return house.desk.release(permit, lambda _: computed.append(number) or Computed(b"by %d" % number))

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(ask, range(16)))
    assert len({answer.payload for answer in answers}) == 1
    assert {answer.n for answer in answers} == {1}
    assert find_grant(house.ledger, question["grant"], house.clock.now()).used == 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"receiver": OrgId("bank-b")}, WrongReceiver),
        ({"purpose": "marketing"}, WrongPurpose),
        ({"program": "raw/1"}, WrongProgram),
        ({"fields": ["rev12_fen", "profit_of_the_owner"]}, WrongFields),
    ],
)
def test_a_denied_draw_is_on_record_and_stays_denied(house, changed, error):
    question = house.question(house.grant(), **changed)
    for _ in range(2):
        with pytest.raises(error):
            house.desk.draw_permit(**question)
    house.outbox().deliver_due()
    (use,) = uses_of(house.ledger, SUBJECT, house.clock.now()).uses
    assert (use.outcome, use.reason, use.n, use.receiver) == ("denied", error.reason, None, question["receiver"])


def test_a_grant_that_is_not_open_is_no_grant(house):
    with pytest.raises(GrantNotOpen):
        house.desk.draw_permit(**house.question(GrantId.new(house.clock, house.entropy)))
    assert waiting(house.database) == 0


def test_revocation_holds_for_the_next_use_and_not_for_the_one_that_was_counted(house):
    grant = house.grant()
    counted = house.desk.draw_permit(**house.question(grant))
    house.revoke(grant)
    with pytest.raises(GrantRevoked):
        house.desk.draw_permit(**house.question(grant))
    assert house.desk.release(counted, _compute).payload == b"answer 1"


def test_a_grant_expires(house):
    grant = house.grant(days=1)
    house.clock.advance(timedelta(days=1))
    with pytest.raises(GrantExpired):
        house.desk.draw_permit(**house.question(grant))


def test_a_request_id_stands_for_one_question(house):
    grant = house.grant()
    question = house.question(grant)
    answer = house.desk.release(house.desk.draw_permit(**question), _compute)
    with pytest.raises(RequestReused):
        house.desk.draw_permit(**question | {"fields": ["rev_yoy"]})
    assert house.desk.release(house.desk.draw_permit(**question), _compute) == answer


class _Deaf:
    """A ledger that does not decide."""

    def __init__(self, ledger, outcome):
        self._ledger, self._outcome = ledger, outcome

    def submit(self, statement):
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return Verdict(parse_statement(statement).entry, self._outcome)

    def __getattr__(self, name):
        return getattr(self._ledger, name)


@pytest.mark.parametrize(
    "outcome",
    [
        Finality.UNKNOWN,
        Finality.PENDING,
        LedgerStopped(reason="x", stage="t"),
        TimeoutError(),
        ConnectionRefusedError(),
    ],
)
def test_no_certainty_no_permit_and_the_same_request_goes_on_later(house, outcome):
    question = house.question(house.grant())
    with pytest.raises(LedgerUnsure) as unsure:
        house.desk_over(_Deaf(house.ledger, outcome), house.database).draw_permit(**question)
    assert unsure.value.retriable
    assert house.desk.draw_permit(**question).n == 1
    assert find_grant(house.ledger, question["grant"], house.clock.now()).used == 1


class _SourceDown(PuhuiError):
    category = Category.UNAVAILABLE
    cause = Text(zh="数据源不可用", en="the source is down")
    retriable = True


class _SourceBroken(PuhuiError):
    cause = Text(zh="数据损坏", en="the data is broken")


def _raises(error):
    def compute(_):
        raise error

    return compute


@pytest.mark.parametrize("error", [_SourceDown(), OSError("disk"), KeyError("bug")])
def test_a_computation_that_may_succeed_later_leaves_the_use_open(house, error):
    permit = house.desk.draw_permit(**house.question(house.grant()))
    with pytest.raises(type(error)):
        house.desk.release(permit, _raises(error))
    assert house.desk.release(permit, _compute).payload == b"answer 1"


def test_a_computation_that_failed_for_good_is_told_to_the_ledger(house):
    question = house.question(house.grant())
    permit = house.desk.draw_permit(**question)
    with pytest.raises(_SourceBroken):
        house.desk.release(permit, _raises(_SourceBroken()))
    with pytest.raises(UseFailed):
        house.desk.release(house.desk.draw_permit(**question), _compute)
    house.outbox().deliver_due()
    assert [use.outcome for use in uses_of(house.ledger, SUBJECT, house.clock.now()).uses] == ["failed"]


def test_old_answers_are_deleted_and_their_digests_stay(house):
    question = house.question(house.grant())
    answer = house.desk.release(house.desk.draw_permit(**question), _compute)
    house.clock.advance(timedelta(days=31))
    assert house.desk.forget_answers(house.clock.now() - timedelta(days=30)) == 1
    with pytest.raises(AnswerForgotten):
        house.desk.release(house.desk.draw_permit(**question), _compute)
    house.outbox().deliver_due()
    (use,) = uses_of(house.ledger, SUBJECT, house.clock.now()).uses
    assert use.answer_digest == answer.digest


def test_a_permit_cannot_be_made_changed_copied_or_stored(house):
    permit = house.desk.draw_permit(**house.question(house.grant()))
    with pytest.raises(TypeError):
        Permit(grant=permit.grant)
    with pytest.raises((AttributeError, FrozenInstanceError)):
        permit.n = 2
    with pytest.raises(AttributeError):
        del permit.n
    for duplicate in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            duplicate(permit)
    with pytest.raises(TypeError):
        type("Forged", (Permit,), {})


def test_a_permit_of_another_house_releases_nothing_here(house, tmp_path):
    (tmp_path / "other").mkdir()
    other = House(tmp_path / "other", seed=2).found()
    permit = other.desk.draw_permit(**other.question(other.grant()))
    with pytest.raises(PermitNotOurs):
        house.desk.release(permit, _compute)
    other.close()


def test_every_denial_has_an_error_that_speaks_both_languages():
    from puhui.consent.errors import DENIALS, denial

    for reason in [*DENIALS, "some_new_code"]:
        error = denial(reason, grant="grt_1", request="req_1", party="tax-bureau")
        assert isinstance(error, DrawDenied)
        assert error.cause_text.zh
        assert error.cause_text.en
        assert error.data["reason"] == reason
