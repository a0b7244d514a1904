"""`check` finds every kind of damage that a hand in the database can do, and nothing in an honest ledger."""

import shutil
import sqlite3
from dataclasses import replace

import pytest

from puhui.kernel import encode
from puhui.ledger.check import check_agreement, check_ledger, find_ledgers
from puhui.ledger.checkpoint import Checkpoint, sign_checkpoint
from puhui.ledger.witness import KeptWitness
from tests.contract.consortium import ORIGIN, Consortium


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    """A folder with a ledger of 40 entries and five refusals, and its four witnesses."""
    folder, city = tmp_path_factory.mktemp("honest"), Consortium()
    with city.ledger(folder) as ledger:
        ledger.submit(city.genesis())
        verdicts = ledger.submit_all([city.record(seq) for seq in range(1, 21)])
        ledger.receipt(verdicts[-1].entry)
        for seq in (3, 40, 41, 42, 43):
            assert ledger.submit(city.record(seq)).reason == "out_of_sequence"
        verdicts = ledger.submit_all([city.batch() for _ in range(19)])
        ledger.receipt(verdicts[-1].entry)
        trust = city.trust(ledger)
    return folder, trust


@pytest.fixture
def copied(honest, tmp_path):
    folder, trust = honest
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    return tmp_path, trust


def check(folder, trust):
    return check_ledger(folder / "ledger.sqlite", trust=trust, witnesses=tuple(sorted(folder.glob("*.witness.sqlite"))))


def test_an_honest_ledger_is_clean(honest):
    folder, trust = honest
    report = check(folder, trust)
    assert report.findings == []
    assert (report.entries, report.refusals, report.witnesses) == (40, 5, 4)
    assert report.heads >= 2
    assert report.cosignatures >= 6
    assert check(folder, None).findings == [], "the genesis names the witnesses, too"


