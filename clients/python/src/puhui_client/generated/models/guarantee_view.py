from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.bound_view import BoundView
    from ..models.share_view import ShareView
    from ..models.support_step import SupportStep


T = TypeVar("T", bound="GuaranteeView")


@_attrs_define
class GuaranteeView:
    """A guarantee as the guarantor's people see it, with what may be promised for it now.

    Attributes:
        application (str):
        asked_at (datetime.datetime):
        bank (str):
        bank_name (str):
        binding (str):
        bounds (list[BoundView]):
        comment (str):
        compensated_fen (int): integer fen (0.01 yuan)
        controls_guarantor (bool):
        days_past_due (int):
        fee_rate (str): yearly rate as a decimal string
        group (str):
        history (list[SupportStep]):
        id (str):
        label (str):
        letter (None | str):
        liability_fen (int): integer fen (0.01 yuan)
        loan_fen (int): integer fen (0.01 yuan)
        loss_fen (int): integer fen (0.01 yuan)
        mine (bool):
        name (str):
        owed_fen (int): integer fen (0.01 yuan)
        product (str):
        reason (str):
        recovered_fen (int): integer fen (0.01 yuan)
        room_fen (int): integer fen (0.01 yuan)
        segment (str):
        shares (list[ShareView]):
        state (str):
        term_months (int):
        uscc (str):
        valid_until (datetime.date | None):
        wanted_fen (int): integer fen (0.01 yuan)
    """

    application: str
    asked_at: datetime.datetime
    bank: str
    bank_name: str
    binding: str
    bounds: list[BoundView]
    comment: str
    compensated_fen: int
    controls_guarantor: bool
    days_past_due: int
    fee_rate: str
    group: str
    history: list[SupportStep]
    id: str
    label: str
    letter: None | str
    liability_fen: int
    loan_fen: int
    loss_fen: int
    mine: bool
    name: str
    owed_fen: int
    product: str
    reason: str
    recovered_fen: int
    room_fen: int
    segment: str
    shares: list[ShareView]
    state: str
    term_months: int
    uscc: str
    valid_until: datetime.date | None
    wanted_fen: int

    def to_dict(self) -> dict[str, Any]:
        application = self.application

        asked_at = self.asked_at.isoformat()

        bank = self.bank

        bank_name = self.bank_name

        binding = self.binding

        bounds = []
        for bounds_item_data in self.bounds:
            bounds_item = bounds_item_data.to_dict()
            bounds.append(bounds_item)

        comment = self.comment

        compensated_fen = self.compensated_fen

        controls_guarantor = self.controls_guarantor

        days_past_due = self.days_past_due

        fee_rate = self.fee_rate

        group = self.group

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        letter: None | str
        letter = self.letter

        liability_fen = self.liability_fen

        loan_fen = self.loan_fen

        loss_fen = self.loss_fen

        mine = self.mine

        name = self.name

        owed_fen = self.owed_fen

        product = self.product

        reason = self.reason

        recovered_fen = self.recovered_fen

        room_fen = self.room_fen

        segment = self.segment

        shares = []
        for shares_item_data in self.shares:
            shares_item = shares_item_data.to_dict()
            shares.append(shares_item)

        state = self.state

        term_months = self.term_months

        uscc = self.uscc

        valid_until: None | str
        if isinstance(self.valid_until, datetime.date):
            valid_until = self.valid_until.isoformat()
        else:
            valid_until = self.valid_until

        wanted_fen = self.wanted_fen

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "application": application,
                "asked_at": asked_at,
                "bank": bank,
                "bank_name": bank_name,
                "binding": binding,
                "bounds": bounds,
                "comment": comment,
                "compensated_fen": compensated_fen,
                "controls_guarantor": controls_guarantor,
                "days_past_due": days_past_due,
                "fee_rate": fee_rate,
                "group": group,
                "history": history,
                "id": id,
                "label": label,
                "letter": letter,
                "liability_fen": liability_fen,
                "loan_fen": loan_fen,
                "loss_fen": loss_fen,
                "mine": mine,
                "name": name,
                "owed_fen": owed_fen,
                "product": product,
                "reason": reason,
                "recovered_fen": recovered_fen,
                "room_fen": room_fen,
                "segment": segment,
                "shares": shares,
                "state": state,
                "term_months": term_months,
                "uscc": uscc,
                "valid_until": valid_until,
                "wanted_fen": wanted_fen,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.bound_view import BoundView
        from ..models.share_view import ShareView
        from ..models.support_step import SupportStep

        d = dict(src_dict)
        application = d.pop("application")

        asked_at = datetime.datetime.fromisoformat(d.pop("asked_at"))

        bank = d.pop("bank")

        bank_name = d.pop("bank_name")

        binding = d.pop("binding")

        bounds = []
        _bounds = d.pop("bounds")
        for bounds_item_data in _bounds:
            bounds_item = BoundView.from_dict(bounds_item_data)

            bounds.append(bounds_item)

        comment = d.pop("comment")

        compensated_fen = d.pop("compensated_fen")

        controls_guarantor = d.pop("controls_guarantor")

        days_past_due = d.pop("days_past_due")

        fee_rate = d.pop("fee_rate")

        group = d.pop("group")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = SupportStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        def _parse_letter(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        letter = _parse_letter(d.pop("letter"))

        liability_fen = d.pop("liability_fen")

        loan_fen = d.pop("loan_fen")

        loss_fen = d.pop("loss_fen")

        mine = d.pop("mine")

        name = d.pop("name")

        owed_fen = d.pop("owed_fen")

        product = d.pop("product")

        reason = d.pop("reason")

        recovered_fen = d.pop("recovered_fen")

        room_fen = d.pop("room_fen")

        segment = d.pop("segment")

        shares = []
        _shares = d.pop("shares")
        for shares_item_data in _shares:
            shares_item = ShareView.from_dict(shares_item_data)

            shares.append(shares_item)

        state = d.pop("state")

        term_months = d.pop("term_months")

        uscc = d.pop("uscc")

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

        wanted_fen = d.pop("wanted_fen")

        guarantee_view = cls(
            application=application,
            asked_at=asked_at,
            bank=bank,
            bank_name=bank_name,
            binding=binding,
            bounds=bounds,
            comment=comment,
            compensated_fen=compensated_fen,
            controls_guarantor=controls_guarantor,
            days_past_due=days_past_due,
            fee_rate=fee_rate,
            group=group,
            history=history,
            id=id,
            label=label,
            letter=letter,
            liability_fen=liability_fen,
            loan_fen=loan_fen,
            loss_fen=loss_fen,
            mine=mine,
            name=name,
            owed_fen=owed_fen,
            product=product,
            reason=reason,
            recovered_fen=recovered_fen,
            room_fen=room_fen,
            segment=segment,
            shares=shares,
            state=state,
            term_months=term_months,
            uscc=uscc,
            valid_until=valid_until,
            wanted_fen=wanted_fen,
        )

        return guarantee_view
