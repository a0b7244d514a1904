"""The registry: four eyes, a year at most, and a chain that shows what was done to it."""

import contextlib
import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from puhui.credit.canonical import canonical
from puhui.credit.registry import (
    Actor,
    Approval,
    ModelId,
    Registration,
    Registry,
    Role,
    Validation,
)
from puhui.credit.registry import errors as e
from puhui.credit.registry.journal import state_name
from puhui.kernel import PuhuiError

START = datetime(2026, 11, 22, 9, tzinfo=UTC)
LI, WANG, ZHAO = Actor("li", "bank"), Actor("wang", "auditor"), Actor("zhao", "bank")
ONE, TWO = "11" * 32, "22" * 32


def at(days: int) -> datetime:
    return START + timedelta(days=days)


def made(digest: str = ONE, *, version: str = "1", calibrated: bool = True) -> Registration:
    return Registration(ModelId("vat", version, "scorecard", digest), "loans", ("da" * 32,), "", calibrated, 0.78)


def found(by: Actor = WANG, day: int = 1, *, passed: bool = True, data: str = "db" * 32) -> Validation:
    return Validation(by, at(day), data, "", passed, {"auc": 0.77}, ())


def approval(by: Actor = ZHAO, day: int = 2, **changed: Any) -> Approval:
    said = {"role": Role.CHAMPION, "expires": date(2027, 11, 1), "order_only": False} | changed
    return Approval(by, at(day), **said)


def lived(digest: str = ONE, version: str = "1", registry: Registry | None = None) -> tuple[Registry, list[bytes]]:
    """A registry in which this model serves as champion, and the events that led there."""
    registry, first = (registry or Registry()).register(made(digest, version=version), LI, at(0))
    registry, second = registry.validate(digest, found())
    registry, third = registry.approve(digest, approval())
    registry, fourth = registry.serve(digest, Role.CHAMPION, ZHAO, at(3))
    return registry, [first, second, third, fourth]


def test_a_model_walks_from_developed_to_serving_and_the_events_tell_it_again() -> None:
    registry, events = lived()
    assert registry.champion("loans", at(4)).made.model.digest == ONE
    assert Registry.of(events) == registry
    with pytest.raises(e.NoModelServes):
        registry.champion("cards", at(4))


@pytest.mark.parametrize("step", ["approve", "serve"])
def test_no_step_is_skipped(step: str) -> None:
    registry, _ = Registry().register(made(), LI, at(0))
    with pytest.raises(e.ModelNotReady):
        if step == "approve":
            registry.approve(ONE, approval())
        else:
            registry.serve(ONE, Role.CHAMPION, ZHAO, at(1))
    validated, _ = registry.validate(ONE, found())
    with pytest.raises(e.ModelNotReady):
        validated.serve(ONE, Role.CHAMPION, ZHAO, at(2))


def test_three_different_persons() -> None:
    registry, _ = Registry().register(made(), LI, at(0))
    for person in (LI, Actor("LI", "elsewhere")):
        with pytest.raises(e.NotIndependent):
            registry.validate(ONE, found(person))
    registry, _ = registry.validate(ONE, found())
    for person in (LI, WANG):
        with pytest.raises(e.NotIndependent):
            registry.approve(ONE, approval(person))


def test_validation_needs_other_data_and_may_refuse() -> None:
    registry, _ = Registry().register(made(), LI, at(0))
    with pytest.raises(e.ValidatedOnTrainingData):
        registry.validate(ONE, found(data="da" * 32))
    refused, _ = registry.validate(ONE, found(passed=False))
    assert state_name(refused.states[ONE], at(2)) == "developed"
    with pytest.raises(e.ModelNotReady):
        refused.approve(ONE, approval())
    again, _ = refused.validate(ONE, found(day=5))
    assert state_name(again.states[ONE], at(6)) == "validated"


@pytest.mark.parametrize("expires", [date(2026, 11, 24), date(2027, 11, 24), date(2026, 1, 1)])
def test_an_approval_ends_in_the_future_and_within_a_year_of_the_validation(expires: date) -> None:
    registry, _ = Registry().register(made(), LI, at(0))
    registry, _ = registry.validate(ONE, found())
    with pytest.raises(e.ApprovalTooLong):
        registry.approve(ONE, approval(expires=expires))


def test_expiry_stops_a_champion_and_a_new_validation_brings_it_back() -> None:
    registry, _ = lived()
    with pytest.raises(e.NoModelServes, match="expired"):
        registry.champion("loans", at(400))
    assert state_name(registry.states[ONE], at(400)) == "expired"
    with pytest.raises(e.ModelExpired):
        registry.serve(ONE, Role.CHAMPION, ZHAO, at(400))
    registry, _ = registry.validate(ONE, found(day=401))
    registry, _ = registry.approve(ONE, approval(day=402, expires=date(2028, 6, 1)))
    registry, _ = registry.serve(ONE, Role.CHAMPION, ZHAO, at(403))
    assert registry.champion("loans", at(404)).approved.approval.expires == date(2028, 6, 1)


