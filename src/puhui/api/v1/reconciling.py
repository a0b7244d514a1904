"""The bank's core system beside this one: files of a business date, and what came of them."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Response

from puhui.api.authentication import Desk, at_desk
from puhui.desks.tables.desk import Format
from puhui.desks.views.reconciling import ReconciliationList, ReconciliationView

router = APIRouter(tags=["reconciling"])

_BYTES = "application/octet-stream"  # a file to keep, whichever its form: nothing that a browser opens by itself
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {_BYTES: {"schema": {"type": "string", "format": "binary"}}}}
}
_Limit = Annotated[int, Query(ge=1, le=100)]


@router.post("/reconciliations", status_code=201)
def reconcile_core(
    file: Annotated[bytes, Body(media_type=_BYTES, json_schema_extra={"format": "binary"})],
    desk: Annotated[Desk, Depends(at_desk("reconcile_core"))],
) -> ReconciliationView:
    """The core's daily file beside our close of that date. Sent again with the same outcome, it is the same one."""
    reconciling = desk.node.reconciling_desk()
    return reconciling.look(reconciling.reconcile(file, desk.actor.name).id, desk.language)


@router.get("/reconciliations")
def list_reconciliations(
    desk: Annotated[Desk, Depends(at_desk("list_reconciliations"))],
    after: Annotated[str, Query(max_length=64)] = "",
    limit: _Limit = 30,
) -> ReconciliationList:
    """What was reconciled, the latest business date first."""
    return desk.node.reconciling_desk().looks(after, limit, desk.language)


@router.get("/reconciliations/{id}")
def read_reconciliation(id: str, desk: Annotated[Desk, Depends(at_desk("read_reconciliation"))]) -> ReconciliationView:
    """One of them: sums of both sides, and differences by loan with their causes."""
    return desk.node.reconciling_desk().look(id, desk.language)


@router.get("/reconciliations/{id}/differences", response_class=Response, responses=_FILE)
def export_reconciliation(
    id: str,
    desk: Annotated[Desk, Depends(at_desk("export_reconciliation"))],
    form: Annotated[Format, Query(alias="format")] = "csv",
) -> Response:
    """All its differences as CSV or Excel, in yuan."""
    content = desk.node.reconciling_desk().table(id, form, desk.language)
    headers = {"Content-Disposition": f'attachment; filename="{id}.{form}"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=_BYTES, headers=headers)
