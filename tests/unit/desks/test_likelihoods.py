"""How likely lenders approve: noted, told, fitted once there is enough, versioned; and one order for all who ask."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from puhui.desks.catalogue import Catalogue
from puhui.desks.likelihoods import Likelihoods
from puhui.desks.ranking import Ranking
from puhui.kernel import ManualClock
from puhui.market import Approval, Need, build_facts, guess, match, settings, shipped_products
from puhui.storage import Database

NOW = datetime(2026, 7, 1, 2, tzinfo=UTC)
NEED = Need(amount_fen=30_000_000, term_months=12)
FIRST, SECOND = (next(one for one in shipped_products() if one.lender == bank) for bank in ("bank-a", "bank-b"))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(NOW)


@pytest.fixture
def database() -> Iterator[Database]:
    made = Database.in_memory()
    made.create()
    yield made
    made.close()


@pytest.fixture
def desk(database: Database, clock: ManualClock) -> Likelihoods:
    return Likelihoods(database, clock)


def applied(desk: Likelihoods, database: Database, count: int, first: int = 0) -> None:
    """Applications at two banks: the first approves below a probability of default of 4 %, the second refuses most."""
    with database.transaction() as connection:
        for number in range(first, first + count):
            pd, product = Decimal(number % 20) / 200, (FIRST, SECOND)[number % 2]
            facts = build_facts([], own={"pd": pd})
            id_ = f"app-{number}"
            desk.applied(connection, "91110000600037341L", id_, need=NEED, product=product, facts=facts)
            approves = pd < Decimal("0.04") if product is FIRST else number % 10 == 1
            desk.followed(connection, "91110000600037341L", id_, "assessed")
            desk.followed(connection, "91110000600037341L", id_, "approved" if approves else "declined")


def served(desk: Likelihoods, database: Database) -> Approval:
    with database.reading() as connection:
        return desk.served(connection).approval


def test_the_documented_default_stays_below_the_floor(desk: Likelihoods, database: Database) -> None:
    applied(desk, database, int(settings().of["approval_rows_min"]) - 1)
    found = desk.fit()
    assert (found.fitted, found.outcomes) == (False, settings().of["approval_rows_min"] - 1)
    assert served(desk, database) == guess()
    assert desk.fit_due() == 0


def test_refusals_alone_are_not_enough_however_many(desk: Likelihoods, database: Database) -> None:
    with database.transaction() as connection:
        for number in range(300):
            facts = build_facts([], own={"pd": Decimal("0.05")})
            desk.applied(connection, "x", f"app-{number}", need=NEED, product=FIRST, facts=facts)
            desk.followed(connection, "x", f"app-{number}", "declined")
    assert not desk.fit().fitted
    assert served(desk, database) == guess()


def test_with_enough_decisions_each_lender_has_a_curve_of_its_own(desk: Likelihoods, database: Database) -> None:
    applied(desk, database, 400)
    found = desk.fit()
    assert (found.fitted, found.outcomes, found.served.approval.version) == (True, 400, "fitted-20260701-400")
    curves = served(desk, database)
    assert curves == found.served.approval
    assert curves.likelihood("bank-a", 0.02, asks=0) > 0.6 > 0.4 > curves.likelihood("bank-b", 0.02, asks=0)
    assert curves.likelihood("bank-a", 0.01, asks=0) > curves.likelihood("bank-a", 0.08, asks=0)


def test_a_night_without_news_fits_nothing_and_versions_follow_the_decisions(
    desk: Likelihoods, database: Database, clock: ManualClock
) -> None:
    applied(desk, database, 300)
    assert [desk.fit_due(), desk.fit_due()] == [300, 0]
    clock.advance(timedelta(days=1))
    assert desk.fit_due() == 0, "nothing was decided since"
    applied(desk, database, 20, first=300)
    assert desk.fit_due() == 320
    assert served(desk, database).version == "fitted-20260702-320"


def test_what_a_bank_decided_is_counted_once_and_what_it_has_not_is_not(desk: Likelihoods, database: Database) -> None:
    with database.transaction() as connection:
        for state in ("submitted", "assessed", "withdrawn"):
            facts = build_facts([], own={})
            desk.applied(connection, "x", state, need=NEED, product=FIRST, facts=facts)
            desk.followed(connection, "x", state, state)
        desk.followed(connection, "x", "submitted", "approved")
        desk.followed(connection, "x", "submitted", "disbursed")
        desk.followed(connection, "x", "never applied here", "approved")
    found = desk.fit()
    assert (found.outcomes, found.approved) == (1, 1)


def test_the_first_of_a_list_are_the_first_of_all_however_they_are_asked_for() -> None:
    products = [replace(one, code=f"{one.code}-{number}") for number in range(12) for one in shipped_products()]
    facts = build_facts([], own={"segment": "small_micro", "age_m": 40, "pd": Decimal("0.02")})
    ended = replace(products[0], code="ended", valid_to=NOW.date() - timedelta(days=1))
    catalogue = Catalogue([*products, ended])
    ranking = Ranking(catalogue)
    whole = match(NEED, products, facts, on=NOW.date())
    for top in (1, 7, 100, 1_000):
        found, total = ranking.best(NEED, facts, on=NOW.date(), top=top, approval=guess())
        assert (found, total) == (whole[:top], len(products))
    catalogue.withdraw(whole[0].product.lender, whole[0].product.code, before=NOW.date())
    found, total = ranking.best(NEED, facts, on=NOW.date(), top=3, approval=guess())
    assert (found, total) == (whole[1:4], len(products) - 1)
