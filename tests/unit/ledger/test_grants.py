"""The contracts of subjects, catalogue and grants: what they do, every refusal, and forged grants by name."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.kernel import ManualClock
from puhui.kernel.ids import DatasetId, GrantId, OrgId, SubjectId
from puhui.ledger.contracts.grants import grant_key, grants_of_key, number_key, outcome_key, tally_key
from puhui.ledger.contracts.subjects import subject_state_key
from tests.vectors.grants_bench import DATASET, SUITE, Bench, publication, signer_of
from tests.vectors.webauthn_authenticator import Authenticator

DAY_MS = 86_400_000


@pytest.fixture
def bench():
    made = Bench(ManualClock(datetime(2026, 3, 1, tzinfo=UTC)))
    made.prepare()
    return made


def _use(bench, terms, issuer="tax-bureau", **changed):
    return bench.say(issuer, "grants", "use", bench.asked(terms, **changed))


# subjects


def test_only_a_registry_enrols(bench):
    key = f"software:{bench.device.public_key}"
    for other in ("operator", "bank-a", "tax-bureau"):
        decision = bench.say(other, "subjects", "enrol", {"subject": "ab" * 32, "key": key})
        assert decision.reason == "not_registry"


def test_a_second_key_replaces_the_first_and_says_so(bench):
    phone = Authenticator(4)
    decision = bench.say("registry", "subjects", "enrol", {"subject": str(bench.subject), "key": str(phone.key)})
    assert decision.result == {"replaced": 1}
    enrolled = bench.read(subject_state_key(bench.subject))
    assert (enrolled["key"], enrolled["kind"], enrolled["replaced"]) == (str(phone.key), "webauthn", 1)


@pytest.mark.parametrize(
    ("args", "reason"),
    [
        ({"subject": "ab" * 32, "key": "software:rot13:AAAA"}, "bad_key"),
        ({"subject": "91110000600037341L", "key": str(Authenticator().key)}, "bad_args"),  # never a USCC on the ledger
        ({"subject": "ab" * 32}, "bad_args"),
    ],
)
def test_enrolment_refuses(bench, args, reason):
    assert bench.say("registry", "subjects", "enrol", args).reason == reason


# catalogue


@pytest.mark.parametrize(
    ("issuer", "changed", "reason"),
    [
        ("bank-a", {"version": 2}, "not_custodian"),
        ("tax-bureau", {"version": 1}, "bad_version"),
        ("tax-bureau", {"version": 3}, "bad_version"),
        ("tax-bureau", {"version": 2, "fields": []}, "bad_fields"),
        ("tax-bureau", {"version": 2, "fields": ["b", "a"]}, "bad_fields"),
        ("tax-bureau", {"version": 2, "fields": ["a", "a"]}, "bad_fields"),
        ("tax-bureau", {"version": 2, "kind": "spreadsheet"}, "bad_kind"),
        ("tax-bureau", {"version": 2, "schema_digest": "x"}, "bad_args"),
        ("tax-bureau", {"dataset": "tax-bureau"}, "bad_args"),
        ("tax-bureau", {"version": 2, "fields": ["a", "b"]}, ""),
        ("bank-a", {"dataset": "bank-a/flows"}, ""),
    ],
)
def test_publication(bench, issuer, changed, reason):
    assert bench.say(issuer, "catalogue", "publish", publication(**changed)).reason == reason


def test_the_catalogue_lists_every_dataset_once(bench):
    bench.say("bank-a", "catalogue", "publish", publication(dataset="bank-a/flows"))
    bench.say("tax-bureau", "catalogue", "publish", publication(version=2))
    assert bench.read("catalogue/all") == ["bank-a/flows", str(DATASET)]


# opening


def test_a_grant_signed_by_a_passkey_opens(bench):
    phone = Authenticator(4)
    bench.say("registry", "subjects", "enrol", {"subject": str(bench.subject), "key": str(phone.key)})
    terms = bench.terms()
    args = bench.signed(terms)
    challenge = SUITE.digest(bytes([0x81, 0x78, 64]) + terms.digest(SUITE).encode())  # CBOR of a list of one digest
    assert bench.say("bank-a", "grants", "open", args | {"signature": phone.sign(challenge)}).reason == ""
    assert bench.read(grant_key(terms.id))["terms"] == terms.as_map()
    assert bench.read(grants_of_key(bench.subject)) == 1
    assert bench.read(grants_of_key(bench.subject, 1)) == str(terms.id)


def test_one_signature_opens_every_grant_of_its_bundle_and_no_other(bench):
    first, second, other = bench.terms(), bench.terms(receiver=OrgId("bank-b")), bench.terms()
    assert bench.say("bank-a", "grants", "open", bench.signed(first, second)).reason == ""
    args = bench.signed(first, second)
    assert bench.say("bank-b", "grants", "open", args | {"terms": second.as_map()}).reason == ""
    assert bench.say("bank-a", "grants", "open", args | {"terms": other.as_map()}).reason == "not_in_bundle"


def _forge_without_signature(bench, terms):
    return bench.signed(terms) | {"signature": {}}


def _forge_signed_by_the_bank(bench, terms):
    return bench.signed(terms, device=signer_of("bank-a"))


def _forge_signed_by_the_operator(bench, terms):
    return bench.signed(terms, device=signer_of("operator"))


def _forge_with_the_signature_of_another_bundle(bench, terms):
    return bench.signed(terms) | {"signature": bench.signed(bench.terms())["signature"]}


def _forge_with_a_key_that_was_replaced(bench, terms):
    args = bench.signed(terms)
    key = f"software:{signer_of('new device').public_key}"
    assert bench.say("registry", "subjects", "enrol", {"subject": str(bench.subject), "key": key}).reason == ""
    return args


def _forge_by_slipping_a_grant_into_a_signed_bundle(bench, terms):
    signed = bench.signed(bench.terms())
    return signed | {"terms": terms.as_map(), "bundle": sorted([*signed["bundle"], terms.digest(SUITE)])}


def _forge_for_an_enterprise_that_never_enrolled(bench, terms):
    stranger = bench.terms(subject=SubjectId("cd" * 32))
    return bench.signed(stranger)


@pytest.mark.parametrize(
    ("forge", "reason"),
    [
        (_forge_without_signature, "bad_subject_signature"),
        (_forge_signed_by_the_bank, "bad_subject_signature"),
        (_forge_signed_by_the_operator, "bad_subject_signature"),
        (_forge_with_the_signature_of_another_bundle, "bad_subject_signature"),
        (_forge_with_a_key_that_was_replaced, "bad_subject_signature"),
        (_forge_by_slipping_a_grant_into_a_signed_bundle, "bad_subject_signature"),
        (_forge_for_an_enterprise_that_never_enrolled, "subject_not_enrolled"),
    ],
)
@pytest.mark.parametrize("relay", ["operator", "bank-a", "tax-bureau"])
def test_a_made_up_grant_is_refused_whoever_relays_it(bench, relay, forge, reason):
    terms = bench.terms()
    assert bench.say(relay, "grants", "open", forge(bench, terms)).reason == reason
    assert bench.read(grant_key(terms.id)) is None


_CHANGES = {
    "id": lambda bench: str(GrantId.new(bench.clock, bench.entropy)),
    "subject": lambda bench: "cd" * 32,
    "custodian": lambda bench: "bank-b",
    "receiver": lambda bench: "bank-b",
    "dataset": lambda bench: "tax-bureau/declarations",
    "fields": lambda bench: ["rev12_fen", "rev_yoy"],
    "purpose": lambda bench: "score",
    "program": lambda bench: "indicators/2",
    "uses": lambda bench: 4,
    "period_days": lambda bench: 1,
    "uses_per_period": lambda bench: 1,
    "not_before": lambda bench: bench.now_ms - 1,
    "expires": lambda bench: bench.now_ms + 900 * DAY_MS,
    "consent": lambda bench: {"law": ["pipl-23"], "notice_digest": "01" * 32},
}


@pytest.mark.parametrize("field", _CHANGES)
def test_a_grant_with_a_field_changed_after_signing_is_refused(bench, field):
    terms = bench.terms()
    assert set(_CHANGES) == set(terms.as_map())
    args = bench.signed(terms)
    args["terms"] = terms.as_map() | {field: _CHANGES[field](bench)}
    assert bench.say("bank-a", "grants", "open", args).reason in {
        "not_in_bundle", "bad_terms", "subject_not_enrolled"
    }  # fmt: skip
    assert bench.read(grants_of_key(bench.subject)) is None


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"dataset": DatasetId("tax-bureau/unpublished")}, "dataset_unknown"),
        ({"fields": ("rev12_fen", "turnover_of_the_neighbour")}, "field_unknown"),
        ({"fields": ()}, "bad_terms"),
        ({"fields": ("rev_yoy", "rev12_fen")}, "bad_terms"),
        ({"receiver": OrgId("no-member")}, "bad_terms"),
        ({"receiver": OrgId("tax-bureau")}, "bad_terms"),
        ({"custodian": OrgId("bank-b")}, "bad_terms"),  # not the custodian of the dataset
        ({"uses": 0}, "bad_terms"),
        ({"uses": 100_001}, "bad_terms"),
        ({"period_days": 30}, "bad_terms"),  # a period without a limit
        ({"uses_per_period": 2}, "bad_terms"),
        ({"not_before": 5, "expires": 5}, "bad_terms"),
        ({"not_before": 0, "expires": DAY_MS}, "bad_terms"),  # over before it is opened
        ({"not_before": 0, "expires": 1831 * DAY_MS}, "bad_terms"),
        ({"purpose": "Any Purpose"}, "bad_terms"),
        ({"notice_digest": ""}, "bad_terms"),
    ],
)
def test_terms_that_no_signature_makes_good(bench, changed, reason):
    assert bench.say("bank-a", "grants", "open", bench.signed(bench.terms(**changed))).reason == reason


def test_a_grant_opens_once(bench):
    terms = bench.open()
    assert bench.say("bank-b", "grants", "open", bench.signed(terms)).reason == "already_open"
    assert bench.say("bank-a", "grants", "revoke", bench.revocation(terms)).reason == ""
    assert bench.say("bank-a", "grants", "open", bench.signed(terms)).reason == "already_open"


def test_a_bundle_that_is_not_a_sorted_list_of_digests_is_refused(bench):
    first, second = bench.terms(), bench.terms()
    args = bench.signed(first, second)
    for bundle in (args["bundle"][::-1], [*args["bundle"], args["bundle"][-1]], ["AB" * 32], [1], "x"):
        assert bench.say("bank-a", "grants", "open", args | {"bundle": bundle}).reason == "bad_args"


# using


def test_uses_are_counted_to_the_last_and_no_further(bench):
    terms = bench.open(uses=3)
    assert [_use(bench, terms).result for _ in range(3)] == [{"n": k, "seq": k} for k in (1, 2, 3)]
    assert _use(bench, terms).reason == "exhausted"
    assert bench.read(tally_key(terms.id))["n"] == 3


def test_the_same_request_is_the_same_use(bench):
    terms = bench.open(uses=2)
    asked = bench.asked(terms)
    first = bench.say("tax-bureau", "grants", "use", asked)
    _use(bench, terms)
    assert bench.say("tax-bureau", "grants", "use", asked).result == first.result == {"n": 1, "seq": 1}
    assert bench.read(tally_key(terms.id))["seq"] == 2


def test_a_request_id_cannot_be_reused_for_another_question(bench):
    terms = bench.open()
    asked = bench.asked(terms)
    bench.say("tax-bureau", "grants", "use", asked)
    assert bench.say("tax-bureau", "grants", "use", asked | {"fields": ["rev_yoy"]}).reason == "request_reused"


@pytest.mark.parametrize(
    ("issuer", "changed", "reason"),
    [
        ("bank-a", {}, "not_custodian"),
        ("operator", {}, "not_custodian"),
        ("tax-bureau", {"receiver": "bank-b"}, "wrong_receiver"),
        ("tax-bureau", {"purpose": "marketing"}, "wrong_purpose"),
        ("tax-bureau", {"program": "raw/1"}, "wrong_program"),
        ("tax-bureau", {"fields": ["rev12_fen", "tax12_fen"]}, "wrong_fields"),
        ("tax-bureau", {"fields": []}, "wrong_fields"),
        ("tax-bureau", {"fields": ["rev_yoy", "rev12_fen"]}, "wrong_fields"),
        ("tax-bureau", {"grant": "grt_00000000000000000000000000"}, "not_open"),
        ("tax-bureau", {"grant": "1"}, "bad_args"),
        ("tax-bureau", {"request": "again"}, "bad_args"),
    ],
)
def test_a_use_outside_the_grant_is_refused_and_counts_nothing(bench, issuer, changed, reason):
    terms = bench.open()
    assert _use(bench, terms, issuer, **changed).reason == reason
    assert bench.read(tally_key(terms.id))["seq"] == 0


def test_fewer_fields_than_granted_may_be_asked(bench):
    assert _use(bench, bench.open(), fields=["rev_yoy"]).result["n"] == 1


def test_a_grant_holds_from_its_beginning_until_before_its_end(bench):
    terms = bench.open(not_before=bench.now_ms + 1000, expires=bench.now_ms + 2000)
    assert _use(bench, terms).reason == "not_yet"
    bench.clock.advance(timedelta(milliseconds=1000))
    assert _use(bench, terms).result["n"] == 1
    bench.clock.advance(timedelta(milliseconds=999))
    assert _use(bench, terms).result["n"] == 2
    bench.clock.advance(timedelta(milliseconds=1))
    assert _use(bench, terms).reason == "expired"


def test_frequency_is_limited_over_every_window_of_the_period(bench):
    terms = bench.open(uses=100, period_days=30, uses_per_period=2)
    assert _use(bench, terms).result["n"] == 1
    bench.clock.advance(timedelta(days=20))
    assert _use(bench, terms).result["n"] == 2
    assert _use(bench, terms).reason == "too_often"
    bench.clock.advance(timedelta(days=10))
    assert _use(bench, terms).result["n"] == 3
    assert _use(bench, terms).reason == "too_often"


@given(gaps=st.lists(st.integers(0, 20), max_size=40), limit=st.integers(1, 4), days=st.integers(1, 30))
@settings(max_examples=40, deadline=None)
def test_no_window_ever_holds_more_uses_than_allowed(gaps, limit, days):
    bench = Bench(ManualClock(datetime(2026, 3, 1, tzinfo=UTC)))
    bench.prepare()
    terms = bench.open(uses=1000, period_days=days, uses_per_period=limit, expires=bench.now_ms + 1800 * DAY_MS)
    used, day = [], 0
    for gap in gaps:
        bench.clock.advance(timedelta(days=gap))
        day += gap
        allowed = sum(1 for at in used if at > day - days) < limit
        assert (_use(bench, terms).reason == "") == allowed
        if allowed:
            used.append(day)


def test_a_late_clock_cannot_bring_an_expired_grant_back(bench):
    terms = bench.open(expires=bench.now_ms + 2 * DAY_MS)
    bench.clock.advance(timedelta(days=3))
    bench.say("bank-b", "anchors", "batch", {"root": "00" * 32, "count": 1, "kind": "tick"})
    bench.clock = ManualClock(datetime(2026, 3, 1, tzinfo=UTC))
    assert _use(bench, terms).reason == "expired"


# outcomes, denials, revocation


def test_an_outcome_is_recorded_once(bench):
    terms = bench.open()
    _use(bench, terms)
    args = {"grant": str(terms.id), "n": 1, "outcome": "answered", "answer_digest": "33" * 32}
    assert bench.say("tax-bureau", "grants", "outcome", args | {"n": 2}).reason == "no_such_use"
    assert bench.say("bank-a", "grants", "outcome", args).reason == "not_custodian"
    assert bench.say("tax-bureau", "grants", "outcome", args | {"outcome": "sold"}).reason == "bad_args"
    assert bench.say("tax-bureau", "grants", "outcome", args).reason == ""
    assert (
        bench.say("tax-bureau", "grants", "outcome", args | {"answer_digest": "44" * 32}).reason == "already_recorded"
    )
    assert bench.read(outcome_key(terms.id, 1))["answer_digest"] == "33" * 32


def test_denials_take_numbers_among_the_uses(bench):
    terms = bench.open()
    _use(bench, terms)
    request = bench.asked(terms)["request"]
    args = {"grant": str(terms.id), "request": request, "receiver": "bank-b", "reason": "wrong_receiver"}
    assert bench.say("tax-bureau", "grants", "deny", args).result == {"seq": 2}
    assert bench.say("tax-bureau", "grants", "deny", args).result == {"seq": 2}
    assert bench.say("bank-b", "grants", "deny", args).reason == "not_custodian"
    assert _use(bench, terms).result == {"n": 2, "seq": 3}
    kinds = [bench.read(number_key(terms.id, seq))["kind"] for seq in (1, 2, 3)]
    assert kinds == ["use", "denied", "use"]


def test_revocation_holds_for_the_next_use(bench):
    terms = bench.open()
    asked = bench.asked(terms)
    assert bench.say("tax-bureau", "grants", "use", asked).result["n"] == 1
    assert bench.say("bank-b", "grants", "revoke", bench.revocation(terms)).reason == ""
    assert _use(bench, terms).reason == "revoked"
    assert bench.say("tax-bureau", "grants", "use", asked).result["n"] == 1  # counted before: still the same use
    assert bench.say("bank-b", "grants", "revoke", bench.revocation(terms)).reason == "already_revoked"


def test_only_the_enterprise_revokes_its_grant(bench):
    terms, other = bench.open(), bench.open()
    forged = bench.revocation(terms, device=signer_of("bank-a"))
    assert bench.say("bank-a", "grants", "revoke", forged).reason == "bad_subject_signature"
    moved = bench.revocation(other) | {"grant": str(terms.id)}
    assert bench.say("bank-a", "grants", "revoke", moved).reason == "bad_subject_signature"
    later = bench.revocation(terms) | {"at": bench.now_ms + 1}
    assert bench.say("bank-a", "grants", "revoke", later).reason == "bad_subject_signature"


@given(
    args=st.dictionaries(
        st.sampled_from(["grant", "request", "terms", "bundle", "signature", "n"]),
        st.none() | st.integers(0, 9) | st.text(max_size=5),
    )
)
@settings(max_examples=60, deadline=None)
def test_rubbish_is_refused_with_a_code(args):
    bench = Bench(ManualClock(datetime(2026, 3, 1, tzinfo=UTC)))
    for action in ("open", "use", "outcome", "deny", "revoke"):
        assert bench.say("tax-bureau", "grants", action, args).reason in {"bad_args", "bad_terms"}
