"""A revolving line between nodes: what is paid out first is the enterprise's choice, signed with the contract.

The enterprise is accounts("owner")[1], whose other tests send what nobody should and come after.
"""

from typing import Any

import pytest

from puhui.city.wallet import Wallet
from puhui.kernel import SystemEntropy
from tests.api.answers import awaited, ok, refused
from tests.api.house import House, Person

BANK, PRODUCT = "bank-a", "tax-credit"
LIMIT_FEN, FIRST_FEN = 20_000_000, 8_000_000


class Walk:
    """The enterprise with its key."""

    def __init__(self, house: House) -> None:
        account = house.accounts("owner")[1]
        self.person: Person = house.person(account)
        suite = house.nodes["platform"].trust.current().suite
        code = account["enterprise"]["uscc"]
        self._wallet = Wallet(house.folder / "wallets", code, SystemEntropy(), suite)
        if not ok(self.person.get("/enterprise"))["enrolled"]:
            challenge = ok(self.person.post("/enrolment/options"))["challenge"]
            asked = {"kind": "software", "key": self._wallet.key, "proof": self._wallet.sign(challenge)}
            activation = self._wallet.activation(account["activation"], code)
            ok(self.person.post("/enrolment", json=asked | {"activation": activation}))

    def signed(self, draft: dict[str, Any]) -> dict[str, Any]:
        return {"draft": draft["draft"], "signature": self._wallet.signature(draft["challenge"])}

    def apply(self) -> str:
        draft = ok(self.person.post("/consents/drafts", json={"purpose": "application", "product": PRODUCT}))
        asked = {"product": PRODUCT, "amount_fen": LIMIT_FEN, "term_months": 12, "repayment": "revolving"}
        return str(ok(self.person.post("/applications", json=asked | {"purpose": "备货"} | self.signed(draft)))["id"])


@pytest.fixture(scope="module")
def walk(house: House) -> Walk:
    return Walk(house)


@pytest.fixture(scope="module")
def approver(house: House) -> Person:
    return house.person(house.accounts("approver", BANK)[0])


@pytest.fixture(scope="module")
def path(house: House, walk: Walk, approver: Person) -> str:
    """The application, approved as a line."""
    path = f"/applications/{walk.apply()}"
    officer = house.person(house.accounts("officer", BANK)[0])
    awaited(lambda: officer.get(path).status_code == 200)
    ok(officer.post(f"{path}/assessment"))
    for code in ok(officer.get(f"{path}/screening"))["open"]:
        ok(officer.post(f"{path}/screening/steps", json={"code": code, "seen": "已核对"}))
    terms = {"outcome": "approve", "amount_fen": LIMIT_FEN, "annual_rate": "0.0450", "term_months": 12}
    ok(approver.post(f"{path}/decision", json=terms | {"repayment": "revolving", "comment": "循环额度"}))
    awaited(lambda: ok(walk.person.get(path))["state"] == "approved")
    return path


def test_a_line_is_paid_out_as_it_was_signed_and_the_rest_is_drawn_later(
    house: House, walk: Walk, approver: Person, path: str
) -> None:
    options, choice = f"{path}/contract/options", {"first_drawing_fen": FIRST_FEN}
    assert house.anonymous("platform").post(options, json=choice).status_code == 401
    stranger = house.person(house.accounts("owner")[-5])
    assert stranger.post(options, json=choice).status_code == 404
    refused(walk.person.post(options, json={"first_drawing_fen": LIMIT_FEN + 1}), 400, "first_drawing_refused")
    assert walk.person.post(options, json={"first_drawing_fen": 0}).status_code == 422

    whole = ok(walk.person.post(options))
    assert (whole["redraws"], whole["first_drawing_fen"], whole["amount_fen"]) == (True, None, LIMIT_FEN)
    draft = ok(walk.person.post(options, json=choice))
    assert (draft["first_drawing_fen"], draft["amount_fen"]) == (FIRST_FEN, LIMIT_FEN)
    assert sum(one["principal_fen"] for one in draft["schedule"]) == FIRST_FEN
    signed = walk.signed(draft)
    another = walk.person.post(f"{path}/contract", json=signed)
    assert another.json()["error"]["code"] == "contract_not_signed", "the signature is over the first drawing too"
    ok(walk.person.post(f"{path}/contract", json=signed | choice))

    paid_out = ok(approver.post(f"{path}/disbursement"))
    told = (paid_out["principal_fen"], paid_out["first_drawing_fen"], paid_out["outstanding_fen"])
    assert told == (LIMIT_FEN, FIRST_FEN, FIRST_FEN)
    at = f"/loans/{paid_out['id']}"
    awaited(lambda: walk.person.get(at).status_code == 200)
    quote = ok(walk.person.get(f"{at}/quote"))
    assert quote["available_fen"] == LIMIT_FEN - FIRST_FEN
    drawn = ok(walk.person.post(f"{at}/drawings", json={"amount_fen": 2_000_000, "request": quote["request"]}))
    assert drawn["outstanding_fen"] == FIRST_FEN + 2_000_000
    movements = ok(walk.person.get(f"{at}/statement"))["movements"]
    assert [(one["kind"], one["amount_fen"]) for one in movements] == [("disbursed", FIRST_FEN), ("drawn", 2_000_000)]
