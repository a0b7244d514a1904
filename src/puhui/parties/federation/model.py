"""An identity provider as a node trusts it, who it says somebody is, and a person's trip there and back. Pure.

>>> bank = Provider("bank", Text(zh="甲银行", en="Bank A"), "https://id.bank.example", "puhui", "https://node/sign-in/bank",
...                 amr=frozenset({"otp", "hwk"}))
>>> bank.attests_factor(acr="", amr=("pwd", "otp")), bank.attests_factor(acr="", amr=("pwd",))
(True, False)
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from puhui.kernel import Text
from puhui.kernel.ids import PersonId
from puhui.parties.federation.algorithms import ALGORITHMS


@dataclass(frozen=True, slots=True)
class Provider:
    """An institution's own identity provider, and this node's registration there.

    `redirect_uri` is compared by the provider character for character. An id_token whose `acr` is one of `acr`, or
    whose `amr` names one of `amr`, tells of a second factor; with `factor_required`, nobody comes in without. An empty
    `client_secret` is a public client's.
    """

    name: str
    label: Text
    issuer: str
    client_id: str
    redirect_uri: str
    client_secret: str = field(default="", repr=False)
    acr: frozenset[str] = frozenset()
    amr: frozenset[str] = frozenset()
    factor_required: bool = True
    algorithms: frozenset[str] = ALGORITHMS

    def attests_factor(self, *, acr: str, amr: Sequence[str]) -> bool:
        """Whether what the provider says of a sign-in amounts to a second factor."""
        return acr in self.acr or not self.amr.isdisjoint(amr)


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a provider says somebody is. The pair of `issuer` and `subject` alone names a person there, and for good.

    `authenticated_at` is when they last showed it who they are; None where it does not tell.
    """

    issuer: str
    subject: str
    has_factor: bool
    authenticated_at: datetime | None


class Purpose(StrEnum):
    """What a person is sent to the provider for."""

    SIGN_IN = "sign_in"
    TAKE_UP = "take_up"  # an invitation, without a password
    LINK = "link"
    CONFIRM = "confirm"  # to show again who one is


@dataclass(frozen=True, slots=True)
class Trip:
    """A person's way to a provider, which one return ends. `session` is that of a link or a confirmation, else "".

    The secrets are of use for minutes, to this node alone.
    """

    provider: str
    purpose: Purpose
    session: str
    begun_at: datetime
    expires_at: datetime
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Departure:
    """Where to send the browser, and what it must show when it comes back."""

    url: str
    browser_token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Returned:
    """What the provider gave the browser to bring back (RFC 6749, 4.1.2; RFC 9207): a code, or an error."""

    state: str
    code: str = field(default="", repr=False)
    issuer: str | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A person's identity at a provider."""

    person: PersonId
    provider: str
    issuer: str
    linked_at: datetime
    used_at: datetime | None
