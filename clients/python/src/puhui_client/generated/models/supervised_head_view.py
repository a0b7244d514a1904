from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="SupervisedHeadView")


@_attrs_define
class SupervisedHeadView:
    """The newest head that was verified here: who cosigned it.

    Attributes:
        cosigned_by (list[str]):
        quorum (int):
        root (str):
        size (int):
    """

    cosigned_by: list[str]
    quorum: int
    root: str
    size: int

    def to_dict(self) -> dict[str, Any]:
        cosigned_by = self.cosigned_by

        quorum = self.quorum

        root = self.root

        size = self.size

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "cosigned_by": cosigned_by,
                "quorum": quorum,
                "root": root,
                "size": size,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        cosigned_by = cast(list[str], d.pop("cosigned_by"))

        quorum = d.pop("quorum")

        root = d.pop("root")

        size = d.pop("size")

        supervised_head_view = cls(
            cosigned_by=cosigned_by,
            quorum=quorum,
            root=root,
            size=size,
        )

        return supervised_head_view
