"""The economy's calendar and codes, one by one."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from puhui.city.economy import codes
from puhui.city.economy.bills import open_at_month_ends, settle
from puhui.city.economy.streams import pick, stream
from puhui.city.economy.timeline import NEVER, Timeline, dates, day_number
from puhui.kernel.identifiers import is_resident_id, is_uscc

DAYS = st.dates(date(2016, 1, 1), date(2038, 12, 31))


@pytest.mark.parametrize(
    ("as_of", "first", "width"),
    [
        (date(2026, 6, 30), "2023-07", 36),
        (date(2026, 6, 29), "2023-06", 37),
        (date(2024, 2, 29), "2021-03", 36),
        (date(2024, 2, 28), "2021-02", 37),
        (date(2025, 12, 31), "2023-01", 36),
    ],
)
def test_a_month_that_is_not_over_comes_on_top(as_of: date, first: str, width: int) -> None:
    line = Timeline(as_of, 36)
    assert (str(line.first), line.width) == (first, width)


@given(as_of=DAYS, seed=st.integers(0, 2**32))
def test_business_days_lie_in_their_month_and_not_in_the_future(as_of: date, seed: int) -> None:
    line = Timeline(as_of, 24)
    months = np.repeat(line.months, 20)
    days = line.business_day(np.random.default_rng(seed), months)
    assert (days >= line.month_start(months)).all()
    assert (days < line.month_start(months + 1)).all()
    assert days.max() <= day_number(as_of)


@given(as_of=DAYS)
def test_the_festivals_month_is_the_quietest_of_its_year(as_of: date) -> None:
    line = Timeline(as_of, 24)
    months = np.arange(12, 24)
    quiet = int(line.month_of_year(months[[np.argmin(line.month_weight(months))]])[0])
    assert quiet in {1, 2}


def test_sundays_and_festivals_are_nearly_silent() -> None:
    line = Timeline(date(2026, 6, 30), 36)
    days = line.business_day(np.random.default_rng(0), np.full(20_000, int(np.flatnonzero(line.months == 31)[0])))
    on = np.bincount(
        days - int(line.month_start(np.array([31]))[0]), minlength=28
    )  # February 2026; the 17th is new year
    assert on[16] < 0.1 * on[3]
    assert on[0] < 0.3 * on[3]  # the 1st is a Sunday


def test_what_lies_ahead_is_null() -> None:
    assert dates(np.array([0, 10, NEVER]), 9).to_list() == [date(1970, 1, 1), None, None]


@given(serials=st.lists(st.integers(0, 31**6 - 1), min_size=1, max_size=50, unique=True))
def test_codes_are_valid_and_serials_do_not_collide(serials: list[int]) -> None:
    count = len(serials)
    made = codes.usccs(np.full(count, "N2"), np.full(count, 369_802), np.array(serials))
    assert all(is_uscc(code) for code in made)
    assert len(set(made)) == count


def test_resident_ids_carry_birthday_and_sex() -> None:
    rng = np.random.default_rng(0)
    born = np.array([day_number(date(1984, 2, 29)), day_number(date(2000, 1, 1))])
    made = codes.resident_ids(rng, np.full(2, 369_821), born, np.array([True, False]))
    assert [code[6:14] for code in made] == ["19840229", "20000101"]
    assert [int(code[16]) % 2 for code in made] == [1, 0]
    assert all(is_resident_id(code, date(2026, 1, 1)) for code in made)


def test_streams_do_not_depend_on_one_another() -> None:
    assert stream(1, "tax").random() == stream(1, "tax").random()
    drawn = {stream(seed, source, block).random() for seed in (1, 2) for source in ("tax", "power") for block in (0, 1)}
    assert len(drawn) == 8


def test_a_weight_of_nothing_is_never_picked() -> None:
    found = pick(np.random.default_rng(0), np.array([0.0, 1.0, 0.0, 3.0]), 4000)
    assert set(found) == {1, 3}
    assert abs(np.mean(found == 3) - 0.75) < 0.03


def test_nobody_pays_a_later_bill_before_an_earlier_one() -> None:
    rng = np.random.default_rng(0)
    due = np.broadcast_to(np.arange(24) * 30, (500, 24))
    never = np.arange(24) >= rng.integers(10, 40, (500, 1))
    paid = settle(rng, due, rng.random((500, 24)), np.full(500, 0.05), never)
    assert (np.diff(paid, axis=1) >= 0).all()
    assert ((paid == NEVER) == never).all()


def test_stress_makes_bills_late() -> None:
    rng = np.random.default_rng(0)
    due = np.broadcast_to(np.arange(24) * 30, (500, 24))
    never, habit = np.zeros(due.shape, dtype=bool), np.full(500, 0.03)
    calm = (settle(rng, due, np.zeros(due.shape), habit, never) > due).mean()
    hard = (settle(rng, due, np.full(due.shape, 0.9), habit, never) > due).mean()
    assert calm < 0.06 < 0.5 < hard


def test_open_bills_are_those_due_and_unpaid_at_the_months_end() -> None:
    due, paid = np.array([[10, 40, 70]]), np.array([[35, 45, NEVER]])
    found = open_at_month_ends(np.array([[5, 7, 11]]), due, paid, np.array([30, 60, 90]))
    assert found.tolist() == [[5, 0, 11]]
