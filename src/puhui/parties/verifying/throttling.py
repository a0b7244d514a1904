"""Against guessing: flags say which factor was wrong, so whoever may ask on and on finds the register's value.

A pure rule over the attempts on record; whoever keeps the record asks it *before* the register is looked at, in the
same transaction that writes the attempt down. Only inconsistent and unfound answers count: who is right may ask
again.

>>> from datetime import UTC, datetime
>>> now = datetime(2026, 6, 30, 12, tzinfo=UTC)
>>> hours = (1, 2, 3, 4, 30)
>>> failed = [Attempt("bank-a", "subject", now - timedelta(hours=ago), consistent=False) for ago in hours]
>>> check_attempts(failed, asker="bank-a", subject="subject", now=now)
>>> try:
...     check_attempts([*failed, failed[0]], asker="bank-a", subject="subject", now=now)
... except VerificationThrottled as refused:
...     refused.data["seconds"] // 3600
20
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from puhui.kernel import Text
from puhui.parties.verifying.settings import SETTINGS, VerificationSettings, VerificationThrottled


@dataclass(frozen=True, slots=True)
class Attempt:
    """One verification on record: who asked, about whom (a pseudonym), when, and whether all was consistent."""

    asker: str
    subject: str
    at: datetime
    consistent: bool


def check_attempts(
    attempts: Sequence[Attempt],
    *,
    asker: str,
    subject: str,
    now: datetime,
    settings: VerificationSettings = SETTINGS,
) -> None:
    """Refuse another attempt where too many failed within the window; raises `VerificationThrottled` with the wait.

    Three counts, each with a limit: of this asker about this subject, of all askers about it (guessing shared out),
    and of this asker about anybody (codes tried through).
    """
    window = timedelta(hours=settings["window_hours"])
    failed = [one for one in attempts if not one.consistent and now - window < one.at <= now]
    rules: tuple[tuple[str, Text, Callable[[Attempt], bool]], ...] = (
        ("failures_per_subject", _SUBJECT, lambda one: one.asker == asker and one.subject == subject),
        ("failures_per_subject_all", _SUBJECT_ALL, lambda one: one.subject == subject),
        ("failures_per_asker", _ASKER, lambda one: one.asker == asker),
    )
    for code, what, counts in rules:
        times = sorted(one.at for one in failed if counts(one))
        if len(times) >= settings[code]:
            free = times[len(times) - settings[code]] + window  # when so many have left the window that one may follow
            seconds = max(1, -(-int((free - now).total_seconds() * 1000) // 1000))
            raise VerificationThrottled(what=what, seconds=seconds, stage="parties.verifying")


_SUBJECT = Text(zh="同一机构对同一主体", en="of one asker about one subject")
_SUBJECT_ALL = Text(zh="各机构对同一主体", en="of all askers about one subject")
_ASKER = Text(zh="同一机构", en="of one asker")
