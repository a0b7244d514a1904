"""An enterprise of the shared city with its wallet, and the people of the bank that it turns to."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

from puhui.city.awaiting import awaited
from puhui.city.wallet import Wallet
from puhui.kernel import SystemEntropy
from puhui.ledger.trust import Trust
from tests.api.house import House, Person

BANK = "bank-a"


def ok(answer: httpx.Response) -> Any:
    assert answer.is_success, answer.text
    return answer.json()


def code_of(answer: httpx.Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def at_once(person: Person, path: str, *bodies: Any) -> list[httpx.Response]:
    """All bodies posted at the same time by the same person."""
    with ThreadPoolExecutor(len(bodies)) as pool:
        return list(pool.map(lambda body: person.post(path, json=body), bodies))


class Parties:
    """An enterprise with its key, and the bank that it turns to."""

    def __init__(self, house: House, place: int) -> None:
        self.account = house.accounts("owner")[place]
        self.owner = house.person(self.account)
        self.officer = house.person(house.accounts("officer", BANK)[0])
        self.approver = house.person(house.accounts("approver", BANK)[0])
        code = self.account["enterprise"]["uscc"]
        suite = Trust.parse((house.folder / "trust.json").read_bytes()).suite
        self.wallet = Wallet(house.folder / "wallets", code, SystemEntropy(), suite)
        if not ok(self.owner.get("/enterprise"))["enrolled"]:
            challenge = ok(self.owner.post("/enrolment/options"))["challenge"]
            key = {"kind": "software", "key": self.wallet.key, "proof": self.wallet.sign(challenge)}
            activation = self.wallet.activation(self.account["activation"], code)
            ok(self.owner.post("/enrolment", json=key | {"activation": activation}))

    def request(self, product: str) -> dict[str, Any]:
        """An application for a product, signed and not sent."""
        found = next(one for one in ok(self.owner.get("/products"))["items"] if one["code"] == product)
        draft = ok(self.owner.post("/consents/drafts", json={"purpose": "application", "product": product}))
        return {
            "product": product,
            "amount_fen": found["amount_min_fen"],
            "term_months": 12,
            "repayment": "equal_instalments",
            "purpose": "采购",
        } | self.signed(draft)

    def signed(self, draft: dict[str, Any]) -> dict[str, Any]:
        """A draft's name with the enterprise's signature."""
        return {"draft": draft["draft"], "signature": self.wallet.signature(draft["challenge"])}

    def known_at_bank(self, id_: str) -> str:
        """The application's path, once the bank has it."""
        path = f"/applications/{id_}"
        awaited(lambda: self.officer.get(path).is_success or None, AssertionError(f"{path} never comes in"))
        return path
