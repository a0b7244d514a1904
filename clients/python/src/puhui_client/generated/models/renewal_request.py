from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar

from attrs import define as _attrs_define

T = TypeVar("T", bound="RenewalRequest")


@_attrs_define
class RenewalRequest:
    """The terms that the bank offers.

    Attributes:
        annual_rate (str): yearly rate as a decimal string
        repayment (str):
        term_months (int):
    """

    annual_rate: str
    repayment: str
    term_months: int

    def to_dict(self) -> dict[str, Any]:
        annual_rate = self.annual_rate

        repayment = self.repayment

        term_months = self.term_months

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "annual_rate": annual_rate,
                "repayment": repayment,
                "term_months": term_months,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        annual_rate = d.pop("annual_rate")

        repayment = d.pop("repayment")

        term_months = d.pop("term_months")

        renewal_request = cls(
            annual_rate=annual_rate,
            repayment=repayment,
            term_months=term_months,
        )

        return renewal_request
