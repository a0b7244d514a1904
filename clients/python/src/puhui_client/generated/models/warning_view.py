from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.warning_view_closing_type_0 import (
    WarningViewClosingType0,
    check_warning_view_closing_type_0,
)
from ..models.warning_view_level import WarningViewLevel, check_warning_view_level
from ..models.warning_view_may_item import (
    WarningViewMayItem,
    check_warning_view_may_item,
)
from ..models.warning_view_state import WarningViewState, check_warning_view_state

if TYPE_CHECKING:
    from ..models.enterprise_ref import EnterpriseRef
    from ..models.opinion_view import OpinionView
    from ..models.warning_evidence import WarningEvidence
    from ..models.warning_measure import WarningMeasure
    from ..models.warning_movement import WarningMovement
    from ..models.warning_series import WarningSeries
    from ..models.warning_step import WarningStep


T = TypeVar("T", bound="WarningView")


@_attrs_define
class WarningView:
    """One task. Evidence, movement and pictures are null once no grant for monitoring holds: `withheld` says so.

    Attributes:
        advice (str):
        basis (str):
        closed_at (datetime.datetime | None):
        closed_by (None | str):
        closing (None | WarningViewClosingType0):
        closing_label (None | str):
        due_by (datetime.datetime):
        enterprise (EnterpriseRef): An enterprise by code and name.
        evidence (list[WarningEvidence] | None):
        history (list[WarningStep]):
        id (str):
        last_seen (datetime.datetime):
        late (bool):
        level (WarningViewLevel):
        level_label (str):
        loan (str):
        mark (str):
        may (list[WarningViewMayItem]):
        measures (list[WarningMeasure]):
        movement (None | WarningMovement):
        note (None | str):
        opinion (None | OpinionView):
        raised_at (datetime.datetime):
        rule (str):
        rules_version (str):
        seen (int):
        series (None | WarningSeries):
        state (WarningViewState):
        state_label (str):
        taken_by (None | str):
        text (str):
        version (int):
        withheld (None | str):
    """

    advice: str
    basis: str
    closed_at: datetime.datetime | None
    closed_by: None | str
    closing: None | WarningViewClosingType0
    closing_label: None | str
    due_by: datetime.datetime
    enterprise: EnterpriseRef
    evidence: list[WarningEvidence] | None
    history: list[WarningStep]
    id: str
    last_seen: datetime.datetime
    late: bool
    level: WarningViewLevel
    level_label: str
    loan: str
    mark: str
    may: list[WarningViewMayItem]
    measures: list[WarningMeasure]
    movement: None | WarningMovement
    note: None | str
    opinion: None | OpinionView
    raised_at: datetime.datetime
    rule: str
    rules_version: str
    seen: int
    series: None | WarningSeries
    state: WarningViewState
    state_label: str
    taken_by: None | str
    text: str
    version: int
    withheld: None | str

    def to_dict(self) -> dict[str, Any]:
        from ..models.opinion_view import OpinionView
        from ..models.warning_movement import WarningMovement
        from ..models.warning_series import WarningSeries

        advice = self.advice

        basis = self.basis

        closed_at: None | str
        if isinstance(self.closed_at, datetime.datetime):
            closed_at = self.closed_at.isoformat()
        else:
            closed_at = self.closed_at

        closed_by: None | str
        closed_by = self.closed_by

        closing: None | str
        if isinstance(self.closing, str):
            closing = self.closing
        else:
            closing = self.closing

        closing_label: None | str
        closing_label = self.closing_label

        due_by = self.due_by.isoformat()

        enterprise = self.enterprise.to_dict()

        evidence: list[dict[str, Any]] | None
        if isinstance(self.evidence, list):
            evidence = []
            for evidence_type_0_item_data in self.evidence:
                evidence_type_0_item = evidence_type_0_item_data.to_dict()
                evidence.append(evidence_type_0_item)

        else:
            evidence = self.evidence

        history = []
        for history_item_data in self.history:
            history_item = history_item_data.to_dict()
            history.append(history_item)

        id = self.id

        last_seen = self.last_seen.isoformat()

        late = self.late

        level: str = self.level

        level_label = self.level_label

        loan = self.loan

        mark = self.mark

        may = []
        for may_item_data in self.may:
            may_item: str = may_item_data
            may.append(may_item)

        measures = []
        for measures_item_data in self.measures:
            measures_item = measures_item_data.to_dict()
            measures.append(measures_item)

        movement: dict[str, Any] | None
        if isinstance(self.movement, WarningMovement):
            movement = self.movement.to_dict()
        else:
            movement = self.movement

        note: None | str
        note = self.note

        opinion: dict[str, Any] | None
        if isinstance(self.opinion, OpinionView):
            opinion = self.opinion.to_dict()
        else:
            opinion = self.opinion

        raised_at = self.raised_at.isoformat()

        rule = self.rule

        rules_version = self.rules_version

        seen = self.seen

        series: dict[str, Any] | None
        if isinstance(self.series, WarningSeries):
            series = self.series.to_dict()
        else:
            series = self.series

        state: str = self.state

        state_label = self.state_label

        taken_by: None | str
        taken_by = self.taken_by

        text = self.text

        version = self.version

        withheld: None | str
        withheld = self.withheld

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "advice": advice,
                "basis": basis,
                "closed_at": closed_at,
                "closed_by": closed_by,
                "closing": closing,
                "closing_label": closing_label,
                "due_by": due_by,
                "enterprise": enterprise,
                "evidence": evidence,
                "history": history,
                "id": id,
                "last_seen": last_seen,
                "late": late,
                "level": level,
                "level_label": level_label,
                "loan": loan,
                "mark": mark,
                "may": may,
                "measures": measures,
                "movement": movement,
                "note": note,
                "opinion": opinion,
                "raised_at": raised_at,
                "rule": rule,
                "rules_version": rules_version,
                "seen": seen,
                "series": series,
                "state": state,
                "state_label": state_label,
                "taken_by": taken_by,
                "text": text,
                "version": version,
                "withheld": withheld,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.enterprise_ref import EnterpriseRef
        from ..models.opinion_view import OpinionView
        from ..models.warning_evidence import WarningEvidence
        from ..models.warning_measure import WarningMeasure
        from ..models.warning_movement import WarningMovement
        from ..models.warning_series import WarningSeries
        from ..models.warning_step import WarningStep

        d = dict(src_dict)
        advice = d.pop("advice")

        basis = d.pop("basis")

        def _parse_closed_at(data: object) -> datetime.datetime | None:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closed_at_type_0 = datetime.datetime.fromisoformat(data)

                return closed_at_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(datetime.datetime | None, data)

        closed_at = _parse_closed_at(d.pop("closed_at"))

        def _parse_closed_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        closed_by = _parse_closed_by(d.pop("closed_by"))

        def _parse_closing(data: object) -> None | WarningViewClosingType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closing_type_0 = check_warning_view_closing_type_0(data)

                return closing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WarningViewClosingType0, data)

        closing = _parse_closing(d.pop("closing"))

        def _parse_closing_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        closing_label = _parse_closing_label(d.pop("closing_label"))

        due_by = datetime.datetime.fromisoformat(d.pop("due_by"))

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        def _parse_evidence(data: object) -> list[WarningEvidence] | None:
            if data is None:
                return data
            try:
                if not isinstance(data, list):
                    raise TypeError()
                evidence_type_0 = []
                _evidence_type_0 = data
                for evidence_type_0_item_data in _evidence_type_0:
                    evidence_type_0_item = WarningEvidence.from_dict(
                        evidence_type_0_item_data
                    )

                    evidence_type_0.append(evidence_type_0_item)

                return evidence_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(list[WarningEvidence] | None, data)

        evidence = _parse_evidence(d.pop("evidence"))

        history = []
        _history = d.pop("history")
        for history_item_data in _history:
            history_item = WarningStep.from_dict(history_item_data)

            history.append(history_item)

        id = d.pop("id")

        last_seen = datetime.datetime.fromisoformat(d.pop("last_seen"))

        late = d.pop("late")

        level = check_warning_view_level(d.pop("level"))

        level_label = d.pop("level_label")

        loan = d.pop("loan")

        mark = d.pop("mark")

        may = []
        _may = d.pop("may")
        for may_item_data in _may:
            may_item = check_warning_view_may_item(may_item_data)

            may.append(may_item)

        measures = []
        _measures = d.pop("measures")
        for measures_item_data in _measures:
            measures_item = WarningMeasure.from_dict(measures_item_data)

            measures.append(measures_item)

        def _parse_movement(data: object) -> None | WarningMovement:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                movement_type_0 = WarningMovement.from_dict(data)

                return movement_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WarningMovement, data)

        movement = _parse_movement(d.pop("movement"))

        def _parse_note(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        note = _parse_note(d.pop("note"))

        def _parse_opinion(data: object) -> None | OpinionView:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                opinion_type_0 = OpinionView.from_dict(data)

                return opinion_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | OpinionView, data)

        opinion = _parse_opinion(d.pop("opinion"))

        raised_at = datetime.datetime.fromisoformat(d.pop("raised_at"))

        rule = d.pop("rule")

        rules_version = d.pop("rules_version")

        seen = d.pop("seen")

        def _parse_series(data: object) -> None | WarningSeries:
            if data is None:
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                series_type_0 = WarningSeries.from_dict(data)

                return series_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WarningSeries, data)

        series = _parse_series(d.pop("series"))

        state = check_warning_view_state(d.pop("state"))

        state_label = d.pop("state_label")

        def _parse_taken_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        taken_by = _parse_taken_by(d.pop("taken_by"))

        text = d.pop("text")

        version = d.pop("version")

        def _parse_withheld(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        withheld = _parse_withheld(d.pop("withheld"))

        warning_view = cls(
            advice=advice,
            basis=basis,
            closed_at=closed_at,
            closed_by=closed_by,
            closing=closing,
            closing_label=closing_label,
            due_by=due_by,
            enterprise=enterprise,
            evidence=evidence,
            history=history,
            id=id,
            last_seen=last_seen,
            late=late,
            level=level,
            level_label=level_label,
            loan=loan,
            mark=mark,
            may=may,
            measures=measures,
            movement=movement,
            note=note,
            opinion=opinion,
            raised_at=raised_at,
            rule=rule,
            rules_version=rules_version,
            seen=seen,
            series=series,
            state=state,
            state_label=state_label,
            taken_by=taken_by,
            text=text,
            version=version,
            withheld=withheld,
        )

        return warning_view
