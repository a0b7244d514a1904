"""Plans, policies, disclosures, jobs and programs: the pure part of the room."""

import dataclasses

import pytest

from puhui.kernel import SystemClock, suite
from puhui.privacy import JobSpec, Network, Op, Party, Scheme, plan_match, plan_train, plan_validate
from puhui.privacy.disclosure import SENTENCES, of_lookup, of_match, of_sum
from puhui.privacy.errors import DealerRefused, GroupTooSmall, ProgramDiffers, TooManyNames, WouldNotFit
from puhui.privacy.order import Order
from puhui.privacy.policy import check_names, check_providers, check_scheme, check_subjects
from puhui.privacy.programs import program_digest

SUITE = suite("ed25519-sha256")
A, B, C = (Party(name, 100 * at, ("id",)) for at, name in enumerate("abc", 1))


def job(**changes: object) -> JobSpec:
    params = {"key": "id", "kind": "text", "curve": "curve25519"}
    spec = JobSpec(Op.MATCH, Scheme.RR22, (A, B), ("a",), "", params, of_match([A, B], ["a"]))
    spec = dataclasses.replace(spec, **changes)  # type: ignore[arg-type]
    return dataclasses.replace(spec, program=program_digest(spec, SUITE))


def test_a_fast_network_takes_rr22_and_a_slow_one_what_sends_least() -> None:
    assert plan_match(10**6, 10**6).scheme is Scheme.RR22
    slow = [plan_match(10**6, 10**6, wanted=one, network=Network(1, 50)).seconds for one in Scheme if one in ORDINARY]
    assert plan_match(10**6, 10**6, network=Network(1, 50)).seconds == min(slow)


ORDINARY = {Scheme.RR22, Scheme.KKRT, Scheme.ECDH}


def test_a_consortium_under_sm2_gets_the_sm2_curve_and_is_told_the_price() -> None:
    plan = plan_match(100_000, 100_000, suite="sm2-sm3")
    assert (plan.scheme, plan.curve) == (Scheme.ECDH, "sm2")
    assert plan.seconds > 100
    assert "sm2-sm3" in plan.why.zh


def test_what_would_not_fit_is_refused_before_anything_runs() -> None:
    with pytest.raises(WouldNotFit) as refused:
        plan_match(10**8, 10**6, memory_bytes=2 * 10**9)
    assert refused.value.data["needed_mb"] > refused.value.data["available_mb"]
    assert plan_match(10**6, 10**6, memory_bytes=2 * 10**9).memory_bytes < 2 * 10**9


@pytest.mark.parametrize(
    ("rows", "columns", "sent_mb", "memory_mb"),
    [(1000, 8, 84, 349), (10_000, 42, 864, 757), (30_000, 22, 1604, 1037), (12_888, 20, 1293, 628)],
)
def test_a_training_takes_about_what_trainings_took(rows: int, columns: int, sent_mb: int, memory_mb: int) -> None:
    """Measured: fits of 4, 5, 5 and 13 steps; the plan is for 10."""
    plan = plan_train(rows, columns)
    assert 0.8 * sent_mb < plan.sent_bytes / 1e6 < 2 * sent_mb
    assert 0.9 * memory_mb < plan.memory_bytes / 1e6 < 1.2 * memory_mb


def test_a_training_that_would_not_fit_is_refused_and_a_slow_network_is_told() -> None:
    with pytest.raises(WouldNotFit):
        plan_train(10**6, 40, memory_bytes=16 * 10**9)
    assert plan_train(1000, 10, network=Network(10, 50)).seconds > 10 * plan_train(1000, 10).seconds


@pytest.mark.parametrize(
    ("rows", "sent_mb", "peak_mib"),
    [(200, 38, 318), (1000, 89, 388), (3900, 163, 519), (10_000, 220, 601), (40_000, 870, 1250), (100_000, 2170, 2681)],
)
def test_a_validation_takes_about_what_validations_took(rows: int, sent_mb: int, peak_mib: int) -> None:
    """Measured by `bench/privacy_validate.py`, a process for each run."""
    plan = plan_validate(rows)
    assert 0.92 * sent_mb < plan.sent_bytes / 1e6 < 1.1 * sent_mb
    assert 0.9 * peak_mib < plan.memory_bytes / 2**20 < 1.25 * peak_mib


def test_a_validation_that_would_not_fit_is_refused_and_a_slow_network_is_told() -> None:
    with pytest.raises(WouldNotFit):
        plan_validate(10**6, memory_bytes=16 * 10**9)
    assert plan_validate(1000, network=Network(10, 50)).seconds > 10 * plan_validate(1000).seconds


@pytest.mark.parametrize(("parties", "threshold"), [(2, 3), (3, 2), (1, 1)])
def test_fewer_than_three_providers_are_refused(parties: int, threshold: int) -> None:
    with pytest.raises(GroupTooSmall):
        check_providers(parties, threshold)


def test_thresholds_of_the_house_pass_and_less_does_not() -> None:
    check_providers(3, 3)
    check_subjects(5)
    check_names(100)
    with pytest.raises(GroupTooSmall):
        check_subjects(4)
    with pytest.raises(TooManyNames):
        check_names(101)


def test_a_trusted_dealer_is_refused_outside_tests() -> None:
    with pytest.raises(DealerRefused):
        check_scheme(Scheme.UNSAFE_TRUSTED_DEALER)
    check_scheme(Scheme.UNSAFE_TRUSTED_DEALER, allow_unsafe_dealer=True)
    check_scheme(Scheme.ABY3)


def test_only_receivers_learn_results_and_every_fact_has_its_sentence() -> None:
    facts = [*of_match([A, B], ["a"]), *of_lookup(A, B, 2), *of_sum([A, B, C], ["b"], 7)]
    assert {fact.code for fact in facts} <= set(SENTENCES)
    assert {fact.party for fact in of_match([A, B], ["a"]) if fact.code == "matched_keys"} == {"a"}
    assert {fact.party for fact in of_sum([A, B, C], ["b"], 7) if fact.code == "group_sums"} == {"b"}
    assert {fact.code for fact in of_lookup(A, B, 2) if fact.party == "a"} == {"names_asked", "copy_kept", "timing"}
    for fact in facts:
        said = SENTENCES[fact.code].fill(of=fact.of)
        assert said.zh
        assert said.en


def test_a_job_has_one_encoding_and_whatever_changes_it_changes_its_name() -> None:
    spec = job()
    assert JobSpec.parse(spec.encoded()) == spec
    others = [
        job(receivers=("b",)),
        job(scheme=Scheme.KKRT),
        job(parties=(A, C)),
        job(params={**spec.params, "curve": "sm2"}),
        job(disclosure=spec.disclosure[1:]),
    ]
    assert len({one.digest(SUITE) for one in [spec, *others]}) == 6
    assert job(scheme=Scheme.KKRT).program != spec.program


def test_a_worker_refuses_a_job_that_pins_another_program() -> None:
    wrong = dataclasses.replace(job(), program="0" * 64)
    order = Order(
        job=wrong.encoded().hex(),
        suite=SUITE.name,
        rank=1,
        input="b.csv",
        links=[],
        connect_s=1,
        silence_s=1,
        folder=".",
    )
    with pytest.raises(ProgramDiffers) as refused:
        _ = order.spec
    assert refused.value.party == "b"


def test_certificates_of_a_job_say_nothing_in_their_repr() -> None:
    from puhui.kernel.tls import JobAuthority

    credentials = JobAuthority("ab" * 32, SystemClock()).issue("a")
    assert "PRIVATE" in credentials.key.decode()
    assert repr(credentials) == "Credentials(…)"
