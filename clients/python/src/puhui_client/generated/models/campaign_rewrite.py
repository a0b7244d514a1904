from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.campaign_terms_view import CampaignTermsView


T = TypeVar("T", bound="CampaignRewrite")


@_attrs_define
class CampaignRewrite:
    """What was typed into a draft; `version` is the one that the page read.

    Attributes:
        terms (CampaignTermsView): What a campaign offers and to whom; empty lists mean all. `products` are `bank/code`.
        version (int):
    """

    terms: CampaignTermsView
    version: int

    def to_dict(self) -> dict[str, Any]:
        terms = self.terms.to_dict()

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "terms": terms,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.campaign_terms_view import CampaignTermsView

        d = dict(src_dict)
        terms = CampaignTermsView.from_dict(d.pop("terms"))

        version = d.pop("version")

        campaign_rewrite = cls(
            terms=terms,
            version=version,
        )

        return campaign_rewrite
