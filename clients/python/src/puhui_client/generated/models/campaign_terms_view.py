from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

T = TypeVar("T", bound="CampaignTermsView")


@_attrs_define
class CampaignTermsView:
    """What a campaign offers and to whom; empty lists mean all. `products` are `bank/code`.

    Attributes:
        budget_fen (int):
        client_most_fen (int):
        ends_on (datetime.date):
        funder_en (str):
        funder_zh (str):
        name_en (str):
        name_zh (str):
        opens_on (datetime.date):
        quota (int):
        subsidy_rate (str): yearly rate as a decimal string
        about_en (str | Unset):  Default: ''.
        about_zh (str | Unset):  Default: ''.
        industries (list[str] | Unset):
        listed (str | Unset):  Default: ''.
        products (list[str] | Unset):
        regions (list[str] | Unset):
        segments (list[str] | Unset):
    """

    budget_fen: int
    client_most_fen: int
    ends_on: datetime.date
    funder_en: str
    funder_zh: str
    name_en: str
    name_zh: str
    opens_on: datetime.date
    quota: int
    subsidy_rate: str
    about_en: str | Unset = ""
    about_zh: str | Unset = ""
    industries: list[str] | Unset = UNSET
    listed: str | Unset = ""
    products: list[str] | Unset = UNSET
    regions: list[str] | Unset = UNSET
    segments: list[str] | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        budget_fen = self.budget_fen

        client_most_fen = self.client_most_fen

        ends_on = self.ends_on.isoformat()

        funder_en = self.funder_en

        funder_zh = self.funder_zh

        name_en = self.name_en

        name_zh = self.name_zh

        opens_on = self.opens_on.isoformat()

        quota = self.quota

        subsidy_rate = self.subsidy_rate

        about_en = self.about_en

        about_zh = self.about_zh

        industries: list[str] | Unset = UNSET
        if not isinstance(self.industries, Unset):
            industries = self.industries

        listed = self.listed

        products: list[str] | Unset = UNSET
        if not isinstance(self.products, Unset):
            products = self.products

        regions: list[str] | Unset = UNSET
        if not isinstance(self.regions, Unset):
            regions = self.regions

        segments: list[str] | Unset = UNSET
        if not isinstance(self.segments, Unset):
            segments = self.segments

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "budget_fen": budget_fen,
                "client_most_fen": client_most_fen,
                "ends_on": ends_on,
                "funder_en": funder_en,
                "funder_zh": funder_zh,
                "name_en": name_en,
                "name_zh": name_zh,
                "opens_on": opens_on,
                "quota": quota,
                "subsidy_rate": subsidy_rate,
            }
        )
        if about_en is not UNSET:
            field_dict["about_en"] = about_en
        if about_zh is not UNSET:
            field_dict["about_zh"] = about_zh
        if industries is not UNSET:
            field_dict["industries"] = industries
        if listed is not UNSET:
            field_dict["listed"] = listed
        if products is not UNSET:
            field_dict["products"] = products
        if regions is not UNSET:
            field_dict["regions"] = regions
        if segments is not UNSET:
            field_dict["segments"] = segments

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        budget_fen = d.pop("budget_fen")

        client_most_fen = d.pop("client_most_fen")

        ends_on = datetime.date.fromisoformat(d.pop("ends_on"))

        funder_en = d.pop("funder_en")

        funder_zh = d.pop("funder_zh")

        name_en = d.pop("name_en")

        name_zh = d.pop("name_zh")

        opens_on = datetime.date.fromisoformat(d.pop("opens_on"))

        quota = d.pop("quota")

        subsidy_rate = d.pop("subsidy_rate")

        about_en = d.pop("about_en", UNSET)

        about_zh = d.pop("about_zh", UNSET)

        industries = cast(list[str], d.pop("industries", UNSET))

        listed = d.pop("listed", UNSET)

        products = cast(list[str], d.pop("products", UNSET))

        regions = cast(list[str], d.pop("regions", UNSET))

        segments = cast(list[str], d.pop("segments", UNSET))

        campaign_terms_view = cls(
            budget_fen=budget_fen,
            client_most_fen=client_most_fen,
            ends_on=ends_on,
            funder_en=funder_en,
            funder_zh=funder_zh,
            name_en=name_en,
            name_zh=name_zh,
            opens_on=opens_on,
            quota=quota,
            subsidy_rate=subsidy_rate,
            about_en=about_en,
            about_zh=about_zh,
            industries=industries,
            listed=listed,
            products=products,
            regions=regions,
            segments=segments,
        )

        return campaign_terms_view
