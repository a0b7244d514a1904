"""What every engine promises, run against each: `embedded`, four real validators under `cometbft`, and a follower;
and under each crypto suite. Real validators take long to start: the last test alone asks them under another suite."""

import threading
from datetime import timedelta

import pytest

from puhui.kernel import suite
from puhui.kernel.ids import EntryId, OrgId
from puhui.kernel.suites import DEFAULT_SUITE, SUITES
from puhui.ledger import (
    EntryNotFound,
    Finality,
    MalformedStatement,
    ReceiptNotReady,
    StatementNotAdmitted,
    entry_id,
    parse_statement,
    read_all,
)
from puhui.ledger.handover import follow
from puhui.ledger.model import MAX_STATEMENT_BYTES
from puhui.ledger.verify import verify_receipt
from tests.contract.comet_city import CometCity
from tests.contract.consortium import ORIGIN, Consortium
from tests.contract.followed import FollowingCity
from tests.contract.governing import Members, newcomer

ENGINES = {"embedded": Consortium.ledger, "cometbft": CometCity, "followed": FollowingCity}


SETTINGS = [
    pytest.param((engine, name), id=f"{engine}-{name}", marks=[pytest.mark.cometbft] if engine == "cometbft" else [])
    for engine in ENGINES
    for name in SUITES
    if engine != "cometbft" or name == DEFAULT_SUITE
]


# A follower believes nothing, not even an entry of its own, before a quorum has signed a head over it.
ORDERING = [one for one in SETTINGS if one.values[0][0] != "followed"]


@pytest.fixture(params=SETTINGS)
def setting(request):
    return request.param


@pytest.fixture
def engine(setting):
    return ENGINES[setting[0]]


@pytest.fixture
def city(setting):
    return Consortium(of=suite(setting[1]))


@pytest.fixture
def ledger(city, engine, tmp_path):
    with engine(city, tmp_path) as ledger:
        assert ledger.submit(city.genesis()).finality is Finality.COMMITTED
        yield ledger


def test_nothing_is_admitted_before_the_genesis(city, engine, tmp_path):
    with engine(city, tmp_path) as ledger:
        with pytest.raises(StatementNotAdmitted) as refused:
            ledger.submit(city.batch())
        assert refused.value.reason == "no_genesis"
        assert ledger.entries(0, 10) == []


def test_a_statement_is_committed_in_order_and_read_back(city, ledger):
    first, second = city.batch(), city.record(1)
    one, two = ledger.submit(first), ledger.submit(second)
    assert (one.finality, one.index, two.index) == (Finality.COMMITTED, 1, 2)
    assert two.result == {"seq": 1}
    assert ledger.entries(1, 5) == [first, second]
    assert ledger.verdict(one.entry) == one
    assert ledger.read("anchors/bank-one/loan") == 1
    assert ledger.read("anchors/bank-one/other") is None


def test_many_states_are_read_at_once_in_the_order_that_was_asked(city, ledger):
    for seq in (1, 2):
        ledger.submit(city.record(seq))
    known, unknown = "anchors/bank-one/loan", "anchors/bank-one/other"
    assert ledger.read_many([]) == []
    member = "membership/members/bank-one"
    assert ledger.read_many([unknown, known, member, known]) == [None, 2, ledger.read(member), 2]
    with pytest.raises(ValueError, match="1000"):
        ledger.read_many([known] * 1001)
    assert read_all(ledger, (known for _ in range(1001))) == [2] * 1001


def test_an_entry_that_nobody_sent_is_unknown(ledger):
    nobody = EntryId("00" * 32)
    assert ledger.verdict(nobody).finality is Finality.UNKNOWN
    with pytest.raises(EntryNotFound):
        ledger.receipt(nobody)


def test_the_same_bytes_get_the_same_verdict(city, ledger):
    good, bad = city.record(1), city.record(7)
    assert ledger.submit(good) == ledger.submit(good)
    assert ledger.submit(bad) == ledger.submit(bad)
    assert len(ledger.entries(0, 10)) == 2