DAMAGE = {
    "an_entry_is_missing": ("DELETE FROM entries WHERE idx = 7", 2),
    "the_newest_entry_is_missing": ("DELETE FROM entries WHERE idx = 39", 5),
    "entries_are_swapped": (
        "UPDATE entries SET statement = (SELECT statement FROM entries WHERE idx = 9) WHERE idx = 8",
        2,
    ),
    "a_statement_is_altered": ("UPDATE entries SET statement = zeroblob(300) WHERE idx = 5", 2),
    "a_signature_is_altered": (
        "UPDATE entries SET statement = last_bit_flipped(statement) WHERE idx = 5",
        3,
    ),
    "a_hash_is_altered": ("UPDATE entries SET hashes = zeroblob(length(hashes)) WHERE idx = 7", 7),
    "a_verdict_is_missing": ("DELETE FROM verdicts WHERE idx = 6", 5),
    "a_verdict_is_made_up": ("INSERT INTO verdicts VALUES (zeroblob(32), NULL, 'exhausted', x'a0')", 5),
    "a_verdict_is_altered": ("UPDATE verdicts SET reason = 'exhausted' WHERE idx IS NULL", 5),
    "a_result_is_altered": ("UPDATE verdicts SET result = x'a0' WHERE idx = 4", 5),
    "a_refusal_is_missing": ("DELETE FROM refusals WHERE number = 2", 5),
    "a_refusal_is_moved": ("UPDATE refusals SET position = 3 WHERE number = 1", 4),
    "a_refusal_is_beyond_the_end": ("UPDATE refusals SET position = 99 WHERE number = 1", 4),
    "a_state_value_is_altered": ("UPDATE state SET value = x'05' WHERE key = 'anchors/bank-one/loan'", 6),
    "a_state_value_is_missing": ("DELETE FROM state WHERE key = 'anchors/bank-one/loan'", 6),
    "a_state_value_is_made_up": ("INSERT INTO state VALUES ('grants/forged', x'01')", 6),
    "a_head_is_garbage": ("UPDATE checkpoints SET note = x'00'", 8),
    "a_head_is_moved": ("UPDATE checkpoints SET size = size - 1 WHERE size = (SELECT min(size) FROM checkpoints)", 8),
    "a_cosignature_is_garbage": ("UPDATE cosignatures SET lines = x'00'", 9),
    "a_cosignature_is_another_witness's": ("UPDATE cosignatures SET name = name || 'x'", 9),
    "a_cosignature_is_of_no_head": ("UPDATE cosignatures SET size = 5 WHERE size = 1", 9),
    "the_log_key_is_another": (
        f"UPDATE log SET value = '{Consortium._signer(251).public_key}'",
        1,
    ),
    "the_schema_is_of_another_time": ("PRAGMA user_version = 99", 1),
    "every_head_is_missing": ("DELETE FROM checkpoints; DELETE FROM cosignatures", 11),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_damage_is_found_by_the_check_of_its_number(copied, damage):
    folder, trust = copied
    sql, number = DAMAGE[damage]
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.create_function("last_bit_flipped", 1, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    connection.executescript(sql)
    connection.commit()
    connection.close()
    assert number in {one.check for one in check(folder, trust).findings}


def test_a_doubled_entry_is_found(copied):
    folder, trust = copied
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.execute("INSERT INTO entries SELECT 40, hashes, statement FROM entries WHERE idx = 39")
    connection.commit()
    connection.close()
    findings = {(one.check, one.where) for one in check(folder, trust).findings}
    assert (2, "entry 40") in findings


def test_a_head_signed_over_a_rewritten_log_is_found(copied):
    folder, trust = copied
    city = Consortium()
    note = sign_checkpoint(city.log_signer, Checkpoint(ORIGIN, 39, bytes(32)))
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.execute("INSERT OR REPLACE INTO checkpoints VALUES (39, ?)", (note,))
    connection.commit()
    connection.close()
    assert (8, "head 39") in {(one.check, one.where) for one in check(folder, trust).findings}


def test_a_witness_that_holds_evidence_is_heard(copied):
    from puhui.ledger.errors import LogMisbehaved
    from tests.unit.ledger.test_witness import Log

    folder, trust = copied
    city = Consortium()
    witness: KeptWitness = city.witness(folder, "tax-one")
    with pytest.raises(LogMisbehaved):
        witness.cosign(Log([bytes([n]) for n in range(40)]).request(40, 40))
    witness.close()
    assert [one.check for one in check(folder, trust).findings] == [11]


def test_a_file_that_is_no_database_is_reported(tmp_path):
    (tmp_path / "ledger.sqlite").write_bytes(b"not a database" * 1000)
    assert {one.check for one in check(tmp_path, None).findings} == {1}


def test_truncated_pages_are_reported(copied):
    folder, trust = copied
    path = folder / "ledger.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    assert 1 in {one.check for one in check(folder, trust).findings}


def test_another_trust_file_is_noticed(honest):
    folder, trust = honest
    stranger = replace(trust.latest, log_key=Consortium._signer(251).public_key)
    other = replace(trust, eras=(stranger,))
    assert 1 in {one.check for one in check(folder, other).findings}


def test_ledgers_are_found_in_a_citys_folder_and_in_a_nodes(tmp_path):
    node = tmp_path / "nodes" / "operator"
    node.mkdir(parents=True)
    for name in ("ledger.sqlite", "witness.sqlite"):
        (node / name).touch()
    (tmp_path / "trust.json").touch()
    assert find_ledgers(tmp_path) == ([node / "ledger.sqlite"], [node / "witness.sqlite"], tmp_path / "trust.json")
    assert find_ledgers(node) == ([node / "ledger.sqlite"], [node / "witness.sqlite"], None)


def test_canonical_values_are_what_the_damage_above_writes():
    assert encode({}) == b"\xa0"
    assert encode(5) == b"\x05"


def test_ledgers_of_several_nodes_are_one_log(honest, tmp_path):
    folder, _ = honest
    paths = []
    for org in ("bank-a", "bank-b", "court"):
        (tmp_path / org).mkdir()
        with sqlite3.connect(folder / "ledger.sqlite") as source, sqlite3.connect(tmp_path / org / "l") as copy:
            source.backup(copy)
        paths.append(tmp_path / org / "l")
    assert check_agreement(paths) == []
    with sqlite3.connect(paths[1]) as behind:
        behind.execute("DELETE FROM entries WHERE idx > 20")
    assert check_agreement(paths) == []
    with sqlite3.connect(paths[1]) as bent:
        bent.execute("UPDATE entries SET statement = zeroblob(300) WHERE idx = 12")
    (finding,) = check_agreement(paths)
    assert (finding.check, finding.where) == (12, "bank-b, entry 12")
    (tmp_path / "x").write_bytes(b"no database")
    assert check_agreement([tmp_path / "x"]) == []
