from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.computation_request_op import (
    ComputationRequestOp,
    check_computation_request_op,
)
from ..types import UNSET, Unset

T = TypeVar("T", bound="ComputationRequest")


@_attrs_define
class ComputationRequest:
    """A computation to begin: over the lists of those whose `mandates` are named, and over a list or table of ours.

    `table` is CSV text of our own, of which nobody else receives anything. `values` and `groups` are a sum's. A
    training and a validation take a table of ours with a column `target` of outcomes, of which `bad` are the bad ones
    where its words do not say it. A training fits over `values`, or all columns of the mandates where none are named;
    `categories` are those whose numbers are names. A validation is of `model`, the scorecard as JSON.

        Attributes:
            mandates (list[str]):
            op (ComputationRequestOp):
            bad (list[str] | Unset):
            categories (list[str] | Unset):
            dataset (str | Unset):  Default: ''.
            groups (list[str] | Unset):
            holdout_percent (int | Unset):  Default: 30.
            minutes (int | Unset):  Default: 30.
            model (str | Unset):  Default: ''.
            name (str | Unset):  Default: ''.
            ridge (float | Unset):  Default: 1.0.
            seed (int | Unset):  Default: 0.
            table (str | Unset):  Default: ''.
            target (str | Unset):  Default: ''.
            values (list[str] | Unset):
    """

    mandates: list[str]
    op: ComputationRequestOp
    bad: list[str] | Unset = UNSET
    categories: list[str] | Unset = UNSET
    dataset: str | Unset = ""
    groups: list[str] | Unset = UNSET
    holdout_percent: int | Unset = 30
    minutes: int | Unset = 30
    model: str | Unset = ""
    name: str | Unset = ""
    ridge: float | Unset = 1.0
    seed: int | Unset = 0
    table: str | Unset = ""
    target: str | Unset = ""
    values: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        mandates = self.mandates

        op: str = self.op

        bad: list[str] | Unset = UNSET
        if not isinstance(self.bad, Unset):
            bad = self.bad

        categories: list[str] | Unset = UNSET
        if not isinstance(self.categories, Unset):
            categories = self.categories

        dataset = self.dataset

        groups: list[str] | Unset = UNSET
        if not isinstance(self.groups, Unset):
            groups = self.groups

        holdout_percent = self.holdout_percent

        minutes = self.minutes

        model = self.model

        name = self.name

        ridge = self.ridge

        seed = self.seed

        table = self.table

        target = self.target

        values: list[str] | Unset = UNSET
        if not isinstance(self.values, Unset):
            values = self.values

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "mandates": mandates,
                "op": op,
            }
        )
        if bad is not UNSET:
            field_dict["bad"] = bad
        if categories is not UNSET:
            field_dict["categories"] = categories
        if dataset is not UNSET:
            field_dict["dataset"] = dataset
        if groups is not UNSET:
            field_dict["groups"] = groups
        if holdout_percent is not UNSET:
            field_dict["holdout_percent"] = holdout_percent
        if minutes is not UNSET:
            field_dict["minutes"] = minutes
        if model is not UNSET:
            field_dict["model"] = model
        if name is not UNSET:
            field_dict["name"] = name
        if ridge is not UNSET:
            field_dict["ridge"] = ridge
        if seed is not UNSET:
            field_dict["seed"] = seed
        if table is not UNSET:
            field_dict["table"] = table
        if target is not UNSET:
            field_dict["target"] = target
        if values is not UNSET:
            field_dict["values"] = values

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        mandates = cast(list[str], d.pop("mandates"))

        op = check_computation_request_op(d.pop("op"))

        bad = cast(list[str], d.pop("bad", UNSET))

        categories = cast(list[str], d.pop("categories", UNSET))

        dataset = d.pop("dataset", UNSET)

        groups = cast(list[str], d.pop("groups", UNSET))

        holdout_percent = d.pop("holdout_percent", UNSET)

        minutes = d.pop("minutes", UNSET)

        model = d.pop("model", UNSET)

        name = d.pop("name", UNSET)

        ridge = d.pop("ridge", UNSET)

        seed = d.pop("seed", UNSET)

        table = d.pop("table", UNSET)

        target = d.pop("target", UNSET)

        values = cast(list[str], d.pop("values", UNSET))

        computation_request = cls(
            mandates=mandates,
            op=op,
            bad=bad,
            categories=categories,
            dataset=dataset,
            groups=groups,
            holdout_percent=holdout_percent,
            minutes=minutes,
            model=model,
            name=name,
            ridge=ridge,
            seed=seed,
            table=table,
            target=target,
            values=values,
        )

        return computation_request
