"""What is added to an application is taken in once, and grants that hold take the place of those that do not."""

from datetime import timedelta
from typing import Any

import pytest

from puhui.kernel.ids import GrantId, OrgId
from puhui.lending import (
    Choice,
    DecisionRequest,
    GrantRef,
    Supplement,
    answer_appeal,
    appeal,
    assess,
    store,
    supplement,
    withdraw,
)
from puhui.lending.application import Answer
from puhui.lending.checking import faults
from puhui.lending.errors import GrantsNoLongerValid, SupplementEmpty, SupplementsFull, WrongApplicationState
from puhui.lending.supplementing import SUPPLEMENTS_MAX

from .conftest import PRODUCT, RULES, SUITE, Bank, evidence

PAPER = "ab" * 32


def grant(bank: Bank, days: int = 30) -> GrantRef:
    return GrantRef(GrantId.new(bank.clock, bank.entropy), OrgId("tax-bureau"), bank.clock.now() + timedelta(days=days))


def papers(bank: Bank) -> Supplement:
    return Supplement(bank.request_id(), "营业执照已换发", papers=(PAPER,))


def added(bank: Bank, application: Any, what: Supplement, replaced: tuple[GrantId, ...] = ()) -> Any:
    return bank.do(supplement, bank.office, application.id, what, replaced=replaced)


def assessed(bank: Bank, application: Any) -> Any:
    given = {"product": PRODUCT, "rules": RULES, "evidence": evidence(), "assessed_by": "officer-1"}
    return bank.do(assess, bank.office, application.id, **given)[0]


def kinds(bank: Bank, application: Any) -> list[str]:
    return [one.kind for one in bank.do(store.events, application.id)]


def test_papers_are_added_while_the_bank_owes_an_answer_and_its_clock_goes_on(bank: Bank) -> None:
    for application in (bank.submitted(), bank.assessed()):
        bank.clock.advance(timedelta(hours=1))
        after = added(bank, application, papers(bank))
        assert (after.state, after.decide_by) == (application.state, application.decide_by)
        assert after.version == application.version + 1
        assert kinds(bank, after)[-1] == "application.supplemented"
    assert bank.do(faults, SUITE) == []


def test_papers_are_added_to_an_appeal(bank: Bank) -> None:
    refused = bank.decided(DecisionRequest(Choice.DECLINE, comment="订单真实性存疑"))
    appealed = bank.do(appeal, bank.office, refused.id, grounds="合同附后")
    assert added(bank, appealed, papers(bank)).state == "appealed"
    upheld = bank.do(answer_appeal, bank.office, appealed.id, Answer.UPHELD, words="已阅", by="another", person="psn_2")
    with pytest.raises(WrongApplicationState):
        added(bank, upheld, papers(bank))


def test_the_same_request_again_adds_nothing(bank: Bank) -> None:
    application, what = bank.submitted(), papers(bank)
    first = added(bank, application, what)
    assert added(bank, application, what) == first
    assert kinds(bank, application).count("application.supplemented") == 1


def test_a_grant_in_place_of_one_that_ran_out_lets_the_bank_assess(bank: Bank) -> None:
    application = bank.submitted(grants=(grant(bank, days=1),))
    bank.clock.advance(timedelta(days=2))
    with pytest.raises(GrantsNoLongerValid):
        assessed(bank, application)
    new = grant(bank)
    after = added(bank, application, Supplement(bank.request_id(), "", grants=(new,)))
    assert after.grants == (new,)
    assert assessed(bank, application).state == "assessed"


def test_a_grant_takes_the_place_of_the_ones_that_are_named(bank: Bank) -> None:
    tax, power = grant(bank), grant(bank)
    application = bank.submitted(grants=(tax, power))
    new = grant(bank)
    after = added(bank, application, Supplement(bank.request_id(), "", grants=(new,)), (tax.grant,))
    assert after.grants == (power, new)


def test_papers_alone_leave_the_grants_as_they_are(bank: Bank) -> None:
    application = bank.submitted(grants=(grant(bank, days=1),))
    bank.clock.advance(timedelta(days=2))
    assert added(bank, application, papers(bank)).grants == application.grants


def test_nothing_is_added_where_nothing_waits_or_nothing_is_given_or_too_often(bank: Bank) -> None:
    for application in (bank.decided(), bank.contracted()):
        with pytest.raises(WrongApplicationState):
            added(bank, application, papers(bank))
    gone = bank.do(withdraw, bank.office, bank.submitted().id, reason="已从他处融资")
    with pytest.raises(WrongApplicationState):
        added(bank, gone, papers(bank))
    application = bank.submitted()
    with pytest.raises(SupplementEmpty):
        added(bank, application, Supplement(bank.request_id(), "一句话"))
    for _ in range(SUPPLEMENTS_MAX):
        added(bank, application, papers(bank))
    with pytest.raises(SupplementsFull):
        added(bank, application, papers(bank))
