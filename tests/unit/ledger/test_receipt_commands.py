"""`puhui receipt` and `puhui ledger check`, as a stranger with two files uses them."""

import hashlib
import json
import subprocess
import sys

import pytest
import scitt_cose

from puhui.ledger.verify import STEPS
from tests.contract.consortium import Consortium
from tests.unit.ledger.test_statement import pem


def puhui(*arguments):
    return subprocess.run(
        [sys.executable, "-c", "from puhui.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def files(proved, tmp_path):
    trust, _, receipts = proved
    (tmp_path / "trust.json").write_bytes(trust.to_bytes())
    (tmp_path / "good.tlog-proof").write_bytes(receipts[3])
    (tmp_path / "bad.tlog-proof").write_bytes(receipts[3].replace(b"\nindex 3\n", b"\nindex 4\n"))
    return tmp_path


def test_a_good_receipt_is_told_with_its_steps_and_cosigners(files):
    run = puhui("receipt", "verify", files / "good.tlog-proof", "--trust", files / "trust.json")
    assert run.returncode == 0, run.stderr
    assert all(text.en in run.stdout for text in STEPS.values())
    assert "anchors.batch" in run.stdout
    run = puhui("receipt", "verify", files / "good.tlog-proof", "--trust", files / "trust.json", "--json")
    told = json.loads(run.stdout)
    assert (told["verified"], told["index"], told["issuer"], told["quorum"]) == (True, 3, "tax-one", 5)
    assert [step["ok"] for step in told["steps"]] == [True] * 8
    assert len(told["cosigned_by"]) >= 5


def test_a_refused_receipt_exits_1_and_names_the_step(files):
    run = puhui("receipt", "verify", files / "bad.tlog-proof", "--trust", files / "trust.json", "--json")
    told = json.loads(run.stdout)
    assert run.returncode == 1
    assert (told["verified"], [step["ok"] for step in told["steps"]]) == (False, [True] * 7 + [False])


def test_the_verifiers_page_is_written_with_its_digest(tmp_path):
    page = tmp_path / "verifier.html"
    run = puhui("receipt", "page", "--out", page, "--json")
    assert run.returncode == 0, run.stderr
    assert json.loads(run.stdout)["digest"] == hashlib.sha256(page.read_bytes()).hexdigest()
    assert b"Content-Security-Policy" in page.read_bytes()


@pytest.mark.parametrize(("receipt", "trust"), [("good.tlog-proof", "no.json"), ("no", "trust.json")])
def test_missing_files_exit_2(files, receipt, trust):
    run = puhui("receipt", "verify", files / receipt, "--trust", files / trust)
    assert run.returncode == 2
    assert "cannot read" in run.stderr


def test_a_trust_file_that_cannot_be_used_exits_2(files):
    (files / "odd.json").write_text("{}")
    run = puhui("receipt", "verify", files / "good.tlog-proof", "--trust", files / "odd.json")
    assert run.returncode == 2
    assert "trust file" in run.stderr


def test_show_says_that_nothing_is_verified(files):
    told = json.loads(puhui("receipt", "show", files / "bad.tlog-proof", "--json").stdout)
    assert (told["verified"], told["index"]) == (None, 4)
    assert "NOT VERIFIED" in puhui("receipt", "show", files / "bad.tlog-proof").stdout


def test_the_cose_export_is_read_by_another_implementation(files):
    out = files / "good.cose"
    run = puhui("receipt", "export", files / "good.tlog-proof", "--trust", files / "trust.json", "--cose", "--out", out)
    assert run.returncode == 0, run.stderr
    issuer = next(signer for org, signer in Consortium().signers.items() if org == "tax-one").public_key
    assert scitt_cose.parse_signed_statement(out.read_bytes(), public_key_pem=pem(issuer))["signature_verified"]
    run = puhui("receipt", "export", files / "bad.tlog-proof", "--trust", files / "trust.json", "--out", out)
    assert run.returncode == 1


def test_ledger_check_tells_clean_and_not_clean(tmp_path):
    import sqlite3

    city, node = Consortium(), tmp_path / "nodes" / "operator"
    node.mkdir(parents=True)
    with city.ledger(node) as ledger:
        ledger.submit(city.genesis())
        ledger.receipt(ledger.submit(city.batch()).entry)
        (tmp_path / "trust.json").write_bytes(ledger.trust.to_bytes())
    run = puhui("ledger", "check", tmp_path, "--json")
    told = json.loads(run.stdout)
    assert (run.returncode, told["clean"], told["ledgers"][0]["entries"]) == (0, True, 2)
    connection = sqlite3.connect(node / "ledger.sqlite")
    connection.execute("DELETE FROM verdicts WHERE idx = 1")
    connection.commit()
    connection.close()
    run = puhui("ledger", "check", tmp_path)
    assert run.returncode == 1
    assert "is missing" in run.stdout
    assert puhui("ledger", "check", tmp_path / "nowhere").returncode == 2
