"""The registry as a chain of events: each names the digest of the one before, and all states follow from them.

An event is canonical JSON: `{v: 1, seq, previous, at, by, action, model, args}`; `previous` is the digest of the event
before (empty in the first), `model` the digest of the model's file, `at` RFC 3339 in UTC. A store keeps events and
nothing else; `Registry.of` re-derives every state by the rules that admitted them, and stops at the first that breaks
one. Appending is the store's: whoever appends to a head that has moved must read again.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Self

from puhui.credit.canonical import canonical, digest_of_bytes
from puhui.credit.registry.errors import (
    ModelNotReady,
    ModelUnknown,
    NoModelServes,
    RegistryChainBroken,
    VersionTaken,
)
from puhui.credit.registry.states import (
    Actor,
    Approval,
    Approved,
    Developed,
    ModelId,
    Registration,
    Role,
    Serving,
    State,
    Validated,
    Validation,
    Withdrawn,
    validation_of,
)
from puhui.kernel import PuhuiError, Text

_STAGE = "credit.registry"
Step = tuple["Registry", bytes]


@dataclass(frozen=True)
class Registry:
    """All models and their states, after `size` events; `head` is the digest of the last. Immutable.

    Every verb answers the registry after it and the event to append. Raises what the step itself raises.
    """

    states: Mapping[str, State] = field(default_factory=dict)
    size: int = 0
    head: str = ""
    last_at: datetime | None = None

    @classmethod
    def of(cls, events: Iterable[bytes]) -> Self:
        """Re-derive a registry from its events; raises `RegistryChainBroken` at the first that does not hold."""
        registry = cls()
        for data in events:
            registry = registry.followed_by(data)
        return registry

    def followed_by(self, data: bytes) -> Self:
        """The registry after one more event; raises `RegistryChainBroken`."""
        seq = self.size + 1
        try:
            raw = json.loads(data)
            self._need_next(raw, data)
            at = datetime.fromisoformat(raw["at"])
            registry = self._after(raw["action"], raw["model"], raw["args"], Actor.parse(raw["by"]), at)
        except RegistryChainBroken:
            raise
        except PuhuiError as reason:
            raise RegistryChainBroken(seq=seq, reason=reason.cause_text.en, stage=_STAGE) from reason
        except (KeyError, TypeError, ValueError, AttributeError) as reason:
            raise RegistryChainBroken(seq=seq, reason=repr(reason), stage=_STAGE) from None
        return replace(registry, size=seq, head=digest_of_bytes(data), last_at=at)

    def _need_next(self, raw: Mapping[str, Any], data: bytes) -> None:
        seq = self.size + 1
        if canonical(raw) != data:
            raise RegistryChainBroken(seq=seq, reason=Text(zh="不是规范形式", en="not in canonical form"), stage=_STAGE)
        if raw["v"] != 1 or raw["seq"] != seq or raw["previous"] != self.head:
            raise RegistryChainBroken(
                seq=seq, reason=Text(zh="与前一条不相接", en="it does not follow the event before"), stage=_STAGE
            )

    def register(self, made: Registration, by: Actor, at: datetime) -> Step:
        """Enter a model as developed; raises `VersionTaken`."""
        model = made.model
        args = {
            "name": model.name,
            "version": model.version,
            "kind": model.kind,
            "use": made.use,
            "data": list(made.data),
            "report": made.report,
            "calibrated": made.calibrated,
            "auc": made.auc,
        }
        return self._step("register", model.digest, args, by, at)

    def validate(self, model: str, found: Validation) -> Step:
        """Record a validation of the model with that digest."""
        args = {
            "data": found.data,
            "report": found.report,
            "passed": found.passed,
            "figures": found.figures,
            "findings": list(found.findings),
        }
        return self._step("validate", model, args, found.by, found.at)

    def approve(self, model: str, approval: Approval) -> Step:
        """Record an approval; raises `ModelNotReady` for a model that is not validated."""
        args = {
            "role": approval.role.value,
            "expires": approval.expires.isoformat(),
            "order_only": approval.order_only,
        }
        return self._step("approve", model, args, approval.by, approval.at)

    def serve(self, model: str, role: Role, by: Actor, at: datetime) -> Step:
        """Let an approved model score; the champion of the same use steps back to approved."""
        return self._step("serve", model, {"role": role.value}, by, at)

    def withdraw(self, model: str, reason: str, by: Actor, at: datetime) -> Step:
        """Take a model out of use for good."""
        return self._step("withdraw", model, {"reason": reason}, by, at)

    def find(self, named: str) -> tuple[str, State]:
        """The digest and state of `name@version`, of a name that has one version, or of a digest; `ModelUnknown`."""
        found = [
            (digest, state)
            for digest, state in self.states.items()
            if named in (digest, str(state.made.model)) or named == state.made.model.name
        ]
        if len(found) != 1:
            known = ", ".join(str(state.made.model) for state in self.states.values()) or "-"
            raise ModelUnknown(model=named, known=known, stage=_STAGE)
        return found[0]

    def champion(self, use: str, at: datetime) -> Serving:
        """The model that decides for a use now; raises `NoModelServes`, for an expired one too."""
        found = [s for s in self.states.values() if isinstance(s, Serving) and s.made.use == use]
        champions = [state for state in found if state.role is Role.CHAMPION]
        if not champions or champions[0].expired(at):
            why = (
                Text(
                    zh=f"：{champions[0].made.model} 已于 {champions[0].approved.approval.expires} 到期",
                    en=f": {champions[0].made.model} expired on {champions[0].approved.approval.expires}",
                )
                if champions
                else ""
            )
            raise NoModelServes(use=use, why=why, stage=_STAGE)
        return champions[0]

    def shadows(self, use: str, at: datetime) -> tuple[Serving, ...]:
        """The models that score beside the champion of a use and decide nothing, without those that expired."""
        serving = (s for s in self.states.values() if isinstance(s, Serving) and s.made.use == use)
        return tuple(s for s in serving if s.role is Role.SHADOW and not s.expired(at))

    def _step(self, action: str, model: str, args: Mapping[str, Any], by: Actor, at: datetime) -> Step:
        at = at.astimezone(UTC).replace(microsecond=0)
        event = {
            "v": 1,
            "seq": self.size + 1,
            "previous": self.head,
            "at": at.isoformat(),
            "by": str(by),
            "action": action,
            "model": model,
            "args": dict(args),
        }
        registry = self._after(action, model, args, by, at)
        data = canonical(event)
        return replace(registry, size=self.size + 1, head=digest_of_bytes(data), last_at=at), data

    def _after(self, action: str, model: str, args: Mapping[str, Any], by: Actor, at: datetime) -> Self:
        if self.last_at is not None and at < self.last_at:
            raise RegistryChainBroken(
                seq=self.size + 1, reason=Text(zh="早于前一条", en="it is earlier than the event before"), stage=_STAGE
            )
        if action == "register":
            return self._registered(model, args, by, at)
        digest, state = self.find(model)
        match action:
            case "validate":
                found = Validation(
                    by, at, args["data"], args["report"], args["passed"], args["figures"], tuple(args["findings"])
                )
                after: State = validation_of(state, found)
            case "approve":
                role, expires = Role(args["role"]), date.fromisoformat(args["expires"])
                approval = Approval(by, at, role, expires, args["order_only"])
                after = _validated(state).approved(approval)
            case "serve":
                return self._serving(digest, _approved(state).serving(Role(args["role"]), by, at))
            case "withdraw":
                if isinstance(state, Withdrawn):
                    raise _not_ready(
                        state,
                        Text(zh="再次撤下", en="be withdrawn again"),
                        Text(zh="登记新版本", en="register a new version"),
                    )
                after = Withdrawn(state.made, by, at, args["reason"])
            case _:
                raise ValueError(f"unknown action {action!r}")
        return replace(self, states={**self.states, digest: after})

    def _registered(self, model: str, args: Mapping[str, Any], by: Actor, at: datetime) -> Self:
        identity = ModelId(args["name"], args["version"], args["kind"], model)
        for digest, state in self.states.items():
            if digest == model or str(state.made.model) == str(identity):
                raise VersionTaken(model=str(identity), stage=_STAGE)
        made = Registration(identity, args["use"], tuple(args["data"]), args["report"], args["calibrated"], args["auc"])
        return replace(self, states={**self.states, model: Developed(made, by, at)})

    def _serving(self, digest: str, after: Serving) -> Self:
        states = dict(self.states)
        for other, state in self.states.items():
            rival = isinstance(state, Serving) and state.made.use == after.made.use and state.role is Role.CHAMPION
            if rival and after.role is Role.CHAMPION and isinstance(state, Serving):
                states[other] = state.approved
        return replace(self, states={**states, digest: after})


def state_name(state: State, at: datetime) -> str:
    """The state in one word, as of a moment: developed, validated, approved, champion, shadow, expired, withdrawn."""
    match state:
        case Serving() | Approved() if state.expired(at):
            return "expired"
        case Serving():
            return state.role.value
        case _:
            return type(state).__name__.lower()


def _validated(state: State) -> Validated:
    """What an approval starts from: also to approve again, for another role."""
    match state:
        case Validated():
            return state
        case Approved():
            return state.validated
        case Serving():
            return state.approved.validated
        case _:
            raise _not_ready(
                state, Text(zh="批准", en="be approved"), Text(zh="由他人验证", en="validation by somebody else")
            )


def _approved(state: State) -> Approved:
    match state:
        case Approved():
            return state
        case Serving():
            return state.approved
        case _:
            raise _not_ready(state, "serve", Text(zh="先验证，再批准", en="validation, then approval"))


def _not_ready(state: State, step: str | Text, before: str | Text) -> ModelNotReady:
    return ModelNotReady(
        model=str(state.made.model), state=type(state).__name__.lower(), step=step, before=before, stage=_STAGE
    )


def validation_in(state: State) -> Validation | None:
    """The validation that the state rests on, or the last refused one; None where there was none."""
    match state:
        case Developed():
            return state.refused[-1] if state.refused else None
        case Validated():
            return state.validation
        case Approved():
            return state.validated.validation
        case Serving():
            return state.approved.validated.validation
        case Withdrawn():
            return None


def approval_of(state: State) -> Approval | None:
    """The approval that the state rests on."""
    match state:
        case Approved():
            return state.approval
        case Serving():
            return state.approved.approval
        case _:
            return None


def last_day_of(state: State) -> date:
    """The latest day that an approval of this model may end on; raises `ModelNotReady` before validation."""
    return _validated(state).last_day
