"""Applications from submission to contract, and the loans that come of them.

At the operator's node an owner sees its own applications and loans; at a bank's node its staff see the bank's. The
same addresses serve both: the desk behind them depends on the node's role.
"""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from puhui.api.authentication import Desk, at_desk, device_mark, set_device_mark
from puhui.api.permissions import Thing
from puhui.desks.views import (
    AppealAnswerRequest,
    AppealRequest,
    ApplicationList,
    ApplicationRequest,
    ApplicationView,
    ApplicationWithdrawal,
    ChecksView,
    ContractChoice,
    ContractDraftView,
    DecisionRequest,
    DecisionView,
    ElsewhereView,
    LoanList,
    LoanView,
    RecommendationView,
    RepaymentRequest,
    ReviewRequest,
    ScreeningView,
    SecretScoreView,
    SignedContract,
    StatedRequest,
    SupplementRequest,
    VerificationRequest,
    WatchRequest,
    WatchView,
)
from puhui.desks.views.listing import ListQuery

router = APIRouter(tags=["lending"])


@router.post("/applications", status_code=201)
def apply(
    request: ApplicationRequest,
    call: Request,
    response: Response,
    desk: Annotated[Desk, Depends(at_desk("apply"))],
) -> ApplicationView:
    """Open the grants to the bank and send the application there. The browser keeps the mark of its device."""
    mark = desk.node.device_desk().mark(device_mark(call))
    set_device_mark(response, desk.node, mark)
    return desk.node.borrower_desk().apply(desk.uscc, request, mark, desk.language)


@router.get("/applications")
def list_applications(
    desk: Annotated[Desk, Depends(at_desk("list_applications"))], sought: Annotated[ListQuery, Query()]
) -> ApplicationList:
    """The owner's applications, or the bank's inbox; newest first."""
    return desk.node.lending_desk().applications(sought.of(desk.actor.uscc), desk.language)


@router.get("/applications/{id}")
def read_application(id: str, desk: Annotated[Desk, Depends(at_desk("read_application"))]) -> ApplicationView:
    """One application; at the bank with recommendation and screening."""
    _require_application(desk, id)
    return desk.node.lending_desk().application(id, desk.language)


@router.post("/applications/{id}/withdrawal", status_code=201)
def withdraw_application(
    id: str, request: ApplicationWithdrawal, desk: Annotated[Desk, Depends(at_desk("withdraw_application"))]
) -> ApplicationView:
    """Take an application back before its contract is signed."""
    _require_application(desk, id)
    return desk.node.borrower_desk().withdraw(id, request, desk.language)


@router.post("/applications/{id}/supplements", status_code=201)
def supplement_application(
    id: str, request: SupplementRequest, desk: Annotated[Desk, Depends(at_desk("supplement_application"))]
) -> ApplicationView:
    """Add papers or grants to an application that waits for its bank."""
    _require_application(desk, id)
    return desk.node.borrower_desk().supplement(id, request, desk.language)


@router.post("/applications/{id}/appeal", status_code=201)
def appeal(id: str, request: AppealRequest, desk: Annotated[Desk, Depends(at_desk("appeal"))]) -> ApplicationView:
    """Appeal against a decline, once: another person at the bank looks again."""
    _require_application(desk, id)
    return desk.node.borrower_desk().appeal(id, request, desk.language)


@router.post("/applications/{id}/appeal/answer", status_code=201)
def answer_appeal(
    id: str,
    request: AppealAnswerRequest,
    desk: Annotated[Desk, Depends(at_desk("answer_appeal", fresh=True))],
) -> ApplicationView:
    """Uphold a decline or reopen the application. Not for whoever assessed or declined it."""
    _require_application(desk, id)
    return desk.node.bank_desk().appeals.answer(id, request, desk.actor, desk.language)


@router.post("/applications/{id}/assessment")
def assess(id: str, desk: Annotated[Desk, Depends(at_desk("assess"))]) -> RecommendationView:
    """Fetch the indicators under the grants, score them, and let the bank's rules speak."""
    _require_application(desk, id)
    return desk.node.bank_desk().assess(id, desk.actor, desk.language)


@router.post("/applications/{id}/scoring", status_code=202)
def ask_secret_score(id: str, desk: Annotated[Desk, Depends(at_desk("ask_secret_score"))]) -> SecretScoreView:
    """Have the bureaus compute the score under the grants, in secret; look at it again to see how far it is."""
    _require_application(desk, id)
    return desk.node.secret_score_desk().ask(id, desk.actor, desk.language)


@router.get("/applications/{id}/scoring")
def read_secret_score(id: str, desk: Annotated[Desk, Depends(at_desk("read_secret_score"))]) -> SecretScoreView:
    """How far the secret score of an application is, what came of it, or why there is none."""
    _require_application(desk, id)
    return desk.node.secret_score_desk().scoring(id, desk.language)


@router.post("/applications/{id}/elsewhere", status_code=202)
def ask_elsewhere(id: str, desk: Annotated[Desk, Depends(at_desk("ask_elsewhere"))]) -> ElsewhereView:
    """Have the banks add up, in secret and under the grants, what the enterprise has elsewhere; look again to see."""
    _require_application(desk, id)
    case = desk.node.bank_desk().case(id)
    return desk.node.elsewhere_desk().ask(case, desk.actor, desk.language)


@router.get("/applications/{id}/elsewhere")
def read_elsewhere(id: str, desk: Annotated[Desk, Depends(at_desk("read_elsewhere"))]) -> ElsewhereView:
    """How far the sum over banks is, what it told, or why there is none."""
    _require_application(desk, id)
    return desk.node.elsewhere_desk().elsewhere(id, desk.language)


