"""Tables out of a bank's node and into it: CSV and Excel."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Response

from puhui.api.authentication import Desk, at_desk
from puhui.api.permissions import Thing
from puhui.desks.tables.desk import Format
from puhui.desks.tables.exporting import Table
from puhui.desks.views import ExportCount, ImportReport, OwnCustomerList, OwnDataView

router = APIRouter(tags=["tables"])

_BYTES = "application/octet-stream"  # a file to keep, whichever its form: nothing that a browser opens by itself
_FILE: dict[int | str, dict[str, Any]] = {
    200: {"content": {_BYTES: {"schema": {"type": "string", "format": "binary"}}}}
}

_Words = Annotated[str, Query(max_length=18)]
_Limit = Annotated[int, Query(ge=1, le=200)]


@router.get("/exports/{table}", response_class=Response, responses=_FILE)
def export_table(
    table: Table,
    desk: Annotated[Desk, Depends(at_desk("export_table"))],
    form: Annotated[Format, Query(alias="format")] = "csv",
    since: date | None = None,
    until: date | None = None,
) -> Response:
    """A whole table of the bank, CSV or Excel, of what was submitted, decided, paid out or repaid in a period."""
    content = desk.node.table_desk().export(table, form, since, until)
    headers = {"Content-Disposition": f'attachment; filename="{table}.{form}"', "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=_BYTES, headers=headers)


@router.get("/exports/{table}/count")
def count_export(
    table: Table,
    desk: Annotated[Desk, Depends(at_desk("count_export"))],
    since: date | None = None,
    until: date | None = None,
) -> ExportCount:
    """How many rows that file would have, before it is made."""
    return desk.node.table_desk().count(table, since, until)


@router.get("/own/customers")
def list_own_customers(
    desk: Annotated[Desk, Depends(at_desk("list_own_customers"))],
    q: _Words = "",
    after: _Words = "",
    limit: _Limit = 50,
) -> OwnCustomerList:
    """What is kept of the bank's own word on its customers, by code; `q` is the beginning of a code."""
    return desk.node.table_desk().customers(q.strip(), after, limit)


@router.delete("/own/customers/{uscc}", status_code=204)
def delete_own_customer(uscc: str, desk: Annotated[Desk, Depends(at_desk("delete_own_customer"))]) -> None:
    """Forget what was brought of one enterprise."""
    desk.node.table_desk().forget(uscc)


@router.post("/own/customers")
def import_own_data(
    file: Annotated[bytes, Body(media_type=_BYTES, json_schema_extra={"format": "binary"})],
    desk: Annotated[Desk, Depends(at_desk("import_own_data"))],
    only_look: bool = False,
) -> ImportReport:
    """The bank's own ratings and limits of its customers, as .xlsx or .csv: all rows are kept, or none."""
    return desk.node.table_desk().take_in(file, desk.actor, desk.language, only_look=only_look)


@router.get("/applications/{id}/own")
def read_own_data(id: str, desk: Annotated[Desk, Depends(at_desk("read_own_data"))]) -> OwnDataView:
    """What the bank itself knows of the applicant, to be looked at beside the portrait."""
    owner = desk.node.lending_desk().owner_of_application(id)
    desk.require(Thing(org=desk.node.org, uscc=owner), "application", id)
    return desk.node.table_desk().own(owner, desk.language)
