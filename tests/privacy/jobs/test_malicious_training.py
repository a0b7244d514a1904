"""A bank that checks nothing proposes trainings and validations: each lie is refused at the data owner's node, before a
worker starts, a row is read or a use is counted."""

from dataclasses import replace

import pytest

from puhui.consent import MandateDenied
from puhui.credit.scorecard import EXAMPLE, Scorecard
from puhui.kernel.ids import DatasetId
from puhui.kernel.tls import own_credentials
from puhui.ledger.contracts.grants import outcome_key
from puhui.privacy import Learns
from puhui.privacy.cards import card_digest
from puhui.privacy.errors import GroupTooSmall, ModelDiffers, ProgramDiffers
from puhui.privacy.jobs import BEGIN, JobState
from puhui.privacy.jobs.errors import (
    AcceptanceDiffers,
    DisclosureDiffers,
    JobUnsound,
    PermitDiffers,
    PermitNeeded,
    PermitsRefused,
)
from puhui.privacy.jobs.messages import ACCEPT, Acceptance, Beginning, hear
from tests.privacy.jobs.modelling import COLUMNS, DATASET, ROWS, lay_out, mandate, party, training, validation
from tests.privacy.jobs.town import BANK, POWER, SOCIAL, TAX, Liar
from tests.privacy.words import english_in


@pytest.fixture(scope="module", autouse=True)
def borrowers(town):
    lay_out(town)


@pytest.fixture
def liar(town):
    return Liar(town)


@pytest.fixture(autouse=True)
def nothing_runs(town):
    yield
    for node in town.nodes.values():
        assert node.files.readings == []
        assert all(one.state is not JobState.RUNNING and not node.desk.workers(one.id) for one in node.desk.jobs())


def refused(kind, liar, spec, under, model=b""):
    """The refusal of the bureau's node, which is also what it keeps; it counted no use, and one denial."""
    before = None if under is None else liar.town.nodes[TAX].tally(under)
    message = liar.invitation(spec, liar.open(spec), under, model=model)
    with pytest.raises(kind) as error:
        liar.send(message)
    kept = liar.town.nodes[TAX].desk.job(spec.digest(liar.town.city.suite))
    assert (kept.state, kept.error.code) == (JobState.REFUSED, error.value.code)
    assert english_in(kept.error.cause["zh-CN"] + kept.error.remedy["zh-CN"]) == []
    if before is not None and not isinstance(error.value, MandateDenied):
        uses, numbers, ends = before
        assert liar.town.nodes[TAX].tally(under) == (uses, numbers + 1, ends)
    return error.value


def with_params(spec, **changed):
    return replace(spec, params={**spec.params, **changed})


def with_party(spec, rank, **changed):
    parties = list(spec.parties)
    parties[rank] = replace(parties[rank], **changed)
    return replace(spec, parties=tuple(parties))


LIES = [
    ("only the label party receives", lambda spec: replace(spec, receivers=(str(POWER),))),
    ("only the label party receives", lambda spec: replace(spec, receivers=(str(BANK), str(POWER)))),
    ("the target is not the label party's second column", lambda spec: with_params(spec, target="rating")),
    ("the target stands with a custodian too", lambda spec: with_party(spec, 2, columns=("code", "status"))),
    ("only the label party receives", lambda spec: replace(spec, parties=(*spec.parties[1:], spec.parties[0]))),
    ("the number of parties", lambda spec: replace(spec, parties=spec.parties[:2])),
    ("the key is no column of a party", lambda spec: with_party(spec, 2, rows=ROWS, columns=())),
    ("a custodian gives no column", lambda spec: with_party(spec, 2, columns=("code",))),
    ("two parties give a column of one name", lambda spec: with_party(spec, 2, columns=("code", "sales"))),
    ("the key is not the first column", lambda spec: with_party(spec, 1, columns=("sales", "code"))),
    ("another set of parameters", lambda spec: with_params(spec, model="ab" * 32)),
    ("the name of the model", lambda spec: with_params(spec, name="")),
    ("holdout_permille is out of its range", lambda spec: with_params(spec, holdout_permille=1000)),
    ("ridge_thousandths is out of its range", lambda spec: with_params(spec, ridge_thousandths=0)),
    ("seed is out of its range", lambda spec: with_params(spec, seed=-1)),
    ("seed is out of its range", lambda spec: with_params(spec, seed=True)),
    ("an alignment that the suite has not", lambda spec: with_params(spec, curve="my-own")),
    ("a category that is no column", lambda spec: with_params(spec, categories=["salary"])),
    ("a list of words", lambda spec: with_params(spec, bad=[7])),
]


