"""What the embedded engine does under load, with witnesses that fail or lie, and on files that were tampered with."""

import shutil
import sqlite3
import threading

import pytest

from puhui.kernel.errors import Category, PuhuiError
from puhui.kernel.text import Text
from puhui.ledger import Finality, LedgerStopped, QueueFull, ReceiptNotReady, parse_statement
from puhui.ledger.check import check_ledger
from puhui.ledger.contracts import Contract, Contracts, Refusal, governance
from puhui.ledger.disk import Disk
from puhui.ledger.engines.embedded import engine
from puhui.ledger.errors import LedgerDamaged, StatementNotAdmitted
from puhui.ledger.verify import verify_receipt
from puhui.ledger.witness import Cosigned
from tests.contract.consortium import ORGS, Consortium


class Unreachable(PuhuiError):
    category = Category.UNAVAILABLE
    cause = remedy = Text(zh="无法连接", en="cannot be reached")


@pytest.fixture
def city():
    return Consortium()


def test_all_witnesses_cosign_the_same_heads_under_load(city, tmp_path):
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
        verdicts = [ledger.submit(city.batch()) for _ in range(60)]
        ledger.receipt(verdicts[-1].entry)
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    counts = connection.execute(
        "SELECT count(name) FROM checkpoints LEFT JOIN cosignatures USING (size) GROUP BY size ORDER BY size"
    ).fetchall()
    connection.close()
    assert all(count >= 3 for (count,) in counts[:-1]), "no head is left behind without its quorum"


class Flaky:
    """A witness that cannot be reached the first times it is asked."""

    def __init__(self, witness, failures):
        self.witness, self.left = witness, failures

    def cosign(self, request):
        if self.left:
            self.left -= 1
            raise Unreachable
        return self.witness.cosign(request)


def test_an_unreachable_witness_is_asked_again_and_stops_nobody(city, tmp_path):
    witnesses = {org: Flaky(city.witness(tmp_path, org), 2) for org in city.consensus}
    with city.ledger(tmp_path, witnesses=witnesses) as ledger:
        verdict = ledger.submit(city.genesis())
        assert verdict.finality is Finality.COMMITTED
        verify_receipt(ledger.receipt(verdict.entry), city.trust(ledger))


class Liar:
    """A witness that answers with another's lines."""

    def __init__(self, other):
        self.other = other

    def cosign(self, request):
        return Cosigned(self.other.cosign(request).lines)


def test_a_witness_that_answers_wrongly_is_not_counted(city, tmp_path):
    honest = {org: city.witness(tmp_path, org) for org in city.consensus[:2]}
    (tmp_path / "liars").mkdir()
    liars = {org: Liar(city.witness(tmp_path / "liars", ORGS[0])) for org in city.consensus[2:]}
    with city.ledger(tmp_path, witnesses=honest | liars, receipt_wait_s=0.3) as ledger:
        verdict = ledger.submit(city.genesis())
        with pytest.raises(ReceiptNotReady):
            ledger.receipt(verdict.entry)


def test_a_ledger_restored_from_an_old_copy_convicts_itself(city, tmp_path):
    old = tmp_path / "old"
    with city.ledger(tmp_path) as ledger:
        ledger.receipt(ledger.submit(city.genesis()).entry)
        ledger.receipt(ledger.submit(city.batch()).entry)
    shutil.copytree(tmp_path, old)
    with city.ledger(tmp_path) as ledger:
        ledger.receipt(ledger.submit_all([city.batch() for _ in range(5)])[-1].entry)
    for name in ("ledger.sqlite", "ledger.sqlite-wal", "ledger.sqlite-shm"):
        (tmp_path / name).unlink(missing_ok=True)
        if (old / name).exists():
            shutil.copy(old / name, tmp_path / name)
    with city.ledger(tmp_path, receipt_wait_s=0.5) as ledger:
        verdict = ledger.submit(city.batch())
        with pytest.raises(ReceiptNotReady):
            ledger.receipt(verdict.entry)
    kinds = {one.kind for org in city.consensus for one in city.witness(tmp_path, org).evidence()}
    assert kinds == {"rollback"}
    report = check_ledger(tmp_path / "ledger.sqlite", witnesses=tuple(tmp_path.glob("*.witness.sqlite")))
    assert {one.check for one in report.findings} == {11}


def test_a_full_queue_pushes_back(city, tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "MAX_QUEUED", 3)
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
        with pytest.raises(QueueFull) as full:
            ledger.submit_all([city.batch() for _ in range(4)])
        assert full.value.retriable
        assert ledger.size == 1
        assert len(ledger.submit_all([city.batch() for _ in range(3)])) == 3


def test_one_statement_that_is_not_admitted_keeps_its_whole_call_out(city, tmp_path):
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
        forged = bytearray(city.batch())
        forged[-1] ^= 1
        with pytest.raises(StatementNotAdmitted):
            ledger.submit_all([city.batch(), bytes(forged), city.batch()])
        assert ledger.size == 1
        assert ledger.submit_all([]) == []


class SlowDisk(Disk):
    """Holds each commit of the ledger until the test lets it go."""

    def __init__(self):
        super().__init__(synchronous="OFF")
        self.reached, self.go = threading.Event(), threading.Event()
        self.hold = False

    def commit(self, connection):
        if self.hold:
            self.reached.set()
            assert self.go.wait(30)
        super().commit(connection)


