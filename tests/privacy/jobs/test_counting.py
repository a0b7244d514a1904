"""Leakage counted at a data owner's node by its job desk: before a use is counted, and after the job."""

from datetime import timedelta

import pytest

from puhui.kernel import SeededEntropy
from puhui.privacy.jobs import JobDesk, Place
from puhui.privacy.jobs.counting import LeakageRule
from puhui.privacy.leakage import Gauge, Standing, jobs, spent, totals, with_own
from puhui.privacy.tables import read_table
from tests.privacy.jobs.town import BANK, LISTS, POWER, SOCIAL, TAX, TOTALS

pytestmark = pytest.mark.spu
YEAR = timedelta(days=365)


@pytest.fixture
def tax(town):
    """The tax bureau's node with a desk that counts, and lets two jobs pass in a period."""
    node = town.nodes[TAX]
    plain = node.desk
    place = Place(node.folder, connect_s=12.0)
    rule = LeakageRule(
        node.database,
        town.clock,
        SeededEntropy(5),
        town.city.suite,
        place,
        lambda spec, party: read_table(node.folder / f"{party.dataset.partition('/')[2]}.csv"),
        with_own({"jobs_max": 2}),
    )
    node.desk = JobDesk(
        voice=node.voice,
        ledger=town.ledger,
        database=node.database,
        permits=node.permits,
        mandates=node.mandates,
        source=node.files,
        neighbours=node.wire,
        place=place,
        rules=[rule],
    )
    node.rule = rule
    yield node
    node.desk.close()
    node.desk = plain


def record(node):
    with node.database.transaction() as connection:
        now = node.town.clock.now()
        held = {row.job: row for row in jobs(connection, now - YEAR, now + YEAR)}
        return held, totals(connection, now - YEAR, now + YEAR), spent(connection, BANK, f"{TAX}/{LISTS}", now - YEAR)


def run(town, spec, under):
    """Propose a job from the bank; why it ended at the tax bureau, empty when it is done."""
    job = town.nodes[BANK].desk.propose(spec, deadline=town.deadline(), under=under)
    _, ours = town.wait(job, BANK, TAX)
    return job, ours.error.code if ours.error else ""


def test_jobs_are_counted_until_the_budget_is_spent_and_a_refusal_costs_no_use(town, tax):
    under = tax.mandate(uses=9)
    both = {TAX: under, BANK: town.nodes[BANK].mandate(receiver=TAX)}
    first, ended = run(town, town.match(receivers=(BANK, TAX)), both)
    assert ended == ""
    assert (tax.rule.settle_over(), tax.rule.settle_over()) == (1, 0)
    held, facts, gauges = record(tax)
    assert (held[first].standing, held[first].found, held[first].under) == (Standing.LEARNT, 300, (str(under.mandate),))
    assert gauges == {Gauge.JOBS: 1, Gauge.KEYS: 400}
    assert {(one.learner, one.code): one.amount for one in facts if one.about == TAX}[BANK, "matched_keys"] == 400

    # Counted, then its permit is refused: given back.
    denied, ended = run(town, town.match(), {TAX: tax.mandate(purpose="other")})
    assert ended == "mandate_for_another_purpose"
    second, ended = run(town, town.match(), {TAX: under})
    assert ended == ""
    third, ended = run(town, town.match(), {TAX: under})
    assert ended == "budget_spent"
    assert tax.tally(under)[0] == 2
    tax.rule.settle_over()
    held, _, gauges = record(tax)
    assert {job: held[job].standing for job in (first, denied, second, third)} == {
        first: Standing.LEARNT,
        denied: Standing.VOID,
        second: Standing.LEARNT,
        third: Standing.REFUSED,
    }
    assert held[third].reason == "budget_spent"
    assert gauges[Gauge.JOBS] == 2


def test_a_sum_under_a_mandate_must_protect_five_enterprises_and_is_judged_by_the_owners_own_table(town, tax):
    unders = {org: town.nodes[org].mandate(TOTALS) for org in (TAX, SOCIAL, POWER)}
    _, ended = run(town, town.sum(), unders)
    assert ended == "too_few_subjects"
    assert tax.tally(unders[TAX])[0] == 0
