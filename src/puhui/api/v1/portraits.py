"""The portrait: one document for page, report and a bank's own programs; its schema is `portrait.schema.json`."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Response

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.credit.portrait import Portrait
from puhui.desks.printing import printed

router = APIRouter(tags=["portraits"])


_PDF = "application/pdf"
_REPORT: dict[int | str, dict[str, Any]] = {200: {"content": {_PDF: {}}}}


@router.get("/enterprise/portrait")
def read_own_portrait(desk: Annotated[Desk, Depends(at_desk("read_own_portrait"))]) -> Portrait:
    """The owner's own portrait, as of the newest score."""
    return desk.node.score_desk().portrait(desk.uscc)


@router.get("/enterprise/portrait.pdf", response_class=Response, responses=_REPORT)
def print_own_portrait(desk: Annotated[Desk, Depends(at_desk("print_own_portrait"))]) -> Response:
    """The same as a report, in the reader's language."""
    return _report(desk, desk.node.score_desk().portrait(desk.uscc))


@router.get("/applications/{id}/portrait")
def read_portrait(id: str, desk: Annotated[Desk, Depends(at_desk("read_portrait"))]) -> Portrait:
    """An applicant's portrait as of the latest assessment, while the grants behind it hold; 410 once one does not."""
    return _portrait(desk, id)


@router.get("/applications/{id}/portrait.pdf", response_class=Response, responses=_REPORT)
def print_portrait(id: str, desk: Annotated[Desk, Depends(at_desk("print_portrait"))]) -> Response:
    """The same as a report, in the reader's language."""
    return _report(desk, _portrait(desk, id))


def _report(desk: Desk, portrait: Portrait) -> Response:
    name = f"portrait-{portrait.basics.uscc}-{portrait.at:%Y%m%d}.pdf"
    report = printed(portrait, desk.language, specimen=desk.is_sandbox)
    return Response(report, media_type=_PDF, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _portrait(desk: Desk, id_: str) -> Portrait:
    bank = desk.node.bank_desk()
    desk.require(Thing(org=desk.node.org, uscc=bank.owner_of_application(id_)), "application", id_)
    return bank.portraits.portrait(id_)
