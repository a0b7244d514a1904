from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.share_view import ShareView


T = TypeVar("T", bound="GuaranteeShownView")


@_attrs_define
class GuaranteeShownView:
    """A loan's guarantee as its bank and its enterprise see it. `letter` is the digest that the contract names.

    Attributes:
        compensated_fen (int): integer fen (0.01 yuan)
        covered_share (str): yearly rate as a decimal string
        entry (None | str):
        fee_rate (str): yearly rate as a decimal string
        guarantor (str):
        guarantor_name (str):
        id (str):
        label (str):
        letter (None | str):
        loan_fen (int): integer fen (0.01 yuan)
        reason (str):
        recovered_fen (int): integer fen (0.01 yuan)
        shares (list[ShareView]):
        state (str):
        valid_until (datetime.date | None):
    """

    compensated_fen: int
    covered_share: str
    entry: None | str
    fee_rate: str
    guarantor: str
    guarantor_name: str
    id: str
    label: str
    letter: None | str
    loan_fen: int
    reason: str
    recovered_fen: int
    shares: list[ShareView]
    state: str
    valid_until: datetime.date | None

    def to_dict(self) -> dict[str, Any]:
        compensated_fen = self.compensated_fen

        covered_share = self.covered_share

        entry: None | str
        entry = self.entry

        fee_rate = self.fee_rate

        guarantor = self.guarantor

        guarantor_name = self.guarantor_name

        id = self.id

        label = self.label

        letter: None | str
        letter = self.letter

        loan_fen = self.loan_fen

        reason = self.reason

        recovered_fen = self.recovered_fen

        shares = []
        for shares_item_data in self.shares:
            shares_item = shares_item_data.to_dict()
            shares.append(shares_item)

        state = self.state

        valid_until: None | str
        if isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "compensated_fen": compensated_fen,
                "covered_share": covered_share,
                "entry": entry,
                "fee_rate": fee_rate,
                "guarantor": guarantor,
                "guarantor_name": guarantor_name,
                "id": id,
                "label": label,
                "letter": letter,
                "loan_fen": loan_fen,
                "reason": reason,
                "recovered_fen": recovered_fen,
                "shares": shares,
                "state": state,
                "valid_until": valid_until,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.share_view import ShareView

        d = dict(src_dict)
        compensated_fen = d.pop("compensated_fen")

        covered_share = d.pop("covered_share")

        def _parse_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry = _parse_entry(d.pop("entry"))

        fee_rate = d.pop("fee_rate")

        guarantor = d.pop("guarantor")

        guarantor_name = d.pop("guarantor_name")

        id = d.pop("id")

        label = d.pop("label")

        def _parse_letter(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        letter = _parse_letter(d.pop("letter"))

        loan_fen = d.pop("loan_fen")

        reason = d.pop("reason")

        recovered_fen = d.pop("recovered_fen")

        shares = []
        _shares = d.pop("shares")
        for shares_item_data in _shares:
            shares_item = ShareView.from_dict(shares_item_data)

            shares.append(shares_item)

        state = d.pop("state")

        def _parse_valid_until(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                valid_until_type_0 = datetime.date.fromisoformat(data)

                return valid_until_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        valid_until = _parse_valid_until(d.pop("valid_until"))

        guarantee_shown_view = cls(
            compensated_fen=compensated_fen,
            covered_share=covered_share,
            entry=entry,
            fee_rate=fee_rate,
            guarantor=guarantor,
            guarantor_name=guarantor_name,
            id=id,
            label=label,
            letter=letter,
            loan_fen=loan_fen,
            reason=reason,
            recovered_fen=recovered_fen,
            shares=shares,
            state=state,
            valid_until=valid_until,
        )

        return guarantee_shown_view