@pytest.mark.parametrize("permille", [0, 2, 99])
def test_a_training_that_holds_out_nothing_or_a_few(town, liar, permille):
    """Two of them, one with a row or an outcome less, would tell of that one."""
    spec = liar.spec(with_params(training(town), holdout_permille=permille))
    error = refused(GroupTooSmall, liar, spec, mandate(town, TAX))
    assert (error.data["what"].en, error.data["least"]) == ("rows held out", 40)


@pytest.mark.parametrize(("what", "lie"), LIES)
def test_what_is_no_training(town, liar, what, lie):
    """Pinned as it would be if it were one."""
    spec, told = lie(training(town)), liar.spec(training(town))
    lied = replace(spec, nonce=told.nonce, program=told.program, disclosure=told.disclosure)
    assert refused(JobUnsound, liar, lied, mandate(town, TAX)).data["reason"].en == what


@pytest.mark.parametrize("rows", [99, 10_000])
def test_a_promise_of_too_few_rows_and_one_that_cannot_be_kept(town, liar, rows):
    refused(GroupTooSmall, liar, liar.spec(with_params(training(town), common_min=rows)), mandate(town, TAX))


def test_another_program_and_another_disclosure(town, liar):
    spec = training(town)
    refused(ProgramDiffers, liar, liar.spec(spec, program="ab" * 32), mandate(town, TAX))
    honest = liar.spec(spec).disclosure
    for told in (honest[1:], (*honest, Learns(str(TAX), "card", "*")), ()):
        refused(DisclosureDiffers, liar, liar.spec(spec, disclosure=told), mandate(town, TAX))


def test_no_mandate(town, liar):
    refused(PermitNeeded, liar, liar.spec(training(town)), None)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"receiver": SOCIAL}, "wrong_receiver"),
        ({"purpose": "marketing"}, "wrong_purpose"),
        ({"program": "match/1"}, "wrong_program"),
        ({"program": "validate/1"}, "wrong_program"),
        ({"fields": ("code", "sales")}, "wrong_fields"),
    ],
)
def test_a_mandate_for_something_else(town, liar, terms, reason):
    under = mandate(town, TAX, **terms)
    assert refused(MandateDenied, liar, liar.spec(training(town)), under).data["reason"] == reason
    assert town.nodes[TAX].tally(under) == (0, 1, [])


def test_a_mandate_that_was_taken_back_and_one_that_is_used_up(town, liar):
    tax, gone, once = town.nodes[TAX], mandate(town, TAX), mandate(town, TAX, uses=1)
    tax.mandates.withdraw(gone.mandate)
    assert refused(MandateDenied, liar, liar.spec(training(town)), gone).data["reason"] == "withdrawn"
    first = liar.spec(training(town))
    liar.send(liar.invitation(first, liar.open(first), once))
    assert refused(MandateDenied, liar, liar.spec(training(town)), once).data["reason"] == "exhausted"
    tax.desk.cancel(first.digest(town.city.suite))
    assert tax.tally(once) == (1, 2, ["failed"])


def test_another_institutions_mandate(town, liar):
    under = mandate(town, POWER)
    message = liar.invitation(spec := liar.spec(training(town)), liar.open(spec), under)
    with pytest.raises(PermitDiffers):
        liar.send(message)
    assert town.nodes[POWER].tally(under) == (0, 0, [])


