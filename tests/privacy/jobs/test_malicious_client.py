"""A client with a member's key that skips its own checks: each lie is refused at the data owner's node, before a worker
starts and before a row is read; what was asked of a permit is counted or denied on the ledger, and nothing else is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from puhui.consent import MandateDenied, MandateNotFound
from puhui.kernel import PuhuiError, SystemClock, Text
from puhui.kernel.ids import GrantId, MandateId
from puhui.kernel.tls import CertificateRefused, own_credentials
from puhui.ledger.contracts.computations import computation_key
from puhui.ledger.contracts.grants import number_key, outcome_key, tally_key
from puhui.privacy import Learns, Op, Scheme
from puhui.privacy.errors import DealerRefused, GroupTooSmall, ProgramDiffers, SchemaDiffers, TooManyNames
from puhui.privacy.jobs import BEGIN, GrantedRow, JobState, UnderGrants, UnderMandate, request_of
from puhui.privacy.jobs.errors import (
    AcceptanceDiffers,
    ComputationDiffers,
    ComputationNotOpen,
    DisclosureDiffers,
    InvitationExpired,
    JobNotThere,
    JobUnsound,
    MalformedMessage,
    MessageNotSigned,
    NotForUs,
    PermitDiffers,
    PermitNeeded,
    PermitsRefused,
    TooManyJobs,
)
from puhui.privacy.jobs.messages import ACCEPT, ENDED, INVITE, Acceptance, Beginning, Ended, hear
from tests.privacy.jobs.town import BANK, POWER, SOCIAL, TAX, TOTALS, Liar
from tests.privacy.words import english_in


@pytest.fixture
def liar(town):
    return Liar(town)


@pytest.fixture
def tax(town):
    return town.nodes[TAX]


@pytest.fixture(autouse=True)
def nothing_runs(town, tax):
    """Whatever is refused here starts no worker and reads no row, at any node."""
    yield
    for node in town.nodes.values():
        assert node.files.readings == []
        assert all(one.state is not JobState.RUNNING and not node.desk.workers(one.id) for one in node.desk.jobs())
        assert not list(node.folder.glob("work/*"))


def refused(kind, liar, spec, under, *, opened=None, state=JobState.REFUSED, **invitation):
    """Sent as it is, after being opened on the ledger; the refusal, which is also what the owner's node keeps."""
    opened = opened or liar.open(spec)
    message = liar.invitation(spec, opened, under, **invitation)
    with pytest.raises(kind) as error:
        liar.send(message)
    assert english_in(error.value.cause_text.zh + error.value.remedy_text.zh) == []
    job = spec.digest(liar.town.city.suite)
    known = {one.id: one for one in liar.town.nodes[TAX].desk.jobs()}
    if state is None:
        assert job not in known
        assert liar.town.nodes[TAX].desk.turned_away()[0]["code"] == error.value.code
    else:
        assert known[job].state is state
        assert known[job].error.code == error.value.code
        assert liar.town.closed(job)[TAX] == ("refused", error.value.code)
    return error.value


def test_no_permit(town, liar):
    assert refused(PermitNeeded, liar, liar.spec(town.match()), None).party == TAX


def test_our_list_is_not_computed_over_for_a_stranger_even_where_we_alone_would_receive(town, liar):
    """The protocol would tell the stranger how many keys we have, and no permit says that it may know."""
    refused(PermitNeeded, liar, liar.spec(town.match(receivers=(TAX,))), None)


def test_a_mandate_that_was_never_opened(town, liar):
    under = UnderMandate(MandateId.new(town.clock, town.city.entropy))
    assert refused(MandateDenied, liar, liar.spec(town.match()), under).data["reason"] == "not_open"


def test_another_institutions_mandate(town, liar):
    under = town.nodes[SOCIAL].mandate()
    refused(PermitDiffers, liar, liar.spec(town.match()), under)
    assert town.nodes[SOCIAL].tally(under) == (0, 0, [])


