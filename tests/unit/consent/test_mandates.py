"""Mandates at the institution that gives them: opened, drawn, ended, withdrawn; counted on the ledger first."""

import copy
import pickle
from dataclasses import replace
from datetime import timedelta

import pytest

from puhui.consent import (
    AlreadyEnded,
    LedgerUnsure,
    MandateDenied,
    MandateDesk,
    MandateExhausted,
    MandateExpired,
    MandateForAnotherProgram,
    MandateForAnotherPurpose,
    MandateForAnotherReceiver,
    MandateForOtherFields,
    MandateNotFound,
    MandateNotOpen,
    MandateNotYetValid,
    MandatePermit,
    MandateRefusedByLedger,
    MandateRequestReused,
    MandateStanding,
    MandateWithdrawn,
    Outcome,
    PermitNotOurs,
    find_mandate,
)
from puhui.consent.mandate_errors import MANDATE_DENIALS, mandate_denial
from puhui.kernel.ids import DatasetId, MandateId, OrgId
from puhui.ledger import Finality, LedgerStopped, Verdict, entry_id, parse_statement
from puhui.ledger.contracts.mandates import number_key, outcome_key, tally_key
from puhui.storage import refused, waiting
from tests.vectors.grants_bench import signer_of

DIGEST = "ab" * 32
DAY_MS = 86_400_000


@pytest.fixture
def terms(house):
    made = house.mandate()
    house.mandates.open(made)
    return made


def _desk(house, ledger=None, org="tax-bureau"):
    return MandateDesk(
        database=house.database,
        ledger=ledger or house.ledger,
        signer=signer_of(org),
        org=OrgId(org),
        clock=house.clock,
        entropy=house.entropy,
    )


def test_a_mandate_is_opened_once_and_listed(house):
    terms, other = house.mandate(), house.mandate(uses=1)
    entry = house.mandates.open(terms)
    assert house.mandates.open(terms) == entry
    house.mandates.open(other)
    with pytest.raises(MandateRefusedByLedger) as again:
        house.mandates.open(replace(terms, uses=9))
    assert again.value.data["reason"] == "already_open"
    listed = house.mandates.mandates()
    assert [one.terms for one in listed] == [terms, other]
    assert listed[0].entry == entry


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"dataset": DatasetId("tax-bureau/unpublished")}, "dataset_unknown"),
        ({"fields": ("profit_of_the_owner",)}, "field_unknown"),
        ({"receiver": OrgId("nobody")}, "bad_terms"),
        ({"uses": 0}, "bad_terms"),
    ],
)
def test_a_mandate_that_the_contract_refuses_is_not_open(house, changed, reason):
    terms = house.mandate(**changed)
    with pytest.raises(MandateRefusedByLedger) as refusal:
        house.mandates.open(terms)
    assert refusal.value.data["reason"] == reason
    with pytest.raises(MandateNotFound):
        house.mandates.find(terms.id)


def test_a_use_is_on_the_ledger_before_there_is_a_permit(house, terms):
    question = house.asked_of(terms)
    permit = house.mandates.draw(**question)
    assert (permit.mandate, permit.n, permit.seq, permit.receiver) == (terms.id, 1, 1, terms.receiver)
    assert (permit.dataset, permit.fields, permit.program) == (terms.dataset, terms.fields, "match/1")
    statement = parse_statement(house.ledger.entries(permit.index, 1)[0])
    assert (statement.entry, statement.contract, statement.action) == (permit.entry, "mandates", "use")
    again = house.mandates.draw(**question)
    assert (again.n, again.entry) == (1, permit.entry)
    assert house.mandates.find(terms.id).used == 1


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"receiver": OrgId("bank-b")}, MandateForAnotherReceiver),
        ({"purpose": "marketing"}, MandateForAnotherPurpose),
        ({"program": "raw/1"}, MandateForAnotherProgram),
        ({"fields": ["profit_of_the_owner"]}, MandateForOtherFields),
    ],
)
def test_a_denied_draw_is_on_record_and_stays_denied(house, terms, changed, error):
    question = house.asked_of(terms, **changed)
    for _ in range(2):
        with pytest.raises(error):
            house.mandates.draw(**question)
    assert house.outbox().deliver_due() == 1
    number = house.ledger.read(number_key(terms.id, 1))
    assert (number["kind"], number["reason"], number["receiver"]) == ("denied", error.reason, question["receiver"])
    house.mandates.end(question["request"], Outcome.FAILED, DIGEST)  # nothing was counted: nothing to tell
    with pytest.raises(AlreadyEnded):
        house.mandates.end(question["request"], Outcome.ANSWERED, DIGEST)


def test_a_mandate_holds_in_its_time_for_its_uses_and_until_it_is_withdrawn(house):
    start = int(house.clock.now().timestamp() * 1000)
    terms = house.mandate(not_before=start + DAY_MS, expires=start + 3 * DAY_MS)
    house.mandates.open(terms)
    with pytest.raises(MandateNotYetValid):
        house.mandates.draw(**house.asked_of(terms))
    house.clock.advance(timedelta(days=1))
    for _ in range(terms.uses):
        house.mandates.draw(**house.asked_of(terms))
    assert house.mandates.find(terms.id).standing is MandateStanding.EXHAUSTED
    with pytest.raises(MandateExhausted):
        house.mandates.draw(**house.asked_of(terms))
    house.clock.advance(timedelta(days=2))
    assert house.mandates.find(terms.id).standing is MandateStanding.EXPIRED
    with pytest.raises(MandateExpired):
        house.mandates.draw(**house.asked_of(terms))
    for _ in range(2):
        house.mandates.withdraw(terms.id)
    assert house.mandates.find(terms.id).standing is MandateStanding.WITHDRAWN
    house.outbox().deliver_due()
    assert house.ledger.read(tally_key(terms.id))["seq"] == 5


