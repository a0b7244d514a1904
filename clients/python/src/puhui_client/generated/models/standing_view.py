from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.standing_view_depth import StandingViewDepth, check_standing_view_depth

if TYPE_CHECKING:
    from ..models.need_view import NeedView


T = TypeVar("T", bound="StandingView")


@_attrs_define
class StandingView:
    """What coverage allows: no score, a capped one or the whole; `needs` are the two grants that would add most.

    `coverage_with` is the coverage once both are granted and answered; `enough` whether that lifts the cap.

        Attributes:
            coverage_with (float):
            depth (StandingViewDepth):
            enough (bool):
            grade_cap (None | str):
            limit_cap_fen (int | None):
            needs (list[NeedView]):
            text (str):
    """

    coverage_with: float
    depth: StandingViewDepth
    enough: bool
    grade_cap: None | str
    limit_cap_fen: int | None
    needs: list[NeedView]
    text: str

    def to_dict(self) -> dict[str, Any]:
        coverage_with = self.coverage_with

        depth: str = self.depth

        enough = self.enough

        grade_cap: None | str
        grade_cap = self.grade_cap

        limit_cap_fen: int | None
        limit_cap_fen = self.limit_cap_fen

        needs = []
        for needs_item_data in self.needs:
            needs_item = needs_item_data.to_dict()
            needs.append(needs_item)

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "coverage_with": coverage_with,
                "depth": depth,
                "enough": enough,
                "grade_cap": grade_cap,
                "limit_cap_fen": limit_cap_fen,
                "needs": needs,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.need_view import NeedView

        d = dict(src_dict)
        coverage_with = d.pop("coverage_with")

        depth = check_standing_view_depth(d.pop("depth"))

        enough = d.pop("enough")

        def _parse_grade_cap(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        grade_cap = _parse_grade_cap(d.pop("grade_cap"))

        def _parse_limit_cap_fen(data: object) -> int | None:
            if data is None:
                return data
            return cast(int | None, data)

        limit_cap_fen = _parse_limit_cap_fen(d.pop("limit_cap_fen"))

        needs = []
        _needs = d.pop("needs")
        for needs_item_data in _needs:
            needs_item = NeedView.from_dict(needs_item_data)

            needs.append(needs_item)

        text = d.pop("text")

        standing_view = cls(
            coverage_with=coverage_with,
            depth=depth,
            enough=enough,
            grade_cap=grade_cap,
            limit_cap_fen=limit_cap_fen,
            needs=needs,
            text=text,
        )

        return standing_view
