"""The contract that an enterprise is about to sign."""

from typing import Any

from puhui.desks.views.base import Base64Url, Digest, Fen, Rate, View
from puhui.desks.views.grants import Receiver
from puhui.desks.views.loans import InstalmentView


class ContractDraftView(View):
    """The contract about to be signed: its terms, and the challenge whose signature is the enterprise's assent.

    `all_in_rate` is what the loan costs a year, with fees of `fees_rate` a year on the amount lent.
    """

    draft: str
    challenge: Base64Url
    lender: Receiver
    amount_fen: Fen
    annual_rate: Rate
    fees_rate: Rate
    all_in_rate: Rate
    term_months: int
    repayment: str
    contract_digest: Digest
    schedule: list[InstalmentView]
    webauthn: dict[str, Any] | None = None
