"""Loans after their disbursement: quotes, statements and papers, drawings, classes, and relief.

At the operator's node an owner acts for its enterprise; at a bank's node its staff act on the bank's loans. What both
may read has one address.
"""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Response

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.servicing.papers import certificate_pdf, statement_csv, statement_pdf
from puhui.desks.views import (
    ContractDraftView,
    DrawingRequest,
    LoanView,
    QualityView,
    QuoteView,
    ReliefList,
    ReliefOptions,
    ReliefProposal,
    ReliefRefusal,
    ReliefRequest,
    ReliefView,
    SignedDraft,
    StatementView,
)
from puhui.desks.views.servicing import AllBanksView

router = APIRouter(tags=["servicing"])

_PDF, _CSV = "application/pdf", "text/csv"
_AS_PDF: dict[int | str, dict[str, Any]] = {200: {"content": {_PDF: {}}}}
_AS_CSV: dict[int | str, dict[str, Any]] = {200: {"content": {_CSV: {}}}}
_Amount = Annotated[int | None, Query(gt=0, le=10**13)]


@router.get("/loans/{id}/quote")
def quote_loan(id: str, desk: Annotated[Desk, Depends(at_desk("quote_loan"))], amount_fen: _Amount = None) -> QuoteView:
    """What the loan owes today; with an amount, what its payment would do to the bills."""
    _require_loan(desk, id)
    return desk.node.lending_desk().servicing.quote(id, amount_fen, desk.language)


@router.get("/loans/{id}/statement")
def read_statement(id: str, desk: Annotated[Desk, Depends(at_desk("read_statement"))]) -> StatementView:
    """Every movement of the loan, how it was used, and the principal after it."""
    return _statement(desk, id)


@router.get("/loans/{id}/statement.csv", response_class=Response, responses=_AS_CSV)
def export_statement(id: str, desk: Annotated[Desk, Depends(at_desk("export_statement"))]) -> Response:
    """The same as CSV, in yuan."""
    return _file(statement_csv(_statement(desk, id), desk.language), _CSV, f"statement-{id}.csv")


@router.get("/loans/{id}/statement.pdf", response_class=Response, responses=_AS_PDF)
def print_statement(id: str, desk: Annotated[Desk, Depends(at_desk("print_statement"))]) -> Response:
    """The same on paper."""
    return _file(
        statement_pdf(_statement(desk, id), desk.language, specimen=desk.is_sandbox), _PDF, f"statement-{id}.pdf"
    )


@router.get("/loans/{id}/certificate.pdf", response_class=Response, responses=_AS_PDF)
def print_certificate(id: str, desk: Annotated[Desk, Depends(at_desk("print_certificate"))]) -> Response:
    """The certificate that the loan is settled, with the ledger's entry; 409 before it is."""
    return _file(
        certificate_pdf(_statement(desk, id), desk.language, specimen=desk.is_sandbox), _PDF, f"settled-{id}.pdf"
    )


@router.get("/loans/{id}/quality")
def read_quality(id: str, desk: Annotated[Desk, Depends(at_desk("read_quality"))]) -> QualityView:
    """The loan's class today and its causes. The bank's own."""
    _require_loan(desk, id)
    return desk.node.bank_desk().servicing.quality(id, desk.language)


@router.post("/loans/{id}/debts", status_code=202)
def ask_all_banks(id: str, desk: Annotated[Desk, Depends(at_desk("ask_all_banks"))]) -> AllBanksView:
    """Have the banks add up, in secret and under grants for monitoring, what the debtor owes and how much is late."""
    _require_loan(desk, id)
    return desk.node.all_banks_desk().ask(id, desk.actor, desk.language)


@router.get("/loans/{id}/debts")
def read_all_banks(id: str, desk: Annotated[Desk, Depends(at_desk("read_all_banks"))]) -> AllBanksView:
    """How far it is, and whether more than a fifth of the debtor's debts at all banks is late for more than 90 days."""
    _require_loan(desk, id)
    return desk.node.all_banks_desk().told(id, desk.language)


@router.post("/loans/{id}/drawings", status_code=201)
def draw_again(id: str, request: DrawingRequest, desk: Annotated[Desk, Depends(at_desk("draw_again"))]) -> LoanView:
    """Draw again out of a revolving line."""
    _require_loan(desk, id)
    desk.node.borrower_desk().servicing.draw(id, request)
    return desk.node.borrower_desk().loan(id, desk.language)


