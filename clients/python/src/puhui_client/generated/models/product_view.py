from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.fee_view import FeeView
    from ..models.shown_view import ShownView


T = TypeVar("T", bound="ProductView")


@_attrs_define
class ProductView:
    """A published loan product. The all-in rates are yearly, all fees included, lowest and highest.

    Attributes:
        all_in_rate_max (str): yearly rate as a decimal string
        all_in_rate_min (str): yearly rate as a decimal string
        amount_max_fen (int): integer fen (0.01 yuan)
        amount_min_fen (int): integer fen (0.01 yuan)
        code (str):
        days_to_decision (int):
        fees (list[FeeView]):
        guarantee (list[str]):
        lender (str):
        lender_name (str):
        name (str):
        rate_max (str): yearly rate as a decimal string
        rate_min (str): yearly rate as a decimal string
        repayment (list[str]):
        term_max_months (int):
        term_min_months (int):
        evidence (ShownView | Unset): What the lender is shown of an enterprise: its indicators, or the score of a named
            card alone.
    """

    all_in_rate_max: str
    all_in_rate_min: str
    amount_max_fen: int
    amount_min_fen: int
    code: str
    days_to_decision: int
    fees: list[FeeView]
    guarantee: list[str]
    lender: str
    lender_name: str
    name: str
    rate_max: str
    rate_min: str
    repayment: list[str]
    term_max_months: int
    term_min_months: int
    evidence: ShownView | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        all_in_rate_max = self.all_in_rate_max

        all_in_rate_min = self.all_in_rate_min

        amount_max_fen = self.amount_max_fen

        amount_min_fen = self.amount_min_fen

        code = self.code

        days_to_decision = self.days_to_decision

        fees = []
        for fees_item_data in self.fees:
            fees_item = fees_item_data.to_dict()
            fees.append(fees_item)

        guarantee = self.guarantee

        lender = self.lender

        lender_name = self.lender_name

        name = self.name

        rate_max = self.rate_max

        rate_min = self.rate_min

        repayment = self.repayment

        term_max_months = self.term_max_months

        term_min_months = self.term_min_months

        evidence: dict[str, Any] | Unset = UNSET
        if not isinstance(self.evidence, Unset):
            evidence = self.evidence.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "all_in_rate_max": all_in_rate_max,
                "all_in_rate_min": all_in_rate_min,
                "amount_max_fen": amount_max_fen,
                "amount_min_fen": amount_min_fen,
                "code": code,
                "days_to_decision": days_to_decision,
                "fees": fees,
                "guarantee": guarantee,
                "lender": lender,
                "lender_name": lender_name,
                "name": name,
                "rate_max": rate_max,
                "rate_min": rate_min,
                "repayment": repayment,
                "term_max_months": term_max_months,
                "term_min_months": term_min_months,
            }
        )
        if evidence is not UNSET:
            field_dict["evidence"] = evidence

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.fee_view import FeeView
        from ..models.shown_view import ShownView

        d = dict(src_dict)
        all_in_rate_max = d.pop("all_in_rate_max")

        all_in_rate_min = d.pop("all_in_rate_min")

        amount_max_fen = d.pop("amount_max_fen")

        amount_min_fen = d.pop("amount_min_fen")

        code = d.pop("code")

        days_to_decision = d.pop("days_to_decision")

        fees = []
        _fees = d.pop("fees")
        for fees_item_data in _fees:
            fees_item = FeeView.from_dict(fees_item_data)

            fees.append(fees_item)

        guarantee = cast(list[str], d.pop("guarantee"))

        lender = d.pop("lender")

        lender_name = d.pop("lender_name")

        name = d.pop("name")

        rate_max = d.pop("rate_max")

        rate_min = d.pop("rate_min")

        repayment = cast(list[str], d.pop("repayment"))

        term_max_months = d.pop("term_max_months")

        term_min_months = d.pop("term_min_months")

        _evidence = d.pop("evidence", UNSET)
        evidence: ShownView | Unset
        if isinstance(_evidence, Unset):
            evidence = UNSET
        else:
            evidence = ShownView.from_dict(_evidence)

        product_view = cls(
            all_in_rate_max=all_in_rate_max,
            all_in_rate_min=all_in_rate_min,
            amount_max_fen=amount_max_fen,
            amount_min_fen=amount_min_fen,
            code=code,
            days_to_decision=days_to_decision,
            fees=fees,
            guarantee=guarantee,
            lender=lender,
            lender_name=lender_name,
            name=name,
            rate_max=rate_max,
            rate_min=rate_min,
            repayment=repayment,
            term_max_months=term_max_months,
            term_min_months=term_min_months,
            evidence=evidence,
        )

        return product_view
