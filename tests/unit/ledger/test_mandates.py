"""The contract of mandates: what it does and every refusal; uses and denials numbered without gap."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel import ManualClock
from puhui.kernel.ids import DatasetId, OrgId
from puhui.ledger.contracts.grant_terms import MAX_USES
from puhui.ledger.contracts.mandates import (
    mandate_key,
    mandates_of_key,
    number_key,
    outcome_key,
    request_key,
    tally_key,
)
from tests.vectors.grants_bench import FIELDS, Bench

START = datetime(2026, 3, 1, tzinfo=UTC)
DAY_MS = 86_400_000
NOBODY = "mnd_00000000000000000000000000"


@pytest.fixture
def bench():
    made = Bench(ManualClock(START))
    made.prepare()
    return made


def _open(bench, terms, issuer="tax-bureau"):
    return bench.say(issuer, "mandates", "open", {"terms": terms if type(terms) is dict else terms.as_map()})


def _use(bench, terms, issuer="tax-bureau", **changed):
    return bench.say(issuer, "mandates", "use", bench.asked_of(terms, **changed))


def _deny(bench, terms, issuer="tax-bureau", **changed):
    asked = bench.asked_of(terms)
    told = {name: asked[name] for name in ("mandate", "request", "receiver")} | {"reason": "not_yet"} | changed
    return bench.say(issuer, "mandates", "deny", told)


# opening


def test_a_custodian_opens_a_mandate_by_its_own_word(bench):
    terms, other = bench.mandate(), bench.mandate()
    assert _open(bench, terms).result == {"mandate": str(terms.id)}
    assert _open(bench, terms).reason == "already_open"
    assert _open(bench, other).reason == ""
    assert bench.read(mandate_key(terms.id))["terms"] == terms.as_map()
    assert bench.read(tally_key(terms.id)) == {"n": 0, "seq": 0, "denied": 0, "withdrawn_at": None}
    assert bench.read(mandates_of_key("tax-bureau")) == 2
    assert bench.read(mandates_of_key("tax-bureau", 2)) == str(other.id)


@pytest.mark.parametrize(
    ("issuer", "changed", "reason"),
    [
        ("bank-a", {}, "not_custodian"),
        ("operator", {}, "not_custodian"),
        ("tax-bureau", {"dataset": DatasetId("tax-bureau/unpublished")}, "dataset_unknown"),
        ("tax-bureau", {"fields": ("rev12_fen", "turnover_of_the_neighbour")}, "field_unknown"),
        ("tax-bureau", {"fields": ()}, "bad_terms"),
        ("tax-bureau", {"fields": ("rev_yoy", "rev12_fen")}, "bad_terms"),
        ("tax-bureau", {"fields": ("Field Name",)}, "bad_terms"),
        ("tax-bureau", {"receiver": OrgId("no-member")}, "bad_terms"),
        ("tax-bureau", {"receiver": OrgId("tax-bureau")}, "bad_terms"),
        ("tax-bureau", {"dataset": DatasetId("bank-b/flows")}, "bad_terms"),
        ("tax-bureau", {"uses": 0}, "bad_terms"),
        ("tax-bureau", {"uses": MAX_USES + 1}, "bad_terms"),
        ("tax-bureau", {"not_before": 5, "expires": 5}, "bad_terms"),
        ("tax-bureau", {"not_before": 0, "expires": DAY_MS}, "bad_terms"),  # over before it is opened
        ("tax-bureau", {"not_before": 0, "expires": 1831 * DAY_MS}, "bad_terms"),
        ("tax-bureau", {"purpose": "Any Purpose"}, "bad_terms"),
        ("tax-bureau", {"program": ""}, "bad_terms"),
    ],
)
def test_terms_that_are_refused(bench, issuer, changed, reason):
    terms = bench.mandate(**changed)
    assert _open(bench, terms, issuer).reason == reason
    assert bench.read(mandate_key(terms.id)) is None


@pytest.mark.parametrize("changed", [{"id": "mnd_1"}, {"id": "grt_00000000000000000000000000"}, {"subject": "ab" * 32}])
def test_terms_of_another_shape_are_refused(bench, changed):
    assert _open(bench, bench.mandate().as_map() | changed).reason == "bad_terms"


# using


def test_uses_are_counted_to_the_last_and_no_further(bench):
    terms = bench.mandated(uses=2)
    assert [_use(bench, terms).result for _ in range(2)] == [{"n": k, "seq": k} for k in (1, 2)]
    assert _use(bench, terms).reason == "exhausted"
    assert bench.read(tally_key(terms.id))["seq"] == 2


@pytest.mark.parametrize(
    ("issuer", "changed", "reason"),
    [
        ("bank-a", {}, "not_custodian"),
        ("operator", {}, "not_custodian"),
        ("tax-bureau", {"receiver": "bank-b"}, "wrong_receiver"),
        ("tax-bureau", {"purpose": "marketing"}, "wrong_purpose"),
        ("tax-bureau", {"program": "lookup/1"}, "wrong_program"),
        ("tax-bureau", {"fields": ["rev12_fen", "tax12_fen"]}, "wrong_fields"),
        ("tax-bureau", {"fields": []}, "wrong_fields"),
        ("tax-bureau", {"fields": ["rev_yoy", "rev12_fen"]}, "wrong_fields"),
        ("tax-bureau", {"mandate": NOBODY}, "not_open"),
        ("tax-bureau", {"mandate": "grt_00000000000000000000000000"}, "bad_args"),
        ("tax-bureau", {"request": "again"}, "bad_args"),
        ("tax-bureau", {"receiver": "Nobody At All"}, "bad_args"),
    ],
)
def test_a_use_outside_the_mandate_is_refused_and_counts_nothing(bench, issuer, changed, reason):
    terms = bench.mandated()
    before = dict(bench.state)
    assert _use(bench, terms, issuer, **changed).reason == reason
    assert bench.state == before


def test_the_same_request_is_the_same_use(bench):
    terms = bench.mandated()
    asked = bench.asked_of(terms)
    first = bench.say("tax-bureau", "mandates", "use", asked)
    _use(bench, terms)
    assert bench.say("tax-bureau", "mandates", "use", asked).result == first.result == {"n": 1, "seq": 1}
    assert bench.say("tax-bureau", "mandates", "use", asked | {"fields": FIELDS[:1]}).reason == "request_reused"
    assert bench.read(request_key(terms.id, asked["request"])) == 1


def test_a_mandate_holds_from_its_beginning_until_before_its_end(bench):
    terms = bench.mandated(not_before=bench.now_ms + 1000, expires=bench.now_ms + 2000)
    assert _use(bench, terms).reason == "not_yet"
    bench.clock.advance(timedelta(milliseconds=1000))
    assert _use(bench, terms).result["n"] == 1
    bench.clock.advance(timedelta(milliseconds=1000))
    assert _use(bench, terms).reason == "expired"


def test_withdrawal_holds_for_the_next_use(bench):
    terms = bench.mandated()
    asked = bench.asked_of(terms)
    assert bench.say("tax-bureau", "mandates", "use", asked).result["n"] == 1
    assert bench.say("bank-a", "mandates", "withdraw", {"mandate": str(terms.id)}).reason == "not_custodian"
    assert bench.say("tax-bureau", "mandates", "withdraw", {"mandate": NOBODY}).reason == "not_open"
    assert bench.say("tax-bureau", "mandates", "withdraw", {"mandate": str(terms.id)}).reason == ""
    assert bench.say("tax-bureau", "mandates", "withdraw", {"mandate": str(terms.id)}).reason == "already_withdrawn"
    assert _use(bench, terms).reason == "withdrawn"
    assert bench.say("tax-bureau", "mandates", "use", asked).result["n"] == 1  # counted before: still the same use


# outcomes and denials


def test_an_outcome_is_recorded_once(bench):
    terms = bench.mandated()
    _use(bench, terms)
    args = {"mandate": str(terms.id), "n": 1, "outcome": "answered", "answer_digest": "33" * 32}
    assert bench.say("tax-bureau", "mandates", "outcome", args | {"n": 2}).reason == "no_such_use"
    assert bench.say("tax-bureau", "mandates", "outcome", args | {"n": 0}).reason == "bad_args"
    assert bench.say("tax-bureau", "mandates", "outcome", args | {"mandate": NOBODY}).reason == "not_open"
    assert bench.say("bank-a", "mandates", "outcome", args).reason == "not_custodian"
    assert bench.say("tax-bureau", "mandates", "outcome", args | {"outcome": "sold"}).reason == "bad_args"
    assert bench.say("tax-bureau", "mandates", "outcome", args).reason == ""
    assert bench.say("tax-bureau", "mandates", "outcome", args).reason == "already_recorded"
    assert bench.read(outcome_key(terms.id, 1))["answer_digest"] == "33" * 32


def test_denials_take_numbers_among_the_uses(bench, monkeypatch):
    monkeypatch.setattr("puhui.ledger.contracts.counting.MAX_DENIALS", 2)
    terms = bench.mandated()
    _use(bench, terms)
    request = bench.asked_of(terms)["request"]
    for _ in range(2):
        assert _deny(bench, terms, request=request).result == {"seq": 2}
    assert _deny(bench, terms, "bank-b").reason == "not_custodian"
    assert _deny(bench, terms, mandate=NOBODY).reason == "not_open"
    assert _deny(bench, terms, request="again").reason == "bad_args"
    assert _use(bench, terms).result == {"n": 2, "seq": 3}
    assert _deny(bench, terms, receiver="bank-b").result == {"seq": 4}
    assert _deny(bench, terms).reason == "too_many_denials"
    kinds = [bench.read(number_key(terms.id, seq))["kind"] for seq in (1, 2, 3, 4)]
    assert kinds == ["use", "denied", "use", "denied"]


@given(steps=st.lists(st.tuples(st.sampled_from(["use", "deny", "withdraw", "wait"]), st.integers(0, 4)), max_size=40))
@settings(max_examples=60, deadline=None)
def test_numbers_stand_without_gap_and_no_mandate_is_used_more_often_than_it_says(steps):
    bench = Bench(ManualClock(START))
    bench.prepare()
    terms = bench.mandated(uses=3, expires=bench.now_ms + 20 * DAY_MS)
    requests = [bench.asked_of(terms)["request"] for _ in range(5)]
    for step, k in steps:
        if step == "use":
            _use(bench, terms, request=requests[k])
        elif step == "deny":
            _deny(bench, terms, request=requests[k])
        elif step == "withdraw" and k == 0:
            bench.say("tax-bureau", "mandates", "withdraw", {"mandate": str(terms.id)})
        else:
            bench.clock.advance(timedelta(days=k))
        tally = bench.read(tally_key(terms.id))
        numbers = [bench.read(number_key(terms.id, seq)) for seq in range(1, tally["seq"] + 1)]
        assert bench.read(number_key(terms.id, tally["seq"] + 1)) is None
        uses = [number for number in numbers if number["kind"] == "use"]
        assert [number["n"] for number in uses] == list(range(1, tally["n"] + 1))
        assert tally["n"] + tally["denied"] == tally["seq"]
        assert len({number["request"] for number in uses}) == len(uses) <= terms.uses


@given(
    args=st.dictionaries(
        st.sampled_from(["mandate", "request", "terms", "receiver", "n"]),
        st.none() | st.integers(0, 9) | st.text(max_size=5),
    )
)
@settings(max_examples=40, deadline=None)
def test_rubbish_is_refused_with_a_code(args):
    bench = Bench(ManualClock(START))
    for action in ("open", "use", "outcome", "deny", "withdraw"):
        assert bench.say("tax-bureau", "mandates", action, args).reason in {"bad_args", "bad_terms"}
