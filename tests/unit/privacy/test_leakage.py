"""What jobs add up to, and what a data owner's node refuses: budgets, list probing, small groups, differencing."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.engine import Connection

from puhui.credit.defaults import MalformedDefaults, UnknownDefault
from puhui.kernel import Language, PuhuiError, SeededEntropy
from puhui.privacy.disclosure import SENTENCES
from puhui.privacy.errors import DealerRefused, GroupTooSmall
from puhui.privacy.leakage import (
    LIMITS,
    Answered,
    Asked,
    Gauge,
    LeakageRefused,
    Standing,
    admit,
    facts_of,
    jobs,
    own_groups,
    refuse,
    secret,
    settle,
    spends_of,
    spent,
    totals,
    with_own,
)
from puhui.privacy.leakage import errors as refusals
from puhui.privacy.leakage.differencing import singles_out
from puhui.privacy.model import Learns, Op, Scheme
from puhui.storage import Database
from tests.unit.privacy.leakage_jobs import (
    COURT,
    DEFAULTERS,
    SALES,
    START,
    SUITE,
    TAX,
    group,
    lookup_of,
    match_of,
    model_of,
    sum_of,
)

DAY = timedelta(days=1)
EPOCH = START - 400 * DAY


@pytest.fixture
def connection(database: Database) -> Iterator[Connection]:
    with database.transaction() as held:
        yield held


def fresh() -> Iterator[Connection]:
    database = Database.in_memory()
    database.create()
    with database.transaction() as held:
        yield held
    database.close()


def take(connection: Connection, asked: Asked, *, day: int = 0, answers: list[Answered] | None = None) -> None:
    admit(connection, asked, at=START + day * DAY, suite=SUITE, answers=answers)


def names_spent(connection: Connection) -> int:
    return spent(connection, "bank-a", DEFAULTERS, EPOCH).get(Gauge.NAMES, 0)


# What is learnt


def test_a_matchs_facts_say_how_many_keys_were_tested_and_of_which_dataset() -> None:
    facts = {(fact.learner, fact.code): fact for fact in facts_of(match_of(5000, 300, nonce="1").spec)}
    assert (facts["bank-a", "matched_keys"].amount, facts["bank-a", "matched_keys"].dataset) == (300, SALES)
    assert (TAX, "matched_keys") not in facts
    assert facts[TAX, "rows"].about == "bank-a"


def test_a_sums_facts_stand_for_every_other_party_with_the_number_of_sums() -> None:
    facts = [f for f in facts_of(sum_of(["n", "s"], nonce="1", values=("jan", "feb")).spec) if f.code == "group_sums"]
    assert {(fact.learner, fact.about, fact.amount) for fact in facts} == {
        ("regulator", TAX, 4),
        ("regulator", "power", 4),
    }


@pytest.mark.parametrize("code", [*SENTENCES, "a_code_of_a_later_operation"])
def test_every_code_has_an_amount(code: str) -> None:
    spec = match_of(10, 20, nonce="1").spec
    told = dataclasses.replace(spec, disclosure=(Learns("bank-a", code, TAX, 7), Learns("bank-a", code, "*")))
    assert all(fact.amount >= 0 for fact in facts_of(told))


def test_totals_add_up_by_learner_dataset_and_code_within_the_period(connection: Connection) -> None:
    for day, names in ((0, 10), (1, 30), (5, 50)):
        asked = lookup_of(names, nonce=str(day))
        take(connection, asked, day=day)
        settle(connection, asked.job, Standing.LEARNT, at=START + day * DAY)
    told = {total.code: total for total in totals(connection, START, START + 2 * DAY) if total.learner == "bank-a"}
    assert (told["on_list"].amount, told["on_list"].jobs, told["on_list"].dataset) == (40, 2, DEFAULTERS)


def test_what_never_ran_and_what_was_refused_adds_up_to_nothing_and_what_failed_counts(connection: Connection) -> None:
    void, failed, refused = (lookup_of(10, nonce=name) for name in "abc")
    take(connection, void)
    settle(connection, void.job, Standing.VOID, at=START, reason="cancelled")
    refuse(connection, refused, refusals.GroupsNotShown(), at=START)
    assert names_spent(connection) == 0
    assert totals(connection, EPOCH, START + DAY) == []
    take(connection, failed)
    settle(connection, failed.job, Standing.FAILED, at=START, reason="party_lost")
    assert names_spent(connection) == 10
    assert [(row.standing, row.reason) for row in jobs(connection, EPOCH, START + DAY) if row.job == refused.job] == [
        (Standing.REFUSED, "groups_not_shown")
    ]


def test_a_job_counts_once_however_often_it_is_admitted_and_never_again_when_it_has_ended(
    connection: Connection,
) -> None:
    asked = lookup_of(10, nonce="1")
    take(connection, asked)
    take(connection, asked)
    settle(connection, asked.job, Standing.LEARNT, at=START)
    settle(connection, asked.job, Standing.VOID, at=START)
    assert names_spent(connection) == 10
    with pytest.raises(refusals.JobEnded):
        take(connection, asked)


# Budgets


def test_names_are_spent_up_to_the_budget_and_come_back_with_the_period(connection: Connection) -> None:
    for at in range(10):
        take(connection, lookup_of(100, nonce=str(at)))
    with pytest.raises(refusals.BudgetSpent) as refused:
        take(connection, lookup_of(1, nonce="more"))
    assert refused.value.data["spent"] == 1000
    take(connection, lookup_of(100, nonce="of another bank", bank="bank-b"))
    take(connection, lookup_of(100, nonce="later"), day=31)


def test_a_job_that_declares_no_disclosure_costs_the_same() -> None:
    assert spends_of(lookup_of(77, nonce="1", declared=False)) == spends_of(lookup_of(77, nonce="1"))


def test_a_question_about_no_names_still_costs_one() -> None:
    assert {spend.gauge: spend.amount for spend in spends_of(lookup_of(0, nonce="1"))}[Gauge.NAMES] == 1


def test_a_party_spends_nothing_of_its_own_dataset_nor_a_receiver_without_one() -> None:
    owner = match_of(100, 100, nonce="1")
    assert spends_of(dataclasses.replace(owner, spec=dataclasses.replace(owner.spec, receivers=(TAX,)))) == ()
    assert spends_of(dataclasses.replace(owner, me="regulator")) == ()


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["bank-a", "bank-b"]),
            st.integers(0, 100),
            st.sampled_from([Standing.LEARNT, Standing.FAILED, Standing.VOID, None]),
            st.integers(0, 20),
        ),
        max_size=25,
    )
)
def test_no_sequence_of_accepted_jobs_exceeds_a_budget(steps: list[tuple[str, int, Standing | None, int]]) -> None:
    limits, day = with_own({"names_max": 300, "jobs_max": 8}), 0
    accepted: list[tuple[str, int, int]] = []
    for connection in fresh():
        for at, (bank, names, ends, later) in enumerate(steps):
            day += later
            asked = lookup_of(names, nonce=str(at), bank=bank)
            try:
                admit(connection, asked, at=START + day * DAY, suite=SUITE, limits=limits)
            except refusals.BudgetSpent:
                continue
            if ends is not None:
                settle(connection, asked.job, ends, at=START + day * DAY)
            if ends is not Standing.VOID:
                accepted.append((bank, day, names))
            for who in ("bank-a", "bank-b"):
                window = [amount for one, when, amount in accepted if one == who and day - 30 < when]
                assert sum(max(1, amount) for amount in window) <= 300
                assert len(window) <= 8


def test_a_limit_of_ones_own_holds_and_none_goes_below_the_houses_minimum() -> None:
    assert with_own({"names_max": 3}).integer("names_max") == 3
    for code in ("difference_min", "match_rows_min"):
        with pytest.raises(MalformedDefaults):
            with_own({code: 4})
    with pytest.raises(UnknownDefault):
        with_own({"names_maximum": 3})


def test_every_gauge_has_a_budget_and_every_limit_says_why() -> None:
    assert all(LIMITS.integer(f"{gauge.value}_max") > 0 for gauge in Gauge)
    assert all(item.note and item.mark and item.valid_from for item in LIMITS.items.values())


# Sizes, lists


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        (match_of(100, 4, nonce="1"), refusals.TooFewSubjects),
        (match_of(4, 100, nonce="1"), refusals.TooFewSubjects),
        (match_of(2000, 200_001, nonce="1"), refusals.ListImplausible),
        (sum_of(["n"], nonce="1", subjects_min=4), refusals.TooFewSubjects),
        (sum_of(["n"], nonce="1", parties=2), GroupTooSmall),
        (sum_of(["n"], nonce="1"), refusals.GroupsNotShown),
        (model_of(Op.TRAIN, 499, 2, nonce="1"), refusals.TooFewSubjects),
        (model_of(Op.TRAIN, 900, 50, nonce="1"), refusals.TooFewSubjects),
        (model_of(Op.VALIDATE, 99, 2, nonce="1"), refusals.TooFewSubjects),
        (model_of(Op.TRAIN, 9000, 2, nonce="1", common_min=499), refusals.TooFewSubjects),
        (model_of(Op.TRAIN, 9000, 50, nonce="1", common_min=900), refusals.TooFewSubjects),
        (model_of(Op.VALIDATE, 9000, 2, nonce="1", common_min=99), refusals.TooFewSubjects),
        (model_of(Op.SCORE, 10_000, 2, nonce="1"), refusals.NamedWithoutGrants),
        (model_of(Op.RANK, 10_000, 2, nonce="1"), refusals.NamedWithoutGrants),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_too_small_or_too_large_is_refused(
    connection: Connection, asked: Asked, refusal: type[PuhuiError]
) -> None:
    with pytest.raises(refusal):
        take(connection, asked)
    assert jobs(connection, EPOCH, START + DAY) == []


def test_a_refusal_names_the_operation_as_people_do(connection: Connection) -> None:
    with pytest.raises(refusals.TooFewSubjects) as refused:
        take(connection, match_of(100, 4, nonce="1"))
    assert refused.value.cause_text.zh == "隐私求交涉及 4 家企业，不得少于 5 家"
    assert "private matching over 4 enterprises" in refused.value.cause_text.en
    assert all(op.text.zh and op.text.en for op in Op)


def test_what_is_large_enough_passes(connection: Connection) -> None:
    score = dataclasses.replace(model_of(Op.SCORE, 10, 2, nonce="s"), named=True)
    for asked in (
        match_of(5, 5, nonce="1"),
        match_of(2001, 200_001, nonce="2"),
        model_of(Op.TRAIN, 1000, 40, nonce="3"),
        model_of(Op.VALIDATE, 100, 2, nonce="4"),
        score,
    ):
        take(connection, asked)
    of_models = spent(connection, "bank-a", SALES, EPOCH)
    assert (of_models[Gauge.TRAININGS], of_models[Gauge.SCORES]) == (2, 10)


def test_a_dealers_protocol_is_refused_whoever_receives(connection: Connection) -> None:
    asked = match_of(100, 100, nonce="1")
    with pytest.raises(DealerRefused):
        take(
            connection,
            dataclasses.replace(asked, spec=dataclasses.replace(asked.spec, scheme=Scheme.UNSAFE_TRUSTED_DEALER)),
        )


def test_lists_that_hit_next_to_nothing_end_in_refusal(connection: Connection) -> None:
    def matched(nonce: str, found: int) -> None:
        asked = match_of(50_000, 40_000, nonce=nonce, both=True)
        take(connection, asked)
        settle(connection, asked.job, Standing.LEARNT, at=START, found=found)

    matched("honest", 9_000)
    matched("made up", 12)
    matched("made up again", 39)
    with pytest.raises(refusals.ProbingSuspected):
        matched("third", 9_000)
    take(connection, match_of(50_000, 40_000, nonce="of another", bank="bank-b"))


def test_hits_of_short_lists_tell_nothing(connection: Connection) -> None:
    for at in range(4):
        asked = match_of(50_000, 9_999, nonce=str(at), both=True)
        take(connection, asked)
        settle(connection, asked.job, Standing.LEARNT, at=START, found=0)


def test_every_refusal_speaks_both_languages_with_all_its_data() -> None:
    data = dict.fromkeys(
        ["counterparty", "dataset", "days", "what", "spent", "asked", "limit", "op", "given", "least",
         "rows", "count", "kept", "job", "standing"], 1
    )  # fmt: skip
    for refusal in LeakageRefused.__subclasses__():
        told = refusal(**data)
        for language in Language:
            assert told.cause_text.in_(language)
            assert "{" not in told.cause_text.in_(language) + told.remedy_text.in_(language)
        assert refusal.cause is not PuhuiError.cause, refusal.__name__


# Differencing

TEN = [f"e{at}" for at in range(10)]


def ask(connection: Connection, nonce: str, *answers: Answered, receiver: str = "regulator") -> None:
    take(connection, sum_of(["g"], nonce=nonce, receiver=receiver), answers=list(answers))


def test_one_enterprise_more_than_the_answer_before_is_refused_and_another_receiver_may_ask(
    connection: Connection,
) -> None:
    ask(connection, "1", group(TEN))
    with pytest.raises(refusals.DifferencingRefused):
        ask(connection, "2", group([*TEN, "one more"], "other"))
    ask(connection, "3", group([*TEN, "one more"], "other"), receiver="central-bank")


def test_the_same_question_again_passes_and_keeps_nothing_new(connection: Connection) -> None:
    for nonce in "123":
        ask(connection, nonce, group(TEN))
    kept = connection.exec_driver_sql("select count(*) from privacy_leakage_members").scalar()
    assert kept == 1


def test_five_more_pass_and_four_do_not(connection: Connection) -> None:
    ask(connection, "1", group(TEN))
    ask(connection, "2", group([*TEN, *"abcde"]))
    with pytest.raises(refusals.DifferencingRefused):
        ask(connection, "3", group([*TEN, *"abcd"]))


def test_one_contribution_that_changed_is_one_enterprise(connection: Connection) -> None:
    ask(connection, "1", group(dict.fromkeys(TEN, 1)))
    with pytest.raises(refusals.DifferencingRefused):
        ask(connection, "2", group(dict.fromkeys(TEN, 1) | {"e0": 2}))


def test_another_month_in_which_every_contribution_changed_is_another_question(connection: Connection) -> None:
    for month in range(1, 6):
        ask(connection, str(month), group(dict.fromkeys(TEN[: 5 + month], month)), group({"x": month}, "small"))


def test_a_total_minus_the_groups_that_were_shown_is_refused(connection: Connection) -> None:
    north, south, hidden = TEN[:5], TEN[5:], ["h1", "h2"]
    ask(connection, "1", group(north, "north"), group(south, "south"), group(hidden, "islands"))
    with pytest.raises(refusals.DifferencingRefused):
        ask(connection, "2", group([*north, *south, *hidden], "the whole city"))


def test_two_tables_with_large_cells_pass_though_single_cells_are_small(connection: Connection) -> None:
    """By district, then by industry: the margins tell of no cell."""
    cells = {(d, i): [f"{d}{i}{at}" for at in range(3)] for d in range(4) for i in range(4)}
    by_district = [group([one for (d, _), who in cells.items() if d == at for one in who], f"d{at}") for at in range(4)]
    by_industry = [group([one for (_, i), who in cells.items() if i == at for one in who], f"i{at}") for at in range(4)]
    ask(connection, "1", *by_district)
    ask(connection, "2", *by_industry)


def test_a_first_enterprise_in_a_group_that_had_none_is_refused(connection: Connection) -> None:
    ask(connection, "1", group([], "g"), group(TEN, "h"))
    with pytest.raises(refusals.DifferencingRefused):
        ask(connection, "2", group(["first"], "g"), group(TEN, "h"))


def test_small_groups_that_share_nobody_do_not_disturb_each_other(connection: Connection) -> None:
    ask(connection, "1", group(["a"], "g"), group(["b", "c"], "h"), group([], "i"))


def test_what_never_ran_was_not_answered(connection: Connection) -> None:
    asked = sum_of(["g"], nonce="1")
    take(connection, asked, answers=[group(TEN)])
    settle(connection, asked.job, Standing.VOID, at=START)
    ask(connection, "2", group([*TEN, "one more"]))


def test_more_different_answers_than_can_be_judged_are_refused(connection: Connection) -> None:
    limits = with_own({"answered_max": 2})
    answers = [group([f"{at}-{one}" for one in TEN], str(at)) for at in range(3)]
    with pytest.raises(refusals.AnswersFull):
        admit(connection, sum_of(["g"], nonce="1"), at=START, suite=SUITE, answers=answers, limits=limits)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.frozensets(st.integers(0, 13)), max_size=12))
def test_random_groups_never_tell_of_one_enterprise_nor_differ_by_a_few(questions: list[frozenset[int]]) -> None:
    accepted: list[frozenset[int]] = []
    held: list[Answered] = []
    for at, members in enumerate(questions):
        new = group([str(one) for one in members], str(at))
        if not singles_out([new], held, 5):
            accepted.append(members)
            held.append(new)
    for at, one in enumerate(accepted):
        for other in accepted[:at]:
            assert not (one & other and 0 < len(one ^ other) < 5)
    large = [members for members in accepted if len(members) >= 5]
    for enterprise in range(14):
        assert not follows(enterprise, large)


@settings(max_examples=60, deadline=None)
@given(st.sets(st.integers(0, 30), min_size=6, max_size=25), st.data())
def test_leaving_out_or_adding_a_few_never_passes(members: set[int], data: st.DataObject) -> None:
    inside = data.draw(st.sets(st.sampled_from(sorted(members)), max_size=2))
    outside = data.draw(st.sets(st.integers(31, 40), max_size=2))
    other = (members - inside) | outside
    before, after = (group([str(one) for one in who], name) for who, name in ((members, "a"), (other, "b")))
    assert singles_out([after], [before], 5) is bool(inside or outside)


def follows(enterprise: int, answers: list[frozenset[int]]) -> bool:
    """Whether one enterprise's contribution is a combination of the answers, in exact fractions."""
    rows = [[Fraction(one in members) for one in range(14)] for members in answers]
    target = [Fraction(one == enterprise) for one in range(14)]
    return rank([*rows, target]) == rank(rows)


