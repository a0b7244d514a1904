from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.draft_item import DraftItem
    from ..models.draft_view_webauthn_type_0 import DraftViewWebauthnType0
    from ..models.granted_model import GrantedModel
    from ..models.offer_view import OfferView
    from ..models.receiver import Receiver


T = TypeVar("T", bound="DraftView")


@_attrs_define
class DraftView:
    """Everything that one signature will cover. `webauthn`: the request options when the enrolled key is a passkey.

    `model` is set where the receiver will be shown a score alone. `also` is what may be granted besides: for an
    application what its product welcomes; whoever leaves it out loses nothing of the rest.

        Attributes:
            challenge (str):
            draft (str):
            items (list[DraftItem]):
            receiver (Receiver): Who will receive, and how to reach who answers there for personal information (PIPL article
                23).
            also (list[OfferView] | Unset):
            model (GrantedModel | None | Unset):
            webauthn (DraftViewWebauthnType0 | None | Unset):
    """

    challenge: str
    draft: str
    items: list[DraftItem]
    receiver: Receiver
    also: list[OfferView] | Unset = UNSET
    model: GrantedModel | None | Unset = UNSET
    webauthn: DraftViewWebauthnType0 | None | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.draft_view_webauthn_type_0 import DraftViewWebauthnType0
        from ..models.granted_model import GrantedModel

        challenge = self.challenge

        draft = self.draft

        items = []
        for items_item_data in self.items:
            items_item = items_item_data.to_dict()
            items.append(items_item)

        receiver = self.receiver.to_dict()

        also: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.also, Unset):
            also = []
            for also_item_data in self.also:
                also_item = also_item_data.to_dict()
                also.append(also_item)

        model: dict[str, Any] | None | Unset
        if isinstance(self.model, Unset):
            model = UNSET
        elif isinstance(self.model, GrantedModel):
            model = self.model.to_dict()
        else:
            model = self.model

        webauthn: dict[str, Any] | None | Unset
        if isinstance(self.webauthn, Unset):
            webauthn = UNSET
        elif isinstance(self.webauthn, DraftViewWebauthnType0):
            webauthn = self.webauthn.to_dict()
        else:
            webauthn = self.webauthn

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "challenge": challenge,
                "draft": draft,
                "items": items,
                "receiver": receiver,
            }
        )
        if also is not UNSET:
            field_dict["also"] = also
        if model is not UNSET:
            field_dict["model"] = model
        if webauthn is not UNSET:
            field_dict["webauthn"] = webauthn

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.draft_item import DraftItem
        from ..models.draft_view_webauthn_type_0 import DraftViewWebauthnType0
        from ..models.granted_model import GrantedModel
        from ..models.offer_view import OfferView
        from ..models.receiver import Receiver

        d = dict(src_dict)
        challenge = d.pop("challenge")

        draft = d.pop("draft")

        items = []
        _items = d.pop("items")
        for items_item_data in _items:
            items_item = DraftItem.from_dict(items_item_data)

            items.append(items_item)

        receiver = Receiver.from_dict(d.pop("receiver"))

        _also = d.pop("also", UNSET)
        also: list[OfferView] | Unset = UNSET
        if _also is not UNSET:
            also = []
            for also_item_data in _also:
                also_item = OfferView.from_dict(also_item_data)

                also.append(also_item)

        def _parse_model(data: object) -> GrantedModel | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                model_type_0 = GrantedModel.from_dict(data)

                return model_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(GrantedModel | None | Unset, data)

        model = _parse_model(d.pop("model", UNSET))

        def _parse_webauthn(data: object) -> DraftViewWebauthnType0 | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                webauthn_type_0 = DraftViewWebauthnType0.from_dict(data)

                return webauthn_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(DraftViewWebauthnType0 | None | Unset, data)

        webauthn = _parse_webauthn(d.pop("webauthn", UNSET))

        draft_view = cls(
            challenge=challenge,
            draft=draft,
            items=items,
            receiver=receiver,
            also=also,
            model=model,
            webauthn=webauthn,
        )

        return draft_view
