"""Consent: what is about to be signed, what is open, what was used."""

from typing import Annotated

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import (
    DraftRequest,
    DraftView,
    GrantList,
    GrantView,
    OpenedGrants,
    Revocation,
    RevocationOptions,
    SignedDraft,
    UsesView,
)
from puhui.kernel.ids import OrgId

router = APIRouter(tags=["consents"])


@router.post("/consents/drafts")
def draft_consents(request: DraftRequest, desk: Annotated[Desk, Depends(at_desk("draft_consents"))]) -> DraftView:
    """Draft the grants of one purpose: one for each custodian, all covered by one signature."""
    if request.purpose == "score":
        receiver = OrgId(desk.node.org)
    elif request.purpose == "monitoring":
        receiver = desk.node.borrower_desk().lender_of_running_loan(desk.uscc, request.receiver)
    else:
        receiver = desk.node.borrower_desk().receiver_of(request)
    return desk.node.consent_desk().draft(desk.uscc, request, receiver, desk.language)


@router.post("/consents")
def sign_consents(signed: SignedDraft, desk: Annotated[Desk, Depends(at_desk("sign_consents"))]) -> OpenedGrants:
    """Open the drafted grants with the subject's signature."""
    return desk.node.consent_desk().sign(desk.uscc, signed.draft, signed.signature, desk.language)


@router.get("/grants")
def list_grants(desk: Annotated[Desk, Depends(at_desk("list_grants"))]) -> GrantList:
    """Every grant of this enterprise, newest first."""
    return desk.node.consent_desk().grants(desk.uscc, desk.language)


@router.post("/grants/{id}/revocation/options")
def begin_revocation(id: str, desk: Annotated[Desk, Depends(at_desk("begin_revocation"))]) -> RevocationOptions:
    """What to sign to revoke this grant."""
    return desk.node.consent_desk().revocation_options(desk.uscc, id)


@router.post("/grants/{id}/revocation")
def revoke_grant(id: str, revocation: Revocation, desk: Annotated[Desk, Depends(at_desk("revoke_grant"))]) -> GrantView:
    """Revoke a grant: it holds for the next use."""
    return desk.node.consent_desk().revoke(desk.uscc, id, revocation, desk.language)


@router.get("/uses")
def list_uses(desk: Annotated[Desk, Depends(at_desk("list_uses"))]) -> UsesView:
    """Who used my data: numbered, with refusals, and told whether the list is whole."""
    return desk.node.consent_desk().uses(desk.uscc, desk.language)
