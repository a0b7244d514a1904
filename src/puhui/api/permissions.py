"""Who may do what: Cedar policies in `policies/`, default deny.

Every endpoint is one Cedar action under the name of its route. The principal is the signed-in person (or nobody), the
resource the node's desk, or one thing with the enterprise and organisation it belongs to. A role that lacks the action
is told 403; a person with the role but not the tenancy is told 404, as if the thing were not there.

Cedar answers Allow even when a `forbid` failed to evaluate, so an answer with any error in its diagnostics is a denial
here, and so is every decision other than Allow.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import cedarpy

from puhui.desks.actors import NOBODY, Actor
from puhui.kernel import Category, PuhuiError, Text


class SignInFirst(PuhuiError):
    """Nobody is signed in."""

    category = Category.UNAUTHENTICATED
    cause = Text(zh="尚未登录或会话已过期", en="nobody is signed in, or the session has run out")
    remedy = Text(zh="请先登录", en="sign in first")


class RoleMayNot(PuhuiError):
    """The person's role does not include this."""

    category = Category.FORBIDDEN
    cause = Text(zh="您的岗位无权执行 {action}", en="your role does not include {action}")
    remedy = Text(zh="请由有权限的岗位办理", en="ask someone whose role does")


@dataclass(frozen=True, slots=True)
class Thing:
    """What is asked for: the organisation that keeps it, and the enterprise it is about ("" for none)."""

    org: str
    uscc: str = ""


@cache
def _policies() -> cedarpy.PolicySet:
    return cedarpy.PolicySet.from_str(policy_text())


@cache
def _roles() -> cedarpy.Entities:
    names = json.loads(_read("roles.json"))
    return cedarpy.Entities.from_json_str(
        json.dumps([{"uid": {"type": "Role", "id": name}, "attrs": {}, "parents": []} for name in names])
    )


def _read(name: str) -> str:
    return resources.files("puhui.api").joinpath("policies", name).read_text(encoding="utf-8")


def policy_text() -> str:
    """All policies as one text, in the order of their file names."""
    folder = resources.files("puhui.api").joinpath("policies")
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".cedar"))
    return "\n".join(_read(name) for name in names)


def schema_text() -> str:
    """The schema that the policies validate against."""
    return _read("schema.cedarschema")


def allows(actor: Actor, action: str, thing: Thing) -> bool:
    """Whether the policies let `actor` do `action` to `thing`. False on every error."""
    principal = {"type": "Person", "id": actor.person}
    resource = {"type": "Thing", "id": "asked"}
    entities = [
        {
            "uid": principal,
            "attrs": {"org": actor.org, "uscc": actor.uscc or "", "program": actor.is_program},
            "parents": [{"type": "Role", "id": actor.role}],
        },
        {"uid": resource, "attrs": {"org": thing.org, "uscc": thing.uscc}, "parents": []},
    ]
    request: dict[str, Any] = {
        "principal": principal,
        "action": {"type": "Action", "id": action},
        "resource": resource,
        "context": {},
    }
    try:
        answer = cedarpy.is_authorized(request, _policies(), _roles().with_added_json_str(json.dumps(entities)))
    except ValueError:  # an entity that Cedar cannot read is nobody's permission
        return False
    return answer.decision is cedarpy.Decision.Allow and not answer.diagnostics.errors


def require_role(actor: Actor, action: str, org: str) -> None:
    """Raise `SignInFirst` or `RoleMayNot` unless `actor` may do `action` to a thing of its own at `org`."""
    if allows(actor, action, Thing(org=org, uscc=actor.uscc or "")):
        return
    if actor is NOBODY:
        raise SignInFirst(stage="api")
    raise RoleMayNot(action=action, party=org, stage="api")
