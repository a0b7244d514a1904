"""One loan through all nodes in one process, and what it leaves behind."""

from pathlib import Path
from typing import Any

import pytest

from puhui.ledger.errors import ReceiptRefused
from puhui.ledger.statement import entry_id
from puhui.ledger.verify import Trust, verify_receipt
from tests.api.house import House

ROOMS = [
    "parties",
    "consent",
    "exchange",
    "credit",
    "consent",
    "lending",
    "exchange",
    "screening",
    "decisions",
    "lending",
]


def _trust(house: House) -> Trust:
    return Trust.parse((house.folder / "trust.json").read_bytes())


def test_the_loan_walks_through_the_rooms_in_order(story: dict[str, Any]) -> None:
    rooms = [step["room"] for step in story["steps"]]
    met = [room for at, room in enumerate(rooms) if at == 0 or rooms[at - 1] != room]
    assert met == ROOMS
    assert [step["name"] for step in story["steps"][-4:]] == ["decision", "contract", "disbursement", "repayment"]


def test_every_step_has_a_receipt_that_verifies(house: House, story: dict[str, Any]) -> None:
    trust = _trust(house)
    for step in story["steps"]:
        proved = verify_receipt(Path(step["receipt"]).read_bytes(), trust)
        assert proved.entry == step["entry"]
        assert len(proved.cosigned_by) >= trust.quorum == 5


def test_a_receipt_of_another_entry_or_with_a_flipped_bit_does_not(house: House, story: dict[str, Any]) -> None:
    receipt = bytearray(Path(story["steps"][0]["receipt"]).read_bytes())
    receipt[len(receipt) // 2] ^= 1
    with pytest.raises(ReceiptRefused):
        verify_receipt(bytes(receipt), _trust(house))


def test_the_ledger_does_not_name_the_enterprise(house: House, story: dict[str, Any]) -> None:
    """Decision 0003: every member reads every statement, and finds a pseudonym."""
    ledger = house.nodes["platform"].ledger
    statements = b"".join(ledger.entries(0, 1000))
    assert story["steps"][0]["entry"] in {entry_id(one) for one in ledger.entries(0, 1000)}
    for secret in (story["enterprise"]["uscc"], story["enterprise"]["name"]):
        assert secret.encode() not in statements


def test_the_second_story_on_the_same_city_begins_with_who_has_no_key_yet(house: House, story: dict[str, Any]) -> None:
    from puhui.city.story import play

    keys = {one.stem for one in (house.folder / "wallets").glob("*.key")}
    enterprises = [one["enterprise"] for one in house.accounts("owner")]
    without = {one["name"] for one in enterprises if one["uscc"] not in keys}
    assert story["enterprise"]["name"] not in without
    again = play(house.folder, house.settings, "zh-CN", None, house.transport)
    tried = [one.split(":")[0] for one in again["declined"]] + [again["enterprise"]["name"]]
    assert set(tried[: len(without)]) <= without
    assert again["steps"][-1]["name"] == "repayment"


def test_no_node_opens_anothers_folder(house: House) -> None:
    for settings in house.settings:
        text = (settings.folder / "node.json").read_text(encoding="utf-8")
        assert str(house.folder) not in text
    keys = [(settings.folder / "key").read_text() for settings in house.settings]
    assert len(set(keys)) == len(keys)
