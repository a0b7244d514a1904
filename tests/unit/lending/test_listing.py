"""A bank's lists: whatever their length, every thing is reached once, and found by what a person knows of it."""

from datetime import timedelta

import pytest

from puhui.kernel.ids import ApplicationId
from puhui.lending import store
from puhui.lending.listing import Page, Sought

from .conftest import Bank


def ids(page: Page) -> list[str]:
    return [one.id for one in page.items]


@pytest.fixture
def seven(bank: Bank) -> list[ApplicationId]:
    """Newest first; three of them at one moment."""
    made = []
    for number in range(7):
        made.append(bank.submitted().id)
        if number not in (2, 3):
            bank.clock.advance(timedelta(seconds=1))
    return sorted(made, reverse=True)  # their ids run with the clock


def test_page_after_page_shows_everything_once(bank: Bank, seven: list[ApplicationId]) -> None:
    shown, after, pages = [], "", 0
    while True:
        page = bank.do(store.applications, Sought(limit=2, after=after))
        assert page.total == 7
        shown, pages = shown + ids(page), pages + 1
        if not page.more:
            break
        after = shown[-1]
    assert (shown, pages) == (seven, 4)


def test_what_comes_meanwhile_moves_no_page(bank: Bank, seven: list[ApplicationId]) -> None:
    first = bank.do(store.applications, Sought(limit=3))
    bank.clock.advance(timedelta(hours=1))
    bank.submitted()
    assert ids(bank.do(store.applications, Sought(limit=9, after=first.items[-1].id))) == seven[3:]


def test_nothing_follows_what_is_not_there(bank: Bank, seven: list[ApplicationId]) -> None:
    page = bank.do(store.applications, Sought(after="apl_0"))
    assert (page.items, page.total, page.more) == ([], 7, False)


@pytest.mark.parametrize("words", ["岭北", "精密机械", "91130200ma0a", "91130200MA0A1B2C36"])
def test_found_by_name_or_code(bank: Bank, words: str) -> None:
    loan = bank.lent()
    assert ids(bank.do(store.applications, Sought(words=words))) == [loan.application]
    assert ids(bank.do(store.loans, Sought(words=words))) == [loan.id]


def test_found_by_number(bank: Bank, seven: list[ApplicationId]) -> None:
    assert ids(bank.do(store.applications, Sought(words=seven[4].upper()))) == [seven[4]]


@pytest.mark.parametrize("words", ["%", "_", "岭_精", "' OR 1=1 --", "北岭"])
def test_a_sign_that_searches_give_a_meaning_has_none(bank: Bank, words: str) -> None:
    bank.lent()
    for listed in (store.applications, store.loans):
        assert ids(bank.do(listed, Sought(words=words))) == []


def test_states_and_enterprises_narrow_a_list(bank: Bank) -> None:
    loan = bank.lent()
    assert bank.do(store.applications, Sought(states=("disbursed", "declined"))).total == 1
    assert bank.do(store.applications, Sought(states=("submitted",))).total == 0
    assert bank.do(store.loans, Sought(uscc=loan.uscc, states=("active",))).total == 1
    assert bank.do(store.loans, Sought(uscc="91000000MA00000000")).total == 0
