"""Oddness beside peers: a tail that means something, parts that explain, and how it does beside an isolation forest."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.screening import FEATURES, Peers, PeersDiffer, read_case, screen
from tests.unit.screening.test_screening import AT, ID, SOUND

NAMES = [item.name for item in FEATURES.features][:8]


def population(rng: np.random.Generator, rows: int) -> dict[str, np.ndarray]:
    """A trade's enterprises: heavy tails, shares near zero, one size behind several features."""
    size = rng.normal(0, 1, rows)
    return {
        "rev12_fen": np.exp(18 + size + rng.normal(0, 0.3, rows)),
        "last3_share12": rng.beta(12, 36, rows),
        "rev_yoy": np.exp(rng.normal(0, 0.3, rows)) - 1,
        "void_rate12": rng.beta(1, 30, rows) * (rng.random(rows) < 0.5),
        "red_rate12": rng.beta(1, 60, rows) * (rng.random(rows) < 0.3),
        "top1_share": rng.beta(2, 5, rows),
        "in_out_ratio": rng.lognormal(-0.4, 0.3, rows),
        "vat_rev12": rng.normal(0.03, 0.008, rows),
    }


def oddness(peers: Peers, columns: dict[str, np.ndarray]) -> np.ndarray:
    rows = len(next(iter(columns.values())))
    found = [peers.judge({name: float(values[row]) for name, values in columns.items()}) for row in range(rows)]
    return np.array([one.score for one in found if one is not None])


def test_one_that_is_like_its_peers_seldom_has_a_small_tail() -> None:
    rng = np.random.default_rng(11)
    peers = Peers(population(rng, 1_000), FEATURES)
    fresh = population(rng, 2_000)
    tails = np.array([
        one.tail
        for row in range(2_000)
        if (one := peers.judge({name: float(values[row]) for name, values in fresh.items()})) is not None
    ])  # fmt: skip
    for level in (0.01, 0.05, 0.2):
        assert (tails <= level).mean() == pytest.approx(level, abs=4 * (level / 1_000 + level / 2_000) ** 0.5 + 0.002)


def test_planted_frauds_are_found_no_worse_than_by_an_isolation_forest() -> None:
    from sklearn.ensemble import IsolationForest
    from sklearn.metrics import roc_auc_score

    rng = np.random.default_rng(3)
    honest, base, planted = population(rng, 1_500), population(rng, 500), population(rng, 150)
    planted["void_rate12"] = rng.uniform(0.15, 0.5, 150)
    planted["rev_yoy"] = rng.uniform(2, 6, 150)
    planted["vat_rev12"] = rng.uniform(0.0, 0.006, 150)
    peers = Peers(honest, FEATURES)
    truth = np.r_[np.zeros(500), np.ones(150)]
    ours = roc_auc_score(truth, np.r_[oddness(peers, base), oddness(peers, planted)])
    forest = IsolationForest(random_state=0, n_estimators=200).fit(np.array([honest[name] for name in NAMES]).T)
    rows = np.array([np.r_[base[name], planted[name]] for name in NAMES]).T
    theirs = roc_auc_score(truth, -forest.score_samples(rows))
    assert ours > 0.97
    assert ours >= theirs - 0.01


def test_the_parts_name_what_is_odd_the_largest_first_and_sum_to_the_whole() -> None:
    rng = np.random.default_rng(5)
    columns = population(rng, 600)
    row = {name: float(np.median(values)) for name, values in columns.items()}
    calm = Peers(columns, FEATURES).judge(row)
    assert calm is not None
    assert (calm.score, calm.tail, calm.parts) == (0.0, 1.0, ())
    odd = Peers(columns, FEATURES).judge(row | {"void_rate12": 0.7, "vat_rev12": -0.02})
    assert odd is not None
    assert {part.name for part in odd.parts} == {"void_rate12", "vat_rev12"}
    assert sum(part.share for part in odd.parts) == pytest.approx(1.0)
    assert [part.share for part in odd.parts] == sorted((part.share for part in odd.parts), reverse=True)


