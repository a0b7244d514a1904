"""Nothing is approved over an open sign, a refusal waits for a person, and what was done about a sign stays done."""

from dataclasses import replace
from typing import Any

import pytest

from puhui.decisions import DecisionRecord, Verdict
from puhui.kernel import PuhuiError
from puhui.lending import (
    Choice,
    DecisionRequest,
    assess,
    decide,
    record_verification,
    review_refusal,
    store,
)
from puhui.lending.checking import faults
from puhui.lending.errors import (
    NothingToVerify,
    ScreeningMissing,
    ScreeningNotSettled,
    ScreeningRefused,
    VerificationEmpty,
)
from puhui.lending.replaying import replay_record
from puhui.screening import NotToBeReviewed, ReviewWithoutGrounds

from .conftest import PRODUCT, RULES, START, SUITE, Bank, evidence, screening

FAST = {"application": {"id": "app-1", "submitted_at": START.isoformat(), "minutes_to_fill": 0.1}}
GONE = {"registration": {"as_of": "2026-06-30", "status": "吊销"}}
APPROVE, DECLINE = DecisionRequest(Choice.APPROVE), DecisionRequest(Choice.DECLINE, comment="不批")


def assessed(bank: Bank, **parts: Any) -> Any:
    return bank.assessed(evidence(screened=screening(**parts)))


def again(bank: Bank, before: Any, **parts: Any) -> Any:
    """The application assessed anew."""
    given = evidence(screened=screening(**parts))
    return bank.do(
        assess, bank.office, before.id, product=PRODUCT, rules=RULES, evidence=given, assessed_by="officer-1"
    )[0]


def verified(bank: Bank, application: Any, code: str, seen: str = "called back: they want it") -> Any:
    return bank.do(record_verification, bank.office, application.id, code=code, seen=seen, by="officer-1")


def reviewed(bank: Bank, application: Any, *, upheld: bool) -> Any:
    return bank.do(
        review_refusal, bank.office, application.id, upheld=upheld, grounds="looked at the register", by="approver-1"
    )


def decided(bank: Bank, application: Any, request: DecisionRequest = APPROVE) -> Any:
    return bank.do(decide, bank.office, application.id, request, product=PRODUCT, decided_by="approver-1")


def standing(application: Any) -> str:
    return str(application.assessment.screened.standing.value)


def refused(bank: Bank, error: type[PuhuiError], application: Any) -> None:
    with pytest.raises(error):
        decided(bank, application)


def sound(bank: Bank) -> bool:
    with bank.database.transaction() as connection:
        return faults(connection, SUITE) == []


def facts(bank: Bank, application: Any) -> Any:
    with bank.database.transaction() as connection:
        data = store.document(connection, application.assessment.record_digest) or b""
        files = {d: f for d in _named(data) if (f := store.rules(connection, d)) is not None}
    assert replay_record(data, files).record.encoded() == data
    return DecisionRecord.parse(data).facts


def _named(data: bytes) -> list[str]:
    record = DecisionRecord.parse(data)
    return [record.rules_digest, record.extra["product"]["digest"], record.extra["defaults_digest"]]


def test_a_screening_that_passes_lets_the_approver_decide(bank: Bank) -> None:
    application = assessed(bank)
    assert (standing(application), application.assessment.verdict) == ("passed", Verdict.APPROVE.value)
    assert facts(bank, application)["screening"].value == "passed"
    assert decided(bank, application).state == "approved"
    assert sound(bank)


def test_what_was_never_screened_is_not_approved(bank: Bank) -> None:
    application = bank.assessed(replace(evidence(), screening=None))
    refused(bank, ScreeningMissing, application)
    assert "screening" not in facts(bank, application)
    assert decided(bank, application, DECLINE).state == "declined"


def test_a_sign_refers_and_blocks_an_approval_until_somebody_says_what_they_saw(bank: Bank) -> None:
    application = assessed(bank, **FAST)
    assert (standing(application), application.assessment.verdict) == ("to_verify", Verdict.REFER.value)
    refused(bank, ScreeningNotSettled, application)
    for code, seen, error in (
        ("DEVICE_SHARED", "x", NothingToVerify),
        ("FILLED_IN_TOO_FAST", "  ", VerificationEmpty),
    ):
        with pytest.raises(error):
            verified(bank, application, code, seen)
    with pytest.raises(NotToBeReviewed):
        reviewed(bank, application, upheld=True)
    done = verified(bank, application, "FILLED_IN_TOO_FAST")
    (sign,) = done.assessment.screened.signs
    assert (sign.step.by, sign.step.seen, sign.step.at) == ("officer-1", "called back: they want it", START)
    with pytest.raises(NothingToVerify):
        verified(bank, application, "FILLED_IN_TOO_FAST")
    assert sound(bank)
    approved = decided(bank, application)
    assert (approved.state, approved.decision.departs) == ("approved", ())
    assert sound(bank)


