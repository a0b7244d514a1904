"""A training and a validation between nodes, with real workers: the model goes to whose outcomes made it, and to nobody
else anything that rests on them."""

import json

import pytest

from bench.open_training import train_in_the_open
from puhui.credit import Scorecard
from puhui.credit.validation import auc
from puhui.privacy.cards import bare
from puhui.privacy.jobs import JobState
from puhui.privacy.jobs.errors import NoResult
from tests.privacy.jobs.modelling import CANARIES, COLUMNS, CUSTODIANS, DATASET, TERMS, lay_out, mandate
from tests.privacy.jobs.modelling import training as training_of
from tests.privacy.jobs.modelling import validation as validation_of
from tests.privacy.jobs.test_faults import SOON_S, kill, told
from tests.privacy.jobs.town import BANK, POWER, TAX

pytestmark = pytest.mark.spu
DONE = ("done", "")


@pytest.fixture(scope="module", autouse=True)
def borrowers(town):
    lay_out(town)


@pytest.fixture(scope="module")
def trained(town, borrowers):
    """A training that is done: its job, the mandates that it fell under, and the card."""
    unders = {org: mandate(town, org) for org in CUSTODIANS}
    desk = town.nodes[BANK].desk
    job = desk.propose(training_of(town), deadline=town.deadline(), under=unders)
    for one in town.wait(job, *COLUMNS):
        assert (one.state, one.error) == (JobState.DONE, None), (one.me, one.error)
    return job, unders, Scorecard.parse((desk.result(job) / "model.json").read_bytes())


@pytest.fixture(scope="module")
def opened(town, trained):
    """The same in one process, in the open."""
    files = [town.nodes[org].folder / f"{DATASET}.csv" for org in COLUMNS]
    return train_in_the_open(files[0], files[1:], TERMS, trained[0])


def test_three_nodes_fit_what_one_machine_would(trained, opened):
    job, _, card = trained
    assert [one.name for one in card.attributes] == [one.name for one in opened.card.attributes]
    assert {one.source for one in card.attributes} == set(map(str, COLUMNS))
    assert abs(opened.scores(card) - opened.scores(opened.card)).max() < 0.1
    assert card.metrics["auc"] == pytest.approx(opened.measures(opened.card)[0], abs=0.002)
    assert card.training["job"] == job


def test_its_uses_are_counted_and_the_model_is_the_banks_alone(town, trained):
    job, unders, card = trained
    assert town.closed(job) == dict.fromkeys(map(str, COLUMNS), DONE)
    for org, under in unders.items():
        assert town.nodes[org].tally(under) == (1, 1, ["answered"])
        with pytest.raises(NoResult):
            town.nodes[org].desk.result(job)
        report = json.loads(town.nodes[org].desk.report(job).read_text())
        assert not {"auc", "ks"} & report["result"].keys()
    assert len(town.nodes[BANK].desk.job(job).spec.disclosure) > 10
    assert card.metrics["auc"] > 0.6


def test_nothing_of_one_lies_at_another(town, trained):
    _, _, card = trained
    slope = next(one.coefficient for one in card.attributes if one.source == TAX)
    for org in COLUMNS:
        home = town.nodes[org].folder
        kept = b"".join(path.read_bytes() for path in home.rglob("*") if path.is_file() and path.stem != DATASET)
        for owner, canary in CANARIES.items():
            assert owner == org or canary.encode() not in kept, (org, owner)
        assert (str(slope).encode() in kept) == (org == BANK)
        assert not list(home.glob("work/*"))


def test_a_validation_tells_how_good_the_card_is_and_the_custodians_have_no_count_of_it(town, trained, opened):
    card = bare(trained[2])
    unders = {org: mandate(town, org, "validate") for org in CUSTODIANS}
    desk = town.nodes[BANK].desk
    job = desk.propose(validation_of(town, card), deadline=town.deadline(), under=unders, model=card.dump())
    for one in town.wait(job, *COLUMNS):
        assert (one.state, one.error) == (JobState.DONE, None), (one.me, one.error)
    said = json.loads((desk.result(job) / "measures.json").read_text())
    assert said["rows"] == len(opened.good)
    assert said["auc"] == pytest.approx(auc(-opened.scores(card), ~opened.good), abs=0.002)
    for org, under in unders.items():
        assert town.nodes[org].tally(under) == (1, 1, ["answered"])
    assert b"bad_rate" in trained[2].dump()
    assert b"bad_rate" not in card.dump().replace(b'"bad_rate": null', b"")


def test_a_party_that_dies_in_a_training_is_named_everywhere_and_there_is_no_model(town, monkeypatch):
    """In the middle of the fit; that a death at any other stage ends the workers is in `test_train.py`."""
    victim, unders = POWER, {org: mandate(town, org) for org in CUSTODIANS}
    with told(monkeypatch, victim, "fitting 1", kill(town.nodes[victim])):
        job = town.nodes[BANK].desk.propose(training_of(town), deadline=town.deadline(), under=unders)
        jobs = town.wait(job, *COLUMNS, within_s=SOON_S)
    assert {one.state for one in jobs} == {JobState.FAILED}
    for one in jobs:
        assert (one.error.code, one.error.party) == ("party_lost" if one.me == victim else "party_ended", victim)
        assert not (town.nodes[one.me].folder / "results" / job).exists()
    for org, under in unders.items():
        assert town.nodes[org].tally(under) == (1, 1, ["failed"])
