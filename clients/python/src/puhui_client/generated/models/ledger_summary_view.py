from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

if TYPE_CHECKING:
    from ..models.change_view import ChangeView
    from ..models.era_view import EraView
    from ..models.evidence_view import EvidenceView
    from ..models.member_view import MemberView
    from ..models.supervised_head_view import SupervisedHeadView


T = TypeVar("T", bound="LedgerSummaryView")


@_attrs_define
class LedgerSummaryView:
    """The ledger in one look.

    Attributes:
        changes (list[ChangeView]):
        eras (list[EraView]):
        evidence (list[EvidenceView]):
        head (None | SupervisedHeadView):
        members (list[MemberView]):
        origin (str):
        size (int):
        suite (str):
    """

    changes: list[ChangeView]
    eras: list[EraView]
    evidence: list[EvidenceView]
    head: None | SupervisedHeadView
    members: list[MemberView]
    origin: str
    size: int
    suite: str

    def to_dict(self) -> dict[str, Any]:
        from ..models.supervised_head_view import SupervisedHeadView

        changes = []
        for changes_item_data in self.changes:
            changes_item = changes_item_data.to_dict()
            changes.append(changes_item)

        eras = []
        for eras_item_data in self.eras:
            eras_item = eras_item_data.to_dict()
            eras.append(eras_item)

        evidence = []
        for evidence_item_data in self.evidence:
            evidence_item = evidence_item_data.to_dict()
            evidence.append(evidence_item)

        head: dict[str, Any] | None
        if isinstance(self.head, SupervisedHeadView):
            head = self.head.to_dict()
        else:
            head = self.head

        members = []
        for members_item_data in self.members:
            members_item = members_item_data.to_dict()
            members.append(members_item)

        origin = self.origin

        size = self.size

        suite = self.suite

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "changes": changes,
                "eras": eras,
                "evidence": evidence,
                "head": head,
                "members": members,
                "origin": origin,
                "size": size,
                "suite": suite,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.change_view import ChangeView
        from ..models.era_view import EraView
        from ..models.evidence_view import EvidenceView
        from ..models.member_view import MemberView
        from ..models.supervised_head_view import SupervisedHeadView

        d = dict(src_dict)
        changes = []
        _changes = d.pop("changes")
        for changes_item_data in _changes:
            changes_item = ChangeView.from_dict(changes_item_data)

            changes.append(changes_item)

        eras = []
        _eras = d.pop("eras")
        for eras_item_data in _eras:
            eras_item = EraView.from_dict(eras_item_data)

            eras.append(eras_item)

        evidence = []
        _evidence = d.pop("evidence")
        for evidence_item_data in _evidence:
            evidence_item = EvidenceView.from_dict(evidence_item_data)

            evidence.append(evidence_item)

        def _parse_head(data: object) -> None | SupervisedHeadView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                head_type_0 = SupervisedHeadView.from_dict(data)

                return head_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | SupervisedHeadView, data)

        head = _parse_head(d.pop("head"))

        members = []
        _members = d.pop("members")
        for members_item_data in _members:
            members_item = MemberView.from_dict(members_item_data)

            members.append(members_item)

        origin = d.pop("origin")

        size = d.pop("size")

        suite = d.pop("suite")

        ledger_summary_view = cls(
            changes=changes,
            eras=eras,
            evidence=evidence,
            head=head,
            members=members,
            origin=origin,
            size=size,
            suite=suite,
        )

        return ledger_summary_view
