from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.relief_answer import ReliefAnswer
    from ..models.renewal_request import RenewalRequest


T = TypeVar("T", bound="ReliefProposal")


@_attrs_define
class ReliefProposal:
    """An officer would grant it: every question answered, and for a renewal its terms.

    Attributes:
        answers (list[ReliefAnswer]):
        renewal (None | RenewalRequest | Unset):
    """

    answers: list[ReliefAnswer]
    renewal: None | RenewalRequest | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        from ..models.renewal_request import RenewalRequest

        answers = []
        for answers_item_data in self.answers:
            answers_item = answers_item_data.to_dict()
            answers.append(answers_item)

        renewal: dict[str, Any] | None | Unset
        if isinstance(self.renewal, Unset):
            renewal = UNSET
        elif isinstance(self.renewal, RenewalRequest):
            renewal = self.renewal.to_dict()
        else:
            renewal = self.renewal

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "answers": answers,
            }
        )
        if renewal is not UNSET:
            field_dict["renewal"] = renewal

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.relief_answer import ReliefAnswer
        from ..models.renewal_request import RenewalRequest

        d = dict(src_dict)
        answers = []
        _answers = d.pop("answers")
        for answers_item_data in _answers:
            answers_item = ReliefAnswer.from_dict(answers_item_data)

            answers.append(answers_item)

        def _parse_renewal(data: object) -> None | RenewalRequest | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                renewal_type_0 = RenewalRequest.from_dict(data)

                return renewal_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | RenewalRequest | Unset, data)

        renewal = _parse_renewal(d.pop("renewal", UNSET))

        relief_proposal = cls(
            answers=answers,
            renewal=renewal,
        )

        return relief_proposal