def test_an_entry_is_pending_until_it_is_durable(city, tmp_path):
    disk = SlowDisk()
    with city.ledger(tmp_path, disk=disk, witnesses={}) as ledger:
        ledger.submit(city.genesis())
        disk.hold, raw = True, city.batch()
        entry = parse_statement(raw).entry
        told = []
        caller = threading.Thread(target=lambda: told.append(ledger.submit(raw)))
        caller.start()
        assert disk.reached.wait(30)
        assert ledger.verdict(entry).finality is Finality.PENDING
        assert not told
        disk.hold = False
        disk.go.set()
        caller.join()
        assert ledger.verdict(entry) == told[0]
        assert told[0].finality is Finality.COMMITTED


def test_a_closed_ledger_takes_nothing_more(city, tmp_path):
    ledger = city.ledger(tmp_path)
    ledger.submit(city.genesis())
    ledger.close()
    with pytest.raises(LedgerStopped):
        ledger.submit(city.batch())


def test_two_processes_on_one_file_do_not_double_or_fork_it(city, tmp_path):
    with city.ledger(tmp_path, witnesses={}) as first, city.ledger(tmp_path, witnesses={}) as second:
        first.submit(city.genesis())
        with pytest.raises((LedgerStopped, StatementNotAdmitted)):
            second.submit(city.genesis())
        first.submit(city.batch())
    assert check_ledger(tmp_path / "ledger.sqlite").findings == []


def test_a_file_of_another_log_key_is_not_opened(city, tmp_path):
    with city.ledger(tmp_path, witnesses={}) as ledger:
        ledger.submit(city.genesis())
    city.log_signer = city._signer(251)
    with pytest.raises(LedgerDamaged):
        city.ledger(tmp_path, witnesses={})


@pytest.mark.parametrize(
    "damage",
    ["DELETE FROM entries WHERE idx > 0", "PRAGMA user_version = 99"],
    ids=["a_head_beyond_the_entries", "another_schema"],
)
def test_a_damaged_file_is_not_served(city, tmp_path, damage):
    with city.ledger(tmp_path) as ledger:
        ledger.submit(city.genesis())
        ledger.receipt(ledger.submit(city.batch()).entry)
    connection = sqlite3.connect(tmp_path / "ledger.sqlite")
    connection.executescript(damage)
    connection.close()
    with pytest.raises(LedgerDamaged):
        city.ledger(tmp_path, witnesses={})


def test_a_contract_that_fails_refuses_one_entry_and_stops_nothing(city, tmp_path):
    def broken(state, entry):
        state.put("broken/half", 1)
        return {"never": 1 // len(entry.args["empty"])}

    def meddling(state, _):
        state.put("membership/log", {"origin": "mine", "suite": "mine"})
        return {}

    def refusing(state, _):
        state.put("broken/half", 1)
        raise Refusal("not_today")

    def unspeakable(*_):
        return {"half": 0.5}

    actions = {"fail": broken, "meddle": meddling, "float": unspeakable, "refuse": refusing}
    contracts = Contracts([governance.CONTRACT, Contract("broken", actions)])
    with city.ledger(tmp_path, contracts=contracts, witnesses={}) as ledger:
        ledger.submit(city.genesis())
        said = {
            action: ledger.submit(city.statement("tax-one", "broken", action, {"empty": ""})).reason
            for action in actions
        }
        failed = dict.fromkeys(["fail", "meddle", "float"], "contract_failed")
        assert said == failed | {"refuse": "not_today"}
        assert ledger.read("broken/half") is None
        assert ledger.read("membership/log")["origin"] != "mine"
    assert check_ledger(tmp_path / "ledger.sqlite", contracts=contracts).findings == []


def test_two_contracts_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two contracts"):
        Contracts([governance.CONTRACT, governance.CONTRACT])


GENESIS_ATTACKS = {
    "origin_with_a_space": ({"origin": "two words"}, "bad_origin"),
    "another_suite": ({"suite": "sm2-sm3"}, "wrong_suite"),
    "nobody": ({"organisations": []}, None),
    "an_organisation_twice": (lambda orgs: [*orgs, orgs[1]], "organisation_twice"),
    "a_key_twice": (lambda orgs: [*orgs[:-1], orgs[-1] | {"key": orgs[0]["key"]}], "key_twice"),
    "an_unknown_role": (lambda orgs: [*orgs[:-1], orgs[-1] | {"role": "friend"}], "unknown_role"),
    "no_consensus_node": (lambda orgs: [one | {"consensus": False} for one in orgs], "no_consensus_node"),
    "not_by_the_operator": (lambda orgs: [orgs[0] | {"role": "bank"}, *orgs[1:]], "not_operator"),
    "a_flag_that_is_a_number": (lambda orgs: [orgs[0] | {"consensus": 1}, *orgs[1:]], "bad_args"),
}


@pytest.mark.parametrize("attack", GENESIS_ATTACKS)
def test_a_wrong_genesis_begins_nothing(city, tmp_path, attack):
    changed, reason = GENESIS_ATTACKS[attack]
    changed = changed if isinstance(changed, dict) else {"organisations": changed(city.organisations)}
    with city.ledger(tmp_path, witnesses={}) as ledger:
        if reason is None:
            with pytest.raises(StatementNotAdmitted):
                ledger.submit(city.genesis(**changed))
        else:
            assert ledger.submit(city.genesis(**changed)).reason == reason
        assert ledger.size == 0
        assert ledger.submit(city.genesis()).index == 0
