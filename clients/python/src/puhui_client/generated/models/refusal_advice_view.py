from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.plan_view import PlanView
    from ..models.promise_view import PromiseView


T = TypeVar("T", bound="RefusalAdviceView")


@_attrs_define
class RefusalAdviceView:
    """What would turn a refusal: a plan with its promise, or what stands in the way where nothing realistic helps.

    `grants` are the sources that would add most to what is known; what they show, nobody can promise.

        Attributes:
            blocked (list[str]):
            grants (list[str]):
            plan (None | PlanView):
            promise (None | PromiseView):
    """

    blocked: list[str]
    grants: list[str]
    plan: None | PlanView
    promise: None | PromiseView

    def to_dict(self) -> dict[str, Any]:
        from ..models.plan_view import PlanView
        from ..models.promise_view import PromiseView

        blocked = self.blocked

        grants = self.grants

        plan: dict[str, Any] | None
        if isinstance(self.plan, PlanView):
            plan = self.plan.to_dict()
        else:
            plan = self.plan

        promise: dict[str, Any] | None
        if isinstance(self.promise, PromiseView):
            promise = self.promise.to_dict()
        else:
            promise = self.promise

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "blocked": blocked,
                "grants": grants,
                "plan": plan,
                "promise": promise,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.plan_view import PlanView
        from ..models.promise_view import PromiseView

        d = dict(src_dict)
        blocked = cast(list[str], d.pop("blocked"))

        grants = cast(list[str], d.pop("grants"))

        def _parse_plan(data: object) -> None | PlanView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                plan_type_0 = PlanView.from_dict(data)

                return plan_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PlanView, data)

        plan = _parse_plan(d.pop("plan"))

        def _parse_promise(data: object) -> None | PromiseView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                promise_type_0 = PromiseView.from_dict(data)

                return promise_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | PromiseView, data)

        promise = _parse_promise(d.pop("promise"))

        refusal_advice_view = cls(
            blocked=blocked,
            grants=grants,
            plan=plan,
            promise=promise,
        )

        return refusal_advice_view