def test_a_refusal_is_durable_and_leaves_the_state_alone(city, engine, tmp_path, ledger):
    gap = city.record(2)
    verdict = ledger.submit(gap)
    assert (verdict.finality, verdict.reason, verdict.index) == (Finality.INVALID, "out_of_sequence", None)
    assert ledger.read("anchors/bank-one/loan") is None
    ledger.submit(city.record(1))
    ledger.close()
    with engine(city, tmp_path) as again:
        assert again.submit(gap) == verdict, "what was refused once stays refused, though it would pass now"
        with pytest.raises(EntryNotFound):
            again.receipt(verdict.entry)


def test_a_resigned_copy_with_a_used_nonce_is_not_a_second_entry(city, ledger):
    from puhui.kernel import ManualClock, SeededEntropy
    from puhui.ledger import build_statement

    args = {"root": "ab" * 32, "count": 1, "kind": "test"}
    copies = [
        build_statement(
            city.signers[OrgId("tax-one")],
            OrgId("tax-one"),
            "anchors",
            "batch",
            args,
            clock=ManualClock(city.clock.now()),
            entropy=SeededEntropy(9),
            subject=subject,
        )
        for subject in ("", "again")
    ]
    assert ledger.submit(copies[0]).finality is Finality.COMMITTED
    assert ledger.submit(copies[1]).reason == "nonce_used"


@pytest.mark.parametrize(
    ("issuer", "signed_by", "reason"),
    [("stranger", "tax-one", "unknown_issuer"), ("tax-one", "bank-one", "unknown_key")],
    ids=["issuer_is_no_member", "signed_with_another_members_key"],
)
def test_what_is_not_a_members_word_leaves_no_trace(city, ledger, issuer, signed_by, reason):
    args = {"root": "ab" * 32, "count": 1, "kind": "test"}
    statement = city.statement(issuer, "anchors", "batch", args, signer=city.signers[OrgId(signed_by)])
    with pytest.raises(StatementNotAdmitted) as refused:
        ledger.submit(statement)
    assert refused.value.reason == reason
    assert ledger.verdict(entry_id(statement)).finality is Finality.UNKNOWN


def test_a_forged_signature_is_not_admitted(city, ledger):
    forged = bytearray(city.batch())
    forged[-1] ^= 1
    with pytest.raises(StatementNotAdmitted) as refused:
        ledger.submit(bytes(forged))
    assert refused.value.reason == "bad_signature"


def test_a_statement_dated_ahead_waits_for_its_time(city, ledger):
    ahead = city.statement(
        "tax-one", "anchors", "batch", {"root": "ab" * 32, "count": 1, "kind": "t"}, ahead_s=5 * 60 + 1
    )
    with pytest.raises(StatementNotAdmitted) as refused:
        ledger.submit(ahead)
    assert refused.value.reason == "too_early"
    city.clock.advance(timedelta(seconds=1))
    assert ledger.submit(ahead).finality is Finality.COMMITTED


@pytest.mark.parametrize("data", [b"", b"\xd2\x84", b"x" * 70_000], ids=["empty", "cut", "larger_than_the_limit"])
def test_bytes_that_are_no_statement_are_refused(ledger, data):
    with pytest.raises(MalformedStatement):
        ledger.submit(data)


def test_64_kib_is_decided_and_one_byte_more_is_malformed(city, ledger):
    spare = MAX_STATEMENT_BYTES - len(city.unchecked("tax-one", {"kind": "x" * 60_000}))
    exact = city.unchecked("tax-one", {"kind": "x" * (60_000 + spare)})
    beyond = city.unchecked("tax-one", {"kind": "x" * (60_001 + spare)})
    assert (len(exact), len(beyond)) == (MAX_STATEMENT_BYTES, MAX_STATEMENT_BYTES + 1)
    assert ledger.submit(exact).reason == "bad_args", "read, ordered and refused by its contract"
    with pytest.raises(MalformedStatement, match="65537 bytes"):
        ledger.submit(beyond)
    assert ledger.verdict(entry_id(beyond)).finality is Finality.UNKNOWN


def test_a_second_genesis_is_refused(city, ledger):
    assert ledger.submit(city.genesis()).reason == "not_first"


def test_unknown_contracts_and_actions_are_refused(city, ledger):
    assert ledger.submit(city.statement("tax-one", "nonsense", "do", {})).reason == "unknown_contract"
    assert ledger.submit(city.statement("tax-one", "anchors", "do", {})).reason == "unknown_action"


