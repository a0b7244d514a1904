"""The expert card: weights that sum, judgement that agrees with direction, and nothing fitted."""

import json
from dataclasses import replace

import numpy as np
import pytest

from puhui.credit import Kind, Scorecard
from puhui.credit.errors import MalformedScorecard
from puhui.credit.expert import NoSuchExpertCard, farmer, further, medium, names, part, shipped, sole_proprietor
from puhui.credit.expert.inputs import DEFINITIONS
from puhui.credit.expert.making import BASE_POINTS, FOLDER, JUDGEMENTS, POINTS_PER_WEIGHT, cards, make
from puhui.credit.indicators import SERIES, VAT, Direction
from puhui.exchange.catalogue import chosen_slugs, described
from puhui.kernel.ids import DatasetId

SEGMENTS = {"sole": sole_proprietor, "medium": medium, "farm": farmer}


@pytest.mark.parametrize("file", cards())
def test_the_shipped_file_is_what_the_judgements_make(file: str) -> None:
    assert (FOLDER / file).read_bytes() == cards()[file].dump()


def test_the_card_says_that_it_saw_no_labels() -> None:
    card = shipped("vat-expert")
    assert card.kind is Kind.EXPERT
    assert card.training["labels_used"] == 0
    assert set(card.training["rationale"]) == {attribute.name for attribute in card.attributes}
    assert all(item.coefficient is None and all(b.woe is None for b in item.bins) for item in card.attributes)


def test_weights_sum_to_one_hundred_and_bound_the_points() -> None:
    assert sum(item.weight for item in JUDGEMENTS) == 100
    for item, attribute in zip(JUDGEMENTS, make().attributes, strict=True):
        assert max(abs(b.points) for b in attribute.bins) <= item.weight * POINTS_PER_WEIGHT


def test_it_reads_indicators_and_never_a_code_or_a_banks_rating() -> None:
    assert {attribute.name for attribute in shipped("vat-expert").attributes} <= set(VAT)


@pytest.mark.parametrize("item", JUDGEMENTS, ids=lambda item: item.name)
def test_degrees_follow_the_direction_that_the_definition_states(item) -> None:  # type: ignore[no-untyped-def]
    direction = VAT[item.name].direction
    assert len(item.degrees) == len(item.edges) + 1
    assert list(item.edges) == sorted(set(item.edges))
    if item.name in ("rev_yoy", "rev6_yoy"):
        rising = item.degrees[:4]  # up to doubling; growth by several times is unproven and gets less
        assert rising == tuple(sorted(rising))
        assert item.degrees[-1] < max(item.degrees)
    elif direction is not Direction.NEITHER:
        ordered = tuple(sorted(item.degrees, reverse=direction is Direction.LOWER))
        assert item.degrees == ordered


def test_nothing_known_gives_no_score_and_a_sound_firm_beats_a_failing_one() -> None:
    sound = {
        "rev12_eff_fen": 2e9, "active_share24": 1.0, "zero_run12": 0, "quiet_d": 5, "rev_yoy": 0.2, "rev6_yoy": 0.2,
        "rev_cv12": 0.3, "void_rate12": 0.02, "red_rate12": 0.0, "buyers12": 80, "top1_share": 0.1,
        "kept_buyer_share": 0.9, "suppliers12": 50, "in_out_ratio": 0.7,
    }  # fmt: skip
    failing = sound | {"rev12_eff_fen": 4e6, "active_share24": 0.2, "zero_run12": 8, "quiet_d": 150, "rev_yoy": -0.8}
    frame = {name: np.array([sound[name], failing[name], np.nan]) for name in sound}
    scores = shipped("vat-expert").score(frame)
    assert scores.score[0] > BASE_POINTS + 100
    assert scores.score[1] < BASE_POINTS - 30  # tiny, silent and shrinking: no good customer makes up for that
    assert scores.grade[1] == "CCC"  # to which nothing is lent
    assert np.isnan(scores.score[2])
    assert scores.coverage.tolist() == [1.0, 1.0, 0.0]
    assert scores.reasons(1)[0].code == "vat.rev12_eff_fen"


