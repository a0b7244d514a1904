"""What an enterprise does at the platform, over its own API and with its own key: enrol, apply, sign."""

from typing import Any

from puhui.city.desk import Person
from puhui.city.wallet import Wallet

AMOUNT_FEN = 30_000_000  # 300,000 yuan
TERM_MONTHS = 12
PURPOSE = "采购原材料"
REGRANTED = "重新授权"


def enrol(owner: Person, wallet: Wallet) -> dict[str, Any]:
    """Have the registry attest the wallet's key, by the activation code in the owner's account."""
    account = owner.account
    options = owner.post("/enrolment/options")
    enrolled: dict[str, Any] = owner.post(
        "/enrolment",
        {
            "kind": "software",
            "key": wallet.key,
            "proof": wallet.sign(options["challenge"]),
            "activation": wallet.activation(account["activation"], account["enterprise"]["uscc"]),
        },
    )
    return enrolled


def apply(
    owner: Person, wallet: Wallet, product: dict[str, Any], amount_fen: int = AMOUNT_FEN
) -> tuple[dict[str, Any], set[str]]:
    """Grant what the product needs and welcomes, and apply for it within its bounds: the application, its grants."""
    draft, *own = _sheets(owner, product)
    application: dict[str, Any] = owner.post(
        "/applications",
        {
            "product": product["code"],
            "amount_fen": max(product["amount_min_fen"], min(amount_fen, product["amount_max_fen"])),
            "term_months": max(product["term_min_months"], min(TERM_MONTHS, product["term_max_months"])),
            "repayment": product["repayment"][0],
            "purpose": PURPOSE,
            **signed(wallet, draft),
            "separate": [signed(wallet, one) for one in own],
        },
    )
    return application, {item["grant"] for one in (draft, *own) for item in one["items"]}


def supplement(owner: Person, wallet: Wallet, application: str) -> None:
    """Grant anew what an application's bank may see, and add it."""
    path = f"/applications/{application}"
    sheets = _sheets(owner, owner.get(path)["product"])
    owner.post(f"{path}/supplements", {"note": REGRANTED, "grants": [signed(wallet, one) for one in sheets]})


def sign_contract(owner: Person, wallet: Wallet, application: str) -> None:
    """Sign the contract of an approved application."""
    path = f"/applications/{application}/contract"
    owner.post(path, signed(wallet, owner.post(f"{path}/options")))


def _sheets(owner: Person, product: dict[str, Any]) -> list[dict[str, Any]]:
    """Drafts of all that a product needs and welcomes: the shared one, then each that is signed by itself."""
    request = {"purpose": "application", "receiver": product["lender"], "product": product["code"]}
    welcome = owner.post("/consents/drafts", request)["also"]
    also = [one["dataset"] for one in welcome if not one["alone"]]
    draft = owner.post("/consents/drafts", request | {"also": also})
    alone = (one["dataset"] for one in welcome if one["alone"])
    return [draft, *(owner.post("/consents/drafts", request | {"datasets": [dataset]}) for dataset in alone)]


def signed(wallet: Wallet, draft: dict[str, Any]) -> dict[str, Any]:
    """A draft with the wallet's signature, as the API takes it."""
    return {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