def test_a_withdrawn_mandate(town, liar, tax):
    under = tax.mandate()
    tax.mandates.withdraw(under.mandate)
    assert refused(MandateDenied, liar, liar.spec(town.match()), under).data["reason"] == "withdrawn"
    assert tax.tally(under) == (0, 1, [])  # a denial, on record


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"receiver": SOCIAL}, "wrong_receiver"),
        ({"purpose": "marketing"}, "wrong_purpose"),
        ({"program": "lookup/1"}, "wrong_program"),
    ],
)
def test_a_mandate_for_something_else(town, liar, tax, terms, reason):
    under = tax.mandate(**terms)
    assert refused(MandateDenied, liar, liar.spec(town.match()), under).data["reason"] == reason
    assert tax.tally(under) == (0, 1, [])


def test_a_mandate_on_another_dataset(town, liar, tax):
    under = tax.mandate(TOTALS, program="match/1")
    refused(PermitDiffers, liar, liar.spec(town.match()), under)
    assert tax.tally(under) == (0, 1, [])


def test_exhausted_uses(town, liar, tax):
    under = tax.mandate(uses=1)
    first = liar.spec(town.match())
    liar.send(liar.invitation(first, liar.open(first), under))
    assert refused(MandateDenied, liar, liar.spec(town.match()), under).data["reason"] == "exhausted"
    tax.desk.cancel(first.digest(town.city.suite))
    assert tax.tally(under) == (1, 2, ["failed"])  # drawn for a job that never ran: counted, and not given back


def test_a_wrong_program_hash(town, liar, tax):
    under = tax.mandate()
    refused(ProgramDiffers, liar, liar.spec(town.match(), program="ab" * 32), under)
    assert tax.tally(under) == (0, 1, [])


def test_another_receiver_than_the_mandate_is_for_beside_the_right_one(town, liar, tax):
    """Two others would have something of ours, and a mandate has one receiver."""
    under = tax.mandate(TOTALS)
    spec = liar.spec(town.sum(receivers=(BANK, SOCIAL)))
    refused(JobUnsound, liar, spec, under)
    assert tax.tally(under) == (0, 1, [])


def test_a_spec_that_was_not_opened_on_the_ledger(town, liar, tax):
    spec = liar.spec(town.match())
    refused(ComputationNotOpen, liar, spec, tax.mandate(), opened="ab" * 32, state=None)


def test_another_spec_than_the_opened_one(town, liar, tax):
    spec = liar.spec(town.match())
    opened = liar.open(spec)
    other = replace(spec, purpose="marketing")
    refused(ComputationNotOpen, liar, other, tax.mandate(), opened=opened, state=None)


@pytest.mark.parametrize(
    "changed",
    [
        {"purpose": "score"},
        {"op": "lookup"},
        {"program": "cd" * 32},
        {"receivers": [TAX]},
        {"parties": [BANK, TAX, SOCIAL]},
    ],
)
def test_an_opening_that_tells_the_public_another_thing(town, liar, tax, changed):
    spec = liar.spec(town.match())
    error = refused(ComputationDiffers, liar, spec, tax.mandate(), opened=liar.open(spec, **changed), state=None)
    assert error.data["reason"].en == next(iter(changed))


def test_a_job_that_another_opened(town, liar, tax):
    """Nobody invites to somebody else's computation, and trying does not spoil it."""
    spec = Liar(town, TAX).spec(town.match())
    opened = liar.open(spec, org=TAX)
    refused(ComputationNotOpen, liar, spec, tax.mandate(), opened=opened, state=None)


def test_a_changed_disclosure(town, liar, tax):
    under = tax.mandate()
    spec = liar.spec(town.match())
    hidden = tuple(fact for fact in spec.disclosure if fact.code != "matched_keys")
    for told in (hidden, (*spec.disclosure, Learns("tax-one", "on_list", "bank-one")), ()):
        refused(DisclosureDiffers, liar, liar.spec(town.match(), disclosure=told), under)
    assert tax.tally(under) == (0, 3, [])


@pytest.mark.parametrize(
    ("lie", "why"),
    [
        ({"schema": "ab" * 32}, "another schema"),
        ({"schema": ""}, "another schema"),
        ({"dataset": "tax-one/salaries"}, "no dataset"),
        ({"dataset": ""}, "no dataset"),
    ],
)
def test_a_schema_lie(town, liar, tax, lie, why):
    under = tax.mandate()
    spec = liar.spec(town.match(parties=(town.nodes[BANK].party(), replace(tax.party(), **lie))))
    assert why in str(refused(SchemaDiffers, liar, spec, under).data["reason"])
    assert tax.tally(under) == (0, 1, [])


