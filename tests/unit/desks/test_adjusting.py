"""What a bank's own outcomes make of a card: PDs anew, or a level for one segment; and how the score says so."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest

from puhui.credit import Scorecard
from puhui.credit.calibration import pd_is_calibrated
from puhui.credit.errors import NothingToLearnFrom
from puhui.credit.scorecard import EXAMPLE
from puhui.credit.scoring_record import Scored, ScoringRecord, record
from puhui.desks.models.adjusting import Outcomes, calibrated, moved, outcomes_of
from puhui.desks.models.errors import OutcomesTooFew, OwnDataMisnamed
from puhui.desks.models.outcomes import Decided
from puhui.desks.models.reading import OWN, read_model, registration_of
from puhui.desks.models.showing import outcomes_view
from puhui.desks.models.standing import model_document
from puhui.desks.models.uses import registered, shipped_use
from puhui.kernel import Language

AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
DIGEST = "cd" * 32
CARD = Scorecard.parse(EXAMPLE)


def rows(count: int, bad_of: Any, segment: str = "small_micro") -> list[Decided]:
    """Loans that the card scored, half of them of young enterprises."""
    found = []
    for number in range(count):
        frame = {"age_m": np.array([6.0 if number % 2 else 48.0])}
        lines = record(Scored(CARD, DIGEST, CARD.score(frame)), [], frame, [str(number)], at=AT)
        kept = ScoringRecord.parse(b"".join(lines))
        found.append(Decided(kept, AT, segment, True, False, bad_of(number)))
    return found


def thirds(number: int) -> bool:
    """Of the young every third goes bad, of the old every eighth: far more than the scale says."""
    return number % 6 == 1 if number % 2 else number % 16 == 0


@pytest.fixture(scope="module")
def seen() -> Outcomes:
    return outcomes_of(rows(480, thirds))


def test_outcomes_are_those_that_are_known_of_the_segment_and_their_digest_is_theirs(seen: Outcomes) -> None:
    held = rows(8, lambda number: None if number < 4 else False)
    found = outcomes_of(held)
    assert (len(found.bad), found.on["from"], found.on["to"]) == (4, "2026-11-22", "2026-11-22")
    assert found.on["digest"] != outcomes_of(rows(8, lambda number: None if number < 4 else True)).on["digest"]
    with pytest.raises(OutcomesTooFew):
        outcomes_of(held, "farmer")
    with pytest.raises(OutcomesTooFew):
        outcomes_of(rows(3, lambda _: None))


def test_a_calibrated_expert_card_gives_the_rate_that_came_and_the_score_says_so(seen: Outcomes) -> None:
    made = calibrated(CARD, DIGEST, seen, "2")
    frame = {"age_m": np.where(np.arange(480) % 2, 6.0, 48.0)}
    assert float(made.score(frame).pd.mean()) == pytest.approx(seen.bad.mean(), abs=0.002)
    assert pd_is_calibrated(made)
    assert not pd_is_calibrated(CARD)
    told = model_document(registered(made, DIGEST, "all", uncalibrated=not pd_is_calibrated(made)))
    assert (told["basis"], told["uncalibrated"]) == ("pooled", False)
    assert "480 rows" in told["why"]["en"]
    assert "重新校准" in told["why"]["zh"]
    assert registration_of(made, made.dump(), "all", "").data == (seen.on["digest"],)


def test_what_is_known_is_told_by_segment() -> None:
    held = [*rows(6, lambda number: None if number < 2 else number == 5), *rows(4, lambda _: True, "farmer")]
    found = outcomes_view(CARD, DIGEST, held, Language.EN)
    assert (found.known, found.bads) == (8, 5)
    assert [(one.segment, one.known, one.bads) for one in found.segments] == [("farmer", 4, 4), ("small_micro", 4, 1)]


def test_too_few_outcomes_calibrate_nothing() -> None:
    with pytest.raises(NothingToLearnFrom):
        calibrated(CARD, DIGEST, outcomes_of(rows(60, thirds)), "2")


def test_an_offset_moves_one_segment_less_the_fewer_outcomes_there_are_and_is_named_in_the_score(
    seen: Outcomes,
) -> None:
    many = moved(CARD, DIGEST, "small_micro", seen, "2")
    few = moved(CARD, DIGEST, "small_micro", outcomes_of(rows(48, thirds)), "2")
    shifts = [card.training["segment_offset"]["offset_points"] for card in (many, few)]
    assert shifts[0] < shifts[1] < 0
    assert many.base_points == pytest.approx(CARD.base_points + shifts[0])
    told = model_document(registered(many, DIGEST, "small_micro", uncalibrated=True))
    assert told["basis"] == "pooled"
    assert f"{shifts[0]:+.0f} ±" in told["why"]["en"]
    assert "480 loans here, 110 bad" in told["why"]["en"]
    made = registration_of(many, many.dump(), "small_micro", "")
    assert made.data == (seen.on["digest"],)  # whom a validator must not measure it on
    assert Scorecard.parse(many.dump()) == many


def test_a_shipped_card_is_calibrated_for_the_customers_that_it_serves() -> None:
    assert shipped_use("farmer-expert") == "farmer"
    assert shipped_use("city-expert") == "all"


def test_a_models_own_columns_must_be_told_apart_from_what_is_granted() -> None:
    def reading(name: str, source: str) -> str:
        card = replace(
            CARD,
            sources=tuple(replace(one, source=source) for one in CARD.sources),
            attributes=tuple(replace(one, name=name, source=source) for one in CARD.attributes),
        )
        return card.dump().decode()

    assert read_model(reading("own_late_count24", OWN))[0].sources[0].source == OWN
    for name, source in (("own_late_count24", "bank"), ("age_m", OWN)):
        with pytest.raises(OwnDataMisnamed, match=name):
            read_model(reading(name, source))