def rank(rows: list[list[Fraction]]) -> int:
    held, found = [list(row) for row in rows], 0
    for column in range(14):
        pivot = next((at for at in range(found, len(held)) if held[at][column]), None)
        if pivot is None:
            continue
        held[found], held[pivot] = held[pivot], held[found]
        for at in range(found + 1, len(held)):
            factor = held[at][column] / held[found][column]
            held[at] = [one - factor * other for one, other in zip(held[at], held[found], strict=True)]
        found += 1
    return found


# From the owner's own table


def test_own_groups_are_the_tables_and_do_not_depend_on_how_numbers_and_names_are_written(
    connection: Connection,
) -> None:
    spec = sum_of(["N", "S"], nonce="1").spec
    key = secret(connection, SeededEntropy(1))
    plain = pl.DataFrame(
        {"district": ["n", "n", "s", "x"], "uscc": ["a", "a", "b", "c"], "sales": ["1", "2.50", "7", "9"]}
    )
    other = pl.DataFrame({"district": [" N", "s"], "uscc": ["Ａ ", "B"], "sales": ["3.5", "7.00"]})
    one, two = (own_groups(table, spec, SUITE, key) for table in (plain, other))
    assert one == two
    assert [len(each.members) for each in one] == [1, 1]
    assert secret(connection, SeededEntropy(2)) == key
    assert own_groups(plain, spec, SUITE, b"another key") != one


def test_a_sum_without_columns_is_judged_by_whom_it_counts(connection: Connection) -> None:
    spec = sum_of(["N"], nonce="1", values=()).spec
    table = pl.DataFrame({"district": ["n"] * 3, "uscc": ["a", "a", "b"]})
    (found,) = own_groups(table, spec, SUITE, b"k")
    assert len(found.members) == 2


def test_no_name_nor_value_stands_in_the_database(connection: Connection) -> None:
    table = pl.DataFrame(
        {"district": ["n"] * 6, "uscc": [f"canary-{at}" for at in range(6)], "sales": ["987654321"] * 6}
    )
    asked = sum_of(["N"], nonce="1")
    take(connection, asked, answers=own_groups(table, asked.spec, SUITE, b"k"))
    assert asked.me == TAX
    assert COURT != TAX
    for name in ("jobs", "facts", "spends", "answers", "members"):
        rows = connection.exec_driver_sql(f"select * from privacy_leakage_{name}").fetchall()
        assert rows
        assert not any(word in repr(rows) for word in ("canary", "CANARY", "987654321"))
