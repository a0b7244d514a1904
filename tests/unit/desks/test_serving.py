"""Which card serves, and what stands beside it: on an in-memory registry and made-up answers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest

from puhui.credit import Kind, Scorecard, Source
from puhui.credit.canonical import digest_of_bytes
from puhui.credit.challenger import fit_challenger
from puhui.credit.fit import Column, Recipe
from puhui.credit.indicator import Cause, Indicator, IndicatorSet
from puhui.credit.models import Model, kind_of
from puhui.credit.portrait import PeerGroups
from puhui.credit.registry import Actor as Person
from puhui.credit.registry import Approval, ModelId, Registration, Role, Validation
from puhui.credit.scoring_record import ScoringRecord
from puhui.desks.cards import city_card
from puhui.desks.models import store
from puhui.desks.models.comparing import compare
from puhui.desks.models.journal import Journal
from puhui.desks.models.outcomes import Decided
from puhui.desks.models.reading import OWN
from puhui.desks.models.recording import ScoreRecords, keep_record
from puhui.desks.models.serving import RegisteredModels
from puhui.desks.models.uses import default_for
from puhui.desks.scoring import Collected, Scored, ScoreRoom
from puhui.exchange import all_definitions
from puhui.kernel import ManualClock, SeededEntropy, SoftwareSigner, Text, suite
from puhui.kernel.ids import OrgId, ScoreId
from puhui.kernel.suites import DEFAULT_SUITE, SEED_SIZE
from puhui.lending import stranger
from puhui.storage import Database

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
LI, WANG, ZHAO = (Person(name, "bank-a") for name in ("li", "wang", "zhao"))


class Bench:
    """A node's models without the node."""

    def __init__(self) -> None:
        self.clock, entropy = ManualClock(START), SeededEntropy(1)
        self.database = Database.in_memory()
        self.database.create()
        signer = SoftwareSigner.from_seed(suite(DEFAULT_SUITE), entropy.take(SEED_SIZE))
        self.journal = Journal(org=OrgId("bank-a"), signer=signer, clock=self.clock, entropy=entropy)
        self.room = ScoreRoom(PeerGroups([], all_definitions()), RegisteredModels(self.database, self.journal))
        self._entropy = entropy

    def live(self, card: Model, use: str, role: Role = Role.CHAMPION) -> str:
        """A model brought through its whole life to serving."""
        digest, now = digest_of_bytes(card.dump()), self.clock.now()
        made = Registration(ModelId(card.name, card.version, kind_of(card), digest), use, ("da" * 32,), "", True, 0.8)
        found = Validation(WANG, now, "db" * 32, "", True, {}, ())
        approval = Approval(ZHAO, now, role, date(2027, 6, 1), order_only=False)
        with self.database.transaction() as connection:
            store.keep_file(connection, card.dump())
            for step in (
                lambda registry: registry.register(made, LI, now),
                lambda registry: registry.validate(digest, found),
                lambda registry: registry.approve(digest, approval),
                lambda registry: registry.serve(digest, role, ZHAO, now),
            ):
                after, event = step(self.journal.read(connection))
                self.journal.append(connection, after, event, kind="step", by_name="x")
        return digest

    def withdraw(self, digest: str) -> None:
        """Take a model out of use."""
        with self.database.transaction() as connection:
            after, event = self.journal.read(connection).withdraw(digest, "worn out", ZHAO, self.clock.now())
            self.journal.append(connection, after, event, kind="withdrawn", by_name="x")

    def score(
        self, segment: str = "small_micro", sources: Any = ("tax", "registry", "social", "court"), own: Any = None
    ) -> Scored:
        """A score of one enterprise by what these sources answer, and the bank's own data."""
        id_ = ScoreId.new(self.clock, self._entropy)
        scored = self.room.score(
            _answers(sources),
            id_=id_,
            at=self.clock.now(),
            uscc="91110000600037341L",
            segment=segment,
            before=None,
            own=own,
        )
        with self.database.transaction() as connection:
            keep_record(
                connection, scored.served, scored.record, score=str(id_), application="", uscc="x", at=self.clock.now()
            )
        return scored


@pytest.fixture
def bench() -> Bench:
    return Bench()


