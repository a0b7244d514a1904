"""The core system's day beside ours, as pages and programs read it."""

from datetime import date, datetime

from puhui.desks.views.base import Digest, Fen, View


class ReconciliationSum(View):
    """One balance over all loans of the day. `difference_fen` is the core's less ours."""

    what: str
    label: str
    ours_fen: Fen
    core_fen: Fen
    difference_fen: Fen


class ReconciliationItem(View):
    """One difference of one loan. `here`: the loan is this bank's, and can be opened. `reference` is the core's own."""

    loan: str
    here: bool
    what: str
    label: str
    ours_fen: Fen
    core_fen: Fen
    difference_fen: Fen
    cause: str
    text: str
    reference: str


class ReconciliationSummary(View):
    """One look at a core's file. Of `loans` on either side `differing` have `differences`."""

    id: str
    business_date: date
    at: datetime
    by: str
    file_digest: Digest
    loans: int
    differing: int
    balances: int
    movements: int
    differences: int
    sums: list[ReconciliationSum]


class ReconciliationView(ReconciliationSummary):
    """The same with its differences, by loan; of very many the first ones. The download has all."""

    items: list[ReconciliationItem]


class ReconciliationList(View):
    """A page of them, the latest business date first."""

    items: list[ReconciliationSummary]
    total: int
    next: str | None
