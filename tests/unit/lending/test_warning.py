"""Early warnings after lending: what a look is judged by, and the life of a task."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from puhui.decisions import Fact, evaluate, fact, facts_of, lint, parse_rules
from puhui.exchange.catalogue import datasets_of
from puhui.kernel.ids import LoanId
from puhui.kernel.moves import picture
from puhui.lending import checking
from puhui.lending import store as lending
from puhui.lending import warning as warnings
from puhui.lending.errors import ChangedMeanwhile
from puhui.lending.warning import (
    MOVES,
    ClosedTask,
    Closing,
    EscalatedTask,
    Hit,
    Look,
    OpenTask,
    Staff,
    WarningTask,
    judge,
    moved_since,
    settings,
    shipped_rules,
    store,
    watched_fields,
)
from puhui.lending.warning.errors import ApproverCloses, MeasureFirst, TakenByAnother, WrongWarningState
from tests.unit.lending.conftest import SUITE, Bank

USCC = "91130200MA0A1B2C36"
LOAN = LoanId("lon_" + "0" * 26)
OFFICER, OTHER = Staff("psn_1", "王经理", "officer"), Staff("psn_2", "李经理", "officer")
APPROVER = Staff("psn_3", "赵审批", "approver")
CALM: Mapping[str, Any] = {
    "lit_def_12": 1,
    "lit_def_loan_36": 0,
    "exec_open_cnt": 0,
    "ins_now": 40,
    "pay_late_cnt24": 0,
    "kwh_drop3": Decimal("-0.05"),
    "rev3_yoy": Decimal("0.02"),
    "dishonest_now": 0,
}


def codes(facts: Mapping[str, Fact]) -> list[str]:
    return [hit.code for hit in judge(facts).hits]


def hit(value: str = "-0.4", code: str = "POWER_DROP") -> Hit:
    found = judge(facts_of({"kwh_drop3": Decimal(value)}))
    return next(one for one in found.hits if one.code == code)


def raised(bank: Bank, found: Hit | None = None) -> OpenTask | None:
    with bank.database.transaction() as connection:
        return warnings.raise_warning(
            connection,
            bank.office,
            found or hit(),
            uscc=USCC,
            name="岭北精密",
            loan=LOAN,
            manager="psn_1",
            rules=shipped_rules(),
            rules_version="2026.1",
            looked_at=bank.office.now(),
        )


def done(bank: Bank, step: Any, task: WarningTask, *args: Any, by: Staff = OFFICER) -> Any:
    with bank.database.transaction() as connection:
        return step(connection, bank.office, task.id, *args, version=task.version, by=by)


def task(bank: Bank) -> OpenTask:
    found = raised(bank)
    assert found is not None
    return found


# What a look is judged by.


def test_the_shipped_rules_have_no_fault_and_each_has_a_level_a_mark_and_a_next_step() -> None:
    assert lint(shipped_rules()) == []
    for rule in parse_rules(shipped_rules()).rules:
        assert rule.level in {"red", "orange", "yellow"}, rule.code
        assert all((rule.mark, rule.cure.zh, rule.cure.en)), rule.code
        assert not rule.ask_if_absent, rule.code


def test_every_field_that_is_watched_is_given_by_somebody() -> None:
    roles = ("tax", "social", "power", "court", "registry", "operator", "bank")
    given = {name for role in roles for one in datasets_of(role) for name in one.fields}
    assert watched_fields() <= given


def test_a_calm_debtor_warns_of_nothing_and_what_nobody_told_is_named() -> None:
    judged = judge(moved_since(facts_of(CALM), facts_of(CALM)))
    assert judged.hits == ()
    assert {"BANKRUPTCY", "NEWS_ALERT"} <= set(judged.not_looked_at)
    assert not {"POWER_DROP", "SUITS_RISING", "DISHONEST_LISTED"} & set(judged.not_looked_at)


@pytest.mark.parametrize(
    ("change", "code", "level"),
    [
        ({"kwh_drop3": Decimal("-0.3")}, "POWER_DROP", "orange"),
        ({"dishonest_now": 1}, "DISHONEST_LISTED", "red"),
        ({"lit_def_12": 3}, "SUITS_RISING", "orange"),
        ({"lit_def_loan_36": 1}, "SUED_OVER_LOAN", "orange"),
        ({"ins_now": 28}, "STAFF_DROP", "yellow"),
        ({"pay_late_cnt24": 2}, "POWER_PAID_LATE", "yellow"),
        ({"rev3_yoy": Decimal("0.3"), "kwh_drop3": Decimal("-0.31")}, "POWER_AGAINST_SALES", "orange"),
    ],
)
def test_a_movement_past_its_threshold_warns(change: Mapping[str, Any], code: str, level: str) -> None:
    now = facts_of({**CALM, **change})
    found = {one.code: one for one in judge(moved_since(now, facts_of(CALM))).hits}
    assert found[code].level == level
    assert all(set(one) >= {"value", "source", "as_of"} for one in found[code].facts.values())


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kwh_drop3": Decimal("-0.299")}, "POWER_DROP"),
        ({"lit_def_12": 2}, "SUITS_RISING"),
        ({"ins_now": 29}, "STAFF_DROP"),
    ],
)
def test_a_movement_just_short_of_it_does_not(change: Mapping[str, Any], code: str) -> None:
    assert code not in codes(moved_since(facts_of({**CALM, **change}), facts_of(CALM)))


def test_what_was_so_at_the_first_look_is_no_movement() -> None:
    sued = facts_of({**CALM, "lit_def_12": 9, "lit_def_loan_36": 4})
    assert not {"SUITS_RISING", "SUED_OVER_LOAN"} & set(codes(moved_since(sued, sued)))


def test_the_gravest_comes_first_and_a_bank_may_use_its_own_rules() -> None:
    worst = judge(moved_since(facts_of({**CALM, "dishonest_now": 1, "kwh_drop3": Decimal("-0.5")}), facts_of(CALM)))
    assert [one.level for one in worst.hits] == ["red", "orange"]
    stricter = shipped_rules().replace(b'\\"value\\": \\"-0.3\\"', b'\\"value\\": \\"-0.2\\"', 1)
    assert stricter != shipped_rules()
    assert [one.code for one in judge(facts_of({"kwh_drop3": Decimal("-0.25")}), stricter).hits] == ["POWER_DROP"]


# The life of a task.


def test_a_task_is_taken_measured_and_closed_and_each_step_is_owed_to_the_ledger(bank: Bank) -> None:
    opened = task(bank)
    assert opened.due_by - opened.raised_at == timedelta(days=settings().due_days["orange"])
    taken = done(bank, warnings.take, opened)
    measured = done(bank, warnings.measure, taken, "实地查看，设备检修")
    closed = done(bank, warnings.close, measured, Closing.RESOLVED, "已恢复生产")
    assert (closed.state, closed.closing, len(closed.measures)) == ("closed", Closing.RESOLVED, 1)
    with bank.database.transaction() as connection:
        steps = lending.events(connection, opened.id)
        assert [one.kind for one in steps] == ["warning.raised", "warning.take", "warning.measure", "warning.close"]
        assert checking.faults(connection, SUITE) == []
        kept = lending.rules(connection, opened.trigger.rules_digest)
    assert kept == shipped_rules()  # what warned can be judged again
    again = evaluate(kept, {name: Fact.of_document(one) for name, one in closed.trigger.facts.items()})
    assert closed.trigger.code in [one.code for one in again.findings if one.severity == "REFER"]


def test_the_same_sign_is_seen_again_and_makes_no_second_task(bank: Bank) -> None:
    first = task(bank)
    bank.clock.advance(timedelta(days=7))
    assert raised(bank) is None
    with bank.database.transaction() as connection:
        (only,) = store.tasks(connection, uscc=USCC)
    assert (only.id, len(only.seen)) == (first.id, 2)


def test_a_false_alarm_is_quiet_for_a_while_unless_it_grows_worse(bank: Bank) -> None:
    closed = done(bank, warnings.close, done(bank, warnings.take, task(bank)), Closing.FALSE_ALARM, "季节性停工")
    assert closed.closing.confirms is False
    assert raised(bank, hit("-0.42")) is None
    assert raised(bank, hit("-0.8")) is not None


def test_what_was_called_a_false_alarm_is_what_was_last_seen_not_what_first_warned(bank: Bank) -> None:
    opened = task(bank)
    assert raised(bank, hit("-0.8")) is None  # the same sign, graver, before anybody judged it
    with bank.database.transaction() as connection:
        (seen,) = store.tasks(connection, uscc=USCC)
    assert (seen.trigger.facts, seen.last_facts["kwh_drop3"]["value"]) == (opened.trigger.facts, "-0.8")
    done(bank, warnings.close, done(bank, warnings.take, seen), Closing.FALSE_ALARM, "季节性停工")
    assert raised(bank, hit("-0.8")) is None
    assert raised(bank, hit("-0.4")) is not None


def test_after_the_quiet_time_it_warns_again(bank: Bank) -> None:
    done(bank, warnings.close, done(bank, warnings.take, task(bank)), Closing.FALSE_ALARM, "季节性停工")
    bank.clock.advance(settings().quiet + timedelta(hours=1))
    assert raised(bank) is not None


def test_what_is_late_goes_to_the_approver_who_sends_it_back_or_closes_it(bank: Bank) -> None:
    done(bank, warnings.take, task(bank))
    bank.clock.advance(timedelta(days=settings().due_days["orange"], seconds=1))
    with bank.database.transaction() as connection:
        (late,) = warnings.escalate_late(connection, bank.office)
    with bank.database.transaction() as connection:
        assert warnings.escalate_late(connection, bank.office) == []
    assert isinstance(late, EscalatedTask)
    assert late.taken_by == OFFICER
    with pytest.raises(ApproverCloses):
        done(bank, warnings.measure, late, "补记")
    back = done(bank, warnings.send_back, late, "三日内实地查看", by=APPROVER)
    assert isinstance(back, OpenTask)
    assert back.due_by > bank.office.now()
    assert [one.text for one in back.measures] == ["三日内实地查看"]


def test_a_red_one_is_closed_by_an_approver_who_did_not_work_on_it(bank: Bank) -> None:
    red = judge(facts_of({"dishonest_now": 1})).hits[0]
    opened = raised(bank, red)
    assert opened is not None
    measured = done(bank, warnings.measure, done(bank, warnings.take, opened), "约见法定代表人")
    with pytest.raises(ApproverCloses):
        done(bank, warnings.close, measured, Closing.MITIGATED, "追加担保")
    with pytest.raises(ApproverCloses):
        done(bank, warnings.close, measured, Closing.MITIGATED, "x", by=replace(OFFICER, role="approver"))
    assert done(bank, warnings.close, measured, Closing.MITIGATED, "追加担保", by=APPROVER).closed_by == "赵审批"


def test_nobody_acts_on_anothers_or_out_of_turn_or_on_a_stale_page(bank: Bank) -> None:
    opened = task(bank)
    with pytest.raises(WrongWarningState):
        done(bank, warnings.measure, opened, "x")
    taken = done(bank, warnings.take, opened)
    with pytest.raises(TakenByAnother):
        done(bank, warnings.measure, taken, "x", by=OTHER)
    with pytest.raises(ChangedMeanwhile):
        done(bank, warnings.take, opened, by=OTHER)
    with pytest.raises(MeasureFirst):
        done(bank, warnings.close, taken, Closing.RESOLVED, "x")
    with pytest.raises(WrongWarningState):
        done(bank, warnings.close, taken, Closing.LOAN_ENDED, "x")


def test_when_the_loan_ends_its_tasks_end_and_say_nothing_of_the_rule(bank: Bank) -> None:
    done(bank, warnings.take, task(bank))
    with bank.database.transaction() as connection:
        assert warnings.lapse(connection, bank.office, USCC) == 1
        assert warnings.lapse(connection, bank.office, USCC) == 0
        (ended,) = store.tasks(connection, uscc=USCC)
        assert store.closings(connection) == [("POWER_DROP", "orange", "loan_ended", 1)]
    assert isinstance(ended, ClosedTask)
    assert ended.closing.confirms is None


def test_looks_beyond_the_limit_go_but_for_the_first_and_all_go_when_forgotten(bank: Bank) -> None:
    begun = datetime(2026, 7, 1, tzinfo=UTC)
    with bank.database.transaction() as connection:
        for week in range(6):
            look = Look(begun + timedelta(weeks=week), {"ins_now": fact(40 + week, source="social")})
            store.keep_look(connection, USCC, look, keep=4)
        kept = store.looks(connection, USCC)
        assert [one.facts["ins_now"].value for one in kept] == ["40", "43", "44", "45"]
        assert store.last_looks(connection) == {USCC: begun + timedelta(weeks=5)}
        assert store.forget_looks(connection, USCC) == 4
        assert store.looks(connection, USCC) == []


def test_it_is_night_in_china() -> None:
    held = settings()
    assert held.is_night(datetime(2026, 7, 1, 16, 0, tzinfo=UTC))  # midnight
    assert not held.is_night(datetime(2026, 7, 1, 2, 0, tzinfo=UTC))  # ten in the morning


def test_the_page_shows_the_machine_that_runs() -> None:
    page = Path("docs/reference/warnings.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{picture(MOVES)}\n```" in page
    for rule in parse_rules(shipped_rules()).rules:
        assert f"`{rule.code}`" in page, rule.code
    assert {move.to for move in MOVES.values() if move.to} == {"open", "taken", "escalated", "closed"}