@router.post("/loans/{id}/closing")
def close_line(id: str, desk: Annotated[Desk, Depends(at_desk("close_line"))]) -> LoanView:
    """End a revolving line on which nothing is owed."""
    _require_loan(desk, id)
    desk.node.borrower_desk().servicing.close(id)
    return desk.node.borrower_desk().loan(id, desk.language)


@router.get("/loans/{id}/reliefs/options")
def read_relief_options(id: str, desk: Annotated[Desk, Depends(at_desk("read_relief_options"))]) -> ReliefOptions:
    """The programmes of relief that may be asked for today."""
    _require_loan(desk, id)
    return desk.node.borrower_desk().servicing.options(id, desk.language)


@router.post("/loans/{id}/reliefs", status_code=201)
def ask_relief(id: str, request: ReliefRequest, desk: Annotated[Desk, Depends(at_desk("ask_relief"))]) -> ReliefView:
    """Ask the loan's bank for relief. One request a loan at a time."""
    _require_loan(desk, id)
    return desk.node.borrower_desk().servicing.ask(id, request, desk.language)


@router.get("/reliefs")
def list_reliefs(desk: Annotated[Desk, Depends(at_desk("list_reliefs"))]) -> ReliefList:
    """The owner's requests for relief, or the bank's; newest first."""
    return desk.node.lending_desk().servicing.reliefs(desk.actor.uscc, desk.language)


@router.get("/reliefs/{id}")
def read_relief(id: str, desk: Annotated[Desk, Depends(at_desk("read_relief"))]) -> ReliefView:
    """One request with its conditions: pass, fail or ask, each with its reason."""
    _require_relief(desk, id)
    return desk.node.lending_desk().servicing.relief(id, desk.language)


@router.post("/reliefs/{id}/withdrawal")
def withdraw_relief(id: str, desk: Annotated[Desk, Depends(at_desk("withdraw_relief"))]) -> ReliefView:
    """Take a request back before it is in force."""
    _require_relief(desk, id)
    return desk.node.borrower_desk().servicing.withdraw(id, desk.language)


@router.post("/reliefs/{id}/proposal", status_code=201)
def propose_relief(
    id: str, request: ReliefProposal, desk: Annotated[Desk, Depends(at_desk("propose_relief"))]
) -> ReliefView:
    """Answer what asks, and grant; above the configured amount a second person confirms."""
    _require_relief(desk, id)
    return desk.node.bank_desk().servicing.propose(id, request, desk.actor, desk.language)


@router.post("/reliefs/{id}/confirmation", status_code=201)
def confirm_relief(id: str, desk: Annotated[Desk, Depends(at_desk("confirm_relief"))]) -> ReliefView:
    """Say yes, as the second person."""
    _require_relief(desk, id)
    return desk.node.bank_desk().servicing.confirm(id, desk.actor, desk.language)


@router.post("/reliefs/{id}/refusal", status_code=201)
def decline_relief(
    id: str, request: ReliefRefusal, desk: Annotated[Desk, Depends(at_desk("decline_relief"))]
) -> ReliefView:
    """Decline a request, with the reason."""
    _require_relief(desk, id)
    return desk.node.bank_desk().servicing.decline(id, request.reason, desk.actor, desk.language)


@router.post("/reliefs/{id}/contract/options")
def begin_renewal(id: str, desk: Annotated[Desk, Depends(at_desk("begin_renewal"))]) -> ContractDraftView:
    """The contract of an approved renewal, with its schedule and its challenge."""
    _require_relief(desk, id)
    return desk.node.borrower_desk().servicing.contract_draft(id, desk.language)


@router.post("/reliefs/{id}/contract")
def sign_renewal(id: str, signed: SignedDraft, desk: Annotated[Desk, Depends(at_desk("sign_renewal"))]) -> ReliefView:
    """Sign it: the old loan ends and the new one begins."""
    _require_relief(desk, id)
    return desk.node.borrower_desk().servicing.sign_contract(id, signed, desk.language)


def _statement(desk: Desk, id_: str) -> StatementView:
    _require_loan(desk, id_)
    return desk.node.lending_desk().servicing.statement(id_, desk.language)


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=media_type, headers=headers)


def _require_loan(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().owner_of_loan(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "loan", id_)


def _require_relief(desk: Desk, id_: str) -> None:
    owner = desk.node.lending_desk().servicing.owner_of_relief(id_)
    desk.require(Thing(org=desk.node.org, uscc=owner), "relief", id_)