def test_a_column_that_the_dataset_has_not(town, liar, tax):
    params = {**town.match().params, "key": "phone"}
    parties = tuple(replace(one, columns=("phone",)) for one in town.match().parties)
    error = refused(SchemaDiffers, liar, liar.spec(town.match(parties=parties, params=params)), tax.mandate())
    assert "phone" in str(error.data["reason"])


def test_somebody_elses_invitation_replayed(town, liar, tax):
    under = tax.mandate()
    spec = liar.spec(town.match())
    message = liar.invitation(spec, liar.open(spec), under)
    with pytest.raises(MessageNotSigned):
        liar.send(message, caller=POWER)
    with pytest.raises(NotForUs):
        liar.send(message, to=SOCIAL)
    assert tax.tally(under) == (0, 0, [])


def test_ones_own_invitation_replayed(town, liar, tax):
    """The same bytes are the same job: the same acceptance while it is open, nothing when it is over, one use."""
    under = tax.mandate()
    spec = liar.spec(town.match())
    message = liar.invitation(spec, liar.open(spec), under)
    assert liar.send(message) == liar.send(message)
    tax.desk.cancel(spec.digest(town.city.suite))
    with pytest.raises(JobNotThere):
        liar.send(message)
    assert tax.tally(under) == (1, 1, ["failed"])


def test_another_invitation_to_the_same_job(town, liar, tax):
    first, second = tax.mandate(), tax.mandate()
    spec = liar.spec(town.match())
    opened = liar.open(spec)
    liar.send(liar.invitation(spec, opened, first))
    with pytest.raises(JobNotThere):
        liar.send(liar.invitation(spec, opened, second))
    assert tax.tally(second) == (0, 0, [])
    tax.desk.cancel(spec.digest(town.city.suite))


def test_a_forged_signature(town, liar, tax):
    spec = liar.spec(town.match())
    opened = liar.open(spec)
    liar.voice = replace(liar.voice, signer=town.city.signers[POWER])
    with pytest.raises(MessageNotSigned):
        liar.send(liar.invitation(spec, opened, tax.mandate()))


@pytest.mark.parametrize("seconds", [-1, 13 * 3600])
def test_an_expired_invitation_and_one_without_end(town, liar, tax, seconds):
    spec = liar.spec(town.match())
    refused(InvitationExpired, liar, spec, tax.mandate(), state=None, deadline=town.deadline(seconds))


def test_a_deadline_beyond_what_the_ledger_was_told(town, liar, tax):
    spec = liar.spec(town.match())
    error = refused(ComputationDiffers, liar, spec, tax.mandate(), state=None, deadline=town.deadline(3600))
    assert error.data["reason"] == Text(zh="时限", en="expires")


def test_no_bytes_at_all_and_others(town, liar):
    spec = liar.spec(town.match())
    good = liar.invitation(spec, liar.open(spec), None)
    for message in (b"", b"\x00" * 100, good[:-1], good[:40] + b"\x01" + good[41:], bytes(9 * 1024 * 1024)):
        with pytest.raises((MalformedMessage, MessageNotSigned)):
            liar.send(message)
    for body in ({}, {"v": 1}, {"v": 1, "job": 7, "to": "tax-one", "opened": "", "deadline": 1, "under": None}):
        with pytest.raises(MalformedMessage):
            liar.send(liar.voice.say(INVITE, body))
    with pytest.raises(MalformedMessage):
        liar.send(good, kind="orders")


