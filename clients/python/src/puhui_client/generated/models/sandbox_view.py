from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Self,
    TypeVar,
    cast,
)

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.sandbox_case import SandboxCase


T = TypeVar("T", bound="SandboxView")


@_attrs_define
class SandboxView:
    """The sandbox's time and its cases.

    Attributes:
        cases (list[SandboxCase]):
        environment (Literal['sandbox']):
        now (datetime.datetime):
    """

    cases: list[SandboxCase]
    environment: Literal["sandbox"]
    now: datetime.datetime

    def to_dict(self) -> dict[str, Any]:
        cases = []
        for cases_item_data in self.cases:
            cases_item = cases_item_data.to_dict()
            cases.append(cases_item)

        environment = self.environment

        now = self.now.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cases": cases,
                "environment": environment,
                "now": now,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.sandbox_case import SandboxCase

        d = dict(src_dict)
        cases = []
        _cases = d.pop("cases")
        for cases_item_data in _cases:
            cases_item = SandboxCase.from_dict(cases_item_data)

            cases.append(cases_item)

        environment = cast(Literal["sandbox"], d.pop("environment"))
        if environment != "sandbox":
            raise ValueError(
                f"environment must match const 'sandbox', got '{environment}'"
            )

        now = datetime.datetime.fromisoformat(d.pop("now"))

        sandbox_view = cls(
            cases=cases,
            environment=environment,
            now=now,
        )

        return sandbox_view
