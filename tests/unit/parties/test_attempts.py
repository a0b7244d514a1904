"""Guessing is refused from the table: across restarts, of many at once, and only for what was learnt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta

import pytest

from puhui.kernel import ManualClock
from puhui.parties import VerificationAttempts
from puhui.parties.verifying import SETTINGS, FactorMalformed, Result, Verification, VerificationThrottled
from puhui.storage import Database

START = datetime(2026, 6, 30, 12, tzinfo=UTC)
LIMIT = SETTINGS["failures_per_subject"]
WRONG = Verification("3", Result.INCONSISTENT, {"name": False}, date(2026, 6, 30))
RIGHT = Verification("3", Result.CONSISTENT, {"name": True}, date(2026, 6, 30))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock(START)


def test_after_the_limit_the_register_is_not_even_looked_at_and_a_restart_forgets_nothing(
    database: Database, clock: ManualClock
) -> None:
    for _ in range(LIMIT):
        VerificationAttempts(database, clock).verified("bank-a", "subject", lambda: WRONG)
    looked: list[int] = []
    with pytest.raises(VerificationThrottled):
        VerificationAttempts(database, clock).verified("bank-a", "subject", lambda: looked.append(1) or RIGHT)
    assert looked == []
    assert VerificationAttempts(database, clock).verified("bank-a", "another", lambda: RIGHT) is RIGHT
    clock.advance(timedelta(hours=SETTINGS["window_hours"]))
    assert VerificationAttempts(database, clock).verified("bank-a", "subject", lambda: RIGHT) is RIGHT


def test_who_is_right_or_asks_malformed_questions_is_not_counted(database: Database, clock: ManualClock) -> None:
    attempts = VerificationAttempts(database, clock)

    def malformed() -> Verification:
        raise FactorMalformed(factor="id_number", stage="test")

    for _ in range(LIMIT + 1):
        assert attempts.verified("bank-a", "subject", lambda: RIGHT) is RIGHT
        with pytest.raises(FactorMalformed):
            attempts.verified("bank-a", "subject", malformed)
    assert attempts.verified("bank-a", "subject", lambda: WRONG) is WRONG


def test_of_many_who_guess_at_once_none_slips_past(database: Database, clock: ManualClock) -> None:
    attempts, looked = VerificationAttempts(database, clock), []

    def guess(_: int) -> bool:
        try:
            attempts.verified("bank-a", "subject", lambda: looked.append(1) or WRONG)
        except VerificationThrottled:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        let_in = list(pool.map(guess, range(4 * LIMIT)))
    assert (sum(let_in), len(looked)) == (LIMIT, LIMIT)
