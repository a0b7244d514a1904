"""An application's way to a loan: every step once, in order, with its document on the ledger's list."""

import threading
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from puhui.decisions import Severity
from puhui.kernel import PuhuiError, SoftwareSigner, Text, decode, encode
from puhui.kernel.ids import ApplicationId
from puhui.kernel.subject_keys import software_signature
from puhui.ledger import entry_id, parse_statement
from puhui.lending import (
    Choice,
    DecisionRequest,
    Evidence,
    assess,
    decide,
    disburse,
    draft_contract,
    replay_decision,
    sign_contract,
    store,
    stranger,
    submit,
    withdraw,
)
from puhui.lending.contracting import Contract
from puhui.lending.documents import from_document, to_document
from puhui.lending.errors import (
    ApplicationAlreadyDecided,
    ApplicationUnknown,
    ChangedMeanwhile,
    CommentRequired,
    ContractNotSigned,
    DecisionBeyondApplication,
    GrantsNoLongerValid,
    OutsideProduct,
    ProductNotOnOffer,
    RequestReused,
    WrongApplicationState,
)
from puhui.market import Fee, Repayment
from puhui.storage import Database, Message, Relay

from .conftest import PRODUCT, RULES, SUITE, AScore, Bank, evidence, indicators

WRONG = {"rules": RULES, "product": PRODUCT, "assessed_by": "o"}


def events(bank: Bank, stream: str) -> list[store.Event]:
    found: list[store.Event] = bank.do(store.events, stream)
    return found


def outbox(bank: Bank) -> list[Message]:
    messages: list[Message] = []
    Relay(bank.database, bank.clock, messages.append).deliver_due()
    return messages


def test_every_step_is_recorded_in_order_and_its_digest_is_what_the_ledger_gets(bank: Bank) -> None:
    loan = bank.lent()
    steps = events(bank, loan.application)
    assert [event.kind for event in steps] == [
        "application.submitted",
        "application.screened",
        "application.assessed",
        "decision.approved",
        "contract.signed",
        "application.disbursed",
    ]
    assert [event.kind for event in events(bank, loan.id)] == ["loan.disbursed"]
    owed = {message.key: message.payload for message in outbox(bank)}
    for event in (*steps, *events(bank, loan.id)):
        statement = parse_statement(owed[f"{event.stream}:{event.seq}"])
        assert statement.is_signed_by(bank.office.signer.public_key)
        assert (statement.contract, statement.action, statement.issuer) == ("anchors", "record", "bank-a")
        assert statement.args == {
            "stream": event.stream,
            "seq": event.seq,
            "kind": event.kind,
            "digest": SUITE.digest(event.document).hex(),
        }
        assert entry_id(owed[f"{event.stream}:{event.seq}"], SUITE) == event.entry
        assert bank.do(store.document, event.digest) == event.document
        decode(event.document)  # canonical


def test_no_statement_names_the_enterprise(bank: Bank) -> None:
    bank.lent()
    for message in outbox(bank):
        assert b"91130200MA0A1B2C36" not in message.payload
        assert "岭北精密机械".encode() not in message.payload


def test_a_state_survives_its_row(bank: Bank) -> None:
    for application in (bank.submitted(), bank.assessed(), bank.decided(), bank.contracted()):
        stored = bank.do(store.application, application.id)
        assert stored == application
        assert type(stored) is type(application)
    loan = bank.lent()
    assert bank.do(store.loan, loan.id) == loan
    disbursed = bank.do(store.application, loan.application)
    assert disbursed.loan == loan.id
    assert [one.state for one in bank.do(store.applications).items].count("disbursed") == 1


# --- applying ---------------------------------------------------------------------------------------------------


def test_the_same_request_twice_is_one_application(bank: Bank) -> None:
    request = bank.request()
    first = bank.do(submit, bank.office, request, PRODUCT)
    bank.clock.advance(timedelta(minutes=5))
    assert bank.do(submit, bank.office, request, PRODUCT) == first
    assert len(bank.do(store.applications).items) == len(outbox(bank)) == 1
    with pytest.raises(RequestReused, match=first.id):
        bank.do(submit, bank.office, replace(request, amount_fen=60_000_000), PRODUCT)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount_fen": PRODUCT.amount_max_fen + 1}, "amount"),
        ({"amount_fen": PRODUCT.amount_min_fen - 1}, "amount"),
        ({"amount_fen": -1}, "amount"),
        ({"term_months": PRODUCT.term_max_months + 1}, "term"),
        ({"term_months": PRODUCT.term_min_months - 1}, "term"),
        ({"repayment": Repayment.BULLET}, "way of repayment"),
    ],
)
def test_what_the_product_does_not_offer_is_refused_with_what_it_offers(
    bank: Bank, changes: dict[str, Any], said: str
) -> None:
    with pytest.raises(OutsideProduct, match=said) as refused:
        bank.submitted(**changes)
    assert refused.value.data["allowed"]
    assert bank.do(store.applications).items == []
    assert outbox(bank) == []


