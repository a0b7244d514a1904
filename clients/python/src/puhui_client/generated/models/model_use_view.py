from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="ModelUseView")


@_attrs_define
class ModelUseView:
    """What a model may serve for, and what serves for it now: a registered champion (by digest) or a shipped card.

    Attributes:
        champion (None | str):
        code (str):
        label (str):
        serving (str):
        shadows (list[str]):
    """

    champion: None | str
    code: str
    label: str
    serving: str
    shadows: list[str]

    def to_dict(self) -> dict[str, Any]:
        champion: None | str
        champion = self.champion

        code = self.code

        label = self.label

        serving = self.serving

        shadows = self.shadows

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "champion": champion,
                "code": code,
                "label": label,
                "serving": serving,
                "shadows": shadows,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)

        def _parse_champion(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        champion = _parse_champion(d.pop("champion"))

        code = d.pop("code")

        label = d.pop("label")

        serving = d.pop("serving")

        shadows = cast(list[str], d.pop("shadows"))

        model_use_view = cls(
            champion=champion,
            code=code,
            label=label,
            serving=serving,
            shadows=shadows,
        )

        return model_use_view
