"""The ledger for the regulator's auditors: entries by metadata, numbering of grants and mandates, members, evidence."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from puhui.api.authentication import Desk, at_desk
from puhui.desks.views import (
    GrantNumberingView,
    LedgerEntryList,
    LedgerSummaryView,
    MandateNumberingView,
    SupervisedReportList,
)

router = APIRouter(prefix="/ledger", tags=["ledger"])


@router.get("/entries")
def list_ledger_entries(
    desk: Annotated[Desk, Depends(at_desk("list_ledger_entries"))],
    start: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(gt=0, le=200)] = 100,
) -> LedgerEntryList:
    """Entries in their order, by their metadata."""
    return desk.node.supervision_desk().entries(start, limit, desk.language)


@router.get("/grants/{grant}")
def read_grant_numbering(
    grant: str, desk: Annotated[Desk, Depends(at_desk("read_grant_numbering"))]
) -> GrantNumberingView:
    """Whether the uses and denials of a grant are all there."""
    return desk.node.supervision_desk().numbering(grant)


@router.get("/mandates/{mandate}")
def read_mandate_numbering(
    mandate: str, desk: Annotated[Desk, Depends(at_desk("read_mandate_numbering"))]
) -> MandateNumberingView:
    """Whether the uses and denials of a mandate are all there."""
    return desk.node.supervision_desk().mandate_numbering(mandate)


@router.get("/summary")
def read_ledger_summary(desk: Annotated[Desk, Depends(at_desk("read_ledger_summary"))]) -> LedgerSummaryView:
    """Members, eras, changes, the newest verified head, and evidence of misbehaviour."""
    return desk.node.supervision_desk().summary(desk.language)


@router.get("/models")
def list_supervised_reports(
    desk: Annotated[Desk, Depends(at_desk("list_supervised_reports"))],
) -> SupervisedReportList:
    """Monitoring of the banks' models, each report held against its digest on the ledger."""
    return desk.node.supervised_models_desk().reports(desk.language)
