"""The story's enterprise with the loan that it has running, whoever renewed it meanwhile, for what comes after."""

from typing import Any

from puhui.city.wallet import Wallet
from puhui.kernel import SystemEntropy
from tests.api.house import House, Person


class Lent:
    """A debtor of the shared city: `person` owns it, `loan` runs at `bank`, `path` is the loan's."""

    def __init__(self, house: House, story: dict[str, Any]) -> None:
        self.uscc: str = story["enterprise"]["uscc"]
        self.person: Person = house.person(
            next(one for one in house.accounts("owner") if one["enterprise"]["uscc"] == self.uscc)
        )
        loans = self.person.get("/loans").json()["items"]
        self.loan: dict[str, Any] = next(one for one in loans if one["state"] != "settled")
        self.bank: str = self.loan["lender"]
        self.path = f"/loans/{self.loan['id']}"
        suite = house.nodes["platform"].trust.current().suite
        self._wallet = Wallet(house.folder / "wallets", self.uscc, SystemEntropy(), suite)

    def grant(self, request: dict[str, Any]) -> list[dict[str, Any]]:
        """Sign the whole sheet of a request; the grants."""
        draft = self.person.post("/consents/drafts", json=request).json()
        signed = {"draft": draft["draft"], "signature": self._wallet.signature(draft["challenge"])}
        grants: list[dict[str, Any]] = self.person.post("/consents", json=signed).json()["grants"]
        return grants

    def revoke(self, grant: str) -> None:
        """Take a grant back."""
        options = self.person.post(f"/grants/{grant}/revocation/options").json()
        body = {"at": options["at"], "signature": self._wallet.signature(options["challenge"])}
        assert self.person.post(f"/grants/{grant}/revocation", json=body).status_code == 200