def test_a_cheat_cannot_hide_by_spoiling_the_yardstick() -> None:
    rng = np.random.default_rng(8)
    clean = population(rng, 600)
    spoilt = {name: values.copy() for name, values in clean.items()}
    spoilt["vat_rev12"][:100] = 5.0  # a sixth of the peers are wild
    row = {name: float(np.median(values)) for name, values in clean.items()} | {"vat_rev12": 0.12}
    before, after = (Peers(columns, FEATURES).judge(row) for columns in (clean, spoilt))
    assert before is not None
    assert after is not None
    assert after.parts[0].z > 0.6 * before.parts[0].z > 5


def test_only_the_odd_side_counts() -> None:
    rng = np.random.default_rng(2)
    columns = population(rng, 300)
    row = {name: float(np.median(values)) for name, values in columns.items()}
    few_voids = Peers(columns, FEATURES).judge(row | {"void_rate12": -5.0})
    assert few_voids is not None
    assert few_voids.score == 0.0


@settings(max_examples=40)
@given(st.sets(st.sampled_from(NAMES)), st.integers(0, 2**16))
def test_what_is_not_known_is_not_odd_and_nan_is_not_known(known: set[str], seed: int) -> None:
    rng = np.random.default_rng(seed)
    columns = population(rng, 80)
    holes = {name: np.where(rng.random(80) < 0.3, np.nan, values) for name, values in columns.items()}
    row = {name: (float(columns[name][0]) if name in known else None) for name in NAMES}
    nan = {name: float("nan") if value is None else value for name, value in row.items()}
    peers = Peers(holes, FEATURES)
    found = peers.judge(row)
    assert found == peers.judge(nan)
    if not known:
        assert found is None
    else:
        assert found is not None
        assert found.known == len(known)
        assert 0 < found.tail <= 1


def test_a_feature_that_no_peer_has_says_nothing() -> None:
    columns = population(np.random.default_rng(9), 100)
    row = {name: float(values[0]) for name, values in columns.items()}
    unknown = Peers(columns | {"rev12_fen": np.full(100, np.nan)}, FEATURES).judge(row)
    without = Peers({name: values for name, values in columns.items() if name != "rev12_fen"}, FEATURES).judge(row)
    assert unknown is not None
    assert without is not None
    assert (unknown.score, unknown.tail, unknown.known) == (without.score, without.tail, len(NAMES) - 1)
    assert Peers({"rev12_fen": np.full(100, np.nan)}, FEATURES).judge(row) is None


def test_too_few_peers_say_nothing_and_columns_of_two_lengths_are_refused() -> None:
    rng = np.random.default_rng(1)
    columns = population(rng, 49)
    assert Peers(columns, FEATURES).judge({"rev12_fen": 1e9}) is None
    assert Peers({}, FEATURES).judge({"rev12_fen": 1e9}) is None
    with pytest.raises(PeersDiffer):
        Peers(columns | {"rev12_fen": np.ones(48)}, FEATURES)


def test_an_odd_application_is_verified_never_refused_and_the_record_names_the_peers() -> None:
    peers = Peers(population(np.random.default_rng(4), 400), FEATURES)
    odd = {"rev12_fen": 1e9, "void_rate12": 0.9, "vat_rev12": 0.3, "rev_yoy": 40.0}
    found = screen(read_case(SOUND | {"features": odd}), id=ID, at=AT, peers=peers)
    assert found.outcome.value == "verify"
    assert [reason.code for reason in found.reasons] == ["UNUSUAL_AMONG_PEERS"]
    shown = found.reasons[0].evidence[-1]
    assert shown["parts"][0]["name"] in odd
    assert found.record.extra["anomaly"]["peers_digest"] == peers.digest
    again = screen(read_case(SOUND | {"features": odd}), id=ID, at=AT, peers=peers)
    assert again.record.digest == found.record.digest
