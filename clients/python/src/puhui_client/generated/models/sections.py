from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar

from attrs import define as _attrs_define

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.section import Section


T = TypeVar("T", bound="Sections")


@_attrs_define
class Sections:
    """The sections that other rooms hand in.

    Attributes:
        contradictions (Section): What another room found: findings of the graph, contradictions, news, public records.
        opinion (Section): What another room found: findings of the graph, contradictions, news, public records.
        records (Section): What another room found: findings of the graph, contradictions, news, public records.
        relations (Section): What another room found: findings of the graph, contradictions, news, public records.
        months (Section | Unset): What another room found: findings of the graph, contradictions, news, public records.
    """

    contradictions: Section
    opinion: Section
    records: Section
    relations: Section
    months: Section | Unset = UNSET

    def to_dict(self) -> dict[str, Any]:
        contradictions = self.contradictions.to_dict()

        opinion = self.opinion.to_dict()

        records = self.records.to_dict()

        relations = self.relations.to_dict()

        months: dict[str, Any] | Unset = UNSET
        if not isinstance(self.months, Unset):
            months = self.months.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "contradictions": contradictions,
                "opinion": opinion,
                "records": records,
                "relations": relations,
            }
        )
        if months is not UNSET:
            field_dict["months"] = months

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.section import Section

        d = dict(src_dict)
        contradictions = Section.from_dict(d.pop("contradictions"))

        opinion = Section.from_dict(d.pop("opinion"))

        records = Section.from_dict(d.pop("records"))

        relations = Section.from_dict(d.pop("relations"))

        _months = d.pop("months", UNSET)
        months: Section | Unset
        if isinstance(_months, Unset):
            months = UNSET
        else:
            months = Section.from_dict(_months)

        sections = cls(
            contradictions=contradictions,
            opinion=opinion,
            records=records,
            relations=relations,
            months=months,
        )

        return sections
