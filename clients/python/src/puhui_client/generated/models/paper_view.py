from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.paper_view_state import PaperViewState, check_paper_view_state

T = TypeVar("T", bound="PaperView")


@_attrs_define
class PaperView:
    """A paper that came with the application, as its dates stand on the day of the application.

    Attributes:
        digest (str): lower-case hex
        expires_on (datetime.date | None):
        issued_on (datetime.date | None):
        kind (str):
        kind_text (str):
        state (PaperViewState):
        text (str):
    """

    digest: str
    expires_on: datetime.date | None
    issued_on: datetime.date | None
    kind: str
    kind_text: str
    state: PaperViewState
    text: str

    def to_dict(self) -> dict[str, Any]:
        digest = self.digest

        expires_on: None | str
        if isinstance(self.expires_on, datetime.date):
            expires_on = self.expires_on.isoformat()
        else:
            expires_on = self.expires_on

        issued_on: None | str
        if isinstance(self.issued_on, datetime.date):
            issued_on = self.issued_on.isoformat()
        else:
            issued_on = self.issued_on

        kind = self.kind

        kind_text = self.kind_text

        state: str = self.state

        text = self.text

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "digest": digest,
                "expires_on": expires_on,
                "issued_on": issued_on,
                "kind": kind,
                "kind_text": kind_text,
                "state": state,
                "text": text,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        d = dict(src_dict)
        digest = d.pop("digest")

        def _parse_expires_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                expires_on_type_0 = datetime.date.fromisoformat(data)

                return expires_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        expires_on = _parse_expires_on(d.pop("expires_on"))

        def _parse_issued_on(data: object) -> datetime.date | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                issued_on_type_0 = datetime.date.fromisoformat(data)

                return issued_on_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.date | None, data)

        issued_on = _parse_issued_on(d.pop("issued_on"))

        kind = d.pop("kind")

        kind_text = d.pop("kind_text")

        state = check_paper_view_state(d.pop("state"))

        text = d.pop("text")

        paper_view = cls(
            digest=digest,
            expires_on=expires_on,
            issued_on=issued_on,
            kind=kind,
            kind_text=kind_text,
            state=state,
            text=text,
        )

        return paper_view
