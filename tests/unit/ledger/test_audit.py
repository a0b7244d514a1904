"""An audit of an honest consortium is clean; each tampering is found, with a proof that verifies on its own."""

import json
import shutil
import sqlite3

import pytest
from typer.testing import CliRunner

from puhui.cli import app
from puhui.kernel.ids import OrgId
from puhui.ledger import entry_id
from puhui.ledger.audit import audit
from puhui.ledger.checkpoint import Checkpoint, sign_checkpoint
from puhui.ledger.errors import BadProof, LogMisbehaved, NoSourceHolds
from puhui.ledger.proofs import FINDINGS_FILE, verify_findings, write_findings
from puhui.ledger.sources import FileSource
from puhui.ledger.trust import Trust
from tests.contract.consortium import ORIGIN, SUITE, Consortium
from tests.contract.followed import EngineSource, first_trust
from tests.contract.governing import Members
from tests.unit.ledger.test_check import DAMAGE
from tests.unit.ledger.test_following import LIARS, Node
from tests.unit.ledger.test_witness import Log


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    """A folder with a ledger of grants, mandates, uses, streams, refusals and members' changes; the founders' trust."""
    folder, city = tmp_path_factory.mktemp("honest"), Consortium()
    founders = first_trust(city)
    with city.ledger(folder) as ledger:
        ledger.submit(city.genesis())
        verdicts = ledger.submit_all([city.record(seq) for seq in range(1, 21)])
        ledger.receipt(verdicts[-1].entry)
        for seq in (3, 40, 41, 42, 43):
            assert ledger.submit(city.record(seq)).reason == "out_of_sequence"
        statements, grant = city.grant_statements(5)
        ledger.submit_all(statements)
        ledger.submit_all([city.use(grant), city.deny(grant), city.use_many(grant), city.use(grant)])
        opening, mandate = city.mandate(2)
        ledger.submit_all([opening, city.use_mandate(mandate), city.deny_mandate(mandate)])
        members = Members(city, ledger.submit)
        members.admit()
        members.decide({"kind": "demote", "org": "tax-one"})
        verdicts = ledger.submit_all([city.batch() for _ in range(19)])
        ledger.receipt(verdicts[-1].entry)
        ledger.handovers()
    return folder, founders


@pytest.fixture
def copied(honest, tmp_path):
    folder, trust = honest
    shutil.copytree(folder, tmp_path / "copy")
    return tmp_path / "copy", trust


def run(folder, trust, out, *, sources=(), files=True):
    ledger = folder / "ledger.sqlite"
    return audit(
        out,
        trust=trust,
        sources=[*sources, FileSource(ledger, trust.suite, OrgId("power-one"))],
        clock=Consortium().clock,
        files=[ledger] if files else [],
        witnesses=sorted(folder.glob("*.witness.sqlite")),
    )


def test_an_honest_consortium_is_clean(honest, tmp_path):
    folder, trust = honest
    told = []
    audited = audit(
        tmp_path,
        trust=trust,
        sources=[FileSource(folder / "ledger.sqlite", trust.suite, OrgId("power-one"))],
        clock=Consortium().clock,
        files=[folder / "ledger.sqlite"],
        witnesses=sorted(folder.glob("*.witness.sqlite")),
        tell=lambda *step: told.append(step),
    )
    assert audited.findings == []
    summary = audited.summary()
    assert (summary["grants"], summary["mandates"], summary["streams"]) == (1, 1, 1)
    assert (summary["changes"], summary["eras"]) == (2, 2)
    assert (summary["size"], summary["members"], summary["witnesses"]) == (audited.log.entries, 8, 4)
    assert {stage for stage, _, _ in told} == {"mirror", "execute", "files"}
    again = run(folder, trust, tmp_path)
    assert again.findings == [], "an audit goes on from its mirror"