def test_rules_of_the_operations_hold_at_the_owners_node(town, liar, tax):
    match, total = town.match(), town.sum()
    lies = [
        (GroupTooSmall, liar.spec(total, params={**total.params, "providers_min": 1}), TOTALS),
        (GroupTooSmall, liar.spec(total, params={**total.params, "subject": "amount"}), TOTALS),
        (DealerRefused, liar.spec(match, scheme=Scheme.UNSAFE_TRUSTED_DEALER), "customers"),
        (JobUnsound, liar.spec(match, scheme=Scheme.ABY3), "customers"),
        (JobUnsound, liar.spec(match, params={**match.params, "curve": "my-own"}), "customers"),
        (JobUnsound, liar.spec(match, params={**match.params, "kind": "whatever"}), "customers"),
        (JobUnsound, liar.spec(match, params={}, program="ab" * 32), "customers"),
        (JobUnsound, liar.spec(match, parties=(match.parties[0], replace(match.parties[1], rows=-1))), "customers"),
        (JobUnsound, replace(match, op=Op.VALIDATE, nonce="cd" * 16, program="ab" * 32), "customers"),
    ]
    for kind, spec, dataset in lies:
        under = tax.mandate(dataset)
        refused(kind, liar, spec, under)
        assert tax.tally(under) == (0, 1, [])


# Grants of enterprises


def counts(town, row):
    """How often a grant was used, and how many uses and denials it has."""
    town.nodes[TAX].relay.deliver_due()
    tally = town.ledger.read(tally_key(row.grant))
    return tally["n"], tally["seq"]


def grants_job(town, liar, rows):
    parties = tuple(town.nodes[org].party(TOTALS, rows=rows) for org in (TAX, SOCIAL, POWER))
    return liar.spec(town.sum(parties=(*parties, town.nodes[BANK].party(TOTALS))))


def test_a_revoked_or_exhausted_grant_in_a_batch_refuses_the_job(town, liar, tax):
    """One entry counts the others and denies this one; nothing runs, and what was counted ends as failed."""
    good = town.grants(TAX, numbers=[0, 1], uses=2)
    spent = town.grants(TAX, numbers=[2], uses=1)
    use = grants_job(town, liar, 1)
    liar.send(liar.invitation(use, liar.open(use), spent))
    tax.desk.cancel(use.digest(town.city.suite))
    spec = grants_job(town, liar, 3)
    error = refused(PermitsRefused, liar, spec, UnderGrants(good.rows + spent.rows))
    assert (error.data["refused"], error.data["of"], error.data["reasons"]) == (1, 3, "1 exhausted")
    for row in good.rows:
        assert town.ledger.read(tally_key(row.grant))["n"] == 1
        assert town.ledger.read(outcome_key(row.grant, 1))["outcome"] == "failed"
    (row,) = spent.rows
    assert (town.ledger.read(tally_key(row.grant))["n"], town.ledger.read(tally_key(row.grant))["seq"]) == (1, 2)
    assert town.ledger.read(number_key(row.grant, 2))["reason"] == "exhausted"
    assert town.ledger.read(number_key(row.grant, 2))["request"] == request_of(spec.digest(town.city.suite))


@pytest.mark.parametrize(
    ("changed", "reason"),
    [({"purpose": "score"}, "wrong_purpose"), ({"program": "indicators/1"}, "wrong_program"),
     ({"receiver": SOCIAL}, "wrong_receiver"), ({"fields": ("amount",)}, "wrong_fields")],
)  # fmt: skip
def test_grants_for_something_else(town, liar, changed, reason):
    under = town.grants(TAX, numbers=[0, 1], **changed)
    error = refused(PermitsRefused, liar, grants_job(town, liar, 2), under)
    assert error.data["reasons"] == f"2 {reason}"
    assert [town.ledger.read(tally_key(row.grant))["n"] for row in under.rows] == [0, 0]


def test_a_grant_under_another_enterprises_code(town, liar):
    (one, two) = town.grants(TAX, numbers=[0, 1]).rows
    swapped = UnderGrants((GrantedRow(one.grant, two.uscc, two.salt), GrantedRow(two.grant, one.uscc, one.salt)))
    refused(PermitDiffers, liar, grants_job(town, liar, 2), swapped)
    assert counts(town, one) == counts(town, two) == (0, 1)


def test_a_job_that_names_other_enterprises_than_its_grants(town, liar):
    under = town.grants(TAX, numbers=[0, 1])
    spec = grants_job(town, liar, 2)
    for named in ([str(row.uscc) for row in reversed(under.rows)], [str(under.rows[0].uscc)] * 2, []):
        lie = liar.spec(spec, params={**spec.params, "enterprises": named})
        refused(PermitDiffers, liar, lie, under)
    assert [counts(town, row) for row in under.rows] == [(0, 3), (0, 3)]


