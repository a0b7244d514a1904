"""The case that a bank's node makes of what it has: what custodians told goes in, what nobody told stays out."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.desks.scoring import Collected
from puhui.desks.screening.casing import Handed, case_of
from puhui.desks.screening.documents import screening_document
from puhui.kernel import Text
from puhui.kernel.ids import ApplicationId, DecisionId, OrgId, RequestId, SubjectId
from puhui.lending import Applicant, SubmittedApplication
from puhui.market import Repayment
from puhui.screening import Outcome, screen

from .test_findings import FOUND, collected

AT = datetime(2026, 6, 30, 3, tzinfo=UTC)
UNTOLD = Handed()
DAY = date(2026, 6, 30)
APPLICATION = SubmittedApplication(
    id=ApplicationId("app_" + "0" * 26),
    request=RequestId("req_" + "0" * 26),
    request_digest="00" * 32,
    applicant=Applicant("91130200MA0A1B2C36", "岭北精密机械有限公司", SubjectId("ab" * 32)),
    lender=OrgId("bank-a"),
    product="tax-credit",
    product_version="1",
    amount_fen=50_000_000,
    term_months=12,
    repayment=Repayment.BULLET,
    purpose="采购",
    grants=(),
    submitted_at=AT,
    decide_by=AT + timedelta(days=1),
    version=1,
)


def registered(values: Mapping[str, Any]) -> Collected:
    items = tuple(Indicator(name, one, "", "registry", DAY, 1.0, Cause.GRANTED) for name, one in values.items())
    return Collected("registry", "registry", Text(zh="登记", en="register"), IndicatorSet(items), Cause.GRANTED)


def screened(parts: Sequence[Collected], handed: Handed = UNTOLD, on: date | None = DAY) -> Any:
    case = case_of(APPLICATION, parts, handed=handed, enrolled_on=on)
    return screen(case, id=DecisionId("dec_" + "0" * 26), at=AT)


def codes(found: Any) -> list[str]:
    return [reason.code for reason in found.reasons]


def test_findings_registration_and_sales_become_signs_with_their_evidence() -> None:
    sound = {"status": "存续", "lr_chg_3m": 1, "lr_chg_6m": 1, "sh_chg_6m": 0, "rev12_fen": Decimal(9_000_000_000)}
    found = screened([registered(sound), collected(json.dumps([FOUND]))])
    assert codes(found) == ["SHELL_SIGNS", "REPRESENTATIVE_JUST_CHANGED"]
    shown = screening_document(found, "ab" * 32)["reasons"][0]["evidence"]
    assert [line["kind"] for line in shown] == ["fact", "finding"]
    assert shown[1]["label"]["en"] == "looks like a shell"


def test_what_nobody_told_is_asked_for_or_passes_and_is_never_a_sign() -> None:
    nothing = screened([], on=None)
    assert nothing.outcome is Outcome.VERIFY
    assert {reason.weight for reason in nothing.reasons} == {"ask"}
    assert codes(screened([registered({"status": "存续"})])) == []


def test_a_portals_word_is_used_where_it_is_sound() -> None:
    sound = [registered({"status": "存续"})]
    assert codes(screened(sound, Handed.read({"seconds_to_fill": 10}))) == ["FILLED_IN_TOO_FAST"]
    for unsound in ({}, {"seconds_to_fill": -1}, {"seconds_to_fill": "10"}, {"seconds_to_fill": True}):
        assert codes(screened(sound, Handed.read(unsound))) == []
