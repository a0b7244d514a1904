"""People of the city before their portals."""

from collections.abc import Callable
from typing import Any

from tests.e2e.browsing import Visitor

Visit = Callable[[str], Visitor]


def account_of(city: dict[str, Any], org: str, role: str) -> dict[str, Any]:
    """The first account of that role there."""
    return next(one for one in city["accounts"] if (one["org"], one["role"]) == (org, role))


def arrive(city: dict[str, Any], visit: Visit, org: str, role: str) -> Visitor:
    """A person of that role, signed in at their own node."""
    account = account_of(city, org, role)
    person = visit(account["url"])
    person.sign_in(account)
    return person


def org_of(city: dict[str, Any], name: str) -> str:
    """The organisation of that Chinese name."""
    return str(next(node["org"] for node in city["nodes"] if node["name_zh"] == name))
