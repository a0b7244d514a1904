"""Who may do what, for every endpoint: the golden matrix, and the properties that no edit of it may break."""

import re

import cedarpy
import pytest

from puhui.api import permissions
from puhui.api.permissions import RoleMayNot, SignInFirst, Thing, allows, policy_text, require_role
from puhui.desks.actors import NOBODY, Actor
from tests.policy import matrix


def test_the_matrix_is_the_committed_one() -> None:
    assert matrix.text() == matrix.FILE.read_text(encoding="utf-8"), (
        "read the change, then: python -m tests.policy.matrix"
    )


def test_every_endpoint_demands_an_action_of_its_own() -> None:
    uncovered = [(method, path) for method, path, action in matrix.actions() if action is None]
    assert uncovered == []
    named = [action for _, _, action in matrix.actions()]
    assert len(set(named)) == len(named)


def test_policies_validate_against_the_schema() -> None:
    result = cedarpy.validate_policies(policy_text(), permissions.schema_text())
    assert result.validation_passed, [str(error) for error in result.errors]


def test_policies_and_endpoints_name_the_same_actions() -> None:
    in_policies = set(re.findall(r'Action::"(\w+)"', policy_text()))
    assert in_policies == {action for _, _, action in matrix.actions()}


def test_what_no_policy_names_is_denied() -> None:
    for role in matrix.ROLES:
        assert not allows(matrix.actor(role), "no_such_action", Thing(org="bank-a", uscc="91110000600037341L"))


def test_an_owner_without_an_enterprise_owns_nothing() -> None:
    """Two absent enterprises are equal texts; they must not be equal enterprises."""
    nobodys = Actor(person="psn_x", name="x", role="owner", org="platform", uscc=None)
    assert not allows(nobodys, "list_grants", Thing(org="platform", uscc=""))


def test_an_unknown_role_is_denied() -> None:
    stranger = Actor(person="psn_x", name="x", role="superuser", org="bank-a")
    assert not allows(stranger, "list_applications", Thing(org="bank-a"))


@pytest.mark.parametrize("text", ['" || true', "\x00", "x" * 10_000, '"]) ; permit(principal,action,resource);'])
def test_no_text_of_an_actor_or_thing_becomes_policy(text: str) -> None:
    person = Actor(person=text, name="x", role="officer", org=text)
    assert not allows(person, "list_applications", Thing(org="bank-a"))
    assert not allows(person, text, Thing(org=text))


def test_an_error_while_evaluating_is_a_denial(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cedar itself answers Allow here: the permit holds, and the forbid that would deny fails to evaluate."""
    broken = cedarpy.PolicySet.from_str(
        "permit(principal, action, resource); forbid(principal, action, resource) when { context.missing };"
    )
    monkeypatch.setattr(permissions, "_policies", lambda: broken)
    assert not allows(matrix.actor("officer"), "list_applications", Thing(org="bank-a"))


def test_nobody_is_asked_to_sign_in_and_a_wrong_role_is_told() -> None:
    with pytest.raises(SignInFirst):
        require_role(NOBODY, "list_grants", "platform")
    with pytest.raises(RoleMayNot):
        require_role(matrix.actor("officer"), "decide", "bank-a")


def test_the_one_who_assesses_is_not_the_one_who_decides() -> None:
    own = Thing(org="bank-a", uscc="91110000600037341L")
    for role in matrix.ROLES:
        person = matrix.actor(role)
        assert not (allows(person, "assess", own) and allows(person, "decide", own))
