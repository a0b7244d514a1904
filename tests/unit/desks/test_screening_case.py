"""The case that a bank's node makes of what it has: what custodians told goes in, what nobody told stays out."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.desks.scoring import Collected
from puhui.desks.screening.casing import NO_CHECKS, Handed, case_of
from puhui.desks.screening.checks import Checks
from puhui.desks.screening.documents import screening_document
from puhui.desks.screening.linking import as_links
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


def screened(
    parts: Sequence[Collected], handed: Handed = UNTOLD, on: date | None = DAY, checks: Checks = NO_CHECKS
) -> Any:
    case = case_of(APPLICATION, parts, handed=handed, enrolled_on=on, checks=checks)
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
    assert codes(screened(sound, Handed.read({"session": {"seconds_to_fill": 10}}))) == ["FILLED_IN_TOO_FAST"]
    for unsound in ({}, {"seconds_to_fill": -1}, {"seconds_to_fill": "10"}, {"seconds_to_fill": True}):
        assert codes(screened(sound, Handed.read({"session": unsound}))) == []


REGISTER = {
    "at": AT.isoformat(), "as_of": "2026-06-30", "entry": "ab" * 32, "result": 2, "level": "ENT_3META",
    "flags": {"flag_license_no": True, "flag_name": True, "flag_legal_person": False, "flag_legal_person_id": None},
    "behind_until": None, "status": "存续", "lr_chg_3m": 0, "lr_chg_6m": 0, "sh_chg_6m": 0,
    "address_houses_many": False,
}  # fmt: skip
PAPER = {"kind": "business_licence", "digest": "ab" * 32, "issued_on": "2020-03-01", "expires_on": "2026-06-29"}


def test_a_score_alone_is_screened_with_what_the_registry_answered_to_the_check() -> None:
    found = screened([], checks=Checks(register=REGISTER))
    assert codes(found) == ["ENTERPRISE_CHECK_DIFFERS"], "the status is known, so nobody has to look it up"
    lines = screening_document(found, "ab" * 32)["reasons"][0]["evidence"]
    assert [(one["label"]["en"], one["text"]["en"]) for one in lines if one["kind"] == "check"] == [
        ("code", "as registered"),
        ("name", "as registered"),
        ("representative", "differs from the register"),
        ("representative's ID number", "not compared"),
    ]


def test_the_worst_check_counts_and_the_officers_beside_the_portals() -> None:
    sound = REGISTER | {"result": 1, "flags": dict.fromkeys(REGISTER["flags"], True)}
    assert codes(screened([], checks=Checks(register=sound))) == []
    assert codes(screened([], checks=Checks(register=sound, counter=REGISTER))) == ["ENTERPRISE_CHECK_DIFFERS"]
    assert codes(screened([], checks=Checks(register=sound, counter=REGISTER | {"result": 3}))) == [
        "ENTERPRISE_NOT_FOUND"
    ]


def test_papers_past_their_validity_or_used_by_another_are_signs_and_unsound_ones_are_not_used() -> None:
    sound = [registered({"status": "存续"})]
    handed = Handed.read({"papers": [PAPER, PAPER | {"digest": "short"}, {"kind": "diploma"}, 7]})
    assert len(handed.papers) == 1
    assert codes(screened(sound, handed, checks=Checks(papers=handed.papers))) == ["DOCUMENT_EXPIRED"]
    twice = as_links({"paper": 1, "device": 0}, source="bank-a", on="2026-06-30")
    assert codes(screened(sound, checks=Checks(links=twice))) == ["PAPER_USED_TWICE"]


def test_a_hit_in_the_list_proposes_a_refusal_and_shows_who_is_on_it() -> None:
    made = {"job": "cd" * 32, "op": "lookup", "as_of": "2026-06-30"}
    told = {"hit": True, "asked": ["enterprise", "representative"], "on": ["representative"], "level": "fraud"}
    found = screened([registered({"status": "存续"})], checks=Checks(listed=told | {"provenance": made}))
    assert (found.outcome, codes(found)) == (Outcome.REFUSE, ["FRAUD_LIST_HIT"])
    line = screening_document(found, "ab" * 32)["reasons"][0]["evidence"][1]
    assert (line["label"]["en"], line["source"]) == ("its representative", "police")
    assert "cdcdcdcdcdcd" in line["text"]["en"]