@pytest.mark.parametrize("count", [2, 3, 5])
def test_an_acceptance_with_another_number_of_links(town, liar, count):
    """A training takes four links: the bank says an address too few, as for a match, or one too many."""
    tax, spec = town.nodes[TAX], liar.spec(training(town))
    job, opened = spec.digest(town.city.suite), liar.open(spec)
    said = {org: liar.send(liar.invitation(spec, opened, mandate(town, org), to=org), to=org) for org in (TAX, POWER)}
    assert len(Acceptance.parse(hear(said[TAX], ACCEPT, town.ledger)[1]).addresses) == spec.links == 4
    credentials = own_credentials(job, BANK, town.clock)
    ours = Acceptance(job, BANK, credentials.certificate, tuple(f"127.0.0.1:{at + 1}" for at in range(count)), ())
    acceptances = (liar.voice.say(ACCEPT, ours.as_map()), said[TAX], said[POWER])
    with pytest.raises(AcceptanceDiffers) as error:
        liar.send(liar.voice.say(BEGIN, Beginning(job, acceptances).as_map()), kind=BEGIN)
    assert "4 links" in error.value.data["reason"].en
    assert tax.desk.job(job).state is JobState.FAILED


def card_of(**sources):
    """The example's card, with its attribute under other names."""
    card = Scorecard.parse(EXAMPLE)
    (one,), (source,) = card.attributes, card.sources
    attributes = tuple(replace(one, name=name, source=org) for name, org in sources.items())
    return replace(card, attributes=attributes, sources=tuple(replace(source, source=org) for org in sources.values()))


def test_a_card_that_is_not_the_pinned_one_or_not_of_these_columns(town, liar):
    card, other = card_of(sales=str(TAX), kwh=str(POWER)), card_of(sales=str(TAX))
    spec = validation(town, card)
    under = mandate(town, TAX, "validate")
    for model in (other.dump(), b"{}", b""):
        refused(ModelDiffers, liar, liar.spec(spec), under, model)
    swapped = card_of(sales=str(POWER), kwh=str(TAX))
    pinned = with_params(spec, model=card_digest(swapped, town.city.suite))
    refused(ModelDiffers, liar, liar.spec(pinned), under, swapped.dump())
    more = with_party(spec, 1, columns=("code", "sales", "rating"))
    refused(ModelDiffers, liar, liar.spec(more), under, card.dump())


def test_a_training_takes_no_card(town, liar):
    refused(JobUnsound, liar, liar.spec(training(town)), mandate(town, TAX), card_of(sales=str(TAX)).dump())


def test_a_mandate_to_train_is_none_to_validate(town, liar):
    card = card_of(sales=str(TAX), kwh=str(POWER))
    error = refused(MandateDenied, liar, liar.spec(validation(town, card)), mandate(town, TAX), card.dump())
    assert error.data["reason"] == "wrong_program"


def test_what_a_party_says_is_what_the_bank_may_ask_for(town):
    under = mandate(town, TAX)
    told = town.nodes[BANK].desk.describe(TAX, under.mandate, COLUMNS[TAX])
    assert told == party(town, TAX)


def test_a_part_may_fall_under_each_enterprises_grant_and_one_that_is_used_up_refuses_the_training(town, liar):
    """The utility's part, a hundred borrowers: one entry counts them, and it says who may not be counted again."""
    power, rows = town.nodes[POWER], 100
    terms = {"dataset": DatasetId(f"{POWER}/{DATASET}"), "fields": ("kwh",), "program": "train/1", "uses": 1}
    under = town.grants(POWER, numbers=range(rows), **terms)
    parties = [party(town, org) for org in (BANK, TAX)]
    parties.append(replace(party(town, POWER), rows=rows))
    wanted = with_params(training(town, parties=tuple(parties)), kind="uscc", common_min=rows, holdout_permille=400)
    first, again = liar.spec(wanted), liar.spec(wanted)
    said = liar.send(liar.invitation(first, liar.open(first), under, to=POWER), to=POWER)
    assert len(Acceptance.parse(hear(said, ACCEPT, town.ledger)[1]).entries) == 1
    with pytest.raises(PermitsRefused) as error:
        liar.send(liar.invitation(again, liar.open(again), under, to=POWER), to=POWER)
    assert error.value.data["reasons"] == f"{rows} exhausted"
    power.desk.cancel(first.digest(town.city.suite))
    power.relay.deliver_due()
    assert town.ledger.read(outcome_key(under.rows[0].grant, 1))["outcome"] == "failed"
