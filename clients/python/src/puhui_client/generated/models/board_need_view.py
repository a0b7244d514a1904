from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.about_view import AboutView
    from ..models.ask_view import AskView
    from ..models.board_answer import BoardAnswer
    from ..models.fit_view import FitView
    from ..models.need_enterprise import NeedEnterprise


T = TypeVar("T", bound="BoardNeedView")


@_attrs_define
class BoardNeedView:
    """A need as one bank sees it. `seats`: places that are left; `fits` is null where the scope does not show it.

    Attributes:
        about (AboutView): What the share scope shows of the enterprise; null where it shows nothing or nothing is
            known.
        answer (BoardAnswer | None):
        ask (AskView): The six fields of a need. What is left open (null) is not held against a product.
        closes_at (datetime.datetime):
        enterprise (NeedEnterprise | None):
        fits (list[FitView] | None):
        id (str):
        label (str):
        published_at (datetime.datetime):
        seats (int):
        state (str):
        version (int):
    """

    about: AboutView
    answer: BoardAnswer | None
    ask: AskView
    closes_at: datetime.datetime
    enterprise: NeedEnterprise | None
    fits: list[FitView] | None
    id: str
    label: str
    published_at: datetime.datetime
    seats: int
    state: str
    version: int

    def to_dict(self) -> dict[str, Any]:
        from ..models.board_answer import BoardAnswer
        from ..models.need_enterprise import NeedEnterprise

        about = self.about.to_dict()

        answer: dict[str, Any] | None
        if isinstance(self.answer, BoardAnswer):
            answer = self.answer.to_dict()
        else:
            answer = self.answer

        ask = self.ask.to_dict()

        closes_at = self.closes_at.isoformat()

        enterprise: dict[str, Any] | None
        if isinstance(self.enterprise, NeedEnterprise):
            enterprise = self.enterprise.to_dict()
        else:
            enterprise = self.enterprise

        fits: list[dict[str, Any]] | None
        if isinstance(self.fits, list):
            fits = []
            for fits_type_0_item_data in self.fits:
                fits_type_0_item = fits_type_0_item_data.to_dict()
                fits.append(fits_type_0_item)

        else:
            fits = self.fits

        id = self.id

        label = self.label

        published_at = self.published_at.isoformat()

        seats = self.seats

        state = self.state

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "about": about,
                "answer": answer,
                "ask": ask,
                "closes_at": closes_at,
                "enterprise": enterprise,
                "fits": fits,
                "id": id,
                "label": label,
                "published_at": published_at,
                "seats": seats,
                "state": state,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.about_view import AboutView
        from ..models.ask_view import AskView
        from ..models.board_answer import BoardAnswer
        from ..models.fit_view import FitView
        from ..models.need_enterprise import NeedEnterprise

        d = dict(src_dict)
        about = AboutView.from_dict(d.pop("about"))

        def _parse_answer(data: object) -> BoardAnswer | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                answer_type_0 = BoardAnswer.from_dict(data)

                return answer_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(BoardAnswer | None, data)

        answer = _parse_answer(d.pop("answer"))

        ask = AskView.from_dict(d.pop("ask"))

        closes_at = datetime.datetime.fromisoformat(d.pop("closes_at"))

        def _parse_enterprise(data: object) -> NeedEnterprise | None:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                enterprise_type_0 = NeedEnterprise.from_dict(data)

                return enterprise_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(NeedEnterprise | None, data)

        enterprise = _parse_enterprise(d.pop("enterprise"))

        def _parse_fits(data: object) -> list[FitView] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                fits_type_0 = []
                _fits_type_0 = data
                for fits_type_0_item_data in _fits_type_0:
                    fits_type_0_item = FitView.from_dict(fits_type_0_item_data)

                    fits_type_0.append(fits_type_0_item)

                return fits_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[FitView] | None, data)

        fits = _parse_fits(d.pop("fits"))

        id = d.pop("id")

        label = d.pop("label")

        published_at = datetime.datetime.fromisoformat(d.pop("published_at"))

        seats = d.pop("seats")

        state = d.pop("state")

        version = d.pop("version")

        board_need_view = cls(
            about=about,
            answer=answer,
            ask=ask,
            closes_at=closes_at,
            enterprise=enterprise,
            fits=fits,
            id=id,
            label=label,
            published_at=published_at,
            seats=seats,
            state=state,
            version=version,
        )

        return board_need_view
