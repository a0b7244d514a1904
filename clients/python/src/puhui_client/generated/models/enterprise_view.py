from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.enterprise_view_key_kind_type_0 import (
    EnterpriseViewKeyKindType0,
    check_enterprise_view_key_kind_type_0,
)

T = TypeVar("T", bound="EnterpriseView")


@_attrs_define
class EnterpriseView:
    """The owner's own enterprise as the registry knows it.

    Attributes:
        enrolled (bool):
        established_on (datetime.date):
        industry (str):
        key_kind (EnterpriseViewKeyKindType0 | None):
        legal_representative (str):
        name (str):
        region (str):
        segment (str):
        uscc (str):
    """

    enrolled: bool
    established_on: datetime.date
    industry: str
    key_kind: EnterpriseViewKeyKindType0 | None
    legal_representative: str
    name: str
    region: str
    segment: str
    uscc: str

    def to_dict(self) -> dict[str, Any]:
        enrolled = self.enrolled

        established_on = self.established_on.isoformat()

        industry = self.industry

        key_kind: None | str
        if isinstance(self.key_kind, str):
            key_kind = self.key_kind
        else:
            key_kind = self.key_kind

        legal_representative = self.legal_representative

        name = self.name

        region = self.region

        segment = self.segment

        uscc = self.uscc

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "enrolled": enrolled,
                "established_on": established_on,
                "industry": industry,
                "key_kind": key_kind,
                "legal_representative": legal_representative,
                "name": name,
                "region": region,
                "segment": segment,
                "uscc": uscc,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        enrolled = d.pop("enrolled")

        established_on = datetime.date.fromisoformat(d.pop("established_on"))

        industry = d.pop("industry")

        def _parse_key_kind(data: object) -> EnterpriseViewKeyKindType0 | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                key_kind_type_0 = check_enterprise_view_key_kind_type_0(data)

                return key_kind_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(EnterpriseViewKeyKindType0 | None, data)

        key_kind = _parse_key_kind(d.pop("key_kind"))

        legal_representative = d.pop("legal_representative")

        name = d.pop("name")

        region = d.pop("region")

        segment = d.pop("segment")

        uscc = d.pop("uscc")

        enterprise_view = cls(
            enrolled=enrolled,
            established_on=established_on,
            industry=industry,
            key_kind=key_kind,
            legal_representative=legal_representative,
            name=name,
            region=region,
            segment=segment,
            uscc=uscc,
        )

        return enterprise_view
