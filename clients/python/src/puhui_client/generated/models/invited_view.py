from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.people_change_view import PeopleChangeView


T = TypeVar("T", bound="InvitedView")


@_attrs_define
class InvitedView:
    """The change as it is now; `code` is shown this once, to be handed over in person.

    Attributes:
        change (PeopleChangeView): A change that waits for a second administrator (`waiting`), or for whoever has its
            code (`open`).
        code (None | str):
    """

    change: PeopleChangeView
    code: None | str

    def to_dict(self) -> dict[str, Any]:
        change = self.change.to_dict()

        code: None | str
        code = self.code

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "change": change,
                "code": code,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.people_change_view import PeopleChangeView

        d = dict(src_dict)
        change = PeopleChangeView.from_dict(d.pop("change"))

        def _parse_code(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        code = _parse_code(d.pop("code"))

        invited_view = cls(
            change=change,
            code=code,
        )

        return invited_view
