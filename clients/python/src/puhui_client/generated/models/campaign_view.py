from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.campaign_terms_view import CampaignTermsView
    from ..models.county_effect import CountyEffect
    from ..models.support_step import SupportStep


T = TypeVar("T", bound="CampaignView")


@_attrs_define
class CampaignView:
    """A campaign as its office sees it, with its effect so far.

    Attributes:
        counties (list[CountyEffect]):
        declined (int):
        history (list[SupportStep]):
        id (str):
        label (str):
        left_fen (int): integer fen (0.01 yuan)
        loans (int):
        made_at (datetime.datetime):
        mine (bool):
        name (str):
        promised_fen (int): integer fen (0.01 yuan)
        reason (str):
        spent_fen (int): integer fen (0.01 yuan)
        state (str):
        terms (CampaignTermsView): What a campaign offers and to whom; empty lists mean all. `products` are `bank/code`.
        version (int):
    """

    counties: list[CountyEffect]
    declined: int
    history: list[SupportStep]
    id: str
    label: str
    left_fen: int
    loans: int
    made_at: datetime.datetime
    mine: bool
    name: str
    promised_fen: int
    reason: str
    spent_fen: int
    state: str
    terms: CampaignTermsView
    version: int

    def to_dict(self) -> dict[str, Any]:
        counties = []
        for counties_item_data in self.counties:
            counties_item = counties_item_data.to_dict()
            counties.append(counties_item)

        declined = self.declined

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        label = self.label

        left_fen = self.left_fen

        loans = self.loans

        made_at = self.made_at.isoformat()

        mine = self.mine

        name = self.name

        promised_fen = self.promised_fen

        reason = self.reason

        spent_fen = self.spent_fen

        state = self.state

        terms = self.terms.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "counties": counties,
                "declined": declined,
                "history": history,
                "id": id,
                "label": label,
                "left_fen": left_fen,
                "loans": loans,
                "made_at": made_at,
                "mine": mine,
                "name": name,
                "promised_fen": promised_fen,
                "reason": reason,
                "spent_fen": spent_fen,
                "state": state,
                "terms": terms,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.campaign_terms_view import CampaignTermsView
        from ..models.county_effect import CountyEffect
        from ..models.support_step import SupportStep

        d = dict(src_dict)
        counties = []
        _counties = d.pop("counties")
        for counties_item_data in _counties:
            counties_item = CountyEffect.from_dict(counties_item_data)

            counties.append(counties_item)

        declined = d.pop("declined")

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = SupportStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        label = d.pop("label")

        left_fen = d.pop("left_fen")

        loans = d.pop("loans")

        made_at = datetime.datetime.fromisoformat(d.pop("made_at"))

        mine = d.pop("mine")

        name = d.pop("name")

        promised_fen = d.pop("promised_fen")

        reason = d.pop("reason")

        spent_fen = d.pop("spent_fen")

        state = d.pop("state")

        terms = CampaignTermsView.from_dict(d.pop("terms"))

        version = d.pop("version")

        campaign_view = cls(
            counties=counties,
            declined=declined,
            history=history,
            id=id,
            label=label,
            left_fen=left_fen,
            loans=loans,
            made_at=made_at,
            mine=mine,
            name=name,
            promised_fen=promised_fen,
            reason=reason,
            spent_fen=spent_fen,
            state=state,
            terms=terms,
            version=version,
        )

        return campaign_view
