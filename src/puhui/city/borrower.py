"""What an enterprise does at the platform, over its own API and with its own key: enrol, apply, sign."""

from typing import Any

from puhui.city.desk import Person
from puhui.city.wallet import Wallet

AMOUNT_FEN = 30_000_000  # 300,000 yuan
TERM_MONTHS = 12
PURPOSE = "采购原材料"


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
    request = {"purpose": "application", "receiver": product["lender"], "product": product["code"]}
    welcome = owner.post("/consents/drafts", request)["also"]
    also = [one["dataset"] for one in welcome if not one["alone"]]
    draft = owner.post("/consents/drafts", request | {"also": also})
    own = [owner.post("/consents/drafts", request | {"datasets": [x["dataset"]]}) for x in welcome if x["alone"]]
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


def sign_contract(owner: Person, wallet: Wallet, application: str) -> None:
    """Sign the contract of an approved application."""
    path = f"/applications/{application}/contract"
    owner.post(path, signed(wallet, owner.post(f"{path}/options")))


def signed(wallet: Wallet, draft: dict[str, Any]) -> dict[str, Any]:
    """A draft with the wallet's signature, as the API takes it."""
    return {"draft": draft["draft"], "signature": wallet.signature(draft["challenge"])}
