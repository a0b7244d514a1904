"""An enterprise of the running city that acts over the API with a key in a file, so that pages have what to show."""

from pathlib import Path
from typing import Any, Self

from puhui.city.desk import Person
from puhui.city.wallet import Wallet
from puhui.kernel import SystemEntropy
from puhui.ledger.verify import Trust
from tests.api.answers import awaited
from tests.e2e import processes
from tests.e2e.steps.arriving import account_of


def city_folder() -> Path:
    """The folder of the running city."""
    return next(folder for _, folder in processes.nodes()).parents[1]


def staff(city: dict[str, Any], org: str, role: str) -> Person:
    """Somebody of an organisation over the API."""
    account = account_of(city, org, role)
    return Person(account["url"], account, "zh-CN")


class Borrower:
    """A context manager: leaving it lets go of its connection."""

    def __init__(self, city: dict[str, Any], place: int) -> None:
        self._city = city
        self.account: dict[str, Any] = [one for one in city["accounts"] if one["role"] == "owner"][place]
        self.code: str = self.account["enterprise"]["uscc"]
        self.name: str = self.account["enterprise"]["name"]
        folder = city_folder()
        suite = Trust.parse((folder / "trust.json").read_bytes()).suite
        self._wallet = Wallet(folder / "wallets", self.code, SystemEntropy(), suite)
        self.person = Person(self.account["url"], self.account, "zh-CN")
        if not self.person.get("/enterprise")["enrolled"]:
            challenge = self.person.post("/enrolment/options")["challenge"]
            asked = {"kind": "software", "key": self._wallet.key, "proof": self._wallet.sign(challenge)}
            activation = self._wallet.activation(self.account["activation"], self.code)
            self.person.post("/enrolment", asked | {"activation": activation})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *parts: object) -> None:
        self.person.__exit__(*parts)

    def grant(self, request: dict[str, Any]) -> None:
        """Sign the whole sheet of a request."""
        self.person.post("/consents", self._signed(self.person.post("/consents/drafts", request)))

    def apply(self, product: str, amount_fen: int, repayment: str, **more: Any) -> str:
        """The application's path."""
        draft = self.person.post("/consents/drafts", {"purpose": "application", "product": product})
        asked = {"product": product, "amount_fen": amount_fen, "term_months": 12, "repayment": repayment}
        made = self.person.post("/applications", asked | {"purpose": "备货"} | more | self._signed(draft))
        return f"/applications/{made['id']}"

    def approved(self, path: str, bank: str, amount_fen: int, repayment: str) -> None:
        """The bank looks at it, settles what the screening asks, and says yes."""
        with staff(self._city, bank, "officer") as officer, staff(self._city, bank, "approver") as approver:
            awaited(lambda: officer.find(path))
            officer.post(f"{path}/assessment")
            for code in officer.get(f"{path}/screening")["open"]:
                officer.post(f"{path}/screening/steps", {"code": code, "seen": "已核对"})
            terms = {"outcome": "approve", "amount_fen": amount_fen, "annual_rate": "0.0450", "term_months": 12}
            approver.post(f"{path}/decision", terms | {"repayment": repayment, "comment": "同意"})
        awaited(lambda: self.person.get(path)["state"] == "approved")

    def sign(self, path: str, **choice: Any) -> None:
        """Sign the contract, with what is chosen of it."""
        draft = self.person.post(f"{path}/contract/options", choice)
        self.person.post(f"{path}/contract", self._signed(draft) | choice)

    def paid_out(self, path: str, bank: str) -> dict[str, Any]:
        """The bank pays out; the loan once the portal knows of it."""
        with staff(self._city, bank, "approver") as approver:
            loan: dict[str, Any] = approver.post(f"{path}/disbursement")
        awaited(lambda: self.person.find(f"/loans/{loan['id']}"))
        return loan

    def _signed(self, draft: dict[str, Any]) -> dict[str, Any]:
        return {"draft": draft["draft"], "signature": self._wallet.signature(draft["challenge"])}
