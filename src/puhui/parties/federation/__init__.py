"""Sign-in by an institution's own identity provider (OpenID Connect): it says who its people are, not what they may do.

The room promises: nobody comes in by an identity that was not linked to a person whom administrators let in; a provider
makes neither people nor roles; nothing that a browser, another provider or an old answer brings stands for a person.
"""

from puhui.parties.federation.algorithms import ALGORITHMS
from puhui.parties.federation.door import ProviderDoor
from puhui.parties.federation.errors import (
    AuthenticatedLongAgo,
    FactorNotAttested,
    IdentityDiffers,
    IdentityNotLinked,
    IdentityNotProven,
    IdentityTaken,
    ProviderBroken,
    ProviderRefused,
    ProviderUnknown,
    ProviderUnreachable,
    TooManyTrips,
    TripOver,
)
from puhui.parties.federation.model import Departure, Identity, Link, Provider, Purpose, Returned, Trip
from puhui.parties.federation.store import add_link, links, person_of, unlink, use_link
from puhui.parties.federation.wire import is_safe

__all__ = [
    "ALGORITHMS",
    "AuthenticatedLongAgo",
    "Departure",
    "FactorNotAttested",
    "Identity",
    "IdentityDiffers",
    "IdentityNotLinked",
    "IdentityNotProven",
    "IdentityTaken",
    "Link",
    "Provider",
    "ProviderBroken",
    "ProviderDoor",
    "ProviderRefused",
    "ProviderUnknown",
    "ProviderUnreachable",
    "Purpose",
    "Returned",
    "TooManyTrips",
    "Trip",
    "TripOver",
    "add_link",
    "is_safe",
    "links",
    "person_of",
    "unlink",
    "use_link",
]
