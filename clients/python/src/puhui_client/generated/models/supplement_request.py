from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.paper_request import PaperRequest
    from ..models.signed_draft import SignedDraft


T = TypeVar("T", bound="SupplementRequest")


@_attrs_define
class SupplementRequest:
    """What is added to an application: papers, or the signed grants of a draft for its bank, and a word about them.

    The same `request` again adds nothing.

        Attributes:
            grants (list[SignedDraft] | Unset):
            note (str | Unset):  Default: ''.
            papers (list[PaperRequest] | Unset):
            request (None | str | Unset):
    """

    grants: list[SignedDraft] | Unset = UNSET
    note: str | Unset = ""
    papers: list[PaperRequest] | Unset = UNSET
    request: None | str | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        grants: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.grants, Unset):
            grants = []
            for grants_item_data in self.grants:
                grants_item = grants_item_data.to_dict()
                grants.append(grants_item)

        note = self.note

        papers: list[dict[str, Any]] | Unset = UNSET
        if not isinstance(self.papers, Unset):
            papers = []
            for papers_item_data in self.papers:
                papers_item = papers_item_data.to_dict()
                papers.append(papers_item)

        request: None | str | Unset
        if isinstance(self.request, Unset):
            request = UNSET
        else:
            request = self.request

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if grants is not UNSET:
            field_dict["grants"] = grants
        if note is not UNSET:
            field_dict["note"] = note
        if papers is not UNSET:
            field_dict["papers"] = papers
        if request is not UNSET:
            field_dict["request"] = request

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.paper_request import PaperRequest
        from ..models.signed_draft import SignedDraft

        d = dict(src_dict)
        _grants = d.pop("grants", UNSET)
        grants: list[SignedDraft] | Unset = UNSET
        if _grants is not UNSET:
            grants = []
            for grants_item_data in _grants:
                grants_item = SignedDraft.from_dict(grants_item_data)

                grants.append(grants_item)

        note = d.pop("note", UNSET)

        _papers = d.pop("papers", UNSET)
        papers: list[PaperRequest] | Unset = UNSET
        if _papers is not UNSET:
            papers = []
            for papers_item_data in _papers:
                papers_item = PaperRequest.from_dict(papers_item_data)

                papers.append(papers_item)

        def _parse_request(data: object) -> None | str | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            return cast(None | str | Unset, data)

        request = _parse_request(d.pop("request", UNSET))

        supplement_request = cls(
            grants=grants,
            note=note,
            papers=papers,
            request=request,
        )

        return supplement_request
