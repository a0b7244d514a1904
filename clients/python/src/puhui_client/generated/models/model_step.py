from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.model_step_action import ModelStepAction, check_model_step_action

if TYPE_CHECKING:
    from ..models.model_step_args import ModelStepArgs


T = TypeVar("T", bound="ModelStep")


@_attrs_define
class ModelStep:
    """One event of the registry: who did what when, and its entry on the ledger. `args` are the event's own.

    Attributes:
        action (ModelStepAction):
        args (ModelStepArgs):
        at (datetime.datetime):
        by (str):
        by_name (str):
        entry (str):
        seq (int):
    """

    action: ModelStepAction
    args: ModelStepArgs
    at: datetime.datetime
    by: str
    by_name: str
    entry: str
    seq: int

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        args = self.args.to_dict()

        at = self.at.isoformat()

        by = self.by

        by_name = self.by_name

        entry = self.entry

        seq = self.seq

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "args": args,
                "at": at,
                "by": by,
                "by_name": by_name,
                "entry": entry,
                "seq": seq,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.model_step_args import ModelStepArgs

        d = dict(src_dict)
        action = check_model_step_action(d.pop("action"))

        args = ModelStepArgs.from_dict(d.pop("args"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        by = d.pop("by")

        by_name = d.pop("by_name")

        entry = d.pop("entry")

        seq = d.pop("seq")

        model_step = cls(
            action=action,
            args=args,
            at=at,
            by=by,
            by_name=by_name,
            entry=entry,
            seq=seq,
        )

        return model_step