def test_what_was_verified_stays_so_and_another_finding_is_new(bank: Bank) -> None:
    application = assessed(bank, **FAST)
    verified(bank, application, "FILLED_IN_TOO_FAST")
    same = again(bank, application, **FAST)
    assert standing(same) == "verified"
    assert facts(bank, same)["screening"].value == "verified"
    assert same.assessment.verdict == Verdict.APPROVE.value
    faster = {"application": FAST["application"] | {"minutes_to_fill": 0.05}}
    assert standing(again(bank, application, **faster)) == "to_verify"


def test_a_refusal_holds_only_once_a_person_has_upheld_it(bank: Bank) -> None:
    application = assessed(bank, **GONE)
    assert (standing(application), application.assessment.verdict) == ("to_review", Verdict.REFER.value)
    refused(bank, ScreeningNotSettled, application)
    with pytest.raises(ReviewWithoutGrounds):
        bank.do(review_refusal, bank.office, application.id, upheld=True, grounds=" ", by="approver-1")
    assert standing(reviewed(bank, application, upheld=True)) == "refused"
    with pytest.raises(NotToBeReviewed):
        reviewed(bank, application, upheld=False)
    refused(bank, ScreeningRefused, application)
    later = again(bank, application, **GONE)
    assert (standing(later), later.assessment.verdict) == ("refused", Verdict.DECLINE.value)
    declined = decided(bank, later, DECLINE)
    assert [one.code for one in declined.decision.refusals] == ["ENTERPRISE_GONE"]
    assert sound(bank)


LOOKUP = {"job": "ab" * 32, "op": "lookup", "as_of": "2026-06-30"}
CONFIRMED = {"by": "issuer-1", "on": "2026-06-30"}


@pytest.mark.parametrize(
    ("found", "code", "kept"),
    [
        (GONE, "ENTERPRISE_GONE", False),  # the register is public
        ({"listed": {"hit": True, "provenance": LOOKUP}}, "FRAUD_LIST_HIT", True),
        ({"document_forged": CONFIRMED}, "DOCUMENT_FORGED", True),
        ({"representative_denies": CONFIRMED}, "APPLICANT_DENIES", True),
    ],
)
def test_what_a_screening_suspects_stays_at_the_bank_when_its_refusal_is_upheld(
    bank: Bank, found: dict[str, Any], code: str, kept: bool
) -> None:
    application = assessed(bank, **found)
    reviewed(bank, application, upheld=True)
    declined = decided(bank, again(bank, application, **found), DECLINE)
    assert [(one.code, one.withheld) for one in declined.decision.refusals] == [(code, kept)]


def test_that_a_screening_is_open_stays_at_the_bank_when_an_officer_declines(bank: Bank) -> None:
    declined = decided(bank, assessed(bank, **FAST), DECLINE)
    assert [(one.code, one.withheld) for one in declined.decision.refusals] == [("SCREENING_OPEN", True)]


def test_a_refusal_that_is_set_aside_leaves_the_other_signs_to_verify(bank: Bank) -> None:
    application = assessed(bank, **GONE, **FAST)
    assert standing(reviewed(bank, application, upheld=False)) == "to_verify"
    refused(bank, ScreeningNotSettled, application)
    assert standing(verified(bank, application, "FILLED_IN_TOO_FAST")) == "verified"
    assert decided(bank, application).state == "approved"
    assert sound(bank)


def test_counts_over_three_banks_reach_the_decision_file_and_over_two_do_not(bank: Bank) -> None:
    def velocity(holders: int) -> dict[str, Any]:
        made = {"job": "ab" * 32, "op": "sum", "as_of": "2026-06-30"}
        return {"velocity": [{"name": "applications_7d", "value": 2, "holders": holders, "provenance": made}]}

    assert facts(bank, assessed(bank, **velocity(3)))["applications_7d"].value == "2"
    assert "applications_7d" not in facts(bank, assessed(bank, **velocity(2)))
