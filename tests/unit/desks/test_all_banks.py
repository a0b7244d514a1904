"""Debts at all banks: what the sum says, and what the rule makes of it."""

from datetime import date, timedelta

import pytest

from puhui.desks.screening.errors import SumUnreadable
from puhui.desks.servicing.all_banks import HOLDS, AllBanks, read_all_banks

DAY = date(2026, 7, 1)
USCC = "91130200MA0A1B2C36"
OWN = {"outstanding_fen": 400, "overdue_90_fen": 0}


def result(out: str = "600", late: str = "200", shown: str = "yes", uscc: str = USCC) -> bytes:
    return f"uscc,providers,shown,outstanding_fen,overdue_90_fen\n{uscc},3,{shown},{out},{late}\n".encode()


def told(**row: str) -> AllBanks:
    return read_all_banks("job", result(**row), USCC, as_of=DAY, holders=3, own=OWN)


@pytest.mark.parametrize(("late", "says"), [("200", False), ("201", True)])
def test_more_than_a_fifth_and_not_a_fifth(late: str, says: bool) -> None:
    assert told(late=late).late(DAY) is says


def test_an_answer_holds_for_a_month_and_then_says_nothing() -> None:
    assert told(late="900").late(DAY + HOLDS) is True
    assert told(late="900").late(DAY + HOLDS + timedelta(days=1)) is None


def test_who_owes_nothing_is_not_late_and_what_is_not_shown_is_not_known() -> None:
    nothing = AllBanks(3, DAY, "job", 0, 0)
    assert (nothing.share, nothing.late(DAY)) == (None, False)
    few = told(shown="no")
    assert (few.holders, few.late(DAY)) == (2, None)
    assert AllBanks.of_document(few.document()) == few


def test_another_enterprises_row_is_refused() -> None:
    with pytest.raises(SumUnreadable):
        told(uscc="91130200MA0A1B2C37")