def _answers(sources: Any) -> list[Collected]:
    card, found = city_card(), []
    for source in sources:
        items = tuple(
            Indicator(one.name, _known(one), "count", source, date(2026, 10, 31), 1.0, Cause.GRANTED)
            for one in card.attributes
            if one.source == source
        )
        found.append(Collected(source, source, Text(zh=source, en=source), IndicatorSet(items), Cause.GRANTED))
    return found


def _known(attribute: Any) -> Any:
    best = max((item for item in attribute.bins if item.informative), key=lambda item: item.points)
    if not attribute.numeric:
        return best.values[0]
    if best.values:
        return best.values[0]
    low, high = best.low, best.high
    return (low if low is not None else high - 1.0) if high is None or low is None else (low + high) / 2


def _fitted(name: str, shift: float = 0.0) -> Scorecard:
    card = city_card()
    training = {"digest": "da" * 32, "bads": 900}
    return replace(card, kind=Kind.FITTED, name=name, base_points=card.base_points + shift, training=training)


def test_the_shipped_card_serves_until_a_champion_does_and_again_once_it_is_withdrawn(bench: Bench) -> None:
    before = bench.score()
    assert (before.document["model"]["name"], before.document["model"]["uncalibrated"]) == ("city-expert", True)
    digest = bench.live(_fitted("pooled", shift=-20.0), "all")
    pooled = bench.score()
    assert (pooled.served.digest, pooled.document["model"]["basis"]) == (digest, "pooled")
    assert pooled.score == pytest.approx(before.score - 20.0)
    own = bench.live(_fitted("own", shift=5.0), "small_micro")
    assert bench.score().served.digest == own
    assert bench.score(segment="medium").served.digest == digest
    bench.withdraw(own)
    bench.withdraw(digest)
    assert bench.score().document["model"]["name"] == "city-expert"


def test_a_model_stops_by_itself_when_its_approval_runs_out(bench: Bench) -> None:
    digest = bench.live(_fitted("own"), "small_micro")
    bench.clock.advance(timedelta(days=190))
    assert bench.score().served.digest == digest
    bench.clock.advance(timedelta(days=2))
    assert bench.score().document["model"]["name"] == "city-expert"


def test_a_shadow_is_recorded_beside_and_changes_nothing_that_is_shown(bench: Bench) -> None:
    before = bench.score()
    shadow = bench.live(_fitted("shadow", shift=-50.0), "all", Role.SHADOW)
    scored = bench.score()
    shown = {name: value for name, value in scored.document.items() if name not in ("id", "at")}
    assert shown == {name: value for name, value in before.document.items() if name not in ("id", "at")}
    past = ScoringRecord.parse(scored.record)
    assert [one.digest for one in past.models] == [scored.served.digest, shadow]
    assert past.rows[0]["shadows"][0]["score"] == pytest.approx(scored.score - 50.0)
    rows = [Decided(past, START, "small_micro", True, overridden=False, bad=None)]
    (pair,) = compare(rows)
    assert (pair.rows, pair.mean_difference, pair.champion_auc, pair.points[0].approved) == (1, -50.0, None, True)


def test_a_shadow_of_whose_sources_nothing_answered_is_not_computed(bench: Bench) -> None:
    card = _fitted("shadow")
    bench.live(replace(_only(card, "bank"), name="own-books"), "all", Role.SHADOW)
    assert len(ScoringRecord.parse(bench.score().record).models) == 1


def test_a_boosted_challenger_scores_in_the_shadow_and_recomputes_to_the_last_digit(bench: Bench) -> None:
    draw = np.random.default_rng(3)
    columns = {"rev12_eff_fen": "tax", "lit_def_12": "court", "inflow_yoy": "bank"}
    frame = {name: draw.normal(size=600) for name in columns}
    bad = draw.random(600) < 1 / (1 + np.exp(1.5 + frame["rev12_eff_fen"] - frame["lit_def_12"]))
    label = Text(zh="来源", en="source")
    recipe = Recipe(
        name="boosted",
        columns={name: Column(source=source) for name, source in columns.items()},
        sources=tuple(Source(source, label, 1.0) for source in columns.values()),
    )
    digest = bench.live(fit_challenger(frame, bad, recipe).model, "all", Role.SHADOW)
    past = ScoringRecord.parse(bench.score().record)
    assert past.models[1].digest == digest
    assert past.models[1].kind == "challenger"
    told = past.rows[0]["shadows"][0]
    assert told["score"] is not None
    assert told["coverage"] == pytest.approx(2 / 3, abs=1e-4), "the bank's own source did not answer"
    assert ScoreRecords(bench.database).replay(past.rows[0]["key"]).identical


