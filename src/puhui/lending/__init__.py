"""A loan's life at its bank: application, assessment, decision, contract, disbursement, repayment.

The room promises: each step is one transaction that changes the state, stores the step's document and owes its
digest to the ledger, or does nothing at all; the same request twice is one step; of two who decide at once one wins;
every amount is exact to the fen and every refusal says why and how it is cured; what a loan owes is derived from its
contract and its payments alone.

>>> from datetime import date
>>> from decimal import Decimal
>>> from puhui.market import Repayment
>>> plan = schedule(100_000_000, Decimal("0.0435"), 12, Repayment.EQUAL_PRINCIPAL, date(2024, 3, 21))
>>> plan[0].total_fen, plan[-1].total_fen, total_interest_fen(plan)
(8695833, 8363545, 2356250)

The steps are `submit`, `supplement`, `withdraw`, `assess`, `decide`, `appeal`, `answer_appeal`, `sign_contract`,
`disburse`, `repay` and `review`; they take the caller's connection, so that the edge decides what one transaction is.
`store` reads what they wrote.
"""

from puhui.lending import store
from puhui.lending.appealing import answer_appeal, appeal
from puhui.lending.application import (
    Answer,
    Appeal,
    AppealedApplication,
    Applicant,
    Application,
    ApplicationRequest,
    ApprovedApplication,
    AssessedApplication,
    Choice,
    ContractedApplication,
    Decision,
    DeclinedApplication,
    DisbursedApplication,
    GrantRef,
    Refusal,
    SubmittedApplication,
    WithdrawnApplication,
    appeal_of,
    state_text,
)
from puhui.lending.applying import submit, withdraw
from puhui.lending.assessing import Evidence, Recommendation, assess, recommend, replay_decision, require_assessable
from puhui.lending.classification import LoanClass, classify
from puhui.lending.contracting import Contract, ContractDraft, draft_contract, sign_contract
from puhui.lending.deciding import DecisionRequest, decide
from puhui.lending.disbursing import disburse
from puhui.lending.loan import ActiveLoan, Bill, Loan, OverdueLoan, Payment, SettledLoan, Standing, standing
from puhui.lending.office import LoanOffice
from puhui.lending.own_data import OwnData, read_own_data, stranger
from puhui.lending.penalty import Breach, Debt, allocate, compound_interest, judgment_interest, penalty_interest
from puhui.lending.repaying import repay, review
from puhui.lending.schedule import DayCount, Instalment, day_interest, schedule, total_interest_fen
from puhui.lending.screened import Screened, Sign
from puhui.lending.supplementing import Supplement, supplement
from puhui.lending.verifying import record_verification, review_refusal

__all__ = [
    "ActiveLoan",
    "Answer",
    "Appeal",
    "AppealedApplication",
    "Applicant",
    "Application",
    "ApplicationRequest",
    "ApprovedApplication",
    "AssessedApplication",
    "Bill",
    "Breach",
    "Choice",
    "Contract",
    "ContractDraft",
    "ContractedApplication",
    "DayCount",
    "Debt",
    "Decision",
    "DecisionRequest",
    "DeclinedApplication",
    "DisbursedApplication",
    "Evidence",
    "GrantRef",
    "Instalment",
    "Loan",
    "LoanClass",
    "LoanOffice",
    "OverdueLoan",
    "OwnData",
    "Payment",
    "Recommendation",
    "Refusal",
    "Screened",
    "SettledLoan",
    "Sign",
    "Standing",
    "SubmittedApplication",
    "Supplement",
    "WithdrawnApplication",
    "allocate",
    "answer_appeal",
    "appeal",
    "appeal_of",
    "assess",
    "classify",
    "compound_interest",
    "day_interest",
    "decide",
    "disburse",
    "draft_contract",
    "judgment_interest",
    "penalty_interest",
    "read_own_data",
    "recommend",
    "record_verification",
    "repay",
    "replay_decision",
    "require_assessable",
    "review",
    "review_refusal",
    "schedule",
    "sign_contract",
    "standing",
    "state_text",
    "store",
    "stranger",
    "submit",
    "supplement",
    "total_interest_fen",
    "withdraw",
]
