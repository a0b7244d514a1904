"""The contract that an enterprise is about to sign."""

from typing import Annotated, Any, Literal

from pydantic import Field

from puhui.desks.views.base import Base64Url, Digest, Fen, Rate, View
from puhui.desks.views.grants import Receiver
from puhui.desks.views.keys import SignedDraft
from puhui.desks.views.loans import InstalmentView

_First = Annotated[int | None, Field(gt=0, le=10**13)]


class ContractChoice(View):
    """What the enterprise chooses of its contract: of a revolving line, how much is paid out first."""

    first_drawing_fen: _First = None


class SignedContract(SignedDraft):
    """The signature over a contract, and the choice that it was drafted with."""

    first_drawing_fen: _First = None


class ContractDraftView(View):
    """The contract about to be signed: its terms, and the challenge whose signature is the enterprise's assent.

    `all_in_rate` is what the loan costs a year, with fees of `fees_rate` a year on the amount lent. Of a revolving line
    (`redraws`) `amount_fen` is the limit, and the schedule that of `first_drawing_fen`; None: all of it.
    `ends_support`: what stands behind the loan that this one renews, and ends with it.
    """

    draft: str
    challenge: Base64Url
    lender: Receiver
    amount_fen: Fen
    redraws: bool = False
    first_drawing_fen: Fen | None = None
    annual_rate: Rate
    fees_rate: Rate
    all_in_rate: Rate
    term_months: int
    repayment: str
    contract_digest: Digest
    ends_support: list[Literal["letter", "subsidy"]]
    schedule: list[InstalmentView]
    webauthn: dict[str, Any] | None = None
