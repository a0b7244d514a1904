"""Batches of permits: one use of each grant that allows it, one entry for many, ended once, nothing in doubt."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from puhui.consent import (
    AlreadyEnded,
    BatchSize,
    LedgerUnsure,
    Outcome,
    PermitNotOurs,
    RequestReused,
    find_grant,
    uses_of,
)
from puhui.consent.batches import GRANTS_MAX
from puhui.kernel.ids import GrantId, OrgId
from puhui.ledger import Finality, Verdict, entry_id, parse_statement
from puhui.ledger.contracts.grants import outcome_key, tally_key
from puhui.storage import refused, waiting
from tests.vectors.grants_bench import SUITE
from tests.vectors.grants_house import SUBJECT

DIGEST = "ab" * 32


def _used(house, grant):
    return find_grant(house.ledger, grant, house.clock.now()).used


def test_a_batch_is_one_entry_and_a_permit_a_grant_in_the_order_asked(house):
    grants = house.grants(3)[::-1]
    drawn = house.desk.draw_batch(**house.batch(grants))
    assert [permit.grant for permit in drawn.permits] == grants
    assert drawn.refused == {}
    assert {permit.entry for permit in drawn.permits} == {drawn.permits[0].entry}
    assert {permit.subject for permit in drawn.permits} == {SUBJECT}
    (statement,) = house.ledger.entries(drawn.permits[0].index, 1)
    assert parse_statement(statement).action == "use_many"
    assert [_used(house, grant) for grant in grants] == [1, 1, 1]


def test_what_a_grant_does_not_allow_is_its_denial_in_the_same_entry(house):
    good, revoked, used_up, late = house.grant(), house.grant(), house.grant(uses=1), house.grant(days=1)
    house.revoke(revoked)
    house.desk.draw_permit(**house.question(used_up))
    house.clock.advance(timedelta(days=2))
    stranger = GrantId.new(house.clock, house.entropy)
    drawn = house.desk.draw_batch(**house.batch([stranger, late, used_up, revoked, good]))
    assert [permit.grant for permit in drawn.permits] == [good]
    assert drawn.refused == {stranger: "not_open", late: "expired", used_up: "exhausted", revoked: "revoked"}
    assert waiting(house.database) == 0, "the entry itself is the denials"
    history = uses_of(house.ledger, SUBJECT, house.clock.now())
    assert history.complete
    assert {use.grant: use.reason for use in history.uses if use.n is None} == {
        late: "expired", used_up: "exhausted", revoked: "revoked"
    }  # fmt: skip
    assert len({use.entry for use in history.uses}) == 2


def test_the_same_request_is_the_same_uses_and_the_same_refusals(house):
    grants = [house.grant(), house.grant(uses=1)]
    house.desk.draw_permit(**house.question(grants[1]))
    question = house.batch(grants)
    first = house.desk.draw_batch(**question)
    again = house.desk.draw_batch(**question | {"grants": grants[::-1]})
    assert [(one.grant, one.n, one.entry) for one in again.permits] == [
        (one.grant, one.n, one.entry) for one in first.permits
    ]
    assert again.refused == first.refused == {grants[1]: "exhausted"}
    assert house.ledger.read(tally_key(grants[1]))["seq"] == 2


def test_a_custodian_that_lost_its_database_gets_the_same_answer_from_the_ledger(house, tmp_path):
    from puhui.storage import Database

    grants = house.grants(2, uses=1)
    house.desk.draw_permit(**house.question(grants[0]))
    question = house.batch(grants)
    first = house.desk.draw_batch(**question)
    empty = Database.file(tmp_path / "empty.sqlite")
    empty.create()
    again = house.desk_over(house.ledger, empty).draw_batch(**question)
    empty.close()
    assert [(one.grant, one.n, one.seq) for one in again.permits] == [(grants[1], 1, 1)]
    assert again.refused == first.refused == {grants[0]: "exhausted"}
    assert house.ledger.read(tally_key(grants[1]))["n"] == 1


def test_more_grants_than_one_entry_holds_take_several(house, monkeypatch):
    monkeypatch.setattr("puhui.consent.batches.MAX_GRANTS", 2)
    grants = house.grants(5)
    question = house.batch(grants)
    drawn = house.desk.draw_batch(**question)
    assert [permit.grant for permit in drawn.permits] == grants
    assert len({permit.entry for permit in drawn.permits}) == 3
    house.desk.end_batch(question["request"], Outcome.ANSWERED, DIGEST)
    assert house.outbox().deliver_due() == 3
    for grant in grants:
        assert house.ledger.read(outcome_key(grant, 1))["answer_digest"] == DIGEST


def test_a_request_stands_for_one_question_whichever_way_it_is_drawn(house):
    grants = house.grants(2)
    question = house.batch(grants)
    house.desk.draw_batch(**question)
    for changed in ({"grants": grants[:1]}, {"fields": ["rev_yoy"]}, {"purpose": "score"}):
        with pytest.raises(RequestReused):
            house.desk.draw_batch(**question | changed)
    single = house.question(grants[0], request=question["request"])
    with pytest.raises(RequestReused):
        house.desk.draw_permit(**single)
    other = house.question(grants[0])
    house.desk.draw_permit(**other)
    with pytest.raises(RequestReused):
        house.desk.draw_batch(**house.batch(grants, request=other["request"]))
    assert _used(house, grants[0]) == 2


@pytest.mark.parametrize("count", [0, GRANTS_MAX + 1])
def test_a_batch_has_a_size(house, count):
    grants = [GrantId(f"grt_{number:026d}") for number in range(count)]
    question = {name: value for name, value in house.question(GrantId("grt_" + "0" * 26)).items() if name != "grant"}
    with pytest.raises(BatchSize):
        house.desk.draw_batch(**question, grants=grants)


def test_grants_that_are_all_strangers_draw_nothing_and_tell_nobody(house):
    size = house.ledger.size
    stranger = GrantId.new(house.clock, house.entropy)
    drawn = house.desk.draw_batch(**house.batch([stranger]))
    assert (drawn.permits, drawn.refused) == ((), {stranger: "not_open"})
    assert house.ledger.size == size


# ending


def test_a_batch_ends_once(house):
    grants = house.grants(2)
    question = house.batch(grants)
    house.desk.draw_batch(**question)
    for _ in range(2):
        house.desk.end_batch(question["request"], Outcome.ANSWERED, DIGEST)
    with pytest.raises(AlreadyEnded):
        house.desk.end_batch(question["request"], Outcome.FAILED, DIGEST)
    with pytest.raises(AlreadyEnded):
        house.desk.end_batch(question["request"], Outcome.ANSWERED, "cd" * 32)
    assert house.outbox().deliver_due() == 1
    assert refused(house.database) == []
    history = uses_of(house.ledger, SUBJECT, house.clock.now())
    assert [(use.outcome, use.answer_digest) for use in history.uses] == [("answered", DIGEST)] * 2


def test_a_batch_that_nobody_drew_is_not_ended(house):
    with pytest.raises(PermitNotOurs):
        house.desk.end_batch(house.request(), Outcome.FAILED, DIGEST)


def test_a_batch_in_which_nothing_was_counted_owes_nothing(house):
    grant = house.grant()
    house.revoke(grant)
    question = house.batch([grant])
    house.desk.draw_batch(**question)
    house.desk.end_batch(question["request"], Outcome.FAILED, DIGEST)
    assert waiting(house.database) == 0


# doubt


class _Deaf:
    """A ledger that decides only so many entries."""

    def __init__(self, ledger, decides):
        self._ledger, self.left = ledger, decides

    def submit(self, statement):
        if not self.left:
            return Verdict(entry_id(statement), Finality.UNKNOWN)
        self.left -= 1
        return self._ledger.submit(statement)

    def __getattr__(self, name):
        return getattr(self._ledger, name)


@pytest.mark.parametrize("decides", [0, 1, 2])
def test_no_certainty_about_one_entry_no_permit_of_any(house, monkeypatch, decides):
    monkeypatch.setattr("puhui.consent.batches.MAX_GRANTS", 1)
    grants = sorted(house.grants(3))
    question = house.batch(grants)
    with pytest.raises(LedgerUnsure):
        house.desk_over(_Deaf(house.ledger, decides), house.database).draw_batch(**question)
    assert [_used(house, grant) for grant in grants] == [1] * decides + [0] * (3 - decides)
    assert house.desk.recover() == 1
    assert [permit.n for permit in house.desk.draw_batch(**question).permits] == [1, 1, 1]
    assert house.desk.recover() == 0


def test_a_job_that_gave_up_while_the_ledger_was_silent_still_ends_what_was_counted(house):
    question = house.batch(house.grants(2))
    with pytest.raises(LedgerUnsure):
        house.desk_over(_Deaf(house.ledger, 0), house.database).draw_batch(**question)
    house.desk.end_batch(question["request"], Outcome.FAILED, DIGEST)
    house.outbox().deliver_due()
    history = uses_of(house.ledger, SUBJECT, house.clock.now())
    assert [use.outcome for use in history.uses] == ["failed", "failed"]


def test_an_entry_that_is_refused_whole_denies_the_batch_and_what_was_counted_is_told_as_failed(house, monkeypatch):
    """The same request stands at the ledger for another question of the last grant, and the database is a new one."""
    from puhui.storage import Database

    monkeypatch.setattr("puhui.consent.batches.MAX_GRANTS", 1)
    grants = sorted(house.grants(2))
    question = house.batch(grants)
    other = house.question(grants[1], request=question["request"], fields=["rev_yoy"])
    house.desk.draw_permit(**other)
    fresh = Database.in_memory()
    fresh.create()
    desk = house.desk_over(house.ledger, fresh)
    for _ in range(2):
        with pytest.raises(RequestReused):
            desk.draw_batch(**question)
    desk.end_batch(question["request"], Outcome.FAILED, DIGEST)  # nothing more to tell
    with pytest.raises(AlreadyEnded):
        desk.end_batch(question["request"], Outcome.ANSWERED, DIGEST)
    assert house.outbox(fresh).deliver_due() == 1
    assert house.ledger.read(outcome_key(grants[0], 1))["outcome"] == "failed"
    assert house.ledger.read(outcome_key(grants[0], 1))["answer_digest"] == SUITE.digest(b"").hex()
    fresh.close()


def test_many_threads_draw_one_batch_once(house):
    grants = house.grants(4)
    question = house.batch(grants)

    def job(_):
        drawn = house.desk.draw_batch(**question)
        house.desk.end_batch(question["request"], Outcome.ANSWERED, DIGEST)
        return [(one.grant, one.n, one.seq, one.entry) for one in drawn.permits]

    with ThreadPoolExecutor(8) as pool:
        drawn = list(pool.map(job, range(8)))
    assert all(one == drawn[0] for one in drawn)
    assert [_used(house, grant) for grant in grants] == [1] * 4
    assert house.outbox().deliver_due() == 1


def test_another_receiver_than_the_grants_name_draws_nothing(house):
    grants = house.grants(2)
    drawn = house.desk.draw_batch(**house.batch(grants, receiver=OrgId("bank-b")))
    assert drawn.permits == ()
    assert set(drawn.refused.values()) == {"wrong_receiver"}