def test_withdrawal_holds_for_the_next_use_and_not_for_the_one_that_was_counted(house, terms):
    question = house.asked_of(terms)
    counted = house.mandates.draw(**question)
    assert house.mandates.find(terms.id).standing is MandateStanding.ACTIVE
    house.mandates.withdraw(terms.id)
    with pytest.raises(MandateWithdrawn):
        house.mandates.draw(**house.asked_of(terms))
    assert house.mandates.draw(**question).n == counted.n
    house.mandates.end(question["request"], Outcome.ANSWERED, DIGEST)


def test_a_mandate_that_is_not_open_or_another_institutions_is_none(house, terms):
    with pytest.raises(MandateNotOpen):
        house.mandates.draw(**house.asked_of(replace(terms, id=MandateId.new(house.clock, house.entropy))))
    bank = _desk(house, org="bank-b")
    with pytest.raises(MandateNotFound):
        bank.find(terms.id)
    with pytest.raises(MandateNotFound):
        bank.withdraw(terms.id)
    with pytest.raises(MandateDenied):
        bank.draw(**house.asked_of(terms))
    assert waiting(house.database) == 0
    assert find_mandate(house.ledger, terms.id, house.clock.now()).standing is MandateStanding.ACTIVE


def test_a_request_stands_for_one_question(house, terms):
    question = house.asked_of(terms)
    house.mandates.draw(**question)
    with pytest.raises(MandateRequestReused):
        house.mandates.draw(**question | {"fields": ["rev_yoy"]})
    other = house.mandate()
    house.mandates.open(other)
    with pytest.raises(MandateRequestReused):
        house.mandates.draw(**question | {"mandate": other.id})


def test_one_request_may_draw_a_batch_of_grants_and_a_mandate(house, terms):
    """All permits of one job share its request."""
    question = house.asked_of(terms)
    batch = house.batch(house.grants(2), request=question["request"])
    house.mandates.draw(**question)
    house.desk.draw_batch(**batch)
    house.mandates.end(question["request"], Outcome.ANSWERED, DIGEST)
    house.desk.end_batch(question["request"], Outcome.ANSWERED, DIGEST)
    assert house.outbox().deliver_due() == 2
    assert refused(house.database) == []


def test_a_use_ends_once(house, terms):
    question = house.asked_of(terms)
    house.mandates.draw(**question)
    for _ in range(2):
        house.mandates.end(question["request"], Outcome.NO_RECORD, DIGEST)
    with pytest.raises(AlreadyEnded):
        house.mandates.end(question["request"], Outcome.ANSWERED, DIGEST)
    with pytest.raises(PermitNotOurs):
        house.mandates.end(house.request(), Outcome.ANSWERED, DIGEST)
    assert house.outbox().deliver_due() == 1
    assert house.ledger.read(outcome_key(terms.id, 1))["outcome"] == "no_record"


class _Deaf:
    def __init__(self, ledger, outcome):
        self._ledger, self._outcome = ledger, outcome

    def submit(self, statement):
        if isinstance(self._outcome, Exception):
            raise self._outcome
        return Verdict(entry_id(statement), self._outcome)

    def __getattr__(self, name):
        return getattr(self._ledger, name)


@pytest.mark.parametrize(
    "outcome", [Finality.UNKNOWN, Finality.PENDING, LedgerStopped(reason="x", stage="t"), TimeoutError()]
)
def test_no_certainty_no_permit_and_the_same_request_goes_on_later(house, terms, outcome):
    question = house.asked_of(terms)
    deaf = _desk(house, _Deaf(house.ledger, outcome))
    with pytest.raises(LedgerUnsure):
        deaf.draw(**question)
    with pytest.raises(LedgerUnsure):
        deaf.end(question["request"], Outcome.FAILED, DIGEST)
    with pytest.raises(LedgerUnsure):
        deaf.open(house.mandate())
    assert house.mandates.recover() == 1
    assert house.mandates.recover() == 0
    assert house.mandates.draw(**question).n == 1


def test_a_permit_cannot_be_made_changed_copied_or_stored(house, terms):
    permit = house.mandates.draw(**house.asked_of(terms))
    with pytest.raises(TypeError):
        MandatePermit(mandate=permit.mandate)
    with pytest.raises(AttributeError):
        permit.n = 2
    with pytest.raises(AttributeError):
        del permit.n
    for duplicate in (copy.copy, copy.deepcopy, pickle.dumps):
        with pytest.raises(TypeError):
            duplicate(permit)
    with pytest.raises(TypeError):
        type("Forged", (MandatePermit,), {})


def test_every_denial_has_an_error_that_speaks_both_languages():
    for reason in [*MANDATE_DENIALS, "some_new_code"]:
        error = mandate_denial(reason, mandate="mnd_1", request="req_1", party="tax-bureau")
        assert isinstance(error, MandateDenied)
        assert error.cause_text.zh
        assert error.cause_text.en
        assert error.data["reason"] == reason