def _only(card: Scorecard, source: str) -> Scorecard:
    kept = tuple(one for one in card.attributes if one.source == source)
    return replace(card, attributes=kept, sources=tuple(one for one in card.sources if one.source == source))


def test_every_score_recomputes_to_the_last_digit_also_by_a_model_that_was_withdrawn(bench: Bench) -> None:
    digest = bench.live(_fitted("own"), "small_micro")
    scored = bench.score()
    bench.withdraw(digest)
    told = ScoreRecords(bench.database).replay(scored.document["id"])
    assert (told.identical, told.digests, told.recorded["score"]) == (True, [digest], round(scored.score or 0, 2))


def test_a_record_that_was_changed_does_not_recompute(bench: Bench) -> None:
    scored = bench.score()
    head, row, _ = scored.record.splitlines(keepends=True)
    forged = row.replace(b'"grade":"', b'"grade":"X', 1)
    foot = f'{{"digest":"{digest_of_bytes(head + forged)}","rows":1}}\n'.encode()
    with bench.database.transaction() as connection:
        store.keep_score(
            connection, store.KeptScore("scr_forged", "", "x", START, scored.served.digest, head + forged + foot)
        )
    told = ScoreRecords(bench.database).replay("scr_forged")
    assert told.identical is False
    assert told.differences[0].recorded["grade"] == "X" + str(told.differences[0].recomputed["grade"])


def test_too_little_coverage_is_no_score_and_names_the_two_grants_that_would_tell_most(bench: Bench) -> None:
    found = bench.score(sources=("court",)).document
    assert found["score"] is None
    assert (found["standing"]["depth"], found["standing"]["limit_cap_fen"]) == ("none", 0)
    assert len(found["standing"]["needs"]) == 2
    capped = bench.score(sources=("tax", "court")).document
    assert (capped["standing"]["depth"], capped["standing"]["limit_cap_fen"]) == ("capped", 30_000_000)


def test_a_segments_own_card_serves_where_its_sources_carry_it() -> None:
    assert default_for("sole_proprietor", ("owner", "bank", "power")).card.name == "sole-proprietor-expert"
    assert default_for("sole_proprietor", ("tax", "registry", "court")).card.name == "city-expert"
    assert default_for("", ("tax",)).card.name == "city-expert"
    assert default_for("farmer", ("farm", "owner")).card.name == "farmer-expert"


def test_a_shadow_reads_what_the_bank_itself_has_and_what_is_shown_does_not_change(bench: Bench) -> None:
    plain = bench.score()
    bank = Source(OWN, Text(zh="本行", en="own"), 30.0)
    late = replace(
        next(one for one in city_card().attributes if one.name == "own_dpd_max"), name="own_late_count24", source=OWN
    )
    card = _fitted("with-own")
    digest = bench.live(
        replace(card, sources=(*card.sources, bank), attributes=(*card.attributes, late)), "small_micro", Role.SHADOW
    )
    strangers, regulars = (
        ScoringRecord.parse(bench.score(own=own).record)
        for own in (None, stranger(date(2026, 11, 22)).inputs() | {"own_late_count24": 40.0})
    )
    beside = [past.rows[0]["shadows"][0] for past in (strangers, regulars)]
    assert beside[0]["score"] - beside[1]["score"] == 44.0
    assert beside[0]["coverage"] < beside[1]["coverage"]
    assert regulars.rows[0]["outcome"] == strangers.rows[0]["outcome"]
    shown = bench.score(own={"own_late_count24": 40.0}).document
    assert (shown["score"], shown["coverage"], shown["terms"]) == (
        plain.document["score"], plain.document["coverage"], plain.document["terms"],
    )  # fmt: skip
    assert regulars.models[1].digest == digest
