"""A request for a training or a validation as the job that it becomes, before anybody is asked to take part."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from puhui.consent import MandateTerms
from puhui.credit.scorecard import EXAMPLE, Scorecard
from puhui.desks.computing import JobTables
from puhui.desks.computing.errors import InputUnclear, TakesTooLong
from puhui.desks.computing.proposing_models import ModelProposer
from puhui.desks.views import ComputationRequest
from puhui.kernel import ManualClock, SystemEntropy, suite
from puhui.kernel.ids import DatasetId, MandateId, OrgId
from puhui.privacy import Op, Party
from puhui.privacy.cards import bare, card_digest
from puhui.privacy.errors import WouldNotFit
from puhui.privacy.jobs.offering import OFFERS, check_model, check_shape
from puhui.privacy.programs import program_digest
from tests.contract.consortium import START

SUITE, ENTROPY = suite("ed25519-sha256"), SystemEntropy()
FIELDS = {"tax": ("rev12_fen", "uscc"), "power": ("kwh12", "kwh_cv12", "uscc")}
TABLE = "uscc,ended,years\n" + "\n".join(f"{at},paid,1" for at in range(600))


def mandates(op: str = "train") -> list[MandateTerms]:
    return [
        MandateTerms(
            id=MandateId.new(ManualClock(START), ENTROPY),
            custodian=OrgId(org),
            receiver=OrgId("bank-a"),
            dataset=DatasetId(f"{org}/list"),
            fields=fields,
            purpose="model_development",
            program=f"{op}/1",
            uses=1,
            not_before=0,
            expires=1,
        )
        for org, fields in FIELDS.items()
    ]


@pytest.fixture
def tables(tmp_path: Path) -> JobTables:
    return JobTables(org="bank-a", lists={}, datasets={}, folder=tmp_path / "own", entropy=ENTROPY)


@pytest.fixture
def proposer(tables: JobTables) -> Callable[..., ModelProposer]:
    def made(rows: int = 5000, memory: int = 8 * 10**9) -> ModelProposer:
        def describe(terms: MandateTerms, columns: Sequence[str]) -> Party:
            return Party(str(terms.custodian), rows, tuple(columns), str(terms.dataset), "ab" * 32)

        return ModelProposer(org="bank-a", tables=tables, suite=SUITE, describe=describe, memory=lambda: memory)

    return made


def asked(op: str = "train", **more: Any) -> ComputationRequest:
    told = {"op": op, "mandates": ["m"], "table": TABLE, "target": "ended", "bad": ["default"]}
    return ComputationRequest.model_validate(told | more)


def test_a_training_reads_what_the_mandates_allow_and_promises_what_owners_ask_for(
    proposer: Callable[..., ModelProposer],
) -> None:
    made = proposer().proposal(asked(), mandates())
    assert [party.columns for party in made.spec.parties] == [
        ("uscc", "ended", "years"),
        ("uscc", "rev12_fen"),
        ("uscc", "kwh12", "kwh_cv12"),
    ]
    assert made.spec.receivers == ("bank-a",)
    assert set(made.under) == {"tax", "power"}
    assert made.spec.number("common_min") == 500
    spec = replace(made.spec, nonce="ab" * 16, disclosure=OFFERS[Op.TRAIN].learns(made.spec))
    check_shape(replace(spec, program=program_digest(spec, SUITE)), SUITE)
    some = proposer().proposal(asked(values=["kwh12", "rev12_fen"]), mandates()).spec
    assert some.parties[2].columns == ("uscc", "kwh12")


def test_a_validation_takes_the_cards_columns_and_sends_the_card_bare(proposer: Callable[..., ModelProposer]) -> None:
    card = Scorecard.parse(EXAMPLE)
    (one,), (source,) = card.attributes, card.sources
    bins = tuple(replace(item, count=7, bad_rate=0.5) for item in one.bins)
    card = replace(
        card,
        attributes=(replace(one, name="kwh12", source="power", bins=bins),),
        sources=(replace(source, source="power"),),
        training={"rows": 9},
    )
    made = proposer().proposal(asked("validate", model=card.dump().decode()), mandates("validate"))
    assert [party.columns for party in made.spec.parties] == [("uscc", "ended"), ("uscc",), ("uscc", "kwh12")]
    sent = Scorecard.parse(made.model)
    assert (sent, made.spec.word("model")) == (bare(card), card_digest(bare(card), SUITE))
    assert not sent.training
    assert all(item.count is item.bad_rate is None for item in sent.attributes[0].bins)
    assert [item.points for item in sent.attributes[0].bins] == [item.points for item in one.bins]
    check_model(made.spec, made.model, SUITE)


@pytest.mark.parametrize(
    ("settings", "changed", "refusal"),
    [
        ({"memory": 10**8}, {}, WouldNotFit),
        ({}, {"table": "uscc,ended,kwh12\n1,paid,2\n"}, InputUnclear),
        ({}, {"table": "uscc,years\n1,2\n"}, InputUnclear),
        ({}, {"values": ["salary"]}, InputUnclear),
        ({}, {"op": "validate"}, InputUnclear),
    ],
)
def test_what_cannot_be_is_refused_and_leaves_no_table(
    proposer: Callable[..., ModelProposer],
    tables: JobTables,
    settings: dict[str, int],
    changed: dict[str, Any],
    refusal: type[Exception],
) -> None:
    with pytest.raises(refusal):
        proposer(**settings).proposal(asked(**changed), mandates())
    assert tables.kept() == []


def test_one_that_takes_longer_than_it_may_is_refused(proposer: Callable[..., ModelProposer]) -> None:
    table = "uscc,ended\n" + "\n".join(f"{at},paid" for at in range(60_000))
    with pytest.raises(TakesTooLong):
        proposer(rows=10**6).proposal(asked(table=table, minutes=1), mandates())
    with pytest.raises(InputUnclear):
        proposer().proposal(asked(), mandates()[:1])
