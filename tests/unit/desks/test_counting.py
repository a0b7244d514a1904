"""Steps from what the portal keeps of applications."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from puhui.decisions import fact
from puhui.desks.statistics.counting import note_of, steps_before, steps_of
from puhui.kernel import suite
from puhui.kernel.identifiers import Uscc
from puhui.kernel.ids import NeedId
from puhui.kernel.suites import DEFAULT_SUITE
from puhui.market import Need
from puhui.market.needs import Asker, FinancingNeed, NeedState
from puhui.parties import Enterprise, subject_of

USCC = "91110000600037341L"


def _enterprise() -> Enterprise:
    return Enterprise(
        uscc=Uscc(USCC),
        name="青湖五金",
        segment="small_micro",
        industry="C",
        region="369802",
        established_on=date(2020, 1, 1),
        legal_representative="x",
        salt=b"s" * 16,
        subject=subject_of(b"s" * 16, Uscc(USCC), suite(DEFAULT_SUITE)),
    )


def _application(**more: Any) -> dict[str, Any]:
    return {
        "id": "app_1",
        "enterprise": {"uscc": USCC, "name": "青湖五金"},
        "product": {"lender": "bank-a", "guarantee": ["none", "guarantor"]},
        "amount_fen": 30_000_000,
        "submitted_at": "2026-05-06T02:00:00+00:00",
        "decision": None,
        "loan": None,
        "history": [],
    } | more


def test_an_application_on_its_way_is_one_step() -> None:
    (step,) = steps_of([_application()], {}, {USCC: _enterprise()}, {})
    assert (step.what, step.county, step.industry, step.lender, step.unsecured) == (
        "applied", "369802", "C", "bank-a", True,
    )  # fmt: skip


def test_a_loan_is_three_steps_each_at_its_own_time() -> None:
    decision = {"outcome": "approve", "amount_fen": 20_000_000, "annual_rate": "0.0435", "reasons": []}
    told = _application(
        decision=decision | {"decided_at": "2026-05-06T08:00:00+00:00"},
        loan="lon_1",
        history=[{"state": "disbursed", "at": "2026-05-08T02:00:00+00:00", "entry": None}],
    )
    loan = {"id": "lon_1", "principal_fen": 20_000_000, "annual_rate": "0.0435", "disbursed_on": "2026-05-08"}
    steps = list(steps_of([told], {"lon_1": loan}, {USCC: _enterprise()}, {}))
    assert [(one.what, one.hours, one.amount_fen) for one in steps] == [
        ("applied", None, 30_000_000),
        ("approved", 6.0, 20_000_000),
        ("drawn", 48.0, 20_000_000),
    ]
    assert steps[2].at == datetime(2026, 5, 8, 2, tzinfo=UTC)


def test_a_refusal_keeps_its_reasons() -> None:
    reasons = [{"code": "ARREARS", "text": {"zh": "欠税", "en": "arrears"}}]
    decision = {"outcome": "decline", "amount_fen": None, "annual_rate": None, "reasons": reasons}
    told = _application(decision=decision | {"decided_at": "2026-05-07T02:00:00+00:00"})
    _, declined = steps_of([told], {}, {USCC: _enterprise()}, {})
    assert (declined.what, declined.reasons, declined.amount_fen) == ("declined", ("ARREARS",), 30_000_000)


def test_what_was_noted_with_an_application_goes_with_all_its_steps() -> None:
    noted = {"app_1": {"first_loan": True, "campaign": "cam_1"}}
    (step,) = steps_of([_application()], {}, {USCC: _enterprise()}, noted)
    assert (step.first_loan, step.campaign) == (True, "cam_1")
    (unknown,) = steps_of([_application()], {}, {USCC: _enterprise()}, {})
    assert (unknown.first_loan, unknown.campaign) == (None, "none")


@pytest.mark.parametrize(
    ("value", "cause", "first"),
    [(2, "", False), (0, "", False), (None, "no_record", True), (None, "not_granted", None), (None, "stale", None)],
)
def test_a_first_loan_is_one_of_whom_the_credit_reference_system_has_no_record(
    value: int | None, cause: str, first: bool | None
) -> None:
    told = {"lenders_now": fact(value, source="credit_reference", cause=cause)}
    assert note_of(told, "")["first_loan"] is first
    assert note_of({}, "")["first_loan"] is None


def test_a_need_is_a_step_and_so_is_the_first_bank_that_takes_it_up() -> None:
    at = datetime(2026, 5, 6, 2, tzinfo=UTC)
    need = FinancingNeed(
        id=NeedId("ned_00000000000000000000000001"),
        asker=Asker(USCC, "青湖五金", "small_micro"),
        ask=Need(amount_fen=30_000_000, term_months=12, purpose="x"),
        state=NeedState.ANSWERED,
        made_at=at,
        version=2,
        published_at=at,
    )
    steps = steps_before(
        {USCC: at}, [need], {"ned_00000000000000000000000001": at + timedelta(hours=3)}, {USCC: _enterprise()}
    )
    assert [(one.what, one.amount_fen, one.hours) for one in steps] == [
        ("scored", 0, None),
        ("needed", 30_000_000, None),
        ("answered", 30_000_000, 3.0),
    ]