def test_fewer_grants_than_rows_and_one_twice(town, liar):
    under = town.grants(TAX, numbers=[0])
    refused(PermitDiffers, liar, grants_job(town, liar, 2), under)
    twice = UnderGrants(under.rows * 2)
    spec = grants_job(town, liar, 2)
    refused(MalformedMessage, liar, spec, twice, state=None)
    unknown = UnderGrants((replace(under.rows[0], grant=GrantId.new(town.clock, town.city.entropy)),))
    refused(PuhuiError, liar, grants_job(town, liar, 1), unknown)


# After the invitation


def test_nobody_else_begins_or_ends_a_job(town, liar, tax):
    under = tax.mandate()
    spec = liar.spec(town.match())
    job = spec.digest(town.city.suite)
    liar.send(liar.invitation(spec, liar.open(spec), under))
    other = Liar(town, POWER)
    word = other.voice.say(ENDED, Ended(job, POWER, "failed", "engine_failed", "protocol").as_map())
    with pytest.raises(NotForUs):
        other.send(word, kind=ENDED)
    forged = other.voice.say(ENDED, Ended(job, BANK, "failed", "engine_failed", "protocol").as_map())
    with pytest.raises(MessageNotSigned):
        other.send(forged, kind=ENDED)
    assert tax.desk.job(job).state is JobState.ACCEPTED
    chatty = other.voice.say(ENDED, {**Ended(job, POWER, "failed", "x", "y").as_map(), "code": "Rev 1,234,567 元"})
    with pytest.raises(MalformedMessage):
        other.send(chatty, kind=ENDED)
    tax.desk.cancel(job)
    assert town.ledger.read(computation_key(job))["by"] == BANK


def accepted_by_both(town, liar, tax, **changed):
    """A job that the bureau accepted; what it said, and the bank's own acceptance, made by the liar."""
    spec = liar.spec(town.match(**changed))
    job, opened = spec.digest(town.city.suite), liar.open(spec)
    theirs = liar.send(liar.invitation(spec, opened, tax.mandate()))
    credentials = own_credentials(job, BANK, town.clock)
    ours = Acceptance(job, BANK, credentials.certificate, ("127.0.0.1:1", "127.0.0.1:2"), ())
    return job, theirs, ours


def begin(liar, job, *acceptances):
    return liar.send(liar.voice.say(BEGIN, Beginning(job, acceptances).as_map()), kind=BEGIN)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"certificate": b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n"}, CertificateRefused),
        ({"certificate": own_credentials("ab" * 32, "bank-one", SystemClock()).certificate}, CertificateRefused),
        ({"job": "ab" * 32}, AcceptanceDiffers),
        ({"party": POWER}, AcceptanceDiffers),
    ],
)
def test_a_beginning_with_another_acceptance_than_the_partys(town, liar, tax, changed, why):
    job, theirs, ours = accepted_by_both(town, liar, tax)
    with pytest.raises(why):
        begin(liar, job, liar.voice.say(ACCEPT, replace(ours, **changed).as_map()), theirs)
    assert tax.desk.job(job).state is JobState.FAILED


def test_a_beginning_that_swaps_our_own_acceptance(town, liar, tax):
    """The initiator would have the bureau's worker trust, and link to, somebody else in its own place."""
    job, theirs, ours = accepted_by_both(town, liar, tax)
    swapped = tax.voice.say(ACCEPT, replace(Acceptance.parse(hear(theirs, ACCEPT, town.ledger)[1])).as_map())
    with pytest.raises(AcceptanceDiffers):
        begin(liar, job, liar.voice.say(ACCEPT, ours.as_map()), swapped)


@pytest.mark.parametrize("lie", ["no entry", "an entry of another job", "no such entry"])
def test_an_acceptance_whose_permits_were_not_counted(town, liar, tax, lie):
    """The bank's data reaches the bureau here, so the bank must show its own counted use for this job."""
    job, theirs, ours = accepted_by_both(town, liar, tax, receivers=(BANK, TAX))
    other = Acceptance.parse(hear(theirs, ACCEPT, town.ledger)[1]).entries
    entries = {"no entry": (), "an entry of another job": other, "no such entry": ("ab" * 32,)}[lie]
    with pytest.raises(AcceptanceDiffers):
        begin(liar, job, liar.voice.say(ACCEPT, replace(ours, entries=entries).as_map()), theirs)


