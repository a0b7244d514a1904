"""A bank's studio: versions of its rules and products, from the draft to what is in force."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from puhui.api.authentication import Desk, at_desk
from puhui.desks.studio import By
from puhui.desks.views.studio import (
    KnownFactList,
    ProductOpening,
    RulesOpening,
    VersionList,
    VersionReturning,
    VersionSaving,
    VersionStepping,
    VersionView,
)

router = APIRouter(prefix="/studio", tags=["studio"])

_Id = Annotated[str, Path(max_length=40)]


@router.get("/facts")
def list_studio_facts(desk: Annotated[Desk, Depends(at_desk("list_studio_facts"))]) -> KnownFactList:
    """What rules and products may look at."""
    return desk.node.studio_desk().facts()


@router.get("/versions")
def list_versions(desk: Annotated[Desk, Depends(at_desk("list_versions"))]) -> VersionList:
    """All versions of rules and products, and which of them serve."""
    return desk.node.studio_desk().versions(desk.language)


@router.post("/rules", status_code=201)
def draft_rules(asked: RulesOpening, desk: Annotated[Desk, Depends(at_desk("draft_rules"))]) -> VersionView:
    """A draft of the rules: after a version, or from a decision file."""
    return desk.node.studio_desk().open_rules(asked, _by(desk))


@router.post("/products", status_code=201)
def draft_product(asked: ProductOpening, desk: Annotated[Desk, Depends(at_desk("draft_product"))]) -> VersionView:
    """A draft of a product: after a version, or a new one."""
    return desk.node.studio_desk().open_product(asked, _by(desk))


@router.get("/versions/{id}")
def read_version(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_version"))]) -> VersionView:
    """One version: what it says, what is wrong with it, its backtest, its steps."""
    return desk.node.studio_desk().version(id, _by(desk))


@router.put("/versions/{id}")
def save_version(id: _Id, asked: VersionSaving, desk: Annotated[Desk, Depends(at_desk("save_version"))]) -> VersionView:
    """Keep what was written on a revision; another revision meanwhile is a conflict."""
    return desk.node.studio_desk().save(id, asked, _by(desk))


@router.get("/versions/{id}/file", response_class=Response, responses={200: {"content": {"application/json": {}}}})
def read_version_file(id: _Id, desk: Annotated[Desk, Depends(at_desk("read_version_file"))]) -> Response:
    """The decision file (JDM) or the product's JSON."""
    name = f"attachment; filename={id}.json"
    content = desk.node.studio_desk().file(id)
    return Response(content, media_type="application/json", headers={"Content-Disposition": name})


@router.post("/versions/{id}/test")
def test_version(
    id: _Id, asked: VersionStepping, desk: Annotated[Desk, Depends(at_desk("test_version"))]
) -> VersionView:
    """Test a draft: no fault, every case comes out, no rule of law weakened."""
    return desk.node.studio_desk().test(id, asked, _by(desk))


@router.post("/versions/{id}/backtest", status_code=202)
def backtest_version(
    id: _Id, asked: VersionStepping, desk: Annotated[Desk, Depends(at_desk("backtest_version"))]
) -> VersionView:
    """Have a tested version tried on the bank's past applications; read the version to see how far it is."""
    return desk.node.studio_desk().ask_backtest(id, asked, _by(desk))


@router.post("/versions/{id}/approval")
def approve_version(
    id: _Id, asked: VersionStepping, desk: Annotated[Desk, Depends(at_desk("approve_version"))]
) -> VersionView:
    """Let a version through that another wrote."""
    return desk.node.studio_desk().approve(id, asked, _by(desk))


@router.post("/versions/{id}/rejection")
def reject_version(
    id: _Id, asked: VersionReturning, desk: Annotated[Desk, Depends(at_desk("reject_version"))]
) -> VersionView:
    """Send a version back to its writers."""
    return desk.node.studio_desk().reject(id, asked, _by(desk))


@router.post("/versions/{id}/publication")
def publish_version(
    id: _Id, asked: VersionStepping, desk: Annotated[Desk, Depends(at_desk("publish_version"))]
) -> VersionView:
    """Put an approved version in force."""
    return desk.node.studio_desk().publish(id, asked, _by(desk))


@router.post("/versions/{id}/withdrawal")
def withdraw_version(
    id: _Id, asked: VersionReturning, desk: Annotated[Desk, Depends(at_desk("withdraw_version"))]
) -> VersionView:
    """Offer a product no more."""
    return desk.node.studio_desk().take_offline(id, asked, _by(desk))


@router.post("/versions/{id}/deletion", status_code=204)
def delete_version(id: _Id, asked: VersionStepping, desk: Annotated[Desk, Depends(at_desk("delete_version"))]) -> None:
    """Drop a version that never served."""
    desk.node.studio_desk().delete(id, asked, _by(desk))


def _by(desk: Desk) -> By:
    return By(desk.actor, desk.language)
