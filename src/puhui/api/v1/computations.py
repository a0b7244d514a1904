"""Private computations and the mandates that they fall under, for an institution's stewards and auditors."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import (
    ComputationList,
    ComputationOptions,
    ComputationRequest,
    ComputationView,
    MandateList,
    MandateRequest,
    MandateView,
)

router = APIRouter(tags=["computations"])

_KINDS = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
_Id = Annotated[str, Path(max_length=64)]


@router.get("/mandates")
def list_mandates(desk: Annotated[Desk, Depends(at_desk("list_mandates"))]) -> MandateList:
    """Mandates given and received."""
    return desk.node.computing_desk().mandates(desk.language)


@router.post("/mandates", status_code=201)
def open_mandate(asked: MandateRequest, desk: Annotated[Desk, Depends(at_desk("open_mandate"))]) -> MandateView:
    """Let another institution have one operation computed over one of our lists."""
    return desk.node.computing_desk().open_mandate(asked, desk.language)


@router.post("/mandates/{id}/withdrawal")
def withdraw_mandate(id: _Id, desk: Annotated[Desk, Depends(at_desk("withdraw_mandate"))]) -> MandateView:
    """Take a mandate of ours back; it holds from the next use on."""
    return desk.node.computing_desk().withdraw_mandate(id, desk.language)


@router.get("/computations/options")
def read_computation_options(
    desk: Annotated[Desk, Depends(at_desk("read_computation_options"))],
) -> ComputationOptions:
    """What a mandate or a computation may name here."""
    return desk.node.computing_desk().options(desk.language)


@router.get("/computations")
def list_computations(desk: Annotated[Desk, Depends(at_desk("list_computations"))]) -> ComputationList:
    """Computations that this institution takes part in, newest first."""
    return desk.node.computing_desk().computations(desk.language)


@router.post("/computations", status_code=202)
def propose_computation(
    asked: ComputationRequest, desk: Annotated[Desk, Depends(at_desk("propose_computation"))]
) -> ComputationView:
    """Begin a computation with others; look at it again to see how far it is."""
    return desk.node.computing_desk().propose(asked, desk.language)


@router.get("/computations/{id}")
def read_computation(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_computation"))]) -> ComputationView:
    """One computation: its parties, its progress, what each party learns, and why it ended."""
    return desk.node.computing_desk().computation(id, desk.language)


@router.post("/computations/{id}/cancellation")
def cancel_computation(id: _Id, desk: Annotated[Desk, Depends(at_desk("cancel_computation"))]) -> ComputationView:
    """End a computation at every party."""
    return desk.node.computing_desk().cancel(id, desk.language)


@router.get(
    "/computations/{id}/result",
    response_class=Response,
    responses={200: {"content": {"text/csv": {}, "application/json": {}}}},
)
def read_computation_result(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_computation_result"))]) -> Response:
    """The result, for a receiver: CSV, or JSON of a training (the scorecard) and a validation (its figures)."""
    file, content = desk.node.computing_desk().result(id)
    kind = file.rpartition(".")[2]
    name = f"attachment; filename={id[:12]}.{kind}"
    return Response(content, media_type=_KINDS[kind], headers={"Content-Disposition": name})
