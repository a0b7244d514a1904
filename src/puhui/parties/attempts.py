"""Verifications on record, so that guessing is refused whoever asks at once and whatever restarts in between.

An attempt is written down as a failure before the register is looked at, and taken back once the answer is consistent.
If we die in between, it counts. One whose question was malformed, or whose register did not answer, is taken back, too:
nothing was learnt by it.
"""

from collections.abc import Callable
from datetime import timedelta

from puhui.kernel import Clock
from puhui.parties import store
from puhui.parties.verifying import SETTINGS, Attempt, Result, Verification, VerificationSettings, check_attempts
from puhui.storage import Database


class VerificationAttempts:
    """The record of one node, and the only way past it. Safe from many threads and processes."""

    def __init__(self, database: Database, clock: Clock, settings: VerificationSettings = SETTINGS) -> None:
        self._database = database
        self._clock = clock
        self._settings = settings

    def verified(self, asker: str, subject: str, verify: Callable[[], Verification]) -> Verification:
        """What `verify` finds, counted; `subject` is a pseudonym. Raises `VerificationThrottled`, or what it does."""
        number = self._begin(asker, subject)
        try:
            found = verify()
        except BaseException:
            self._take_back(number)
            raise
        if found.result is Result.CONSISTENT:
            self._take_back(number)
        return found

    def _begin(self, asker: str, subject: str) -> int:
        now = self._clock.now()
        since = now - timedelta(hours=self._settings["window_hours"])
        with self._database.transaction() as connection:
            failed = store.failed_verifications(connection, asker, subject, since)
            attempts = [Attempt(one.asker, one.subject, one.at, consistent=False) for one in failed]
            check_attempts(attempts, asker=asker, subject=subject, now=now, settings=self._settings)
            return store.put_verification(connection, asker, subject, now)

    def _take_back(self, number: int) -> None:
        with self._database.transaction() as connection:
            store.forget_verification(connection, number)
