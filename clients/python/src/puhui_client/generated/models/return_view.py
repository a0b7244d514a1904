from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.return_view_purpose import ReturnViewPurpose, check_return_view_purpose
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.session_view import SessionView


T = TypeVar("T", bound="ReturnView")


@_attrs_define
class ReturnView:
    """What was done; `session` for who came to sign in.

    Attributes:
        purpose (ReturnViewPurpose):
        session (None | SessionView | Unset):
    """

    purpose: ReturnViewPurpose
    session: None | SessionView | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.session_view import SessionView

        purpose: str = self.purpose

        session: dict[str, Any] | None | Unset
        if isinstance(self.session, Unset):
            session = UNSET
        elif isinstance(self.session, SessionView):
            session = self.session.to_dict()
        else:
            session = self.session

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "purpose": purpose,
            }
        )
        if session is not UNSET:
            field_dict["session"] = session

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.session_view import SessionView

        d = dict(src_dict)
        purpose = check_return_view_purpose(d.pop("purpose"))

        def _parse_session(data: object) -> None | SessionView | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                session_type_0 = SessionView.from_dict(data)

                return session_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SessionView | Unset, data)

        session = _parse_session(d.pop("session", UNSET))

        return_view = cls(
            purpose=purpose,
            session=session,
        )

        return return_view
