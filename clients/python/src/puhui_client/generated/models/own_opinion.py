from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.opinion_view import OpinionView


T = TypeVar("T", bound="OwnOpinion")


@_attrs_define
class OwnOpinion:
    """An enterprise's own; null where the platform has nothing about it.

    Attributes:
        opinion (None | OpinionView):
    """

    opinion: None | OpinionView

    def to_dict(self) -> dict[str, Any]:
        from ..models.opinion_view import OpinionView

        opinion: dict[str, Any] | None
        if isinstance(self.opinion, OpinionView):
            opinion = self.opinion.to_dict()
        else:
            opinion = self.opinion

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "opinion": opinion,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.opinion_view import OpinionView

        d = dict(src_dict)

        def _parse_opinion(data: object) -> None | OpinionView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                opinion_type_0 = OpinionView.from_dict(data)

                return opinion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpinionView, data)

        opinion = _parse_opinion(d.pop("opinion"))

        own_opinion = cls(
            opinion=opinion,
        )

        return own_opinion