@pytest.mark.parametrize("damage", DAMAGE)
def test_each_tampering_is_found_with_a_proof_that_verifies_on_its_own(honest, copied, damage, tmp_path):
    honest_folder, trust = honest
    folder, _ = copied
    sql, number = DAMAGE[damage]
    connection = sqlite3.connect(folder / "ledger.sqlite")
    (size,) = connection.execute("SELECT count(*) FROM entries").fetchone()
    connection.create_function("last_bit_flipped", 1, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    connection.executescript(sql.replace("idx = 39", f"idx = {size - 1}"))
    connection.commit()
    connection.close()
    source = FileSource(honest_folder / "ledger.sqlite", trust.suite, OrgId("operator"))
    audited = run(folder, trust, tmp_path / "out", sources=[source])
    found = [one for one in audited.findings if one.rule == f"check-{number}"]
    assert found
    assert all(any(proof.kind != "bytes" for proof in one.proofs) for one in found)
    write_findings(tmp_path / "out", audited.findings, audited.summary(), audited.trust, audited.head)
    stranger = Trust.parse((tmp_path / "out" / "trust.json").read_bytes())
    assert verify_findings(tmp_path / "out", stranger) >= len(found)


@pytest.mark.parametrize("liar", LIARS, ids=lambda liar: liar.__name__)
def test_a_node_that_lies_is_named_and_the_log_audited_from_the_next(liar, tmp_path):
    city = Consortium()
    node = Node(city, tmp_path / "node")
    node.grow([city.genesis(), *(city.record(seq) for seq in range(1, 20))])
    with node.ledger:
        sources = [liar(node), EngineSource(node.ledger)]
        audited = audit(tmp_path / "out", trust=first_trust(city), sources=sources, clock=city.clock)
    assert [(one.rule, one.where, one.grave) for one in audited.findings] == [
        (liar.kind.value, "node power-one", False)
    ]
    assert audited.size == 20


def test_a_fork_is_told_with_both_heads(tmp_path):
    city = Consortium()
    nodes = [Node(city, tmp_path / name) for name in ("one", "other")]
    nodes[0].grow([city.genesis(), *(city.record(seq) for seq in range(1, 20))])
    nodes[1].grow(list(nodes[0].ledger.entries(0, 10)))
    nodes[1].grow([city.batch() for _ in range(4)])
    trust = first_trust(city)
    sources = [EngineSource(node.ledger, name) for node, name in zip(nodes, ("operator", "bank-one"), strict=True)]
    audited = audit(tmp_path / "out", trust=trust, sources=sources, clock=city.clock)
    for node in nodes:
        node.ledger.close()
    (finding,) = audited.findings
    assert (finding.rule, finding.grave, finding.proofs[0].kind) == ("fork", True, "contradiction")
    assert len(finding.proofs[0].signed_by) >= 3
    write_findings(tmp_path / "out", audited.findings, audited.summary(), audited.trust, audited.head)
    assert verify_findings(tmp_path / "out", trust) == 1


def test_a_head_that_the_sequencer_signed_over_another_log_convicts_its_key(honest, copied, tmp_path):
    folder, trust = copied
    note = sign_checkpoint(Consortium().log_signer, Checkpoint(ORIGIN, 39, bytes(32)))
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.execute("INSERT OR REPLACE INTO checkpoints VALUES (39, ?)", (note,))
    connection.commit()
    connection.close()
    audited = run(folder, trust, tmp_path / "out")
    (proof,) = [one.proofs[0] for one in audited.findings if one.rule == "check-8"]
    assert (proof.kind, proof.signed_by) == ("contradiction", (ORIGIN,))


def test_a_witness_that_holds_evidence_is_heard(copied, tmp_path):
    folder, trust = copied
    witness = Consortium().witness(folder, "tax-one")
    (size,) = witness._connection.execute("SELECT size FROM heads").fetchone()
    with pytest.raises(LogMisbehaved):
        witness.cosign(Log([bytes([n]) for n in range(size)]).request(size, size))
    witness.close()
    audited = run(folder, trust, tmp_path / "out")
    (finding,) = audited.findings
    assert finding.rule == "check-11"
    assert [proof.kind for proof in finding.proofs] == ["head", "contradiction"]


def test_handovers_that_nobody_shows_are_missed(honest, tmp_path):
    folder, trust = honest

    class Forgetful(FileSource):
        def handovers(self, after):
            return super().handovers(after)[1:] if after == 0 else []

    later = FileSource(folder / "ledger.sqlite", trust.suite, OrgId("operator"))._trust()
    source = Forgetful(folder / "ledger.sqlite", trust.suite, OrgId("operator"))
    later = Trust.parse(later.to_bytes())
    audited = audit(tmp_path, trust=later, sources=[source], clock=Consortium().clock)
    assert {one.rule for one in audited.findings} >= {"history"}


def test_a_proof_that_was_altered_does_not_verify(honest, copied, tmp_path):
    folder, trust = copied
    connection = sqlite3.connect(folder / "ledger.sqlite")
    connection.execute("DELETE FROM verdicts WHERE idx = 6")
    connection.commit()
    connection.close()
    audited = run(folder, trust, tmp_path / "out")
    write_findings(tmp_path / "out", audited.findings, audited.summary(), audited.trust, audited.head)
    document = json.loads((tmp_path / "out" / FINDINGS_FILE).read_bytes())
    (told,) = document["findings"][0]["proofs"]
    assert (told["kind"], told["file"].endswith(".tlog-proof")) == ("receipt", True)
    assert verify_findings(tmp_path / "out", audited.trust) == 1
    path = tmp_path / "out" / told["file"]
    path.write_bytes(path.read_bytes().replace(b"index 6", b"index 7"))
    with pytest.raises(Exception, match="step"):
        verify_findings(tmp_path / "out", audited.trust)
    (tmp_path / "out" / FINDINGS_FILE).write_text("{}")
    with pytest.raises(BadProof):
        verify_findings(tmp_path / "out", audited.trust)


def test_what_tells_nothing_is_not_audited(tmp_path):
    city = Consortium()
    with city.ledger(tmp_path) as empty, pytest.raises(NoSourceHolds):
        audit(tmp_path / "out", trust=first_trust(city), sources=[EngineSource(empty)], clock=city.clock)


# The command.


def command(*arguments):
    return CliRunner().invoke(app, ["audit", *map(str, arguments)])


def test_the_command_says_clean_and_found_and_not_done(honest, copied, tmp_path):
    folder, trust = honest
    trust_file = tmp_path / "trust.json"
    trust_file.write_bytes(trust.to_bytes())
    clean = command("--trust", trust_file, "--from", folder, "--out", tmp_path / "clean", "--json")
    assert (clean.exit_code, json.loads(clean.stdout)["clean"]) == (0, True)
    tampered, _ = copied
    connection = sqlite3.connect(tampered / "ledger.sqlite")
    connection.execute("DELETE FROM verdicts WHERE idx = 6")
    connection.commit()
    connection.close()
    found = command("--trust", trust_file, "--from", tampered, "--out", tmp_path / "found")
    assert (found.exit_code, "is missing" in found.stdout) == (1, True)
    newest = tmp_path / "found" / "trust.json"
    assert "1 proofs hold" in command("verify", tmp_path / "found", "--trust", newest).stdout
    receipt = next((tmp_path / "found" / "proofs").glob("*.tlog-proof"))
    shown = CliRunner().invoke(app, ["receipt", "verify", str(receipt), "--trust", str(newest), "--json"])
    assert json.loads(shown.stdout)["verified"]
    nothing = command("--trust", trust_file, "--from", tmp_path / "nowhere", "--out", tmp_path / "none")
    assert nothing.exit_code != 0
    assert nothing.exception is not None


def test_the_proofs_name_entries_as_everyone_does(honest):
    folder, _ = honest
    source = FileSource(folder / "ledger.sqlite", SUITE, OrgId("power-one"))
    (raw,) = source.entries(3, 1)
    assert source.verdict(entry_id(raw)).index == 3
    assert source.receipt(entry_id(raw)).startswith(b"c2sp.org/tlog-proof@v1")
    source.close()