def test_a_product_of_another_bank_or_out_of_its_dates_is_not_on_offer(bank: Bank) -> None:
    for product in (
        replace(PRODUCT, valid_to=bank.office.today() - timedelta(days=1)),
        replace(PRODUCT, lender=type(PRODUCT.lender)("bank-b")),
        replace(PRODUCT, code="other"),
    ):
        with pytest.raises(ProductNotOnOffer):
            bank.do(submit, bank.office, bank.request(), product)


def test_the_decision_is_promised_within_a_day_and_the_late_ones_are_found(bank: Bank) -> None:
    application = bank.submitted()
    assert application.decide_by - application.submitted_at == timedelta(hours=24)
    bank.clock.advance(timedelta(hours=24))
    assert bank.do(store.late_applications, bank.clock.now()) == []
    bank.clock.advance(timedelta(seconds=1))
    assert bank.do(store.late_applications, bank.clock.now()) == [application]
    assert application.late(bank.clock.now())


def test_an_application_is_withdrawn_before_its_contract_and_not_after(bank: Bank) -> None:
    for application in (bank.submitted(), bank.assessed(), bank.decided()):
        withdrawn = bank.do(withdraw, bank.office, application.id, reason="已从他处融资")
        assert bank.do(store.application, application.id) == withdrawn
        with pytest.raises(WrongApplicationState):
            bank.do(withdraw, bank.office, application.id, reason="again")
    with pytest.raises(WrongApplicationState, match="withdrawn"):
        bank.do(withdraw, bank.office, bank.contracted().id, reason="too late")


# --- assessing --------------------------------------------------------------------------------------------------


def test_a_recommendation_shows_every_term_and_its_record_replays(bank: Bank) -> None:
    application = bank.submitted()
    assessed, found = bank.do(assess, bank.office, application.id, evidence=evidence(), **WRONG)
    assert found.verdict.value == "approve"
    assert found.limit.amount_fen == assessed.assessment.limit_fen == 50_000_000  # what was asked for binds
    assert {term.name for term in found.limit.terms} >= {"product_cap", "requested", "methods", "grade"}
    assert PRODUCT.rate_min <= found.price.annual_rate <= PRODUCT.rate_max
    assert bank.do(replay_decision, assessed.assessment.record_digest, RULES) == found.outcome
    record = decode(bank.do(store.document, assessed.assessment.record_digest))
    assert record["facts"]["own_overdue_now_fen"]["value"] == "0"
    assert record["score"] == {"score": "705.25", "pd": "0.0121", "grade": "A"}
    assert record["extra"]["price"]["annual_rate"] == str(found.price.annual_rate)


def test_a_knock_out_recommends_no_limit_and_no_price(bank: Bank) -> None:
    application = bank.submitted()
    _, found = bank.do(assess, bank.office, application.id, evidence=evidence(dishonest_now=1), **WRONG)
    assert (found.verdict.value, found.limit, found.price) == ("decline", None, None)
    assert [finding.code for finding in found.outcome.knock_outs] == ["DISHONEST_DEBTOR", "PRODUCT_TERMS_NOT_MET"]


def test_without_evidence_to_size_it_nobody_gets_a_limit_from_the_cap_alone(bank: Bank) -> None:
    application = bank.submitted()
    _, found = bank.do(
        assess, bank.office, application.id, evidence=evidence(rev12_eff_fen=None, tax12_fen=None), **WRONG
    )
    assert found.limit is None
    assert found.verdict.value == "refer"
    asked = found.outcome.with_severity(Severity.ASK)
    assert [finding.code for finding in asked] == ["LIMIT_BELOW_PRODUCT"]


def test_a_thin_file_without_score_is_referred_not_declined(bank: Bank) -> None:
    application = bank.submitted()
    thin = evidence(AScore(score=None, pd=None, grade=None, coverage=0.3), arrears_now_fen=None)
    _, found = bank.do(assess, bank.office, application.id, evidence=thin, **WRONG)
    assert found.verdict.value == "refer"
    assert (found.limit, found.price) == (None, None)


