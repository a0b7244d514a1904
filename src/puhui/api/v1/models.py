"""A bank's models: registered, validated, approved, served, withdrawn; and what monitoring says of them."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import (
    ComparisonList,
    ModelAdjustment,
    ModelApproval,
    ModelList,
    ModelOutcomesList,
    ModelRegistration,
    ModelReportList,
    ModelReportView,
    ModelService,
    ModelValidation,
    ModelView,
    ModelWithdrawal,
)

router = APIRouter(prefix="/models", tags=["models"])

_Digest = Annotated[str, Path(max_length=64)]
# A report is a page of its own: styles and pictures in it, and no script.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
_PAGE = {"Content-Security-Policy": _POLICY}


@router.get("")
def list_models(desk: Annotated[Desk, Depends(at_desk("list_models"))]) -> ModelList:
    """The registry: every model, and what serves each segment now."""
    return desk.node.model_desk().models(desk.language)


@router.post("", status_code=201)
def register_model(asked: ModelRegistration, desk: Annotated[Desk, Depends(at_desk("register_model"))]) -> ModelView:
    """Enter a model as developed."""
    return desk.node.model_desk().register(asked, desk.actor, desk.language)


@router.get("/monitoring")
def list_model_reports(desk: Annotated[Desk, Depends(at_desk("list_model_reports"))]) -> ModelReportList:
    """Monitoring reports, newest first."""
    return desk.node.model_watch_desk().reports(desk.language)


@router.get("/monitoring/{seq}/page", response_class=Response, responses={200: {"content": {"text/html": {}}}})
def read_model_page(seq: int, desk: Annotated[Desk, Depends(at_desk("read_model_page"))]) -> Response:
    """A monitoring report as a page with its pictures."""
    return _html(desk.node.model_watch_desk().page(seq))


@router.get("/comparisons")
def compare_models(desk: Annotated[Desk, Depends(at_desk("compare_models"))]) -> ComparisonList:
    """Every shadow beside the model that decided."""
    return desk.node.model_watch_desk().comparisons()


@router.get("/outcomes")
def list_model_outcomes(desk: Annotated[Desk, Depends(at_desk("list_model_outcomes"))]) -> ModelOutcomesList:
    """The cards that scored here, with what is known of their loans."""
    return desk.node.model_desk().outcomes(desk.language)


@router.get("/{digest}")
def read_model(digest: _Digest, desk: Annotated[Desk, Depends(at_desk("read_model"))]) -> ModelView:
    """One model with every step of its life."""
    return desk.node.model_desk().model(digest, desk.language)


@router.get("/{digest}/file", response_class=Response, responses={200: {"content": {"application/json": {}}}})
def read_model_file(digest: _Digest, desk: Annotated[Desk, Depends(at_desk("read_model_file"))]) -> Response:
    """The model's file: what its digest is of."""
    name = f"attachment; filename={digest[:16]}.json"
    content = desk.node.model_desk().file(digest)
    return Response(content, media_type="application/json", headers={"Content-Disposition": name})


@router.get("/{digest}/reports/{report}", response_class=Response, responses={200: {"content": {"text/html": {}}}})
def read_model_report(
    digest: _Digest, report: _Digest, desk: Annotated[Desk, Depends(at_desk("read_model_report"))]
) -> Response:
    """A training or validation report."""
    return _html(desk.node.model_desk().report(digest, report))


@router.post("/{digest}/adjustment", status_code=201)
def adjust_model(
    digest: _Digest, asked: ModelAdjustment, desk: Annotated[Desk, Depends(at_desk("adjust_model"))]
) -> ModelView:
    """Enter as developed what own outcomes make of a card that scored here: its PDs anew, or its level in a segment."""
    return desk.node.model_desk().adjust(digest, asked, desk.actor, desk.language)


@router.post("/{digest}/validation")
def validate_model(
    digest: _Digest, asked: ModelValidation, desk: Annotated[Desk, Depends(at_desk("validate_model"))]
) -> ModelView:
    """Measure a model on other data than its training's, and record the verdict."""
    return desk.node.model_desk().validate(digest, asked, desk.actor, desk.language)


@router.post("/{digest}/approval")
def approve_model(
    digest: _Digest, asked: ModelApproval, desk: Annotated[Desk, Depends(at_desk("approve_model", fresh=True))]
) -> ModelView:
    """Allow a validated model to serve, up to a day."""
    return desk.node.model_desk().approve(digest, asked, desk.actor, desk.language)


@router.post("/{digest}/service")
def serve_model(
    digest: _Digest, asked: ModelService, desk: Annotated[Desk, Depends(at_desk("serve_model"))]
) -> ModelView:
    """Let an approved model score, as champion or in the shadow."""
    return desk.node.model_desk().serve(digest, asked.role, desk.actor, desk.language)


@router.post("/{digest}/withdrawal")
def withdraw_model(
    digest: _Digest, asked: ModelWithdrawal, desk: Annotated[Desk, Depends(at_desk("withdraw_model"))]
) -> ModelView:
    """Take a model out of use for good."""
    return desk.node.model_desk().withdraw(digest, asked.reason, desk.actor, desk.language)


@router.post("/{digest}/monitoring", status_code=201)
def monitor_model(digest: _Digest, desk: Annotated[Desk, Depends(at_desk("monitor_model"))]) -> ModelReportView:
    """Report on a model now, beside the monthly reports."""
    return desk.node.model_watch_desk().ask(digest, desk.language)


def _html(content: bytes) -> Response:
    return Response(content, media_type="text/html; charset=utf-8", headers=_PAGE)
