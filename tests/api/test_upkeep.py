"""What nodes do by themselves, and whether they are sound: on copies of the folders that the loan's walk has left."""

import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from puhui.assembly import Node
from puhui.assembly.settings import Settings
from puhui.assembly.wiring import wire
from puhui.cli.node import app
from puhui.kernel import Language, ManualClock, SystemClock
from puhui.lending.listing import Sought
from tests.api.house import House


def _copy(house: House, org: str, to: Path) -> Path:
    """A node's folder as it is now; the database by SQLite's own backup, for the node is running."""
    source = house.folder / "nodes" / org
    shutil.copytree(source, to, ignore=shutil.ignore_patterns("*.sqlite*", "*.log"))
    with sqlite3.connect(source / "node.sqlite") as live, sqlite3.connect(to / "node.sqlite") as copy:
        live.backup(copy)
    return to


def _lender(house: House) -> str:
    """A bank with a loan that still runs."""
    for account in house.accounts("officer"):
        loans = house.person(account).get("/loans").json()["items"]
        if any(loan["state"] == "active" for loan in loans):
            return str(account["org"])
    raise AssertionError("no bank has a loan")


def _later(house: House, folder: Path, by: timedelta) -> Node:
    clock = ManualClock(SystemClock().now() + by)
    return wire(Settings.load(folder), clock=clock, transport=house.transport)


def _answers(folder: Path) -> int:
    with sqlite3.connect(folder / "node.sqlite") as database:
        return int(database.execute("SELECT count(*) FROM consent_permits WHERE answer IS NOT NULL").fetchone()[0])


def test_a_loan_that_nobody_pays_is_marked_once_and_the_portal_is_told(
    house: House, story: dict[str, Any], tmp_path: Path
) -> None:
    folder = _copy(house, _lender(house), tmp_path / "bank")
    node = _later(house, folder, timedelta(days=75))
    loans = len(node.bank_desk().loans(Sought(), Language.EN).items)
    done = node.upkeep.do_due()["mark overdue loans"]
    assert 1 <= done <= loans
    overdue = [one for one in node.bank_desk().loans(Sought(), Language.EN).items if one.state == "overdue"]
    assert len(overdue) == done
    assert overdue[0].history[-1].state == "overdue"
    with sqlite3.connect(folder / "node.sqlite") as database:
        owed = database.execute(
            "SELECT count(*) FROM outbox WHERE destination LIKE 'peer:platform:%/news' AND delivered_at IS NULL"
        ).fetchone()[0]
    assert owed == done
    assert node.bank_desk().review_loans() == 0
    assert CliRunner().invoke(app, ["check", str(folder)]).exit_code == 0


def test_an_answer_is_forgotten_when_its_time_is_over_and_not_before(
    house: House, story: dict[str, Any], tmp_path: Path
) -> None:
    folder = _copy(house, "tax", tmp_path / "tax")
    kept = _answers(folder)
    assert kept > 0
    assert _later(house, folder, timedelta(days=29)).upkeep.do_due()["forget answers"] == 0
    assert _answers(folder) == kept
    assert _later(house, folder, timedelta(days=31)).upkeep.do_due()["forget answers"] == kept
    assert _answers(folder) == 0


def test_a_sound_node_is_clean_and_a_document_that_was_changed_is_found(
    house: House, story: dict[str, Any], tmp_path: Path
) -> None:
    folder = _copy(house, _lender(house), tmp_path / "bank")
    sound = CliRunner().invoke(app, ["check", str(folder), "--json"])
    assert sound.exit_code == 0, sound.output
    with sqlite3.connect(folder / "node.sqlite") as database:
        database.execute("UPDATE lending_events SET document = zeroblob(8) WHERE kind = 'decision.approved'")
    damaged = CliRunner().invoke(app, ["check", str(folder)])
    assert damaged.exit_code == 1
    assert "is not the one on the ledger" in damaged.output


@pytest.mark.parametrize("purpose", ["score", "application"])
def test_the_words_that_were_shown_are_kept_with_the_receivers_contact(
    house: House, story: dict[str, Any], purpose: str
) -> None:
    owner = next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == story["enterprise"]["uscc"])
    person = house.person(owner)
    asked: dict[str, Any] = {"purpose": purpose}
    if purpose == "application":
        asked["product"] = story["matches"][0]["product"]
    draft = person.post("/consents/drafts", json=asked).json()
    contact = draft["receiver"]["contact"]
    assert contact != draft["receiver"]["org"]
    assert contact == next(one.contact for one in house.settings if one.org == draft["receiver"]["org"])
    with sqlite3.connect(house.folder / "nodes" / "platform" / "node.sqlite") as database:
        kept = {english for (english,) in database.execute("SELECT en FROM consent_notices")}
    for item in draft["items"]:
        assert contact in item["notice"]
        assert item["notice"] in kept