def test_an_unknown_card_is_refused_with_the_known_names() -> None:
    with pytest.raises(NoSuchExpertCard, match="vat-expert"):
        shipped("tea-leaves")
    assert names() == ("vat-expert", "sole-proprietor-expert", "medium-expert", "farmer-expert")


@pytest.mark.parametrize("card", [made.make() for made in SEGMENTS.values()], ids=SEGMENTS)
def test_a_segments_card_says_that_its_pd_is_uncalibrated_and_weighs_sources_by_their_attributes(card) -> None:  # type: ignore[no-untyped-def]
    assert card.kind is Kind.EXPERT
    assert card.training["labels_used"] == 0
    assert "uncalibrated" in card.target["definition"]
    assert sum(source.weight for source in card.sources) == 100
    for source in card.sources:
        held = [one.name for one in card.attributes if one.source == source.source]
        assert source.weight == sum(card.training["weights"][name] for name in held)


@pytest.mark.parametrize(
    ("made", "item"),
    [(made, item) for made in (*SEGMENTS.values(), further) for item in made.JUDGEMENTS],
    ids=lambda one: getattr(one, "name", "")[:40],
)
def test_degrees_of_a_segments_card_follow_the_definitions_direction(made, item) -> None:  # type: ignore[no-untyped-def]
    assert len(item.degrees) == len(item.edges) + 1
    assert list(item.edges) == sorted(set(item.edges))
    assert all(-1.0 <= degree <= 1.0 for degree in item.degrees)
    assert item.shares == () or (len(item.shares) == len(item.degrees) and sum(item.shares) == pytest.approx(1.0))
    if item.name in ("rev_yoy", "inflow_yoy", "kwh_yoy12"):
        return  # best in the middle: growth by several times is unproven
    falling = DEFINITIONS[item.name].direction is Direction.LOWER
    assert item.degrees == tuple(sorted(item.degrees, reverse=falling))


def test_the_owner_counts_most_for_a_sole_proprietor_and_hardly_for_a_medium_enterprise() -> None:
    weight = {
        name: next(source.weight for source in made.make().sources if source.source == "owner")
        for name, made in SEGMENTS.items()
    }
    assert weight["sole"] >= 30
    assert weight["medium"] <= 10


def test_every_further_source_is_in_the_part_and_each_is_neutral_where_it_is_not_granted() -> None:
    chosen = {described(DatasetId(f"some-one/{slug}")).source for slug in chosen_slugs()}
    # Knock-outs of the rules are no judgements: nobody is to lose for them twice. Months are looked at, not scored.
    chosen -= {"representative", *SERIES}
    made = part("further-sources")
    assert {source.source for source in made.sources} == chosen | {"encumbrances"}
    explained = made.explain({one.name: None for one in made.attributes}, absent=sorted(chosen | {"encumbrances"}))
    assert (made.base_points, {term.points for term in explained.terms}) == (0.0, {0.0})
    assert all(one.reason is not None and one.reason.cure.zh and one.reason.cure.en for one in made.attributes)


def test_what_is_expected_to_be_rare_tells_less_than_what_nobody_can_expect() -> None:
    made = replace(part("further-sources"), base_points=600.0)
    even = replace(
        made,
        attributes=tuple(
            replace(one, bins=tuple(replace(item, share=None) for item in one.bins)) for one in made.attributes
        ),
    )
    row: dict[str, float | None] = {one.name: None for one in made.attributes}
    expected, unknown = (max(need.gain for need in card.explain(row).needs) for card in (made, even))
    assert expected < unknown


def test_a_share_outside_its_limits_is_refused() -> None:
    raw = json.loads(part("further-sources").dump())
    raw["attributes"][0]["bins"][0]["share"] = 1.5
    with pytest.raises(MalformedScorecard, match="share"):
        Scorecard.parse(json.dumps(raw).encode())