def test_one_champion_a_use_and_the_old_one_can_come_back() -> None:
    registry, _ = lived()
    registry, _ = registry.register(made(TWO, version="2"), LI, at(4))
    registry, _ = registry.validate(TWO, found(day=5))
    registry, _ = registry.approve(TWO, approval(day=6))
    shadowed, _ = registry.serve(TWO, Role.SHADOW, ZHAO, at(7))
    assert shadowed.champion("loans", at(8)).made.model.digest == ONE
    assert [one.made.model.digest for one in shadowed.shadows("loans", at(8))] == [TWO]
    registry, _ = registry.serve(TWO, Role.CHAMPION, ZHAO, at(7))
    assert registry.champion("loans", at(8)).made.model.digest == TWO
    assert state_name(registry.states[ONE], at(8)) == "approved"
    registry, _ = registry.serve(ONE, Role.CHAMPION, ZHAO, at(9))
    assert registry.champion("loans", at(10)).made.model.digest == ONE


def test_a_shadows_approval_does_not_let_it_decide() -> None:
    registry, _ = Registry().register(made(calibrated=False), LI, at(0))
    registry, _ = registry.validate(ONE, found())
    with pytest.raises(e.PdUncalibratedToServe):
        registry.approve(ONE, approval())
    by_order, _ = registry.approve(ONE, approval(order_only=True))
    assert by_order.serve(ONE, Role.CHAMPION, ZHAO, at(3))[0].champion("loans", at(4)).role is Role.CHAMPION
    registry, _ = registry.approve(ONE, approval(role=Role.SHADOW))
    with pytest.raises(e.NotApprovedForRole):
        registry.serve(ONE, Role.CHAMPION, ZHAO, at(3))


def test_withdrawn_is_for_good_and_versions_are_not_reused() -> None:
    registry, _ = lived()
    registry, _ = registry.withdraw(ONE, "fraud in the data", ZHAO, at(5))
    with pytest.raises(e.NoModelServes):
        registry.champion("loans", at(6))
    with pytest.raises(e.ValidationRefused):
        registry.validate(ONE, found(day=6))
    with pytest.raises(e.ModelNotReady):
        registry.withdraw(ONE, "again", ZHAO, at(6))
    with pytest.raises(e.VersionTaken):
        registry.register(made(TWO), LI, at(6))


def test_models_are_found_by_name_version_and_digest() -> None:
    registry, _ = lived()
    for named in ("vat@1", "vat", ONE):
        assert registry.find(named)[0] == ONE
    with pytest.raises(e.ModelUnknown, match="vat@1"):
        registry.find("vat@9")


@given(st.integers(0, 3), st.sampled_from(["at", "by", "args", "model", "action", "previous", "seq"]), st.data())
@settings(max_examples=60, deadline=None)
def test_no_event_can_be_changed(number: int, key: str, data: Any) -> None:
    """Even where a changed event breaks no rule of its own, those after it no longer follow."""
    _, events = lived()
    raw = json.loads(events[number])
    raw[key] = data.draw(st.sampled_from(["x", 7, {"role": "shadow"}, "2026-11-22T09:00:01+00:00", "ann@bank"]))
    changed = canonical(raw)
    if changed == events[number]:
        return
    rest = [*events[:number], changed, *events[number + 1 :]]
    if number == 3:  # nothing follows the last: its own digest, the head, is what changes
        with contextlib.suppress(e.RegistryChainBroken):
            assert Registry.of(rest).head != Registry.of(events).head
        return
    with pytest.raises(e.RegistryChainBroken):
        Registry.of(rest)


def test_no_event_can_be_left_out_added_or_moved() -> None:
    _, events = lived()
    for broken in (events[1:], [*events[:1], *events[2:]], [*events, events[-1]], [events[1], events[0]], [b"{}"]):
        with pytest.raises(e.RegistryChainBroken):
            Registry.of(broken)
    pretty = json.dumps(json.loads(events[0]), indent=1).encode()
    with pytest.raises(e.RegistryChainBroken, match="canonical"):
        Registry.of([pretty])


def test_time_does_not_run_backwards() -> None:
    registry, _ = lived()
    with pytest.raises(PuhuiError):
        registry.withdraw(ONE, "late", ZHAO, at(1))


@pytest.mark.parametrize("text", ["li", "@bank", "li@", ""])
def test_an_actor_is_a_person_of_an_organisation(text: str) -> None:
    with pytest.raises(e.MalformedActor):
        Actor.parse(text)
