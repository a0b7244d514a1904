from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.own_customer_view import OwnCustomerView
    from ..models.own_data_view_figures import OwnDataViewFigures
    from ..models.own_data_view_labels import OwnDataViewLabels


T = TypeVar("T", bound="OwnDataView")


@_attrs_define
class OwnDataView:
    """The bank's own books on an enterprise, and its own word on it where it has brought one.

    Attributes:
        as_of (datetime.date):
        customer (None | OwnCustomerView):
        figures (OwnDataViewFigures):
        labels (OwnDataViewLabels):
    """

    as_of: datetime.date
    customer: None | OwnCustomerView
    figures: OwnDataViewFigures
    labels: OwnDataViewLabels

    def to_dict(self) -> dict[str, Any]:
        from ..models.own_customer_view import OwnCustomerView

        as_of = self.as_of.isoformat()

        customer: dict[str, Any] | None
        if isinstance(self.customer, OwnCustomerView):
            customer = self.customer.to_dict()
        else:
            customer = self.customer

        figures = self.figures.to_dict()

        labels = self.labels.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "as_of": as_of,
                "customer": customer,
                "figures": figures,
                "labels": labels,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.own_customer_view import OwnCustomerView
        from ..models.own_data_view_figures import OwnDataViewFigures
        from ..models.own_data_view_labels import OwnDataViewLabels

        d = dict(src_dict)
        as_of = datetime.date.fromisoformat(d.pop("as_of"))

        def _parse_customer(data: object) -> None | OwnCustomerView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                customer_type_0 = OwnCustomerView.from_dict(data)

                return customer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OwnCustomerView, data)

        customer = _parse_customer(d.pop("customer"))

        figures = OwnDataViewFigures.from_dict(d.pop("figures"))

        labels = OwnDataViewLabels.from_dict(d.pop("labels"))

        own_data_view = cls(
            as_of=as_of,
            customer=customer,
            figures=figures,
            labels=labels,
        )

        return own_data_view
