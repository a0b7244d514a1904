from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.enterprise_ref import EnterpriseRef


T = TypeVar("T", bound="SandboxApplication")


@_attrs_define
class SandboxApplication:
    """The application as it came in; `grants_until`: from then on its grants have run out.

    Attributes:
        amount_fen (int): integer fen (0.01 yuan)
        application (str):
        case (str):
        enterprise (EnterpriseRef): An enterprise by code and name.
        expects (str):
        grants_until (datetime.datetime):
        product (str):
    """

    amount_fen: int
    application: str
    case: str
    enterprise: EnterpriseRef
    expects: str
    grants_until: datetime.datetime
    product: str

    def to_dict(self) -> dict[str, Any]:
        amount_fen = self.amount_fen

        application = self.application

        case = self.case

        enterprise = self.enterprise.to_dict()

        expects = self.expects

        grants_until = self.grants_until.isoformat()

        product = self.product

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "application": application,
                "case": case,
                "enterprise": enterprise,
                "expects": expects,
                "grants_until": grants_until,
                "product": product,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.enterprise_ref import EnterpriseRef

        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        application = d.pop("application")

        case = d.pop("case")

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        expects = d.pop("expects")

        grants_until = datetime.datetime.fromisoformat(d.pop("grants_until"))

        product = d.pop("product")

        sandbox_application = cls(
            amount_fen=amount_fen,
            application=application,
            case=case,
            enterprise=enterprise,
            expects=expects,
            grants_until=grants_until,
            product=product,
        )

        return sandbox_application
