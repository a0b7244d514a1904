from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.choice import Choice
    from ..models.dataset_choice import DatasetChoice


T = TypeVar("T", bound="ComputationOptions")


@_attrs_define
class ComputationOptions:
    """What a mandate or a computation may name here.

    Attributes:
        datasets (list[DatasetChoice]):
        operations (list[Choice]):
        organisations (list[Choice]):
        purposes (list[Choice]):
    """

    datasets: list[DatasetChoice]
    operations: list[Choice]
    organisations: list[Choice]
    purposes: list[Choice]

    def to_dict(self) -> dict[str, Any]:
        datasets = []
        for datasets_item_data in self.datasets:
            datasets_item = datasets_item_data.to_dict()
            datasets.append(datasets_item)

        operations = []
        for operations_item_data in self.operations:
            operations_item = operations_item_data.to_dict()
            operations.append(operations_item)

        organisations = []
        for organisations_item_data in self.organisations:
            organisations_item = organisations_item_data.to_dict()
            organisations.append(organisations_item)

        purposes = []
        for purposes_item_data in self.purposes:
            purposes_item = purposes_item_data.to_dict()
            purposes.append(purposes_item)

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "datasets": datasets,
                "operations": operations,
                "organisations": organisations,
                "purposes": purposes,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.choice import Choice
        from ..models.dataset_choice import DatasetChoice

        d = dict(src_dict)
        datasets = []
        _datasets = d.pop("datasets")
        for datasets_item_data in _datasets:
            datasets_item = DatasetChoice.from_dict(datasets_item_data)

            datasets.append(datasets_item)

        operations = []
        _operations = d.pop("operations")
        for operations_item_data in _operations:
            operations_item = Choice.from_dict(operations_item_data)

            operations.append(operations_item)

        organisations = []
        _organisations = d.pop("organisations")
        for organisations_item_data in _organisations:
            organisations_item = Choice.from_dict(organisations_item_data)

            organisations.append(organisations_item)

        purposes = []
        _purposes = d.pop("purposes")
        for purposes_item_data in _purposes:
            purposes_item = Choice.from_dict(purposes_item_data)

            purposes.append(purposes_item)

        computation_options = cls(
            datasets=datasets,
            operations=operations,
            organisations=organisations,
            purposes=purposes,
        )

        return computation_options
