from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.cause_view import CauseView


T = TypeVar("T", bound="QualityView")


@_attrs_define
class QualityView:
    """A loan's class with its causes; the cross rules look at the debtor's other loans in this bank.

    Attributes:
        causes (list[CauseView]):
        label (str):
        loan (str):
        loan_class (str):
        on (datetime.date):
    """

    causes: list[CauseView]
    label: str
    loan: str
    loan_class: str
    on: datetime.date

    def to_dict(self) -> dict[str, Any]:
        causes = []
        for causes_item_data in self.causes:
            causes_item = causes_item_data.to_dict()
            causes.append(causes_item)

        label = self.label

        loan = self.loan

        loan_class = self.loan_class

        on = self.on.isoformat()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "causes": causes,
                "label": label,
                "loan": loan,
                "loan_class": loan_class,
                "on": on,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.cause_view import CauseView

        d = dict(src_dict)
        causes = []
        _causes = d.pop("causes")
        for causes_item_data in _causes:
            causes_item = CauseView.from_dict(causes_item_data)

            causes.append(causes_item)

        label = d.pop("label")

        loan = d.pop("loan")

        loan_class = d.pop("loan_class")

        on = datetime.date.fromisoformat(d.pop("on"))

        quality_view = cls(
            causes=causes,
            label=label,
            loan=loan,
            loan_class=loan_class,
            on=on,
        )

        return quality_view
