"""Role × endpoint, derived from the app's routes and the policies. Run it to write `matrix.txt` anew; read the diff.

`all` means whoever it belongs to; `own` means only the person's own enterprise or organisation; `-` means never.
"""

from collections.abc import Iterator
from pathlib import Path

from fastapi.routing import APIRoute

from puhui.api import routes, v1
from puhui.api.permissions import Thing, allows
from puhui.desks.actors import NOBODY, Actor

FILE = Path(__file__).with_name("matrix.txt")
ROLES = ["anonymous", "owner", "officer", "approver", "steward", "validator", "auditor", "registrar", "administrator"]
_USCC, _ORG = "91110000600037341L", "bank-a"


def actions() -> Iterator[tuple[str, str, str | None]]:
    """(method, path, action) of every published route; the action is None where its route demands none."""
    endpoints = (route for router in v1.ROUTERS for route in router.routes if isinstance(route, APIRoute))
    demanded = {route.name: _action(route) for route in endpoints}
    for path, operations in routes().openapi()["paths"].items():
        for method, operation in operations.items():
            yield method.upper(), path, demanded.get(operation["operationId"])


def _action(route: APIRoute) -> str | None:
    named = [getattr(found.call, "action", None) for found in route.dependant.dependencies]
    return next((name for name in named if name), None)


def actor(role: str) -> Actor:
    """A person of that role at bank A; owners own an enterprise."""
    if role == "anonymous":
        return NOBODY
    return Actor(person="psn_x", name="x", role=role, org=_ORG, uscc=_USCC if role == "owner" else None)


def reach(role: str, action: str) -> str:
    """`all`, `own` or `-`."""
    person = actor(role)
    foreign = Thing(org="bank-b", uscc="91130200MA0A1B2C36")
    own = Thing(org=person.org, uscc=person.uscc or "91130200MA0A1B2C36")
    return "all" if allows(person, action, foreign) else "own" if allows(person, action, own) else "-"


def text() -> str:
    """The matrix as it is committed."""
    lines = [f"{'endpoint':<56}" + "".join(f"{role:>15}" for role in ROLES)]
    for method, path, action in sorted(actions(), key=lambda row: (row[1], row[0])):
        cells = "".join(f"{reach(role, action or ''):>15}" for role in ROLES)
        lines.append(f"{method + ' ' + path.removeprefix('/api/v1'):<56}{cells}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
