from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.grantable_view import GrantableView


T = TypeVar("T", bound="AdvisedGrantView")


@_attrs_define
class AdvisedGrantView:
    """A source that is not granted and would tell most, with the datasets to grant for it.

    `gain` is the spread in points that it is expected to take out of the score, `coverage` what it adds (0 to 1).

        Attributes:
            coverage (float):
            datasets (list[GrantableView]):
            gain (float):
            label (str):
            source (str):
    """

    coverage: float
    datasets: list[GrantableView]
    gain: float
    label: str
    source: str

    def to_dict(self) -> dict[str, Any]:
        coverage = self.coverage

        datasets = []
        for datasets_item_data in self.datasets:
            datasets_item = datasets_item_data.to_dict()
            datasets.append(datasets_item)

        gain = self.gain

        label = self.label

        source = self.source

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "coverage": coverage,
                "datasets": datasets,
                "gain": gain,
                "label": label,
                "source": source,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.grantable_view import GrantableView

        d = dict(src_dict)
        coverage = d.pop("coverage")

        datasets = []
        _datasets = d.pop("datasets")
        for datasets_item_data in _datasets:
            datasets_item = GrantableView.from_dict(datasets_item_data)

            datasets.append(datasets_item)

        gain = d.pop("gain")

        label = d.pop("label")

        source = d.pop("source")

        advised_grant_view = cls(
            coverage=coverage,
            datasets=datasets,
            gain=gain,
            label=label,
            source=source,
        )

        return advised_grant_view
