"""What white lists demand, in versions; where an enterprise stands, and its objections with their answers."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views.white_lists import (
    CriteriaList,
    CriteriaRequest,
    CriteriaView,
    ObjectionAnswer,
    ObjectionList,
    ObjectionRequest,
    ObjectionView,
    PublicListList,
)

router = APIRouter(tags=["support"])
_Id = Annotated[str, Path(max_length=64)]


@router.get("/white-lists/public")
def list_public_lists(desk: Annotated[Desk, Depends(at_desk("list_public_lists"))]) -> PublicListList:
    """Every white list with its criteria, and where this enterprise stands on it."""
    return desk.node.public_lists_desk().lists(desk.uscc, desk.language)


@router.post("/white-lists/public/objections", status_code=201)
def object_to_list(
    request: ObjectionRequest, desk: Annotated[Desk, Depends(at_desk("object_to_list"))]
) -> PublicListList:
    """Object to not standing on a list, with grounds, against the criteria that were read."""
    return desk.node.public_lists_desk().object(desk.uscc, request, desk.language)


@router.get("/white-lists/criteria")
def list_criteria(desk: Annotated[Desk, Depends(at_desk("list_criteria"))]) -> CriteriaList:
    """Every version of what the office's lists demand, newest first."""
    return desk.node.objection_desk().criteria(desk.actor, desk.language)


@router.post("/white-lists/criteria", status_code=201)
def draft_criteria(request: CriteriaRequest, desk: Annotated[Desk, Depends(at_desk("draft_criteria"))]) -> CriteriaView:
    """Write the next version of what a list demands."""
    return desk.node.objection_desk().draft(request, desk.actor, desk.language)


@router.post("/white-lists/criteria/{id}/discard")
def discard_criteria(id: _Id, desk: Annotated[Desk, Depends(at_desk("discard_criteria"))]) -> CriteriaView:
    """Give a draft up."""
    return desk.node.objection_desk().discard(id, desk.actor, desk.language)


@router.post("/white-lists/criteria/{id}/publication")
def publish_criteria(id: _Id, desk: Annotated[Desk, Depends(at_desk("publish_criteria"))]) -> CriteriaView:
    """A second person publishes a version; the one before is superseded."""
    return desk.node.objection_desk().publish(id, desk.actor, desk.language)


@router.get("/white-lists/objections")
def list_objections(desk: Annotated[Desk, Depends(at_desk("list_objections"))]) -> ObjectionList:
    """Objections of enterprises, newest first."""
    return desk.node.objection_desk().objections(desk.actor, desk.language)


@router.post("/white-lists/objections/{id}/answer")
def answer_objection(
    id: _Id, request: ObjectionAnswer, desk: Annotated[Desk, Depends(at_desk("answer_objection"))]
) -> ObjectionView:
    """Answer with reasons; not by whoever wrote the criteria or took the enterprise off."""
    return desk.node.objection_desk().answer(id, request, desk.actor, desk.language)
