"""A loan after its first repayment: quotes, statement and papers, a deferral, a renewal that two people grant.

It goes on with the loan of `story`, and leaves it renewed.
"""

from typing import Any

import pytest

from puhui.city.awaiting import awaited
from puhui.city.wallet import Wallet
from puhui.kernel import SystemEntropy
from puhui.ledger.verify import Trust
from tests.api.house import House, Person


class Parties:
    """The owner of the story's loan, its bank's people, and the loan."""

    def __init__(self, house: House, story: dict[str, Any]) -> None:
        uscc = story["enterprise"]["uscc"]
        owners = house.accounts("owner")
        self.owner = house.person(next(one for one in owners if one["enterprise"]["uscc"] == uscc))
        self.stranger = house.person(next(one for one in owners if one["enterprise"]["uscc"] != uscc))
        self.loan = self.owner.get("/loans").json()["items"][0]
        self.bank = self.loan["lender"]
        self.officer = house.person(house.accounts("officer", self.bank)[0])
        self.approver = house.person(house.accounts("approver", self.bank)[0])
        suite = Trust.parse((house.folder / "trust.json").read_bytes()).suite
        self.wallet = Wallet(house.folder / "wallets", uscc, SystemEntropy(), suite)
        self.path = f"/loans/{self.loan['id']}"


@pytest.fixture(scope="module")
def parties(house: House, story: dict[str, Any]) -> Parties:
    return Parties(house, story)


def seen(person: Person, path: str, state: str) -> dict[str, Any]:
    """The thing once this person's node says that it is in that state."""

    def look() -> dict[str, Any] | None:
        found: dict[str, Any] = person.get(path).json()
        return found if found.get("state") == state else None

    return awaited(look, AssertionError(f"{path} never becomes {state}"))


def answered(case: dict[str, Any]) -> list[dict[str, Any]]:
    asking = [one["code"] for one in case["conditions"] if one["verdict"] == "ask"]
    return [{"code": code, "holds": True, "seen": "已实地查看"} for code in asking]


def test_a_quote_says_what_a_payment_would_do_and_does_nothing(parties: Parties) -> None:
    quote = parties.owner.get(f"{parties.path}/quote", params={"amount_fen": 5_000_000}).json()
    assert (quote["prepays"], quote["settles"], quote["refused"]) == (True, False, None)
    assert sum(quote["used"].values()) == 5_000_000
    ahead = [bill for bill in quote["schedule"] if bill["state"] == "upcoming"]
    assert sum(bill["principal_fen"] for bill in ahead) == quote["outstanding_fen"] - quote["used"]["principal_fen"]
    assert parties.owner.get(parties.path).json()["outstanding_fen"] == quote["outstanding_fen"]
    too_much = parties.owner.get(f"{parties.path}/quote", params={"amount_fen": 10**12}).json()
    assert "more than is owed" in too_much["refused"]
    assert parties.owner.get(f"{parties.path}/quote", params={"amount_fen": -1}).status_code == 422


def test_a_part_is_repaid_early_and_the_statement_tells_it(parties: Parties) -> None:
    before = parties.owner.get(parties.path).json()
    quote = parties.owner.get(f"{parties.path}/quote", params={"amount_fen": 5_000_000}).json()
    after = parties.owner.post(f"{parties.path}/repayments", json={"amount_fen": 5_000_000}).json()
    assert [step["state"] for step in after["history"][-2:]] == ["revised", "repaid"]
    assert after["schedule"] == quote["schedule"]
    assert after["outstanding_fen"] == before["outstanding_fen"] - quote["used"]["principal_fen"]
    statement = parties.owner.get(f"{parties.path}/statement").json()
    assert [one["kind"] for one in statement["movements"][-2:]] == ["prepayment", "repaid"]
    assert statement["movements"][-1]["balance_fen"] == statement["outstanding_fen"] == after["outstanding_fen"]
    assert statement == parties.officer.get(f"{parties.path}/statement").json()


def test_statement_and_certificate_come_as_files(parties: Parties) -> None:
    table = parties.owner.get(f"{parties.path}/statement.csv")
    assert table.headers["content-type"].startswith("text/csv")
    assert table.content.startswith(b"\xef\xbb\xbfdate,")
    assert len(table.text.splitlines()) == 1 + len(parties.owner.get(f"{parties.path}/statement").json()["movements"])
    paper = parties.officer.get(f"{parties.path}/statement.pdf")
    assert (paper.headers["content-type"], paper.content[:5]) == ("application/pdf", b"%PDF-")
    refused = parties.owner.get(f"{parties.path}/certificate.pdf")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "not_settled_yet")


