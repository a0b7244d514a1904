from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.peers_used import PeersUsed
    from ..models.placed_axis import PlacedAxis


T = TypeVar("T", bound="Radar")


@_attrs_define
class Radar:
    """Seven axes in their order.

    Attributes:
        axes (list[PlacedAxis]):
        peers (PeersUsed): Among whom the enterprise was placed: the group wanted, the group used, and why if they
            differ.
    """

    axes: list[PlacedAxis]
    peers: PeersUsed

    def to_dict(self) -> dict[str, Any]:
        axes = []
        for axes_item_data in self.axes:
            axes_item = axes_item_data.to_dict()
            axes.append(axes_item)

        peers = self.peers.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "axes": axes,
                "peers": peers,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.peers_used import PeersUsed
        from ..models.placed_axis import PlacedAxis

        d = dict(src_dict)
        axes = []
        _axes = d.pop("axes")
        for axes_item_data in _axes:
            axes_item = PlacedAxis.from_dict(axes_item_data)

            axes.append(axes_item)

        peers = PeersUsed.from_dict(d.pop("peers"))

        radar = cls(
            axes=axes,
            peers=peers,
        )

        return radar
