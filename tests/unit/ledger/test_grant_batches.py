"""Batches of uses: each grant decided by itself in one entry, and numbers without gap whatever happens between."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from puhui.kernel import ManualClock, encode
from puhui.kernel.ids import DatasetId, GrantId, OrgId, RequestId
from puhui.ledger.contracts.counting import MAX_DENIALS
from puhui.ledger.contracts.grant_batches import MAX_GRANTS
from puhui.ledger.contracts.grant_terms import MAX_FIELDS, MAX_USES
from puhui.ledger.contracts.grants import grant_key, number_key, outcome_key, tally_key
from puhui.ledger.model import MAX_STATEMENT_BYTES
from puhui.ledger.statement import build_statement
from tests.vectors.grants_bench import FIELDS, Bench, publication, signer_of

START = datetime(2026, 3, 1, tzinfo=UTC)
DIGEST = "33" * 32


@pytest.fixture
def bench():
    made = Bench(ManualClock(START))
    made.prepare()
    return made


def _many(bench, args, issuer="tax-bureau"):
    return bench.say(issuer, "grants", "use_many", args)


# what a batch counts


def test_each_grant_takes_its_own_next_number_in_one_entry(bench):
    fresh, used = bench.open(), bench.open()
    bench.say("tax-bureau", "grants", "use", bench.asked(used))
    args = bench.batch(fresh, used)
    decision = _many(bench, args)
    assert decision.result == {"counted": {str(fresh.id): [1, 1], str(used.id): [2, 2]}, "refused": {}}
    numbers = [bench.read(number_key(fresh.id, 1)), bench.read(number_key(used.id, 2))]
    assert numbers[0]["entry"] == numbers[1]["entry"]
    assert {name: numbers[0][name] for name in ("kind", "request", "fields", "program")} == {
        "kind": "use", "request": args["request"], "fields": FIELDS, "program": "indicators/1"
    }  # fmt: skip


def _revoked(bench):
    terms = bench.open()
    assert bench.say("bank-a", "grants", "revoke", bench.revocation(terms)).reason == ""
    return terms


def _used_up(bench):
    terms = bench.open(uses=1)
    bench.say("tax-bureau", "grants", "use", bench.asked(terms))
    return terms


def _used_often(bench):
    terms = bench.open(period_days=30, uses_per_period=1)
    bench.say("tax-bureau", "grants", "use", bench.asked(terms))
    return terms


def _expired(bench):
    terms = bench.open(expires=bench.now_ms + 1)
    bench.clock.advance(timedelta(seconds=1))
    return terms


UNUSABLE = {
    "revoked": _revoked,
    "exhausted": _used_up,
    "too_often": _used_often,
    "expired": _expired,
    "not_yet": lambda bench: bench.open(not_before=bench.now_ms + 60_000),
    "wrong_receiver": lambda bench: bench.open(receiver=OrgId("bank-b")),
    "wrong_purpose": lambda bench: bench.open(purpose="score"),
    "wrong_program": lambda bench: bench.open(program="raw/1"),
    "wrong_fields": lambda bench: bench.open(fields=("rev_yoy",)),
}


@pytest.mark.parametrize("reason", UNUSABLE)
def test_a_grant_that_allows_no_use_is_denied_by_the_same_entry_and_the_others_count(bench, reason):
    good, bad = bench.open(), UNUSABLE[reason](bench)
    before = bench.read(tally_key(bad.id))
    decision = _many(bench, bench.batch(good, bad))
    seq = before["seq"] + 1
    assert decision.result == {"counted": {str(good.id): [1, 1]}, "refused": {str(bad.id): [reason, seq]}}
    assert bench.read(tally_key(bad.id)) == before | {"seq": seq, "denied": before["denied"] + 1}
    number = bench.read(number_key(bad.id, seq))
    assert (number["kind"], number["n"], number["reason"], number["receiver"]) == ("denied", 0, reason, "bank-a")
    assert number["entry"] == bench.read(number_key(good.id, 1))["entry"]


def test_a_suspended_receiver_gets_a_denial_of_every_grant(bench):
    first, second = bench.open(), bench.open()
    change = {"kind": "suspend", "org": "bank-a"}
    proposal = {"change": change, "expires": bench.now_ms + 86_400_000}
    assert bench.say("operator", "membership", "propose", proposal).reason == ""
    proposal = next(key.rsplit("/", 1)[1] for key in bench.state if key.startswith("membership/proposals/"))
    for org in ("operator", "registry", "tax-bureau"):
        assert bench.say(org, "membership", "vote", {"proposal": proposal, "approve": True}).reason == ""
    enact = {"proposal": proposal, "number": 1, "change": change, "quorum": 3}
    assert bench.say("operator", "membership", "enact", enact).reason == ""
    decision = _many(bench, bench.batch(first, second))
    assert set(map(tuple, decision.result["refused"].values())) == {("receiver_inactive", 1)}


def test_the_frequency_counts_batches_and_single_uses_alike(bench):
    terms = bench.open(uses=9, period_days=30, uses_per_period=2)
    assert _many(bench, bench.batch(terms)).result["counted"]
    assert bench.say("tax-bureau", "grants", "use", bench.asked(terms)).result["n"] == 2
    assert _many(bench, bench.batch(terms)).result["refused"] == {str(terms.id): ["too_often", 3]}


# the same request


def test_the_same_request_has_the_same_answer_and_counts_nothing(bench):
    good, bad = bench.open(uses=1), _revoked(bench)
    args = bench.batch(good, bad)
    first = _many(bench, args)
    state = {key: value for key, value in bench.state.items() if key.startswith("grants/")}
    assert _many(bench, args).result == first.result
    assert {key: value for key, value in bench.state.items() if key.startswith("grants/")} == state


def test_a_denied_request_stays_denied_when_its_grant_would_allow_it_now(bench):
    terms = bench.open(not_before=bench.now_ms + 60_000)
    args = bench.batch(terms)
    first = _many(bench, args)
    bench.clock.advance(timedelta(minutes=2))
    assert _many(bench, args).result == first.result == {"counted": {}, "refused": {str(terms.id): ["not_yet", 1]}}
    assert _many(bench, bench.batch(terms)).result["counted"] == {str(terms.id): [1, 2]}


def test_a_request_may_go_on_over_more_grants_in_another_entry(bench):
    first, second = bench.open(), bench.open()
    args = bench.batch(first)
    _many(bench, args)
    assert _many(bench, args | {"grants": sorted([str(first.id), str(second.id)])}).result == {
        "counted": {str(first.id): [1, 1], str(second.id): [1, 1]},
        "refused": {},
    }


@pytest.mark.parametrize(
    "changed", [{"receiver": "bank-b"}, {"purpose": "score"}, {"program": "raw/1"}, {"fields": ["rev_yoy"]}]
)
def test_a_request_cannot_be_reused_for_another_question(bench, changed):
    first, second, revoked = bench.open(), bench.open(), _revoked(bench)
    args = bench.batch(first, revoked)
    _many(bench, args)
    before = dict(bench.state)
    for grants in ([first], [second], [revoked]):
        again = args | changed | {"grants": [str(terms.id) for terms in grants]}
        assert _many(bench, again).reason == "request_reused"
    assert bench.state == before


def test_a_batch_knows_what_single_entries_counted_and_denied_before_it(bench):
    used, denied, other = bench.open(), bench.open(), bench.open()
    asked = bench.asked(used)
    bench.say("tax-bureau", "grants", "use", asked)
    told = {"request": asked["request"], "receiver": "bank-a", "reason": "wrong_subject"}
    bench.say("tax-bureau", "grants", "deny", told | {"grant": str(denied.id)})
    args = bench.batch(used, denied, other, request=asked["request"])
    assert _many(bench, args).result == {
        "counted": {str(used.id): [1, 1], str(other.id): [1, 1]},
        "refused": {str(denied.id): ["wrong_subject", 1]},
    }
    assert bench.say("tax-bureau", "grants", "use", asked).result == {"n": 1, "seq": 1}


def test_a_batch_does_not_take_over_a_single_use_of_another_question(bench):
    used, denied = bench.open(), bench.open()
    asked = bench.asked(used, fields=["rev_yoy"])
    bench.say("tax-bureau", "grants", "use", asked)
    assert _many(bench, bench.batch(used, request=asked["request"])).reason == "request_reused"
    request = bench.asked(denied)["request"]
    told = {"grant": str(denied.id), "request": request, "receiver": "bank-b", "reason": "wrong_receiver"}
    bench.say("tax-bureau", "grants", "deny", told)
    assert _many(bench, bench.batch(denied, request=request)).reason == "request_reused"


def test_of_a_use_and_a_denial_of_one_request_the_first_is_the_answer(bench):
    used_first, denied_first = bench.open(), bench.open()
    asked = {terms: bench.asked(terms) for terms in (used_first, denied_first)}
    for terms, actions in ((used_first, ("use", "deny")), (denied_first, ("deny", "use"))):
        told = {name: asked[terms][name] for name in ("grant", "request", "receiver")} | {"reason": "wrong_subject"}
        for action in actions:
            args = asked[terms] if action == "use" else told
            assert bench.say("tax-bureau", "grants", action, args).reason == ""
    answers = [
        _many(bench, bench.batch(terms, request=asked[terms]["request"])).result for terms in (used_first, denied_first)
    ]
    assert answers[0]["counted"] == {str(used_first.id): [1, 1]}
    assert answers[1]["refused"] == {str(denied_first.id): ["wrong_subject", 1]}


def test_two_custodians_may_use_one_request_id_each_for_its_own_question(bench):
    """All permits of one job share its request."""
    ours = bench.open()
    assert bench.say("bank-b", "catalogue", "publish", publication(dataset="bank-b/flows")).reason == ""
    theirs = bench.open(custodian=OrgId("bank-b"), dataset=DatasetId("bank-b/flows"), fields=("rev_yoy",))
    args = bench.batch(ours)
    assert _many(bench, args).result["counted"]
    there = args | {"grants": [str(theirs.id)], "fields": ["rev_yoy"]}
    assert _many(bench, there, issuer="bank-b").result["counted"] == {str(theirs.id): [1, 1]}


# what refuses the whole entry


@pytest.mark.parametrize(
    ("issuer", "changed", "reason"),
    [
        ("bank-a", {}, "not_custodian"),
        ("operator", {}, "not_custodian"),
        ("tax-bureau", {"grants": []}, "bad_args"),
        ("tax-bureau", {"grants": "all"}, "bad_args"),
        ("tax-bureau", {"grants": ["1"]}, "bad_args"),
        ("tax-bureau", {"grants": [1]}, "bad_args"),
        ("tax-bureau", {"grants": ["grt_00000000000000000000000000"] * 2}, "bad_args"),
        ("tax-bureau", {"grants": ["grt_00000000000000000000000001", "grt_00000000000000000000000000"]}, "bad_args"),
        ("tax-bureau", {"grants": [f"grt_{k:026d}" for k in range(MAX_GRANTS + 1)]}, "bad_args"),
        ("tax-bureau", {"grants": ["grt_00000000000000000000000000"]}, "not_open"),
        ("tax-bureau", {"request": "again"}, "bad_args"),
        ("tax-bureau", {"receiver": "Nobody At All"}, "bad_args"),
        ("tax-bureau", {"fields": [f"f{k}" for k in range(MAX_FIELDS + 1)]}, "bad_args"),
        ("tax-bureau", {"more": 1}, "bad_args"),
    ],
)
def test_an_entry_that_is_refused_whole_leaves_nothing(bench, issuer, changed, reason):
    args = bench.batch(bench.open(), bench.open()) | changed
    before = dict(bench.state)
    assert _many(bench, args, issuer).reason == reason
    assert bench.state == before


def test_one_grant_on_anothers_data_refuses_the_whole_entry(bench):
    ours = bench.open()
    assert bench.say("bank-b", "catalogue", "publish", publication(dataset="bank-b/flows")).reason == ""
    theirs = bench.open(custodian=OrgId("bank-b"), dataset=DatasetId("bank-b/flows"))
    assert _many(bench, bench.batch(ours, theirs)).reason == "not_custodian"
    assert bench.read(tally_key(ours.id))["seq"] == 0


def test_fields_out_of_order_are_wrong_fields_of_every_grant(bench):
    terms = bench.open()
    decision = _many(bench, bench.batch(terms, fields=["rev_yoy", "rev12_fen"]))
    assert decision.result["refused"] == {str(terms.id): ["wrong_fields", 1]}


def test_a_grant_with_as_many_denials_as_it_may_hold_takes_no_number(bench):
    full, good = _revoked(bench), bench.open()
    tally = bench.read(tally_key(full.id)) | {"seq": MAX_DENIALS, "denied": MAX_DENIALS}
    bench.state[tally_key(full.id)] = encode(tally)
    args = bench.batch(full, good)
    for _ in range(2):
        assert _many(bench, args).result == {
            "counted": {str(good.id): [1, 1]},
            "refused": {str(full.id): ["too_many_denials", 0]},
        }
    assert bench.read(tally_key(full.id)) == tally


# outcomes


def test_an_outcome_of_many_is_recorded_once_for_each_use(bench):
    first, second = bench.open(), bench.open()
    bench.say("tax-bureau", "grants", "use", bench.asked(second))
    args = bench.batch(first, second)
    _many(bench, args)
    told = {
        "request": args["request"],
        "grants": {str(first.id): 1, str(second.id): 2},
        "outcome": "answered",
        "answer_digest": DIGEST,
    }
    for changed, reason in (
        ({"grants": {}}, "bad_args"),
        ({"grants": [str(first.id)]}, "bad_args"),
        ({"grants": {"1": 1}}, "bad_args"),
        ({"grants": {str(first.id): 0}}, "bad_args"),
        ({"grants": {str(first.id): MAX_USES + 1}}, "bad_args"),
        ({"grants": {str(first.id): "1"}}, "bad_args"),
        ({"grants": {f"grt_{k:026d}": 1 for k in range(MAX_GRANTS + 1)}}, "bad_args"),
        ({"grants": {"grt_00000000000000000000000000": 1}}, "not_open"),
        ({"grants": {str(first.id): 1, str(second.id): 1}}, "no_such_use"),  # another request's use
        ({"request": str(RequestId.new(bench.clock, bench.entropy))}, "no_such_use"),
        ({"request": "again"}, "bad_args"),
        ({"outcome": "sold"}, "bad_args"),
        ({"answer_digest": "x"}, "bad_args"),
    ):
        assert bench.say("tax-bureau", "grants", "outcome_many", told | changed).reason == reason, changed
    assert bench.say("bank-a", "grants", "outcome_many", told).reason == "not_custodian"
    assert bench.read(outcome_key(first.id, 1)) is None
    assert bench.say("tax-bureau", "grants", "outcome_many", told).reason == ""
    assert bench.say("tax-bureau", "grants", "outcome_many", told).reason == "already_recorded"
    one = {"grant": str(first.id), "n": 1, "outcome": "failed", "answer_digest": DIGEST}
    assert bench.say("tax-bureau", "grants", "outcome", one).reason == "already_recorded"
    assert [bench.read(outcome_key(terms.id, n))["outcome"] for terms, n in ((first, 1), (second, 2))] == [
        "answered", "answered"
    ]  # fmt: skip
    assert bench.read(outcome_key(second.id, 1)) is None


# sizes


def test_the_largest_batch_and_its_outcome_fit_in_a_statement(bench):
    """The longest ids, names, counts and words that the contract takes."""
    org = OrgId("a" * 40)
    grants = [str(GrantId(f"grt_{k:026d}")) for k in range(MAX_GRANTS)]
    request = str(RequestId.new(bench.clock, bench.entropy))
    question = {
        "request": request,
        "grants": grants,
        "receiver": str(org),
        "purpose": "p" * 64,
        "program": "score/1/" + "ab" * 32,
        "fields": [f"f{k:063d}" for k in range(MAX_FIELDS)],
    }
    told = {
        "request": request,
        "grants": dict.fromkeys(grants, MAX_USES),
        "outcome": "no_record",
        "answer_digest": DIGEST,
    }
    for action, args in (("use_many", question), ("outcome_many", told)):
        raw = build_statement(
            signer_of("tax-bureau"), org, "grants", action, args, clock=bench.clock, entropy=bench.entropy
        )
        assert len(raw) <= MAX_STATEMENT_BYTES


# numbering, whatever happens between


class Numbering(RuleBasedStateMachine):
    """Grants under interleaved entries, against a model that knows only what was granted and what was answered."""

    @initialize()
    def open(self):
        self.bench = Bench(ManualClock(START))
        self.bench.prepare()
        limits = ({"uses": 1}, {"uses": 3}, {"uses": 5, "period_days": 2, "uses_per_period": 2}, {"uses": 4})
        self.grants = [self.bench.open(**limit) for limit in limits]
        self.requests = [str(RequestId.new(self.bench.clock, self.bench.entropy)) for _ in range(5)]
        self.answers = {}

    picked = st.sets(st.integers(0, 3), min_size=1)
    request = st.integers(0, 4)

    @rule(picked=picked, request=request)
    def use_many(self, picked, request):
        grants = [self.grants[k] for k in picked]
        args = self.bench.batch(*grants, request=self.requests[request])
        result = self._counts("use_many", args)
        assert set(result["counted"]) | set(result["refused"]) == set(args["grants"])
        for terms in grants:
            answer = result["counted"].get(str(terms.id)) or result["refused"][str(terms.id)]
            assert self.answers.setdefault((terms.id, args["request"]), answer) == answer

    @rule(k=st.integers(0, 3), request=request)
    def use(self, k, request):
        args = self.bench.asked(self.grants[k], request=self.requests[request])
        decision = self.bench.say("tax-bureau", "grants", "use", args)
        if not decision.reason:
            answer = [decision.result["n"], decision.result["seq"]]
            before = self.answers.setdefault((self.grants[k].id, args["request"]), answer)
            assert before == answer or type(before[0]) is str  # counted after it was denied: a number more

    @rule(k=st.integers(0, 3), request=request)
    def deny(self, k, request):
        args = self.bench.asked(self.grants[k], request=self.requests[request])
        told = {name: args[name] for name in ("grant", "request", "receiver")} | {"reason": "wrong_subject"}
        answer = ["wrong_subject", self._counts("deny", told)["seq"]]
        self.answers.setdefault((self.grants[k].id, args["request"]), answer)

    @rule(k=st.integers(0, 3))
    def revoke(self, k):
        self.bench.say("bank-a", "grants", "revoke", self.bench.revocation(self.grants[k]))

    @rule(days=st.integers(1, 2))
    def wait(self, days):
        self.bench.clock.advance(timedelta(days=days))

    def _counts(self, action, args):
        decision = self.bench.say("tax-bureau", "grants", action, args)
        assert decision.reason == ""
        return decision.result

    @invariant()
    def numbers_stand_without_gap(self):
        for terms in self.grants:
            tally = self.bench.read(tally_key(terms.id))
            numbers = [self.bench.read(number_key(terms.id, seq)) for seq in range(1, tally["seq"] + 1)]
            assert all(number is not None for number in numbers)
            assert self.bench.read(number_key(terms.id, tally["seq"] + 1)) is None
            uses = [number for number in numbers if number["kind"] == "use"]
            assert [number["n"] for number in uses] == list(range(1, len(uses) + 1))
            assert (tally["n"], tally["denied"]) == (len(uses), len(numbers) - len(uses))
            assert len(uses) <= terms.uses
            assert len({number["request"] for number in uses}) == len(uses)
            if terms.uses_per_period:
                times = [number["at"] for number in uses]
                width = terms.period_days * 86_400_000
                assert all(sum(at - width < other <= at for other in times) <= terms.uses_per_period for at in times)
            assert [number["index"] for number in numbers] == sorted(number["index"] for number in numbers)
            assert self.bench.read(grant_key(terms.id))["terms"] == terms.as_map()


def test_numbers_stand_without_gap_and_no_grant_is_used_more_often_than_granted():
    run_state_machine_as_test(Numbering, settings=settings(max_examples=40, stateful_step_count=25, deadline=None))
