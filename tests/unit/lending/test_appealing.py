"""A decline is appealed against once, another person answers, and what is reopened is decided by another person."""

import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from puhui.kernel import PuhuiError
from puhui.kernel.moves import leading_to, picture
from puhui.lending import (
    Answer,
    AppealedApplication,
    AssessedApplication,
    Choice,
    DecisionRequest,
    DeclinedApplication,
    answer_appeal,
    appeal,
    assess,
    decide,
    record_verification,
    review_refusal,
    store,
    withdraw,
)
from puhui.lending.checking import faults
from puhui.lending.errors import (
    AppealTooLate,
    AppealUsed,
    AppealWithoutWords,
    ChangedMeanwhile,
    OwnDeclineToReview,
    ScreeningNotSettled,
    WrongApplicationState,
)
from puhui.lending.moves import APPLICATION_MOVES, LOAN_MOVES, RELIEF_MOVES
from puhui.storage import Database

from .conftest import PRODUCT, RULES, SUITE, Bank, evidence, screening

DECLINE, APPROVE = DecisionRequest(Choice.DECLINE, comment="订单真实性存疑"), DecisionRequest(Choice.APPROVE)


def decided(bank: Bank, application: Any, request: DecisionRequest, who: str = "approver-1") -> Any:
    person = f"psn_{who}"
    return bank.do(
        decide, bank.office, application.id, request, product=PRODUCT, decided_by=f"name of {who}", person=person
    )


def declined(bank: Bank) -> Any:
    return decided(bank, bank.assessed(), DECLINE)


def appealed(bank: Bank, grounds: str = "订单合同已签，附后") -> Any:
    return bank.do(appeal, bank.office, declined(bank).id, grounds=grounds)


def answered(bank: Bank, application: Any, outcome: Answer, who: str = "approver-2") -> Any:
    return bank.do(
        answer_appeal,
        bank.office,
        application.id,
        outcome,
        words="已核对合同原件",
        by=f"name of {who}",
        person=f"psn_{who}",
    )


def kinds(bank: Bank, application: Any) -> list[str]:
    return [one.kind for one in bank.do(store.events, application.id)]


def test_an_appeal_has_its_own_clock_and_is_found_when_late(bank: Bank) -> None:
    application = appealed(bank)
    assert isinstance(application, AppealedApplication)
    assert application.appeal.answer_by == application.decide_by == bank.clock.now() + timedelta(days=15)
    bank.clock.advance(timedelta(days=15, seconds=1))
    assert bank.do(store.late_applications, bank.clock.now()) == [application]
    assert application.late(bank.clock.now())


def test_a_decline_that_is_upheld_stands_with_the_answer_and_is_appealed_against_no_more(bank: Bank) -> None:
    upheld = answered(bank, appealed(bank), Answer.UPHELD)
    assert type(upheld) is DeclinedApplication
    assert upheld.appeal is not None
    assert upheld.appeal.answer is not None
    assert (upheld.appeal.answer.words, upheld.appeal.answer.by) == ("已核对合同原件", "name of approver-2")
    assert kinds(bank, upheld)[-3:] == ["decision.declined", "application.appealed", "appeal.upheld"]
    with pytest.raises(AppealUsed):
        bank.do(appeal, bank.office, upheld.id, grounds="再来一次")
    assert bank.do(faults, SUITE) == []


def test_what_is_reopened_has_a_new_promise_and_is_decided_by_another_person(bank: Bank) -> None:
    reopened = answered(bank, appealed(bank), Answer.REOPENED)
    assert type(reopened) is AssessedApplication
    assert reopened.decide_by == bank.clock.now() + timedelta(hours=24)
    with pytest.raises(OwnDeclineToReview):
        decided(bank, reopened, APPROVE, "approver-1")
    approved = decided(bank, reopened, APPROVE, "approver-2")
    assert approved.reopened is not None
    assert approved.reopened.decision.outcome is Choice.DECLINE
    assert kinds(bank, approved)[-2:] == ["application.reopened", "decision.approved"]
    assert bank.do(store.application, approved.id) == approved
    assert bank.do(faults, SUITE) == []


def test_what_is_declined_again_is_not_appealed_against_again(bank: Bank) -> None:
    again = decided(bank, answered(bank, appealed(bank), Answer.REOPENED), DECLINE, "approver-3")
    with pytest.raises(AppealUsed):
        bank.do(appeal, bank.office, again.id, grounds="还是不服")


def test_a_reopened_application_is_assessed_anew_under_its_grants(bank: Bank) -> None:
    reopened = answered(bank, appealed(bank), Answer.REOPENED)
    assessed, _ = bank.do(
        assess, bank.office, reopened.id, product=PRODUCT, rules=RULES, evidence=evidence(), assessed_by="officer-2"
    )
    assert assessed.reopened == reopened.reopened
    assert assessed.assessment.record != reopened.assessment.record
    assert decided(bank, assessed, APPROVE, "approver-2").decision.id == assessed.assessment.record


def test_a_reopened_application_may_be_withdrawn(bank: Bank) -> None:
    reopened = answered(bank, appealed(bank), Answer.REOPENED)
    assert bank.do(withdraw, bank.office, reopened.id, reason="已从他处融资").state == "withdrawn"


