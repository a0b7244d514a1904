from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

T = TypeVar("T", bound="SubsidyShownView")


@_attrs_define
class SubsidyShownView:
    """A loan's subsidy as its bank and its enterprise see it. `entry` is the office's word on the ledger.

    Attributes:
        campaign (str):
        entry (None | str):
        funder (str):
        id (str):
        label (str):
        name (str):
        office (str):
        promised_fen (int): integer fen (0.01 yuan)
        rate (str): yearly rate as a decimal string
        reason (str):
        spent_fen (int): integer fen (0.01 yuan)
        state (str):
    """

    campaign: str
    entry: None | str
    funder: str
    id: str
    label: str
    name: str
    office: str
    promised_fen: int
    rate: str
    reason: str
    spent_fen: int
    state: str

    def to_dict(self) -> dict[str, Any]:
        campaign = self.campaign

        entry: None | str
        entry = self.entry

        funder = self.funder

        id = self.id

        label = self.label

        name = self.name

        office = self.office

        promised_fen = self.promised_fen

        rate = self.rate

        reason = self.reason

        spent_fen = self.spent_fen

        state = self.state

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "campaign": campaign,
                "entry": entry,
                "funder": funder,
                "id": id,
                "label": label,
                "name": name,
                "office": office,
                "promised_fen": promised_fen,
                "rate": rate,
                "reason": reason,
                "spent_fen": spent_fen,
                "state": state,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        campaign = d.pop("campaign")

        def _parse_entry(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        entry = _parse_entry(d.pop("entry"))

        funder = d.pop("funder")

        id = d.pop("id")

        label = d.pop("label")

        name = d.pop("name")

        office = d.pop("office")

        promised_fen = d.pop("promised_fen")

        rate = d.pop("rate")

        reason = d.pop("reason")

        spent_fen = d.pop("spent_fen")

        state = d.pop("state")

        subsidy_shown_view = cls(
            campaign=campaign,
            entry=entry,
            funder=funder,
            id=id,
            label=label,
            name=name,
            office=office,
            promised_fen=promised_fen,
            rate=rate,
            reason=reason,
            spent_fen=spent_fen,
            state=state,
        )

        return subsidy_shown_view
