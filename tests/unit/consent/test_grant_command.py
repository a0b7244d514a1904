"""`puhui grant uses`: the history from the entries alone, in a folder."""

import json
import sqlite3
from datetime import date

import pytest
from typer.testing import CliRunner

from puhui.assembly.settings import Settings
from puhui.cli.grant import app
from puhui.consent import Computed, ReplayedLedger, WrongPurpose, uses_of
from puhui.kernel import PuhuiError
from puhui.kernel.identifiers import uscc
from puhui.ledger.errors import LedgerDamaged
from puhui.parties import Enterprises
from puhui.storage import Database
from puhui.storage.migrating import migrate
from tests.vectors.grants_bench import SUITE
from tests.vectors.grants_house import ORIGIN, SALT, SUBJECT, USCC


@pytest.fixture
def used(house):
    grant = house.grant()
    house.desk.release(house.desk.draw_permit(**house.question(grant)), lambda _: Computed(b"x"))
    with pytest.raises(WrongPurpose):
        house.desk.draw_permit(**house.question(grant, purpose="marketing"))
    house.outbox().deliver_due()
    return house


class _Salt:
    def take(self, size):
        return SALT[:size]


def _portal(house):
    settings = Settings(
        org="operator", name_zh="平台", name_en="Platform", role="operator", port=8100, public_url="http://localhost:8100",
        origin=ORIGIN, suite=SUITE.name, operator="operator", registry="registry", contact="info@operator.example",
    )  # fmt: skip
    settings.save(house.folder)
    database = Database.file(house.folder / "node.sqlite")
    migrate(database)
    enterprises = Enterprises(database, suite=SUITE, clock=house.clock, entropy=_Salt())
    enterprises.add(
        uscc=uscc(USCC), name="甲公司", segment="small_micro", industry="C", region="城关区",
        established_on=date(2019, 5, 1), legal_representative="王某",
    )  # fmt: skip
    database.close()


def _run(house, *arguments):
    return CliRunner().invoke(app, ["uses", str(house.folder), *arguments])


@pytest.mark.parametrize("subject", [USCC, USCC.lower(), str(SUBJECT)])
def test_the_history_of_an_enterprise(used, subject):
    _portal(used)
    ran = _run(used, "--subject", subject, "--json")
    assert ran.exit_code == 0, ran.output
    told = json.loads(ran.stdout)
    assert (told["complete"], told["gaps"], told["subject"]) == (True, [], str(SUBJECT))
    assert [(use["seq"], use["n"], use["outcome"]) for use in told["uses"]] == [(2, None, "denied"), (1, 1, "answered")]
    assert told["uses"][0]["reason"] == "wrong_purpose"
    assert [grant["used"] for grant in told["grants"]] == [1]


def test_people_read_it_too(used):
    ran = _run(used, "--subject", str(SUBJECT))
    assert ran.exit_code == 0
    assert "1 grants, 2 uses and refusals" in ran.stdout
    assert "✓ complete" in ran.stdout


def test_an_enterprise_that_nobody_knows(used):
    ran = _run(used, "--subject", "91130200MA0A1B2C36")
    assert isinstance(ran.exception, PuhuiError)
    assert ran.exception.code == "subject_unknown_here"


def test_a_folder_without_a_ledger(tmp_path):
    ran = CliRunner().invoke(app, ["uses", str(tmp_path), "--subject", str(SUBJECT)])
    assert isinstance(ran.exception, PuhuiError)
    assert ran.exception.code == "no_ledger_here"


def test_an_entry_that_was_tampered_with_in_the_file_is_refused(used):
    ledger = used.folder / "ledger.sqlite"
    with sqlite3.connect(ledger) as connection:
        index, statement = connection.execute("SELECT idx, statement FROM entries ORDER BY idx DESC LIMIT 1").fetchone()
        bent = statement.replace(b"wrong_purpose", b"wrong_program")
        assert bent != statement
        connection.execute("UPDATE entries SET statement = ? WHERE idx = ?", (bent, index))
    ran = _run(used, "--subject", str(SUBJECT))
    assert isinstance(ran.exception, PuhuiError)


def test_a_use_that_was_cut_out_of_the_entries_shows(used):
    """The outcome of a use that is not there names a number nobody gave: its contract refuses it, so it is no entry."""
    statements = list(used.ledger.entries(0, 1000))
    live = uses_of(used.ledger, SUBJECT, used.clock.now())
    assert uses_of(ReplayedLedger(statements, SUITE), SUBJECT, used.clock.now()) == live
    use = next(record for record in live.uses if record.n == 1)
    cut = [raw for raw in statements if SUITE.digest(raw).hex() != use.entry]
    with pytest.raises(LedgerDamaged, match="no_such_use"):
        ReplayedLedger(cut, SUITE)