def test_a_beginning_by_another_or_twice(town, liar, tax):
    job, theirs, ours = accepted_by_both(town, liar, tax)
    message = liar.voice.say(BEGIN, Beginning(job, (liar.voice.say(ACCEPT, ours.as_map()), theirs)).as_map())
    with pytest.raises(MessageNotSigned):
        liar.send(message, kind=BEGIN, caller=POWER)
    tax.desk.cancel(job)
    with pytest.raises(JobNotThere):
        liar.send(message, kind=BEGIN)


def test_who_has_no_mandate_is_not_told_how_much_there_is(town, tax):
    bank = town.nodes[BANK]
    under = tax.mandate()
    assert bank.desk.describe(TAX, under.mandate, ["code"]) == tax.party()
    with pytest.raises(PermitDiffers):
        town.nodes[POWER].desk.describe(TAX, under.mandate, ["code"])
    with pytest.raises(PermitDiffers):
        bank.desk.describe(TAX, under.mandate, ["code", "amount"])
    with pytest.raises(MandateNotFound):
        bank.desk.describe(TAX, town.nodes[SOCIAL].mandate().mandate, ["code"])
    tax.mandates.withdraw(under.mandate)
    with pytest.raises(PermitDiffers):
        bank.desk.describe(TAX, under.mandate, ["code"])


def test_a_node_takes_part_in_so_many_jobs_at_once(town, liar, tax):
    for open_ in tax.desk.jobs():
        tax.desk.cancel(open_.id)
    tax.desk = tax.new_desk(jobs_max=1)
    first = liar.spec(town.match())
    liar.send(liar.invitation(first, liar.open(first), tax.mandate()))
    under, spec = tax.mandate(), liar.spec(town.match())
    assert refused(TooManyJobs, liar, spec, under, state=None).retriable
    assert tax.tally(under) == (0, 0, [])
    tax.desk.cancel(first.digest(town.city.suite))
    tax.desk = tax.new_desk()


def test_a_rule_of_the_house_is_asked_before_a_permit_is_drawn(town, liar, tax):
    def no_more(checked):
        raise TooManyNames(asked=checked.me.rows, limit=1, party=TAX, stage="rule")

    tax.desk = tax.new_desk(rules=[no_more])
    under = tax.mandate()
    refused(TooManyNames, liar, liar.spec(town.match()), under)
    assert tax.tally(under) == (0, 1, [])
    tax.desk = tax.new_desk()


def test_an_invitation_waits_for_a_ledger_that_does_not_answer(town, liar, tax, monkeypatch):
    """A retriable refusal is none: the same invitation goes on later, as the same use."""
    under = tax.mandate()
    spec = liar.spec(town.match())
    message = liar.invitation(spec, liar.open(spec), under)
    submit = type(town.ledger).submit

    def cut(ledger, statement):
        submit(ledger, statement)
        raise TimeoutError

    with monkeypatch.context() as broken:
        broken.setattr(type(town.ledger), "submit", cut)
        with pytest.raises(PuhuiError) as error:
            liar.send(message)
    assert error.value.retriable
    assert tax.desk.job(spec.digest(town.city.suite)).state is JobState.INVITED
    liar.send(message)
    assert tax.tally(under) == (1, 1, [None])
    tax.desk.cancel(spec.digest(town.city.suite))
    assert tax.tally(under) == (1, 1, ["failed"])


def test_what_waits_beyond_its_deadline_is_ended(town, liar, tax):
    """The initiator is gone after its invitations."""
    under = tax.mandate()
    spec = liar.spec(town.match())
    job = spec.digest(town.city.suite)
    liar.send(liar.invitation(spec, liar.open(spec), under))
    assert tax.desk.expire() == 0
    town.clock.ahead += timedelta(minutes=4)
    assert tax.desk.expire() == 1
    ended = tax.desk.job(job)
    assert (ended.state, ended.error.code) == (JobState.FAILED, "nobody_began")
    assert tax.tally(under) == (1, 1, ["failed"])
    assert town.closed(job)[TAX] == ("failed", "nobody_began")
