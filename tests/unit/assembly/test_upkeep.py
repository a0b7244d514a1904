"""The duties of a node: once a period, each for itself, by the clock that it was given."""

from datetime import UTC, datetime, timedelta

from puhui.assembly.upkeep import Duty, Upkeep
from puhui.kernel import ManualClock
from puhui.lending.errors import ChangedMeanwhile

START = datetime(2026, 3, 1, tzinfo=UTC)


def test_a_round_is_done_once_a_period() -> None:
    clock, done = ManualClock(START), []
    upkeep = Upkeep(clock, [Duty("count", lambda: done.append(clock.now()) or len(done))])
    assert upkeep.do_due() == {"count": 1}
    clock.advance(timedelta(minutes=59))
    assert upkeep.do_due() == {}
    clock.advance(timedelta(minutes=1))
    assert upkeep.do_due() == {"count": 2}
    assert done == [START, START + timedelta(hours=1)]


def test_a_duty_that_fails_keeps_no_other_from_being_done_and_is_done_again() -> None:
    clock, failures = ManualClock(START), [ChangedMeanwhile(what="loan"), ZeroDivisionError()]

    def moody() -> int:
        if failures:
            raise failures.pop(0)
        return 7

    upkeep = Upkeep(clock, [Duty("moody", moody), Duty("steady", lambda: 1)])
    assert upkeep.do_due() == {"steady": 1}
    clock.advance(timedelta(hours=1))
    assert upkeep.do_due() == {"steady": 1}
    clock.advance(timedelta(hours=1))
    assert upkeep.do_due() == {"moody": 7, "steady": 1}


def test_the_thread_ends_when_told() -> None:
    upkeep = Upkeep(ManualClock(START), [Duty("nothing", lambda: 0)])
    upkeep.start()
    upkeep.stop()
    assert upkeep._thread is not None
    assert not upkeep._thread.is_alive()


def test_who_moves_the_clock_is_told_when_what_fell_due_is_done():
    clock, done = ManualClock(datetime(2026, 1, 1, tzinfo=UTC)), []
    upkeep = Upkeep(clock, [Duty("a", lambda: done.append(upkeep.is_done(clock.now())) or 1)])
    assert not upkeep.is_done(clock.now())
    upkeep.do_due()
    assert upkeep.is_done(clock.now())
    clock.advance(timedelta(days=1))
    assert not upkeep.is_done(clock.now())
    upkeep.do_due()
    assert upkeep.is_done(clock.now())
    assert done == [False, False]  # not before the round is over
