"""Applications that share a device: found at one bank and across three, as the nodes find them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import polars as pl
import pytest

from puhui.city.economy import make
from puhui.city.economy.planting import SHARED_DEVICE
from puhui.city.economy.visiting import sessions
from puhui.desks.devices import Devices
from puhui.desks.keyed_tags import KeyedTags
from puhui.desks.screening import linking, store
from puhui.desks.screening.checks import tags_of
from puhui.kernel import ManualClock, SeededEntropy, suite
from puhui.kernel.ids import DecisionId
from puhui.screening import read_case, screen
from puhui.storage import Database

BANKS = ("bank-a", "bank-b", "bank-c")
SUITE = suite("ed25519-sha256")
AS_OF = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 4, tzinfo=UTC)
ID = DecisionId("dec_" + "0" * 26)
SIGNS = {"APPLICANTS_ONE_DEVICE", "ONE_DEVICE_ELSEWHERE"}


def database(path) -> Database:
    made = Database.file(path)
    made.create()
    return made


@pytest.fixture
def banks(tmp_path) -> dict[str, Database]:
    return {bank: database(tmp_path / f"{bank}.db") for bank in BANKS}


@pytest.fixture
def portal(tmp_path) -> Devices:
    clock, entropy = ManualClock(NOW), SeededEntropy(1)
    kept = database(tmp_path / "portal.db")
    return Devices(kept, KeyedTags(kept, SUITE, clock, entropy), clock, entropy)


def applied(bank: Database, application: str, uscc: str, tags: dict[str, str], at: datetime = NOW) -> dict[str, int]:
    """What the bank's other applicants share with an application that it has just received."""
    with bank.transaction() as connection:
        store.put_links(connection, application, tags.items(), uscc=uscc, at=at)
        return linking.shared_here(connection, application, uscc=uscc, now=at)


def elsewhere(banks: dict[str, Database], here: str, uscc: str, tags: dict[str, str], at: datetime) -> dict[str, int]:
    """What three banks' sum tells: other banks' counts added up."""
    wanted = linking.read(linking.written(tags.items()))
    total = dict.fromkeys(wanted, 0)
    for bank, database in banks.items():
        if bank == here:
            continue
        with database.transaction() as connection:
            counts = store.others_with(connection, wanted, uscc=uscc, since=at - linking.WINDOW)
        total = {kind: total[kind] + counts[kind] for kind in total}
    return total


def signs(bank: str, shared: dict[str, int], others: dict[str, int], at: datetime) -> set[str]:
    made = {"job": "ab" * 32, "op": "sum", "as_of": at.date()}
    document: dict[str, Any] = {
        "format": "puhui-screening/1",
        "application": {"id": "app-1", "submitted_at": at},
        "applicants": linking.as_links(shared, source=bank, on=at.date().isoformat()),
        "velocity": [
            {"name": linking.OTHERS[kind], "value": count, "holders": 3, "provenance": made}
            for kind, count in others.items()
        ],
    }
    return {reason.code for reason in screen(read_case(document), id=ID, at=at).reasons}


def test_other_enterprises_with_the_same_thing_count_once_and_only_within_the_window(banks) -> None:
    bank = banks["bank-a"]
    assert applied(bank, "a1", "A", {"device": "d1", "phone": "p1"}) == {"device": 0, "phone": 0}
    assert applied(bank, "a2", "A", {"device": "d1"}) == {"device": 0}, "it applied twice itself"
    assert applied(bank, "b1", "B", {"device": "d1", "phone": "p2"}) == {"device": 1, "phone": 0}
    assert applied(bank, "b2", "B", {"device": "d1"}) == {"device": 1}
    assert applied(bank, "c1", "C", {"device": "d1"}) == {"device": 2}
    late = NOW + linking.WINDOW + timedelta(seconds=1)
    assert applied(bank, "d1", "D", {"device": "d1"}, late) == {"device": 0}
    assert applied(bank, "e1", "E", {"address": "d1"}) == {"address": 0}, "another kind of thing"


def test_a_device_is_known_by_a_digest_that_says_nothing_of_it(portal, tmp_path) -> None:
    mark = portal.mark(None)
    assert portal.mark(mark) == mark
    assert portal.mark("not one of ours") != "not one of ours"
    portal.applied("A", mark)
    portal.applied("B", mark)
    assert portal.told("A")["tag"] == portal.told("B")["tag"] != mark
    assert portal.told("C") == {}
    again = KeyedTags(database(tmp_path / "portal.db"), SUITE, ManualClock(NOW), SeededEntropy(9))
    assert again.tag("device", mark) == portal.told("A")["tag"], "the key outlives the process"
    assert again.tag("phone", mark) != portal.told("A")["tag"]


def test_planted_groups_with_one_device_are_found_at_their_bank_and_across_banks(banks, portal) -> None:
    economy = make(seed=11, enterprises=700, as_of=AS_OF, frauds_per_1000=8)
    visits = sessions(11, economy.population, economy.ties, economy.plants).filter(pl.col("action") == "apply")
    group = {
        str(economy.population.uscc[row]): number
        for number, plant in enumerate(economy.plants)
        if plant.pattern == SHARED_DEVICE
        for row in plant.members
    }
    flagged: set[str] = set()
    for place, (uscc, device, at) in enumerate(visits.select("uscc", "device", "at").iter_rows()):
        portal.applied(uscc, device)
        tags = dict(tags_of({"device_tag": portal.told(uscc)["tag"]}))
        bank = BANKS[hash_of(uscc) % 3]
        shared = applied(banks[bank], f"app-{place}", uscc, tags, at)
        others = elsewhere(banks, bank, uscc, tags, at)
        if (shared["device"] or others["device"]) and signs(bank, shared, others, at) & SIGNS:
            flagged.add(uscc)
    frauds = {number for uscc, number in group.items() if economy.plants[number].fraud}
    found = {group[uscc] for uscc in flagged if uscc in group}
    honest = {uscc for uscc in set(visits["uscc"]) if uscc not in group}
    assert len(found & frauds) / len(frauds) >= 0.9
    assert len(flagged & honest) / len(honest) <= 0.1


def hash_of(uscc: str) -> int:
    return int.from_bytes(SUITE.digest(uscc.encode())[:4], "big")
