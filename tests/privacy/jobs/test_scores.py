"""A score between nodes under the enterprises' own grants: the receiver has the score, and nobody an indicator."""

import json

import numpy as np
import polars as pl
import pytest

from puhui.credit import Scorecard
from puhui.kernel.ids import DatasetId
from puhui.ledger.contracts.grants import outcome_key
from puhui.privacy import KeyKind, Op
from puhui.privacy.cards import card_digest
from puhui.privacy.errors import ModelDiffers
from puhui.privacy.evaluating.scoring import limits_of
from puhui.privacy.jobs import JobState
from puhui.privacy.model import JobSpec, Party, Scheme
from tests.privacy.jobs.town import BANK, ENTERPRISES, POWER, PURPOSE, SOCIAL, TAX, enterprise

pytestmark = pytest.mark.spu

HELD = {TAX: "sales", SOCIAL: "insured", POWER: "kwh"}
VALUES = {TAX: [5, 50, 500, 50], SOCIAL: [1, 20, 3, 40], POWER: [700, 10, 90, None]}
INDICATORS, SCHEMA = "indicators", "44" * 32


def card_of(points=25.5):
    def attribute(name):
        return {
            "name": name,
            "label": {"zh": name, "en": name},
            "source": name,
            "type": "numeric",
            "bins": [
                {"kind": "interval", "from": None, "to": 30, "points": -40},
                {"kind": "interval", "from": 30, "to": None, "points": points},
                {"kind": "missing", "points": 0},
                {"kind": "not_granted", "points": 0},
            ],
        }

    raw = {
        "format": "puhui-scorecard/1",
        "kind": "expert",
        "name": "between nodes",
        "version": "1",
        "label": {"zh": "测试", "en": "test"},
        "base_points": 600,
        "sources": [{"source": name, "label": {"zh": name, "en": name}, "weight": 1} for name in HELD.values()],
        "attributes": [attribute(name) for name in HELD.values()],
    }
    return Scorecard.parse(json.dumps(raw).encode())


@pytest.fixture(scope="module")
def scored(town):
    """The town, whose custodians hold an indicator each."""
    for org, name in HELD.items():
        args = {
            "dataset": f"{org}/{INDICATORS}",
            "version": 1,
            "schema_digest": SCHEMA,
            "kind": "query",
            "fields": [name],
            "terms_digest": "22" * 32,
        }
        town.submit(town.city.statement(org, "catalogue", "publish", args))
        rows = [f"{enterprise(at)},{'' if value is None else value}" for at, value in enumerate(VALUES[org])]
        town.nodes[org].files.write(INDICATORS, [f"code,{name}", *rows])
    return town


def grants(town, org, card, **changed):
    terms = {
        "dataset": DatasetId(f"{org}/{INDICATORS}"),
        "fields": (HELD[org],),
        "program": f"score/1/{card_digest(card, town.city.suite)}",
    }
    return town.grants(org, **terms | changed)


def spec_of(town, card, **changed):
    enterprises = [str(enterprise(at)) for at in range(ENTERPRISES)]
    parties = [
        Party(str(org), ENTERPRISES, ("code", name), f"{org}/{INDICATORS}", SCHEMA) for org, name in HELD.items()
    ]
    limits = limits_of(card, [])
    params = {
        "key": "code",
        "kind": KeyKind.USCC.value,
        "model": card_digest(card, town.city.suite),
        "enterprises": enterprises,
        **{name: getattr(limits, name) for name in limits.__dataclass_fields__},
    }
    parties.append(Party(str(BANK), ENTERPRISES, ("code",)))
    told = {"parties": tuple(parties), "receivers": (str(BANK),), "params": params, "purpose": PURPOSE} | changed
    return JobSpec(op=Op.SCORE, scheme=Scheme.ABY3, program="", **told)


def test_a_bank_has_the_scores_that_enterprises_granted_and_no_indicator(scored):
    card = card_of()
    unders = {org: grants(scored, org, card) for org in HELD}
    desk = scored.nodes[BANK].desk
    job = desk.propose(spec_of(scored, card), deadline=scored.deadline(), under=unders, model=card.dump())
    for one in scored.wait(job, BANK, *HELD):
        assert (one.state, one.error) == (JobState.DONE, None), (one.me, one.error)
    said = pl.read_csv(desk.result(job) / "scores.csv")
    values = {name: np.array(VALUES[org], dtype=float) for org, name in HELD.items()}
    openly = card.score(values)
    assert said["code"].to_list() == [str(enterprise(at)) for at in range(ENTERPRISES)]
    assert said["score"].to_list() == openly.score.tolist()
    assert said["grade"].to_list() == openly.grade.tolist()
    assert said["coverage"].to_list() == np.round(openly.coverage, 4).tolist()
    for org in HELD:
        scored.nodes[org].relay.deliver_due()
        entries = set()
        for row in unders[org].rows:
            assert scored.ledger.read(outcome_key(row.grant, 1))["outcome"] == "answered"
            entries.add(scored.ledger.read(f"grants/{row.grant}/1")["entry"])
        assert len(entries) == 1, "one entry counts the batch"


def test_a_card_that_the_enterprises_did_not_agree_to_is_refused_where_the_data_is(scored):
    """The job is sound and pins its card; the grants name another one."""
    agreed, other = card_of(), card_of(points=60)
    unders = {org: grants(scored, org, agreed) for org in HELD}
    desk = scored.nodes[BANK].desk
    job = desk.propose(spec_of(scored, other), deadline=scored.deadline(), under=unders, model=other.dump())
    (told,) = scored.wait(job, BANK)
    assert told.state is JobState.REFUSED
    assert told.error.code == "permits_refused"
    assert told.error.party in map(str, HELD)
    for org in HELD:
        assert not scored.nodes[org].files.readings or all(
            nonce != told.spec.nonce for nonce, _ in scored.nodes[org].files.readings
        ), "nothing was read"


def test_a_card_that_is_not_the_pinned_one_is_refused(scored):
    card = card_of()
    with pytest.raises(ModelDiffers):
        scored.nodes[BANK].desk.propose(
            spec_of(scored, card), deadline=scored.deadline(), under={}, model=card_of(points=60).dump()
        )


def test_one_withdrawn_grant_of_a_batch_refuses_the_job_and_stands_as_a_denial(scored):
    card = card_of()
    unders = {org: grants(scored, org, card) for org in HELD}
    first = grants(scored, TAX, card, purpose="another")
    unders[TAX] = type(first)((first.rows[0], *unders[TAX].rows[1:]))
    desk = scored.nodes[BANK].desk
    job = desk.propose(spec_of(scored, card), deadline=scored.deadline(), under=unders, model=card.dump())
    (told,) = scored.wait(job, BANK)
    assert (told.state, told.error.party) == (JobState.REFUSED, str(TAX))
    denied = scored.ledger.read(f"grants/{first.rows[0].grant}/1")
    assert (denied["kind"], denied["reason"]) == ("denied", "wrong_purpose")
