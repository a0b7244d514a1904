"""What a job of each operation must look like, and the names that follow from it."""

from dataclasses import replace

import pytest

from puhui.kernel import suite
from puhui.privacy import JobSpec, Op, Party, Scheme, worker
from puhui.privacy.errors import TooManyNames
from puhui.privacy.jobs import UnderGrants, UnderMandate, permit_fields, permit_program, request_of
from puhui.privacy.jobs.errors import DisclosureDiffers, JobUnsound
from puhui.privacy.jobs.model import others_who_receive
from puhui.privacy.jobs.offering import OFFERS, check_disclosure, check_program, check_shape
from puhui.privacy.programs import program_digest

SUITE, SM2 = suite("ed25519-sha256"), suite("sm2-sm3")
OWNER, ASKER = Party("police-one", 1000, ("name", "level")), Party("bank-one", 3, ("name",))
LOOKUP = {"key": "name", "kind": "text", "curve": "fourq", "level": "level", "levels": ["high", "low"]}
MATCH = {"key": "name", "kind": "text", "curve": "curve25519"}
A, B = Party("bank-one", 5, ("name",)), Party("tax-one", 9, ("name",))


def pinned(spec, of=SUITE):
    spec = replace(spec, nonce="ab" * 16, disclosure=OFFERS[spec.op].learns(spec))
    return replace(spec, program=program_digest(spec, of))


def lookup(**params):
    return pinned(JobSpec(Op.LOOKUP, Scheme.UNBALANCED, (OWNER, ASKER), ("bank-one",), "", {**LOOKUP, **params}))


def match(of=SUITE, **changed):
    spec = {"scheme": Scheme.RR22, "parties": (A, B), "receivers": ("bank-one",), "params": MATCH} | changed
    return pinned(JobSpec(op=Op.MATCH, program="", **spec), of)


def test_what_workers_run_nodes_offer_under_rules():
    """An operation without a row in `OFFERS` is refused by every node: whoever adds one adds its rules."""
    assert set(OFFERS) == set(worker._OPERATIONS) == set(Op)


@pytest.mark.parametrize("spec", [lookup(), match(), match(receivers=("bank-one", "tax-one"))])
def test_sound_jobs_pass_every_check_and_survive_their_encoding(spec):
    again = JobSpec.parse(spec.encoded())
    assert again == replace(spec, params=dict(spec.params))
    check_shape(again, SUITE)
    check_program(again, SUITE)
    check_disclosure(again)


@pytest.mark.parametrize(
    "spec",
    [
        lookup(levels=[]),
        lookup(levels=[str(at) for at in range(17)]),
        lookup(curve="sm2"),
        lookup(key="phone"),
        replace(lookup(), receivers=("police-one",)),
        replace(lookup(), receivers=("police-one", "bank-one")),
        replace(lookup(), receivers=()),
        replace(lookup(), receivers=("notary-one",)),
        replace(lookup(), parties=(ASKER, OWNER)),
        replace(lookup(), nonce=""),
        replace(match(), parties=(A, A)),
        replace(match(), parties=(A, B, replace(A, name="power-one"))),
        replace(match(), parties=(A, replace(B, columns=("name", "salary")))),
        replace(match(), parties=(A, replace(B, dataset="bank-one/customers"))),
        replace(match(), parties=(A, replace(B, name="Tax One"))),
        replace(match(), parties=(A, replace(B, rows="9"))),
        replace(match(), parties=(A, replace(B, rows=-1))),
        replace(match(), parties=(A, replace(B, columns=()))),
        replace(match(), parties=(A, replace(B, schema="x"))),
    ],
)
def test_unsound_jobs_are_refused(spec):
    with pytest.raises(JobUnsound):
        check_shape(spec, SUITE)


def test_a_lookup_asks_for_a_few_names():
    spec = lookup()
    with pytest.raises(TooManyNames):
        check_shape(replace(spec, parties=(OWNER, replace(ASKER, rows=101))), SUITE)


def test_under_the_other_suite_a_match_runs_on_its_curve_alone():
    with pytest.raises(JobUnsound):
        check_shape(match(SM2), SM2)
    check_shape(match(SM2, scheme=Scheme.ECDH, params={**MATCH, "curve": "sm2"}), SM2)


def test_levels_are_part_of_what_is_learnt():
    with pytest.raises(DisclosureDiffers):
        check_disclosure(replace(lookup(), params={**LOOKUP, "levels": ["high"]}))


def test_names_of_permits():
    spec = match()
    assert permit_program(spec) == "match/1"
    model = replace(spec, op=Op.SCORE, params={**MATCH, "model": "cd" * 32})
    assert permit_program(model) == f"score/1/{'cd' * 32}"
    job = spec.digest(SUITE)
    assert request_of(job) == request_of(job) != request_of(replace(spec, nonce="cd" * 16).digest(SUITE))


def test_who_brings_no_column_has_nothing_that_reaches_another():
    computer = Party("court-one", 0, ())
    spec = replace(match(receivers=("bank-one", "tax-one")), parties=(A, B, computer))
    assert others_who_receive(spec, "court-one") == ()
    assert others_who_receive(spec, "bank-one") == ("tax-one",)


def test_the_enterprises_code_is_no_field_of_a_grant_and_every_column_is_one_of_a_mandate():
    rows = Party("tax-one", 2, ("code", "rev12_fen"))
    spec = replace(match(), parties=(A, rows), params={**MATCH, "key": "code", "kind": "uscc"})
    mandate = UnderMandate("mnd_01J00000000000000000000000")
    assert permit_fields(spec, "tax-one", mandate) == ("code", "rev12_fen")
    assert permit_fields(spec, "tax-one", UnderGrants(())) == ("rev12_fen",)
    loose = replace(spec, params={**MATCH, "key": "code", "kind": "text"})
    assert permit_fields(loose, "tax-one", UnderGrants(())) == ("code", "rev12_fen")
