from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.enterprise_ref import EnterpriseRef
    from ..models.person_view import PersonView


T = TypeVar("T", bound="SessionView")


@_attrs_define
class SessionView:
    """A session; `enterprise` is there for owners.

    Attributes:
        expires_at (datetime.datetime):
        person (PersonView): A person as the portal shows it.
        enterprise (EnterpriseRef | None | Unset):
    """

    expires_at: datetime.datetime
    person: PersonView
    enterprise: EnterpriseRef | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.enterprise_ref import EnterpriseRef

        expires_at = self.expires_at.isoformat()

        person = self.person.to_dict()

        enterprise: dict[str, Any] | None | Unset
        if isinstance(self.enterprise, Unset):
            enterprise = UNSET
        elif isinstance(self.enterprise, EnterpriseRef):
            enterprise = self.enterprise.to_dict()
        else:
            enterprise = self.enterprise

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "expires_at": expires_at,
                "person": person,
            }
        )
        if enterprise is not UNSET:
            field_dict["enterprise"] = enterprise

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.enterprise_ref import EnterpriseRef
        from ..models.person_view import PersonView

        d = dict(src_dict)
        expires_at = datetime.datetime.fromisoformat(d.pop("expires_at"))

        person = PersonView.from_dict(d.pop("person"))

        def _parse_enterprise(data: object) -> EnterpriseRef | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                enterprise_type_0 = EnterpriseRef.from_dict(data)

                return enterprise_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EnterpriseRef | None | Unset, data)

        enterprise = _parse_enterprise(d.pop("enterprise", UNSET))

        session_view = cls(
            expires_at=expires_at,
            person=person,
            enterprise=enterprise,
        )

        return session_view