def test_a_loans_class_is_the_banks_own(parties: Parties) -> None:
    found = parties.officer.get(f"{parties.path}/quality").json()
    assert (found["loan_class"], [one["code"] for one in found["causes"]]) == ("normal", ["days_past_due"])
    assert parties.owner.get(f"{parties.path}/quality").status_code == 403


def test_another_enterprise_sees_neither_loan_nor_relief(parties: Parties) -> None:
    for path in ("/quote", "/statement", "/statement.csv", "/certificate.pdf", "/reliefs/options"):
        assert parties.stranger.get(parties.path + path).status_code == 404
    asked = {"kind": "waiver", "programme": "bank-own", "reason": "x"}
    assert parties.stranger.post(f"{parties.path}/reliefs", json=asked).status_code == 404
    assert parties.stranger.post(f"{parties.path}/drawings", json={"amount_fen": 1}).status_code == 404


def test_a_deferral_is_asked_answered_and_granted_and_changes_the_bills(parties: Parties) -> None:
    options = parties.owner.get(f"{parties.path}/reliefs/options").json()["items"]
    assert {"bank-own", "renewal-2024"} == {one["programme"] for one in options}
    due = next(bill for bill in parties.owner.get(parties.path).json()["schedule"] if bill["state"] == "upcoming")
    until = next(one for one in options if one["kind"] == "deferral")["latest_day"]
    asked = {"kind": "deferral", "programme": "bank-own", "reason": "暂时困难", "parts": "both", "until": until}
    case = parties.owner.post(f"{parties.path}/reliefs", json=asked).json()
    path = f"/reliefs/{case['id']}"
    assert case["state"] == "requested"
    assert parties.owner.post(f"{parties.path}/reliefs", json=asked).status_code == 409
    assert parties.stranger.get(path).status_code == 404
    assert case["id"] in [one["id"] for one in parties.officer.get("/reliefs").json()["items"]]
    unanswered = parties.officer.post(f"{path}/proposal", json={"answers": []})
    assert (unanswered.status_code, unanswered.json()["error"]["code"]) == (409, "relief_not_possible")
    at_bank = parties.officer.get(path).json()
    granted = parties.officer.post(f"{path}/proposal", json={"answers": answered(at_bank)}).json()
    assert (granted["state"], granted["needs_second"]) == ("granted", False)  # it moves less than 100,000 yuan
    told = seen(parties.owner, path, "granted")
    assert (told["proposed_by"], told["decided_by"]) == (None, None)
    assert all(
        one["reason"] == "the bank has looked into it" for one in told["conditions"] if one["code"] == "hardship"
    )
    bills = {bill["number"]: bill for bill in parties.owner.get(parties.path).json()["schedule"]}
    assert bills[due["number"]]["due_on"] == until
    assert parties.officer.get(f"{parties.path}/quality").json()["loan_class"] == "special_mention"


def test_a_renewal_is_signed_and_the_old_loan_ends_with_its_certificate(parties: Parties) -> None:
    asked = {"kind": "renewal", "programme": "renewal-2024", "reason": "继续周转", "term_months": 6}
    case = parties.owner.post(f"{parties.path}/reliefs", json=asked).json()
    path = f"/reliefs/{case['id']}"
    given = answered(parties.officer.get(path).json())
    assert parties.officer.post(f"{path}/proposal", json={"answers": given}).status_code == 409
    terms = {"annual_rate": "0.04", "term_months": 6, "repayment": "interest_monthly"}
    proposed = parties.officer.post(f"{path}/proposal", json={"answers": given, "renewal": terms}).json()
    assert (proposed["state"], proposed["needs_second"]) == ("proposed", True)
    assert parties.officer.post(f"{path}/confirmation").status_code == 403
    assert parties.approver.post(f"{path}/confirmation").json()["state"] == "approved"
    seen(parties.owner, path, "approved")
    draft = parties.owner.post(f"{path}/contract/options").json()
    assert (draft["annual_rate"], draft["term_months"], len(draft["schedule"])) == ("0.04", 6, 6)
    signature = parties.wallet.signature(draft["challenge"])
    renewed = parties.owner.post(f"{path}/contract", json={"draft": draft["draft"], "signature": signature}).json()
    assert renewed["state"] == "granted"
    new = parties.owner.get(f"/loans/{renewed['renewed_as']}").json()
    old = parties.owner.get(parties.path).json()
    assert (old["state"], old["renewed_by"], new["renews"]) == ("settled", new["id"], old["id"])
    assert new["principal_fen"] == draft["amount_fen"]
    paper = parties.owner.get(f"{parties.path}/certificate.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    statement = parties.officer.get(f"{parties.path}/statement").json()
    assert statement["settled_entry"] == next(one["entry"] for one in old["history"] if one["state"] == "renewed")
