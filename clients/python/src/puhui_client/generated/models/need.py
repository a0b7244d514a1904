from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.both import Both


T = TypeVar("T", bound="Need")


@_attrs_define
class Need:
    """One grant that would tell more: the spread in points that it is expected to take out of the score.

    Attributes:
        gain (float):
        source (str):
        text (Both): A sentence in Chinese and English.
    """

    gain: float
    source: str
    text: Both

    def to_dict(self) -> dict[str, Any]:
        gain = self.gain

        source = self.source

        text = self.text.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "gain": gain,
                "source": source,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.both import Both

        d = dict(src_dict)
        gain = d.pop("gain")

        source = d.pop("source")

        text = Both.from_dict(d.pop("text"))

        need = cls(
            gain=gain,
            source=source,
            text=text,
        )

        return need