@pytest.mark.parametrize("who", ["approver-1", "officer-1"])
def test_nobody_answers_an_appeal_against_their_own_work(bank: Bank, who: str) -> None:
    application = appealed(bank)
    person = "officer-1" if who == "officer-1" else "psn_approver-1"
    with pytest.raises(OwnDeclineToReview):
        bank.do(
            answer_appeal, bank.office, application.id, Answer.REOPENED, words="同意", by="name of x", person=person
        )
    assert bank.do(store.application, application.id) == application


def test_a_decline_from_before_ids_were_kept_is_known_by_its_name(bank: Bank) -> None:
    old = bank.decided(DECLINE)  # as an earlier release decided: a name and no id
    application = bank.do(appeal, bank.office, old.id, grounds="不服")
    with pytest.raises(OwnDeclineToReview):
        bank.do(
            answer_appeal, bank.office, application.id, Answer.UPHELD, words="同前", by="approver-1", person="psn_1"
        )


def test_a_refusal_that_screening_proposed_waits_for_a_new_review_when_it_is_reopened(bank: Bank) -> None:
    gone = screening(registration={"as_of": "2026-06-30", "status": "吊销"})
    application = bank.assessed(evidence(screened=gone))
    bank.do(review_refusal, bank.office, application.id, upheld=True, grounds="looked at the register", by="approver-1")
    application = bank.do(appeal, bank.office, decided(bank, application, DECLINE).id, grounds="登记已恢复")
    reopened = answered(bank, application, Answer.REOPENED)
    with pytest.raises(ScreeningNotSettled):
        decided(bank, reopened, APPROVE, "approver-2")
    bank.do(review_refusal, bank.office, reopened.id, upheld=False, grounds="restored", by="approver-2")
    for code in bank.do(store.application, reopened.id).assessment.screened.open:
        bank.do(record_verification, bank.office, reopened.id, code=code, seen="seen", by="officer-1")
    words = DecisionRequest(Choice.APPROVE, 10_000_000, PRODUCT.rate_min, comment="登记状态已核实")
    assert decided(bank, reopened, words, "approver-2").state == "approved"


def test_an_appeal_comes_in_time_with_words_and_against_a_decline(bank: Bank) -> None:
    refused = declined(bank)
    for application in (bank.submitted(), bank.assessed(), bank.contracted()):
        with pytest.raises(WrongApplicationState):
            bank.do(appeal, bank.office, application.id, grounds="为何这么久")
    with pytest.raises(AppealWithoutWords):
        bank.do(appeal, bank.office, refused.id, grounds=" \n")
    bank.clock.advance(timedelta(days=30, seconds=1))
    with pytest.raises(AppealTooLate) as late:
        bank.do(appeal, bank.office, refused.id, grounds="订单合同已签")
    assert "2026-07-31" in late.value.cause_text.zh
    assert kinds(bank, refused)[-1] == "decision.declined"


def test_an_answer_has_words_and_there_is_one(bank: Bank) -> None:
    application = appealed(bank)
    with pytest.raises(AppealWithoutWords):
        bank.do(answer_appeal, bank.office, application.id, Answer.UPHELD, words=" ", by="x", person="psn_x")
    answered(bank, application, Answer.UPHELD)
    with pytest.raises(WrongApplicationState):
        answered(bank, application, Answer.REOPENED)


def test_of_two_answers_at_once_one_counts(kept_database: Database) -> None:
    bank = Bank(kept_database)
    application = appealed(bank)
    start, outcomes = threading.Barrier(6), []

    def answer(number: int) -> None:
        start.wait()
        try:
            outcomes.append(answered(bank, application, list(Answer)[number % 2], f"approver-{number + 2}"))
        except (WrongApplicationState, ChangedMeanwhile) as late:
            outcomes.append(late)

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (won,) = [one for one in outcomes if not isinstance(one, PuhuiError)]
    assert bank.do(store.application, application.id) == won
    assert sum(kind in ("appeal.upheld", "application.reopened") for kind in kinds(bank, won)) == 1


def test_a_row_takes_no_move_that_the_picture_does_not_have(bank: Bank) -> None:
    """Whatever code asks for it: a declined application does not become an approved one."""
    refused = declined(bank)
    assert "declined" not in leading_to(APPLICATION_MOVES, "approved")
    approved = decided(bank, bank.assessed(), APPROVE)
    forged = {"id": refused.id, "request": refused.request, "version": refused.version}
    with pytest.raises(ChangedMeanwhile):
        bank.do(store.save_application, replace(approved, **forged))
    assert bank.do(store.application, refused.id) == refused


def test_the_pages_show_the_machines_as_they_run() -> None:
    pages = Path(__file__).parents[3] / "docs" / "reference"
    market, servicing = ((pages / name).read_text(encoding="utf-8") for name in ("market.md", "servicing.md"))
    assert f"```mermaid\n{picture(APPLICATION_MOVES)}\n```" in market
    assert f"```mermaid\n{picture(LOAN_MOVES)}\n```" in servicing
    assert f"```mermaid\n{picture(RELIEF_MOVES)}\n```" in servicing
