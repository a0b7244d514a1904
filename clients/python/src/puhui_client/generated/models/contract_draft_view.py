from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.contract_draft_view_ends_support_item import (
    ContractDraftViewEndsSupportItem,
    check_contract_draft_view_ends_support_item,
)
from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.contract_draft_view_webauthn_type_0 import (
        ContractDraftViewWebauthnType0,
    )
    from ..models.instalment_view import InstalmentView
    from ..models.receiver import Receiver


T = TypeVar("T", bound="ContractDraftView")


@_attrs_define
class ContractDraftView:
    """The contract about to be signed: its terms, and the challenge whose signature is the enterprise's assent.

    `all_in_rate` is what the loan costs a year, with fees of `fees_rate` a year on the amount lent. Of a revolving line
    (`redraws`) `amount_fen` is the limit, and the schedule that of `first_drawing_fen`; None: all of it.
    `ends_support`: what stands behind the loan that this one renews, and ends with it.

        Attributes:
            all_in_rate (str): yearly rate as a decimal string
            amount_fen (int): integer fen (0.01 yuan)
            annual_rate (str): yearly rate as a decimal string
            challenge (str):
            contract_digest (str): lower-case hex
            draft (str):
            ends_support (list[ContractDraftViewEndsSupportItem]):
            fees_rate (str): yearly rate as a decimal string
            lender (Receiver): Who will receive, and how to reach who answers there for personal information (PIPL article
                23).
            repayment (str):
            schedule (list[InstalmentView]):
            term_months (int):
            first_drawing_fen (int | None | Unset):
            redraws (bool | Unset):  Default: False.
            webauthn (ContractDraftViewWebauthnType0 | None | Unset):
    """

    all_in_rate: str
    amount_fen: int
    annual_rate: str
    challenge: str
    contract_digest: str
    draft: str
    ends_support: list[ContractDraftViewEndsSupportItem]
    fees_rate: str
    lender: Receiver
    repayment: str
    schedule: list[InstalmentView]
    term_months: int
    first_drawing_fen: int | None | Unset = UNSET
    redraws: bool | Unset = False
    webauthn: ContractDraftViewWebauthnType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.contract_draft_view_webauthn_type_0 import (
            ContractDraftViewWebauthnType0,
        )

        all_in_rate = self.all_in_rate

        amount_fen = self.amount_fen

        annual_rate = self.annual_rate

        challenge = self.challenge

        contract_digest = self.contract_digest

        draft = self.draft

        ends_support = []
        for ends_support_item_data in self.ends_support:
            ends_support_item: str = ends_support_item_data
            ends_support.append(ends_support_item)

        fees_rate = self.fees_rate

        lender = self.lender.to_dict()

        repayment = self.repayment

        schedule = []
        for schedule_item_data in self.schedule:
            schedule_item = schedule_item_data.to_dict()
            schedule.append(schedule_item)

        term_months = self.term_months

        first_drawing_fen: int | None | Unset
        if isinstance(self.first_drawing_fen, Unset):
            first_drawing_fen = UNSET
        else:
            first_drawing_fen = self.first_drawing_fen

        redraws = self.redraws

        webauthn: dict[str, Any] | None | Unset
        if isinstance(self.webauthn, Unset):
            webauthn = UNSET
        elif isinstance(self.webauthn, ContractDraftViewWebauthnType0):
            webauthn = self.webauthn.to_dict()
        else:
            webauthn = self.webauthn

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "all_in_rate": all_in_rate,
                "amount_fen": amount_fen,
                "annual_rate": annual_rate,
                "challenge": challenge,
                "contract_digest": contract_digest,
                "draft": draft,
                "ends_support": ends_support,
                "fees_rate": fees_rate,
                "lender": lender,
                "repayment": repayment,
                "schedule": schedule,
                "term_months": term_months,
            }
        )
        if first_drawing_fen is not UNSET:
            field_dict["first_drawing_fen"] = first_drawing_fen
        if redraws is not UNSET:
            field_dict["redraws"] = redraws
        if webauthn is not UNSET:
            field_dict["webauthn"] = webauthn

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.contract_draft_view_webauthn_type_0 import (
            ContractDraftViewWebauthnType0,
        )
        from ..models.instalment_view import InstalmentView
        from ..models.receiver import Receiver

        d = dict(src_dict)
        all_in_rate = d.pop("all_in_rate")

        amount_fen = d.pop("amount_fen")

        annual_rate = d.pop("annual_rate")

        challenge = d.pop("challenge")

        contract_digest = d.pop("contract_digest")

        draft = d.pop("draft")

        ends_support = []
        _ends_support = d.pop("ends_support")
        for ends_support_item_data in _ends_support:
            ends_support_item = check_contract_draft_view_ends_support_item(
                ends_support_item_data
            )

            ends_support.append(ends_support_item)

        fees_rate = d.pop("fees_rate")

        lender = Receiver.from_dict(d.pop("lender"))

        repayment = d.pop("repayment")

        schedule = []
        _schedule = d.pop("schedule")
        for schedule_item_data in _schedule:
            schedule_item = InstalmentView.from_dict(schedule_item_data)

            schedule.append(schedule_item)

        term_months = d.pop("term_months")

        def _parse_first_drawing_fen(data: object) -> int | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(int | None | Unset, data)

        first_drawing_fen = _parse_first_drawing_fen(d.pop("first_drawing_fen", UNSET))

        redraws = d.pop("redraws", UNSET)

        def _parse_webauthn(
            data: object,
        ) -> ContractDraftViewWebauthnType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                webauthn_type_0 = ContractDraftViewWebauthnType0.from_dict(data)

                return webauthn_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(ContractDraftViewWebauthnType0 | None | Unset, data)

        webauthn = _parse_webauthn(d.pop("webauthn", UNSET))

        contract_draft_view = cls(
            all_in_rate=all_in_rate,
            amount_fen=amount_fen,
            annual_rate=annual_rate,
            challenge=challenge,
            contract_digest=contract_digest,
            draft=draft,
            ends_support=ends_support,
            fees_rate=fees_rate,
            lender=lender,
            repayment=repayment,
            schedule=schedule,
            term_months=term_months,
            first_drawing_fen=first_drawing_fen,
            redraws=redraws,
            webauthn=webauthn,
        )

        return contract_draft_view