@router.get("/applications/{id}/checks")
def read_checks(id: str, desk: Annotated[Desk, Depends(at_desk("read_checks"))]) -> ChecksView:
    """What the registry said of stated factors, what applicants of this bank share, and the papers' dates."""
    _require_application(desk, id)
    return desk.node.check_desk().checks(desk.node.bank_desk().case_as_it_is(id), desk.language)


@router.post("/applications/{id}/checks/registry", status_code=201)
def check_at_registry(
    id: str, request: StatedRequest, desk: Annotated[Desk, Depends(at_desk("check_at_registry"))]
) -> ChecksView:
    """Have the registry compare what was stated at the counter: flags alone come back, and failures are counted."""
    _require_application(desk, id)
    return desk.node.check_desk().compare(desk.node.bank_desk().case(id), request, desk.language)


@router.post("/applications/{id}/checks/watchlist", status_code=202)
def ask_watch_list(
    id: str, request: WatchRequest, desk: Annotated[Desk, Depends(at_desk("ask_watch_list"))]
) -> WatchView:
    """Look the enterprise and its representative up in the list of fraud; its holder does not learn who was asked."""
    _require_application(desk, id)
    case = desk.node.bank_desk().case(id)
    return desk.node.watch_desk().ask(case, request, desk.actor, desk.language)


@router.get("/applications/{id}/checks/watchlist")
def read_watch_list(id: str, desk: Annotated[Desk, Depends(at_desk("read_watch_list"))]) -> WatchView:
    """How far the lookup in the list of fraud is, what it told, or why there is nothing."""
    _require_application(desk, id)
    return desk.node.watch_desk().finding(id, desk.language)


@router.get("/applications/{id}/screening")
def read_screening(id: str, desk: Annotated[Desk, Depends(at_desk("read_screening"))]) -> ScreeningView:
    """What screening for fraud found, what to verify and how, and what people have done about it."""
    _require_application(desk, id)
    return desk.node.bank_desk().screening.screening(id, desk.language)


@router.post("/applications/{id}/screening/steps", status_code=201)
def record_verification(
    id: str, request: VerificationRequest, desk: Annotated[Desk, Depends(at_desk("record_verification"))]
) -> ScreeningView:
    """Record what was seen when a sign was verified. An application with an open sign cannot be approved."""
    _require_application(desk, id)
    return desk.node.bank_desk().screening.verify(id, request, desk.actor, desk.language)


@router.post("/applications/{id}/screening/review", status_code=201)
def review_refusal(
    id: str, request: ReviewRequest, desk: Annotated[Desk, Depends(at_desk("review_refusal"))]
) -> ScreeningView:
    """Uphold a proposed refusal, or set it aside: before that it does not hold."""
    _require_application(desk, id)
    return desk.node.bank_desk().screening.review(id, request, desk.actor, desk.language)


@router.post("/applications/{id}/decision", status_code=201)
def decide(
    id: str, request: DecisionRequest, desk: Annotated[Desk, Depends(at_desk("decide", fresh=True))]
) -> DecisionView:
    """Decide after an assessment. An approval beyond the recommended limit is refused."""
    _require_application(desk, id)
    return desk.node.bank_desk().decide(id, request, desk.actor, desk.language)


@router.post("/applications/{id}/contract/options")
def begin_contract(
    id: str, desk: Annotated[Desk, Depends(at_desk("begin_contract"))], request: ContractChoice | None = None
) -> ContractDraftView:
    """The contract about to be signed, with its schedule and its challenge; of a line, for the chosen first drawing."""
    _require_application(desk, id)
    first = None if request is None else request.first_drawing_fen
    return desk.node.borrower_desk().contract_draft(id, first, desk.language)


@router.post("/applications/{id}/contract")
def sign_contract(
    id: str, signed: SignedContract, desk: Annotated[Desk, Depends(at_desk("sign_contract"))]
) -> ApplicationView:
    """Sign the contract; the bank checks the signature against the ledger."""
    _require_application(desk, id)
    return desk.node.borrower_desk().sign_contract(id, signed, desk.language)


@router.post("/applications/{id}/disbursement", status_code=201)
def disburse(id: str, desk: Annotated[Desk, Depends(at_desk("disburse", fresh=True))]) -> LoanView:
    """Pay out a signed contract."""
    _require_application(desk, id)
    return desk.node.bank_desk().disburse(id, desk.actor, desk.language)


@router.get("/loans")
def list_loans(
    desk: Annotated[Desk, Depends(at_desk("list_loans"))], sought: Annotated[ListQuery, Query()]
) -> LoanList:
    """The owner's loans, or the bank's; newest first."""
    return desk.node.lending_desk().loans(sought.of(desk.actor.uscc), desk.language)


@router.get("/loans/{id}")
def read_loan(id: str, desk: Annotated[Desk, Depends(at_desk("read_loan"))]) -> LoanView:
    """One loan with its schedule."""
    _require_loan(desk, id)
    return desk.node.lending_desk().loan(id, desk.language)


@router.post("/loans/{id}/repayments", status_code=201)
def repay(id: str, request: RepaymentRequest, desk: Annotated[Desk, Depends(at_desk("repay"))]) -> LoanView:
    """Pay towards a loan."""
    _require_loan(desk, id)
    return desk.node.lending_desk().repay(id, request, desk.actor, desk.language)


def _require_application(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().owner_of_application(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "application", id_)


def _require_loan(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().owner_of_loan(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "loan", id_)
