from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.token_view import TokenView


T = TypeVar("T", bound="IssuedToken")


@_attrs_define
class IssuedToken:
    """The token as it is now; `secret` is shown this once.

    Attributes:
        secret (None | str):
        token (TokenView): A token without its secret. `waiting` is for a second administrator, `expired` one whose time
            is over.
    """

    secret: None | str
    token: TokenView

    def to_dict(self) -> dict[str, Any]:
        secret: None | str
        secret = self.secret

        token = self.token.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "secret": secret,
                "token": token,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.token_view import TokenView

        d = dict(src_dict)

        def _parse_secret(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        secret = _parse_secret(d.pop("secret"))

        token = TokenView.from_dict(d.pop("token"))

        issued_token = cls(
            secret=secret,
            token=token,
        )

        return issued_token