def test_an_expired_grant_stops_the_assessment_and_says_whose_it_is(bank: Bank) -> None:
    application = bank.submitted()
    bank.clock.advance(timedelta(days=30))
    with pytest.raises(GrantsNoLongerValid, match="tax-bureau") as refused:
        bank.do(assess, bank.office, application.id, evidence=evidence(), **WRONG)
    assert "重新授权" in refused.value.remedy_text.zh
    assert bank.do(store.application, application.id) == application


def test_an_assessment_can_be_done_again_until_the_decision(bank: Bank) -> None:
    first = bank.assessed(evidence(AScore(coverage=0.5)))
    again, _ = bank.do(assess, bank.office, first.id, evidence=evidence(), **WRONG)
    assert (first.assessment.verdict, again.assessment.verdict) == ("refer", "approve")
    assert again.assessment.record_digest != first.assessment.record_digest
    bank.do(decide, bank.office, first.id, DecisionRequest(Choice.APPROVE), product=PRODUCT, decided_by="a")
    with pytest.raises(WrongApplicationState):
        bank.do(assess, bank.office, first.id, evidence=evidence(), **WRONG)


# --- deciding ---------------------------------------------------------------------------------------------------


def test_an_approval_takes_the_recommended_terms_unless_told_otherwise(bank: Bank) -> None:
    approved = bank.decided()
    assert approved.terms.amount_fen == approved.assessment.limit_fen
    assert approved.terms.annual_rate == approved.assessment.annual_rate
    assert approved.decision.departs == ()
    less = bank.decided(DecisionRequest(Choice.APPROVE, amount_fen=30_000_000))
    assert less.terms.amount_fen == 30_000_000


@pytest.mark.parametrize(
    ("given", "request_", "departs"),
    [
        (evidence(), DecisionRequest(Choice.DECLINE), ("outcome",)),
        (evidence(), DecisionRequest(Choice.APPROVE, annual_rate=Decimal("0.0700")), ("rate",)),
        (evidence(), DecisionRequest(Choice.APPROVE, term_months=6), ("term",)),
        (evidence(), DecisionRequest(Choice.APPROVE, repayment=Repayment.REVOLVING), ("repayment",)),
        (evidence(rev12_eff_fen=100_000_000), DecisionRequest(Choice.APPROVE, amount_fen=50_000_000), ("amount",)),
        (
            evidence(arrears_now_fen=1),
            DecisionRequest(Choice.APPROVE, 30_000_000, Decimal("0.05")),
            ("outcome", "amount", "rate"),
        ),
    ],
)
def test_a_decision_that_departs_from_the_recommendation_needs_a_reason(
    bank: Bank, given: Any, request_: DecisionRequest, departs: tuple[str, ...]
) -> None:
    application = bank.assessed(given)
    with pytest.raises(CommentRequired, match=departs[0]):
        bank.do(decide, bank.office, application.id, request_, product=PRODUCT, decided_by="a")
    decided = bank.do(
        decide, bank.office, application.id, replace(request_, comment="见会议纪要"), product=PRODUCT, decided_by="a"
    )
    assert decided.decision.departs == departs
    assert decided.decision.record_digest == application.assessment.record_digest


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        (DecisionRequest(Choice.APPROVE, amount_fen=50_000_001), "more than"),
        (DecisionRequest(Choice.APPROVE, annual_rate=Decimal("0.0364")), "outside"),
        (DecisionRequest(Choice.APPROVE, annual_rate=Decimal("0.0751")), "outside"),
        (DecisionRequest(Choice.APPROVE, amount_fen=0), "0.00"),
        (DecisionRequest(Choice.APPROVE, term_months=13), "13"),
    ],
)
def test_nothing_beyond_the_application_or_the_product_is_approved(
    bank: Bank, request_: DecisionRequest, said: str
) -> None:
    application = bank.assessed()
    commented = replace(request_, comment="为什么不")
    with pytest.raises((DecisionBeyondApplication, OutsideProduct), match=said):
        bank.do(decide, bank.office, application.id, commented, product=PRODUCT, decided_by="a")


def test_a_decline_has_codes_plain_reasons_and_cures(bank: Bank) -> None:
    declined = bank.decided(DecisionRequest(Choice.DECLINE), given=evidence(arrears_now_fen=5))
    (refusal,) = declined.decision.refusals
    assert (refusal.code, refusal.text.zh, refusal.cure.zh) == ("TAX_ARREARS", "当前欠缴税款", "缴清欠税及滞纳金")
    own_words = bank.decided(DecisionRequest(Choice.DECLINE, comment="订单真实性存疑"))
    assert [(one.code, one.text.zh) for one in own_words.decision.refusals] == [("OFFICER_DECISION", "订单真实性存疑")]


