"""The city's lending in numbers."""

from datetime import date, datetime

from puhui.desks.views.base import Fen, View


class StatisticsCell(View):
    """One kind of step in one group. Null: withheld, of a month that is not over, or nothing to tell (count 0)."""

    count: int | None
    enterprises: int | None
    amount_fen: Fen | None
    rate: float | None
    hours_median: float | None
    hours_p90: float | None
    unsecured_share: float | None
    first_loans: int | None


class StatisticsTile(View):
    """A place on the map of tiles."""

    column: int
    row: int


class StatisticsRow(View):
    """One group; `tile` is a county's."""

    group: str
    name: str
    tile: StatisticsTile | None
    scored: StatisticsCell
    needed: StatisticsCell
    answered: StatisticsCell
    applied: StatisticsCell
    approved: StatisticsCell
    declined: StatisticsCell
    drawn: StatisticsCell


class RefusalCount(View):
    """How many refusals named a reason; `text` is what it is about, the code where only its bank knows that."""

    code: str
    text: str
    count: int


class StatisticsTable(View):
    """A breakdown with its total. Amounts, rates and times are of steps before `closed_before`."""

    by: str
    as_of: datetime
    closed_before: date
    minimum: int
    withheld: int
    rows: list[StatisticsRow]
    total: StatisticsRow
    refusals: list[RefusalCount]
