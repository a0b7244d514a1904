"""Records of scorings: recomputed to the last digit, and a changed one is seen."""

import json
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit import Scorecard
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.challenger import fit_challenger
from puhui.credit.errors import MalformedRecord, ModelMissing
from puhui.credit.models import Model
from puhui.credit.scoring_record import Scored, ScoringRecord, record, replay
from tests.unit.credit.cards import cards, frames
from tests.unit.credit.test_challenger import RECIPE, population

AT = datetime(2026, 11, 22, tzinfo=UTC)


def scored(model: Model, frame: dict[str, Any], absent: tuple[str, ...] = ()) -> Scored:
    return Scored(model, digest_of_bytes(model.dump()), model.score(frame, absent=absent))


@given(st.data())
@settings(max_examples=25, deadline=None)
def test_whatever_was_scored_is_recomputed_from_its_record(data: Any) -> None:
    """Infinities, gaps, unseen words, sources granted in some rows; a shadow beside."""
    card = data.draw(cards())
    frame = data.draw(frames(card))
    one = scored(card, frame)
    past = ScoringRecord.parse(b"".join(record(one, [one], frame, list(range(12)), at=AT, use="loans")))
    again = replay(past, {one.digest: Scorecard.parse(card.dump())})
    assert again.identical, again.differences[:1]
    assert (again.rows, again.outcomes, dict(again.libraries)) == (12, 24, {})


@pytest.fixture(scope="module")
def past() -> tuple[ScoringRecord, Model, str, bytes]:
    frame, bad = population(rows=600)
    model = fit_challenger(frame, bad, RECIPE).model
    one = scored(model, frame, ("court",))
    lines = b"".join(record(one, [], frame, list(range(600)), at=AT, absent=["court"]))
    return ScoringRecord.parse(lines), model, one.digest, lines


def test_a_challengers_scores_are_recomputed(past: tuple[ScoringRecord, Model, str, bytes]) -> None:
    found, model, digest, _ = past
    assert replay(found, {digest: model}).identical
    assert found.head["absent"] == ["court"]
    with pytest.raises(ModelMissing, match="demo@1"):
        replay(found, {})


def test_a_score_that_was_never_given_is_told(past: tuple[ScoringRecord, Model, str, bytes]) -> None:
    _, model, digest, lines = past
    parts = lines.splitlines(keepends=True)
    row = json.loads(parts[5])
    row["outcome"]["score"] = 899.0
    parts[5] = json.dumps(row, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    with pytest.raises(MalformedRecord, match="digest"):
        ScoringRecord.parse(b"".join(parts))
    foot = {"digest": digest_of_bytes(b"".join(parts[:-1])), "rows": 600}
    parts[-1] = json.dumps(foot).encode()
    forged = replay(ScoringRecord.parse(b"".join(parts)), {digest: model})
    assert [(one.key, one.recorded["score"]) for one in forged.differences] == [(4, 899.0)]


@pytest.mark.parametrize("data", [b"", b"{}\n{}\n", b"x\n"])
def test_what_is_no_record_is_refused(data: bytes) -> None:
    with pytest.raises(MalformedRecord):
        ScoringRecord.parse(data)


def test_a_left_out_row_is_seen(past: tuple[ScoringRecord, Model, str, bytes]) -> None:
    parts = past[3].splitlines(keepends=True)
    with pytest.raises(MalformedRecord):
        ScoringRecord.parse(b"".join([*parts[:3], *parts[4:]]))


def test_numbers_come_back_to_the_same_bits(past: tuple[ScoringRecord, Model, str, bytes]) -> None:
    frame, _ = population(rows=600)
    np.testing.assert_array_equal(past[0].frame()["sales"], frame["sales"])
    assert past[0].frame()["trade"].tolist() == frame["trade"].tolist()