def test_receipts_verify_for_old_and_new_entries(city, ledger):
    statements = [city.batch() for _ in range(20)]
    verdicts = [ledger.submit(statement) for statement in statements]
    trust = city.trust(ledger)
    for statement, verdict in zip(statements, verdicts, strict=True):
        proved = verify_receipt(ledger.receipt(verdict.entry), trust)
        assert (proved.entry, proved.index, proved.origin) == (verdict.entry, verdict.index, ORIGIN)
        assert (proved.issuer.org, proved.contract, proved.args) == (
            "tax-one",
            "anchors",
            parse_statement(statement).args,
        )
        assert len(proved.cosigned_by) >= proved.quorum == 3


@pytest.mark.parametrize("setting", ORDERING, indirect=True)
def test_no_receipt_without_a_quorum(city, engine, tmp_path):
    two = {org: city.witness(tmp_path, org) for org in city.consensus[:2]}
    with engine(city, tmp_path, witnesses=two, receipt_wait_s=0.2) as ledger:
        verdict = ledger.submit(city.genesis())
        with pytest.raises(ReceiptNotReady) as refused:
            ledger.receipt(verdict.entry)
        assert refused.value.retriable
        assert refused.value.data["quorum"] == 3


def test_a_restart_keeps_everything_acknowledged(city, engine, tmp_path, ledger):
    verdicts = [ledger.submit(city.record(seq)) for seq in range(1, 30)]
    ledger.close()
    with engine(city, tmp_path) as again:
        assert [again.verdict(one.entry) for one in verdicts] == verdicts
        assert again.read("anchors/bank-one/loan") == 29
        assert again.submit(city.record(30)).index == 30
        verify_receipt(again.receipt(verdicts[0].entry), city.trust(again))


def test_concurrent_submitters_are_all_decided_once(city, ledger):
    groups = [[city.batch() for _ in range(25)] for _ in range(8)]
    shared = city.batch()
    seen, lock = [], threading.Lock()

    def send(statements):
        mine = [ledger.submit(statement) for statement in [*statements, shared]]
        with lock:
            seen.extend(mine)

    threads = [threading.Thread(target=send, args=(group,)) for group in groups]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    committed = ledger.entries(1, 1000)
    assert sorted(committed) == sorted([shared, *(one for group in groups for one in group)])
    assert all(committed[verdict.index - 1] and verdict.finality is Finality.COMMITTED for verdict in seen)
    assert len({verdict.index for verdict in seen}) == 201


def test_members_admit_another_which_may_speak_from_then_on(city, ledger):
    members = Members(city, ledger.submit)
    _, signer = newcomer(of=city.suite)
    early = city.statement("bank-five", "anchors", "batch", {"root": "ab" * 32, "count": 1, "kind": "t"}, signer=signer)
    with pytest.raises(StatementNotAdmitted):
        ledger.submit(early)
    first = ledger.trust
    members.admit()
    assert ledger.submit(early).finality is Finality.COMMITTED
    shown = verify_receipt(ledger.receipt(entry_id(early)), ledger.trust)
    assert shown.issuer.name_zh == "第五银行"
    assert follow(first, ledger.handovers()) == ledger.trust


def test_the_suspended_are_not_admitted(city, ledger):
    Members(city, ledger.submit).decide({"kind": "suspend", "org": "bank-one"})
    with pytest.raises(StatementNotAdmitted) as refused:
        ledger.submit(city.record(1))
    assert refused.value.reason == "suspended_issuer"


@pytest.mark.cometbft
@pytest.mark.parametrize("name", [name for name in SUITES if name != DEFAULT_SUITE])
def test_real_validators_keep_a_log_of_another_suite(name, tmp_path):
    city = Consortium(of=suite(name))
    with CometCity(city, tmp_path) as ledger:
        ledger.submit(city.genesis())
        first = ledger.trust
        assert ledger.submit(city.record(2)).reason == "out_of_sequence"
        Members(city, ledger.submit).admit()
        entry = ledger.submit(city.batch()).entry
        trust = ledger.trust
        assert verify_receipt(ledger.receipt(entry), trust).quorum == 3
        assert follow(first, ledger.handovers()) == trust
        assert trust.suite.name == name
