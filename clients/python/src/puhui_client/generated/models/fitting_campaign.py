from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.fitting_condition import FittingCondition


T = TypeVar("T", bound="FittingCampaign")


@_attrs_define
class FittingCampaign:
    """A campaign as an enterprise sees it, and whether it is for it.

    Attributes:
        about (str):
        client_most_fen (int): integer fen (0.01 yuan)
        conditions (list[FittingCondition]):
        ends_on (datetime.date):
        funder (str):
        id (str):
        name (str):
        opens_on (datetime.date):
        products (list[str]):
        subsidy_rate (str): yearly rate as a decimal string
        verdict (str):
    """

    about: str
    client_most_fen: int
    conditions: list[FittingCondition]
    ends_on: datetime.date
    funder: str
    id: str
    name: str
    opens_on: datetime.date
    products: list[str]
    subsidy_rate: str
    verdict: str

    def to_dict(self) -> dict[str, Any]:
        about = self.about

        client_most_fen = self.client_most_fen

        conditions = []
        for conditions_item_data in self.conditions:
            conditions_item = conditions_item_data.to_dict()
            conditions.append(conditions_item)

        ends_on = self.ends_on.isoformat()

        funder = self.funder

        id = self.id

        name = self.name

        opens_on = self.opens_on.isoformat()

        products = self.products

        subsidy_rate = self.subsidy_rate

        verdict = self.verdict

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "about": about,
                "client_most_fen": client_most_fen,
                "conditions": conditions,
                "ends_on": ends_on,
                "funder": funder,
                "id": id,
                "name": name,
                "opens_on": opens_on,
                "products": products,
                "subsidy_rate": subsidy_rate,
                "verdict": verdict,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.fitting_condition import FittingCondition

        d = dict(src_dict)
        about = d.pop("about")

        client_most_fen = d.pop("client_most_fen")

        conditions = []
        _conditions = d.pop("conditions")
        for conditions_item_data in _conditions:
            conditions_item = FittingCondition.from_dict(conditions_item_data)

            conditions.append(conditions_item)

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        funder = d.pop("funder")

        id = d.pop("id")

        name = d.pop("name")

        opens_on = datetime.date.fromisoformat(d.pop("opens_on"))

        products = cast(list[str], d.pop("products"))

        subsidy_rate = d.pop("subsidy_rate")

        verdict = d.pop("verdict")

        fitting_campaign = cls(
            about=about,
            client_most_fen=client_most_fen,
            conditions=conditions,
            ends_on=ends_on,
            funder=funder,
            id=id,
            name=name,
            opens_on=opens_on,
            products=products,
            subsidy_rate=subsidy_rate,
            verdict=verdict,
        )

        return fitting_campaign
