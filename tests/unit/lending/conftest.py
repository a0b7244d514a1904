"""One bank with a clock that moves when told, one applicant with a device, and what the bank learns of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.decisions import shipped
from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, suite
from puhui.kernel.ids import DecisionId, GrantId, LoanId, OrgId, RequestId, SubjectId
from puhui.kernel.subject_keys import software_signature
from puhui.lending import (
    Applicant,
    ApplicationRequest,
    Choice,
    DecisionRequest,
    Evidence,
    GrantRef,
    Loan,
    LoanOffice,
    OwnData,
    assess,
    decide,
    disburse,
    draft_contract,
    sign_contract,
    stranger,
    submit,
)
from puhui.market import Product, Repayment, shipped_products
from puhui.screening import Screening, read_case, screen
from puhui.storage import Database

SUITE = suite("ed25519-sha256")
START = datetime(2026, 7, 1, 2, 0, tzinfo=UTC)  # ten in the morning in China
PRODUCT = next(product for product in shipped_products() if product.code == "tax-credit")
RULES = shipped("standard")
GOOD = {
    "status": "存续",
    "segment": "small_micro",
    "industry_section": "C",
    "age_m": 60,
    "lr_chg_3m": 0,
    "abnormal_now": 0,
    "rating_last": "A",
    "arrears_now_fen": 0,
    "abnormal_taxpayer_now": 0,
    "rev12_fen": 900_000_000,
    "rev12_eff_fen": 800_000_000,
    "active_share24": Decimal(1),
    "zero_run12": 0,
    "max_gap_d": 20,
    "red_rate12": Decimal("0.01"),
    "rev_yoy": Decimal("0.1"),
    "rev3_yoy": Decimal("0.1"),
    "rev6_yoy": Decimal("0.1"),
    "last3_share12": Decimal("0.25"),
    "dishonest_now": 0,
    "limit_consume_now": 0,
    "exec_open_cnt": 0,
    "bankruptcy_now": 0,
}


@dataclass(frozen=True)
class AScore:
    score: float | None = 705.25
    pd: float | None = 0.0121
    grade: str | None = "A"
    coverage: float = 0.9


def indicators(**changes: Any) -> list[IndicatorSet]:
    return [
        IndicatorSet(
            tuple(
                Indicator(
                    name,
                    value,
                    "",
                    "registry",
                    date(2026, 6, 30) if value is not None else None,
                    1.0 if value is not None else 0.0,
                    Cause.GRANTED if value is not None else Cause.NOT_GRANTED,
                )
                for name, value in (GOOD | changes).items()
            )
        )
    ]


def screening(**parts: Any) -> Screening:
    """What a screening of a sound application finds; `parts` of the case change it."""
    told = {"id": "app-1", "submitted_at": START.isoformat()}
    registered = {"as_of": "2026-06-30", "status": "存续"}
    case = {"format": "puhui-screening/1", "application": told, "registration": registered} | parts
    checked = {"verifications": {"enterprise": {"result": 1}}} | case
    return screen(read_case(checked), id=DecisionId("dec_" + "0" * 26), at=START)


def evidence(
    score: AScore | None = None, own: OwnData | None = None, screened: Screening | None = None, **changes: Any
) -> Evidence:
    scored = score or AScore()
    return Evidence(
        indicators=indicators(**changes),
        score=scored,
        own=own or stranger(START.date()),
        score_document={"score": scored.score, "pd": scored.pd, "grade": scored.grade},
        screening=screened or screening(),
    )


class Bank:
    """A bank's loan office with its database, and the steps up to where a test begins."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = ManualClock(START)
        self.entropy = SeededEntropy(1)
        self.office = LoanOffice(OrgId("bank-a"), SoftwareSigner.new(SUITE, self.entropy), self.clock, self.entropy)
        self.device = SoftwareSigner.new(SUITE, self.entropy)

    @property
    def subject_key(self) -> str:
        return f"software:{self.device.public_key}"

    def request_id(self) -> RequestId:
        return RequestId.new(self.clock, self.entropy)

    def request(self, **changes: Any) -> ApplicationRequest:
        request = ApplicationRequest(
            request=self.request_id(),
            applicant=Applicant("91130200MA0A1B2C36", "岭北精密机械有限公司", SubjectId("ab" * 32)),
            product=PRODUCT.code,
            amount_fen=50_000_000,
            term_months=12,
            repayment=Repayment.EQUAL_INSTALMENTS,
            purpose="采购原材料",
            grants=(
                GrantRef(
                    GrantId.new(self.clock, self.entropy), OrgId("tax-bureau"), self.clock.now() + timedelta(days=30)
                ),
            ),
        )
        return replace(request, **changes)

    def do(self, step: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        with self.database.transaction() as connection:
            return step(connection, *args, **kwargs)

    def submitted(self, **changes: Any) -> Any:
        return self.do(submit, self.office, self.request(**changes), PRODUCT)

    def assessed(self, given: Evidence | None = None, product: Product = PRODUCT, **changes: Any) -> Any:
        application = self.submitted(**changes)
        return self.do(
            assess,
            self.office,
            application.id,
            product=product,
            rules=RULES,
            evidence=given or evidence(),
            assessed_by="officer-1",
        )[0]

    def decided(self, request: DecisionRequest | None = None, **changes: Any) -> Any:
        application = self.assessed(**changes)
        request = request or DecisionRequest(Choice.APPROVE)
        return self.do(decide, self.office, application.id, request, product=PRODUCT, decided_by="approver-1")

    def contracted(self, request: DecisionRequest | None = None, **changes: Any) -> Any:
        application = self.decided(request, **changes)
        draft = self.do(draft_contract, self.office, application.id)
        signature = software_signature(self.device, draft.challenge)
        return self.do(sign_contract, self.office, application.id, key=self.subject_key, signature=signature)

    def lent(self, **changes: Any) -> Loan:
        application = self.contracted(**changes)
        return self.do(disburse, self.office, application.id, disbursed_by="approver-1")

    def loan_id(self) -> LoanId:
        return LoanId.new(self.clock, self.entropy)


@pytest.fixture
def bank(database: Database) -> Bank:
    return Bank(database)