def test_of_two_officers_deciding_at_once_one_wins(kept_database: Database) -> None:
    bank = Bank(kept_database)
    application = bank.assessed()
    start, outcomes = threading.Barrier(8), []

    def officer(number: int) -> None:
        choice = Choice.APPROVE if number % 2 else Choice.DECLINE
        start.wait()
        try:
            request = DecisionRequest(choice, comment="同时审批")
            bank.do(decide, bank.office, application.id, request, product=PRODUCT, decided_by=f"officer-{number}")
            outcomes.append(f"officer-{number}")
        except ApplicationAlreadyDecided as late:
            outcomes.append(late)

    threads = [threading.Thread(target=officer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = [one for one in outcomes if isinstance(one, str)]
    assert {str(one.data["decided_by"]) for one in outcomes if not isinstance(one, str)} == {winner}
    decisions = [event for event in events(bank, application.id) if event.kind.startswith("decision.")]
    assert len(decisions) == 1


def test_a_row_that_changed_between_read_and_write_is_not_overwritten(bank: Bank) -> None:
    """An officer's page is older than the row: what was read in one transaction is written in another."""
    application = bank.assessed()
    bank.do(store.save_application, application)
    with pytest.raises(ChangedMeanwhile):
        bank.do(store.save_application, application)


def test_an_officer_who_looked_at_an_older_assessment_is_told(bank: Bank) -> None:
    first = bank.assessed()
    bank.do(assess, bank.office, first.id, evidence=evidence(), **WRONG)
    with pytest.raises(ChangedMeanwhile):
        bank.do(
            decide,
            bank.office,
            first.id,
            DecisionRequest(Choice.APPROVE),
            product=PRODUCT,
            decided_by="a",
            seen_version=first.version,
        )


@pytest.mark.parametrize("outcome", Choice)
def test_nothing_is_decided_before_it_is_assessed(bank: Bank, outcome: Choice) -> None:
    with pytest.raises(WrongApplicationState, match="submitted"):
        bank.do(
            decide,
            bank.office,
            bank.submitted().id,
            DecisionRequest(outcome, comment="x"),
            product=PRODUCT,
            decided_by="a",
        )


# --- contracting and disbursing ---------------------------------------------------------------------------------


def test_the_contract_is_signed_by_the_enterprises_own_key_over_its_digest(bank: Bank) -> None:
    application = bank.decided()
    draft = bank.do(draft_contract, bank.office, application.id)
    assert draft.digest == SUITE.digest(draft.contract.encoded()).hex()
    assert draft.challenge == SUITE.digest(encode({"contract": draft.digest}))
    assert sum(one.principal_fen for one in draft.instalments) == application.terms.amount_fen
    bank.clock.advance(timedelta(days=2))
    assert bank.do(draft_contract, bank.office, application.id).digest == draft.digest
    other = SoftwareSigner.new(SUITE, bank.entropy)
    for signature in (
        software_signature(other, draft.challenge),
        software_signature(bank.device, bytes.fromhex(draft.digest)),
        software_signature(bank.device, SUITE.digest(encode([draft.digest]))),  # a bundle of grants, not a contract
        {"kind": "software", "signature": b"short"},
        {},
    ):
        with pytest.raises(ContractNotSigned):
            bank.do(sign_contract, bank.office, application.id, key=bank.subject_key, signature=signature)
    with pytest.raises(ContractNotSigned):
        bank.do(sign_contract, bank.office, application.id, key="software:nonsense", signature={})
    good = software_signature(bank.device, draft.challenge)
    signed = bank.do(sign_contract, bank.office, application.id, key=bank.subject_key, signature=good)
    assert bank.do(sign_contract, bank.office, application.id, key=bank.subject_key, signature=good) == signed
    event = events(bank, application.id)[-1]
    kept = decode(event.document)
    assert kept["contract"] == draft.contract.encoded()
    assert kept["signature"] == good


def test_the_contract_says_what_the_loan_costs_all_told(bank: Bank) -> None:
    contract = bank.do(draft_contract, bank.office, bank.decided().id).contract
    assert abs(contract.all_in_rate - contract.annual_rate) < Decimal("0.00001")  # no fees: the contract's own rate
    fee = replace(PRODUCT, fees=(Fee(Text(zh="担保费", en="guarantee fee"), Decimal("0.0100")),))
    application = bank.assessed(product=fee)
    bank.do(decide, bank.office, application.id, DecisionRequest(Choice.APPROVE), product=fee, decided_by="a")
    dearer = bank.do(draft_contract, bank.office, application.id).contract
    assert dearer.fees_rate == Decimal("0.0100")
    # 1 % on the whole amount, while on average half of it is lent: about 1.8 % dearer.
    assert Decimal("0.017") < dearer.all_in_rate - dearer.annual_rate < Decimal("0.019")


def test_a_told_segment_is_held_against_the_product(bank: Bank) -> None:
    applicant = replace(bank.request().applicant, segment="farmer")
    application = bank.submitted(applicant=applicant)
    given = replace(evidence(), indicators=indicators(segment=None))
    _, found = bank.do(assess, bank.office, application.id, evidence=given, **WRONG)
    assert [finding.code for finding in found.outcome.knock_outs] == ["PRODUCT_TERMS_NOT_MET"]
    assert [check.code for check in found.checks if check.state.value == "fail"] == ["SEGMENT_ONE_OF"]


def test_the_contract_reads_back_from_its_bytes(bank: Bank) -> None:
    draft = bank.do(draft_contract, bank.office, bank.decided().id)
    fields = decode(draft.contract.encoded())
    assert fields.pop("v") == 1
    assert from_document(Contract, fields) == draft.contract
    assert to_document(draft.contract) == fields


def test_steps_out_of_order_are_refused(bank: Bank) -> None:
    submitted, assessed, declined = (
        bank.submitted(),
        bank.assessed(),
        bank.decided(DecisionRequest(Choice.DECLINE, comment="否")),
    )
    for application in (submitted, assessed, declined):
        with pytest.raises(WrongApplicationState):
            bank.do(draft_contract, bank.office, application.id)
        with pytest.raises(WrongApplicationState):
            bank.do(disburse, bank.office, application.id, disbursed_by="a")
    with pytest.raises(WrongApplicationState):
        bank.do(disburse, bank.office, bank.decided().id, disbursed_by="a")
    with pytest.raises(ApplicationUnknown):
        bank.do(store.application, ApplicationId.new(bank.clock, bank.entropy))


def test_a_loan_is_paid_out_once(bank: Bank) -> None:
    loan = bank.lent()
    assert bank.do(disburse, bank.office, loan.application, disbursed_by="a") == loan
    assert loan.principal_fen == 50_000_000
    assert loan.disbursed_on.isoformat() == "2026-07-01"
    assert len(bank.do(store.loans).items) == 1


def test_every_error_tells_cause_and_remedy_in_both_languages() -> None:
    import puhui.lending.errors as module

    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and issubclass(kind, PuhuiError)]
    for kind in kinds:
        if kind is not PuhuiError:
            for text in (kind.cause, kind.remedy):
                assert text.zh
                assert text.en
                assert kind.__doc__


def test_what_a_lender_is_not_shown_is_asked_and_never_held_against_anybody(bank: Bank) -> None:
    """By a score alone: no figure but the bank's own sizes the loan, and the record says which could not."""
    application = bank.submitted()
    own = replace(stranger(bank.office.today()), own_customer=True, own_inflow_median_fen=10_000_000)
    hidden = dict.fromkeys(["age_m", "tax12_fen", "rev12_eff_fen", "dishonest_now", "rating_last"], "tax")
    alone = Evidence([], AScore(), own, {"score": 705.25, "job": "ab" * 32}, not_shown=hidden)
    assessed, found = bank.do(assess, bank.office, application.id, evidence=alone, **WRONG)
    assert found.verdict.value == "refer"
    assert found.outcome.knock_outs == ()
    asked = {one.code: one for one in found.outcome.with_severity(Severity.ASK)}
    assert {asked[code].fact.cause for code in ("AGE_TOO_YOUNG", "DISHONEST_DEBTOR")} == {"not_shown"}
    assert found.limit.terms[0].name == "flow"
    assert found.unsized == ("tax", "invoice")
    assert found.price is not None
    record = decode(bank.do(store.document, assessed.assessment.record_digest))
    assert (record["score"]["job"], record["extra"]["unsized"]) == ("ab" * 32, ["tax", "invoice"])
    assert bank.do(replay_decision, assessed.assessment.record_digest, RULES) == found.outcome
    open_conditions = [check for check in found.checks if check.state.value == "ask"]
    assert all("otherwise" in check.cure.en for check in open_conditions if "AGE" in check.code)
