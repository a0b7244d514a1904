"""Support: a guarantor's inbox and book, campaigns and white lists of an office, campaigns that fit an enterprise."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views import ApplicationView
from puhui.desks.views.support import (
    BookView,
    CampaignList,
    CampaignRewrite,
    CampaignTermsView,
    CampaignView,
    FittingCampaignList,
    GuaranteeList,
    GuaranteeProposal,
    GuaranteeView,
    ListingList,
    ListingRequest,
    ListingView,
    SupportComment,
    SupportReason,
    VersionRequest,
)

router = APIRouter(tags=["support"])
_Id = Annotated[str, Path(max_length=64)]


@router.get("/guarantees")
def list_guarantees(desk: Annotated[Desk, Depends(at_desk("list_guarantees"))]) -> GuaranteeList:
    """What banks asked this guarantor for, newest first."""
    return desk.node.guarantee_desk().guarantees(desk.actor, desk.language)


@router.get("/guarantees/book")
def read_guarantee_book(desk: Annotated[Desk, Depends(at_desk("read_guarantee_book"))]) -> BookView:
    """The guarantor's capital, what it answers for, its limits and its breakers."""
    return desk.node.guarantee_desk().book(desk.language)


@router.get("/guarantees/{id}")
def read_guarantee(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_guarantee"))]) -> GuaranteeView:
    """One guarantee with every limit as it stands now, and every step's entry."""
    return desk.node.guarantee_desk().guarantee(id, desk.actor, desk.language)


@router.post("/guarantees/{id}/proposal")
def propose_guarantee(
    id: _Id, request: GuaranteeProposal, desk: Annotated[Desk, Depends(at_desk("propose_guarantee"))]
) -> GuaranteeView:
    """An officer would guarantee it; refused where a limit leaves no room."""
    return desk.node.guarantee_desk().propose(id, request, desk.actor, desk.language)


@router.post("/guarantees/{id}/promise")
def promise_guarantee(id: _Id, desk: Annotated[Desk, Depends(at_desk("promise_guarantee"))]) -> GuaranteeView:
    """A second person issues the letter, which the book counts from then on."""
    return desk.node.guarantee_desk().promise(id, desk.actor, desk.language)


@router.post("/guarantees/{id}/refusal")
def refuse_guarantee(
    id: _Id, request: SupportReason, desk: Annotated[Desk, Depends(at_desk("refuse_guarantee"))]
) -> GuaranteeView:
    """It is not guaranteed, and why."""
    return desk.node.guarantee_desk().refuse(id, request.reason, desk.actor, desk.language)


@router.post("/guarantees/{id}/claim/check")
def check_claim(
    id: _Id, request: SupportComment, desk: Annotated[Desk, Depends(at_desk("check_claim"))]
) -> GuaranteeView:
    """An officer looked at the bank's claim and would pay it."""
    return desk.node.guarantee_desk().check(id, request.comment, desk.actor, desk.language)


@router.post("/guarantees/{id}/claim/payment")
def pay_claim(id: _Id, desk: Annotated[Desk, Depends(at_desk("pay_claim"))]) -> GuaranteeView:
    """A second person pays the claim through the agreed shares."""
    return desk.node.guarantee_desk().compensate(id, desk.actor, desk.language)


@router.post("/guarantees/{id}/claim/rejection")
def reject_claim(
    id: _Id, request: SupportReason, desk: Annotated[Desk, Depends(at_desk("reject_claim"))]
) -> GuaranteeView:
    """The claim is not paid, and why; the guarantee stays in force."""
    return desk.node.guarantee_desk().reject(id, request.reason, desk.actor, desk.language)


@router.post("/applications/{id}/guarantee/claim")
def claim_guarantee(id: _Id, desk: Annotated[Desk, Depends(at_desk("claim_guarantee"))]) -> ApplicationView:
    """The bank claims the principal that a late loan owes of its guarantor."""
    owner = desk.node.bank_desk().owner_of_application(id)
    desk.require(Thing(org=desk.node.org, uscc=owner), "application", id)
    return desk.node.bank_desk().support.claim(id, desk.language)


@router.get("/campaigns/fitting")
def list_fitting_campaigns(
    desk: Annotated[Desk, Depends(at_desk("list_fitting_campaigns"))],
) -> FittingCampaignList:
    """Open campaigns, those for this enterprise first, each with its conditions."""
    return desk.node.campaign_board_desk().fitting(desk.uscc, desk.language)


@router.get("/campaigns")
def list_campaigns(desk: Annotated[Desk, Depends(at_desk("list_campaigns"))]) -> CampaignList:
    """The office's campaigns with their effect, newest first."""
    return desk.node.campaign_desk().campaigns(desk.actor, desk.language)


@router.post("/campaigns", status_code=201)
def draft_campaign(
    request: CampaignTermsView, desk: Annotated[Desk, Depends(at_desk("draft_campaign"))]
) -> CampaignView:
    """Begin a campaign that nobody outside sees."""
    return desk.node.campaign_desk().draft(request, desk.actor, desk.language)


@router.put("/campaigns/{id}")
def rewrite_campaign(
    id: _Id, request: CampaignRewrite, desk: Annotated[Desk, Depends(at_desk("rewrite_campaign"))]
) -> CampaignView:
    """Change a draft; a page that read an older version is told so."""
    return desk.node.campaign_desk().rewrite(id, request.terms, request.version, desk.actor, desk.language)


@router.post("/campaigns/{id}/discard")
def discard_campaign(id: _Id, desk: Annotated[Desk, Depends(at_desk("discard_campaign"))]) -> CampaignView:
    """Give a draft up."""
    return desk.node.campaign_desk().discard(id, desk.actor, desk.language)


@router.post("/campaigns/{id}/publication")
def publish_campaign(
    id: _Id, request: VersionRequest, desk: Annotated[Desk, Depends(at_desk("publish_campaign"))]
) -> CampaignView:
    """A second person publishes the version that they looked at."""
    return desk.node.campaign_desk().publish(id, request.version, desk.actor, desk.language)


@router.post("/campaigns/{id}/closing")
def close_campaign(
    id: _Id, request: SupportReason, desk: Annotated[Desk, Depends(at_desk("close_campaign"))]
) -> CampaignView:
    """No new promises; those that were made hold."""
    return desk.node.campaign_desk().close(id, request.reason, desk.actor, desk.language)


@router.get("/white-lists")
def list_listings(desk: Annotated[Desk, Depends(at_desk("list_listings"))]) -> ListingList:
    """The entries of all white lists, newest first."""
    return desk.node.campaign_desk().listings(desk.actor, desk.language)


@router.post("/white-lists", status_code=201)
def propose_listing(request: ListingRequest, desk: Annotated[Desk, Depends(at_desk("propose_listing"))]) -> ListingView:
    """Propose an enterprise for a list, with reason, source and end."""
    return desk.node.campaign_desk().propose_listing(request, desk.actor, desk.language)


@router.post("/white-lists/{id}/confirmation")
def confirm_listing(id: _Id, desk: Annotated[Desk, Depends(at_desk("confirm_listing"))]) -> ListingView:
    """A second person puts the enterprise on the list."""
    return desk.node.campaign_desk().confirm_listing(id, desk.actor, desk.language)


@router.post("/white-lists/{id}/removal")
def remove_listing(
    id: _Id, request: SupportReason, desk: Annotated[Desk, Depends(at_desk("remove_listing"))]
) -> ListingView:
    """Take an enterprise off the list, and say why."""
    return desk.node.campaign_desk().remove_listing(id, request.reason, desk.actor, desk.language)
