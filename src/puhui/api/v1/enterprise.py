"""The owner's enterprise and its signing key."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import ActivationRequest, ActivationView, Enrolment, EnrolmentView, EnterpriseView

router = APIRouter(tags=["enterprise"])


@router.get("/enterprise")
def read_enterprise(desk: Annotated[Desk, Depends(at_desk("read_enterprise"))]) -> EnterpriseView:
    """The enterprise of the signed-in owner."""
    return desk.node.enrolment_desk().enterprise(desk.uscc)


@router.post("/enrolment/options")
def begin_enrolment(desk: Annotated[Desk, Depends(at_desk("begin_enrolment"))]) -> dict[str, Any]:
    """WebAuthn creation options. A software key signs the bytes of their `challenge` instead."""
    return desk.node.enrolment_desk().begin(desk.uscc)


@router.post("/enrolment")
def enrol(enrolment: Enrolment, desk: Annotated[Desk, Depends(at_desk("enrol"))]) -> EnrolmentView:
    """Have the registry attest the key; a second key replaces the first."""
    return desk.node.enrolment_desk().enrol(desk.uscc, enrolment)


@router.post("/activations")
def issue_activation(
    asked: ActivationRequest, desk: Annotated[Desk, Depends(at_desk("issue_activation"))]
) -> ActivationView:
    """A fresh activation code for an enterprise at the registry's desk; the one before is void."""
    return desk.node.registry_desk().issue_activation(asked.uscc)
