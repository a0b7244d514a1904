from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

from ..models.supervised_step_action import (
    SupervisedStepAction,
    check_supervised_step_action,
)

T = TypeVar("T", bound="SupervisedStep")


@_attrs_define
class SupervisedStep:
    """One step in a model's life at a bank. `on_ledger`: the ledger has this very event under the entry.

    Attributes:
        action (SupervisedStepAction):
        at (datetime.datetime):
        by_name (str):
        entry (str):
        model (str): lower-case hex
        name (str):
        on_ledger (bool):
        seq (int):
        version (str):
    """

    action: SupervisedStepAction
    at: datetime.datetime
    by_name: str
    entry: str
    model: str
    name: str
    on_ledger: bool
    seq: int
    version: str

    def to_dict(self) -> dict[str, Any]:
        action: str = self.action

        at = self.at.isoformat()

        by_name = self.by_name

        entry = self.entry

        model = self.model

        name = self.name

        on_ledger = self.on_ledger

        seq = self.seq

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "action": action,
                "at": at,
                "by_name": by_name,
                "entry": entry,
                "model": model,
                "name": name,
                "on_ledger": on_ledger,
                "seq": seq,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        action = check_supervised_step_action(d.pop("action"))

        at = datetime.datetime.fromisoformat(d.pop("at"))

        by_name = d.pop("by_name")

        entry = d.pop("entry")

        model = d.pop("model")

        name = d.pop("name")

        on_ledger = d.pop("on_ledger")

        seq = d.pop("seq")

        version = d.pop("version")

        supervised_step = cls(
            action=action,
            at=at,
            by_name=by_name,
            entry=entry,
            model=model,
            name=name,
            on_ledger=on_ledger,
            seq=seq,
            version=version,
        )

        return supervised_step
