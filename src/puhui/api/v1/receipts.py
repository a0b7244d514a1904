"""Receipts of ledger entries, for those whom an entry concerns."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.views import VerificationView

router = APIRouter(tags=["receipts"])

_Entry = Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")]


@router.get("/receipts/{entry}", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
def read_receipt(entry: _Entry, desk: Annotated[Desk, Depends(at_desk("read_receipt"))]) -> Response:
    """The receipt: proves offline, against `trust.json`, that the entry is in the ledger."""
    _require(desk, entry)
    return Response(
        desk.node.receipts.receipt(entry),
        media_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{entry[:16]}.receipt"'},
    )


@router.get("/receipts/{entry}/verification")
def verify_receipt(entry: _Entry, desk: Annotated[Desk, Depends(at_desk("verify_receipt"))]) -> VerificationView:
    """The receipt verified step by step against this node's trust file."""
    _require(desk, entry)
    return desk.node.receipts.verification(entry, desk.language)


def _require(desk: Desk, entry: str) -> None:
    concern = desk.node.receipts.concern(entry, desk.actor.uscc or "")
    org = desk.node.org if desk.node.org in concern.orgs else ""
    desk.require(Thing(org=org, uscc=concern.uscc), "entry", entry)
