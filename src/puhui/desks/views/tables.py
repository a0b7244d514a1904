"""What a bank brings of its own customers, and what it itself knows of an enterprise."""

from datetime import date, datetime

from puhui.desks.views.base import Fen, View


class ImportFault(View):
    """What is wrong with one cell. Lines count as in a spreadsheet: the heads are line 1."""

    line: int
    column: str
    cause: str
    remedy: str


class ImportReport(View):
    """`kept` is all or nothing. `rows` are those without fault; of faults the first 200 are told."""

    kept: bool
    rows: int
    faults: list[ImportFault]


class OwnCustomerView(View):
    """What the bank's own systems say of a customer, as it was brought last."""

    as_of: date
    rating: str
    limit_fen: Fen | None
    watched: bool
    note: str
    brought_by: str
    brought_at: datetime


class OwnCustomerRow(OwnCustomerView):
    """The same in a list."""

    uscc: str


class OwnCustomerList(View):
    """A page of what is kept. `total` fit what was asked; `kept` in all, as of these days, the latest brought then."""

    items: list[OwnCustomerRow]
    total: int
    next: str | None
    kept: int
    watched: int
    oldest_as_of: date | None
    newest_as_of: date | None
    brought_at: datetime | None


class ExportCount(View):
    """How many rows an export would have. `too_many`: more than `rows_max`, which one file does not hold."""

    table: str
    rows: int
    too_many: bool
    rows_max: int


class OwnDataView(View):
    """The bank's own books on an enterprise, and its own word on it where it has brought one."""

    as_of: date
    figures: dict[str, int | bool | None]
    labels: dict[str, str]
    customer: OwnCustomerView | None
