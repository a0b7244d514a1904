from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.statistics_cell import StatisticsCell
    from ..models.statistics_tile import StatisticsTile


T = TypeVar("T", bound="StatisticsRow")


@_attrs_define
class StatisticsRow:
    """One group; `tile` is a county's.

    Attributes:
        answered (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or
            nothing to tell (count 0).
        applied (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or nothing
            to tell (count 0).
        approved (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or
            nothing to tell (count 0).
        declined (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or
            nothing to tell (count 0).
        drawn (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or nothing
            to tell (count 0).
        group (str):
        name (str):
        needed (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or nothing
            to tell (count 0).
        scored (StatisticsCell): One kind of step in one group. Null: withheld, of a month that is not over, or nothing
            to tell (count 0).
        tile (None | StatisticsTile):
    """

    answered: StatisticsCell
    applied: StatisticsCell
    approved: StatisticsCell
    declined: StatisticsCell
    drawn: StatisticsCell
    group: str
    name: str
    needed: StatisticsCell
    scored: StatisticsCell
    tile: None | StatisticsTile

    def to_dict(self) -> dict[str, Any]:
        from ..models.statistics_tile import StatisticsTile

        answered = self.answered.to_dict()

        applied = self.applied.to_dict()

        approved = self.approved.to_dict()

        declined = self.declined.to_dict()

        drawn = self.drawn.to_dict()

        group = self.group

        name = self.name

        needed = self.needed.to_dict()

        scored = self.scored.to_dict()

        tile: dict[str, Any] | None
        if isinstance(self.tile, StatisticsTile):
            tile = self.tile.to_dict()
        else:
            tile = self.tile

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answered": answered,
                "applied": applied,
                "approved": approved,
                "declined": declined,
                "drawn": drawn,
                "group": group,
                "name": name,
                "needed": needed,
                "scored": scored,
                "tile": tile,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.statistics_cell import StatisticsCell
        from ..models.statistics_tile import StatisticsTile

        d = dict(src_dict)
        answered = StatisticsCell.from_dict(d.pop("answered"))

        applied = StatisticsCell.from_dict(d.pop("applied"))

        approved = StatisticsCell.from_dict(d.pop("approved"))

        declined = StatisticsCell.from_dict(d.pop("declined"))

        drawn = StatisticsCell.from_dict(d.pop("drawn"))

        group = d.pop("group")

        name = d.pop("name")

        needed = StatisticsCell.from_dict(d.pop("needed"))

        scored = StatisticsCell.from_dict(d.pop("scored"))

        def _parse_tile(data: object) -> None | StatisticsTile:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                tile_type_0 = StatisticsTile.from_dict(data)

                return tile_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | StatisticsTile, data)

        tile = _parse_tile(d.pop("tile"))

        statistics_row = cls(
            answered=answered,
            applied=applied,
            approved=approved,
            declined=declined,
            drawn=drawn,
            group=group,
            name=name,
            needed=needed,
            scored=scored,
            tile=tile,
        )

        return statistics_row
