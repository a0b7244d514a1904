from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from attrs import define as _attrs_define

from ..models.warning_line_closing_type_0 import (
    WarningLineClosingType0,
    check_warning_line_closing_type_0,
)
from ..models.warning_line_level import WarningLineLevel, check_warning_line_level
from ..models.warning_line_state import WarningLineState, check_warning_line_state

if TYPE_CHECKING:
    from ..models.enterprise_ref import EnterpriseRef


T = TypeVar("T", bound="WarningLine")


@_attrs_define
class WarningLine:
    """A task as the list shows it. `late`: its day has passed and it is not closed.

    Attributes:
        closing (None | WarningLineClosingType0):
        closing_label (None | str):
        due_by (datetime.datetime):
        enterprise (EnterpriseRef): An enterprise by code and name.
        id (str):
        last_seen (datetime.datetime):
        late (bool):
        level (WarningLineLevel):
        level_label (str):
        loan (str):
        mark (str):
        raised_at (datetime.datetime):
        rule (str):
        seen (int):
        state (WarningLineState):
        state_label (str):
        taken_by (None | str):
        text (str):
        version (int):
    """

    closing: None | WarningLineClosingType0
    closing_label: None | str
    due_by: datetime.datetime
    enterprise: EnterpriseRef
    id: str
    last_seen: datetime.datetime
    late: bool
    level: WarningLineLevel
    level_label: str
    loan: str
    mark: str
    raised_at: datetime.datetime
    rule: str
    seen: int
    state: WarningLineState
    state_label: str
    taken_by: None | str
    text: str
    version: int

    def to_dict(self) -> dict[str, Any]:
        closing: None | str
        if isinstance(self.closing, str):
            closing = self.closing
        else:
            closing = self.closing

        closing_label: None | str
        closing_label = self.closing_label

        due_by = self.due_by.isoformat()

        enterprise = self.enterprise.to_dict()

        id = self.id

        last_seen = self.last_seen.isoformat()

        late = self.late

        level: str = self.level

        level_label = self.level_label

        loan = self.loan

        mark = self.mark

        raised_at = self.raised_at.isoformat()

        rule = self.rule

        seen = self.seen

        state: str = self.state

        state_label = self.state_label

        taken_by: None | str
        taken_by = self.taken_by

        text = self.text

        version = self.version

        field_dict: dict[str, Any] = {}

        field_dict.update(
            {
                "closing": closing,
                "closing_label": closing_label,
                "due_by": due_by,
                "enterprise": enterprise,
                "id": id,
                "last_seen": last_seen,
                "late": late,
                "level": level,
                "level_label": level_label,
                "loan": loan,
                "mark": mark,
                "raised_at": raised_at,
                "rule": rule,
                "seen": seen,
                "state": state,
                "state_label": state_label,
                "taken_by": taken_by,
                "text": text,
                "version": version,
            }
        )

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.enterprise_ref import EnterpriseRef

        d = dict(src_dict)

        def _parse_closing(data: object) -> None | WarningLineClosingType0:
            if data is None:
                return data
            try:
                if not isinstance(data, str):
                    raise TypeError()
                closing_type_0 = check_warning_line_closing_type_0(data)

                return closing_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(None | WarningLineClosingType0, data)

        closing = _parse_closing(d.pop("closing"))

        def _parse_closing_label(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        closing_label = _parse_closing_label(d.pop("closing_label"))

        due_by = datetime.datetime.fromisoformat(d.pop("due_by"))

        enterprise = EnterpriseRef.from_dict(d.pop("enterprise"))

        id = d.pop("id")

        last_seen = datetime.datetime.fromisoformat(d.pop("last_seen"))

        late = d.pop("late")

        level = check_warning_line_level(d.pop("level"))

        level_label = d.pop("level_label")

        loan = d.pop("loan")

        mark = d.pop("mark")

        raised_at = datetime.datetime.fromisoformat(d.pop("raised_at"))

        rule = d.pop("rule")

        seen = d.pop("seen")

        state = check_warning_line_state(d.pop("state"))

        state_label = d.pop("state_label")

        def _parse_taken_by(data: object) -> None | str:
            if data is None:
                return data
            return cast(None | str, data)

        taken_by = _parse_taken_by(d.pop("taken_by"))

        text = d.pop("text")

        version = d.pop("version")

        warning_line = cls(
            closing=closing,
            closing_label=closing_label,
            due_by=due_by,
            enterprise=enterprise,
            id=id,
            last_seen=last_seen,
            late=late,
            level=level,
            level_label=level_label,
            loan=loan,
            mark=mark,
            raised_at=raised_at,
            rule=rule,
            seen=seen,
            state=state,
            state_label=state_label,
            taken_by=taken_by,
            text=text,
            version=version,
        )

        return warning_line
