from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="ComputationProblem")


@_attrs_define
class ComputationProblem:
    """Why a computation ended: who, at what stage, why, and what to do.

    Attributes:
        cause (str):
        code (str):
        party (str):
        remedy (str):
        retriable (bool):
        stage (str):
    """

    cause: str
    code: str
    party: str
    remedy: str
    retriable: bool
    stage: str

    def to_dict(self) -> dict[str, Any]:
        cause = self.cause

        code = self.code

        party = self.party

        remedy = self.remedy

        retriable = self.retriable

        stage = self.stage

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cause": cause,
                "code": code,
                "party": party,
                "remedy": remedy,
                "retriable": retriable,
                "stage": stage,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cause = d.pop("cause")

        code = d.pop("code")

        party = d.pop("party")

        remedy = d.pop("remedy")

        retriable = d.pop("retriable")

        stage = d.pop("stage")

        computation_problem = cls(
            cause=cause,
            code=code,
            party=party,
            remedy=remedy,
            retriable=retriable,
            stage=stage,
        )

        return computation_problem
