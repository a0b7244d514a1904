from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.paper_request import PaperRequest
    from ..models.signed_draft import SignedDraft
    from ..models.software_signature import SoftwareSignature
    from ..models.support_request import SupportRequest
    from ..models.web_authn_signature import WebAuthnSignature


T = TypeVar("T", bound="ApplicationRequest")


@_attrs_define
class ApplicationRequest:
    """An application with the signed grants to its bank. `opened_at`: when the form was opened, by its page's clock.

    Attributes:
        amount_fen (int):
        draft (str):
        product (str):
        purpose (str):
        repayment (str):
        signature (SoftwareSignature | WebAuthnSignature):
        term_months (int):
        opened_at (datetime.datetime | None | Unset):
        papers (list[PaperRequest] | Unset):
        separate (list[SignedDraft] | Unset):
        support (None | SupportRequest | Unset):
    """

    amount_fen: int
    draft: str
    product: str
    purpose: str
    repayment: str
    signature: SoftwareSignature | WebAuthnSignature
    term_months: int
    opened_at: datetime.datetime | None | Unset = UNSET
    papers: list[PaperRequest] | Unset = UNSET
    separate: list[SignedDraft] | Unset = UNSET
    support: None | SupportRequest | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.software_signature import SoftwareSignature
        from ..models.support_request import SupportRequest

        amount_fen = self.amount_fen

        draft = self.draft

        product = self.product

        purpose = self.purpose

        repayment = self.repayment

        signature: dict[str, Any]
        if isinstance(self.signature, SoftwareSignature):
            signature = self.signature.to_dict()
        else:
            signature = self.signature.to_dict()

        term_months = self.term_months

        opened_at: None | str | Unset
        if isinstance(self.opened_at, Unset):
            opened_at = UNSET
        elif isinstance(self.opened_at, datetime.datetime):
            opened_at = self.opened_at.isoformat()
        else:
            opened_at = self.opened_at

        papers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.papers, Unset):
            papers = []
            for papers_item_data in self.papers:
                papers_item = papers_item_data.to_dict()
                papers.append(papers_item)

        separate: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.separate, Unset):
            separate = []
            for separate_item_data in self.separate:
                separate_item = separate_item_data.to_dict()
                separate.append(separate_item)

        support: dict[str, Any] | None | Unset
        if isinstance(self.support, Unset):
            support = UNSET
        elif isinstance(self.support, SupportRequest):
            support = self.support.to_dict()
        else:
            support = self.support

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "amount_fen": amount_fen,
                "draft": draft,
                "product": product,
                "purpose": purpose,
                "repayment": repayment,
                "signature": signature,
                "term_months": term_months,
            }
        )
        if opened_at is not UNSET:
            field_dict["opened_at"] = opened_at
        if papers is not UNSET:
            field_dict["papers"] = papers
        if separate is not UNSET:
            field_dict["separate"] = separate
        if support is not UNSET:
            field_dict["support"] = support

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.paper_request import PaperRequest
        from ..models.signed_draft import SignedDraft
        from ..models.software_signature import SoftwareSignature
        from ..models.support_request import SupportRequest
        from ..models.web_authn_signature import WebAuthnSignature

        d = dict(src_dict)
        amount_fen = d.pop("amount_fen")

        draft = d.pop("draft")

        product = d.pop("product")

        purpose = d.pop("purpose")

        repayment = d.pop("repayment")

        def _parse_signature(data: object) -> SoftwareSignature | WebAuthnSignature:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                signature_type_0 = SoftwareSignature.from_dict(data)

                return signature_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError()
            signature_type_1 = WebAuthnSignature.from_dict(data)

            return signature_type_1

        signature = _parse_signature(d.pop("signature"))

        term_months = d.pop("term_months")

        def _parse_opened_at(data: object) -> datetime.datetime | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                opened_at_type_0 = datetime.datetime.fromisoformat(data)

                return opened_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None | Unset, data)

        opened_at = _parse_opened_at(d.pop("opened_at", UNSET))

        _papers = d.pop("papers", UNSET)
        papers: list[PaperRequest] | Unset = UNSET
        if _papers is not UNSET:
            papers = []
            for papers_item_data in _papers:
                papers_item = PaperRequest.from_dict(papers_item_data)

                papers.append(papers_item)

        _separate = d.pop("separate", UNSET)
        separate: list[SignedDraft] | Unset = UNSET
        if _separate is not UNSET:
            separate = []
            for separate_item_data in _separate:
                separate_item = SignedDraft.from_dict(separate_item_data)

                separate.append(separate_item)

        def _parse_support(data: object) -> None | SupportRequest | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                support_type_0 = SupportRequest.from_dict(data)

                return support_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SupportRequest | Unset, data)

        support = _parse_support(d.pop("support", UNSET))

        application_request = cls(
            amount_fen=amount_fen,
            draft=draft,
            product=product,
            purpose=purpose,
            repayment=repayment,
            signature=signature,
            term_months=term_months,
            opened_at=opened_at,
            papers=papers,
            separate=separate,
            support=support,
        )

        return application_request
